//! What a comma, a joining word or another mark parts, decided by the stretch after it.

use super::super::forms::Form;
use super::super::groups::verb_group;
use super::super::words::Tag;
use super::super::{Clause, ClauseKind};
use super::Parser;
use super::ahead::{Ahead, FAR, is_finite};
use crate::lexicon::SPEECH_VERBS;

impl Parser {
    /// The clause that a sentence-like stretch after a mark depends on: none of its own.
    pub(super) fn restart(&mut self, at: usize) {
        if at + 1 < self.sentence.words.len() && self.bracket.is_none() {
            self.open(ClauseKind::Main, None, at + 1);
            self.last = None;
            self.is_joined = false;
        }
    }

    pub(super) fn semicolon(&mut self, at: usize) {
        let ahead = self.ahead(at + 1);
        let base = self.base();
        if ahead.finite.is_none() && (ahead.number.is_some() || ahead.has_nominal) && self.bracket.is_none() {
            self.open(ClauseKind::Gapped, Some(base), at + 1);
        } else {
            let kind = if self.bracket.is_some() { ClauseKind::Bracket } else { ClauseKind::Main };
            let (parent, antecedent) = match self.bracket {
                Some(_) => (self.sentence.clauses[self.current].parent, self.sentence.clauses[self.current].antecedent),
                None => (None, None),
            };
            self.open(kind, parent, at + 1);
            self.clause().antecedent = antecedent;
        }
        self.last = None;
        self.is_joined = false;
    }

    pub(super) fn colon(&mut self, at: usize) {
        // A label stands before the colon, or a clause that what follows spells out: members that only have a name.
        let ahead = self.ahead(at + 1);
        let base = self.base();
        if ahead.finite.is_some() {
            self.open(ClauseKind::Main, None, at + 1);
        } else if self.has_verb(base) && self.bracket.is_none() {
            self.open(ClauseKind::Gapped, Some(base), at + 1);
        }
        self.last = None;
    }

    pub(super) fn open_bracket(&mut self, at: usize) {
        if self.bracket.is_some() {
            return;
        }
        let back = self.current;
        let antecedent = self.last;
        self.bracket = Some(back);
        self.open(ClauseKind::Bracket, Some(back), at + 1);
        self.clause().antecedent = antecedent;
        self.is_joined = false;
    }

    pub(super) fn close_bracket(&mut self) {
        if let Some(back) = self.bracket.take() {
            let antecedent = self.sentence.clauses[self.current].antecedent;
            self.current = back;
            self.last = antecedent;
            self.preposition = None;
            self.is_joined = false;
        }
    }

    pub(super) fn comma(&mut self, at: usize) {
        let ahead = self.ahead(at + 1);
        let starts_joined = self.sentence.words.get(at + 1).is_some_and(|word| word.tag == Tag::Coordinator);
        if starts_joined {
            return;
        }
        self.part(at, &ahead, false);
    }

    pub(super) fn join(&mut self, at: usize) -> usize {
        let ahead = self.ahead(at + 1);
        // "fish and chips", "two or three": inside a stretch of nouns it joins groups.
        self.part(at, &ahead, true);
        self.is_joined = true;
        at + 1
    }

    /// Decides what the comma or the joining word at `at` parts.
    pub(super) fn part(&mut self, at: usize, ahead: &Ahead, is_joining: bool) {
        let next = at + 1;
        self.is_joined = true;
        let base = self.base();
        match ahead.finite {
            Some(verb) if ahead.has_subject => self.part_clause(next, verb, is_joining),
            Some(verb) => self.part_verb(next, verb, ahead, is_joining, base),
            None if ahead.begins_with_participle => self.part_participle(next, is_joining, base),
            None if ahead.number.is_some() => self.part_figure(next, ahead, is_joining, base),
            None => {
                let is_phrase = matches!(ahead.first, Some(Tag::Preposition));
                if is_phrase && is_joining {
                    return;
                }
                if !is_joining {
                    self.preposition = None;
                }
            }
        }
    }

    /// What follows is a clause with a subject.
    pub(super) fn part_clause(&mut self, next: usize, verb: usize, is_joining: bool) {
        let is_empty = |clause: &Clause| clause.verb.is_none() && clause.kind != ClauseKind::Gapped;
        let current = self.current;
        if is_empty(&self.sentence.clauses[current]) {
            // Subjects are joined, or what opened the sentence has ended.
            if !is_joining && !self.sentence.clauses[current].subjects.is_empty() && self.is_saying(verb) {
                self.open(ClauseKind::Main, None, next);
            }
            return;
        }
        if let Some(outer) = self.waiting(current, false) {
            self.resume(outer);
            return;
        }
        let said = self.is_saying(verb) && !is_joining && self.ends_with_saying(verb);
        let root = self.root(current);
        let kind = ClauseKind::Main;
        let parent = if said { None } else { Some(root) };
        let opened = self.open(kind, parent, next);
        if said {
            self.sentence.clauses[root].said_by = Some(opened);
        }
        self.last = None;
        self.is_joined = false;
    }

