//! A number of a source in the unit of a claim's.

use super::exact::Exact;
use super::measure::Measure;
use super::unit_table::named;
use super::{Kind, Unit};

/// A number of the source, as the claim's unit has it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Converted {
    /// Of one unit.
    Same(Exact),
    /// Only one of the two says of what.
    Bare(Exact),
    /// Of another unit or kind.
    Other,
}

impl Converted {
    fn of(value: Option<Exact>) -> Self {
        value.map_or(Converted::Other, Converted::Same)
    }

    pub(super) fn value(self) -> Option<Exact> {
        match self {
            Converted::Same(value) => Some(value),
            _ => None,
        }
    }

    /// The value, whether or not both say of what it is.
    pub(super) fn bare(self) -> Option<Exact> {
        match self {
            Converted::Same(value) | Converted::Bare(value) => Some(value),
            Converted::Other => None,
        }
    }
}

/// The source's `value` in the claim's unit.
pub(super) fn convert(source: &Unit, value: Exact, unit: &Unit, within: Option<Kind>) -> Converted {
    use Converted::{Bare, Other, Same};
    let hundred = Exact::int(100);
    // The bare number of a longer reading.
    let is_part = within.is_some_and(|kind| kind != Kind::Range);
    match (unit, source) {
        // One of the two leaves out in what time, or says another thing.
        (Unit::Measure(claim), Unit::Measure(source)) if source.is_rate_of(claim) || claim.is_rate_of(source) => {
            Bare(value)
        }
        // "1.5 degrees" for 1.5 °C: one of the two leaves out the scale.
        (Unit::Measure(claim), Unit::Measure(source)) if claim.may_be_degrees_of(source) => Same(value),
        // A span of years is no age, though what lasts 20 years is 20 years old.
        (Unit::Measure(claim), Unit::Measure(source)) if claim.is_age() != source.is_age() => {
            source.convert(value, claim).map_or(Other, Bare)
        }
        (Unit::Measure(claim), Unit::Measure(source)) => Converted::of(source.convert(value, claim)),
        // An age may be a bare number: "Smith, 54".
        (Unit::Measure(claim), Unit::None) if claim.is_age() && within.is_none() => Same(value),
        (Unit::None, Unit::Measure(source)) if source.is_age() => Same(value),
        (Unit::Currency(claim), Unit::Currency(source)) if claim.agrees(*source) => Same(value),
        (Unit::Percent, Unit::Percent)
        | (Unit::PercentPoints, Unit::PercentPoints)
        | (Unit::BasisPoints, Unit::BasisPoints) => Same(value),
        (Unit::PercentPoints, Unit::BasisPoints) => Converted::of(value.over(hundred)),
        (Unit::BasisPoints, Unit::PercentPoints) => Converted::of(value.times(hundred)),
        (Unit::PercentPoints, Unit::Counted(noun)) | (Unit::Counted(noun), Unit::PercentPoints) if is_points(noun) => {
            Same(value)
        }
        (Unit::Percent, Unit::Share) => Converted::of(value.times(hundred)),
        (Unit::Share, Unit::Percent) => Converted::of(value.over(hundred)),
        (Unit::None, Unit::None | Unit::Counted(_)) if is_part => Bare(value),
        (Unit::Share | Unit::None, Unit::Share | Unit::None) => Same(value),
        // The bare number of an amount is no count of other things.
        (Unit::Counted(_), Unit::None | Unit::Counted(_)) if is_part => Other,
        (Unit::Counted(_), Unit::None | Unit::Counted(_)) => Same(value),
        (Unit::None | Unit::Share, Unit::Counted(_)) | (Unit::Counted(_), Unit::Share) => Same(value),
        // "81.5 rushing yards": a unit with a word before it that says of what.
        (Unit::Measure(measure), Unit::Counted(noun)) | (Unit::Counted(noun), Unit::Measure(measure))
            if is_unit_of(noun, measure) =>
        {
            Same(value)
        }
        // Only one of the two says of what: the other may have left it out.
        (
            Unit::None,
            Unit::Currency(_) | Unit::Measure(_) | Unit::Percent | Unit::PercentPoints | Unit::BasisPoints,
        ) => Bare(value),
        (
            Unit::Currency(_) | Unit::Measure(_) | Unit::Percent | Unit::PercentPoints | Unit::BasisPoints,
            Unit::None,
        ) if !is_part => Bare(value),
        _ => Other,
    }
}

/// Whether the last of several words of a noun names a unit: `rushing yards`, `man-hours`.
fn is_unit_of(noun: &str, measure: &Measure) -> bool {
    let last = noun.rsplit_once([' ', '-']).map(|(_, last)| last);
    last.and_then(named).is_some_and(|unit| unit.symbol == measure.symbol)
}

fn is_points(noun: &str) -> bool {
    matches!(noun, "point" | "points")
}
