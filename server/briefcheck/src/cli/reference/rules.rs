//! The rules: the table, and a page for each with its examples.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use briefcheck_engine::rules::{self, RULES, Rule};

/// The table of all rules and the page of each.
pub(super) fn pages() -> Vec<(PathBuf, String)> {
    let each = RULES.iter().map(|rule| (Path::new("rules").join(format!("{}.md", rule.name)), page(rule)));
    [(PathBuf::from("rules.md"), table())].into_iter().chain(each).collect()
}

fn table() -> String {
    let mut table =
        "# Rules\n\nA rule is set with `--rule NAME=SEVERITY` or in the configuration, to `error`, `warning`, \
                     `info`, `hint` or `off`.\n\n| rule | default | it finds |\n| --- | --- | --- |\n"
            .to_owned();
    for rule in RULES {
        let (name, level) = (rule.name, rule.default_level().name());
        let _ = writeln!(table, "| [`{name}`](rules/{name}.md) | {level} | {} |", rule.summary());
    }
    table
}

/// The documentation of a rule, with what each of its examples shows said above it.
fn page(rule: &Rule) -> String {
    let mut page = format!("# {}\n\nDefault: {}.", rule.name, rule.default_level().name());
    if let Some(old) = rules::old_name(rule.name) {
        let _ = write!(page, " It was called `{old}` before.");
    }
    page.push_str("\n\n");
    let mut is_code = false;
    for line in rule.docs().trim().lines() {
        let opens = line.strip_prefix("```").filter(|_| !is_code);
        is_code ^= line.starts_with("```");
        let _ = match opens {
            Some(info) => writeln!(page, "{}:\n\n```{}", shows(info), info.split_whitespace().next().unwrap_or("text")),
            None => writeln!(page, "{line}"),
        };
    }
    page
}

/// What an example shows, by what is written after its opening fence.
pub(in crate::cli) fn shows(info: &str) -> String {
    match info.split_whitespace().nth(1) {
        Some("fires") => "It fires here".to_owned(),
        Some("clean") => "It does not here".to_owned(),
        Some(word) => match word.strip_prefix("source=") {
            Some(key) => format!("With `{key}` being"),
            None => "For example".to_owned(),
        },
        None => "For example".to_owned(),
    }
}