    /// What follows is a finite verb without a subject of its own.
    pub(super) fn part_verb(&mut self, next: usize, verb: usize, ahead: &Ahead, is_joining: bool, base: usize) {
        if let Some(outer) = self.waiting(self.current, true) {
            if self.is_ambiguous(verb) && !is_joining && self.is_followed_by_verb(ahead) {
                let antecedent = self.last;
                self.open(ClauseKind::Participle, Some(outer), next);
                self.clause().antecedent = antecedent;
            } else {
                self.resume(outer);
            }
            return;
        }
        if self.is_ambiguous(verb) && !is_joining && ahead.begins_with_participle {
            self.part_participle(next, false, base);
            return;
        }
        if !ahead.begins_with_participle
            && ahead.number.is_some_and(|number| number < verb)
            && !is_joining
            && ahead.first != Some(Tag::Number)
        {
            return;
        }
        let from = if self.has_verb(self.current) { self.current } else { base };
        self.open(ClauseKind::Coordinate, Some(from), next);
    }

    pub(super) fn part_participle(&mut self, next: usize, is_joining: bool, base: usize) {
        let current = self.current;
        if is_joining && matches!(self.sentence.clauses[current].kind, ClauseKind::Participle) {
            let (parent, antecedent) =
                (self.sentence.clauses[current].parent, self.sentence.clauses[current].antecedent);
            self.open(ClauseKind::Participle, parent, next);
            self.clause().antecedent = antecedent;
            return;
        }
        if is_joining && self.has_verb(base) {
            // "were destroyed and swept away"
            self.open(ClauseKind::Coordinate, Some(base), next);
            return;
        }
        let from = base;
        let antecedent = if self.has_verb(from) { None } else { self.last };
        self.open(ClauseKind::Participle, Some(from), next);
        self.clause().antecedent = antecedent;
    }

    /// What follows has a figure and no verb.
    pub(super) fn part_figure(&mut self, next: usize, ahead: &Ahead, is_joining: bool, base: usize) {
        if self.bracket.is_some() || !self.has_verb(base) {
            return self.part_fragment(next, ahead, is_joining);
        }
        if ahead.begins_with_comparison {
            return;
        }
        let current = self.current;
        let is_waiting = self.sentence.clauses[current].kind == ClauseKind::Gapped && !self.has_number(current);
        if is_waiting || ahead.is_governed && !is_joining {
            return;
        }
        // Two numbers joined before the verb are two subjects.
        if !self.has_verb(self.current) && self.sentence.clauses[current].kind != ClauseKind::Gapped {
            return;
        }
        let from = if self.has_verb(current) { current } else { base };
        self.open(ClauseKind::Gapped, Some(from), next);
        self.last = None;
    }

    /// The same where no clause has a verb: `12 killed, 40 injured`, `Copper, €410m`.
    pub(super) fn part_fragment(&mut self, next: usize, ahead: &Ahead, is_joining: bool) {
        let current = self.current;
        if !self.has_number(current) || ahead.begins_with_comparison || (ahead.is_governed && !is_joining) {
            return;
        }
        let clause = &self.sentence.clauses[current];
        let is_subject = clause.verb.is_none() && clause.kind == ClauseKind::Main && self.finite_later(ahead.end);
        if is_subject {
            return;
        }
        let (kind, parent, antecedent) = match clause.kind {
            ClauseKind::Bracket => (ClauseKind::Bracket, clause.parent, clause.antecedent),
            ClauseKind::Gapped => (ClauseKind::Gapped, clause.parent, None),
            _ => (ClauseKind::Gapped, Some(current), None),
        };
        self.open(kind, parent, next);
        self.clause().antecedent = antecedent;
        self.last = None;
    }

    /// Whether the words from `from` on have a finite verb soon.
    pub(super) fn finite_later(&self, from: usize) -> bool {
        let rest = self.sentence.words.get(from..).unwrap_or_default();
        rest.iter()
            .take(FAR)
            .take_while(|word| !matches!(word.tag, Tag::Mark(';' | '(' | ')' | ':')))
            .any(|word| is_finite(word.tag))
    }

    pub(super) fn has_number(&self, clause: usize) -> bool {
        let clause = &self.sentence.clauses[clause];
        let groups = clause.parts.iter().filter_map(|part| part.group).chain(clause.subjects.iter().copied());
        groups.into_iter().any(|group| self.sentence.groups[group].number.is_some())
    }

    pub(super) fn is_saying(&self, verb: usize) -> bool {
        verb_group(&self.sentence.words, verb)
            .is_some_and(|group| SPEECH_VERBS.has(&self.sentence.words[group.main].lemma))
    }

    /// Whether nothing but the speaker and when he spoke comes after the verb.
    pub(super) fn ends_with_saying(&self, verb: usize) -> bool {
        let rest = self.sentence.words.get(verb + 1..).unwrap_or_default();
        let next = rest.iter().find(|word| word.tag != Tag::Adverb);
        next.is_none_or(|word| !matches!(word.tag, Tag::Subordinator | Tag::Number | Tag::Determiner | Tag::Noun))
    }

    pub(super) fn is_ambiguous(&self, verb: usize) -> bool {
        matches!(self.sentence.words[verb].tag, Tag::Verb(Form::PastOrParticiple | Form::Any))
    }

    /// Whether right after the stretch's end another finite verb follows without a subject.
    pub(super) fn is_followed_by_verb(&self, ahead: &Ahead) -> bool {
        let words = &self.sentence.words;
        words.get(ahead.end).is_some_and(|word| matches!(word.tag, Tag::Mark(',' | '—')))
            && self.ahead(ahead.end + 1).finite.is_some_and(|_| !self.ahead(ahead.end + 1).has_subject)
    }
}
