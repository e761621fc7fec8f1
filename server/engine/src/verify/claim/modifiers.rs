//! A word that tells a thing from others of its kind, where the source tells it by one that can't be so with it: `the Dutch embassy` of
//! "the Danish embassy", `closed on Monday` of "closed on Sunday".
//!
//! The claim may say all else in other words. The two contradict where the sentence has nearly all else of the claim, and the source
//! speaks nowhere of such a thing as the claim has.

use super::classes::is_light_word;
use super::clause::is_same;
use super::contradiction::Contradiction;
use super::denial::is_lessened;
use super::meaning::{Link, link};
use super::token::{Kind, Token};
use super::turned::Turn;
use crate::lexicon::WEEKDAY_NAMES;

/// How many words may stand from such a word to the noun, those between being of the same phrase.
const REACH: usize = 3;
/// The fewest words that the sentence must share with the claim.
const FEWEST_SHARED: usize = 3;
/// How many of ten words of the claim it must have.
const SHARED_OF_TEN: usize = 7;

/// A difference: what contradicts, and the claim's words that no sentence may have together.
pub struct Told<'a> {
    /// What contradicts, in the two texts.
    pub contradiction: Contradiction,
    /// The claim's word.
    pub word: &'a Token,
    /// The noun that it stands with; `None` if it stands alone, as a day does.
    pub noun: Option<&'a Token>,
}

/// What tells a thing of the claim from the source's, if a sentence has nearly all else.
pub fn turned<'a>(claim: &'a [Token], source: &[Token]) -> Option<Told<'a>> {
    let is_here = |ours: &Token| source.iter().any(|theirs| is_same(ours, theirs));
    let counts = |token: &&Token| token.is_content() && !is_light_word(token, false);
    let words = claim.iter().filter(counts).count();
    let shared = claim.iter().filter(counts).filter(|ours| is_here(ours)).count();
    // The word that differs is one of them.
    if shared < FEWEST_SHARED || shared * 10 < words.saturating_sub(1) * SHARED_OF_TEN {
        return None;
    }
    before_noun(claim, source).or_else(|| day(claim, source)).or_else(|| reason(claim, source))
}

fn told<'a>(word: &'a Token, noun: Option<&'a Token>, theirs: &Token) -> Told<'a> {
    let contradiction = Contradiction { turn: Turn::Exclusive, ours: Some(word.span), theirs: Some(theirs.span) };
    Told { contradiction, word, noun }
}

fn before_noun<'a>(claim: &'a [Token], source: &[Token]) -> Option<Told<'a>> {
    let open = (0..claim.len())
        .filter(|&at| claim[at].kind == Kind::Content && !source.iter().any(|theirs| is_same(&claim[at], theirs)));
    open.filter_map(|at| Some((at, noun(claim, at)?))).find_map(|(at, noun)| {
        let word = &claim[at];
        let mut nouns = (0..source.len()).filter(|&place| source[place].is_form_of(&claim[noun])).peekable();
        nouns.peek()?;
        // Of two such things the source may speak of the other.
        let is_alike =
            |&other: &usize| is_lessened(claim[..=at].iter().rev()) == is_lessened(source[..=other].iter().rev());
        let others: Option<Vec<usize>> = nouns.map(|noun| excluding(word, source, noun).filter(is_alike)).collect();
        let theirs = &source[*others?.first()?];
        let is_said = claim.iter().any(|ours| is_same(ours, theirs));
        (!is_said).then(|| told(word, Some(&claim[noun]), theirs))
    })
}

/// The noun that a word stands before, with nothing but words of its kind and `and` between them.
fn noun(claim: &[Token], at: usize) -> Option<usize> {
    let near = (at + 1..claim.len().min(at + 1 + REACH)).take_while(|&next| !claim[next].mark && !claim[next].starts);
    let mut near = near.take_while(|&next| is_inner(claim, next));
    near.find(|&next| {
        let is_of_kind = matches!(link(&claim[at], &claim[next]), Some((Link::Exclusive | Link::Opposite, _)));
        claim[next].kind == Kind::Content && !is_of_kind
    })
}

fn is_inner(tokens: &[Token], at: usize) -> bool {
    tokens[at].kind == Kind::Content || matches!(tokens[at].folded.as_str(), "and" | "or")
}

