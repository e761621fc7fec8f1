//! What a unit of a briefing says of its figures: its prose, with the sentences, the row and the header that
//! stand before it.

use super::read::read;
use super::{Filler, Statement};
use crate::figures::{self, Figure, Mode};
use crate::markup::{Briefing, Unit, UnitKind};
use crate::text::Span;

/// How many sentences before a unit are read with it.
const MOST_BEFORE: usize = 3;

/// How far back the header of a table is looked for, in cells.
const FARTHEST_HEADER: usize = 4096;

/// The statements of a unit's figures, in a text that also has what they inherit.
#[derive(Clone, Debug, Default)]
pub struct UnitStatements {
    /// The text that the statements' spans are bytes of.
    pub text: String,
    /// Where the unit's prose begins in it.
    pub at: usize,
    /// One statement for each figure, in their order.
    pub statements: Vec<Statement>,
}

/// What a unit says of each of `figures`, which are those of its prose, in order, with all that it inherits.
pub fn in_unit(briefing: &Briefing, unit: usize, figures: &[Figure]) -> UnitStatements {
    let Some(found) = briefing.units.get(unit) else { return UnitStatements::default() };
    let mut composer = Composer {
        briefing,
        text: String::new(),
        paragraphs: Vec::new(),
        sentences: Vec::new(),
        figures: Vec::new(),
        own: None,
    };
    match found.kind {
        UnitKind::Cell => composer.cell(unit, figures),
        _ => composer.sentence(unit, figures),
    }
    let Composer { text, paragraphs, sentences, figures: all, own, .. } = composer;
    let (first, at) = own.unwrap_or((all.len(), 0));
    let mut statements = read(&text, &paragraphs, &sentences, &all);
    statements.truncate(all.len());
    let statements = statements.into_iter().skip(first).take(figures.len()).collect();
    UnitStatements { text, at, statements }
}

/// What a unit says of each of `figures`, in bytes of its prose. What it inherits counts only as far as it is no words: the
/// periods.
pub fn of_unit(briefing: &Briefing, unit: usize, figures: Vec<Figure>) -> Vec<Statement> {
    let length = briefing.units.get(unit).map_or(0, |unit| unit.prose.text().len());
    in_unit(briefing, unit, &figures).in_prose(length)
}

impl UnitStatements {
    /// The statements in bytes of the unit's prose, which is `length` bytes long. What they inherit counts only as far as it
    /// is no words: the periods.
    pub fn in_prose(&self, length: usize) -> Vec<Statement> {
        self.statements.iter().cloned().map(|said| in_prose(said, self.at, length)).collect()
    }
}

fn in_prose(mut said: Statement, at: usize, length: usize) -> Statement {
    said.figure = said.figure.shifted_back(at);
    let place =
        |span: Span| (span.start >= at && span.end <= at + length).then(|| Span::new(span.start - at, span.end - at));
    said.sentence = place(said.sentence).unwrap_or(Span::new(0, length));
    said.clause = place(said.clause).unwrap_or(said.sentence);
    said.rejected = said.rejected.and_then(place);
    for filler in fillers(&mut said) {
        filler.words = filler.words.iter().copied().filter_map(place).collect();
    }
    said
}

fn fillers(said: &mut Statement) -> [&mut Filler; 7] {
    [
        &mut said.event,
        &mut said.measure,
        &mut said.counted,
        &mut said.who,
        &mut said.place,
        &mut said.when,
        &mut said.reported,
    ]
}

/// Puts together the text that a unit is read in.
struct Composer<'b> {
    briefing: &'b Briefing,
    text: String,
    paragraphs: Vec<Span>,
    sentences: Vec<Span>,
    figures: Vec<Figure>,
    /// The number of the unit's first figure, and where its prose begins.
    own: Option<(usize, usize)>,
}

