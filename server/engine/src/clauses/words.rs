//! The words of a sentence with their tags: closed classes first, then the forms of verbs, then what stands beside them.

use std::cell::RefCell;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::forms::{self, Form};
use crate::figures::{Figure, Kind, Value};
use crate::lexicon::{
    ADJECTIVES, ADVERBS, COMPOUND_PREPOSITIONS, COORDINATORS, DETERMINERS, INFINITIVE_MARKERS, MISLEADING_NOUNS,
    MODALS, Memory, NOUNS_IN_ING, PREPOSITIONS, PRONOUNS, RELATIVES, SUBORDINATORS, VERBS,
};
use crate::names::is_calendar;
use crate::text::{Span, is_apostrophe, is_dash, is_ignorable, is_quotation_mark};

/// A word, a figure or a punctuation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// What it is here.
    pub tag: Tag,
    /// In lower case, with straight apostrophes, without a possessive ending or `n't`. Empty for a mark.
    pub folded: String,
    /// The verb or noun that it is a form of; else as [`Word::folded`].
    pub lemma: String,
    /// Whether it begins with a capital.
    pub is_capital: bool,
    /// Whether it has a possessive ending.
    pub is_possessive: bool,
    /// Whether it denies: `not`, `couldn't`.
    pub is_negated: bool,
    /// The figure that it is, as an index into the figures that the sentence was read with.
    pub figure: Option<usize>,
}

/// What a word is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A common noun, and what is not known.
    Noun,
    /// A word of a name.
    Name,
    /// A pronoun.
    Pronoun,
    /// An article or another determiner.
    Determiner,
    /// An adjective, or a participle before a noun.
    Adjective,
    /// An adverb.
    Adverb,
    /// A verb, auxiliaries among them.
    Verb(Form),
    /// A modal verb.
    Modal,
    /// The `to` of an infinitive.
    To,
    /// A figure that is no date.
    Number,
    /// A figure that is a date, a period or a time of day.
    Date,
    /// A preposition, of one word or several.
    Preposition,
    /// `and`
    Coordinator,
    /// `while`
    Subordinator,
    /// `which`
    Relative,
    /// A punctuation mark.
    Mark(char),
}

impl Tag {
    /// Whether a noun group may hold such a word.
    pub fn is_nominal(self) -> bool {
        matches!(
            self,
            Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Determiner | Tag::Adjective | Tag::Number | Tag::Date
        )
    }
}

/// The words of the part `sentence` of `text`. Each of `figures`, which are in order and do not overlap, is one word,
/// together with its hedge.
pub fn read(text: &str, sentence: Span, figures: &[Figure]) -> Vec<Word> {
    let mut words = join_compounds(split(text, sentence, figures));
    super::tagging::tag(&mut words);
    words
}

fn split(text: &str, sentence: Span, figures: &[Figure]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut at = sentence.start;
    let mut next = 0;
    while at < sentence.end {
        while figures.get(next).is_some_and(|figure| whole(figure).start < at) {
            next += 1;
        }
        if let Some(figure) =
            figures.get(next).filter(|figure| whole(figure).start == at && whole(figure).end <= sentence.end)
        {
            let span = whole(figure);
            let word = verb_of_times(text, figure, next, words.last());
            words.push(word.unwrap_or_else(|| figure_word(text, figure, next, span)));
            at = span.end;
            next += 1;
            continue;
        }
        let Some(c) = text.get(at..sentence.end).and_then(|rest| rest.chars().next()) else { break };
        // "9-member": what is joined to a number stands after it.
        let is_joined = is_dash(c) && words.last().is_some_and(|word| word.figure.is_some() && word.span.end == at);
        if is_joined && text[at + c.len_utf8()..sentence.end].starts_with(char::is_alphabetic) {
            at += c.len_utf8();
            continue;
        }
        if c.is_alphanumeric() || c == '&' {
            // A figure that reaches beyond the sentence is read as words.
            let next_figure = figures.get(next).map(|figure| whole(figure).start).filter(|&start| start > at);
            let limit = next_figure.map_or(sentence.end, |start| start.min(sentence.end));
            let end = word_end(&text[at..limit]) + at;
            words.push(lexical(text, Span::new(at, end), words.last()));
            at = end;
        } else {
            let end = at + c.len_utf8();
            if !c.is_whitespace() && !is_ignorable(c) {
                words.push(mark(Span::new(at, end), c));
            }
            at = end;
        }
    }
    words
}

