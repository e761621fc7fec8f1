//! A claim's figure as a plain result of figures that a source gives for what the claim speaks of.
//!
//! Never by coincidence: the operands stand near each other, share the claim's words, and count what the claim counts
//! where it counts anything.

use super::candidate::{Claimed, LEAST, is_small};
use super::check::Evidence;
use super::cover::Cover;
use super::figure::Claim;
use super::subject::{CuesOf, Likeness};
use super::{Context, derivation};
use crate::figures::{Exact, Figure, Kind, Unit, Value};
use crate::sources::{Article, Placed, SourceId};
use crate::text::Span;

/// How a figure follows from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deduction {
    /// What a `calc` says after its `=`: `172 + 83`.
    pub expression: String,
}

/// The most figures of a source that are tried with each other.
const MOST: usize = 8;

/// How many words two operands may stand apart.
const APART: usize = 60;

/// Verbs and nouns with which a percentage is a change.
const CHANGES: [&str; 24] = [
    "rose",
    "rise",
    "risen",
    "rising",
    "grew",
    "grow",
    "grown",
    "growth",
    "increased",
    "increase",
    "up",
    "jumped",
    "climbed",
    "fell",
    "fall",
    "fallen",
    "dropped",
    "drop",
    "declined",
    "decline",
    "decreased",
    "decrease",
    "down",
    "cut",
];

/// Words with which a figure is a difference.
const DIFFERENCES: [&str; 10] =
    ["by", "more", "less", "fewer", "difference", "gap", "remaining", "left", "ahead", "behind"];

/// The most times of an amount that a percentage of change is taken of.
const MOST_TIMES: i64 = 5;

/// A figure of a source that may be an operand.
struct Operand<'a> {
    placed: &'a Placed,
    value: Exact,
    /// As a `calc` would have it.
    words: &'a str,
    likeness: Likeness,
}

/// How the claim's figure number `at` follows from figures of a covering source, and the passage that has them.
pub fn find(cx: &Context<'_>, claim: &Claim<'_>, at: usize, cover: &Cover) -> Option<(Deduction, Evidence)> {
    let (figure, cues) = (claim.figures.get(at)?, CuesOf::default());
    let (unit, said, all) = (claim.unit, claim.said, claim.figures.as_slice());
    let claimed = Claimed { library: cx.library, unit, said, figure, all, cues: &cues };
    cover.sources().into_iter().find_map(|source| find_in(&claimed, source))
}

fn find_in(claimed: &Claimed<'_>, source: SourceId) -> Option<(Deduction, Evidence)> {
    let figure = claimed.figure;
    let is_plain = matches!(figure.value, Value::Number(_)) && !matches!(figure.kind, Kind::Ordinal | Kind::Multiple);
    if !is_plain || is_small(figure) {
        return None;
    }
    let article = claimed.library.article(source)?;
    let operands = operands(claimed, source, article);
    let is_result = |value: Option<Exact>| value.is_some_and(|value| derivation::compare(figure, value).supports());
    for (i, a) in operands.iter().enumerate() {
        for b in operands.iter().skip(i + 1).filter(|b| are_near(a, b)) {
            for (expression, value) in results(claimed, a, b) {
                if is_result(value) {
                    let span = a.placed.figure.span.cover(b.placed.figure.span);
                    return Some((Deduction { expression }, Evidence { source, span, score: 1.0 }));
                }
            }
        }
    }
    None
}

/// The figures of an article that share the claim's words, the likest first.
fn operands<'a>(claimed: &Claimed<'_>, source: SourceId, article: &'a Article) -> Vec<Operand<'a>> {
    let mut operands: Vec<Operand<'a>> = Vec::new();
    let mut uncounted: Vec<Operand<'a>> = Vec::new();
    let is_counting = matches!(claimed.figure.unit, Unit::Counted(_));
    let cues = claimed.cues(source, article);
    let subject = claimed.subject(&cues);
    for placed in article.figures() {
        let figure = &placed.figure;
        let Value::Number(value) = figure.value else { continue };
        let is_plain = figure.within.is_none()
            && matches!(figure.kind, Kind::Number | Kind::Money | Kind::Percent | Kind::Quantity)
            && !matches!(figure.unit, Unit::Share);
        if !is_plain || value <= Exact::ONE {
            continue;
        }
        let likeness = subject.likeness(article, placed);
        let is_bound = if is_counting { likeness.counted } else { likeness.close >= LEAST / 2.0 };
        let words = &article.text()[figure.span];
        if words.contains(['(', ')', '=', '+', '*', '/', '–', '—', '−', '-', '\n']) {
            continue;
        }
        let operand = Operand { placed, value, words, likeness };
        if is_bound {
            operands.push(operand);
        } else if is_counting && figure.unit == Unit::None {
            uncounted.push(operand);
        }
    }
    // "300 jobs in Leeds and 200 in York": the second counts what the first does.
    let has_counted = |other: &Operand<'_>| {
        operands.iter().any(|operand| operand.placed.setting.sentence == other.placed.setting.sentence)
    };
    uncounted.retain(has_counted);
    operands.append(&mut uncounted);
    operands.sort_by(|a, b| b.likeness.shared.total_cmp(&a.likeness.shared));
    operands.truncate(MOST);
    operands.sort_by_key(|operand| operand.placed.figure.span);
    operands
}

