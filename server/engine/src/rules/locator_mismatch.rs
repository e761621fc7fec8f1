//! `locator-mismatch`

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Context, Edit, Finding, Fix, Safety, phrases};
use crate::markup::{Citation, CitationForm, CitationId, Force, Locator, Place, Stance, Stretch};
use crate::sources::Article;
use crate::text::Span;
use crate::verify::{Check, Evidence, Kind, Verdict, locator};

rule! {
    /// A locator that does not lead to the evidence.
    ///
    /// ## What it does
    ///
    /// Fires when a quotation or figure is in the source that is cited for it, but not at the page, paragraph, line or section that the
    /// citation names, once for each citation. A citation that leads to any of the items it covers is right, and a locator for
    /// places that the source's text does not have (pages in a text without any) is not judged.
    ///
    /// ## Why it matters
    ///
    /// Whoever follows the citation finds something else there.
    ///
    /// Where the words stand only once in the source, pointing there is safe, and `check --fix` does so.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master spoke on Monday.
    ///
    /// He said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The quay was "never built to carry trains" [@harbour, ¶ 1].
    /// ```
    ///
    /// ```markdown clean
    /// The quay was "never built to carry trains" [@harbour, ¶ 2].
    /// ```
    "locator-mismatch", Warning
}

/// What the items of a citation say of its locator: names nothing, as they stand in many places. An item that another citation of the source leads to says nothing.
#[derive(Clone, Copy)]
enum Standing<'a> {
    /// One stands in the place that it names.
    Inside,
    /// None does; the first that stands elsewhere.
    Outside(&'a Check, &'a Evidence),
}

pub(super) fn findings(cx: &Context<'_>) -> Vec<Finding> {
    let mut places = Places::default();
    let mut standings: BTreeMap<CitationId, Standing<'_>> = BTreeMap::new();
    for check in cx.checks.iter().filter(|check| check.kind != Kind::Name) {
        let Some(evidence) = check.evidence.first() else { continue };
        let (inside, outside) = places.part(cx, &covering(cx, check, evidence), evidence);
        let is_inside = !inside.is_empty();
        standings.extend(inside.into_iter().map(|citation| (citation, Standing::Inside)));
        if !is_inside && is_exact(check) {
            for citation in outside {
                standings.entry(citation).or_insert(Standing::Outside(check, evidence));
            }
        }
    }
    let outside = standings.into_iter().filter_map(|(citation, standing)| match standing {
        Standing::Inside => None,
        Standing::Outside(check, evidence) => finding(cx, &cx.briefing.citations[citation], check, evidence),
    });
    outside.collect()
}

/// Whether a check's evidence is the one place that it rests on: a claim's passage is only the likeliest.
fn is_exact(check: &Check) -> bool {
    matches!(check.verdict, Verdict::Verified) && matches!(check.kind, Kind::Quote | Kind::Figure)
}

/// The citations that stand for a check with a locator, of the source that its evidence is from. None if one of them has
/// no locator: then the evidence may stand anywhere.
fn covering(cx: &Context<'_>, check: &Check, evidence: &Evidence) -> Vec<CitationId> {
    let Some(unit) = cx.briefing.units.get(check.unit) else { return Vec::new() };
    let covers = |stretch: &&Stretch| stretch.force == Force::Own && stretch.span.overlaps(check.prose);
    let citations = unit.stretches.iter().filter(covers).flat_map(|stretch| stretch.citations.iter().copied());
    let of_source = |id: &CitationId| {
        let citation = cx.briefing.citations.get(*id);
        citation.is_some_and(|citation| {
            citation.stance == Stance::Supports && cx.library.find(&citation.key) == Some(evidence.source)
        })
    };
    let citations: Vec<CitationId> = citations.filter(of_source).collect();
    let all_have = citations.iter().all(|&id| cx.briefing.citations[id].locator.is_some());
    if all_have { citations } else { Vec::new() }
}

/// The places that locators name, each looked up once.
#[derive(Default)]
struct Places(FxHashMap<CitationId, Option<Vec<Span>>>);

impl Places {
    /// Of some citations of one source, those that lead to evidence and those that do not.
    fn part(
        &mut self,
        cx: &Context<'_>,
        citations: &[CitationId],
        evidence: &Evidence,
    ) -> (Vec<CitationId>, Vec<CitationId>) {
        let (mut inside, mut outside) = (Vec::new(), Vec::new());
        for &citation in citations {
            match self.hold(cx, citation, evidence) {
                Some(true) => inside.push(citation),
                Some(false) => outside.push(citation),
                None => {}
            }
        }
        (inside, outside)
    }

    /// Whether evidence, or the same words once more, stands where a citation's locator says; `None` if the source has no
    /// such places.
    fn hold(&mut self, cx: &Context<'_>, id: CitationId, evidence: &Evidence) -> Option<bool> {
        let article = cx.library.article(evidence.source)?;
        let locator = cx.briefing.citations.get(id)?.locator.as_ref()?;
        let places = self.0.entry(id).or_insert_with(|| locator::places(article, &locator.place)).as_ref()?;
        let words = &article.text()[evidence.span];
        let holds = |place: &Span| place.overlaps(evidence.span) || article.text()[*place].contains(words);
        Some(places.iter().any(holds))
    }
}

