//! `briefcheck read`: how a text is read.

use std::io::{self, Write};

use briefcheck_engine::figures::{self, Mode};
use briefcheck_engine::markup::{Briefing, CitationForm, Force, Place, Stance, Unit, UnitKind};
use briefcheck_engine::names::{self, Standing};
use briefcheck_engine::statements::{self, Filler, Statement, UnitStatements};
use briefcheck_engine::text::{Lines, Span};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::args::{self, ReadFormat};
use super::check::standard_input;
use super::lines::{HasId, answer_all, threads};
use super::{Console, Status};
use crate::disk::{Failure, Files, Role, guarded, paths};
use crate::report::visible;

#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    id: Value,
    text: String,
}

impl HasId for Record {
    fn id(&self) -> &Value {
        &self.id
    }
}

#[derive(Serialize)]
struct Answer {
    id: Value,
    #[serde(flatten)]
    items: Items,
}

/// A whole text.
#[derive(Serialize)]
struct Document {
    units: Vec<UnitOf>,
    #[serde(flatten)]
    items: Items,
    problems: Vec<Problem>,
}

/// What a text holds. Offsets count Unicode scalar values.
#[derive(Serialize)]
struct Items {
    figures: Vec<Figure>,
    quotes: Vec<Part>,
    names: Vec<Part>,
    citations: Vec<Citation>,
}

#[derive(Serialize)]
struct Part {
    start: usize,
    end: usize,
    text: String,
}

#[derive(Serialize)]
struct UnitOf {
    kind: &'static str,
    #[serde(flatten)]
    part: Part,
}

#[derive(Serialize)]
struct Figure {
    #[serde(flatten)]
    part: Part,
    kind: &'static str,
    value: String,
    unit: Option<String>,
    hedge: Option<&'static str>,
    roles: Roles,
}

/// What is said of a figure: the roles that are said or inherited.
#[derive(Serialize)]
struct Roles {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    event: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    measure: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    counted: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    who: Vec<String>,
    #[serde(rename = "where", skip_serializing_if = "Vec::is_empty")]
    place: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    when: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relation: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rejected: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reported: Vec<String>,
    mood: &'static str,
}

impl Roles {
    fn new(text: &str, said: &Statement) -> Self {
        let words = |filler: &Filler| filler.words.iter().map(|&span| text[span].to_owned()).collect::<Vec<_>>();
        let dates = said.periods.iter().map(ToString::to_string);
        Self {
            event: words(&said.event),
            measure: words(&said.measure),
            counted: words(&said.counted),
            who: words(&said.who),
            place: words(&said.place),
            when: words(&said.when).into_iter().chain(dates).collect(),
            relation: said.relation.map(statements::Relation::name),
            direction: said.direction.map(statements::Direction::name),
            rejected: said.rejected.map(|span| text[span].to_owned()),
            reported: words(&said.reported),
            mood: said.mood.name(),
        }
    }
}

#[derive(Serialize)]
struct Citation {
    #[serde(flatten)]
    part: Part,
    key: String,
    form: &'static str,
    stance: &'static str,
    locator: Option<String>,
    /// What it stands for, its own words and those that only borrow it.
    covers: Vec<Covered>,
}

#[derive(Serialize)]
struct Covered {
    #[serde(flatten)]
    part: Part,
    borrowed: bool,
}

#[derive(Serialize)]
struct Problem {
    #[serde(flatten)]
    part: Part,
    message: String,
}

pub(super) fn run(args: args::Read, console: &Console) -> Result<Status, Failure> {
    if args.jsonl {
        if let Some(path) = args.path {
            let message = format!("`--jsonl` reads records from standard input, not from `{}`", path.display());
            return Err(Failure::new(message).with_help("write `briefcheck read --jsonl < FILE`"));
        }
        answer_all(&args.stream, |record: Record| {
            let reading = Reading::new(record.text);
            Ok(Answer { id: record.id, items: reading.items() })
        })?;
        return Ok(Status::Clean);
    }
    let text = match &args.path {
        Some(path) => {
            let path = paths::join(console.here(), path);
            Files::on_disk().text(&path, &paths::shown(&path, console.here()), Role::Briefing, None)?
        }
        None => standard_input()?,
    };
    // In a thread of the pool, which has the stack that deep nesting wants.
    let reading =
        threads(&args.stream.threads)?.install(|| guarded("reading the text", || Reading::new(text.to_string())))?;
    console.print(|out| match args.format {
        ReadFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &reading.document())?;
            writeln!(out)
        }
        ReadFormat::Text => reading.write(out),
    })?;
    Ok(Status::Clean)
}

/// A text as it was read.
struct Reading {
    briefing: Briefing,
    lines: Lines,
}

impl Reading {
    fn new(text: String) -> Self {
        // Whether a link is a citation depends on the workspace: here, every link to a file is one.
        let briefing = Briefing::read(text, &|target| !target.contains("://") && !target.starts_with("mailto:"));
        Self { lines: Lines::new(&briefing.text), briefing }
    }

    fn part(&self, span: Span) -> Part {
        let text = &self.briefing.text;
        let at = |offset| self.lines.scalars(text, offset);
        Part { start: at(span.start), end: at(span.end), text: text[span.range()].to_owned() }
    }

    fn document(&self) -> Document {
        let unit = |unit: &Unit| UnitOf { kind: kind(unit.kind), part: self.part(unit.span) };
        let problems = self.briefing.problems.iter();
        Document {
            units: self.briefing.units.iter().map(unit).collect(),
            items: self.items(),
            problems: problems
                .map(|problem| Problem { part: self.part(problem.span), message: problem.message.clone() })
                .collect(),
        }
    }

