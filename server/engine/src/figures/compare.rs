//! How a claim's figure and a source's stand to each other.

use super::dates::{Clock, Date};
use super::exact::Exact;
use super::hedges::Hedge;
use super::{Figure, Kind, Precision, Reading, Unit, Value};

/// How a claim's figure and a source's stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// They say the same.
    Equal,
    /// The claim's is the source's rounded to the digits that it shows.
    Rounded,
    /// The claim's hedge covers the source's figure.
    Hedged,
    /// The claim's is the wider: a decade for a year in it, a range for a value in it.
    Contained,
    /// The source hedges its figure, the claim does not.
    HedgeDropped,
    /// The claim hedges in one direction what the source gives outright, or loosely.
    HedgeInvented,
    /// The claim's hedge says the opposite of the source's, or of its value.
    HedgeTurned,
    /// The claim's is the source's rounded to fewer digits than it shows, and does not say so.
    Unmarked,
    /// The same number, but of another unit, magnitude or kind.
    Unit,
    /// Two different figures.
    Different,
}

impl Agreement {
    /// Whether the source bears the claim's figure out.
    pub fn supports(self) -> bool {
        matches!(self, Agreement::Equal | Agreement::Rounded | Agreement::Hedged | Agreement::Contained)
    }
}

/// Holds a claim's figure against a source's: the best that any of their readings give.
pub fn compare(claim: &Figure, source: &Figure) -> Agreement {
    let readings = |figure: &Figure| {
        let first = Reading {
            kind: figure.kind,
            value: figure.value.clone(),
            unit: figure.unit.clone(),
            precision: figure.precision,
        };
        std::iter::once(first).chain(figure.also.iter().cloned()).collect::<Vec<_>>()
    };
    let sources = readings(source);
    let all = readings(claim)
        .into_iter()
        .flat_map(|a| sources.iter().map(move |b| (a.clone(), b.clone())).collect::<Vec<_>>());
    all.map(|(a, b)| compare_readings(&a, claim, &b, source))
        .min_by_key(|agreement| *agreement as u8)
        .unwrap_or(Agreement::Different)
}

fn compare_readings(a: &Reading, claim: &Figure, b: &Reading, source: &Figure) -> Agreement {
    let hedges = Hedges { claim: claim.hedge, source: source.hedge };
    match (&a.value, &b.value) {
        (Value::Date(x), Value::Date(y)) => dates(*x, *y),
        (Value::Period(from, to), Value::Date(date)) => {
            if within(*date, *from, *to) {
                Agreement::Contained
            } else {
                Agreement::Different
            }
        }
        (Value::Period(a, b), Value::Period(c, d)) => {
            if dates(*a, *c) == Agreement::Equal && dates(*b, *d) == Agreement::Equal {
                Agreement::Equal
            } else if within(*c, *a, *b) && within(*d, *a, *b) {
                Agreement::Contained
            } else {
                Agreement::Different
            }
        }
        (Value::Time(x), Value::Time(y)) => same(clocks(*x, *y)),
        (Value::Times(a, b), Value::Times(c, d)) => same(clocks(*a, *c) && clocks(*b, *d)),
        (Value::Score(a, b), Value::Score(c, d)) => same((a, b) == (c, d) || (a, b) == (d, c)),
        (Value::Number(x), Value::Number(y)) => numbers(a, *x, b, *y, source.within, hedges),
        (Value::Range(low, high), Value::Range(from, to)) => ranges(a, (*low, *high), b, (*from, *to)),
        (Value::Range(low, high), Value::Number(y)) => {
            let Some(y) = convert(b, *y, &a.unit, source.within).ok() else { return Agreement::Different };
            let inside = low.is_none_or(|low| low <= y) && high.is_none_or(|high| y <= high);
            if inside && low.is_some() && high.is_some() { Agreement::Contained } else { Agreement::Different }
        }
        // "Up to 50" for "40 to 50".
        (Value::Number(x), Value::Range(low, high)) => {
            let end = |end: &Option<Exact>| end.and_then(|end| convert(b, end, &a.unit, None).ok()) == Some(*x);
            match claim.hedge {
                Some(Hedge::AtMost) if end(high) => Agreement::Hedged,
                Some(Hedge::AtLeast) if end(low) => Agreement::Hedged,
                _ => Agreement::Different,
            }
        }
        _ => Agreement::Different,
    }
}

