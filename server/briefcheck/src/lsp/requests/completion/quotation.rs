//! How a quotation may go on: as a source does.

use std::cmp::Reverse;

use briefcheck_engine::markup::Force;
use briefcheck_engine::names::{self, Name, Standing};
use briefcheck_engine::sources::{Article, SourceId};
use briefcheck_engine::text::{Span, is_quotation_mark, words};
use tower_lsp::ls_types::{CompletionItemKind, Uri};

use super::likely::{Before, Votes, said_in};
use super::place::closing;
use super::trying::as_said;
use super::{About, Proposal, citation, covering, escaped, on_one_line, stands};
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::{At, Snapshot};

/// How many sources that nothing cites are looked into, how many passages of one are offered, and how many in all.
const SOURCES: usize = 16;
const PASSAGES: usize = 12;
const MOST: usize = 40;

/// How many places in an article that begin like what was typed are compared.
const STARTS: usize = 400;

/// What it counts that a quotation would begin where a sentence or somebody's speech does.
const BEGINNING: usize = 6;

/// The most words of what is looked at as a name.
const LONGEST_NAME: usize = 6;

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

/// A quotation that is being written.
pub struct Written<'a> {
    /// What was typed between the marks, in bytes of the briefing.
    pub typed: Span,
    /// The mark that opens it; a block has none.
    pub mark: Option<char>,
    /// The source, if it is settled.
    pub key: Option<&'a str>,
    /// What follows in the paragraph.
    pub after: &'a str,
}

/// What sources say that begins like what was typed, the likeliest first: what shares the most with the words `before` it. What
/// nothing cites comes whole, with its mark and its citation.
pub fn proposals(
    snapshot: &Snapshot,
    at: &At<'_>,
    uri: &Uri,
    before: &Before,
    written: &Written<'_>,
) -> Result<Vec<Proposal>, Cancelled> {
    let library = &at.part.remembered.library;
    let text = at.draft.text(written.typed);
    // An edit stays on its line.
    let line =
        text.rfind('\n').map_or(0, |end| text.len() - text[end + 1..].trim_start_matches([' ', '>', '\t']).len());
    let said = Typed::new(&text, &text[..line]);
    let (sources, is_cited) = match written.key {
        Some(key) => (library.find(key).into_iter().collect(), true),
        None => match covering(at) {
            (sources, Some(Force::Own)) => (sources, true),
            (near, _) => (likely(at, &said, before, near), false),
        },
    };
    let mut found: Vec<(usize, SourceId, usize)> = Vec::new();
    for source in sources {
        snapshot.cancel.check()?;
        let Some(article) = library.article(source) else { continue };
        let votes = before.votes(source, article);
        let mut places = if said.len() > 0 {
            starts(article, &said).into_iter().map(|start| (begun_at(article, start, &votes), start)).collect()
        } else {
            votes.places(written.key.is_none())
        };
        places.sort_by_key(|&(score, start)| (Reverse(score), start));
        places.truncate(PASSAGES);
        // What nobody has begun begins where what is said does.
        let start_of = |start: usize| if said.len() > 0 { start } else { said_from(article, start) };
        found.extend(places.into_iter().map(|(score, start)| (score, source, start_of(start))));
    }
    found.sort_by_key(|&(score, ..)| Reverse(score));
    let close = Close::new(written.mark, written.after);
    let put = Put { text: &text, line, close, is_cited };
    let mut proposals = Vec::new();
    for (_, source, start) in found {
        let Some(article) = library.article(source) else { continue };
        let extents = extents(article, start, said.len(), written.mark);
        proposals.extend(extents.into_iter().filter_map(|span| put.proposal(at, uri, source, span, &said, written)));
        if proposals.len() >= MOST {
            break;
        }
    }
    if written.key.is_some() { Ok(proposals) } else { as_said(snapshot, at, proposals) }
}

/// How the words of a source are put in.
struct Put<'a> {
    /// What was typed.
    text: &'a str,
    /// Where its last line begins.
    line: usize,
    close: Close,
    is_cited: bool,
}

impl Put<'_> {
    fn proposal(
        &self,
        at: &At<'_>,
        uri: &Uri,
        source: SourceId,
        span: Span,
        said: &Typed,
        written: &Written<'_>,
    ) -> Option<Proposal> {
        let library = &at.part.remembered.library;
        let article = library.article(source)?;
        let from = article.words().span(article.words().position_at(span.start) + said.earlier).start;
        let content = on_one_line(article.text().get(from..span.end)?);
        let mut text = escaped(&content);
        let mut end = written.typed.end;
        if self.close != Close::Later {
            text.extend(written.mark.and_then(closing));
        }
        if let Close::Here(length) = self.close {
            end += length;
        }
        if !self.is_cited && self.close != Close::Later {
            text.push_str(&citation(library, source, span));
        }
        Some(Proposal {
            label: shortened(&on_one_line(&article.text()[span])),
            kind: CompletionItemKind::TEXT,
            from: Some(stands(library, source, span)),
            detail: library.source(source).meta.title.clone(),
            span: Span::new(written.typed.start + self.line, end),
            text,
            is_snippet: false,
            filter: format!("{}{content}", &self.text[self.line..]),
            about: Some(About {
                uri: uri.clone(),
                key: library.source(source).key.clone(),
                at: Some((span.start, span.end)),
            }),
        })
    }
}

