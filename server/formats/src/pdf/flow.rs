//! From lines to paragraphs, across columns and pages.

use std::collections::{BTreeMap, BTreeSet};

use super::Pages;
use super::layout::{self, Line};
use crate::document::PlaceKind;
use crate::writer::Writer;

/// How much larger than the text the letters of a heading are.
const HEADING: f64 = 1.15;
/// A heading has at most so many letters.
const LONGEST_HEADING: usize = 160;
/// How much smaller than the text the letters of notes at a page's foot are.
const NOTE: f64 = 0.92;

/// A paragraph, a heading, a row of a table or a note at the foot of a page.
struct Block {
    lines: Vec<Line>,
    page: u32,
    /// The pages that begin in it, by the number of the line.
    breaks: Vec<(usize, u32)>,
}

/// Writes the pages.
pub(super) fn write(pages: Pages, writer: &mut Writer<'_>) {
    let body = body_size(&pages);
    let mut blocks: Vec<Block> = Vec::new();
    let mut page_starts: Vec<(u32, usize)> = Vec::new();
    for (number, chunks) in (1..).zip(pages) {
        let before = blocks.len();
        let mut of_page: Vec<Block> = Vec::new();
        for run in layout::runs(chunks) {
            of_page.extend(split(run, number, body));
        }
        // Notes at the foot of a page do not part the paragraph that goes on over it.
        let notes = of_page.iter().rev().take_while(|block| is_note(block, body)).count();
        let notes = of_page.split_off(of_page.len() - if notes == of_page.len() { 0 } else { notes });
        let mut joined = false;
        for block in of_page {
            match last_text(&mut blocks, body) {
                Some(last) if goes_on(last, &block) => {
                    if last.page != number && last.breaks.last().is_none_or(|&(_, page)| page != number) {
                        last.breaks.push((last.lines.len(), number));
                        joined = true;
                    }
                    last.lines.extend(block.lines);
                }
                _ => blocks.push(block),
            }
        }
        blocks.extend(notes);
        if !joined {
            page_starts.push((number, before));
        }
    }
    let words = words(&blocks);
    let mut starts = page_starts.into_iter().peekable();
    for (number, block) in blocks.iter().enumerate() {
        while let Some((page, _)) = starts.next_if(|&(_, first)| first <= number) {
            writer.block();
            writer.place(PlaceKind::Page(page));
        }
        write_block(block, body, &words, writer);
    }
}

/// The last block that is no note.
fn last_text(blocks: &mut [Block], body: f64) -> Option<&mut Block> {
    blocks.iter_mut().rev().find(|block| !is_note(block, body))
}

fn is_note(block: &Block, body: f64) -> bool {
    block.lines.iter().all(|line| line.size < NOTE * body)
}

/// The size that most letters have.
fn body_size(pages: &Pages) -> f64 {
    let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
    for chunk in pages.iter().flatten() {
        *sizes.entry((chunk.size * 4.0).round() as i64).or_default() += chunk.text.len();
    }
    sizes.into_iter().max_by_key(|&(size, count)| (count, size)).map_or(10.0, |(size, _)| size as f64 / 4.0)
}

