//! How much was checked.

use briefcheck_desk::Report;
use briefcheck_engine::rules::Counts;
use briefcheck_engine::verify::Kind;
use serde::{Deserialize, Serialize};

/// How much was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    #[serde(with = "counts")]
    pub outcomes: Counts,
}

mod counts {
    use briefcheck_engine::rules::Counts;
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::{Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(counts: &Counts, to: S) -> Result<S::Ok, S::Error> {
        counts.each().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Counts, D::Error> {
        Counts::of_each(&Vec::deserialize(from)?).ok_or_else(|| D::Error::custom("there are other classes"))
    }
}

impl Tally {
    /// Counts the checks of a briefing, and what they came to.
    pub fn of(report: &Report) -> Self {
        let checks = &report.checks;
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
            outcomes: Counts::of(report.outcomes.iter().copied()),
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
