//! Sentences without an end: lists, rows and dumps that have no full stop. What looks at every pair of words or figures of a
//! sentence would take hours over one, so that it is read in pieces.

use super::Span;

/// The longest sentence, in bytes: some six hundred words. The longest ones that people write, in resolutions, are shorter.
const LONGEST: usize = 4_000;

/// The pieces of a sentence of `text`, in order: itself, mostly. A long one is cut after a mark or else at a blank, and within a word only
/// where nothing else is left; never within one of `quotations`, which are in order.
pub(super) fn pieces(text: &str, sentence: Span, quotations: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut rest = sentence;
    while rest.len() > LONGEST {
        let end = cut(text, rest, quotations);
        if end >= rest.end {
            break;
        }
        found.push(Span::new(rest.start, end).trimmed(text));
        rest = Span::new(end, rest.end).trimmed(text);
    }
    found.push(rest);
    found
}

/// Where a long piece ends: at the last clause that ends within the bound, else at the last word, else at the bound itself or at the end
/// of the quotation there.
fn cut(text: &str, rest: Span, quotations: &[Span]) -> usize {
    let bound = text.floor_char_boundary(rest.start + LONGEST);
    let first = quotations.partition_point(|quotation| quotation.end <= rest.start);
    let around = |at: usize| {
        let next = first + quotations[first..].partition_point(|quotation| quotation.end <= at);
        quotations.get(next).filter(|quotation| quotation.start < at)
    };
    let blanks = || text[rest.start..bound].char_indices().rev().filter(|(_, c)| c.is_whitespace());
    let ends_clause = |at: usize| text[..at].ends_with([';', ',', ':']);
    let last = |holds: &dyn Fn(usize) -> bool| {
        blanks().map(|(at, _)| rest.start + at).find(|&at| holds(at) && around(at).is_none())
    };
    let last = last(&ends_clause).or_else(|| last(&|_| true));
    last.unwrap_or_else(|| around(bound).map_or(bound, |quotation| quotation.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, quotations: &[Span], ends: &[&str]) {
        let found = pieces(text, Span::new(0, text.len()), quotations);
        assert_eq!(found.len(), ends.len());
        for (piece, end) in found.iter().zip(ends) {
            assert!(text[*piece].ends_with(end), "{:?}", &text[*piece]);
        }
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(found.iter().map(|&piece| letters(&text[piece])).collect::<String>(), letters(text));
    }

    #[test]
    fn what_people_write_stays_whole() {
        check("the barge left, ".repeat(LONGEST / 16).trim_end(), &[], &["left,"]);
    }

    #[test]
    fn it_is_cut_after_a_mark() {
        check(&"the barge left, and ".repeat(300), &[], &["left,", "and"]);
    }

    #[test]
    fn it_is_cut_at_a_blank_without_one() {
        check(&"barge ".repeat(1_000), &[], &["barge", "barge"]);
    }

    #[test]
    fn a_word_is_cut_where_it_is_longer_than_any_sentence() {
        check(&"1-".repeat(LONGEST), &[], &["1-", "1-"]);
        check(&format!("barge {}", "é".repeat(LONGEST)), &[], &["barge", "é", "é"]);
    }

    #[test]
    fn a_quotation_is_not_cut() {
        let (before, quoted) = ("a, ".repeat(100), format!("“{}”", "b, ".repeat(2_000)));
        let quotation = Span::new(before.len(), before.len() + quoted.len());
        check(&format!("{before}{quoted} end"), &[quotation], &["a,", "”", "end"]);
    }
}
