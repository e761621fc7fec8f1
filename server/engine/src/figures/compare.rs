//! How a claim's figure and a source's stand to each other.

use std::cmp::Ordering;

use super::dates::{Clock, Date};
use super::exact::Exact;
use super::hedges::Hedge;
use super::{Figure, Kind, Precision, Unit, Value};

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
    /// The better agreement has the lower rank.
    pub fn rank(self) -> u8 {
        self as u8
    }

    /// Whether the source bears the claim's figure out.
    pub fn supports(self) -> bool {
        matches!(self, Agreement::Equal | Agreement::Rounded | Agreement::Hedged | Agreement::Contained)
    }
}

/// Holds a claim's figure against a source's: the best that any of their readings give.
pub fn compare(claim: &Figure, source: &Figure) -> Agreement {
    let mut best = Agreement::Different;
    for a in readings(claim) {
        for b in readings(source) {
            let agreement = compare_readings(a, claim, b, source);
            if agreement.rank() < best.rank() {
                best = agreement;
            }
        }
    }
    if claim.is_paid_otherwise(source) && best.rank() < Agreement::Unit.rank() { Agreement::Unit } else { best }
}

/// A reading of a figure, its first one included.
#[derive(Clone, Copy)]
struct View<'f> {
    kind: Kind,
    value: &'f Value,
    unit: &'f Unit,
    precision: &'f Precision,
}

impl<'f> View<'f> {
    /// The first reading.
    fn of(figure: &'f Figure) -> Self {
        Self { kind: figure.kind, value: &figure.value, unit: &figure.unit, precision: &figure.precision }
    }
}

fn readings(figure: &Figure) -> impl Iterator<Item = View<'_>> {
    let others = figure.also.iter().map(|also| View {
        kind: also.kind,
        value: &also.value,
        unit: &also.unit,
        precision: &also.precision,
    });
    std::iter::once(View::of(figure)).chain(others)
}

