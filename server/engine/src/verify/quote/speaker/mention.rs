//! Who is spoken of in a sentence: names, pronouns, and nouns of persons, bodies and texts.

use std::ops::Range;

use super::tokens::{Mark, Token};
use crate::clauses::{Form, verb_form};
use crate::lexicon::{
    ATTRIBUTES, BODY_NOUNS, DETERMINERS, DOCUMENT_NOUNS, GIVEN_NAMES, INSTITUTIONS, NUMBER_NAMES, PERSON_NOUNS,
    PERSON_PRONOUNS, PREPOSITIONS, SPEECH_VERBS, SPOKESPEOPLE,
};
use crate::names::{is_calendar, is_legal_form, is_no_name, is_office, is_particle, is_suffix, is_title};
use crate::text::{Span, is_function_word};

/// Somebody, or something that can speak, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it is.
    pub kind: Kind,
    /// The words of its name, without titles.
    pub name: Vec<String>,
    /// The titles and nouns that it has.
    pub nouns: Vec<String>,
    /// The names of whom or what it is: `Dahl` in `Dahl's spokesman`.
    pub of: Vec<String>,
    /// Whether it is said as one of many: `a police officer`.
    pub is_indefinite: bool,
    /// The names of others who do the same: `Dahl and Voss said`.
    pub with: Vec<String>,
    /// Whether there are others.
    pub is_joint: bool,
    /// Whether it hangs on a preposition.
    pub is_prep: bool,
    /// Whether it is said as the one that is known: `the mayor`, `his lawyer`.
    pub is_definite: bool,
    /// Its tokens, from the determiner on.
    pub tokens: Range<usize>,
    /// Where it stands in the text, without a determiner.
    pub span: Span,
}

/// What a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name: a person's, or one that may be a person's.
    Named,
    /// A person without a name.
    Role,
    /// A body, with or without a name.
    Body,
    /// A text.
    Document,
    /// A pronoun, and whom it can stand for: `man`, `woman`, `several`, `thing`.
    Pronoun(&'static str),
}

/// The most words in lower case that may stand before a noun and belong to it: `a senior police officer`.
const MOST_BEFORE: usize = 3;

/// The mentions in a sentence, in order.
pub fn mentions(tokens: &[Token]) -> Vec<Mention> {
    let reader = Reader { tokens };
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(pronoun) = reader.pronoun(at) {
            found.push(pronoun);
            at += 1;
        } else if reader.begins(at) {
            let end = reader.end(at);
            found.extend(reader.mention(at, end));
            at = end;
        } else {
            at += 1;
        }
    }
    reader.join_roles(&mut found);
    reader.join(&mut found);
    reader.name_roles(&mut found);
    found
}

struct Reader<'a> {
    tokens: &'a [Token],
}

/// Whether a folded word is a noun of somebody or something that can speak.
fn is_noun(folded: &str) -> bool {
    is_person_noun(folded) || BODY_NOUNS.has(folded) || DOCUMENT_NOUNS.has(folded)
}

/// Whether a folded word is a noun of a person; short titles are no nouns (`gen`, `st`).
pub fn is_person_noun(folded: &str) -> bool {
    PERSON_NOUNS.has(folded) || SPOKESPEOPLE.has(folded) || is_title(folded) && folded.len() > 4
}

