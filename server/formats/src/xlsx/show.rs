//! Numbers as their formats show them.

use std::collections::BTreeMap;

use crate::xml::{self, Node};

/// How a number is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// As it is.
    General,
    /// With a number of decimals, in hundredths or not, its thousands parted or not, between words.
    Number { decimals: usize, is_percent: bool, is_grouped: bool, before: String, after: String },
    /// As a day, with the time or without.
    Date { has_time: bool },
    /// As a time.
    Time,
}

/// The formats of the cells' styles, in their order.
pub(super) fn formats(styles: &str) -> Vec<Shown> {
    let mut codes: BTreeMap<u32, String> = BTreeMap::new();
    let mut shown = Vec::new();
    let mut in_cells = false;
    xml::walk(styles, 64, |node| {
        match node {
            Node::Open(element) => match element.name.as_str() {
                "numFmt" => codes.extend(element.number("numFmtId").zip(element.attribute("formatCode"))),
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = element.number("numFmtId").unwrap_or(0);
                    shown.push(codes.get(&id).map_or_else(|| Shown::built_in(id), |code| Shown::of(code)));
                }
                _ => {}
            },
            Node::Close(name) if name == "cellXfs" => in_cells = false,
            _ => {}
        }
        true
    });
    shown
}

impl Shown {
    /// The format with a number that needs no code.
    fn built_in(id: u32) -> Self {
        match id {
            1 => Self::of("0"),
            2 => Self::of("0.00"),
            3 | 37 | 38 => Self::of("#,##0"),
            4 | 39 | 40 => Self::of("#,##0.00"),
            9 => Self::of("0%"),
            10 => Self::of("0.00%"),
            14..=17 => Self::Date { has_time: false },
            18..=21 | 45..=47 => Self::Time,
            22 => Self::Date { has_time: true },
            _ => Self::General,
        }
    }

    /// The format with a code, as far as it tells what people read: `#,##0.0%`, `yyyy-mm-dd`, `"£"0.0"m"`.
    pub(super) fn of(code: &str) -> Self {
        let positive = code.split(';').next().unwrap_or_default();
        let parts = Parts::of(positive);
        let signs = parts.signs.to_ascii_lowercase();
        if signs.contains("general") || signs.contains('@') {
            return Self::General;
        }
        let has_day = signs.contains('y') || signs.contains('d');
        let has_time = signs.contains('h') || signs.contains('s');
        if has_day || signs.contains("mmm") {
            return Self::Date { has_time };
        }
        if has_time {
            return Self::Time;
        }
        // Commas after the last digit divide by thousands, exponents and fractions change the digits: shown as it is.
        let last_digit = signs.rfind(['0', '#', '?']);
        let Some(last_digit) = last_digit.filter(|_| !signs.contains('e') && !signs.contains('/')) else {
            return Self::General;
        };
        if signs[last_digit..].contains(',') {
            return Self::General;
        }
        let decimals = signs
            .split_once('.')
            .map_or(0, |(_, after)| after.bytes().filter(|b| matches!(b, b'0' | b'#' | b'?')).count());
        Self::Number {
            decimals,
            is_percent: signs.contains('%'),
            is_grouped: signs.contains(','),
            before: parts.before,
            after: parts.after,
        }
    }

    /// A value as it is shown.
    pub(super) fn show(&self, value: &str, is_1904: bool) -> String {
        let Ok(number) = value.parse::<f64>() else { return value.to_owned() };
        match self {
            Self::General => general(number, value),
            Self::Number { decimals, is_percent, is_grouped, before, after } => {
                let number = if *is_percent { number * 100.0 } else { number };
                let digits = format!("{:.*}", (*decimals).min(12), number.abs());
                let digits = if *is_grouped { grouped(&digits) } else { digits };
                let sign =
                    if number < 0.0 && digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) { "-" } else { "" };
                let percent = if *is_percent { "%" } else { "" };
                format!("{sign}{before}{digits}{percent}{after}")
            }
            Self::Date { has_time } => date(number, is_1904).map_or_else(
                || value.to_owned(),
                |day| if *has_time { format!("{day} {}", time(number)) } else { day },
            ),
            Self::Time => time(number),
        }
    }
}