/// Splits the lines of a column into blocks.
fn split(lines: Vec<Line>, page: u32, body: f64) -> Vec<Block> {
    let column = Column::of(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<Line> = None;
    for line in lines {
        let begins = before.as_ref().is_none_or(|before| column.begins(before, &line, body));
        before = Some(line.clone());
        match blocks.last_mut() {
            Some(block) if !begins => block.lines.push(line),
            _ => blocks.push(Block { lines: vec![line], page, breaks: Vec::new() }),
        }
    }
    blocks
}

/// How the lines of a column stand.
struct Column {
    start: f64,
    end: f64,
    /// The usual distance of two lines, in parts of the size of the letters.
    pitch: f64,
}

impl Column {
    fn of(lines: &[Line]) -> Self {
        let start = lines.iter().map(|line| line.x0).fold(f64::INFINITY, f64::min);
        let end = lines.iter().map(|line| line.x1).fold(f64::NEG_INFINITY, f64::max);
        let pairs = lines.windows(2).filter(|pair| is_same_size(&pair[0], &pair[1]));
        let mut pitches: Vec<f64> = pairs.map(|pair| (pair[1].y - pair[0].y) / pair[1].size).collect();
        pitches.sort_by(f64::total_cmp);
        // Lines are nearer to each other than paragraphs: the lower third is a distance of lines.
        let pitch = pitches.get(pitches.len() / 3).copied().unwrap_or(1.4);
        Self { start, end, pitch: pitch.clamp(0.9, 2.2) }
    }

    /// Whether a line begins a block after the line before it.
    fn begins(&self, before: &Line, line: &Line, body: f64) -> bool {
        if !is_same_size(before, line) || before.text.contains('\t') || line.text.contains('\t') {
            return true;
        }
        let distance = (line.y - before.y) / line.size;
        if distance > self.pitch + 0.35 || distance < 0.0 {
            return true;
        }
        // The lines of one heading stand together, whatever they end with.
        if line.size > HEADING * body {
            return false;
        }
        let width = self.end - self.start;
        let is_short = before.x1 < self.end - 0.15 * width;
        let has_ended = ends_sentence(&before.text);
        let indent = (line.x0 - self.start) / line.size;
        let was_indented = (before.x0 - self.start) / line.size > 0.7;
        let is_indented = (0.7..6.0).contains(&indent) && !was_indented && (has_ended || is_short);
        is_bullet(&line.text) || is_indented || (is_short && has_ended)
    }
}

fn is_same_size(a: &Line, b: &Line) -> bool {
    (a.size / b.size - 1.0).abs() < 0.12
}

fn ends_sentence(text: &str) -> bool {
    let text =
        text.trim_end_matches(|c: char| matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»') || c.is_ascii_digit());
    text.ends_with(['.', '!', '?', ':', '…'])
}

fn is_bullet(text: &str) -> bool {
    text.starts_with(['•', '◦', '▪', '‣', '■', '●', '○', '–', '—']) && text.chars().nth(1) == Some(' ')
}

/// Whether a block goes on where another one broke off at the end of a column or a page.
fn goes_on(last: &Block, next: &Block) -> bool {
    let (Some(end), Some(start)) = (last.lines.last(), next.lines.first()) else { return false };
    let is_elsewhere = start.y < end.y || last.page != next.page;
    let is_row = end.text.contains('\t') || start.text.contains('\t');
    let is_open = !ends_sentence(&end.text);
    let goes_on = start.text.chars().next().is_some_and(char::is_lowercase) || is_hyphen(end.text.chars().next_back());
    is_elsewhere && !is_row && is_same_size(end, start) && is_open && goes_on
}

fn is_hyphen(c: Option<char>) -> bool {
    matches!(c, Some('-' | '\u{ad}' | '\u{2010}'))
}

/// The words that stand whole in some line, in lower case: they tell whether a hyphen at a line's end belongs to one.
fn words(blocks: &[Block]) -> BTreeSet<String> {
    let lines = blocks.iter().flat_map(|block| &block.lines);
    let mut words = BTreeSet::new();
    for line in lines {
        let mut parts: Vec<&str> = line.text.split(|c: char| !(c.is_alphanumeric() || c == '-')).collect();
        // The last one may go on in the next line.
        if is_hyphen(line.text.chars().next_back()) {
            parts.pop();
        }
        words.extend(parts.into_iter().filter(|part| part.len() > 3).map(str::to_lowercase));
    }
    words
}

fn write_block(block: &Block, body: f64, words: &BTreeSet<String>, writer: &mut Writer<'_>) {
    writer.block();
    let letters: usize = block.lines.iter().map(|line| line.text.chars().count()).sum();
    let size = block.lines.first().map_or(body, |line| line.size);
    if size > HEADING * body && letters <= LONGEST_HEADING {
        let level = if size > 1.6 * body {
            1
        } else if size > 1.3 * body {
            2
        } else {
            3
        };
        writer.place(PlaceKind::Heading(level));
    }
    for (number, line) in block.lines.iter().enumerate() {
        if writer.is_full() {
            return;
        }
        if let Some(&(_, page)) = block.breaks.iter().find(|(at, _)| *at == number) {
            writer.place(PlaceKind::Page(page));
        }
        let next = block.lines.get(number + 1).map(|next| next.text.as_str());
        let (text, joint) = joint(&line.text, next, words);
        for (cell, part) in text.split('\t').enumerate() {
            if cell > 0 {
                writer.cell();
            }
            writer.write(part);
        }
        match joint {
            Joint::Blank => writer.write(" "),
            Joint::None => {}
            Joint::Line => writer.line(),
        }
    }
    writer.block();
}

/// What stands between a line and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    Blank,
    None,
    /// A hyphen whose meaning is open stays, with the line's end.
    Line,
}

/// A line without the hyphen that only its end put there.
fn joint<'a>(line: &'a str, next: Option<&str>, words: &BTreeSet<String>) -> (&'a str, Joint) {
    let Some(next) = next else { return (line, Joint::None) };
    if let Some(part) = line.strip_suffix(['\u{ad}', '\u{2010}']) {
        return (part, Joint::None);
    }
    let Some(part) = line.strip_suffix('-') else { return (line, Joint::Blank) };
    if !part.ends_with(char::is_alphanumeric) {
        return (line, Joint::Blank);
    }
    let first = part.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default().to_lowercase();
    let second = next.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default().to_lowercase();
    if words.contains(&format!("{first}{second}")) {
        (part, Joint::None)
    } else if words.contains(&format!("{first}-{second}")) || !next.starts_with(char::is_lowercase) {
        (line, Joint::None)
    } else {
        (line, Joint::Line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Format;
    use crate::document::{About, Document};
    use crate::limits::Limits;
    use crate::pdf::layout::Chunk;

    /// Pages of lines, each at an indent, a height and a size.
    fn read(pages: &[&[(f64, f64, f64, &str)]]) -> Document {
        let chunk = |&(x, y, size, text): &(f64, f64, f64, &str)| Chunk {
            text: text.to_owned(),
            x0: x,
            x1: x + 0.5 * size * text.chars().count() as f64,
            y,
            size,
        };
        let pages = pages.iter().map(|page| page.iter().map(chunk).collect()).collect();
        let limits = Limits::default();
        let mut writer = Writer::new(&limits);
        write(pages, &mut writer);
        writer.finish(Format::Pdf, About::default()).unwrap()
    }

    #[test]
    fn lines_near_each_other_are_a_paragraph() {
        let document = read(&[&[
            (0.0, 0.0, 20.0, "Cranes at Kessin"),
            (0.0, 40.0, 10.0, "Two cranes were bought for the"),
            (0.0, 52.0, 10.0, "quay, and one was moved."),
            (0.0, 76.0, 10.0, "More come in the summer."),
        ]]);
        assert_eq!(
            document.text,
            "Cranes at Kessin\n\nTwo cranes were bought for the quay, and one was moved.\n\nMore come in the summer."
        );
        assert!(document.places.iter().any(|place| place.kind == PlaceKind::Heading(1)));
    }

    #[test]
    fn an_indent_begins_a_paragraph() {
        let document = read(&[&[
            (0.0, 0.0, 10.0, "Two cranes were bought for the"),
            (0.0, 12.0, 10.0, "quay, and one was moved to it."),
            (15.0, 24.0, 10.0, "More of them are to come,"),
            (0.0, 36.0, 10.0, "the master of the port said."),
        ]]);
        assert_eq!(document.text.split("\n\n").count(), 2, "{}", document.text);
    }

    #[test]
    fn a_paragraph_goes_on_over_the_page_and_its_notes() {
        let document = read(&[
            &[(0.0, 0.0, 10.0, "Two cranes were bought for the"), (0.0, 90.0, 7.0, "1 A note.")],
            &[(0.0, 0.0, 10.0, "quay in the north, and one"), (0.0, 12.0, 10.0, "more will follow.")],
        ]);
        let text = "Two cranes were bought for the quay in the north, and one more will follow.\n\n1 A note.";
        assert_eq!(document.text, text);
        let page = document.places.iter().find(|place| place.kind == PlaceKind::Page(2)).unwrap();
        assert!(document.text[page.at..].starts_with("quay in"), "{}", page.at);
    }

    #[test]
    fn hyphens_at_the_ends_of_lines() {
        let words: BTreeSet<String> = ["hospital", "peer-reviewed"].map(str::to_owned).into();
        assert_eq!(joint("the hos-", Some("pital"), &words), ("the hos", Joint::None));
        assert_eq!(joint("a peer-", Some("reviewed"), &words), ("a peer-", Joint::None));
        assert_eq!(joint("of re-", Some("engineering"), &words), ("of re-", Joint::Line));
        assert_eq!(joint("brea\u{ad}", Some("water"), &words), ("brea", Joint::None));
        assert_eq!(joint("2024-", Some("25"), &words), ("2024-", Joint::None));
        assert_eq!(joint("one", Some("two"), &words), ("one", Joint::Blank));
    }
}
