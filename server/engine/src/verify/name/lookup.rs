//! A name in one article.

mod forms;
mod persons;
mod places;
mod words;

use crate::names::{
    Name, NameWord, Role, Standing, countries, is_generic, is_legal_form, is_office, is_same_given_name, tells_kind,
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
    /// What can be the name or another's.
    Loose { why: Loose, from: usize, to: usize },
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
    /// A plural for the singular, or the other way round.
    Number,
    /// Another spelling or transliteration, joined or split.
    Spelling,
    /// Another name of it: an adjective for the country, the people, a name that shares no word.
    Alias,
    /// A short form of the given name, or the long one.
    Nickname,
    /// Abbreviated words.
    Short,
    /// An acronym for the words, or the words for an acronym.
    Initials,
    /// The surname without the given name.
    Surname,
}

/// Why it can't be said whether something of the article is the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loose {
    /// Its words stand there, but not as one name.
    Apart,
    /// Its word stands there without a capital.
    Small,
    /// It stands there only inside other names.
    Part,
    /// What may be another transliteration.
    Spelling,
    /// Words or letters that the initials fit.
    Initials,
    /// The surname, which the article also gives to somebody else.
    Bare,
    /// The name without a word that says of which country or kind it is.
    Unqualified,
    /// The country for its capital, or the capital for its country.
    Capital,
}

impl Answer {
    /// The better of two answers has the smaller rank.
    pub fn rank(&self) -> (u8, Form) {
        match *self {
            Answer::There { form, .. } => (0, form),
            Answer::Told => (1, Form::Same),
            Answer::Loose { .. } => (2, Form::Same),
            Answer::Near { .. } => (3, Form::Same),
            Answer::Namesake { .. } => (4, Form::Same),
            Answer::Nowhere => (5, Form::Same),
        }
    }

    /// Whether the article shows that a capitalised word is a name.
    pub fn is_named(&self) -> bool {
        matches!(self, Answer::There { .. } | Answer::Near { .. })
    }
}

/// Looks a name of `prose` up in an article. `told` are the folded words of its declaration.
pub fn find(name: &Name, prose: &str, article: &Article, told: &[String]) -> Answer {
    let lookup = Lookup { name, prose, article, told };
    match lookup.answer() {
        Answer::There { form, from, to } => {
            let (from, to) = lookup.widened(from, to);
            Answer::There { form, from, to }
        }
        answer => answer,
    }
}

/// Looks a name up that is only one if the article knows it as a whole: by an alias, or by its initials.
pub fn find_whole(name: &Name, prose: &str, article: &Article) -> Option<Answer> {
    const FEWEST_INITIALS: usize = 3;
    let lookup = Lookup { name, prose, article, told: &[] };
    let is_long = name.words.iter().filter(|word| word.role != Role::Joint).count() >= FEWEST_INITIALS;
    lookup.as_alias().or_else(|| lookup.as_expansion().filter(|_| is_long))
}

/// How many words apart the words of one name may stand.
const REACH: usize = 6;

struct Lookup<'a> {
    name: &'a Name,
    prose: &'a str,
    article: &'a Article,
    told: &'a [String],
}

/// Where one word of a name stands.
struct Occurrences {
    /// Ascending; empty where only the declaration has the word.
    positions: Vec<u32>,
    form: Form,
}

/// The words that a name needs, each with where it stands.
type Needed<'a> = Vec<(&'a NameWord, Option<Occurrences>)>;

impl<'a> Lookup<'a> {
    fn answer(&self) -> Answer {
        if let Some(answer) = self.as_alias().or_else(|| self.as_introduced()).or_else(|| self.as_acronym()) {
            return answer;
        }
        if self.is_alias() {
            // The words of `United States` apart from each other are not that country.
            return self.as_abbreviated(&[]).or_else(|| self.as_metonym()).unwrap_or(Answer::Nowhere);
        }
        let found: Needed<'_> = self.needed().into_iter().map(|word| (word, self.word(word))).collect();
        let found = self.with_joined(found);
        if found.iter().all(|(_, found)| found.is_some()) {
            return self.with_all(&found);
        }
        self.as_expansion()
            .or_else(|| self.as_person(&found))
            .or_else(|| self.as_abbreviated(&found))
            .or_else(|| self.as_metonym())
            .or_else(|| self.as_small(&found))
            .or_else(|| self.without_first(&found))
            .unwrap_or_else(|| self.without(&found))
    }

    /// Each word that the name needs is in the article.
    fn with_all(&self, found: &[(&NameWord, Option<Occurrences>)]) -> Answer {
        let is_name = |found: &Occurrences| self.is_name_here(&found.positions);
        if self.name.standing == Standing::First && !found.iter().filter_map(|(_, found)| found.as_ref()).all(is_name) {
            return Answer::Nowhere;
        }
        if self.is_renamed(found) {
            return self.namesake(found);
        }
        if let Some((from, to)) = self.ended_otherwise(found) {
            return Answer::Namesake { from, to };
        }
        if self.lacks_kind() || self.lacks_country() {
            return self.other_of_its_kind(found);
        }
        let needed: Vec<&NameWord> = found.iter().map(|&(word, _)| word).collect();
        match self.continued(&needed) {
            Some((from, to)) => Answer::Namesake { from, to },
            None => self.placed(found),
        }
    }