/// The signs of a format's code, and the words that it puts around the number.
struct Parts {
    signs: String,
    before: String,
    after: String,
}

impl Parts {
    fn of(code: &str) -> Self {
        let mut parts = Self { signs: String::new(), before: String::new(), after: String::new() };
        let mut has_digits = false;
        let mut characters = code.chars();
        while let Some(c) = characters.next() {
            let word = |parts: &mut Self, c: char| if has_digits { parts.after.push(c) } else { parts.before.push(c) };
            match c {
                '"' => characters.by_ref().take_while(|&c| c != '"').for_each(|c| word(&mut parts, c)),
                '\\' => characters.next().into_iter().for_each(|c| word(&mut parts, c)),
                '_' | '*' => _ = characters.next(),
                '[' => {
                    // A currency: `[$€-407]`; else a colour, a condition, or hours beyond a day.
                    let inner: String = characters.by_ref().take_while(|&c| c != ']').collect();
                    if let Some(currency) = inner.strip_prefix('$') {
                        currency.split('-').next().unwrap_or_default().chars().for_each(|c| word(&mut parts, c));
                    } else if inner.chars().all(|c| matches!(c, 'h' | 'm' | 's' | 'H' | 'M' | 'S')) {
                        parts.signs.push_str(&inner);
                    }
                }
                '$' | '€' | '£' | '¥' | '₹' | ' ' | '(' | ')' => word(&mut parts, c),
                _ => {
                    has_digits |= matches!(c, '0' | '#' | '?');
                    parts.signs.push(c);
                }
            }
        }
        parts
    }
}

/// A number without the noise of binary fractions: 0.1 + 0.2 is shown as 0.3.
fn general(number: f64, value: &str) -> String {
    let is_long = value.len() > 12 && number.is_finite();
    if !is_long {
        return value.to_owned();
    }
    let whole = number.abs().log10().floor().max(0.0) as usize;
    let rounded = format!("{number:.*}", 11_usize.saturating_sub(whole + 1).min(11));
    if rounded.contains('.') { rounded.trim_end_matches('0').trim_end_matches('.').to_owned() } else { rounded }
}

fn grouped(digits: &str) -> String {
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

/// The day of a serial number, as ISO 8601. Day 60, which never was, and times alone have none.
fn date(number: f64, is_1904: bool) -> Option<String> {
    let days = number.floor();
    if !(1.0..3_000_000.0).contains(&days) {
        return None;
    }
    let days = days as i64;
    // Days since 1970: Excel counts from 1899-12-30 after the day that never was, before it from 1899-12-31.
    let since_1970 = if is_1904 {
        days - 24_107
    } else if days < 60 {
        days - 25_568
    } else {
        days - 25_569
    };
    let (year, month, day) = civil(since_1970);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The date of a day counted from 1970-01-01, in the Gregorian calendar (Hinnant's algorithm).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn time(number: f64) -> String {
    let seconds = (number.fract().abs() * 86_400.0).round() as u64 % 86_400;
    format!("{:02}:{:02}", seconds / 3_600, seconds / 60 % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, value: &str, expected: &str) {
        assert_eq!(Shown::of(code).show(value, false), expected, "{code}");
    }

    #[test]
    fn numbers_are_shown_in_their_format() {
        check("0%", "0.12", "12%");
        check("0.0%", "0.1234", "12.3%");
        check("#,##0", "560000000", "560,000,000");
        check("#,##0.00", "-1234.5", "-1,234.50");
        check("\"£\"0.0\"m\"", "4.24", "£4.2m");
        check("[$€-407] #,##0", "1200", "€ 1,200");
        check("General", "4.2", "4.2");
        check("General", "0.30000000000000004", "0.3");
        check("0,,", "4200000", "4200000");
    }

    #[test]
    fn days_are_dates() {
        check("yyyy-mm-dd", "45567", "2024-10-02");
        check("d mmm yy", "1", "1900-01-01");
        check("dd/mm/yyyy hh:mm", "45567.5", "2024-10-02 12:00");
        check("mmm", "45567", "2024-10-02");
        check("h:mm", "0.75", "18:00");
    }
}
