//! The nearest there is to what no covering source has: what a message names and a view shows. In goes the check of a figure, a
//! name or a quotation that was not found; out comes the figure or name that could have been meant, else the passage that has
//! most of the sentence.

use super::{Context, figures, phrases};
use crate::markup::{Unit, UnitKind};
use crate::names;
use crate::sources::Article;
use crate::text::Span;
use crate::verify::{Check, Evidence, Kind, nearest_passage};

/// Two names of which more than this part of the letters differ are two people.
const MOST_DIFFERENT: f64 = 0.34;

/// How much of a sentence is looked at before and behind a place, in bytes.
const NEAR: usize = 200;

/// How many units before and behind an item's own are looked at for what stands around it.
const MOST_BESIDE: usize = 4;

/// The passage that has most of the sentence which an item stands in, if it is of a source that was searched for the item.
pub fn passage(cx: &Context<'_>, check: &Check) -> Option<Evidence> {
    // Checks are in the order of their units.
    let first = cx.checks.partition_point(|other| other.unit < check.unit);
    let of_unit = cx.checks[first..].iter().take_while(|other| other.unit == check.unit);
    let of_claim = of_unit.filter(|other| other.kind == Kind::Claim).flat_map(|other| &other.evidence);
    of_claim.into_iter().find(|evidence| check.searched.contains(&evidence.source)).cloned()
}

/// The passage that has most of what stands around an item whose own sentence shares nothing with what was searched: of its paragraph,
/// or of its row of a table.
pub fn around(cx: &Context<'_>, check: &Check) -> Option<Evidence> {
    let units = &cx.briefing.units;
    let unit = units.get(check.unit)?;
    let is_beside = |other: &&Unit| {
        let between = Span::new(other.span.end.min(unit.span.end), other.span.start.max(unit.span.start));
        let is_parted = || cx.briefing.text.get(between.range()).is_some_and(|between| between.contains('\n'));
        match unit.kind {
            UnitKind::Cell => other.kind == UnitKind::Cell && !is_parted(),
            _ => other.block == unit.block,
        }
    };
    let before = units[..check.unit].iter().rev().take_while(is_beside).take(MOST_BESIDE);
    let behind = units[check.unit + 1..].iter().take_while(is_beside).take(MOST_BESIDE);
    let own = near(unit.prose.text(), check.prose);
    let text: Vec<&str> =
        before.chain(behind).map(|other| near(other.prose.text(), Span::empty(0))).chain([own]).collect();
    nearest_passage(cx.library, &text.join(" "), &check.searched)
}

/// The words of a text that stand near a place: a list without an end can be one sentence, with thousands of items.
fn near(text: &str, place: Span) -> &str {
    let from = text.floor_char_boundary(place.start.saturating_sub(NEAR));
    &text[from..text.floor_char_boundary(place.end.saturating_add(NEAR))]
}

/// The figure of the same kind in that passage, the first of its sentence before others of its paragraph.
pub fn figure(cx: &Context<'_>, check: &Check) -> Option<Evidence> {
    let passage = passage(cx, check)?;
    let article = cx.library.article(passage.source)?;
    let kind = figures::kind_of(cx, check)?;
    let in_span = |within: Span| {
        let mut figures = article.figures_in(within);
        figures.find(|figure| figure.kind == kind && figure.within.is_none()).map(|figure| figure.span)
    };
    let span = in_span(passage.span).or_else(|| in_span(paragraph(article, passage.span)?))?;
    Some(Evidence { span, ..passage })
}

/// The name in that passage's paragraph that is spelled nearly like this one.
pub fn name(cx: &Context<'_>, check: &Check) -> Option<Evidence> {
    let passage = passage(cx, check)?;
    let article = cx.library.article(passage.source)?;
    let within = paragraph(article, passage.span)?;
    let text = &article.text()[within];
    let written = phrases::words(cx, check, check.prose).to_lowercase();
    let letters = |words: &str| words.chars().count();
    let distance = |span: Span| {
        let known = text[span].to_lowercase();
        let most = letters(&written).max(letters(&known)).max(1);
        // Whole numbers keep the order total.
        let edits = strsim::osa_distance(&written, &known);
        ((edits as f64) <= MOST_DIFFERENT * most as f64).then_some((edits, span))
    };
    let near = names::read(text).into_iter().filter_map(|name| distance(name.span)).min_by_key(|&(edits, _)| edits);
    near.map(|(_, span)| Evidence { span: span.shifted(within.start), ..passage })
}

fn paragraph(article: &Article, span: Span) -> Option<Span> {
    article.paragraphs().get(article.paragraph_at(span.start)).copied()
}
