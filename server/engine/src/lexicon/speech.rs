//! Who says what, and what frames what is said: verbs and nouns of saying, denials, conditions, questions, hopes, doubts.

use super::List;

/// Verbs and adverbs that report what somebody holds against another or holds without proof (`accused`, `allegedly`).
pub static ALLEGATIONS: List = List::new(include_str!("../../lexicon/en/allegations.txt"));

/// The nouns of the same (`accusations that`).
pub static ALLEGATION_NOUNS: List = List::new(include_str!("../../lexicon/en/allegation_nouns.txt"));

/// Verbs and nouns that deny the clause after them (`denied that`).
pub static DENIALS: List = List::new(include_str!("../../lexicon/en/denials.txt"));

/// Words before a clause that say it is not so (`not the case that`, `no evidence that`).
pub static NEGATIVE_FRAMES: List = List::new(include_str!("../../lexicon/en/negative_frames.txt"));

/// What a statement is said to be that is not so (`false`, `a myth`).
pub static FALSITIES: List = List::new(include_str!("../../lexicon/en/falsities.txt"));

/// Words that make the clause after them a condition, or leave it open (`if`, `whether`).
pub static CONDITIONS: List = List::new(include_str!("../../lexicon/en/conditions.txt"));

/// Verbs and nouns that put the clause after them as a question (`wondered`).
pub static QUESTION_WORDS: List = List::new(include_str!("../../lexicon/en/question_words.txt"));

/// Verbs, nouns and adverbs that wish for what the clause after them says (`hoped that`).
pub static HOPES: List = List::new(include_str!("../../lexicon/en/hopes.txt"));

/// Words that say that the clause after them is not believed or not likely (`doubted that`).
pub static DISBELIEFS: List = List::new(include_str!("../../lexicon/en/disbeliefs.txt"));