/// A figure with its hedge, where that stands right before or after it.
fn whole(figure: &Figure) -> Span {
    match figure.hedge_span {
        Some(hedge) if hedge.start.abs_diff(figure.span.end) < 12 || figure.span.start.abs_diff(hedge.end) < 12 => {
            hedge.cover(figure.span)
        }
        _ => figure.span,
    }
}

/// The verb that says how many times as much something became: `doubled`. It is a figure, and what happened.
fn verb_of_times(text: &str, figure: &Figure, index: usize, before: Option<&Word>) -> Option<Word> {
    let is_verb = figure.kind == Kind::Multiple && forms::verb(&text[figure.span].to_lowercase()).is_some();
    is_verb.then(|| Word { figure: Some(index), ..lexical(text, figure.span, before) })
}

fn figure_word(text: &str, figure: &Figure, index: usize, span: Span) -> Word {
    let is_date = matches!(figure.kind, Kind::Date | Kind::Time)
        || matches!(figure.value, Value::Date(_) | Value::Period(..) | Value::Time(_) | Value::Times(..));
    Word {
        span,
        tag: if is_date { Tag::Date } else { Tag::Number },
        folded: text[figure.span].to_lowercase(),
        lemma: String::new(),
        is_capital: false,
        is_possessive: text[span.end..].starts_with(is_apostrophe),
        is_negated: false,
        figure: Some(index),
    }
}

fn mark(span: Span, c: char) -> Word {
    let c = match c {
        '—' | '–' | '―' => '—',
        '[' => '(',
        ']' => ')',
        c if is_quotation_mark(c) => '"',
        c => c,
    };
    Word {
        span,
        tag: Tag::Mark(c),
        folded: String::new(),
        lemma: String::new(),
        is_capital: false,
        is_possessive: false,
        is_negated: false,
        figure: None,
    }
}

/// Where the word at the beginning of `text` ends: letters and digits, with hyphens, apostrophes and points inside it.
fn word_end(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = (is_dash(c) && c != '—' && c != '–') || is_apostrophe(c) || c == '.' || is_ignorable(c);
        let next = chars.peek().is_some_and(|&(_, next)| next.is_alphanumeric());
        if !(c.is_alphanumeric() || c == '&' || (joins && next && at > 0)) {
            break;
        }
        end = at + c.len_utf8();
        if c == '&' && at == 0 {
            break;
        }
    }
    end.max(text.chars().next().map_or(0, char::len_utf8))
}

fn lexical(text: &str, span: Span, before: Option<&Word>) -> Word {
    let letters = &text[span];
    let mut folded = if letters.is_ascii() {
        letters.to_ascii_lowercase()
    } else {
        letters.chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect::<String>().to_lowercase()
    };
    let mut is_possessive = false;
    let mut is_negated = false;
    if let Some(rest) = folded.strip_suffix("n't") {
        folded = match rest {
            "wo" => "will".to_owned(),
            "ca" => "can".to_owned(),
            "sha" => "shall".to_owned(),
            rest => rest.to_owned(),
        };
        is_negated = true;
    } else if let Some(rest) = folded.strip_suffix("'s") {
        is_possessive = true;
        folded = rest.to_owned();
    } else if folded.ends_with('s') && text[span.end..].starts_with(is_apostrophe) {
        is_possessive = true;
    }
    is_negated |= matches!(folded.as_str(), "not" | "never" | "cannot" | "neither" | "nor");
    let is_capital = letters.chars().next().is_some_and(char::is_uppercase);
    let opens = before.is_none_or(|word| matches!(word.tag, Tag::Mark('"' | ':' | '•' | '*' | '.')));
    let tag = closed(&folded).unwrap_or(if is_capital && !opens { Tag::Name } else { Tag::Noun });
    let is_acronym = letters.len() > 1 && letters.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let tag = if is_acronym && !opens { Tag::Name } else { tag };
    // "ward A"
    let is_letter = letters == "A" && before.is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::Name));
    let tag = if is_letter { Tag::Name } else { tag };
    let is_label = text[span.end..].starts_with(':');
    let is_calendar =
        is_capital && is_calendar(&folded) && (!opens || is_label || !MODALS.has(&folded) && !VERBS.has(&folded));
    let tag = if is_calendar { Tag::Date } else { tag };
    Word { span, tag, lemma: folded.clone(), folded, is_capital, is_possessive, is_negated, figure: None }
}

