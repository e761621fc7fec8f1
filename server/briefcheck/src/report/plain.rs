//! Text from files, made safe to print.

/// On one line, with every character that could steer a terminal or turn the reading direction shown as a sign.
pub fn visible(text: &str) -> String {
    let sign = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '␡',
        '\u{80}'..='\u{9F}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        c => c,
    };
    text.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mb\nc\u{202e}d"), "a␛[31mb c\u{FFFD}d");
        assert_eq!(visible("naïve “x” — ✓"), "naïve “x” — ✓");
    }
}
