//! Sums and products of figures, with their units.

use super::exact::Exact;
use super::measure::Measure;
use super::money::Currency;
use super::unit_table::named;
use super::{Figure, Kind, Unit, Value};

/// What a calculation works with: a number, and what it is a number of.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    value: Exact,
    of: Of,
}

#[derive(Clone, Debug, PartialEq)]
enum Of {
    /// A bare number, a count, a ratio.
    Number,
    /// A share, or a difference of shares: the value is the fraction.
    Share,
    /// A year of the calendar.
    Year,
    /// Money, a measure, or so much money for a measure.
    Units { money: Option<Currency>, measure: Option<Measure> },
}

/// Why a calculation has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uncomputed {
    /// The two are of units with which this can't be done.
    Units(&'static str),
    /// A division by zero, or a number beyond what fits.
    Number,
}

type Computed = Result<Amount, Uncomputed>;

const ADDED: Uncomputed = Uncomputed::Units("be added or subtracted");
const MULTIPLIED: Uncomputed = Uncomputed::Units("be multiplied");
const DIVIDED: Uncomputed = Uncomputed::Units("be divided");

fn amount(value: Option<Exact>, of: Of) -> Computed {
    value.map(|value| Amount { value, of }).ok_or(Uncomputed::Number)
}

impl Amount {
    /// What a figure is worth. None for a range, a day, a time.
    pub fn of(figure: &Figure) -> Option<Self> {
        let hundredths = |parts: i64| Exact::ONE.over(Exact::int(parts));
        let value = match figure.value {
            Value::Number(value) => value,
            Value::Date(date) => {
                let year = Exact::int(i64::from(date.signed_year()?));
                return Some(Self { value: year, of: Of::Year });
            }
            _ => return None,
        };
        let (value, of) = match &figure.unit {
            Unit::Percent | Unit::PercentPoints => (value.times(hundredths(100)?)?, Of::Share),
            Unit::BasisPoints => (value.times(hundredths(10_000)?)?, Of::Share),
            Unit::Currency(currency) => {
                let per = figure.per.as_ref().and_then(|rate| time_of(&rate.unit));
                (value, Of::Units { money: Some(*currency), measure: per.and_then(|per| Measure::one_per(&per)) })
            }
            Unit::Measure(measure) => (value, Of::Units { money: None, measure: Some((**measure).clone()) }),
            Unit::None | Unit::Share | Unit::Counted(_) => (value, Of::Number),
        };
        Some(Self { value, of })
    }

    /// The number, whatever it is of.
    pub fn value(&self) -> Exact {
        self.value
    }

    /// The unit in which a figure would give it, and its number in that unit.
    pub fn in_own_unit(&self) -> (Exact, Unit, Kind) {
        match &self.of {
            Of::Number | Of::Year => (self.value, Unit::None, Kind::Number),
            Of::Share => (self.value.times(Exact::int(100)).unwrap_or(self.value), Unit::Percent, Kind::Percent),
            Of::Units { money: Some(currency), .. } => (self.value, Unit::Currency(*currency), Kind::Money),
            Of::Units { measure: Some(measure), .. } => {
                (self.value, Unit::Measure(Box::new(measure.clone())), Kind::Quantity)
            }
            Of::Units { .. } => (self.value, Unit::None, Kind::Number),
        }
    }

    /// The same below zero.
    pub fn negated(self) -> Self {
        Self { value: self.value.negated(), ..self }
    }

    /// The sum. A bare number takes the unit of the other.
    pub fn plus(self, other: Self) -> Computed {
        let sum = |other: Exact| self.value.plus(other);
        match (&self.of, &other.of) {
            (Of::Share, Of::Share) => amount(sum(other.value), Of::Share),
            (Of::Number, Of::Year) => amount(sum(other.value), Of::Year),
            (Of::Year, Of::Number) => amount(sum(other.value), Of::Year),
            (Of::Year, Of::Units { money: None, measure: Some(span) }) => {
                let years = named("year").and_then(|year| span.convert(other.value, &year)).ok_or(ADDED)?;
                amount(sum(years), Of::Year)
            }
            (Of::Year, Of::Year) => Err(ADDED),
            (Of::Number | Of::Share, Of::Number | Of::Share) => amount(sum(other.value), Of::Number),
            (Of::Number, Of::Units { .. }) => amount(sum(other.value), other.of),
            (Of::Units { .. }, Of::Number) => amount(sum(other.value), self.of.clone()),
            (Of::Units { money, measure }, Of::Units { money: more, measure: other_measure }) => {
                let is_one_money = match (money, more) {
                    (Some(money), Some(more)) => money.agrees(*more),
                    (money, more) => money.is_none() && more.is_none(),
                };
                let converted = match (measure, other_measure) {
                    (Some(measure), Some(theirs)) => theirs.convert(other.value, measure),
                    (None, None) => Some(other.value),
                    _ => None,
                };
                let converted = converted.filter(|_| is_one_money).ok_or(ADDED)?;
                amount(sum(converted), self.of.clone())
            }
            _ => Err(ADDED),
        }
    }

