//! Numbers that name something and count nothing: articles of laws, routes, flights, models, house numbers.

use super::numbers::Form;
use super::reader::Reader;
use super::tokens::{Gap, Lex};
use crate::lexicon::{
    COMMON_ACRONYMS, LABELS, LABELS_IN_CAPITALS, NUMBERED_NAMES, PERIOD_NOUNS, PRODUCT_SUFFIXES, STREETS,
    TIME_PREPOSITIONS,
};
use crate::names::is_calendar;

/// The most words of a street's name before the word that says it is one: `10 New Downing Street`.
const LONGEST_STREET: usize = 3;

impl Reader<'_> {
    /// Whether the number of the chunk from `from` to `to` is a name's or a label's.
    pub(super) fn is_label(&self, from: usize, to: usize) -> bool {
        let labelled = self.follows_label(from) && !self.is_amount_at(from);
        labelled
            || self.is_docket(from, to)
            || self.is_issue(from)
            || self.is_house_number(from, to)
            || self.is_model(from, to)
            || self.is_designation(from)
            || self.is_path(from, to)
            || self.is_formula(from, to)
            || self.is_heading_number(from, to)
            || self.is_spelled_name(from, to)
    }

    /// Whether the word before `i` is one that the number at `i` names: `Article 370`, `No. 23-719`, `§ 12`, `ISBN: 978…`,
    /// `Regulation (EU) 2016/679`.
    fn follows_label(&self, i: usize) -> bool {
        let Some(mut at) = i.checked_sub(1) else { return false };
        if self.is_any_sign(at, "§¶#") {
            return true;
        }
        // The chunk itself may open with a bracket or a letter: `(2)`, `C-311/18`.
        let colon = self.is_sign(at, ':') && self.glued(at);
        if colon && at > 0 {
            at -= 1;
        } else if self.is_sign(at, ')') && at >= 3 && self.is_sign(at - 2, '(') && self.is_word(at - 1) {
            at -= 3;
        }
        if self.gap(i) == Gap::Line && !colon {
            return false;
        }
        if self.is_sign(at, '.') && self.glued(at) {
            return self.has_abbreviation(at);
        }
        if !self.is_word(at) || colon && !self.is_number_of_a_work(at) {
            return false;
        }
        let word = self.folded(at);
        let singular = word.strip_suffix('s').unwrap_or(&word);
        let is_in = |words: &crate::lexicon::List| words.has(&word) || words.has(singular);
        let has_capital = self.has_capital(at);
        is_in(&LABELS)
            || has_capital && is_in(&LABELS_IN_CAPITALS)
            || self.text_of(at).contains(char::is_uppercase) && NUMBERED_NAMES.has(&word)
            || word == "p" && self.is_sign(at.wrapping_sub(1), '&')
            || word == "of" && at > 0 && self.is_one_of(at - 1, &["group", "gang"]) && self.has_capital(at - 1)
    }

    /// Identifiers of works may have a colon before them.
    fn is_number_of_a_work(&self, i: usize) -> bool {
        self.is_one_of(i, &["isbn", "issn", "doi", "pmid", "pmcid", "arxiv", "docket", "case", "orcid", "ecli"])
    }

    /// Whether the full stop at `dot` ends an abbreviation of a label: `Art.`, `pp.`, `H.R.`.
    fn has_abbreviation(&self, dot: usize) -> bool {
        let Some(word) = dot.checked_sub(1) else { return false };
        let longer = word >= 2 && self.is_sign(word - 1, '.') && self.glued(word) && self.glued(word - 1);
        let stem = if longer { self.folded(word - 2) + "." } else { String::new() };
        LABELS.has(&(stem + &self.folded(word) + "."))
    }

    /// Whether the number at `i` is an amount after all: `the area 5 km away`.
    pub(super) fn is_amount_at(&self, i: usize) -> bool {
        if !self.is_digits(i) {
            return false;
        }
        let after = i + 1;
        self.is_sign(after, '%')
            || matches!(self.lex(after), Lex::Scale(_) | Lex::Hundred)
            || self.gap(after) == Gap::Blank && self.text_of(after).len() > 1 && self.unit(after, Form::Words).is_some()
    }

    /// `No. 23-719`, and not `No. 3`.
    fn is_docket(&self, from: usize, to: usize) -> bool {
        let led = from >= 2 && self.is_sign(from - 1, '.') && self.is_one_of(from - 2, &["no", "nos"]);
        led && (from..to).any(|i| self.is_any_sign(i, "-–/")) && self.is_digits(from)
    }

    /// The number of an issue after that of its volume: `vol. 12, no. 3`.
    fn is_issue(&self, from: usize) -> bool {
        let is_led = from >= 5
            && self.is_sign(from - 1, '.')
            && self.is_one_of(from - 2, &["no", "nos"])
            && self.is_sign(from - 3, ',')
            && self.is_digits(from - 4);
        is_led && self.follows_label(from - 4)
    }

    /// `10 Downing Street`, `221B Baker Street`.
    pub(super) fn is_house_number(&self, from: usize, to: usize) -> bool {
        let plain = self.is_digits(from) && (to == from + 1 || to == from + 2 && self.text_of(from + 1).len() == 1);
        let named = |i: usize| self.is_word(i) && self.gap(i) == Gap::Blank && self.has_capital(i);
        let ends = |i: usize| named(i) && STREETS.has(&self.folded(i));
        // "A 2014 Appeals Court ruling", "in 2014 Main Street banks".
        let is_year = self.text_of(from).len() == 4 && self.year_digits(from).is_some();
        let led = from > 0
            && (matches!(self.lex(from - 1), Lex::Article)
                || self.is_one_of(from - 1, &["the"])
                || is_year && !self.is(from - 1, "at"));
        plain && !led && (1..=LONGEST_STREET).any(|words| (to..to + words).all(named) && ends(to + words))
    }

    /// `737 MAX`, `10-K`, `777F freighters`, `7-Eleven`.
    fn is_model(&self, from: usize, to: usize) -> bool {
        if !self.is_digits(from) {
            return false;
        }
        let next = from + 1;
        let suffix = self.gap(next) == Gap::Blank && self.has_capital(next) && PRODUCT_SUFFIXES.has(&self.folded(next));
        let joined = self.is_hyphen(next) && self.glued(next) && self.glued(next + 1) && self.has_capital(next + 1);
        let is_period = self.is_period_mark(next + 1) && self.is_digits(next + 2);
        let letter = joined && self.text_of(next + 1).len() == 1 && !is_period;
        let brand = joined && matches!(self.lex(next + 1), Lex::Small(_)) && !(next + 2..to).any(|at| self.is_word(at));
        let hot = self.glued(next) && matches!(self.text_of(next), "F" | "C") && self.text_of(from).len() >= 3;
        suffix || letter || brand || hot && self.gap(next + 1) == Gap::Blank && self.is_plural_noun(next + 1)
    }

    /// `1950 DA`, `2014 MU69`: a small body of the solar system, by the year in which it was found and two letters. Two letters
    /// alone may be a name of their own after a time (`In 2010 GM …`).
    fn is_designation(&self, from: usize) -> bool {
        const ERAS: [&str; 6] = ["AD", "AH", "BC", "BP", "CE", "BH"];
        let next = from + 1;
        let is_year = matches!(self.text_of(from).as_bytes(), [b'1', b'8' | b'9', _, _] | [b'2', b'0', _, _]);
        if !is_year || !self.is_digits(from) || !self.is_word(next) || self.gap(next) == Gap::Line {
            return false;
        }
        let name = self.text_of(next);
        let digits = name.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let is_pair = name.len() - digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        let is_alone = || {
            let is_word = COMMON_ACRONYMS.get(&self.folded(next)).is_some() || ERAS.contains(&name);
            !is_word && from > 0 && self.is_word(from - 1) && !self.is_after_time(from)
        };
        is_pair && (!digits.is_empty() || is_alone())
    }

    /// Whether the words before a number say that it is a time: `in`, `summer of`, `May`.
    fn is_after_time(&self, from: usize) -> bool {
        let is_time = |at: usize| PERIOD_NOUNS.has(&self.folded(at)) || is_calendar(&self.folded(at));
        match self.folded(from - 1).as_str() {
            "of" => from > 1 && self.is_word(from - 2) && is_time(from - 2),
            word => TIME_PREPOSITIONS.has(word) || is_time(from - 1),
        }
    }

    /// `S/RES/2593`: names of documents with strokes between letters in capitals and numbers.
    fn is_path(&self, from: usize, to: usize) -> bool {
        let is_capital = |i: usize| {
            self.is_word(i) && self.text_of(i).len() <= 5 && self.text_of(i).bytes().all(|c| c.is_ascii_uppercase())
        };
        let strokes = (from..to).filter(|&i| self.is_sign(i, '/')).count();
        strokes >= 1
            && (is_capital(from) && self.is_sign(from + 1, '/') || strokes >= 2 && is_capital(to - 1))
            && !self.is_money_mark(from)
    }

    /// `$0.05$`: mathematics.
    fn is_formula(&self, from: usize, to: usize) -> bool {
        let last = (from..to).rev().find(|&i| !self.is_any_sign(i, ".,;:)"));
        self.is_sign(from, '$') && last.is_some_and(|last| last > from + 1 && self.is_sign(last, '$'))
    }

    /// `3.2 Methods` at the head of a line.
    fn is_heading_number(&self, from: usize, to: usize) -> bool {
        let decimal = to == from + 3 && self.is_sign(from + 1, '.') && self.is_digits(from) && self.is_digits(from + 2);
        let title =
            self.gap(to) == Gap::Blank && self.is_word(to) && self.has_capital(to) && self.lex(to) == Lex::Other;
        let short = self.text_of(from).len() <= 2 && self.text_of(from + 2).len() <= 2;
        decimal && title && short && self.gap(from) == Gap::Line && self.unit(to, Form::Words).is_none()
    }

    /// `Five Eyes`, `the Group of Seven`: a number that is a word of a name.
    fn is_spelled_name(&self, from: usize, to: usize) -> bool {
        if !(matches!(self.lex(from), Lex::Small(1..)) && self.has_capital(from) && from > 0 && to == from + 1) {
            return false;
        }
        let group = from >= 2
            && self.is(from - 1, "of")
            && self.has_capital(from - 2)
            && self.is_one_of(from - 2, &["group", "gang", "council", "committee", "club", "circle", "rule", "house"]);
        let near = |i: usize| self.gap(i) == Gap::Blank && self.is_word(i);
        let opens = self.gap(from) == Gap::Line || !self.is_word(from - 1);
        let named = near(to) && self.has_capital(to) && self.lex(to) == Lex::Other;
        let goes_on = near(to + 1) && !self.has_capital(to + 1) && !self.is_function_word(to + 1);
        group || !opens && named && goes_on && !self.has_capital(from - 1)
    }
}
