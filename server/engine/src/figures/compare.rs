//! How a claim's figure and a source's stand to each other.

use super::bounds::{Hedges, Scale, is_rounding, values};
use super::calendar::{Clock, Date};
use super::convert::{Converted, convert};
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
    /// The source's figure neither bears the claim's out nor contradicts it: a bound that holds from afar, a value inside the
    /// source's range, a number of which only one of the two says of what.
    Loose,
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

    /// How an amount of it is held against another one.
    fn scale(&self) -> Scale<'f> {
        let whole = match self.unit {
            Unit::Percent => Some(Exact::int(100)),
            Unit::Share => Some(Exact::ONE),
            _ => None,
        };
        let is_age = matches!(self.unit, Unit::Measure(measure) if measure.is_age());
        Scale { precision: self.precision, whole, has_tenth: !is_age }
    }

    /// Whether it is one season or financial year, which two calendar years have a part of.
    fn is_season(&self) -> bool {
        match self.value {
            Value::Period(from, to) if self.kind == Kind::Date => {
                from.month.is_none() && from.year.zip(to.year).is_some_and(|(from, to)| from + 1 == to)
            }
            _ => false,
        }
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
        (Value::Date(x), Value::Date(y)) => dates(*x, *y, hedges),
        (Value::Period(from, to), Value::Date(date)) => match within(*date, *from, *to) {
            true if !a.is_season() => Agreement::Contained,
            _ => Agreement::Different,
        },
        (Value::Date(date), Value::Period(from, to)) if within(*date, *from, *to) => Agreement::Loose,
        (Value::Period(a, b), Value::Period(c, d)) => periods((*a, *b), (*c, *d)),
        (Value::Time(x), Value::Time(y)) => same(clocks(*x, *y)),
        (Value::Times(a, b), Value::Times(c, d)) => same(clocks(*a, *c) && clocks(*b, *d)),
        (Value::Score(a, b), Value::Score(c, d)) => same((a, b) == (c, d) || (a, b) == (d, c)),
        (Value::Number(x), Value::Number(y)) => numbers(a, *x, b, *y, source.within, hedges),
        (Value::Range(low, high), Value::Range(from, to)) => ranges(a, (*low, *high), b, (*from, *to)),
        (Value::Range(low, high), Value::Number(y)) => {
            let Some(y) = convert(b.unit, *y, a.unit, source.within).value() else { return Agreement::Different };
            let is_closed = low.is_some() && high.is_some();
            match is_closed && is_inside(y, *low, *high) {
                true if hedges.source_is_bound() => Agreement::Loose,
                true => Agreement::Contained,
                false => Agreement::Different,
            }
        }
        (Value::Number(x), Value::Range(low, high)) => in_range(a, *x, b, (*low, *high), hedges),
        _ => Agreement::Different,
    }
}

fn same(equal: bool) -> Agreement {
    if equal { Agreement::Equal } else { Agreement::Different }
}

// --- dates and times

/// Dates agree on the fields that both state; the claim may not state a day or a month that the source leaves out.
fn dates(claim: Date, source: Date, hedges: Hedges) -> Agreement {
    if !claim.agrees(source) {
        return if is_about_the_year(claim, source, hedges) { Agreement::Hedged } else { Agreement::Different };
    }
    let unsupported =
        (claim.day.is_some() && source.day.is_none()) || (claim.month.is_some() && source.month.is_none());
    if unsupported {
        return Agreement::Different;
    }
    let wider = (source.day.is_some() && claim.day.is_none()) || (source.month.is_some() && claim.month.is_none());
    if wider { Agreement::Contained } else { Agreement::Equal }
}

/// `about 1987` for 1988: two years to either side.
fn is_about_the_year(claim: Date, source: Date, hedges: Hedges) -> bool {
    const MOST_YEARS: u16 = 2;
    let is_bare = |date: Date| date.month.is_none() && date.is_before_christ == claim.is_before_christ;
    let are_near = claim.year.zip(source.year).is_some_and(|(ours, theirs)| ours.abs_diff(theirs) <= MOST_YEARS);
    hedges.claim == Some(Hedge::About) && hedges.source.is_none() && is_bare(claim) && is_bare(source) && are_near
}

fn periods(claim: (Date, Date), source: (Date, Date)) -> Agreement {
    let none = Hedges::NONE;
    let equal = |a, b| dates(a, b, none) == Agreement::Equal;
    let holds =
        |(from, to): (Date, Date), (first, last): (Date, Date)| within(first, from, to) && within(last, from, to);
    if equal(claim.0, source.0) && equal(claim.1, source.1) {
        Agreement::Equal
    } else if holds(claim, source) {
        Agreement::Contained
    } else if holds(source, claim) {
        Agreement::Loose
    } else {
        Agreement::Different
    }
}

