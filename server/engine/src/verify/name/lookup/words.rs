//! The words of a name in one article, each in its forms.

use super::{Answer, Form, Lookup, Loose, Occurrences};
use crate::names::{
    NameWord, Role, Standing, countries, each_demonym, given_names_like, is_calendar, is_generic, is_office,
    is_particle, is_variant, may_be_variant, transliterations,
};
use crate::text::{Span, is_function_word, stem};

/// In how many places a name of one word is looked at: an article that has it more often says there what it says of it.
const MOST_PLACES: usize = 256;

impl<'a> Lookup<'a> {
    /// A word of the name, in any form.
    pub(super) fn word(&self, word: &NameWord) -> Option<Occurrences> {
        let folded = word.folded.as_str();
        let found =
            |form: Form, positions: Vec<u32>| (!positions.is_empty()).then_some(Occurrences { positions, form });
        found(Form::Same, self.posted([folded, &format!("{folded}'s")].into_iter(), word))
            .or_else(|| found(Form::Number, self.posted(other_number(word).as_deref().into_iter(), word)))
            .or_else(|| found(Form::Spelling, self.posted(self.spelled_like(folded), word)))
            .or_else(|| found(Form::Spelling, self.posted(transliterations(folded), word)))
            .or_else(|| found(Form::Spelling, self.split(folded)))
            .or_else(|| found(Form::Spelling, self.phrase(&with_points(word)?)?))
            .or_else(|| found(Form::Number, self.stemmed(folded)))
            .or_else(|| found(Form::Alias, countries::forms(folded).find_map(|form| self.phrase(form))?))
            .or_else(|| found(Form::Alias, self.of_people(folded)))
            .or_else(|| found(Form::Nickname, self.nicknamed(word)))
            .or_else(|| {
                let is_told = self.told.iter().any(|told| told == folded);
                is_told.then_some(Occurrences { positions: Vec::new(), form: Form::Same })
            })
    }

    /// The positions of capitalised words of one stem with a word that is long enough for its stem to tell: `Democratic`
    /// for `Democrats`.
    pub(super) fn stemmed(&self, folded: &str) -> Vec<u32> {
        const SHORTEST: usize = 7;
        let forms = self.article.forms();
        let stem = (folded.chars().count() >= SHORTEST).then(|| forms.find(&stem(folded))).flatten();
        let is_capital = |&at: &u32| self.is_capital(at as usize);
        stem.map_or(Vec::new(), |stem| forms.positions(stem).iter().copied().filter(is_capital).collect())
    }

    /// The positions of the people of a place, or of the place of a people: `Londoners` for `London`.
    pub(super) fn of_people(&self, folded: &str) -> Vec<u32> {
        let words = self.article.words();
        let mut positions: Vec<u32> = Vec::new();
        if is_generic(folded) {
            return positions;
        }
        each_demonym(folded, |form| {
            positions.extend(words.find(form).map_or(&[][..], |id| words.positions(id)));
        });
        positions.retain(|&at| self.is_capital(at as usize));
        positions.sort_unstable();
        positions
    }

    /// The positions of the other forms of a given name that stands alone: `Rob` for `Robert`.
    pub(super) fn nicknamed(&self, word: &NameWord) -> Vec<u32> {
        let is_alone = self.name.words.len() == 1 && self.name.standing == Standing::Certain;
        let others = given_names_like(&word.folded).filter(|_| is_alone);
        let mut positions = self.posted(others, word);
        positions.retain(|&at| self.is_capital(at as usize));
        positions
    }

