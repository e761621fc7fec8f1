//! What turns a clause of a claim against a clause of the source that is otherwise the same.

use super::objects::quantity;
use super::pair::{Pair, is_same};
use super::scene::{Scene, Slot};
use crate::clauses::ClauseKind;
use crate::lexicon::{CONDITIONS, GIVEN_NAMES, POSSIBILITIES};
use crate::names::{countries, is_title};
use crate::text::is_slip;
use crate::verify::claim::classes::{is_symmetric, is_unrealised};
use crate::verify::claim::denial::is_lessened;
use crate::verify::claim::meaning::{Link, link};
use crate::verify::claim::token::{Kind, Token};
use crate::verify::claim::turned::Turn;

/// Of so many words one may be another than the source's.
const WORDS_FOR_ONE_OTHER: usize = 5;
/// The fewest words that the two clauses must share, the verb among them.
const FEWEST_SHARED: usize = 3;

/// A difference that turns a clause, by the words that make it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turned {
    pub turn: Turn,
    pub ours: Option<usize>,
    pub theirs: Option<usize>,
}

/// What was found when the parts were compared.
#[derive(Default)]
struct Tally {
    turns: Vec<Turned>,
    shared: usize,
    others: usize,
    /// The words of the source that stand for words of the claim.
    taken: Vec<usize>,
}

/// How many words after a verb its denial stands at most.
const FARTHEST_DENIAL: usize = 4;

