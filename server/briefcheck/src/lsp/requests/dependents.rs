//! What of the briefings rests on a source: every claim whose evidence stands in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use briefcheck_desk::Draft;
use briefcheck_engine::document::PartId;
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::{Check, ClaimFault, FigureFault, Kind, QuoteFault, Verdict};
use tower_lsp::ls_types::Location;

use crate::lsp::requests::keys;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;

/// An item of a briefing that rests on a passage of a source.
pub struct Resting<'a> {
    /// The briefing.
    pub draft: &'a Draft,
    /// The part that the item is in, and the unit of it.
    pub unit: (PartId, usize),
    /// Where the item stands, in the document.
    pub span: Span,
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
    for draft in snapshot.desk.drafts() {
        snapshot.cancel.check()?;
        // What cites nothing of a source need not be checked to know that nothing of it rests there.
        if keys::keys_of(draft, path).all(|key| key.is_declaration) {
            continue;
        }
        for part in draft.checked(&snapshot.cancel)? {
            let library = &part.remembered.library;
            let is_there = |source| Snapshot::source_path(draft, library, source).as_deref() == Some(path);
            for check in resting_in(&part.remembered.report.checks) {
                let evidence = check.evidence.iter().filter(|evidence| check.searched.contains(&evidence.source));
                let passages = evidence.filter(|evidence| is_there(evidence.source)).filter_map(|evidence| {
                    Some(Resting {
                        draft,
                        unit: (part.placed.id, check.unit),
                        span: part.placed.origin(check.span),
                        passage: library.article(evidence.source)?.origin(evidence.span),
                    })
                });
                resting.extend(passages);
            }
        }
    }
    Ok(resting)
}

/// The items of a part that rest on their evidence: quotations and figures, and the whole of a claim that has none. The
/// passage for the whole is the likeliest, no more: where something stands in the source for sure, that counts.
fn resting_in(checks: &[Check]) -> impl Iterator<Item = &Check> {
    let rest = |check: &&Check| rests(check);
    let is_exact = |check: &&Check| check.kind != Kind::Claim && !check.evidence.is_empty();
    let exact: BTreeSet<usize> = checks.iter().filter(rest).filter(is_exact).map(|check| check.unit).collect();
    checks.iter().filter(rest).filter(move |check| check.kind != Kind::Claim || !exact.contains(&check.unit))
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
        Verdict::Verified | Verdict::Unconfirmed | Verdict::ItemAtFault | Verdict::Name(_) => false,
    };
    check.kind != Kind::Name && !is_nowhere
}

/// A claim: its briefing, and the unit of one of its parts.
type ClaimId<'a> = (&'a Path, (PartId, usize));

/// The claims that some items are of, each once: where those of its items stand. By briefing and place.
pub fn claims<'a>(snapshot: &Snapshot, resting: impl Iterator<Item = &'a Resting<'a>>) -> Vec<Location> {
    let mut claims: BTreeMap<ClaimId<'_>, (&Draft, Span)> = BTreeMap::new();
    for item in resting {
        let claim = claims.entry((item.draft.path(), item.unit)).or_insert((item.draft, item.span));
        claim.1 = claim.1.cover(item.span);
    }
    let mut places: Vec<(&Path, Span, &Draft)> =
        claims.into_iter().map(|((path, _), (draft, span))| (path, span, draft)).collect();
    places.sort_by_key(|&(path, span, _)| (path, span));
    let location =
        |(path, span, draft)| Some(Location { uri: snapshot.uri(path)?, range: snapshot.range(draft, span) });
    places.into_iter().filter_map(location).collect()
}
