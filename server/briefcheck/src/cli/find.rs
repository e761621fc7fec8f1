//! `briefcheck find`: where words stand in the workspace's sources.

use std::path::Path;
use std::sync::Arc;

use briefcheck_desk::Passage;
use briefcheck_engine::markup::{Briefing, Quotation, Unit, UnitKind};
use briefcheck_engine::rules::{Finding, Levels};
use briefcheck_engine::sources::{Article, Library, Source};
use briefcheck_engine::text::{Prose, Span};
use briefcheck_engine::verify::Uncited;
use briefcheck_engine::verify::quotation::{Located, Quoted};
use rayon::prelude::*;

use super::lines::threads;
use super::{Console, Status, args};
use crate::disk::{self, Failure, Files, Stock};
use crate::report;

/// How many articles are looked into: those that share the rarest words.
const MOST_ARTICLES: usize = 200;

/// A place where the words stand.
pub(super) struct Hit {
    pub(super) how: &'static str,
    pub(super) message: String,
    pub(super) passage: Passage,
}

pub(super) fn run(args: &args::Find, console: &Console) -> Result<Status, Failure> {
    let configs = console.configs(args.config.as_deref(), &args.allow_outside);
    if let Err(failures) = configs.are_usable() {
        return Ok(console.failed(&failures));
    }
    let words = args.text.join(" ");
    if Quoted::new(&words).words().is_empty() {
        return Err(Failure::new("there is no word to look for").with_help("write `briefcheck find \"some words\"`"));
    }
    let (stock, hits) = threads(&args.threads)?.install(|| {
        let files = Files::on_disk();
        let root = configs.workspace();
        // A workspace may have sources and no briefing yet.
        let (briefings, _) = disk::briefings(std::slice::from_ref(&root), &configs, &files);
        let stock = disk::stock(&briefings, &root, &files, &configs);
        let hits = search(&words, &stock);
        (stock, hits)
    });
    console.print(|out| {
        hits.iter()
            .take(args.limit)
            .try_for_each(|hit| writeln!(out, "{}\n", report::hit(hit.how, &hit.message, &hit.passage, console.look())))
    })?;
    let failed = console.failed(&stock.failures);
    if hits.is_empty() {
        console.say(&format!("Neither these words nor any near them are in the {} sources here", stock.sources.len()));
    }
    Ok(match hits.is_empty() {
        _ if !stock.failures.is_empty() => failed,
        true => Status::Findings,
        false => Status::Clean,
    })
}

/// The places, the best first.
pub(super) fn search(words: &str, stock: &Stock) -> Vec<Hit> {
    let quoted = Quoted::new(words);
    let likely = stock.corpus.with_most(&quoted.words(), MOST_ARTICLES);
    let likely = |source: &Source| source.article.as_ref().is_ok_and(|article| likely.contains(article));
    let sources: Vec<_> = stock.sources.iter().filter(|(source, _)| likely(source)).collect();
    let mut hits: Vec<Hit> =
        sources.into_par_iter().flat_map_iter(|(source, path)| hits(words, &quoted, stock, source, path)).collect();
    hits.sort_by(|a, b| b.passage.score.total_cmp(&a.passage.score));
    hits
}

fn hits(words: &str, quoted: &Quoted<'_>, stock: &Stock, source: &Source, path: &Path) -> Vec<Hit> {
    let Ok(id) = source.article else { return Vec::new() };
    let article = stock.corpus.article(id);
    let passage = |span, score| Passage {
        key: source.key.clone(),
        path: path.to_owned(),
        article: Arc::clone(article),
        span,
        score,
    };
    if let Located::There { places, .. } = quoted.locate(article) {
        let spans = places.iter().map(|place| article.words().span_of(place.from, place.to));
        return spans
            .map(|span| Hit { how: "exact", message: place(article, span, &source.key), passage: passage(span, 1.0) })
            .collect();
    }
    // What differs is said as it is of a quotation in a briefing.
    let finding = as_quotation(words, stock, source);
    let hit = finding.and_then(|finding| {
        let evidence = finding.evidence.first()?;
        let how = if finding.rule.name == "quote-altered" { "altered" } else { "in part" };
        Some(Hit { how, message: finding.message.clone(), passage: passage(evidence.span, evidence.score.min(0.99)) })
    });
    hit.into_iter().collect()
}

fn place(article: &Article, span: Span, key: &str) -> String {
    format!("{} of {key}", article.place(span.start))
}

/// The finding that a briefing would have that quotes the words from one source alone.
fn as_quotation(words: &str, stock: &Stock, source: &Source) -> Option<Finding> {
    let whole = Span::new(0, words.len());
    let unit = Unit {
        kind: UnitKind::BlockQuotation,
        span: whole,
        prose: Prose::verbatim(words.to_owned()),
        block: 0,
        heading: None,
        off: false,
        quotations: vec![Quotation { span: whole, content: whole }],
        stretches: Vec::new(),
    };
    let briefing = Briefing { text: words.to_owned(), units: vec![unit], ..Briefing::default() };
    let mut library = Library::new(Arc::clone(&stock.corpus));
    library.declare(source.clone());
    let report = briefcheck_engine::check(&briefing, &library, &Levels::default(), Uncited::AllSources);
    // That it is not there is no place.
    let is_place = |finding: &Finding| finding.rule.family() == "quote" && finding.rule.name != "quote-not-found";
    report.findings.into_iter().find(is_place)
}
