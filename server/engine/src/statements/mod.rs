//! What a text says of each of its figures.
//!
//! A figure convicts or supports by what is *said of it*, never by its value alone. [`of_article`] and [`of_unit`] give each
//! figure of a text its roles: the event, the measure, who, where, when, which way. Roles are read from clauses, series,
//! brackets, headings and tables. What a clause leaves out is inherited from the clause before, the row or the column; a
//! role that is neither said nor inherited is unknown.
//!
//! The way of a text: `blocks` parts it into headings, list items, paragraphs and tables; `scene` holds what the
//! clauses of one sentence say; `fill` reads the roles of one figure from it; `grid` reads those of a table's cells.

mod blocks;
mod context;
mod fill;
mod grid;
mod heading;
mod parts;
mod read;
mod relations;
mod scale;
mod scene;
mod unit;

pub(crate) use parts::Parts;
pub use read::{of_article, read};
pub use unit::{UnitStatements, in_unit, of_unit};

use crate::figures::{Figure, Value};
use crate::text::Span;

/// What a text says of one figure. Spans are bytes of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The figure as read, with the unit, the scale and the sign that its table gives it.
    pub figure: Figure,
    /// The sentence, cell or line that it stands in.
    pub sentence: Span,
    /// The clause of it.
    pub clause: Span,
    /// The verb, or the noun, of what happened: `killed`, `the collapse`.
    pub event: Filler,
    /// What is measured: the subject's head, the column's header, the noun after `of`.
    pub measure: Filler,
    /// The noun that it counts or measures: the cargo of `tonnes of cargo`; the base of a share.
    pub counted: Filler,
    /// Who or what it is of: subjects that are no measure, names, distinguishing modifiers, the row's header.
    pub who: Filler,
    /// The places.
    pub place: Filler,
    /// The words of the period that the value is of.
    pub when: Filler,
    /// These words as dates ([`Value::Date`] or [`Value::Period`]), where they can be read.
    pub periods: Vec<Value>,
    /// How the value stands to what is measured.
    pub relation: Option<Relation>,
    /// Which way, where it is a change or a signed amount.
    pub direction: Option<Direction>,
    /// Which end of a change it is.
    pub end: Option<End>,
    /// How it stands to a figure of the same thing that it is compared with.
    pub compared: Option<Compared>,
    /// Its cell, where it stands in a table.
    pub cell: Option<Cell>,
    /// The words by which the text itself rejects the figure: `not`, `denied`, `first reported as`.
    pub rejected: Option<Span>,
    /// Whose report it is.
    pub reported: Filler,
    /// Whether it is told as a fact.
    pub mood: Mood,
}

impl Statement {
    /// What is said of the figure, in short, for people: `, of the rate, in June, level`. `text` is what the spans are of.
    pub fn describe(&self, text: &str) -> String {
        let mut said = String::new();
        let roles = [
            ("", &self.event),
            ("of ", &self.measure),
            ("counting ", &self.counted),
            ("who: ", &self.who),
            ("where: ", &self.place),
            ("when: ", &self.when),
            ("reported by ", &self.reported),
        ];
        for (label, filler) in roles.iter().filter(|(_, filler)| !filler.is_empty()) {
            let words: Vec<&str> = filler.words.iter().map(|&span| &text[span]).collect();
            said.push_str(", ");
            said.push_str(label);
            said.push_str(&words.join(" / "));
        }
        let rejected = self.rejected.map(|_| "rejected");
        let mood = Some(self.mood.name()).filter(|_| self.mood != Mood::Fact);
        let names = [self.relation.map(Relation::name), self.direction.map(Direction::name), rejected, mood];
        for name in names.into_iter().flatten() {
            said.push_str(", ");
            said.push_str(name);
        }
        said
    }

    /// Gives back the room that nothing took: an article keeps hundreds of them.
    pub(crate) fn shrink(&mut self) {
        let Self { event, measure, counted, who, place, when, reported, .. } = self;
        for filler in [event, measure, counted, who, place, when, reported] {
            filler.words.shrink_to_fit();
        }
        self.periods.shrink_to_fit();
    }

    /// The statement of a figure of which nothing is said.
    pub(crate) fn bare(figure: Figure, sentence: Span) -> Self {
        Self {
            sentence,
            clause: figure.span,
            figure,
            event: Filler::default(),
            measure: Filler::default(),
            counted: Filler::default(),
            who: Filler::default(),
            place: Filler::default(),
            when: Filler::default(),
            periods: Vec::new(),
            relation: None,
            direction: None,
            end: None,
            compared: None,
            cell: None,
            rejected: None,
            reported: Filler::default(),
            mood: Mood::Fact,
        }
    }
}

/// The words that fill a role, in their order. Empty if the role is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filler {
    /// Each stretch of words.
    pub words: Vec<Span>,
    /// Whether they stand in another clause, cell or heading than the figure.
    pub is_inherited: bool,
}

impl Relation {
    /// Its name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Level => "level",
            Relation::To => "to",
            Relation::From => "from",
            Relation::By => "by",
            Relation::Share => "share",
            Relation::Rank => "rank",
            Relation::Per => "per",
        }
    }
}

impl Direction {
    /// Its name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
        }
    }
}

impl Mood {
    /// Its name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Mood::Fact => "fact",
            Mood::Forecast => "forecast",
            Mood::Condition => "condition",
        }
    }
}

impl Filler {
    /// Words that stand where the figure does.
    pub(crate) fn own(words: Vec<Span>) -> Self {
        Self { words, is_inherited: false }
    }

    /// Adds words that stand where the figure does, once.
    pub(crate) fn add(&mut self, span: Span) {
        if !span.is_empty() && !self.words.iter().any(|word| word.contains(span)) {
            self.words.push(span);
        }
    }

    /// Takes the words of `other`, which stand elsewhere, if there are none.
    pub(crate) fn inherit(&mut self, other: &Filler) {
        if self.words.is_empty() && !other.words.is_empty() {
            self.words.clone_from(&other.words);
            self.is_inherited = true;
        }
    }

    /// Whether the role is unknown.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// How a value stands to what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It is the value itself: `was 5%`.
    Level,
    /// A change led to it: `rose to 5%`.
    To,
    /// A change began with it: `from 5%`.
    From,
    /// It is the change: `rose by 5%`.
    By,
    /// It is the part of a named whole: `5% of voters`.
    Share,
    /// It is a place in an order.
    Rank,
    /// It is for each so many of a population: `3 doctors per 10,000`.
    Per,
}

/// An end of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// What it began with.
    From,
    /// What it led to.
    To,
}

/// How a figure stands to one of the same thing that the text compares it with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// It is compared with another, and is more or less than that.
    With(Direction),
    /// Another is compared with it.
    Other,
}

/// The place of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Where its table begins, in bytes of the text.
    pub table: usize,
    /// The number of its row.
    pub row: usize,
    /// The number of its column.
    pub column: usize,
}

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// A rise, a gain.
    Up,
    /// A fall, a loss, a deficit.
    Down,
}

/// Whether something is told as a fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// As a fact.
    #[default]
    Fact,
    /// As what is to come, or is planned: `will reach`, `is expected to`.
    Forecast,
    /// As what holds if something else does.
    Condition,
}

#[cfg(test)]
mod tests;
