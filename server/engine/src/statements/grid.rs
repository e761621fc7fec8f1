//! Tables: what the cell of a figure is of, by its row, its column and the caption.

use super::blocks::{Block, BlockKind};
use super::context::Context;
use super::scene::{Scene, is_negative, is_plain};
use super::{Direction, Statement};
use crate::clauses::Tag;
use crate::figures::{self, Exact, Figure, Kind, Mode, Unit, Value};
use crate::lexicon::PERIOD_NOUNS;
use crate::text::Span;

/// The rows that may stand above the numbers.
const MOST_HEADERS: usize = 4;

struct Cell<'t> {
    span: Span,
    first: usize,
    figures: &'t [Figure],
}

/// The statements of a table's figures, each with the number of the figure; without one, a figure that only the table shows.
/// `figures` gives those of a span.
pub(super) fn read<'t>(
    text: &'t str,
    lines: &[Block],
    headings: &Context,
    figures: impl Fn(Span) -> (usize, &'t [Figure]),
) -> Vec<(Option<usize>, Statement)> {
    let rows: Vec<Vec<Cell<'t>>> = lines
        .iter()
        .filter(|line| !is_rule(&text[line.span]))
        .map(|line| {
            let cells = cells(text, line);
            let cell = |span: Span| {
                let (first, figures) = figures(span);
                Cell { span, first, figures }
            };
            cells.into_iter().map(cell).collect()
        })
        .collect();
    let header_count = rows.iter().take(MOST_HEADERS).take_while(|row| is_header(text, row)).count();
    let headers: Vec<Vec<Label>> =
        rows[..header_count].iter().map(|row| row.iter().map(|cell| label(text, cell)).collect()).collect();
    let caption_unit = caption_unit(text, lines);
    let mut read = Vec::new();
    for row in &rows[header_count..] {
        let Some((head, cells)) = row.split_first() else { continue };
        let row_label = label(text, head);
        for (column, cell) in cells.iter().enumerate() {
            let above: Vec<&Label> =
                headers.iter().filter_map(|labels| column_label(labels, column + 1, row.len())).collect();
            let unit = above
                .iter()
                .rev()
                .find_map(|label| label.unit.clone())
                .or_else(|| row_label.unit.clone())
                .or_else(|| caption_unit.clone());
            read.extend(cell_statement(text, cell, &row_label, &above, headings, unit.as_ref()));
        }
    }
    read
}

/// A header row may lack the cell over the row's heads.
fn column_label(labels: &[Label], column: usize, width: usize) -> Option<&Label> {
    let missing = width.saturating_sub(labels.len()).min(1);
    labels.get(column.checked_sub(missing)?)
}

fn is_rule(line: &str) -> bool {
    line.chars().all(|c| matches!(c, '|' | '-' | ':' | '=' | '+' | ' ' | '\t' | '_'))
}

fn cells(text: &str, line: &Block) -> Vec<Span> {
    let span = line.span;
    let inner = &text[span];
    let mut cells = Vec::new();
    match line.kind {
        BlockKind::Columns => {
            let mut at = 0;
            while at < inner.len() {
                let end = inner[at..].find("  ").map_or(inner.len(), |end| at + end);
                if end > at {
                    cells.push(Span::new(span.start + at, span.start + end).trimmed(text));
                }
                at = end + inner[end..].bytes().take_while(|&byte| byte == b' ').count().max(1);
            }
        }
        kind => {
            let mark = if kind == BlockKind::Tabs { '\t' } else { '|' };
            let mut at = span.start;
            for part in inner.split(mark) {
                cells.push(Span::new(at, at + part.len()).trimmed(text));
                at += part.len() + 1;
            }
            if kind == BlockKind::Bars {
                if inner.starts_with('|') {
                    cells.remove(0);
                }
                if inner.ends_with('|') {
                    cells.pop();
                }
            }
        }
    }
    cells
}

