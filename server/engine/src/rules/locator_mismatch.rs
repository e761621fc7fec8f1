//! `locator-mismatch`

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Context, Edit, Finding, Fix, Safety, phrases};
use crate::markup::{Citation, CitationForm, CitationId, Force, Locator, Place, Stance};
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

/// What the items of a citation say of its locator.
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
    for check in cx.checks.iter().filter(|check| matches!(check.verdict, Verdict::Verified)) {
        let Some(evidence) = check.evidence.first() else { continue };
        for citation in covering(cx, check, evidence) {
            let Some(is_inside) = places.hold(cx, citation, evidence) else { continue };
            if is_inside {
                standings.insert(citation, Standing::Inside);
            } else if matches!(check.kind, Kind::Quote | Kind::Figure) {
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

/// The citations that stand for a check with a locator, of the source that its evidence is from. None if one of them has
/// no locator: then the evidence may stand anywhere.
fn covering(cx: &Context<'_>, check: &Check, evidence: &Evidence) -> Vec<CitationId> {
    let Some(unit) = cx.briefing.units.get(check.unit) else { return Vec::new() };
    let stretch = unit.stretches.iter().find(|stretch| stretch.span.overlaps(check.prose));
    let Some(stretch) = stretch.filter(|stretch| stretch.force == Force::Own) else { return Vec::new() };
    let of_source = |id: &CitationId| {
        let citation = cx.briefing.citations.get(*id);
        citation.is_some_and(|citation| {
            citation.stance == Stance::Supports && cx.library.find(&citation.key) == Some(evidence.source)
        })
    };
    let citations: Vec<CitationId> = stretch.citations.iter().copied().filter(of_source).collect();
    let all_have = citations.iter().all(|&id| cx.briefing.citations[id].locator.is_some());
    if all_have { citations } else { Vec::new() }
}

/// The places that locators name, each looked up once.
#[derive(Default)]
struct Places(FxHashMap<CitationId, Option<Vec<Span>>>);

impl Places {
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

/// Writes where the evidence stands, in the locator's own terms if it names lines or pages.
fn relocate(cx: &Context<'_>, citation: &Citation, locator: &Locator, evidence: &Evidence) -> Option<Fix> {
    let article = cx.library.article(evidence.source)?;
    let line = || article.lines().line(article.origin(evidence.span).start) + 1;
    let page = || article.text()[..evidence.span.start].matches('\u{C}').count() + 1;
    let right = match (&locator.place, citation.form) {
        (Place::Lines(..), CitationForm::Link) => format!("L{}", line()),
        (Place::Lines(..), _) => format!("l. {}", line()),
        (Place::Pages(..), CitationForm::Link) => format!("page={}", page()),
        (Place::Pages(..), _) => format!("p. {}", page()),
        _ => format!("¶ {}", article.paragraph_at(evidence.span.start) + 1),
    };
    Some(Fix {
        title: format!("Point to {right}"),
        safety: Safety::Unsafe,
        edits: vec![Edit { span: locator.span, text: right }],
    })
}
