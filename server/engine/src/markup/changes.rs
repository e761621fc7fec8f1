//! Changes that are marked, as CriticMarkup has them, and what is struck out.

/// The longest change that is marked, in bytes: a sentence or a few.
const LONGEST_CHANGE: usize = 4000;

/// A change as CriticMarkup marks it.
pub(super) struct Change {
    /// How much of it, from its beginning, is no text.
    pub len: usize,
    /// Where the mark stands that closes what is kept.
    pub close: Option<usize>,
}

/// A change: `{--out--}`, `{++in++}`, `{~~out~>in~~}`, `{==marked==}`, `{>>a comment<<}`.
pub(super) fn change(rest: &str) -> Option<Change> {
    let close = match rest.get(..3)? {
        "{--" => "--}",
        "{++" => "++}",
        "{~~" => "~~}",
        "{==" => "==}",
        "{>>" => "<<}",
        _ => return None,
    };
    let near = &rest[..rest.floor_char_boundary(LONGEST_CHANGE.min(rest.len()))];
    let end = end(near, &near[..3], close)?;
    Some(match close {
        "--}" | "<<}" => Change { len: end + 3, close: None },
        "~~}" => Change { len: arrow(&near[..end])? + 2, close: Some(end) },
        _ => Change { len: 3, close: Some(end) },
    })
}

/// Where the mark stands that closes the change with which a text begins: not that of a change of its kind within it. Where
/// not all of them are closed, the first mark closes it.
fn end(text: &str, open: &str, close: &str) -> Option<usize> {
    let first = text[3..].find(close)? + 3;
    let (mut depth, mut at) = (1_usize, 3);
    while let Some(next) = text[at..].find([open.as_bytes()[0] as char, close.as_bytes()[0] as char]) {
        at += next;
        if text[at..].starts_with(open) {
            depth += 1;
            at += 3;
        } else if text[at..].starts_with(close) {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
            at += 3;
        } else {
            at += 1;
        }
    }
    Some(first)
}

/// Where the arrow of a replacement stands that is cut before its closing mark: not that of one within what is replaced.
fn arrow(replacement: &str) -> Option<usize> {
    let mut at = 3;
    loop {
        let arrow = at + replacement[at..].find("~>")?;
        match replacement[at..arrow].find("{~~").map(|inner| at + inner) {
            Some(inner) => match replacement[inner..].find("~~}") {
                Some(len) => at = inner + len + 3,
                None => return Some(arrow),
            },
            None => return Some(arrow),
        }
    }
}

/// The length of what is struck out: `~~9.9 million~~`.
pub(super) fn struck(rest: &str) -> Option<usize> {
    let near = &rest[..rest.floor_char_boundary(LONGEST_CHANGE.min(rest.len()))];
    let inner = near.strip_prefix("~~")?;
    let end = inner.find("~~").filter(|&end| end > 0)?;
    let is_bare = inner.starts_with(char::is_whitespace) || inner[..end].ends_with(char::is_whitespace);
    (!is_bare).then_some(end + 4)
}
