//! What of a text a page may show.

/// The page without what would turn the reading direction, and without control characters: these show as U+FFFD.
/// Returns at lines' ends go.
pub(super) fn visible(page: &str) -> String {
    let is_hidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let shown = page.chars().filter(|&c| c != '\r');
    shown.map(|c| if is_hidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nothing_hides() {
        assert_eq!(visible("a\u{202e}b\u{0}c\r\n\td\u{2060}e"), "a\u{FFFD}b\u{FFFD}c\n\td\u{2060}e");
    }
}
