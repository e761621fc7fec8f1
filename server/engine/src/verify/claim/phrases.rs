//! A name that a preposition leads, where the source leads another with the same words: `funded by Berg` of "funded by the Dahl
//! Fund", `joined the fleet at Orel` of "joined the fleet at Narva".
//!
//! The two contradict where the source has both names and gives the claim's to other words, or where all else of the claim stands in that
//! sentence. A phrase that the source has as the claim does, anywhere, contradicts nothing.

use std::ops::Range;

use super::classes::{is_light_word, is_symmetric};
use super::clause::is_same;
use super::contradiction::Contradiction;
use super::token::{Kind, Token};
use super::turned::Turn;
use crate::lexicon::{COORDINATORS, DIVISIONS, TIME_PREPOSITIONS};
use crate::names::{countries, is_calendar, is_generic, is_office};
use crate::text::{Span, is_slip};

/// How many words that name something may stand between a phrase and the word that it belongs to.
const GOVERNORS: usize = 2;
/// How many words may stand between a preposition and its name.
const BEFORE_NAME: usize = 6;
/// The fewest words that the sentence must share with a claim.
const FEWEST_SHARED: usize = 3;
/// Of so many words of such a claim one may not be in the sentence.
const WORDS_FOR_ONE_OTHER: usize = 4;

/// A name that a preposition leads.
struct Phrase {
    /// The words that it may belong to, the nearest first.
    governors: Vec<usize>,
    preposition: usize,
    /// The name, with those that `and` joins to it.
    name: Range<usize>,
}

/// A claim whose phrases are held against sentences.
pub struct Phrases<'a> {
    claim: &'a [Token],
    phrases: Vec<Phrase>,
}

impl<'a> Phrases<'a> {
    /// Reads the phrases of a claim.
    pub fn new(claim: &'a [Token]) -> Self {
        Self { claim, phrases: phrases(claim) }
    }

    /// The claim's words, in bytes, of the names that it leads.
    pub fn names(&self) -> impl Iterator<Item = Span> {
        self.phrases.iter().map(|phrase| self.claim[phrase.name.end - 1].span)
    }

    /// What contradicts a phrase of the claim in one of some sentences: which, and how.
    pub fn turned(&self, sentences: &[(usize, Vec<Token>)]) -> Option<(usize, Contradiction)> {
        self.phrases.iter().find_map(|ours| {
            if sentences.iter().any(|(_, source)| self.is_said(ours, source)) {
                return self.crossed(ours, sentences);
            }
            sentences.iter().find_map(|(at, source)| {
                let theirs = self.other(ours, source)?;
                let turn = match self.is_exchanged(ours, &theirs, source) {
                    true => Turn::Exchanged,
                    false if self.is_same_but(ours, &theirs, source, sentences) => Turn::Exclusive,
                    false if self.is_said_of_one(ours, &theirs, source, sentences) => Turn::Exclusive,
                    false => return None,
                };
                let theirs = (turn == Turn::Exclusive).then(|| span(source, &theirs.name));
                Some((*at, Contradiction { turn, ours: Some(span(self.claim, &ours.name)), theirs }))
            })
        })
    }

    /// Where the source leads the claim's name so of another, and of the claim's own another name: "Berg spoke at Orel" and "Dahl spoke at
    /// Narva" are no "Dahl spoke at Orel". No sentence may have the claim's names together.
    fn crossed(&self, ours: &Phrase, sentences: &[(usize, Vec<Token>)]) -> Option<(usize, Contradiction)> {
        let is_other = |&at: &usize| {
            let token = &self.claim[at];
            let is_named = token.is_name || at == 0 && self.claim.get(1).is_some_and(|next| next.is_name && !next.mark);
            let tells = !is_office(&token.folded) && !is_generic(&token.folded) && !is_calendar(&token.folded);
            !ours.name.contains(&at) && is_named && tells
        };
        let others: Vec<&Token> = (0..self.claim.len()).filter(is_other).map(|at| &self.claim[at]).collect();
        let own = telling(self.claim, &ours.name);
        let has = |source: &[Token], name: &Token| source.iter().any(|token| is_same(name, token));
        let has_own = |source: &[Token]| own.iter().any(|own| has(source, own));
        let is_together =
            |(_, source): &(usize, Vec<Token>)| has_own(source) && others.iter().any(|other| has(source, other));
        if others.is_empty() || sentences.iter().any(is_together) {
            return None;
        }
        sentences.iter().find_map(|(at, source)| {
            let theirs = self.other(ours, source).filter(|_| others.iter().all(|other| has(source, other)))?;
            let (shared, words) = self.share(ours, source);
            let is_near = shared >= FEWEST_SHARED && (words - shared) * WORDS_FOR_ONE_OTHER <= words;
            is_near.then(|| {
                (
                    *at,
                    Contradiction {
                        turn: Turn::Exclusive,
                        ours: Some(span(self.claim, &ours.name)),
                        theirs: Some(span(source, &theirs.name)),
                    },
                )
            })
        })
    }

