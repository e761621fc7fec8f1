//! What frames quoted words in the source and turns them round, before them, after them, or in the next sentence.

use crate::lexicon::{
    ALLEGATION_NOUNS, ALLEGATIONS, CONDITION_FRAMES, CONDITION_PREPOSITIONS, DENIALS, DETERMINERS, DISBELIEFS,
    FALSITIES, FORMS_OF_BE, HOPES, LIKENINGS, NEGATIVE_FRAMES, OPINION_VERBS, PERSON_PRONOUNS, PREPOSITIONS,
    QUESTION_WORDS, SPEECH_VERBS, STATEMENT_NOUNS, TRUTHS,
};
use crate::sources::{Article, WordIndex};
use crate::text::{Span, is_quotation_mark, words};
use crate::verify::polarity;
use crate::verify::quotation::Place;

/// What words of the source do to the quoted ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// How.
    pub kind: FrameKind,
    /// The words that do so, in bytes of the article's text.
    pub words: Span,
}

/// The kinds of frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// It is not so, or nobody said so: `denied that`, `it is not true that`, `That is false`.
    Denial,
    /// Somebody does not believe it: `doubted that`, `a myth that`.
    Disbelief,
    /// It is so under a condition: `if`.
    Condition,
    /// It is asked: `whether`.
    Question,
    /// It is held against somebody: `accused of`.
    Accusation,
    /// It is wished for: `hoped that`.
    Hope,
}

/// How many words may stand between what opens a clause (`that`, `if`) and the quoted words.
const REACH: usize = 4;

/// The most words of a frame.
const LONGEST: usize = 6;

/// How far before a verb its negation may stand, in words.
const NEGATION: usize = 3;

/// The most words of a sentence that takes back the one before it.
const LONGEST_VERDICT: usize = 8;

/// The frame around a place of an article. `is_said` says that the words are credited to somebody: then what the article says
/// of them in its next sentence is no part of them.
pub fn around(article: &Article, place: &Place, is_said: bool) -> Option<Frame> {
    let reader = Reader { article, index: article.words() };
    let after = || reader.right_after(place).or_else(|| reader.next_sentence(place).filter(|_| !is_said));
    reader.before(place.from).or_else(after)
}

/// The question mark right after a place, where the words are a whole question of the source.
pub fn question(article: &Article, place: &Place) -> Option<Span> {
    let (text, index) = (article.text(), article.words());
    let last = index.span(place.to.checked_sub(1)?).end;
    let mark = text[last..].find(|c: char| !is_quotation_mark(c)).map(|at| last + at)?;
    let sentences = article.sentences();
    let start = index.span(place.from).start;
    let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end <= start))?;
    let before = &text[sentence.start.min(start)..start];
    // A question inside a sentence begins after its mark, or after another sentence of the same speech.
    let is_whole = before.trim_end_matches(|c: char| c.is_whitespace() || is_quotation_mark(c)).chars().next_back();
    let is_opened = before.trim_end().ends_with(is_quotation_mark);
    let is_whole = is_opened || is_whole.is_none_or(|c| matches!(c, '.' | '?' | '!' | ':'));
    (text[mark..].starts_with('?') && is_whole).then_some(Span::new(mark, mark + 1))
}

/// Whether a claim likens a thing to what is quoted, and the source has that as if it were so: `framing` are the source's words.
pub fn is_likened(framing: &str, outside: &str) -> bool {
    let framing = framing.to_lowercase();
    (framing.starts_with("as if") || framing.starts_with("as though"))
        && words(outside).iter().any(|(_, word)| LIKENINGS.has(word))
}

