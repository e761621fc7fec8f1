//! Which passage supports a claim?

use super::Context;
use super::check::{Check, Evidence, Kind, Verdict};
use super::passage::{Passage, Wanted};
use crate::markup::{Unit, UnitKind};
use crate::sources::SourceId;
use crate::text::Span;

/// What can be wrong with a claim as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimFault {
    /// No passage could support it.
    Unsupported,
    /// The source reports it as somebody's words, the briefing as a fact.
    AttributionDropped {
        /// The source's words that say whose, in bytes of the article's text.
        words: Span,
    },
    /// It cites nothing, in a paragraph that cites.
    Uncited,
}

/// Finds the passage of the covering sources that has the most of what a unit says; `None` if it claims nothing.
pub fn check(cx: &Context<'_>, unit_id: usize, unit: &Unit) -> Option<Check> {
    if matches!(unit.kind, UnitKind::Heading | UnitKind::BlockQuotation) {
        return None;
    }
    let text = unit.prose.text();
    let prose = Span::new(text.len() - text.trim_start().len(), text.trim_end().len());
    let wanted = Wanted::new(text);
    let cover = cx.cover(unit, prose);
    let mut best: Option<(SourceId, Passage)> = None;
    for source in cover.sources() {
        let Some(article) = cx.library.article(source) else { continue };
        let next = wanted.best(article).map(|passage| (source, passage));
        if next.as_ref().is_some_and(|(_, next)| best.as_ref().is_none_or(|(_, best)| next.score > best.score)) {
            best = next;
        }
    }
    let evidence: Vec<_> = best
        .iter()
        .map(|(source, passage)| Evidence { source: *source, span: passage.span, score: passage.score })
        .collect();
    let how = best.as_ref().map_or_else(String::new, |(source, passage)| {
        let paragraph = cx.library.article(*source).map_or(0, |article| article.paragraph_at(passage.span.start) + 1);
        format!("best passage ¶ {paragraph}, {} of {} words", passage.shared, passage.of)
    });
    Some(Check {
        kind: Kind::Claim,
        unit: unit_id,
        prose,
        span: unit.prose.origin(prose),
        searched: cover.sources(),
        verdict: Verdict::Verified,
        evidence,
        how,
    })
}
