//! May a word of the source stand for one of the claim where the two stand in their clauses?

use super::objects::has_object;
use super::pair::Pair;
use super::scene::{Scene, Slot};
use crate::verify::claim::meaning::{Link, is_telling, link};
use crate::verify::claim::token::Kind;

/// Prepositions that tell apart how a figure stands to what is said of it.
const RELATIONS: [&str; 9] = ["to", "from", "until", "till", "before", "after", "since", "under", "over"];

impl Pair<'_> {
    /// Whether a word of the source stands where one of the claim does, as far as that matters.
    pub(super) fn may_stand(&self, ours: usize, theirs: usize) -> bool {
        let (a, b) = (self.claim.scene.places[ours], self.source.places[theirs]);
        let in_clause = b.clause == self.theirs;
        let is_turned = self.is_turned();
        if in_clause && !is_turned {
            let crosses = (a.slot == Slot::Subject) != (b.slot == Slot::Subject);
            if crosses && matches!(b.slot, Slot::Subject | Slot::Object | Slot::Oblique(_)) {
                return false;
            }
            let is_led = matches!(a.slot, Slot::Oblique(_)) && b.slot == Slot::Object;
            if is_led && has_object(&self.claim.scene, self.ours) {
                return false;
            }
        }
        // What is said of who did it is said of no other: "built by Danish engineers for Dutch ones".
        let is_of_subject =
            || self.subject_candidates().into_iter().any(|group| self.source.words_of(group).contains(&theirs));
        if in_clause && is_turned && a.slot == Slot::Subject && !is_of_subject() {
            return false;
        }
        // Who did what a passive says: its agent is no other's goal or place.
        let is_by =
            |scene: &Scene, slot: Slot| matches!(slot, Slot::Oblique(at) if scene.sentence.words[at].folded == "by");
        if self.claim.scene.is_passive(self.ours) && is_by(&self.claim.scene, a.slot) {
            let is_its_agent =
                || matches!(b.slot, Slot::Oblique(at) if self.agent().is_some_and(|part| part.preposition == Some(at)));
            let is_agent = if is_turned { b.slot == Slot::Subject } else { is_its_agent() };
            if in_clause && !is_agent {
                return false;
            }
        }
        if let (Slot::Oblique(p), Slot::Oblique(q)) = (a.slot, b.slot)
            && let (Some(p), Some(q)) = (self.our_token(p), self.source.token(q))
            && matches!(link(p, q), Some((Link::Opposite, _)))
        {
            return false;
        }
        let is_strict = self.our_token(ours).is_some_and(|token| token.is_name || token.kind == Kind::Number);
        if is_strict && self.is_of_other_phrase(a.slot, b.slot) {
            return false;
        }
        // What a clause inside it or around it has is said of something else, but whom the clause takes up.
        let is_taken_up = || {
            let candidates = self.subject_candidates();
            let of =
                |group: &usize| self.source.sentence.groups.get(*group).is_some_and(|it| it.words.contains(&theirs));
            a.slot == Slot::Subject && candidates.iter().any(of)
        };
        !is_strict || in_clause || is_taken_up()
    }

    /// Whether two figures stand in the same relation to what is said of them: `to` for `to`, `by` for `by` or for nothing.
    pub(super) fn has_relation(&self, ours: usize, theirs: usize) -> bool {
        let relation = |scene: &Scene, at: usize| match scene.places[at].slot {
            Slot::Oblique(preposition) => match scene.sentence.words[preposition].folded.as_str() {
                word if RELATIONS.contains(&word) => word.to_owned(),
                _ => String::new(),
            },
            _ => String::new(),
        };
        scene_is_plain(&self.claim.scene, ours) || relation(&self.claim.scene, ours) == relation(self.source, theirs)
    }

    /// Whether a name of the claim stands in the source's clause, and nowhere where it may: in another's role.
    pub(super) fn is_misplaced(&self, at: usize) -> bool {
        // A subject may be taken up from another clause, by a pronoun; a phrase is of its clause.
        let is_subject = self.claim.scene.places[at].slot == Slot::Subject;
        let is_of_phrase = |place: Slot| matches!(place, Slot::Subject | Slot::Object | Slot::Oblique(_));
        let is_of_clause = |theirs: usize| {
            let place = self.source.places[theirs];
            place.clause == self.theirs || !is_subject && is_of_phrase(place.slot)
        };
        let is_here = |theirs: &usize| is_of_clause(*theirs) && self.is_word(at, *theirs);
        self.our_token(at).is_some_and(|token| token.is_name) && (0..self.source.tokens.len()).any(|at| is_here(&at))
    }

    /// Whether two names stand after different prepositions, and the source has another name after ours: a suit by one against the
    /// other is none by the other against the one.
    fn is_of_other_phrase(&self, ours: Slot, theirs: Slot) -> bool {
        let (Slot::Oblique(ours), Slot::Oblique(theirs)) = (ours, theirs) else { return false };
        let (claim, source) = (&self.claim.scene, self.source);
        let folded = &claim.sentence.words[ours].folded;
        let is_same_preposition = |at: usize| source.sentence.words[at].folded == *folded;
        let mut others = source.content().filter(|(_, token)| token.is_name);
        !is_same_preposition(theirs)
            && others
                .any(|(at, _)| matches!(source.places[at].slot, Slot::Oblique(other) if is_same_preposition(other)))
    }

    /// Whether a word is of an adjunct: an adverb of circumstance or a phrase with a preposition, none of which the source has and
    /// for which it has no other.
    pub(super) fn is_adjunct(&self, at: usize) -> bool {
        let scene = &self.claim.scene;
        let Slot::Oblique(preposition) = scene.places[at].slot else { return false };
        let is_of_phrase = |other: usize| scene.places[other].slot == Slot::Oblique(preposition);
        let is_whole = scene.content().filter(|(other, _)| is_of_phrase(*other)).all(|(other, token)| {
            !token.is_name
                && token.kind == Kind::Content
                && (0..self.source.tokens.len()).all(|theirs| !self.is_word(other, theirs))
        });
        let folded = &scene.sentence.words[preposition].folded;
        let has_other = self.source.places.iter().any(|place| {
            matches!(place.slot, Slot::Oblique(other) if self.source.sentence.words[other].folded == *folded)
                && place.clause == self.theirs
        });
        is_whole && !has_other && self.our_token(preposition).is_some_and(|token| !is_telling(token))
    }
}

/// Whether a word is no figure.
fn scene_is_plain(scene: &Scene, at: usize) -> bool {
    scene.figure(at).is_none()
}
