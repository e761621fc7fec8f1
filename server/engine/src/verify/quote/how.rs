//! How a quotation was found, in one short line.

use crate::sources::Article;
use crate::verify::quotation::{Piece, Place, Quoted};

/// How many of the writer's changes are told one by one.
const MOST_TOLD: usize = 3;

/// How a quotation stands at a place of an article: how many words, where, and what its elisions and brackets are for.
pub fn of(quoted: &Quoted<'_>, place: &Place, article: &Article) -> String {
    let index = article.words();
    let stands = article.place(index.span_of(place.from, place.to).start);
    let count = quoted.pattern.words().count();
    let mut told = changes(quoted, place, article);
    let rest = told.len().saturating_sub(MOST_TOLD);
    told.truncate(MOST_TOLD);
    if rest > 0 {
        told.push(format!("{rest} more"));
    }
    let noun = if count == 1 { "word" } else { "words" };
    let told: String = told.iter().map(|change| format!("; {change}")).collect();
    format!("{count} {noun}, as in {stands}{told}")
}

/// What the writer's elisions and brackets stand for, in order.
fn changes(quoted: &Quoted<'_>, place: &Place, article: &Article) -> Vec<String> {
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
                    changes.push(format!("“{}” for “{source}”", &quoted.content[word.span]));
                }
                number += 1;
            }
            Piece::Elision(_) if left_out == 1 => changes.push("“…” for 1 word".to_owned()),
            Piece::Elision(_) => changes.push(format!("“…” for {left_out} words")),
            Piece::Bracket(span, _) if left_out == 0 => {
                changes.push(format!("“{}” put in", &quoted.content[*span]));
            }
            Piece::Bracket(span, _) => {
                let source = &article.text()[index.span_of(from, to)];
                changes.push(format!("“{}” for “{source}”", &quoted.content[*span]));
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

    fn check(quotation: &str, expected: &str) {
        let article = Article::of_text(
            "It rained.\n\nThe guest houses in Orrin should be closed down, they believed, and all entry points too.",
            Format::Text,
        );
        let quoted = Quoted::new(quotation);
        let Located::There { places, .. } = quoted.locate(&article) else { panic!("{quotation:?} is not there") };
        assert_eq!(of(&quoted, &places[0], &article), expected, "{quotation:?}");
    }

    #[test]
    fn the_words_and_their_place_are_told() {
        check("The guest houses in Orrin", "5 words, as in ¶ 2");
        check("closed", "1 word, as in ¶ 2");
    }

    #[test]
    fn what_elisions_and_brackets_stand_for_is_told() {
        check("guest houses … should be closed", "5 words, as in ¶ 2; “…” for 2 words");
        check("entry points [of the town] too", "3 words, as in ¶ 2; “[of the town]” put in");
        check("closed down, [ministers] believed", "3 words, as in ¶ 2; “[ministers]” for “they”");
        check("they believe[]", "2 words, as in ¶ 2; “believe[]” for “believed”");
    }

    #[test]
    fn of_many_changes_some_are_told() {
        let quotation = "guest … in [this town] should … closed [to all] … believed [so] and";
        check(quotation, "6 words, as in ¶ 2; “…” for 1 word; “[this town]” for “Orrin”; “…” for 1 word; 3 more");
    }
}
