//! The office that a claim gives somebody, where the source gives the same person another one of its kind: `Berg, secretary of trade` of
//! "secretary of state Mira Berg", `the director of the port` of its deputy director.
//!
//! Nobody holds two offices of one kind in one text without a sentence that says both; what any sentence with the name has is no other.

use std::ops::Range;

use super::clause::is_same;
use super::contradiction::Contradiction;
use super::token::Token;
use super::turned::Turn;
use crate::lexicon::LOWER_RANKS;
use crate::names::{countries, is_office, is_office_modifier};
use crate::text::Span;

/// How many words may stand in an office after its preposition.
const LONGEST: usize = 8;
/// How many words may stand in it before its noun.
const BEFORE: usize = 4;

/// An office with who holds it.
struct Office {
    /// The last word of the holder's name.
    holder: usize,
    /// The noun of the office.
    noun: usize,
    /// The words before the noun that belong to it.
    before: Range<usize>,
    /// What it is of or for, with the preposition; the holder's name may follow.
    of: Range<usize>,
}

/// What contradicts an office of the claim in one of some sentences of its source: which, and how.
pub fn turned(claim: &[Token], sentences: &[(usize, Vec<Token>)]) -> Option<(usize, Contradiction)> {
    offices(claim).into_iter().find_map(|ours| {
        let holder = &claim[ours.holder];
        let naming = || sentences.iter().filter(|(_, source)| source.iter().any(|token| is_same(holder, token)));
        let is_said = |word: usize| naming().any(|(_, source)| source.iter().any(|token| is_same(&claim[word], token)));
        let is_plain = |(_, source): &(usize, Vec<Token>)| {
            offices(source).iter().any(|theirs| is_of(claim, &ours, source, theirs) && rank(source, theirs).is_none())
        };
        naming().find_map(|(at, source)| {
            offices(source).into_iter().filter(|theirs| is_of(claim, &ours, source, theirs)).find_map(|theirs| {
                let other = another(claim, &ours, source, &theirs, &is_said);
                let lower = || {
                    let theirs = rank(source, &theirs).filter(|_| rank(claim, &ours).is_none())?;
                    (!naming().any(is_plain)).then(|| (claim[ours.noun].span, source[theirs].span))
                };
                let (ours, theirs) = other.or_else(lower)?;
                Some((*at, Contradiction { turn: Turn::Exclusive, ours: Some(ours), theirs: Some(theirs) }))
            })
        })
    })
}

/// Whether two offices are of one kind and of one holder.
fn is_of(claim: &[Token], ours: &Office, source: &[Token], theirs: &Office) -> bool {
    is_same(&claim[ours.holder], &source[theirs.holder]) && claim[ours.noun].is_form_of(&source[theirs.noun])
}

/// What the one is of and the other is not.
fn another(
    claim: &[Token],
    ours: &Office,
    source: &[Token],
    theirs: &Office,
    is_said: &dyn Fn(usize) -> bool,
) -> Option<(Span, Span)> {
    let content = |tokens: &[Token], of: &Range<usize>, name: usize| -> Vec<usize> {
        of.clone().filter(|&at| at != name && tokens[at].is_content()).collect()
    };
    let own: Vec<usize> = content(claim, &ours.of, ours.holder);
    let is_claimed = |at: usize| claim.iter().any(|token| is_same(token, &source[at]));
    let other: Vec<usize> =
        content(source, &theirs.of, theirs.holder).into_iter().filter(|&at| !is_claimed(at)).collect();
    if own.is_empty() || own.iter().any(|&at| is_said(at)) || other.is_empty() {
        return None;
    }
    let span = |tokens: &[Token], words: &[usize]| tokens[words[0]].span.cover(tokens[words[words.len() - 1]].span);
    let name = |tokens: &[Token], words: &[usize]| {
        words.iter().map(|&at| tokens[at].folded.as_str()).collect::<Vec<_>>().join(" ")
    };
    let (a, b) = (name(claim, &own), name(source, &other));
    // One place may lie in the other.
    let may_nest = (countries::is_place(&a) || countries::is_place(&b)) && !countries::are_apart(&a, &b);
    (!may_nest).then(|| (span(claim, &own), span(source, &other)))
}

/// The word that makes an office a lower one: `deputy`.
fn rank(tokens: &[Token], office: &Office) -> Option<usize> {
    office.before.clone().find(|&at| LOWER_RANKS.has(&tokens[at].folded))
}

/// The offices that a sentence gives to people whom it names.
fn offices(tokens: &[Token]) -> Vec<Office> {
    (0..tokens.len()).filter(|&at| is_office_noun(&tokens[at])).filter_map(|noun| office(tokens, noun)).collect()
}

fn is_office_noun(token: &Token) -> bool {
    is_office(&token.folded) && !is_office_modifier(&token.folded) && !LOWER_RANKS.has(&token.folded)
}

