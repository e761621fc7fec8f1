//! The closed classes, the forms of verbs and nouns, and the classes by which clauses and roles are read.

use super::{List, Table};

macro_rules! lists {
    ($($(#[doc = $doc:literal])* $name:ident = $file:literal;)*) => {
        $($(#[doc = $doc])* pub static $name: List = List::new(include_str!(concat!("../../lexicon/en", $file)));)*
    };
}

lists! {
    /// Nouns that only say that something is a quantity, a group or a period: they tell nothing of what it is.
    GENERIC_NOUNS = "/generic_nouns.txt";
    /// Articles, pronouns, prepositions, conjunctions, auxiliaries and the adverbs that join sentences.
    FUNCTION_WORDS = "/function_words.txt";
    /// Articles and other determiners.
    DETERMINERS = "/determiners.txt";
    /// Pronouns that stand for a noun group.
    PRONOUNS = "/pronouns.txt";
    /// Pronouns that take up who or what the sentence before was about.
    ANAPHORS = "/anaphors.txt";
    /// Prepositions of one word.
    PREPOSITIONS = "/prepositions.txt";
    /// Prepositions of several words.
    COMPOUND_PREPOSITIONS = "/prepositions_compound.txt";
    /// Words before an infinitive of what something is done for, beside a bare `to`.
    INFINITIVE_MARKERS = "/infinitive_markers.txt";
    /// Prepositions after which something is a condition.
    CONDITION_PREPOSITIONS = "/condition_prepositions.txt";
    /// What stands before something that is only compared with.
    COMPARISONS = "/comparisons.txt";
    /// Prepositions whose noun group, if it is no time, is a place.
    PLACE_PREPOSITIONS = "/place_prepositions.txt";
    /// Prepositions that come before a time.
    TIME_PREPOSITIONS = "/time_prepositions.txt";
    /// What joins equal parts.
    COORDINATORS = "/coordinators.txt";
    /// What opens a clause that depends on another.
    SUBORDINATORS = "/subordinators.txt";
    /// Subordinators that make their clause a condition.
    CONDITIONS = "/conditions.txt";
    /// What opens a clause about the noun before it.
    RELATIVES = "/relatives.txt";
    /// What opens a clause about a time or place before it.
    RELATIVE_ADVERBS = "/relative_adverbs.txt";
    /// Modal verbs.
    MODALS = "/modals.txt";
    /// Modal verbs that tell what is to come.
    FUTURE_MODALS = "/future_modals.txt";
    /// Adverbs that do not end in -ly.
    ADVERBS = "/adverbs.txt";
    /// Adverbs that belong to the verb before them.
    VERB_PARTICLES = "/verb_particles.txt";
    /// Adjectives that no ending shows.
    ADJECTIVES = "/adjectives.txt";
    /// Verbs, in their base form.
    VERBS = "/verbs.txt";
    /// Verbs whose base form is a noun as well.
    VERBS_ALSO_NOUNS = "/verbs_also_nouns.txt";
    /// Nouns that end in -ing.
    NOUNS_IN_ING = "/nouns_in_ing.txt";
    /// Nouns with an ending that is usually an adverb's or an adjective's.
    MISLEADING_NOUNS = "/misleading_nouns.txt";
    /// Nouns of quantity: what can be said to rise, fall or stand at a value.
    QUANTITY_NOUNS = "/quantity_nouns.txt";
    /// Verbs by which something only has a value: they tell no event.
    MEASURE_VERBS = "/measure_verbs.txt";
    /// Verbs, nouns and adverbs of a rise.
    RISE_WORDS = "/rise_words.txt";
    /// Verbs, nouns and adverbs of a fall.
    FALL_WORDS = "/fall_words.txt";
    /// Comparatives of more.
    MORE_WORDS = "/more_words.txt";
    /// Comparatives of less.
    LESS_WORDS = "/less_words.txt";
    /// Nouns of an amount that is missing or goes out.
    LOSS_NOUNS = "/loss_nouns.txt";
    /// Words that tell what is to come or is planned.
    FORECAST_WORDS = "/forecast_words.txt";
    /// Words that give an amount for each member of a group.
    DISTRIBUTION_WORDS = "/distribution_words.txt";
    /// Words of time that only another day dates: that on which they were written, or one that the text spoke of before.
    RELATIVE_TIMES = "/relative_times.txt";
    /// Nouns of a stretch or point of time.
    PERIOD_NOUNS = "/period_nouns.txt";
    /// What makes of a noun of time a time: `this` week.
    PERIOD_MODIFIERS = "/period_modifiers.txt";
    /// Adverbs that say when by themselves.
    TIME_ADVERBS = "/time_adverbs.txt";
    /// Nouns that only stand before what they are of: `number`, `share`.
    ABSTRACT_HEADS = "/abstract_heads.txt";
    /// Nouns that, with `the`, take up the measure of the sentence before.
    ANAPHORIC_NOUNS = "/anaphoric_nouns.txt";
    /// What rejects the figure beside it.
    REJECTIONS = "/rejections.txt";
    /// Words that hold the place of a reason which is still to be written.
    REASON_PLACEHOLDERS = "/reason_placeholders.txt";
    /// Verbs by which a value is arrived at, in their base form.
    REACH_WORDS = "/reach_words.txt";
}

/// Forms of verbs that no rule makes: the verb and the form's name (`fell = fall past`).
pub static IRREGULAR_VERBS: Table = Table::new(include_str!("../../lexicon/en/irregular_verbs.txt"));

/// Plurals that no rule makes, with their singular.
pub static IRREGULAR_NOUNS: Table = Table::new(include_str!("../../lexicon/en/irregular_nouns.txt"));
/// Abbreviations that are never the last word of a sentence, with how they are written.
pub static JOINING_ABBREVIATIONS: Table = Table::new(include_str!("../../lexicon/en/joining_abbreviations.txt"));
/// Abbreviations only where a number follows.
pub static NUMBERED_ABBREVIATIONS: List = List::new(include_str!("../../lexicon/en/numbered_abbreviations.txt"));
/// Abbreviations that seldom end a sentence, with how they are written.
pub static INNER_ABBREVIATIONS: Table = Table::new(include_str!("../../lexicon/en/inner_abbreviations.txt"));
/// Words that often begin a sentence and with which a name seldom goes on.
pub static SENTENCE_OPENERS: List = List::new(include_str!("../../lexicon/en/sentence_openers.txt"));
/// Verbs with which the speaker of a question or an exclamation is named after it.
pub static UTTERANCE_VERBS: List = List::new(include_str!("../../lexicon/en/utterance_verbs.txt"));
