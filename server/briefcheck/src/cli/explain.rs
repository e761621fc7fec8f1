//! `briefcheck explain`: what a rule is about.

use std::fmt::Write;

use briefcheck_engine::rules::{self, RULES, Rule};

use super::args::{self, unknown_rule};
use super::reference::shows;
use super::{Console, Status};
use crate::book;
use crate::disk::Failure;
use crate::report::{Colour, Look, wrapped};

pub(super) fn run(args: &args::Explain, console: &Console) -> Result<Status, Failure> {
    let text = match &args.rule {
        None => fitted(table(), &console.look()),
        Some(name) => {
            let rule = rules::find(name).ok_or_else(|| Failure::new(unknown_rule(name)))?;
            let address = args.web.then(|| book::rule(rule)).flatten();
            address.map_or_else(|| page(rule, &console.look()), |address| address + "\n")
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
fn page(rule: &Rule, look: &Look<'_>) -> String {
    let colour = look.colour;
    let mut page = format!("{}\n\n", heading(&format!("# {} ({})", rule.name, rule.default_level().name()), colour));
    let docs = rule.docs();
    let (mut is_code, mut is_text) = (false, false);
    for line in docs.trim().lines() {
        // A terminal has lines of its own, and those of the documentation would end within them.
        if look.wraps && is_text && !is_code && !line.is_empty() && !line.starts_with(['`', '#', '-', ' ']) {
            page.pop();
            page.push(' ');
        }
        is_text = !line.is_empty() && !line.starts_with(['`', '#']);
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
    fitted(page, look)
}

/// Lines as long as the terminal has room for.
fn fitted(text: String, look: &Look<'_>) -> String {
    if look.wraps { wrapped(&text, look.width) } else { text }
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

    fn look(wraps: bool) -> Look<'static> {
        let here = std::path::Path::new("/");
        Look { here, repository: here, colour: Colour::Plain, width: 80, wraps }
    }

    #[test]
    fn on_a_terminal_no_word_is_cut() {
        for rule in RULES {
            let (whole, fitted) = (page(rule, &look(false)), page(rule, &look(true)));
            assert_eq!(whole.split_whitespace().collect::<String>(), fitted.split_whitespace().collect::<String>());
            let is_too_long = |line: &&str| line.chars().count() > 80;
            assert_eq!(fitted.lines().find(is_too_long), None, "{}", rule.name);
        }
        assert!(fitted(table(), &look(true)).lines().all(|line| line.chars().count() <= 80));
    }

    #[test]
    fn every_rule_has_a_page_and_a_line() {
        let table = table();
        for rule in RULES {
            let page = page(rule, &look(false));
            assert!(page.starts_with(&format!("# {} (", rule.name)));
            assert!(page.contains("It fires here:\n\n    "), "{page}");
            assert!(!page.contains("```"), "{page}");
            assert!(table.contains(rule.name));
        }
    }
}
