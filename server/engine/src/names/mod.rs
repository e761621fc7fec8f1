//! Names: who and what a text speaks of.
//!
//! A name is a run of capitalised words, with the small words that belong inside it (`Ludwig van Beethoven`,
//! `University of Utah`), or an acronym. Not names: months and weekdays, nationalities and languages, acronyms that are
//! common nouns (`DNA`), identifiers (`G-11`), shouted words, and the capitals of a heading. A sentence's first word alone is
//! one where it is known as one; otherwise only a source can say.

pub mod countries;
mod demonyms;
mod lists;
mod variants;

pub use demonyms::each_demonym;
pub use lists::{
    abbreviates, common_words, given_names_like, is_calendar, is_common_acronym, is_generic, is_given_name, is_joint,
    is_legal_form, is_no_name, is_number_word, is_numbered_noun, is_office, is_office_modifier, is_particle,
    is_person_noun, is_place_modifier, is_same_given_name, is_suffix, is_title, tells_kind, transliterations,
};
pub use variants::{is_variant, may_be_variant};

use crate::lexicon::LABELS;
use crate::text::{Span, is_apostrophe, is_dash, is_function_word, words};

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, in bytes of the text, without a possessive ending.
    pub span: Span,
    /// Its words, in order.
    pub words: Vec<NameWord>,
    /// The acronym that stands for it in brackets after it: `Islamic State (IS)`.
    pub short: Option<NameWord>,
    /// Whether its capitals say that it is a name.
    pub standing: Standing,
}

/// Whether the capitals of a name say that it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They do: it stands inside a sentence, or has several words, or is known as a name.
    Certain,
    /// It is one word that begins a sentence, one that says what kind of thing it is (`the Committee`, `MP`), or shouted ones:
    /// only a source can say whether it is a name.
    First,
}

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameWord {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// Its letters, folded, without a possessive ending; of an acronym with points, without the points.
    pub folded: String,
    /// What it does in the name.
    pub role: Role,
}

/// What a word does in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It tells the bearer from others.
    Distinctive,
    /// It is written in capitals, for other words.
    Acronym,
    /// It stands for a given name.
    Initial,
    /// A title, a nationality, the kind of thing: what may be added or left out.
    Weak,
    /// The sentence's first word before others, which may be no part of the name.
    First,
    /// `of`, `the`, `van`: what joins the others.
    Joint,
}

/// The names in a text, in order.
pub fn read(text: &str) -> Vec<Name> {
    let tokens = tokens(text);
    if is_title_case(&tokens) {
        return Vec::new();
    }
    let mut names: Vec<Name> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].is_capital {
            at += 1;
            continue;
        }
        let end = run_end(text, &tokens, at);
        if is_label(text, &tokens[at]) {
            at += 1;
            continue;
        }
        if is_introduced(text, &tokens, at) {
            introduce(text, &tokens[at - 1], &tokens[at], names.last_mut());
        } else {
            names.extend(name(text, &tokens[at..end], tokens.get(end)));
        }
        at = end;
    }
    names
}

/// Whether an acronym says which number follows it: `ISBN 978-3`, `PMID: 315`.
fn is_label(text: &str, acronym: &Token) -> bool {
    let after = text[acronym.span.end..].trim_start_matches([':', ' ']);
    acronym.is_acronym && after.starts_with(|c: char| c.is_ascii_digit()) && LABELS.has(&acronym.folded)
}

/// Gives the name that ends before an acronym in brackets that acronym.
fn introduce(text: &str, before: &Token, acronym: &Token, name: Option<&mut Name>) {
    if let Some(name) = name.filter(|name| name.span.end == before.span.end) {
        name.short = Some(word(text, acronym, std::slice::from_ref(acronym)));
    }
}

