//! How a quotation may go on: as a source does.

use briefcheck_engine::markup::Force;
use briefcheck_engine::sources::{Article, SourceId};
use briefcheck_engine::text::{Span, words};
use tower_lsp::ls_types::{CompletionItemKind, Uri};

use super::place::closing;
use super::{About, Proposal, covering, escaped, stands, telling_words};
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::{At, Snapshot};

/// How many sources that nothing cites are looked into, how many passages of one are offered, and how many in all.
const SOURCES: usize = 16;
const PASSAGES: usize = 12;
const MOST: usize = 40;

/// The longest label, in characters.
const LABEL: usize = 80;

/// What was typed of a quotation.
struct Typed {
    /// The folded words that are whole.
    whole: Vec<String>,
    /// The beginning of the next one.
    begun: Option<String>,
    /// How many of them stand on earlier lines.
    earlier: usize,
}

impl Typed {
    fn new(text: &str, earlier: &str) -> Self {
        let mut whole: Vec<String> = words(text).into_iter().map(|(_, word)| word).collect();
        let is_open = text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’'));
        let begun = if is_open { whole.pop() } else { None };
        Self { whole, begun, earlier: words(earlier).len() }
    }

    fn len(&self) -> usize {
        self.whole.len() + usize::from(self.begun.is_some())
    }
}

/// What sources say that begins like what was typed. `typed` is where that stands; `key` is the source if it is settled.
pub fn proposals(
    snapshot: &Snapshot,
    at: &At<'_>,
    uri: &Uri,
    typed: Span,
    mark: char,
    key: Option<&str>,
    after: &str,
) -> Result<Vec<Proposal>, Cancelled> {
    let library = &at.part.remembered.library;
    let text = at.draft.text(typed);
    // An edit stays on its line.
    let line =
        text.rfind('\n').map_or(0, |end| text.len() - text[end + 1..].trim_start_matches([' ', '>', '\t']).len());
    let said = Typed::new(&text, &text[..line]);
    let (sources, is_cited) = match key {
        Some(key) => (library.find(key).into_iter().collect(), true),
        None => match covering(at) {
            (sources, Some(Force::Own)) => (sources, true),
            (near, _) => (likely(at, &said, near), false),
        },
    };
    let close = Close::new(mark, after);
    let mut proposals = Vec::new();
    for source in sources {
        snapshot.cancel.check()?;
        let Some(article) = library.article(source) else { continue };
        let starts = if said.len() > 0 {
            starts(article, &said, is_cited)
        } else if is_cited {
            telling(article, &telling_words(at))
        } else {
            Vec::new()
        };
        for start in starts {
            for span in extents(article, start, said.len(), mark) {
                let from = article.words().span(start + said.earlier).start;
                let Some(shown) = article.text().get(from..span.end) else { continue };
                let content = on_one_line(shown);
                let mut written = escaped(&content);
                let mut end = typed.end;
                match close {
                    Close::Missing => written.push(closing(mark).unwrap_or(mark)),
                    Close::Here(length) => {
                        written.push(closing(mark).unwrap_or(mark));
                        end += length;
                    }
                    Close::Later => {}
                }
                if !is_cited && close != Close::Later {
                    written.push_str(&format!(" [@{}]", library.source(source).key));
                }
                proposals.push(Proposal {
                    label: shortened(&on_one_line(&article.text()[span])),
                    kind: CompletionItemKind::TEXT,
                    from: Some(stands(library, source, span)),
                    detail: library.source(source).meta.title.clone(),
                    span: Span::new(typed.start + line, end),
                    text: written,
                    filter: format!("{}{content}", &text[line..]),
                    about: Some(About {
                        uri: uri.clone(),
                        key: library.source(source).key.clone(),
                        at: Some((span.start, span.end)),
                    }),
                });
            }
        }
    }
    proposals.truncate(MOST);
    Ok(proposals)
}

/// Whether the quotation is closed behind the cursor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Close {
    Missing,
    /// Right there, by a mark of so many bytes.
    Here(usize),
    Later,
}

impl Close {
    fn new(mark: char, after: &str) -> Self {
        let Some(close) = closing(mark) else { return Self::Missing };
        if after.starts_with(close) {
            return Self::Here(close.len_utf8());
        }
        let is_later = if close == mark {
            after.matches(mark).count() % 2 == 1
        } else {
            after.find(close).is_some_and(|end| after.find(mark).is_none_or(|next| end < next))
        };
        if is_later { Self::Later } else { Self::Missing }
    }
}

/// The sources that may have what was typed: those that are cited near first.
fn likely(at: &At<'_>, said: &Typed, near: Vec<SourceId>) -> Vec<SourceId> {
    let whole: Vec<&str> = said.whole.iter().map(String::as_str).collect();
    let pairs: Vec<(&str, &str)> = whole.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let library = &at.part.remembered.library;
    let mut sources = near;
    let found = if pairs.is_empty() { library.with_all(&whole) } else { library.with_pairs(&pairs, SOURCES) };
    let mut found: Vec<SourceId> = found.into_iter().filter(|source| !sources.contains(source)).collect();
    found.truncate(SOURCES);
    sources.append(&mut found);
    sources
}

