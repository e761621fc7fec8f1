//! The blocks of a text: headings, list items, paragraphs, and the lines of tables.

use crate::text::Span;

/// A block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub kind: BlockKind,
    /// Its text, without marks of a heading or an item.
    pub span: Span,
    /// Whether it is a paragraph as it was given, so that the sentences known for it hold.
    pub is_whole: bool,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A heading of some level; 7 for a line that only looks like one.
    Heading(u8),
    /// A list item.
    Item,
    /// Running text.
    Paragraph,
    /// A line of a table with bars between its cells.
    Bars,
    /// A line of a table with tabs between its cells.
    Tabs,
    /// A line of a table with blanks between its cells.
    Columns,
}

impl BlockKind {
    /// Whether it is a line of a table.
    pub fn is_of_table(self) -> bool {
        matches!(self, Self::Bars | Self::Tabs | Self::Columns)
    }

    /// Whether a list before it has ended.
    pub fn ends_list(self) -> bool {
        self != Self::Item && !self.is_of_table()
    }
}

/// A heading that no mark shows has at most so many words.
const LONGEST_TITLE: usize = 14;

/// The blocks of the paragraphs of a text, in order.
pub(super) fn blocks(text: &str, paragraphs: &[Span]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(paragraphs.len());
    for &paragraph in paragraphs {
        let inner = &text[paragraph];
        let has_marks = inner.contains('\n') && lines(text, paragraph).any(|line| is_marked(&text[line]));
        if has_marks {
            lines(text, paragraph).for_each(|line| blocks.push(block(text, line, false)));
        } else {
            blocks.push(block(text, paragraph, true));
        }
    }
    mark_titles(text, &mut blocks);
    blocks
}

fn lines(text: &str, paragraph: Span) -> impl Iterator<Item = Span> {
    let mut at = paragraph.start;
    text[paragraph].split_inclusive('\n').filter_map(move |line| {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        (!span.is_empty()).then_some(span)
    })
}

/// Whether a line is an item, a heading, or a line of a table.
fn is_marked(line: &str) -> bool {
    !matches!(kind(line).0, BlockKind::Paragraph)
}

fn block(text: &str, span: Span, is_whole: bool) -> Block {
    let (kind, skipped) = kind(&text[span]);
    Block { kind, span: Span::new(span.start + skipped, span.end).trimmed(text), is_whole: is_whole && skipped == 0 }
}

/// What a line is by its marks, and how long they are.
fn kind(line: &str) -> (BlockKind, usize) {
    let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        return (BlockKind::Heading(u8::try_from(hashes).unwrap_or(6)), hashes + 1);
    }
    if let Some(skipped) = item_mark(line) {
        return (BlockKind::Item, skipped);
    }
    if is_bars(line) {
        return (BlockKind::Bars, 0);
    }
    if line.contains('\t') {
        return (BlockKind::Tabs, 0);
    }
    if !line.contains('\n') && is_columns(line) {
        return (BlockKind::Columns, 0);
    }
    (BlockKind::Paragraph, 0)
}

/// The length of a mark that opens a list item: `- `, `• `, `2. `, `(a) `.
fn item_mark(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if matches!(first, '-' | '*' | '•' | '+' | '–' | '▪' | '◦' | '·') {
        let rest = &line[first.len_utf8()..];
        return rest.starts_with([' ', '\t', '\u{A0}']).then_some(first.len_utf8() + 1);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_numbered =
        (1..=2).contains(&digits) && line[digits..].starts_with(['.', ')']) && line[digits + 1..].starts_with(' ');
    is_numbered.then_some(digits + 2)
}

fn is_bars(line: &str) -> bool {
    !line.contains('\n') && (line.starts_with('|') && line.len() > 2 || line.matches(" | ").count() >= 2)
}

/// Whether blanks part a line into cells, some of them numbers.
fn is_columns(line: &str) -> bool {
    let cells = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
    let (count, numbers) = cells.fold((0, 0), |(count, numbers), cell| {
        (count + 1, numbers + usize::from(cell.starts_with(|c: char| c.is_ascii_digit() || "(-−$€£".contains(c))))
    });
    count >= 3 && numbers >= 1 || count >= 2 && numbers >= 1 && line.contains("   ")
}

/// Makes headings of short paragraphs that end without a stop and have something below them.
fn mark_titles(text: &str, blocks: &mut [Block]) {
    for at in 0..blocks.len() {
        let Some(next) = blocks.get(at + 1) else { break };
        let is_list = matches!(next.kind, BlockKind::Item | BlockKind::Bars | BlockKind::Tabs | BlockKind::Columns);
        let block = &mut blocks[at];
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        let line = text[block.span].trim_end_matches(['*', '_', ' ']);
        let is_short = !line.contains('\n') && line.split_whitespace().count() <= LONGEST_TITLE;
        let leads_in = line.ends_with(':') && is_list;
        if is_short && (leads_in || !line.ends_with(['.', '!', '?', ',', ';', ':', '…', '"', '”'])) {
            block.kind = BlockKind::Heading(7);
        }
    }
}
