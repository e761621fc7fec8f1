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

/// A claim's check, with its passage and how it came about, in words.
#[derive(Debug)]
struct Told {
    check: Check,
    passage: String,
    how: String,
}

fn claims(sources: &[(&str, &str)], text: &str) -> Vec<Told> {
    let briefing = Briefing::read(text, &|_| false);
    let library = library(&briefing, sources);
    let checks = verify(&Context { briefing: &briefing, library: &library, uncited: Uncited::Nothing });
    let passage = |check: &Check| {
        let evidence = check.evidence.first();
        let found = evidence.and_then(|evidence| Some((library.article(evidence.source)?, evidence.span)));
        found.map(|(article, span)| article.text()[span].to_owned()).unwrap_or_default()
    };
    let told = |check: Check| Told { passage: passage(&check), how: check.how.told(&library), check };
    checks.into_iter().filter(|check| check.kind == Kind::Claim).map(told).collect()
}

fn check(text: &str, verdict: &str, passage: &str) {
    let found = claims(&[PORT], text);
    let Told { check, passage: found, how } = found.first().unwrap_or_else(|| panic!("{text:?} claims nothing"));
    assert_eq!(found, passage, "in {text:?}");
    let said = match &check.verdict {
        Verdict::Claim(fault) => format!("{fault:?}").split([' ', '{', '(']).next().unwrap_or_default().to_owned(),
        other => format!("{other:?}"),
    };
    assert_eq!(said, verdict, "in {text:?}: {how}");
}

const DREDGING: &str = "The council approved nine million euros for dredging the northern channel.";
const SHALLOW: &str = "Anna Berg, who runs the pilots' guild, said that the new basin was too shallow for tankers.";

/// Holds the verdict on a claim of a source against what is expected: `Verified`, `Unconfirmed`, or what turns it.
fn verdict(source: &str, claim: &str, expected: &str) {
    let found = claims(&[("s", source)], &format!("{claim} [@s]."));
    let Told { check, how, .. } = found.first().unwrap_or_else(|| panic!("{claim:?} claims nothing"));
    let said = match &check.verdict {
        Verdict::Claim(ClaimFault::Contradicted(contradiction)) => format!("{:?}", contradiction.turn),
        other => format!("{other:?}"),
    };
    assert_eq!(said, expected, "{claim:?} of {source:?}: {how}");
}

#[test]
fn the_passage_with_the_most_of_a_claim_is_its_evidence() {
    check("The council will dredge the northern channel [@port].", "Unconfirmed", DREDGING);
    check("Berg said the basin is too shallow [@port].", "Verified", SHALLOW);
}

#[test]
fn the_runner_up_is_shown() {
    let found = claims(&[PORT], "The council will dredge the northern channel [@port].");
    assert_eq!(found[0].check.evidence.len(), 2);
}

#[test]
fn what_the_source_says_is_verified() {
    let source = "In May the city council of Orel bought two large ships, which had stood idle, from a Danish firm.";
    for claim in [
        "The council bought two large ships",
        "The council of Orel purchased two large ships from a Danish firm in May",
        "Two ships were bought by the council",
        "Large ships were bought from a Danish firm",
    ] {
        verdict(source, claim, "Verified");
    }
}

#[test]
fn a_claim_is_verified_only_if_its_items_are() {
    // Of the figure it is not established that the ships came from there.
    let source = "In May the city council of Orel bought two large ships, which had stood idle, from a Danish firm.";
    verdict(source, "Two large ships were bought from a Danish firm", "Unconfirmed");
}

#[test]
fn shared_words_prove_nothing() {
    let source = "In May the city council of Orel bought two large ships, which had stood idle, from a Danish firm.";
    for claim in [
        "The council bought the Danish firm",
        "The firm stood idle in May",
        "The ships bought the council",
        "The council was bought by the ships",
        "The council bought two large ships cheaply",
        "All large ships of the council stood idle",
    ] {
        let found = claims(&[("s", source)], &format!("{claim} [@s]."));
        assert!(!matches!(found[0].check.verdict, Verdict::Verified), "{claim:?}");
    }
}

