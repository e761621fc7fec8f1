//! Who says a quotation, by the sentence that it stands in: the verb of saying after it, before it, or around it, and the
//! subject of that verb.

use std::ops::Range;

use super::mention::{Kind, Mention};
use super::tokens::{Mark, Token};
use crate::lexicon::{
    ALLEGATIONS, BETWEEN_SUBJECT_AND_VERB, COORDINATORS, DETERMINERS, FORMS_OF_BE, PREPOSITIONS, QUESTION_WORDS,
    SAYING_WITHOUT_HEARER, SPEECH_VERBS, SUBORDINATORS,
};
use crate::names::is_calendar;
use crate::text::is_function_word;

/// A sentence as it is asked who speaks in it.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its mentions.
    pub mentions: &'a [Mention],
}

/// A speaker, and whether the sentence leaves no other reading.
#[derive(Clone, Copy, Debug)]
pub struct Speaker<'a> {
    /// Who speaks.
    pub mention: &'a Mention,
    /// Whether it is sure.
    pub is_sure: bool,
}

fn sure(mention: &Mention) -> Speaker<'_> {
    Speaker { mention, is_sure: true }
}

/// How many adverbs, auxiliaries and words of time may stand between a subject and its verb.
const MOST_BETWEEN: usize = 5;

impl<'a> Sentence<'a> {
    /// Who says the quotation that is token `at`.
    pub fn speaker(&self, at: usize) -> Option<Speaker<'a>> {
        // After a question or a cry the next sentence begins in the middle of this one.
        let is_cry = self.tokens.get(at + 1).is_some_and(|next| next.mark == Mark::Cry);
        let led_in = if is_cry && self.tokens[at].mark != Mark::None { self.before(at) } else { None };
        led_in
            .or_else(|| self.right_after(at))
            .or_else(|| self.before(at))
            .or_else(|| self.at_the_end(at))
            .or_else(|| self.colon(at))
    }

    /// Who the sentence says something of: the subject of its last verb of saying, else of the sentence.
    pub fn topic(&self) -> Option<Speaker<'a>> {
        let verbs = (0..self.tokens.len()).rev().filter(|&at| self.is_saying(at));
        verbs.filter_map(|verb| self.subject(verb)).map(sure).next().or_else(|| {
            let mention = self.first_subject(self.tokens.len())?;
            Some(Speaker { mention, is_sure: false })
        })
    }

    /// Who passes the words on beside the one who says them: `“…,” Dahl said, according to the Harbour Post`.
    pub fn reporter(&self) -> Option<&'a Mention> {
        let according =
            (0..self.tokens.len()).find(|&at| self.folded(at) == "according" && self.folded(at + 1) == "to")?;
        self.starting_at(according + 2)
    }

    /// The tokens that a sentence gives as what somebody says: `Dahl said that …`, `according to Dahl, …`, `…, Dahl said`. `None`
    /// where all of it is the text's own.
    pub fn told(&self) -> Option<Range<usize>> {
        let end = self.tokens.len();
        for at in 0..end {
            if self.folded(at) == "according" && self.folded(at + 1) == "to" {
                let speaker = self.starting_at(at + 2)?;
                return if self.tokens[at].mark == Mark::Comma {
                    Some(0..at)
                } else {
                    self.behind_comma(speaker.tokens.end).map(|start| start..end)
                };
            }
            if !self.is_saying(at) {
                continue;
            }
            if let Some(subject) = self.subject(at).filter(|subject| subject.tokens.end <= at) {
                let that = (at + 1..end.min(at + 2 + MOST_BETWEEN)).find(|&that| self.folded(that) == "that");
                let is_open = |that: usize| (at + 1..=that).all(|word| self.tokens[word].mark == Mark::None);
                if let Some(that) = that.filter(|&that| is_open(that) && that + 1 < end) {
                    return Some(that + 1..end);
                }
                let is_behind = self.tokens[subject.tokens.start].mark == Mark::Comma;
                if is_behind && (at + 1..end).all(|rest| self.is_of_day(rest)) {
                    return Some(0..subject.tokens.start);
                }
            }
            let is_turned = self.tokens[at].mark == Mark::Comma && !is_participle(self.folded(at));
            if is_turned && self.starting_at(at + 1).is_some() {
                return Some(0..at);
            }
        }
        None
    }

    /// The token behind the comma that ends a group with what is said of it in commas.
    fn behind_comma(&self, from: usize) -> Option<usize> {
        let comma = |from: usize| (from..self.tokens.len()).find(|&at| self.tokens[at].mark == Mark::Comma);
        let first = comma(from)?;
        let is_apposed = |&second: &usize| {
            let mut within = self.mentions.iter().filter(|mention| first <= mention.tokens.start);
            within.any(|mention| mention.tokens.end == second)
        };
        comma(first + 1).filter(is_apposed).or(Some(first))
    }

    fn is_of_day(&self, at: usize) -> bool {
        is_adverb(self.folded(at)) || is_calendar(self.folded(at)) || self.is_of_time(at)
    }

    /// `“…,” said Dahl`, `“…,” Dahl said`, `“…,” according to Dahl`.
    fn right_after(&self, at: usize) -> Option<Speaker<'a>> {
        let next = at + 1;
        let token = self.tokens.get(next).filter(|token| !token.is_quotation && token.mark < Mark::Colon)?;
        if token.folded == "according" && self.folded(next + 1) == "to" {
            return self.starting_at(next + 2).map(sure);
        }
        if self.is_saying(next) && !is_participle(&token.folded) {
            return self.starting_at(next + 1).map(sure);
        }
        let mention = self.starting_at(next)?;
        let end = (mention.tokens.end..self.tokens.len()).find(|&at| self.tokens[at].is_quotation);
        let verbs = mention.tokens.end..end.unwrap_or(self.tokens.len());
        let is_subject = |&verb: &usize| {
            let subject = self.subject(verb).filter(|_| self.is_saying(verb));
            subject.is_some_and(|found| found.tokens == mention.tokens || found.is_joint && mention.is_joint)
        };
        let verb = verbs.clone().find(is_subject).or_else(|| self.verb_at_the_end(verbs, mention));
        verb.map(|_| sure(mention))
    }

    /// The verb of saying of a sentence that ends with it, where a name with what is said of it in commas is all that stands before:
    /// `“…,” Mira Dahl, master of the harbour and one of the authors, said.`
    fn verb_at_the_end(&self, mut rest: Range<usize>, mention: &Mention) -> Option<usize> {
        let verb = rest.clone().rev().find(|&at| self.is_saying(at))?;
        let is_last = (verb + 1..rest.end).all(|at| self.is_of_day(at));
        let is_apposed = mention.kind == Kind::Named && self.tokens.get(rest.start)?.mark == Mark::Comma;
        let is_clause =
            rest.any(|at| at != verb && (self.is_saying(at) || matches!(self.folded(at), "who" | "whose" | "which")));
        (is_last && is_apposed && !is_clause && !is_participle(self.folded(verb))).then_some(verb)
    }

    /// `Dahl said: “…”`, `according to Dahl, “…”`, `Dahl called it “…”`.
    fn before(&self, at: usize) -> Option<Speaker<'a>> {
        let mut is_sure = true;
        for verb in (0..at).rev() {
            if self.tokens[verb].folded == "according" && self.folded(verb + 1) == "to" {
                return self.starting_at(verb + 2).map(|mention| Speaker { mention, is_sure });
            }
            if !self.is_saying(verb) {
                continue;
            }
            if let Some(mention) = self.subject(verb) {
                return Some(Speaker { mention, is_sure });
            }
            is_sure = false;
        }
        None
    }

    /// `… “a gift” to the town, said Dahl.`
    fn at_the_end(&self, at: usize) -> Option<Speaker<'a>> {
        let verb = (at + 1..self.tokens.len()).find(|&at| self.is_saying(at) || self.folded(at) == "according")?;
        let is_tail = |start: usize| self.tokens[start].mark == Mark::Comma;
        if self.folded(verb) == "according" {
            return self.starting_at(verb + 2).filter(|_| is_tail(verb)).map(sure);
        }
        if is_tail(verb) && !is_participle(self.folded(verb)) {
            return self.starting_at(verb + 1).map(sure);
        }
        self.subject(verb).filter(|mention| is_tail(mention.tokens.start)).map(sure)
    }

    /// `Dahl: “…”`, `Dahl was blunt: “…”`.
    fn colon(&self, at: usize) -> Option<Speaker<'a>> {
        if self.tokens[at].mark != Mark::Colon {
            return None;
        }
        self.first_subject(at).map(sure)
    }

    fn folded(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.folded.as_str())
    }

    fn starting_at(&self, at: usize) -> Option<&'a Mention> {
        self.mentions.iter().find(|mention| mention.tokens.start == at && self.is_joined(at, mention))
    }

    /// Whether a group that begins at `at` is not cut from what is before it, unless that is a quotation.
    fn is_joined(&self, at: usize, mention: &Mention) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        token.mark <= Mark::Cry && !mention.tokens.is_empty()
    }

    /// Whether a token is a verb of saying, as far as the word before it tells.
    fn is_saying(&self, at: usize) -> bool {
        let word = self.folded(at);
        if !(SPEECH_VERBS.has(word) || ALLEGATIONS.has(word) || QUESTION_WORDS.has(word)) {
            return false;
        }
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else { return true };
        if self.tokens[at].mark != Mark::None || before.is_quotation {
            return true;
        }
        let is_noun = DETERMINERS.has(&before.folded) && !matches!(before.folded.as_str(), "both" | "all")
            || before.is_possessive
            || PREPOSITIONS.has(&before.folded) && before.folded != "to" && !is_participle(word);
        !is_noun
    }

    /// The subject of the verb of saying at `verb`.
    fn subject(&self, verb: usize) -> Option<&'a Mention> {
        let word = self.folded(verb);
        // Who "is quoted by the paper responding" speaks, not the paper.
        let is_quoted = |&at: &usize| matches!(self.folded(at), "quoted" | "cited") && self.is_passive(at);
        let quoted = if is_participle(word) { (0..verb).rev().find(is_quoted) } else { Some(verb).filter(is_quoted) };
        if let Some(quoted) = quoted {
            return self.first_subject(quoted);
        }
        if self.is_passive(verb) {
            return self.agent(verb);
        }
        let last = self.before_adverbs(verb)?;
        let before = self.folded(last);
        if before == "as" {
            return self.ending_at(last).or_else(|| self.first_subject(last));
        }
        if matches!(before, "who" | "which" | "that") {
            return self.mentions.iter().rev().find(|mention| mention.tokens.end == last).or_else(|| {
                let found = self.mentions.iter().rev().find(|mention| mention.tokens.end <= last);
                found.filter(|_| before != "that")
            });
        }
        let is_adjacent = self.tokens[last + 1].mark == Mark::None;
        if is_adjacent && let Some(found) = self.ending_at(last + 1) {
            return if found.is_prep { self.owner_of(found) } else { Some(found) };
        }
        if before == "to"
            || COORDINATORS.has(before)
            || SUBORDINATORS.has(before)
            || PREPOSITIONS.has(before)
            || before == "then"
        {
            return self.first_subject(verb);
        }
        if is_participle(word) {
            return self.first_subject(verb);
        }
        if !is_adjacent {
            return self.before_apposition(verb).or_else(|| self.starting_at(verb + 1).filter(|_| !is_to_hearer(word)));
        }
        // A group that ends in other words: `the head of the strike committee in Orrin said`.
        let found = self.mentions.iter().rev().find(|mention| mention.tokens.end <= last + 1)?;
        let is_one =
            (found.tokens.end..=last).all(|at| self.tokens[at].mark == Mark::None && !self.tokens[at].is_quotation);
        let owner = if found.is_prep { self.owner_of(found)? } else { found };
        let is_clause = (owner.tokens.end..=last).any(|at| self.is_saying(at) || self.folded(at).ends_with("ed"));
        // "The Varn result did not suggest": it is the result that does not.
        let is_attribute = found.tokens.end <= last && !is_function_word(self.folded(found.tokens.end));
        (is_one && !is_clause && !is_attribute && last - owner.tokens.end < MOST_BETWEEN * 2).then_some(owner)
    }

    /// The mention whose group ends at `end`.
    fn ending_at(&self, end: usize) -> Option<&'a Mention> {
        self.mentions.iter().rev().find(|mention| mention.tokens.end == end)
    }

    /// The group that a group with a preposition hangs on: `a spokesman` of `for the ministry`; of one that begins its clause
    /// there is none.
    fn owner_of(&self, hanging: &Mention) -> Option<&'a Mention> {
        let before = self.mentions.iter().rev().filter(|mention| mention.tokens.end <= hanging.tokens.start);
        for mention in before {
            let is_cut = (mention.tokens.end..hanging.tokens.start)
                .any(|at| self.tokens[at].mark != Mark::None || self.tokens[at].is_quotation || self.is_saying(at))
                || self.tokens[hanging.tokens.start].mark != Mark::None;
            if is_cut {
                return None;
            }
            if !mention.is_prep {
                return Some(mention);
            }
        }
        None
    }

    /// The token before a verb and its adverbs, auxiliaries and words of time.
    fn before_adverbs(&self, verb: usize) -> Option<usize> {
        let mut at = verb.checked_sub(1)?;
        for _ in 0..MOST_BETWEEN {
            let token = &self.tokens[at];
            let is_between = !token.is_quotation
                && self.tokens[at + 1].mark == Mark::None
                && self.ending_at(at + 1).is_none()
                && (is_adverb(&token.folded) || is_calendar(&token.folded) || self.is_of_time(at));
            if !is_between {
                break;
            }
            at = at.checked_sub(1)?;
        }
        Some(at)
    }

    /// Whether a preposition belongs to a day: `on Monday`.
    fn is_of_time(&self, at: usize) -> bool {
        matches!(self.folded(at), "on" | "in" | "late" | "early") && is_calendar(self.folded(at + 1))
    }

    /// Whether the verb is in the passive: its subject is spoken to or of.
    fn is_passive(&self, verb: usize) -> bool {
        let Some(before) = verb.checked_sub(1) else { return false };
        let word = self.folded(verb);
        let is_past = !is_participle(word) && !word.ends_with('s');
        let at = if is_adverb(self.folded(before)) && !FORMS_OF_BE.has(self.folded(before)) {
            before.checked_sub(1)
        } else {
            Some(before)
        };
        is_past && at.is_some_and(|at| FORMS_OF_BE.has(self.folded(at)))
    }

    /// Who does what a passive says: `was called … by Dahl`.
    fn agent(&self, verb: usize) -> Option<&'a Mention> {
        let by = (verb + 1..self.tokens.len().min(verb + 6)).find(|&at| self.folded(at) == "by")?;
        self.starting_at(by + 1)
    }

    /// The subject before a group or a clause in commas: `Mira Dahl, the harbour master, said`.
    fn before_apposition(&self, verb: usize) -> Option<&'a Mention> {
        let start = (0..verb).rev().find(|&at| self.tokens[at].is_quotation || self.tokens[at].mark == Mark::Semicolon);
        let mut from = start.map_or(0, |start| if self.tokens[start].is_quotation { start + 1 } else { start });
        let mut subject = None;
        while from < verb {
            let end = (from + 1..verb).find(|&at| self.tokens[at].mark != Mark::None).unwrap_or(verb);
            let opens = COORDINATORS.has(self.folded(from)) || SUBORDINATORS.has(self.folded(from));
            let whole = self.whole(if opens { from + 1 } else { from }, end).filter(|_| end < verb);
            // A new clause has a subject of its own; what follows a subject in commas is said of it.
            subject = if opens { whole.or(subject) } else { subject.or(whole) };
            from = end;
        }
        subject
    }

    /// The mention that a stretch between commas is, with what hangs on it.
    fn whole(&self, from: usize, end: usize) -> Option<&'a Mention> {
        let mention = self.mentions.iter().find(|mention| mention.tokens.start == from && !mention.is_prep)?;
        let mut rest = mention.tokens.end..end;
        let hangs = rest.is_empty() || PREPOSITIONS.has(self.folded(rest.start)) || self.folded(rest.start) == "who";
        let is_who = self.folded(rest.start) == "who";
        let is_clause = |at: usize| self.is_saying(at) || self.folded(at).ends_with("ed");
        (hangs && (is_who || !rest.any(is_clause))).then_some(mention)
    }

    /// The first mention of the sentence before a token that hangs on no preposition.
    fn first_subject(&self, before: usize) -> Option<&'a Mention> {
        let is_subject =
            |mention: &&Mention| mention.tokens.end <= before && !mention.is_prep && mention.kind != Kind::Document;
        self.mentions
            .iter()
            .find(is_subject)
            .or_else(|| self.mentions.iter().find(|mention| mention.tokens.end <= before && !mention.is_prep))
    }
}

fn is_participle(word: &str) -> bool {
    word.ends_with("ing")
}

/// Whether a verb has the hearer as its object, so that a name right after it is no subject.
fn is_to_hearer(word: &str) -> bool {
    !SAYING_WITHOUT_HEARER.has(word)
}

/// Whether a word can stand between a subject and its verb.
fn is_adverb(word: &str) -> bool {
    BETWEEN_SUBJECT_AND_VERB.has(word) || FORMS_OF_BE.has(word) || word.ends_with("ly")
}
