//! Workflow commands of GitHub Actions, which make annotations: `::error file=…,line=…::message`.

use std::io::{self, Write};

use briefcheck_desk::Report;
use briefcheck_engine::rules::Severity;

use super::plain::unordered;
use super::{Look, visible};

pub(super) fn write(out: &mut dyn Write, reports: &[Report], look: Look<'_>) -> io::Result<()> {
    for briefing in reports {
        let path = look.in_repository(&briefing.path);
        for finding in &briefing.findings {
            let start = briefing.lines.position(&briefing.text, finding.span.start);
            let end = briefing.lines.position(&briefing.text, finding.span.end);
            let title = property(&format!("briefcheck: {}", finding.rule.name));
            write!(out, "::{} title={title},file={}", command(finding.severity), property(&path))?;
            write!(out, ",line={},endLine={}", start.line, end.line)?;
            // Columns are only known to annotations of one line.
            if start.line == end.line {
                write!(out, ",col={},endColumn={}", start.column, end.column)?;
            }
            writeln!(out, "::{}", message(&unordered(visible(&finding.message))))?;
        }
    }
    Ok(())
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "notice",
    }
}

/// What stands after the second `::`.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    visible(&message(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_value_is_escaped() {
        assert_eq!(message("100% of it: a, b\r\nc"), "100%25 of it: a, b%0D%0Ac");
        assert_eq!(property("a,b:50%\n"), "a%2Cb%3A50%25%0A");
    }
}
