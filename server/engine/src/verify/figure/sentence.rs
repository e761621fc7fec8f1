//! The sentence of a source that says all that a claim says, in the same order, but for its figures.
//!
//! Then the figure that stands in the place of the claim's is said of the same thing, whatever the roles are called.

use crate::clauses::is_plural;
use crate::figures::{Agreement, Figure, Kind, compare};
use crate::lexicon::GENERIC_NOUNS;
use crate::sources::{Article, Stated};
use crate::text::Span;
use crate::verify::claim::{Alignment, Link, Token, TokenKind, link, of_article, of_claim};
use crate::verify::passage::Wanted;

/// How many sentences of a source are laid beside a claim: those that share the most with it.
const READ: usize = 3;

/// The fewest words, figures aside, that a claim and a sentence must share to be one statement.
const FEWEST_WORDS: usize = 3;

/// The same, where the sentence has no other words either.
const FEWEST_OF_WHOLE: usize = 1;

/// The same, where the claim is a stretch of the sentence word by word (`close in rows of 40`), and the fewest words of such a
/// stretch, those that name nothing included.
const FEWEST_OF_STRETCH: (usize, usize) = (2, 4);

/// A sentence that has every word of a claim that names something, in the claim's order, figures aside.
pub struct SameSentence<'a> {
    /// For each figure of the claim, the statement of the sentence whose figure stands in its place.
    places: Vec<Option<&'a Stated>>,
    /// Whether the sentence has no other words that name something.
    pub is_whole: bool,
    /// How many figures of the claim have another figure in their place.
    pub differing: usize,
}

impl<'a> SameSentence<'a> {
    /// The statement whose figure stands in the place of the claim's figure number `at`.
    pub fn in_place_of(&self, at: usize) -> Option<&'a Stated> {
        self.places.get(at).copied().flatten()
    }
}

/// The sentences of an article that say all that the claim says, the likeliest first. `text` is the claim and `figures` are
/// its figures.
pub fn same_sentences<'a>(
    text: &str,
    wanted: &Wanted<'_>,
    figures: &[Figure],
    article: &'a Article,
) -> Vec<SameSentence<'a>> {
    let claim = of_claim(text);
    let passages = wanted.best(article, READ);
    let lay = |sentence: u32| lay(text, &claim, figures, article, sentence as usize);
    let mut same: Vec<SameSentence<'a>> = passages.iter().filter_map(|passage| lay(passage.sentence)).collect();
    // Beside the very sentence, one that says more (`net income on a non-GAAP basis`) is another.
    if same.iter().any(|same| same.is_whole) {
        same.retain(|same| same.is_whole);
    }
    same
}