fn finding(cx: &Context<'_>, citation: &Citation, check: &Check, evidence: &Evidence) -> Option<Finding> {
    let locator = citation.locator.as_ref()?;
    let written = cx.briefing.text.get(locator.span.range())?;
    let message = format!("{} is in {}, not at {written}", phrases::item(cx, check), phrases::place(cx, evidence));
    let mut finding = Finding::new(&RULE, locator.span, message).with_fix(relocate(cx, citation, locator, evidence));
    finding.evidence.push(evidence.clone());
    Some(finding)
}

/// Whether the words of a passage stand nowhere else in their article.
fn stand_once(article: &Article, span: Span) -> bool {
    let index = article.words();
    let words = &index.ids()[index.positions_in(span)];
    let Some(&first) = words.first() else { return false };
    let is_there = |&&at: &&u32| index.ids().get(at as usize..at as usize + words.len()) == Some(words);
    index.positions(first).iter().filter(is_there).nth(1).is_none()
}

/// Writes where the evidence stands, in the locator's own terms if it names lines or pages.
fn relocate(cx: &Context<'_>, citation: &Citation, locator: &Locator, evidence: &Evidence) -> Option<Fix> {
    let article = cx.library.article(evidence.source)?;
    let line = || article.lines().line(article.origin(evidence.span).start) + 1;
    let page = || {
        let known = article.landmarks().page(evidence.span.start);
        known.map_or_else(|| article.text()[..evidence.span.start].matches('\u{C}').count() + 1, |page| page as usize)
    };
    let right = match (&locator.place, citation.form) {
        (Place::Lines(..), CitationForm::Link) => format!("L{}", line()),
        (Place::Lines(..), _) => format!("l. {}", line()),
        (Place::Pages(..), CitationForm::Link) => format!("page={}", page()),
        (Place::Pages(..), _) => format!("p. {}", page()),
        _ => article.place(evidence.span.start),
    };
    // Words that stand in one place only leave no choice.
    let safety = if stand_once(article, evidence.span) { Safety::Safe } else { Safety::Unsafe };
    Some(Fix { title: format!("Point to {right}"), safety, edits: vec![Edit { span: locator.span, text: right }] })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::Safety;
    use crate::rules::testing::{check, check_fix, check_with, findings};

    #[test]
    fn the_evidence_is_elsewhere() {
        let expected = "locator-mismatch warning: “never built to carry trains” is in ¶ 2 of harbour, not at ¶ 3";
        check("locator", "It was \"never built to carry trains\" [@harbour, «¶ 3»].", &[expected]);
    }

    #[test]
    fn writes_the_right_place() {
        check_fix(
            "locator",
            "It was \"never built to carry trains\" [@harbour, ¶ 3].",
            "Point to ¶ 2",
            "It was \"never built to carry trains\" [@harbour, ¶ 2].",
        );
        check_fix(
            "locator",
            "It was \"never built to carry trains\" [@harbour, l. 1].",
            "Point to l. 3",
            "It was \"never built to carry trains\" [@harbour, l. 3].",
        );
    }

    #[test]
    fn words_that_stand_once_are_pointed_to_unseen() {
        let press = ("press", "It began.\n\nThe quay has no rails.\n\nSo it is: the quay has rails of wood.\n");
        for (words, expected) in [("rails of wood", Safety::Safe), ("the quay has", Safety::Unsafe)] {
            let found = findings(&[press], &format!("It says \"{words}\" [@press, ¶ 1]."));
            let mismatch = found.iter().find(|finding| finding.rule == &RULE).unwrap();
            assert_eq!(mismatch.fixes[0].safety, expected, "{words}");
        }
    }

    #[test]
    fn any_item_in_the_place_is_enough() {
        check("locator", "\"The strike idled\" it, \"never built to carry trains\" [@harbour, ¶ 3].", &[]);
    }

    #[test]
    fn the_same_words_in_the_place_are_enough() {
        let press = ("press", "The quay has no rails.\n\nSo it is: the quay has no rails.\n");
        check_with(&[press], "locator", "It \"has no rails\" [@press, ¶ 2].", &[]);
    }

    #[test]
    fn a_source_without_such_places() {
        check("locator", "It was \"never built to carry trains\" [@harbour, p. 7].", &[]);
    }

    #[test]
    fn a_second_citation_may_lead_there() {
        check("locator", "It was \"never built to carry trains\" [@harbour, ¶ 1; @harbour, ¶ 2].", &[]);
    }

    #[test]
    fn what_is_wrong_anyway_is_not_looked_for() {
        check("locator", "It was \"always built to carry trains\" [@harbour, ¶ 3].", &[]);
    }
}
