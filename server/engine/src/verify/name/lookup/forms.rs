//! A name in another form than its own words: by another name, an acronym, abbreviated, joined or split.

use super::{Answer, Form, Lookup, Loose, Needed, Occurrences};
use crate::lexicon::NAME_ABBREVIATIONS;
use crate::names::{NameWord, Role, abbreviates, common_words, countries, is_given_name, is_office};
use crate::text::{is_function_word, stem};

impl<'a> Lookup<'a> {
    fn folded(&self) -> String {
        let words: Vec<&str> = self.name.words.iter().map(|word| word.folded.as_str()).collect();
        words.join(" ")
    }

    /// Whether the name has several words and is known under several names.
    pub(super) fn is_alias(&self) -> bool {
        self.name.words.len() > 1 && countries::forms(&self.folded()).next().is_some()
    }

    /// A country, or another thing that has several names, by one of them.
    pub(super) fn as_alias(&self) -> Option<Answer> {
        let name = self.folded();
        let (form, positions) = countries::forms(&name).find_map(|form| Some((form, self.phrase_or_owner(form)?)))?;
        let from = *positions.first()? as usize;
        let how = if form == name { Form::Same } else { Form::Alias };
        Some(Answer::There { form: how, from, to: from + form.split(' ').count() })
    }

    /// The places of a phrase, or of its possessive: `the UK's`.
    fn phrase_or_owner(&self, phrase: &str) -> Option<Vec<u32>> {
        self.phrase(phrase).or_else(|| self.phrase(&format!("{phrase}'s")))
    }

    /// A country by its capital, a capital by its country.
    pub(super) fn as_metonym(&self) -> Option<Answer> {
        let (other, positions) =
            countries::metonyms(&self.folded()).find_map(|other| Some((other, self.phrase(other)?)))?;
        let from = *positions.first()? as usize;
        Some(Answer::Loose { why: Loose::Capital, from, to: from + other.split(' ').count() })
    }

    /// The name by the acronym that the claim gives it in brackets.
    pub(super) fn as_introduced(&self) -> Option<Answer> {
        let short = self.name.short.as_ref()?;
        let letters = short.folded.chars();
        let initials: String = self.name.words.iter().filter_map(|word| word.folded.chars().next()).collect();
        let mut rest = initials.chars();
        if !letters.clone().all(|letter| rest.any(|other| other == letter)) || self.together_as_written() {
            return None;
        }
        let at = *self.word(short)?.positions.first()? as usize;
        Some(Answer::There { form: Form::Initials, from: at, to: at + 1 })
    }

    fn together_as_written(&self) -> bool {
        self.phrase(&self.folded()).is_some()
    }

    /// An acronym by the words that it stands for.
    pub(super) fn as_acronym(&self) -> Option<Answer> {
        let [word] = &self.name.words[..] else { return None };
        if let Some((from, to)) = self.spelled_out(word) {
            return Some(Answer::There { form: Form::Initials, from, to });
        }
        if word.role != Role::Acronym || self.word(word).is_some() {
            return None;
        }
        let one = word.folded.strip_suffix('s').filter(|one| one.len() > 1);
        let mut letters = std::iter::once(word.folded.as_str()).chain(one);
        if let Some((from, to)) = letters.clone().find_map(|letters| self.article.initials().find(letters)) {
            let first = self.article.words().word(from);
            let is_whole = self.is_whole_run(from, to) && !is_given_name(first);
            return Some(match is_whole {
                true => Answer::There { form: Form::Initials, from, to },
                false => Answer::Loose { why: Loose::Initials, from, to },
            });
        }
        if let Some(from) = common_words(&word.folded).and_then(|words| self.phrase(words)?.first().copied()) {
            let of = common_words(&word.folded).map_or(1, |words| words.split(' ').count());
            return Some(Answer::There { form: Form::Initials, from: from as usize, to: from as usize + of });
        }
        let (from, to) = letters.find_map(|letters| self.article.initials().find_small(letters))?;
        Some(Answer::Loose { why: Loose::Initials, from, to })
    }