/// A word, or an acronym with points.
#[derive(Debug)]
struct Token {
    span: Span,
    folded: String,
    is_capital: bool,
    is_acronym: bool,
    is_first: bool,
    is_possessive: bool,
    /// Whether digits are joined to it: `G-11`.
    is_identifier: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut end = 0;
    for (span, folded) in words(text) {
        let gap = &text[end..span.start];
        let letters = &text[span];
        let is_letter = is_single_letter(letters);
        if let Some(last) = tokens.last_mut()
            && is_letter
            && gap == "."
            && (last.is_acronym || is_single_letter(&text[last.span]))
        {
            last.span = last.span.cover(span);
            last.folded.push_str(&folded);
            last.is_acronym = true;
            end = span.end;
            continue;
        }
        let (span, folded, is_possessive) = without_possessive(text, span, folded);
        let has_digit = letters.contains(|c: char| c.is_ascii_digit());
        let is_glued = |gap: &str| gap.is_empty() || (gap.chars().count() == 1 && gap.chars().all(is_dash));
        let after_number = tokens.last().is_some_and(|last| is_number(&text[last.span]) && is_glued(gap));
        if is_number(letters)
            && is_glued(gap)
            && let Some(last) = tokens.last_mut()
        {
            last.is_identifier = true;
        }
        tokens.push(Token {
            is_first: is_sentence_start(text, tokens.last(), gap),
            is_capital: letters.chars().any(char::is_uppercase),
            is_acronym: is_acronym(&text[span]),
            is_identifier: has_digit || after_number,
            span,
            folded,
            is_possessive,
        });
        end = span.end + (letters.len() - text[span].len());
    }
    tokens
}

/// Whether a word is written as an acronym, in the plural too: `NASA`, `IDs`.
fn is_acronym(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    one.chars().filter(|c| c.is_uppercase()).count() > 1 && !one.contains(char::is_lowercase)
}

fn is_single_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn without_possessive(text: &str, span: Span, folded: String) -> (Span, String, bool) {
    let letters = &text[span];
    let Some(rest) = letters.strip_suffix(['s', 'S']).and_then(|rest| rest.strip_suffix(is_apostrophe)) else {
        let is_possessive = text[span.end..].starts_with(is_apostrophe) && folded.ends_with('s');
        return (span, folded, is_possessive);
    };
    let folded = folded.strip_suffix("'s").unwrap_or(&folded).to_owned();
    (Span::new(span.start, span.start + rest.len()), folded, true)
}

/// Whether a word after `gap` begins a sentence, so that its capital says nothing.
fn is_sentence_start(text: &str, before: Option<&Token>, gap: &str) -> bool {
    let Some(before) = before else { return true };
    let opens = gap.contains(['“', '”', '"', '«', '»', '„', ':', '!', '?', '…', ';', '\n', '•', '*', '(', '[']);
    // The end of a quotation between single marks, which a plural's possessive looks like.
    let closes = gap.starts_with(['\'', '’']) && gap.len() > 1 && !before.folded.ends_with('s');
    let stops = gap.starts_with('.') && gap.len() > 1;
    opens || closes || (stops && !takes_point(text, before))
}

/// Whether a point after a word is no full stop: an initial, a title, an acronym with points.
fn takes_point(text: &str, token: &Token) -> bool {
    is_single_letter(&text[token.span])
        || text[token.span].contains('.')
        || is_title(&token.folded) && token.folded.len() <= 4
        || is_suffix(&token.folded)
}

/// Whether most words are capitalised, as in a heading.
fn is_title_case(tokens: &[Token]) -> bool {
    const FEWEST: usize = 5;
    let lettered = tokens.iter().filter(|token| token.folded.len() > 3 && token.folded.contains(char::is_alphabetic));
    let (capitals, all) =
        lettered.fold((0, 0), |(capitals, all), token| (capitals + usize::from(token.is_capital), all + 1));
    all >= FEWEST && capitals * 10 >= all * 9
}

/// The token after the last of the run of names that begins at `at`.
fn run_end(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    let mut last = at;
    while let Some(token) = tokens.get(end) {
        let before = &tokens[end - 1];
        if (before.is_possessive && !is_plural(&before.folded)) || !joins(text, before, token) {
            break;
        }
        if token.is_capital && (!token.is_first || is_nickname(text, before, token)) {
            last = end;
        } else if end - last > 2
            || !(is_particle(&token.folded) || is_joining(&tokens[last], token) || token.folded == "&")
            || token.folded == "the" && end == last + 1 && !is_epithet(&tokens[end + 1..])
        {
            break;
        }
        end += 1;
    }
    last + 1
}

