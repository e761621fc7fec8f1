//! A name in one article.

mod words;

use crate::names::{
    Name, NameWord, Role, Standing, countries, is_institution, is_legal_form, is_office, is_particle,
    is_same_given_name, is_title,
};
use crate::sources::Article;
use crate::text::{Span, stem};

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
    /// A plural for the singular, or the other way round.
    Number,
    /// Another spelling or transliteration.
    Spelling,
    /// Another name of it: an adjective for the country, the people, a name that shares no word.
    Alias,
    /// A short form of the given name, or the long one.
    Nickname,
    /// An acronym for the words, or the words for an acronym.
    Initials,
    /// The surname without the given name.
    Surname,
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
    let lookup = Lookup { name, article, told };
    match lookup.answer() {
        Answer::There { form, from, to } => {
            let (from, to) = lookup.widened(from, to);
            Answer::There { form, from, to }
        }
        answer => answer,
    }
}

/// Looks a name up that is only one if the article knows it as a whole: by an alias, or by its initials.
pub fn find_whole(name: &Name, article: &Article) -> Option<Answer> {
    const FEWEST_INITIALS: usize = 3;
    let lookup = Lookup { name, article, told: &[] };
    let is_long = name.words.iter().filter(|word| word.role != Role::Joint).count() >= FEWEST_INITIALS;
    let found = |answer: &Answer| matches!(answer, Answer::There { .. });
    lookup.as_alias().filter(found).or_else(|| lookup.as_expansion().filter(|_| is_long))
}

/// How many words apart the words of one name may stand.
const REACH: usize = 6;

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
        if let Some(answer) = self.as_alias().or_else(|| self.as_acronym()) {
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
            if self.is_renamed(&found) || self.is_other_institution() || self.is_of_other_country() {
                return self.namesake(&found);
            }
            if let Some((from, to)) = self.continued(&needed) {
                return Answer::Namesake { from, to };
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

    /// What an article has of a name with the words right before and after it that are the name's too, though it would be
    /// the same without them.
    fn widened(&self, mut from: usize, mut to: usize) -> (usize, usize) {
        let (words, forms) = (self.article.words(), self.article.forms());
        let is_ours = |at: usize| {
            let there = Some(forms.of(words.ids()[at]));
            let is_same = |word: &NameWord| {
                forms.find(&stem(&word.folded)) == there || is_same_given_name(&word.folded, words.word(at))
            };
            self.is_capital(at) && self.name.words.iter().any(is_same)
        };
        while to - from < self.name.words.len() && from > 0 && self.is_joined_to_next(from - 1) && is_ours(from - 1) {
            from -= 1;
        }
        while to - from < self.name.words.len() && self.is_joined_to_next(to - 1) && is_ours(to) {
            to += 1;
        }
        (from, to)
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
        // "Acme Inc."
        let mut weak = with(&[Role::Weak]);
        weak.retain(|word| !is_legal_form(&word.folded));
        [telling, weak].into_iter().find(|words| !words.is_empty()).unwrap_or_else(|| with(&[Role::First]))
    }

    /// A country, or another thing that has several names, by one of them.
    fn as_alias(&self) -> Option<Answer> {
        let words: Vec<&str> = self.name.words.iter().map(|word| word.folded.as_str()).collect();
        let name = words.join(" ");
        let found = countries::forms(&name).find_map(|form| Some((form, self.phrase(form)?)));
        let Some((form, positions)) = found else {
            let is_known = words.len() > 1 && countries::forms(&name).next().is_some();
            return is_known.then_some(Answer::Nowhere);
        };
        let from = *positions.first()? as usize;
        let how = if form == name { Form::Same } else { Form::Alias };
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
        Some(Answer::There { form: Form::Initials, from, to })
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
        let long = Some(long).filter(|long| *long != short);
        let found = [Some(short), long].into_iter().flatten().find_map(|letters| self.word(&word(letters)))?;
        let at = *found.positions.first()? as usize;
        Some(Answer::There { form: Form::Initials, from: at, to: at + 1 })
    }

    /// A person by the surname, where the source has it without a given name or with a form of this one.
    fn as_person(&self, found: &[(&NameWord, Option<Found>)]) -> Option<Answer> {
        let [(given, None), rest @ .., (_, Some(surname))] = found else { return None };
        let is_person = self.name.words.iter().all(|word| match word.role {
            Role::Distinctive | Role::Initial | Role::First => true,
            Role::Weak => is_title(&word.folded) || is_office(&word.folded),
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
        if !is_capital || is_other {
            return None;
        }
        let with_given = all.iter().map(|&at| at as usize).find(|&at| self.given_name(at).is_some());
        Some(match with_given {
            Some(at) => Answer::There { form: Form::Nickname, from: at - 1, to: at + 1 },
            None => Answer::There { form: Form::Surname, from: at, to: at + 1 },
        })
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

    /// Whether the name says of which country its bearer is, and the article speaks of no such country: `the Mexican
    /// Embassy`, where there only is a Russian one.
    fn is_of_other_country(&self) -> bool {
        let is_of_country = |word: &&NameWord| {
            word.role == Role::Weak
                && countries::is_adjective(&word.folded)
                && countries::forms(&word.folded).next().is_some()
        };
        self.name.words.iter().filter(is_of_country).any(|word| self.word(word).is_none())
    }

    /// What the article has instead, where it goes on otherwise wherever it has the beginning of the name: `Early Bird
    /// Package` for `Early Bird Bundle`.
    fn continued(&self, needed: &[&NameWord]) -> Option<(usize, usize)> {
        let [head @ .., last] = needed else { return None };
        if head.len() < 2 {
            return None;
        }
        let phrase: Vec<&str> = head.iter().map(|word| word.folded.as_str()).collect();
        let places = self.phrase(&phrase.join(" "))?;
        let last = stem(&last.folded);
        let goes_on = |&at: &u32| {
            let next = at as usize + head.len();
            self.is_joined_to_next(next - 1)
                && self.is_capital(next)
                && !self.stems(next, next + REACH).any(|stem| stem == last)
        };
        let from = places.first().map(|&at| at as usize)?;
        places.iter().all(goes_on).then_some((from, from + needed.len()))
    }
}
