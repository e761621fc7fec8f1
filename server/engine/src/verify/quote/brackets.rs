//! What the writer's brackets put in the place of the source's words: they may explain, never turn round or replace a figure.

use crate::figures;
use crate::sources::Article;
use crate::text::Span;
use crate::verify::polarity;
use crate::verify::quotation::{Difference, DifferenceKind, Piece, Place, Quoted};

/// The brackets of a quotation that say something else than the source at a place: one with a negation that the source does not
/// have there, one with another number, one that stands in the source with other words.
pub fn differences(quoted: &Quoted<'_>, round_brackets: bool, place: &Place, article: &Article) -> Vec<Difference> {
    let index = article.words();
    let at = |number: usize| place.pairs.get(number).map(|&(_, position)| position);
    let mut found = Vec::new();
    let mut number = 0_usize;
    for piece in &quoted.pattern_of(round_brackets).pieces {
        let Piece::Bracket(span, words) = piece else {
            number += usize::from(matches!(piece, Piece::Word(_)));
            continue;
        };
        let from = number.checked_sub(1).and_then(at).map_or(place.from, |before| before + 1);
        let to = at(number).unwrap_or(place.to).max(from);
        let source = index.span_of(from, to);
        let gap = &article.text()[gap(article, from, to)];
        let theirs: Vec<&str> = (from..to).map(|position| index.word(position)).collect();
        let ours: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
        let inner = inner(&quoted.content[*span]);
        let negations = |words: &[&str]| words.iter().filter(|word| polarity::is_negation(word)).count();
        let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        let kind = if negations(&ours) > negations(&theirs) {
            DifferenceKind::NegationPutIn
        } else if ours == theirs || ours.is_empty() {
            continue;
        } else if has_digit(inner) && has_digit(gap) && !figures::are_equal(inner, &article.text()[source]) {
            DifferenceKind::Figure
        } else if gap.trim_start().starts_with('[')
            && theirs.iter().any(|word| !ours.contains(word))
            && !is_note(&theirs)
        {
            DifferenceKind::Replaced
        } else {
            continue;
        };
        found.push(Difference { kind, quoted: *span, source });
    }
    found
}

/// Whether words in a bracket of the source are a mark for a note: `[12]`, `[a]`.
fn is_note(words: &[&str]) -> bool {
    words.iter().all(|word| word.len() <= 3 && (word.len() == 1 || word.bytes().all(|byte| byte.is_ascii_digit())))
}

/// The source between the words on either side of some of its words.
fn gap(article: &Article, from: usize, to: usize) -> Span {
    let index = article.words();
    let start = from.checked_sub(1).map_or(0, |before| index.span(before).end);
    let end = if to < index.len() { index.span(to).start } else { article.text().len() };
    Span::new(start, end.max(start))
}

/// What stands between the brackets.
fn inner(bracket: &str) -> &str {
    let mut characters = bracket.chars();
    characters.next();
    characters.next_back();
    characters.as_str()
}
