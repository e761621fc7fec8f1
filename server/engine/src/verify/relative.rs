//! Dates that a source gives by its own: "last year", "on Thursday", "June".
//!
//! In: a claim's date, and an article with the day that it is of: the declared one, or the one that its head gives. Out: the
//! article's words that state the date.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::figures::{self, Date, Figure, Mode, Value};
use crate::lexicon::{FORECAST_WORDS, FUTURE_MODALS, MONTH_NAMES, NAMED_DAYS, RELATIVE_TIMES, WEEKDAY_NAMES};
use crate::sources::{Article, Meta};
use crate::text::{Span, stem};

const COUNTS: [&str; 11] = ["", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// An article with the day that it is of.
pub struct Dated<'a> {
    article: &'a Article,
    day: Option<Date>,
    /// Whether the day is in the article's own head, not only in its declaration.
    own: Option<Span>,
    /// Which of several places that say the same is taken.
    is_wanted: &'a dyn Fn(Span) -> bool,
}

/// How an article states a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stated {
    /// It is the article's own date, or the year or month of it.
    Own {
        /// The article's words, where they have it.
        span: Option<Span>,
    },
    /// By words that count from its own date.
    Counted {
        /// The article's words.
        span: Span,
        /// The day that they count from.
        from: Date,
    },
    /// By the name of the day: `Boxing Day`.
    Named {
        /// The article's words.
        span: Span,
    },
}

impl<'a> Dated<'a> {
    /// An article with the date that is declared for it, or else with the one that its head gives.
    pub fn new(article: &'a Article, meta: &Meta, is_wanted: &'a dyn Fn(Span) -> bool) -> Self {
        let declared = meta.date.as_deref().and_then(|date| {
            figures::read(date, Mode::Claim).into_iter().find_map(|figure| match figure.value {
                Value::Date(date) => Some(date),
                _ => None,
            })
        });
        let own = article.own_date();
        let day = declared.filter(|day| day.day.is_some()).or_else(|| own.map(|own| own.date)).or(declared);
        Self { article, day, own: own.map(|own| own.span), is_wanted }
    }

    /// How the article states a date.
    pub fn states(&self, date: Date) -> Option<Stated> {
        self.by_its_day(date).or_else(|| self.by_year_before(date)).or_else(|| self.by_name(date))
    }

    /// A day that the article calls by its name.
    fn by_name(&self, date: Date) -> Option<Stated> {
        let day = format!("{:02}-{:02}", date.month?, date.day?);
        let names: Vec<String> =
            NAMED_DAYS.iter().filter(|(_, of)| *of == day).map(|(name, _)| name.to_owned()).collect();
        let span = self.phrase(&names)?;
        let is_year = date.year.is_none() || date.year == self.day.and_then(|day| day.year);
        is_year.then_some(Stated::Named { span })
    }

