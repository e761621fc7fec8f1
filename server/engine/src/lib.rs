//! Texts in, findings out.
//!
//! The engine reads briefings and the sources they cite, and holds every quotation, figure, name and claim of the one
//! against the other. It does no I/O, knows no protocol and no terminal, and returns the same for the same input.
//!
//! A text goes one way through it: [`text`] decodes and folds, [`markup`] reads a briefing and [`sources`] an article,
//! [`verify`] holds one against the other, [`rules`] makes findings of what it saw.
//!
//! Offsets are bytes of the decoded text, ranges are half-open, everywhere.

pub mod clauses;
pub mod document;
pub mod figures;
pub mod lexicon;
pub mod markup;
pub mod names;
pub mod rules;
pub mod sources;
pub mod statements;
pub mod text;
pub mod verify;

use markup::Briefing;
use rules::{Counts, Finding, Levels, Outcome, Told};
use sources::Library;
use verify::{Check, Uncited};

/// What checking a briefing gives.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Every item that was held against its sources, in the order of the text.
    pub checks: Vec<Check>,
    /// What is wrong, in the order of the text.
    pub findings: Vec<Finding>,
    /// What every check came to, in their order.
    pub outcomes: Vec<Outcome>,
}

impl Report {
    fn new(checks: Vec<Check>, told: Told) -> Self {
        Self { checks, findings: told.findings, outcomes: told.outcomes }
    }

    /// Gives back the room that was taken while it was made.
    pub fn shrink_to_fit(&mut self) {
        self.checks.shrink_to_fit();
        self.findings.shrink_to_fit();
        self.outcomes.shrink_to_fit();
    }

    /// What a check came to, by its index.
    pub fn outcome(&self, check: usize) -> Outcome {
        self.outcomes.get(check).copied().unwrap_or(Outcome::Unasked)
    }

    /// The checks with what they came to.
    pub fn settled(&self) -> impl Iterator<Item = (&Check, Outcome)> {
        self.checks.iter().zip(self.outcomes.iter().copied())
    }

    /// How many items and claims came to what.
    pub fn counts(&self) -> Counts {
        Counts::of(self.outcomes.iter().copied())
    }

    /// Takes back that somebody checked what has these indices: the claim is another one now.
    pub fn lapse(
        &mut self,
        briefing: &Briefing,
        library: &Library,
        levels: &Levels,
        has_lapsed: impl Fn(usize) -> bool,
    ) {
        for (id, outcome) in self.outcomes.iter_mut().enumerate() {
            if matches!(outcome, Outcome::Checked(_)) && has_lapsed(id) {
                *outcome = Outcome::Unconfirmed;
            }
        }
        let cx = rules::Context { briefing, library, checks: &self.checks };
        self.findings.extend(rules::unconfirmed(&cx, levels, &mut self.outcomes));
        self.findings.sort_by_key(|finding| (finding.span, finding.rule.name));
    }

    /// Takes up findings that others made of its checks, at the levels that are set.
    pub fn add(&mut self, mut findings: Vec<Finding>, levels: &Levels) {
        findings.retain_mut(|finding| finding.set_level(levels));
        for finding in &findings {
            if let Some(outcome) = finding.check.and_then(|check| self.outcomes.get_mut(check)) {
                *outcome = outcome.or(finding);
            }
        }
        self.findings.append(&mut findings);
        self.findings.sort_by_key(|finding| (finding.span, finding.rule.name));
    }
}

/// Holds a briefing against what it can cite.
pub fn check(briefing: &Briefing, library: &Library, levels: &Levels, uncited: Uncited) -> Report {
    let checks = verify::verify(&verify::Context { briefing, library, uncited });
    report_on(briefing, library, levels, checks)
}

/// The report on a briefing whose checks are known.
pub fn report_on(briefing: &Briefing, library: &Library, levels: &Levels, checks: Vec<Check>) -> Report {
    let told = rules::told(&rules::Context { briefing, library, checks: &checks }, levels);
    Report::new(checks, told)
}

/// Holds a part of a document against what the document can cite: see [`document::findings`]. If the whole document cites
/// nothing, `uncited` stands for it; else that is [`Uncited::Nothing`].
pub fn check_part(part: &Briefing, library: &Library, levels: &Levels, uncited: Uncited) -> Report {
    let checks = verify::verify(&verify::Context { briefing: part, library, uncited });
    report_on_part(part, library, levels, checks)
}

/// The report on a part of a document whose checks are known.
pub fn report_on_part(part: &Briefing, library: &Library, levels: &Levels, checks: Vec<Check>) -> Report {
    let told = rules::told_of_part(&rules::Context { briefing: part, library, checks: &checks }, levels);
    Report::new(checks, told)
}
