//! Paragraphs: what `¶ 4` counts.

use crate::text::Span;

/// A line longer than this was not wrapped by hand.
const LONGEST_WRAPPED_LINE: usize = 120;

/// The paragraphs of a text, in order, without the blanks around them.
///
/// Blank lines part paragraphs. Where a text sets each paragraph on a line of its own (its lines are long, end as sentences
/// do, or had room for more), every line that is not blank is one.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    if are_paragraphs(text, &lines) {
        return lines;
    }
    let mut blocks: Vec<Span> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some(block) if !has_blank_line(&text[block.end..line.start]) => block.end = line.end,
            _ => blocks.push(line),
        }
    }
    blocks
}

/// The lines that are not blank, trimmed.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let trimmed = line.trim_start();
        let from = start + line.len() - trimmed.len();
        let to = from + trimmed.trim_end().len();
        if from < to {
            lines.push(Span::new(from, to));
        }
        start += line.len();
    }
    lines
}

fn has_blank_line(between: &str) -> bool {
    between.contains('\u{2029}') || between.matches('\n').count().max(between.matches('\r').count()) > 1
}

/// Whether lines are paragraphs: of the lines that another follows without a blank line between, more are whole than
/// break off. A line is whole if it is long, if it ends as a sentence or heading does, or if the next line's first
/// word had room on it.
fn are_paragraphs(text: &str, lines: &[Span]) -> bool {
    let width = width(lines);
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for pair in lines.windows(2) {
        if has_blank_line(&text[pair[0].end..pair[1].start]) {
            continue;
        }
        let line = &text[pair[0]];
        let ends = line.ends_with(['.', '!', '?', ':', '"', '”', '’', ')', ']']);
        let next = text[pair[1]].split(char::is_whitespace).next().map_or(0, str::len);
        if line.len() > LONGEST_WRAPPED_LINE || ends || line.len() + 1 + next <= width {
            whole += 1;
        } else {
            broken += 1;
        }
    }
    whole > broken
}

/// The width that lines would be wrapped at: three in four are at most that long.
fn width(lines: &[Span]) -> usize {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.len()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 3 / 4).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let read: Vec<_> = paragraphs(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        check("One is\nwrapped here\nand ends.\n\nTwo.\n", &["One is\nwrapped here\nand ends.", "Two."]);
    }

    #[test]
    fn lines_that_end_as_sentences_are_paragraphs() {
        check("One ends.\nTwo ends.\n\nThree.", &["One ends.", "Two ends.", "Three."]);
    }

    #[test]
    fn lines_with_room_for_the_next_word_are_paragraphs() {
        let menu =
            ["News", "Sport and weather", "More", "The quay of the harbour was closed", "Sign in", "A second story"];
        check(&menu.join("\n"), &menu);
    }

    #[test]
    fn every_line_end_is_one() {
        check("One\r\nline.\r\n\r\nTwo.", &["One\r\nline.", "Two."]);
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = "word ".repeat(40);
        let text = format!("{long}\n{long}");
        check(&text, &[long.trim(), long.trim()]);
    }

    #[test]
    fn nothing_has_no_paragraphs() {
        check("", &[]);
        check(" \n\n ", &[]);
    }
}