fn compare_readings(a: View<'_>, claim: &Figure, b: View<'_>, source: &Figure) -> Agreement {
    let hedges = Hedges { claim: claim.hedge, source: source.hedge };
    match (a.value, b.value) {
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
            let Some(y) = convert(b, *y, a.unit, source.within) else { return Agreement::Different };
            let inside = low.is_none_or(|low| low <= y) && high.is_none_or(|high| y <= high);
            if inside && low.is_some() && high.is_some() { Agreement::Contained } else { Agreement::Different }
        }
        // "Up to 50" for "40 to 50".
        (Value::Number(x), Value::Range(low, high)) => {
            let end = |end: &Option<Exact>| end.and_then(|end| convert(b, end, a.unit, None)) == Some(*x);
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

impl Hedges {
    fn are_none(self) -> bool {
        self.claim.is_none() && self.source.is_none()
    }
}

/// The source's `value` in the claim's unit, unless it is of another unit or kind.
fn convert(source: View<'_>, value: Exact, unit: &Unit, within: Option<Kind>) -> Option<Exact> {
    let hundred = Exact::int(100);
    match (unit, source.unit) {
        // One of the two leaves out in what time.
        (Unit::Measure(claim), Unit::Measure(source)) if source.is_rate_of(claim) || claim.is_rate_of(source) => {
            Some(value)
        }
        (Unit::Measure(claim), Unit::Measure(source)) => source.convert(value, claim),
        // An age may be a bare number: "Smith, 54".
        (Unit::Measure(claim), Unit::None) if claim.is_years() && within.is_none() => Some(value),
        (Unit::Currency(claim), Unit::Currency(source)) if claim.agrees(*source) => Some(value),
        (Unit::Percent, Unit::Percent)
        | (Unit::PercentPoints, Unit::PercentPoints)
        | (Unit::BasisPoints, Unit::BasisPoints) => Some(value),
        (Unit::PercentPoints, Unit::BasisPoints) => value.over(hundred),
        (Unit::BasisPoints, Unit::PercentPoints) => value.times(hundred),
        (Unit::Percent, Unit::Share) => value.times(hundred),
        (Unit::Share, Unit::Percent) => value.over(hundred),
        (Unit::Share | Unit::None, Unit::Share | Unit::None) => Some(value),
        // The bare number of an amount is no count of other things.
        (Unit::Counted(_), Unit::None | Unit::Counted(_)) => {
            if within.is_none() {
                Some(value)
            } else {
                None
            }
        }
        (Unit::None | Unit::Share, Unit::Counted(_)) | (Unit::Counted(_), Unit::Share) => Some(value),
        // The claim leaves out what the source counts in.
        (Unit::None, Unit::Currency(_) | Unit::Measure(_)) => Some(value),
        _ => None,
    }
}

fn numbers(a: View<'_>, x: Exact, b: View<'_>, y: Exact, within: Option<Kind>, hedges: Hedges) -> Agreement {
    let plain = |kind: Kind| if kind == Kind::Multiple { Kind::Number } else { kind };
    let ordinals = (a.kind == Kind::Ordinal, b.kind == Kind::Ordinal);
    if ordinals.0 != ordinals.1 || (plain(a.kind) == Kind::Date) != (plain(b.kind) == Kind::Date) {
        return if x == y { Agreement::Unit } else { Agreement::Different };
    }
    if ordinals.0 {
        return same(x == y);
    }
    let Some(v) = convert(b, y, a.unit, within) else {
        return if x == y { Agreement::Unit } else { Agreement::Different };
    };
    match values(x, a.precision, v, hedges) {
        Agreement::Different | Agreement::Unmarked if hedges.are_none() && is_conversion(a, x, b, y) => {
            Agreement::Rounded
        }
        Agreement::Different if is_other_magnitude(x, a.precision, v, b.precision) => Agreement::Unit,
        agreement => agreement,
    }
}

/// Whether the source's figure is the claim's in another unit, rounded: 75 mph for 120 km/h.
fn is_conversion(a: View<'_>, x: Exact, b: View<'_>, y: Exact) -> bool {
    let (Unit::Measure(claim), Unit::Measure(source)) = (a.unit, b.unit) else { return false };
    claim.symbol != source.symbol && claim.convert(x, source).is_some_and(|x| is_rounding(y, x, b.precision.step))
}

/// Whether the two differ in their scale word alone: million for billion.
fn is_other_magnitude(x: Exact, claim: &Precision, v: Exact, source: &Precision) -> bool {
    let bare = |value: Exact, precision: &Precision| {
        Exact::power_of_ten(i32::from(precision.scale)).and_then(|scale| value.over(scale))
    };
    claim.scale != source.scale && bare(x, claim).is_some() && bare(x, claim) == bare(v, source)
}

/// The claim's `x` against the source's `v`, in the same unit: see the table of hedges in the documentation of `figure-hedge`.
fn values(x: Exact, precision: &Precision, v: Exact, hedges: Hedges) -> Agreement {
    if x == v {
        return equal_values(hedges);
    }
    let off = x.minus(v).map(Exact::abs);
    let near = |share: i64| off.and_then(|off| off.times(Exact::int(share))).is_some_and(|times| times <= x.abs());
    let rounds = |step: Exact| is_rounding(x, v, step);
    if x.is_zero() {
        // Nothing is rounded to nothing.
        return Agreement::Different;
    }
    let (less, more) = (v.abs() < x.abs(), v.abs() > x.abs());
    match hedges.claim {
        None if rounds(precision.step) => {
            if near(5) {
                Agreement::Rounded
            } else {
                Agreement::Unmarked
            }
        }
        None if rounds(precision.round) && near(10) => Agreement::Unmarked,
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

/// Whether `v` rounds to `x` where one more in its last digit is worth `step`: halves go up.
fn is_rounding(x: Exact, v: Exact, step: Exact) -> bool {
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

type Ends = (Option<Exact>, Option<Exact>);

fn ranges(a: View<'_>, claim: Ends, b: View<'_>, source: Ends) -> Agreement {
    let ends = |end: Option<Exact>| match end {
        None => Some(None),
        Some(end) => convert(b, end, a.unit, None).map(Some),
    };
    let (Some(from), Some(to)) = (ends(source.0), ends(source.1)) else {
        return if claim == source { Agreement::Unit } else { Agreement::Different };
    };
    if claim == (from, to) {
        return Agreement::Equal;
    }
    let rounds = |x: Option<Exact>, v: Option<Exact>| match (x, v) {
        (Some(x), Some(v)) => is_rounding(x, v, a.precision.step),
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

#[cfg(test)]
mod tests {
    use super::super::{Mode, read};
    use super::*;

    /// Holds the claim's first figure against all of the source's: the best that comes out.
    fn check(claim: &str, source: &str, expected: Agreement) {
        let claims = read(claim, Mode::Claim);
        let sources = read(source, Mode::Source);
        let best = sources.iter().map(|source| compare(&claims[0], source)).min_by_key(|agreement| agreement.rank());
        assert_eq!(best, Some(expected), "{claim} | {source}");
    }

    #[test]
    fn forms_of_one_value() {
        check("twenty-five", "25", Agreement::Equal);
        check("1.2bn", "1,200 million", Agreement::Equal);
        check("12 per cent", "12%", Agreement::Equal);
        check("$0.36", "36 cents", Agreement::Equal);
        check("3 March 2015", "3/3/15", Agreement::Equal);
        check("a dozen", "12", Agreement::Equal);
    }

    #[test]
    fn rounding_at_the_digits_shown() {
        check("4.2 million", "4,187,000", Agreement::Rounded);
        check("12%", "12.4%", Agreement::Rounded);
        check("4,000", "3,987", Agreement::Unmarked);
        check("4,200", "3,987", Agreement::Different);
        check("4,187,000", "4.2 million", Agreement::Different);
        check("zero", "0.3", Agreement::Different);
    }

    #[test]
    fn hedges_that_the_value_allows() {
        check("about 4,000", "3,987", Agreement::Hedged);
        check("nearly 4,000", "3,987", Agreement::Hedged);
        check("more than 3,900", "3,987", Agreement::Hedged);
        check("at least 3,000", "3,987", Agreement::Hedged);
        check("up to 4,000", "3,987", Agreement::Hedged);
        check("nearly 4,000", "3,100", Agreement::Different);
        check("more than 2,000", "3,987", Agreement::Different);
    }

    #[test]
    fn hedges_that_the_source_has() {
        check("nearly 1,200", "almost 1,200", Agreement::Equal);
        check("some 4,000", "almost 4,000", Agreement::Hedged);
        check("1,200", "nearly 1,200", Agreement::HedgeDropped);
        check("more than 1,200", "nearly 1,200", Agreement::HedgeTurned);
        check("more than 1,200", "1,200", Agreement::HedgeInvented);
        check("nearly 4,000", "4,100", Agreement::HedgeTurned);
    }

    #[test]
    fn units_and_kinds() {
        check("5 percentage points", "5%", Agreement::Unit);
        check("Rs 500", "$500", Agreement::Unit);
        check("5 billion", "5 million", Agreement::Unit);
        check("5 km", "5 miles", Agreement::Unit);
        check("12 people", "12%", Agreement::Unit);
        check("12 people", "$12", Agreement::Unit);
        check("36", "36th", Agreement::Unit);
        check("US$5", "$5", Agreement::Equal);
        check("2.5 billion", "$2.5 billion", Agreement::Equal);
    }

    #[test]
    fn rates_of_pay() {
        check("$15 an hour", "$15 per hour", Agreement::Equal);
        check("$15 an hour", "$15", Agreement::Equal);
        check("$500/month", "$500 a year", Agreement::Unit);
        check("3 euros a litre", "€3 per gallon", Agreement::Unit);
        check("$500 annually", "$500 per annum", Agreement::Equal);
    }

    #[test]
    fn conversions() {
        check("16 km", "10 miles", Agreement::Rounded);
        check("100 acres", "40 hectares", Agreement::Rounded);
        check("120 km/h", "75 mph", Agreement::Rounded);
        check("130 km/h", "75 mph", Agreement::Different);
        check("0.25 percentage points", "25 basis points", Agreement::Equal);
        check("32 °F", "0 °C", Agreement::Equal);
        check("a third of it", "33%", Agreement::Rounded);
        check("2 hours", "120 minutes", Agreement::Equal);
        check("2 years", "24 months", Agreement::Equal);
    }

    #[test]
    fn ages() {
        check("a 54-year-old", "Smith, 54, said", Agreement::Equal);
        check("a 54-year-old", "54 cars", Agreement::Unit);
    }

    #[test]
    fn dates_by_the_fields_they_state() {
        check("in May 2024", "3 May 2024", Agreement::Contained);
        check("3 May 2024", "3 May", Agreement::Equal);
        check("3 May 2024", "in May 2024", Agreement::Different);
        check("in the 1960s", "in 1965", Agreement::Contained);
        check("in 1965", "in the 1960s", Agreement::Different);
    }

    #[test]
    fn ranges_and_values() {
        check("between 40 and 50", "45", Agreement::Contained);
        check("40 to 50", "between 40 and 50", Agreement::Equal);
        check("up to 50", "40 to 50", Agreement::Hedged);
        check("45", "40 to 50", Agreement::Different);
        check("hundreds of people", "836 people", Agreement::Contained);
    }

    #[test]
    fn scores() {
        check("won 3-1", "a 3–1 win", Agreement::Equal);
        check("won 3-1", "a 3–2 win", Agreement::Different);
    }
}
