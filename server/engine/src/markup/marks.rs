//! Quotation marks that do not pair as the grammar pairs them: `“…"`, `“…“`, `„…"`, `‘…'`, and those that are written as `\"` or `&ldquo;`.

use super::Quotation;
use crate::text::Span;

/// The fewest words between single marks of two kinds: less is an apostrophe more often than not.
const FEWEST_WORDS: usize = 3;

/// A mark that no quotation has yet.
#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    is_double: bool,
}

/// The quotations of a text with those that its other marks make: an opening one and the next closing one, by what stands beside them.
/// All are outermost, and in order.
pub(super) fn with_odd(text: &str, known: Vec<Quotation>) -> Vec<Quotation> {
    if !text.contains(is_mark) {
        return known;
    }
    let mut found: Vec<Quotation> = Vec::new();
    let mut inside = known.iter().map(|quotation| quotation.span).peekable();
    let mut open: Option<Mark> = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, next)| next);
        let span = Span::new(at, at + c.len_utf8());
        while inside.next_if(|quotation| quotation.end <= at).is_some() {}
        let is_known = inside.peek().is_some_and(|quotation| quotation.start <= at);
        if is_mark(c) && !is_known {
            let mark = Mark { span, is_double: is_double(c) };
            if opens(c, before, after) {
                open = Some(mark);
            } else if closes(before, after)
                && let Some(opened) = open.take_if(|opened| opened.is_double == mark.is_double)
            {
                found.extend(quotation(text, opened, mark));
            }
        }
        before = c;
    }
    if found.is_empty() {
        return known;
    }
    // What stands within one of them is no quotation of its own.
    let is_inner = |inner: &Quotation| {
        let next = found.partition_point(|outer| outer.span.end <= inner.span.start);
        found.get(next).is_some_and(|outer| outer.span.start < inner.span.start)
    };
    let mut all: Vec<Quotation> = known.into_iter().filter(|quotation| !is_inner(quotation)).collect();
    all.append(&mut found);
    all.sort_by_key(|quotation| quotation.span.start);
    all
}

fn quotation(text: &str, open: Mark, close: Mark) -> Option<Quotation> {
    let content = Span::new(open.span.end, close.span.start);
    let words = text[content].split_whitespace().count();
    let is_one = words >= if open.is_double { 1 } else { FEWEST_WORDS };
    is_one.then(|| Quotation { span: open.span.cover(close.span), content })
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

fn is_mark(c: char) -> bool {
    is_double(c) || matches!(c, '\'' | '‘' | '’' | '‚')
}

/// Whether a mark opens between these characters. A single mark of which the sign does not say that it opens is an apostrophe.
fn opens(mark: char, before: char, after: char) -> bool {
    let is_free = before.is_whitespace() || matches!(before, '(' | '[' | '{' | '—' | '–' | ':');
    let may_open = is_double(mark) && !matches!(mark, '”') || matches!(mark, '‘' | '‚');
    may_open && is_free && (after.is_alphanumeric() || matches!(after, '[' | '(' | '…' | '.' | '$' | '€' | '£'))
}

/// Whether a mark closes between these characters: not the inches of `a 5" pipe`, nor an apostrophe within a word.
fn closes(before: char, after: char) -> bool {
    !before.is_whitespace() && !before.is_ascii_digit() && !after.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = with_odd(text, Vec::new());
        assert_eq!(found.iter().map(|quotation| &text[quotation.content]).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn marks_pair_by_what_stands_beside_them() {
        check("It says “The quay closed\" again.", &["The quay closed"]);
        check("It says “The quay closed“.", &["The quay closed"]);
        check("It says „The quay closed\", he said.", &["The quay closed"]);
        check("It says \"The quay closed\", then \"it opened\".", &["The quay closed", "it opened"]);
        check("It says ‘The quay was closed'.", &["The quay was closed"]);
    }

    #[test]
    fn apostrophes_and_inches_are_no_quotations() {
        check("The dockers' quay, and the masters' too.", &[]);
        check("In the ‘90s it was Marsh's.", &[]);
        check("A 5\" pipe and a 7\" pipe.", &[]);
        check("“A paragraph that goes on in the next one.", &[]);
        check("It closed” again “and", &[]);
    }

    #[test]
    fn what_stands_within_is_no_quotation_of_its_own() {
        let text = "“He said “no” there\" [x].";
        let inner = text.find("“no”").unwrap();
        let span = Span::new(inner, inner + "“no”".len());
        let known = vec![Quotation { span, content: Span::new(span.start + 3, span.end - 3) }];
        let found = with_odd(text, known);
        assert_eq!(found.iter().map(|quotation| &text[quotation.content]).collect::<Vec<_>>(), ["He said “no” there"]);
    }
}