    /// The difference. That of two years is a span of years.
    pub fn minus(self, other: Self) -> Computed {
        if let (Of::Year, Of::Year) = (&self.of, &other.of) {
            let measure = Some(named("year").ok_or(ADDED)?);
            return amount(self.value.minus(other.value), Of::Units { money: None, measure });
        }
        self.plus(other.negated())
    }

    /// The product.
    pub fn times(self, other: Self) -> Computed {
        let value = self.value.times(other.value);
        match (self.of, other.of) {
            (Of::Year, _) | (_, Of::Year) => Err(MULTIPLIED),
            (Of::Share, Of::Share) => amount(value, Of::Share),
            (Of::Number | Of::Share, of @ Of::Units { .. }) | (of @ Of::Units { .. }, Of::Number | Of::Share) => {
                amount(value, of)
            }
            (Of::Units { money, measure }, Of::Units { money: more, measure: other }) => {
                if money.is_some() && more.is_some() {
                    return Err(MULTIPLIED);
                }
                let measure = match (measure, other) {
                    (Some(a), Some(b)) => Some(a.product(&b).ok_or(MULTIPLIED)?),
                    (a, b) => a.or(b),
                };
                units(value, money.or(more), measure)
            }
            _ => amount(value, Of::Number),
        }
    }

    /// The quotient. Two amounts of one unit give a ratio.
    pub fn over(self, other: Self) -> Computed {
        let value = self.value.over(other.value);
        match (self.of, other.of) {
            (Of::Year, _) | (_, Of::Year) => Err(DIVIDED),
            (of, Of::Number) => amount(value, of),
            (of @ Of::Units { .. }, Of::Share) => amount(value, of),
            (_, Of::Share) => amount(value, Of::Number),
            (Of::Number | Of::Share, Of::Units { money: None, measure: Some(measure) }) => {
                units(value, None, Some(Measure::one_per(&measure).ok_or(DIVIDED)?))
            }
            (Of::Units { money, measure }, Of::Units { money: less, measure: other }) => {
                let money = match (money, less) {
                    (Some(money), Some(less)) if money.agrees(less) => None,
                    (money, None) => money,
                    _ => return Err(DIVIDED),
                };
                let measure = match (measure, other) {
                    (Some(a), Some(b)) => Some(a.quotient(&b).ok_or(DIVIDED)?),
                    (None, Some(b)) => Some(Measure::one_per(&b).ok_or(DIVIDED)?),
                    (a, None) => a,
                };
                units(value, money, measure)
            }
            _ => Err(DIVIDED),
        }
    }

    /// A ratio as a share of the whole.
    pub fn as_share(self) -> Computed {
        match self.of {
            Of::Number | Of::Share => Ok(Self { of: Of::Share, ..self }),
            _ => Err(DIVIDED),
        }
    }

    /// The numbers that a figure may give for it, in the figure's unit; none where it is of another one.
    pub fn as_in(&self, figure: &Figure) -> Vec<Exact> {
        let times = |parts: i64| self.value.times(Exact::int(parts));
        let found = match (&figure.unit, &self.of) {
            (Unit::Percent | Unit::PercentPoints, Of::Share) => vec![times(100)],
            (Unit::BasisPoints, Of::Share) => vec![times(10_000)],
            // A ratio may be given as it is, or as a percentage.
            (Unit::Percent | Unit::PercentPoints, Of::Number) if self.value.abs() < Exact::ONE => {
                vec![times(100), Some(self.value)]
            }
            (Unit::Percent | Unit::PercentPoints, Of::Number) => vec![Some(self.value), times(100)],
            (Unit::Measure(measure), Of::Units { money: None, measure: Some(own) }) => {
                vec![own.convert(self.value, measure)]
            }
            (Unit::Currency(currency), Of::Units { money: Some(own), measure }) if currency.agrees(*own) => {
                let per = figure.per.as_ref().and_then(|rate| Measure::one_per(&time_of(&rate.unit)?));
                match (measure, per) {
                    (Some(own), Some(per)) => vec![own.convert(self.value, &per)],
                    _ => vec![Some(self.value)],
                }
            }
            // So many a year.
            (Unit::Counted(_), Of::Units { money: None, measure: Some(own) }) if own.is_per() => vec![Some(self.value)],
            (Unit::None | Unit::Share, _) | (_, Of::Number | Of::Year) => vec![Some(self.value)],
            (Unit::Counted(_), Of::Share) => vec![Some(self.value)],
            _ => Vec::new(),
        };
        found.into_iter().flatten().collect()
    }
}