    /// A word that the name needs is nowhere: a name in nearly the same letters, or somebody else's.
    fn without(&self, found: &[(&NameWord, Option<Occurrences>)]) -> Answer {
        let mut missing = found.iter().filter(|(_, found)| found.is_none()).map(|&(word, _)| word);
        let near = match (missing.next(), missing.next()) {
            (Some(word), None) => self.near(word),
            _ => None,
        };
        near.unwrap_or_else(|| self.namesake(found))
    }

    /// What an article has of a name with the words right before and after it that are the name's too, though it would be
    /// the same without them.
    fn widened(&self, mut from: usize, mut to: usize) -> (usize, usize) {
        let (words, forms) = (self.article.words(), self.article.forms());
        let is_ours = |at: usize| {
            let there = words.ids().get(at).map(|&id| forms.of(id));
            let is_same = |word: &NameWord| {
                forms.find(&stem(&word.folded)) == there || is_same_given_name(&word.folded, words.word(at))
            };
            there.is_some() && self.is_capital(at) && self.name.words.iter().any(is_same)
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
    fn namesake(&self, found: &[(&NameWord, Option<Occurrences>)]) -> Answer {
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

    /// Whether the name says of what kind its bearer is by a word that the article never uses.
    fn lacks_kind(&self) -> bool {
        let forms = self.article.forms();
        let mut kinds = self.name.words.iter().filter(|word| word.role == Role::Weak && tells_kind(&word.folded));
        kinds.any(|word| forms.find(&stem(&word.folded)).is_none())
    }

    /// Whether the name says of which country its bearer is, and the article speaks of no such country.
    fn lacks_country(&self) -> bool {
        let is_of_country = |word: &&NameWord| {
            word.role == Role::Weak
                && countries::is_adjective(&word.folded)
                && countries::forms(&word.folded).next().is_some()
        };
        self.name.words.iter().filter(is_of_country).any(|word| self.word(word).is_none())
    }

    /// What the article has of a name without the word that says of which kind or country it is: another's where it gives it another
    /// kind or country (`Utah Hospital`, where there only is a University of Utah).
    fn other_of_its_kind(&self, found: &[(&NameWord, Option<Occurrences>)]) -> Answer {
        let positions = found.iter().filter_map(|(_, found)| found.as_ref()).flat_map(|found| found.positions.iter());
        let positions: Vec<usize> = positions.map(|&at| at as usize).collect();
        let is_ours = |word: &str| self.name.words.iter().any(|ours| ours.folded == word);
        let words = self.article.words();
        let is_other = |at: usize| {
            let word = words.word(at);
            !is_ours(word) && (tells_kind(word) || countries::is_adjective(word))
        };
        // "University of Utah"
        let is_of_other = |at: usize| {
            let of = at.checked_sub(2).filter(|&of| self.is_capital(of) && words.word(of + 1) == "of");
            of.is_some_and(|of| is_other(of) && self.is_joined_to_next(of))
        };
        for &at in &positions {
            let (from, to) = self.run(at);
            if (from..to).any(is_other) {
                return Answer::Namesake { from, to };
            }
            if is_of_other(at) {
                return Answer::Namesake { from: at - 2, to };
            }
        }
        match self.placed(found) {
            Answer::There { from, to, .. } => Answer::Loose { why: Loose::Unqualified, from, to },
            // Neither its kind nor the rest of it as one name: `Ministry of Health of Utah` of "health in Utah".
            Answer::Loose { why: Loose::Apart, .. } if self.lacks_kind() => Answer::Nowhere,
            answer => answer,
        }
    }

    /// What the article has instead, where it has several words of the name in a row but another one in the place of the last, which says
    /// of which kind the bearer is: `Early Bird Package` for `Early Bird Plan`.
    fn ended_otherwise(&self, found: &[(&NameWord, Option<Occurrences>)]) -> Option<(usize, usize)> {
        const FEWEST: usize = 3;
        let says_kind =
            |word: &&NameWord| word.role == Role::Weak && is_generic(&word.folded) && !is_legal_form(&word.folded);
        let kind = self.name.words.last().filter(says_kind)?;
        let [.., (last, Some(places))] = found else { return None };
        let is_used = self.article.forms().find(&stem(&kind.folded)).is_some();
        if is_used || found.len() < FEWEST || last.span.end > kind.span.start {
            return None;
        }
        let is_other = |&at: &usize| {
            let next = || self.article.words().word(at + 1);
            self.is_joined_to_next(at) && self.is_capital(at + 1) && !is_office(next())
        };
        let mut places = places.positions.iter().map(|&at| at as usize);
        let at = places.clone().next().filter(|_| places.all(|at| is_other(&at)))?;
        Some((self.run(at).0, at + 2))
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
