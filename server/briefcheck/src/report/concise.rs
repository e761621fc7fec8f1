//! `file:line:column: severity[rule] message`, a line a finding.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use briefcheck_desk::Report;
use briefcheck_engine::rules::Severity;

use super::plain::unordered;
use super::{Colour, Look, visible};

pub(super) fn write(out: &mut dyn Write, reports: &[Report], look: Look<'_>) -> io::Result<()> {
    for briefing in reports {
        let path = look.path_first(&briefing.path);
        for finding in &briefing.findings {
            let position = briefing.lines.position(&briefing.text, finding.span.start);
            let style = match look.colour {
                Colour::Plain => Style::new(),
                Colour::Styled => style(finding.severity),
            };
            writeln!(
                out,
                "{path}:{}:{}: {style}{}[{}]{style:#} {}",
                position.line,
                position.column,
                finding.severity,
                finding.rule.name,
                unordered(visible(&finding.message))
            )?;
        }
    }
    Ok(())
}

/// How a severity looks everywhere.
pub(super) fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::BrightBlue,
        Severity::Hint => AnsiColor::BrightGreen,
    };
    colour.on_default().bold()
}
