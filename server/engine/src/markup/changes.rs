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
    let end = near[3..].find(close)? + 3;
    Some(match close {
        "--}" | "<<}" => Change { len: end + 3, close: None },
        "~~}" => Change { len: near[..end].find("~>")? + 2, close: Some(end) },
        _ => Change { len: 3, close: Some(end) },
    })
}

/// The length of what is struck out: `~~9.9 million~~`.
pub(super) fn struck(rest: &str) -> Option<usize> {
    let near = &rest[..rest.floor_char_boundary(LONGEST_CHANGE.min(rest.len()))];
    let inner = near.strip_prefix("~~")?;
    let end = inner.find("~~").filter(|&end| end > 0)?;
    let is_bare = inner.starts_with(char::is_whitespace) || inner[..end].ends_with(char::is_whitespace);
    (!is_bare).then_some(end + 4)
}
