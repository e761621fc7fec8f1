//! One clause of a claim against one clause of a source: the same verb, the same parts in the same places?

use super::Claim;
use super::scene::{Scene, Slot};
use crate::clauses::{Clause, ClauseKind, Group, Part, Tag, VerbGroup, Word};
use crate::figures::{Agreement, Kind as FigureKind, compare};
use crate::lexicon::{
    ANAPHORIC_BODIES, ANAPHORS, APPROXIMATORS, ASYMMETRIC_CONNECTORS, CONDITIONS, FRACTION_NOUNS, MEASURE_VERBS,
    TIME_PREPOSITIONS, TURNING_MODIFIERS,
};
use crate::verify::claim::meaning::{Link, is_broader, is_telling, link};
use crate::verify::claim::token::{Kind, Token};

/// A clause of a claim and a clause of a source.
pub(super) struct Pair<'a> {
    pub claim: &'a Claim,
    pub source: &'a Scene,
    /// The claim's clause.
    pub ours: usize,
    /// The source's clause.
    pub theirs: usize,
    /// The clause of this sentence that stands for the one which the claim's clause depends on.
    pub outer: Option<usize>,
}

/// What a clause of the source has of a clause of the claim.
#[derive(Debug, Default)]
pub(super) struct Fit {
    /// How many words that name something it has.
    pub mapped: usize,
    /// The words that it has not.
    pub missing: Vec<usize>,
    /// The figures of the claim, each with the source's that bears it out.
    pub figures: Vec<(usize, usize)>,
    /// What stands beside the subject to say who that is, with the subject: they may be said elsewhere.
    pub aside: Vec<(usize, usize)>,
}