/// Whether a date lies in the time from one to another. A year lies in years, not in months.
fn within(date: Date, from: Date, to: Date) -> bool {
    let (Some(_), Some(_), Some(_)) = (date.year, from.year, to.year) else { return false };
    // The month and the day count only where the end states them.
    let key = |date: Date, end: Date, blank: u8| {
        let month = end.month.map(|_| date.month.unwrap_or(blank));
        (date.order().0, month, end.day.map(|_| date.day.unwrap_or(blank)))
    };
    let is_fine = date.month.is_some() || (from.month.is_none() && to.month.is_none());
    is_fine && key(from, from, 0) <= key(date, from, 0) && key(date, to, 99) <= key(to, to, 99)
}

fn clocks(a: Clock, b: Clock) -> bool {
    let loose = a.either_half || b.either_half;
    a.minute == b.minute && (a.hour == b.hour || (loose && a.hour % 12 == b.hour % 12))
}

// --- numbers and their units

fn numbers(a: View<'_>, x: Exact, b: View<'_>, y: Exact, within: Option<Kind>, hedges: Hedges) -> Agreement {
    let unit_if_equal = || if x == y { Agreement::Unit } else { Agreement::Different };
    let is_either = |kind: Kind| (a.kind == kind) != (b.kind == kind);
    if is_either(Kind::Ordinal) || is_either(Kind::Date) {
        return unit_if_equal();
    }
    if a.kind == Kind::Ordinal {
        return same(x == y);
    }
    // How many times is no count of things.
    if is_either(Kind::Multiple) {
        let counted = if a.kind == Kind::Multiple { b.unit } else { a.unit };
        let is_occasions = matches!(counted, Unit::Counted(noun) if matches!(noun.as_str(), "times" | "occasions"));
        return if is_occasions && x == y { Agreement::Equal } else { Agreement::Different };
    }
    let (v, is_bare) = match convert(b.unit, y, a.unit, within) {
        Converted::Same(v) => (v, false),
        Converted::Bare(v) => (v, true),
        Converted::Other => return unit_if_equal(),
    };
    // A minus says which way it went: that is told by what the figures are said of.
    let v = if is_signed_amount(a.unit) && v.is_negative() != x.is_negative() { v.negated() } else { v };
    let agreement = match values(x, v, &a.scale(), hedges) {
        Agreement::Different | Agreement::Unmarked if hedges == Hedges::NONE && is_conversion(a, x, b, y) => {
            Agreement::Rounded
        }
        Agreement::Different if is_other_magnitude(x, a.precision, v, b.precision) => Agreement::Unit,
        agreement => agreement,
    };
    let is_loose = is_bare || within == Some(Kind::Range);
    // A number that may not even be of the same unit is no "about" of another.
    if is_bare && agreement == Agreement::Hedged && x != v {
        return Agreement::Different;
    }
    if is_loose && agreement.rank() < Agreement::Loose.rank() { Agreement::Loose } else { agreement }
}

