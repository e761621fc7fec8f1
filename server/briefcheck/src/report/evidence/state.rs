//! What came of an item, in one word for people.

use briefcheck_engine::rules::Severity;
use briefcheck_engine::verify::{Check, Verdict};

use crate::disk::Found;

/// What came of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Verified,
    Error,
    Warning,
    Info,
    Hint,
    /// It is in a source, but whether of the same thing was not established.
    Unconfirmed,
    /// No covering source can be read.
    Unverifiable,
    /// Nothing is cited, and it needs no source.
    Unasked,
    /// By an `allow`, or because its rule is off.
    Silenced,
}

impl State {
    /// All, in the order in which they are shown.
    pub(super) const ALL: [Self; 9] = [
        Self::Verified,
        Self::Error,
        Self::Warning,
        Self::Info,
        Self::Hint,
        Self::Unconfirmed,
        Self::Unverifiable,
        Self::Unasked,
        Self::Silenced,
    ];

    /// What a check came to, with the finding that was made of it.
    pub(super) fn of(check: &Check, found: Option<&Found>) -> Self {
        match (found, &check.verdict) {
            (Some(found), _) => Self::of_finding(found),
            (None, Verdict::Verified) => Self::Verified,
            (None, Verdict::Unverifiable) => Self::Unverifiable,
            (None, Verdict::Unconfirmed | Verdict::ItemAtFault) => Self::Unconfirmed,
            (None, Verdict::Unasked) => Self::Unasked,
            (None, _) => Self::Silenced,
        }
    }

    /// What a finding makes of its item.
    pub(super) fn of_finding(found: &Found) -> Self {
        match found.finding.severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
            Severity::Hint => Self::Hint,
        }
    }

    /// The name in every format.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Hint => "hint",
            Self::Unconfirmed => "unconfirmed",
            Self::Unverifiable => "unverifiable",
            Self::Unasked => "unasked",
            Self::Silenced => "silenced",
        }
    }

    /// “3 errors”, “12 verified”.
    pub(super) fn counted(self, count: usize) -> String {
        let is_noun = matches!(self, Self::Error | Self::Warning | Self::Info | Self::Hint);
        format!("{count} {}{}", self.name(), if is_noun && count != 1 { "s" } else { "" })
    }

    /// A sign that tells it from the others where there is no colour.
    pub(super) fn sign(self) -> char {
        match self {
            Self::Verified => '✓',
            Self::Error => '✗',
            Self::Warning => '▲',
            Self::Info => '■',
            Self::Hint => '□',
            Self::Unconfirmed => '~',
            Self::Unverifiable => '?',
            Self::Unasked => '–',
            Self::Silenced => '○',
        }
    }

    /// Whether somebody should look at it.
    pub(super) fn is_problem(self) -> bool {
        matches!(self, Self::Error | Self::Warning | Self::Info | Self::Hint | Self::Unverifiable)
    }
}

/// How many items came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts([usize; State::ALL.len()]);

impl Counts {
    pub(super) fn of(states: impl IntoIterator<Item = State>) -> Self {
        let mut counts = Self::default();
        for state in states {
            counts.0[state as usize] += 1;
        }
        counts
    }

    /// How many came to this.
    pub(super) fn get(&self, state: State) -> usize {
        self.0[state as usize]
    }

    pub(super) fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// The states that some item came to, in their order, with how many.
    pub(super) fn some(&self) -> impl Iterator<Item = (State, usize)> {
        State::ALL.into_iter().map(|state| (state, self.get(state))).filter(|&(_, count)| count > 0)
    }

    pub(super) fn plus(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(sum, count)| *sum += count);
        self
    }
}

/// “12 verified, 1 error, 3 warnings”.
pub(super) fn counted(counts: &Counts) -> String {
    counts.some().map(|(state, count)| state.counted(count)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_counted_in_their_order() {
        let counts = Counts::of([State::Warning, State::Verified, State::Warning, State::Silenced]);
        assert_eq!(counted(&counts), "1 verified, 2 warnings, 1 silenced");
        assert_eq!((counts.total(), counts.get(State::Warning), counts.get(State::Error)), (4, 2, 0));
        assert_eq!(counts.plus(&counts).total(), 8);
    }

    #[test]
    fn every_state_stands_at_its_number() {
        assert!(State::ALL.into_iter().enumerate().all(|(at, state)| state as usize == at));
    }
}
