//! What tells a claim from its source: words that mean the same, words that can't both be so, and words that turn a
//! statement round or take it back.

use super::{Groups, List, Table};

/// Groups of words that mean the same, in base forms.
pub static SYNONYMS: Groups = Groups::new(include_str!("../../lexicon/en/synonyms.txt"));

/// Pairs of words of opposite sense, in base forms.
pub static OPPOSITES: Groups = Groups::new(include_str!("../../lexicon/en/opposites.txt"));

/// Classes of which a thing is one member only, in base forms.
pub static EXCLUSIVE_CLASSES: Groups = Groups::new(include_str!("../../lexicon/en/exclusive_classes.txt"));

/// Words of how many or how much of a thing, each with its class.
pub static QUANTIFIERS: Table = Table::new(include_str!("../../lexicon/en/quantifiers.txt"));

/// Modal verbs, each with its class.
pub static MODAL_CLASSES: Table = Table::new(include_str!("../../lexicon/en/modal_classes.txt"));

/// Words that say that something is sure or established. All forms.
pub static CERTAINTIES: List = List::new(include_str!("../../lexicon/en/certainties.txt"));

/// Nouns of what is tried, meant or asked for, before the act. All forms.
pub static ATTEMPTS: List = List::new(include_str!("../../lexicon/en/attempts.txt"));

/// Verbs of seeing or calling a thing as something. All forms.
pub static VIEWING_VERBS: List = List::new(include_str!("../../lexicon/en/viewing_verbs.txt"));

/// Words before an office that make it a lower one.
pub static LOWER_RANKS: List = List::new(include_str!("../../lexicon/en/lower_ranks.txt"));

/// Words that say that something may be so. All forms.
pub static POSSIBILITIES: List = List::new(include_str!("../../lexicon/en/possibilities.txt"));

/// Nouns of the parts that countries are divided into (`province`).
pub static DIVISIONS: List = List::new(include_str!("../../lexicon/en/divisions.txt"));

/// Nouns that take a part of what they count.
pub static FRACTION_NOUNS: List = List::new(include_str!("../../lexicon/en/fraction_nouns.txt"));

/// Words before a quality or a thing that say that there is too little of it, or that it is bad.
pub static LESSENERS: List = List::new(include_str!("../../lexicon/en/lesseners.txt"));
/// Prepositions and verbs that say that something is not there, or not so of something.
pub static PRIVATIVES: List = List::new(include_str!("../../lexicon/en/privatives.txt"));

/// Words that say until when or since when something was not so.
pub static NEGATION_ENDS: List = List::new(include_str!("../../lexicon/en/negation_ends.txt"));

/// Words after a negation that deny only how far a statement goes.
pub static NEGATION_LIMITS: List = List::new(include_str!("../../lexicon/en/negation_limits.txt"));

/// Words with which one thing is said to be like another. All forms.
pub static LIKENINGS: List = List::new(include_str!("../../lexicon/en/likenings.txt"));

/// Words that deny what they stand with.
pub static NEGATIONS: List = List::new(include_str!("../../lexicon/en/negations.txt"));

/// Words that make a statement conditional, doubtful or limited, or that deny it.
pub static RESERVATIONS: List = List::new(include_str!("../../lexicon/en/reservations.txt"));

/// Verbs, in base forms, and adjectives that say that what follows did not happen.
pub static NEGATIVE_VERBS: List = List::new(include_str!("../../lexicon/en/negative_verbs.txt"));

/// Kinds of persons and animals of which none is another.
pub static DISJOINT_KINDS: Groups = Groups::new(include_str!("../../lexicon/en/disjoint_kinds.txt"));

/// Verbs, in base forms, and adjectives after which an act is meant, tried or awaited, but not done.
pub static UNREALISED_VERBS: List = List::new(include_str!("../../lexicon/en/unrealised_verbs.txt"));

/// Adverbs with which what follows was not quite so, hardly ever so, or only so they say.
pub static APPROXIMATORS: List = List::new(include_str!("../../lexicon/en/approximators.txt"));

/// Verbs, in base forms, after which an act in the infinitive was done: `managed to`, `was forced to`.
pub static IMPLICATIVE_VERBS: List = List::new(include_str!("../../lexicon/en/implicative_verbs.txt"));

/// Verbs, in base forms, that say with `from` that somebody was kept from an act.
pub static PREVENTING_VERBS: List = List::new(include_str!("../../lexicon/en/preventing_verbs.txt"));

/// Verbs, in base forms, after which an act is settled on, but not said to be done.
pub static DECISION_VERBS: List = List::new(include_str!("../../lexicon/en/decision_verbs.txt"));

/// Adjectives that make of a thing something else, or leave open whether it is one.
pub static TURNING_MODIFIERS: List = List::new(include_str!("../../lexicon/en/turning_modifiers.txt"));

/// Verbs, in base forms, that say the same of both sides.
pub static SYMMETRIC_VERBS: List = List::new(include_str!("../../lexicon/en/symmetric_verbs.txt"));

/// Function words that tell apart what stands on their two sides.
pub static ASYMMETRIC_CONNECTORS: List = List::new(include_str!("../../lexicon/en/asymmetric_connectors.txt"));

/// Words of which one side is so and the other is not.
pub static CONTRAST_WORDS: List = List::new(include_str!("../../lexicon/en/contrast_words.txt"));

/// Words that carry little of a claim, in base forms.
pub static LIGHT_WORDS: List = List::new(include_str!("../../lexicon/en/light_words.txt"));

/// Adverbs that leave a statement what it is when they are dropped.
pub static DEGREE_ADVERBS: List = List::new(include_str!("../../lexicon/en/degree_adverbs.txt"));

/// Words that report what somebody says, in all forms.
pub static REPORTING_WORDS: List = List::new(include_str!("../../lexicon/en/reporting_words.txt"));

/// Words that say, in a claim, that it is somebody's view. All forms.
pub static VIEW_WORDS: List = List::new(include_str!("../../lexicon/en/view_words.txt"));

/// Words after which a clause begins.
pub static CLAUSE_OPENERS: List = List::new(include_str!("../../lexicon/en/clause_openers.txt"));

/// Words, in base forms, each with the broader words that say less of the same: what is murdered is killed.
pub static BROADER_WORDS: Table = Table::new(include_str!("../../lexicon/en/broader_words.txt"));

/// Nouns of acts, each with the verb, in its base form, whose act it is.
pub static ACT_NOUNS: Table = Table::new(include_str!("../../lexicon/en/act_nouns.txt"));

/// Verbs with a particle, in base forms, each with a verb that says the same without one.
pub static PHRASAL_VERBS: Table = Table::new(include_str!("../../lexicon/en/phrasal_verbs.txt"));

/// Nouns that, with an article, take up a body that was named before.
pub static ANAPHORIC_BODIES: List = List::new(include_str!("../../lexicon/en/anaphoric_bodies.txt"));
