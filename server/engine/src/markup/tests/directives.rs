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
    check("X <!-- briefcheck: allow r: why --> y. Z.", &["allow: X <!-- briefcheck: allow r: why --> y."]);
}

#[test]
fn right_after_a_unit() {
    check("W. X [@a]. <!-- briefcheck: calc 3 = 1 + 2 --> Y.", &["calc 3: X [@a]."]);
    check("W. X [@a].\n<!-- briefcheck: allow r: why -->\n", &["allow: X [@a]."]);
    check("- X\n- Y\n<!-- briefcheck: allow r: why -->\n", &["allow: Y"]);
    check("# X\n<!-- briefcheck: allow r: why -->\n", &["allow: X"]);
}

#[test]
fn several_right_after_a_unit() {
    let allow = "<!-- briefcheck: allow r: why -->\n";
    check(&format!("X.\n{allow}{allow}"), &["allow: X.", "allow: X."]);
}

#[test]
fn right_after_a_table() {
    let table = "| A |\n|---|\n| x |";
    check(&format!("{table}\n<!-- briefcheck: allow r: why -->\n"), &[&format!("allow: {table}")]);
}

#[test]
fn in_a_cell() {
    check("| A |\n|---|\n| x <!-- briefcheck: allow r: why --> |\n", &["allow: x"]);
}

#[test]
fn alone_before_a_block() {
    let allow = "<!-- briefcheck: allow r: why -->\n\n";
    check(&format!("{allow}X. Y.\n"), &["allow: X. Y."]);
    check(&format!("W.\n\n{allow}- X\n- Y\n"), &["allow: - X\n- Y"]);
    check(&format!("{allow}{allow}> X.\n"), &["allow: > X.", "allow: > X."]);
}

#[test]
fn alone_at_the_end() {
    check("X.\n\n<!-- briefcheck: allow r: why -->\n", &["allow: "]);
}

#[test]
fn off_and_on() {
    let text = "X.\n\n<!-- briefcheck: off -->\n\nY.\n\n# Z\n\n<!-- briefcheck: on -->\n\nW.\n";
    check(text, &["off: Y.\n\n# Z", "on: <!-- briefcheck: on -->"]);
    let off: Vec<bool> = read(text).units.iter().map(|unit| unit.off).collect();
    assert_eq!(off, [false, true, true, false]);
}

#[test]
fn off_to_the_end() {
    let off: Vec<bool> = read("X. <!-- briefcheck: off --> Y.\n\nZ.").units.iter().map(|unit| unit.off).collect();
    assert_eq!(off, [false, true, true]);
}

#[test]
fn malformed() {
    let briefing = read("X. <!-- briefcheck: allow r -->");
    assert!(briefing.directives.is_empty());
    assert!(briefing.problems[0].message.starts_with("`allow` names rules"));
}

#[test]
fn other_comments_say_nothing() {
    check("X. <!-- allow r: why -->", &[]);
}