/// Whether a claim, without its quotation, frames the words in the same way by itself.
pub fn is_told(kind: FrameKind, outside: &str) -> bool {
    let said = words(outside);
    let has = |class: &dyn Fn(&str) -> bool| said.iter().any(|(_, word)| class(word));
    let is_condition = |word: &str| CONDITION_FRAMES.has(word) || CONDITION_PREPOSITIONS.has(word);
    let is_open = |word: &str| is_condition(word) || matches!(word, "would" | "could" | "might" | "may" | "should");
    let reports = |word: &str| {
        let reports = ALLEGATIONS.has(word) || ALLEGATION_NOUNS.has(word) || STATEMENT_NOUNS.has(word);
        reports || SPEECH_VERBS.has(word) || word == "according"
    };
    let turns =
        |word: &str| polarity::is_reversal(word) || DENIALS.has(word) || DISBELIEFS.has(word) || FALSITIES.has(word);
    match kind {
        FrameKind::Denial | FrameKind::Disbelief => has(&turns),
        FrameKind::Condition => has(&is_open),
        FrameKind::Question => has(&|word| QUESTION_WORDS.has(word) || is_open(word)),
        FrameKind::Hope => has(&|word| HOPES.has(word) || is_open(word)),
        FrameKind::Accusation => has(&reports),
    }
}

