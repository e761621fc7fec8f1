//! Tags one by one: a briefing is drawn as its tree is walked, so what opens a tag does not see what closes it.

use std::fmt::Write;

use maud::Escaper;

/// A tag that something else closes. The values of its attributes may hold anything.
pub(super) fn open(name: &str, attributes: &[(&str, &str)]) -> String {
    let mut tag = format!("<{name}");
    for (attribute, value) in attributes {
        tag.push(' ');
        tag.push_str(attribute);
        tag.push_str("=\"");
        push_text(&mut tag, value);
        tag.push('"');
    }
    tag + ">"
}

/// Adds a text that shows as itself, between tags and in quoted attributes.
pub(super) fn push_text(out: &mut String, text: &str) {
    // Writing to a string never fails.
    let _ = Escaper::new(out).write_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(open("a", &[("href", "x\"><b>&")]), "<a href=\"x&quot;&gt;&lt;b&gt;&amp;\">");
        let mut out = String::new();
        push_text(&mut out, "<b>'&'</b>");
        assert_eq!(out, "&lt;b&gt;'&amp;'&lt;/b&gt;");
    }
}