fn are_near(a: &Operand<'_>, b: &Operand<'_>) -> bool {
    let (first, second) = (&a.placed.setting.sentence, &b.placed.setting.sentence);
    a.placed.figure.span != b.placed.figure.span && second.start.saturating_sub(first.end) <= APART
}

/// What two operands give in a unit that the claim's figure could be of, each with its expression.
fn results(claimed: &Claimed<'_>, a: &Operand<'_>, b: &Operand<'_>) -> Vec<(String, Option<Exact>)> {
    let (figure, hundred) = (claimed.figure, Exact::int(100));
    let (one, other) = (&a.placed.figure, &b.placed.figure);
    let mut results = Vec::new();
    if !is_of_one_kind(one, other) {
        return results;
    }
    let (low, high) = if a.value <= b.value { (a, b) } else { (b, a) };
    let is_part = figure.kind == Kind::Percent && one.kind != Kind::Percent;
    let is_points = figure.unit == Unit::PercentPoints && one.unit == Unit::Percent;
    // A rise to more than this many times as much is no percentage, and nor is a fall.
    let is_change = high.value.over(low.value).is_some_and(|times| times <= Exact::int(MOST_TIMES));
    if low.value == high.value {
        return results;
    }
    if is_part {
        let share = low.value.over(high.value).and_then(|share| share.times(hundred));
        results.push((format!("share({}, {})", low.words, high.words), share));
        if is_change && says_one_of(claimed, &CHANGES) {
            for (old, new) in [(a, b), (b, a)] {
                let change = new.value.minus(old.value).and_then(|by| by.abs().over(old.value)?.times(hundred));
                // A fall is given without its sign.
                let expression = match new.value < old.value {
                    true => format!("({} - {}) / {}", old.words, new.words, old.words),
                    false => format!("({} - {}) / {}", new.words, old.words, old.words),
                };
                results.push((expression, change));
            }
        }
    } else if is_points || is_of_one_kind(figure, one) && figure.kind != Kind::Percent {
        results.push((format!("{} + {}", a.words, b.words), a.value.plus(b.value).filter(|_| !is_points)));
        if says_one_of(claimed, &DIFFERENCES) {
            results.push((format!("{} - {}", high.words, low.words), high.value.minus(low.value)));
        }
    }
    results
}

/// Whether two figures can be added up as they are written.
fn is_of_one_kind(a: &Figure, b: &Figure) -> bool {
    match (&a.unit, &b.unit) {
        (Unit::Counted(_) | Unit::None, Unit::Counted(_) | Unit::None) => a.kind == b.kind,
        (Unit::Measure(a), Unit::Measure(b)) => a.symbol == b.symbol,
        (Unit::Currency(a), Unit::Currency(b)) => a.agrees(*b),
        (a, b) => a == b,
    }
}

/// Whether the claim has one of these words, the figure's own hedge (`more than`) aside.
fn says_one_of(claimed: &Claimed<'_>, of: &[&str]) -> bool {
    let is_hedge = |place: Span| claimed.figure.hedge_span.is_some_and(|hedge| hedge.contains(place));
    claimed.said.words.iter().any(|word| of.contains(&word.folded.as_str()) && !is_hedge(word.span))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_with, findings};

    const SOURCES: &[(&str, &str)] = &[(
        "harbour",
        "There were 172 joint patrols of the quay in spring, and 83 joint patrols of it in autumn.\n\n\
             A container cost 500 euros to unload, and costs 560 euros now.\n\n\
             The wall is 90 metres long. A tugboat has 165 horsepower.",
    )];

    fn check(text: &str, expected: Option<&str>) {
        let found = findings(SOURCES, text);
        let message = found.iter().find(|finding| finding.rule.name == "figure-derived");
        let said = message.and_then(|finding| finding.message.split_once("; ")).map(|(_, said)| said);
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn sums_and_differences_of_what_the_claim_counts() {
        check("There were 255 joint patrols of the quay [@harbour].", Some("172 + 83 in ¶ 1 of harbour is that"));
        check("There were 89 more joint patrols in spring [@harbour].", Some("172 - 83 in ¶ 1 of harbour is that"));
    }

    #[test]
    fn changes_in_per_cent() {
        let expected = "(560 euros - 500 euros) / 500 euros in ¶ 2 of harbour is that";
        check("To unload a container costs euros that rose 12% [@harbour].", Some(expected));
    }

    #[test]
    fn no_coincidences() {
        // 90 + 165
        check(
            "There were 255 joint patrols, 90 of them by tugboat [@harbour].",
            Some("172 + 83 in ¶ 1 of harbour is that"),
        );
        check("The wall and the tugboat have 255 stones [@harbour].", None);
    }

    #[test]
    fn a_calc_is_offered() {
        let text = "There were 255 joint patrols of the quay [@harbour].";
        let finding =
            findings(SOURCES, text).into_iter().find(|finding| finding.rule.name == "figure-derived").unwrap();
        let applied = crate::rules::testing::applied(text, &finding.fixes[0]);
        let expected = "There were 255 joint patrols of the quay [@harbour]. <!-- briefcheck: calc 255 = 172 + 83 -->";
        assert_eq!(applied, expected);
        check_with(SOURCES, "figure", &applied, &[]);
    }
}
