//! Where sentences begin and end.
//!
//! The candidates are the sentence bounds of Unicode's annex 29, and besides each `.` and `…`: the annex never ends a
//! sentence at an ellipsis, nor before a number that a small letter follows. What news prose is known to break is
//! mended: abbreviations, initials, quotations, brackets, reference marks, ellipses.

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use super::{Span, long};
use crate::lexicon::{
    INNER_ABBREVIATIONS, JOINING_ABBREVIATIONS, NUMBERED_ABBREVIATIONS, SENTENCE_OPENERS, Table, UTTERANCE_VERBS,
};

/// The sentences of `text`, in order, as bytes of it, without the blanks around them; every character that is no blank
/// lies in exactly one.
///
/// A blank line ends a sentence. Nothing else does inside quotation marks or brackets that are closed before the next
/// blank line: a quotation is never cut.
pub fn sentences(text: &str) -> Vec<Span> {
    sentences_in(text, &[])
}

/// The sentences of `text`, as [`sentences`] gives them, where none ends inside one of `quotations` either.
pub(crate) fn sentences_in(text: &str, quotations: &[Span]) -> Vec<Span> {
    let mut whole = enclosed(text);
    whole.extend_from_slice(quotations);
    let whole = outermost(whole);
    let mut splitter = Splitter { text, whole: &whole, start: 0, ended: 0, lettered: false, found: Vec::new() };
    let mut from = 0;
    for bound in SentenceSegmenter::new(SentenceBreakInvariantOptions::default()).segment_str(text) {
        for piece in at_stops(text, Span::new(from, bound)) {
            splitter.read(piece);
        }
        from = bound;
    }
    splitter.end(text.len());
    let found = splitter.found.into_iter();
    found.flat_map(|sentence| long::pieces(text, sentence, quotations)).collect()
}

/// Cuts a piece after each `.` or `…`.
fn at_stops(text: &str, piece: Span) -> impl Iterator<Item = Span> {
    let mut from = piece.start;
    text[piece].split_inclusive(['.', '…']).map(move |part| {
        let part = Span::new(from, from + part.len());
        from = part.end;
        part
    })
}

struct Splitter<'a> {
    text: &'a str,
    whole: &'a [Span],
    /// Where the sentence that is being read begins.
    start: usize,
    /// What lies before this has been given out.
    ended: usize,
    /// Whether the sentence that is being read has a letter or a digit that is no list number.
    lettered: bool,
    found: Vec<Span>,
}

impl Splitter<'_> {
    fn read(&mut self, piece: Span) {
        if piece.end <= self.ended {
            return;
        }
        let text = &self.text[piece];
        if self.is_blank_line(piece) {
            self.end(piece.start);
            return;
        }
        self.lettered = self.lettered || text.contains(char::is_alphabetic);
        if let Some(end) = sentence_end(self.text, piece)
            && self.lettered
            && !self.cuts(end)
        {
            self.end(end);
        }
    }

    /// Whether the piece is the end of a blank line: a line end with nothing but blanks since the last one.
    fn is_blank_line(&self, piece: Span) -> bool {
        let text = &self.text[piece];
        // Most pieces are told by their first character.
        text.chars().all(char::is_whitespace)
            && text.contains(['\n', '\r', '\u{2029}'])
            && self.text[..piece.start].ends_with(['\n', '\r'])
    }

    /// Whether something that must stay whole goes on at `end`.
    fn cuts(&self, end: usize) -> bool {
        let next = self.whole.partition_point(|whole| whole.end <= end);
        self.whole.get(next).is_some_and(|whole| whole.start < end)
    }

    fn end(&mut self, end: usize) {
        let text = &self.text[self.start..end];
        let start = self.start + (text.len() - text.trim_start().len());
        let trimmed = text.trim();
        if !trimmed.is_empty() {
            self.found.push(Span::new(start, start + trimmed.len()));
        }
        self.start = end;
        self.ended = end;
        self.lettered = false;
    }
}

