//! One question a file: is this quotation, figure, name or claim in the sources that cover it?

mod attribution;
mod check;
mod claim;
pub mod conflict;
mod cover;
mod deduction;
mod derivation;
mod figure;
mod how;
pub mod locator;
mod name;
mod passage;
pub mod polarity;
pub mod quotation;
mod quote;
mod reference;
mod relative;
mod said;

pub use check::{Check, Evidence, Kind, Verdict};
pub use claim::{ClaimFault, Contradiction, Turn};
pub use cover::{Cited, Cover, Uncited};
pub use deduction::Deduction;
pub use derivation::Underived;
pub use figure::{FigureFault, HedgeFault};
pub use how::{Change, FigureAt, FigureHow, How, NameHow, QuoteHow, Reason, Where};
pub use name::NameFault;
pub use quote::{FEWEST_WORDS, Frame, QuoteFault, Speakers, Stitched, spoken, told};

use passage::Wanted;
use said::Said;

use crate::markup::{Briefing, Unit};
use crate::sources::{Article, Library, SourceId};
use crate::text::Span;

/// What every question is asked with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The briefing.
    pub briefing: &'a Briefing,
    /// What it can cite.
    pub library: &'a Library,
    /// What stands for text that cites nothing.
    pub uncited: Uncited,
}

impl Context<'_> {
    /// What covers a part of a unit's prose.
    fn cover(&self, unit: &Unit, span: Span) -> Cover {
        cover::cover(self.briefing, self.library, unit, span, self.uncited)
    }

    /// The parts of an article's text that a citation's locator names; `None` without a locator that says any.
    pub fn located(&self, cited: Cited, article: &Article) -> Option<Vec<Span>> {
        let locator = self.briefing.citations.get(cited.citation?)?.locator.as_ref()?;
        locator::places(article, &locator.place)
    }
}

/// The passage of these sources that has the most of some words, if any has one of them.
pub(crate) fn nearest_passage(library: &Library, text: &str, sources: &[SourceId]) -> Option<Evidence> {
    let said = Said::new(text);
    let wanted = Wanted::new(text, &said);
    let best = sources.iter().filter_map(|&source| {
        let passage =
            wanted.best(library.article(source)?, 1).into_iter().next().filter(|passage| passage.shared > 0)?;
        Some(Evidence { source, span: passage.span, score: passage.score })
    });
    best.reduce(|best, next| if next.score > best.score { next } else { best })
}

/// Holds every item of a briefing against the sources that cover it, in the order of the text.
pub fn verify(cx: &Context<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for (id, unit) in cx.briefing.units.iter().enumerate().filter(|(_, unit)| !unit.off) {
        let said = Said::new(unit.prose.text());
        let references = reference::references(cx, unit);
        let is_of_reference = |prose: Span| references.iter().any(|reference| reference.overlaps(prose));
        let figures = figure::check(cx, id, unit, &said, &is_of_reference);
        // A unit ("GWh") or a month is the figure's own.
        let is_of_figure = |name: &Check| figures.iter().any(|figure| figure.prose.contains(name.prose));
        let mut items = name::check(cx, id, unit);
        items.retain(|name| !is_of_figure(name) && !is_of_reference(name.prose));
        items.extend(figures);
        items.extend(unit.quotations.iter().filter_map(|quotation| quote::check(cx, id, unit, quotation)));
        if let Some((check, settled)) = claim::check(cx, id, unit, &said, &items) {
            checks.push(check);
            for claim::Settled { item, evidence, how } in settled {
                for figure in items.iter_mut().filter(|figure| figure.kind == Kind::Figure && figure.prose == item) {
                    figure.verdict = Verdict::Verified;
                    figure.evidence.insert(0, evidence.clone());
                    figure.how = how.clone();
                }
            }
        }
        checks.append(&mut items);
    }
    checks.sort_by_key(|check| (check.unit, check.kind, check.prose));
    checks
}