fn office(tokens: &[Token], noun: usize) -> Option<Office> {
    let goes_on = |at: usize| at < tokens.len() && !tokens[at].mark && !tokens[at].starts;
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.folded.as_str()));
    let first = (noun.saturating_sub(BEFORE)..noun)
        .rev()
        .take_while(|&at| goes_on(at + 1) && (tokens[at].is_content() || LOWER_RANKS.has(&tokens[at].folded)))
        .take_while(|&at| !is_office_noun(&tokens[at]))
        .last()
        .unwrap_or(noun);
    let is_of = goes_on(noun + 1) && is(noun + 1, &["of", "for", "at"]);
    let joins = |at: usize| is(at, &["of", "for", "and", "the"]);
    let of = match is_of {
        true => {
            let within = noun + 2..tokens.len().min(noun + 2 + LONGEST);
            noun + 1..within.take_while(|&at| goes_on(at) && (tokens[at].is_content() || joins(at))).last()? + 1
        }
        false => noun + 1..noun + 1,
    };
    let is_determiner = |at: usize| is(at, &["the", "a", "an", "its", "their", "his", "her"]);
    let start = first.checked_sub(1).filter(|&at| is_determiner(at) && goes_on(at + 1)).unwrap_or(first);
    // The first word of a sentence has its capital for nothing.
    let may_be_name = |at: usize| tokens[at].is_name || tokens[at].starts && tokens[at].is_content();
    // "Berg, the director of the port", "Berg, who is the director of the port"
    let before = start.checked_sub(1).filter(|&at| tokens[start].mark && may_be_name(at));
    let relative = || {
        let who = start.checked_sub(2).filter(|&who| is(who, &["who"]) && is(who + 1, &["is", "was"]))?;
        who.checked_sub(1).filter(|&at| may_be_name(at))
    };
    // "The director of the port, Mira Berg", "director of the port Mira Berg"
    let run =
        |from: usize| (from + 1..=tokens.len()).find(|&at| !goes_on(at) || !tokens[at].is_name).unwrap_or(from) - 1;
    let after = || {
        let next = tokens.get(of.end).filter(|next| next.is_name && next.mark && !next.starts);
        next.map(|_| run(of.end))
    };
    let title = || {
        let last = if is_of { of.clone().rfind(|&at| tokens[at].is_name)? } else { run(noun) };
        (last > noun + usize::from(is_of) && tokens[last].is_name && tokens[noun].is_name).then_some(last)
    };
    let holder = before.or_else(relative).or_else(after).or_else(title)?;
    let of = if of.contains(&holder) { of.start..holder + 1 } else { of };
    Some(Office { holder, noun, before: first..noun, of })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::claim::token;

    /// Holds what contradicts an office of a claim against what is expected: both words, or nothing.
    fn check(source: &[&str], claim: &str, expected: &str) {
        let claim_tokens = token::of_claim(claim);
        let sentences: Vec<(usize, Vec<Token>)> = source.iter().map(|text| token::of_claim(text)).enumerate().collect();
        let found = turned(&claim_tokens, &sentences).map(|(at, turned)| {
            let word = |text: &str, span: Option<Span>| span.map(|span| text[span].to_owned()).unwrap_or_default();
            format!("{}/{}", word(claim, turned.ours), word(source[at], turned.theirs))
        });
        assert_eq!(found.unwrap_or_default(), expected, "{claim:?} of {source:?}");
    }

    #[test]
    fn another_office_of_one_kind() {
        let source = "Under Secretary of Trade Mira Ada Dahl wants the pilots to stay.";
        check(&[source], "Mira Ada Dahl, Under Secretary of Ports, wants the pilots to stay.", "Ports/Trade");
        check(&[source], "Mira Ada Dahl, Under Secretary of Trade, wants the pilots to stay.", "");
        let source =
            "The guild's coordinator for Norvia, Jon Berg, and Ada Holm, technical director at Kern Salvage, met.";
        check(&[source], "Holm, who is technical director at Dahl Homes, met Berg.", "Dahl Homes/Kern Salvage");
        check(&[source], "Holm, who is a technical director at Kern, met Berg.", "");
    }

    #[test]
    fn an_office_that_is_said_elsewhere() {
        let source = ["Jon Berg, director of the yard, spoke.", "Berg has been director of the port since May."];
        check(&source, "Jon Berg, the director of the port, spoke.", "");
        check(&source, "Jon Berg, the director of the fair, spoke.", "fair/yard");
    }

    #[test]
    fn a_lower_rank() {
        let source = "“It floats,” said Jon Berg, deputy director of the port.";
        check(&[source], "Jon Berg, the director of the port, says that it floats.", "director/deputy");
        check(&[source], "Jon Berg, the deputy director, says that it floats.", "");
        check(&[source, "Jon Berg, director of the port, left."], "Jon Berg, the director of the port, says so.", "");
    }
}
