//! A stand-in: every word of the clause is a role.

use super::{Filler, Mood, Statement};
use crate::figures::{Figure, Value};
use crate::markup::Briefing;
use crate::sources::{Article, clause};
use crate::text::Span;

/// What an article says of each of its figures.
pub fn of_article(article: &Article) -> Vec<Statement> {
    let all = article.figures();
    let within = |at: usize| article.sentences().get(at).copied();
    let statement = |figure: &Figure| {
        let at = article.sentences().partition_point(|sentence| sentence.end <= figure.span.start);
        of(article.text(), within(at).unwrap_or(figure.span), figure.clone())
    };
    all.iter().map(|placed| statement(&placed.figure)).collect()
}

/// What a unit says of each of its figures.
pub fn of_unit(briefing: &Briefing, unit: usize, figures: Vec<Figure>) -> Vec<Statement> {
    let Some(unit) = briefing.units.get(unit) else { return Vec::new() };
    let text = unit.prose.text();
    figures.into_iter().map(|figure| of(text, Span::new(0, text.len()), figure)).collect()
}

fn of(text: &str, sentence: Span, figure: Figure) -> Statement {
    let clause = clause(text, sentence, figure.span);
    let mut who = Filler { words: Vec::new(), is_inherited: false };
    for part in [Span::new(clause.start, figure.span.start), Span::new(figure.span.end, clause.end)] {
        who.words.push(part);
    }
    let periods = match figure.value {
        Value::Date(_) | Value::Period(..) => vec![],
        _ => vec![],
    };
    Statement {
        figure,
        sentence,
        clause,
        event: Filler::default(),
        measure: Filler::default(),
        counted: Filler::default(),
        who,
        place: Filler::default(),
        when: Filler::default(),
        periods,
        relation: None,
        direction: None,
        rejected: None,
        reported: Filler::default(),
        mood: Mood::Fact,
    }
}
