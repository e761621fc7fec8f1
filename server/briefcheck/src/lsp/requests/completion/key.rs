//! Keys, the most cited first.

use std::cmp::Reverse;
use std::collections::HashMap;

use briefcheck_engine::text::Span;
use tower_lsp::ls_types::{CompletionItemKind, Uri};

use super::{About, Proposal, telling_words};
use crate::lsp::requests::rename::is_key;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::{At, Snapshot};

/// How many sources are first because they speak of the same.
const LIKELY: usize = 5;

/// Every key that can be cited. A bracket alone wants the `@` too, and its end.
pub fn proposals(
    snapshot: &Snapshot,
    at: &At<'_>,
    uri: &Uri,
    typed: Span,
    is_in_bracket: bool,
    after: &str,
) -> Result<Vec<Proposal>, Cancelled> {
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for draft in snapshot.desk.drafts() {
        snapshot.cancel.check()?;
        let citations = draft.parts().iter().flat_map(|part| &part.briefing().citations);
        citations.for_each(|citation| *uses.entry(&citation.key).or_default() += 1);
    }
    let library = &at.part.remembered.library;
    let mut sources: Vec<_> = library
        .sources()
        .map(|(_, source)| (uses.get(source.key.as_str()).copied().unwrap_or(0), source))
        .filter(|(_, source)| is_key(&source.key))
        .collect();
    // What speaks of the same comes before what is cited often.
    let words = telling_words(at);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let likely: Vec<_> = library.with_most(&words, LIKELY);
    let rank = |key: &str| likely.iter().position(|&source| library.source(source).key == key).unwrap_or(LIKELY);
    sources.sort_by_key(|(uses, source)| (rank(&source.key), Reverse(*uses), source.key.clone()));
    // An end that the editor put there by itself is replaced, so that the cursor comes behind it.
    let closed = usize::from(is_in_bracket && after.starts_with(']'));
    let span = Span::new(typed.start, typed.end + closed);
    let proposal = |(uses, source): (usize, &briefcheck_engine::sources::Source)| {
        let title = source.meta.title.as_deref().unwrap_or(&source.path);
        let detail = source.meta.date.as_ref().map_or_else(|| title.to_owned(), |date| format!("{title}, {date}"));
        let key = &source.key;
        Proposal {
            label: if is_in_bracket { format!("@{key}") } else { key.clone() },
            kind: CompletionItemKind::REFERENCE,
            from: Some(match uses {
                0 => "not cited".to_owned(),
                1 => "cited once".to_owned(),
                uses => format!("cited {uses} times"),
            }),
            detail: Some(detail),
            span,
            text: if is_in_bracket { format!("@{key}]") } else { key.clone() },
            is_snippet: false,
            // Found by the words of its title too.
            filter: format!("{key} {title}"),
            about: Some(About { uri: uri.clone(), key: key.clone(), at: None }),
        }
    };
    Ok(sources.into_iter().map(proposal).collect())
}
