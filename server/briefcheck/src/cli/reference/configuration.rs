//! The configuration's keys, as Markdown, from the definition that also reads them.

use std::fmt::Write;

use crate::disk::{Shape, configuration};

/// A table for each table of `briefcheck.toml`.
pub(super) fn page() -> String {
    let mut page = "# Configuration\n\n`briefcheck.toml` is looked for upward from each briefing; the nearest wins. Every key may be \
                    left out. An unknown key is an error that names the nearest known one.\n"
        .to_owned();
    for table in configuration() {
        let _ = write!(page, "\n## {}\n\n| key | it takes | for |\n| --- | --- | --- |\n", table.title);
        for key in &table.keys {
            let _ = writeln!(page, "| `{}` | {} | {} |", key.name, takes(&key.shape), key.says.replace('*', "\\*"));
        }
        let examples: Vec<&str> = table.keys.iter().map(|key| key.example).filter(|line| !line.is_empty()).collect();
        let _ = write!(page, "\n```toml\n{}{}\n```\n", table.opens, examples.join("\n"));
    }
    page
}

/// What a key takes, in words.
fn takes(shape: &Shape) -> String {
    match shape {
        Shape::Text => "a string".to_owned(),
        Shape::Texts => "a list of strings".to_owned(),
        Shape::OneOf(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Shape::Size { default } => format!("a size; `{default}` if it is not set"),
        Shape::Rules => "a table: a rule, and its severity or `off`".to_owned(),
        Shape::Sources => "a table: a key, and a path or a table".to_owned(),
        Shape::Table(_) => "a table".to_owned(),
        Shape::Tables(_) => "a list of tables".to_owned(),
    }
}
