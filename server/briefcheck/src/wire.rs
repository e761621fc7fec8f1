//! What is odd in the JSON that a client sends: halves of characters, and messages that can't be read but whose answer is waited for.

use std::borrow::Cow;

use serde_json::Value;

/// JSON in which each half of a surrogate pair that stands alone is U+FFFD. Editors whose strings are UTF-16 send such
/// halves, when somebody cuts a character in two.
pub(crate) fn paired(json: &[u8]) -> Cow<'_, [u8]> {
    let mut mended = Cow::Borrowed(json);
    let mut at = 0;
    while let Some(found) = json.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == b'\\')) {
        at += found;
        let width = match (escaped(json, at), escaped(json, at + 6)) {
            (None, _) => 2,
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                if let Some(digits) = mended.to_mut().get_mut(at + 2..at + 6) {
                    digits.copy_from_slice(b"fffd");
                }
                6
            }
            _ => 6,
        };
        at += width;
    }
    mended
}

/// The code unit that is written `\uXXXX` at a place.
fn escaped(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

/// The id of a request that can't be read as a whole: a whole number or a string that stands once in its outermost object, beside a
/// method. An answer has an id as well, but nobody waits for what is said to it.
pub(crate) fn id(json: &[u8]) -> Option<Value> {
    let json = json.trim_ascii_start().strip_prefix(b"{")?;
    let mut depth = 0_usize;
    let mut ids = Vec::new();
    let mut has_method = false;
    let mut at = 0;
    while let Some(&byte) = json.get(at) {
        match byte {
            b'"' => {
                let end = end_of_string(json, at)?;
                let key = json.get(at..end).filter(|_| depth == 0);
                at = end;
                let rest = json.get(end..).unwrap_or_default().trim_ascii_start();
                if let Some(value) = rest.strip_prefix(b":") {
                    has_method |= key == Some(b"\"method\"");
                    if key == Some(b"\"id\"") {
                        ids.push(plain(value.trim_ascii_start()));
                    }
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => break,
            },
            _ => {}
        }
        at += 1;
    }
    match ids.as_slice() {
        [Some(id)] if has_method => Some(id.clone()),
        _ => None,
    }
}

/// The byte behind the string that begins at a place.
fn end_of_string(json: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match json.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// The whole number or the string that some JSON begins with.
fn plain(json: &[u8]) -> Option<Value> {
    let end = if json.starts_with(b"\"") {
        end_of_string(json, 0)?
    } else {
        json.iter().position(|byte| matches!(byte, b',' | b'}') || byte.is_ascii_whitespace()).unwrap_or(json.len())
    };
    let value: Value = serde_json::from_slice(json.get(..end)?).ok()?;
    (value.is_i64() || value.is_string()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: Option<Value>) {
        assert_eq!(id(json.as_bytes()), expected, "{json}");
    }

    #[test]
    fn the_id_of_what_cannot_be_read_is_known() {
        check(r#"{"jsonrpc":"2.0","id":7,"method":"x","params":{"n":1e400}}"#, Some(7.into()));
        check(r#" {"method":"x", "id" : "a\"b" , "params":[[["#, Some("a\"b".into()));
        let deep = "[".repeat(100_000);
        check(&format!(r#"{{"id":-3,"method":"x","params":{deep}"#), Some((-3).into()));
        check(r#"{"method":"x","method":"y","id":9}"#, Some(9.into()));
    }

    #[test]
    fn what_is_no_id_of_a_request_is_none() {
        for json in [
            "",
            "nonsense",
            r#"[{"id":1,"method":"x"}]"#,
            r#"{"id":1,"id":2,"method":"x"}"#,
            r#"{"id":1.5,"method":"x"}"#,
            r#"{"id":1e400,"method":"x"}"#,
            r#"{"id":18446744073709551615,"method":"x"}"#,
            r#"{"id":{},"method":"x"}"#,
            r#"{"id":null,"method":"x"}"#,
            r#"{"params":{"id":1},"method":"x"}"#,
            r#"{"x":"\"id\":1","method":"x"}"#,
            r#"{"id":1,"result":1e400}"#,
            r#"{"id":"a"#,
        ] {
            check(json, None);
        }
    }
}
