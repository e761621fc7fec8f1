use std::sync::Arc;

use tree_sitter::{InputEdit, Point, Tree};

use super::*;
use crate::markup::{self, Briefing};

fn tree(text: &str, old: Option<&Tree>) -> Tree {
    markup::parser().unwrap().parse(text, old).unwrap()
}

fn is_source() -> IsSource {
    Arc::new(|target| target.ends_with(".txt"))
}

fn read(text: &str) -> Document {
    Document::read(&tree(text, None), text.len(), &|span| text[span].to_owned(), &is_source())
}

/// Holds the parts of a text against what is expected; within a part, blocks are parted by ` / `.
fn check(text: &str, expected: &[&str]) {
    let document = read(text);
    let blocks = |part: &Placed| -> String {
        let text = part.briefing().text.trim().split("\n\n").filter(|block| !block.is_empty());
        text.collect::<Vec<_>>().join(" / ")
    };
    let shown: Vec<String> = document.parts().iter().map(blocks).collect();
    assert_eq!(shown, expected, "in {text:?}");
    check_units(text, &document);
}

/// What the parts give together is what the whole gives.
fn check_units(text: &str, document: &Document) {
    let whole = Briefing::read(text, &*is_source());
    let said = |briefing: &Briefing, origin: &dyn Fn(Span) -> Span| {
        let units = briefing.units.iter().map(|unit| {
            let covers = unit.stretches.iter().map(|stretch| {
                let keys = stretch.citations.iter().map(|&id| &briefing.citations[id]);
                let keys: Vec<_> = keys.map(|citation| (citation.key.clone(), origin(citation.span))).collect();
                format!("{:?} {:?} {keys:?}", stretch.span, stretch.force)
            });
            let covers: Vec<String> = covers.collect();
            format!("{:?} {:?} off={} {:?} {covers:?}", origin(unit.span), unit.kind, unit.off, unit.prose.text())
        });
        let directives = briefing.directives.iter().map(|directive| {
            let scope = if directive.scope.is_empty() { Span::default() } else { origin(directive.scope) };
            format!("{:?} {scope:?} {:?}", origin(directive.span), std::mem::discriminant(&directive.kind))
        });
        let problems =
            briefing.problems.iter().map(|problem| format!("{:?} {}", origin(problem.span), problem.message));
        units.chain(directives).chain(problems).collect::<Vec<String>>()
    };
    let mut parts: Vec<String> =
        document.parts().iter().flat_map(|part| said(part.briefing(), &|span| part.origin(span))).collect();
    let mut whole = said(&whole, &|span| span);
    parts.sort();
    whole.sort();
    assert_eq!(parts, whole, "in {text:?}");
}

#[test]
fn paragraphs_and_headings_are_parts() {
    check(
        "# Trade\n\nOne [@a]. Two.\n\nThree.\n## More\nFour [@b].\n",
        &["# Trade", "One [@a]. Two.", "Three.", "## More", "Four [@b]."],
    );
}

#[test]
fn every_line_end_parts_blocks() {
    for end in ["\r\n", "\r"] {
        let text = "# Trade\n\nOne [@a].\n\n  Two.\n".replace('\n', end);
        let document = read(&text);
        assert_eq!(document.parts().len(), 3, "{text:?}");
        check_units(&text, &document);
    }
}

#[test]
fn what_hangs_together_stays_together() {
    check("They say [@a]:\n\n- one\n- two\n\nMore.\n", &["They say [@a]: / - one\n- two", "More."]);
    check("Lead.\n\n> Words.\n\n[@a]\n\nMore.\n", &["Lead. / > Words. / [@a]", "More."]);
    check(
        "| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: x [@a]\n\nMore.\n",
        &["| a | b |\n|---|---|\n| 1 | 2 | / Table: x [@a]", "More."],
    );
    check(
        "One.\n\n<!-- briefcheck: allow quote-altered: so -->\n\nTwo.\n\nThree.\n",
        &["One. / <!-- briefcheck: allow quote-altered: so --> / Two.", "Three."],
    );
}

#[test]
fn what_is_off_is_one_part() {
    check(
        "A.\n\n<!-- briefcheck: off -->\n\nB.\n\nC.\n\n<!-- briefcheck: on -->\n\nD.\n\nE.\n",
        &["A. / <!-- briefcheck: off --> / B. / C. / <!-- briefcheck: on --> / D.", "E."],
    );
}

#[test]
fn notes_and_their_references_are_one_part() {
    check(
        "One.[^a]\n\nTwo.\n\n[^a]: Note [@a].\n\nThree.\n\n[^b]: Alone.\n",
        &["One.[^a] / [^a]: Note [@a].", "Two.", "Three.", "[^b]: Alone."],
    );
    check("It has [836 notes][x].\n\nTwo.\n\n[x]: notes.txt\n", &["It has [836 notes][x]. / [x]: notes.txt", "Two."]);
}

#[test]
fn examples_and_what_refers_to_them_are_one_part() {
    check("(@good) One.\n\nTwo.\n\nAs (@good) says.\n", &["(@good) One. / As (@good) says.", "Two."]);
    check("One (@good).\n\nTwo (@good).\n", &["One (@good).", "Two (@good)."]);
}

#[test]
fn a_list_of_sources_is_one_part_with_its_heading() {
    check("One.\n\n# References\n\nA.\n\nB.\n\n# Next\n\nTwo.\n", &["One.", "# References / A. / B. / # Next", "Two."]);
}

