//! `briefcheck explain`: what a rule is about.

use std::fmt::Write;

use briefcheck_engine::rules::{self, RULES, Rule};

use super::args::{self, unknown_rule};
use super::reference::shows;
use super::{Console, Status};
use crate::book;
use crate::disk::Failure;
use crate::report::Colour;

pub(super) fn run(args: &args::Explain, console: &Console) -> Result<Status, Failure> {
    let text = match &args.rule {
        None => table(),
        Some(name) => {
            let rule = rules::find(name).ok_or_else(|| Failure::new(unknown_rule(name)))?;
            let address = args.web.then(|| book::rule(rule)).flatten();
            address.map_or_else(|| page(rule, console.look().colour), |address| address + "\n")
        }
    };
    console.print(|out| out.write_all(text.as_bytes()))?;
    Ok(Status::Clean)
}

/// A line a rule.
fn table() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let line = |rule: &&Rule| format!("{:width$}  {:7}  {}\n", rule.name, rule.default_level().name(), rule.summary());
    RULES.iter().map(line).collect()
}

/// A rule's documentation: plain Markdown, its examples indented.
fn page(rule: &Rule, colour: Colour) -> String {
    let mut page = format!("{}\n\n", heading(&format!("# {} ({})", rule.name, rule.default_level().name()), colour));
    let docs = rule.docs();
    let mut is_code = false;
    for line in docs.trim().lines() {
        let _ = match (line.strip_prefix("```"), is_code) {
            (Some(info), false) => {
                is_code = true;
                writeln!(page, "{}:\n", shows(info))
            }
            (Some(_), true) => {
                is_code = false;
                Ok(())
            }
            (None, true) if line.is_empty() => writeln!(page),
            (None, true) => writeln!(page, "    {line}"),
            (None, false) if line.starts_with('#') => writeln!(page, "{}", heading(line, colour)),
            (None, false) => writeln!(page, "{line}"),
        };
    }
    page
}

fn heading(line: &str, colour: Colour) -> String {
    let style = match colour {
        Colour::Plain => anstyle::Style::new(),
        Colour::Styled => anstyle::Style::new().bold(),
    };
    format!("{style}{line}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_page_and_a_line() {
        let table = table();
        for rule in RULES {
            let page = page(rule, Colour::Plain);
            assert!(page.starts_with(&format!("# {} (", rule.name)));
            assert!(page.contains("It fires here:\n\n    "), "{page}");
            assert!(!page.contains("```"), "{page}");
            assert!(table.contains(rule.name));
        }
    }
}
