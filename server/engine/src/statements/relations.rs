//! How a value stands to what is measured, and which way it goes.

use super::fill::Fill;
use super::scene::{is_negative, is_part, is_plain};
use super::{Direction, End, Filler, Relation};
use crate::clauses::{Tag, VerbGroup};
use crate::figures::{Figure, Kind, Unit};
use crate::lexicon::{COMPARISONS, FORMS_OF_BE, HEDGES_BEFORE, LESS_WORDS, LOSS_NOUNS, MORE_WORDS, REACH_WORDS};

/// Finds the relation and the direction of a figure whose other roles are known.
pub(super) fn apply(fill: &mut Fill<'_, '_>) {
    let Some(figure) = fill.figure else { return };
    if fill.is_date() {
        return;
    }
    if figure.kind == Kind::Ordinal {
        fill.said.relation = Some(Relation::Rank);
        return;
    }
    let is_told =
        change_noun(fill) || compared_word(fill) || after_particle(fill) || share(fill, figure) || per(fill, figure);
    if !is_told {
        by_verb(fill, figure);
    }
    sign(fill);
}

/// `an increase of 3.5 points`, `a loss of $2m`, `a 5% rise`
fn change_noun(fill: &mut Fill<'_, '_>) -> bool {
    let scene = fill.scene;
    let Some(group) = fill.group else { return false };
    let found = &scene.sentence.groups[group];
    let is_own =
        found.number.is_some_and(|number| number < found.head) && scene.change(&scene.head(group).lemma).is_some();
    let head = if is_own { Some(group) } else { scene.owner(group) };
    let Some(noun) = head else { return false };
    let word = scene.head(noun);
    if let Some(direction) = scene.change(&word.lemma).filter(|_| word.tag == Tag::Noun && !LOSS_NOUNS.has(&word.lemma))
    {
        fill.said.relation = Some(Relation::By);
        fill.said.direction = Some(direction);
        fill.said.event = Filler::own(vec![word.span]);
        let own = scene.own(group);
        fill.said.counted.words.retain(|span| *span != own || noun != group);
        fill.said.measure.words.retain(|span| !span.contains(word.span));
        if fill.said.measure.is_empty() {
            // "took the index to": what the change is of.
            take_up_measure(fill);
        }
        return true;
    }
    if noun != group && (scene.is_quantity(noun) || LOSS_NOUNS.has(&word.lemma)) {
        fill.said.measure.add(scene.own(noun));
        return false;
    }
    false
}

/// What a change that is the subject changes stands after the verb; in an apposition it is what the clause before measures.
fn take_up_measure(fill: &mut Fill<'_, '_>) {
    let scene = fill.scene;
    let clause = scene.clause(fill.clause);
    let object = clause
        .parts
        .iter()
        .take(8)
        .find(|part| part.preposition.is_none() && part.group.is_some_and(|group| scene.is_quantity(group)));
    if let Some(group) = object.and_then(|part| part.group) {
        fill.said.measure.add(scene.whole(group));
        return;
    }
    if let Some(parent) = clause.parent {
        let object = scene.clause(parent).parts.iter().take(8).find(|part| {
            part.preposition.is_none()
                && part
                    .group
                    .is_some_and(|group| scene.number_in(group).is_none() && !scene.sentence.groups[group].is_time)
        });
        let subjects = scene.sentence.subjects(parent);
        let group = object
            .and_then(|part| part.group)
            .or_else(|| subjects.first().copied().filter(|&group| scene.number_in(group).is_none()));
        if let Some(group) = group {
            fill.said.measure.add(scene.whole(group));
            fill.said.measure.is_inherited = true;
        }
    }
}

/// `1,800 more than`, `5% higher`
fn compared_word(fill: &mut Fill<'_, '_>) -> bool {
    const LONGEST_BRACKET: usize = 6;
    let scene = fill.scene;
    let Some(group) = fill.group else { return false };
    let end = scene.sentence.groups[group].words.end;
    // "£40m (€47m) higher"
    let is_mark = |at: usize, mark: char| scene.sentence.words.get(at).is_some_and(|word| word.tag == Tag::Mark(mark));
    let closing = (end + 1..end + LONGEST_BRACKET).find(|&at| is_mark(at, ')')).filter(|_| is_mark(end, '('));
    let Some(next) = scene.sentence.words.get(closing.map_or(end, |closing| closing + 1)) else { return false };
    let direction = if MORE_WORDS.has(&next.folded) {
        Direction::Up
    } else if LESS_WORDS.has(&next.folded) {
        Direction::Down
    } else {
        return false;
    };
    // "$3m above the asking price"; a height above something is no difference.
    let is_amount = fill.figure.is_some_and(|figure| is_percent(figure) || matches!(figure.unit, Unit::Currency(_)));
    if matches!(next.tag, Tag::Preposition) && !is_amount {
        return false;
    }
    fill.said.relation = Some(Relation::By);
    fill.said.direction = Some(direction);
    true
}

