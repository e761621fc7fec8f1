//! The lines of a text around something, cut to what fits a terminal.

use briefcheck_engine::text::{Lines, Span};

/// How many lines are shown.
const MOST_LINES: usize = 4;

/// A few lines, each cut with `…` where it is long.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The lines.
    pub(super) text: String,
    /// The number of the first, from 1.
    pub(super) line: usize,
    /// What is meant, in bytes of `text`.
    pub(super) spans: Vec<Span>,
}

/// A part of a line that is kept, and where it went.
struct Kept {
    span: Span,
    at: usize,
}

/// The lines that hold `spans`, which are in order, each cut to at most `width` characters. Where not all of what is meant has
/// room, it is what stands at `focus` that is shown, with what is around it; the rest is cut from the spans.
pub(super) fn excerpt(text: &str, lines: &Lines, spans: &[Span], focus: Option<Span>, width: usize) -> Excerpt {
    let start = spans.first().map_or(0, |span| span.start);
    let end = spans.last().map_or(0, |span| span.end).max(start);
    let cover = Span::new(text.floor_char_boundary(start), text.floor_char_boundary(end));
    let focus = focus.unwrap_or(cover);
    let (first, last) = shown(lines, cover, focus);
    let mut excerpt = Excerpt { text: String::new(), line: first + 1, spans: Vec::new() };
    let mut kept = Vec::new();
    for number in first..=last {
        let line = lines.span(text, number);
        let meant = Span::new(cover.start.clamp(line.start, line.end), cover.end.clamp(line.start, line.end));
        let here = Span::new(focus.start.clamp(meant.start, meant.end), focus.end.clamp(meant.start, meant.end));
        // A line beside that of the focus is shown around what is meant in it.
        let span = cut(text, line, if here.is_empty() && focus != cover { meant } else { here }, width);
        if number > first {
            excerpt.text.push('\n');
        }
        if span.start > line.start {
            excerpt.text.push('…');
        }
        kept.push(Kept { span, at: excerpt.text.len() });
        excerpt.text.push_str(&text[span]);
        if span.end < line.end {
            excerpt.text.push('…');
        }
    }
    excerpt.spans = spans.iter().map(|span| Span::new(place(&kept, span.start), place(&kept, span.end))).collect();
    excerpt
}

/// Where a byte of the text went: the nearest that is kept.
fn place(kept: &[Kept], offset: usize) -> usize {
    let line = kept.partition_point(|kept| kept.span.start <= offset).saturating_sub(1);
    kept.get(line).map_or(0, |kept| kept.at + (offset.clamp(kept.span.start, kept.span.end) - kept.span.start))
}

/// The first and the last line shown of those that hold what is meant: all, if they are few, else those around the focus.
fn shown(lines: &Lines, cover: Span, focus: Span) -> (usize, usize) {
    let first = lines.line(cover.start);
    let last = lines.line(if cover.is_empty() { cover.start } else { cover.end - 1 });
    if last - first < MOST_LINES {
        return (first, last);
    }
    let at = lines.line(focus.start).clamp(first, last);
    let from = at.saturating_sub(1).clamp(first, last + 1 - MOST_LINES);
    (from, from + MOST_LINES - 1)
}

/// The part of a line around what is meant, with a third of the width before it where there is room. It never takes more than
/// the width: a line that the terminal would wrap has its marks under other words.
fn cut(text: &str, line: Span, meant: Span, width: usize) -> Span {
    if forward(text, line.start, line.end, width) == line.end {
        return line;
    }
    let length = text[meant].chars().count().min(width);
    let start = backward(text, line.start, meant.start, (width / 3).min(width - length));
    let start = if start > line.start { after_blank(text, start, meant.start) } else { start };
    // A mark stands for what is left out at either end.
    let room = width.saturating_sub(1 + usize::from(start > line.start));
    let end = forward(text, start, line.end, room);
    let shown = forward(text, meant.start, meant.end, 1);
    let end = if end < line.end { before_blank(text, shown.min(end), end) } else { end };
    Span::new(start, end)
}

