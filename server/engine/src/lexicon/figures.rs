//! The words of figures: what bounds them, what names and does not count, what they change by.

use std::sync::LazyLock;

use super::{List, Table};

/// The months and their abbreviations, with their numbers.
pub static MONTHS: Table = Table::new(include_str!("../../lexicon/en/months.txt"));
/// The days of the week and their abbreviations, with their numbers, from Monday.
pub static WEEKDAYS: Table = Table::new(include_str!("../../lexicon/en/weekdays.txt"));
/// Cardinals and ordinals in words, with their digits.
pub static NUMBER_NAMES: Table = Table::new(include_str!("../../lexicon/en/number_names.txt"));
/// Words by which a number is multiplied, with their power of ten.
pub static SCALE_WORDS: Table = Table::new(include_str!("../../lexicon/en/scale_words.txt"));
/// Verbs that say how many times more something became; below zero, how many times less.
pub static MULTIPLYING_VERBS: Table = Table::new(include_str!("../../lexicon/en/multiplying_verbs.txt"));
/// Words that are never the noun after a number.
pub static UNCOUNTED_WORDS: List = List::new(include_str!("../../lexicon/en/uncounted_words.txt"));
/// Words before a figure that bound it, with the name of the hedge.
pub static HEDGES_BEFORE: Table = Table::new(include_str!("../../lexicon/en/hedges_before.txt"));
/// Words after a figure that bound it, with the name of the hedge.
pub static HEDGES_AFTER: Table = Table::new(include_str!("../../lexicon/en/hedges_after.txt"));
/// Verbs and nouns with the prepositions that they govern, with a blank between them.
pub static GOVERNED_PREPOSITIONS: Table = Table::new(include_str!("../../lexicon/en/governed_prepositions.txt"));
/// Words after which `over` before a span of time is a hedge.
pub static BEFORE_SPANS: List = List::new(include_str!("../../lexicon/en/before_spans.txt"));
/// Nouns that a number names and does not count.
pub static LABELS: List = List::new(include_str!("../../lexicon/en/labels.txt"));
/// Nouns that a number names where they have a capital.
pub static LABELS_IN_CAPITALS: List = List::new(include_str!("../../lexicon/en/labels_in_capitals.txt"));
/// Names that a number ends.
pub static NUMBERED_NAMES: List = List::new(include_str!("../../lexicon/en/numbered_names.txt"));
/// Words with a capital after the number of a product.
pub static PRODUCT_SUFFIXES: List = List::new(include_str!("../../lexicon/en/product_suffixes.txt"));
/// Words that count what comes beside others.
pub static BESIDE_OTHERS: List = List::new(include_str!("../../lexicon/en/beside_others.txt"));
/// Words that lead to the unit in which the figures of a table are given.
pub static TELLS_OF_FIGURES: List = List::new(include_str!("../../lexicon/en/tells_of_figures.txt"));
/// Words that say that a row or a figure is the whole of others.
pub static TOTAL_WORDS: List = List::new(include_str!("../../lexicon/en/total_words.txt"));
/// Nouns whose number is a place in an order.
pub static RANKED_NOUNS: List = List::new(include_str!("../../lexicon/en/ranked_nouns.txt"));
/// Words that end the name of a street.
pub static STREETS: List = List::new(include_str!("../../lexicon/en/streets.txt"));
/// Verbs and nouns of change.
pub static CHANGES: List = List::new(include_str!("../../lexicon/en/changes.txt"));
/// Verbs and nouns of games, votes and rulings.
pub static RESULTS: List = List::new(include_str!("../../lexicon/en/results.txt"));
/// Days of the year that have a name, with the month and the day.
pub static NAMED_DAYS: Table = Table::new(include_str!("../../lexicon/en/named_days.txt"));
/// The currencies by their names in English, with their ISO 4217 codes.
pub static CURRENCIES: Table = Table::new(include_str!("../../lexicon/en/currencies.txt"));
/// Other forms of the nouns of money.
pub static CURRENCY_FORMS: Table = Table::new(include_str!("../../lexicon/en/currency_forms.txt"));
/// The currency that a noun of money means where no country is named.
pub static USUAL_CURRENCIES: Table = Table::new(include_str!("../../lexicon/en/usual_currencies.txt"));
/// Words and letters before a currency, with the letters that its code begins with.
pub static CURRENCY_COUNTRIES: Table = Table::new(include_str!("../../lexicon/en/currency_countries.txt"));
/// Nouns of currencies that are common nouns.
pub static CURRENCY_COMMON_NOUNS: List = List::new(include_str!("../../lexicon/en/currency_common_nouns.txt"));
/// Names of the hundredth part of a currency.
pub static CURRENCY_HUNDREDTHS: Table = Table::new(include_str!("../../lexicon/en/currency_hundredths.txt"));
/// Abbreviations before a sum, with the code of the currency.
pub static CURRENCY_MARKS: Table = Table::new(include_str!("../../lexicon/en/currency_marks.txt"));
/// Codes of currencies that are words in lower case.
pub static WORDLIKE_CODES: List = List::new(include_str!("../../lexicon/en/wordlike_codes.txt"));
/// Words with which a figure is the difference of two.
pub static DIFFERENCE_WORDS: List = List::new(include_str!("../../lexicon/en/difference_words.txt"));
/// Words that set how old one is against how old another is.
pub static AGE_COMPARISONS: List = List::new(include_str!("../../lexicon/en/age_comparisons.txt"));
/// Words with which a figure is the sum of others.
pub static SUM_WORDS: List = List::new(include_str!("../../lexicon/en/sum_words.txt"));

/// The names of the months, from January, in lower case.
pub static MONTH_NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| full_names(&MONTHS));
/// The names of the days of the week, from Monday, in lower case.
pub static WEEKDAY_NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| full_names(&WEEKDAYS));

/// For each number of a table, from 1, the longest word that stands for it: the others are its abbreviations.
fn full_names(table: &Table) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for (word, number) in table.iter() {
        let Some(at) = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) else { continue };
        names.resize(names.len().max(at + 1), "");
        if word.len() > names[at].len() {
            names[at] = word;
        }
    }
    names
}
