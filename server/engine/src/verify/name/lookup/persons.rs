//! Persons: by the surname, by another form of the given name, and who is somebody else.

use super::{Answer, Form, Lookup, Loose, Occurrences};
use crate::names::{NameWord, Role, is_office, is_particle, is_same_given_name, is_title};
use crate::text::stem;

impl Lookup<'_> {
    /// A person by the surname, where the source has it without a given name or with a form of this one.
    pub(super) fn as_person(&self, found: &[(&NameWord, Option<Occurrences>)]) -> Option<Answer> {
        let [(given, _), .., (_, Some(surname))] = found else { return None };
        if !self.may_be_person(given) || !matches!(surname.form, Form::Same | Form::Spelling) {
            return None;
        }
        let is_capital = |at: &usize| self.is_capital(*at) || !self.article.initials().has_capitals();
        let all: Vec<usize> = surname.positions.iter().map(|&at| at as usize).filter(is_capital).collect();
        let first = *all.first()?;
        let with_given = || all.iter().filter_map(|&at| Some((at, self.given_name(at)?)));
        // The person is there, and what is missing is another name of theirs.
        if with_given().any(|(_, other)| other == given.folded) {
            return None;
        }
        let is_ours = |other: &str| match given.role {
            Role::Acronym => other.chars().next() == given.folded.chars().next(),
            _ => is_same_given_name(other, &given.folded),
        };
        let other = with_given().find(|(_, other)| !is_ours(other));
        match (with_given().find(|(_, other)| is_ours(other)), other) {
            (Some((at, _)), None) => Some(Answer::There { form: Form::Nickname, from: at - 1, to: at + 1 }),
            (None, None) => Some(Answer::There { form: Form::Surname, from: first, to: first + 1 }),
            // Who is called by the surname alone before somebody has it with another given name is not that one.
            (_, Some((at, _))) if first < at => Some(Answer::Loose { why: Loose::Bare, from: first, to: first + 1 }),
            _ => None,
        }
    }

    /// Whether the words of a name can be a person's; the first that it needs is the given name or its initials.
    fn may_be_person(&self, given: &NameWord) -> bool {
        const MOST_INITIALS: usize = 3;
        self.name.words.iter().all(|word| match word.role {
            Role::Distinctive | Role::Initial | Role::First => true,
            Role::Weak => is_title(&word.folded) || is_office(&word.folded),
            Role::Joint => is_particle(&word.folded),
            Role::Acronym => word.span == given.span && word.folded.chars().count() <= MOST_INITIALS,
        })
    }

    /// Whether the first word of a sentence is a given name in place of the one that the source has: `Ann Lee` at the
    /// beginning of a sentence, where the source only has `Mary Lee`.
    pub(super) fn is_renamed(&self, found: &[(&NameWord, Option<Occurrences>)]) -> bool {
        const ROLES: &[&str] = &["er", "or", "ist", "ian", "man", "woman", "ant", "ent", "ess", "mate", "ing", "ed"];
        let [first, .., _] = &self.name.words[..] else { return false };
        let ([(_, Some(surname))], Role::First) = (found, first.role) else { return false };
        let given = first.folded.as_str();
        let is_role = is_office(given) || ROLES.iter().any(|ending| given.ends_with(ending));
        let is_word = self.article.forms().find(&stem(given)).is_some() || self.spelled_like(given).next().is_some();
        let others: Vec<&str> = surname.positions.iter().filter_map(|&at| self.given_name(at as usize)).collect();
        !is_role
            && !is_word
            && !others.is_empty()
            && others.iter().all(|other| !is_same_given_name(other, given) && strsim::osa_distance(other, given) > 2)
    }
}
