//! The day on which a claim says that its source appeared: `the paper wrote on 2 June 2021`. It stands beside the source's text, not in it.

use super::Claim;
use crate::figures::{Figure, Kind};
use crate::lexicon::{DOCUMENT_NOUNS, FORMS_OF_BE, PUBLISHING_WORDS, SPEECH_VERBS};
use crate::sources::SourceId;
use crate::verify::Context;
use crate::verify::cover::Cover;

/// Whether a date is the day of a covering source that nothing is known to be of a day.
pub(super) fn is_day_of_undated(cx: &Context<'_>, claim: &Claim<'_>, figure: &Figure, cover: &Cover) -> bool {
    let is_undated = |&source: &SourceId| {
        let article = cx.library.article(source);
        cx.library.source(source).meta.date.is_none() && article.is_some_and(|article| article.own_date().is_none())
    };
    figure.kind == Kind::Date && is_said_to_appear(claim, figure) && cover.sources().iter().any(is_undated)
}

/// Whether the words before a date say that a text was written or published then.
fn is_said_to_appear(claim: &Claim<'_>, figure: &Figure) -> bool {
    let before = claim.said.words.iter().rev().skip_while(|word| word.span.end > figure.span.start);
    let mut words = before.map(|word| word.folded.as_str()).skip_while(|word| matches!(*word, "on" | "in"));
    let verb = words.next();
    if !verb.is_some_and(|word| SPEECH_VERBS.has(word) || PUBLISHING_WORDS.has(word)) {
        return false;
    }
    words.find(|word| !FORMS_OF_BE.has(word)).is_some_and(|word| DOCUMENT_NOUNS.has(word))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    fn check(source: &str, claim: &str, expected: &[&str]) {
        let found = findings(&[("s", source)], &format!("{claim} [@s].\n"));
        let of_figures = found.iter().filter(|finding| finding.rule.family() == "figure");
        assert_eq!(of_figures.map(|finding| finding.rule.name).collect::<Vec<_>>(), expected, "{claim}");
    }

    const UNDATED: &str = "The lock at Terrin was drained for repairs. Nine barges waited.";

    #[test]
    fn the_day_of_an_undated_source_is_no_error() {
        check(UNDATED, "Nine barges waited, the newspaper wrote on 2 June 2021", &[]);
        check(UNDATED, "The report was published on 2 June 2021", &[]);
        check(UNDATED, "The lock at Terrin was drained on 2 June 2021", &["figure-not-found"]);
    }

    #[test]
    fn a_dated_source_has_its_day() {
        let dated = format!("Published 4 June 2021\n\n{UNDATED}");
        check(&dated, "Nine barges waited, the newspaper wrote on 2 June 2021", &["figure-not-found"]);
    }
}
