//! Dates that a source gives by its own: "last year", "on Thursday".

use crate::figures::{self, Date, Figure, Mode, Value};
use crate::sources::{Article, Meta};
use crate::verify::quotation::{Pattern, Round, places};

/// How the article says a claim's date, counting from the day that its source is dated: `"Thursday", counted from
/// 2025-09-23`. `None` if the source isn't dated to the day, or says no such thing.
pub fn resolve(figure: &Figure, article: &Article, meta: &Meta) -> Option<String> {
    let dated =
        figures::read(meta.date.as_deref()?, Mode::Claim).into_iter().find_map(|figure| match figure.value {
            Value::Date(date) => Some(date),
            _ => None,
        })?;
    let Value::Date(date) = figure.value else { return None };
    let words = match (date.month.zip(date.day), date.year.zip(dated.year)) {
        (Some(_), _) => weekday(date, dated)?,
        (None, Some((year, now))) if date.month.is_none() && year + 1 == now => {
            &["last year", "a year earlier", "a year ago", "the previous year", "a year before"]
        }
        _ => return None,
    };
    let has = |words: &&&str| !places(&Pattern::new(words, Round::Literal), article.words()).is_empty();
    words.iter().find(has).map(|words| format!("“{words}”, counted from {dated}"))
}

/// The names by which a text of one day calls another that is at most a week away.
fn weekday(date: Date, dated: Date) -> Option<&'static [&'static str]> {
    const NAMES: [[&str; 1]; 7] =
        [["Monday"], ["Tuesday"], ["Wednesday"], ["Thursday"], ["Friday"], ["Saturday"], ["Sunday"]];
    let now = number(dated, dated.year?)?;
    let day = number(date, date.year.or(dated.year)?)?;
    match day - now {
        0 => Some(&["today", "tonight", "this morning"]),
        -7..=7 => NAMES.get(usize::try_from((day + 3).rem_euclid(7)).ok()?).map(|name| name.as_slice()),
        _ => None,
    }
}

/// The number of a day, from 1 January 1970, by the usual count of days in the Gregorian calendar.
fn number(date: Date, year: u16) -> Option<i64> {
    let (month, day) = (i64::from(date.month?), i64::from(date.day?));
    let year = i64::from(year) - i64::from(month <= 2);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;

    fn check(article: &str, claim: &str, expected: Option<&str>) {
        let article = Article::of_text(article, Format::Text);
        let meta = Meta { date: Some("2025-09-23".to_owned()), ..Meta::default() };
        let figure = figures::read(claim, Mode::Claim).remove(0);
        assert_eq!(resolve(&figure, &article, &meta).as_deref(), expected, "{claim}");
    }

    #[test]
    fn weekdays_are_counted_from_the_sources_date() {
        check("Trucks may pass from Thursday.", "from 25 September", Some("“Thursday”, counted from 2025-09-23"));
        check("Trucks may pass from Thursday.", "from 26 September", None);
        check("They met on Monday.", "on 22 September 2025", Some("“Monday”, counted from 2025-09-23"));
    }

    #[test]
    fn last_year_is_the_year_before() {
        check("Exports fell last year.", "in 2024", Some("“last year”, counted from 2025-09-23"));
        check("Exports fell last year.", "in 2023", None);
    }

    #[test]
    fn days_are_numbered_as_the_calendar_does() {
        let date = |year, month, day| Date { year: Some(year), month: Some(month), day: Some(day), ..Date::default() };
        assert_eq!(number(date(1970, 1, 1), 1970), Some(0));
        assert_eq!(number(date(2000, 3, 1), 2000), Some(11_017));
        assert_eq!(number(date(2026, 11, 22), 2026), Some(20_779));
    }
}
