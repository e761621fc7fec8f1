//! A quotation taken apart: words, elisions and brackets.

use unicode_normalization::UnicodeNormalization;

use crate::text::{Span, each_word, is_apostrophe, is_ignorable};

/// What a quotation asks its source for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The pieces in order. Elisions at either end, notes (`[sic]`, `(emphasis added)`) and note marks are dropped.
    pub pieces: Vec<Piece>,
}

/// A piece of a quotation. Spans are bytes of the quotation's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A word of the source.
    Word(QuotedWord),
    /// Words of the source are left out here.
    Elision(Span),
    /// Words in brackets: put in, or instead of a few of the source's.
    Bracket(Span, Vec<QuotedWord>),
}

/// A word that the source must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedWord {
    /// Where it stands.
    pub span: Span,
    /// Its folded form, brackets removed.
    pub folded: String,
    /// What the writer kept of the source's word, where a bracket in it says that letters were changed.
    pub kept: Option<Kept>,
}

/// The folded letters outside a bracket within a word: `believe[d]` keeps `believe` before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    before: String,
    after: String,
}

/// The most letters of the source that a bracket within a word can stand for.
const LONGEST_CHANGED_ENDING: usize = 4;

impl QuotedWord {
    /// Whether a folded word of a source is this one, or this one with the letters that the bracket changed.
    pub fn matches(&self, source: &str) -> bool {
        if source == self.folded {
            return true;
        }
        let Some(Kept { before, after }) = &self.kept else { return false };
        let changed = source.strip_prefix(before.as_str()).and_then(|rest| rest.strip_suffix(after.as_str()));
        !before.is_empty() && changed.is_some_and(|letters| letters.chars().count() <= LONGEST_CHANGED_ENDING)
    }
}

/// The most bytes that a bracket in a quotation may have; a longer one is text. This keeps reading linear.
const LONGEST_BRACKET: usize = 400;

/// How round brackets are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// As the source's own.
    Literal,
    /// As words put in.
    PutIn,
}

impl Pattern {
    /// Takes the content of a quotation apart.
    pub fn new(content: &str, round: Round) -> Self {
        let mut reader = Reader { content, round, pieces: Vec::with_capacity(content.len() / 5) };
        reader.read();
        let mut pieces = reader.pieces;
        while matches!(pieces.last(), Some(Piece::Elision(_))) {
            pieces.pop();
        }
        let lead = pieces.iter().take_while(|piece| matches!(piece, Piece::Elision(_))).count();
        pieces.drain(..lead);
        Self { pieces }
    }

    /// The words outside brackets.
    pub fn words(&self) -> impl Iterator<Item = &QuotedWord> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Word(word) => Some(word),
            _ => None,
        })
    }

    /// Whether words were left out.
    pub fn has_elision(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Elision(_)))
    }
}

struct Reader<'a> {
    content: &'a str,
    round: Round,
    pieces: Vec<Piece>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut literal = 0;
        let mut at = 0;
        // Elisions and brackets begin with one of these; the first byte of `…` is E2.
        while let Some(next) = self.content.as_bytes()[at..].iter().position(|byte| b".[(\xE2".contains(byte)) {
            at += next;
            let rest = &self.content[at..];
            if let Some(len) = elision(rest) {
                self.words(literal, at);
                self.pieces.push(Piece::Elision(Span::new(at, at + len)));
                at += len;
                literal = at;
            } else if let Some(len) = self.bracket(rest) {
                self.words(literal, at);
                at = self.read_bracket(at, at + len);
                literal = at;
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        self.words(literal, self.content.len());
    }

    /// The length of the bracket that `rest` begins with.
    fn bracket(&self, rest: &str) -> Option<usize> {
        let find = |close: u8| rest.bytes().take(LONGEST_BRACKET).position(|byte| byte == close);
        let close = match rest.as_bytes().first()? {
            b'[' => find(b']')?,
            b'(' => find(b')').filter(|&at| self.round == Round::PutIn || is_note(&rest[1..at]))?,
            _ => return None,
        };
        Some(close + 1)
    }

    /// Reads the literal words between two bytes.
    fn words(&mut self, from: usize, to: usize) {
        let pieces = &mut self.pieces;
        each_word(&self.content[from..to], |span, folded| {
            pieces.push(Piece::Word(QuotedWord { span: span.shifted(from), folded: folded.to_owned(), kept: None }));
        });
    }

    /// Reads a bracket from its opening to the byte after its closing; returns where to go on.
    fn read_bracket(&mut self, open: usize, close: usize) -> usize {
        let inner = &self.content[open + 1..close - 1];
        if is_note(inner) {
            return close;
        }
        if elision(inner.trim()).is_some_and(|len| len == inner.trim().len()) {
            self.pieces.push(Piece::Elision(Span::new(open, close)));
            return close;
        }
        let before = match self.pieces.last() {
            Some(Piece::Word(word)) if word.span.end == open && word.kept.is_none() => Some(word.clone()),
            _ => None,
        };
        let is_note_mark = !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit()) && inner.len() < 4;
        if is_note_mark && before.is_some() {
            return close;
        }
        let after = word_rest(&self.content[close..]);
        if before.is_none() && after == 0 || inner.contains(char::is_whitespace) {
            let mut words = Vec::new();
            each_word(inner, |span, folded| {
                words.push(QuotedWord { span: span.shifted(open + 1), folded: folded.to_owned(), kept: None });
            });
            self.pieces.push(Piece::Bracket(Span::new(open, close), words));
            return close;
        }
        if before.is_some() {
            self.pieces.pop();
        }
        let kept = Kept {
            before: before.as_ref().map(|word| word.folded.clone()).unwrap_or_default(),
            after: fold(&self.content[close..close + after]),
        };
        self.pieces.push(Piece::Word(QuotedWord {
            span: Span::new(before.map_or(open, |word| word.span.start), close + after),
            folded: [&kept.before, &fold(inner), &kept.after].map(String::as_str).concat(),
            kept: Some(kept),
        }));
        close + after
    }
}

