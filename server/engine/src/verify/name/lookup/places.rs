//! Where the words of a name stand in an article, and whether they are the name there: one run of words, not inside other names.

use super::{Answer, Lookup, Loose, Occurrences, REACH};
use crate::lexicon::DETERMINERS;
use crate::names::{
    NameWord, Role, Standing, countries, is_calendar, is_generic, is_given_name, is_joint, is_legal_form,
    is_number_word, is_office, is_particle, is_place_modifier, is_suffix, is_title, tells_kind,
};
use crate::text::{Span, is_dash, is_function_word};

/// How a word stands among the capitalised words around it, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bearing {
    /// It is the name, or its telling part.
    Whole,
    /// Other words that can be a person's names stand before it.
    Surname,
    /// It is a part of another name.
    Part,
}

impl Lookup<'_> {
    /// What the places of all words that the name needs say.
    pub(super) fn placed(&self, found: &[(&NameWord, Option<Occurrences>)]) -> Answer {
        let answer = self.together(found.iter().filter_map(|(_, found)| found.as_ref()));
        let Answer::There { form, from, to } = answer else { return answer };
        match found {
            [(word, Some(found))] if !found.positions.is_empty() => self.alone(word, found),
            _ if self.is_one_run(from, to) => Answer::There { form, from, to },
            _ => Answer::Loose { why: Loose::Apart, from, to },
        }
    }

    /// One word that is all that a name needs.
    fn alone(&self, word: &NameWord, found: &Occurrences) -> Answer {
        let at = |at: usize| Answer::There { form: found.form, from: at, to: at + 1 };
        let all = || found.positions.iter().map(|&at| at as usize);
        let Some(first) = all().next() else { return Answer::Nowhere };
        let says_kind = is_generic(&word.folded) || is_office(&word.folded) || is_legal_form(&word.folded);
        if says_kind || word.role == Role::Acronym || !self.article.initials().has_capitals() {
            return at(first);
        }
        let named = all().filter(|&at| self.is_capital(at) || self.is_inside_phrase(at, found));
        // Nothing is better than the name itself: what stands behind that is not looked at.
        let mut best: Option<(Bearing, usize)> = None;
        for at in named {
            let here = (self.bearing(at), at);
            best = Some(best.map_or(here, |best| best.min(here)));
            if here.0 == Bearing::Whole {
                break;
            }
        }
        match best {
            Some((Bearing::Part, from)) => Answer::Loose { why: Loose::Part, from, to: from + 1 },
            Some((_, from)) => at(from),
            None => self.small(word, &found.positions),
        }
    }

    /// Whether an alias of several words begins at a position, of which the first is no capital.
    fn is_inside_phrase(&self, at: usize, found: &Occurrences) -> bool {
        found.form == super::Form::Alias && countries::is_adjective(self.article.words().word(at))
    }

    /// A name's word that the article never writes with a capital.
    pub(super) fn as_small(&self, found: &[(&NameWord, Option<Occurrences>)]) -> Option<Answer> {
        let ([(word, None)], Standing::Certain) = (found, self.name.standing) else { return None };
        let words = self.article.words();
        let positions = words.positions(words.find(&word.folded)?);
        Some(self.small(word, positions)).filter(|answer| *answer != Answer::Nowhere)
    }

    /// The same at these positions: a common noun where it has an article, which the name has not.
    fn small(&self, word: &NameWord, positions: &[u32]) -> Answer {
        let words = self.article.words();
        let is_noun = |&at: &u32| at.checked_sub(1).is_some_and(|before| DETERMINERS.has(words.word(before as usize)));
        let before = self.prose.get(..self.name.span.start).unwrap_or_default();
        let has_article =
            before.split_whitespace().next_back().is_some_and(|before| DETERMINERS.has(&before.to_lowercase()));
        let is_acronym = word.role == Role::Acronym;
        let has_capitals = self.article.initials().has_capitals();
        let is_none = is_function_word(&word.folded) && !is_acronym
            || is_number_word(&word.folded)
            || is_acronym && has_capitals
            || !has_article && positions.iter().any(is_noun);
        match positions.first() {
            Some(&at) if !is_none => Answer::Loose { why: Loose::Small, from: at as usize, to: at as usize + 1 },
            _ => Answer::Nowhere,
        }
    }

    /// What the article has of a name without the first words, where it has none of these: `Election Day` for
    /// `Presidential Election Day`.
    pub(super) fn without_first(&self, found: &[(&NameWord, Option<Occurrences>)]) -> Option<Answer> {
        const FEWEST: usize = 2;
        let missing = found.iter().take_while(|(_, found)| found.is_none()).count();
        let rest = found.get(missing..)?;
        if rest.len() < FEWEST || missing == 0 || rest.iter().any(|(_, found)| found.is_none()) {
            return None;
        }
        let Answer::There { from, to, .. } = self.placed(rest) else { return None };
        (to - from == rest.len() && self.run(from).0 == from).then_some(Answer::Loose {
            why: Loose::Unqualified,
            from,
            to,
        })
    }

    /// How a capitalised word stands among those around it.
    fn bearing(&self, at: usize) -> Bearing {
        let (from, to) = self.run(at);
        let words = self.article.words();
        let is_ours = |word: &str| self.name.words.iter().any(|ours| ours.folded == word);
        let is_added = |word: &str| {
            is_ours(word)
                || is_office(word)
                || is_calendar(word)
                || is_function_word(word)
                || countries::is_adjective(word)
        };
        let is_first = |at: usize| self.is_sentence_start(at) && !is_given_name(words.word(at));
        let before: Vec<&str> =
            (from..at).filter(|&at| !is_first(at)).map(|at| words.word(at)).filter(|word| !is_added(word)).collect();
        let after: Vec<&str> = (at + 1..to)
            .map(|at| words.word(at))
            .take_while(|word| !is_office(word) || is_ours(word))
            .filter(|word| !is_added(word) && !is_suffix(word) && !is_legal_form(word))
            .collect();
        let makes_place = |word: &&str| is_generic(word) || is_place_modifier(word);
        match (&before[..], &after[..]) {
            ([], []) => Bearing::Whole,
            ([], [..]) if after.iter().all(|word| is_generic(word) && !tells_kind(word)) => Bearing::Whole,
            ([], [next, ..]) if is_given_name(words.word(at)) && !is_generic(next) => Bearing::Whole,
            ([..], []) if !before.iter().any(makes_place) => Bearing::Surname,
            _ => Bearing::Part,
        }
    }

    /// The capitalised words around a position that nothing but blanks and hyphens part, half-open.
    pub(super) fn run(&self, at: usize) -> (usize, usize) {
        let is_inside = |at: usize| self.is_capital(at) && !self.is_inner_possessive(at);
        let (mut from, mut to) = (at, at + 1);
        while at - from < REACH && from > 0 && self.is_tied_to_next(from - 1) && is_inside(from - 1) {
            from -= 1;
        }
        while to - at < REACH
            && to < self.article.words().len()
            && self.is_tied_to_next(to - 1)
            && is_inside(to - 1)
            && self.is_capital(to)
        {
            to += 1;
        }
        (from, to)
    }

    /// Whether a word has a possessive ending, with which a name ends.
    fn is_inner_possessive(&self, at: usize) -> bool {
        self.article.words().word(at).ends_with("'s")
    }

    /// Whether nothing but a blank or a hyphen parts the word at a position from the next.
    fn is_tied_to_next(&self, position: usize) -> bool {
        let gap = self.gap(position);
        gap.is_some_and(|gap| gap.chars().count() == 1 && gap.chars().all(|c| c == ' ' || c == '\u{A0}' || is_dash(c)))
    }

    /// What stands between the word at a position and the next.
    fn gap(&self, position: usize) -> Option<&str> {
        let words = self.article.words();
        let gap = (position + 1 < words.len())
            .then(|| Span::new(words.span(position).end, words.span(position + 1).start))?;
        self.article.text().get(gap.range())
    }

    /// Whether the word at a position is the first of its sentence.
    pub(super) fn is_sentence_start(&self, at: usize) -> bool {
        let start = self.article.words().span(at).start;
        let sentences = self.article.sentences();
        let sentence =
            sentences.partition_point(|span| span.start <= start).checked_sub(1).and_then(|at| sentences.get(at));
        sentence.is_some_and(|span| self.article.words().position_at(span.start) == at)
    }

    /// Whether the words from one position to another, half-open, are one name there, with what else may stand inside it.
    fn is_one_run(&self, from: usize, to: usize) -> bool {
        let words = self.article.words();
        let is_ours = |word: &str| {
            let word = word.strip_suffix("'s").unwrap_or(word);
            self.name.words.iter().any(|ours| ours.folded == word)
        };
        // "Upper and Middle Nile" has the Upper Nile; "Fatima Lee and Anna Berg" has no Anna Lee.
        let first = self.name.words.iter().find(|word| word.role != Role::Joint);
        let is_in_order = first.is_some_and(|first| first.folded == words.word(from));
        let is_inside = |at: usize| {
            let word = words.word(at);
            let is_and = matches!(word, "and" | "&") && is_in_order;
            is_ours(word) || self.is_capital(at) || is_joint(word) || is_particle(word) || is_and
        };
        (from..to).all(|at| is_inside(at) || at == from || at + 1 == to)
            && (from..to.saturating_sub(1)).all(|at| self.goes_on(at))
    }

    /// Whether what stands after the word at a position lets a name go on: no full stop, but the point of an initial or a title.
    fn goes_on(&self, at: usize) -> bool {
        let word = self.article.words().word(at);
        let Some(gap) = self.gap(at) else { return false };
        let takes_point = word.chars().count() == 1 || is_suffix(word) || is_title(word) && word.len() <= 4;
        let mark = gap.trim();
        !gap.contains("\n\n")
            && match mark.chars().next() {
                None | Some('(' | ')' | ',' | '&' | '/') => mark.chars().count() <= 1,
                Some('.') => takes_point || !gap.contains(char::is_whitespace),
                Some(c) => mark.chars().count() == 1 && (is_dash(c) || crate::text::is_quotation_mark(c)),
            }
    }

    /// Where the words stand closest together, from the rarest one's positions.
    fn together<'f>(&self, found: impl Iterator<Item = &'f Occurrences>) -> Answer {
        let found: Vec<&Occurrences> = found.collect();
        let Some(form) = found.iter().map(|found| found.form).max() else { return Answer::Nowhere };
        let placed: Vec<&[u32]> =
            found.iter().map(|found| found.positions.as_slice()).filter(|all| !all.is_empty()).collect();
        let Some(rarest) = placed.iter().min_by_key(|all| all.len()) else { return Answer::Told };
        let mut best: Option<(usize, u32, u32, u32)> = None;
        for &at in *rarest {
            let near = placed.iter().filter_map(|all| {
                let next = all.partition_point(|&other| other < at);
                let around = [next.checked_sub(1).map(|i| all[i]), all.get(next).copied()];
                around
                    .into_iter()
                    .flatten()
                    .min_by_key(|&other| other.abs_diff(at))
                    .filter(|other| other.abs_diff(at) as usize <= REACH)
            });
            let (count, from, to) =
                near.fold((0, at, at), |(count, from, to), other| (count + 1, from.min(other), to.max(other)));
            if best.is_none_or(|(most, _, _, width)| count > most || (count == most && to - from < width)) {
                best = Some((count, from, to, to - from));
            }
        }
        let Some((count, from, to, _)) = best else { return Answer::Nowhere };
        let (from, to) = (from as usize, to as usize + 1);
        match count < placed.len() {
            true => Answer::Loose { why: Loose::Apart, from, to },
            false => Answer::There { form, from, to },
        }
    }
}
