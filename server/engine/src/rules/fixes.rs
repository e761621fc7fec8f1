//! Fixes of several findings, put together.

use super::{Edit, Finding, Fix, Safety};
use crate::text::Span;

/// The fixes of some findings that can be applied at once: of each finding the first that is `Safe`, or the first of
/// all if those that somebody should look at are wanted too. Of two that touch the same place, the earlier finding's is
/// taken; the other one has its turn once the text was checked again.
pub fn applicable<'a>(findings: impl IntoIterator<Item = &'a Finding>, wanted: Safety, text: &str) -> Vec<&'a Fix> {
    let is_wanted = |fix: &&Fix| wanted == Safety::Unsafe || fix.safety == Safety::Safe;
    let mut taken: Vec<Span> = Vec::new();
    let mut fixes = Vec::new();
    for fix in findings.into_iter().filter_map(|finding| finding.fixes.iter().find(is_wanted)) {
        let is_free = |edit: &Edit| taken.iter().all(|&other| !touch(edit.span, other));
        if changes(fix, text) && fix.edits.iter().all(is_free) {
            taken.extend(fix.edits.iter().map(|edit| edit.span));
            fixes.push(fix);
        }
    }
    fixes
}

/// The edits of fixes that do not touch each other, in order.
pub fn merge<'a>(fixes: impl IntoIterator<Item = &'a Fix>) -> Vec<&'a Edit> {
    let mut edits: Vec<&Edit> = fixes.into_iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// A text after some edits, which are in order and do not overlap.
pub fn apply<'a>(text: &str, edits: impl IntoIterator<Item = &'a Edit>) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        changed.push_str(&text[end..edit.span.start]);
        changed.push_str(&edit.text);
        end = edit.span.end;
    }
    changed.push_str(&text[end..]);
    changed
}

/// Whether a fix changes a text, and its edits are such as can be applied to it.
fn changes(fix: &Fix, text: &str) -> bool {
    let fits = |edit: &Edit| text.get(edit.span.range()).is_some_and(|before| before != edit.text);
    let in_order = fix.edits.windows(2).all(|pair| !touch(pair[0].span, pair[1].span) && pair[0].span < pair[1].span);
    !fix.edits.is_empty() && fix.edits.iter().all(fits) && in_order
}

/// Whether two edits meet: they overlap, or one inserts where the other begins or ends, so that their order would matter.
fn touch(a: Span, b: Span) -> bool {
    let meets = a.start <= b.end && b.start <= a.end;
    let overlaps = a.start < b.end && b.start < a.end;
    overlaps || (meets && (a.is_empty() || b.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::allow_unused;

    /// A finding with fixes; in each, `(before, after)` for words that are once in the text.
    fn finding(text: &str, fixes: &[(Safety, &[(&str, &str)])]) -> Finding {
        let edit = |&(before, after): &(&str, &str)| Edit {
            span: crate::rules::testing::span_in(text, before),
            text: after.to_owned(),
        };
        let fixes = fixes.iter().map(|(safety, edits)| Fix {
            title: String::new(),
            safety: *safety,
            edits: edits.iter().map(edit).collect(),
        });
        Finding { fixes: fixes.collect(), ..Finding::new(&allow_unused::RULE, Span::default(), "") }
    }

    const TEXT: &str = "one two three four";

    /// What becomes of the text, and how many fixes that takes.
    fn check(findings: &[Finding], wanted: Safety, expected: &str, count: usize) {
        let fixes = applicable(findings, wanted, TEXT);
        assert_eq!((apply(TEXT, merge(fixes.iter().copied())).as_str(), fixes.len()), (expected, count));
    }

    #[test]
    fn fixes_apart_are_applied_together() {
        let last = finding(TEXT, &[(Safety::Safe, &[("four", "4")])]);
        let first = finding(TEXT, &[(Safety::Safe, &[("one", "1"), ("two", "2")])]);
        check(&[last, first], Safety::Safe, "1 2 three 4", 2);
    }

    #[test]
    fn of_two_that_overlap_the_first_is_taken_whole() {
        let first = finding(TEXT, &[(Safety::Safe, &[("two three", "2 3")])]);
        let second = finding(TEXT, &[(Safety::Safe, &[("one", "1"), ("three four", "3 4")])]);
        check(&[first, second], Safety::Safe, "one 2 3 four", 1);
    }

    #[test]
    fn an_insertion_beside_a_change_waits() {
        let change = finding(TEXT, &[(Safety::Safe, &[("two ", "2 ")])]);
        let mut insertion = finding(TEXT, &[(Safety::Safe, &[("three", "nearly ")])]);
        insertion.fixes[0].edits[0].span.end = insertion.fixes[0].edits[0].span.start;
        check(&[change.clone(), insertion], Safety::Safe, "one 2 three four", 1);
        let beside = finding(TEXT, &[(Safety::Safe, &[("three", "3")])]);
        check(&[change, beside], Safety::Safe, "one 2 3 four", 2);
    }

    #[test]
    fn what_is_not_safe_is_only_applied_if_wanted() {
        let found = [finding(TEXT, &[(Safety::Unsafe, &[("one", "1")]), (Safety::Safe, &[("two", "2")])])];
        check(&found, Safety::Safe, "one 2 three four", 1);
        check(&found, Safety::Unsafe, "1 two three four", 1);
    }

    #[test]
    fn edits_that_do_not_fit_are_left_out() {
        let same = finding(TEXT, &[(Safety::Safe, &[("one", "one")])]);
        let mut beyond = finding(TEXT, &[(Safety::Safe, &[("four", "4")])]);
        beyond.fixes[0].edits[0].span.end += 9;
        let turned = finding(TEXT, &[(Safety::Safe, &[("two", "2"), ("one", "1")])]);
        check(&[same, beyond, turned], Safety::Safe, TEXT, 0);
    }
}
