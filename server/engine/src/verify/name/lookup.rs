//! A name in one article.

use crate::names::{Name, NameWord, Role, countries, is_joint, is_particle, is_same_given_name, is_title};
use crate::sources::{Article, WordId};
use crate::text::Span;

/// What an article has of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The name, in some form, from one word's position to another's, half-open.
    There { form: Form, from: usize, to: usize },
    /// The declaration of the source has it.
    Told,
    /// A name at this position in nearly the same letters.
    Near { position: usize },
    /// Some of its words, but not all.
    Part { from: usize, to: usize },
    /// Nothing of it.
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
            Answer::Part { .. } => (3, Form::Same),
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
struct Found<'a> {
    positions: Positions<'a>,
    form: Form,
}

/// The positions of a word, or of a few.
enum Positions<'a> {
    Posted(&'a [u32]),
    Few(Vec<u32>),
    /// In the declaration.
    Told,
}

impl Positions<'_> {
    fn all(&self) -> &[u32] {
        match self {
            Positions::Posted(all) => all,
            Positions::Few(all) => all,
            Positions::Told => &[],
        }
    }
}

impl<'a> Lookup<'a> {
    fn answer(&self) -> Answer {
        if let Some(answer) = self.as_country().or_else(|| self.as_acronym()) {
            return answer;
        }
        let needed = self.needed();
        let found: Vec<(&NameWord, Option<Found<'a>>)> = needed.iter().map(|&word| (word, self.word(word))).collect();
        if found.iter().all(|(_, found)| found.is_some()) {
            return self.together(found.iter().filter_map(|(_, found)| found.as_ref()), Form::Same);
        }
        if let Some(answer) = self.as_expansion().or_else(|| self.as_person(&found)) {
            return answer;
        }
        let near = found.iter().filter(|(_, found)| found.is_none()).find_map(|(word, _)| self.near(word));
        let is_whole = needed.len() == 1 || found.iter().filter(|(_, found)| found.is_none()).count() == 1;
        match near {
            Some(position) if is_whole => Answer::Near { position },
            _ => match self.together(found.iter().filter_map(|(_, found)| found.as_ref()), Form::Same) {
                Answer::There { from, to, .. } => Answer::Part { from, to },
                _ => Answer::Nowhere,
            },
        }
    }

    /// The words that must be there: those that tell the bearer from others, or else all that are no joints.
    fn needed(&self) -> Vec<&'a NameWord> {
        let with = |roles: &[Role]| -> Vec<&'a NameWord> {
            self.name.words.iter().filter(|word| roles.contains(&word.role)).collect()
        };
        let telling = with(&[Role::Distinctive, Role::Acronym]);
        if telling.is_empty() { with(&[Role::Weak]) } else { telling }
    }

    /// A word of the name, in any form.
    fn word(&self, word: &NameWord) -> Option<Found<'a>> {
        let words = self.article.words();
        let folded = word.folded.as_str();
        let posted = |id: WordId, form: Form| Found { positions: Positions::Posted(words.positions(id)), form };
        if word.role == Role::Acronym && folded.len() <= 4 {
            return self
                .letters(folded)
                .map(|positions| Found { positions: Positions::Few(positions), form: Form::Same });
        }
        let same = words.find(folded);
        let possessive = || words.find(&format!("{folded}'s"));
        let number = || match folded.strip_suffix('s') {
            Some(one) => words.find(one),
            None => words.find(&format!("{folded}s")),
        };
        if let Some(id) = same.or_else(possessive) {
            return Some(posted(id, Form::Same));
        }
        if let Some(id) = number().or_else(|| self.article.forms().spelled_like(folded).first().copied()) {
            return Some(posted(id, Form::Variant));
        }
        for form in countries::forms(folded) {
            if let Some(positions) = self.phrase(form) {
                return Some(Found { positions: Positions::Few(positions), form: Form::Variant });
            }
        }
        self.told.iter().any(|told| told == folded).then_some(Found { positions: Positions::Told, form: Form::Same })
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

    /// Where an acronym stands: in capitals, with points or without, with a plural ending or without.
    fn letters(&self, folded: &str) -> Option<Vec<u32>> {
        let words = self.article.words();
        let forms = [folded.to_owned(), format!("{folded}s"), format!("{folded}'s")];
        let ids = forms.iter().filter_map(|form| words.find(form));
        let mut found: Vec<u32> =
            ids.flat_map(|id| words.positions(id)).filter(|&&at| self.starts_upper(at as usize)).copied().collect();
        if found.is_empty() {
            let spread: Vec<String> = folded.chars().map(String::from).collect();
            found = self.phrase(&spread.join(" ")).unwrap_or_default();
        }
        (!found.is_empty()).then_some(found)
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
        let form = countries::forms(&name).find_map(|form| Some((form, self.phrase(form)?)));
        let (form, positions) = form?;
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
        let at = *self.letters(&short).or_else(|| self.letters(&long))?.first()? as usize;
        Some(Answer::There { form: Form::Acronym, from: at, to: at + 1 })
    }

    /// A person by the surname, where the source has it without a given name or with a form of this one.
    fn as_person(&self, found: &[(&NameWord, Option<Found<'a>>)]) -> Option<Answer> {
        let [(given, None), .., (_, Some(surname))] = found else { return None };
        let is_known = |at: u32| {
            let before = (at as usize).checked_sub(1).filter(|&before| self.are_of_one_name(before));
            let Some(before) = before else { return true };
            let word = self.article.words().word(before);
            is_title(word) || is_same_given_name(word, &given.folded) || is_particle(word) || is_joint(word)
        };
        let all = surname.positions.all();
        let at = *all.first()? as usize;
        let is_capital = all.iter().any(|&at| self.is_capital(at as usize));
        (is_capital && all.iter().all(|&at| is_known(at))).then_some(Answer::There {
            form: Form::Surname,
            from: at,
            to: at + 1,
        })
    }

    /// Whether the words at a position and right after it stand in one name.
    fn are_of_one_name(&self, position: usize) -> bool {
        let words = self.article.words();
        let gap = Span::new(words.span(position).end, words.span(position + 1).start);
        matches!(&self.article.text()[gap], " " | ". " | "-") && self.is_capital(position)
    }

    /// A name of the article in nearly the same letters as a word of this one.
    fn near(&self, word: &NameWord) -> Option<usize> {
        let words = self.article.words();
        let length = word.folded.chars().count();
        let most = match length {
            0..=4 => return None,
            5..=7 => 1,
            _ => 2,
        };
        let first = word.folded.chars().next();
        words.vocabulary().entries().find_map(|(id, other)| {
            let is_near = other.chars().next() == first
                && other.chars().count().abs_diff(length) <= most
                && strsim::osa_distance(other, &word.folded) <= most;
            let positions = words.positions(id);
            (is_near && positions.iter().all(|&at| self.is_capital(at as usize)))
                .then(|| positions.first().map(|&at| at as usize))?
        })
    }

    /// Where the words stand closest together, from the rarest one's positions.
    fn together<'f>(&self, found: impl Iterator<Item = &'f Found<'a>>, form: Form) -> Answer
    where
        'a: 'f,
    {
        const REACH: u32 = 6;
        let found: Vec<&Found<'a>> = found.collect();
        let form = found.iter().map(|found| found.form).max().unwrap_or(form);
        let placed: Vec<&[u32]> =
            found.iter().map(|found| found.positions.all()).filter(|all| !all.is_empty()).collect();
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
