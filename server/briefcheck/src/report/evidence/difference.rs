//! How an altered quotation differs from its source, word by word.

use briefcheck_desk::Report;
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::{Check, QuoteFault, Verdict};

/// A part of a quotation beside what the source has there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Words that both have.
    Same(String),
    /// Words that differ; of the two, one may be empty.
    Changed {
        /// The briefing's words.
        briefing: String,
        /// The source's.
        source: String,
    },
}

/// The parts of an altered quotation, in order; none for any other item.
pub(super) fn of(checked: &Report, check: &Check) -> Vec<Part> {
    parts(checked, check).unwrap_or_default()
}

fn parts(checked: &Report, check: &Check) -> Option<Vec<Part>> {
    let Verdict::Quote(QuoteFault::Altered { differences, .. }) = &check.verdict else { return None };
    let unit = checked.unit(check.unit)?;
    let quotation = unit.quotations.iter().find(|quotation| quotation.span == check.prose)?;
    let content = unit.prose.text().get(quotation.content.range())?;
    let article = checked.library.article(check.evidence.first()?.source)?;
    let mut changes: Vec<(Span, &str)> = Vec::new();
    for difference in differences {
        changes.push((difference.quoted, article.text().get(difference.source.range())?));
    }
    changes.sort_by_key(|(quoted, _)| *quoted);
    compare(content, &changes)
}

/// The parts of `content`, of which the spans were changed from the words beside them; `None` if they do not follow
/// each other in it.
fn compare(content: &str, changes: &[(Span, &str)]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut from = 0;
    for &(quoted, source) in changes {
        let same = content.get(from..quoted.start)?;
        if !same.is_empty() {
            parts.push(Part::Same(same.to_owned()));
        }
        parts.push(Part::Changed { briefing: content.get(quoted.range())?.to_owned(), source: source.to_owned() });
        from = quoted.end;
    }
    let rest = content.get(from..)?;
    if !rest.is_empty() {
        parts.push(Part::Same(rest.to_owned()));
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares `content` with changes of `words` in it; what is expected marks them as `[briefing|source]`.
    fn check(content: &str, changes: &[(&str, &str)], expected: &str) {
        let changes: Vec<_> = changes
            .iter()
            .map(|&(words, source)| (Span::new(0, words.len()).shifted(content.find(words).unwrap()), source))
            .collect();
        let parts = compare(content, &changes).unwrap().into_iter().map(|part| match part {
            Part::Same(words) => words,
            Part::Changed { briefing, source } => format!("[{briefing}|{source}]"),
        });
        assert_eq!(parts.collect::<String>(), expected);
    }

    #[test]
    fn a_word_is_set_beside_the_sources() {
        check("not built to carry", &[("not", "never")], "[not|never] built to carry");
        check(
            "built to carry planes",
            &[("built", "made"), ("planes", "trains")],
            "[built|made] to carry [planes|trains]",
        );
    }

    #[test]
    fn words_that_overlap_are_no_difference() {
        assert_eq!(compare("one two", &[(Span::new(0, 7), ""), (Span::new(4, 7), "")]), None);
    }
}
