//! Does the source deny what a claim says, or say what it denies?
//!
//! Held to where nothing else differs: nearly all of the claim's words stand in one sentence of the source, in their
//! order, and of the two one alone has a negation, on a word that both have.

use crate::sources::{Article, StemId};
use crate::text::{Span, is_function_word};
use crate::verify::polarity;
use crate::verify::said::{self, Said};

/// A claim of fewer words, function words aside, may have its words in a sentence by chance.
const FEWEST_WORDS: usize = 4;
/// Of so many words one may be another than the source's.
const WORDS_FOR_ONE_OTHER: usize = 5;
/// How many words may stand from a negation to the word that it denies.
const REACH: usize = 3;

/// Where a claim and its source say the opposite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Negated {
    /// The source has this negation, in bytes of the article's text, and the claim has none.
    LeftOut(Span),
    /// The claim has this negation, in bytes of its text, and the source has none.
    PutIn(Span),
}

/// Whether a sentence of an article is the claim but for one negation, and no other sentence says it as the claim does.
/// The word that is denied comes with it, in bytes of the claim.
pub fn negated(claim: &str, said: &Said, article: &Article, sentence: Span) -> Option<(Negated, Span)> {
    let ours = Side::of_claim(claim, said, article);
    let wanted = ours.content().count();
    if wanted < FEWEST_WORDS || claim.trim_end().ends_with('?') || ours.is_qualified(0, ours.words.len()) {
        return None;
    }
    let theirs = Side::of_article(article, sentence);
    let has_most = |shared: usize| shared + wanted / WORDS_FOR_ONE_OTHER >= wanted;
    if !ours.denies() && !theirs.denies() || !has_most(ours.shared(&theirs)) {
        return None;
    }
    let pairs = ours.aligned(&theirs);
    let (&(first, from), &(last, to)) = (pairs.first()?, pairs.last()?);
    if !has_most(pairs.len()) || theirs.is_qualified(from, to + 1 + REACH) {
        return None;
    }
    let of_ours = |at: usize| pairs.iter().find(|pair| pair.1 == at).map(|pair| pair.0);
    let of_theirs = |at: usize| pairs.iter().find(|pair| pair.0 == at).map(|pair| pair.1);
    let (found, denied) = match (&ours.negations(first, last)[..], &theirs.negations(from, to)[..]) {
        (&[at], []) => {
            let (before, denied) = ours.around(at)?;
            let found = Negated::PutIn(ours.words[at].span);
            (theirs.are_next(of_theirs(before)?, of_theirs(denied)?).then_some(found)?, denied)
        }
        ([], &[at]) => {
            let (before, denied) = theirs.around(at)?;
            let found = Negated::LeftOut(theirs.words[at].span);
            (ours.are_next(of_ours(before)?, of_ours(denied)?).then_some(found)?, of_ours(denied)?)
        }
        _ => return None,
    };
    (!is_said_elsewhere(&ours, denied, article, sentence)).then(|| (found, ours.words[denied].span))
}

/// Whether a sentence other than `but` has the word at `denied` and half of the claim's words, and as many negations.
fn is_said_elsewhere(claim: &Side<'_>, denied: usize, article: &Article, but: Span) -> bool {
    let sentences = claim.words[denied].stem.map_or(&[][..], |stem| article.forms().sentences(stem));
    let others = sentences.iter().map(|&at| article.sentences()[at as usize]).filter(|&sentence| sentence != but);
    others.into_iter().any(|sentence| {
        let other = Side::of_article(article, sentence);
        let pairs = claim.aligned(&other);
        let (Some(&(first, from)), Some(&(last, to))) = (pairs.first(), pairs.last()) else { return false };
        pairs.len() * 2 >= claim.content().count()
            && claim.negations(first, last).len() == other.negations(from, to).len()
    })
}

/// The words of a claim or of a sentence.
struct Side<'a> {
    text: &'a str,
    words: Vec<Word<'a>>,
}