impl Reader<'_> {
    fn folded(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.folded.as_str())
    }

    /// Whether a token follows the one before without a mark.
    fn is_joined(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.mark == Mark::None && !token.is_quotation)
    }

    fn pronoun(&self, at: usize) -> Option<Mention> {
        let token = self.tokens.get(at).filter(|token| !token.is_possessive)?;
        if !matches!(token.folded.as_str(), "he" | "she" | "they" | "it") {
            return None;
        }
        let stands_for = PERSON_PRONOUNS.get(&token.folded)?;
        Some(Mention { tokens: at..at + 1, span: token.span, ..Mention::of_kind(Kind::Pronoun(stands_for)) })
    }

    /// Whether the token can be a word of a name.
    fn is_name(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.is_capital) else { return false };
        let word = token.folded.as_str();
        if word.chars().count() == 1 {
            return at > 0 && self.is_joined(at) && self.tokens[at - 1].is_capital;
        }
        if is_no_name(word) && !token.is_acronym
            || is_legal_form(word)
            || is_calendar(word)
            || is_function_word(word) && !token.is_acronym && GIVEN_NAMES.get(word).is_none()
        {
            return false;
        }
        let is_first = at == 0 || token.mark >= Mark::Cry || self.tokens[at - 1].is_quotation;
        // The first word of a sentence has its capital for nothing: a participle, an adverb or a number is no name.
        !is_first
            || self.is_joined(at + 1) && self.tokens[at + 1].is_capital
            || !(NUMBER_NAMES.get(word).is_some()
                || word.ends_with("ing")
                || word.ends_with("ed")
                || word.ends_with("ly")
                || SPEECH_VERBS.has(word))
    }

    fn begins(&self, at: usize) -> bool {
        !self.tokens[at].is_quotation && (self.is_name(at) || is_noun(self.folded(at)))
    }

    /// Whether a noun or a name follows from `at` on after at most a few words in lower case.
    fn leads_to_noun(&self, at: usize) -> bool {
        for next in at..=at + MOST_BEFORE {
            if !self.is_joined(next) || is_function_word(self.folded(next)) {
                return false;
            }
            if is_noun(self.folded(next)) || self.is_name(next) {
                return true;
            }
        }
        false
    }

    /// The token after the last of the noun group that begins at `at`.
    fn end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.is_joined(end) {
            let word = self.folded(end);
            let is_after_possessive = self.tokens[end - 1].is_possessive;
            let is_joint = is_particle(word) && self.is_name(end - 1) && self.is_name(end + 1);
            let is_own = self.is_name(end) || is_noun(word) && !SPEECH_VERBS.has(word) || is_joint;
            if is_own || (is_after_possessive || is_attribute(word)) && self.leads_to_noun(end) {
                end += 1;
            } else if let Some(name) = self.name_after_of(end) {
                end = name + 1;
            } else {
                break;
            }
        }
        end
    }

    /// The name after `of` or `for` at `at` that belongs to an institution's name before it: `Ministry of Health`.
    fn name_after_of(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).map(|before| &self.tokens[before])?;
        let is_body = before.is_capital && (INSTITUTIONS.has(&before.folded) || BODY_NOUNS.has(&before.folded));
        if !is_body || !matches!(self.folded(at), "of" | "for") {
            return None;
        }
        let next = if self.folded(at + 1) == "the" { at + 2 } else { at + 1 };
        (self.is_joined(next) && self.is_name(next)).then_some(next)
    }

    /// The mention that a noun group is.
    fn mention(&self, from: usize, end: usize) -> Option<Mention> {
        let owner = (from..end).rev().find(|&at| self.tokens[at].is_possessive);
        if owner == end.checked_sub(1) {
            return None;
        }
        let of: Vec<String> = owner.map(|owner| self.words(from..owner + 1)).unwrap_or_default();
        let group = owner.map_or(from, |owner| owner + 1)..end;
        let is_capital = |at: &usize| self.is_name(*at) || is_particle(self.folded(*at));
        // The letters of an abbreviation (`in the U.S.`) name nobody.
        if (from..end).all(|at| self.folded(at).chars().count() == 1) {
            return None;
        }
        let name_start = group.clone().rev().take_while(is_capital).last();
        let mut mention = match name_start {
            Some(start) => self.named(start..end),
            None => Mention::of_kind(kind_of(self.folded(end - 1))),
        };
        let before = group.start..name_start.unwrap_or(end);
        let (names, nouns): (Vec<usize>, Vec<usize>) = before.partition(|&at| self.is_name(at));
        mention.nouns.extend(nouns.into_iter().map(|at| self.folded(at).to_owned()));
        mention.of.extend(of);
        mention.of.extend(names.into_iter().map(|at| self.folded(at).to_owned()));
        let start = self.start(from);
        mention.is_indefinite = matches!(self.folded(start), "a" | "an" | "another" | "one" | "some");
        mention.is_prep = start.checked_sub(1).is_some_and(|before| {
            self.is_joined(start) && PREPOSITIONS.has(self.folded(before)) && !self.tokens[before].is_quotation
        });
        let is_owned = |word: &str| PERSON_PRONOUNS.get(word).is_some();
        mention.is_definite = owner.is_some() || self.folded(start) == "the" || is_owned(self.folded(start));
        mention.tokens = start..end;
        mention.span = self.tokens[from].span.cover(self.tokens[end - 1].span);
        if mention.kind != Kind::Named {
            mention.of.extend(self.complement(end));
        }
        Some(mention)
    }

    fn words(&self, range: Range<usize>) -> Vec<String> {
        range.map(|at| self.folded(at).to_owned()).collect()
    }

    /// What a run of words with capitals is: a person's name with its titles, a body's name, or an office.
    fn named(&self, run: Range<usize>) -> Mention {
        let is_rank = |at: usize| {
            let word = self.folded(at);
            is_title(word) || is_office(word) || PERSON_NOUNS.has(word) || SPOKESPEOPLE.has(word)
        };
        let last = run.end - 1;
        let after_given = last > run.start && GIVEN_NAMES.get(self.folded(last - 1)).is_some();
        if INSTITUTIONS.has(self.folded(last)) || BODY_NOUNS.has(self.folded(last)) || self.has_body_of(&run) {
            return Mention { name: self.words(run), ..Mention::of_kind(Kind::Body) };
        }
        if run.len() == 1 && DOCUMENT_NOUNS.has(self.folded(last)) {
            return Mention { nouns: self.words(run), ..Mention::of_kind(Kind::Document) };
        }
        if is_rank(last) && !after_given {
            let (nouns, of): (Vec<usize>, Vec<usize>) = run.partition(|&at| is_rank(at));
            let words = |at: Vec<usize>| at.into_iter().map(|at| self.folded(at).to_owned()).collect();
            return Mention { nouns: words(nouns), of: words(of), ..Mention::of_kind(Kind::Role) };
        }
        let rank = (run.start..last).rev().find(|&at| is_rank(at));
        let name = rank.map_or(run.start, |rank| rank + 1)..run.end;
        let name: Vec<String> = self.words(name).into_iter().filter(|word| !is_suffix(word)).collect();
        let before = rank.map_or(run.start, |rank| rank + 1);
        let (nouns, of): (Vec<usize>, Vec<usize>) = (run.start..before).partition(|&at| is_rank(at));
        let words = |at: Vec<usize>| at.into_iter().map(|at| self.folded(at).to_owned()).collect();
        let is_body = name.len() == 1 && self.tokens[last].is_acronym && nouns.is_empty();
        let kind = if is_body { Kind::Body } else { Kind::Named };
        Mention { name, nouns: words(nouns), of: words(of), ..Mention::of_kind(kind) }
    }

    /// Whether a run is an institution's name with `of`: `Department of Fisheries`.
    fn has_body_of(&self, run: &Range<usize>) -> bool {
        run.clone().any(|at| matches!(self.folded(at), "of" | "for"))
    }

    /// The names of what a noun that ends at `end` is of: `spokesman for the Ports Authority`.
    fn complement(&self, end: usize) -> Vec<String> {
        const LONGEST: usize = 8;
        if !matches!(self.folded(end), "of" | "for" | "at" | "from" | "with" | "to") || !self.is_joined(end) {
            return Vec::new();
        }
        let joined = (end + 1..end + LONGEST).take_while(|&at| self.is_joined(at));
        joined.filter(|&at| self.is_name(at) || is_noun(self.folded(at))).map(|at| self.folded(at).to_owned()).collect()
    }

    /// Where a noun group begins with its determiner, adjectives and nouns. A noun before a noun (`the harbour master`) can be told
    /// from a word of something else only where a determiner or a verb of saying leads the whole group.
    fn start(&self, from: usize) -> usize {
        let (mut start, mut sure) = (from, from);
        for _ in 0..=MOST_BEFORE {
            let Some(before) = start.checked_sub(1).filter(|_| self.is_joined(start)) else { return sure };
            let token = &self.tokens[before];
            if token.is_quotation {
                return sure;
            }
            if DETERMINERS.has(&token.folded) {
                return before;
            }
            if SPEECH_VERBS.has(&token.folded) && !token.is_possessive && !is_attribute(&token.folded) {
                return start;
            }
            if is_function_word(&token.folded) || token.is_capital || is_past(&token.folded) {
                return sure;
            }
            if sure == start && is_attribute(&token.folded) {
                sure = before;
            }
            start = before;
        }
        sure
    }

    /// Gives somebody the office that `and` joins to another of theirs: `chairman and chief executive Mira Dahl`. Two persons would
    /// have an article each.
    fn join_roles(&self, found: &mut Vec<Mention>) {
        let mut at = 1;
        while at < found.len() {
            let (role, named) = (&found[at - 1], &found[at]);
            let between = role.tokens.end..named.tokens.start;
            let is_and = between.len() == 1 && self.folded(between.start) == "and";
            let is_bare = role.kind == Kind::Role && !role.is_definite && !role.is_indefinite && role.of.is_empty();
            let has_office = named.kind == Kind::Named && !named.nouns.is_empty();
            if is_and && is_bare && has_office && self.is_joined(between.start) && self.is_joined(between.end) {
                let role = found.remove(at - 1);
                let named = &mut found[at - 1];
                named.nouns.extend(role.nouns);
                named.tokens.start = role.tokens.start;
                named.is_prep = role.is_prep;
            } else {
                at += 1;
            }
        }
    }

    /// Marks the mentions that `and` joins.
    fn join(&self, found: &mut [Mention]) {
        for at in 1..found.len() {
            let between = found[at - 1].tokens.end..found[at].tokens.start;
            let is_and = between.len() == 1 && matches!(self.folded(between.start), "and" | "or" | "&");
            if is_and && self.is_joined(between.start) && self.is_joined(between.end) {
                let (before, after) = (found[at - 1].name.clone(), found[at].name.clone());
                (found[at - 1].is_joint, found[at].is_joint) = (true, true);
                found[at - 1].with.extend(after);
                found[at].with.extend(before);
            }
        }
    }

    /// Gives a person without a name the name right after it: `the harbour master, Mira Dahl`.
    fn name_roles(&self, found: &mut Vec<Mention>) {
        let mut at = 0;
        while at + 1 < found.len() {
            let (role, name) = (&found[at], &found[at + 1]);
            let between = role.tokens.end..name.tokens.start;
            let is_complement = between.is_empty()
                || matches!(self.folded(between.start), "of" | "for" | "at" | "from")
                    && between.clone().all(|at| self.is_joined(at));
            let starts = self.tokens[name.tokens.start].mark == Mark::Comma;
            let ends = self
                .tokens
                .get(name.tokens.end)
                .is_none_or(|next| next.mark != Mark::None || SPEECH_VERBS.has(&next.folded));
            let is_one = role.kind == Kind::Role && !role.is_prep && !role.is_joint && name.kind == Kind::Named;
            let has_article = role.tokens.len() > 1 || !role.of.is_empty();
            if is_one && has_article && is_complement && starts && ends {
                let name = found.remove(at + 1);
                let role = &mut found[at];
                role.kind = Kind::Named;
                role.name = name.name;
                role.nouns.extend(name.nouns);
                role.is_indefinite = false;
                role.tokens.end = name.tokens.end;
                role.span = name.span;
            }
            at += 1;
        }
    }
}