struct Reader<'a> {
    article: &'a Article,
    index: &'a WordIndex,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        if at < self.index.len() { self.index.word(at) } else { "" }
    }

    /// Whether nothing but blanks and quotation marks lies between a word and the next.
    fn is_joined(&self, left: usize) -> bool {
        let gap = self.gap(left);
        gap.chars().all(|c| c.is_whitespace() || is_quotation_mark(c))
    }

    fn gap(&self, left: usize) -> &str {
        if left + 1 >= self.index.len() {
            return "";
        }
        &self.article.text()[self.index.span(left).end..self.index.span(left + 1).start]
    }

    fn frame(&self, kind: FrameKind, from: usize, last: usize) -> Option<Frame> {
        Some(Frame { kind, words: self.index.span_of(from, last + 1) })
    }

    /// Where a phrase of a class begins that ends with the word at `last`; the longest one.
    fn phrase(&self, last: usize, is_member: impl Fn(&str) -> bool) -> Option<usize> {
        let mut phrase = self.word(last).to_owned();
        let mut found = is_member(&phrase).then_some(last);
        let mut at = last;
        for _ in 1..LONGEST {
            let Some(before) = at.checked_sub(1).filter(|&before| self.is_joined(before)) else { break };
            phrase = format!("{} {phrase}", self.word(before));
            at = before;
            found = if is_member(&phrase) { Some(at) } else { found };
        }
        found
    }

    /// Whether a negation stands in the few words before one.
    fn negation_before(&self, at: usize) -> Option<usize> {
        let mut from = at;
        for _ in 0..NEGATION {
            let before = from.checked_sub(1).filter(|&before| self.is_joined(before))?;
            if polarity::is_negation(self.word(before)) {
                return Some(before);
            }
            from = before;
        }
        None
    }

    fn before(&self, from: usize) -> Option<Frame> {
        let last = from.checked_sub(1).filter(|&last| self.is_joined(last))?;
        let is_only = matches!(self.word(from), "only" | "just" | "merely" | "simply" | "least");
        if polarity::is_negation(self.word(last)) {
            return self.frame(FrameKind::Denial, last, last).filter(|_| !is_only);
        }
        if let Some(frame) = self.of_phrase(from, last) {
            return Some(frame);
        }
        let mut at = last;
        for _ in 0..=REACH {
            if self.word(at) == "that" {
                return self.of_that(at);
            }
            if let Some(start) = self.phrase(at, |phrase| CONDITION_FRAMES.has(phrase)) {
                let asks = start.checked_sub(1).is_some_and(|before| QUESTION_WORDS.has(self.word(before)));
                return self.frame(if asks { FrameKind::Question } else { FrameKind::Condition }, start, at);
            }
            if let Some(frame) = self.of_opinion(at) {
                return Some(frame);
            }
            at = at.checked_sub(1).filter(|&before| self.is_joined(before))?;
        }
        None
    }

    /// A verb of opinion that is negated, and takes a clause without `that`: `I don't think there's “a way”`.
    fn of_opinion(&self, verb: usize) -> Option<Frame> {
        if !OPINION_VERBS.has(self.word(verb)) || !opens_clause(self.word(verb + 1)) {
            return None;
        }
        self.frame(FrameKind::Denial, self.negation_before(verb)?, verb)
    }

    /// What stands right before words that are no clause: `denied “leaving”`, `far from “safe”`, `accused of “lying”`.
    fn of_phrase(&self, from: usize, last: usize) -> Option<Frame> {
        let is_clause = !PREPOSITIONS.has(self.word(from)) && self.word(from) != "to" && self.word(from) != "that";
        if let Some(start) = self.phrase(last, |phrase| NEGATIVE_FRAMES.has(phrase) && !phrase.ends_with(" that")) {
            return self.frame(FrameKind::Denial, start, last);
        }
        let word = self.word(last);
        let is_negated = self.negation_before(last).is_some();
        let is_noun = last
            .checked_sub(1)
            .is_some_and(|before| matches!(self.word(before), "the" | "a" | "an" | "of" | "in" | "this"));
        if is_clause && !is_negated && !is_noun {
            if DENIALS.has(word) {
                return self.frame(FrameKind::Denial, last, last);
            }
            if DISBELIEFS.has(word) {
                return self.frame(FrameKind::Disbelief, last, last);
            }
            if HOPES.has(word) {
                return self.frame(FrameKind::Hope, last, last);
            }
        }
        if word == "of" {
            let accuses = |at: usize| ALLEGATIONS.has(self.word(at)) || ALLEGATION_NOUNS.has(self.word(at));
            let mut at = last;
            for _ in 0..LONGEST {
                at = at.checked_sub(1).filter(|&before| self.is_joined(before))?;
                if accuses(at) {
                    return self.frame(FrameKind::Accusation, at, last);
                }
            }
        }
        None
    }

    /// What governs a clause that the `that` at `that` opens.
    fn of_that(&self, that: usize) -> Option<Frame> {
        if let Some(start) = self.phrase(that, |phrase| NEGATIVE_FRAMES.has(phrase)) {
            return self.frame(FrameKind::Denial, start, that);
        }
        let verb = that.checked_sub(1).filter(|&verb| self.is_joined(verb))?;
        let word = self.word(verb);
        let negation = self.negation_before(verb);
        if let Some(negation) = negation {
            let says = SPEECH_VERBS.has(word) || ALLEGATIONS.has(word) || TRUTHS.has(word);
            return says.then(|| self.frame(FrameKind::Denial, negation, verb)).flatten();
        }
        let kind = if DENIALS.has(word) {
            FrameKind::Denial
        } else if FALSITIES.has(word) || self.phrase(verb, |phrase| DISBELIEFS.has(phrase)).is_some() {
            FrameKind::Disbelief
        } else if HOPES.has(word) {
            FrameKind::Hope
        } else if QUESTION_WORDS.has(word) {
            FrameKind::Question
        } else if ALLEGATIONS.has(word) || ALLEGATION_NOUNS.has(word) {
            FrameKind::Accusation
        } else {
            return None;
        };
        self.frame(kind, verb, verb)
    }

    /// `That the quay is safe is a myth`: only of words that are a clause by themselves.
    fn right_after(&self, place: &Place) -> Option<Frame> {
        let before = place.from.checked_sub(1);
        let is_clause = before
            .is_none_or(|before| self.word(before) == "that" || self.gap(before).contains(['“', '"', '‘', '«', '„']))
            || self.word(place.from) == "that";
        let gap = self.gap(place.to.checked_sub(1)?);
        let is_near = gap.chars().all(|c| c.is_whitespace() || is_quotation_mark(c) || c == ',');
        if !is_clause || !is_near || !FORMS_OF_BE.has(self.word(place.to)) {
            return None;
        }
        self.falsity(place.to, place.to + REACH + 1)
    }

    /// `… . That is not true.`
    fn next_sentence(&self, place: &Place) -> Option<Frame> {
        let sentences = self.article.sentences();
        let last = self.index.span(place.to.checked_sub(1)?);
        let at = sentences.partition_point(|sentence| sentence.end <= last.start);
        let (this, next) = (sentences.get(at)?, sentences.get(at + 1)?);
        if self.article.text()[last.end..this.end.max(last.end)].contains(char::is_alphanumeric) {
            return None;
        }
        let range = self.index.positions_in(*next);
        let takes_up =
            matches!(self.word(range.start), "that" | "this" | "it" | "they" | "these" | "both" | "not" | "none");
        let is_verdict = range.len() <= LONGEST_VERDICT && (takes_up || range.len() <= 2);
        let frame = is_verdict.then(|| self.falsity(range.start, range.end)).flatten()?;
        // `It is wrong to think so` is no verdict on what was said.
        let is_last =
            !self.article.text()[frame.words.end..next.end.max(frame.words.end)].contains(char::is_alphanumeric);
        is_last.then_some(frame)
    }

    /// The words among some that say that something is not so.
    fn falsity(&self, from: usize, to: usize) -> Option<Frame> {
        for at in from..to.min(self.index.len()) {
            let word = self.word(at);
            let negation = (from..at).rev().find(|&at| polarity::is_negation(self.word(at)));
            if FALSITIES.has(word) && negation.is_none() {
                return self.frame(FrameKind::Denial, from, at);
            }
            if let Some(start) = self.phrase(at, |phrase| TRUTHS.has(phrase))
                && negation.is_some_and(|negation| negation < start)
            {
                return self.frame(FrameKind::Denial, from, at);
            }
        }
        None
    }
}