struct Word<'a> {
    span: Span,
    folded: &'a str,
    /// Whether it is neither a function word nor a negation.
    is_content: bool,
    /// Its stem, if the article has it.
    stem: Option<StemId>,
}

impl<'a> Side<'a> {
    fn of_claim(text: &'a str, said: &'a Said, article: &Article) -> Self {
        let word = |word: &'a said::Word| Word {
            span: word.span,
            folded: &word.folded,
            is_content: word.stem.is_some() && !polarity::is_negation(&word.folded),
            stem: word.stem.as_deref().and_then(|stem| article.forms().find(stem)),
        };
        Self { text, words: said.words.iter().map(word).collect() }
    }

    fn of_article(article: &'a Article, sentence: Span) -> Self {
        let (index, forms) = (article.words(), article.forms());
        let word = |position: usize| {
            let folded = index.word(position);
            let is_content =
                !is_function_word(folded) && !polarity::is_negation(folded) && folded.contains(char::is_alphanumeric);
            Word { span: index.span(position), folded, is_content, stem: Some(forms.of(index.ids()[position])) }
        };
        Self { text: article.text(), words: index.positions_in(sentence).map(word).collect() }
    }

    /// The numbers of the words that are neither function words nor negations, each with its stem.
    fn content(&self) -> impl Iterator<Item = (usize, Option<StemId>)> {
        self.words.iter().enumerate().filter(|(_, word)| word.is_content).map(|(at, word)| (at, word.stem))
    }

    fn denies(&self) -> bool {
        self.words.iter().any(|word| polarity::is_negation(word.folded))
    }

    /// How many words the other side has too, in whatever order.
    fn shared(&self, other: &Self) -> usize {
        self.content().filter(|&(_, stem)| other.content().any(|(_, other)| other == stem)).count()
    }

    /// The longest run of words that both sides have in one order: their numbers on this side and on the other.
    fn aligned(&self, other: &Self) -> Vec<(usize, usize)> {
        let (ours, theirs): (Vec<_>, Vec<_>) = (self.content().collect(), other.content().collect());
        let width = theirs.len() + 1;
        let mut longest = vec![0_usize; (ours.len() + 1) * width];
        for i in (0..ours.len()).rev() {
            for j in (0..theirs.len()).rev() {
                longest[i * width + j] = if ours[i].1 == theirs[j].1 {
                    longest[(i + 1) * width + j + 1] + 1
                } else {
                    longest[(i + 1) * width + j].max(longest[i * width + j + 1])
                };
            }
        }
        let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
        while i < ours.len() && j < theirs.len() {
            if ours[i].1 == theirs[j].1 {
                pairs.push((ours[i].0, theirs[j].0));
                (i, j) = (i + 1, j + 1);
            } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
        pairs
    }

    /// The negations from one word to another; the `No.` of a number is none.
    fn negations(&self, from: usize, to: usize) -> Vec<usize> {
        let is_number = |at: usize| {
            let next = self.words.get(at + 1);
            self.words[at].folded == "no"
                && next.is_some_and(|next| next.folded.starts_with(|c: char| c.is_ascii_digit()))
        };
        (from..=to).filter(|&at| polarity::is_negation(self.words[at].folded) && !is_number(at)).collect()
    }

    /// Whether a word from one to another, half-open, turns a negation into something else (`not only`, `not until`), or
    /// denies without one.
    fn is_qualified(&self, from: usize, to: usize) -> bool {
        const WORDS: [&str; 34] = [
            "only",
            "just",
            "merely",
            "simply",
            "necessarily",
            "until",
            "till",
            "before",
            "because",
            "whether",
            "fully",
            "entirely",
            "yet",
            "all",
            "every",
            "always",
            "more",
            "less",
            "least",
            "most",
            "likely",
            "unlikely",
            "unable",
            "fail",
            "failed",
            "fails",
            "refuse",
            "refused",
            "refuses",
            "rather",
            "instead",
            "longer",
            "few",
            "little",
        ];
        self.words[from..to.min(self.words.len())]
            .iter()
            .any(|word| WORDS.contains(&word.folded) || polarity::is_reservation(word.folded))
    }

    /// The words with a stem right before and right after the negation at `at`, the latter in the same clause.
    fn around(&self, at: usize) -> Option<(usize, usize)> {
        let is_content = |&at: &usize| self.words[at].is_content;
        let before = (0..at).rev().find(is_content)?;
        let after = (at + 1..self.words.len().min(at + 1 + REACH)).find(is_content)?;
        self.is_plain(at, after).then_some((before, after))
    }

    /// Whether one clause has both words and no word with a stem between them.
    fn is_plain(&self, from: usize, to: usize) -> bool {
        let is_mark = |c| matches!(c, ',' | ';' | ':' | '.' | '—' | '–');
        self.are_next(from, to) && !self.text[self.words[from].span.end..self.words[to].span.start].contains(is_mark)
    }

    /// Whether no word with a stem stands from one to a later one.
    fn are_next(&self, from: usize, to: usize) -> bool {
        from < to && self.words[from + 1..to].iter().all(|word| !word.is_content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;

    /// Holds the negation that only one side has against what is expected, `+` before one put in, `-` left out.
    fn check(source: &str, claim: &str, expected: &str) {
        let article = Article::of_text(source, Format::Text);
        let found = match negated(claim, &Said::new(claim), &article, article.sentences()[0]) {
            Some((Negated::PutIn(span), _)) => format!("+{}", &claim[span]),
            Some((Negated::LeftOut(span), _)) => format!("-{}", &source[span]),
            None => String::new(),
        };
        assert_eq!(found, expected, "{claim:?} of {source:?}");
    }

    const WITHDRAWN: &str = "The engineers' report on the quay was withdrawn by the master in May.";
    const KEPT: &str = "The engineers' report on the quay was not withdrawn by the master in May.";

    #[test]
    fn one_negation_is_the_opposite() {
        check(WITHDRAWN, "The report on the quay was not withdrawn by the master.", "+not");
        check(WITHDRAWN, "The report on the quay wasn't withdrawn by the master.", "+wasn't");
        check(KEPT, "The report on the quay was withdrawn by the master in May.", "-not");
        check("The port never reopened its old quay.", "The port reopened its old quay.", "-never");
    }

    #[test]
    fn the_same_is_none() {
        check(WITHDRAWN, "The report on the quay was withdrawn by the master.", "");
        check(KEPT, "The report on the quay was never withdrawn by the master.", "");
        check(KEPT, "The engineers' report was on the quay, not the master.", "");
    }

    #[test]
    fn what_differs_more_is_left_alone() {
        check(WITHDRAWN, "The budget of the port was not withdrawn by its council.", "");
        check(WITHDRAWN, "The master was not withdrawn in May by the engineers.", "");
        check("The port will not reopen the old quay before May.", "The port will reopen the old quay in May.", "");
        check("The port did not only close the old quay.", "The port did close the old quay.", "");
        check("The port failed to close the old quay.", "The port did not close the old quay.", "");
        check("Its No. 4 quay was closed by the port.", "Its 4 quay was closed by the port.", "");
    }

    #[test]
    fn what_is_denied_must_be_what_both_say() {
        check("The port that did not burn closed its old quay.", "The port closed its old quay.", "");
        check("The port, not the city, closed its old quay.", "The port closed its old quay.", "");
    }

    #[test]
    fn another_sentence_may_say_it() {
        let source = format!("{KEPT} In June the report on the quay was withdrawn by the master.");
        check(&source, "The report on the quay was withdrawn by the master.", "");
    }

    #[test]
    fn questions_and_short_claims_say_nothing() {
        check(WITHDRAWN, "Was the report on the quay not withdrawn by the master?", "");
        check("The quay was closed.", "The quay was not closed.", "");
    }
}
