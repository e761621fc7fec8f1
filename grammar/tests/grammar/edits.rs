//! After an edit the tree is what it would be without the old one, and only touched blocks are read again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tree_sitter::{InputEdit, Point, Tree};

use crate::{Random, assert_whole, parse, parser, show};

fn point(text: &str, offset: usize) -> Point {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Point::new(before.matches('\n').count(), offset - line_start)
}

/// Replaces bytes `start..end`, and tells the tree.
fn edit(text: &str, tree: &mut Tree, start: usize, end: usize, with: &str) -> String {
    let new = [&text[..start], with, &text[end..]].concat();
    let new_end = start + with.len();
    tree.edit(&InputEdit {
        start_byte: start,
        old_end_byte: end,
        new_end_byte: new_end,
        start_position: point(text, start),
        old_end_position: point(text, end),
        new_end_position: point(&new, new_end),
    });
    new
}

fn boundary(text: &str, mut offset: usize) -> usize {
    offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset
}

#[test]
fn random_edits() {
    let mut old_parser = parser();
    for seed in 0..800 {
        let mut random = Random::new(seed);
        let mut text = random.text(60);
        let mut tree = old_parser.parse(&text, None).unwrap();
        for _ in 0..4 {
            let start = boundary(&text, random.below(text.len() + 1));
            let end = boundary(&text, start + random.below(8).saturating_sub(3));
            text = edit(&text, &mut tree, start, end, &random.text(2));
            // A parser that has never seen the text has nothing but the old tree.
            let mut new_parser = parser();
            let parser = if random.below(2) == 0 { &mut old_parser } else { &mut new_parser };
            tree = parser.parse(&text, Some(&tree)).unwrap();
            assert_whole(&tree, text.as_bytes());
            assert_eq!(show(&tree), show(&parse(&text)), "{text:?}, seed {seed}");
        }
    }
}

/// A briefing with so many sections, and the offset of each section's paragraph.
fn briefing(sections: usize) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut offsets = Vec::new();
    for number in 0..sections {
        text.push_str(&format!("## Part {number}\n\n"));
        offsets.push(text.len());
        text.push_str(
            "The port \"handled\" 4,000 ships [@harbour, p. 3],\nand *more*.\n\n- one [@a]\n- two\n\n> three\n\n",
        );
    }
    (text, offsets)
}

/// Makes an edit in the middle of a long briefing, `at` bytes into a paragraph. Gives the bytes from the paragraph's start
/// where the tree changed, and how many tokens were asked for.
fn touched(at: usize, removed: usize, with: &str) -> (Vec<(isize, isize)>, usize) {
    let (text, offsets) = briefing(400);
    let mut tree = parse(&text);
    let start = offsets[200] + at;
    let new = edit(&text, &mut tree, start, start + removed, with);
    let (changed, asked) = parse_again(&new, &tree);
    let base = offsets[200] as isize;
    let ranges = tree.changed_ranges(&changed);
    (ranges.map(|it| (it.start_byte as isize - base, it.end_byte as isize - base)).collect(), asked)
}

fn asked_after(text: &str, start: usize, end: usize, with: &str) -> usize {
    let mut tree = parse(text);
    let new = edit(text, &mut tree, start, end, with);
    parse_again(&new, &tree).1
}

/// Parses with an old tree, and counts the tokens that are asked for.
fn parse_again(text: &str, old: &Tree) -> (Tree, usize) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let mut parser = parser();
    parser.set_logger(Some(Box::new(move |_, message| {
        if message.starts_with("lexed_lookahead") {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    })));
    let tree = parser.parse(text, Some(old)).unwrap();
    assert_eq!(show(&tree), show(&parse(text)));
    (tree, asked.load(Ordering::Relaxed))
}

#[track_caller]
fn check_touched(at: usize, removed: usize, with: &str) {
    let (ranges, asked) = touched(at, removed, with);
    assert!(ranges.iter().all(|&(start, end)| start >= -20 && end <= 120), "changed {ranges:?}");
    assert!(asked < 100, "asked for {asked} tokens");
}

#[test]
fn a_word_in_a_paragraph() {
    check_touched(4, 4, "quay");
}

#[test]
fn a_quotation_mark_in_a_paragraph() {
    check_touched(9, 1, "");
}

#[test]
fn a_citation_in_a_paragraph() {
    check_touched(33, 0, "; see @b");
}

#[test]
fn a_paragraph_becomes_a_list() {
    check_touched(0, 0, "- ");
}

#[test]
fn a_paragraph_is_cut_in_two() {
    check_touched(4, 0, "\n\n");
}

#[test]
fn a_paragraph_more() {
    check_touched(0, 0, "More [@b].\n\n");
}

#[test]
fn a_heading_of_the_same_level() {
    check_touched(0, 0, "## More\n\n");
}

#[test]
fn a_deeper_heading() {
    check_touched(0, 0, "### More\n\n");
}

#[test]
fn a_heading_that_ends_sections() {
    let (parts, offsets) = briefing(400);
    let title = "# Title\n\n";
    let start = title.len() + offsets[200];
    let asked = asked_after(&format!("{title}{parts}"), start, start, "# More\n\n");
    assert!(asked < 100, "asked for {asked} tokens");
}
