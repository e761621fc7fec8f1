//! Where quotations stand in running text, by their marks.

use crate::text::Span;

/// The quotations in a part of a text, marks included, in order. One that is not closed goes on to the end of the part: a
/// speech of several paragraphs closes its marks at its very end.
pub fn quotations(text: &str, part: Span) -> Vec<Span> {
    let text_of_part = &text[part];
    let found = read(text_of_part, double_opens, double_closes);
    let found = if found.is_empty() { read(text_of_part, single_opens, single_closes) } else { found };
    found.into_iter().map(|span| span.shifted(part.start)).collect()
}

/// What a mark is judged by: the character before it, the mark, the character after it.
type Beside = (Option<char>, char, Option<char>);

fn read(text: &str, opens: fn(Beside) -> bool, closes: fn(Beside) -> bool) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut before = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let beside = (before, c, characters.peek().map(|&(_, next)| next));
        match open {
            None if opens(beside) => open = Some(at),
            Some(start) if closes(beside) => {
                found.push(Span::new(start, at + c.len_utf8()));
                open = None;
            }
            _ => {}
        }
        before = Some(c);
    }
    found.extend(open.map(|start| Span::new(start, text.len())));
    found
}

fn double_opens((before, c, after): Beside) -> bool {
    let is_before_word = after.is_some_and(|c| !c.is_whitespace());
    match c {
        '“' | '„' | '«' => true,
        '"' => is_before_word && before.is_none_or(|c| !c.is_alphanumeric()),
        _ => false,
    }
}

fn double_closes((before, c, after): Beside) -> bool {
    match c {
        '”' | '»' => true,
        // German and mistyped marks close with what opens elsewhere.
        '“' => before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric()),
        '"' => before.is_some_and(|c| !c.is_whitespace()) || after.is_none_or(char::is_whitespace),
        _ => false,
    }
}

fn single_opens((before, c, after): Beside) -> bool {
    let is_before_word = after.is_some_and(|c| !c.is_whitespace());
    let is_after_blank = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'));
    // A straight one before a digit or a small word is an apostrophe (`'90s`, `'em`).
    match c {
        '‘' => is_before_word && is_after_blank,
        '\'' => is_after_blank && after.is_some_and(char::is_uppercase),
        _ => false,
    }
}

fn single_closes((before, c, after): Beside) -> bool {
    let ends = after.is_none_or(|c| !c.is_alphanumeric());
    // After an `s` it is the ending of a possessive as well: only a mark of the sentence beside it tells.
    let is_possessive = before == Some('s') && after.is_some_and(char::is_whitespace);
    matches!(c, '’' | '\'') && ends && !is_possessive && before.is_some_and(|c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = quotations(text, Span::new(0, text.len()));
        assert_eq!(found.iter().map(|&span| &text[span]).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn marks_pair() {
        check("He said “yes” and “no”.", &["“yes”", "“no”"]);
        check("\"Yes,\" he said. \"No.\"", &["\"Yes,\"", "\"No.\""]);
        check("Er sagt „ja“ und «nein».", &["„ja“", "«nein»"]);
    }

    #[test]
    fn single_marks_count_where_there_are_no_others() {
        check("‘It’s late,’ he said of the pilots’ boat.", &["‘It’s late,’"]);
        check("“It’s ‘late’,” he said.", &["“It’s ‘late’,”"]);
        check("The pilots' boat of the '90s.", &[]);
    }

    #[test]
    fn a_mark_that_is_not_closed_goes_on() {
        check("He said: “We built it.", &["“We built it."]);
    }
}
