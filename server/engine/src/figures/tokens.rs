//! Words, runs of digits and signs, with what each word means to a reader of figures.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

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

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const SMALL_ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

/// The tens with their usual misspellings.
const TENS: [(&str, u8); 10] = [
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fourty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("ninty", 90),
];

/// Scale words by their exponents, Indian ones among them.
const SCALES: [(&str, u8); 20] = [
    ("thousand", 3),
    ("million", 6),
    ("mn", 6),
    ("mln", 6),
    ("mio", 6),
    ("billion", 9),
    ("bn", 9),
    ("bln", 9),
    ("mrd", 9),
    ("tln", 12),
    ("trillion", 12),
    ("tn", 12),
    ("trn", 12),
    ("quadrillion", 15),
    ("quintillion", 18),
    ("lakh", 5),
    ("lac", 5),
    ("lkh", 5),
    ("crore", 7),
    ("cr", 7),
];

const MONTHS: [(&str, u8); 24] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

const WEEKDAYS: [(&str, u8); 16] = [
    ("monday", 1),
    ("tuesday", 2),
    ("wednesday", 3),
    ("thursday", 4),
    ("friday", 5),
    ("saturday", 6),
    ("sunday", 7),
    ("mon", 1),
    ("tue", 2),
    ("tues", 2),
    ("wed", 3),
    ("thu", 4),
    ("thurs", 4),
    ("fri", 5),
    ("sat", 6),
    ("sun", 7),
];

/// Verbs that say how many times.
const MULTIPLIED: [(&str, i8); 12] = [
    ("doubled", 2),
    ("doubling", 2),
    ("tripled", 3),
    ("tripling", 3),
    ("trebled", 3),
    ("trebling", 3),
    ("quadrupled", 4),
    ("quadrupling", 4),
    ("quintupled", 5),
    ("quintupling", 5),
    ("halved", -2),
    ("halving", -2),
];

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
    let units = (1..10u8).zip(SMALL.iter().zip(SMALL_ORDINALS).skip(1));
    for (value, (cardinal, ordinal)) in (0..20u8).zip(SMALL.iter().zip(SMALL_ORDINALS)) {
        put(cardinal, Lex::Small(value), false);
        put(ordinal, Lex::Ordinal(value), false);
        put(&format!("{ordinal}s"), Lex::Ordinal(value), true);
        put(&format!("{cardinal}fold"), Lex::Times(value), false);
    }
    // A plural second is a unit of time.
    put("seconds", Lex::Other, false);
    for (tens, value) in TENS {
        let stem = &tens[..tens.len() - 1];
        put(tens, Lex::Small(value), false);
        put(&format!("{stem}ies"), Lex::Decade(value), true);
        put(&format!("{stem}ieth"), Lex::Ordinal(value), false);
        put(&format!("{stem}ieths"), Lex::Ordinal(value), true);
        put(&format!("{tens}fold"), Lex::Times(value), false);
        for (unit, (cardinal, ordinal)) in units.clone() {
            put(&format!("{tens}{cardinal}"), Lex::Small(value + unit), false);
            put(&format!("{tens}{ordinal}"), Lex::Ordinal(value + unit), false);
        }
    }
    for zero in ["naught", "nought", "nil"] {
        put(zero, Lex::Small(0), false);
    }
    for (scale, exponent) in SCALES {
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
    for (month, value) in MONTHS {
        put(month, Lex::Month(value), false);
    }
    for (weekday, value) in WEEKDAYS {
        put(weekday, Lex::Weekday(value), false);
    }
    for (verb, times) in MULTIPLIED {
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