/// `sales of $10m, up 5%`, `it is down about 7 points`: what stands apart, or is said of something, is no part of a verb.
fn after_particle(fill: &mut Fill<'_, '_>) -> bool {
    const LONGEST_HEDGE: usize = 2;
    let scene = fill.scene;
    let Some(group) = fill.group else { return false };
    let words = &scene.sentence.words;
    let start = scene.sentence.groups[group].words.start;
    let before = |at: usize| at.checked_sub(1).and_then(|at| words.get(at));
    let is_hedge = |word: &str| word == "by" || HEDGES_BEFORE.get(word).is_some();
    let mut at = start;
    while start - at < LONGEST_HEDGE && before(at).is_some_and(|word| is_hedge(&word.folded)) {
        at -= 1;
    }
    let direction = match before(at).map(|word| word.folded.as_str()) {
        Some("up") => Direction::Up,
        Some("down") => Direction::Down,
        _ => return false,
    };
    let is_apart = before(at - 1).is_some_and(|word| {
        matches!(word.tag, Tag::Mark(',' | '(' | '—' | ';' | ':')) || FORMS_OF_BE.has(&word.folded)
    });
    if is_apart {
        fill.said.relation = Some(Relation::By);
        fill.said.direction = Some(direction);
    }
    is_apart
}

/// A part of a named whole.
fn share(fill: &mut Fill<'_, '_>, figure: &Figure) -> bool {
    let scene = fill.scene;
    let has_base = !fill.said.counted.is_empty() && is_part(figure);
    if !has_base {
        return false;
    }
    let is_change =
        fill.verb_of().is_some_and(|verb| scene.verb_change(verb).is_some()) && fill.said.counted.is_inherited;
    if is_change {
        return false;
    }
    fill.said.relation = Some(Relation::Share);
    true
}

/// `3 doctors per 10,000`
fn per(fill: &mut Fill<'_, '_>, figure: &Figure) -> bool {
    let scene = fill.scene;
    let Some(group) = fill.group.filter(|_| is_plain(figure)) else { return false };
    let end = scene.sentence.groups[group].words.end;
    let is_per = scene.sentence.words.get(end).is_some_and(|next| next.folded == "per");
    let base = scene.group_of(end + 1).filter(|&base| scene.sentence.groups[base].number.is_some());
    if is_per && base.is_some() {
        fill.said.relation = Some(Relation::Per);
        return true;
    }
    false
}

fn by_verb(fill: &mut Fill<'_, '_>, figure: &Figure) {
    let scene = fill.scene;
    let part = fill.part();
    let preposition = part.map_or("", |part| scene.preposition(&part)).to_owned();
    let Some(verb) = fill.verb_of().cloned() else { return };
    let direction = scene.verb_change(&verb).or_else(|| subject_change(fill));
    match preposition.as_str() {
        "to" if direction.is_some() => set(fill, Relation::To, direction),
        "from" if direction.is_some() => set(fill, Relation::From, direction),
        "by" if direction.is_some() => set(fill, Relation::By, direction),
        "up from" | "down from" => from_particle(fill, figure, &verb, preposition.starts_with("up")),
        "at" => set(fill, Relation::Level, None),
        "" => object(fill, figure, &verb, direction),
        preposition if COMPARISONS.has(preposition) => object(fill, figure, &verb, direction),
        _ => {}
    }
}

/// "6.3%, up from 4.9%": of a rate of change another rate of change, else what a change began with.
fn from_particle(fill: &mut Fill<'_, '_>, figure: &Figure, verb: &VerbGroup, is_up: bool) {
    let is_rate = is_percent(figure) && fill.scene.change(&fill.scene.word(verb.main).lemma).is_some();
    if is_rate {
        let direction = fill.scene.verb_change(verb);
        set(fill, Relation::By, direction);
    } else {
        set(fill, Relation::From, Some(if is_up { Direction::Up } else { Direction::Down }));
    }
}