fn units(value: Option<Exact>, money: Option<Currency>, measure: Option<Measure>) -> Computed {
    // What cancels out leaves a number.
    match measure.as_ref().and_then(Measure::as_number) {
        Some(factor) if money.is_none() => amount(value.and_then(|value| value.times(factor)), Of::Number),
        Some(factor) => amount(value.and_then(|value| value.times(factor)), Of::Units { money, measure: None }),
        None if money.is_none() && measure.is_none() => amount(value, Of::Number),
        None => amount(value, Of::Units { money, measure }),
    }
}

/// The unit of a rate of pay by its symbol.
fn time_of(symbol: &str) -> Option<Measure> {
    const NAMES: [(&str, &str); 7] = [
        ("s", "second"),
        ("min", "minute"),
        ("h", "hour"),
        ("d", "day"),
        ("wk", "week"),
        ("mo", "month"),
        ("a", "year"),
    ];
    NAMES.iter().find(|(known, _)| *known == symbol).and_then(|(_, name)| named(name))
}

#[cfg(test)]
mod tests {
    use super::super::{Mode, read};
    use super::*;

    fn one(text: &str) -> Figure {
        read(text, Mode::Claim).remove(0)
    }

    /// Works out two figures with a sign between them, and gives the result in the unit of a third.
    fn check(a: &str, sign: char, b: &str, figure: &str, expected: &str) {
        let [left, right] = [a, b].map(|text| Amount::of(&one(text)).unwrap());
        let result = match sign {
            '+' => left.plus(right),
            '-' => left.minus(right),
            '*' => left.times(right),
            _ => left.over(right),
        };
        let shown = match result {
            Ok(amount) => {
                let values: Vec<String> = amount.as_in(&one(figure)).iter().map(Exact::to_string).collect();
                values.join(" or ")
            }
            Err(Uncomputed::Units(why)) => why.to_owned(),
            Err(Uncomputed::Number) => "no number".to_owned(),
        };
        assert_eq!(shown, expected, "{a} {sign} {b} in {figure}");
    }

    #[test]
    fn sums_of_one_unit() {
        check("200 MW", '+', "8.4 GW", "8.6 GW", "8.6");
        check("$5 million", '-', "$2 million", "$3 million", "3000000");
        check("172", '+', "83", "255 meetings", "255");
        check("5%", '-', "4.5%", "0.5 percentage points", "0.5");
        check("5%", '-', "4.5%", "50 basis points", "50");
    }

    #[test]
    fn sums_of_two_units() {
        check("200 MW", '+', "$5", "205", "be added or subtracted");
        check("$5", '+', "€5", "$10", "be added or subtracted");
        check("3 km", '-', "2 hours", "1 km", "be added or subtracted");
    }

    #[test]
    fn a_bare_number_takes_the_unit_of_the_other() {
        check("200 MW", '+', "50", "250 MW", "250");
        check("30", '+', "50", "80 km", "80");
    }

    #[test]
    fn ratios() {
        check("200 MW", '/', "8.4 GW", "about 2.4%", "2.380952380952 or 0.0238095238095");
        check("$6", '/', "$2", "three times", "3");
        check("5", '/', "0", "1", "no number");
    }

    #[test]
    fn products_with_units() {
        check("50 km/h", '*', "2 hours", "100 km", "100");
        check("12%", '*', "$400", "$48", "48");
        check("$15 an hour", '*', "40 hours", "$600", "600");
        check("$2", '*', "$3", "$6", "be multiplied");
    }

    #[test]
    fn quotients_with_units() {
        check("100 km", '/', "2 hours", "50 km/h", "50");
        check("$600", '/', "40 hours", "$15 an hour", "15");
        check("40", '/', "$8", "5", "be divided");
    }

    #[test]
    fn years() {
        check("2024", '-', "2011", "13 years", "13");
        check("2011", '+', "13 years", "2024", "2024");
    }

    #[test]
    fn a_result_of_another_unit_gives_no_number() {
        check("200 MW", '*', "2", "$400", "");
        check("$5", '*', "2", "10 km", "");
    }
}
