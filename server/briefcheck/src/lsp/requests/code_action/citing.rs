//! Which source says what cites none: each of the likeliest is cited, and what comes of that is looked at.

use briefcheck_desk::{Draft, Part};
use briefcheck_engine::check_part;
use briefcheck_engine::markup::Briefing;
use briefcheck_engine::rules::{Edit, Finding};
use briefcheck_engine::sources::SourceId;
use briefcheck_engine::text::{Span, is_function_word, words};
use briefcheck_engine::verify::{Check, Kind, Uncited, Verdict};

use super::end_of;

/// How many sources are tried, and how many of those that say it are offered.
const TRIED: usize = 8;
const OFFERED: usize = 3;

/// A source that says it.
pub struct Citing {
    /// Its key.
    pub key: String,
    /// Where it says it, as people name the place.
    pub place: String,
    /// What cites it, in the part.
    pub edit: Edit,
}

/// The sources that would verify an item that cites none, the likeliest first. `at` is where the finding stands in the part.
pub fn sources_that_say_it(draft: &Draft, part: &Part<'_>, at: usize, finding: &Finding) -> Vec<Citing> {
    let report = &part.remembered.report;
    let units = &part.placed.briefing().units;
    let is_of_finding = |check: &&Check| match finding.rule.name {
        // It is about the sentence, whatever came of what is in it.
        "claim-uncited" => {
            check.kind == Kind::Claim && units.get(check.unit).is_some_and(|unit| unit.span.contains_offset(at))
        }
        _ => part.placed.origin(check.span) == finding.span && check.verdict.is_uncited(),
    };
    let Some(check) = report.checks.iter().find(is_of_finding) else { return Vec::new() };
    let likely = likely(part, check);
    let found = likely.into_iter().filter_map(|source| tried(draft, part, check, source));
    found.take(OFFERED).collect()
}

/// The sources that share the most with the sentence of an item.
fn likely(part: &Part<'_>, check: &Check) -> Vec<SourceId> {
    let Some(unit) = part.placed.briefing().units.get(check.unit) else { return Vec::new() };
    let words: Vec<String> = words(unit.prose.text()).into_iter().map(|(_, word)| word).collect();
    let mut telling: Vec<&str> = words.iter().map(String::as_str).filter(|word| !is_function_word(word)).collect();
    telling.dedup();
    let mut found: Vec<SourceId> = check.evidence.iter().map(|evidence| evidence.source).collect();
    found.extend(part.remembered.library.with_most(&telling, TRIED));
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|source| seen.insert(*source));
    found
}

/// Cites a source for the sentence of an item, if the item is verified then.
fn tried(draft: &Draft, part: &Part<'_>, check: &Check, source: SourceId) -> Option<Citing> {
    let library = &part.remembered.library;
    let briefing = part.placed.briefing();
    let unit = briefing.units.get(check.unit)?;
    let key = library.source(source).key.clone();
    let place = match check.kind {
        Kind::Quote => check.span.end,
        Kind::Figure | Kind::Name | Kind::Claim => {
            let end = end_of(part, unit);
            let said = &briefing.text[unit.span.start..end];
            unit.span.start + said.trim_end_matches(['.', '!', '?']).len()
        }
    };
    let edit = Edit { span: Span::empty(place), text: format!(" [@{key}]") };
    let mut text = briefing.text.clone();
    text.insert_str(place, &edit.text);
    // Which links are citations does not matter here: none is added.
    let cited = Briefing::read(&text, &|_| false);
    let report = check_part(&cited, library, &draft.ground().levels, Uncited::Nothing);
    let is_it = |other: &&Check| {
        other.kind == check.kind && other.span.start == check.span.start && matches!(other.verdict, Verdict::Verified)
    };
    let evidence = report.checks.iter().find(is_it)?.evidence.first()?.clone();
    if evidence.source != source {
        return None;
    }
    let place = library.article(source)?.place(evidence.span.start);
    Some(Citing { key, place, edit })
}
