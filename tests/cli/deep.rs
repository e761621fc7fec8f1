//! What nests without an end, in the threads of the command line: no stack overflows, which nothing could catch.

use super::made::{SOURCE, run, workspace};

const DEEP: usize = 20_000;

/// Checks a briefing over a source, and says how that ended: by itself, with a word on it.
fn check(brief: &str, source: (&str, &str)) {
    let folder =
        workspace(&[SOURCE, source, ("a.brief", &format!("{brief}\n\nIt was \"never built\" [@quay] [@deep].\n"))]);
    for args in [&["check", "--no-cache"] as &[&str], &["report", "-o", "out.html"], &["read", "a.brief"]] {
        let output = run(folder.path(), args);
        let said = String::from_utf8_lossy(&output.stderr);
        let start: String = brief.chars().take(20).collect();
        // A signal has no code, and a panic is told as a failure.
        assert!(matches!(output.status.code(), Some(0 | 1)), "{args:?} of {start} and {}: {said}", source.0);
    }
}

fn nested(open: &str, inner: &str, close: &str) -> String {
    [&open.repeat(DEEP), inner, &close.repeat(DEEP)].concat()
}

#[test]
fn briefings() {
    for (open, close) in [
        ("> ", ""),
        ("- ", ""),
        ("*", "*"),
        ("[", "]"),
        ("(", ")"),
        ("\u{201C}\"", "\"\u{201D}"),
        ("x^[", "]"),
        ("<div>", ""),
        ("::: {.x}\n", ""),
        ("{++", "++}"),
        ("{--{==", "==}--}"),
        ("$$", ""),
        ("[@quay ", "]"),
    ] {
        check(&nested(open, "x", close), ("sources/deep.txt", "The quay."));
    }
}

#[test]
fn front_matters_and_calculations() {
    let source = ("sources/deep.txt", "The quay.");
    let by_indent: String = (0..1000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    for yaml in [nested("[", "", "]"), nested("{a: ", "1", "}"), nested("- ", "x", ""), by_indent] {
        check(&format!("---\na: {yaml}\n---\n"), source);
        check(&format!("---\na:\n{yaml}\n---\n"), source);
    }
    for calc in [nested("(", "5", ")"), nested("-", "5", ""), nested("5+", "5", ""), nested("pct(", "5", ")")] {
        check(&format!("It had 5 [@quay]. <!-- briefcheck: calc 5 = {calc} -->"), source);
    }
}

#[test]
fn sources() {
    for (name, text) in [
        ("sources/deep.html", nested("<div>", "The quay.", "</div>")),
        ("sources/deep.html", nested("<b>", "The quay.", "")),
        ("sources/deep.html", nested("<table><tr><td>", "The quay.", "")),
        ("sources/deep.md", nested("> ", "The quay.", "")),
        ("sources/deep.md", nested("- ", "The quay.", "")),
        ("sources/deep.rtf", format!("{{\\rtf1 {}}}", nested("{", "The quay.", "}"))),
        ("sources/deep.txt", nested("(", "The quay.", ")")),
        ("sources/deep.txt", nested("\"", "The quay.", "\"")),
        ("sources/deep.txt", nested("He said that ", "the quay.", "")),
        ("sources/deep.txt", nested("not ", "the quay.", "")),
    ] {
        check("It is so.", (name, &text));
    }
}
