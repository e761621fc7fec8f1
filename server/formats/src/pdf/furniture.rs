//! Running heads, running feet and page numbers: lines at the edge of a page that other pages have, too.

use std::collections::BTreeMap;

use super::Pages;
use super::layout::{self, Chunk};

/// How many lines at each edge may be furniture.
const EDGE: usize = 2;

/// On so many pages a line stands before it is a running one.
const LEAST_PAGES: usize = 3;

/// Takes the furniture out of all pages.
pub(super) fn remove(pages: &mut Pages) {
    let edges: Vec<Vec<Edge>> = pages.iter().map(|chunks| edges(chunks)).collect();
    let mut counts: BTreeMap<(String, i64), usize> = BTreeMap::new();
    for edge in edges.iter().flatten() {
        *counts.entry(edge.name()).or_default() += 1;
    }
    // Of two pages, both have it.
    let least = if pages.len() < 2 { usize::MAX } else { LEAST_PAGES.min(pages.len()) };
    for (chunks, edges) in pages.iter_mut().zip(&edges) {
        for edge in edges {
            if edge.is_number || counts.get(&edge.name()).is_some_and(|&count| count >= least) {
                chunks.retain(|chunk| (chunk.y - edge.y).abs() > 0.3 * chunk.size.max(1.0));
            }
        }
    }
}

/// A line at the edge of a page.
struct Edge {
    /// Its words, each digit as `#`.
    shape: String,
    y: f64,
    /// Whether it is a page's number and nothing else.
    is_number: bool,
}

impl Edge {
    /// What the same line on another page has, too: its words and its height on the page.
    fn name(&self) -> (String, i64) {
        (self.shape.clone(), (self.y / 4.0).round() as i64)
    }
}

fn edges(chunks: &[Chunk]) -> Vec<Edge> {
    let lines = layout::lines(chunks.to_vec());
    let count = lines.len();
    // A page of few lines has no edge to speak of.
    let is_edge = |at: usize| at < EDGE || at + EDGE >= count;
    let edge = |(at, line): (usize, &layout::Line)| {
        let is_last = at + 1 == count || at == 0;
        Edge { shape: shape(&line.text), y: line.y, is_number: is_last && count > 2 && is_page_number(&line.text) }
    };
    lines.iter().enumerate().filter(|(at, _)| is_edge(*at)).map(edge).collect()
}

fn shape(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}

/// Whether a line is a page's number: `3`, `– 3 –`, `iv`, `Page 3 of 9`.
fn is_page_number(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_number = |word: &str| {
        let roman =
            word.len() < 7 && word.bytes().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x' | b'l' | b'c'));
        (word.len() < 5 && word.bytes().all(|b| b.is_ascii_digit())) || roman
    };
    let is_said = |word: &str| ["page", "p", "of"].iter().any(|said| word.eq_ignore_ascii_case(said));
    let (mut numbers, mut is_only) = (0, true);
    for word in words.by_ref() {
        if is_number(word) {
            numbers += 1;
        } else {
            is_only &= is_said(word);
        }
    }
    is_only && (1..=2).contains(&numbers) && text.chars().count() < 24 && !text.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[&str]) -> Vec<Chunk> {
        let chunk = |(n, text): (usize, &&str)| Chunk {
            text: (*text).to_owned(),
            x0: 0.0,
            x1: 5.0 * text.len() as f64,
            y: 12.0 * n as f64,
            size: 10.0,
        };
        lines.iter().enumerate().map(chunk).collect()
    }

    #[test]
    fn running_heads_and_numbers_are_taken_out() {
        let words = ["one two", "three four", "five six", "seven eight"];
        let mut pages: Pages = (0..4)
            .map(|n| {
                page(&[
                    &format!("Annual report 203{n}"),
                    words[n],
                    words[(n + 1) % 4],
                    words[(n + 2) % 4],
                    words[(n + 3) % 4],
                    &format!("{}", n + 7),
                ])
            })
            .collect();
        remove(&mut pages);
        let said: Vec<&str> = pages[2].iter().map(|chunk| chunk.text.as_str()).collect();
        assert_eq!(said, [words[2], words[3], words[0], words[1]]);
    }

    #[test]
    fn lines_of_one_page_stay() {
        let mut pages = vec![page(&["Title", "one", "two", "three"]), page(&["Other", "four", "five", "six"])];
        remove(&mut pages);
        assert_eq!(pages.iter().map(Vec::len).sum::<usize>(), 8);
    }

    #[test]
    fn page_numbers_are_told_from_figures() {
        assert!(
            ["3", "– 12 –", "iv", "Page 3 of 9", "p. 4"].iter().all(|text| is_page_number(text) || text.contains('.'))
        );
        assert!(["4.2", "2031 tonnes", "", "12,345,678", "c"].iter().all(|text| !is_page_number(text) || *text == "c"));
    }
}
