//! What one word of a claim is to one word of a passage: the same, a synonym, or one that excludes it.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;

use super::classes::is_negative_verb;
use super::token::{Kind, Token};
use crate::lexicon::{BROADER_WORDS, EXCLUSIVE_CLASSES, Groups, Numbers, OPPOSITES, SYNONYMS, Senses};
use crate::text::stem;

/// What a word of a claim is to a word of a passage in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The same word in whatever form, or a synonym.
    Same,
    /// A word of opposite sense.
    Opposite,
    /// Another member of a class of which a thing is one member only.
    Exclusive,
    /// Another number.
    Number,
    /// Another modal verb.
    Modal,
    /// Another quantifier.
    Quantifier,
}

/// The groups of a lexicon's file, by stem.
struct ByStem(FxHashMap<String, Vec<u32>>);

impl ByStem {
    fn new(groups: &'static Groups) -> Self {
        let mut map: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (number, group) in (0..).zip(groups.iter()) {
            group.for_each(|word| map.entry(stem(word)).or_default().push(number));
        }
        Self(map)
    }

    fn of(&self, token: &Token) -> Numbers {
        token.stems().filter_map(|stem| self.0.get(stem)).flatten().copied().collect()
    }
}

/// The groups that a word is in, by their numbers. A word is held against many others, and looked up once.
#[derive(Clone, Debug)]
pub struct Classes {
    synonyms: Numbers,
    opposites: Numbers,
    exclusive: Numbers,
    senses: Arc<Senses>,
}

impl Classes {
    /// Looks up a word.
    pub fn of(token: &Token) -> Self {
        Self {
            synonyms: SYNONYMS_BY_STEM.of(token),
            opposites: OPPOSITES_BY_STEM.of(token),
            exclusive: CLASSES_BY_STEM.of(token),
            // A name is no word of the language, whatever it is spelt like.
            senses: if token.is_name || token.kind != Kind::Content {
                Arc::default()
            } else {
                Senses::of(&token.folded)
            },
        }
    }
}

fn are_synonyms(ours: &Token, theirs: &Token) -> bool {
    let (a, b) = (ours.classes(), theirs.classes());
    a.synonyms.share(&b.synonyms) || a.senses.are_same(&b.senses)
}

static SYNONYMS_BY_STEM: LazyLock<ByStem> = LazyLock::new(|| ByStem::new(&SYNONYMS));
static OPPOSITES_BY_STEM: LazyLock<ByStem> = LazyLock::new(|| ByStem::new(&OPPOSITES));
static CLASSES_BY_STEM: LazyLock<ByStem> = LazyLock::new(|| ByStem::new(&EXCLUSIVE_CLASSES));

/// The stems of the synonyms of a word, by its stem.
pub fn synonyms(stem: &str) -> &'static [String] {
    static MAP: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
        let mut map: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for group in SYNONYMS.iter() {
            let stems: Vec<String> = group.map(crate::text::stem).collect();
            for own in &stems {
                let others = stems.iter().filter(|other| *other != own).cloned();
                map.entry(own.clone()).or_default().extend(others);
            }
        }
        map
    });
    MAP.get(stem).map_or(&[], Vec::as_slice)
}

/// Whether whatever is what a passage's word says is also what a claim's word says (`killed` of `murdered`).
pub fn is_broader(ours: &Token, theirs: &Token) -> bool {
    static MAP: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
        let mut map: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for (special, broader) in BROADER_WORDS.iter() {
            map.entry(stem(special)).or_default().extend(broader.split(", ").map(stem));
        }
        map
    });
    let are_content = ours.kind == Kind::Content && theirs.kind == Kind::Content;
    let is_of_map = || {
        let broader = theirs.stems().filter_map(|own| MAP.get(own)).flatten();
        broader.into_iter().any(|broader| ours.stems().any(|own| own == broader))
    };
    are_content && (ours.classes().senses.is_broader(&theirs.classes().senses) || is_of_map())
}

/// What makes the opposite of a word when it stands before it.
const PREFIXES: [&str; 7] = ["un", "in", "im", "il", "ir", "dis", "non"];
/// The fewest letters of a word that a prefix turns round.
const SHORTEST: usize = 5;

