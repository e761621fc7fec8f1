//! `check --baseline`: only what is new.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use briefcheck_desk::Report;

use super::Console;
use crate::disk::{Baseline, Known, Run};

/// How many stale entries are named.
const MOST_NAMED: usize = 10;

/// The baseline of a run, if it has one, and what it took away.
pub(super) struct Subtracted {
    baseline: Option<Baseline>,
    /// By briefing, as it was when it was last checked.
    known: Mutex<BTreeMap<PathBuf, Known>>,
}

impl Subtracted {
    pub(super) fn new(baseline: Option<Baseline>) -> Self {
        Self { baseline, known: Mutex::default() }
    }

    /// Takes the known findings out of a run.
    pub(super) fn subtract(&self, mut run: Run) -> Run {
        if let Some(baseline) = &self.baseline {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            for briefing in &mut run.reports {
                known.insert(briefing.path.to_path_buf(), baseline.subtract(briefing));
            }
        }
        run
    }

    /// Takes the known findings out of a report; what they were is to be told with [`Subtracted::take`].
    pub(super) fn subtract_from(&self, report: &mut Report) -> Known {
        self.baseline.as_ref().map(|baseline| baseline.subtract(report)).unwrap_or_default()
    }

    /// Takes up what was taken out of a briefing's findings.
    pub(super) fn take(&self, briefing: &Path, left_out: Known) {
        if self.baseline.is_some() {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.insert(briefing.to_owned(), left_out);
        }
    }

    /// Says how much was taken out, and what of the baseline is no longer needed.
    pub(super) fn say(&self, console: &Console) {
        let Some(baseline) = &self.baseline else { return };
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let stale: Vec<String> = known.values().flat_map(|known| known.stale.clone()).chain(baseline.gone()).collect();
        for entry in stale.iter().take(MOST_NAMED) {
            console.say(&format!("No longer found: {entry}"));
        }
        let count: usize = known.values().map(|known| known.count).sum();
        let stale = match stale.len() {
            0 => String::new(),
            1 => "; 1 entry is stale: `briefcheck baseline` takes it out".to_owned(),
            many => format!("; {many} entries are stale: `briefcheck baseline` takes them out"),
        };
        console.say(&format!("Left out {count} of the baseline{stale}"));
    }
}
