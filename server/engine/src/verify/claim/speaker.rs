//! A claim that gives in its own words what somebody said, of which the source says that somebody else said it.
//!
//! The sentence that has the most of what is said is the one that the claim gives. Its speaker is read as that of a quotation; where the
//! two can't be one, and no sentence that has nearly as much may be the claim's speaker's, the claim credits the wrong one.

use super::align::MOST_WORDS;
use super::by_clauses::LONGEST;
use super::classes::is_light_word;
use super::clause::is_same;
use super::contradiction::Contradiction;
use super::token::{Token, of_article, of_claim};
use super::turned::Turn;
use super::{ClaimQuestion, sources_of};
use crate::lexicon::SPEECH_VERBS;
use crate::sources::{Article, SourceId};
use crate::text::Span;
use crate::verify::passage::Passage;
use crate::verify::quote::speaker::{self, Identity, Mention, Text};

/// The fewest words of what is said that the sentence must have.
const FEWEST: usize = 4;
/// How many of ten.
const OF_TEN: usize = 6;
/// A sentence that has so many of ten words that the first has may be what the claim gives, too.
const NEARLY_OF_TEN: usize = 7;

impl ClaimQuestion<'_> {
    /// What contradicts whom the claim credits with what it gives in its own words.
    pub(super) fn turned_by_speaker(&self, found: &[(SourceId, Passage)]) -> Option<(SourceId, usize, Contradiction)> {
        let text = self.unit.prose.text();
        if !self.unit.quotations.is_empty() || text.len() > LONGEST {
            return None;
        }
        let credit = speaker::reported(text)?;
        let claim = of_claim(text);
        if claim.len() > MOST_WORDS {
            return None;
        }
        let is_said = |token: &&Token| {
            let is_frame = credit.span.overlaps(token.span) || SPEECH_VERBS.has(&token.folded);
            token.is_content() && !is_frame && !is_light_word(token, false)
        };
        let said: Vec<&Token> = claim.iter().filter(is_said).collect();
        sources_of(found).into_iter().find_map(|source| {
            let article = self.cx.library.article(source)?;
            let sentences = self.sentences(source, article, found, Vec::new());
            let (at, turned) = other_speaker(&credit, &said, article, &sentences)?;
            self.is_own(&turned).then_some((source, at, turned))
        })
    }
}

/// The sentence, by its number, that has most of what is said, and who says it there, if that is somebody else.
fn other_speaker(
    credit: &Mention,
    said: &[&Token],
    article: &Article,
    sentences: &[usize],
) -> Option<(usize, Contradiction)> {
    let shared: Vec<(usize, usize, Span)> =
        sentences.iter().filter_map(|&at| shared(said, article, at).map(|(count, place)| (at, count, place))).collect();
    let &(at, most, place) = shared.iter().max_by_key(|(at, count, _)| (*count, std::cmp::Reverse(*at)))?;
    // Of few words all must be there.
    let is_whole = most + 1 == FEWEST && most == said.len();
    if most < FEWEST && !is_whole || most * 10 < said.len() * OF_TEN {
        return None;
    }
    let text = Text::of(article);
    let is_other =
        |place: Span| text.speaker(place).filter(|voice| speaker::compare(credit, voice, &text) == Identity::Different);
    let voice = is_other(place)?;
    let others = shared.iter().filter(|(other, count, _)| *other != at && count * 10 >= most * NEARLY_OF_TEN);
    let named = credit.surname().map(|name| text.places_of(name)).unwrap_or_default();
    let is_known = !named.is_empty();
    // "He wants it open in June, as announced by the president, Mira Dahl": she says a part of it.
    let is_of_sentence = |&at_word: &usize| text.sentence_at(text.index.span(at_word).start) == Some(at);
    if named.iter().any(is_of_sentence) {
        return None;
    }
    let is_sure = is_known && others.into_iter().all(|(_, _, place)| is_other(*place).is_some());
    let turned = Contradiction { turn: Turn::Exclusive, ours: Some(credit.span), theirs: Some(voice.mention.span) };
    is_sure.then_some((at, turned))
}

/// How many words of what is said a sentence has, and the stretch that has them.
fn shared(said: &[&Token], article: &Article, at: usize) -> Option<(usize, Span)> {
    let sentence = *article.sentences().get(at)?;
    let tokens = Some(of_article(article, &[sentence])).filter(|tokens| tokens.len() <= MOST_WORDS)?;
    let places = said.iter().filter_map(|ours| tokens.iter().find(|theirs| is_same(ours, theirs)));
    let spans: Vec<Span> = places.map(|token| token.span).collect();
    Some((spans.len(), spans.iter().copied().reduce(Span::cover)?))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    /// Holds what a claim over a source is told against what is expected: the words with the rule, or nothing.
    fn check(claim: &str, expected: &str) {
        let source = "The harbour of Varn was shut on Monday. Mira Dahl said the northern pier needed a new floor and was in a bad state.\n\n\
                      Karl Voss, who leads the union, spoke of strikes. “The cranes of the southern pier were sold to a firm in Orel \
                      last spring,” he told the council.\n\n\
                      The council heard that the pilots of Varn want to go on working at night.";
        let text = format!("{claim} [@s].");
        let found = findings(&[("s", source)], &text);
        let shown: Vec<String> =
            found.iter().map(|finding| format!("{}: {}", finding.rule.name, finding.message)).collect();
        assert_eq!(shown.join("; "), expected, "{claim}");
    }

    #[test]
    fn somebody_else_said_it() {
        let told = "claim-contradicted: ¶ 1 of s has “Mira Dahl” for the claim's “Karl Voss”: “Mira Dahl said the northern pier needed a new floor and was in a bad state.”";
        check("Karl Voss said that the northern pier was in need of a new floor and in a bad state", told);
        check("Mira Dahl said that the northern pier was in need of a new floor and in a bad state", "");
        let told = "claim-contradicted: ¶ 2 of s has “Karl Voss” for the claim's “Mira Dahl”: ““The cranes of the southern pier were sold … in Orel last spring,” he told the council.”";
        check("According to Mira Dahl, the cranes of the southern pier were sold last spring to a firm in Orel", told);
        check("According to Karl Voss, the cranes of the southern pier were sold last spring to a firm in Orel", "");
    }

    #[test]
    fn who_is_named_in_the_sentence_may_have_said_a_part_of_it() {
        let source = "Karl Voss spoke of neglect. He asked the council to see that the museum of Varn opens again in June, as announced \
                      this year by the president of the guild, Mira Dahl.";
        let claim = "That the museum of Varn opens again in June was announced this year by Mira Dahl, president of the guild [@s].";
        assert!(findings(&[("s", source)], claim).is_empty());
    }

    #[test]
    fn nobody_or_anybody_may_have_said_it() {
        check("Karl Voss said that the pilots of Varn want to go on working at night", "");
        check("Karl Voss said that the state of the pier was bad", "");
    }
}
