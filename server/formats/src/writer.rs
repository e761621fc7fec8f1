//! Puts a document's text together, block by block.

use crate::document::{About, Document, Place, PlaceKind};
use crate::limits::{self, Limits, Steps};
use crate::{Format, Unreadable};

/// A text in the making: white space runs together, blocks are parted by a blank line, cells by a tab.
pub(crate) struct Writer<'a> {
    text: String,
    places: Vec<Place>,
    /// What parts the text so far from the next.
    gap: Gap,
    /// Whether a row has begun with a cell without words.
    is_row_begun: bool,
    limits: &'a Limits,
    steps: Steps,
    /// What the file has too much of.
    over: Option<String>,
    pub(crate) faults: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Nothing,
    Blank,
    Line,
    Cell,
    Block,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self {
            text: String::new(),
            places: Vec::new(),
            gap: Gap::Nothing,
            is_row_begun: false,
            limits,
            steps: Steps::new(limits),
            over: None,
            faults: Vec::new(),
        }
    }

    /// Whether no more is taken: the limits are reached.
    pub(crate) fn is_full(&mut self) -> bool {
        self.is_full_after(1)
    }

    /// The same after so many steps.
    pub(crate) fn is_full_after(&mut self, steps: u64) -> bool {
        if !self.steps.take(steps) {
            self.fill("more parts than can be read");
        }
        self.over.is_some() || self.text.len() > self.limits.text
    }

    /// Nothing more is taken, as the file has too much of something.
    pub(crate) fn fill(&mut self, what: &str) {
        self.over = Some(what.to_owned());
    }

    pub(crate) fn limits(&self) -> &'a Limits {
        self.limits
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Writes words; white space among them is one blank each.
    pub(crate) fn write(&mut self, words: &str) {
        // One that is too long is not read in part.
        if self.text.len() > self.limits.text {
            return;
        }
        let is_blank = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}');
        let mut rest = words;
        while !rest.is_empty() {
            let word = rest.trim_start_matches(is_blank);
            if word.len() < rest.len() {
                self.gap = self.gap.max(Gap::Blank);
            }
            let end = word.find(is_blank).unwrap_or(word.len());
            if end > 0 {
                self.bridge();
                self.letters(&word[..end]);
            }
            rest = &word[end..];
        }
    }

    /// Writes a word without what is no letter of it; joined letters, as PDF has them, apart.
    fn letters(&mut self, word: &str) {
        for c in word.chars().filter(|&c| !c.is_control() && !is_unseen(c)) {
            match c {
                'ﬀ' => self.text.push_str("ff"),
                'ﬁ' => self.text.push_str("fi"),
                'ﬂ' => self.text.push_str("fl"),
                'ﬃ' => self.text.push_str("ffi"),
                'ﬄ' => self.text.push_str("ffl"),
                'ﬅ' | 'ﬆ' => self.text.push_str("st"),
                c => self.text.push(c),
            }
        }
    }

    /// Writes lines of text as they are.
    pub(crate) fn write_verbatim(&mut self, text: &str) {
        let most = self.limits.text;
        // One that is too long is not read in part.
        if text.is_empty() || self.text.len() > most {
            return;
        }
        self.bridge();
        for c in text.chars().filter(|&c| !is_unseen(c)) {
            self.text.push(c);
            if self.text.len() > most {
                break;
            }
        }
    }

    fn bridge(&mut self) {
        // A cell counts also where nothing stands before it.
        if !self.text.is_empty() || self.gap == Gap::Cell {
            self.text.push_str(match self.gap {
                Gap::Nothing => "",
                Gap::Blank => " ",
                Gap::Line => "\n",
                Gap::Cell => "\t",
                Gap::Block => "\n\n",
            });
        }
        self.gap = Gap::Nothing;
    }

    /// The next words stand on a new line of the same block.
    pub(crate) fn line(&mut self) {
        self.gap = self.gap.max(Gap::Line);
    }

    /// The next words stand in another block.
    pub(crate) fn block(&mut self) {
        self.gap = Gap::Block;
    }

    /// The next words stand in the next cell of the row. A cell without words counts.
    pub(crate) fn cell(&mut self) {
        let is_begun = std::mem::take(&mut self.is_row_begun);
        match self.gap {
            Gap::Block => {}
            Gap::Nothing if self.text.is_empty() && !is_begun => {}
            Gap::Cell => self.text.push('\t'),
            _ => self.gap = Gap::Cell,
        }
    }

    /// The first cell of a row has no words.
    pub(crate) fn empty_first_cell(&mut self) {
        self.bridge();
        self.is_row_begun = true;
    }

    /// A place begins with the next words.
    pub(crate) fn place(&mut self, kind: PlaceKind) {
        let gap = match self.gap {
            Gap::Nothing => 0,
            Gap::Block => 2,
            _ => 1,
        };
        let at = if self.text.is_empty() { 0 } else { self.text.len() + gap };
        self.places.push(Place { at, kind });
    }

    /// The text so far stands on the first page.
    #[cfg_attr(not(any(feature = "docx", feature = "odt")), allow(dead_code))]
    pub(crate) fn first_page(&mut self) {
        self.places.insert(0, Place { at: 0, kind: PlaceKind::Page(1) });
    }

    /// The document.
    pub(crate) fn finish(mut self, format: Format, about: About) -> Result<Document, Unreadable> {
        let len = self.text.len();
        if let Some(what) = self.over.or_else(|| self.limits.over(self.text.as_bytes())) {
            return Err(limits::too_long(format.name(), &what));
        }
        for place in &mut self.places {
            place.at = place.at.min(len);
        }
        Ok(Document { format, text: self.text, about, places: self.places, faults: self.faults })
    }
}

/// Whether nobody sees a character: soft hyphens, and what has no width.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_run_together_and_blocks_are_parted() {
        let limits = Limits::default();
        let mut writer = Writer::new(&limits);
        writer.write("  One\n two");
        writer.write(" ");
        writer.write("three");
        writer.block();
        writer.place(PlaceKind::Page(2));
        writer.write(" four");
        writer.line();
        writer.write("five");
        let document = writer.finish(Format::Pdf, About::default()).unwrap();
        assert_eq!(document.text, "One two three\n\nfour\nfive");
        assert_eq!(document.places[0].at, document.text.find("four").unwrap());
    }

    #[test]
    fn joined_letters_are_read_apart() {
        let limits = Limits::default();
        let mut writer = Writer::new(&limits);
        writer.write("a ﬁfth of the oﬃces");
        assert_eq!(writer.text(), "a fifth of the offices");
    }

    #[test]
    fn what_nobody_sees_is_left_out() {
        let limits = Limits::default();
        let mut writer = Writer::new(&limits);
        writer.write("4.2 mil\u{ad}lion\u{200b} ton");
        writer.write_verbatim("\u{2060}nes");
        assert_eq!(writer.text(), "4.2 million tonnes");
    }

    #[test]
    fn what_nobody_sees_makes_no_room_for_a_cut() {
        let limits = Limits { text: 8, ..Limits::default() };
        let long = |text: &str| {
            let mut writer = Writer::new(&limits);
            writer.write_verbatim(text);
            writer.finish(Format::Text, About::default()).is_err()
        };
        assert!(long("\u{200b}\u{200b}123456789"));
        assert!(!long("\u{200b}\u{200b}\u{200b}12345678"));
    }

    #[test]
    fn cells_are_parted_by_tabs() {
        let limits = Limits::default();
        let mut writer = Writer::new(&limits);
        writer.write("a");
        writer.cell();
        writer.cell();
        writer.write("c");
        assert_eq!(writer.text(), "a\t\tc");
    }
}
