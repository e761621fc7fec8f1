//! A name with a number, of which the source has another: `Interstate 66` for "Interstate 88".

use super::{NameFault, NameQuestion};
use crate::figures::{NumberedName, numbered_names};
use crate::sources::{Article, SourceId};
use crate::text::{Span, each_word};
use crate::verify::check::{Check, Evidence, Kind, Verdict};

impl NameQuestion<'_> {
    /// The checks of the unit's names that have another number in the sources that cover them, and never theirs.
    pub(super) fn check_numbered(&self) -> Vec<Check> {
        let names = numbered_names(self.unit.prose.text());
        names.iter().filter_map(|name| self.other_number(name)).collect()
    }

    fn other_number(&self, name: &NumberedName) -> Option<Check> {
        let whole = name.words.cover(name.number);
        if self.unit.quotations.iter().any(|quotation| quotation.span.overlaps(whole)) {
            return None;
        }
        let cover = self.cx.cover(self.unit, whole);
        if !cover.convicts() || cover.is_partial {
            return None;
        }
        let prose = self.unit.prose.text();
        let number = &prose[name.number];
        let mut words = Vec::new();
        each_word(&prose[name.words], |_, folded| words.push(folded.to_owned()));
        let is_before = name.number.start < name.words.start;
        let mut evidence = None;
        for source in cover.sources() {
            let article = self.cx.library.article(source)?;
            if has_near(article, number, &words, is_before) {
                return None;
            }
            evidence = evidence.or_else(|| with_other_number(article, source, &words, is_before));
        }
        let verdict = Verdict::Name(NameFault::NotFound);
        Some(Check {
            kind: Kind::Name,
            unit: self.unit_id,
            prose: whole,
            span: self.unit.prose.origin(whole),
            searched: cover.sources(),
            reading: String::new(),
            how: verdict.undecided(),
            verdict,
            evidence: vec![evidence?],
        })
    }
}

/// Whether an article has a number where it may be that of the name: `Wards 6 and 14`.
fn has_near(article: &Article, number: &str, name: &[String], is_before: bool) -> bool {
    const FAR: usize = 6;
    let words = article.words();
    let Some((id, first)) = words.find(number).zip(name.first()) else { return false };
    let is_name = |at: usize| {
        let word = words.word(at);
        word == first || word.strip_suffix('s') == Some(first)
    };
    words.positions(id).iter().any(|&at| {
        let at = at as usize;
        let near = if is_before { at + 1..(at + 1 + FAR).min(words.len()) } else { at.saturating_sub(FAR)..at };
        near.into_iter().any(is_name)
    })
}

/// Where an article has the words as a name with a number, before or after them.
fn with_other_number(article: &Article, source: SourceId, name: &[String], is_before: bool) -> Option<Evidence> {
    let words = article.words();
    let first = words.find(name.first()?)?;
    words.positions(first).iter().find_map(|&at| {
        let from = at as usize;
        let to = from + name.len();
        let number = if is_before { from.checked_sub(1)? } else { to };
        let is_number = |at: usize| at < words.len() && words.word(at).bytes().all(|c| c.is_ascii_digit());
        let is_same =
            to <= words.len() && name.iter().enumerate().all(|(i, word)| words.word(from + i) == word.as_str());
        if !is_same || !is_number(number) {
            return None;
        }
        let (name, number) = (words.span_of(from, to), words.span(number));
        let gap = Span::new(name.end.min(number.end), name.start.max(number.start));
        let text = article.text();
        let is_name = &text[gap] == " " && text[name].starts_with(char::is_uppercase);
        is_name.then(|| Evidence { source, span: name.cover(number), score: 0.5 })
    })
}
