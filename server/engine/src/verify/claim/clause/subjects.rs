//! Do two clauses speak of the same subject?

use super::pair::Pair;
use super::scene::Scene;
use crate::clauses::{ClauseKind, Group, Part, Tag, Word};
use crate::lexicon::{ANAPHORIC_BODIES, ANAPHORS};
use crate::verify::claim::token::Token;

impl Pair<'_> {
    /// Whether each subject of the claim's clause is one of the source's.
    pub(super) fn has_subjects(&self) -> bool {
        let ours = self.claim.scene.sentence.subjects(self.ours);
        let theirs = self.subject_candidates();
        !ours.is_empty() && ours.iter().all(|&a| theirs.iter().any(|&b| self.is_subject(a, b)))
    }

    /// The groups of the source's clause that stand where the claim's subject does.
    pub(super) fn subject_candidates(&self) -> Vec<usize> {
        let parts = || self.source.sentence.clauses[self.theirs].parts.iter();
        let Some(clause) = self.source.sentence.clauses.get(self.theirs) else { return Vec::new() };
        let verb = clause.verb.as_ref().map_or(usize::MAX, |verb| verb.words.start);
        // `A second ferry, the Orla, will …` names its subject twice.
        let beside = clause.parts.iter().filter(|part| part.preposition.is_none() && part.word < verb);
        let beside = beside.filter_map(|part| part.group).filter(|&group| !self.source.sentence.groups[group].is_time);
        match (self.is_turned(), self.claim.scene.is_passive(self.ours)) {
            (false, _) => {
                let own = self.source.sentence.subjects(self.theirs).iter().copied();
                let is_taken_up = clause.kind == ClauseKind::Relative;
                let apposed = own.clone().filter(|_| is_taken_up).filter_map(|group| apposed(self.source, group));
                own.clone().chain(beside).chain(apposed).collect()
            }
            (true, true) => parts().filter(|part| part.preposition.is_none()).filter_map(|part| part.group).collect(),
            (true, false) => self.agent().and_then(|part| part.group).into_iter().collect(),
        }
    }

    /// Who did what the source's passive clause says: a second one is of a part that has no verb of its own ("the hull was built by Berg, the
    /// deck by Dahl").
    pub(super) fn agent(&self) -> Option<&Part> {
        let is_by = |at: usize| self.source.sentence.words.get(at).is_some_and(|word| word.folded == "by");
        self.source.sentence.clauses.get(self.theirs)?.parts.iter().find(|part| part.preposition.is_some_and(is_by))
    }

    /// Whether a group of the source names what a subject of the claim names.
    pub(super) fn is_subject(&self, ours: usize, theirs: usize) -> bool {
        let (a, b) = (self.claim.scene.head(ours), self.source.head(theirs));
        let (Some(ours_word), Some(theirs_word)) =
            (self.claim.scene.sentence.words.get(a), self.source.sentence.words.get(b))
        else {
            return false;
        };
        let is_before = |token: Option<&Token>, before: &[Token]| {
            token.is_some_and(|token| before.iter().any(|other| other.is_form_of(token)))
        };
        let takes_up = |word: &Word| ANAPHORS.has(&word.folded) || ANAPHORIC_BODIES.has(&word.folded);
        if takes_up(ours_word) {
            return takes_up(theirs_word)
                || is_before(self.source.token(b), &self.claim.scene.before)
                || self.is_word(a, b);
        }
        let in_group = self.source.sentence.groups.get(theirs).map_or(b..b + 1, |group| group.words.clone());
        let is_named = ours_word.tag == Tag::Name || self.our_token(a).is_some_and(|token| token.is_name);
        let numbers = |scene: &Scene, group: usize| scene.sentence.groups.get(group).and_then(|group| group.number);
        let is_counted = numbers(&self.claim.scene, ours) == Some(a)
            && numbers(self.source, theirs).is_some_and(|number| self.is_word(a, number));
        let is_it = self.is_word(a, b)
            || is_counted
            || is_named
                && in_group
                    .into_iter()
                    .any(|at| self.is_word(a, at) && self.source.sentence.words[at].tag == Tag::Name)
            || takes_up(theirs_word) && is_before(self.our_token(a), &self.source.before);
        is_it && self.has_quantity(ours, theirs) && !self.is_alternative(theirs)
    }

    /// Whether a group of the source is one of two of which it leaves open which (`Berg or the guild`), and the claim does not.
    fn is_alternative(&self, group: usize) -> bool {
        let Some(found) = self.source.sentence.groups.get(group) else { return false };
        let is_or = |at: usize| self.source.sentence.words.get(at).is_some_and(|word| word.folded == "or");
        let is_joined = found.words.start.checked_sub(1).is_some_and(is_or) || is_or(found.words.end);
        is_joined && !self.claim.scene.sentence.words.iter().any(|word| word.folded == "or")
    }
}

/// The name that a group stands beside in commas, or that stands beside a name so: of `Norga, the largest firm, which …` either.
fn apposed(scene: &Scene, group: usize) -> Option<usize> {
    let groups = &scene.sentence.groups;
    let whole = groups.iter().position(|other| other.of == Some(group)).unwrap_or(group);
    let found = groups.get(whole)?;
    let comma = found.words.start.checked_sub(1)?;
    scene.sentence.words.get(comma).filter(|word| word.tag == Tag::Mark(','))?;
    let is_named = |group: &Group| scene.sentence.words.get(group.head).is_some_and(|word| word.tag == Tag::Name);
    let before = groups.iter().position(|other| other.words.end == comma && other.clause == found.clause)?;
    (is_named(&groups[before]) != is_named(found)).then_some(before)
}
