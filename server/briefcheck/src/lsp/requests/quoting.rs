//! `briefcheck/quote`: words that were copied from a source, as a quotation with its citation.

use briefcheck_engine::text::words;
use briefcheck_engine::verify::quotation::{Located, Quoted};
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::TextDocumentIdentifier;

use crate::lsp::requests::rename::is_key;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;

/// How many sources are looked into.
const SOURCES: usize = 16;

/// What was copied, and where it is to be put.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    text_document: TextDocumentIdentifier,
    text: String,
}

/// The words with their marks and their citation.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    text: String,
}

/// What was copied as a quotation of the first source that has it; `None` where none has.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn quote(snapshot: &Snapshot, params: &Params) -> Result<Option<Quote>, Cancelled> {
    let Some(draft) = snapshot.draft(&params.text_document.uri) else { return Ok(None) };
    let copied = params.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let copied = without_own_marks(&copied);
    let folded: Vec<String> = words(copied).into_iter().map(|(_, word)| word).collect();
    let pairs: Vec<(&str, &str)> = folded.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str())).collect();
    let library = draft.library();
    let quoted = Quoted::new(copied);
    for source in library.with_pairs(&pairs, SOURCES) {
        snapshot.cancel.check()?;
        let key = &library.source(source).key;
        let Some(article) = library.article(source).filter(|_| is_key(key)) else { continue };
        if let Located::There { places, .. } = quoted.locate(article)
            && let Some(place) = places.first()
        {
            let inner: String = copied
                .chars()
                .map(|c| match c {
                    '"' => '\'',
                    '“' => '‘',
                    '”' => '’',
                    c => c,
                })
                .collect();
            return Ok(Some(Quote {
                text: format!("\"{inner}\" [@{key}, {}]", article.place(article.words().span(place.from).start)),
            }));
        }
    }
    Ok(None)
}

/// Copied words without the marks around the whole, without those at an end whose other half was not copied, and without a comma at the end.
fn without_own_marks(copied: &str) -> &str {
    let is_mark = |c: &char| matches!(c, '"' | '“' | '”' | '«' | '»');
    let marks: Vec<(usize, char)> = copied.char_indices().filter(|(_, c)| is_mark(c)).collect();
    let closes = |&(at, mark): &(usize, char)| match mark {
        '“' | '«' => false,
        '”' | '»' => true,
        _ => copied[..at].ends_with(|c: char| !c.is_whitespace()),
    };
    let begins = copied.starts_with(|c| is_mark(&c));
    let ends = copied.ends_with(|c| is_mark(&c));
    let (head, tail) = match marks.as_slice() {
        [_, _] if begins && ends => (true, true),
        [.., before, _] => (begins && !marks.get(1).is_some_and(closes), ends && closes(before)),
        _ => (begins, ends && !begins),
    };
    let copied = if head { copied.trim_start_matches(|c| is_mark(&c)) } else { copied };
    let copied = if tail { copied.trim_end_matches(|c| is_mark(&c)) } else { copied };
    // What the source goes on with is not said: “…,” she said.
    copied.trim().trim_end_matches([',', ';', ':']).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_kept_that_pair_within_what_was_copied() {
        for (copied, expected) in [
            ("the quay was built", "the quay was built"),
            ("“The quay was built.”", "The quay was built."),
            ("\"The quay was built", "The quay was built"),
            ("was built.”", "was built."),
            ("“The quay was built,”", "The quay was built"),
            ("the quay was built,", "the quay was built"),
            ("\"The quay was built,\" said Edda Marsh.", "\"The quay was built,\" said Edda Marsh."),
            ("“Built,” she said. “Once.”", "“Built,” she said. “Once.”"),
            ("“Built,” she said. “Once", "“Built,” she said. “Once"),
        ] {
            assert_eq!(without_own_marks(copied), expected);
        }
    }
}