/// Where the sentence ends that has its last full stop in `piece`; `None` if it goes on.
fn sentence_end(text: &str, piece: Span) -> Option<usize> {
    let body = text[piece].trim_end_matches(|c: char| c.is_whitespace() || is_enclosing(c));
    let stop = body.chars().next_back().filter(|&c| is_stop(c))?;
    let stopped = piece.start + body.len();
    let before = &text[..stopped - stop.len_utf8()];
    let end = stopped + closing(&text[stopped..]);
    let rest = &text[end..];
    let next = rest.trim_start().trim_start_matches(is_enclosing);
    if next.is_empty() {
        return Some(end);
    }
    if !rest.starts_with(char::is_whitespace) && stop.len_utf8() < '。'.len_utf8() {
        return None;
    }
    let goes_on = match stop {
        '.' if before.ends_with('.') => !is_end_at_dots(before.trim_end_matches('.'), next),
        '…' => !is_end_at_dots(before, next),
        '.' => is_abbreviation(last_token(before), next),
        _ => end > stopped && has_speaker(next),
    };
    (!goes_on && !next.starts_with(char::is_lowercase)).then_some(end)
}

/// Whether dots end a sentence: `away... The`, but not `away ... the` and not `away ... The`, where they are left out
/// words.
fn is_end_at_dots(before: &str, next: &str) -> bool {
    before.ends_with(char::is_alphanumeric) && next.starts_with(char::is_uppercase)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '‽' | '։' | '؟' | '۔' | '।' | '॥' | '።')
        || matches!(c, '。' | '．' | '！' | '？' | '｡')
}

/// Quotation marks and brackets.
fn is_enclosing(c: char) -> bool {
    is_closing(c) || matches!(c, '“' | '„' | '‘' | '‚' | '‹' | '«' | '(' | '[' | '{')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』' | '）')
}

/// How many bytes after a full stop still belong to its sentence: closing marks, and marks of references like `[3]`.
fn closing(rest: &str) -> usize {
    let mut len = 0;
    loop {
        let here = &rest[len..];
        len += match here.chars().next() {
            Some(c) if is_closing(c) || matches!(c, '⁰'..='⁹' | '¹' | '²' | '³') => c.len_utf8(),
            // A German closing mark; where no blank follows it opens.
            Some('“') if here['“'.len_utf8()..].chars().next().is_none_or(|c| !c.is_alphanumeric()) => {
                '“'.len_utf8()
            }
            Some('[') => match reference_mark(here) {
                Some(mark) => mark,
                None => return len,
            },
            _ => return len,
        };
    }
}

/// The length of `[3]`, `[a]`, `[note 2]` or `[citation needed]` at the beginning of `text`.
fn reference_mark(text: &str) -> Option<usize> {
    const LONGEST: usize = 24;
    let end = text.bytes().take(LONGEST).position(|b| b == b']')?;
    let mark = &text[1..end];
    let plain = |b: u8| b.is_ascii_digit() || b.is_ascii_lowercase() || b == b' ';
    (!mark.is_empty() && mark.bytes().all(plain)).then_some(end + 1)
}

/// The token that ends at the end of `text`; the longest abbreviation is far shorter than what is looked at.
fn last_token(text: &str) -> &str {
    const LONGEST: usize = 16;
    let longest = text.ceil_char_boundary(text.len().saturating_sub(LONGEST));
    let token = &text[longest..];
    let parts = |c: char| c.is_whitespace() || is_enclosing(c) || matches!(c, '-' | '–' | '—' | '/' | ',');
    match token.rfind(parts) {
        Some(at) => &token[token.ceil_char_boundary(at + 1)..],
        None if longest == 0 => token,
        None => "",
    }
}

/// Whether `token`, which stands before a full stop, is an abbreviation after which the sentence goes on with `next`.
fn is_abbreviation(token: &str, next: &str) -> bool {
    let folded = token.to_lowercase();
    if NUMBERED_ABBREVIATIONS.has(&folded) {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    let is_written = |table: &Table| table.get(&folded) == Some(token);
    if is_written(&JOINING_ABBREVIATIONS) {
        return true;
    }
    // "MAR. 3" in a heading or a dateline.
    let is_shouted = || token.len() > 2 && !token.contains(char::is_lowercase);
    let is_inner = is_written(&INNER_ABBREVIATIONS) || is_shouted() && INNER_ABBREVIATIONS.get(&folded).is_some();
    (is_inner || is_initials(token)) && !is_opener(first_word(next))
}

/// Whether a word is written as the first of a sentence, and often is.
fn is_opener(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && !letters.any(char::is_uppercase)
        && SENTENCE_OPENERS.has(&word.to_lowercase())
}

/// `J`, `U.S`, `a.m`, `Ph.D`
fn is_initials(token: &str) -> bool {
    let mut parts = token.split('.');
    let short = |part: &str| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic);
    let single = |part: &str| part.chars().count() == 1 && part.starts_with(char::is_uppercase);
    if token.contains('.') { parts.all(short) } else { single(token) }
}