/// Whether a word is the past of a verb: no noun.
fn is_past(folded: &str) -> bool {
    matches!(verb_form(folded), Some((_, Form::Past | Form::PastOrParticiple)))
}

/// Whether a word in lower case can stand before a noun and say what kind it is of.
fn is_attribute(folded: &str) -> bool {
    const ENDINGS: [&str; 10] = ["al", "ic", "ary", "ive", "ior", "ern", "ish", "ous", "ing", "ian"];
    is_office(folded) || ATTRIBUTES.has(folded) || ENDINGS.iter().any(|ending| folded.ends_with(ending))
}

fn kind_of(noun: &str) -> Kind {
    if is_person_noun(noun) {
        Kind::Role
    } else if BODY_NOUNS.has(noun) {
        Kind::Body
    } else {
        Kind::Document
    }
}

impl Mention {
    fn of_kind(kind: Kind) -> Self {
        Self {
            kind,
            name: Vec::new(),
            nouns: Vec::new(),
            of: Vec::new(),
            is_indefinite: false,
            with: Vec::new(),
            is_joint: false,
            is_prep: false,
            is_definite: false,
            tokens: 0..0,
            span: Span::default(),
        }
    }

    /// Somebody by the label of a turn: a name, an office, or both.
    pub fn of_label(name: Vec<String>, nouns: Vec<String>, span: Span) -> Self {
        let kind = if name.is_empty() { Kind::Role } else { Kind::Named };
        Self { name, nouns, span, is_definite: true, ..Self::of_kind(kind) }
    }

    /// The word that tells a person from others: the last of the name.
    pub fn surname(&self) -> Option<&str> {
        self.name.last().map(String::as_str)
    }
}
