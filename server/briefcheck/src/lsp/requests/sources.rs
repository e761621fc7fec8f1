//! `briefcheck/sources`: what a briefing cites, and the claims that rest on each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use briefcheck_desk::{Draft, Part};
use briefcheck_engine::rules::Outcome;
use briefcheck_engine::sources::{Library, Meta, SourceId};
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{Range, TextDocumentIdentifier, Uri};

use crate::lsp::requests::rename::is_key;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;
use crate::report::visible;

/// Whose sources are asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    text_document: TextDocumentIdentifier,
}

/// What a briefing cites.
#[derive(Debug, Serialize)]
pub struct Shown {
    /// By where they are declared or first cited.
    sources: Vec<Source>,
    /// What else can be cited, by key.
    others: Vec<Source>,
}

/// A source that a briefing declares or cites.
#[derive(Debug, Serialize)]
struct Source {
    key: String,
    title: String,
    /// Empty if it is not known.
    author: String,
    detail: String,
    /// Its file; none for a key that nothing declares.
    uri: Option<Uri>,
    readable: bool,
    /// In the order of the text.
    claims: Vec<Claim>,
}

/// A claim that cites a source.
#[derive(Clone, Debug, Serialize)]
struct Claim {
    range: Range,
    text: String,
    /// What it came to, with its items.
    state: &'static str,
}

/// What a briefing cites; `None` for what is no briefing.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn sources(snapshot: &Snapshot, params: &Params) -> Result<Option<Shown>, Cancelled> {
    let Some(draft) = snapshot.draft(&params.text_document.uri) else { return Ok(None) };
    let mut claims: BTreeMap<PathBuf, Vec<Claim>> = BTreeMap::new();
    for part in snapshot.parts(draft)? {
        for (files, claim) in claims_of(snapshot, draft, &part) {
            for file in files {
                claims.entry(file).or_default().push(claim.clone());
            }
        }
    }
    let library = draft.library();
    let (mut sources, mut seen) = (Vec::new(), BTreeSet::new());
    for key in keys(draft) {
        let id = library.find(key);
        let path = id.and_then(|id| Snapshot::source_path(draft, &library, id));
        // Two keys may name one file.
        if !seen.insert(path.clone().unwrap_or_else(|| PathBuf::from(key))) {
            continue;
        }
        let claims = path.and_then(|path| claims.remove(&path)).unwrap_or_default();
        sources.push(source(snapshot, draft, &library, key, id, claims));
    }
    let rest = library.sources().filter_map(|(id, known)| {
        let path = Snapshot::source_path(draft, &library, id)?;
        (is_key(&known.key) && seen.insert(path))
            .then(|| source(snapshot, draft, &library, &known.key, Some(id), Vec::new()))
    });
    let mut others: Vec<Source> = rest.collect();
    others.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(Some(Shown { sources, others }))
}

fn source(
    snapshot: &Snapshot,
    draft: &Draft,
    library: &Library,
    key: &str,
    id: Option<SourceId>,
    claims: Vec<Claim>,
) -> Source {
    let meta = id.map(|id| &library.source(id).meta);
    Source {
        key: key.to_owned(),
        title: visible(meta.and_then(|meta| meta.title.as_deref()).unwrap_or(key)),
        author: visible(meta.and_then(|meta| meta.author.as_deref()).unwrap_or_default()),
        detail: meta.map(detail).unwrap_or_default(),
        uri: id.and_then(|id| snapshot.uri_of_source(draft, library, id)),
        readable: id.is_some_and(|id| library.article(id).is_some()),
        claims,
    }
}

/// Who published a source, and when, as far as that is known.
pub fn detail(meta: &Meta) -> String {
    visible(&meta.published().collect::<Vec<_>>().join(", "))
}

/// The keys that a briefing declares, then those that it cites.
fn keys(draft: &Draft) -> impl Iterator<Item = &str> {
    let declared = draft.front_matter().declarations.iter().map(|declaration| declaration.key.as_str());
    let cited = draft.parts().iter().flat_map(|part| &part.briefing().citations);
    declared.chain(cited.map(|citation| citation.key.as_str()))
}

/// The claims of a part, each with the files of the sources that it was held against.
fn claims_of(snapshot: &Snapshot, draft: &Draft, part: &Part<'_>) -> Vec<(BTreeSet<PathBuf>, Claim)> {
    let library = &part.remembered.library;
    let mut units: BTreeMap<usize, (BTreeSet<PathBuf>, Outcome)> = BTreeMap::new();
    for (check, outcome) in part.remembered.report.settled() {
        let (files, worst) = units.entry(check.unit).or_insert_with(|| (BTreeSet::new(), Outcome::Unasked));
        files.extend(check.searched.iter().filter_map(|&id| Snapshot::source_path(draft, library, id)));
        *worst = worst.worse(outcome);
    }
    let claim = |(unit, (files, outcome)): (usize, (BTreeSet<PathBuf>, Outcome))| {
        let span = part.placed.origin(part.placed.briefing().units.get(unit)?.span);
        let text = visible(&draft.text(span));
        Some((files, Claim { range: snapshot.range(draft, span), text, state: outcome.class().name() }))
    };
    units.into_iter().filter_map(claim).collect()
}