    /// The words of which a word with capitals inside gives the beginnings: `APhA`, `TechCrunch`.
    fn spelled_out(&self, word: &NameWord) -> Option<(usize, usize)> {
        let written = &self.prose[word.span];
        let mut parts: Vec<String> = Vec::new();
        for letter in written.chars() {
            match parts.last_mut() {
                Some(part) if !letter.is_uppercase() => part.extend(letter.to_lowercase()),
                _ => parts.push(letter.to_lowercase().collect()),
            }
        }
        let is_mixed = written.chars().any(char::is_lowercase) && written.starts_with(char::is_uppercase);
        let first = parts.first().filter(|_| is_mixed && parts.len() > 1 && self.word(word).is_none())?;
        let words = self.article.words();
        let fits = |at: usize| {
            let is_part = |(i, part): (usize, &String)| {
                let at = at + i;
                at < words.len()
                    && words.word(at).starts_with(part.as_str())
                    && self.is_capital(at)
                    && (i == 0 || self.is_joined_to_next(at - 1))
            };
            parts.iter().enumerate().all(is_part)
        };
        let starts = self.article.alphabet().beginning_with(words.vocabulary(), first);
        let mut places = starts.into_iter().flat_map(|id| words.positions(id)).map(|&at| at as usize);
        places.find(|&at| fits(at)).map(|at| (at, at + parts.len()))
    }

    /// Whether words are a name of their own: what stands before and after them belongs to no name, or is an office, a country or
    /// a sentence's first word.
    fn is_whole_run(&self, from: usize, to: usize) -> bool {
        let (start, end) = self.run(from);
        let words = self.article.words();
        let is_apart = |at: usize| {
            let word = words.word(at);
            is_office(word) || is_function_word(word) || countries::forms(word).next().is_some()
        };
        (start..from).all(is_apart) && (to..end).all(is_apart)
    }

    /// The name by its initials: `WHO` for World Health Organization. Two letters fit too many names.
    pub(super) fn as_expansion(&self) -> Option<Answer> {
        const FEWEST: usize = 3;
        let initials = |joints: bool| -> String {
            let words = self.name.words.iter().filter(|word| joints || word.role != Role::Joint);
            words.filter_map(|word| word.folded.chars().next()).collect()
        };
        let (short, long) = (initials(false), initials(true));
        let is_person = self.name.words.first().is_some_and(|first| is_given_name(&first.folded));
        if short.chars().count() < 2 || is_person {
            return None;
        }
        let word = |folded: String| NameWord { span: self.name.span, folded, role: Role::Acronym };
        let long = Some(long).filter(|long| *long != short);
        let letters = [Some(short), long].into_iter().flatten();
        let (letters, found) =
            letters.filter_map(|letters| Some((letters.chars().count(), self.word(&word(letters))?))).next()?;
        let at = *found.positions.first()? as usize;
        Some(match letters < FEWEST {
            true => Answer::Loose { why: Loose::Initials, from: at, to: at + 1 },
            false => Answer::There { form: Form::Initials, from: at, to: at + 1 },
        })
    }

