//! Names that begin as what was typed: spelled as the sources spell them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use briefcheck_engine::lexicon;
use briefcheck_engine::markup::Force;
use briefcheck_engine::names::{self, Role, Standing};
use briefcheck_engine::sources::{Article, SourceId};
use briefcheck_engine::text::{Span, is_function_word, words};
use tower_lsp::ls_types::{CompletionItemKind, Uri};

use super::likely::Before;
use super::trying::unflagged;
use super::{About, Proposal, covering, on_one_line, stands};
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::{At, Snapshot};

/// How many names are offered, and in how many places of an article they are looked for.
const MOST: usize = 12;
const PLACES: usize = 200;

/// The longest description that is offered with a name, in words.
const LONGEST: usize = 8;

/// What speaks for a name, and where it stands.
type Proposed = (usize, SourceId, Span);

/// The names of the covering sources, else of those that speak of the same, of which a word begins as what was `typed`: from
/// that word on, alone and with what the source says of it right behind it.
pub fn proposals(
    snapshot: &Snapshot,
    at: &At<'_>,
    uri: &Uri,
    before: &Before,
    typed: Span,
) -> Result<Vec<Proposal>, Cancelled> {
    let library = &at.part.remembered.library;
    let begun = at.draft.text(typed);
    let (near, force) = covering(at);
    let sources = if force == Some(Force::Own) { near } else { before.sources(at, near) };
    let mut found: BTreeMap<String, Proposed> = BTreeMap::new();
    for source in sources {
        snapshot.cancel.check()?;
        let Some(article) = library.article(source) else { continue };
        for (score, span) in of_source(article, source, &begun, before) {
            let name = on_one_line(&article.text()[span]);
            let described = description(article, span.end).map(|words| format!("{name}, {words},"));
            for name in std::iter::once(name).chain(described) {
                let best = found.entry(name).or_insert((0, source, span));
                if best.0 < score {
                    *best = (score, source, span);
                }
            }
        }
    }
    let mut found: Vec<(String, Proposed)> = found.into_iter().filter(|(name, _)| *name != begun).collect();
    found.sort_by_key(|(_, (score, ..))| Reverse(*score));
    let proposal = |(name, (_, source, span)): (String, Proposed)| Proposal {
        kind: CompletionItemKind::CONSTANT,
        from: Some(stands(library, source, span)),
        detail: library.source(source).meta.title.clone(),
        span: typed,
        filter: name.clone(),
        text: name.clone(),
        is_snippet: false,
        label: name,
        about: Some(About {
            uri: uri.clone(),
            key: library.source(source).key.clone(),
            at: Some((span.start, span.end)),
        }),
    };
    unflagged(snapshot, at, found.into_iter().take(MOST).map(proposal))
}

/// What the source says of a name right behind it: `who leads the council`.
fn description(article: &Article, end: usize) -> Option<String> {
    let rest = article.text().get(end..)?.strip_prefix(',')?;
    let clause =
        &rest[..rest.find(|c: char| !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '\'' | '’' | '-'))?];
    let words = words(clause);
    let is_one = words.first().is_some_and(|(_, first)| lexicon::RELATIVES.has(first));
    (is_one && words.len() > 1 && words.len() <= LONGEST).then(|| on_one_line(clause))
}

/// The ends of the names of an article that begin as what was typed, each with what speaks for it.
fn of_source(article: &Article, source: SourceId, begun: &str, before: &Before) -> Vec<(usize, Span)> {
    let votes = before.votes(source, article);
    let index = article.words();
    let folded = begun.to_lowercase();
    let meant = index.vocabulary().entries().filter(|(_, word)| word.starts_with(&folded));
    let places = meant.flat_map(|(id, _)| index.positions(id)).map(|&position| index.span(position as usize).start);
    let capitals = places.filter(|&place| article.text()[place..].starts_with(begun)).take(PLACES);
    let end_of_name = |place: usize| {
        let sentence = votes.sentence(place)?;
        let is_it = |name: &&names::Name| {
            let holds = |word: &names::NameWord| {
                let is_of_it = match word.role {
                    Role::Distinctive | Role::Acronym | Role::Weak => true,
                    // “When Mira Dahl”: such a word only begins the sentence.
                    Role::First => !is_function_word(&word.folded),
                    Role::Initial | Role::Joint => false,
                };
                is_of_it && sentence.start + word.span.start == place
            };
            name.standing == Standing::Certain && name.words.iter().any(holds)
        };
        let names = names::read(&article.text()[sentence]);
        let end = names.iter().find(is_it)?.span.end;
        Some(Span::new(place, sentence.start + end))
    };
    capitals.filter_map(end_of_name).map(|span| (votes.of(span), span)).collect()
}
