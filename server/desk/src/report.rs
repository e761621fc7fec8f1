//! What a desk says of a briefing: the reports on its parts, put together.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::document::Placed;
use briefcheck_engine::markup::{CitationForm, Directive, FrontMatter, Unit};
use briefcheck_engine::rules::{Finding, Outcome};
use briefcheck_engine::sources::{Article, Library};
use briefcheck_engine::text::{Lines, Span};
use briefcheck_engine::verify::{Check, Evidence};
use tree_sitter::Tree;

use crate::conflicts::Contradicted;
use crate::draft::{Draft, Part};
use crate::lock;
use crate::paths;

/// A briefing and what was found in it. Spans are bytes of its text.
pub struct Report {
    /// The file, absolute.
    pub path: Arc<Path>,
    /// The workspace's folder, which the paths of the library's sources are from.
    pub root: PathBuf,
    /// What the workspace's lock knows it by.
    pub name_in_lock: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
    /// The lines of the text.
    pub lines: Lines,
    /// The tree that it was read from; `None` if it was not read.
    pub tree: Option<Tree>,
    /// What it says of itself.
    pub front_matter: FrontMatter,
    /// What it can cite.
    pub library: Arc<Library>,
    /// The keys that it cites.
    pub citations: Vec<Cited>,
    /// Its directives.
    pub directives: Vec<Directive>,
    /// Every item that was held against its sources, in the order of the text. Its unit is known to [`Report::unit`].
    pub checks: Vec<Check>,
    /// What each of them came to; a directive is one of `directives`.
    pub outcomes: Vec<Outcome>,
    /// The findings, in the order of the text.
    pub findings: Vec<Finding>,
    /// The figures that earlier ones contradict; each check is one of its part.
    pub contradicted: Vec<Contradicted>,
    units: Vec<(Arc<Placed>, usize)>,
}

/// A citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Where it stands.
    pub span: Span,
    /// The key.
    pub key: String,
    /// How it is written.
    pub form: CitationForm,
}

/// A passage in a source's file.
#[derive(Debug)]
pub struct Passage {
    /// The source's key.
    pub key: String,
    /// The file, absolute.
    pub path: PathBuf,
    /// The article.
    pub article: Arc<Article>,
    /// The passage, in bytes of the article's text.
    pub span: Span,
    /// How much of the item it has: 0 to 1.
    pub score: f32,
}

impl Passage {
    /// Where it stands, in bytes of the file.
    pub fn origin(&self) -> Span {
        self.article.origin(self.span)
    }

    /// Its words.
    pub fn text(&self) -> &str {
        &self.article.text()[self.span]
    }
}

impl Report {
    /// A report on a text in which nothing was looked at.
    pub fn empty(path: Arc<Path>, root: PathBuf, text: Arc<str>) -> Self {
        Self {
            path,
            root,
            name_in_lock: "".into(),
            lines: Lines::new(&text),
            text,
            tree: None,
            front_matter: FrontMatter::default(),
            library: Arc::default(),
            citations: Vec::new(),
            directives: Vec::new(),
            checks: Vec::new(),
            outcomes: Vec::new(),
            findings: Vec::new(),
            contradicted: Vec::new(),
            units: Vec::new(),
        }
    }

