//! How a name was found, in one short line.

use super::Sighting;
use super::lookup::{Answer, Form, Loose};
use crate::names::{Name, Role, is_same_given_name};
use crate::text;

/// How a name of `prose` was found: what the claim has, what the source has and where, and what makes them the same.
pub fn of(name: &Name, prose: &str, found: &Sighting<'_>) -> String {
    let claimed = quoted(&prose[name.span]);
    let (form, from, to) = match found.answer {
        Answer::There { form, from, to } => (form, from, to),
        Answer::Told => return format!("{claimed} is said of the source where it is declared"),
        Answer::Loose { why, from, to } => return loose(&claimed, found, why, from, to),
        Answer::Near { .. } | Answer::Namesake { .. } | Answer::Nowhere => return String::new(),
    };
    let span = found.article.words().span_of(from, to);
    let place = found.article.place(span.start);
    let there = &found.article.text()[span];
    let why = match form {
        Form::Same if is_same(&prose[name.span], there) => return format!("{claimed}, as in {place}"),
        Form::Same => left_out(name, prose, there),
        Form::Number => "in the other number".to_owned(),
        Form::Spelling => "another spelling".to_owned(),
        Form::Alias => "another name of it".to_owned(),
        Form::Nickname => "another form of the given name".to_owned(),
        Form::Short => "abbreviated".to_owned(),
        Form::Initials => "by the initials".to_owned(),
        Form::Surname => "by the surname".to_owned(),
    };
    let why = if why.is_empty() { why } else { format!(" ({why})") };
    format!("{claimed} is {} in {place}{why}", quoted(there))
}

/// Why it was not decided whether what the source has is the name.
fn loose(claimed: &str, found: &Sighting<'_>, why: Loose, from: usize, to: usize) -> String {
    let span = found.article.words().span_of(from, to);
    let place = found.article.place(span.start);
    let there = quoted(&found.article.text()[span]);
    match why {
        Loose::Apart => format!("the words of {claimed} stand in {place}, but not as one name"),
        Loose::Small => format!("{there} stands in {place} without a capital"),
        Loose::Part => format!("{there} in {place} is a part of another name"),
        Loose::Spelling => format!("{place} has {there}, which other transliterations write otherwise"),
        Loose::Initials => format!("the initials of {there} in {place} fit, but nothing says that it is {claimed}"),
        Loose::Bare => format!("{there} in {place} has no given name there, and another one elsewhere"),
        Loose::Unqualified => format!("{place} has {there}, without a word of {claimed}"),
        Loose::Capital => format!("{place} has {there}, a capital and its country"),
    }
}

/// The words of a name that the source's form is without, which may be left out.
fn left_out(name: &Name, prose: &str, there: &str) -> String {
    let there: Vec<_> = text::words(there).into_iter().map(|(_, word)| (text::stem(&word), word)).collect();
    let is_there = |folded: &str| {
        let ours = text::stem(folded);
        there.iter().any(|(stem, word)| *stem == ours || is_same_given_name(word, folded))
    };
    let missing = name.words.iter().filter(|word| word.role != Role::Joint && !is_there(&word.folded));
    let missing: Vec<String> = missing.map(|word| quoted(&prose[word.span])).collect();
    match missing.is_empty() {
        true => String::new(),
        false => format!("without {}", missing.join(", ")),
    }
}

/// Whether two names have the same words, possessive endings aside.
fn is_same(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text::words(text).into_iter();
        words.map(|(_, folded)| folded.strip_suffix("'s").unwrap_or(&folded).to_owned()).collect()
    };
    words(a) == words(b)
}

fn quoted(words: &str) -> String {
    format!("“{}”", words.split_whitespace().collect::<Vec<_>>().join(" "))
}
