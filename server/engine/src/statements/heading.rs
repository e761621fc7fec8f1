//! What a heading says of all that stands below it.

use super::context::Context;
use super::scene::Scene;
use crate::clauses::Tag;
use crate::figures::Figure;
use crate::lexicon::PLACE_PREPOSITIONS;
use crate::text::Span;

/// What a heading with these figures says.
pub(super) fn heading(text: &str, span: Span, figures: &[Figure]) -> Context {
    let scene = &Scene::new(text, span, figures);
    let mut said = Context::default();
    // A headline tells its own story; it is no label of what stands below.
    if scene.sentence.clauses.iter().any(|clause| clause.verb.as_ref().is_some_and(|verb| verb.is_finite)) {
        return said;
    }
    for (id, group) in scene.sentence.groups.iter().enumerate() {
        if scene.owner(id).is_some() || group.number.is_some_and(|number| scene.figure(number).is_some()) {
            continue;
        }
        let before = group.words.start.checked_sub(1).map_or("", |before| scene.word(before).folded.as_str());
        // "by district" tells how what follows is told apart, nothing of it.
        if before == "by" {
            continue;
        }
        let is_alone = scene.sentence.words.len() == group.words.len();
        let is_place = is_alone && (scene.is_name(id) || scene.head(id).is_capital && group.words.len() <= 2)
            || PLACE_PREPOSITIONS.has(before) && scene.is_name(id);
        let filler = if group.is_time {
            &mut said.when
        } else if scene.chain(id).any(|id| scene.is_quantity(id)) {
            &mut said.measure
        } else if is_place {
            &mut said.place
        } else {
            &mut said.who
        };
        filler.add(scene.whole(id));
    }
    let modifiers: Vec<Span> = said.measure.words.iter().filter_map(|span| first_of_several(scene, *span)).collect();
    modifiers.into_iter().for_each(|span| said.who.add(span));
    said
}

/// The words before the head of a measure: the youth of youth unemployment.
fn first_of_several(scene: &Scene<'_>, span: Span) -> Option<Span> {
    let at = scene.sentence.words.iter().position(|word| word.span.start == span.start)?;
    let group = scene.group_of(at)?;
    let head = scene.sentence.groups[group].head;
    (at < head && matches!(scene.word(at).tag, Tag::Noun | Tag::Name)).then(|| scene.sentence.span(&(at..head)))
}