/// Part of a word, folded.
fn fold(part: &str) -> String {
    let letters = part.chars().filter(|&c| !is_ignorable(c)).map(|c| if is_apostrophe(c) { '\'' } else { c });
    letters.collect::<String>().nfkc().flat_map(char::to_lowercase).collect()
}

/// The length of what goes on with a word after a bracket in it: letters, and apostrophes between them.
fn word_rest(text: &str) -> usize {
    let goes_on = |(at, c): (usize, char)| {
        let next = || text[at + c.len_utf8()..].chars().next();
        c.is_alphanumeric() || is_ignorable(c) || is_apostrophe(c) && next().is_some_and(char::is_alphabetic)
    };
    text.char_indices().find(|&at| !goes_on(at)).map_or(text.len(), |(at, _)| at)
}

/// The length of the elision that `text` begins with: `…`, or three dots and more, with or without blanks between.
fn elision(text: &str) -> Option<usize> {
    let mut dots = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        match c {
            '…' => dots += 3,
            '.' => dots += 1,
            ' ' | '\u{A0}' | '\u{202F}' if dots > 0 && at == end => continue,
            _ => break,
        }
        if at > end + 2 {
            break;
        }
        end = at + c.len_utf8();
    }
    (dots >= 3).then_some(end)
}

/// Whether the words in a bracket speak of the quotation and not in it.
fn is_note(inner: &str) -> bool {
    let inner = inner.trim().trim_end_matches(['.', '!']).to_ascii_lowercase();
    inner == "sic" || ["emphasis ", "italics ", "emphases "].iter().any(|start| inner.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as they are, `…` for an elision, `[words]` for a bracket, `(before|after)` behind a changed word.
    fn render(pattern: &Pattern) -> String {
        let word = |word: &QuotedWord| match &word.kept {
            Some(kept) => format!("{}({}|{})", word.folded, kept.before, kept.after),
            None => word.folded.clone(),
        };
        let pieces = pattern.pieces.iter().map(|piece| match piece {
            Piece::Word(quoted) => word(quoted),
            Piece::Elision(_) => "…".to_owned(),
            Piece::Bracket(_, words) => format!("[{}]", words.iter().map(word).collect::<Vec<_>>().join(" ")),
        });
        pieces.collect::<Vec<_>>().join(" ")
    }

    fn check(content: &str, expected: &str) {
        assert_eq!(render(&Pattern::new(content, Round::Literal)), expected, "{content:?}");
    }

    #[test]
    fn words_are_words() {
        check("Denial, ambiguity and half-measures", "denial ambiguity and half measures");
    }

    #[test]
    fn every_form_of_an_elision_is_one() {
        for dots in ["…", "...", "[…]", "[...]", ". . .", "....", ". . . .", "[ … ]", ".…"] {
            check(&format!("one {dots} two"), "one … two");
        }
    }

    #[test]
    fn two_full_stops_are_no_elision() {
        check("one. two. three", "one two three");
    }

    #[test]
    fn elisions_at_the_ends_ask_for_nothing() {
        check("… one two …", "one two");
    }

    #[test]
    fn brackets_are_put_in() {
        check("said [the army] moved", "said [the army] moved");
    }

    #[test]
    fn a_letter_in_brackets_is_of_its_word() {
        check("[T]he army", "the(|he) army");
        check("[I]t's late", "it's(|t's) late");
        check("they believe[d] it", "they believed(believe|) it");
        check("they believe[] it", "they believe(believe|) it");
    }

    #[test]
    fn notes_are_dropped() {
        check("one [sic] two (emphasis added)", "one two");
        check("growth[3] slowed", "growth slowed");
    }

    #[test]
    fn round_brackets_are_the_sources_own() {
        check("the army (HTA) moved", "the army hta moved");
        let put_in = Pattern::new("the army (HTA) moved", Round::PutIn);
        assert_eq!(render(&put_in), "the army [hta] moved");
    }

    #[test]
    fn a_bracket_that_never_closes_is_text() {
        check("one [two three", "one two three");
    }

    #[test]
    fn a_changed_word_matches_the_words_it_may_stand_for() {
        let word = |content: &str| Pattern::new(content, Round::Literal).words().next().cloned().unwrap();
        assert!(word("believe[d]").matches("believes"));
        assert!(word("believe[]").matches("believed"));
        assert!(word("[T]he").matches("the"));
        assert!(!word("believe[d]").matches("belief"));
        assert!(!word("[T]he").matches("she"));
    }
}