    /// The name by words that abbreviate its own, or that its own abbreviate: `Man Utd` for Manchester United.
    pub(super) fn as_abbreviated(&self, found: &[(&NameWord, Option<Occurrences>)]) -> Option<Answer> {
        let ours: Vec<&NameWord> = self.name.words.iter().filter(|word| word.role != Role::Joint).collect();
        let first = ours.first().filter(|_| ours.len() > 1)?;
        let words = self.article.words();
        let is_form = |ours: &str, there: &str| {
            let there = there.strip_suffix("'s").unwrap_or(there);
            ours == there || stem(ours) == stem(there) || abbreviates(ours, there) || abbreviates(there, ours)
        };
        let fits = |at: usize| {
            let is_word = |(i, word): (usize, &&NameWord)| {
                let at = at + i;
                at < words.len()
                    && self.is_capital(at)
                    && (i == 0 || self.is_joined_to_next(at - 1))
                    && is_form(&word.folded, words.word(at))
            };
            ours.iter().enumerate().all(is_word)
        };
        let places: Vec<usize> = match found.first() {
            Some((word, Some(found))) if word.span == first.span => {
                found.positions.iter().map(|&at| at as usize).collect()
            }
            _ => self.alike(&first.folded).into_iter().map(|at| at as usize).collect(),
        };
        let at = places.into_iter().filter(|&at| fits(at)).min()?;
        Some(Answer::There { form: Form::Short, from: at, to: at + ours.len() })
    }

    /// Where words stand that can be a form of a folded one or abbreviate it, or that it abbreviates; others are among them.
    fn alike(&self, folded: &str) -> Vec<u32> {
        let (words, forms) = (self.article.words(), self.article.forms());
        let mut found = forms.find(&stem(folded)).map_or(Vec::new(), |stem| forms.positions(stem).to_vec());
        // A word that is cut short has three letters at least.
        if let Some((last, letter)) = folded.char_indices().nth(2) {
            let beginning = &folded[..last + letter.len_utf8()];
            let cut = self.article.alphabet().beginning_with(words.vocabulary(), beginning);
            found.extend(cut.into_iter().flat_map(|id| words.positions(id)));
        }
        let other = |(short, long): (&'static str, &'static str)| {
            if short == folded { Some(long) } else { Some(short).filter(|_| long == folded) }
        };
        for other in NAME_ABBREVIATIONS.iter().filter_map(other) {
            let forms = [words.find(other), words.find(&format!("{other}'s"))];
            found.extend(forms.into_iter().flatten().flat_map(|id| words.positions(id)));
        }
        found
    }

    /// The words of a name with two that the article writes as one: `Tech Crunch`, `TechCrunch`.
    pub(super) fn with_joined(&self, mut found: Needed<'a>) -> Needed<'a> {
        let words = self.article.words();
        for at in 1..found.len() {
            let [(first, one), (second, other)] = &found[at - 1..=at] else { continue };
            if one.is_some() && other.is_some() {
                continue;
            }
            let Some(id) = words.find(&[first.folded.as_str(), &second.folded].concat()) else { continue };
            let positions: Vec<u32> = words.positions(id).to_vec();
            let joined = || Some(Occurrences { positions: positions.clone(), form: Form::Spelling });
            (found[at - 1].1, found[at].1) = (joined(), joined());
        }
        found
    }

    /// The positions of two words that make one of the name's: `Tech Crunch` for `TechCrunch`.
    pub(super) fn split(&self, folded: &str) -> Vec<u32> {
        const SHORTEST: usize = 5;
        const SHORTEST_PART: usize = 2;
        if folded.chars().count() < SHORTEST {
            return Vec::new();
        }
        let cuts = folded
            .char_indices()
            .map(|(at, _)| at)
            .filter(|&at| at >= SHORTEST_PART && folded.len() - at >= SHORTEST_PART);
        let is_name = |&at: &u32| {
            let at = at as usize;
            self.is_joined_to_next(at)
                && (self.is_capital(at) && self.is_capital(at + 1) || !self.article.initials().has_capitals())
        };
        let places = cuts.filter_map(|at| {
            let (first, second) = folded.split_at(at);
            let words = self.article.words();
            let second = words.find(second)?;
            let is_followed = |&at: &u32| words.ids().get(at as usize + 1) == Some(&second) && is_name(&at);
            let places: Vec<u32> = words.positions(words.find(first)?).iter().copied().filter(is_followed).collect();
            (!places.is_empty()).then_some(places)
        });
        places.into_iter().next().unwrap_or_default()
    }
}
