//! Footnotes: as citations, as calculations, as evidence.

use super::{check, read};
use crate::markup::DirectiveKind;

#[test]
fn a_reference_cites_what_the_definition_cites() {
    check(
        "One[^1], while Two[^2].\n\n[^1]: [@a, p. 3]\n\n[^2]: See [@b; @c].\n",
        &["sentence: One ← a | , while Two. ← b c"],
    );
    check("One.[^1] Two.\n\n[^1]: [@a]\n", &["sentence: One. ← a", "sentence: Two. ← (a)"]);
}

#[test]
fn a_note_in_the_text() {
    check(
        "One^[Said at noon, [@a].] and Two [@b].",
        &["sentence: One ← a | and Two. ← b", "sentence: Said at noon,. ← a"],
    );
}

#[test]
fn a_quotation_as_evidence() {
    check(
        "One is so[^ev].\n\n[^ev]: \"x is never so\" [@m, ¶ 6]\n",
        &["sentence: One is so. ← m", "sentence: \"x is never so\" ← m"],
    );
}

#[test]
fn a_note_without_a_sentence_claims_nothing() {
    check("One[^1].\n\n[^1]: Annual report, \"The port\", p. 3 [@a]\n", &["sentence: One. ← a"]);
    check("One^[see the annex, [@a]].", &["sentence: One. ← a"]);
}

#[test]
fn a_reference_to_nothing_cites_nothing() {
    check("One[^1] and Two [@a].", &["sentence: One and Two. ← a"]);
}

/// Checks which figure a footnote derives, in which unit, and what the units are.
#[track_caller]
fn check_calc(text: &str, figure: &str, scope: &str) {
    let briefing = read(text);
    let text = briefing.text.as_str();
    let [directive] = &briefing.directives[..] else { panic!("{:?} {:?}", briefing.directives, briefing.problems) };
    let DirectiveKind::Calc(calc) = &directive.kind else { panic!("{directive:?}") };
    assert_eq!((&text[calc.figure], &text[directive.scope]), (figure, scope));
    assert!(text[directive.span].starts_with("[^s]"));
    assert!(briefing.units.iter().all(|unit| !directive.span.overlaps(unit.span)));
}

#[test]
fn a_calculation() {
    check_calc("Four. One had 255[^s].\n\n[^s]: = 172 + 83 [@occ, ¶ 5]\n", "255", "One had 255[^s].");
    check_calc(
        "One had 4.2 million[^s] so.\n\n[^s]: = 4 million + 200,000\n",
        "4.2 million",
        "One had 4.2 million[^s] so.",
    );
    check_calc("One had **255**[^s].\n\n[^s]: = 5*17*3\n", "255", "One had **255**[^s].");
    check_calc("Of 3, he had fifty[^s].\n\n[^s]: = 5 * 10\n", "fifty", "Of 3, he had fifty[^s].");
}

#[test]
fn a_calculation_covers_like_any_footnote() {
    check("One had 255[^s], Two [@b].\n\n[^s]: = 172 + 83 [@a]\n", &["sentence: One had 255 ← a | , Two. ← b"]);
}

#[test]
fn a_calculation_that_is_none() {
    let briefing = read("One had 255[^s].\n\n[^s]: = 172 +\n");
    assert_eq!(briefing.problems[0].message, "a figure is missing here");
    assert!(briefing.directives.is_empty());
}

/// Checks which units a text has.
#[track_caller]
fn check_units(text: &str, expected: &[&str]) {
    let briefing = read(text);
    let units: Vec<&str> = briefing.units.iter().map(|unit| unit.prose.text()).collect();
    assert_eq!(units, expected, "{text}");
}

#[test]
fn a_reference_in_full_is_no_claim() {
    for note in [
        "Quill, A. (2025). *Port Halden posts record year*. The Ledger, 12(3), 44–46. doi:10.1000/182 [@a].",
        "Ada Quill, \"Port Halden posts record year\", The Ledger, 2 October 2025, vol. 12, no. 3 (2025), pp. 44–46 [@a].",
        "See Quill and Marsh, *Ports* (2025), https://x.org/900.",
    ] {
        check_units(&format!("It rose.[^1]\n\n[^1]: {note}\n"), &["It rose."]);
    }
    let note = "Quill, A. (2025). The Ledger, 12(3), 44–46. It had 4 million [@a].";
    check_units(&format!("It rose.[^1]\n\n[^1]: {note}\n"), &["It rose.", "It had 4 million."]);
    check_units(
        "It rose.[^1]\n\n[^1]: Quill (2025) says on p. 3 that it had 4 [@a].\n",
        &["It rose.", "Quill says on p. 3 that it had 4."],
    );
    check_units(
        "It rose.[^1]\n\n[^1]: In 2025, it had 12, on p. 3 of it.\n",
        &["It rose.", "In 2025, it had 12, on p. 3 of it."],
    );
    let claims = [
        "Norway, the largest donor, gave $4.2 billion in 2024 (https://x.org/900)",
        "Dahl (2019) voted no. The port handled 9.9 million tonnes in 2019, on p. 3",
        "Dahl (2019). The port handled 9.9 million tonnes in 2019, on p. 3",
        "Norway, 4.2 billion in 2024 (https://x.org/900)",
        "Norway, 4.2 billion in 2024, on p. 3",
    ];
    for claim in claims {
        let briefing = read(&format!("It rose.[^1]\n\n[^1]: {claim} [@a].\n"));
        let said = briefing.units.iter().any(|unit| unit.prose.text().contains(['4', '9']));
        assert!(said, "{claim}: {:?}", briefing.units);
    }
}

#[test]
fn a_list_of_sources_claims_nothing() {
    let list = "Quill, A. (2025). Ports. 12 pages.\n\n- Marsh, 55 ships.";
    check_units(
        &format!("## 7. Works cited {{.unnumbered}}\n\n{list}\n\n# Next\n\nIt rose."),
        &["7. Works cited", "Next", "It rose."],
    );
    check_units("# Sources\n\nIt had 5 [@a].\n\n[^1]: It had 6.\n", &["Sources", "It had 5.", "It had 6."]);
    check_units(
        &format!("# References\n\n## Primary sources\n\n{list}\n\n## Other\n\n{list}\n\nNext\n====\n\nIt rose."),
        &["References", "Primary sources", "Other", "Next", "It rose."],
    );
    check_units("# Sources of growth\n\nIt had 5.\n", &["Sources of growth", "It had 5."]);
}

#[test]
fn a_note_with_a_key_and_a_place_is_no_claim() {
    for note in ["@a, p. 44.", "See @a, ch. 2, p. 44.", "@a, vol. 12, no. 3."] {
        let briefing = read(&format!("It rose.[^1]\n\n[^1]: {note}\n"));
        assert_eq!(briefing.units.len(), 1, "{note}: {:?}", briefing.units);
    }
}
