//! All that a desk's briefings can cite, and where words stand in it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use briefcheck_engine::markup::{Briefing, Quotation, Unit, UnitKind};
use briefcheck_engine::rules::{Finding, Levels};
use briefcheck_engine::sources::{Article, Corpus, Library, Source};
use briefcheck_engine::text::{Prose, Span};
use briefcheck_engine::verify::Uncited;
use briefcheck_engine::verify::quotation::{Located, Quoted};

use crate::catalogue::{Catalogue, Entry};
use crate::desk::Desk;
use crate::host::Host;
use crate::report::Passage;
use crate::sources::Sources;

/// How many articles are looked into: those that share the rarest words.
const MOST_ARTICLES: usize = 200;

/// The sources that can be read, each file once by its first key, and the articles in all of them.
#[derive(Default)]
pub struct Stock {
    host: Host,
    /// The sources, with the files they stand in, absolute.
    sources: Vec<(Source, PathBuf)>,
    /// Those that can't be read.
    unreadable: Vec<(Source, PathBuf)>,
    corpus: Arc<Corpus>,
}

/// A place where the words stand that were looked for.
pub struct Hit {
    /// How they stand there.
    pub how: Likeness,
    /// What is to be said of the place, for people.
    pub message: String,
    /// The place.
    pub passage: Passage,
}

/// How words that were looked for stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Just so.
    Exact,
    /// In other words, nearly so.
    Altered,
    /// Not all of them.
    InPart,
}

impl Likeness {
    /// What people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Altered => "altered",
            Self::InPart => "in part",
        }
    }
}

impl Stock {
    /// What the briefings on a desk declare, and what is in some workspaces, with or without a briefing.
    pub fn new<'a>(desk: &Desk, catalogues: impl Iterator<Item = &'a Catalogue>, sources: &Sources) -> Self {
        let corpus = Arc::clone(sources.corpus());
        let mut stock = Self { host: desk.host(), sources: Vec::new(), unreadable: Vec::new(), corpus };
        let mut seen = BTreeSet::new();
        let mut add = |entry: &Entry, catalogue: &Catalogue| {
            if entry.missing.is_none() && seen.insert(entry.path.clone()) {
                let source = sources.source(entry, &catalogue.root);
                let list = if source.article.is_ok() { &mut stock.sources } else { &mut stock.unreadable };
                list.push((source, entry.path.clone()));
            }
        };
        for draft in desk.drafts() {
            let catalogue = draft.ground().catalogue.iter();
            catalogue.for_each(|catalogue| draft.own().iter().for_each(|entry| add(entry, catalogue)));
        }
        catalogues.for_each(|catalogue| catalogue.entries.iter().for_each(|entry| add(entry, catalogue)));
        stock
    }

    /// The sources, with the files they stand in, absolute.
    pub fn sources(&self) -> &[(Source, PathBuf)] {
        &self.sources
    }

    /// The sources that can't be read, with their files: where sources are listed, these are, too, with the reason.
    pub fn unreadable(&self) -> &[(Source, PathBuf)] {
        &self.unreadable
    }

    /// The places where some words stand, the best first.
    pub fn find(&self, words: &str) -> Vec<Hit> {
        let quoted = Quoted::new(words);
        let likely = self.corpus.with_most(&quoted.words(), MOST_ARTICLES);
        let is_likely = |source: &Source| source.article.as_ref().is_ok_and(|article| likely.contains(article));
        let sources: Vec<_> = self.sources.iter().filter(|(source, _)| is_likely(source)).collect();
        let found: Vec<OnceLock<Vec<Hit>>> = sources.iter().map(|_| OnceLock::new()).collect();
        (self.host.each)(sources.len(), &|number| {
            let (source, path) = sources[number];
            found[number].get_or_init(|| self.hits(words, &quoted, source, path));
        });
        let mut hits: Vec<Hit> = found.into_iter().filter_map(OnceLock::into_inner).flatten().collect();
        hits.sort_by(|a, b| b.passage.score.total_cmp(&a.passage.score));
        hits
    }

    fn hits(&self, words: &str, quoted: &Quoted<'_>, source: &Source, path: &Path) -> Vec<Hit> {
        let Ok(id) = source.article else { return Vec::new() };
        let article = self.corpus.article(id);
        let passage = |span, score| Passage {
            key: source.key.clone(),
            path: path.to_owned(),
            article: Arc::clone(article),
            span,
            score,
        };
        if let Located::There { places, .. } = quoted.locate(article) {
            let spans = places.iter().map(|place| article.words().span_of(place.from, place.to));
            let message = |span| place(article, span, &source.key);
            return spans
                .map(|span| Hit { how: Likeness::Exact, message: message(span), passage: passage(span, 1.0) })
                .collect();
        }
        // What differs is said as it is of a quotation in a briefing.
        let finding = self.as_quotation(words, source);
        let hit = finding.and_then(|finding| {
            let evidence = finding.evidence.first()?;
            let how = if finding.rule.name == "quote-altered" { Likeness::Altered } else { Likeness::InPart };
            Some(Hit {
                how,
                message: finding.message.clone(),
                passage: passage(evidence.span, evidence.score.min(0.99)),
            })
        });
        hit.into_iter().collect()
    }

    /// The finding that a briefing would have that quotes the words from one source alone.
    fn as_quotation(&self, words: &str, source: &Source) -> Option<Finding> {
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
        let mut library = Library::new(Arc::clone(&self.corpus));
        library.declare(source.clone());
        let report = briefcheck_engine::check(&briefing, &library, &Levels::default(), Uncited::AllSources);
        // That it is not there is no place.
        let is_place = |finding: &Finding| finding.rule.family() == "quote" && finding.rule.name != "quote-not-found";
        report.findings.into_iter().find(is_place)
    }
}

fn place(article: &Article, span: Span, key: &str) -> String {
    format!("{} of {key}", article.place(span.start))
}