impl Pair<'_> {
    /// The one difference that turns the clause, if all else is the same.
    pub fn turned(&self) -> Option<Turned> {
        let (ours, theirs) = (self.claim.scene.verb(self.ours)?, self.source.verb(self.theirs)?);
        if !self.is_framed_alike() {
            return None;
        }
        let mut tally = Tally::default();
        if !self.has_same_mood() {
            tally.turns.push(self.doubt_dropped()?);
        } else if let Some(exchanged) = self.exchanged() {
            return Some(exchanged);
        }
        let (a, b) = (self.our_token(ours.main)?, self.source.token(theirs.main)?);
        match link(a, b) {
            _ if is_same(a, b) => tally.shared += 1,
            Some((Link::Opposite, _)) => tally.turn(Turn::Opposite, Some(ours.main), Some(theirs.main)),
            _ => return None,
        }
        if ours.is_negated != theirs.is_negated {
            let denies = |scene: &Scene, words: std::ops::Range<usize>| {
                words.into_iter().find(|&at| scene.sentence.words.get(at).is_some_and(|word| word.is_negated))
            };
            // "Found no trace" denies as "have not found any trace" does.
            let denies_on = |scene: &Scene, from: usize| {
                let after =
                    (from..).map_while(|at| scene.token(at)).take(FARTHEST_DENIAL).take_while(|token| !token.mark);
                after.into_iter().any(|token| token.kind == Kind::Negation)
            };
            if denies_on(&self.claim.scene, ours.words.end) || denies_on(self.source, theirs.words.end) {
                return None;
            }
            let own = denies(&self.claim.scene, ours.words.clone());
            tally.turn(Turn::Negation, own, denies(self.source, theirs.words.clone()));
        }
        self.subject_turned(&mut tally)?;
        self.objects_turned(&mut tally)?;
        self.rest_turned(&mut tally)?;
        let [turned] = tally.turns[..] else { return None };
        // Of a short clause that differs in a person alone, verb and one more word are enough.
        let persons = turned.ours.zip(turned.theirs).filter(|&(ours, theirs)| self.are_persons(ours, theirs));
        let is_crossed = turned.turn == Turn::Exclusive && self.are_crossed(turned);
        let is_short = (persons.is_some() || is_crossed) && tally.others == 0;
        let fewest = if is_short { FEWEST_SHARED - 1 } else { FEWEST_SHARED };
        let is_near = tally.others * WORDS_FOR_ONE_OTHER <= tally.shared && tally.shared >= fewest;
        let are_closed_alike = matches!(turned.turn, Turn::Negation | Turn::Quantifier) || self.has_closed_words();
        (is_near && are_closed_alike).then_some(turned)
    }

    /// Whether each side names the other's name with other words: then the names are told apart by what is said of them.
    fn are_crossed(&self, turned: Turned) -> bool {
        let Some((ours, theirs)) = turned.ours.zip(turned.theirs) else { return false };
        let has = |theirs: &Token| self.claim.scene.tokens.iter().flatten().any(|ours| is_same(ours, theirs));
        self.claim.has(self.source, ours) && self.source.token(theirs).is_some_and(has)
    }

    /// What the source has as possible, tried or planned, and the claim as done or sure to be, with no word of doubt of its own.
    fn doubt_dropped(&self) -> Option<Turned> {
        let (ours, theirs) = (self.claim.scene.verb(self.ours)?, self.source.verb(self.theirs)?);
        let is_doubt = |token: &Token| {
            POSSIBILITIES.has(&token.folded)
                || CONDITIONS.has(&token.folded)
                || matches!(token.kind, Kind::Modal("possible"))
                || is_unrealised(token)
        };
        let is_sure = ours.governor.is_none() && !self.claim.scene.tokens.iter().flatten().any(is_doubt);
        let is_possible = |&at: &usize| self.source.token(at).is_some_and(|token| token.modal() == Some("possible"));
        let modal = theirs.modal.filter(is_possible);
        // What is planned, people say, "will" be.
        let is_planned = |&at: &usize| ours.modal.is_none() && self.source.token(at).is_some_and(is_unrealised);
        let governor = theirs.governor.filter(is_planned);
        let word = modal.or(governor)?;
        let own = ours.modal.unwrap_or(ours.main);
        is_sure.then_some(Turned { turn: Turn::Modal, ours: Some(own), theirs: Some(word) })
    }

    /// The claim's subject, where the source has it as what the act is done to, and has as its subject what the claim's verb is done to.
    fn exchanged(&self) -> Option<Turned> {
        let (ours, theirs) = (self.claim.scene.verb(self.ours)?, self.source.verb(self.theirs)?);
        let (a, b) = (self.our_token(ours.main)?, self.source.token(theirs.main)?);
        let is_alike =
            is_same(a, b) && ours.is_negated == theirs.is_negated && !is_symmetric(a) && !self.has_subjects();
        let [subject] = self.claim.scene.sentence.subjects(self.ours) else { return None };
        let head = self.claim.scene.head(*subject);
        // What a preposition leads is no object that could change its place with a subject ("the game ended with Dahl").
        let is_led = |at: usize| matches!(self.source.places[at].slot, Slot::Oblique(_));
        let is_object = |at: usize| self.may_be_object(at) && !is_led(at);
        let is_done_to = |ours: usize| (0..self.source.tokens.len()).any(|at| self.is_word(ours, at) && is_object(at));
        if !is_alike || !is_done_to(head) {
            return None;
        }
        let candidates = self.subject_candidates();
        let is_doer = |object: usize| {
            let theirs = candidates.iter().map(|&group| self.source.head(group));
            theirs.into_iter().any(|at| self.is_word(object, at) && !self.is_word(head, at))
        };
        let has_other = self.done_to().into_iter().any(is_doer);
        has_other.then_some(Turned { turn: Turn::Exchanged, ours: Some(head), theirs: None })
    }

    /// The heads of what the claim's verb is done to, or of a passive who did it.
    fn done_to(&self) -> Vec<usize> {
        let scene = &self.claim.scene;
        let Some(clause) = scene.sentence.clauses.get(self.ours) else { return Vec::new() };
        let is_by = |at: usize| scene.sentence.words.get(at).is_some_and(|word| word.folded == "by");
        let is_passive = scene.is_passive(self.ours);
        let parts = clause.parts.iter().filter(|part| match part.preposition {
            Some(preposition) => is_passive && is_by(preposition),
            None => !is_passive,
        });
        parts.filter_map(|part| part.group).map(|group| scene.head(group)).collect()
    }

    fn subject_turned(&self, tally: &mut Tally) -> Option<()> {
        let subjects = self.claim.scene.sentence.subjects(self.ours);
        if self.has_subjects() {
            tally.shared += subjects.len();
            return Some(());
        }
        let [ours] = subjects else { return None };
        // What a participle is of, the words alone do not tell.
        if self.source.sentence.clauses.get(self.theirs)?.kind == ClauseKind::Participle {
            return None;
        }
        let others = self.subject_candidates();
        let [theirs] = others[..] else { return None };
        let (a, b) = (self.claim.scene.head(*ours), self.name_of(theirs)?);
        // Whose subject a verb without one of its own shares can't be told where the claim names both.
        let is_shared =
            self.claim.scene.sentence.clauses.get(self.ours).is_some_and(|clause| clause.subjects.is_empty());
        let names = |at: usize| {
            self.source
                .token(at)
                .is_some_and(|theirs| self.claim.scene.tokens.iter().flatten().any(|ours| is_same(ours, theirs)))
        };
        if is_shared && names(b) {
            return None;
        }
        let is_other = self.is_other_name(a, b) && !self.is_place(a) && !self.source_is_place(b);
        is_other.then(|| tally.turn(Turn::Exclusive, Some(a), Some(b)))
    }

    fn objects_turned(&self, tally: &mut Tally) -> Option<()> {
        let scene = &self.claim.scene;
        let clause = scene.sentence.clauses.get(self.ours)?;
        for part in clause.parts.iter().filter(|part| part.preposition.is_none()) {
            let Some(group) = part.group else { continue };
            if scene.sentence.groups.get(group)?.is_time {
                continue;
            }
            let head = scene.head(group);
            if self.our_token(head).is_none_or(|token| !token.is_content()) || self.claim.is_light(head) {
                continue;
            }
            let all = || 0..self.source.tokens.len();
            if let Some(theirs) = all().find(|&at| self.is_word(head, at) && self.may_be_object(at)) {
                tally.shared += 1;
                tally.taken.push(theirs);
                self.quantity_turned(tally, group, theirs)?;
                continue;
            }
            let mut named = all().filter(|&at| {
                self.source.places[at].clause == self.theirs
                    && self.source.places[at].slot == Slot::Object
                    && self.is_other_name(head, at)
            });
            let theirs = named.next_back()?;
            if self.is_place(head) || self.source_is_place(theirs) {
                return None;
            }
            tally.turn(Turn::Exclusive, Some(head), Some(theirs));
        }
        Some(())
    }

    /// Of all for none, of most for few.
    fn quantity_turned(&self, tally: &mut Tally, ours: usize, theirs: usize) -> Option<()> {
        let group = self.source.sentence.groups.iter().position(|group| group.words.contains(&theirs));
        let Some(group) = group else { return Some(()) };
        let (a, b) = (quantity(&self.claim.scene, ours), quantity(self.source, group));
        if a == b {
            return Some(());
        }
        let is_excluded =
            |a: &str, b: &str| matches!((a, b), ("all" | "most" | "many", "no" | "few") | ("all", "most"));
        let ([a], [b]) = (&a[..], &b[..]) else { return None };
        let word = |scene: &Scene, group: usize| {
            scene.words_of(group).into_iter().find(|&at| {
                scene.token(at).is_some_and(|token| matches!(token.kind, Kind::Quantifier(_) | Kind::Negation))
            })
        };
        (is_excluded(a, b) || is_excluded(b, a))
            .then(|| tally.turn(Turn::Quantifier, word(&self.claim.scene, ours), word(self.source, group)))
    }

    fn rest_turned(&self, tally: &mut Tally) -> Option<()> {
        let scene = &self.claim.scene;
        let verb = scene.verb(self.ours)?;
        let heads: Vec<usize> = scene
            .sentence
            .clauses
            .get(self.ours)?
            .parts
            .iter()
            .filter(|part| part.preposition.is_none())
            .filter_map(|part| part.group)
            .chain(scene.sentence.subjects(self.ours).iter().copied())
            .map(|group| scene.head(group))
            .collect();
        for (at, token) in scene.content() {
            let place = scene.places[at];
            let mut turned = tally.turns.iter().filter_map(|turned| turned.ours);
            // The other words of the name of one who is another.
            let is_of_turned = turned.any(|turned| turned == at || self.claim.is_one_item(turned, at));
            let is_done = heads.contains(&at) || at == verb.main || Some(at) == verb.governor;
            if place.clause != self.ours || is_done || is_of_turned {
                continue;
            }
            let all = || 0..self.source.tokens.len();
            let here = all().find(|&theirs| {
                self.is_word(at, theirs) && self.may_stand(at, theirs) && self.has_relation(at, theirs)
            });
            if let Some(theirs) = here {
                tally.shared += 1;
                tally.taken.push(theirs);
            } else if self.claim.is_light(at) {
            } else if scene.figure(at).is_none() && self.claim.is_held_in(at, self.source) {
                tally.shared += 1;
            } else if let Some((turn, theirs)) = self.counterpart(at, &tally.taken) {
                tally.turn(turn, Some(at), Some(theirs));
            } else if token.is_name || token.kind == Kind::Number {
                return None;
            } else {
                tally.others += 1;
            }
        }
        Some(())
    }

    /// The word of the source's clause that stands in a claim's word's place and can't be so with it.
    fn counterpart(&self, ours: usize, taken: &[usize]) -> Option<(Turn, usize)> {
        let token = self.our_token(ours)?;
        let slot = self.claim.scene.places[ours].slot;
        let preposition = |scene: &Scene, slot: Slot| match slot {
            Slot::Oblique(at) => scene.sentence.words.get(at).map(|word| word.folded.clone()),
            _ => None,
        };
        let is_in_place = |at: usize| {
            let place = self.source.places[at];
            place.clause == self.theirs
                && std::mem::discriminant(&place.slot) == std::mem::discriminant(&slot)
                && preposition(&self.claim.scene, slot) == preposition(self.source, place.slot)
                && !taken.contains(&at)
        };
        // What a phrase is about comes last in it.
        (0..self.source.tokens.len()).rev().filter(|&at| is_in_place(at)).find_map(|at| {
            let theirs = self.source.token(at)?;
            match link(token, theirs) {
                Some((Link::Opposite, _)) => {
                    let back = |scene: &Scene, at: usize| is_lessened((0..=at).rev().map_while(|at| scene.token(at)));
                    let is_alike = back(&self.claim.scene, ours) == back(self.source, at);
                    is_alike.then_some((Turn::Opposite, at))
                }
                // What the sentence says of another thing may be said of this one, in a part that has no verb of its own.
                Some((Link::Exclusive, _)) if !self.claim.has(self.source, ours) => Some((Turn::Exclusive, at)),
                _ if self.is_other_name(ours, at)
                    && (self.are_of_one_class(ours, at) || self.are_persons(ours, at)) =>
                {
                    Some((Turn::Exclusive, at))
                }
                _ => None,
            }
        })
    }

    /// The last word of a source's group that is a name, if its last words are one.
    fn name_of(&self, group: usize) -> Option<usize> {
        // A word that begins a quotation has its capital for nothing.
        let is_name = |token: &Token| token.is_name && token.kind != Kind::Function;
        self.source.words_of(group).into_iter().rfind(|&at| self.source.token(at).is_some_and(is_name))
    }

    /// Whether two words are of names of which neither can be a form of the other. The claim's must be one that the source has,
    /// elsewhere.
    fn is_other_name(&self, ours: usize, theirs: usize) -> bool {
        let (Some(a), Some(b)) = (self.our_token(ours), self.source.token(theirs)) else { return false };
        let (own, run) = (self.claim.name_words(ours), name_run(self.source, theirs));
        let may_be_form = |a: &Token, b: &Token| {
            let is_beginning = a.stem.starts_with(b.stem.as_str()) || b.stem.starts_with(a.stem.as_str());
            is_same(a, b) || is_beginning || is_slip(&a.folded, &b.folded)
        };
        // Two may bear one title, and a title alone names nobody.
        let is_own = |token: &&&Token| !is_title(&token.folded);
        let is_named = |words: &[&Token]| words.iter().any(|token| is_own(&token));
        let shares = own.iter().filter(is_own).any(|a| run.iter().filter(is_own).any(|b| may_be_form(a, b)));
        let is_short_for = |token: &Token, words: &[&Token]| {
            let letters: String = words.iter().filter_map(|word| word.folded.chars().next()).collect();
            words.len() > 1 && (letters.contains(&token.folded) || token.folded.starts_with(&letters))
        };
        is_named(&own)
            && is_named(&run)
            && a.is_name
            && b.is_name
            && !shares
            && !is_short_for(a, &run)
            && !is_short_for(b, &own)
    }

    fn is_place(&self, at: usize) -> bool {
        countries::is_place(&joined(&self.claim.name_words(at)))
    }

    fn source_is_place(&self, at: usize) -> bool {
        countries::is_place(&joined(&name_run(self.source, at)))
    }

    /// Whether two names are of persons, by their given names. Names of other things may be of one thing: a place in another, a firm and
    /// its owner, a club and what people call it.
    fn are_persons(&self, ours: usize, theirs: usize) -> bool {
        let is_person = |words: &[&Token]| words.len() > 1 && GIVEN_NAMES.get(&words[0].folded).is_some();
        is_person(&self.claim.name_words(ours)) && is_person(&name_run(self.source, theirs))
    }

    /// Whether two names are of places neither of which lies in the other: two countries, two states.
    fn are_of_one_class(&self, ours: usize, theirs: usize) -> bool {
        countries::are_apart(&joined(&self.claim.name_words(ours)), &joined(&name_run(self.source, theirs)))
    }
}

/// The words of the name that a word of a source is of.
fn name_run(source: &Scene, at: usize) -> Vec<&Token> {
    name_places(source, at).filter_map(|at| source.token(at)).collect()
}

/// The places of the words of the name that a word of a sentence is of.
pub(super) fn name_places(source: &Scene, at: usize) -> std::ops::Range<usize> {
    let is_name = |at: &usize| source.token(*at).is_some_and(|token| token.is_name);
    let start = (0..at).rev().take_while(is_name).last().unwrap_or(at);
    let end = (at..source.tokens.len()).take_while(is_name).last().map_or(at, |last| last + 1);
    start..end
}

fn joined(words: &[&Token]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
}

impl Tally {
    fn turn(&mut self, turn: Turn, ours: Option<usize>, theirs: Option<usize>) {
        self.turns.push(Turned { turn, ours, theirs });
    }
}