fn same(equal: bool) -> Agreement {
    if equal { Agreement::Equal } else { Agreement::Different }
}

/// Dates agree on the fields that both state; the claim may not state a day or a month that the source leaves out.
fn dates(claim: Date, source: Date) -> Agreement {
    if !claim.agrees(source) {
        return Agreement::Different;
    }
    let unsupported =
        (claim.day.is_some() && source.day.is_none()) || (claim.month.is_some() && source.month.is_none());
    if unsupported {
        return Agreement::Different;
    }
    let wider = (source.day.is_some() && claim.day.is_none()) || (source.month.is_some() && claim.month.is_none());
    if wider { Agreement::Contained } else { Agreement::Equal }
}

fn within(date: Date, from: Date, to: Date) -> bool {
    match (date.year, from.year, to.year) {
        (Some(year), Some(first), Some(last)) if from.month.is_none() => (first..=last).contains(&year),
        (Some(_), Some(_), Some(_)) => {
            let key = |date: Date, blank: u8| (date.year, date.month.unwrap_or(blank), date.day.unwrap_or(blank));
            date.month.is_some() && key(from, 0) <= key(date, 0) && key(date, 99) <= key(to, 99)
        }
        _ => false,
    }
}

fn clocks(a: Clock, b: Clock) -> bool {
    let loose = a.either_half || b.either_half;
    a.minute == b.minute && (a.hour == b.hour || (loose && a.hour % 12 == b.hour % 12))
}

#[derive(Clone, Copy)]
struct Hedges {
    claim: Option<Hedge>,
    source: Option<Hedge>,
}

/// Why a source's number can't be put into the claim's unit.
enum Mismatch {
    /// It is of another unit or kind.
    Unit,
}

/// The source's `value` in the claim's unit.
fn convert(source: &Reading, value: Exact, unit: &Unit, within: Option<Kind>) -> Result<Exact, Mismatch> {
    let hundred = Exact::int(100);
    let times = |value: Exact, factor: Exact| value.mul(factor).ok_or(Mismatch::Unit);
    let over = |value: Exact, factor: Exact| value.div(factor).ok_or(Mismatch::Unit);
    match (unit, &source.unit) {
        (Unit::Measure(claim), Unit::Measure(source)) => source.convert(value, claim).ok_or(Mismatch::Unit),
        // An age may be a bare number: "Smith, 54".
        (Unit::Measure(claim), Unit::None) if claim.is_years() && within.is_none() => Ok(value),
        (Unit::Currency(claim), Unit::Currency(source)) if claim.agrees(*source) => Ok(value),
        (Unit::Percent, Unit::Percent)
        | (Unit::PercentPoints, Unit::PercentPoints)
        | (Unit::BasisPoints, Unit::BasisPoints) => Ok(value),
        (Unit::PercentPoints, Unit::BasisPoints) => over(value, hundred),
        (Unit::BasisPoints, Unit::PercentPoints) => times(value, hundred),
        (Unit::Percent, Unit::Share) => times(value, hundred),
        (Unit::Share, Unit::Percent) => over(value, hundred),
        (Unit::Share | Unit::None, Unit::Share | Unit::None) => Ok(value),
        // The bare number of an amount is no count of other things.
        (Unit::Counted(_), Unit::None | Unit::Counted(_)) => {
            if within.is_none() {
                Ok(value)
            } else {
                Err(Mismatch::Unit)
            }
        }
        (Unit::None | Unit::Share, Unit::Counted(_)) | (Unit::Counted(_), Unit::Share) => Ok(value),
        // The claim leaves out what the source counts in.
        (Unit::None, Unit::Currency(_) | Unit::Measure(_)) => Ok(value),
        _ => Err(Mismatch::Unit),
    }
}

