//! All tokens of a briefing, and what is another than the client has.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tower_lsp::ls_types::{
    SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensEdit,
    SemanticTokensFullDeltaResult, SemanticTokensParams, Uri,
};

use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;
use crate::lsp::uri;

/// What the client was given last of each briefing.
#[derive(Default)]
pub struct Given(Mutex<Last>);

#[derive(Default)]
struct Last {
    /// How often something was given: what tells the results apart.
    count: u64,
    tokens: HashMap<PathBuf, (String, Vec<SemanticToken>)>,
}

impl Given {
    /// Keeps what the client is given now; under what name, and what it was given before.
    fn give(&self, path: &Path, tokens: &[SemanticToken]) -> (String, Option<(String, Vec<SemanticToken>)>) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.count += 1;
        let id = last.count.to_string();
        let before = last.tokens.insert(path.to_owned(), (id.clone(), tokens.to_vec()));
        (id, before)
    }

    /// Forgets a briefing that was closed.
    pub fn forget(&self, uri: &Uri) {
        if let Some(path) = uri::path(uri) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).tokens.remove(&path);
        }
    }
}

/// Every token of a briefing.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn full(
    snapshot: &Snapshot,
    given: &Given,
    params: &SemanticTokensParams,
) -> Result<Option<SemanticTokens>, Cancelled> {
    let Some(draft) = snapshot.draft(&params.text_document.uri) else { return Ok(None) };
    let data = super::all(snapshot, draft)?;
    let (id, _) = given.give(draft.path(), &data);
    Ok(Some(SemanticTokens { result_id: Some(id), data }))
}

/// What is another than the client has, if that is what it was given last; else every token.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn delta(
    snapshot: &Snapshot,
    given: &Given,
    params: &SemanticTokensDeltaParams,
) -> Result<Option<SemanticTokensFullDeltaResult>, Cancelled> {
    let Some(draft) = snapshot.draft(&params.text_document.uri) else { return Ok(None) };
    let data = super::all(snapshot, draft)?;
    let (id, before) = given.give(draft.path(), &data);
    let before = before.filter(|(id, _)| *id == params.previous_result_id);
    Ok(Some(match before {
        Some((_, before)) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
            result_id: Some(id),
            edits: edit(&before, &data).into_iter().collect(),
        }),
        None => SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id: Some(id), data }),
    }))
}

/// How many numbers a token is.
const NUMBERS: usize = 5;

/// The one edit that makes some tokens others; `None` for the same.
fn edit(before: &[SemanticToken], now: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let same = |pairs: &mut dyn Iterator<Item = (&SemanticToken, &SemanticToken)>| {
        pairs.take_while(|(before, now)| before == now).count()
    };
    let head = same(&mut before.iter().zip(now));
    let (before, now) = (&before[head..], &now[head..]);
    let tail = same(&mut before.iter().rev().zip(now.iter().rev()));
    let (deleted, new) = (before.len() - tail, &now[..now.len() - tail]);
    let number = |tokens: usize| u32::try_from(tokens * NUMBERS).unwrap_or(u32::MAX);
    (deleted > 0 || !new.is_empty()).then(|| SemanticTokensEdit {
        start: number(head),
        delete_count: number(deleted),
        data: Some(new.to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(starts: &[u32]) -> Vec<SemanticToken> {
        let token = |&delta_start: &u32| SemanticToken {
            delta_line: 0,
            delta_start,
            length: 1,
            token_type: 0,
            token_modifiers_bitset: 0,
        };
        starts.iter().map(token).collect()
    }

    fn check(before: &[u32], now: &[u32], expected: Option<(u32, u32, &[u32])>) {
        let edit = edit(&tokens(before), &tokens(now));
        let expected = expected.map(|(start, delete_count, new)| SemanticTokensEdit {
            start,
            delete_count,
            data: Some(tokens(new)),
        });
        assert_eq!(edit, expected);
    }

    #[test]
    fn an_edit_is_what_differs() {
        check(&[1, 2, 3], &[1, 2, 3], None);
        check(&[1, 2, 3], &[1, 4, 3], Some((5, 5, &[4])));
        check(&[1, 2, 3], &[1, 3], Some((5, 5, &[])));
        check(&[1, 3], &[1, 2, 3], Some((5, 0, &[2])));
        check(&[], &[1], Some((0, 0, &[1])));
        check(&[1, 1], &[1], Some((5, 5, &[])));
    }
}