fn first_word(text: &str) -> &str {
    words(text).next().unwrap_or_default()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == ',')
}

/// Whether the text begins with a name that speaks: `Smith said`, `Mr. Smith asked`
fn has_speaker(next: &str) -> bool {
    const LONGEST: usize = 4;
    if !next.starts_with(char::is_uppercase) || is_opener(first_word(next)) {
        return false;
    }
    let window = &next[..next.floor_char_boundary(LONGEST * 24)];
    words(window)
        .take(LONGEST)
        .skip(1)
        .any(|word| UTTERANCE_VERBS.has(word.trim_end_matches(|c: char| !c.is_alphabetic())))
}

/// What stands in quotation marks or brackets that are closed before the next blank line.
fn enclosed(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_ascii_plain(c) {
            let next = chars.peek().map_or('\n', |&(_, next)| next);
            if ends_line(c) && ends_line(before) {
                open.clear();
            } else if let Some(mark) = closes(c, before, next)
                && let Some(depth) = open.iter().rposition(|&(opened, _)| opened == mark)
            {
                found.push(Span::new(open[depth].1, at + c.len_utf8()));
                open.truncate(depth);
            } else if let Some(mark) = opens(c, before, next) {
                open.retain(|&(opened, _)| opened != mark);
                open.push((mark, at));
            }
        }
        if !matches!(c, ' ' | '\t') || !ends_line(before) {
            before = c;
        }
    }
    found
}

fn is_ascii_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | '.')
}

fn ends_line(c: char) -> bool {
    c == '\n'
}

/// The mark that would have opened what `c` closes.
fn closes(c: char, before: char, next: char) -> Option<char> {
    let after_word = !before.is_whitespace();
    match c {
        '"' if after_word => Some('"'),
        // An apostrophe stands after a letter; a closing mark that is known as one, after a full stop or comma.
        '\'' if matches!(before, '.' | ',' | '!' | '?' | '…') && !next.is_alphanumeric() => Some('\''),
        '’' if after_word && !next.is_alphanumeric() => Some('‘'),
        '”' => Some('“'),
        // Closes what a low mark opened.
        '“' if after_word && !next.is_alphanumeric() => Some('„'),
        '»' => Some('«'),
        ')' => Some('('),
        _ => None,
    }
}

/// The mark under which what `c` opens is remembered.
fn opens(c: char, before: char, next: char) -> Option<char> {
    let between =
        (before.is_whitespace() || is_enclosing(before) || matches!(before, '—' | '–' | '-')) && !next.is_whitespace();
    match c {
        '"' | '\'' if between => Some(c),
        '“' | '‘' | '„' | '«' | '(' => Some(c),
        _ => None,
    }
}

