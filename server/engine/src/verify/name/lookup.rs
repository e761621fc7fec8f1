//! A name in one article.

use crate::names::{
    Name, NameWord, Role, Standing, countries, is_calendar, is_generic, is_institution, is_office, is_particle,
    is_same_given_name, is_title,
};
use crate::sources::Article;
use crate::text::{Span, is_function_word, stem};

/// What an article has of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The name, in some form, from one word's position to another's, half-open.
    There { form: Form, from: usize, to: usize },
    /// The declaration of the source has it.
    Told,
    /// Instead of the name's word there, in bytes of the claim, one at this position in nearly the same letters.
    Near { word: Span, position: usize },
    /// Another given name with the surname.
    Namesake { from: usize, to: usize },
    /// Nothing like it.
    Nowhere,
}

/// How a source's form of a name relates to the claim's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// The same words, together.
    Same,
    /// The same words, not together.
    Apart,
    /// Another form of the words: a spelling, a short given name, an adjective for the country.
    Variant,
    /// An acronym for the words, or the words for an acronym.
    Acronym,
    /// The surname without the given name.
    Surname,
}

impl Form {
    /// The form in words, before the source's own.
    pub fn of(self) -> &'static str {
        match self {
            Form::Same => "as",
            Form::Apart => "its words in",
            Form::Variant => "a form of",
            Form::Acronym => "stands for",
            Form::Surname => "by the surname in",
        }
    }
}

impl Answer {
    /// The better of two answers has the smaller rank.
    pub fn rank(&self) -> (u8, Form) {
        match *self {
            Answer::There { form, .. } => (0, form),
            Answer::Told => (1, Form::Same),
            Answer::Near { .. } => (2, Form::Same),
            Answer::Namesake { .. } => (3, Form::Same),
            Answer::Nowhere => (4, Form::Same),
        }
    }

    /// Whether the article shows that a capitalised word is a name.
    pub fn is_named(&self) -> bool {
        matches!(self, Answer::There { .. } | Answer::Near { .. })
    }
}

/// Looks a name up in an article. `told` are the folded words of its declaration.
pub fn find(name: &Name, article: &Article, told: &[String]) -> Answer {
    Lookup { name, article, told }.answer()
}

struct Lookup<'a> {
    name: &'a Name,
    article: &'a Article,
    told: &'a [String],
}

/// Where one word of a name stands.
struct Found {
    /// Ascending; empty where only the declaration has the word.
    positions: Vec<u32>,
    form: Form,
}

impl<'a> Lookup<'a> {
    fn answer(&self) -> Answer {
        if let Some(answer) = self.as_country().or_else(|| self.as_acronym()) {
            return answer;
        }
        let needed = self.needed();
        let found: Vec<(&NameWord, Option<Found>)> = needed.iter().map(|&word| (word, self.word(word))).collect();
        if found.iter().all(|(_, found)| found.is_some()) {
            let is_name = |found: &Found| self.is_name_here(&found.positions);
            if self.name.standing == Standing::First
                && !found.iter().filter_map(|(_, found)| found.as_ref()).all(is_name)
            {
                return Answer::Nowhere;
            }
            if self.is_renamed(&found) || self.is_other_institution() {
                return self.namesake(&found);
            }
            return self.together(found.iter().filter_map(|(_, found)| found.as_ref()), Form::Same);
        }
        if let Some(answer) = self.as_expansion().or_else(|| self.as_person(&found)) {
            return answer;
        }
        let mut missing = found.iter().filter(|(_, found)| found.is_none()).map(|&(word, _)| word);
        let near = match (missing.next(), missing.next()) {
            (Some(word), None) => self.near(word).map(|position| (word, position)),
            _ => None,
        };
        match near {
            Some((word, position)) => Answer::Near { word: word.span, position },
            None => self.namesake(&found),
        }
    }

    /// Who else the article names so, where the name is not there.
    fn namesake(&self, found: &[(&NameWord, Option<Found>)]) -> Answer {
        let surname = found.last().and_then(|(_, found)| found.as_ref());
        let mut positions = surname.into_iter().flat_map(|surname| &surname.positions).map(|&at| at as usize);
        match positions.find(|&at| self.given_name(at).is_some()) {
            Some(at) => Answer::Namesake { from: at - 1, to: at + 1 },
            None => Answer::Nowhere,
        }
    }

