//! Passages: the sentences that evidence stands in, known again wherever they stand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use briefcheck_engine::sources::{Article, Fingerprint};
use briefcheck_engine::text::{Span, words};

/// How many hexadecimal digits stand for a passage: enough to tell those of an archive apart.
const DIGITS: usize = 16;

/// How much of a passage is kept for people, in characters.
const LONGEST: usize = 240;

/// What a passage is known by: its words as they are folded, and how many sentences they are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Print {
    hash: String,
    sentences: usize,
}

impl fmt::Display for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.hash, self.sentences)
    }
}

impl FromStr for Print {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (hash, sentences) = text.split_once('/').ok_or(())?;
        let is_hash = hash.len() == DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let sentences = sentences.parse().map_err(|_| ())?;
        if is_hash { Ok(Self { hash: hash.to_owned(), sentences }) } else { Err(()) }
    }
}

/// A passage of an article.
pub(super) struct Passage {
    /// The sentences, in bytes of the article's text.
    pub(super) span: Span,
    pub(super) print: Print,
    /// What it says for people: the words around the evidence if it is long.
    pub(super) excerpt: String,
}

impl Passage {
    /// The sentences that evidence at `span` stands in.
    pub(super) fn around(article: &Article, span: Span) -> Option<Self> {
        let sentences = article.sentences();
        let first = sentences.partition_point(|sentence| sentence.end <= span.start);
        let last = sentences.partition_point(|sentence| sentence.start < span.end);
        let held = sentences.get(first..last.max(first + 1))?;
        let whole = held.first()?.cover(*held.last()?);
        let print = Print { hash: hash(article, held), sentences: held.len() };
        Some(Self { span: whole, print, excerpt: excerpt(article.text(), whole, span) })
    }
}

/// The passages of one article, by how many sentences they have, each made when it is asked for.
#[derive(Default)]
pub(super) struct Passages(BTreeMap<usize, BTreeSet<String>>);

impl Passages {
    /// Whether the article has this passage anywhere.
    pub(super) fn have(&mut self, article: &Article, print: &Print) -> bool {
        let made = self.0.entry(print.sentences).or_insert_with(|| {
            article.sentences().windows(print.sentences.max(1)).map(|sentences| hash(article, sentences)).collect()
        });
        made.contains(&print.hash)
    }
}

fn hash(article: &Article, sentences: &[Span]) -> String {
    let folded = sentences.iter().flat_map(|&sentence| words(&article.text()[sentence])).map(|(_, word)| word);
    let folded: Vec<String> = folded.collect();
    let mut hash = Fingerprint::of(folded.join(" ").as_bytes()).to_string();
    hash.truncate(DIGITS);
    hash
}

/// A passage on one line, cut to the words around what is meant.
fn excerpt(text: &str, whole: Span, meant: Span) -> String {
    let on_one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let all = on_one_line(&text[whole]);
    if all.chars().count() <= LONGEST {
        return all;
    }
    let before = text[whole.start..meant.start.max(whole.start)].split_whitespace().rev();
    let mut kept: Vec<&str> = before.take(20).collect();
    kept.reverse();
    kept.extend(text[meant.start.max(whole.start)..whole.end].split_whitespace());
    let mut line: String = kept.join(" ").chars().take(LONGEST).collect();
    line.truncate(line.rfind(' ').unwrap_or(line.len()));
    format!("… {line} …")
}

#[cfg(test)]
mod tests {
    use briefcheck_engine::sources::Format;

    use super::*;

    const TEXT: &str = "The quay is old. It was never built to carry trains! Nobody asked.\n\nThe port grew.\n";

    fn passage(text: &str, words: &str) -> Passage {
        let article = Article::of_text(text, Format::Text);
        let start = article.text().find(words).unwrap();
        Passage::around(&article, Span::new(start, start + words.len())).unwrap()
    }

    /// Whether the passage around some words is still in another text.
    fn check(words: &str, later: &str, expected: bool) {
        let later = Article::of_text(later, Format::Text);
        assert_eq!(Passages::default().have(&later, &passage(TEXT, words).print), expected, "{words}");
    }

    #[test]
    fn a_passage_is_whole_sentences() {
        assert_eq!(passage(TEXT, "never built").excerpt, "It was never built to carry trains!");
        assert_eq!(passage(TEXT, "old. It").excerpt, "The quay is old. It was never built to carry trains!");
        assert_eq!(passage(TEXT, "port").excerpt, "The port grew.");
    }

    #[test]
    fn a_passage_is_found_wherever_it_went() {
        check("never built", "Foreword.\n\nA line before.\n\nIt was “never” built\nto carry trains. More.\n", true);
        check("old. It", &TEXT.replace("Nobody asked.", ""), true);
    }

    #[test]
    fn a_changed_passage_is_not() {
        check("never built", &TEXT.replace("never ", ""), false);
        check("old. It", &TEXT.replace("is old", "is new"), false);
        check("port", &TEXT.replace("is old", "is new"), true);
    }

    #[test]
    fn a_long_passage_is_cut_around_what_is_meant() {
        let long = format!("{}the words meant, {}the end.", "before, ".repeat(60), "after, ".repeat(60));
        let excerpt = passage(&long, "the words meant").excerpt;
        assert!(excerpt.contains("the words meant") && excerpt.chars().count() <= LONGEST + 4, "{excerpt}");
    }
}
