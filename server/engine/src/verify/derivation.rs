//! Does a `calc` compute, from figures that the sources have?

use super::Context;
use super::cover::Cover;
use crate::figures::{self, Agreement, Exact, Figure, Mode, Precision, Value};
use crate::markup::{Calc, DirectiveKind, Expression, Operator, Unit};
use crate::sources::{Article, Placed};
use crate::text::Span;

/// Why a derivation does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Underived {
    /// What is wrong, in one clause: `8 + 225 is 233, not 234 meetings`.
    pub why: String,
    /// The figure that it comes to, where that is another one.
    pub result: Option<String>,
}

/// Checks the derivation of a figure, if the briefing gives one: how it was worked out, or what is wrong.
pub fn check(cx: &Context<'_>, unit: &Unit, figure: &Figure, cover: &Cover) -> Option<Result<String, Underived>> {
    let text = cx.briefing.text.as_str();
    let calc = cx.briefing.directives.iter().find_map(|directive| match &directive.kind {
        DirectiveKind::Calc(calc) if directive.scope.overlaps(unit.span) && derives(calc, text, unit, figure) => {
            Some(calc)
        }
        _ => None,
    })?;
    Some(work_out(cx, calc, figure, cover))
}

/// Whether a calc is about this figure: it stands on it, or gives its value.
fn derives(calc: &Calc, text: &str, unit: &Unit, figure: &Figure) -> bool {
    if unit.span.contains(calc.figure) {
        return calc.figure.overlaps(unit.prose.origin(figure.span));
    }
    operand(text, calc.figure).is_some_and(|derived| match figures::compare(figure, &derived) {
        Agreement::Equal | Agreement::HedgeDropped | Agreement::HedgeInvented | Agreement::Hedged => true,
        Agreement::Unit => derived.unit == figures::Unit::None,
        _ => false,
    })
}

fn work_out(cx: &Context<'_>, calc: &Calc, figure: &Figure, cover: &Cover) -> Result<String, Underived> {
    let fails = |why: String| Err(Underived { why, result: None });
    let text = cx.briefing.text.as_str();
    for span in operands(&calc.expression) {
        let Some(operand) = operand(text, span) else { return fails(format!("{} is no figure", &text[span])) };
        let has = |source| {
            cx.library.article(source).is_some_and(|article| {
                let has = |placed: &Placed| says(article, placed, &text[span]) || is_same(&operand, &placed.figure);
                article.figures().iter().any(has)
            })
        };
        if !cover.is_partial && !cover.sources().into_iter().any(has) {
            return fails(format!("no covering source has {}", &text[span]));
        }
    }
    let written = &text[span_of(&calc.expression, text)];
    let Some(result) = evaluate(&calc.expression, text) else { return fails(format!("{written} has no result")) };
    if is_result(figure, result) {
        Ok(format!("{} = {written}", figure.describe()))
    } else {
        let result = shown(figure, result);
        Err(Underived { why: format!("{written} is {result}, not {}", figure.describe()), result: Some(result) })
    }
}

/// Whether a figure of an article is written with these very digits: the 14.9 of "14.9 cents".
fn says(article: &Article, placed: &Placed, digits: &str) -> bool {
    article.text()[placed.figure.span].split_whitespace().any(|word| word == digits.trim())
}

fn is_same(operand: &Figure, source: &Figure) -> bool {
    !matches!(figures::compare(operand, source), Agreement::Different | Agreement::Unit)
}

/// Whether a figure gives a result, at the digits that it shows; a percentage also its hundredth.
fn is_result(figure: &Figure, result: Exact) -> bool {
    let hundredfold = result.times(Exact::int(100)).filter(|_| figure.kind == figures::Kind::Percent);
    [Some(result), hundredfold].into_iter().flatten().any(|value| {
        let agreement = compare(figure, value);
        agreement.supports() || matches!(agreement, Agreement::HedgeInvented | Agreement::Unmarked)
    })
}

/// How a figure stands to a value in its own unit.
pub fn compare(figure: &Figure, value: Exact) -> Agreement {
    let exact = Figure {
        value: Value::Number(value),
        hedge: None,
        precision: Precision::EXACT,
        also: Vec::new(),
        ..figure.clone()
    };
    figures::compare(figure, &exact)
}

/// A result as the claim would give it, at the digits that it shows.
fn shown(figure: &Figure, result: Exact) -> String {
    let is_share = figure.kind == figures::Kind::Percent && result.abs() < Exact::ONE;
    let value = result.times(Exact::int(100)).filter(|_| is_share).unwrap_or(result);
    let value = value.nearest(figure.precision.step).filter(|value| !value.is_zero()).unwrap_or(value);
    Figure { value: Value::Number(value), hedge: None, also: Vec::new(), ..figure.clone() }.describe()
}

/// The one figure at a place of the briefing.
fn operand(text: &str, span: Span) -> Option<Figure> {
    figures::read(&text[span], Mode::Claim).into_iter().next()
}

fn operands(expression: &Expression) -> Vec<Span> {
    match expression {
        Expression::Figure(span) => vec![*span],
        Expression::Negated(inner) => operands(inner),
        Expression::Binary(_, a, b) | Expression::Change(a, b) | Expression::Share(a, b) => {
            [operands(a), operands(b)].concat()
        }
    }
}

/// From the first operand to the last, with the brackets around them and the `share` or `change` before these.
fn span_of(expression: &Expression, text: &str) -> Span {
    let operands = operands(expression);
    let all = operands.iter().copied().reduce(Span::cover).unwrap_or_default();
    let open = text[..all.start].bytes().rev().take_while(|&byte| byte == b'(').count();
    let close = text[all.end..].bytes().take_while(|&byte| byte == b')').count();
    let start = all.start - open;
    let named = if open == 0 { 0 } else { text[..start].bytes().rev().take_while(u8::is_ascii_alphabetic).count() };
    Span::new(start - named, all.end + close)
}

/// The value of an expression; `None` if it has none or is too large.
fn evaluate(expression: &Expression, text: &str) -> Option<Exact> {
    let hundred = Exact::int(100);
    match expression {
        Expression::Figure(span) => {
            let figure = operand(text, *span)?;
            match (figure.value, figure.kind) {
                (Value::Number(value), figures::Kind::Percent) => value.over(hundred),
                (Value::Number(value), _) => Some(value),
                (Value::Date(date), _) => date.year.map(|year| Exact::int(i64::from(year))),
                _ => None,
            }
        }
        Expression::Negated(inner) => evaluate(inner, text).map(Exact::negated),
        Expression::Binary(operator, a, b) => {
            let (a, b) = (evaluate(a, text)?, evaluate(b, text)?);
            match operator {
                Operator::Add => a.plus(b),
                Operator::Subtract => a.minus(b),
                Operator::Multiply => a.times(b),
                Operator::Divide => a.over(b),
            }
        }
        Expression::Change(old, new) => {
            let (old, new) = (evaluate(old, text)?, evaluate(new, text)?);
            new.minus(old)?.over(old.abs())?.times(hundred)
        }
        Expression::Share(part, whole) => evaluate(part, text)?.over(evaluate(whole, text)?)?.times(hundred),
    }
}