/// Whether a row holds headers: no cell after its first is a number that is no date.
fn is_header(text: &str, row: &[Cell<'_>]) -> bool {
    let is_number = |cell: &Cell<'_>| {
        let inner = text[cell.span].trim_matches(|c: char| !c.is_alphanumeric());
        let is_year = inner.len() == 4 && inner.parse::<u16>().is_ok_and(|year| (1500..2200).contains(&year));
        let letters = text[cell.span].chars().filter(|c| c.is_alphabetic()).count();
        inner.starts_with(|c: char| c.is_ascii_digit())
            && letters <= 3
            && !is_year
            && !cell.figures.iter().any(|figure| matches!(figure.kind, Kind::Date | Kind::Time))
    };
    row.len() > 1 && !row.iter().skip(1).any(is_number)
}

/// What a header of a row or a column says.
#[derive(Default)]
struct Label {
    when: Vec<Span>,
    measure: Vec<Span>,
    who: Vec<Span>,
    event: Vec<Span>,
    counted: Vec<Span>,
    unit: Option<Scale>,
}

fn label(text: &str, cell: &Cell<'_>) -> Label {
    let mut label = Label::default();
    let unit_at = text[cell.span].rfind('(').map(|at| cell.span.start + at);
    label.unit = unit_at.and_then(|at| Scale::read(text[at..cell.span.end].trim_matches(['(', ')', ' '])));
    let end = if label.unit.is_some() { unit_at.unwrap_or(cell.span.end) } else { cell.span.end };
    let span = Span::new(cell.span.start, end).trimmed(text);
    if span.is_empty() || !text[span].contains(char::is_alphanumeric) {
        return label;
    }
    if label.unit.is_none() && matches!(&text[span], "%" | "n" | "N" | "No." | "#") {
        return label;
    }
    let is_date = cell
        .figures
        .iter()
        .any(|figure| matches!(figure.value, Value::Date(_) | Value::Period(..)) && figure.span.len() * 2 > span.len());
    if is_date || is_year(&text[span]) {
        label.when.push(span);
        return label;
    }
    let scene = Scene::new(text, span, cell.figures);
    let has_quantity = (0..scene.sentence.groups.len()).any(|group| scene.is_quantity(group));
    let is_time =
        scene.sentence.groups.iter().any(|group| group.is_time || PERIOD_NOUNS.has(&scene.word(group.head).lemma));
    let participle = scene.sentence.words.iter().find(|word| matches!(word.tag, Tag::Verb(_)));
    if has_quantity {
        label.measure.push(span);
    } else if is_time {
        label.when.push(span);
    } else if let Some(participle) = participle {
        label.event.push(participle.span);
        if let Some(group) = scene.sentence.groups.first() {
            label.counted.push(scene.sentence.span(&group.words));
        }
    } else if scene.sentence.words.len() == 1
        && crate::clauses::verb_form(&scene.word(0).folded)
            .is_some_and(|(_, form)| form == crate::clauses::Form::PastOrParticiple)
    {
        label.event.push(span);
    } else {
        label.who.push(span);
    }
    label
}

fn is_year(words: &str) -> bool {
    words.len() == 4 && words.parse::<u16>().is_ok_and(|year| (1500..2200).contains(&year))
}

fn cell_statement(
    text: &str,
    cell: &Cell<'_>,
    row: &Label,
    above: &[&Label],
    headings: &Context,
    unit: Option<&Scale>,
) -> Option<(Option<usize>, Statement)> {
    let (number, figure) = match cell.figures.first() {
        Some(figure) => (Some(cell.first), figure.clone()),
        None => (None, footnoted(text, cell.span)?),
    };
    let figure = with_sign(
        text,
        cell.span,
        match unit {
            Some(unit) => unit.apply(text, &figure),
            None => figure,
        },
    );
    let mut said = Statement::bare(figure, cell.span);
    said.sentence = cell.span;
    let mut unnamed = Vec::new();
    for label in std::iter::once(row).chain(above.iter().copied()) {
        label.when.iter().for_each(|&span| said.when.add(span));
        label.measure.iter().for_each(|&span| said.measure.add(span));
        label.event.iter().for_each(|&span| said.event.add(span));
        label.counted.iter().for_each(|&span| said.counted.add(span));
        unnamed.extend(label.who.iter().copied());
    }
    said.measure.inherit(&headings.measure);
    said.when.inherit(&headings.when);
    said.place.inherit(&headings.place);
    unnamed.into_iter().for_each(|span| said.who.add(span));
    for filler in [&mut said.when, &mut said.measure, &mut said.event, &mut said.who, &mut said.counted] {
        filler.is_inherited = !filler.words.is_empty();
    }
    if is_negative(&said.figure) {
        said.direction = Some(Direction::Down);
    }
    Some((number, said))
}

