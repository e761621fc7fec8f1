//! What WordNet says of a word: which words mean the same, which say more or less, and which can't be so with it.
//!
//! `lexicon/wordnet/words.txt` has a line for each word: its synsets, those that they exclude, the broader ones, and the classes of
//! which a thing is one member only; each a list of numbers that are equal where synsets are. It is searched where it lies, so that
//! it costs nothing to load: a look-up takes some seventeen comparisons of words.

use std::cell::RefCell;
use std::sync::Arc;

use super::{IRREGULAR_NOUNS, IRREGULAR_VERBS, Memory};

const WORDS: &str = include_str!("../../lexicon/wordnet/words.txt");

/// Numbers of which no two are equal: of synsets, of groups of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Ascending.
    numbers: Box<[u32]>,
    /// A bit for each number; several numbers have one. Most pairs of words are told by it to share none.
    outline: u64,
}

impl Numbers {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Whether both have a number.
    pub fn share(&self, other: &Self) -> bool {
        self.outline & other.outline != 0
            && self.numbers.iter().any(|number| other.numbers.binary_search(number).is_ok())
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut numbers: Vec<u32> = numbers.into_iter().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let outline = numbers.iter().fold(0, |outline, number| outline | 1 << (number % u64::BITS));
        Self { numbers: numbers.into(), outline }
    }
}

/// The synsets that a word refers to, and those that they stand to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Senses {
    /// Its synsets; of a noun of an act the verb's too.
    pub own: Numbers,
    /// Those that can't be so where its own are.
    pub against: Numbers,
    /// Those that say less of the same.
    pub broader: Numbers,
    /// The classes that it is a member of.
    pub classes: Numbers,
}

thread_local! {
    /// What WordNet says of words that were asked for.
    static KNOWN: RefCell<Memory<Arc<Senses>>> = RefCell::default();
}

impl Senses {
    /// What WordNet says of a folded word in any of its forms.
    pub fn of(folded: &str) -> Arc<Self> {
        KNOWN.with_borrow_mut(|known| known.with(folded, || Arc::new(Self::read(folded)), Arc::clone))
    }

    fn read(folded: &str) -> Self {
        let mut lines: Vec<&str> = lemmas(folded).iter().filter_map(|lemma| line(WORDS, lemma)).collect();
        if lines.is_empty() {
            lines.extend(positives(folded).iter().filter_map(|lemma| line(WORDS, lemma)));
        }
        let field = |place: usize| {
            let fields = lines.iter().filter_map(|line| line.split(';').nth(place));
            fields
                .flat_map(str::split_ascii_whitespace)
                .filter_map(|number| u32::from_str_radix(number, 36).ok())
                .collect()
        };
        Self { own: field(0), against: field(1), broader: field(2), classes: field(3) }
    }

    /// Whether WordNet has the word at all.
    pub fn is_known(&self) -> bool {
        !self.own.is_empty()
    }

    /// Whether two words mean the same.
    pub fn are_same(&self, other: &Self) -> bool {
        self.own.share(&other.own)
    }

    /// Whether two words are of opposite sense.
    pub fn are_opposite(&self, other: &Self) -> bool {
        self.own.share(&other.against) || self.against.share(&other.own)
    }

    /// Whether whatever is what the other word says is what this one says.
    pub fn is_broader(&self, other: &Self) -> bool {
        self.own.share(&other.broader)
    }

    /// Whether two words are members of a class of which a thing is one only.
    pub fn are_exclusive(&self, other: &Self) -> bool {
        self.classes.share(&other.classes)
            && !self.are_same(other)
            && !self.is_broader(other)
            && !other.is_broader(self)
    }
}

/// What a sorted text says after `word;`, on the line that begins with it.
fn line<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (mut from, mut to) = (0, text.len());
    while from < to {
        let middle = text.as_bytes().get(from..from + (to - from) / 2)?;
        let start = from + middle.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let rest = text.get(start..to)?;
        let line = rest.lines().next()?;
        let (key, fields) = line.split_once(';')?;
        match key.cmp(word) {
            std::cmp::Ordering::Equal => return Some(fields),
            std::cmp::Ordering::Less => from = start + line.len() + 1,
            std::cmp::Ordering::Greater => to = start,
        }
    }
    None
}