    /// Puts the parts of a briefing together, which were all checked against the library that it has now.
    pub(crate) fn new(draft: &Draft, parts: &[Part<'_>]) -> Self {
        let ground = draft.ground();
        let root = ground.catalogue.as_ref().map(|catalogue| catalogue.root.clone()).unwrap_or_default();
        let mut report = Self::empty(Arc::clone(draft.path()), root, draft.rope().to_string().into());
        report.name_in_lock = Arc::clone(&ground.name_in_lock);
        report.tree = Some(draft.tree().clone());
        report.front_matter = draft.front_matter().clone();
        report.library = draft.library();
        let numbers = report.take_units(parts);
        let ids = report.take_checks(parts, &numbers);
        for found in draft.findings(parts) {
            let of = found.of;
            let mut finding = found.moved();
            finding.check = of.zip(finding.check).and_then(|((part, _), check)| ids[part].get(check).copied());
            report.findings.push(finding);
        }
        report
    }

    /// Takes the units in the order of the text, with what stands in them; the number that each unit of each part got.
    fn take_units(&mut self, parts: &[Part<'_>]) -> Vec<Vec<usize>> {
        let mut order: Vec<(usize, usize, usize)> = Vec::new();
        for (number, Part { placed, .. }) in parts.iter().enumerate() {
            let units = placed.briefing().units.iter().enumerate();
            order.extend(units.map(|(unit, of)| (placed.origin(of.span).start, number, unit)));
        }
        // A part with several pieces reaches over others.
        order.sort();
        let mut numbers: Vec<Vec<usize>> = Vec::with_capacity(parts.len());
        let mut placed: Vec<Arc<Placed>> = Vec::with_capacity(parts.len());
        for part in parts {
            numbers.push(vec![0; part.placed.briefing().units.len()]);
            placed.push(Arc::new(part.placed.clone()));
        }
        for (_, part, unit) in order {
            numbers[part][unit] = self.units.len();
            self.units.push((Arc::clone(&placed[part]), unit));
        }
        numbers
    }

    /// Takes the checks, and the citations and directives of each part; the number that each check of each part got.
    fn take_checks(&mut self, parts: &[Part<'_>], numbers: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let mut checks: Vec<(Check, Outcome, usize, usize)> = Vec::new();
        for (number, Part { placed, remembered }) in parts.iter().enumerate() {
            let origin = |span| placed.origin(span);
            let briefing = placed.briefing();
            let first = self.directives.len();
            for (id, (check, outcome)) in remembered.report.settled().enumerate() {
                let unit = numbers[number].get(check.unit).copied().unwrap_or_default();
                let outcome = outcome.with_directives_from(first);
                checks.push((Check { unit, span: origin(check.span), ..check.clone() }, outcome, number, id));
            }
            self.directives.extend(briefing.directives.iter().map(|directive| Directive {
                span: origin(directive.span),
                scope: origin(directive.scope),
                kind: directive.kind.clone(),
            }));
            self.citations.extend(briefing.citations.iter().map(|citation| Cited {
                span: origin(citation.span),
                key: citation.key.clone(),
                form: citation.form,
            }));
        }
        checks.sort_by_key(|(check, ..)| (check.unit, check.kind, check.prose));
        let mut ids: Vec<Vec<usize>> = parts.iter().map(|part| vec![0; part.remembered.report.checks.len()]).collect();
        for (check, outcome, part, id) in checks {
            ids[part][id] = self.checks.len();
            self.checks.push(check);
            self.outcomes.push(outcome);
        }
        ids
    }

    /// The unit with a number, as checks have it; its own spans are of its part.
    pub fn unit(&self, number: usize) -> Option<&Unit> {
        let (placed, unit) = self.units.get(number)?;
        placed.briefing().units.get(*unit)
    }

    /// The units with their places, in the order of the text.
    pub fn units(&self) -> impl Iterator<Item = (Span, &Unit)> {
        self.units.iter().filter_map(|(placed, unit)| {
            let unit = placed.briefing().units.get(*unit)?;
            Some((placed.origin(unit.span), unit))
        })
    }

    /// Where the unit with a number stands.
    pub fn place_of_unit(&self, number: usize) -> Option<Span> {
        let (placed, unit) = self.units.get(number)?;
        Some(placed.origin(placed.briefing().units.get(*unit)?.span))
    }

    /// The checks with what they came to.
    pub fn settled(&self) -> impl Iterator<Item = (&Check, Outcome)> {
        self.checks.iter().zip(self.outcomes.iter().copied())
    }

    /// What a check came to, by its index.
    pub fn outcome(&self, check: usize) -> Outcome {
        self.outcomes.get(check).copied().unwrap_or(Outcome::Unasked)
    }

    /// The passage that some evidence is.
    pub fn passage(&self, evidence: &Evidence) -> Option<Passage> {
        let source = self.library.source(evidence.source);
        Some(Passage {
            key: source.key.clone(),
            path: paths::join(&self.root, &source.path),
            article: Arc::clone(self.library.article(evidence.source)?),
            span: evidence.span,
            score: evidence.score,
        })
    }

    /// The passages that show a finding, the best first.
    pub fn passages<'a>(&'a self, finding: &'a Finding) -> impl Iterator<Item = Passage> {
        finding.evidence.iter().filter_map(|evidence| self.passage(evidence))
    }

    /// How the lock looks at it.
    pub fn view(&self) -> lock::View<'_> {
        let Self { name_in_lock, text, library, checks, outcomes, directives, .. } = self;
        lock::View { file: name_in_lock, text, library, checks, outcomes, directives }
    }
}
