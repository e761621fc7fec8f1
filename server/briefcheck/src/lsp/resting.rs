//! What of the briefings rests on a source: every claim whose evidence stands in it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use briefcheck_engine::document::PartId;
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::{Check, ClaimFault, FigureFault, Kind, QuoteFault, Verdict};
use tower_lsp::ls_types::Location;

use super::cancel::Cancelled;
use super::cited;
use super::draft::Draft;
use super::snapshot::Snapshot;

/// An item of a briefing that rests on a passage of a source.
pub struct Resting<'a> {
    /// The briefing.
    pub draft: &'a Draft,
    /// The part that the item is in, and the unit of it.
    pub unit: (PartId, usize),
    /// Where the item stands, in the document.
    pub span: Span,
    /// Whether it is the claim as a whole, which rests more loosely than its quotations and figures.
    pub is_whole: bool,
    /// The passage, in bytes of the source's file.
    pub passage: Span,
}

/// Every item of the workspace that rests on the source in a file, by briefing and place.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn on<'a>(snapshot: &'a Snapshot, path: &Path) -> Result<Vec<Resting<'a>>, Cancelled> {
    let mut resting = Vec::new();
    for draft in snapshot.drafts.values() {
        snapshot.cancel.check()?;
        // What cites nothing of a source need not be checked to know that nothing of it rests there.
        if cited::keys_of(draft, path).all(|key| key.is_declaration) {
            continue;
        }
        for part in draft.checked(&snapshot.cancel)? {
            let library = &part.remembered.library;
            for check in part.remembered.report.checks.iter().filter(|check| rests(check)) {
                let is_there = |source| Snapshot::source_path(draft, library, source).as_deref() == Some(path);
                let evidence = check.evidence.iter().filter(|evidence| check.searched.contains(&evidence.source));
                let passages = evidence.filter(|evidence| is_there(evidence.source)).filter_map(|evidence| {
                    Some(Resting {
                        draft,
                        unit: (part.placed.id, check.unit),
                        span: part.placed.origin(check.span),
                        is_whole: check.kind == Kind::Claim,
                        passage: library.article(evidence.source)?.origin(evidence.span),
                    })
                });
                resting.extend(passages);
            }
        }
    }
    Ok(resting)
}

/// Whether an item rests on its evidence, rightly or nearly so. A name stands in many sentences of a source: that it is
/// in this one says nothing of it.
fn rests(check: &Check) -> bool {
    let is_nowhere = match &check.verdict {
        Verdict::Unverifiable | Verdict::Unasked => true,
        Verdict::Quote(fault) => {
            matches!(fault, QuoteFault::NotFound { .. } | QuoteFault::Misattributed | QuoteFault::Uncited { .. })
        }
        Verdict::Figure(fault) => {
            matches!(fault, FigureFault::NotFound | FigureFault::Misattributed | FigureFault::Uncited)
        }
        Verdict::Claim(fault) => matches!(fault, ClaimFault::Unsupported | ClaimFault::Uncited),
        Verdict::Verified | Verdict::Name(_) => false,
    };
    check.kind != Kind::Name && !is_nowhere
}

/// The claims that some items are of, each once: where its quotations and figures stand that are among them, or without
/// such the whole of it. By briefing and place.
pub fn claims<'a>(snapshot: &Snapshot, resting: impl Iterator<Item = &'a Resting<'a>>) -> Vec<Location> {
    let mut claims: BTreeMap<(Arc<Path>, (PartId, usize)), &Resting<'_>> = BTreeMap::new();
    let mut spans: BTreeMap<(Arc<Path>, (PartId, usize)), Span> = BTreeMap::new();
    for item in resting {
        let id = (Arc::clone(item.draft.path()), item.unit);
        let known = claims.entry(id.clone()).or_insert(item);
        let span = spans.entry(id).or_insert(item.span);
        match (known.is_whole, item.is_whole) {
            (true, false) => (*known, *span) = (item, item.span),
            (false, false) => *span = span.cover(item.span),
            (_, true) => {}
        }
    }
    let mut places: Vec<(&Path, Span, &Draft)> =
        claims.values().zip(spans.values()).map(|(claim, &span)| (&**claim.draft.path(), span, claim.draft)).collect();
    places.sort_by_key(|&(path, span, _)| (path, span));
    let location =
        |(path, span, draft)| Some(Location { uri: snapshot.uri(path)?, range: snapshot.range(draft, span) });
    places.into_iter().filter_map(location).collect()
}
