//! Tables: what the cell of a figure is of, by its row, its column and the caption.

use super::blocks::{Block, BlockKind};
use super::context::Context;
use super::scale::{Scale, caption_unit};
use super::scene::{Scene, is_negative};
use super::{Cell as Place, Direction, Statement};
use crate::clauses::Tag;
use crate::figures::{self, Exact, Figure, Kind, Mode, Value};
use crate::lexicon::{PERIOD_NOUNS, TIME_PREPOSITIONS};
use crate::text::Span;

/// The rows that may stand above the numbers.
const MOST_HEADERS: usize = 4;

struct Cell<'t> {
    span: Span,
    first: usize,
    figures: &'t [Figure],
}

/// The statements of a table's figures, each with the number of the figure; without one, a figure that only the table shows.
/// `unit` is what the text says of all its tables, and `figures` gives those of a span.
pub(super) fn read<'t>(
    text: &'t str,
    lines: &[Block],
    headings: &Context,
    unit: Option<&Scale>,
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
    let corners: Vec<Span> = rows[..header_count].iter().filter_map(|row| row.first().map(|cell| cell.span)).collect();
    let caption_unit = caption_unit(text, lines, &corners).or_else(|| unit.cloned());
    let mut read = Vec::new();
    let table = lines.first().map_or(0, |line| line.span.start);
    for (number, row) in rows.iter().enumerate().skip(header_count) {
        // A rank or a number stands before the row's head: `| 5 | Norvia | 6,396 |`.
        let has_words = |at: usize| row.get(at).is_some_and(|cell| text[cell.span].contains(char::is_alphabetic));
        let first = usize::from(!has_words(0) && has_words(1) && row.len() > 2);
        let Some((head, cells)) = row.get(first..).and_then(<[_]>::split_first) else { continue };
        let row_label = label(text, head);
        for (column, cell) in cells.iter().enumerate() {
            let column = first + column;
            let above: Vec<&Label> =
                (0..headers.len()).filter_map(|line| column_label(&headers, line, column + 1, row.len())).collect();
            let unit = above
                .iter()
                .rev()
                .find_map(|label| label.unit.clone())
                .or_else(|| row_label.unit.clone())
                .or_else(|| caption_unit.clone());
            let place = Place { table, row: number, column: column + 1 };
            for (figure, said) in cell_statements(text, cell, &row_label, &above, headings, unit.as_ref()) {
                read.push((figure, Statement { cell: Some(place), ..said }));
            }
        }
    }
    read
}

/// The label of a column in one line of the header. The line may lack the cell over the row's heads; a label that stands over
/// several columns is written over the first of them (`2016` over its quarters).
fn column_label(headers: &[Vec<Label>], line: usize, column: usize, width: usize) -> Option<&Label> {
    let labels = headers.get(line)?;
    let missing = width.saturating_sub(labels.len()).min(1);
    let at = column.checked_sub(missing)?;
    let own = labels.get(at).filter(|label| !label.is_empty());
    let is_above_others = line + 1 < headers.len();
    own.or_else(|| {
        labels.get(1 - missing..at)?.iter().rev().find(|label| !label.is_empty()).filter(|_| is_above_others)
    })
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
    /// Whether the figures are changes, whose sign tells the direction.
    is_change: bool,
}

impl Label {
    fn is_empty(&self) -> bool {
        let words = [&self.when, &self.measure, &self.who, &self.event, &self.counted];
        self.unit.is_none() && words.into_iter().all(Vec::is_empty)
    }
}