/// The byte `count` characters on from `from`, at most at `end`.
fn forward(text: &str, from: usize, end: usize, count: usize) -> usize {
    text[from..end].char_indices().nth(count).map_or(end, |(at, _)| from + at)
}

/// The byte `count` characters back from `from`, at least at `start`.
fn backward(text: &str, start: usize, from: usize, count: usize) -> usize {
    text[start..from].char_indices().rev().take(count).last().map_or(from, |(at, _)| start + at)
}

/// After the first blank between the two, else the first.
fn after_blank(text: &str, from: usize, to: usize) -> usize {
    text[from..to].find(' ').map_or(from, |at| from + at + 1)
}

/// Before the last blank between the two, else the second.
fn before_blank(text: &str, from: usize, to: usize) -> usize {
    text[from..to].rfind(' ').map_or(to, |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cuts the excerpt of `text` around each of `meant`, which is marked with `<` and `>` in what is expected.
    fn check(text: &str, meant: &[&str], line: usize, expected: &str) {
        let spans: Vec<Span> =
            meant.iter().map(|words| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap()).collect();
        let excerpt = excerpt(text, &Lines::new(text), &spans, None, 120);
        let mut marked = excerpt.text.clone();
        for span in excerpt.spans.iter().rev() {
            marked.insert(span.end, '>');
            marked.insert(span.start, '<');
        }
        assert_eq!((excerpt.line, marked.as_str()), (line, expected));
    }

    #[test]
    fn a_short_line_is_whole() {
        check("one\ntwo three\nfour", &["three"], 2, "two <three>");
    }

    #[test]
    fn a_long_line_is_cut_between_words() {
        let long = format!("{}the words {}", "before ".repeat(30), "after ".repeat(30));
        let before = "before ".repeat(5);
        let after = "after ".repeat(12);
        check(&long, &["the words"], 1, &format!("…{before}<the words> {}…", after.trim_end()));
    }

    #[test]
    fn lines_without_blanks_are_cut_anywhere() {
        let long = format!("{}x{}", "é".repeat(500), "é".repeat(500));
        check(&long, &["x"], 1, &format!("…{}<x>{}…", "é".repeat(40), "é".repeat(77)));
    }

    #[test]
    fn several_lines_stay_lines() {
        check("a\nb c\nd e\nf", &["c\nd"], 2, "b <c\nd> e");
    }

    #[test]
    fn only_the_first_of_many_lines_are_shown() {
        let text = "x\n".repeat(50);
        let excerpt = excerpt(&text, &Lines::new(&text), &[Span::new(0, 90)], None, 120);
        assert_eq!(excerpt.text.lines().count(), MOST_LINES);
        assert_eq!(excerpt.spans, [Span::new(0, 7)]);
    }

    /// The excerpt around `focus` in something long that is meant.
    fn check_focus(text: &str, focus: &str, width: usize) {
        let at = text.find(focus).unwrap();
        let meant = Span::new(0, text.len());
        let excerpt = excerpt(text, &Lines::new(text), &[meant], Some(Span::new(at, at + focus.len())), width);
        assert!(excerpt.text.contains(focus), "{}", excerpt.text);
        for line in excerpt.text.lines() {
            assert!(line.chars().count() <= width, "{line}");
        }
        assert!(excerpt.text[excerpt.spans[0]].contains(focus));
    }

    #[test]
    fn what_is_too_long_is_cut_around_the_focus() {
        let long = format!("{}other {}", "same words ".repeat(40), "and more ".repeat(40));
        for width in [40, 74, 114] {
            check_focus(long.trim_end(), "other", width);
        }
        let lines = format!("{}the other one\n{}", "a line\n".repeat(9), "a line\n".repeat(9));
        check_focus(lines.trim_end(), "other", 74);
    }

    #[test]
    fn two_places_are_shown_at_once() {
        check("one two three", &["one", "three"], 1, "<one> two <three>");
    }

    #[test]
    fn the_end_of_a_text_is_a_place() {
        let excerpt = excerpt("one\n", &Lines::new("one\n"), &[Span::empty(4)], None, 120);
        assert_eq!((excerpt.line, excerpt.text.as_str(), excerpt.spans), (2, "", vec![Span::default()]));
    }
}