    /// Whether a sentence has the claim's name led by the same words.
    fn is_said(&self, ours: &Phrase, source: &[Token]) -> bool {
        phrases(source)
            .iter()
            .any(|theirs| self.is_led_alike(ours, theirs, source) && self.is_form(ours, theirs, source))
    }

    /// The phrase of a sentence that has another name led by the same words.
    fn other(&self, ours: &Phrase, source: &[Token]) -> Option<Phrase> {
        let mut alike = phrases(source).into_iter().filter(|theirs| self.is_led_alike(ours, theirs, source));
        let theirs = alike.next().filter(|theirs| !self.is_form(ours, theirs, source))?;
        alike.next().is_none().then_some(theirs)
    }

    fn is_led_alike(&self, ours: &Phrase, theirs: &Phrase, source: &[Token]) -> bool {
        let (a, b) = (&self.claim[ours.preposition], &source[theirs.preposition]);
        let is_same = |&a: &usize| {
            !is_symmetric(&self.claim[a]) && theirs.governors.iter().any(|&b| is_same(&self.claim[a], &source[b]))
        };
        a.folded == b.folded && ours.governors.iter().any(is_same)
    }

    /// Whether the two names can be forms of one.
    fn is_form(&self, ours: &Phrase, theirs: &Phrase, source: &[Token]) -> bool {
        let (own, others) = (telling(self.claim, &ours.name), telling(source, &theirs.name));
        let may_be_one = |a: &Token, b: &Token| {
            let is_beginning = a.folded.starts_with(b.folded.as_str()) || b.folded.starts_with(a.folded.as_str());
            is_same(a, b) || is_beginning || is_slip(&a.folded, &b.folded)
        };
        let is_short_for = |short: &[&Token], long: &[&Token]| {
            let letters: String = long.iter().filter_map(|word| word.folded.chars().next()).collect();
            long.len() > 1 && short.iter().any(|word| word.folded.len() > 1 && letters.starts_with(&word.folded))
        };
        let shares = own.iter().any(|a| others.iter().any(|b| may_be_one(a, b)));
        shares || is_short_for(&own, &others) || is_short_for(&others, &own)
    }

    /// Whether the claim names the source's name and the source the claim's, each with other words.
    fn is_exchanged(&self, ours: &Phrase, theirs: &Phrase, source: &[Token]) -> bool {
        let has = |tokens: &[Token], aside: &Range<usize>, name: &[&Token]| {
            name.last().is_some_and(|name| {
                tokens
                    .iter()
                    .enumerate()
                    .any(|(at, token)| !aside.contains(&at) && token.is_name && is_same(name, token))
            })
        };
        let (shared, words) = self.share(ours, source);
        has(self.claim, &ours.name, &telling(source, &theirs.name))
            && has(source, &theirs.name, &telling(self.claim, &ours.name))
            && shared >= FEWEST_SHARED
            && shared * 2 >= words
    }

    /// Whether the sentence has all else of the claim, and nothing else has the claim's name with words of it.
    fn is_same_but(&self, ours: &Phrase, theirs: &Phrase, source: &[Token], sentences: &[(usize, Vec<Token>)]) -> bool {
        let own = telling(self.claim, &ours.name);
        let names_it = |tokens: &[Token]| own.iter().any(|own| tokens.iter().any(|token| is_same(own, token)));
        let place = |tokens: &[Token], range: &Range<usize>| {
            tokens[range.clone()].iter().map(|token| token.folded.as_str()).collect::<Vec<_>>().join(" ")
        };
        let (a, b) = (place(self.claim, &ours.name), place(source, &theirs.name));
        // One place may lie in the other, unless both are countries, or states.
        let is_of_region = countries::class(&a) == Some(countries::Class::Capital) && is_region(source, &theirs.name);
        let may_nest = (countries::is_place(&a) || countries::is_place(&b))
            && countries::class(&a) != countries::class(&b)
            && !countries::are_apart(&a, &b)
            && !is_of_region;
        let (shared, words) = self.share(ours, source);
        let is_elsewhere =
            |(_, other): &(usize, Vec<Token>)| names_it(other) && self.share(ours, other).0 * 2 >= shared;
        !may_nest
            && !names_it(source)
            && shared >= FEWEST_SHARED
            && (words - shared) * WORDS_FOR_ONE_OTHER <= words
            && !sentences.iter().any(is_elsewhere)
    }

