//! Text from files, made safe to print.

use std::io::{self, Write};

use serde::Serialize;

/// On one line, with every character that could steer a terminal or turn the reading direction shown as a sign.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if is_blank(c) { ' ' } else { sign(c) }).collect()
}

/// The name of something, such as a file: as [`visible`], but what ends lines is shown as a sign, too.
pub fn name(text: &str) -> String {
    text.chars().map(sign).collect()
}

/// The name of a file at the beginning of a line, where no runner of a workflow takes it for a command.
pub fn name_first(text: &str) -> String {
    let name = unordered(name(text));
    if name.trim_start().starts_with([':', '#']) { format!("./{name}") } else { name }
}

/// What was drawn on some lines, with its colours, and nothing else that steers a terminal or the runner of a workflow.
pub fn drawn(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let colour = colour(rest).unwrap_or(0);
        let width = colour.max(c.len_utf8());
        match c {
            _ if colour > 0 => safe.push_str(&rest[..width]),
            '\n' => safe.push(c),
            c => safe.push(sign(c)),
        }
        rest = &rest[width..];
    }
    unordered(safe)
}

/// What was drawn, with lines of at most so many characters where they have blanks to be broken at; what is broken off stands
/// two columns to the right.
pub fn wrapped(drawn: &str, width: usize) -> String {
    const INDENT: usize = 2;
    let mut text = String::with_capacity(drawn.len());
    for (number, line) in drawn.split('\n').enumerate() {
        if number > 0 {
            text.push('\n');
        }
        let (mut column, mut is_begun) = (0, false);
        for word in line.split_inclusive(' ') {
            let length = seen(word.trim_end_matches(' ')).count();
            if is_begun && column + length > width {
                text.truncate(text.trim_end_matches(' ').len());
                text.push('\n');
                text.push_str(&" ".repeat(INDENT));
                column = INDENT;
            }
            text.push_str(word);
            column += seen(word).count();
            // Marks stand where they stand, and an arrow before its path.
            is_begun |= seen(word).any(char::is_alphabetic);
        }
    }
    text
}

/// The characters of what was drawn that are seen.
pub(super) fn seen(drawn: &str) -> impl Iterator<Item = char> {
    let mut rest = drawn;
    std::iter::from_fn(move || {
        while let Some(length) = colour(rest) {
            rest = &rest[length..];
        }
        let c = rest.chars().next()?;
        rest = &rest[c.len_utf8()..];
        Some(c)
    })
}

/// How many bytes of a text set a colour or a weight.
fn colour(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let end = parameters.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    parameters[end..].starts_with('m').then_some("\u{1b}[".len() + end + 1)
}

/// Text in which nothing is an order to the runner of a workflow: GitHub's hears `##[` in any line.
pub fn unordered(text: String) -> String {
    if text.contains("##[") { text.replace("##[", "#\u{FF03}[") } else { text }
}

fn is_blank(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}')
}

/// Whether a character steers a terminal, or turns the reading direction.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn sign(c: char) -> char {
    match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '␡',
        c if steers(c) => '\u{FFFD}',
        c => c,
    }
}

/// Writes a value as JSON in which no character steers a terminal: what JSON lets stand as it is is escaped as well.
///
/// # Errors
///
/// If `out` can't be written to.
pub(super) fn write_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    let mut from = 0;
    for (at, c) in json.char_indices().filter(|&(_, c)| c != '\n' && steers(c)) {
        out.write_all(&json.as_bytes()[from..at])?;
        write!(out, "\\u{:04x}", u32::from(c))?;
        from = at + c.len_utf8();
    }
    out.write_all(&json.as_bytes()[from..])?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mb\nc\u{202e}d\u{9b}1m"), "a␛[31mb c\u{FFFD}d\u{FFFD}1m");
        assert_eq!(visible("naïve “x” — ✓"), "naïve “x” — ✓");
        assert_eq!(name("a\r\nb\tc"), "a␍␊b␉c");
    }

    #[test]
    fn nothing_is_an_order() {
        assert_eq!(name_first("::error::x"), "./::error::x");
        assert_eq!(name_first(" ##[group]x"), "./ #\u{FF03}[group]x");
        assert_eq!(name_first("memos/a.brief"), "memos/a.brief");
        assert_eq!(drawn("1 | a ##[group]x"), "1 | a #\u{FF03}[group]x");
    }

    #[test]
    fn what_is_drawn_keeps_its_colours_alone() {
        assert_eq!(drawn("\u{1b}[1;31mx\u{1b}[0m\n\u{1b}]0;t\u{7}\u{1b}[2J"), "\u{1b}[1;31mx\u{1b}[0m\n␛]0;t␇␛[2J");
    }

    #[test]
    fn sentences_are_broken_at_blanks() {
        let red = |words: &str| format!("\u{1b}[31m{words}\u{1b}[0m");
        let sentence = format!("{}: the quay was never built", red("error"));
        assert_eq!(wrapped(&sentence, 18), format!("{}: the quay\n  was never built", red("error")));
        assert_eq!(wrapped(&sentence, 80), sentence);
        let excerpt = "1 | the quay\n  |     ^^^^\n  --> a/very/long/path";
        assert_eq!(wrapped(excerpt, 12), excerpt);
    }

    #[test]
    fn json_holds_nothing_that_steers() {
        let mut out = Vec::new();
        let text = "a\u{1b}\u{9b}\u{202e}\u{7f}\u{2028}é";
        write_json(&mut out, &[text]).unwrap();
        let json = String::from_utf8(out).unwrap();
        assert!(!json.chars().any(|c| c != '\n' && steers(c)), "{json:?}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [text]);
    }
}
