//! What is shown of one briefing, in the formats that say one after the other: it can be kept and shown again.

use briefcheck_desk::Report;
use briefcheck_engine::rules::Severity;
use serde::{Deserialize, Serialize};

use super::statistics::Row;
use super::{Count, Format, Look, write};
use crate::disk::Known;

/// What is shown of a briefing, and what a run says of all of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Shown {
    /// Its findings, as they are written.
    pub text: String,
    /// They and the checks, counted.
    pub count: Count,
    /// What they are counted by.
    pub rows: Vec<Row>,
    /// The gravest, as [`Severity`] orders them.
    gravest: Option<u8>,
    /// What a baseline left out.
    pub left_out: Known,
}

/// The severities in their order.
const SEVERITIES: [Severity; 4] = [Severity::Hint, Severity::Info, Severity::Warning, Severity::Error];

impl Shown {
    /// What is counted of a report, of which nothing is written.
    pub fn counted(report: &Report, look: Look<'_>) -> Self {
        let gravest = report.findings.iter().map(|found| found.severity).max();
        let gravest = gravest.and_then(|gravest| SEVERITIES.iter().position(|&other| other == gravest));
        Self {
            text: String::new(),
            count: Count::of(std::slice::from_ref(report)),
            rows: Row::all(report, look),
            gravest: gravest.and_then(|gravest| u8::try_from(gravest).ok()),
            left_out: Known::default(),
        }
    }

    /// What is shown of a report in a format that says one after the other; a baseline left something out of it.
    pub fn written(report: &Report, left_out: Known, format: Format, look: Look<'_>) -> Self {
        let mut text = Vec::new();
        // Memory takes everything, and findings are text.
        _ = write(&mut text, format, std::slice::from_ref(report), look);
        Self { text: String::from_utf8_lossy(&text).into_owned(), left_out, ..Self::counted(report, look) }
    }

    /// How grave the gravest finding is.
    pub fn gravest(&self) -> Option<Severity> {
        SEVERITIES.get(usize::from(self.gravest?)).copied()
    }
}

impl Format {
    /// Whether what it says of several briefings is what it says of each, one after the other.
    pub fn is_one_after_the_other(self) -> bool {
        matches!(self, Self::Text | Self::Concise | Self::Github)
    }
}