/// Where an article goes on from what was typed: the positions of its first word. A first word that is not whole yet
/// is looked for only where a source is settled: elsewhere it would be everywhere.
fn starts(article: &Article, said: &Typed, is_settled: bool) -> Vec<usize> {
    let index = article.words();
    let begins = |position: usize| match &said.begun {
        Some(begun) => position < index.len() && index.word(position).starts_with(begun.as_str()),
        None => true,
    };
    let Some(ids) = said.whole.iter().map(|word| index.find(word)).collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    let rarest = (0..ids.len()).min_by_key(|&at| index.positions(ids[at]).len());
    if let Some(rarest) = rarest {
        let start = |&position: &u32| (position as usize).checked_sub(rarest);
        let is_it = |&start: &usize| {
            index.ids().get(start..start + ids.len()).is_some_and(|here| here == ids) && begins(start + ids.len())
        };
        return index.positions(ids[rarest]).iter().filter_map(start).filter(is_it).take(PASSAGES).collect();
    }
    let Some(begun) = said.begun.as_deref().filter(|_| is_settled) else { return Vec::new() };
    let meant = index.vocabulary().entries().filter(|(_, word)| word.starts_with(begun));
    let mut starts: Vec<usize> =
        meant.flat_map(|(id, _)| index.positions(id)).map(|&position| position as usize).collect();
    starts.sort_unstable();
    // Where sentences begin, quotations do.
    let begins_sentence = |start: usize| {
        let at = index.span(start).start;
        let sentence = article.sentences().partition_point(|sentence| sentence.start <= at).checked_sub(1);
        sentence.is_some_and(|sentence| index.position_at(article.sentences()[sentence].start) == start)
    };
    starts.sort_by_key(|&start| !begins_sentence(start));
    starts.truncate(PASSAGES);
    starts
}

/// Where the sentences of an article begin that share the most of these words, the best first.
fn telling(article: &Article, words: &[String]) -> Vec<usize> {
    let index = article.words();
    let ids: Vec<_> = words.iter().filter_map(|word| index.find(word)).collect();
    let shared = |sentence: Span| {
        let here = &index.ids()[index.positions_in(sentence)];
        ids.iter().filter(|id| here.contains(id)).count()
    };
    let mut sentences: Vec<(usize, usize)> = article
        .sentences()
        .iter()
        .map(|&sentence| (shared(sentence), index.positions_in(sentence)))
        .filter(|(_, positions)| !positions.is_empty())
        .map(|(count, positions)| (count, positions.start))
        .collect();
    sentences.sort_by_key(|&(count, start)| (std::cmp::Reverse(count), start));
    sentences.into_iter().take(PASSAGES).map(|(_, start)| start).collect()
}

/// What may be quoted from a word on: up to the end of the clause and up to that of the sentence, if that is more than
/// the `count` words that were typed.
fn extents(article: &Article, start: usize, count: usize, mark: char) -> Vec<Span> {
    let (text, index) = (article.text(), article.words());
    let from = index.span(start).start;
    let typed_end = index.span_of(start, (start + count.max(1)).min(index.len())).end;
    let sentences = article.sentences();
    let at = sentences.partition_point(|sentence| sentence.end < typed_end);
    let Some(sentence) = sentences.get(at) else { return Vec::new() };
    let rest = &text[typed_end..sentence.end.max(typed_end)];
    // Marks of the same kind within would close it.
    let is_mark = |c: char| c == mark || Some(c) == closing(mark) || matches!(c, '"' | '“' | '”' | '«' | '»');
    let rest = &rest[..rest.find(is_mark).unwrap_or(rest.len())];
    let ends_clause = |(at, c): (usize, char)| {
        let is_between_digits = || {
            rest[at + c.len_utf8()..].starts_with(|next: char| next.is_ascii_digit())
                && rest[..at].ends_with(|last: char| last.is_ascii_digit())
        };
        (matches!(c, ',' | ';' | ':' | '—' | '–' | '(' | ')') && !is_between_digits()).then_some(at)
    };
    let clause = rest.char_indices().find_map(ends_clause);
    let ends = clause.into_iter().chain([rest.len()]);
    let mut spans: Vec<Span> = ends
        .map(|end| {
            let words = rest[..end]
                .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | '?' | ',' | ';' | ':'));
            Span::new(from, typed_end + words.len())
        })
        .filter(|span| count == 0 || span.end > typed_end || index.positions_in(*span).len() == count)
        .collect();
    spans.dedup();
    spans
}

/// Words with single blanks between them.
fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(LABEL) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words.to_owned(),
    }
}
