//! `quote-altered`

use super::{Context, Edit, Finding, Fix, Safety, phrases, quotations};
use crate::markup::Quotation;
use crate::sources::Article;
use crate::text;
use crate::verify::quotation::{Difference, DifferenceKind, Located, Quoted};
use crate::verify::{Check, polarity};

rule! {
    /// A quotation whose source has nearly these words.
    ///
    /// ## What it does
    ///
    /// Finds the passage that the quotation must come from and names what differs, word by word: a negation left out, a
    /// number or a name changed, words left out without an elision or put in without brackets, another order.
    ///
    /// A question that is quoted as a statement is altered too, and so is a bracket that puts in a negation or another number.
    /// What changes only how the source's words are written is `quote-spelling`. What style guides allow is no difference at all: curly or straight
    /// marks, dashes, line breaks, `…`, `[brackets]`, `[sic]`, the first letter's case, the end's punctuation.
    ///
    /// ## Why it matters
    ///
    /// One word can turn a sentence round, and a reader can't see it.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The harbour master said "the quay was built to carry trains" [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The harbour master said "the quay was never built to carry [them]" [@harbour].
    /// ```
    "quote-altered", Error
}

pub(super) fn finding(
    cx: &Context<'_>,
    check: &Check,
    differences: &[Difference],
    (matched, words): (usize, usize),
) -> Finding {
    let unknown = || Finding::of_check(&RULE, check, "the source has other words");
    let Some((evidence, quotation)) = check.evidence.first().zip(quotations::of(cx, check)) else { return unknown() };
    let Some(article) = cx.library.article(evidence.source) else { return unknown() };
    let Some(told) = quotations::told(cx, check, differences) else { return unknown() };
    let is_slight = differences.iter().all(|difference| difference.kind.is_slight());
    let share =
        if is_slight { String::new() } else { format!(" ({matched} of {} there)", phrases::count(words, "word")) };
    let source = &article.text()[evidence.span];
    Finding::of_check(&RULE, check, told + &share)
        .slight_if(is_slight)
        .with_fix(take(cx, check, differences, article, source))
        .with_fix(mark_changes(cx, check, &quotation, differences, article))
}

/// The fix that takes the source's words: all of them, or, where the quotation has elisions or brackets, those that differ.
fn take(cx: &Context<'_>, check: &Check, differences: &[Difference], article: &Article, source: &str) -> Option<Fix> {
    let is_question = differences.iter().any(|difference| difference.kind == DifferenceKind::Question);
    let whole = || quotations::take(cx, check, source).filter(|_| !is_question);
    whole().or_else(|| quotations::take_differing(cx, check, differences, article))
}

/// More changes than this are no quotation any more, marked or not.
const MOST_MARKED: usize = 3;

