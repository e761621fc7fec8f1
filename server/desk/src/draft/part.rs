//! A part of a briefing, and what checking it gave.

use std::any::Any;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use briefcheck_engine::Report;
use briefcheck_engine::document::Placed;
use briefcheck_engine::rules::{Finding, Outcome};
use briefcheck_engine::sources::Library;
use briefcheck_engine::verify::Check;
use briefcheck_engine::verify::conflict::Statement;

use crate::lock;

/// What checking a part gave.
#[derive(Clone)]
pub struct Remembered {
    /// What it was checked against: the sources of its evidence are this one's.
    pub library: Arc<Library>,
    /// What came of it; spans are of the part.
    pub report: Arc<Report>,
    /// The figures in it that others may contradict.
    pub statements: Arc<[Statement]>,
    memo: Arc<Memo>,
}

/// What is made of a part's report when it is first asked for.
#[derive(Default)]
struct Memo {
    /// What a surface drew of it, and the state of that surface since which it is so.
    drawn: Mutex<Option<(u64, Arc<dyn Any + Send + Sync>)>>,
    /// What its checks are known by to the lock.
    prints: OnceLock<Vec<u64>>,
}

impl Remembered {
    pub(super) fn new(library: Arc<Library>, mut report: Report, statements: Arc<[Statement]>) -> Self {
        // It is kept for as long as the part.
        report.shrink_to_fit();
        Self { library, report: Arc::new(report), statements, memo: Arc::default() }
    }

    /// Puts another report in the place of this one.
    pub(crate) fn replace(&mut self, report: Report) {
        self.report = Arc::new(report);
        self.memo = Arc::default();
    }

    /// What the checks are known by to the lock.
    pub(crate) fn prints(&self, placed: &Placed) -> &[u64] {
        self.memo.prints.get_or_init(|| lock::prints(placed.briefing(), &self.report.checks))
    }

    /// What a surface draws of the report, which is kept with it for as long as the surface is in the same `state`.
    pub fn drawn<T: Send + Sync + 'static>(&self, state: u64, draw: impl FnOnce() -> T) -> Arc<T> {
        let mut drawn = self.memo.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let known = drawn.as_ref().filter(|(since, _)| *since == state);
        if let Some(known) = known.and_then(|(_, known)| Arc::clone(known).downcast().ok()) {
            return known;
        }
        let new = Arc::new(draw());
        *drawn = Some((state, Arc::<T>::clone(&new)));
        new
    }
}

/// A part of a briefing with what checking it gave.
pub struct Part<'a> {
    /// The part.
    pub placed: &'a Placed,
    /// What it gave.
    pub remembered: Remembered,
}

impl Part<'_> {
    /// The checks of the items that hold the byte at `offset` of the part, the shortest item first.
    pub fn checks_at(&self, offset: usize) -> Vec<&Check> {
        let holds = |check: &&Check| check.span.start <= offset && offset <= check.span.end;
        let mut checks: Vec<&Check> = self.remembered.report.checks.iter().filter(holds).collect();
        checks.sort_by_key(|check| (check.span.len(), check.kind));
        checks
    }

    /// What a check came to.
    pub fn outcome_of(&self, check: &Check) -> Outcome {
        let report = &self.remembered.report;
        let id = report.checks.iter().position(|other| std::ptr::eq(other, check));
        id.map_or(Outcome::Unasked, |id| report.outcome(id))
    }

    /// The finding that a check made, if it made one.
    pub fn finding_of(&self, check: &Check) -> Option<&Finding> {
        let report = &self.remembered.report;
        let id = report.checks.iter().position(|other| std::ptr::eq(other, check))?;
        report.findings.iter().find(|finding| finding.check == Some(id))
    }
}