fn label(text: &str, cell: &Cell<'_>) -> Label {
    let mut label = Label::default();
    let unit_at = text[cell.span].rfind(['(', ',']).map(|at| cell.span.start + at);
    label.unit = unit_at.and_then(|at| Scale::read(text[at..cell.span.end].trim_matches(['(', ')', ',', ' '])));
    let end = if label.unit.is_some() { unit_at.unwrap_or(cell.span.end) } else { cell.span.end };
    let span = Span::new(cell.span.start, end).trimmed(text);
    // `Tonnes (million)`, `Tonnes`: the label is the unit itself.
    if let Some(unit) = Scale::named(&text[span]) {
        label.unit = match label.unit {
            Some(scale) => scale.of_unit(unit),
            None => Some(unit),
        };
    }
    if span.is_empty() || !text[span].contains(char::is_alphanumeric) {
        return label;
    }
    if label.unit.is_none() && matches!(&text[span], "%" | "n" | "N" | "No." | "#") {
        return label;
    }
    label.is_change = text[span].split(' ').any(|word| word.eq_ignore_ascii_case("change"));
    if label.unit.is_none()
        && let Some(unit) = Scale::of_column(&text[span])
    {
        label.unit = Some(unit);
        return label;
    }
    if let Some((named, when)) = dated(text, cell, span) {
        let mut said = self::label(text, &Cell { span: named, ..*cell });
        said.when.push(when);
        return Label { unit: label.unit, is_change: label.is_change, ..said };
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

/// The words of a label before a date that stands at its end, and the date: `Stocks as of May 31, 2021`.
fn dated(text: &str, cell: &Cell<'_>, span: Span) -> Option<(Span, Span)> {
    let last = cell.figures.iter().rfind(|figure| span.contains(figure.span))?;
    let is_date = matches!(last.value, Value::Date(_) | Value::Period(..)) && last.span.end == span.end;
    let before = Span::new(span.start, last.span.start).trimmed(text);
    let mut named = &text[before];
    let first = named.len();
    while let Some((rest, _)) = named.rsplit_once(' ').filter(|(_, word)| is_small_word(word)) {
        named = rest.trim_end_matches([' ', ',']);
    }
    (is_date && named.len() < first && named.contains(char::is_alphabetic))
        .then(|| (Span::new(before.start, before.start + named.len()), last.span))
}

/// Whether a word only leads to a date.
fn is_small_word(word: &str) -> bool {
    TIME_PREPOSITIONS.has(word) || matches!(word, "as" | "of" | "the" | "ended" | "ending" | "end" | "year" | "quarter")
}

fn is_year(words: &str) -> bool {
    words.len() == 4 && words.parse::<u16>().is_ok_and(|year| (1500..2200).contains(&year))
}

/// The statements of a cell's figures: of all of them, as an interval of confidence has two.
fn cell_statements(
    text: &str,
    cell: &Cell<'_>,
    row: &Label,
    above: &[&Label],
    headings: &Context,
    unit: Option<&Scale>,
) -> Vec<(Option<usize>, Statement)> {
    if let Some(figure) = footnoted(text, cell.span, unit.is_some()) {
        return vec![(None, cell_statement(text, cell, figure, row, above, headings, unit))];
    }
    let figures = cell.figures.iter().enumerate();
    let said = figures.map(|(at, figure)| {
        (Some(cell.first + at), cell_statement(text, cell, figure.clone(), row, above, headings, unit))
    });
    said.collect()
}

fn cell_statement(
    text: &str,
    cell: &Cell<'_>,
    figure: Figure,
    row: &Label,
    above: &[&Label],
    headings: &Context,
    unit: Option<&Scale>,
) -> Statement {
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
    } else if above.iter().any(|label| label.is_change) && !is_zero(&said.figure) {
        said.direction = Some(Direction::Up);
    }
    said
}

/// The number of a cell that the letters or the sign of a note stand at: `91.2c`, `50.9cd`, `4,110*`. Where the table gives no
/// unit, a letter that is one stands for it.
fn footnoted(text: &str, cell: Span, has_unit: bool) -> Option<Figure> {
    const MOST_LETTERS: usize = 3;
    let inner = &text[cell];
    let without = inner.trim_end_matches(['*', '†', '‡', '§', '¶', '¹', '²', '³']);
    let letters = without.bytes().rev().take_while(|byte| (b'a'..=b'h').contains(byte)).count();
    let (digits, notes) = without.split_at(without.len() - letters);
    let is_run = notes.as_bytes().windows(2).all(|pair| pair[0] < pair[1]) && letters <= MOST_LETTERS;
    let is_unit = letters == 1 && matches!(notes, "b" | "d" | "g" | "h") && !has_unit;
    let without = if digits.ends_with(|c: char| c.is_ascii_digit()) && is_run && !is_unit { digits } else { without };
    if without.len() == inner.len() || !without.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let figure =
        figures::read(without, Mode::Claim).into_iter().next().filter(|figure| figure.span.len() == without.len())?;
    Some(Figure { span: Span::new(cell.start, cell.start + without.len()), ..figure })
}

fn is_zero(figure: &Figure) -> bool {
    matches!(figure.value, Value::Number(number) if number.is_zero())
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