    /// Whether both phrases say beside one name who that is (`Berg, a professor at Orel`), and nothing names the two of the claim together.
    fn is_said_of_one(
        &self,
        ours: &Phrase,
        theirs: &Phrase,
        source: &[Token],
        sentences: &[(usize, Vec<Token>)],
    ) -> bool {
        let (Some(a), Some(b)) = (apposed(self.claim, ours), apposed(source, theirs)) else { return false };
        let own = telling(self.claim, &ours.name);
        let has = |tokens: &[Token], word: &Token| tokens.iter().any(|token| is_same(word, token));
        let is_together = |(_, other): &(usize, Vec<Token>)| {
            has(other, &self.claim[a.start - 1]) && own.iter().any(|own| has(other, own))
        };
        let content = |tokens: &[Token], range: Range<usize>| -> Vec<usize> {
            range.filter(|&at| tokens[at].is_content()).collect()
        };
        let (x, y) = (content(self.claim, a.clone()), content(source, b.clone()));
        let are_same = x.len() == y.len() && x.iter().zip(&y).all(|(&x, &y)| is_same(&self.claim[x], &source[y]));
        are_same && is_same(&self.claim[a.start - 1], &source[b.start - 1]) && !sentences.iter().any(is_together)
    }

    /// How many words of the claim that name something, the phrase's name aside, a sentence has, and how many there are.
    fn share(&self, aside: &Phrase, source: &[Token]) -> (usize, usize) {
        let words = self
            .claim
            .iter()
            .enumerate()
            .filter(|(at, token)| !aside.name.contains(at) && token.is_content() && !is_light_word(token, false));
        let has = |token: &Token| source.iter().any(|theirs| is_same(token, theirs));
        words.fold((0, 0), |(shared, all), (_, token)| (shared + usize::from(has(token)), all + 1))
    }
}

fn span(tokens: &[Token], range: &Range<usize>) -> Span {
    tokens[range.start].span.cover(tokens[range.end - 1].span)
}

/// The words of a name that tell its bearer from others of its kind.
fn telling<'t>(tokens: &'t [Token], name: &Range<usize>) -> Vec<&'t Token> {
    let all = || tokens[name.clone()].iter().filter(|token| token.is_name);
    let own: Vec<&Token> = all().filter(|token| !is_generic(&token.folded) && !is_office(&token.folded)).collect();
    if own.is_empty() { all().collect() } else { own }
}

/// The names that prepositions lead.
fn phrases(tokens: &[Token]) -> Vec<Phrase> {
    let leads = |at: &usize| {
        let token = &tokens[*at];
        let is_of_time =
            TIME_PREPOSITIONS.has(&token.folded) && !matches!(token.folded.as_str(), "at" | "in" | "by" | "from");
        token.kind == Kind::Preposition && !token.mark && !token.starts && !is_of_time && token.folded != "with"
    };
    (1..tokens.len()).filter(leads).filter_map(|preposition| phrase(tokens, preposition)).collect()
}

fn phrase(tokens: &[Token], preposition: usize) -> Option<Phrase> {
    // What stands before another preposition or a conjunction leads something else.
    let parts = |at: usize| tokens[at].kind == Kind::Preposition || COORDINATORS.has(&tokens[at].folded);
    let joined = (0..preposition).rev().take_while(|&at| !tokens[at + 1].mark && !tokens[at + 1].starts && !parts(at));
    let governors: Vec<usize> =
        joined.filter(|&at| tokens[at].is_content() && !tokens[at].is_name).take(GOVERNORS).collect();
    let goes_on = |at: usize| at < tokens.len() && !tokens[at].mark && !tokens[at].starts;
    let is_of = |at: usize| tokens[at].folded == "of";
    let leads_on =
        |at: &usize| goes_on(*at) && (is_of(*at) || !matches!(tokens[*at].kind, Kind::Preposition | Kind::Negation));
    // "The Dutch town of Orel": the adjective is no name of it.
    let is_adjective = |at: usize| {
        let is_plural = tokens[at].folded.ends_with('s') && !tokens[at].folded.ends_with("ss");
        let next = tokens.get(at + 1).is_some_and(|next| !next.mark && !next.is_name);
        countries::is_adjective(&tokens[at].folded) && !is_plural && next
    };
    let is_start = |&at: &usize| tokens[at].is_name && !is_adjective(at) && !is_calendar(&tokens[at].folded);
    let start = (preposition + 1..=preposition + BEFORE_NAME).take_while(leads_on).find(is_start)?;
    let run = |from: usize| (from + 1..).find(|&at| !goes_on(at) || !tokens[at].is_name).unwrap_or(from + 1);
    let mut end = run(start);
    // "The Battle of Orel", "Orel and Narva"
    let joins =
        |at: usize| matches!(tokens.get(at).map(|token| token.folded.as_str()), Some("of" | "and" | "or" | "for"));
    while goes_on(end) && joins(end) {
        let next = if tokens.get(end + 1).is_some_and(|token| token.folded == "the") { end + 2 } else { end + 1 };
        if !goes_on(next) || !tokens[next].is_name {
            break;
        }
        end = run(next);
    }
    (!governors.is_empty()).then_some(Phrase { governors, preposition, name: start..end })
}