    /// A year that the article counts from one that it has named: `it moved in 1991; the following year, …`.
    fn by_year_before(&self, date: Date) -> Option<Stated> {
        const NEXT: [&str; 4] = ["the following year", "the next year", "the year after", "a year later"];
        const PREVIOUS: [&str; 4] = ["the previous year", "the year before", "a year earlier", "a year before"];
        const FARTHEST: usize = 160;
        let (year, None, None) = (date.year?, date.month, date.day) else { return None };
        let text = self.article.text();
        let counted = |phrases: [&str; 4], from: u16| {
            let span = self.phrase(&phrases.map(str::to_owned))?;
            let before = &text[text.ceil_char_boundary(span.start.saturating_sub(FARTHEST))..span.start];
            let mut numbers = before.rsplit(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
            let is_from = numbers.next()?.parse() == Ok(from);
            is_from.then_some(Stated::Counted { span, from: Date { year: Some(from), month: None, day: None, ..date } })
        };
        counted(NEXT, year.checked_sub(1)?).or_else(|| counted(PREVIOUS, year.checked_add(1)?))
    }

    /// A date that is the article's own, or that it counts from that.
    fn by_its_day(&self, date: Date) -> Option<Stated> {
        let day = self.day?;
        if is_within(day, date) {
            return Some(Stated::Own { span: self.own });
        }
        let span = match (date.year, date.month, date.day) {
            (_, Some(_), Some(_)) => self.phrase(&days(date, day)?),
            (Some(year), Some(month), None) => self.month(year, month, day),
            (Some(year), None, None) => self.phrase(&years(year, day.year?)),
            _ => None,
        }?;
        Some(Stated::Counted { span, from: day })
    }

    /// A month by its name alone, or as the last or the next one.
    fn month(&self, year: u16, month: u8, day: Date) -> Option<Span> {
        let count = |year: u16, month: u8| i32::from(year) * 12 + i32::from(month);
        let apart = count(year, month) - count(day.year?, day.month?);
        let by_count: &[&str] = match apart {
            -1 => &["last month", "the previous month", "a month ago", "a month earlier"],
            1 => &["next month", "the coming month"],
            _ => &[],
        };
        let phrases: Vec<String> = by_count.iter().map(|&words| words.to_owned()).chain(months(apart)).collect();
        if let Some(span) = self.phrase(&phrases) {
            return Some(span);
        }
        if apart.abs() >= 12 {
            return None;
        }
        let words = self.article.words();
        let positions =
            words.find(MONTH_NAMES.get(usize::from(month).checked_sub(1)?)?).map(|id| words.positions(id))?;
        let at = positions
            .iter()
            .map(|&at| at as usize)
            .find(|&at| self.is_month(at) && self.is_to_come(at) == (apart > 0))?;
        Some(words.span(at))
    }

    /// Whether a month's name stands for the month, and no year is given with it.
    fn is_month(&self, at: usize) -> bool {
        let words = self.article.words();
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let is_year = |at: usize| at < words.len() && is_number(words.word(at)) && words.word(at).len() == 4;
        let text = self.article.text();
        let is_capital = text[words.span(at)].starts_with(char::is_uppercase);
        let before = text[..words.span(at).start].trim_end_matches(' ');
        is_capital && before.ends_with(char::is_alphanumeric) && !is_year(at + 1) && !is_year(at + 2)
    }

    /// Whether the sentence of a word tells of what is to come.
    fn is_to_come(&self, at: usize) -> bool {
        let words = self.article.words();
        let start = words.span(at).start;
        let sentences = self.article.sentences();
        let sentence = sentences.partition_point(|span| span.end <= start);
        let Some(&sentence) = sentences.get(sentence) else { return false };
        let is_small = |at: usize| !self.article.text()[words.span(at)].starts_with(char::is_uppercase);
        words
            .positions_in(sentence)
            .filter(|&at| is_small(at))
            .any(|at| FUTURE_MODALS.has(words.word(at)) || is_forecast(words.word(at)))
    }

    /// Where one of some phrases stands, in a sentence that is wanted if there is one.
    fn phrase(&self, phrases: &[String]) -> Option<Span> {
        let words = self.article.words();
        let places = |phrase: &String| {
            let ids: Option<Vec<_>> = phrase.split(' ').map(|word| words.find(word)).collect();
            let ids = ids.unwrap_or_default();
            let starts = ids.first().map(|&first| words.positions(first)).unwrap_or_default();
            let starts = starts.iter().map(|&at| at as usize);
            let whole = starts.filter(|&at| ids.iter().zip(at..).all(|(id, at)| words.ids().get(at) == Some(id)));
            whole.map(|at| words.span_of(at, at + ids.len())).collect::<Vec<Span>>()
        };
        let places: Vec<Span> = phrases.iter().flat_map(places).collect();
        places.iter().find(|&&place| (self.is_wanted)(place)).or(places.first()).copied()
    }
}

/// How the article says a claim's date, in a place that is wanted if there are several. `None` if it says no such thing.
pub fn resolve(figure: &Figure, article: &Article, meta: &Meta, is_wanted: &dyn Fn(Span) -> bool) -> Option<Stated> {
    let Value::Date(date) = figure.value else { return None };
    Dated::new(article, meta, is_wanted).states(date)
}

/// Where an article that is of no known day names a time that only its day would date: `late last year`, `since July`. Only
/// places that are wanted count.
pub fn undated(article: &Article, meta: &Meta, is_wanted: &dyn Fn(Span) -> bool) -> Option<Span> {
    let dated = Dated::new(article, meta, is_wanted);
    if dated.day.is_some() {
        return None;
    }
    let words = article.words();
    let mut months = MONTH_NAMES.iter().filter_map(|month| words.find(month)).flat_map(|id| words.positions(id));
    let month = months.find(|&&at| is_wanted(words.span(at as usize)) && dated.is_month(at as usize));
    let phrases: Vec<String> = RELATIVE_TIMES.iter().chain(WEEKDAY_NAMES.iter().copied()).map(str::to_owned).collect();
    month.map(|&at| words.span(at as usize)).or_else(|| dated.phrase(&phrases).filter(|&place| is_wanted(place)))
}

/// Whether a word is a form of one that tells of what is to come.
fn is_forecast(word: &str) -> bool {
    static STEMS: OnceLock<FxHashSet<String>> = OnceLock::new();
    STEMS.get_or_init(|| FORECAST_WORDS.iter().map(stem).collect()).contains(&stem(word))
}

/// Whether a day lies in a date: all fields that the date has are the day's.
fn is_within(day: Date, date: Date) -> bool {
    let is_same = date.year.is_some() || date.month.is_some();
    is_same
        && date.year.is_none_or(|year| day.year == Some(year))
        && date.month.is_none_or(|month| day.month == Some(month))
        && date.day.is_none_or(|of_month| day.day == Some(of_month))
}

/// The words with which a text of one day calls another that is near.
fn days(date: Date, dated: Date) -> Option<Vec<String>> {
    let now = number(dated, dated.year?)?;
    let day = number(date, date.year.or(dated.year)?)?;
    let mut all: Vec<&str> = match day - now {
        -1 => vec!["yesterday", "last night", "the previous day", "the day before"],
        0 => vec!["today", "tonight", "this morning", "this afternoon", "this evening"],
        1 => vec!["tomorrow"],
        -7 => vec!["a week ago"],
        _ => Vec::new(),
    };
    if (-7..=7).contains(&(day - now)) {
        all.extend(usize::try_from((day + 3).rem_euclid(7)).ok().and_then(|weekday| WEEKDAY_NAMES.get(weekday)));
    }
    let ago = usize::try_from(now - day).ok().filter(|&ago| ago > 1).and_then(|ago| COUNTS.get(ago));
    let ago = ago.into_iter().flat_map(|count| ["ago", "earlier"].map(|then| format!("{count} days {then}")));
    Some(all.into_iter().map(str::to_owned).chain(ago).collect())
}

/// The words with which a text of one year calls another that is near.
fn years(year: u16, now: u16) -> Vec<String> {
    let apart = i32::from(year) - i32::from(now);
    let fixed: &[&str] = match apart {
        -1 => &[
            "last year",
            "a year earlier",
            "a year ago",
            "the previous year",
            "a year before",
            "the year before",
            "the prior year",
        ],
        0 => &["this year"],
        1 => &["next year", "the coming year", "the following year"],
        -10 => &["a decade ago", "a decade earlier"],
        _ => &[],
    };
    let ago = usize::try_from(-apart).ok().filter(|&ago| ago > 1);
    let in_words = ago.and_then(|ago| COUNTS.get(ago)).map(|&word| word.to_owned());
    let counts = in_words.into_iter().chain(ago.map(|ago| ago.to_string()));
    let ago = counts.flat_map(|count| ["ago", "earlier", "before"].map(|then| format!("{count} years {then}")));
    fixed.iter().map(|&words| words.to_owned()).chain(ago).collect()
}

/// The words with which a text calls a month that is some months from its own.
fn months(apart: i32) -> Vec<String> {
    let Some(count) = usize::try_from(apart.abs()).ok().filter(|&count| count > 1) else { return Vec::new() };
    let counts = COUNTS.get(count).map(|&word| word.to_owned()).into_iter().chain([count.to_string()]);
    let call = |count: String| match apart > 0 {
        true => vec![
            format!("within {count} months"),
            format!("in {count} months"),
            format!("next {count} months"),
            format!("{count} months from now"),
        ],
        false => vec![format!("{count} months ago"), format!("{count} months earlier")],
    };
    counts.flat_map(call).collect()
}

/// The number of a day, from 1 January 1970, by the usual count of days in the Gregorian calendar.
pub(super) fn number(date: Date, year: u16) -> Option<i64> {
    let (month, day) = (i64::from(date.month?), i64::from(date.day?));
    let year = i64::from(year) - i64::from(month <= 2);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;

    fn check_in(declared: Option<&str>, article: &str, claim: &str, expected: Option<&str>) {
        let article = Article::of_text(article, Format::Text);
        let meta = Meta { date: declared.map(str::to_owned), ..Meta::default() };
        let figure = figures::read(claim, Mode::Claim).remove(0);
        let stated = resolve(&figure, &article, &meta, &|_| false).map(|stated| match stated {
            Stated::Own { .. } => "the source's own date".to_owned(),
            Stated::Counted { span, from } => format!("“{}”, counted from {from}", &article.text()[span]),
            Stated::Named { span } => format!("“{}”", &article.text()[span]),
        });
        assert_eq!(stated.as_deref(), expected, "{claim}");
    }

    fn check(article: &str, claim: &str, expected: Option<&str>) {
        check_in(Some("2025-09-23"), article, claim, expected);
    }

    #[test]
    fn weekdays_are_counted_from_the_sources_date() {
        check("Trucks may pass from Thursday.", "from 25 September", Some("“Thursday”, counted from 2025-09-23"));
        check("Trucks may pass from Thursday.", "from 26 September", None);
        check("They met on Monday.", "on 22 September 2025", Some("“Monday”, counted from 2025-09-23"));
        check("They met yesterday.", "on 22 September 2025", Some("“yesterday”, counted from 2025-09-23"));
        check("They met three days ago.", "on 20 September 2025", Some("“three days ago”, counted from 2025-09-23"));
    }

    #[test]
    fn years_are_counted_from_the_sources() {
        check("Exports fell last year.", "in 2024", Some("“last year”, counted from 2025-09-23"));
        check("Exports fell last year.", "in 2023", None);
        check("It fell two years ago.", "in 2023", Some("“two years ago”, counted from 2025-09-23"));
    }

    #[test]
    fn years_are_counted_from_one_named_before() {
        let article = "The guild moved out in 1999 and sold the house; the following year, it bought a ship.";
        check(article, "in 2000", Some("“the following year”, counted from 1999"));
        check(article, "in 1998", None);
        check(
            "It sold the house in 1999. The year before, it bought a ship.",
            "in 1998",
            Some("“The year before”, counted from 1999"),
        );
        check("It sold the house in May 1999, and bought 1200 ships the following year.", "in 2000", None);
    }

    #[test]
    fn days_may_have_names() {
        check("The match starts on Boxing Day.", "on 26 December", Some("“Boxing Day”"));
        check("The match starts on Boxing Day.", "on 26 December 2025", Some("“Boxing Day”"));
        check("The match starts on Boxing Day.", "on 26 December 2019", None);
        check("The match starts on Boxing Day.", "on 25 December", None);
    }

    #[test]
    fn months_are_the_nearest_ones() {
        check("It closed in June.", "in June 2025", Some("“June”, counted from 2025-09-23"));
        check("It closed in June.", "in June 2026", None);
        check("It will close in June.", "in June 2026", Some("“June”, counted from 2025-09-23"));
        check("It closed in June 2019.", "in June 2025", None);
        check("It closed last month.", "in August 2025", Some("“last month”, counted from 2025-09-23"));
        check(
            "It opens within five months.",
            "in February 2026",
            Some("“within five months”, counted from 2025-09-23"),
        );
        check("It closed 3 months ago.", "in June 2025", Some("“3 months ago”, counted from 2025-09-23"));
        check("It opens within five months.", "in March 2026", None);
    }

    #[test]
    fn the_articles_head_gives_its_date() {
        let article = "PARIS, 3 March 2020 — The port closed yesterday.";
        check_in(None, article, "on 2 March 2020", Some("“yesterday”, counted from 2020-03-03"));
        check_in(None, article, "on 1 March 2020", None);
        check_in(None, "The port closed yesterday.", "on 2 March 2020", None);
    }

    #[test]
    fn an_undated_article_may_name_a_time() {
        let check = |text: &str, declared: Option<&str>, expected: Option<&str>| {
            let article = Article::of_text(text, Format::Text);
            let meta = Meta { date: declared.map(str::to_owned), ..Meta::default() };
            let found = undated(&article, &meta, &|place| place.start < 40);
            assert_eq!(found.map(|span| &article.text()[span]), expected, "{text}");
        };
        check("Late last year 181 of them signed it.", None, Some("last year"));
        check("Late last year 181 of them signed it.", Some("2020-02-03"), None);
        check("It has been shut since July, they say.", None, Some("July"));
        check("It has been shut since July 2019.", None, None);
        check("It has been shut since the floods came up. They met on Monday.", None, None);
    }

    #[test]
    fn a_sources_own_date_is_stated() {
        check("It closed.", "on 23 September 2025", Some("the source's own date"));
        check("It closed.", "in 2025", Some("the source's own date"));
        check("It closed.", "in 2024", None);
    }

    #[test]
    fn days_are_numbered_as_the_calendar_does() {
        let date = |year, month, day| Date { year: Some(year), month: Some(month), day: Some(day), ..Date::default() };
        assert_eq!(number(date(1970, 1, 1), 1970), Some(0));
        assert_eq!(number(date(2000, 3, 1), 2000), Some(11_017));
        assert_eq!(number(date(2026, 11, 22), 2026), Some(20_779));
    }
}
