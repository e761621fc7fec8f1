//! The evidence as one JSON document, for machines.
//!
//! ```text
//! {"version": 1,
//!  "verdicts": {"verified": 12, "error": 1},
//!  "sources": [{"file", "keys", "title", "author", "publisher", "date", "url", "status", "fingerprint", "unreadable"}],
//!  "briefings": [{"file", "title", "claims", "cited", "single_source", "verdicts",
//!    "sections": [{"title", "line", "verdicts"}],
//!    "items": [{"number", "kind", "section", "range", "text", "outcome", "verdict", "rule", "message", "how", "searched",
//!      "passages": [{"source", "paragraph", "range", "text", "score"}],
//!      "difference": ["the ", {"briefing": "border", "source": "frontier"}],
//!      "fixes": ["Take the source's words: …"]}]}]}
//! ```
//!
//! `searched` and `source` are indices into `sources`, `section` one into `sections`; `outcome` is `verified`,
//! `unconfirmed`, `unverifiable`, `unasked`, `checked`, `allowed`, `off` or a rule's name; `verdict` is the same with the
//! severity in the place of the name. `verdicts` count items and claims, each once. Ranges are those of `check --format json`:
//! lines and columns count from 1, columns in Unicode scalar values, offsets count bytes from 0; paragraphs count from 1.

use std::collections::BTreeMap;
use std::io::{self, Write};

use briefcheck_engine::rules::Counts;
use serde::Serialize;

use super::super::json::{Range, range, score};
use super::super::plain::write_json;
use super::difference::Part;
use super::model::{Dossier, Item, Memo, Passage};
use super::sources::SourceOf;

/// The version of the form; it changes when what is there changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    verdicts: Verdicts,
    sources: Vec<Source<'a>>,
    briefings: Vec<Briefing<'a>>,
}

/// How many items came to what; what none came to is left out.
type Verdicts = BTreeMap<&'static str, usize>;

#[derive(Serialize)]
struct Source<'a> {
    file: &'a str,
    keys: &'a [String],
    title: Option<&'a str>,
    author: Option<&'a str>,
    publisher: Option<&'a str>,
    date: Option<&'a str>,
    url: Option<&'a str>,
    status: Option<&'a str>,
    fingerprint: Option<&'a str>,
    unreadable: Option<&'a str>,
}

#[derive(Serialize)]
struct Briefing<'a> {
    file: &'a str,
    title: &'a str,
    claims: usize,
    cited: usize,
    single_source: usize,
    verdicts: Verdicts,
    sections: Vec<Section<'a>>,
    items: Vec<ItemOf<'a>>,
}

#[derive(Serialize)]
struct Section<'a> {
    title: &'a str,
    line: usize,
    verdicts: Verdicts,
}

#[derive(Serialize)]
struct ItemOf<'a> {
    number: usize,
    kind: &'a str,
    section: usize,
    range: Range,
    text: &'a str,
    outcome: &'static str,
    verdict: &'static str,
    rule: Option<&'static str>,
    message: &'a str,
    how: &'a str,
    searched: &'a [usize],
    passages: Vec<PassageOf<'a>>,
    difference: Vec<PartOf<'a>>,
    fixes: &'a [String],
}

#[derive(Serialize)]
struct PassageOf<'a> {
    source: usize,
    paragraph: usize,
    range: Range,
    text: &'a str,
    score: f64,
}

#[derive(Serialize)]
#[serde(untagged)]
enum PartOf<'a> {
    Same(&'a str),
    Changed { briefing: &'a str, source: &'a str },
}

pub(super) fn write(out: &mut dyn Write, dossier: &Dossier<'_>) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        verdicts: verdicts(&dossier.counts()),
        sources: dossier.shelf.sources.iter().map(source).collect(),
        briefings: dossier.memos.iter().map(|memo| briefing(dossier, memo)).collect(),
    };
    write_json(out, &document)
}

fn verdicts(counts: &Counts) -> Verdicts {
    counts.some().map(|(class, count)| (class.name(), count)).collect()
}

fn source(source: &SourceOf) -> Source<'_> {
    let SourceOf { file, keys, meta, fingerprint, .. } = source;
    Source {
        file,
        keys,
        title: meta.title.as_deref(),
        author: meta.author.as_deref(),
        publisher: meta.publisher.as_deref(),
        date: meta.date.as_deref(),
        url: meta.url.as_deref(),
        status: Some(source.status()).filter(|status| !status.is_empty()),
        fingerprint: fingerprint.as_deref().ok(),
        unreadable: fingerprint.as_ref().err().map(String::as_str),
    }
}

fn briefing<'a>(dossier: &'a Dossier<'_>, memo: &'a Memo<'_>) -> Briefing<'a> {
    let (cited, single_source) = memo.cited();
    let line = |offset| memo.checked.lines.position(&memo.checked.text, offset).line;
    let sections = memo.sections.iter().map(|section| Section {
        title: &section.title,
        line: line(section.start),
        verdicts: verdicts(&section.counts),
    });
    Briefing {
        file: &memo.file,
        title: &memo.title,
        claims: memo.claims.len(),
        cited,
        single_source,
        verdicts: verdicts(&memo.counts()),
        sections: sections.collect(),
        items: memo.items.iter().enumerate().map(|(at, item)| item_of(dossier, memo, at, item)).collect(),
    }
}

fn item_of<'a>(dossier: &'a Dossier<'_>, memo: &'a Memo<'_>, at: usize, item: &'a Item) -> ItemOf<'a> {
    let part = |part: &'a Part| match part {
        Part::Same(words) => PartOf::Same(words),
        Part::Changed { briefing, source } => PartOf::Changed { briefing, source },
    };
    ItemOf {
        number: at + 1,
        kind: item.kind,
        section: item.section,
        range: range(&memo.checked.text, &memo.checked.lines, item.span),
        text: memo.words(item),
        outcome: item.outcome.name(),
        verdict: item.class().name(),
        rule: item.rule.map(|rule| rule.name),
        message: &item.message,
        how: &item.how,
        searched: &item.searched,
        passages: item.passages.iter().map(|passage| passage_of(dossier, passage)).collect(),
        difference: item.difference.iter().map(part).collect(),
        fixes: &item.fixes,
    }
}

fn passage_of<'a>(dossier: &'a Dossier<'_>, passage: &Passage) -> PassageOf<'a> {
    let reading = &dossier.shelf.readings[passage.reading];
    let article = &reading.article;
    PassageOf {
        source: reading.source,
        paragraph: passage.paragraph,
        range: range(article.file(), article.lines(), article.origin(passage.span)),
        text: dossier.words(passage),
        score: score(passage.score),
    }
}