/// Whether a word after a verb of opinion begins what is held to be so, and not what is thought of.
fn opens_clause(word: &str) -> bool {
    let word = word.strip_suffix("'s").unwrap_or(word);
    word == "there" || DETERMINERS.has(word) || PERSON_PRONOUNS.get(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;
    use crate::verify::quotation::{Located, Quoted};

    fn check(source: &str, quotation: &str, expected: Option<(FrameKind, &str)>) {
        let article = Article::of_text(source, Format::Text);
        let Located::There { places, .. } = Quoted::new(quotation).locate(&article) else {
            panic!("{quotation:?} is not there")
        };
        let frame = around(&article, &places[0], false);
        let found = frame.map(|frame| (frame.kind, &source[frame.words]));
        assert_eq!(found, expected, "{quotation:?} in {source:?}");
    }

    const SAFE: &str = "the quay was safe";

    #[test]
    fn denials_before() {
        use FrameKind::Denial;
        check("She did not say that the quay was safe.", SAFE, Some((Denial, "not say")));
        check("Nobody believes that the quay was safe.", SAFE, Some((Denial, "Nobody believes")));
        check("It is not true that the quay was safe.", SAFE, Some((Denial, "It is not true that")));
        check("There is no evidence that the quay was safe.", SAFE, Some((Denial, "no evidence that")));
        check("He disputes that “the quay was safe”.", SAFE, Some((Denial, "disputes")));
        check("He never denied that the quay was safe.", SAFE, None);
        check("The quay was far from safe for trains.", "safe for trains", Some((Denial, "far from")));
        check("He denied leaving the ship.", "leaving the ship", Some((Denial, "denied")));
        check("I don't think there's a way round.", "a way round", Some((Denial, "don't think")));
        check("I don't think of a way round.", "a way round", None);
    }

    #[test]
    fn doubts_hopes_questions_conditions_and_accusations_before() {
        check("It is a myth that the quay was safe.", SAFE, Some((FrameKind::Disbelief, "myth")));
        check("She doubts that the quay was safe.", SAFE, Some((FrameKind::Disbelief, "doubts")));
        check("There is no doubt that the quay was safe.", SAFE, None);
        check("They hoped that the quay was safe.", SAFE, Some((FrameKind::Hope, "hoped")));
        check("Even if the quay was safe, it closed.", SAFE, Some((FrameKind::Condition, "Even if")));
        check("He asked whether the quay was safe.", SAFE, Some((FrameKind::Question, "whether")));
        check(
            "He accused the port of hiding the cracks.",
            "hiding the cracks",
            Some((FrameKind::Accusation, "accused the port of")),
        );
        check("If asked, the guards say that the quay was safe.", SAFE, None);
    }

    #[test]
    fn verdicts_after() {
        use FrameKind::Denial;
        check("That the quay was safe is a lie.", SAFE, Some((Denial, "is a lie")));
        check("They wrote: “The quay was safe.” That is not true.", SAFE, Some((Denial, "That is not true")));
        check("They wrote that the quay was safe. It was wrong to believe them.", SAFE, None);
        check("They wrote that the quay was safe. That is true.", SAFE, None);
    }
}
