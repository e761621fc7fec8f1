//! Does a `calc` compute, from figures that the sources have?

use super::Context;
use super::cover::Cover;
use crate::figures::{self, Agreement, Amount, Exact, Figure, Mode, Precision, Uncomputed, Value};
use crate::markup::{Calc, DirectiveKind, Expression, Operator, Unit};
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
        Agreement::Unit | Agreement::Loose => derived.unit == figures::Unit::None,
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
                let near = article.statements().near(&operand);
                near.iter().any(|stated| is_same(&operand, &stated.statement.figure))
                    || article.has_in_figure(text[span].trim())
            })
        };
        if !cover.is_partial && !cover.sources().into_iter().any(has) {
            return fails(format!("no covering source has {}", &text[span]));
        }
    }
    let written = &text[span_of(&calc.expression, text)];
    let result = match evaluate(&calc.expression, text) {
        Ok(result) => result,
        Err(Failed::Number) => return fails(format!("{written} has no result")),
        Err(Failed::Units(why)) => return fails(format!("{written} does not compute: {why}")),
    };
    let values = result.as_in(figure);
    if values.iter().any(|&value| is_result(figure, value)) {
        return Ok(written.to_owned());
    }
    let Some(&value) = values.first() else {
        return fails(format!(
            "{written} is {}, and {} is of another unit",
            described(figure, &result),
            figure.describe()
        ));
    };
    let result = shown(figure, value);
    Err(Underived { why: format!("{written} is {result}, not {}", figure.describe()), result: Some(result) })
}

fn is_same(operand: &Figure, source: &Figure) -> bool {
    !matches!(figures::compare(operand, source), Agreement::Different | Agreement::Unit)
}

/// Whether a figure gives a result, at the digits that it shows.
fn is_result(figure: &Figure, value: Exact) -> bool {
    let agreement = compare(figure, value);
    agreement.supports() || matches!(agreement, Agreement::HedgeInvented | Agreement::Unmarked)
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
    let value = result;
    let value = value.nearest(figure.precision.step).filter(|value| !value.is_zero()).unwrap_or(value);
    Figure { value: Value::Number(value), hedge: None, also: Vec::new(), ..figure.clone() }.describe()
}

/// A result in its own unit.
fn described(figure: &Figure, result: &Amount) -> String {
    let (value, unit, kind) = result.in_own_unit();
    Figure { value: Value::Number(value), unit, kind, hedge: None, also: Vec::new(), ..figure.clone() }.describe()
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

/// Why an expression has no value.
enum Failed {
    /// It divides by zero, or is too large, or names a range.
    Number,
    /// Its units do not go together: which two.
    Units(String),
}

/// The value of an expression, with its unit.
fn evaluate(expression: &Expression, text: &str) -> Result<Amount, Failed> {
    let of = |expression: &Expression| evaluate(expression, text);
    match expression {
        Expression::Figure(span) => operand(text, *span).and_then(|figure| Amount::of(&figure)).ok_or(Failed::Number),
        Expression::Negated(inner) => Ok(of(inner)?.negated()),
        Expression::Binary(operator, a, b) => {
            let (left, right) = (of(a)?, of(b)?);
            let result = match operator {
                Operator::Add => left.plus(right),
                Operator::Subtract => left.minus(right),
                Operator::Multiply => left.times(right),
                Operator::Divide => left.over(right),
            };
            result.map_err(|why| failed(text, a, b, why))
        }
        Expression::Change(old, new) => {
            let (before, after) = (of(old)?, of(new)?);
            let is_negative = before.value().is_negative();
            let change = after.minus(before.clone()).and_then(|change| change.over(before)).and_then(Amount::as_share);
            let change = change.map_err(|why| failed(text, old, new, why))?;
            Ok(if is_negative { change.negated() } else { change })
        }
        Expression::Share(part, whole) => {
            of(part)?.over(of(whole)?).and_then(Amount::as_share).map_err(|why| failed(text, part, whole, why))
        }
    }
}

fn failed(text: &str, a: &Expression, b: &Expression, why: Uncomputed) -> Failed {
    match why {
        Uncomputed::Number => Failed::Number,
        Uncomputed::Units(done) => {
            let [a, b] = [a, b].map(|side| &text[span_of(side, text)]);
            Failed::Units(format!("{a} and {b} are of units that can't {done}"))
        }
    }
}