fn object(fill: &mut Fill<'_, '_>, figure: &Figure, verb: &VerbGroup, direction: Option<Direction>) {
    let scene = fill.scene;
    if REACH_WORDS.has(&scene.word(verb.main).lemma) {
        return set(fill, Relation::To, None);
    }
    let is_subject = fill.part().is_none();
    if is_subject {
        return;
    }
    if scene.is_measuring(verb) {
        let particle = verb.particle.and_then(|particle| scene.change(&scene.word(particle).folded));
        return match particle {
            Some(direction) => set(fill, Relation::By, Some(direction)),
            None => set(fill, Relation::Level, None),
        };
    }
    // Shares that "ended up 3%" rose by it.
    if !is_percent(figure) && scene.is_phrasal(verb) {
        return;
    }
    let Some(direction) = direction else { return };
    let is_bare = fill.said.counted.is_empty() || fill.said.counted.is_inherited;
    if is_percent(figure) || is_bare && !fill.said.measure.is_empty() {
        set(fill, Relation::By, Some(direction));
    } else if matches!(figure.unit, Unit::Currency(_)) && direction == Direction::Down {
        fill.said.direction = Some(direction);
    }
}

/// Which end of a change a figure is: by its relation, or where the clause has the other end too (`went from 3rd to 5th`).
pub(super) fn end(fill: &Fill<'_, '_>) -> Option<End> {
    let scene = fill.scene;
    match fill.said.relation {
        Some(Relation::From) => return Some(End::From),
        Some(Relation::To) => return Some(End::To),
        Some(Relation::By) => return None,
        _ => {}
    }
    // "came down from 8% to 5%"
    let end_of = |preposition: &str| match preposition {
        "to" => Some(End::To),
        "from" | "up from" | "down from" => Some(End::From),
        _ => None,
    };
    let own = end_of(scene.preposition(&fill.part()?))?;
    let parts = &scene.clause(fill.clause).parts;
    let mut others = scene.figure_parts[fill.clause].iter().filter_map(|&at| end_of(scene.preposition(&parts[at])));
    (!fill.is_date() && others.any(|other| other != own)).then_some(own)
}

fn is_percent(figure: &Figure) -> bool {
    matches!(figure.unit, Unit::Percent | Unit::PercentPoints | Unit::BasisPoints | Unit::Share)
}

fn set(fill: &mut Fill<'_, '_>, relation: Relation, direction: Option<Direction>) {
    fill.said.relation = Some(relation);
    fill.said.direction = fill.said.direction.or(direction);
}

/// Which way a subject goes that is a change itself: "an increase took the index to".
fn subject_change(fill: &Fill<'_, '_>) -> Option<Direction> {
    let scene = fill.scene;
    let subjects = scene.sentence.subjects(fill.clause);
    subjects.iter().take(2).find_map(|&group| {
        let head = scene.head(group);
        scene.change(&head.lemma).filter(|_| head.tag == Tag::Noun)
    })
}

/// The direction that a sign or a noun of loss gives.
pub(super) fn sign(fill: &mut Fill<'_, '_>) {
    let scene = fill.scene;
    let Some(figure) = fill.figure else { return };
    if fill.said.direction.is_none() && is_negative(figure) {
        fill.said.direction = Some(Direction::Down);
    }
    let before = scene.text[..figure.span.start].chars().next_back();
    if fill.said.direction.is_none() && before == Some('+') {
        fill.said.direction = Some(Direction::Up);
    }
    let is_level = matches!(fill.said.relation, None | Some(Relation::Level));
    if fill.said.direction.is_none() && is_level && is_loss(fill) {
        fill.said.direction = Some(Direction::Down);
    }
}

/// Whether what is measured is a loss.
fn is_loss(fill: &Fill<'_, '_>) -> bool {
    let scene = fill.scene;
    let ends = |span: &crate::text::Span| {
        let words = scene.text[*span].rsplit([' ', '\u{A0}']).next().unwrap_or_default().to_lowercase();
        LOSS_NOUNS.has(&crate::clauses::singular(&words))
    };
    fill.said.measure.words.iter().any(ends)
}