#[test]
fn one_negation_turns_a_claim() {
    verdict(
        "The port's new quay was not opened by the mayor in May.",
        "The new quay was opened by the mayor",
        "Negation",
    );
    verdict(
        "The port's new quay was opened by the mayor in May.",
        "The new quay was never opened by the mayor",
        "Negation",
    );
    verdict("The firm failed to close the old quay.", "The firm closed the old quay", "Negation");
    verdict("The firm will no longer use the old quay.", "The firm will use the old quay", "Negation");
    verdict("No formal vote on the quay was taken.", "A formal vote on the quay was taken", "Negation");
    verdict("The new quay was not opened by the mayor.", "The new quay was never opened by the mayor", "Verified");
    let source =
        "But the officials, who have opened an inquiry into the spill, have not found any evidence of oil there.";
    let claim = "The officials, who have begun an inquiry into the spill, have found no trace of oil there";
    verdict(source, claim, "Unconfirmed");
}

#[test]
fn another_word_in_its_place_turns_a_claim() {
    verdict("The council rejected the plan for the quay.", "The council approved the plan for the quay", "Opposite");
    verdict("The guild met before the vote on the quay.", "The guild met after the vote on the quay", "Opposite");
    verdict("A red crane stands at the quay.", "A blue crane stands at the quay", "Exclusive");
    verdict("Most members of the guild opposed the plan.", "All members of the guild opposed the plan", "Quantifier");
    verdict("The strike could close the quay for weeks.", "The strike will close the quay for weeks", "Modal");
    verdict("The strike could close the quay for weeks.", "The strike closed the quay for weeks", "Modal");
    verdict("The council approved the plan for the quay.", "The council endorsed the plan for the quay", "Verified");
    verdict("All but one of the cranes were sold.", "All of the cranes were sold", "Quantifier");
    verdict("The quay depends on tolls, fees and loans.", "The quay depends only on tolls", "Quantifier");
}

#[test]
fn parts_that_are_exchanged_turn_a_claim() {
    verdict("Orel defeated Narva with a late goal.", "Narva defeated Orel with a late goal", "Exchanged");
    verdict("The rebels were killed by the soldiers.", "The rebels killed the soldiers", "Exchanged");
    verdict(
        "Rye suffered from heat and barley from drought.",
        "Rye suffered from drought and barley from heat",
        "Exchanged",
    );
}

#[test]
fn what_is_cut_from_a_frame_is_not_said() {
    verdict(
        "The guild shut the quay in order to repair the wall.",
        "The guild shut the quay to repair the wall",
        "Verified",
    );
    verdict("The guild will change the rule in order to keep the quay.", "The guild will keep the quay", "Unconfirmed");
    verdict("The guild shut the quay to save the crane.", "The guild saved the crane", "Unconfirmed");
    verdict("The guild managed to save the crane.", "The guild saved the crane", "Verified");
    verdict("The guild shut the quay to save the crane.", "The guild shut the quay to save the crane", "Verified");
    verdict("The guild has to repair the old wall.", "The guild repaired the old wall", "Unconfirmed");
    verdict("The guild went to rescue the old pilot.", "The guild rescued the old pilot", "Unconfirmed");
    verdict("The guild began to repair the old wall.", "The guild repaired the old wall", "Unconfirmed");
    verdict("The guild was forced to repair the old wall.", "The guild repaired the old wall", "Verified");
    verdict("The crane will be sold in Orel.", "The crane was sold in Orel", "Modal");
    verdict("The crane could be sold.", "The crane was sold", "Modal");
    verdict("The crane is to be sold in Orel.", "The crane was sold in Orel", "Unconfirmed");
    verdict("The crane could not be sold by the guild.", "The guild sold the crane", "Negation");
    verdict("The crane will be sold by the guild.", "The guild will sell the crane", "Verified");
    verdict("Both cranes will be shown in Orel in May.", "Both cranes are to be shown in Orel in May", "Verified");
    verdict("Both cranes will be shown in Orel in May.", "Both cranes were shown in Orel in May", "Modal");
    verdict("The mayor denied that the quay was sold to the guild.", "The quay was sold to the guild", "Denied");
    verdict("The mayor denied taking money from the guild.", "The mayor took money from the guild", "Denied");
    verdict("Nobody knows whether the quay was sold to the guild.", "The quay was sold to the guild", "Condition");
    verdict("If the quay was sold, the guild would leave.", "If the quay was sold, the guild would leave", "Verified");
    verdict("Was the quay sold to the guild?", "The quay was sold to the guild", "Question");
    verdict("The guild hopes that the quay is sold to the city.", "The quay is sold to the city", "Hope");
    verdict("The guild threatened to close the old quay.", "The guild closed the old quay", "Modal");
}

