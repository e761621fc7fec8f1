//! Places in a source, as citations name them.

use super::{Locator, Place};
use crate::text::Span;

/// Reads the locator that stands at `span` of `text`: what follows a citation's key, without the comma. `None` if
/// nothing is there.
pub(super) fn locator(text: &str, span: Span) -> Option<Locator> {
    let written = text[span].trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}'));
    let offset = text[span].find(written).unwrap_or(0);
    let span = Span::new(span.start + offset, span.start + offset + written.len());
    (!written.is_empty()).then(|| Locator { span, place: place(written) })
}

/// Reads the fragment of a link's target, without its `#`: `L5`, `L5-L9`, `page=3`.
pub(super) fn fragment(text: &str, span: Span) -> Option<Locator> {
    let written = &text[span];
    let place = if let Some(page) = written.strip_prefix("page=") {
        let (first, last) = numbers(page)?;
        Place::Pages(first, last)
    } else {
        let lines = written.strip_prefix('L')?;
        let (first, last) = lines.split_once("-L").unwrap_or((lines, lines));
        Place::Lines(number(first)?, number(last)?)
    };
    Some(Locator { span, place })
}

fn place(written: &str) -> Place {
    if let Some(words) = quoted(written) {
        return Place::Words(in_one_line(words));
    }
    let label = written.find(|c: char| !c.is_alphabetic() && c != '¶' && c != '§').unwrap_or(written.len());
    let rest = written[label..].trim_start_matches(|c: char| c == '.' || c.is_whitespace());
    let numbered = |place: fn(u32, u32) -> Place| numbers(rest).map(|(first, last)| place(first, last));
    let found = match written[..label].to_lowercase().as_str() {
        // `1:02:03` is a time, and not page 1.
        "" if is_time(rest) => None,
        "" | "p" | "pp" | "page" | "pages" => numbered(Place::Pages),
        "¶" | "¶¶" | "para" | "paras" | "par" | "paragraph" | "paragraphs" => numbered(Place::Paragraphs),
        "l" | "ll" | "line" | "lines" => numbered(Place::Lines),
        "sec" | "sect" | "section" | "§" if !rest.is_empty() => {
            Some(Place::Section(in_one_line(quoted(rest).unwrap_or(rest))))
        }
        _ => None,
    };
    found.unwrap_or_else(|| Place::Other(in_one_line(written)))
}

/// Whether a text begins with hours and minutes or minutes and seconds.
fn is_time(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.strip_prefix(':').unwrap_or_default().bytes().take_while(u8::is_ascii_digit).count();
    rest.len() < text.len() && digits == 2
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words between quotation marks at the beginning of `text`.
fn quoted(text: &str) -> Option<&str> {
    const MARKS: [(char, &[char]); 5] =
        [('"', &['"']), ('“', &['”', '“']), ('„', &['“', '”']), ('«', &['»']), ('‘', &['’'])];
    let mark = text.chars().next()?;
    let (_, closing) = MARKS.iter().find(|(opening, _)| *opening == mark)?;
    let words = &text[mark.len_utf8()..];
    let words = &words[..words.rfind(*closing)?];
    (!words.trim().is_empty()).then_some(words)
}

/// The numbers at the beginning of `text`, from the least to the greatest: `3`, `3-5`, `3–5`, `123-5`, `3, 7`. What
/// follows them is a remark.
fn numbers(text: &str) -> Option<(u32, u32)> {
    let mut rest = text;
    let mut found: Option<(u32, u32)> = None;
    loop {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let Some(value) = number(&rest[..digits]) else { return found };
        let after = &rest[digits..];
        if after.starts_with(char::is_alphanumeric) {
            return found;
        }
        let (first, last) = found.unwrap_or((value, value));
        let value = if value < first { completed(last, &rest[..digits]) } else { value };
        found = Some((first.min(value), last.max(value)));
        let next = after.trim_start();
        let Some(next) = next.strip_prefix([',', '-', '–', '—', '&']) else { return found };
        rest = next.trim_start_matches(['-', ' ']);
    }
}

/// The end of a range without the digits that it shares with its beginning: of `123-5` it is 125.
fn completed(first: u32, digits: &str) -> u32 {
    let all = first.to_string();
    let shared = &all[..all.len().saturating_sub(digits.len())];
    number(&format!("{shared}{digits}")).unwrap_or(first)
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|&number| number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Place) {
        let found = locator(text, Span::new(0, text.len()));
        assert_eq!(found.map(|locator| locator.place), Some(expected), "{text}");
    }

    #[test]
    fn pages() {
        check("p. 3", Place::Pages(3, 3));
        check("pp. 3-5", Place::Pages(3, 5));
        check("pages 3–5", Place::Pages(3, 5));
        check("pp. 3--5", Place::Pages(3, 5));
        check("pp. 123-5", Place::Pages(123, 125));
        check("pp. 3, 7", Place::Pages(3, 7));
        check("33-35", Place::Pages(33, 35));
        check("{p. 3}", Place::Pages(3, 3));
        check("p. 3, emphasis added", Place::Pages(3, 3));
    }

    #[test]
    fn paragraphs() {
        check("¶ 4", Place::Paragraphs(4, 4));
        check("¶4-6", Place::Paragraphs(4, 6));
        check("para. 4", Place::Paragraphs(4, 4));
        check("paras 4–6", Place::Paragraphs(4, 6));
    }

    #[test]
    fn lines() {
        check("l. 12", Place::Lines(12, 12));
        check("lines 3–5", Place::Lines(3, 5));
    }

    #[test]
    fn sections() {
        check("sec. Results", Place::Section("Results".into()));
        check("section \"The end\"", Place::Section("The end".into()));
        check("§ 4.2", Place::Section("4.2".into()));
    }

    #[test]
    fn words() {
        check("\"human cost is stark\"", Place::Words("human cost is stark".into()));
        check("\"human\n  cost\"", Place::Words("human cost".into()));
        check("“human ‘cost’ is”", Place::Words("human ‘cost’ is".into()));
    }

    #[test]
    fn anything_else() {
        check("1:02:03", Place::Other("1:02:03".into()));
        check("1:10-1:20", Place::Other("1:10-1:20".into()));
        check("1: the first", Place::Pages(1, 1));
        check("ch. 2", Place::Other("ch. 2".into()));
        check("p. iv", Place::Other("p. iv".into()));
        check("p. 0", Place::Other("p. 0".into()));
        check("p. 99999999999", Place::Other("p. 99999999999".into()));
        check("sec.", Place::Other("sec.".into()));
        check("\"", Place::Other("\"".into()));
        check("3rd floor", Place::Other("3rd floor".into()));
    }

    #[test]
    fn nothing() {
        assert_eq!(locator(" , ", Span::new(0, 3)), None);
    }

    #[test]
    fn spans() {
        let found = locator("@a, p. 3 ]", Span::new(2, 9));
        assert_eq!(found.map(|locator| locator.span), Some(Span::new(4, 8)));
    }

    #[test]
    fn fragments() {
        let check = |text: &str, expected| {
            assert_eq!(fragment(text, Span::new(0, text.len())).map(|locator| locator.place), expected, "{text}");
        };
        check("L5", Some(Place::Lines(5, 5)));
        check("L5-L9", Some(Place::Lines(5, 9)));
        check("page=3", Some(Place::Pages(3, 3)));
        check("results", None);
        check("L", None);
    }
}