#[test]
fn a_front_matter_is_a_part() {
    check(
        "---\ntitle: A\nsources:\n  a: a.txt\n---\n\nOne.\n\n---\n\nTwo.\n",
        &["---\ntitle: A\nsources:\n  a: a.txt\n---", "One. / ---", "Two."],
    );
    check(
        "---\ntitle: A\nsources:\n  a: a.txt\n\nOne.\n\nTwo.\n",
        &["---\ntitle: A\nsources:\n  a: a.txt", "One.", "Two."],
    );
}

#[test]
fn any_text_has_a_part() {
    check("", &[""]);
    check("\n\n\n", &[""]);
    check("```\nOne.\n\nTwo.", &["```\nOne. / Two."]);
}

#[test]
fn an_offset_is_in_its_part() {
    let text = "One.[^a]\n\nTwo.\n\n[^a]: Note.\n\nThree.";
    let document = read(text);
    let at = |offset: usize| document.at(offset).map(|(part, at)| part.briefing().text[at..].to_owned());
    assert_eq!(at(10).as_deref(), Some("Two.\n\n"));
    assert_eq!(at(text.find("Note").unwrap()).as_deref(), Some("Note.\n\n"));
    assert_eq!(at(text.len()).as_deref(), Some(""));
}

#[test]
fn a_part_in_pieces_overlaps_what_its_pieces_do() {
    let text = "One.[^a]\n\nTwo.\n\n[^a]: Note.\n\nThree.";
    let document = read(text);
    let overlapping = |words: &str| {
        let at = text.find(words).unwrap();
        let span = Span::new(at, at + words.len());
        document.parts().iter().map(|part| part.overlaps(span)).collect::<Vec<_>>()
    };
    assert_eq!(overlapping("Two"), [false, true, false]);
    assert_eq!(overlapping("Note"), [true, false, false]);
}

/// Replaces `old_end - start` bytes by `new`, and takes that over.
fn edit(text: &mut String, tree_of: &mut Tree, document: &mut Document, start: usize, old_end: usize, new: &str) {
    text.replace_range(start..old_end, new);
    let new_end = start + new.len();
    let position = |at: usize, text: &str| {
        let before = &text.as_bytes()[..at];
        let row = before.iter().filter(|&&byte| byte == b'\n').count();
        let line = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        Point::new(row, at - line)
    };
    // The old end's place is only used for what lies behind the edit, which is read from its bytes.
    let end_position = position(new_end, text);
    tree_of.edit(&InputEdit {
        start_byte: start,
        old_end_byte: old_end,
        new_end_byte: new_end,
        start_position: position(start, text),
        old_end_position: end_position,
        new_end_position: end_position,
    });
    let new_tree = tree(text, Some(tree_of));
    let mut change = Change { start, old_end, new_end };
    for range in tree_of.changed_ranges(&new_tree) {
        change = change.covering(Span::new(range.start_byte, range.end_byte));
    }
    document.update(&new_tree, text.len(), &|span| text[span].to_owned(), &is_source(), change);
    *tree_of = new_tree;
}

#[test]
fn an_edit_leaves_the_other_parts_as_they_are() {
    let mut text = "One [@a].\n\nTwo.\n\nThree.\n\nFour.\n".to_owned();
    let (mut tree_of, mut document) = (tree(&text, None), read(&text));
    let before: Vec<PartId> = document.parts().iter().map(|part| part.id).collect();
    edit(&mut text, &mut tree_of, &mut document, 11, 11, "And t");
    let after: Vec<PartId> = document.parts().iter().map(|part| part.id).collect();
    let same = before.iter().zip(&after).map(|(old, new)| old == new).collect::<Vec<_>>();
    assert_eq!(same, [true, false, true, true]);
    check_units(&text, &document);
}

#[test]
fn after_any_edits_the_parts_are_those_of_the_text() {
    const PIECES: [&str; 26] = [
        "\n\n",
        "\n",
        "# ",
        "- ",
        "> ",
        "One two. ",
        "“So it is” ",
        "[@a]",
        "[@b, ¶ 2] ",
        "[^n]",
        "\n\n[^n]: Note [@c].\n\n",
        "```\n",
        "<!-- briefcheck: off -->",
        "<!-- briefcheck: on -->",
        "<!-- briefcheck: allow quote-altered: agreed -->",
        "---\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "Table: x [@d]",
        "[l]: a.txt\n",
        "[text][l] ",
        "é🦀",
        ":\n\n",
        "    ",
        "<div>\n",
        "\r\n\r\n",
        "\r",
    ];
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below.max(1) as u64) as usize
    };
    for _ in 0..40 {
        let mut text: String = (0..random(40)).map(|_| PIECES[random(PIECES.len())]).collect();
        let (mut tree_of, mut document) = (tree(&text, None), read(&text));
        for _ in 0..60 {
            let start = text.floor_char_boundary(random(text.len() + 1));
            let end = text.ceil_char_boundary((start + random(12) * random(3)).min(text.len()));
            let new = if random(4) == 0 { "" } else { PIECES[random(PIECES.len())] };
            edit(&mut text, &mut tree_of, &mut document, start, end, new);
            let fresh = read(&text);
            let spans = |document: &Document| {
                document
                    .parts()
                    .iter()
                    .map(|part| {
                        (part.pieces.iter().map(|piece| piece.span).collect::<Vec<_>>(), part.briefing().text.clone())
                    })
                    .collect::<Vec<_>>()
            };
            assert_eq!(spans(&document), spans(&fresh), "in {text:?}");
            check_units(&text, &document);
        }
    }
}