#[test]
fn what_differs_more_is_not_told() {
    verdict(
        "The council rejected the budget of the port.",
        "The council approved the sale of the ferry",
        "Unconfirmed",
    );
    verdict("The guild did not only close the quay.", "The guild closed the quay", "Unconfirmed");
}

#[test]
fn a_restriction_may_not_be_dropped() {
    verdict("Most members of the guild opposed the plan.", "Members of the guild opposed the plan", "Unconfirmed");
    verdict("The son of the mayor resigned in May.", "The mayor resigned in May", "Unconfirmed");
    verdict("The former mayor resigned in May.", "The mayor resigned in May", "Unconfirmed");
}

#[test]
fn another_sentence_may_say_it() {
    let source = "The mayor did not open the old quay in May. In June the mayor opened the old quay.";
    verdict(source, "The mayor opened the old quay", "Verified");
}

#[test]
fn a_claim_of_something_else_is_unsupported() {
    check("Farmers in the valley planted cheaper wheat after heavy rainfall [@port].", "Unsupported", "");
}

#[test]
fn a_short_claim_is_never_unsupported() {
    check("Farmers planted wheat [@port].", "Unconfirmed", "");
}

#[test]
fn a_sentence_about_its_source_is_never_unsupported() {
    check("The report sums up various complaints about regional infrastructure [@port].", "Unconfirmed", "");
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
    check("The new basin was too shallow for tankers, Berg said [@port].", "Verified", SHALLOW);
    check("Anna Berg found the new basin too shallow for tankers [@port].", "Unconfirmed", SHALLOW);
}

#[test]
fn what_stands_beside_the_attribution_is_no_ones_words() {
    let source = ("s", "The council raised the harbour dues after the guild said that nobody would pay for dredging.");
    let found = claims(&[source], "The council raised the harbour dues [@s].");
    assert!(matches!(found[0].check.verdict, Verdict::Verified), "{:?}", found[0].check);
    let found = claims(&[source], "Nobody would pay for dredging [@s].");
    assert!(matches!(found[0].check.verdict, Verdict::Claim(_)));
}

#[test]
fn an_attribution_may_have_a_clause_between() {
    let text = "The report, which the guild disputes, said the group ran six sites in the valleys.";
    let found = claims(&[("s", text)], "The group ran an estimated six sites in the valleys [@s].");
    let Verdict::Claim(ClaimFault::AttributionDropped { words }) = found[0].check.verdict else { panic!("{found:?}") };
    assert_eq!(&text[words], "The report, which the guild disputes, said");
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
    let how = |claim: &str| claims(&[PORT], claim).swap_remove(0).how;
    assert_eq!(how("The council will dredge the northern channel [@port]."), "4 of 4 words in ¶ 3");
    let text = "The council will dredge the northern channel cheaply [@port].";
    assert_eq!(how(text), "4 of 5 words in ¶ 3; without “cheaply”");
    assert_eq!(how("The council will dredge the channel."), "not asked: no source is cited for it");
}

#[test]
fn either_of_two_sources_may_support_a_claim() {
    let other = ("other", "Nothing of the kind.");
    let found = claims(&[other, PORT], "The council will dredge the northern channel [@other; @port].");
    assert_eq!(found[0].passage, DREDGING);
}

#[test]
fn headings_claim_nothing() {
    assert_eq!(claims(&[PORT], "# Dredging [@port]\n").len(), 0);
}

#[test]
fn what_the_source_says_less_of_is_not_verified() {
    let sold = "The guild sold the crane";
    for source in [
        "The guild almost sold the crane.",
        "The guild allegedly sold the crane.",
        "The guild considered selling the crane.",
        "The guild was barred from selling the crane.",
        "The guild let Berg sell the crane.",
        "The guild is selling the crane.",
        "The guild sold parts of the crane.",
        "The guild's lawyer sold the crane.",
        "Berg believes the guild sold the crane.",
        "Either Berg or the guild sold the crane.",
        "Berg, who opposed the guild, sold the crane.",
        "If the guild sold the crane, Berg will leave.",
    ] {
        let found = claims(&[("s", source)], &format!("{sold} [@s]."));
        assert!(!matches!(found[0].check.verdict, Verdict::Verified), "{source}");
    }
    verdict("The guild sold the old crane in Orel.", sold, "Verified");
    verdict("The guild, which opposed Berg, sold the crane.", sold, "Verified");
    verdict("Berg left because the guild sold the crane.", "The guild sold the crane because Berg left", "Unconfirmed");
    verdict("Berg sold the crane to the guild.", "The crane was sold by the guild", "Unconfirmed");
}

