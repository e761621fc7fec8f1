//! How many findings there are, and how much was verified.

use briefcheck_desk::Report;
use briefcheck_engine::rules::{Class, Counts, Severity};
use serde::{Deserialize, Serialize};

use super::tally::Tally;

/// The findings and checks of some briefings, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The briefings.
    pub files: usize,
    /// Those with findings.
    pub files_with_findings: usize,
    /// Findings by severity.
    pub errors: usize,
    /// Findings by severity.
    pub warnings: usize,
    /// Findings by severity.
    pub infos: usize,
    /// Findings by severity.
    pub hints: usize,
    /// The checks.
    pub tally: Tally,
}

impl Count {
    /// Counts.
    pub fn of(reports: &[Report]) -> Self {
        let findings = || reports.iter().flat_map(|briefing| &briefing.findings);
        let at = |severity| findings().filter(|found| found.severity == severity).count();
        Self {
            files: reports.len(),
            files_with_findings: reports.iter().filter(|briefing| !briefing.findings.is_empty()).count(),
            errors: at(Severity::Error),
            warnings: at(Severity::Warning),
            infos: at(Severity::Info),
            hints: at(Severity::Hint),
            tally: reports.iter().fold(Tally::default(), |sum, briefing| sum.plus(Tally::of(briefing))),
        }
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            files: self.files + other.files,
            files_with_findings: self.files_with_findings + other.files_with_findings,
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
            hints: self.hints + other.hints,
            tally: self.tally.plus(other.tally),
        }
    }

    /// All findings.
    pub fn findings(&self) -> usize {
        self.errors + self.warnings + self.infos + self.hints
    }
}

/// One line that closes a run; `None` if nothing was checked.
pub fn summary(count: &Count) -> Option<String> {
    if count.files == 0 {
        return None;
    }
    let verified = verified(&count.tally.outcomes);
    if count.findings() == 0 {
        return Some(format!("No findings in {}; {verified}", counted(count.files, "briefing")));
    }
    let severities =
        [(count.errors, "error"), (count.warnings, "warning"), (count.infos, "info"), (count.hints, "hint")];
    let found: Vec<String> =
        severities.into_iter().filter(|&(number, _)| number > 0).map(|(number, noun)| counted(number, noun)).collect();
    let files = counted(count.files, "briefing");
    Some(format!("Found {} in {} of {files}; {verified}", found.join(", "), count.files_with_findings))
}

/// “41 of 47 items and claims verified, 4 unconfirmed”.
fn verified(outcomes: &Counts) -> String {
    let things = if outcomes.asked() == 1 { "item or claim" } else { "items and claims" };
    let is_rest = |class: Class| !class.is_finding() && !matches!(class, Class::Verified | Class::Unasked);
    let rest = outcomes.some().filter(|&(class, _)| is_rest(class));
    let rest: String = rest.map(|(class, count)| format!(", {}", class.counted(count))).collect();
    format!("{} of {} {things} verified{rest}", outcomes.get(Class::Verified), outcomes.asked())
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use briefcheck_engine::rules::Outcome;

    use super::*;

    #[test]
    fn findings_are_counted_by_severity() {
        let outcomes = [Outcome::Verified, Outcome::Verified, Outcome::Unconfirmed, Outcome::Unasked];
        let tally = Tally { outcomes: Counts::of(outcomes), ..Tally::default() };
        let count = Count { files: 5, files_with_findings: 2, errors: 3, warnings: 1, tally, ..Count::default() };
        let expected = "Found 3 errors, 1 warning in 2 of 5 briefings; 2 of 3 items and claims verified, 1 unconfirmed";
        assert_eq!(summary(&count).as_deref(), Some(expected));
    }

    #[test]
    fn no_findings_are_said_too() {
        let tally = Tally { outcomes: Counts::of([Outcome::Verified]), ..Tally::default() };
        let count = Count { files: 1, tally, ..Count::default() };
        assert_eq!(summary(&count).as_deref(), Some("No findings in 1 briefing; 1 of 1 item or claim verified"));
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        assert_eq!(summary(&Count::default()), None);
    }
}
