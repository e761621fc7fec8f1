//! Has a claim the opposite of one word of its source's sentence, among the very same words?

use super::antonyms;
use crate::sources::{Article, StemId};
use crate::text::{Span, is_function_word};
use crate::verify::polarity;
use crate::verify::said::Said;

/// How near the claim's own word must stand elsewhere to one beside it, in words, for the source to say that too.
const NEAR: usize = 6;

/// Words of opposite sense that a claim and its source have in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opposite {
    /// The claim's, in bytes of its text.
    pub ours: Span,
    /// The source's, in bytes of the article's text.
    pub theirs: Span,
}

/// The word of a claim in whose place, between the same two words or after them, a passage of an article has the opposite; at
/// the beginning of a claim, before them. The words beside it are the next that are no function words.
pub fn opposite(said: &Said, article: &Article, passage: Span) -> Option<Opposite> {
    let (index, forms) = (article.words(), article.forms());
    if said.words.iter().any(|word| polarity::is_negation(&word.folded)) {
        return None;
    }
    let ours: Vec<Option<StemId>> = said.content().map(|(_, stem)| forms.find(stem)).collect();
    let is_content = |position: &usize| {
        let word = index.word(*position);
        !is_function_word(word) && word.contains(char::is_alphanumeric)
    };
    let theirs: Vec<(usize, StemId)> =
        index.positions_in(passage).filter(is_content).map(|at| (at, forms.of(index.ids()[at]))).collect();
    for (at, (word, _)) in said.content().enumerate() {
        if theirs.iter().any(|(_, theirs)| Some(*theirs) == ours[at]) {
            continue;
        }
        let opposites: Vec<StemId> = antonyms::of(&word.folded).iter().filter_map(|stem| forms.find(stem)).collect();
        let is_there = |&number: &usize| {
            let same = |ours_at: Option<usize>, theirs_at: Option<usize>| {
                let (ours, theirs) = (*ours.get(ours_at?)?, theirs.get(theirs_at?)?.1);
                Some(ours == Some(theirs))
            };
            let before = |by: usize| same(at.checked_sub(by), number.checked_sub(by));
            let after = |by: usize| same(Some(at + by), Some(number + by));
            let is = |beside: Option<bool>| beside == Some(true);
            let is_between = match (is(before(1)), is(after(1))) {
                (true, true) => true,
                (true, false) => is(before(2)),
                // Another subject may do the opposite.
                (false, true) => at == 0 && is(after(2)),
                _ => false,
            };
            is_between && opposites.contains(&theirs[number].1)
        };
        let Some(number) = (0..theirs.len()).find(is_there) else { continue };
        let position = theirs[number].0;
        let mut around = position.saturating_sub(NEAR)..(position + NEAR).min(index.len());
        let beside = [number.checked_sub(1), Some(number + 1)].into_iter().flatten().filter_map(|at| theirs.get(at));
        let beside: Vec<StemId> = beside.map(|&(_, stem)| stem).collect();
        let is_denied = around.any(|at| polarity::is_negation(index.word(at)));
        if !is_denied && !ours[at].is_some_and(|stem| is_said_elsewhere(stem, &beside, article)) {
            return Some(Opposite { ours: word.span, theirs: index.span(position) });
        }
    }
    None
}

/// Whether an article has a stem near one of others.
fn is_said_elsewhere(stem: StemId, beside: &[StemId], article: &Article) -> bool {
    let (index, forms) = (article.words(), article.forms());
    forms.positions(stem).iter().map(|&at| at as usize).any(|at| {
        let mut near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(index.len());
        near.any(|near| near != at && beside.contains(&forms.of(index.ids()[near])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;

    /// Holds the claim's word and the source's opposite against what is expected, `/` between them.
    fn check(source: &str, claim: &str, expected: &str) {
        let article = Article::of_text(source, Format::Text);
        let found = opposite(&Said::new(claim), &article, article.sentences()[0]);
        let found = found.map_or(String::new(), |found| format!("{}/{}", &claim[found.ours], &source[found.theirs]));
        assert_eq!(found, expected, "{claim:?} of {source:?}");
    }

    const SOURCE: &str = "The master of the port supports the plan to close the old quay in May.";

    #[test]
    fn the_opposite_of_one_word() {
        check(SOURCE, "The port's master opposes the plan to close the quay.", "");
        check(SOURCE, "The port opposes the plan to close the quay.", "opposes/supports");
        check(SOURCE, "The plan to open the old quay is his.", "open/close");
        check("Tolls rose sharply last May.", "Tolls fell sharply in spring.", "fell/rose");
    }

    #[test]
    fn other_words_beside_it_are_another_matter() {
        check(SOURCE, "The council opposes the plan to close the quay.", "");
        check(SOURCE, "The plan to open the new quay is his.", "");
    }

    #[test]
    fn a_denied_opposite_is_the_same() {
        check(SOURCE, "The port does not oppose the plan to close the quay.", "");
        check("The port did not oppose the plan.", "The port did support the plan.", "");
    }

    #[test]
    fn both_may_be_said() {
        let source = format!("{SOURCE} Last year the port opposed the plan.");
        check(&source, "The port opposes the plan to close the quay.", "");
    }
}
