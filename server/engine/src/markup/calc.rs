//! Expressions over figures: `(560 - 500) / 500`, `pct(4.2 million, 5.6 million)`.

use super::fault::Fault;
use super::{Expression, Operator};
use crate::text::Span;

/// How deep parentheses may be nested.
const DEEPEST: usize = 64;
/// How many figures one expression may have: the tree of a longer one would be too deep to walk.
const MOST_FIGURES: usize = 1000;

/// Reads the expression that stands at `span` of `text`. A figure is whatever stands between operators: with its unit,
/// its sign, its words (`4.2 million`, `Rs 4,000`, `twenty-five`); what it is worth is not looked at here.
pub(super) fn expression(text: &str, span: Span) -> Result<Expression, Fault> {
    let mut parser = Parser { text: &text[..span.end], at: span.start, depth: 0, calls: 0, figures: 0 };
    let expression = parser.sum()?;
    match parser.peek() {
        None => Ok(expression),
        Some(')') => Err(parser.fault("this `)` closes nothing: put its `(` before it or delete it")),
        Some(',') => {
            Err(parser.fault("a comma stands only in `pct(old, new)`, `share(part, whole)` and inside figures"))
        }
        Some('=') => Err(parser.fault("one `=` is enough: `FIGURE = EXPRESSION`")),
        Some(_) => Err(parser.fault("an operator is missing here: `+`, `-`, `*` or `/`")),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// In how many calls the parser is: there a comma parts operands.
    calls: usize,
    figures: usize,
}

impl Parser<'_> {
    fn sum(&mut self) -> Result<Expression, Fault> {
        self.chain(Self::product, |operator| matches!(operator, Operator::Add | Operator::Subtract))
    }

    fn product(&mut self) -> Result<Expression, Fault> {
        self.chain(Self::operand, |operator| matches!(operator, Operator::Multiply | Operator::Divide))
    }

    /// Operands with operators of one rank between them.
    fn chain(
        &mut self,
        operand: fn(&mut Self) -> Result<Expression, Fault>,
        is_ours: fn(Operator) -> bool,
    ) -> Result<Expression, Fault> {
        let mut left = operand(self)?;
        while let Some((operator, len)) = self.operator().filter(|&(operator, _)| is_ours(operator)) {
            self.at += len;
            let right = operand(self)?;
            left = Expression::Binary(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn operand(&mut self) -> Result<Expression, Fault> {
        if self.depth == DEEPEST {
            return Err(self.fault("the parentheses are nested too deep: split the expression"));
        }
        self.depth += 1;
        let operand = self.operand_within_depth();
        self.depth -= 1;
        operand
    }

    fn operand_within_depth(&mut self) -> Result<Expression, Fault> {
        if let Some((Operator::Subtract, len)) = self.operator() {
            self.at += len;
            return Ok(Expression::Negated(Box::new(self.operand()?)));
        }
        if self.peek() == Some('(') {
            self.at += 1;
            let calls = std::mem::take(&mut self.calls);
            let inner = self.sum()?;
            self.calls = calls;
            self.close("this parenthesis is not closed: a `)` is missing")?;
            return Ok(inner);
        }
        if let Some((name, len)) = call(&self.text[self.at..]) {
            self.at += len;
            return self.call(name);
        }
        self.figure()
    }

    fn call(&mut self, name: Call) -> Result<Expression, Fault> {
        let usage = match name {
            Call::Change => "`pct` takes two figures, with a blank after the comma: `pct(old, new)`",
            Call::Share => "`share` takes two figures, with a blank after the comma: `share(part, whole)`",
        };
        self.calls += 1;
        let first = self.sum()?;
        if self.peek() != Some(',') {
            return Err(self.fault(usage));
        }
        self.at += 1;
        let second = self.sum()?;
        self.calls -= 1;
        self.close(usage)?;
        Ok(match name {
            Call::Change => Expression::Change(Box::new(first), Box::new(second)),
            Call::Share => Expression::Share(Box::new(first), Box::new(second)),
        })
    }

    fn close(&mut self, message: &str) -> Result<(), Fault> {
        if self.peek() != Some(')') {
            return Err(self.fault(message));
        }
        self.at += 1;
        Ok(())
    }

    fn figure(&mut self) -> Result<Expression, Fault> {
        self.peek();
        let start = self.at;
        let mut end = start;
        while let Some(c) = self.text[self.at..].chars().next() {
            if matches!(c, '(' | ')' | '=') || self.operator_here().is_some() || (c == ',' && !self.is_group_mark()) {
                break;
            }
            self.at += c.len_utf8();
            if !is_blank(c) {
                end = self.at;
            }
        }
        let span = Span::new(start, end);
        if !self.text[span].contains(char::is_alphanumeric) {
            self.at = start;
            return Err(self.fault("a figure is missing here"));
        }
        self.figures += 1;
        if self.figures > MOST_FIGURES {
            return Err(self.fault("the expression has too many figures: split it"));
        }
        Ok(Expression::Figure(span))
    }

    /// Whether the comma here is one of `1,200`. In a call it must look like nothing else: `pct(1,200, 1,500)`, `pct(3,5)`.
    fn is_group_mark(&self) -> bool {
        let digits = self.text[self.at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let after_digit = self.text[..self.at].ends_with(|c: char| c.is_ascii_digit());
        after_digit && if self.calls > 0 { digits == 3 } else { digits > 0 }
    }

    /// The next character that is no blank; the parser stands on it then.
    fn peek(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(is_blank).len();
        self.text[self.at..].chars().next()
    }

    fn operator(&mut self) -> Option<(Operator, usize)> {
        self.peek();
        self.operator_here()
    }

    /// The operator right here, with its length. A hyphen or a slash between letters is part of a word.
    fn operator_here(&self) -> Option<(Operator, usize)> {
        let rest = &self.text[self.at..];
        let c = rest.chars().next()?;
        let before = self.text[..self.at].chars().next_back().unwrap_or(' ');
        let after = rest[c.len_utf8()..].chars().next().unwrap_or(' ');
        let spaced = is_blank(before) && is_blank(after);
        let in_word = before.is_alphanumeric() && after.is_alphabetic();
        let operator = match c {
            '+' => Operator::Add,
            '-' if !in_word || call(&rest[1..]).is_some() => Operator::Subtract,
            '−' => Operator::Subtract,
            '–' if spaced => Operator::Subtract,
            '*' | '×' | '·' => Operator::Multiply,
            'x' if spaced => Operator::Multiply,
            '/' if !in_word => Operator::Divide,
            '÷' => Operator::Divide,
            _ => return None,
        };
        Some((operator, c.len_utf8()))
    }

    fn fault(&self, message: &str) -> Fault {
        let rest = &self.text[self.at..];
        let len = rest.find(is_blank).unwrap_or(rest.len());
        Fault::new(Span::new(self.at, self.at + len), message)
    }
}

/// Blanks, and the backslash that keeps Markdown from reading `*` as emphasis.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\\'
}

#[derive(Clone, Copy)]
enum Call {
    Change,
    Share,
}

/// The call at the beginning of `text`, with its length up to the parenthesis and with it.
fn call(text: &str) -> Option<(Call, usize)> {
    [("pct", Call::Change), ("share", Call::Share)].into_iter().find_map(|(name, call)| {
        let rest = text.strip_prefix(name)?.trim_start_matches(is_blank).strip_prefix('(')?;
        Some((call, text.len() - rest.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(text: &str, expression: &Expression) -> String {
        let binary = |sign: &str, left: &Expression, right: &Expression| {
            format!("({} {sign} {})", render(text, left), render(text, right))
        };
        match expression {
            Expression::Figure(span) => format!("<{}>", &text[*span]),
            Expression::Negated(operand) => format!("-{}", render(text, operand)),
            Expression::Binary(operator, left, right) => {
                let sign = match operator {
                    Operator::Add => "+",
                    Operator::Subtract => "-",
                    Operator::Multiply => "*",
                    Operator::Divide => "/",
                };
                binary(sign, left, right)
            }
            Expression::Change(old, new) => binary("to", old, new),
            Expression::Share(part, whole) => binary("of", part, whole),
        }
    }

    fn check(text: &str, expected: &str) {
        let found = match expression(text, Span::new(0, text.len())) {
            Ok(expression) => render(text, &expression),
            Err(fault) => format!("{:?}: {}", &text[fault.span], fault.message),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn sums_and_products() {
        check("172 + 83", "(<172> + <83>)");
        check("(560 - 500) / 500", "((<560> - <500>) / <500>)");
        check("1 - 2 - 3 * 4", "((<1> - <2>) - (<3> * <4>))");
        check("8+225", "(<8> + <225>)");
    }

    #[test]
    fn other_signs() {
        check("2 × 3 ÷ 4 − 1", "(((<2> * <3>) / <4>) - <1>)");
        check(r"2 \* 3 x 4 – 1", "(((<2> * <3>) * <4>) - <1>)");
    }

    #[test]
    fn figures_as_written() {
        check("4.2 million + $1,200", "(<4.2 million> + <$1,200>)");
        check("12% * Rs 4,000", "(<12%> * <Rs 4,000>)");
        check("twenty-five - two-thirds", "(<twenty-five> - <two-thirds>)");
        check("80 km/h / 2", "(<80 km/h> / <2>)");
    }

    #[test]
    fn negation() {
        check("-3 + -(4)", "(-<3> + -<4>)");
    }

    #[test]
    fn calls() {
        check("pct(500, 560)", "(<500> to <560>)");
        check("share(1,200, 4 + 5) + 1", "((<1,200> of (<4> + <5>)) + <1>)");
        check("share(3,5)", "(<3> of <5>)");
    }

    #[test]
    fn a_call_with_one_operand() {
        check("pct(500,560)", "\")\": `pct` takes two figures, with a blank after the comma: `pct(old, new)`");
        check("share(1, 2, 3)", "\",\": `share` takes two figures, with a blank after the comma: `share(part, whole)`");
    }

    #[test]
    fn what_is_missing() {
        check("172 +", "\"\": a figure is missing here");
        check("", "\"\": a figure is missing here");
        check("* 3", "\"*\": a figure is missing here");
        check("(1 + 2", "\"\": this parenthesis is not closed: a `)` is missing");
        check("1 + 2)", "\")\": this `)` closes nothing: put its `(` before it or delete it");
        check("3 (4)", "\"(4)\": an operator is missing here: `+`, `-`, `*` or `/`");
    }

    #[test]
    fn too_deep_or_too_long() {
        let message = |text: String| expression(&text, Span::new(0, text.len())).unwrap_err().message;
        for nested in ["(", "-", "pct("] {
            let found = message(nested.repeat(100_000));
            assert_eq!(found, "the parentheses are nested too deep: split the expression");
        }
        assert_eq!(message("1+".repeat(100_000)), "the expression has too many figures: split it");
    }
}