impl Composer<'_> {
    /// Adds words with their figures; returns where they stand.
    fn put(&mut self, words: &str, figures: &[Figure]) -> Span {
        let at = self.text.len();
        self.text.push_str(words);
        self.figures.extend(figures.iter().map(|figure| figure.shifted(at)));
        Span::new(at, self.text.len())
    }

    fn put_other(&mut self, words: &str) -> Span {
        self.put(words, &figures::read(words, Mode::Claim))
    }

    fn put_own(&mut self, words: &str, figures: &[Figure]) -> Span {
        self.own = Some((self.figures.len(), self.text.len()));
        self.put(words, figures)
    }

    /// Ends a paragraph that began at `start`.
    fn end(&mut self, start: usize) {
        self.paragraphs.push(Span::new(start, self.text.len()));
        self.text.push_str("\n\n");
    }

    fn sentence(&mut self, unit: usize, figures: &[Figure]) {
        let units = &self.briefing.units;
        let found = &units[unit];
        if found.kind == UnitKind::Item {
            self.lead_in(unit);
        }
        let start = self.text.len();
        match found.kind {
            UnitKind::Item => self.text.push_str("- "),
            UnitKind::Heading => self.text.push_str("# "),
            _ => {}
        }
        let from = (unit.saturating_sub(MOST_BEFORE)..unit)
            .find(|&at| units[at].block == found.block && units[at].kind == found.kind)
            .unwrap_or(unit);
        for before in &units[from..unit] {
            let span = self.put_other(before.prose.text());
            self.sentences.push(span);
            self.text.push(' ');
        }
        let span = self.put_own(found.prose.text(), figures);
        self.sentences.push(span);
        self.end(start);
    }

    /// The line that leads to a list.
    fn lead_in(&mut self, unit: usize) {
        const FARTHEST: usize = 64;
        let units = &self.briefing.units;
        let before = units[unit.saturating_sub(FARTHEST)..unit].iter().rev().find(|other| other.kind != UnitKind::Item);
        let Some(before) = before.filter(|before| before.kind == UnitKind::Sentence) else { return };
        self.title(before);
    }

    /// A line above a list or a table, where it is one.
    fn title(&mut self, unit: &Unit) {
        const LONGEST: usize = 14;
        let words = unit.prose.text().trim();
        let is_title =
            words.ends_with(':') || !words.ends_with(['.', '!', '?']) && words.split_whitespace().count() <= LONGEST;
        if is_title {
            let start = self.text.len();
            let span = self.put_other(words);
            self.sentences.push(span);
            self.end(start);
        }
    }

    /// The row of a cell, below the header of its table.
    fn cell(&mut self, unit: usize, figures: &[Figure]) {
        let briefing = self.briefing;
        let units = &briefing.units;
        let same_row = |a: usize, b: usize| {
            !briefing.text[units[a].span.start.min(units[b].span.start)..units[b].span.start.max(units[a].span.start)]
                .contains('\n')
        };
        let is_cell = |at: usize| units[at].kind == UnitKind::Cell;
        let low = unit.saturating_sub(FARTHEST_HEADER);
        let goes_on = |at: usize| {
            is_cell(at - 1)
                && !briefing.text[units[at - 1].span.end.min(units[at].span.start)..units[at].span.start]
                    .contains("\n\n")
        };
        let first = (low + 1..=unit).rev().find(|&at| !goes_on(at)).unwrap_or(low);
        let row = (low + 1..=unit).rev().find(|&at| at <= first || !same_row(at - 1, at)).unwrap_or(first);
        if let Some(above) =
            first.checked_sub(1).map(|above| &units[above]).filter(|above| above.kind == UnitKind::Sentence)
        {
            self.title(above);
        }
        let end_of = |from: usize| {
            (from + 1..units.len()).find(|&at| !is_cell(at) || !same_row(at - 1, at)).unwrap_or(units.len())
        };
        if row > first {
            self.row(first..end_of(first), None, &[]);
            self.text.push('\n');
        }
        self.row(row..end_of(row), Some(unit), figures);
        let start = self.paragraphs.last().map_or(0, |last| last.end + 2);
        self.end(start);
    }

    fn row(&mut self, cells: std::ops::Range<usize>, own: Option<usize>, figures: &[Figure]) {
        self.text.push('|');
        let mut column = 0;
        for at in cells {
            let unit = &self.briefing.units[at];
            let line = self.briefing.text[..unit.span.start].rfind('\n').map_or(0, |end| end + 1);
            let place = self.briefing.text[line..unit.span.start].matches('|').count().saturating_sub(1);
            while column < place {
                self.text.push_str(" |");
                column += 1;
            }
            self.text.push(' ');
            let words = unit.prose.text();
            let words = words.replace('|', "/");
            if own == Some(at) {
                self.put_own(&words, figures)
            } else {
                self.put_other(&words)
            };
            self.text.push_str(" |");
            column += 1;
        }
    }
}
