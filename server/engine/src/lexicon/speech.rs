//! Who says what, and what frames what is said: verbs and nouns of saying, denials, conditions, questions, hopes, doubts,
//! and who can speak.

use super::{List, Table};

/// Verbs of saying, in all forms: their subject answers for what a quotation or a clause gives.
pub static SPEECH_VERBS: List = List::new(include_str!("../../lexicon/en/speech_verbs.txt"));

/// Verbs and adverbs that report what somebody holds against another or holds without proof (`accused`, `allegedly`).
pub static ALLEGATIONS: List = List::new(include_str!("../../lexicon/en/allegations.txt"));

/// The nouns of the same (`accusations that`).
pub static ALLEGATION_NOUNS: List = List::new(include_str!("../../lexicon/en/allegation_nouns.txt"));

/// Nouns of what somebody says (`a statement that`).
pub static STATEMENT_NOUNS: List = List::new(include_str!("../../lexicon/en/statement_nouns.txt"));

/// Verbs and nouns that deny the clause after them (`denied that`).
pub static DENIALS: List = List::new(include_str!("../../lexicon/en/denials.txt"));

/// Words before a clause that say it is not so (`not the case that`, `no evidence that`).
pub static NEGATIVE_FRAMES: List = List::new(include_str!("../../lexicon/en/negative_frames.txt"));

/// What a statement is said to be that is not so (`false`, `a myth`).
pub static FALSITIES: List = List::new(include_str!("../../lexicon/en/falsities.txt"));

/// What a statement is said to be that is so (`true`); with a negation it is not.
pub static TRUTHS: List = List::new(include_str!("../../lexicon/en/truths.txt"));

/// Verbs of opinion, whose negation denies the clause that they take.
pub static OPINION_VERBS: List = List::new(include_str!("../../lexicon/en/opinion_verbs.txt"));

/// Words that make the clause after them a condition, or leave it open (`if`, `whether`).
pub static CONDITION_FRAMES: List = List::new(include_str!("../../lexicon/en/condition_frames.txt"));

/// Verbs and nouns that put the clause after them as a question (`wondered`).
pub static QUESTION_WORDS: List = List::new(include_str!("../../lexicon/en/question_words.txt"));

/// Verbs, nouns and adverbs that wish for what the clause after them says (`hoped that`).
pub static HOPES: List = List::new(include_str!("../../lexicon/en/hopes.txt"));

/// Words whose clause with `that` is taken for true, also where they are asked or denied.
pub static FACTIVE_VERBS: List = List::new(include_str!("../../lexicon/en/factive_verbs.txt"));

/// Words that say that the clause after them is not believed or not likely (`doubted that`).
pub static DISBELIEFS: List = List::new(include_str!("../../lexicon/en/disbeliefs.txt"));

/// Nouns of persons, without the titles that stand before a name.
pub static PERSON_NOUNS: List = List::new(include_str!("../../lexicon/en/person_nouns.txt"));

/// Who speaks for somebody else or for a body.
pub static SPOKESPEOPLE: List = List::new(include_str!("../../lexicon/en/spokespeople.txt"));

/// Nouns of bodies that speak through people.
pub static BODY_NOUNS: List = List::new(include_str!("../../lexicon/en/body_nouns.txt"));

/// Headings over a list of sources: `References`, `Works cited`.
pub static SOURCE_LIST_HEADINGS: List = List::new(include_str!("../../lexicon/en/source_list_headings.txt"));

/// Nouns of texts, which a claim names for the source that it cites.
pub static DOCUMENT_NOUNS: List = List::new(include_str!("../../lexicon/en/document_nouns.txt"));

/// Pronouns, each with whom it can stand for: `man`, `woman`, `several`, `thing`.
pub static PERSON_PRONOUNS: Table = Table::new(include_str!("../../lexicon/en/person_pronouns.txt"));

/// Given names that are mostly borne by one sex, each with `man` or `woman`.
pub static GIVEN_NAMES: Table = Table::new(include_str!("../../lexicon/en/given_names.txt"));

/// Titles and nouns that tell a man from a woman.
pub static TITLES_BY_SEX: Table = Table::new(include_str!("../../lexicon/en/person_titles_by_sex.txt"));

/// Forms of `be`.
pub static FORMS_OF_BE: List = List::new(include_str!("../../lexicon/en/forms_of_be.txt"));

/// Adverbs and auxiliaries that stand between a subject and its verb.
pub static BETWEEN_SUBJECT_AND_VERB: List = List::new(include_str!("../../lexicon/en/between_subject_and_verb.txt"));

/// Words that stand before the noun of an office.
pub static ATTRIBUTES: List = List::new(include_str!("../../lexicon/en/attributes.txt"));

/// Nouns of works that have a title.
pub static WORKS: List = List::new(include_str!("../../lexicon/en/works.txt"));

/// What says that a name for something follows.
pub static NAMINGS: List = List::new(include_str!("../../lexicon/en/namings.txt"));

/// Verbs of saying that have no hearer as their object.
pub static SAYING_WITHOUT_HEARER: List = List::new(include_str!("../../lexicon/en/saying_without_hearer.txt"));
