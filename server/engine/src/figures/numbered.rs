//! Names that end or begin with a number: `Apollo 11`, `Interstate 70`, `12 Maple Street`. The number is no figure, but another
//! number makes another name.

use super::reader::Reader;
use super::tokens::Gap;
use super::{blocks, tokens};
use crate::lexicon::{DOCUMENT_NOUNS, LABELS, LABELS_IN_CAPITALS, LOCATOR_WORDS, NUMBERED_NAMES, STREETS};
use crate::text::Span;

/// A name with its number, in bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberedName {
    /// The words beside the number.
    pub words: Span,
    /// The number.
    pub number: Span,
}

/// The names of `text` that have a number, in order. Documents (`Resolution 12`) and their parts (`Section 4`,
/// `Figure 2`) are none: what they are counted by is never looked for.
pub fn numbered_names(text: &str) -> Vec<NumberedName> {
    let mut names = Vec::new();
    let mut tokens = Vec::new();
    for (at, block) in blocks(text) {
        tokens::tokenize(block, &mut tokens);
        let reader = Reader { text: block, tokens: &mut tokens };
        let found = (0..reader.len()).filter_map(|i| reader.numbered_name(i));
        names.extend(found.map(|name| NumberedName { words: name.words.shifted(at), number: name.number.shifted(at) }));
    }
    names
}

impl Reader<'_> {
    /// The name whose number stands at `i`.
    fn numbered_name(&self, i: usize) -> Option<NumberedName> {
        const LONGEST: usize = 4;
        if !self.is_digits(i) || self.text_of(i).len() > LONGEST || self.glued(i) {
            return None;
        }
        let number = self.span(i, i + 1);
        if self.is_house_number(i, i + 1) {
            let ends = |at: &usize| STREETS.has(&self.folded(*at));
            let last = (i + 1..self.len()).take_while(|&at| self.has_capital(at)).find(ends)?;
            return Some(NumberedName { words: self.span(i + 1, last + 1), number });
        }
        let label = i.checked_sub(1).filter(|&at| self.has_capital(at) && self.gap(i) == Gap::Blank)?;
        let word = self.folded(label);
        let is_label = LABELS.has(&word) || LABELS_IN_CAPITALS.has(&word) || NUMBERED_NAMES.has(&word);
        let is_alone = self.closes(i + 1) && !(self.glued(i + 1) && self.is_any_sign(i + 1, "-‐‑–/%("));
        let is_of_document = LOCATOR_WORDS.has(&word) || DOCUMENT_NOUNS.has(&word);
        let is_name = is_label && !is_of_document && is_alone && !self.is_amount_at(i);
        is_name.then(|| NumberedName { words: self.span(label, i), number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let whole = |name: &NumberedName| text[name.words.cover(name.number)].to_owned();
        let found: Vec<String> = numbered_names(text).iter().map(whole).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_with_numbers() {
        check("Gemini 9 and Soyuz 4 met above Interstate 88.", &["Gemini 9", "Soyuz 4", "Interstate 88"]);
        check("She moved from 7 Quince Street to Ward 6.", &["7 Quince Street", "Ward 6"]);
    }

    #[test]
    fn parts_of_documents_and_amounts_are_none() {
        check("See Figure 4 and Section 12 on the 30 wards.", &[]);
        check("They cite Resolution 41 and Docket 7.", &[]);
        check("In Area 5 km of wall fell; Unit 12% of it.", &[]);
    }
}