/// Whether a small word goes on with the name that `before` is the last word of: no acronym goes on so, and `for` only follows what
/// says of what kind the bearer is (`Institute for`).
fn is_joining(before: &Token, joint: &Token) -> bool {
    is_joint(&joint.folded) && !before.is_acronym && (joint.folded != "for" || is_generic(&before.folded))
}

/// Whether what follows a name's `the` can be an epithet: one word (`Alexander the Great`). `In Oslo the WHO` has two names.
fn is_epithet(rest: &[Token]) -> bool {
    let is_name = |token: Option<&Token>| token.is_some_and(|token| token.is_capital && !token.is_first);
    is_name(rest.first()) && !rest.first().is_some_and(|token| token.is_acronym) && !is_name(rest.get(1))
}

/// Whether a word is a nickname in brackets inside a name: `Robert (Bob) Lee`.
fn is_nickname(text: &str, before: &Token, token: &Token) -> bool {
    let rest = text[token.span.end..].strip_prefix(") ");
    &text[before.span.end..token.span.start] == " ("
        && !token.is_acronym
        && rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Words whose possessive belongs inside names: `Children's Fund`, `People's Party`.
fn is_plural(folded: &str) -> bool {
    matches!(folded, "children" | "women" | "men" | "people" | "girls" | "boys" | "workers" | "farmers" | "veterans")
}

/// Whether what lies between two words lets them be of one name.
fn joins(text: &str, before: &Token, after: &Token) -> bool {
    let gap = &text[before.span.end..after.span.start];
    let gap = if is_plural(&before.folded) { gap.trim_start_matches(['\'', '’', 's']) } else { gap };
    match gap {
        " (" => is_nickname(text, before, after),
        ") " => text[..before.span.start].ends_with('('),
        "" | " " | "\u{A0}" | "-" | "\u{2010}" | "\u{2011}" => true,
        "." | ". " | ".\u{A0}" => takes_point(text, before),
        _ => false,
    }
}

/// Whether the word at `at` is an acronym in brackets after the name that it stands for.
fn is_introduced(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else { return false };
    let token = &tokens[at];
    let gap = &text[before.span.end..token.span.start];
    token.is_acronym && before.is_capital && gap.trim_start() == "(" && text[token.span.end..].starts_with(')')
}

/// The name that a run of words is, if it is one; `next` is the word after it. Shouted words before a colon are a label
/// (`READ: …`).
fn name(text: &str, run: &[Token], next: Option<&Token>) -> Option<Name> {
    let is_left_out = |token: &Token| {
        let is_function = !token.is_acronym && (is_function_word(&token.folded) || is_number_word(&token.folded));
        is_no_name(&token.folded) || (is_function && (token.is_first || run.len() == 1)) || !token.is_capital
    };
    let from = run.iter().position(|token| !is_left_out(token))?;
    let run = without_number(text, without_members(&run[from..]), next);
    // "Part of Highway 12": what goes on with a number goes on with no name.
    let run = &run[..=run.iter().rposition(|token| token.is_capital)?];
    let words: Vec<NameWord> = run.iter().map(|token| word(text, token, run)).collect();
    let (first, last) = (run.first()?, run.last()?);
    if is_none(&words) || is_shouted(run) || run.iter().any(|token| token.is_identifier) {
        return None;
    }
    if first.is_first && run.iter().all(|token| token.is_acronym) && text[last.span.end..].starts_with(':') {
        return None;
    }
    Some(Name { span: first.span.cover(last.span), standing: standing(run), words, short: None })
}

/// Whether words name nobody: they are of the calendar, nationalities, acronyms that are common nouns.
fn is_none(words: &[NameWord]) -> bool {
    let bears = |word: &&NameWord| !matches!(word.role, Role::Joint | Role::Initial);
    let is_none = |word: &NameWord| {
        let is_common = is_common_acronym(&word.folded) && word.role != Role::Distinctive;
        is_common || is_calendar(&word.folded) || countries::is_adjective(&word.folded)
    };
    let all: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    words.iter().filter(bears).all(is_none) || countries::is_adjective(&all.join(" "))
}

/// Whether words are in capitals for their loudness: `CLICK HERE`, `NOT`.
fn is_shouted(run: &[Token]) -> bool {
    const FEWEST: usize = 3;
    let is_shout = |token: &Token| {
        let is_long = token.folded.chars().count() >= FEWEST;
        is_long && is_function_word(&token.folded) && countries::forms(&token.folded).next().is_none()
    };
    run.iter().all(|token| token.is_acronym) && run.iter().any(is_shout)
}

/// Whether the capitals of a run say that it is a name.
fn standing(run: &[Token]) -> Standing {
    let is_shout = || run.len() > 1 && run.iter().all(|token| token.is_acronym);
    match run {
        [only] if is_suffix(&only.folded) => Standing::First,
        [only] if only.is_acronym => Standing::Certain,
        [only] if is_generic(&only.folded) || is_office(&only.folded) => Standing::First,
        [only] if only.is_first && !is_given_name(&only.folded) && !countries::is_place(&only.folded) => {
            Standing::First
        }
        [first, ..] if first.is_first && is_shout() => Standing::First,
        _ => Standing::Certain,
    }
}

/// A run without its last word, where that is a noun that the number after it belongs to: `Season 2`.
fn without_number<'a>(text: &str, run: &'a [Token], next: Option<&Token>) -> &'a [Token] {
    match (run, next) {
        ([rest @ .., last], Some(next)) if is_numbered_noun(&last.folded) && is_number(&text[next.span]) => rest,
        _ => run,
    }
}

