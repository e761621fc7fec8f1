//! What a hedge allows: a claim's number against a source's, in one unit.

use std::cmp::Ordering;

use super::Precision;
use super::compare::Agreement;
use super::exact::Exact;
use super::hedges::Hedge;

/// The hedges of the two figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hedges {
    pub(super) claim: Option<Hedge>,
    pub(super) source: Option<Hedge>,
}

impl Hedges {
    pub(super) const NONE: Self = Self { claim: None, source: None };

    /// Whether the source gives a bound and not the value itself.
    pub(super) fn source_is_bound(self) -> bool {
        self.source.is_some_and(Hedge::is_bound)
    }

    /// Whether the two bound their numbers from opposite sides: `more than 30` and "fewer than 40".
    fn are_opposite(self) -> bool {
        use Hedge::{Above, AtLeast, AtMost, Below};
        matches!(
            (self.claim, self.source),
            (Some(Above | AtLeast), Some(Below | AtMost)) | (Some(Below | AtMost), Some(Above | AtLeast))
        )
    }
}

/// How numbers of a unit are held against each other.
pub(super) struct Scale<'p> {
    /// How finely the claim's number was written.
    pub(super) precision: &'p Precision,
    /// For a share of a whole, the whole.
    pub(super) whole: Option<Exact>,
    /// Whether a hedge leaves a tenth: not to ages.
    pub(super) has_tenth: bool,
}

/// The claim's `x` against the source's `v`, in the same unit: rules.md, "Hedges".
pub(super) fn values(x: Exact, v: Exact, scale: &Scale<'_>, hedges: Hedges) -> Agreement {
    if x == v {
        return equal_values(hedges);
    }
    let rounds = |step: Exact| is_rounding(x, v, step);
    let near = scale.is_within(x, v, 10);
    if x.is_zero() {
        // Nothing is rounded to nothing.
        return Agreement::Different;
    }
    // The same hedge of another number makes another statement.
    if hedges.claim.is_some() && hedges.claim == hedges.source {
        return if rounds(scale.precision.step) { Agreement::Rounded } else { Agreement::Different };
    }
    let (less, more) = (v.abs() < x.abs(), v.abs() > x.abs());
    match hedges.claim {
        None if rounds(scale.precision.step) => {
            if is_part_of(x, v, 5) {
                Agreement::Rounded
            } else {
                Agreement::Unmarked
            }
        }
        // `about` leaves a tenth; who says nothing leaves half of that.
        None if rounds(scale.precision.round) && is_part_of(x, v, 20) => Agreement::Unmarked,
        None | Some(Hedge::Exactly) => Agreement::Different,
        Some(Hedge::About) if rounds(scale.precision.step) => Agreement::Hedged,
        Some(Hedge::About) if near && (rounds(scale.precision.round) || scale.is_round(x)) => Agreement::Hedged,
        Some(Hedge::About) => Agreement::Different,
        Some(Hedge::Nearly) if less && near => Agreement::Hedged,
        Some(Hedge::Nearly) if more && near => Agreement::HedgeTurned,
        Some(Hedge::Nearly) => Agreement::Different,
        Some(Hedge::Below | Hedge::AtMost) if less => bound_holds(x, v, hedges),
        Some(Hedge::Above | Hedge::AtLeast) if more => bound_holds(x, v, hedges),
        Some(Hedge::Below | Hedge::AtMost | Hedge::Above | Hedge::AtLeast) if near => Agreement::HedgeTurned,
        Some(Hedge::Below | Hedge::AtMost | Hedge::Above | Hedge::AtLeast) => Agreement::Different,
    }
}

/// A bound that holds is never wrong; farther off than a quarter, or held against a bound of the other side, it tells little.
fn bound_holds(x: Exact, v: Exact, hedges: Hedges) -> Agreement {
    if is_part_of(x, v, 4) && !hedges.are_opposite() { Agreement::Hedged } else { Agreement::Loose }
}

/// Whether `v` is off by at most one of so many parts of `x`.
fn is_part_of(x: Exact, v: Exact, parts: i64) -> bool {
    is_off_by_at_most(x, v, parts, x.abs())
}

fn is_off_by_at_most(x: Exact, v: Exact, parts: i64, of: Exact) -> bool {
    let off = x.minus(v).map(Exact::abs);
    off.and_then(|off| off.times(Exact::int(parts))).is_some_and(|times| times <= of)
}

impl Scale<'_> {
    /// Whether `v` is within one of so many parts of `x`; of what is missing from the whole, where `x` is more than half of it.
    fn is_within(&self, x: Exact, v: Exact, parts: i64) -> bool {
        let missing = |whole: Exact| whole.minus(x).filter(|rest| !rest.is_negative() && *rest < x);
        let of = self.whole.and_then(missing).unwrap_or(x.abs());
        self.has_tenth && is_off_by_at_most(x, v, parts, of)
    }

    /// Whether `x` is a number that people round to: it has at most two digits that count, or three that end with 5.
    fn is_round(&self, x: Exact) -> bool {
        let round = self.precision.round;
        let digits = |step: Exact| x.abs().over(step).is_some_and(|digits| digits < Exact::int(100));
        let five = round.times(Exact::int(5));
        let is_five =
            || five.is_some_and(|five| x.over(five).is_some_and(|times| times.as_int().is_some()) && digits(five));
        self.whole == Some(Exact::ONE) || digits(round) || is_five()
    }
}

/// Whether `v` rounds to `x` where one more in its last digit is worth `step`: halves go up.
pub(super) fn is_rounding(x: Exact, v: Exact, step: Exact) -> bool {
    let off = x.minus(v).map(Exact::abs);
    match off.and_then(|off| off.plus(off)).map(|twice| twice.cmp(&step)) {
        Some(Ordering::Less) => true,
        Some(Ordering::Equal) => x.abs() > v.abs(),
        _ => false,
    }
}

fn equal_values(hedges: Hedges) -> Agreement {
    use Hedge::{About, Above, AtLeast, AtMost, Below, Exactly, Nearly};
    match (hedges.claim, hedges.source) {
        (None, None | Some(Exactly)) | (Some(Exactly), None | Some(Exactly)) => Agreement::Equal,
        (None, Some(_)) => Agreement::HedgeDropped,
        (Some(Exactly), Some(_)) => Agreement::HedgeTurned,
        (Some(a), Some(b)) if a == b => Agreement::Equal,
        (Some(About), _) => Agreement::Hedged,
        (Some(Nearly | Below | AtMost), Some(Nearly | Below | AtMost)) => Agreement::Hedged,
        (Some(Above | AtLeast), Some(Above | AtLeast)) => Agreement::Hedged,
        (Some(AtLeast | AtMost), None | Some(Exactly)) => Agreement::Hedged,
        (Some(Nearly | Below | AtMost), Some(Above | AtLeast)) => Agreement::HedgeTurned,
        (Some(Above | AtLeast), Some(Nearly | Below | AtMost)) => Agreement::HedgeTurned,
        (Some(_), None | Some(Exactly | About)) => Agreement::HedgeInvented,
    }
}
