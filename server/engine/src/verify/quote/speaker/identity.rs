//! Can a speaker of the claim and a speaker of the source be the same?

use super::mention::{Kind, Mention, is_person_noun};
use super::sieve::{Text, Voice};
use crate::lexicon::{BODY_NOUNS, SPOKESPEOPLE};
use crate::names::is_same_given_name;
use crate::text::{is_function_word, is_slip, stem};

/// What is known of two speakers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// They are one.
    Same,
    /// Neither can be the other.
    Different,
    /// It was not established.
    Unknown,
}

/// How many words around a name say who its bearer is.
const NEAR: usize = 12;

/// Whether the claim's speaker is the one of the source, whose text is given. Who passes the words on is no other speaker.
pub fn compare(claim: &Mention, voice: &Voice, text: &Text<'_>) -> Identity {
    let is_reporter = voice.reporter.as_ref().is_some_and(|reporter| of_two(claim, reporter, text) == Identity::Same);
    let is_sex = |sex: &&str| matches!(*sex, "man" | "woman");
    let sexes = voice.stands_for.filter(is_sex).zip(text.sex(claim));
    if sexes.is_some_and(|(source, claim)| source != claim) {
        return Identity::Different;
    }
    // "Her husband Karl stayed away, Mr Voss told the court. He …": it may be either.
    let is_rival = || voice.rivals.iter().any(|rival| of_two(claim, rival, text) == Identity::Same);
    match of_two(claim, &voice.mention, text) {
        Identity::Different if is_reporter || !voice.is_sure || is_rival() => Identity::Unknown,
        identity => identity,
    }
}

fn of_two(claim: &Mention, source: &Mention, text: &Text<'_>) -> Identity {
    if matches!(claim.kind, Kind::Pronoun(_) | Kind::Document)
        || matches!(source.kind, Kind::Pronoun(_) | Kind::Document)
    {
        return Identity::Unknown;
    }
    let is_same = match (claim.name.is_empty(), source.name.is_empty()) {
        (false, false) => names(claim, source, text),
        (true, false) => described(claim, source, text),
        (false, true) => return unnamed(claim, source, text),
        (true, true) => roles(claim, source),
    };
    match is_same {
        Identity::Different if claim.is_joint || source.is_joint => Identity::Unknown,
        other => other,
    }
}

/// Two names.
fn names(claim: &Mention, source: &Mention, text: &Text<'_>) -> Identity {
    let (ours, theirs) = (claim.name.as_slice(), source.name.as_slice());
    if is_name_of(ours, theirs) || shares(ours, &source.with) || shares(theirs, &claim.with) {
        return Identity::Same;
    }
    if is_label_of(text, theirs, ours) {
        return Identity::Same;
    }
    if ours.last() == theirs.last() {
        // Another given name before the same surname is another person.
        return if ours.len() > 1 && theirs.len() > 1 { Identity::Different } else { Identity::Unknown };
    }
    // How a name is spelled is the name's affair.
    let is_slip = ours.last().zip(theirs.last()).is_some_and(|(ours, theirs)| is_slip(ours, theirs));
    let of_each_other = shares(ours, &source.of) || shares(theirs, &claim.of);
    if of_each_other
        || is_slip
        || is_acronym(ours, theirs)
        || is_acronym(theirs, ours)
        || ours.iter().any(|word| theirs.contains(word))
    {
        return Identity::Unknown;
    }
    let is_body = |mention: &Mention| mention.kind == Kind::Body;
    if is_body(claim) != is_body(source) {
        let (body, person) = if is_body(claim) { (ours, theirs) } else { (theirs, ours) };
        let speaks_for = person.last().is_some_and(|name| stand_near(text, name, body));
        return if speaks_for && is_body(claim) { Identity::Same } else { Identity::Unknown };
    }
    // Who the source never speaks of is a matter of the name.
    let is_known = ours.last().is_some_and(|name| !text.places_of(name).is_empty());
    if is_known { Identity::Different } else { Identity::Unknown }
}

/// Whether two names are forms of one: the surname alone, initials, a short form of the given name, either order.
fn is_name_of(ours: &[String], theirs: &[String]) -> bool {
    let (short, long) = if ours.len() <= theirs.len() { (ours, theirs) } else { (theirs, ours) };
    if short.iter().all(|word| long.contains(word)) {
        return true;
    }
    let (Some((ours_last, ours_first)), Some((theirs_last, theirs_first))) = (ours.split_last(), theirs.split_last())
    else {
        return false;
    };
    let given = ours_first.first().zip(theirs_first.first());
    ours_last == theirs_last
        && given.is_none_or(|(a, b)| {
            let is_initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
            a == b || is_initial(a, b) || is_initial(b, a) || is_same_given_name(a, b)
        })
}