fn lay<'a>(
    text: &str,
    claim: &[Token],
    figures: &[Figure],
    article: &'a Article,
    sentence: usize,
) -> Option<SameSentence<'a>> {
    let span = *article.sentences().get(sentence)?;
    let passage = of_article(article, &[span]);
    let is_figure = |token: &Token| figures.iter().any(|figure| figure.span.overlaps(token.span));
    // Most sentences lack one of the words: then nothing needs to be laid beside anything.
    let is_here = |token: &Token| passage.iter().any(|theirs| matches!(link(token, theirs), Some((Link::Same, _))));
    // "Hundreds of people" are hundreds.
    let may_be_left_out = |token: &Token| {
        let counted = |figure: &Figure| figure.noun.is_some_and(|noun| noun.contains(token.span));
        GENERIC_NOUNS.has(&token.folded) && figures.iter().any(counted)
    };
    let is_telling = |token: &Token| token.kind == TokenKind::Content && !is_figure(token);
    let mut telling: Vec<usize> = (0..claim.len()).filter(|&at| is_telling(&claim[at])).collect();
    telling.retain(|&at| !may_be_left_out(&claim[at]) || is_here(&claim[at]));
    if !telling.iter().all(|&at| is_here(&claim[at])) {
        return None;
    }
    let alignment = Alignment::new(claim, &passage);
    let is_same = |at: &usize| matches!(alignment.ours.get(*at), Some(Some((_, Link::Same))));
    let names_something = |token: &Token| matches!(token.kind, TokenKind::Content | TokenKind::Number);
    let is_whole = passage.iter().zip(&alignment.theirs).all(|(token, ours)| ours.is_some() || !names_something(token));
    let fewest = match is_whole {
        true => FEWEST_OF_WHOLE,
        false if is_stretch(claim, &passage, &alignment, &is_figure) => FEWEST_OF_STRETCH.0,
        false => FEWEST_WORDS,
    };
    if telling.len() < fewest || !telling.iter().all(is_same) {
        return None;
    }
    let within: Vec<&Stated> = article.statements().within(span).collect();
    let is_bracketed = |text: &str, span: Span| text.get(..span.start).is_some_and(|before| before.ends_with('('));
    // A figure in brackets is of what stands before it, another one of what follows: of several, the order tells nothing.
    let in_brackets = within.iter().filter(|stated| is_bracketed(article.text(), stated.statement.figure.span)).count();
    let is_of_other_side = |figure: &Figure, stated: &Stated| {
        in_brackets > 1
            && is_bracketed(article.text(), stated.statement.figure.span)
            && !is_bracketed(text, figure.span)
    };
    let place = |figure: &Figure| {
        let ours = (0..claim.len()).filter(|&at| figure.span.overlaps(claim[at].span));
        let mut paired: Vec<_> =
            ours.filter_map(|at| alignment.ours[at].map(|(theirs, _)| passage[theirs].span)).collect();
        // "Hundreds" is paired with no "dozens": what stands before the next word of the claim, with its noun or without.
        if paired.is_empty() {
            let ends = [figure.span, figure.noun.unwrap_or(figure.span)];
            let last = |end: Span| claim.iter().rposition(|token| end.overlaps(token.span));
            paired.extend(ends.into_iter().filter_map(last).flat_map(|last| before_next(&passage, &alignment, last)));
        }
        let is_claimed = |noun: &str| {
            let is_own = |token: &Token| figure.noun.is_some_and(|own| own.overlaps(token.span));
            claim.iter().any(|token| !is_own(token) && is_plural(&token.folded) && token.stems().any(|own| own == noun))
        };
        let is_here = |stated: &&&Stated| {
            let theirs = stated.statement.figure.span;
            paired.iter().any(|&word| theirs.overlaps(word))
                && !is_of_other_side(figure, stated)
                && !super::agreement::counts_elsewhere(figure, &stated.statement.figure, &is_claimed)
                && super::agreement::could_stand_for(figure, &stated.statement.figure)
        };
        // Of several readings of the same words the one that agrees is meant.
        let is_meant = |stated: &Stated| compare(figure, &stated.statement.figure).supports();
        let rank = |stated: &&&Stated| (stated.statement.figure.span.len(), is_meant(stated));
        let longest = within.iter().filter(is_here).max_by_key(rank).copied();
        longest.or_else(|| end(figure, &within, &paired))
    };
    let places: Vec<Option<&Stated>> = figures.iter().map(place).collect();
    let is_other = |(figure, place): &(&Figure, &Option<&Stated>)| {
        place.is_some_and(|stated| compare(figure, &stated.statement.figure) == Agreement::Different)
    };
    let differing = figures.iter().zip(&places).filter(is_other).count();
    Some(SameSentence { places, is_whole, differing })
}

/// The words of a passage right before the one that is paired with the next paired word of the claim, as far as they are paired with none.
fn before_next(passage: &[Token], alignment: &Alignment, last: usize) -> Vec<Span> {
    const FARTHEST: usize = 3;
    let next = alignment.ours.get(last + 1..).and_then(|rest| rest.iter().take(FARTHEST + 1).flatten().next());
    let Some(&(next, _)) = next else { return Vec::new() };
    let free = (next.saturating_sub(FARTHEST)..next).rev().take_while(|&at| alignment.theirs[at].is_none());
    free.map(|at| passage[at].span).collect()
}