/// Of nested spans the outer ones, in order.
fn outermost(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, usize::MAX - span.end));
    let mut kept = Vec::<Span>::new();
    for span in spans {
        match kept.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => kept.push(span),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Splits `marked` without its `|`, which stand where one sentence ends and the next begins.
    fn check(marked: &str) {
        let text = &*marked.replace('|', "");
        let found: Vec<&str> = sentences(text).into_iter().map(|span| &text[span]).collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_full_stop_ends_a_sentence() {
        check("The port grew.| Revenue fell!| Why?| Nobody knows");
    }

    #[test]
    fn titles_go_on() {
        check("Mr. Smith met Dr. Jones and Gen. Li.| They spoke.");
    }

    #[test]
    fn abbreviations_inside_a_sentence_go_on() {
        check("He left on Jan. 5 for Acme Inc. headquarters.| He came back.");
        check("Ports, e.g. Rotterdam, grew, i.e. Roe v. Wade fell.| That was it.");
        check("He lives in St. Petersburg.| She does not.");
    }

    #[test]
    fn abbreviations_may_end_a_sentence() {
        check("He works for Acme Inc.| The firm is large.");
        check("It sank in the U.S.| It was raised at 5 p.m.| They cheered.");
    }

    #[test]
    fn acronyms_go_on_with_names() {
        check("The U.S. Army left at 5 a.m. Tuesday.| It returned.");
    }

    #[test]
    fn initials_go_on() {
        check("J. K. Rowling met George W. Bush.| They talked.");
    }

    #[test]
    fn a_word_that_looks_like_an_abbreviation() {
        check("He said no.| The army left.");
        check("See No. 5 and p. 3.| They are short.");
    }

    #[test]
    fn decimals_and_addresses_are_no_ends() {
        check("It rose 4.2 per cent to $1.5bn at example.com in v1.2.3.| It fell.");
    }

    #[test]
    fn a_year_may_end_a_sentence() {
        check("It sank in 1912.| 1,500 people died.");
    }

    #[test]
    fn list_numbers_belong_to_what_follows() {
        check("1. The first thing.| 2. The second.");
    }

    #[test]
    fn dots_inside_a_sentence_go_on() {
        check("The army ... withdrew … from the Post … and left.| It did.");
        check("He trailed away...| The army left.| It trailed away…| Nothing came.");
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_before() {
        check("He said “stop.”| She left.| (They stayed.)| It ended.");
        check("He said \"stop.\"| \"Never,\" she said.");
    }

    #[test]
    fn a_quotation_is_not_cut() {
        check("\"Stop. Now,\" he said.| He left.");
        check("“Stop! Now!” he said.| «Non. Jamais.»| „Halt. Jetzt.“| 'No. Never,' she said.");
        check("‘It's over. Go,’ he said.| They went.");
    }

    #[test]
    fn a_quotation_that_is_never_closed_is_none() {
        check("\"Stop. | He left.\n\n|They came. | They went.\"");
    }

    #[test]
    fn inches_open_nothing() {
        check("He is 5'10\" tall.| She is 6'2\" tall.");
    }

    #[test]
    fn brackets_are_not_cut() {
        check("He left (he was tired. Very tired) and slept.| He woke.");
    }

    #[test]
    fn a_speaker_after_a_question_belongs_to_it() {
        check("“Why?” he asked.| “Stop!” Mr. Smith said.| “Why?”| The army left.");
        check("They shouted “Go!”| Berg felt well.");
    }

    #[test]
    fn colons_and_semicolons_do_not_end() {
        check("Two things: ports; trains.| Nothing else.");
    }

    #[test]
    fn blank_lines_end() {
        check("A heading\n\n|Some text\nthat goes on\n \n|More\r\n\r\n|and more");
    }

    #[test]
    fn reference_marks_belong_to_the_sentence_before() {
        check("It grew.[3] |It fell.[note 2][4] |It stayed.² |It ended.");
        check("The army [which left.] was small.");
    }

    #[test]
    fn other_scripts() {
        check("港口增长。|收入下降。| बंदरगाह बढ़ा।| राजस्व घटा।");
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(sentences(" \n\n ").is_empty());
    }

    #[test]
    fn every_word_lies_in_a_sentence() {
        let marks =
            ["a", "B", ".", " ", "\n", "\"", "“", "”", "'", "’", "‘", "(", ")", "[", "]", "…", "?", "1", "Mr", "。"];
        let mut seed = 1_u64;
        for _ in 0..2000 {
            let text: String = std::iter::repeat_with(|| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                marks[(seed >> 33) as usize % marks.len()]
            })
            .take(30)
            .collect();
            let mut end = 0;
            let text = text.as_str();
            for span in sentences(text) {
                assert!(text[end..span.start].trim().is_empty(), "{text:?}");
                assert_eq!(text[span].trim(), &text[span], "{text:?}");
                assert!(!span.is_empty());
                end = span.end;
            }
            assert!(text[end..].trim().is_empty(), "{text:?}");
        }
    }
}
