//! The initials of an article's capitalised words: what an acronym can stand for.

use super::index::WordIndex;
use crate::text::{is_dash, is_function_word};

/// The first letters of an article's words, in order.
#[derive(Clone, Debug, Default)]
pub struct Initials {
    /// One letter a word, folded.
    letters: Vec<char>,
    kinds: Vec<Kind>,
    /// Whether nothing but a blank or a hyphen parts each word from the one before.
    joined: Vec<bool>,
    /// How many words have a capital, the pronoun `I` aside, which lower-case texts may write so too.
    capitals: usize,
}

/// What a word can be in an acronym's long form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A capitalised word, which gives its first letter.
    Capital,
    /// A small word that may give its first letter or not: `of`.
    Joint,
    /// Any other word: it gives its letter where no word of the long form is capitalised (`gross domestic product`).
    Small,
    /// Any other function word: no long form has one.
    Function,
}

/// Small words that an acronym may leave out.
fn is_joint(folded: &str) -> bool {
    const WORDS: &[&str] = &["of", "the", "and", "for", "on", "in", "to", "de", "e", "i", "ul", "la", "du", "des", "&"];
    WORDS.contains(&folded)
}

impl Initials {
    /// Reads the initials of a text's words.
    pub fn new(text: &str, words: &WordIndex) -> Self {
        let mut initials = Self::default();
        let mut end = 0;
        for position in 0..words.len() {
            let (span, folded) = (words.span(position), words.word(position));
            let gap = text.get(end..span.start).unwrap_or_default();
            initials.joined.push(gap.chars().all(|c| c.is_whitespace() || is_dash(c)) && !gap.contains("\n\n"));
            end = span.end;
            let is_capital = text[span].starts_with(char::is_uppercase);
            initials.capitals += usize::from(is_capital && folded != "i" && !folded.starts_with("i'"));
            let kind = if is_joint(folded) {
                Kind::Joint
            } else if is_function_word(folded) {
                Kind::Function
            } else if is_capital {
                Kind::Capital
            } else {
                Kind::Small
            };
            initials.letters.push(folded.chars().next().unwrap_or_default());
            initials.kinds.push(kind);
        }
        initials
    }

    /// Whether capitals say anything here: one word in fifty has one.
    pub fn has_capitals(&self) -> bool {
        self.capitals * 50 > self.kinds.len()
    }

    /// The words whose initials are these folded letters, from the first one's position to the last one's, half-open: capitalised
    /// ones, without punctuation between them.
    pub fn find(&self, acronym: &str) -> Option<(usize, usize)> {
        self.spelled(acronym, 2, Kind::Capital)
    }

    /// The same for words without capitals; these need three letters.
    pub fn find_small(&self, acronym: &str) -> Option<(usize, usize)> {
        self.spelled(acronym, 3, Kind::Small)
    }

    fn spelled(&self, acronym: &str, fewest: usize, kind: Kind) -> Option<(usize, usize)> {
        let wanted: Vec<char> = acronym.chars().collect();
        let &first = wanted.first()?;
        let is_start = |&at: &usize| self.kinds[at] == kind && self.letters[at] == first;
        let mut starts = (0..self.letters.len()).filter(is_start);
        let is_long = wanted.len() >= fewest;
        is_long.then(|| starts.find_map(|at| Some((at, self.end(at, &wanted, kind)?))))?
    }

    /// The position after the last of the words that spell `wanted` from `start` on.
    fn end(&self, start: usize, wanted: &[char], kind: Kind) -> Option<usize> {
        let mut at = start;
        for &letter in wanted {
            loop {
                let (here, of) = (*self.letters.get(at)?, self.kinds[at]);
                if at > start && !self.joined[at] {
                    return None;
                }
                at += 1;
                match of {
                    _ if of == kind && here == letter => break,
                    Kind::Joint if here == letter && kind == Kind::Capital => break,
                    Kind::Joint if at > start + 1 && kind == Kind::Capital => {}
                    _ => return None,
                }
            }
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use crate::sources::{Article, Format};

    fn check(text: &str, acronym: &str, expected: Option<&str>) {
        let article = Article::of_text(text, Format::Text);
        let initials = article.initials();
        let found = initials
            .find(acronym)
            .or_else(|| initials.find_small(acronym))
            .map(|(from, to)| &text[article.words().span_of(from, to)]);
        assert_eq!(found, expected, "{acronym:?} in {text:?}");
    }

    #[test]
    fn acronyms_are_spelled_by_initials() {
        check("the Tehreek-e-Taliban Pakistan said", "ttp", Some("Tehreek-e-Taliban Pakistan"));
        check("at the World Health Organization there", "who", Some("World Health Organization"));
        check("of the Department of Defense", "dod", Some("Department of Defense"));
        check("of the Department of Defense", "dd", Some("Department of Defense"));
        check("its gross domestic product grew", "gdp", Some("gross domestic product"));
    }

    #[test]
    fn words_apart_spell_nothing() {
        check("Wanda Hill, Olga Berg", "whob", None);
        check("World leaders met Health ministers of an Organization", "who", None);
        check("the growth of small products", "gsp", None);
        check("", "who", None);
    }
}