/// Whether one name is the initials of the other.
fn is_acronym(short: &[String], long: &[String]) -> bool {
    let [short] = short else { return false };
    let initials: String =
        long.iter().filter(|word| !is_function_word(word)).filter_map(|word| word.chars().next()).collect();
    long.len() > 1 && *short == initials
}

/// Whether a source's name is the letters by which an interview calls whom the claim names: `MD` of somebody whom the text names `Mira Dahl`.
fn is_label_of(text: &Text<'_>, label: &[String], name: &[String]) -> bool {
    let ([label], Some(surname)) = (label, name.last()) else { return false };
    let (Some(first), Some(last)) = (label.chars().next(), label.chars().next_back()) else { return false };
    let is_before = |at: usize| at > 0 && text.index.word(at - 1).starts_with(first);
    label.chars().count() == 2
        && surname.starts_with(last)
        && surname.len() > label.len()
        && text.places_of(surname).into_iter().any(is_before)
}

fn shares(words: &[String], others: &[String]) -> bool {
    words.last().is_some_and(|word| others.contains(word))
}

/// The claim has an office or a body, the source a name: whether the source says the office near the name.
fn described(claim: &Mention, source: &Mention, text: &Text<'_>) -> Identity {
    let telling: Vec<String> = telling(claim).collect();
    if telling.is_empty() {
        return Identity::Unknown;
    }
    let is_of = |word: &String| source.nouns.contains(word) || source.of.contains(word) || source.name.contains(word);
    let is_near =
        |word: &String| source.surname().is_some_and(|name| stand_near(text, name, std::slice::from_ref(word)));
    let is_same = telling.iter().all(|word| is_of(word) || is_near(word));
    if is_same { Identity::Same } else { Identity::Unknown }
}

/// The claim has a name, the source somebody without one.
fn unnamed(claim: &Mention, source: &Mention, text: &Text<'_>) -> Identity {
    let Some(name) = claim.surname() else { return Identity::Unknown };
    if source.of.contains(&claim.name[claim.name.len() - 1]) {
        let is_body = claim.kind == Kind::Body && source.nouns.iter().any(|noun| SPOKESPEOPLE.has(noun));
        return if is_body { Identity::Same } else { Identity::Unknown };
    }
    let head = source.nouns.iter().rev().find(|noun| is_person_noun(noun) || BODY_NOUNS.has(noun));
    let Some(head) = head else { return Identity::Unknown };
    if stand_near(text, name, std::slice::from_ref(head)) {
        return if source.is_definite { Identity::Same } else { Identity::Unknown };
    }
    let is_known = !text.places_of(name).is_empty();
    let is_person = source.kind == Kind::Role && claim.kind == Kind::Named;
    if is_person && source.is_indefinite && is_known && !claim.is_joint {
        Identity::Different
    } else {
        Identity::Unknown
    }
}

/// Two without names: one if they have the same head and what tells the one is not against the other.
fn roles(claim: &Mention, source: &Mention) -> Identity {
    let head = |mention: &Mention| {
        mention.nouns.iter().rev().find(|noun| is_person_noun(noun) || BODY_NOUNS.has(noun)).map(|noun| stem(noun))
    };
    match (head(claim), head(source)) {
        (Some(ours), Some(theirs))
            if ours == theirs
                && (claim.of.is_empty()
                    || source.of.is_empty()
                    || claim.of.iter().any(|word| source.of.contains(word))) =>
        {
            Identity::Same
        }
        _ => Identity::Unknown,
    }
}

/// The words of an office or a body that tell it from others.
fn telling(mention: &Mention) -> impl Iterator<Item = String> {
    mention.nouns.iter().chain(&mention.of).filter(|word| !is_function_word(word)).cloned()
}

/// Whether all of some words stand near a name somewhere in the source, in one sentence with it.
fn stand_near(text: &Text<'_>, name: &str, words: &[String]) -> bool {
    let index = text.index;
    let wanted: Vec<String> = words.iter().filter(|word| !is_function_word(word)).map(|word| stem(word)).collect();
    text.places_of(name).into_iter().any(|at| {
        let sentence = text.sentence_at(index.span(at).start).map(|sentence| text.sentences[sentence]);
        let within = index.positions_in(sentence.unwrap_or_default());
        let near = at.saturating_sub(NEAR).max(within.start)..(at + NEAR + 1).min(within.end);
        let near: Vec<String> = near.map(|at| stem(index.word(at))).collect();
        wanted.iter().all(|word| near.contains(word))
    })
}