    /// The words of the article that are known spellings of a name's word.
    pub(super) fn spelled_like(&self, folded: &str) -> impl Iterator<Item = &'a str> {
        let article = self.article;
        let words = article.words();
        let alike = article.forms().spelled_like(words, folded).map(|id| words.vocabulary().word(id));
        alike.filter(move |other| is_variant(folded, other))
    }

    /// The positions, ascending, of words that are written as this one of the name must be.
    pub(super) fn posted<'f>(&self, forms: impl Iterator<Item = &'f str>, word: &NameWord) -> Vec<u32> {
        let words = self.article.words();
        let ids = forms.filter_map(|form| words.find(form));
        let is_written = |&&at: &&u32| match word.role {
            Role::Acronym => {
                // `us` and `who` are words wherever nothing has capitals.
                let may_be_small = !self.article.initials().has_capitals() && !is_function_word(&word.folded);
                may_be_small || self.is_written_as_acronym(at as usize)
            }
            Role::Distinctive if word.folded.chars().count() == 1 => self.follows_alike(at as usize, word),
            Role::Distinctive if self.must_be_capital(word) => self.is_capital(at as usize),
            _ => true,
        };
        // The words of a longer name may stand together in any place.
        let most = if self.name.words.len() == 1 { MOST_PLACES } else { usize::MAX };
        let mut positions: Vec<u32> =
            ids.flat_map(|id| words.positions(id).iter().filter(is_written).take(most)).copied().collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    /// Whether the same word stands before the letter at a position as in the name: `Series B`.
    pub(super) fn follows_alike(&self, position: usize, letter: &NameWord) -> bool {
        let words = &self.name.words;
        let before =
            words.iter().position(|word| word.span == letter.span).and_then(|at| words.get(at.checked_sub(1)?));
        let here = position.checked_sub(1).map(|before| self.article.words().word(before));
        before.is_none_or(|before| here.is_some_and(|here| stem(here) == stem(&before.folded)))
    }

    /// Whether a word of the name is one only where it has a capital: it stands alone and is short enough to be an
    /// ordinary word too (`Sheen`, `Hill`). Transcripts write many a name without a capital.
    pub(super) fn must_be_capital(&self, word: &NameWord) -> bool {
        const LONGEST: usize = 6;
        let is_alone = self.name.words.len() == 1 && word.folded.chars().count() <= LONGEST;
        is_alone && !is_generic(&word.folded) && !is_office(&word.folded) && self.article.initials().has_capitals()
    }

    /// Whether a word that begins a sentence of the claim is a name in the article.
    pub(super) fn is_name_here(&self, positions: &[u32]) -> bool {
        let text = self.article.text();
        let goes_on = |&at: &u32| {
            let before = text[..self.article.words().span(at as usize).start].trim_end_matches(' ');
            before.ends_with(|c: char| c.is_alphanumeric() || c == ',') && self.is_capital(at as usize)
        };
        positions.iter().any(goes_on) || positions.iter().all(|&at| self.is_capital(at as usize))
    }

    /// Where the words of a folded phrase stand one after the other, the last with a possessive ending or without: the
    /// first one's positions, ascending.
    pub(super) fn phrase(&self, phrase: &str) -> Option<Vec<u32>> {
        let words = self.article.words();
        let (head, last) = phrase.rsplit_once(' ').unwrap_or(("", phrase));
        let head = head.split_terminator(' ').map(|word| words.find(word)).collect::<Option<Vec<_>>>()?;
        let last = [words.find(last), words.find(&format!("{last}'s"))];
        let is_last = |at: usize| words.ids().get(at).is_some_and(|&id| last.contains(&Some(id)));
        let is_here = |&at: &u32| {
            let at = at as usize;
            head.iter().zip(at..).all(|(id, at)| words.ids().get(at) == Some(id))
                && is_last(at + head.len())
                && (!head.is_empty() || phrase.len() > 3 || self.is_upper(at) || self.is_cut_short(at))
        };
        let firsts: Vec<_> = head.first().map_or(last.to_vec(), |&first| vec![Some(first)]);
        let mut found: Vec<u32> =
            firsts.into_iter().flatten().flat_map(|id| words.positions(id)).copied().filter(is_here).collect();
        found.sort_unstable();
        (!found.is_empty()).then_some(found)
    }

    /// Whether the word at a position is an abbreviation by its capital and its point: `Ont.`
    fn is_cut_short(&self, position: usize) -> bool {
        let end = self.article.words().span(position).end;
        self.is_capital(position) && self.article.text()[end..].starts_with('.')
    }

    /// Whether the word at a position is written in capitals.
    pub(super) fn is_upper(&self, position: usize) -> bool {
        let word = &self.article.text()[self.article.words().span(position)];
        word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
    }

    /// Whether the word at a position has a capital, at its beginning or as `iPhone` has it.
    pub(super) fn is_capital(&self, position: usize) -> bool {
        self.article.text()[self.article.words().span(position)].contains(char::is_uppercase)
    }

    /// Whether the word at a position is written as acronyms are: its first two letters capitals, or the first and another
    /// (`BoE`).
    pub(super) fn starts_upper(&self, position: usize) -> bool {
        let word = &self.article.text()[self.article.words().span(position)];
        let is_mixed = || word.starts_with(char::is_uppercase) && word.chars().skip(2).any(char::is_uppercase);
        word.chars().take(2).all(|c| !c.is_lowercase()) || is_mixed()
    }

    /// Whether the word at a position can be an acronym: `FOX` may be `Fox` too, but not where that is a small word or begins a
    /// sentence.
    fn is_written_as_acronym(&self, position: usize) -> bool {
        const FEWEST: usize = 3;
        let word = self.article.words().word(position);
        let is_long = word.chars().count() >= FEWEST && !is_function_word(word);
        self.starts_upper(position) || (is_long && self.is_capital(position) && !self.is_sentence_start(position))
    }

    /// Whether nothing but a blank parts the word at a position from the next.
    pub(super) fn is_joined_to_next(&self, position: usize) -> bool {
        let words = self.article.words();
        let gap =
            (position + 1 < words.len()).then(|| Span::new(words.span(position).end, words.span(position + 1).start));
        gap.is_some_and(|gap| &self.article.text()[gap] == " ")
    }

    /// The stems of the words from one position to another, half-open, as far as there are any.
    pub(super) fn stems(&self, from: usize, to: usize) -> impl Iterator<Item = String> {
        let words = self.article.words();
        (from..to.min(words.len())).map(|at| stem(words.word(at)))
    }

    /// The given name before the surname at a position, if there is one.
    pub(super) fn given_name(&self, position: usize) -> Option<&'a str> {
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

    /// A name of the article in nearly the same letters as a word of this one: a misspelling, or another transliteration. What
    /// begins a sentence may be an ordinary word, which often differs from a name by its ending (`Tourist`, `Tourism`).
    pub(super) fn near(&self, word: &NameWord) -> Option<Answer> {
        let words = self.article.words();
        let length = word.folded.chars().count();
        let most = match length {
            0..=4 => return None,
            _ if word.role == Role::Acronym => return None,
            5..=7 => 1,
            _ => 2,
        };
        let (first, last) = (word.folded.chars().next(), word.folded.chars().next_back());
        let may_be_word = self.name.standing == Standing::First;
        let is_near = |other: &str| {
            other.chars().next() == first
                && (other.chars().next_back() == last || !may_be_word)
                && other.chars().count().abs_diff(length) <= most
                && strsim::osa_distance(other, &word.folded) <= most
        };
        let nearly = self.article.alphabet().nearly(words.vocabulary(), &word.folded, most);
        let near = nearly.into_iter().map(|id| (id, words.vocabulary().word(id))).filter(|(_, other)| is_near(other));
        let is_name = |positions: &[u32]| positions.iter().all(|&at| self.is_capital(at as usize));
        let mut names = near.filter(|&(id, _)| is_name(words.positions(id)));
        let (id, other) = names.next()?;
        let position = *words.positions(id).first()? as usize;
        let (from, to) = (position, position + 1);
        Some(if is_variant(&word.folded, other) {
            Answer::There { form: Form::Spelling, from, to }
        } else if may_be_variant(&word.folded, other) {
            Answer::Loose { why: Loose::Spelling, from, to }
        } else {
            Answer::Near { word: word.span, position }
        })
    }
}

/// The plural of a word of a name, or its singular; none of an acronym of two letters, of which little would be left.
fn other_number(word: &NameWord) -> Option<String> {
    let folded = word.folded.as_str();
    let is_short = word.role == Role::Acronym && folded.chars().count() < 3;
    match folded.strip_suffix('s') {
        _ if is_short => None,
        Some(one) => Some(one.to_owned()),
        None => Some(format!("{folded}s")),
    }
}

/// An acronym as the words of it written with points are: `u s`.
fn with_points(word: &NameWord) -> Option<String> {
    let letters: Vec<String> = word.folded.chars().map(String::from).collect();
    (word.role == Role::Acronym).then(|| letters.join(" "))
}
