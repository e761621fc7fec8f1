use crate::markup::Briefing;
use crate::rules::testing::library;
use crate::verify::{Check, Context, Kind, Uncited, Verdict, verify};

const PORT: (&str, &str) = (
    "port",
    "The harbour opened its second basin in spring.\n\n\
     Anna Berg, who runs the pilots' guild, said that the new basin was too shallow for tankers. She asked for another \
     survey of the channel.\n\n\
     The council approved nine million euros for dredging the northern channel.\n",
);

fn claims(sources: &[(&str, &str)], text: &str) -> Vec<(Check, String)> {
    let briefing = Briefing::read(text, &|_| false);
    let library = library(&briefing, sources);
    let checks = verify(&Context { briefing: &briefing, library: &library, uncited: Uncited::Nothing });
    let passage = |check: &Check| {
        let evidence = check.evidence.first();
        let found = evidence.and_then(|evidence| Some((library.article(evidence.source)?, evidence.span)));
        found.map(|(article, span)| article.text()[span].to_owned()).unwrap_or_default()
    };
    checks.into_iter().filter(|check| check.kind == Kind::Claim).map(|check| (check.clone(), passage(&check))).collect()
}

fn check(text: &str, verdict: &str, passage: &str) {
    let found = claims(&[PORT], text);
    let (check, found) = found.first().unwrap_or_else(|| panic!("{text:?} claims nothing"));
    assert_eq!(found, passage, "in {text:?}");
    let said = match &check.verdict {
        Verdict::Claim(fault) => format!("{fault:?}").split([' ', '{']).next().unwrap_or_default().to_owned(),
        other => format!("{other:?}"),
    };
    assert_eq!(said, verdict, "in {text:?}: {}", check.how);
}

const DREDGING: &str = "The council approved nine million euros for dredging the northern channel.";
const SHALLOW: &str = "Anna Berg, who runs the pilots' guild, said that the new basin was too shallow for tankers.";

#[test]
fn the_passage_with_the_most_of_a_claim_is_its_evidence() {
    check("The council will dredge the northern channel [@port].", "Verified", DREDGING);
    check("Berg said the basin is too shallow [@port].", "Verified", SHALLOW);
}

#[test]
fn a_claim_of_something_else_is_unsupported() {
    check("Farmers in the valley planted cheaper wheat after heavy rainfall [@port].", "Unsupported", "");
}

#[test]
fn a_short_claim_is_never_unsupported() {
    check("Farmers planted wheat [@port].", "Verified", "");
}

#[test]
fn a_sentence_about_its_source_is_never_unsupported() {
    check("The report sums up various complaints about regional infrastructure [@port].", "Verified", "");
}

#[test]
fn what_is_borrowed_or_unknown_convicts_nothing() {
    let text = "Farmers in the valley planted cheaper wheat after heavy rainfall. The council met [@port].";
    check(text, "Unasked", "");
    let text = "Farmers in the valley planted cheaper wheat after heavy rainfall [@port; @gone].";
    check(text, "Unverifiable", "");
}

#[test]
fn an_uncited_claim_is_asked_of_nothing() {
    check("The council will dredge the northern channel.", "Unasked", "");
}

#[test]
fn an_attribution_is_dropped() {
    check("The new basin was too shallow for tankers [@port].", "AttributionDropped", SHALLOW);
    check("The new basin was too shallow for tankers, Berg says [@port].", "Verified", SHALLOW);
    check("Anna Berg found the new basin too shallow for tankers [@port].", "Verified", SHALLOW);
}

#[test]
fn either_of_two_sources_may_support_a_claim() {
    let other = ("other", "Nothing of the kind.");
    let found = claims(&[other, PORT], "The council will dredge the northern channel [@other; @port].");
    assert_eq!(found[0].1, DREDGING);
}

#[test]
fn headings_claim_nothing() {
    assert_eq!(claims(&[PORT], "# Dredging [@port]\n").len(), 0);
}
