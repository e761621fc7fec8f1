use crate::markup::Briefing;
use crate::rules::testing::library;
use crate::verify::{Check, ClaimFault, Context, Kind, Uncited, Verdict, verify};

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
fn what_stands_beside_the_attribution_is_no_ones_words() {
    let source = ("s", "The council raised the harbour dues after the guild said that nobody would pay for dredging.");
    let found = claims(&[source], "The council raised the harbour dues [@s].");
    assert!(matches!(found[0].0.verdict, Verdict::Verified));
    let found = claims(&[source], "Nobody would pay for dredging [@s].");
    assert!(matches!(found[0].0.verdict, Verdict::Claim(_)));
}

#[test]
fn an_attribution_may_have_a_clause_between() {
    let text = "The report, which the guild disputes, said the group ran six sites in the valleys.";
    let found = claims(&[("s", text)], "The group ran an estimated six sites in the valleys [@s].");
    let Verdict::Claim(ClaimFault::AttributionDropped { words }) = found[0].0.verdict else { panic!("{found:?}") };
    assert_eq!(&text[words], "The report, which the guild disputes, said");
}

#[test]
fn a_negation_makes_the_opposite() {
    let source = ("s", "The council did not approve the dredging of the northern channel.");
    let found = claims(&[source], "The council approved the dredging of the northern channel [@s].");
    assert!(matches!(found[0].0.verdict, Verdict::Claim(ClaimFault::Contradicted(_))));
}

#[test]
fn a_claim_whose_words_the_source_has_nowhere_is_unsupported() {
    check(
        "A kitchen hand of the harbour poisoned two guard dogs on Friday [@port].",
        "Unsupported",
        PORT.1.lines().next().unwrap(),
    );
}

#[test]
fn it_is_said_what_a_passage_has_and_lacks() {
    let how = |claim: &str| claims(&[PORT], claim)[0].0.how.clone();
    assert_eq!(how("The council will dredge the northern channel [@port]."), "4 of 4 words in ¶ 3");
    let text = "The council will dredge the northern channel cheaply [@port].";
    assert_eq!(how(text), "4 of 5 words in ¶ 3; without “cheaply”");
    assert_eq!(how("The council will dredge the channel."), "not asked: no source is cited for it");
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
