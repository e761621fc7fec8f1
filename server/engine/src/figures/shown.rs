//! Figures as text: the form that machines read, and the one for people.

use std::fmt;

use super::{Date, Exact, Figure, Kind, Unit, Value};

impl Figure {
    /// The value in the form that machines read: a plain decimal, `YYYY-MM-DD`, `lo..hi`.
    pub fn value_text(&self) -> String {
        self.value.to_string()
    }

    /// The unit in the form that machines read: `%`, a currency's code, a unit's symbol, `date` for a span of dates, or
    /// the counted word.
    pub fn unit_text(&self) -> String {
        match (&self.value, &self.unit) {
            (Value::Period(..), _) => "date".to_owned(),
            (_, unit) => unit.to_string(),
        }
    }

    /// What was read, in short, for people: `≈ 4,000 militants`, `$2.5 billion`.
    pub fn describe(&self) -> String {
        let hedge = self.hedge.map_or(String::new(), |hedge| format!("{} ", hedge.sign()));
        format!("{hedge}{}", self.value.describe(&self.unit, self.kind))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unit::None | Unit::Share => "",
            Unit::Percent => "%",
            Unit::PercentPoints => "pp",
            Unit::BasisPoints => "bp",
            Unit::Currency(currency) => currency.code,
            Unit::Measure(measure) => &measure.symbol,
            Unit::Counted(noun) => noun,
        })
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |end: &Option<Exact>| end.map_or(String::new(), |end| end.to_string());
        match self {
            Value::Number(number) => number.fmt(f),
            Value::Range(low, high) => write!(f, "{}..{}", end(low), end(high)),
            Value::Date(date) => date.fmt(f),
            Value::Period(from, to) => write!(f, "{from}..{to}"),
            Value::Time(clock) => clock.fmt(f),
            Value::Times(from, to) => write!(f, "{from}..{to}"),
            Value::Score(us, them) => write!(f, "{us}:{them}"),
        }
    }
}

impl Value {
    fn describe(&self, unit: &Unit, kind: Kind) -> String {
        let amount = match self {
            Value::Number(number) => {
                return match kind {
                    Kind::Ordinal => format!("no. {}", grouped(*number)),
                    Kind::Multiple => format!("× {}", grouped(*number)),
                    _ => with_unit(&grouped(*number), unit),
                };
            }
            Value::Range(Some(low), Some(high)) => format!("{} to {}", grouped(*low), grouped(*high)),
            Value::Range(Some(low), None) => format!("{} or more", grouped(*low)),
            Value::Range(None, Some(high)) => format!("up to {}", grouped(*high)),
            Value::Date(date) => return date.describe(),
            Value::Period(from, to) => return describe_period(*from, *to),
            Value::Times(from, to) => return format!("{from} to {to}"),
            other => return other.to_string(),
        };
        with_unit(&amount, unit)
    }
}

fn with_unit(amount: &str, unit: &Unit) -> String {
    match unit {
        Unit::Currency(currency) => match (currency.code, currency.stated) {
            ("USD", false) => format!("${amount}"),
            (code, _) => format!("{code} {amount}"),
        },
        Unit::None | Unit::Share => amount.to_owned(),
        Unit::Percent => format!("{amount}%"),
        Unit::Measure(measure) => format!("{amount} {}", measure.label),
        unit => format!("{amount} {unit}"),
    }
}

/// `April to June 2024`, `3 to 5 May`, `1960 to 1969`: what both ends have is said once.
fn describe_period(from: Date, to: Date) -> String {
    let year = if from.year == to.year { None } else { from.year };
    let month = if year.is_none() && from.month == to.month && from.day.is_some() { None } else { from.month };
    format!("{} to {}", Date { year, month, ..from }.describe(), to.describe())
}

/// A number of more decimals than people read, to three digits that count after the point.
fn shortened(number: Exact) -> Exact {
    const MOST: usize = 4;
    let text = number.to_string();
    let decimals = text.split_once('.').map_or("", |(_, decimals)| decimals);
    if decimals.len() <= MOST {
        return number;
    }
    let zeros = if number.abs() < Exact::ONE { decimals.bytes().take_while(|&digit| digit == b'0').count() } else { 0 };
    let step = i32::try_from(zeros + 3).ok().and_then(|count| Exact::power_of_ten(-count));
    step.and_then(|step| number.nearest(step)).unwrap_or(number)
}

/// A number as people write it: with a scale word where that leaves few digits, else with group marks.
fn grouped(number: Exact) -> String {
    for (exponent, word) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        let Some(mantissa) = Exact::power_of_ten(exponent).and_then(|power| number.over(power)) else { continue };
        let text = mantissa.to_string();
        if mantissa.abs() >= Exact::ONE && text.len() <= 7 {
            return format!("{text} {word}");
        }
    }
    let text = shortened(number).to_string();
    let (whole, decimals) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let digits = whole.trim_start_matches('-');
    let mut out = String::from(if number.is_negative() { "-" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push('.');
        out.push_str(decimals);
    }
    out
}
