//! The numbers of the lines in the margin, as drafts, bills and pleadings have them: they would stand before the words of
//! their lines.

use super::Pages;
use super::layout::{self, Chunk};

/// So many numbers on one page are a column of them.
const LEAST_NUMBERS: usize = 5;
/// The most lines from one number to the next: each tenth has one.
const MOST_STEP: u32 = 10;
/// The least letters that the numbered lines have on average: shorter ones are rows of a table, whose numbers count.
const LEAST_LETTERS: usize = 25;
/// How far the ends of the numbers lie apart, in parts of the size of the letters.
const ALIGNED: f64 = 0.4;

/// Takes the numbers of the lines out of all pages. Where one page has them, others have few of them in the same place.
pub(super) fn remove(pages: &mut Pages) {
    let columns: Vec<Edge> = pages.iter().filter_map(|chunks| column(chunks)).collect();
    if columns.is_empty() {
        return;
    }
    for chunks in pages {
        let numbers = outside(chunks);
        let held = columns.iter().map(|edge| edge.hold(&numbers)).max_by_key(Vec::len).unwrap_or_default();
        if is_counting(&held, None) {
            let numbers: Vec<Chunk> = held.into_iter().cloned().collect();
            chunks.retain(|chunk| !numbers.contains(chunk));
        }
    }
}

/// Where the numbers of a column begin or end.
struct Edge {
    x: f64,
    is_end: bool,
}

impl Edge {
    fn holds(&self, chunk: &Chunk) -> bool {
        let x = if self.is_end { chunk.x1 } else { chunk.x0 };
        (x - self.x).abs() < ALIGNED * chunk.size.max(1.0)
    }

    fn hold<'c>(&self, numbers: &[&'c Chunk]) -> Vec<&'c Chunk> {
        numbers.iter().filter(|number| self.holds(number)).copied().collect()
    }
}

/// The column of numbers beside the lines of a page.
fn column(chunks: &[Chunk]) -> Option<Edge> {
    let numbers = outside(chunks);
    let middle = numbers.get(numbers.len() / 2)?;
    let edges = [Edge { x: middle.x0, is_end: false }, Edge { x: middle.x1, is_end: true }];
    let edge = edges.into_iter().max_by_key(|edge| edge.hold(&numbers).len())?;
    let numbers = edge.hold(&numbers);
    let (first, last) = (numbers.first()?, numbers.last()?);
    let from = first.y - first.size;
    let text = chunks.iter().filter(|chunk| chunk.y > from && chunk.y < last.y + last.size && !numbers.contains(chunk));
    let lines: Vec<f64> = layout::lines(text.clone().cloned().collect()).into_iter().map(|line| line.y).collect();
    let letters: usize = text.map(|chunk| chunk.text.chars().count()).sum();
    let is_text = letters >= LEAST_LETTERS * lines.len().max(1);
    (numbers.len() >= LEAST_NUMBERS && is_text && is_counting(&numbers, Some(&lines))).then_some(edge)
}

/// The numbers that stand to one side of nearly all else, from top to bottom.
fn outside(chunks: &[Chunk]) -> Vec<&Chunk> {
    let (numbers, others): (Vec<&Chunk>, Vec<&Chunk>) = chunks.iter().partition(|chunk| value(chunk).is_some());
    let most = |is_beside: &dyn Fn(&Chunk) -> bool| {
        10 * others.iter().filter(|other| is_beside(other)).count() >= 9 * others.len().max(1)
    };
    let is_outside = |number: &&&Chunk| most(&|other| other.x0 > number.x1) || most(&|other| other.x1 < number.x0);
    let mut outside: Vec<&Chunk> = numbers.iter().filter(is_outside).copied().collect();
    outside.sort_by(|a, b| a.y.total_cmp(&b.y));
    outside
}

fn value(chunk: &Chunk) -> Option<u32> {
    let is_number = chunk.text.len() < 5 && chunk.text.bytes().all(|byte| byte.is_ascii_digit());
    chunk.text.parse().ok().filter(|_| is_number)
}

/// Whether each number is the one before it and so many lines as all: numbers of paragraphs have several lines between them.
fn is_counting(numbers: &[&Chunk], lines: Option<&[f64]>) -> bool {
    let step = numbers.get(..2).and_then(|pair| value(pair[1])?.checked_sub(value(pair[0])?)).unwrap_or(1);
    (1..=MOST_STEP).contains(&step)
        && numbers.windows(2).all(|pair| {
            let is_next = value(pair[1]) == value(pair[0]).map(|number| number + step);
            let within = |y: &&f64| **y > pair[0].y + 0.5 * pair[0].size && **y <= pair[1].y + 0.5 * pair[1].size;
            let count = lines.map_or(0, |lines| lines.iter().filter(within).count());
            is_next && count <= step as usize + 1
        })
        && lines.is_none_or(|lines| lines.len() <= numbers.len() * step as usize * 5 / 4 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[(&str, &str)], pitch: f64, is_removed: bool) {
        let chunk = |x: f64, y: f64, text: &str| Chunk {
            text: text.to_owned(),
            x0: x,
            x1: x + 5.0 * text.len() as f64,
            y,
            size: 10.0,
        };
        let rows = lines.iter().enumerate().flat_map(|(n, (number, text))| {
            let y = pitch * n as f64;
            let number = (!number.is_empty()).then(|| chunk(30.0, y, number));
            number.into_iter().chain([chunk(60.0, y, text)])
        });
        let mut pages: Pages = vec![rows.collect(), vec![chunk(30.0, 0.0, "99"), chunk(60.0, 0.0, "A last line.")]];
        remove(&mut pages);
        let left = pages.iter().flatten().filter(|chunk| value(chunk).is_some()).count();
        assert_eq!(left == 0, is_removed, "{lines:?}");
    }

    const TEXT: &str = "the port handled more tonnes of it";

    #[test]
    fn numbers_of_lines_are_taken_out() {
        let numbers = ["7", "8", "9", "10", "11", "12"];
        check(&numbers.map(|number| (number, TEXT)), 12.0, true);
        let fifth: Vec<(String, &str)> =
            (1..40).map(|n| (if n % 5 == 0 { n.to_string() } else { String::new() }, TEXT)).collect();
        let fifth: Vec<(&str, &str)> = fifth.iter().map(|(number, text)| (number.as_str(), *text)).collect();
        check(&fifth, 12.0, true);
    }

    #[test]
    fn numbers_that_tell_something_stay() {
        let years = ["2027", "2028", "2029", "2030", "2031", "2032"];
        check(&years.map(|year| (year, "4.2")), 12.0, false);
        check(&years.map(|year| (year, "Port Kessin")), 12.0, false);
        let mut paragraphs = Vec::new();
        for number in ["1", "2", "3", "4", "5", "6"] {
            paragraphs.extend([(number, TEXT), ("", TEXT), ("", TEXT), ("", TEXT)]);
        }
        check(&paragraphs, 12.0, false);
        check(&["1", "2", "4", "8", "9", "10"].map(|number| (number, TEXT)), 12.0, false);
    }
}