/// Whether a minus before an amount of this unit says that it went down or was lost, and is no part of its value.
fn is_signed_amount(unit: &Unit) -> bool {
    !matches!(unit, Unit::Measure(measure) if measure.is_temperature() || measure.is_angle())
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

// --- ranges

type Ends = (Option<Exact>, Option<Exact>);

fn is_inside(value: Exact, low: Option<Exact>, high: Option<Exact>) -> bool {
    low.is_none_or(|low| low <= value) && high.is_none_or(|high| value <= high)
}

/// `up to 50` for "40 to 50": the end that the hedge asks for. Any other value inside says neither yes nor no.
fn in_range(a: View<'_>, x: Exact, b: View<'_>, (low, high): Ends, hedges: Hedges) -> Agreement {
    let end = |end: Option<Exact>| end.and_then(|end| convert(b.unit, end, a.unit, None).value());
    match hedges.claim {
        Some(Hedge::AtMost) if end(high) == Some(x) => Agreement::Hedged,
        Some(Hedge::AtLeast) if end(low) == Some(x) => Agreement::Hedged,
        _ => match (end(low), end(high)) {
            (Some(low), Some(high)) if is_inside(x, Some(low), Some(high)) => Agreement::Loose,
            _ => Agreement::Different,
        },
    }
}

fn ranges(a: View<'_>, claim: Ends, b: View<'_>, source: Ends) -> Agreement {
    let ends = |read: fn(Converted) -> Option<Exact>| {
        let end = |end: Option<Exact>| end.map_or(Some(None), |end| read(convert(b.unit, end, a.unit, None)).map(Some));
        end(source.0).zip(end(source.1))
    };
    let Some((from, to)) = ends(Converted::value) else {
        return match ends(Converted::bare) {
            // "Between 45 and 74" may leave the years out.
            Some(bare) if claim == bare => Agreement::Loose,
            _ if claim == source => Agreement::Unit,
            _ => Agreement::Different,
        };
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
        check("at least 3,500", "3,987", Agreement::Hedged);
        check("up to 4,000", "3,987", Agreement::Hedged);
        check("nearly 4,000", "3,100", Agreement::Different);
        check("about 4,187", "4,000", Agreement::Different);
        check("about 125", "130", Agreement::Hedged);
    }

    #[test]
    fn bounds_that_hold_are_never_wrong() {
        check("more than 100", "120", Agreement::Hedged);
        check("more than 100", "140", Agreement::Loose);
        check("at least 10", "4,000", Agreement::Loose);
        check("fewer than 50", "12", Agreement::Loose);
        check("more than 30", "fewer than 35", Agreement::Loose);
        check("more than 140", "130", Agreement::HedgeTurned);
        check("more than 140", "100", Agreement::Different);
    }

    #[test]
    fn shares_of_more_than_half() {
        check("nearly 90%", "88%", Agreement::Different);
        check("nearly 90%", "89.2%", Agreement::Hedged);
        check("about 60%", "57%", Agreement::Hedged);
        check("more than half", "52%", Agreement::Hedged);
        check("about two-thirds", "65%", Agreement::Hedged);
        check("nearly all of the 90%", "99%", Agreement::Different);
    }

    #[test]
    fn one_hedge_of_two_numbers() {
        check("approximately $7.60", "approximately $7.50", Agreement::Different);
        check("about 4 million", "about 4.2 million", Agreement::Rounded);
        check("at least 7", "at least 6", Agreement::Different);
    }

    #[test]
    fn years_have_no_tenth() {
        check("about 1987", "in 1988", Agreement::Hedged);
        check("about 1980", "in 1988", Agreement::Different);
        check("in 1987", "in 1988", Agreement::Different);
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
        check("12", "12 km", Agreement::Loose);
        check("12%", "a score of 12.", Agreement::Loose);
        check("about 12%", "a score of 11.", Agreement::Different);
        check("five times", "five men", Agreement::Different);
        check("$5 million", "-$5 million", Agreement::Equal);
        check("5 °C", "-5 °C", Agreement::Different);
        check("1.5 degrees", "1.5°C", Agreement::Equal);
        check("450 years", "450 million years", Agreement::Unit);
        check("US$5", "$5", Agreement::Equal);
        check("2.5 billion", "$2.5 billion", Agreement::Loose);
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
        check("a 54-year-old", "after 54 years", Agreement::Loose);
        check("after 54 years", "Smith, 54, said", Agreement::Loose);
    }

    #[test]
    fn dates_by_the_fields_they_state() {
        check("in May 2024", "3 May 2024", Agreement::Contained);
        check("3 May 2024", "3 May", Agreement::Equal);
        check("3 May 2024", "in May 2024", Agreement::Different);
        check("in the 1960s", "in 1965", Agreement::Contained);
        check("in 1965", "in the 1960s", Agreement::Loose);
        check("in 1960", "in the 1960s", Agreement::Loose);
        check("in 2023-24", "in 2022-23", Agreement::Different);
        check("in 2023-24", "in 2023", Agreement::Different);
        check("in March 2021", "in early 2021", Agreement::Different);
        check("from March 2015 to May 2018", "in 2016", Agreement::Different);
    }

    #[test]
    fn ranges_and_values() {
        check("between 40 and 50", "45", Agreement::Contained);
        check("40 to 50", "between 40 and 50", Agreement::Equal);
        check("about 724,000 votes", "723,632 votes", Agreement::Hedged);
        check("about 1,430,000", "1,429,981", Agreement::Hedged);
        check("about 724,000 votes", "722,632 votes", Agreement::Different);
        check("about 4,000", "4,417", Agreement::Different);
        check("up to 50", "40 to 50", Agreement::Hedged);
        check("45", "40 to 50", Agreement::Loose);
        check("40", "40 to 50", Agreement::Loose);
        check("40 and 50", "between 40 and 50", Agreement::Loose);
        check("between 40 and 50", "aged 40-50 years", Agreement::Loose);
        check("between 40 and 60", "aged 40-50 years", Agreement::Different);
        check("hundreds of people", "836 people", Agreement::Contained);
    }

    #[test]
    fn scores() {
        check("won 3-1", "a 3–1 win", Agreement::Equal);
        check("won 3-1", "a 3–2 win", Agreement::Different);
    }
}