fn numbers(a: &Reading, x: Exact, b: &Reading, y: Exact, within: Option<Kind>, hedges: Hedges) -> Agreement {
    let plain = |kind: Kind| if kind == Kind::Multiple { Kind::Number } else { kind };
    let ordinals = (a.kind == Kind::Ordinal, b.kind == Kind::Ordinal);
    if ordinals.0 != ordinals.1 || (plain(a.kind) == Kind::Date) != (plain(b.kind) == Kind::Date) {
        return if x == y { Agreement::Unit } else { Agreement::Different };
    }
    if ordinals.0 {
        return same(x == y);
    }
    let Ok(v) = convert(b, y, &a.unit, within) else {
        return if x == y { Agreement::Unit } else { Agreement::Different };
    };
    match values(x, a.precision, v, hedges) {
        Agreement::Different if is_other_magnitude(x, a.precision, v, b.precision) => Agreement::Unit,
        agreement => agreement,
    }
}

/// Whether the two differ in their scale word alone: million for billion.
fn is_other_magnitude(x: Exact, claim: Precision, v: Exact, source: Precision) -> bool {
    let bare = |value: Exact, precision: Precision| {
        Exact::power_of_ten(i32::from(precision.scale)).and_then(|scale| value.div(scale))
    };
    claim.scale != source.scale && bare(x, claim).is_some() && bare(x, claim) == bare(v, source)
}

/// The claim's `x` against the source's `v`, in the same unit: see the table of hedges in the documentation of `figure-hedge`.
fn values(x: Exact, precision: Precision, v: Exact, hedges: Hedges) -> Agreement {
    if x == v {
        return equal_values(hedges);
    }
    let near =
        |share: i64| x.abs().div(Exact::int(share)).is_some_and(|most| difference(x, v).is_some_and(|off| off <= most));
    let rounds =
        |step: Exact| step.div(Exact::int(2)).is_some_and(|half| difference(x, v).is_some_and(|off| off <= half));
    if x.is_zero() {
        // Nothing is rounded to nothing.
        return Agreement::Different;
    }
    let (less, more) = (v.abs() < x.abs(), v.abs() > x.abs());
    match hedges.claim {
        None | Some(Hedge::Exactly) if rounds(precision.step) && hedges.claim.is_none() => Agreement::Rounded,
        None if rounds(precision.round) => Agreement::Unmarked,
        None | Some(Hedge::Exactly) => Agreement::Different,
        Some(Hedge::About) if near(10) || rounds(precision.step) => Agreement::Hedged,
        Some(Hedge::Nearly) if less && near(10) => Agreement::Hedged,
        Some(Hedge::Nearly) if more && near(10) => Agreement::HedgeTurned,
        Some(Hedge::Below) if less && near(4) => Agreement::Hedged,
        Some(Hedge::Below) if more && near(10) => Agreement::HedgeTurned,
        Some(Hedge::Above) if more && near(4) => Agreement::Hedged,
        Some(Hedge::Above) if less && near(10) => Agreement::HedgeTurned,
        Some(Hedge::AtLeast) if more => Agreement::Hedged,
        Some(Hedge::AtMost) if less => Agreement::Hedged,
        Some(Hedge::AtLeast | Hedge::AtMost) if near(10) => Agreement::HedgeTurned,
        Some(_) => Agreement::Different,
    }
}

fn difference(x: Exact, v: Exact) -> Option<Exact> {
    x.sub(v).map(Exact::abs)
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

type Ends = (Option<Exact>, Option<Exact>);

fn ranges(a: &Reading, claim: Ends, b: &Reading, source: Ends) -> Agreement {
    let ends = |end: Option<Exact>| match end {
        None => Ok(None),
        Some(end) => convert(b, end, &a.unit, None).map(Some),
    };
    let (Ok(from), Ok(to)) = (ends(source.0), ends(source.1)) else {
        return if claim == source { Agreement::Unit } else { Agreement::Different };
    };
    if claim == (from, to) {
        return Agreement::Equal;
    }
    let rounds = |x: Option<Exact>, v: Option<Exact>| match (x, v) {
        (Some(x), Some(v)) => {
            a.precision.step.div(Exact::int(2)).is_some_and(|half| difference(x, v).is_some_and(|off| off <= half))
        }
        (None, None) => true,
        _ => false,
    };
    if rounds(claim.0, from) && rounds(claim.1, to) {
        return Agreement::Rounded;
    }
    let inside = matches!((claim.0, from), (Some(low), Some(from)) if low <= from)
        && matches!((claim.1, to), (Some(high), Some(to)) if to <= high);
    if inside { Agreement::Contained } else { Agreement::Different }
}