#[test]
fn a_title_of_another_is_not_ticked() {
    let source =
        "Councillor Ada Finch led the campaign against the closure.\n\nTreasurer Paul Reno had asked for the closure.";
    let verdict = |text: &str| claims(&[("s", source)], text).remove(0).check.verdict;
    assert!(matches!(verdict("Treasurer Ada Finch led the campaign against the closure [@s]."), Verdict::Unconfirmed));
    assert!(matches!(verdict("Councillor Ada Finch led the campaign against the closure [@s]."), Verdict::Verified));
    assert!(matches!(verdict("Mrs Ada Finch led the campaign against the closure [@s]."), Verdict::Verified));
}

#[test]
fn another_of_the_same_name_is_not_ticked() {
    let source = "The guild sold the old crane and kept the new crane.";
    let verdict = |text: &str| claims(&[("s", source)], text).remove(0).check.verdict;
    assert!(matches!(verdict("The guild sold the new crane [@s]."), Verdict::Unconfirmed));
    assert!(matches!(verdict("The guild sold the old crane [@s]."), Verdict::Verified));
}

#[test]
fn who_asks_whether_one_knows_takes_it_for_so() {
    let source = "Did you know that the old pier was moved by a firm from Narva?";
    let verdict = |text: &str| claims(&[("s", source)], text).remove(0).check.verdict;
    let text = "The old pier was moved by a firm from Narva [@s].";
    assert!(!matches!(verdict(text), Verdict::Claim(_)), "{:?}", verdict(text));
}

#[test]
fn too_little_of_a_thing_is_its_opposite() {
    let source = "The new crane showed imbalance and rust.";
    verdict(source, "The new crane showed poor balance and rust", "Unconfirmed");
    let source = "There is inadequate light for night work in the yard.";
    verdict(source, "The yard lacks sufficient light for night work", "Unconfirmed");
    verdict(source, "There is sufficient light for night work in the yard", "Opposite");
}

#[test]
fn either_of_two_ways_is_no_condition() {
    let source = "Whether cheaply or at a loss, Berg sold the stones to Vell Steel.";
    verdict(source, "Either cheaply or at a loss, Berg sold the stones to Vell Steel", "Unconfirmed");
}

#[test]
fn all_year_is_no_quantity() {
    let source = "Berg and other pilots told the council that fog is a year-round trouble in the strait, largely because of the weir.";
    let claim = "Berg and other pilots told the council that fog is a trouble all year in the strait, in large part because of the weir";
    verdict(source, claim, "Unconfirmed");
}

#[test]
fn the_verb_of_a_clause_is_not_borne_out_by_a_figure_of_another_one() {
    let source =
        ("s", "The backlog of the yard also grew in October, with 8.4% of the orders late or lost, after 5.1% in May.");
    let is_verified = |claim: &str| matches!(claims(&[source], claim).remove(0).check.verdict, Verdict::Verified);
    assert!(is_verified("The backlog grew in October, when 8.4% of the orders were late or lost [@s]."));
    assert!(!is_verified("The backlog sang in October, when 8.4% of the orders were late or lost [@s]."));
}

#[test]
fn what_somebody_sees_as_a_thing_is_not_that() {
    let source = (
        "s",
        "Some pilots saw the loss of the seat in the guild as a punishment for the council of Varn, which left in May.",
    );
    let is_verified = |claim: &str| matches!(claims(&[source], claim).remove(0).check.verdict, Verdict::Verified);
    assert!(!is_verified("The loss of the seat in the guild was a punishment for the council of Varn [@s]."));
}

#[test]
fn words_that_would_be_so_are_not_to_be_so() {
    let source =
        ("s", "“If the deal is done, shares of the yard would be handed out to the pilots at once,” said Mira Dahl.");
    let is_verified = |claim: &str| matches!(claims(&[source], claim).remove(0).check.verdict, Verdict::Verified);
    assert!(!is_verified("Dahl said that shares of the yard are to “be handed out to the pilots at once” [@s]."));
    assert!(is_verified("Dahl said that shares of the yard would “be handed out to the pilots at once” [@s]."));
}