/// The number of a cell that the letter or sign of a note stands at: `91.2c`, `4,110*`.
fn footnoted(text: &str, cell: Span) -> Option<Figure> {
    let inner = &text[cell];
    let without = inner.trim_end_matches(['*', '†', '‡', '§', '¶', '¹', '²', '³']);
    let without = match without.strip_suffix(|c: char| c.is_ascii_lowercase()) {
        Some(rest) if rest.ends_with(|c: char| c.is_ascii_digit()) => rest,
        _ => without,
    };
    if without.len() == inner.len() || !without.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let figure =
        figures::read(without, Mode::Claim).into_iter().next().filter(|figure| figure.span.len() == without.len())?;
    Some(Figure { span: Span::new(cell.start, cell.start + without.len()), ..figure })
}

/// An amount in brackets is below zero.
fn with_sign(text: &str, cell: Span, figure: Figure) -> Figure {
    let is_bracketed = text[cell].starts_with('(') && text[cell].ends_with(')');
    match figure.value {
        Value::Number(number) if is_bracketed && !number.is_negative() => match Exact::ZERO.minus(number) {
            Some(negative) => Figure { value: Value::Number(negative), ..figure },
            None => figure,
        },
        _ => figure,
    }
}

/// What a caption or a header says of the unit of all numbers below: `($ thousands)`, `%`, `Rs crore`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Scale {
    before: String,
    after: String,
}

impl Scale {
    fn read(words: &str) -> Option<Self> {
        let words = words.trim().trim_start_matches("in ").replace("'000", "thousands").replace("’000", "thousands");
        if words.is_empty() || words.len() > 40 {
            return None;
        }
        let (mut before, mut scale, mut after) = (String::new(), String::new(), String::new());
        for word in words.split([' ', ',']).filter(|word| !matches!(*word, "" | "of" | "in")) {
            let singular = word.strip_suffix('s').filter(|rest| rest.len() > 3).unwrap_or(word);
            if is_unit(&format!("1 {singular}"), |figure| is_plain(figure) && figure.precision.scale > 0) {
                scale = format!(" {singular}");
            } else if is_unit(&format!("{word}1"), |figure| figure.kind == Kind::Money)
                || is_unit(&format!("{word} 1"), |figure| figure.kind == Kind::Money)
            {
                before = format!("{word} ");
            } else if is_unit(&format!("1 {word}"), |figure| !matches!(figure.unit, Unit::None | Unit::Counted(_))) {
                after = if word == "%" { word.to_owned() } else { format!(" {word}") };
            } else {
                return None;
            }
        }
        Some(Self {
            before: before.replace("$ ", "$").replace("£ ", "£").replace("€ ", "€"), after: scale + &after
        })
    }

    /// The figure of a cell with the unit and scale, where it has none of its own.
    fn apply(&self, text: &str, figure: &Figure) -> Figure {
        if !is_plain(figure) || !matches!(figure.value, Value::Number(_)) {
            return figure.clone();
        }
        let written = format!("{}{}{}", self.before, &text[figure.span], self.after);
        match figures::read(&written, Mode::Claim).into_iter().next() {
            Some(read) if read.span.len() == written.len() => Figure {
                span: figure.span,
                hedge: figure.hedge,
                hedge_span: figure.hedge_span,
                noun: figure.noun,
                per: None,
                ..read
            },
            _ => figure.clone(),
        }
    }
}

fn is_unit(written: &str, holds: impl Fn(&Figure) -> bool) -> bool {
    figures::read(written, Mode::Claim)
        .into_iter()
        .next()
        .is_some_and(|figure| figure.span.len() == written.len() && holds(&figure))
}

/// The unit that the line above a table gives in brackets.
fn caption_unit(text: &str, lines: &[Block]) -> Option<Scale> {
    let start = lines.first()?.span.start;
    let before = text[..start].trim_end_matches(['|', ' ', '\n', '\r', '\t']);
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let open = line.rfind('(')?;
    let inner = &line[open + 1..];
    Scale::read(&inner[..inner.find(')')?])
}