/// Whether the quotation is closed behind the cursor, or goes on there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Close {
    Missing,
    /// Right there, by a mark of so many bytes.
    Here(usize),
    Later,
}

impl Close {
    fn new(mark: Option<char>, after: &str) -> Self {
        let Some((mark, close)) = mark.and_then(|mark| Some((mark, closing(mark)?))) else {
            return if after.trim().is_empty() { Self::Missing } else { Self::Later };
        };
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

/// The sources that may have what was typed: those that are cited near and those that speak of the same first.
fn likely(at: &At<'_>, said: &Typed, before: &Before, near: Vec<SourceId>) -> Vec<SourceId> {
    let whole: Vec<&str> = said.whole.iter().map(String::as_str).collect();
    let pairs: Vec<(&str, &str)> = whole.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let library = &at.part.remembered.library;
    if whole.is_empty() {
        return before.sources(at, near);
    }
    let mut sources = near;
    let found = if pairs.is_empty() { library.with_all(&whole) } else { library.with_pairs(&pairs, SOURCES) };
    let likely = if pairs.is_empty() { before.sources(at, Vec::new()) } else { Vec::new() };
    for source in likely.into_iter().filter(|source| found.contains(source)).chain(found.iter().copied()) {
        if !sources.contains(&source) && sources.len() < SOURCES {
            sources.push(source);
        }
    }
    sources
}

/// What speaks for a place where an article goes on from what was typed: what is shared there, and that a sentence begins.
fn begun_at(article: &Article, start: usize, votes: &Votes<'_>) -> usize {
    let span = article.words().span(start);
    let sentence = article.sentences().partition_point(|sentence| sentence.start <= span.start).checked_sub(1);
    let begins = sentence.is_some_and(|at| article.words().position_at(article.sentences()[at].start) == start);
    let opens = article.text()[..span.start].ends_with(is_quotation_mark);
    votes.of(span) + if begins || opens { BEGINNING } else { 0 }
}

/// Where an article goes on from what was typed: the positions of its first word.
fn starts(article: &Article, said: &Typed) -> Vec<usize> {
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
        return index.positions(ids[rarest]).iter().filter_map(start).filter(is_it).take(STARTS).collect();
    }
    let Some(begun) = said.begun.as_deref() else { return Vec::new() };
    let meant = index.vocabulary().entries().filter(|(_, word)| word.starts_with(begun));
    meant.flat_map(|(id, _)| index.positions(id)).map(|&position| position as usize).take(STARTS).collect()
}

/// What may be quoted from a word on: up to the end of the clause and up to that of the sentence, if that is more than
/// the `count` words that were typed.
fn extents(article: &Article, start: usize, count: usize, mark: Option<char>) -> Vec<Span> {
    let (text, index) = (article.text(), article.words());
    let from = index.span(start).start;
    let typed_end = index.span_of(start, (start + count.max(1)).min(index.len())).end;
    let sentences = article.sentences();
    let at = sentences.partition_point(|sentence| sentence.end < typed_end);
    let Some(&sentence) = sentences.get(at) else { return Vec::new() };
    // Who says the words is no part of them.
    let said = said_in(article, sentence);
    if from < said.start && from >= sentence.start {
        return Vec::new();
    }
    let rest = &text[typed_end..said.end.max(typed_end)];
    // Marks of the same kind within would close it.
    let own = [mark, mark.and_then(closing)];
    let is_mark = |c: char| own.contains(&Some(c)) || matches!(c, '"' | '“' | '”' | '«' | '»');
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
        .filter(|span| !is_name(article, sentence, *span))
        .collect();
    spans.dedup();
    spans
}

/// Where what somebody says begins in the sentence that begins with a word, else that word.
fn said_from(article: &Article, start: usize) -> usize {
    let from = article.words().span(start).start;
    let at = article.sentences().partition_point(|sentence| sentence.end <= from);
    let said = article.sentences().get(at).map(|&sentence| said_in(article, sentence));
    said.map_or(start, |said| article.words().position_at(said.start.max(from)))
}

/// Whether some words of a sentence are a name and nothing more: nobody is quoted with that.
fn is_name(article: &Article, sentence: Span, words: Span) -> bool {
    let text = article.text();
    let is_short = article.words().positions_in(words).len() <= LONGEST_NAME;
    let is_capital = || text.get(words.range()).is_some_and(|words| words.starts_with(char::is_uppercase));
    let Some(sentence_text) = text.get(sentence.range()).filter(|_| is_short && is_capital()) else { return false };
    let is_it = |name: &Name| name.standing == Standing::Certain && name.span.shifted(sentence.start).contains(words);
    names::read(sentence_text).iter().any(is_it)
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(LABEL) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words.to_owned(),
    }
}