/// Whether a name is said to be of a part of a country: `the region of Orel`, `Orel province`.
fn is_region(tokens: &[Token], name: &Range<usize>) -> bool {
    let is_kind = |at: usize| tokens.get(at).is_some_and(|token| DIVISIONS.has(&token.folded));
    let before = name.start.checked_sub(2).filter(|&before| tokens[before + 1].folded == "of");
    is_kind(name.end) || is_kind(name.end - 1) || before.is_some_and(is_kind)
}

/// The words between a name with a comma and a phrase: `a professor` of `Berg, a professor at Orel`.
fn apposed(tokens: &[Token], phrase: &Phrase) -> Option<Range<usize>> {
    let start = (1..phrase.preposition).rev().find(|&at| tokens[at].mark || tokens[at].starts)?;
    (!tokens[start].starts && tokens[start - 1].is_name).then_some(start..phrase.preposition)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::claim::token;

    /// Holds what contradicts a claim in a source's sentences against what is expected: the turn with the words, or nothing.
    fn check(source: &[&str], claim: &str, expected: &str) {
        let claim_tokens = token::of_claim(claim);
        let sentences: Vec<(usize, Vec<Token>)> = source.iter().map(|text| token::of_claim(text)).enumerate().collect();
        let found = Phrases::new(&claim_tokens).turned(&sentences).map(|(at, turned)| {
            let word = |text: &str, span: Option<Span>| span.map(|span| text[span].to_owned()).unwrap_or_default();
            format!("{:?} {}/{}", turned.turn, word(claim, turned.ours), word(source[at], turned.theirs))
        });
        assert_eq!(found.unwrap_or_default(), expected, "{claim:?} of {source:?}");
    }

    #[test]
    fn a_letter_makes_no_other_name() {
        let source =
            "The study of the northern channel, funded by the guild of Kalinsh, found little silt. Kalinsch left.";
        check(&[source], "The study of the northern channel, funded by the guild of Kalinsch, found little silt.", "");
        let told = "Exclusive Narva/Kalinsh";
        check(&[source], "The study of the northern channel, funded by the guild of Narva, found little silt.", told);
    }

    #[test]
    fn names_exchanged_between_phrases() {
        let source = "The study, funded by the Dahl Fund and made by consultants of Berg Partners, found little.";
        check(
            &[source],
            "The study was funded by Berg Partners and made by the Dahl Fund.",
            "Exchanged Berg Partners/",
        );
        check(&[source], "The study was funded by the Dahl Fund and made by Berg Partners.", "");
        let source = "The court threw out a lawsuit by the Orel Union accusing Narva Lines of delay.";
        check(
            &[source],
            "The court threw out a lawsuit by Narva Lines against the Orel Union.",
            "Exchanged Narva Lines/",
        );
    }

    #[test]
    fn another_place_of_one_who_is_named() {
        let source = "The quay is sound, Mira Dahl, assistant professor at Narva State University, said on Monday.";
        let claim = "Mira Dahl, an assistant professor at Orel University, wants to see the mud.";
        check(
            &[source, "The team is from Orel University."],
            claim,
            "Exclusive Orel University/Narva State University",
        );
        check(&[source, "Dahl taught at Orel University."], claim, "");
    }

    #[test]
    fn names_crossed_between_sentences() {
        let sentences =
            ["Henry Loomis commanded at the Battle of Orel.", "Daniel Allen commanded at the Battle of Narva."];
        check(&sentences, "Daniel Allen commanded the men at Orel.", "Exclusive Orel/Battle of Narva");
        check(&sentences, "Daniel Allen commanded the men at Narva.", "");
        let more = [sentences[0], sentences[1], "Allen was at Orel, too."];
        check(&more, "Daniel Allen commanded the men at Orel.", "");
    }

    #[test]
    fn a_day_and_a_place_are_two_things() {
        check(&["The two met in mid-January in Geneva."], "The two met in Geneva in mid-January.", "");
    }

    #[test]
    fn another_name_in_a_phrase() {
        let source = "The brig joined the northern fleet at Narva on 2 October 1862.";
        let other = "The fleet sailed past Orel in May.";
        check(
            &[source, other],
            "The brig joined the northern fleet at Orel on 2 October 1862.",
            "Exclusive Orel/Narva",
        );
        check(&[source, other], "The brig joined the northern fleet at Narva on 2 October 1862.", "");
        // The fleet may have been joined twice.
        let both = "It joined the northern fleet again at Orel in 1870.";
        check(&[source, both], "The brig joined the northern fleet at Orel on 2 October 1862.", "");
    }
}
