//! What directives say, and what they act on.

use super::read;
use crate::markup::DirectiveKind;

/// Checks the directives, one a line: its name and what it acts on.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let briefing = read(text);
    let text = briefing.text.as_str();
    let found = briefing.directives.iter().map(|directive| {
        let name = match &directive.kind {
            DirectiveKind::Allow { .. } => "allow".to_owned(),
            DirectiveKind::Checked { by, .. } => format!("checked {by}"),
            DirectiveKind::Calc(calc) => format!("calc {}", &text[calc.figure]),
            DirectiveKind::Off => "off".to_owned(),
            DirectiveKind::On => "on".to_owned(),
        };
        format!("{name}: {}", text[directive.scope].trim())
    });
    assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn in_a_unit() {
    check("One <!-- briefcheck: allow r: old --> y. Three.", &["allow: One <!-- briefcheck: allow r: old --> y."]);
}

#[test]
fn right_after_a_unit() {
    check("Four. One [@a]. <!-- briefcheck: calc 3 = 1 + 2 --> Two.", &["calc 3: One [@a]."]);
    check("Four. One [@a].\n<!-- briefcheck: allow r: old -->\n", &["allow: One [@a]."]);
    check("- One\n- Two\n<!-- briefcheck: allow r: old -->\n", &["allow: Two"]);
    check("# One\n<!-- briefcheck: allow r: old -->\n", &["allow: One"]);
}

#[test]
fn several_right_after_a_unit() {
    let allow = "<!-- briefcheck: allow r: old -->\n";
    check(&format!("One.\n{allow}{allow}"), &["allow: One.", "allow: One."]);
}

#[test]
fn right_after_a_table() {
    let table = "| A |\n|---|\n| x |";
    check(&format!("{table}\n<!-- briefcheck: allow r: old -->\n"), &[&format!("allow: {table}")]);
}

#[test]
fn in_a_cell() {
    check("| A |\n|---|\n| x <!-- briefcheck: allow r: old --> |\n", &["allow: x"]);
}

#[test]
fn alone_before_a_block() {
    let allow = "<!-- briefcheck: allow r: old -->\n\n";
    check(&format!("{allow}One. Two.\n"), &["allow: One. Two."]);
    check(&format!("Four.\n\n{allow}- One\n- Two\n"), &["allow: - One\n- Two"]);
    check(&format!("{allow}{allow}> One.\n"), &["allow: > One.", "allow: > One."]);
}

#[test]
fn alone_at_the_end() {
    check("One.\n\n<!-- briefcheck: allow r: old -->\n", &["allow: "]);
}

#[test]
fn off_and_on() {
    let text = "One.\n\n<!-- briefcheck: off -->\n\nTwo.\n\n# Three\n\n<!-- briefcheck: on -->\n\nFour.\n";
    check(text, &["off: Two.\n\n# Three", "on: <!-- briefcheck: on -->"]);
    let off: Vec<bool> = read(text).units.iter().map(|unit| unit.off).collect();
    assert_eq!(off, [false, true, true, false]);
}

#[test]
fn off_to_the_end() {
    let off: Vec<bool> =
        read("One. <!-- briefcheck: off --> Two.\n\nThree.").units.iter().map(|unit| unit.off).collect();
    assert_eq!(off, [false, true, true]);
}

#[test]
fn malformed() {
    let briefing = read("One. <!-- briefcheck: allow r -->");
    assert!(briefing.directives.is_empty());
    assert!(briefing.problems[0].message.starts_with("`allow` names rules"));
}

#[test]
fn other_comments_say_nothing() {
    check("One. <!-- allow r: old -->", &[]);
}
