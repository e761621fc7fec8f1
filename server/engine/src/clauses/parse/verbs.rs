//! Verbs: the clause that they are of, and clauses that begin with one.

use super::super::forms::Form;
use super::super::groups::verb_group;
use super::super::words::Tag;
use super::super::{ClauseKind, VerbGroup};
use super::Parser;
use crate::lexicon::SPEECH_VERBS;

impl Parser {
    pub(super) fn verb(&mut self, at: usize) -> usize {
        let Some(group) = verb_group(&self.sentence.words, at) else {
            // A modal or `to` without a verb.
            self.extend(at);
            return at + 1;
        };
        let end = group.words.end.max(at + 1);
        self.preposition = None;
        let form = self.sentence.words[group.main].tag;
        let is_first_ambiguous =
            matches!(self.sentence.words[at].tag, Tag::Verb(Form::PastOrParticiple | Form::Any)) && group.main == at;
        if group.is_finite {
            self.finite(at, group, is_first_ambiguous);
        } else {
            self.non_finite(at, group, form);
        }
        self.extend(end - 1);
        self.last = None;
        self.is_joined = false;
        end
    }

    pub(super) fn finite(&mut self, at: usize, group: VerbGroup, is_ambiguous: bool) {
        let current = self.current;
        let clause = &self.sentence.clauses[current];
        let has_subject =
            !clause.subjects.is_empty() || clause.kind == ClauseKind::Relative || clause.kind == ClauseKind::Coordinate;
        if clause.verb.is_none() && clause.kind != ClauseKind::Gapped && clause.kind != ClauseKind::Bracket {
            let is_reduced = is_ambiguous
                && has_subject
                && clause.kind != ClauseKind::Coordinate
                && self.may_be_reduced(at)
                && self.has_verb_later(at + 1);
            if is_reduced {
                let antecedent = self.last;
                self.open(ClauseKind::Participle, Some(current), at);
                self.clause().antecedent = antecedent;
            }
            self.clause().verb = Some(group);
            return;
        }
        if let Some(outer) = self.waiting(current, true) {
            self.resume(outer);
            self.clause().verb = Some(group);
            return;
        }
        if clause.kind == ClauseKind::Gapped && clause.verb.is_none() {
            // "… and 1,100 damaged by the flood", or a clause that was not foreseen.
            if is_ambiguous && self.has_number(current) {
                self.clause().verb = Some(VerbGroup { is_passive: true, ..group });
            } else {
                self.promote_gapped(current, group);
            }
            return;
        }
        // A group right before the verb, with no preposition, is its subject: "he said prices fell".
        let object = clause
            .parts
            .last()
            .filter(|part| part.preposition.is_none() && !part.is_fronted)
            .and_then(|part| part.group);
        let is_subject =
            object.is_some_and(|object| self.last == Some(object) && !self.sentence.groups[object].is_time);
        if let (true, Some(object), false) = (is_subject, object, is_ambiguous) {
            let start = self.sentence.groups[object].words.start;
            self.clause().parts.pop();
            let opened = self.open(ClauseKind::Complement, Some(current), start);
            self.sentence.groups[object].clause = opened;
            let clause = self.clause();
            clause.subjects.push(object);
            clause.verb = Some(group);
            return;
        }
        let kind = if is_ambiguous && self.last.is_some() { ClauseKind::Participle } else { ClauseKind::Coordinate };
        let antecedent = self.last.filter(|_| kind == ClauseKind::Participle);
        self.open(kind, Some(current), at);
        let clause = self.clause();
        clause.antecedent = antecedent;
        clause.verb = Some(group);
    }

    /// A clause taken for one without a verb has one after all.
    pub(super) fn promote_gapped(&mut self, clause: usize, group: VerbGroup) {
        let found = &mut self.sentence.clauses[clause];
        found.kind = ClauseKind::Main;
        if found.subjects.is_empty()
            && let Some(at) = found.parts.iter().position(|part| part.preposition.is_none() && part.group.is_some())
        {
            let part = found.parts.remove(at);
            found.subjects.extend(part.group);
        }
        found.verb = Some(group);
    }

    /// Whether a form at `at` may be a participle after its noun: it has no object, and tells nobody's words.
    pub(super) fn may_be_reduced(&self, at: usize) -> bool {
        let words = &self.sentence.words;
        let next = words.get(at + 1);
        let has_object = next.is_some_and(|next| next.tag.is_nominal());
        // "granted to farmers", but not "said on Monday".
        let is_spoken = SPEECH_VERBS.has(&words[at].folded)
            && !next.is_some_and(|next| matches!(next.folded.as_str(), "to" | "by"));
        !has_object && !is_spoken
    }

    pub(super) fn non_finite(&mut self, at: usize, group: VerbGroup, form: Tag) {
        let current = self.current;
        let is_empty = self.sentence.clauses[current].verb.is_none();
        let kind = self.sentence.clauses[current].kind;
        // A participle clause or a relative one that a comma opened has no verb yet.
        if is_empty && matches!(kind, ClauseKind::Participle | ClauseKind::Coordinate) {
            self.clause().verb = Some(group);
            return;
        }
        let has_subject = !self.sentence.clauses[current].subjects.is_empty();
        if is_empty && matches!(kind, ClauseKind::Gapped | ClauseKind::Bracket) {
            self.clause().verb = Some(group);
            return;
        }
        // In a title or a list: "12 killed".
        if is_empty && has_subject && matches!(form, Tag::Verb(Form::Participle)) && !self.finite_later(at + 1) {
            self.clause().verb = Some(VerbGroup { is_passive: true, ..group });
            return;
        }
        let antecedent = self.last;
        self.open(ClauseKind::Participle, Some(current), at);
        let clause = self.clause();
        clause.antecedent = antecedent;
        clause.verb = Some(group);
    }
}