/// The word before a noun of the source that can't be so with the claim's.
fn excluding(word: &Token, source: &[Token], noun: usize) -> Option<usize> {
    let near = (noun.saturating_sub(REACH)..noun).rev();
    let mut near = near.take_while(|&before| !source[before + 1].mark && is_inner(source, before));
    near.find(|&before| matches!(link(word, &source[before]), Some((Link::Exclusive | Link::Opposite, _))))
}

/// Another day of the week, where each side names one.
fn day<'a>(claim: &'a [Token], source: &[Token]) -> Option<Told<'a>> {
    let is_day = |token: &&Token| WEEKDAY_NAMES.contains(&token.folded.as_str());
    let (mut ours, mut theirs) = (claim.iter().filter(is_day), source.iter().filter(is_day));
    let (word, other) = (ours.next()?, theirs.next()?);
    let is_one = ours.next().is_none() && theirs.next().is_none();
    (is_one && word.folded != other.folded).then(|| told(word, None, other))
}

/// A reason for what happened in spite of it, or the other way round: `despite the storm` of "because of the storm".
fn reason<'a>(claim: &'a [Token], source: &[Token]) -> Option<Told<'a>> {
    let kind = |token: &Token| match token.folded.as_str() {
        "because" | "due" | "owing" => Some(true),
        "despite" | "although" | "though" | "notwithstanding" => Some(false),
        _ => None,
    };
    let named = |tokens: &[Token], at: usize| {
        let after = tokens[at + 1..].iter().take(REACH + 1).take_while(|token| !token.mark && !token.starts);
        let words: Vec<Token> = after.filter(|token| token.is_content()).take(2).cloned().collect();
        words
    };
    let is_denied = |tokens: &[Token], at: usize| at > 0 && tokens[at - 1].kind == Kind::Negation;
    let led = |tokens: &[Token]| -> Vec<usize> {
        (0..tokens.len()).filter(|&at| kind(&tokens[at]).is_some() && !is_denied(tokens, at)).collect()
    };
    let [ours] = led(claim)[..] else { return None };
    let own = named(claim, ours);
    let are_same = |theirs: usize| {
        let others = named(source, theirs);
        !own.is_empty() && own.iter().all(|own| others.iter().any(|other| is_same(own, other)))
    };
    let [theirs] = led(source).into_iter().filter(|&at| are_same(at)).collect::<Vec<_>>()[..] else { return None };
    (kind(&claim[ours]) != kind(&source[theirs])).then(|| told(&claim[ours], None, &source[theirs]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::claim::token;

    /// Holds what tells a thing of a claim from the source's against what is expected: the words, or nothing.
    fn check(source: &str, claim: &str, expected: &str) {
        let (ours, theirs) = (token::of_claim(claim), token::of_claim(source));
        let found = turned(&ours, &theirs).map(|told| {
            let word = |text: &str, span: Option<crate::text::Span>| span.map(|span| text[span].to_owned());
            let Contradiction { ours, theirs, .. } = told.contradiction;
            format!("{}/{}", word(claim, ours).unwrap_or_default(), word(source, theirs).unwrap_or_default())
        });
        assert_eq!(found.unwrap_or_default(), expected, "{claim:?} of {source:?}");
    }

    #[test]
    fn another_of_its_kind_before_the_noun() {
        let source =
            "Pilots who wanted higher tolls moored four barges before the Danish embassy, next to the red crane.";
        check(source, "Before the Dutch embassy four barges were moored by pilots.", "Dutch/Danish");
        check(source, "Before the Danish embassy four barges were moored by pilots.", "");
        check(source, "Four barges were moored by pilots next to the blue crane.", "blue/red");
        // The source says nothing of the colour of the barges.
        check(source, "Four blue barges were moored by pilots before the embassy.", "");
    }

    #[test]
    fn another_day() {
        let source = "The old ferry to Narva was sold to a firm of pilots on Sunday, as nobody had used it.";
        check(source, "On Monday a firm of pilots was sold the old ferry to Narva.", "Monday/Sunday");
        check(source, "On Sunday a firm of pilots was sold the old ferry to Narva.", "");
        check(source, "A firm of pilots, Berg said on Monday, was sold the old ferry to Narva on Sunday.", "");
    }

    #[test]
    fn a_reason_for_what_happened_in_spite_of_it() {
        let source = "The bridge of Orel was shut to lorries because of high winds in the night.";
        check(source, "The bridge of Orel was shut to lorries despite high winds.", "despite/because");
        check(source, "Due to high winds the bridge of Orel was shut to lorries.", "");
        check(source, "The bridge of Orel was shut to lorries because of high winds, despite a warning.", "");
    }
}