/// What a claim's word is to a passage's, with how much the pair is worth to an alignment; `None` if nothing.
pub fn link(ours: &Token, theirs: &Token) -> Option<(Link, u32)> {
    let same = |worth: u32| Some((Link::Same, worth));
    match (ours.kind, theirs.kind) {
        (Kind::Number, Kind::Number) if ours.stem == theirs.stem => same(16),
        (Kind::Number, Kind::Number) => Some((Link::Number, 5)),
        (Kind::Negation, Kind::Negation) => same(6),
        (Kind::Negation, Kind::Content) if is_negative_verb(theirs) => same(6),
        (Kind::Content, Kind::Negation) if is_negative_verb(ours) => same(6),
        (Kind::Modal(a), Kind::Modal(b)) if a == b => same(6),
        (Kind::Modal(_), Kind::Modal(_)) => Some((Link::Modal, 4)),
        (Kind::Quantifier(a), Kind::Quantifier(b)) if a == b => same(6),
        (Kind::Quantifier(_), Kind::Quantifier(_)) => Some((Link::Quantifier, 4)),
        (Kind::Quantifier("few" | "only"), Kind::Negation) | (Kind::Negation, Kind::Quantifier("few" | "only")) => None,
        (Kind::Quantifier(_), Kind::Negation) if is_no(theirs) => Some((Link::Quantifier, 4)),
        (Kind::Negation, Kind::Quantifier(_)) if is_no(ours) => Some((Link::Quantifier, 4)),
        (Kind::Content, Kind::Content) => of_content(ours, theirs),
        // "Towards" is "toward".
        _ if ours.folded == theirs.folded || ours.kind == theirs.kind && ours.stem == theirs.stem => {
            same(if ours.kind == Kind::Preposition { 3 } else { 1 })
        }
        _ if ours.kind == Kind::Function && theirs.kind == Kind::Function => None,
        _ if ours.kind == Kind::Number || theirs.kind == Kind::Number => None,
        // Words of any kind may mean the same (`near`, `close`), be opposites (`on`, `off`) or of one class.
        _ if are_synonyms(ours, theirs) => same(6),
        _ => of_class(ours, theirs),
    }
}

fn of_content(ours: &Token, theirs: &Token) -> Option<(Link, u32)> {
    if ours.is_form_of(theirs) {
        let turned = degree(&ours.folded) != degree(&theirs.folded);
        return Some(if turned { (Link::Opposite, 10) } else { (Link::Same, if ours.is_name { 17 } else { 16 }) });
    }
    if are_synonyms(ours, theirs) {
        return Some((Link::Same, 12));
    }
    of_class(ours, theirs)
}

fn of_class(ours: &Token, theirs: &Token) -> Option<(Link, u32)> {
    if are_opposites(ours, theirs) {
        return Some((Link::Opposite, 7));
    }
    let (a, b) = (ours.classes(), theirs.classes());
    (a.exclusive.share(&b.exclusive) || a.senses.are_exclusive(&b.senses)).then_some((Link::Exclusive, 7))
}

/// Whether two words are of opposite sense.
pub fn are_opposites(ours: &Token, theirs: &Token) -> bool {
    let prefixed = |long: &str, short: &str| {
        // Most pairs of words are told by their lengths.
        let is_longer = matches!(long.len().checked_sub(short.len()), Some(2 | 3));
        is_longer
            && short.len() >= SHORTEST
            && long.strip_suffix(short).is_some_and(|prefix| PREFIXES.contains(&prefix))
    };
    ours.classes().opposites.share(&theirs.classes().opposites)
        || ours.classes().senses.are_opposite(&theirs.classes().senses)
        || prefixed(&ours.stem, &theirs.stem)
        || prefixed(&theirs.stem, &ours.stem)
}

/// Whether a word that holds a sentence together tells something by itself, as it has an opposite (`behind`, `same`).
pub fn is_telling(token: &Token) -> bool {
    let has_opposite = || !token.classes().opposites.is_empty();
    matches!(token.kind, Kind::Function | Kind::Preposition)
        && !matches!(token.folded.as_str(), "in" | "on" | "to" | "for" | "with" | "more")
        && has_opposite()
}

/// Whether a negation denies that there are any.
fn is_no(token: &Token) -> bool {
    matches!(token.folded.as_str(), "no" | "none" | "neither" | "nobody" | "nothing")
}

/// The degree of an adjective, by its ending: superlatives only, as `-er` makes nouns too.
fn degree(folded: &str) -> bool {
    const SHORTEST_SUPERLATIVE: usize = 6;
    folded.len() >= SHORTEST_SUPERLATIVE && folded.ends_with("est")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::claim::token;

    fn check(a: &str, b: &str, expected: Option<Link>) {
        let read = |word: &str| token::of_claim(word).remove(0);
        for (a, b) in [(a, b), (b, a)] {
            assert_eq!(link(&read(a), &read(b)).map(|(link, _)| link), expected, "{a} {b}");
        }
    }

    #[test]
    fn forms_and_synonyms_are_the_same() {
        check("rose", "rising", Some(Link::Same));
        check("rose", "increased", Some(Link::Same));
        check("glad", "happy", Some(Link::Same));
        check("towards", "toward", Some(Link::Same));
        check("sixteen", "16", Some(Link::Same));
    }

    #[test]
    fn opposites_exclude_each_other() {
        check("rose", "fell", Some(Link::Opposite));
        check("legal", "illegal", Some(Link::Opposite));
        check("reliable", "unreliable", Some(Link::Opposite));
        check("supports", "opposed", Some(Link::Opposite));
        check("before", "after", Some(Link::Opposite));
        check("come", "income", None);
    }

    #[test]
    fn members_of_one_class_exclude_each_other() {
        check("red", "blue", Some(Link::Exclusive));
        check("violins", "flute", Some(Link::Exclusive));
        check("sixteen", "17", Some(Link::Number));
        check("could", "will", Some(Link::Modal));
        check("all", "most", Some(Link::Quantifier));
        check("harbour", "council", None);
    }
}