impl Pair<'_> {
    /// Whether an adverb of the source's clause says that it was not quite so, and none of the claim.
    fn is_approximate(&self) -> bool {
        let is_it = |token: &Token| APPROXIMATORS.has(&token.folded);
        let of_clause = (0..self.source.tokens.len()).filter(|&at| self.source.places[at].clause == self.theirs);
        let has = of_clause.into_iter().any(|at| self.source.token(at).is_some_and(is_it));
        has && !self.claim.scene.tokens.iter().flatten().any(is_it)
    }

    /// Whether what joins the claim's clause to the one before it joins the source's, too: not `because` for `although`.
    fn has_marker(&self) -> bool {
        let marker = |scene: &Scene, clause: usize| {
            let clause = scene.sentence.clauses.get(clause)?;
            let at = clause.marker.filter(|_| clause.kind == ClauseKind::Subordinate)?;
            scene.sentence.words.get(at).map(|word| word.folded.clone())
        };
        let ours = marker(&self.claim.scene, self.ours);
        ours.is_none() || ours == marker(self.source, self.theirs)
    }

    /// `None` if the source's clause says something else.
    pub fn compare(&self) -> Option<Fit> {
        let says = self.has_verb() && self.is_framed_alike() && self.has_subjects() && self.has_closed_words();
        if !says || self.is_approximate() || !self.has_marker() {
            return None;
        }
        let mut fit = Fit::default();
        let mut done = vec![false; self.claim.scene.tokens.len()];
        self.objects(&mut fit, &mut done)?;
        self.rest(&mut fit, &done)?;
        Some(fit)
    }

    /// The same by any group of the source's clause.
    pub fn compare_attributes(&self) -> Option<Fit> {
        let groups = self.source.sentence.groups.iter().enumerate();
        groups.filter(|(_, group)| group.clause == self.theirs).find_map(|(group, _)| self.compare_attribute(group))
    }

    /// The same where the source has the claim's verb as a participle before its subject (`four registered bidders`).
    fn compare_attribute(&self, group: usize) -> Option<Fit> {
        let scene = &self.claim.scene;
        let (verb, found) = (scene.verb(self.ours)?, self.source.sentence.groups.get(group)?);
        let [subject] = scene.sentence.subjects(self.ours) else { return None };
        let is_attribute = found.words.clone().any(|at| {
            at != found.head && self.source.token(at).is_some_and(Token::is_past) && self.is_word(verb.main, at)
        });
        let clause = scene.sentence.clauses.get(self.ours)?;
        let is_plain = verb.governor.is_none() && verb.modal.is_none() && !verb.is_negated && clause.parts.is_empty();
        let is_said = is_attribute && is_plain && self.is_framed_alike() && self.is_subject(*subject, group);
        if !is_said || !self.has_closed_words() {
            return None;
        }
        let mut fit = Fit::default();
        let mut done = vec![false; scene.tokens.len()];
        done[verb.main] = true;
        self.rest(&mut fit, &done)?;
        Some(fit)
    }

    /// The same for a clause that only gives a figure (`came to`, `numbered`), of which the figure's own check established all that the
    /// clause says of it: the source's sentence has the other words.
    pub fn compare_measure(&self) -> Option<Fit> {
        let scene = &self.claim.scene;
        let verb = scene.verb(self.ours)?;
        let lemma = &scene.sentence.words.get(verb.main)?.lemma;
        let is_held_figure = |at: usize| {
            scene.places[at].clause == self.ours
                && self.claim.item(at).is_some_and(|held| {
                    held.kind == crate::verify::check::Kind::Figure && held.evidence.overlaps(self.source.span)
                })
        };
        let has_figure = (0..scene.tokens.len()).any(is_held_figure);
        let is_plain = verb.governor.is_none() && verb.modal.is_none() && !verb.is_negated;
        let measures = MEASURE_VERBS.has(lemma) && has_figure && is_plain && !self.source.is_question;
        if !measures || !self.has_closed_words() {
            return None;
        }
        let mut fit = Fit::default();
        for (at, token) in scene.content().filter(|(at, _)| scene.places[*at].clause == self.ours && *at != verb.main) {
            let is_here = self.claim.has(self.source, at);
            if is_here {
                fit.mapped += 1;
            } else if !self.claim.is_light(at) {
                if token.is_name || token.kind == Kind::Number || !self.is_adjunct(at) {
                    return None;
                }
                fit.missing.push(at);
            }
        }
        Some(fit)
    }

    pub fn our_token(&self, at: usize) -> Option<&Token> {
        self.claim.scene.token(at)
    }

    /// Whether a word of the source stands for a word of the claim.
    pub fn is_word(&self, ours: usize, theirs: usize) -> bool {
        let (Some(a), Some(b)) = (self.our_token(ours), self.source.token(theirs)) else { return false };
        if let (Some(a), Some(b)) = (self.claim.scene.figure(ours), self.source.figure(theirs)) {
            // A range is borne out by the same range, not by what lies in it.
            let agreement = compare(a, b);
            return agreement.supports() && (a.kind != FigureKind::Range || agreement != Agreement::Contained);
        }
        is_same(a, b) || self.claim.item(ours).is_some_and(|held| held.evidence.contains(b.span))
    }

    /// Whether the subject of the one is the object of the other.
    fn is_turned(&self) -> bool {
        self.claim.scene.is_passive(self.ours) != self.source.is_passive(self.theirs)
    }

    /// Whether the two verbs are as sure and as real, whatever they say.
    pub fn has_same_mood(&self) -> bool {
        let (Some(ours), Some(theirs)) = (self.claim.scene.verb(self.ours), self.source.verb(self.theirs)) else {
            return false;
        };
        let modal = |scene: &Scene, at: Option<usize>| at.and_then(|at| scene.token(at)).and_then(Token::modal);
        let governs = match (ours.governor, theirs.governor) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                matches!((self.our_token(a), self.source.token(b)), (Some(a), Some(b)) if is_same(a, b))
            }
            _ => false,
        };
        governs && modal(&self.claim.scene, ours.modal) == modal(self.source, theirs.modal)
    }

    fn has_verb(&self) -> bool {
        let (Some(ours), Some(theirs)) = (self.claim.scene.verb(self.ours), self.source.verb(self.theirs)) else {
            return false;
        };
        let (Some(a), Some(b)) = (self.our_token(ours.main), self.source.token(theirs.main)) else { return false };
        // What is being done is not done.
        let is_going_on =
            |verb: &VerbGroup, token: &Token| verb.words.start < verb.main && token.folded.ends_with("ing");
        is_same(a, b)
            && ours.is_negated == theirs.is_negated
            && (is_going_on(ours, a) || !is_going_on(theirs, b))
            && self.has_same_mood()
    }

    /// Whether nothing around the source's clause makes less of it than the claim does: somebody's words, a condition, a question.
    pub fn is_framed_alike(&self) -> bool {
        if self.source.is_question {
            return false;
        }
        let clauses = &self.source.sentence.clauses;
        let folded = |scene: &Scene, at: Option<usize>| {
            at.and_then(|at| scene.sentence.words.get(at)).map(|word| word.folded.clone()).unwrap_or_default()
        };
        let has_marker = |marker: &str| self.claim.scene.sentence.words.iter().any(|word| word.folded == marker);
        let is_condition = |marker: &str| CONDITIONS.has(marker) && !has_marker(marker);
        let is_limited = clauses.iter().any(|clause| {
            clause.parent == Some(self.theirs)
                && clause.kind == ClauseKind::Subordinate
                && is_condition(&folded(self.source, clause.marker))
        });
        if is_limited {
            return false;
        }
        const DEEPEST: usize = 8;
        let mut at = Some(self.theirs);
        for _ in 0..DEEPEST {
            let Some(clause) = at.and_then(|at| clauses.get(at)) else { break };
            if let Some(outer) = at.and_then(|at| self.source.outer(at)) {
                return self.outer == Some(outer);
            }
            let is_condition =
                clause.kind == ClauseKind::Subordinate && is_condition(&folded(self.source, clause.marker));
            let is_alike = || at == Some(self.theirs) && self.is_unreal_alike();
            if is_condition || is_unreal(self.source, clause) && !is_alike() {
                return false;
            }
            at = clause.parent;
        }
        self.outer.is_none()
    }

    /// Whether both clauses only name an act, which the same verb governs: what something is done for is no fact in either.
    fn is_unreal_alike(&self) -> bool {
        let (claim, source) = (&self.claim.scene, self.source);
        let clauses = claim.sentence.clauses.get(self.ours).zip(source.sentence.clauses.get(self.theirs));
        let Some((ours, theirs)) = clauses else { return false };
        let governor = |scene: &Scene, clause: &Clause| Some(scene.verb(clause.parent?)?.main);
        let a = governor(claim, ours).and_then(|at| claim.token(at));
        let governors = a.zip(governor(source, theirs).and_then(|at| source.token(at)));
        is_unreal(claim, ours) && governors.is_some_and(|(a, b)| is_same(a, b))
    }

    /// Whether each subject of the claim's clause is one of the source's.
    pub fn has_subjects(&self) -> bool {
        let ours = self.claim.scene.sentence.subjects(self.ours);
        let theirs = self.subject_candidates();
        !ours.is_empty() && ours.iter().all(|&a| theirs.iter().any(|&b| self.is_subject(a, b)))
    }

    /// The groups of the source's clause that stand where the claim's subject does.
    pub fn subject_candidates(&self) -> Vec<usize> {
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
    fn agent(&self) -> Option<&Part> {
        let is_by = |at: usize| self.source.sentence.words.get(at).is_some_and(|word| word.folded == "by");
        self.source.sentence.clauses.get(self.theirs)?.parts.iter().find(|part| part.preposition.is_some_and(is_by))
    }

    /// Whether a group of the source names what a subject of the claim names.
    fn is_subject(&self, ours: usize, theirs: usize) -> bool {
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

    /// Whether two groups speak of as many, and of the same kind of thing: not of some for all, not of former ones.
    fn has_quantity(&self, ours: usize, theirs: usize) -> bool {
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

    /// The objects and complements, each of which the source must have as one.
    fn objects(&self, fit: &mut Fit, done: &mut [bool]) -> Option<()> {
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

    /// Whether a word of the source stands where an object of the claim's verb may.
    pub fn may_be_object(&self, at: usize) -> bool {
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

    fn has_alike(&self, ours: usize, at: usize) -> bool {
        let theirs = self.source.sentence.groups.iter().position(|group| group.words.contains(&at));
        theirs.is_none_or(|theirs| self.has_quantity(ours, theirs))
    }

    /// All other words of the clause that name something.
    fn rest(&self, fit: &mut Fit, done: &[bool]) -> Option<()> {
        let scene = &self.claim.scene;
        let verb = scene.verb(self.ours)?;
        for (at, token) in scene.content() {
            let place = scene.places[at];
            let is_of_verb = at == verb.main || Some(at) == verb.governor || Some(at) == verb.particle;
            if place.clause != self.ours || done[at] || is_of_verb {
                continue;
            }
            let here = (0..self.source.tokens.len()).find(|&theirs| {
                self.is_word(at, theirs) && self.may_stand(at, theirs) && self.has_relation(at, theirs)
            });
            let is_held = || self.claim.is_held_in(at, self.source);
            if let Some(theirs) = here {
                fit.settle(scene, at, theirs);
                fit.mapped += 1;
            } else if self.is_misplaced(at) {
                return None;
            } else if scene.figure(at).is_none() && is_held() {
                fit.mapped += 1;
            } else if !self.claim.is_light(at) {
                // A word that describes what the source has otherwise is one more thing said.
                if token.is_name || token.kind == Kind::Number || !self.is_adjunct(at) {
                    return None;
                }
                fit.missing.push(at);
            }
        }
        Some(())
    }

    /// Whether two figures stand in the same relation to what is said of them: `to` for `to`, `by` for `by` or for nothing.
    pub fn has_relation(&self, ours: usize, theirs: usize) -> bool {
        let relation = |scene: &Scene, at: usize| match scene.places[at].slot {
            Slot::Oblique(preposition) => match scene.sentence.words[preposition].folded.as_str() {
                word if RELATIONS.contains(&word) => word.to_owned(),
                _ => String::new(),
            },
            _ => String::new(),
        };
        scene_is_plain(&self.claim.scene, ours) || relation(&self.claim.scene, ours) == relation(self.source, theirs)
    }

    /// Whether a word of the source stands where one of the claim does, as far as that matters.
    pub fn may_stand(&self, ours: usize, theirs: usize) -> bool {
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

    /// Whether a name of the claim stands in the source's clause, and nowhere where it may: in another's role.
    fn is_misplaced(&self, at: usize) -> bool {
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
    fn is_adjunct(&self, at: usize) -> bool {
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

    /// Whether the words that say how many, how sure and whether at all are the same on both sides.
    pub fn has_closed_words(&self) -> bool {
        let telling = |scene: &Scene, clause: usize| -> Vec<(usize, Kind)> {
            let verb = scene.verb(clause).map(|verb| verb.words.clone()).unwrap_or_default();
            let of_clause = (0..scene.tokens.len()).filter(|&at| scene.places[at].clause == clause);
            of_clause
                .filter_map(|at| Some((at, scene.token(at)?)))
                .filter(|(at, token)| {
                    let is_of_verb = verb.contains(at) && !matches!(token.kind, Kind::Quantifier(_));
                    !is_of_verb && matches!(token.kind, Kind::Quantifier(_) | Kind::Negation | Kind::Modal(_))
                })
                .map(|(at, token)| (at, token.kind))
                .collect()
        };
        let ours = telling(&self.claim.scene, self.ours);
        let has = |scene: &Scene, kind: Kind| scene.tokens.iter().flatten().any(|token| token.kind == kind);
        let is_telling_here = |at: usize| self.our_token(at).is_some_and(is_telling);
        // A particle belongs to its verb (`signed up to`).
        let of_verb = self.claim.scene.verb(self.ours).map(|verb| verb.words.start..verb.words.end.max(verb.main + 2));
        let is_of_verb = |at: usize| of_verb.as_ref().is_some_and(|words| words.contains(&at));
        let words = (0..self.claim.scene.tokens.len())
            .filter(|&at| self.claim.scene.places[at].clause == self.ours && !is_of_verb(at));
        let has_telling = words
            .into_iter()
            .filter(|&at| is_telling_here(at))
            .all(|at| (0..self.source.tokens.len()).any(|theirs| self.is_word(at, theirs)));
        // What a phrase of the source restricts that the claim leaves out is its own affair.
        let theirs = telling(self.source, self.theirs);
        let restricts = |at: usize| matches!(self.source.places[at].slot, Slot::Verb | Slot::Other);
        has_telling
            && ours.iter().all(|(_, kind)| has(self.source, *kind))
            && theirs
                .iter()
                .all(|(at, kind)| !restricts(*at) || *kind == Kind::Quantifier("all") || has(&self.claim.scene, *kind))
    }
}

/// Whether a clause only names an act: an infinitive, or a gerund after a preposition that says nothing of when or how (`barred from
/// entering`, `for entering`).
fn is_unreal(scene: &Scene, clause: &Clause) -> bool {
    let Some(verb) = clause.verb.as_ref().filter(|_| clause.kind == ClauseKind::Participle) else { return false };
    let word = |at: Option<usize>| at.and_then(|at| scene.sentence.words.get(at));
    let is_infinitive = word(Some(verb.words.start)).is_some_and(|word| word.tag == Tag::To);
    let last = word(verb.words.start.checked_sub(1));
    // `Considered selling it` names an act, too.
    let is_object = last.is_some_and(|word| matches!(word.tag, Tag::Verb(_)));
    let before = last.filter(|word| word.tag == Tag::Preposition);
    let is_real = |word: &Word| {
        word.folded == "by"
            || TIME_PREPOSITIONS.has(&word.folded) && !matches!(word.folded.as_str(), "from" | "of" | "for" | "at")
    };
    let is_governed = before.is_some_and(|word| !is_real(word));
    is_infinitive || is_object || is_governed
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

impl Fit {
    fn settle(&mut self, claim: &Scene, ours: usize, theirs: usize) {
        if claim.figure(ours).is_some() {
            self.figures.push((ours, theirs));
        }
    }
}

/// Whether a clause has an object or a complement.
fn has_object(scene: &Scene, clause: usize) -> bool {
    scene.places.iter().any(|place| place.clause == clause && place.slot == Slot::Object)
}

/// Prepositions that tell apart how a figure stands to what is said of it.
const RELATIONS: [&str; 9] = ["to", "from", "until", "till", "before", "after", "since", "under", "over"];

/// Whether a word is no figure.
fn scene_is_plain(scene: &Scene, at: usize) -> bool {
    scene.figure(at).is_none()
}

/// Whether a word of a source says what a word of a claim says: the same, or something more special.
pub fn is_same(ours: &Token, theirs: &Token) -> bool {
    matches!(link(ours, theirs), Some((Link::Same, _))) || is_broader(ours, theirs)
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