thread_local! {
    /// The tags of words that were asked for.
    static KNOWN: RefCell<Memory<Option<Tag>>> = RefCell::default();
}

/// The tag of a word of a closed class, or of one whose class is known for sure.
fn closed(folded: &str) -> Option<Tag> {
    KNOWN.with_borrow_mut(|known| known.with(folded, || read_closed(folded), |&tag| tag))
}

fn read_closed(folded: &str) -> Option<Tag> {
    Some(match folded {
        folded if RELATIVES.has(folded) => Tag::Relative,
        folded if MODALS.has(folded) => Tag::Modal,
        "to" => Tag::To,
        folded if COORDINATORS.has(folded) => Tag::Coordinator,
        folded if DETERMINERS.has(folded) => Tag::Determiner,
        folded if PRONOUNS.has(folded) => Tag::Pronoun,
        folded if PREPOSITIONS.has(folded) => Tag::Preposition,
        folded if SUBORDINATORS.has(folded) => Tag::Subordinator,
        folded if ADVERBS.has(folded) => Tag::Adverb,
        folded if ADJECTIVES.has(folded) => Tag::Adjective,
        folded if is_adverb(folded) => Tag::Adverb,
        folded if is_adjective(folded) => Tag::Adjective,
        _ => return None,
    })
}

fn is_adverb(folded: &str) -> bool {
    folded.len() > 4 && folded.ends_with("ly") && !MISLEADING_NOUNS.has(folded) && !VERBS.has(folded)
}

fn is_adjective(folded: &str) -> bool {
    const ENDINGS: [&str; 10] = ["ous", "ful", "less", "ible", "able", "ish", "ical", "ional", "tive", "est"];
    folded.len() > 5
        && ENDINGS.iter().any(|ending| folded.ends_with(ending))
        && !MISLEADING_NOUNS.has(folded)
        && forms::form(folded).is_none()
}

/// Makes one word of each preposition and each sign of the infinitive of several words.
fn join_compounds(words: Vec<Word>) -> Vec<Word> {
    const LONGEST: usize = 4;
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut words = words.into_iter();
    while let Some(mut word) = words.next() {
        if is_plain(&word) && FIRST_OF_COMPOUNDS.contains(word.folded.as_str()) {
            let rest = words.as_slice();
            let found = (1..LONGEST).rev().find_map(|count| Some((count, compound(&word, rest.get(..count)?)?)));
            if let Some((count, folded)) = found {
                word.span.end = words.nth(count - 1).map_or(word.span.end, |last| last.span.end);
                word.tag = if INFINITIVE_MARKERS.has(&folded) { Tag::To } else { Tag::Preposition };
                word.lemma.clone_from(&folded);
                word.folded = folded;
            }
        }
        joined.push(word);
    }
    joined
}

/// The words that such compounds begin with: hardly a word of a text is one.
static FIRST_OF_COMPOUNDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let compounds = COMPOUND_PREPOSITIONS.iter().chain(INFINITIVE_MARKERS.iter());
    compounds.filter_map(|compound| compound.split(' ').next()).collect()
});

fn is_plain(word: &Word) -> bool {
    !word.folded.is_empty() && word.figure.is_none()
}

/// The compound that a word and those after it are together.
fn compound(first: &Word, rest: &[Word]) -> Option<String> {
    if !rest.iter().all(is_plain) {
        return None;
    }
    let mut folded = first.folded.clone();
    for word in rest {
        folded.push(' ');
        folded.push_str(&word.folded);
    }
    (COMPOUND_PREPOSITIONS.has(&folded) || INFINITIVE_MARKERS.has(&folded)).then_some(folded)
}

/// Whether a word in -ing is a noun, never a form of a verb.
pub(super) fn is_noun_in_ing(folded: &str) -> bool {
    NOUNS_IN_ING.has(folded)
}