/// Whether the claim is a stretch of the sentence word by word, figures aside.
fn is_stretch(claim: &[Token], passage: &[Token], alignment: &Alignment, is_figure: &dyn Fn(&Token) -> bool) -> bool {
    let (mut before, mut words) = (None, 0);
    for (ours, paired) in claim.iter().zip(&alignment.ours) {
        if is_figure(ours) {
            before = None;
            continue;
        }
        let Some(theirs) = paired.map(|(theirs, _)| theirs) else { return false };
        let is_same = passage.get(theirs).is_some_and(|word| word.folded == ours.folded);
        let is_next = before.is_none_or(|before| before + 1 == theirs);
        if !is_same || !is_next {
            return false;
        }
        (before, words) = (Some(theirs), words + 1);
    }
    words >= FEWEST_OF_STRETCH.1
}

/// For a claim's range, of the figures in the places of its ends one that is neither end, if there is one.
fn end<'a>(figure: &Figure, within: &[&'a Stated], paired: &[Span]) -> Option<&'a Stated> {
    let ends = figure.ends().filter(|_| figure.kind == Kind::Range)?;
    let is_like =
        |stated: &Stated| ends.iter().any(|end| super::agreement::could_stand_for(end, &stated.statement.figure));
    let is_here =
        |stated: &&&Stated| paired.iter().any(|&word| stated.statement.figure.span.overlaps(word)) && is_like(stated);
    let is_end = |stated: &Stated| ends.iter().any(|end| compare(end, &stated.statement.figure).supports());
    within.iter().filter(is_here).copied().min_by_key(|stated| is_end(stated))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    const SOURCE: &str = "On the quay the casks stood close in rows of 40, said the clerk of the port. There were 65 women.\n\n\
                          The yard won the race in 2009, ending a drought of 43 years at the regatta. It was 22 then.\n\n\
                          Yields rose to 40 tonnes from 25 tonnes a year earlier, and duty fell to 10% of GDP from 20%.";

    fn check(claim: &str, expected: &[&str]) {
        let found = findings(&[("s", SOURCE)], &format!("{claim} [@s].\n"));
        let of_figures = found.iter().filter(|finding| finding.rule.family() == "figure");
        assert_eq!(of_figures.map(|finding| finding.rule.name).collect::<Vec<_>>(), expected, "{claim}");
    }

    #[test]
    fn a_stretch_of_the_sentence_tells_by_fewer_words() {
        check("The casks stood close in rows of 40", &[]);
        check("The casks stood close in rows of 65", &["figure-mismatch"]);
        check("Ending a drought of 43 years", &[]);
        check("Ending a drought of 22 years", &["figure-mismatch"]);
        // Too few words, or in another order: the sentence may be another's.
        check("In rows of 65", &[]);
        check("In 22 years, ending a drought", &[]);
    }

    #[test]
    fn a_figure_that_counts_another_noun_of_the_claim_is_not_in_its_place() {
        let source = "But at the guild of Varn 60% of its 1,310 guests waited over 12 hours. At four other guilds it was over a third.";
        let check = |claim: &str, expected: bool| {
            let found = findings(&[("s", source)], &format!("{claim} [@s].\n"));
            assert_eq!(found.iter().any(|finding| finding.rule.name == "figure-mismatch"), expected, "{claim}");
        };
        check("Besides Varn there were five guilds where over a third of guests waited for more than 12 hours", false);
        check("At the guild of Varn 60% of its 1,317 guests waited over 12 hours", true);
    }

    #[test]
    fn the_ends_of_a_change_may_be_told_in_either_order() {
        check("Yields rose from 25 tonnes to 40 tonnes", &[]);
        check("Duty fell from 20% of GDP to 10%", &[]);
        check("Duty fell from 20% of GDP to 12%", &["figure-mismatch"]);
        check("Duty fell from 10% of GDP to 20%", &["figure-mismatch"]);
        check("Yields rose from 40 tonnes to 25 tonnes", &["figure-mismatch", "figure-mismatch"]);
    }
}