/// Marks the changes as the writer's: an elision for words left out, brackets around words put in or taken for others.
/// Only where the result is a faithful quotation, and no mark would hide a negation, a figure or a name.
fn mark_changes(
    cx: &Context<'_>,
    check: &Check,
    quotation: &Quotation,
    differences: &[Difference],
    article: &Article,
) -> Option<Fix> {
    let span = quotations::on_lines(cx, check, quotation)?;
    let written = cx.briefing.text.get(span.range())?;
    let mut words = phrases::words(cx, check, quotation.content).to_owned();
    let reverses = |text: &str| text::words(text).iter().any(|(_, word)| polarity::is_reversal(word));
    if differences.len() > MOST_MARKED {
        return None;
    }
    for difference in differences.iter().rev() {
        let ours = &words[difference.quoted.range()];
        if reverses(ours) || reverses(&article.text()[difference.source]) {
            return None;
        }
        let marked = match difference.kind {
            DifferenceKind::LeftOut if difference.quoted.end < words.len() => "… ".to_owned(),
            DifferenceKind::PutIn | DifferenceKind::Replaced => format!("[{ours}]"),
            _ => return None,
        };
        words.replace_range(difference.quoted.range(), &marked);
    }
    let is_faithful = matches!(Quoted::new(&words).locate(article), Located::There { round_brackets: false, .. });
    is_faithful.then(|| Fix {
        title: format!(
            "Mark what is changed: {}",
            phrases::instead(&words, phrases::words(cx, check, quotation.content))
        ),
        safety: Safety::Unsafe,
        edits: vec![Edit { span, text: phrases::on_lines_of(written, &words) }],
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{HARBOUR, LEDGER, applied, check, check_fix, check_with, findings};

    #[test]
    fn names_what_differs() {
        let master =
            "quote-altered error: ¶ 2 of harbour: the source has “master”, not “mistress” (5 of 6 words there)";
        check("quote", "So «\"the harbour mistress, the quay was\"» [@harbour].", &[master]);
        let never = "quote-altered error: ¶ 2 of harbour: the source's “never” is left out (6 of 6 words there)";
        check("quote", "So «\"the quay was built to carry\"» [@harbour].", &[never]);
    }

    #[test]
    fn brackets_that_turn_round_or_replace() {
        let never = "quote-altered error: ¶ 1 of harbour: “[never]” is put in and turns it round (3 of 3 words there)";
        check("quote", "So «\"The harbour [never] handled\"» [@harbour].", &[never]);
        let other = "quote-altered error: ¶ 1 of harbour: the source has “4.2”, not “[5.3]” (3 of 3 words there)";
        check("quote", "So «\"handled [5.3] million tonnes\"» [@harbour].", &[other]);
        check("quote", "So \"handled [as said] 4.2 million tonnes\" [@harbour].", &[]);
    }

    #[test]
    fn a_title_with_another_word() {
        let paper = (
            "paper",
            "The Harbour Post once called Dahl a “Patient Keeper of Grief”. She wrote “The Tides of Varn” and “A Cold Shore”.",
        );
        let grief = "quote-altered error: ¶ 1 of paper: the source has “Grief”, not “Joy” (3 of 4 words there)";
        check_with(&[paper], "quote", "It called Dahl a «\"Patient Keeper of Joy\"» [@paper].", &[grief]);
        check_with(&[paper], "quote", "It called Dahl a \"Patient Keeper of Grief\" [@paper].", &[]);
        // Of two names that share a word nothing is known.
        let found = findings(&[paper], "She wrote for \"The Harbour News\" [@paper].\n");
        assert!(found.iter().all(|finding| finding.rule.name != "quote-altered"));
    }

    #[test]
    fn a_question_that_is_stated() {
        let press = ("press", "“Was the quay built for trains?” Dahl asked. “It was built in May. Who paid?”");
        let expected =
            "quote-altered error: ¶ 1 of press: the source asks this, the quotation states it (6 of 6 words there)";
        check_with(&[press], "quote", "Dahl said «\"Was the quay built for trains.\"» [@press]", &[expected]);
        check_with(&[press], "quote", "Dahl asked \"was the quay built for trains\" [@press].", &[]);
        check_with(&[press], "quote", "Dahl said \"Was the quay built for trains?\" [@press]", &[]);
    }

    #[test]
    fn takes_the_words_over_lines_and_elisions() {
        let text = "> The quay was never\n> made to carry trains.\n>\n> [@harbour]";
        let expected = "> the quay was never\n> built to carry trains.\n>\n> [@harbour]";
        check_fix("quote", text, "Take the source's words: “the quay was never built to carry trains.”", expected);
        check_fix(
            "quote",
            "So \"handled 4.3 million tonnes … in the year\" [@harbour].",
            "Take the source's words: “handled 4.2 million tonnes … in the year”",
            "So \"handled 4.2 million tonnes … in the year\" [@harbour].",
        );
    }

    #[test]
    fn keeps_the_lines() {
        let text = "It was \"never made\nto carry trains\" [@harbour].";
        let title = "Take the source's words: “never built to carry trains”";
        check_fix("quote", text, title, "It was \"never built\nto carry trains\" [@harbour].");
        check_marked("the quay was never\nmade to carry trains", Some("the quay was never\n[made] to carry trains"));
    }

    #[test]
    fn a_word_parted_at_a_lines_end_is_whole() {
        let press = ("press", "If the check fails, every-\nthing else in this paper fails with it.");
        check_with(&[press], "quote", "If so, \"everything else in this paper fails\" [@press].", &[]);
    }

    #[test]
    fn takes_the_words() {
        check_fix(
            "quote",
            "It was \"never made to carry trains\" [@harbour].",
            "Take the source's words: “never built to carry trains”",
            "It was \"never built to carry trains\" [@harbour].",
        );
    }

    #[test]
    fn keeps_the_claims_comma() {
        check_fix(
            "quote",
            "It was \"never made to carry trains,\" he said [@harbour].",
            "Take the source's words: “never built to carry trains,”",
            "It was \"never built to carry trains,\" he said [@harbour].",
        );
    }

    /// Applies the fix that marks the changes, if there is one.
    fn check_marked(quotation: &str, expected: Option<&str>) {
        let text = format!("So: \"{quotation}\" [@harbour].");
        let found = findings(&[HARBOUR, LEDGER], &text);
        let altered = found.iter().find(|finding| finding.rule == &RULE).unwrap();
        let marked = altered.fixes.iter().find(|fix| fix.title.starts_with("Mark"));
        let marked = marked.map(|fix| applied(&text, fix));
        assert_eq!(marked, expected.map(|words| format!("So: \"{words}\" [@harbour].")));
    }

    #[test]
    fn marks_words_left_out() {
        check_marked("million tonnes in the year", Some("million tonnes … in the year"));
    }

    #[test]
    fn marks_other_words() {
        check_marked("the quay was never made to carry trains", Some("the quay was never [made] to carry trains"));
        check_marked("the old quay was never built", Some("the [old] quay was never built"));
    }

    #[test]
    fn marks_no_negation_figure_or_name() {
        check_marked("the quay was built to carry trains", None);
        check_marked("idled nearly 1,500 dockers for a week", None);
    }

    use super::RULE;
}