    /// The words that must be there: those that tell the bearer from others, or else all that are no joints.
    fn needed(&self) -> Vec<&'a NameWord> {
        let with = |roles: &[Role]| -> Vec<&'a NameWord> {
            self.name.words.iter().filter(|word| roles.contains(&word.role)).collect()
        };
        let telling = with(&[Role::Distinctive, Role::Acronym]);
        [telling, with(&[Role::Weak])]
            .into_iter()
            .find(|words| !words.is_empty())
            .unwrap_or_else(|| with(&[Role::First]))
    }

    /// A word of the name, in any form.
    fn word(&self, word: &NameWord) -> Option<Found> {
        let folded = word.folded.as_str();
        let number = match folded.strip_suffix('s') {
            Some(one) => one.to_owned(),
            None => format!("{folded}s"),
        };
        let same = [folded.to_owned(), format!("{folded}'s")];
        let mut found = self.posted(same.iter().map(String::as_str), word);
        let mut form = Form::Same;
        if found.is_empty() {
            form = Form::Variant;
            found = self.posted([number.as_str()].into_iter().chain(self.spelled_like(folded)), word);
        }
        if found.is_empty() {
            let spread: Vec<String> = folded.chars().map(String::from).collect();
            let points = (word.role == Role::Acronym).then(|| spread.join(" "));
            found = points.and_then(|points| self.phrase(&points)).unwrap_or_default();
        }
        if found.is_empty() {
            found = countries::forms(folded).find_map(|form| self.phrase(form)).unwrap_or_default();
        }
        if found.is_empty() {
            form = Form::Same;
            self.told.iter().find(|told| *told == folded)?;
        }
        Some(Found { positions: found, form })
    }

    fn spelled_like(&self, folded: &str) -> impl Iterator<Item = &'a str> {
        let article = self.article;
        article.forms().spelled_like(folded).iter().map(|&id| article.words().vocabulary().word(id))
    }

    /// The positions, ascending, of words that are written as this one of the name must be.
    fn posted<'f>(&self, forms: impl Iterator<Item = &'f str>, word: &NameWord) -> Vec<u32> {
        let words = self.article.words();
        let ids = forms.filter_map(|form| words.find(form));
        let is_written = |&&at: &&u32| match word.role {
            Role::Acronym => self.starts_upper(at as usize),
            Role::Distinctive if word.folded.chars().count() == 1 => self.follows_alike(at as usize, word),
            Role::Distinctive if self.must_be_capital(word) => self.is_capital(at as usize),
            _ => true,
        };
        let mut positions: Vec<u32> =
            ids.flat_map(|id| words.positions(id).iter().filter(is_written)).copied().collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    /// Whether the same word stands before the letter at a position as in the name: `Series B`.
    fn follows_alike(&self, position: usize, letter: &NameWord) -> bool {
        let words = &self.name.words;
        let before =
            words.iter().position(|word| word.span == letter.span).and_then(|at| words.get(at.checked_sub(1)?));
        let here = position.checked_sub(1).map(|before| self.article.words().word(before));
        before.is_none_or(|before| here.is_some_and(|here| stem(here) == stem(&before.folded)))
    }

    /// Whether a word of the name is one only where it has a capital: it stands alone and is short enough to be an
    /// ordinary word too (`Sheen`, `Hill`). Transcripts write many a name without a capital.
    fn must_be_capital(&self, word: &NameWord) -> bool {
        const LONGEST: usize = 6;
        let is_alone = self.name.words.len() == 1 && word.folded.chars().count() <= LONGEST;
        is_alone && !is_generic(&word.folded) && !is_office(&word.folded) && self.article.initials().has_capitals()
    }

    /// Whether a word that begins a sentence of the claim is a name in the article.
    fn is_name_here(&self, positions: &[u32]) -> bool {
        let text = self.article.text();
        let goes_on = |&at: &u32| {
            let before = text[..self.article.words().span(at as usize).start].trim_end_matches(' ');
            before.ends_with(|c: char| c.is_alphanumeric() || c == ',') && self.is_capital(at as usize)
        };
        positions.iter().any(goes_on) || positions.iter().all(|&at| self.is_capital(at as usize))
    }

    /// Where the words of a folded phrase stand one after the other: the first one's positions.
    fn phrase(&self, phrase: &str) -> Option<Vec<u32>> {
        let words = self.article.words();
        let ids = phrase.split(' ').map(|word| words.find(word)).collect::<Option<Vec<_>>>()?;
        let (&first, rest) = ids.split_first()?;
        let is_here = |&&at: &&u32| {
            rest.iter().zip(at as usize + 1..).all(|(id, next)| words.ids().get(next) == Some(id))
                && (!rest.is_empty() || phrase.len() > 3 || self.is_upper(at as usize))
        };
        let found: Vec<u32> = words.positions(first).iter().filter(is_here).copied().collect();
        (!found.is_empty()).then_some(found)
    }

    /// Whether the word at a position is written in capitals.
    fn is_upper(&self, position: usize) -> bool {
        let word = &self.article.text()[self.article.words().span(position)];
        word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
    }

    fn is_capital(&self, position: usize) -> bool {
        self.article.text()[self.article.words().span(position)].starts_with(char::is_uppercase)
    }

    /// Whether the first two letters at a position are capitals.
    fn starts_upper(&self, position: usize) -> bool {
        let word = &self.article.text()[self.article.words().span(position)];
        word.chars().take(2).all(|c| !c.is_lowercase())
    }

    /// A country by another of its names.
    fn as_country(&self) -> Option<Answer> {
        let words: Vec<&str> = self.name.words.iter().map(|word| word.folded.as_str()).collect();
        let name = words.join(" ");
        let found = countries::forms(&name).find_map(|form| Some((form, self.phrase(form)?)));
        let Some((form, positions)) = found else {
            let is_known = words.len() > 1 && countries::forms(&name).next().is_some();
            return is_known.then_some(Answer::Nowhere);
        };
        let from = *positions.first()? as usize;
        let how = if form == name { Form::Same } else { Form::Variant };
        Some(Answer::There { form: how, from, to: from + form.split(' ').count() })
    }

    /// An acronym by the words that it stands for.
    fn as_acronym(&self) -> Option<Answer> {
        let [word] = &self.name.words[..] else { return None };
        let letters = word.folded.strip_suffix('s').filter(|_| word.role != Role::Acronym).unwrap_or(&word.folded);
        if word.role != Role::Acronym || self.word(word).is_some() {
            return None;
        }
        let (from, to) = self.article.initials().find(letters)?;
        Some(Answer::There { form: Form::Acronym, from, to })
    }

    /// The name by its initials: `WHO` for World Health Organization.
    fn as_expansion(&self) -> Option<Answer> {
        let initials = |joints: bool| -> String {
            let words = self.name.words.iter().filter(|word| joints || word.role != Role::Joint);
            words.filter_map(|word| word.folded.chars().next()).collect()
        };
        let (short, long) = (initials(false), initials(true));
        if short.chars().count() < 2 {
            return None;
        }
        let word = |folded: String| NameWord { span: self.name.span, folded, role: Role::Acronym };
        let found = [short, long].into_iter().find_map(|letters| self.word(&word(letters)))?;
        let at = *found.positions.first()? as usize;
        Some(Answer::There { form: Form::Acronym, from: at, to: at + 1 })
    }

    /// A person by the surname, where the source has it without a given name or with a form of this one.
    fn as_person(&self, found: &[(&NameWord, Option<Found>)]) -> Option<Answer> {
        let [(given, None), rest @ .., (_, Some(surname))] = found else { return None };
        let is_person = self.name.words.iter().all(|word| match word.role {
            Role::Distinctive | Role::Initial | Role::First => true,
            Role::Weak => is_title(&word.folded),
            Role::Joint => is_particle(&word.folded),
            Role::Acronym => false,
        });
        if !is_person || surname.form != Form::Same || rest.iter().any(|(_, found)| found.is_none()) {
            return None;
        }
        let all = surname.positions.as_slice();
        let at = *all.first()? as usize;
        let is_capital = all.iter().any(|&at| self.is_capital(at as usize));
        let is_other = all
            .iter()
            .any(|&at| self.given_name(at as usize).is_some_and(|other| !is_same_given_name(other, &given.folded)));
        (is_capital && !is_other).then_some(Answer::There { form: Form::Surname, from: at, to: at + 1 })
    }

    /// Whether the first word of a sentence is a given name in place of the one that the source has: `Ann Lee` at the
    /// beginning of a sentence, where the source only has `Mary Lee`.
    fn is_renamed(&self, found: &[(&NameWord, Option<Found>)]) -> bool {
        const ROLES: &[&str] = &["er", "or", "ist", "ian", "man", "woman", "ant", "ent", "ess", "mate", "ing", "ed"];
        let [first, .., _] = &self.name.words[..] else { return false };
        let ([(_, Some(surname))], Role::First) = (found, first.role) else { return false };
        let given = first.folded.as_str();
        let is_role = ROLES.iter().any(|ending| given.ends_with(ending));
        let is_word = self.article.forms().find(&stem(given)).is_some() || self.spelled_like(given).next().is_some();
        let others: Vec<&str> = surname.positions.iter().filter_map(|&at| self.given_name(at as usize)).collect();
        !is_role
            && !is_word
            && !others.is_empty()
            && others.iter().all(|other| !is_same_given_name(other, given) && strsim::osa_distance(other, given) > 2)
    }

    /// Whether the name says of what kind its bearer is by a word that the article never uses: `Utah Hospital`, where
    /// there only is a University of Utah.
    fn is_other_institution(&self) -> bool {
        let forms = self.article.forms();
        let mut kinds = self.name.words.iter().filter(|word| word.role == Role::Weak && is_institution(&word.folded));
        kinds.any(|word| forms.find(&stem(&word.folded)).is_none())
    }

    /// The given name before the surname at a position, if there is one.
    fn given_name(&self, position: usize) -> Option<&'a str> {
        let words = self.article.words();
        let before = position.checked_sub(1)?;
        let gap = Span::new(words.span(before).end, words.span(position).start);
        let is_joined =
            matches!(&self.article.text()[gap], " " | "-") && self.is_capital(before) && self.is_capital(position);
        let word = words.word(before);
        let is_given = !is_office(word)
            && !is_generic(word)
            && !is_particle(word)
            && !is_function_word(word)
            && !is_calendar(word)
            && !countries::is_adjective(word)
            && !word.ends_with("'s")
            && !self.is_upper(before);
        (is_joined && is_given).then_some(word)
    }

    /// A name of the article in nearly the same letters as a word of this one. What begins a sentence may be an
    /// ordinary word, which often differs from a name by its ending (`Tourist`, `Tourism`).
    fn near(&self, word: &NameWord) -> Option<usize> {
        let words = self.article.words();
        let length = word.folded.chars().count();
        let most = match length {
            0..=4 => return None,
            5..=7 => 1,
            _ => 2,
        };
        let ends = |word: &str| (word.chars().next(), word.chars().next_back());
        let (first, last) = ends(&word.folded);
        let may_be_word = self.name.standing == Standing::First;
        let is_near = |other: &str| {
            let (other_first, other_last) = ends(other);
            other_first == first
                && (other_last == last || !may_be_word)
                && other.chars().count().abs_diff(length) <= most
                && strsim::osa_distance(other, &word.folded) <= most
        };
        let near = words.vocabulary().entries().filter(|(_, other)| is_near(other)).map(|(id, _)| words.positions(id));
        let mut names = near.filter(|positions| positions.iter().all(|&at| self.is_capital(at as usize)));
        names.find_map(|positions| positions.first()).map(|&at| at as usize)
    }

    /// Where the words stand closest together, from the rarest one's positions.
    fn together<'f>(&self, found: impl Iterator<Item = &'f Found>, form: Form) -> Answer
    where
        'a: 'f,
    {
        const REACH: u32 = 6;
        let found: Vec<&Found> = found.collect();
        let form = found.iter().map(|found| found.form).max().unwrap_or(form);
        let placed: Vec<&[u32]> =
            found.iter().map(|found| found.positions.as_slice()).filter(|all| !all.is_empty()).collect();
        let Some(rarest) = placed.iter().min_by_key(|all| all.len()) else {
            return if found.is_empty() { Answer::Nowhere } else { Answer::Told };
        };
        let mut best: Option<(usize, u32, u32, u32)> = None;
        for &at in *rarest {
            let near = placed.iter().filter_map(|all| {
                let next = all.partition_point(|&other| other < at);
                let around = [next.checked_sub(1).map(|i| all[i]), all.get(next).copied()];
                around
                    .into_iter()
                    .flatten()
                    .min_by_key(|&other| other.abs_diff(at))
                    .filter(|other| other.abs_diff(at) <= REACH)
            });
            let (count, from, to) =
                near.fold((0, at, at), |(count, from, to), other| (count + 1, from.min(other), to.max(other)));
            if best.is_none_or(|(most, _, _, width)| count > most || (count == most && to - from < width)) {
                best = Some((count, from, to, to - from));
            }
        }
        let Some((count, from, to, _)) = best else { return Answer::Nowhere };
        let form = if form == Form::Same && count < placed.len() { Form::Apart } else { form };
        Answer::There { form, from: from as usize, to: to as usize + 1 }
    }
}