    fn items(&self) -> Items {
        let units = || self.briefing.units.iter();
        Items {
            figures: (0..self.briefing.units.len()).flat_map(|unit| self.figures(unit)).collect(),
            quotes: units().flat_map(quotations_of).map(|span| self.part(span)).collect(),
            names: units().flat_map(names_of).map(|span| self.part(span)).collect(),
            citations: (0..self.briefing.citations.len()).map(|id| self.citation(id)).collect(),
        }
    }

    /// The figures of a unit, each with what is said of it.
    fn figures(&self, unit: usize) -> Vec<Figure> {
        let figures = figures_of(&self.briefing.units[unit]);
        if figures.is_empty() {
            return Vec::new();
        }
        let read: Vec<figures::Figure> = figures.iter().map(|(_, figure)| figure.clone()).collect();
        let UnitStatements { text, statements, .. } = statements::in_unit(&self.briefing, unit, &read);
        let said = figures.into_iter().zip(statements);
        said.map(|((span, figure), said)| Figure {
            part: self.part(span),
            kind: figure.kind.name(),
            value: figure.value_text(),
            unit: Some(figure.unit_text()).filter(|unit| !unit.is_empty()),
            hedge: figure.hedge.map(|hedge| hedge.name()),
            roles: Roles::new(&text, &said),
        })
        .collect()
    }

    fn citation(&self, id: usize) -> Citation {
        let citation = &self.briefing.citations[id];
        let covered = self.briefing.units.iter().flat_map(|unit| {
            let stretches = unit.stretches.iter().filter(|stretch| stretch.citations.contains(&id));
            stretches.map(|stretch| Covered {
                part: self.part(unit.prose.origin(stretch.span)),
                borrowed: stretch.force == Force::Borrowed,
            })
        });
        Citation {
            part: self.part(citation.span),
            key: citation.key.clone(),
            form: match citation.form {
                CitationForm::Bracketed => "bracketed",
                CitationForm::InText => "in-text",
                CitationForm::Link => "link",
            },
            stance: match citation.stance {
                Stance::Supports => "supports",
                Stance::Mentions => "mentions",
                Stance::Opposes => "opposes",
            },
            locator: citation.locator.as_ref().map(|locator| place(&locator.place)),
            covers: covered.collect(),
        }
    }

    /// A line a unit, with its items below it.
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let text = &self.briefing.text;
        let item = |span: Span, what: &str| {
            let position = self.lines.position(text, span.start);
            format!("{}:{} {what} {}", position.line, position.column, visible(&text[span.range()]))
        };
        for (number, unit) in self.briefing.units.iter().enumerate() {
            writeln!(out, "{}", item(unit.span, kind(unit.kind)))?;
            for span in quotations_of(unit) {
                writeln!(out, "  {}", item(span, "quotation"))?;
            }
            let figures = figures_of(unit);
            let read: Vec<figures::Figure> = figures.iter().map(|(_, figure)| figure.clone()).collect();
            let said = statements::in_unit(&self.briefing, number, &read);
            for ((span, figure), statement) in figures.iter().zip(&said.statements) {
                let roles = visible(&statement.describe(&said.text));
                writeln!(out, "  {}: {}, {}{roles}", item(*span, "figure"), figure.kind.name(), figure.describe())?;
            }
            for span in names_of(unit) {
                writeln!(out, "  {}", item(span, "name"))?;
            }
            for stretch in &unit.stretches {
                let verb = if stretch.force == Force::Own { "cited for" } else { "borrowed for" };
                let covered = visible(unit.prose.text()[stretch.span].trim());
                let cited = stretch.citations.iter().filter_map(|&id| self.briefing.citations.get(id));
                for citation in cited.filter(|_| !covered.is_empty()) {
                    writeln!(out, "  {} {verb}: {covered}", item(citation.span, "citation"))?;
                }
            }
        }
        for problem in &self.briefing.problems {
            writeln!(out, "{}: {}", item(problem.span, "unreadable"), visible(&problem.message))?;
        }
        Ok(())
    }
}

/// The outermost quotations, in bytes of the text.
fn quotations_of(unit: &Unit) -> Vec<Span> {
    unit.quotations.iter().map(|quotation| unit.prose.origin(quotation.span)).collect()
}

/// The figures with where they stand, in bytes of the text.
fn figures_of(unit: &Unit) -> Vec<(Span, figures::Figure)> {
    let figures = figures::read(unit.prose.text(), Mode::Claim).into_iter();
    figures.map(|figure| (unit.prose.origin(figure.span), figure)).collect()
}

/// The names whose capitals alone say that they are, in bytes of the text: of the others only a source can say it.
fn names_of(unit: &Unit) -> Vec<Span> {
    if unit.kind == UnitKind::Heading {
        return Vec::new();
    }
    let names = names::read(unit.prose.text()).into_iter().filter(|name| name.standing == Standing::Certain);
    names.map(|name| unit.prose.origin(name.span)).collect()
}

fn kind(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Sentence => "sentence",
        UnitKind::Cell => "cell",
        UnitKind::Heading => "heading",
        UnitKind::Item => "item",
        UnitKind::BlockQuotation => "block-quotation",
    }
}

fn place(place: &Place) -> String {
    let range = |sign: &str, from: &u32, to: &u32| {
        if from == to { format!("{sign} {from}") } else { format!("{sign} {from}-{to}") }
    };
    match place {
        Place::Pages(from, to) => range("p.", from, to),
        Place::Paragraphs(from, to) => range("¶", from, to),
        Place::Lines(from, to) => range("l.", from, to),
        Place::Section(name) => format!("sec. {name}"),
        Place::Words(words) => format!("“{words}”"),
        Place::Other(other) => other.clone(),
    }
}
