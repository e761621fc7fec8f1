//! What a key names.

use briefcheck_engine::sources::{Source, Status};
use briefcheck_engine::text::Span;

use super::item::about;
use crate::lsp::requests::keys;
use crate::lsp::requests::markup::Markup;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::{At, Snapshot};

/// The card of the source that the key at a place names, and where the key stands.
pub fn card(snapshot: &Snapshot, at: &At<'_>, markup: Markup) -> Result<Option<(Span, Vec<String>)>, Cancelled> {
    let Some(key) = keys::key_at(at) else { return Ok(None) };
    let library = &at.part.remembered.library;
    let (Some(source), Some(path)) = (library.find(key.key), keys::file(at.draft, library, key.key)) else {
        return Ok(Some((key.span, vec![format!("no source is called {}", markup.code(key.key))])));
    };
    let article = library.article(source);
    let source = library.source(source);
    let mut paragraphs = vec![title(source, markup)];
    paragraphs.extend(source.meta.status.map(|status| markup.strong(status_name(status))));
    let shown = snapshot.shown(&path);
    let place = snapshot.uri(&path).map_or(markup.words(&shown), |uri| markup.link(&shown, uri.as_str()));
    paragraphs.push(match (article, &source.article) {
        (Some(article), _) => format!("{place}, {}", count(article.words().len(), "word")),
        (None, Err(why)) => format!("{place} {}: {}", markup.strong("can't be read"), markup.words(&why.0)),
        (None, Ok(_)) => place,
    });
    let (mut here, mut in_all) = (0, 0);
    for draft in snapshot.desk.drafts() {
        snapshot.cancel.check()?;
        let cited = keys::keys_of(draft, &path).filter(|key| !key.is_declaration).count();
        in_all += cited;
        if draft.path() == at.draft.path() {
            here += cited;
        }
    }
    paragraphs.push(format!("cited {} in this briefing, {} in the workspace", times(here), times(in_all)));
    Ok(Some((key.span, paragraphs)))
}

/// What the source is called, and what is known of it.
fn title(source: &Source, markup: Markup) -> String {
    let author = source.meta.author.as_deref().map(|author| markup.words(author));
    let about = about(&source.meta, markup);
    let known: Vec<String> = author.into_iter().chain((!about.is_empty()).then_some(about)).collect();
    if known.is_empty() {
        markup.code(&source.key)
    } else {
        format!("{}: {}", markup.code(&source.key), known.join(", "))
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Retracted => "retracted",
        Status::Corrected => "corrected",
        Status::Superseded => "superseded",
    }
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn times(number: usize) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{number} times"),
    }
}
