//! The evidence as Markdown, for a pull request: what is wrong, and the sources; what is verified is only counted.

use std::io::{self, Write};

use briefcheck_engine::rules::Class;

use super::super::visible;
use super::html::LIMITS;
use super::model::{Dossier, Item, Memo};

/// How much of an item's words a row shows, in characters.
const MOST: usize = 120;

pub(super) fn write(out: &mut dyn Write, dossier: &Dossier<'_>) -> io::Result<()> {
    writeln!(out, "# Evidence report\n")?;
    writeln!(out, "{} items and claims: {}.", dossier.counts().total(), dossier.counts().said())?;
    for memo in &dossier.memos {
        briefing(out, dossier, memo)?;
    }
    sources(out, dossier)?;
    writeln!(out, "\n{LIMITS}")
}

fn briefing(out: &mut dyn Write, dossier: &Dossier<'_>, memo: &Memo<'_>) -> io::Result<()> {
    writeln!(out, "\n## {}\n", escaped(&memo.title))?;
    writeln!(out, "{}: {} items and claims, {}.", code(&memo.file), memo.counts().total(), memo.counts().said())?;
    // A fault is told at the item, not once more at its claim.
    let problems: Vec<&Item> = memo.items.iter().filter(|item| item.outcome.counted().is_problem()).collect();
    if problems.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| | Line | Words | What the source says |\n| --- | ---: | --- | --- |")?;
    for item in problems {
        let line = memo.checked.lines.position(&memo.checked.text, item.span.start).line;
        let rule = item.rule.map_or_else(String::new, |rule| format!(" {}", code(rule.name)));
        let said = match item.class() {
            Class::Unverifiable => "its source can’t be read".to_owned(),
            _ => escaped(&item.message),
        };
        // A message mostly quotes what matters of it.
        let words = item.passages.first().map(|passage| dossier.words(passage));
        let passage = words.filter(|words| !item.message.contains(words));
        let passage = passage.map_or_else(String::new, |words| format!("<br>“{}”", escaped(&cut(words))));
        let (sign, class) = (item.class().sign(), item.class().name());
        writeln!(out, "| {sign} {class}{rule} | {line} | {} | {said}{passage} |", escaped(&cut(memo.words(item))))?;
    }
    Ok(())
}

fn sources(out: &mut dyn Write, dossier: &Dossier<'_>) -> io::Result<()> {
    writeln!(out, "\n## Sources\n")?;
    writeln!(out, "| Source | Published | Status | Items | Fingerprint |\n| --- | --- | --- | ---: | --- |")?;
    for (source, counts) in dossier.shelf.sources.iter().zip(dossier.by_source()) {
        let published: Vec<&str> = source.meta.published().collect();
        let print = match &source.fingerprint {
            Ok(print) => code(print.get(..12).unwrap_or(print)),
            Err(_) => String::new(),
        };
        writeln!(
            out,
            "| {} {} | {} | {} | {} | {print} |",
            escaped(source.name()),
            code(&source.file),
            escaped(&published.join(", ")),
            source.status(),
            counts.total()
        )?;
    }
    Ok(())
}

/// The beginning of some words.
fn cut(words: &str) -> String {
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

/// Text on one line that shows as itself in a cell. A comment parts what would call a person or a ticket.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in visible(text).chars() {
        match c {
            '@' | '#' => {
                escaped.push(c);
                escaped.push_str("<!-- -->");
            }
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text as code: for names of files and rules.
pub(in crate::report) fn code(text: &str) -> String {
    format!("<code>{}</code>", escaped(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(escaped("a | b <c> [d](e) *f*\n@g #1"), "a \\| b &lt;c> \\[d\\](e) \\*f\\* @<!-- -->g #<!-- -->1");
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(cut("short"), "short");
        assert_eq!(cut(&"é".repeat(130)), format!("{}…", "é".repeat(MOST)));
    }
}
