//! `claim-uncited`

use rustc_hash::FxHashSet;

use super::{Context, Finding};
use crate::markup::{Force, Stretch, Unit, UnitKind};
use crate::text::{self, Span};
use crate::verify::Check;

rule! {
    /// A sentence with no citation in a paragraph that has others.
    ///
    /// ## What it does
    ///
    /// Fires for a sentence that nothing is cited for, where another sentence of its paragraph cites something. Questions are no
    /// claims. A sentence whose figure or quotation is reported as uncited is not reported once more.
    ///
    /// ## Why it matters
    ///
    /// A reader can't tell whether the neighbour's source is meant to stand for it too.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The quay was never built to carry trains [@harbour]. Nobody had asked the engineers before.
    /// ```
    ///
    /// ```markdown clean
    /// The quay was never built to carry trains, and the harbour master said so [@harbour].
    /// ```
    "claim-uncited", Hint
}

/// A sentence of fewer words claims nothing that could be looked up.
const FEWEST_WORDS: usize = 3;

pub(super) fn finding(check: &Check) -> Finding {
    Finding::of_check(&RULE, check, MESSAGE)
}

const MESSAGE: &str = "nothing is cited for this sentence; others of its paragraph have a citation";

/// The sentences that no check speaks for.
pub(super) fn findings(cx: &Context<'_>) -> Vec<Finding> {
    let spoken_for: FxHashSet<usize> =
        cx.checks.iter().filter(|check| check.verdict.is_uncited()).map(|check| check.unit).collect();
    let units = cx.briefing.units.iter().enumerate();
    let uncited = units.filter(|(id, unit)| !spoken_for.contains(id) && borrows(unit) && claims(unit));
    uncited.map(|(_, unit)| Finding::new(&RULE, unit.prose.origin(trimmed(unit.prose.text())), MESSAGE)).collect()
}

/// Whether all that covers a unit is a neighbour's.
fn borrows(unit: &Unit) -> bool {
    let is_borrowed = |stretch: &Stretch| stretch.force == Force::Borrowed;
    unit.stretches.iter().all(is_borrowed) && unit.stretches.iter().any(|stretch| !stretch.citations.is_empty())
}

fn claims(unit: &Unit) -> bool {
    let text = unit.prose.text().trim_end();
    unit.kind == UnitKind::Sentence && !unit.off && !text.ends_with('?') && text::words(text).len() >= FEWEST_WORDS
}

fn trimmed(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    const HINT: &str =
        "claim-uncited hint: nothing is cited for this sentence; others of its paragraph have a citation";

    #[test]
    fn a_neighbour_is_cited() {
        check(
            "claim",
            "The quay was never built to carry trains [@harbour]. «Nobody had asked about trains.»",
            &[HINT],
        );
    }

    #[test]
    fn its_paragraph_cites_nothing() {
        check("claim", "The quay was never built to carry trains [@harbour].\n\nNobody had asked about trains.", &[]);
    }

    #[test]
    fn one_citation_at_the_end_is_for_all() {
        check(
            "claim",
            "The quay was never built to carry trains. Trains were never carried by the quay. [@harbour]",
            &[],
        );
    }

    #[test]
    fn a_question_claims_nothing() {
        check("claim", "Why did nobody ask about trains? The quay was never built to carry trains [@harbour].", &[]);
    }

    #[test]
    fn an_uncited_quotation_says_it_already() {
        let text =
            "The quay was never built to carry trains [@harbour]. «\"They were never asked for at all\"», it seems.";
        let uncited = "quote-uncited warning: “They were never asked for at all” is not in harbour, 3 paragraphs searched, \
                       and nothing else is cited for it";
        check("quote claim", text, &[uncited]);
    }
}
