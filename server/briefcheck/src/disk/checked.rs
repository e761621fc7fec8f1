//! What checking a briefing gives, with all that is needed to show it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::markup::Briefing;
use briefcheck_engine::rules::{Counts, Finding, Outcome};
use briefcheck_engine::sources::{Article, Library};
use briefcheck_engine::text::{Lines, Span};
use briefcheck_engine::verify::{Check, Evidence, Kind};

use super::{View, paths};
use crate::report::visible;

/// A briefing and what was found in it.
pub struct Checked {
    /// The file, absolute.
    pub path: PathBuf,
    /// Its text.
    pub text: Arc<str>,
    /// The lines of the text.
    pub lines: Lines,
    /// The text as read.
    pub briefing: Briefing,
    /// What it can cite.
    pub library: Library,
    /// The workspace's folder, which the paths of the library's sources are from.
    pub root: PathBuf,
    /// Every item that was held against its sources, in the order of the text.
    pub checks: Vec<Check>,
    /// What each of them came to.
    pub outcomes: Vec<Outcome>,
    /// The findings, in the order of the text.
    pub findings: Vec<Found>,
    /// What was checked.
    pub tally: Tally,
}

impl Checked {
    /// How the lock looks at it; `file` is its path from the workspace's folder.
    pub fn view<'a>(&'a self, file: &'a str) -> View<'a> {
        let Self { briefing, library, checks, outcomes, .. } = self;
        View { file, briefing, library, checks, outcomes }
    }

    /// Its path from the workspace's folder, for people and files that they look at.
    pub fn name(&self) -> String {
        visible(&paths::shown(&self.path, &self.root))
    }

    /// The passage that a check's or a finding's evidence is.
    pub fn passage(&self, evidence: &Evidence) -> Option<Passage> {
        Passage::of(&self.library, &self.root, evidence)
    }
}

/// A finding with the passages that show it.
#[derive(Debug)]
pub struct Found {
    /// The finding; its evidence is in `passages`.
    pub finding: Finding,
    /// The passages, the best first.
    pub passages: Vec<Passage>,
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
    /// The passage that some evidence is, in a source of this library, whose paths are from the folder `root`.
    pub fn of(library: &Library, root: &Path, evidence: &Evidence) -> Option<Self> {
        let source = library.source(evidence.source);
        Some(Self {
            key: source.key.clone(),
            path: paths::join(root, &source.path),
            article: Arc::clone(library.article(evidence.source)?),
            span: evidence.span,
            score: evidence.score,
        })
    }

    /// Where it stands, in bytes of the file.
    pub fn origin(&self) -> Span {
        self.article.origin(self.span)
    }

    /// Its words.
    pub fn text(&self) -> &str {
        &self.article.text()[self.span]
    }
}

/// How much was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The sentences, cells, items with something to check.
    pub claims: usize,
    /// Checks of quotations.
    pub quotes: usize,
    /// Checks of figures.
    pub figures: usize,
    /// Checks of names.
    pub names: usize,
    /// Checks of claims as a whole.
    pub whole_claims: usize,
    /// How many items and claims came to what.
    pub outcomes: Counts,
}

impl Tally {
    /// Counts the checks of a briefing, and what they came to.
    pub fn of(checks: &[Check], outcomes: &[Outcome]) -> Self {
        let mut units: Vec<usize> = checks.iter().map(|check| check.unit).collect();
        units.sort_unstable();
        units.dedup();
        let of = |kind| checks.iter().filter(|check| check.kind == kind).count();
        Self {
            claims: units.len(),
            quotes: of(Kind::Quote),
            figures: of(Kind::Figure),
            names: of(Kind::Name),
            whole_claims: of(Kind::Claim),
            outcomes: Counts::of(outcomes.iter().copied()),
        }
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            claims: self.claims + other.claims,
            quotes: self.quotes + other.quotes,
            figures: self.figures + other.figures,
            names: self.names + other.names,
            whole_claims: self.whole_claims + other.whole_claims,
            outcomes: self.outcomes.plus(&other.outcomes),
        }
    }
}
