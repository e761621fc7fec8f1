//! Which words of a sentence deny others.

use super::classes::{is_negative_verb, is_preventing};
use super::setting::{denies_more, is_of_little};
use super::token::{Kind, Token};
use crate::lexicon::{DENIALS, LESSENERS, NEGATION_LIMITS, PRIVATIVES};

/// How far a denial may stand from what it denies, in words.
const NEAR: usize = 4;
/// How far the words that name something after a word are looked for, in words.
const REACH: usize = 6;

/// Whether a word denies what follows: a negation, or a verb after which nothing is done (`failed to`, `barred from`).
pub fn denies(tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1).filter(|next| !next.mark).map(|next| next.folded.as_str()).unwrap_or_default();
    let token = &tokens[at];
    match token.kind {
        Kind::Negation => true,
        // Who stopped to rest did rest.
        Kind::Content if is_negative_verb(token) => next == "to" && !is_preventing(token) || next.ends_with("ing"),
        // Who is suspended from a school is kept from no act.
        Kind::Content if is_preventing(token) => {
            next == "from" && tokens.get(at + 2).is_some_and(|act| act.folded.ends_with("ing"))
        }
        _ => false,
    }
}

/// Whether a sentence has a word that denies, whatever it denies: what one side denies the other may forbid (`may not gather`, `banned
/// gatherings`), say that it is denied (`denies that they gather`), or that something is not there (`lacked`, `outside its reach`).
pub fn has_denial(tokens: &[Token]) -> bool {
    let forbids = |token: &Token| token.kind == Kind::Content && (is_negative_verb(token) || is_preventing(token));
    (0..tokens.len())
        .any(|at| denies(tokens, at) || forbids(&tokens[at]) || rejects(tokens, at) || tokens[at].folded == "unless")
}

/// How many words before a word, up to a mark, deny it.
pub fn denied_times(tokens: &[Token], at: usize) -> usize {
    let near = (at.saturating_sub(NEAR)..at).rev().take_while(|&before| !tokens[before + 1].mark);
    near.filter(|&before| denies(tokens, before)).count()
}

/// Whether something farther before a word denies the clause that it stands in: `did not say that`, `denies that`.
pub fn denies_far(tokens: &[Token], at: usize) -> bool {
    let far = (0..at.saturating_sub(NEAR)).rev().take_while(|&before| !tokens[before + 1].mark);
    far.into_iter().any(|before| denies(tokens, before) || rejects(tokens, before))
}

/// Whether the words right before a word, up to a mark, say that there is too little of it, or none: `poor balance`, `lacks
/// sufficient light`. With one of opposite sense that makes the same: `imbalance`, `insufficient light`. `back` are the word and those
/// before it, the nearest first.
pub fn is_lessened<'a>(back: impl Iterator<Item = &'a Token>) -> bool {
    let mut is_parted = false;
    let near = back.take(NEAR + 1).take_while(|token| !std::mem::replace(&mut is_parted, token.mark));
    near.skip(1).any(lessens)
}

/// Whether a word says that there is too little of what follows, or none.
fn lessens(token: &Token) -> bool {
    LESSENERS.has(&token.folded) || PRIVATIVES.has(&token.folded)
}

/// Whether a word denies a clause or an act after it, or says that a thing is not there.
pub fn rejects(tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1).map(|next| next.folded.as_str()).unwrap_or_default();
    // Who is denied a thing is refused it.
    let is_deny = matches!(tokens[at].folded.as_str(), "deny" | "denies" | "denied" | "denying");
    DENIALS.has(&tokens[at].folded) && (is_deny || next == "that" || next.ends_with("ing"))
        || PRIVATIVES.has(&tokens[at].folded)
}

/// The words that deny the next one that names something, of which `is_said` says whether the other side has it. A noun that is denied
/// takes what follows with it (`no interest in joining`), an adverb the word that it stands with. What something is without, a source
/// says in other words, too (`excluding`, `-free`), and what is denied of two things may be that they are alike (`not have the same effect`).
pub fn denials(tokens: &[Token], is_said: impl Fn(usize) -> bool) -> Vec<usize> {
    // Who can't thank somebody enough does.
    let is_idiom = |at: usize| {
        let clause = tokens[at + 1..].iter().take(REACH).take_while(|token| !token.starts);
        tokens[at].modal().is_some() && clause.into_iter().any(|token| token.folded == "enough")
    };
    let is_limited = |at: usize| {
        // "Whether or not" denies nothing.
        let is_other =
            tokens[at].folded == "not" && at.checked_sub(1).is_some_and(|before| tokens[before].folded == "or");
        if is_idiom(at) || is_other {
            return true;
        }
        let next = tokens.get(at + 1);
        // "Because of the wind, not because of repairs": what stands after a mark is denied by itself.
        let is_contrast = tokens[at].mark && tokens[at].folded == "not";
        let next = next.filter(|next| !is_contrast || next.folded != "because" && next.folded != "as");
        if is_contrast && next.is_none() {
            return false;
        }
        next.is_none_or(|next| next.mark || NEGATION_LIMITS.has(&next.folded))
            || denies_more(tokens, at)
            || is_of_little(tokens, at)
    };
    let denied = |at: usize| {
        let is_adverb = next_words(tokens, at).next().is_some_and(|next| tokens[next].folded.ends_with("ly"));
        let reach = if is_adverb || tokens[at].folded == "no" { 2 } else { 1 };
        let word = next_words(tokens, at).take(reach).find(|&next| is_said(next));
        word.is_some_and(|word| !tokens[at + 1..word].iter().any(|token| token.folded == "same"))
    };
    let is_clausal = |at: usize| tokens[at].folded != "without";
    (0..tokens.len()).filter(|&at| denies(tokens, at) && is_clausal(at) && !is_limited(at) && denied(at)).collect()
}

/// The next words that name something, before a mark.
pub fn next_words(tokens: &[Token], at: usize) -> impl Iterator<Item = usize> {
    let near =
        (at + 1..tokens.len().min(at + 1 + REACH)).take_while(|&next| !tokens[next].mark && !tokens[next].starts);
    near.filter(|&next| tokens[next].is_content() && tokens[next].kind != Kind::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::claim::token;

    /// Holds the words of a text that deny against what is expected.
    fn check(text: &str, expected: &[&str]) {
        let tokens = token::of_claim(text);
        let found: Vec<&str> = denials(&tokens, |_| true).iter().map(|&at| tokens[at].folded.as_str()).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_that_deny() {
        check("The guild did not sell the crane and refused to pay.", &["not", "refused"]);
        check("The guild was barred from selling the crane.", &["barred"]);
        check("The quay was shut because of the wind, not because of the work.", &["not"]);
    }

    #[test]
    fn words_that_lessen() {
        let check = |text: &str, expected: bool| {
            let tokens = token::of_claim(text);
            assert_eq!(is_lessened(tokens.iter().rev()), expected, "{text:?}");
        };
        check("The crane showed poor balance", true);
        check("The yard lacks sufficient", true);
        check("The yard is poor, with good balance", false);
        check("The crane has balance", false);
    }

    #[test]
    fn words_that_deny_something_else() {
        check("The guild sold not only the crane.", &[]);
        check("The quay was shut not because of the wind alone.", &[]);
        check("Berg cannot thank the pilots enough.", &[]);
        check("Berg was suspended from the yard in Orel.", &[]);
    }
}
