//! What the writer of a quotation changed, and marked: elisions and brackets.

use crate::sources::Article;
use crate::verify::how::Change;
use crate::verify::quotation::{Piece, Place, Quoted};

/// What the writer's elisions and brackets stand for, in order.
pub fn of(quoted: &Quoted<'_>, place: &Place, article: &Article) -> Vec<Change> {
    let index = article.words();
    let at = |number: usize| place.pairs.get(number).map(|&(_, position)| position);
    let mut changes = Vec::new();
    let mut number = 0_usize;
    for piece in &quoted.pattern.pieces {
        let from = number.checked_sub(1).and_then(at).map_or(place.from, |before| before + 1);
        let to = at(number).unwrap_or(place.to);
        let left_out = to.saturating_sub(from);
        match piece {
            Piece::Word(word) => {
                let source = at(number).map(|position| index.word(position)).unwrap_or_default();
                if word.kept.is_some() && word.folded != source {
                    changes.push(Change::For(quoted.content[word.span].to_owned(), source.to_owned()));
                }
                number += 1;
            }
            Piece::Elision(_) => changes.push(Change::Elided(left_out)),
            Piece::Bracket(span, _) if left_out == 0 => {
                changes.push(Change::PutIn(quoted.content[*span].to_owned()));
            }
            Piece::Bracket(span, _) => {
                let source = &article.text()[index.span_of(from, to)];
                changes.push(Change::For(quoted.content[*span].to_owned(), source.to_owned()));
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;
    use crate::verify::quotation::Located;

    /// Holds what a quotation's writer changed against what is expected.
    fn check(quotation: &str, expected: &[Change]) {
        let article = Article::of_text(
            "It rained.\n\nThe guest houses in Orrin should be closed down, they believed, and all entry points too.",
            Format::Text,
        );
        let quoted = Quoted::new(quotation);
        let Located::There { places, .. } = quoted.locate(&article) else { panic!("{quotation:?} is not there") };
        assert_eq!(of(&quoted, &places[0], &article), expected, "{quotation:?}");
    }

    fn stand_for(ours: &str, theirs: &str) -> Change {
        Change::For(ours.to_owned(), theirs.to_owned())
    }

    #[test]
    fn what_elisions_and_brackets_stand_for() {
        check("The guest houses in Orrin", &[]);
        check("guest houses … should be closed", &[Change::Elided(2)]);
        check("entry points [of the town] too", &[Change::PutIn("[of the town]".to_owned())]);
        check("closed down, [ministers] believed", &[stand_for("[ministers]", "they")]);
        check("they believe[]", &[stand_for("believe[]", "believed")]);
        check("in [this town] should … closed", &[stand_for("[this town]", "Orrin"), Change::Elided(1)]);
    }
}