/// The words that a folded word may be a form of.
fn lemmas(folded: &str) -> Vec<String> {
    const ENDINGS: [(&str, &[&str]); 6] =
        [("ies", &["y"]), ("ied", &["y"]), ("es", &[""]), ("s", &[""]), ("ed", &["", "e"]), ("ing", &["", "e"])];
    let word = folded.strip_suffix("'s").or_else(|| folded.strip_suffix('\'')).unwrap_or(folded);
    let irregular = IRREGULAR_VERBS.get(word).and_then(|entry| entry.split(' ').next());
    if let Some(base) = irregular.or_else(|| IRREGULAR_NOUNS.get(word)) {
        return vec![base.to_owned()];
    }
    let mut found = vec![word.to_owned()];
    found.extend(without_endings(word, &ENDINGS));
    found
}

/// The adjectives that a word which WordNet does not have may be the comparative or superlative of.
fn positives(folded: &str) -> Vec<String> {
    without_endings(folded, &[("ier", &["y"]), ("iest", &["y"]), ("er", &["", "e"]), ("est", &["", "e"])])
}

/// A word with other endings for those that it has, and with one of two last letters that are the same before them.
fn without_endings(word: &str, endings: &[(&str, &[&str])]) -> Vec<String> {
    const SHORTEST: usize = 3;
    let mut found = Vec::new();
    for (ending, others) in endings {
        let Some(rest) = word.strip_suffix(*ending).filter(|rest| rest.len() >= SHORTEST) else { continue };
        found.extend(others.iter().map(|other| format!("{rest}{other}")));
        let mut letters = rest.chars().rev();
        if let Some(last) = letters.next()
            && letters.next() == Some(last)
        {
            found.extend(rest.strip_suffix(last).map(str::to_owned));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_sorted_and_of_one_form() {
        let is_number = |number: &str| !number.is_empty() && u32::from_str_radix(number, 36).is_ok();
        let mut last = "";
        for line in WORDS.lines() {
            let (word, fields) = line.split_once(';').unwrap_or_else(|| panic!("{line:?} says nothing of its word"));
            assert!(last < word, "{word} stands after {last}");
            assert_eq!(word, word.to_lowercase());
            let fields: Vec<&str> = fields.split(';').collect();
            assert!(fields.len() <= 4, "{line:?}");
            assert!(fields.iter().flat_map(|field| field.split_ascii_whitespace()).all(is_number), "{line:?}");
            last = word;
        }
    }

    #[test]
    fn every_line_is_found() {
        let text = "ash;1\nbeech;2;3\nelm;\n";
        assert_eq!(
            ["ash", "beech", "elm", "oak", "a"].map(|word| line(text, word)),
            [Some("1"), Some("2;3"), Some(""), None, None]
        );
        let first = WORDS.lines().next().and_then(|line| line.split_once(';'));
        let last = WORDS.lines().last().and_then(|line| line.split_once(';'));
        for (word, fields) in [first, last].into_iter().flatten() {
            assert_eq!(line(WORDS, word), Some(fields));
        }
    }

    fn relation(a: &str, b: &str) -> &'static str {
        let (a, b) = (Senses::of(a), Senses::of(b));
        match () {
            () if a.are_same(&b) => "same",
            () if a.is_broader(&b) => "broader",
            () if a.are_opposite(&b) => "opposite",
            () if a.are_exclusive(&b) => "exclusive",
            () => "",
        }
    }

    #[test]
    fn words_stand_to_each_other() {
        for (a, b, expected) in [
            ("bought", "purchases", "same"),
            ("killing", "murders", "broader"),
            ("large", "huge", "broader"),
            ("tiny", "large", "opposite"),
            ("easier", "harder", "opposite"),
            ("biggest", "large", "same"),
            ("rejected", "accepts", "opposite"),
            ("furniture", "chairs", "broader"),
            ("chairs", "furniture", ""),
            ("oboe", "harp", "exclusive"),
            ("harbour", "council", ""),
        ] {
            assert_eq!(relation(a, b), expected, "{a} {b}");
        }
    }
}