/// A run without a plural and its `of` at the beginning of the sentence: `Members of the European Parliament`.
fn without_members(run: &[Token]) -> &[Token] {
    match run {
        [first, joint, ..] if first.is_first && first.folded.ends_with('s') && is_joint(&joint.folded) => {
            let name = run.iter().skip(1).position(|token| token.is_capital);
            name.map_or(run, |at| &run[at + 1..])
        }
        _ => run,
    }
}

fn word(text: &str, token: &Token, run: &[Token]) -> NameWord {
    let of = run.len();
    let folded = token.folded.as_str();
    let is_last = run.last().is_some_and(|last| last.span == token.span);
    let role = if !token.is_capital {
        Role::Joint
    } else if folded.chars().count() == 1 {
        // A letter at the end tells one from others (`Series B`), unless it is cut short (`George W.`).
        let is_designation = of > 1 && is_last && !text[token.span.end..].starts_with('.');
        if is_designation { Role::Distinctive } else { Role::Initial }
    } else if of > 1 && is_weak(token, run) {
        Role::Weak
    } else if token.is_acronym {
        Role::Acronym
    } else if of > 1
        && !is_given_name(folded)
        && run.first().is_some_and(|first| first.is_first && first.span == token.span)
    {
        Role::First
    } else {
        Role::Distinctive
    };
    NameWord { span: token.span, folded: folded.to_owned(), role }
}

/// Whether a word of a run of several says what its bearer is, not who.
fn is_weak(token: &Token, run: &[Token]) -> bool {
    let folded = token.folded.as_str();
    let at = run.iter().position(|other| other.span == token.span).unwrap_or_default();
    let (before, after) = (&run[..at], &run[at + 1..]);
    let is_after_given = before.last().is_some_and(|before| is_given_name(&before.folded));
    is_suffix(folded)
        || is_generic(folded)
        || countries::is_adjective(folded)
        || is_calendar(folded)
        || is_roman_number(folded)
        || is_common_acronym(folded) && token.is_acronym
        // A title may be a surname: `Martin King`.
        || is_title(folded) && !(after.is_empty() && is_after_given)
        || is_office_modifier(folded) && after.first().is_some_and(|next| is_office(&next.folded) || is_generic(&next.folded))
        || is_person_noun(folded) && is_leading(before) && after.iter().any(|next| next.is_capital)
}

/// Whether the words before a noun of a person let it stand before that person's name: there are none but offices, nationalities,
/// kinds and acronyms (`FBI Agent`).
fn is_leading(before: &[Token]) -> bool {
    before.iter().all(|token| {
        let folded = token.folded.as_str();
        token.is_acronym
            || !token.is_capital
            || is_office(folded)
            || is_generic(folded)
            || countries::is_adjective(folded)
    })
}

/// Whether a word of several letters is a Roman number as names have them: `Elizabeth II`, `World War III`.
fn is_roman_number(folded: &str) -> bool {
    matches!(folded, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii")
}

#[cfg(test)]
mod tests;
