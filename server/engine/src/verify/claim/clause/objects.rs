//! Does the source have the claim's objects, and as many of them?

use super::pair::{Fit, Pair};
use super::scene::{Scene, Slot};
use crate::clauses::ClauseKind;
use crate::lexicon::{ASYMMETRIC_CONNECTORS, FRACTION_NOUNS, TURNING_MODIFIERS};
use crate::verify::claim::meaning::{Link, link};
use crate::verify::claim::token::Kind;

impl Pair<'_> {
    /// The objects and complements, each of which the source must have as one.
    pub(super) fn objects(&self, fit: &mut Fit, done: &mut [bool]) -> Option<()> {
        let scene = &self.claim.scene;
        let clause = scene.sentence.clauses.get(self.ours)?;
        let verb = scene.verb(self.ours)?;
        let subject = scene.sentence.subjects(self.ours).first().map(|&group| scene.head(group));
        for part in clause.parts.iter().filter(|part| part.preposition.is_none()) {
            let Some(group) = part.group else { continue };
            let Some(found) = scene.sentence.groups.get(group) else { continue };
            if found.is_time {
                continue;
            }
            if part.word < verb.words.start && clause.verb.is_some() {
                for at in scene.words_of(group) {
                    done[at] = true;
                }
                fit.aside.push((group, subject?));
                continue;
            }
            let head = scene.head(group);
            if self.our_token(head).is_none_or(|token| !token.is_content()) || self.claim.is_light(head) {
                continue;
            }
            let theirs = (0..self.source.tokens.len())
                .find(|&at| self.is_word(head, at) && self.may_be_object(at) && self.has_alike(group, at));
            let theirs = theirs.filter(|&at| self.has_relation(head, at) && !self.is_part(group, at))?;
            fit.settle(&self.claim.scene, head, theirs);
            done[head] = true;
            fit.mapped += 1;
        }
        Some(())
    }

    /// Whether a word of the source stands where an object of the claim's verb may.
    pub(super) fn may_be_object(&self, at: usize) -> bool {
        let place = self.source.places[at];
        let is_of_clause = place.clause == self.theirs;
        let is_subject = place.clause == self.theirs && place.slot == Slot::Subject;
        let is_patient_subject = self.is_turned() && !self.claim.scene.is_passive(self.ours);
        // What a preposition leads is the object of a verb that has no other (`listened to`), never where it comes from.
        let is_led = match place.slot {
            Slot::Oblique(preposition) => {
                let tells =
                    self.source.token(preposition).is_some_and(|token| ASYMMETRIC_CONNECTORS.has(&token.folded));
                tells || has_object(self.source, self.theirs)
            }
            _ => false,
        };
        match is_patient_subject {
            // "The hull was built by Berg, and the deck by Dahl": what is done to the deck is not done to the hull.
            true if self.has_own_patient() => is_of_clause && matches!(place.slot, Slot::Subject | Slot::Object),
            true => is_subject || self.is_subject_of_parent(at),
            false => is_of_clause && !is_subject && !is_led,
        }
    }

    /// Whether the source's clause is a part without a verb that names another thing than the clause whose verb it shares.
    fn has_own_patient(&self) -> bool {
        let clause = self.source.sentence.clauses.get(self.theirs);
        clause.is_some_and(|clause| {
            clause.kind == ClauseKind::Gapped && clause.parts.iter().any(|part| part.preposition.is_none())
        })
    }

    /// Whether a word of the source is of the subject that the clause shares.
    fn is_subject_of_parent(&self, at: usize) -> bool {
        self.source.sentence.subjects(self.theirs).iter().any(|&group| self.source.words_of(group).contains(&at))
    }

    /// Whether a word of the source only says of what something is (`parts of the crane`), and the claim has the whole. What stands
    /// before a name says what that is.
    fn is_part(&self, ours: usize, at: usize) -> bool {
        let groups = &self.source.sentence.groups;
        let theirs = groups.iter().position(|group| group.words.contains(&at));
        let whole = theirs.and_then(|theirs| groups.iter().find(|group| group.of == Some(theirs)));
        let is_noun = self.source.token(at).is_some_and(|token| !token.is_name);
        let is_dropped = |head: usize| {
            let is_counting = self
                .source
                .token(head)
                .is_some_and(|token| token.kind == Kind::Number && !FRACTION_NOUNS.has(&token.folded));
            !is_counting && !self.claim.scene.words_of(ours).into_iter().any(|word| self.is_word(word, head))
        };
        is_noun && whole.is_some_and(|whole| is_dropped(whole.head))
    }

    fn has_alike(&self, ours: usize, at: usize) -> bool {
        let theirs = self.source.sentence.groups.iter().position(|group| group.words.contains(&at));
        theirs.is_none_or(|theirs| self.has_quantity(ours, theirs))
    }

    /// Whether two groups speak of as many, and of the same kind of thing: not of some for all, not of former ones.
    pub(super) fn has_quantity(&self, ours: usize, theirs: usize) -> bool {
        let (a, b) = (quantity(&self.claim.scene, ours), quantity(self.source, theirs));
        let is_same = a == b || a.is_empty() && b == ["all"];
        let has = |word: &str| {
            self.claim.scene.words_of(ours).iter().any(|&at| self.claim.scene.sentence.words[at].folded == word)
        };
        let turns = self.source.words_of(theirs).into_iter().any(|at| {
            let word = &self.source.sentence.words[at].folded;
            TURNING_MODIFIERS.has(word) && !has(word)
        });
        is_same && !turns && !self.is_of_other_kind(ours, theirs)
    }

    /// Whether a word of the source's group can't be so with one of the claim's that the group is without: the western half is not the
    /// eastern one.
    fn is_of_other_kind(&self, ours: usize, theirs: usize) -> bool {
        let whole = self.source.sentence.groups.iter().position(|group| group.of == Some(theirs));
        let (own, others) = (self.claim.scene.words_of(ours), self.source.words_of(whole.unwrap_or(theirs)));
        let excludes = |a: usize, b: usize| {
            let pair = self.our_token(a).zip(self.source.token(b));
            pair.is_some_and(|(a, b)| matches!(link(a, b), Some((Link::Exclusive | Link::Opposite, _))))
        };
        own.into_iter().any(|a| others.iter().any(|&b| excludes(a, b)) && !others.iter().any(|&b| self.is_word(a, b)))
    }
}

/// Whether a clause has an object or a complement.
pub(super) fn has_object(scene: &Scene, clause: usize) -> bool {
    scene.places.iter().any(|place| place.clause == clause && place.slot == Slot::Object)
}

/// How many a group speaks of, by the classes of its words.
pub(super) fn quantity(scene: &Scene, group: usize) -> Vec<&'static str> {
    let mut classes: Vec<&'static str> = scene
        .words_of(group)
        .into_iter()
        .filter_map(|at| match scene.token(at)?.kind {
            Kind::Quantifier(class) => Some(class),
            Kind::Negation => Some("no"),
            _ => None,
        })
        .collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}
