//! JUnit's XML: a suite a briefing, a test case a finding. Errors and warnings are failures, the rest is said in passing.

use std::io::{self, Write};

use briefcheck_desk::Report;
use briefcheck_engine::rules::{Finding, Severity};

use super::plain::unordered;
use super::{Look, name, visible};

/// How many characters of an item are in its test case's name.
const LONGEST: usize = 80;

pub(super) fn write(out: &mut dyn Write, reports: &[Report], look: Look<'_>) -> io::Result<()> {
    // A briefing without findings is a case too, one that passes.
    let tests: usize = reports.iter().map(|briefing| briefing.findings.len().max(1)).sum();
    let failures: usize = reports.iter().map(failures).sum();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"briefcheck\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">")?;
    for briefing in reports {
        suite(out, briefing, look)?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(out: &mut dyn Write, briefing: &Report, look: Look<'_>) -> io::Result<()> {
    let file = escaped(&name(&look.path(&briefing.path)));
    let (tests, failures) = (briefing.findings.len().max(1), failures(briefing));
    writeln!(
        out,
        "  <testsuite name=\"{file}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\" time=\"0\">"
    )?;
    if briefing.findings.is_empty() {
        writeln!(out, "    <testcase name=\"no findings\" classname=\"{file}\" file=\"{file}\" time=\"0\"/>")?;
    }
    for found in &briefing.findings {
        case(out, briefing, found, &file)?;
    }
    writeln!(out, "  </testsuite>")
}

fn case(out: &mut dyn Write, briefing: &Report, finding: &Finding, file: &str) -> io::Result<()> {
    let position = briefing.lines.position(&briefing.text, finding.span.start);
    let words: Vec<&str> = briefing.text[finding.span].split_whitespace().collect();
    let words: String = words.join(" ").chars().take(LONGEST).collect();
    let (rule, line) = (finding.rule.name, position.line);
    let name = escaped(&format!("{rule}: {words}"));
    writeln!(out, "    <testcase name=\"{name}\" classname=\"{file}\" file=\"{file}\" line=\"{line}\" time=\"0\">")?;
    let message = escaped(&finding.message);
    let place = format!("{file}:{line}:{}: {}[{rule}]", position.column, finding.severity);
    if is_failure(finding) {
        writeln!(out, "      <failure type=\"{rule}\" message=\"{message}\">{place} {message}</failure>")?;
    } else {
        writeln!(out, "      <system-out>{place} {message}</system-out>")?;
    }
    writeln!(out, "    </testcase>")
}

fn is_failure(found: &Finding) -> bool {
    found.severity >= Severity::Warning
}

fn failures(briefing: &Report) -> usize {
    briefing.findings.iter().filter(|found| is_failure(found)).count()
}

/// Text for an element or an attribute. What XML can't hold at all, such as most control characters, is shown as a sign.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in unordered(visible(text)).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_the_markup() {
        assert_eq!(escaped("a < b & \"c\"\n\u{1b}[31m"), "a &lt; b &amp; &quot;c&quot; ␛[31m");
    }
}
