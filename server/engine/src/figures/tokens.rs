//! Words, runs of digits and signs, with what each word means to a reader of figures.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::{MONTHS, MULTIPLYING_VERBS, NUMBER_NAMES, SCALE_WORDS, Table, WEEKDAYS};
use crate::text::Span;

/// A run of letters, a run of digits, or one sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) sort: Sort,
    pub(super) gap: Gap,
    /// A plural of the word that `sort` names.
    pub(super) plural: bool,
    /// Part of an identifier, an address or a number that is no figure.
    pub(super) opaque: bool,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// Blanks.
    Blank,
    /// A line end, or the text's beginning.
    Line,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Word(Lex),
    Digits,
    Sign(char),
}

/// What a word may be in a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lex {
    /// Nothing by itself.
    Other,
    /// 0 to 19, and the tens.
    Small(u8),
    Hundred,
    /// A power of ten from a thousand on, by its exponent.
    Scale(u8),
    Dozen,
    /// `third`, `twentieth`.
    Ordinal(u8),
    HundredOrdinal,
    ScaleOrdinal(u8),
    Half,
    Quarter,
    /// `a`, `an`.
    Article,
    And,
    Month(u8),
    /// From Monday, 1.
    Weekday(u8),
    /// `twice`, `tenfold`.
    Times(u8),
    /// `doubled`, `halved`: how many times, below zero for parts.
    Multiplied(i8),
    /// `fifties`.
    Decade(u8),
    /// A word that a figure may begin with, for the family that knows it: `aged`, `noon`, `pair`.
    Lead,
}

/// Words that have their family's reader look at them.
const LEADS: [&str; 19] = [
    "none",
    "no",
    "not",
    "ad",
    "ce",
    "aged",
    "noon",
    "midnight",
    "pair",
    "single",
    "point",
    "fy",
    "absolute",
    "financial",
    "fiscal",
    "academic",
    "penny",
    "dime",
    "nickel",
];

/// The longest word below, with room for a plural.
const LONGEST: usize = 20;

static WORDS: LazyLock<FxHashMap<String, (Lex, bool)>> = LazyLock::new(words);

fn words() -> FxHashMap<String, (Lex, bool)> {
    let mut words = FxHashMap::default();
    let mut put = |word: &str, lex: Lex, plural: bool| {
        words.insert(word.to_owned(), (lex, plural));
    };
    let numbers = |is_ordinal: bool| {
        let value = move |digits: &'static str| {
            let bare = digits.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            if (bare != digits) == is_ordinal { bare.parse::<u8>().ok() } else { None }
        };
        NUMBER_NAMES.iter().filter_map(move |(word, digits)| Some((word, value(digits)?)))
    };
    let units = |is_ordinal| numbers(is_ordinal).filter(|&(_, value)| (1..10).contains(&value));
    for (word, value) in numbers(false) {
        put(word, Lex::Small(value), false);
        put(&format!("{word}fold"), Lex::Times(value), false);
    }
    for (word, value) in numbers(true) {
        put(word, Lex::Ordinal(value), false);
        put(&format!("{word}s"), Lex::Ordinal(value), true);
    }
    // A plural second is a unit of time.
    put("seconds", Lex::Other, false);
    for (tens, value) in numbers(false).filter(|&(_, value)| value >= 20 && value % 10 == 0) {
        let stem = &tens[..tens.len() - 1];
        put(&format!("{stem}ies"), Lex::Decade(value), true);
        put(&format!("{stem}ieth"), Lex::Ordinal(value), false);
        put(&format!("{stem}ieths"), Lex::Ordinal(value), true);
        units(false).for_each(|(unit, of_unit)| put(&format!("{tens}{unit}"), Lex::Small(value + of_unit), false));
        units(true).for_each(|(unit, of_unit)| put(&format!("{tens}{unit}"), Lex::Ordinal(value + of_unit), false));
    }
    for zero in ["naught", "nought", "nil"] {
        put(zero, Lex::Small(0), false);
    }
    let of = |table: &'static Table| table.iter().filter_map(|(word, number)| Some((word, number.parse::<i8>().ok()?)));
    for (scale, exponent) in of(&SCALE_WORDS) {
        let exponent = exponent.unsigned_abs();
        put(scale, Lex::Scale(exponent), false);
        put(&format!("{scale}s"), Lex::Scale(exponent), true);
        put(&format!("{scale}th"), Lex::ScaleOrdinal(exponent), false);
        put(&format!("{scale}ths"), Lex::ScaleOrdinal(exponent), true);
    }
    put("hundred", Lex::Hundred, false);
    put("hundreds", Lex::Hundred, true);
    put("hundredth", Lex::HundredOrdinal, false);
    put("hundredths", Lex::HundredOrdinal, true);
    put("dozen", Lex::Dozen, false);
    put("dozens", Lex::Dozen, true);
    put("half", Lex::Half, false);
    for plural in ["halves", "halfs"] {
        put(plural, Lex::Half, true);
    }
    put("quarter", Lex::Quarter, false);
    put("quarters", Lex::Quarter, true);
    put("a", Lex::Article, false);
    put("an", Lex::Article, false);
    put("and", Lex::And, false);
    put("twice", Lex::Times(2), false);
    put("thrice", Lex::Times(3), false);
    for (month, value) in of(&MONTHS) {
        put(month, Lex::Month(value.unsigned_abs()), false);
    }
    for (weekday, value) in of(&WEEKDAYS) {
        put(weekday, Lex::Weekday(value.unsigned_abs()), false);
    }
    for (verb, times) in of(&MULTIPLYING_VERBS) {
        put(verb, Lex::Multiplied(times), false);
    }
    for lead in LEADS {
        put(lead, Lex::Lead, false);
    }
    words
}

/// What `word` may be in a figure, and whether it is a plural.
fn lex(word: &str) -> (Lex, bool) {
    if word.len() > LONGEST || !word.is_ascii() {
        return (Lex::Other, false);
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let known = str::from_utf8(lower).ok().and_then(|lower| WORDS.get(lower));
    known.copied().unwrap_or((Lex::Other, false))
}

/// Takes `text`, which stands `at` bytes into the whole, apart. The tokens' spans are offsets into `text`.
pub(super) fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut chars = text.char_indices().peekable();
    let mut gap = Gap::Line;
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            gap = if first == '\n' || gap == Gap::Line { Gap::Line } else { Gap::Blank };
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut run = |belongs: fn(char) -> bool| {
            while let Some((at, c)) = chars.next_if(|&(_, c)| belongs(c)) {
                end = at + c.len_utf8();
            }
        };
        let (sort, plural) = if first.is_ascii_digit() {
            run(|c| c.is_ascii_digit());
            (Sort::Digits, false)
        } else if is_letter(first) {
            run(is_letter);
            let (lex, plural) = lex(&text[start..end]);
            (Sort::Word(lex), plural)
        } else if first == '\u{ad}' || first == '\u{feff}' {
            continue;
        } else {
            (Sort::Sign(first), false)
        };
        tokens.push(Token { span: Span::new(start, end), sort, gap, plural, opaque: false });
        gap = Gap::None;
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic())
}
