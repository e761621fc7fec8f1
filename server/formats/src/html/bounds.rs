//! Pages that a parser of web pages would take hours over: what is told of them without parsing.

/// How many elements may be open at once. Parsing takes time with the square of it, and pages that people read have some dozens.
const MOST_OPEN: usize = 2_000;

/// How many attributes a tag may have. Parsing takes time with the square of it, and tags of people have a dozen.
const MOST_ATTRIBUTES: usize = 1_000;

/// How many tags a page may have. The tree of a page takes a hundred bytes and more for each, and a book of ten bytes unpacks to millions.
pub(super) const MOST_TAGS: usize = 2_000_000;

/// How many tags a page has, as far as that can be told without parsing it.
pub(super) fn tags(html: &str) -> usize {
    html.bytes().filter(|&byte| byte == b'<').count()
}

/// Why a page is not parsed, as the end of a sentence about it.
pub(super) fn fault(html: &str) -> Option<&'static str> {
    if is_too_deep(html) {
        return Some("is a web page nested too deep to be read: save its text alone");
    }
    has_endless_tag(html).then_some("is a web page with a tag too long to be read: save its text alone")
}

/// Whether more elements are open at some place than may be, as far as their tags tell.
fn is_too_deep(html: &str) -> bool {
    /// Elements that are never closed, or often not.
    const UNCLOSED: [&str; 27] = [
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
        "param", "path", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "use", "wbr",
    ];
    let mut open = 0_usize;
    for tag in html.split('<').skip(1) {
        let is_closing = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if name.is_empty() || UNCLOSED.iter().any(|unclosed| name.eq_ignore_ascii_case(unclosed)) {
            continue;
        }
        if is_closing {
            open = open.saturating_sub(1);
        } else if !tag.trim_end().ends_with("/>") {
            open += 1;
        }
        if open > MOST_OPEN {
            return true;
        }
    }
    false
}

/// Whether a tag has more attributes than may be. What stands in comments, scripts and styles is no tag.
fn has_endless_tag(html: &str) -> bool {
    let mut rest = html;
    // In drawings and formulas, scripts are elements as others are.
    let mut is_foreign = false;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if rest.starts_with("!--") {
            let ends = |at: usize| rest[..at].ends_with("--") || rest[..at].ends_with("--!");
            rest = rest.match_indices('>').find(|&(at, _)| ends(at)).map_or("", |(at, _)| &rest[at..]);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let name =
            &rest[..rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len())];
        let (count, end) = attributes(&rest.as_bytes()[name.len()..]);
        if count > MOST_ATTRIBUTES {
            return true;
        }
        rest = rest.get(name.len() + end..).unwrap_or_default();
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        is_foreign |= is("svg") || is("math");
        if !is_foreign && (is("script") || is("style")) {
            let is_end = |at: usize| {
                let closing = rest.as_bytes().get(at + 2..at + 2 + name.len());
                closing.is_some_and(|closing| closing.eq_ignore_ascii_case(name.as_bytes()))
            };
            rest = rest.match_indices("</").find(|&(at, _)| is_end(at)).map_or("", |(at, _)| &rest[at..]);
        }
    }
    false
}

/// How many attributes a tag has, of which these bytes follow its name, and where the tag ends among them.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let (mut count, mut at) = (0, 0);
    let (mut is_apart, mut has_value) = (true, false);
    while let Some(&byte) = tag.get(at) {
        at += 1;
        match byte {
            b'>' => return (count, at),
            b'/' => is_apart = true,
            byte if byte.is_ascii_whitespace() => is_apart = true,
            b'=' => has_value = true,
            b'"' | b'\'' if has_value => {
                at += tag[at..].iter().position(|&other| other == byte).map_or(tag.len() - at, |end| end + 1);
                (is_apart, has_value) = (true, false);
            }
            _ => {
                count += usize::from(is_apart && !has_value);
                (is_apart, has_value) = (false, false);
            }
        }
    }
    (count, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: bool) {
        assert_eq!(fault(html).is_some(), expected, "{}", html.chars().take(60).collect::<String>());
    }

    fn many(write: impl Fn(usize) -> String) -> String {
        (0..=MOST_ATTRIBUTES).map(write).collect()
    }

    #[test]
    fn a_tag_without_an_end_is_told() {
        check(&format!("<p {}>x", many(|at| format!("a{at}=1 "))), true);
        check(&format!("<p {}>x", many(|at| format!("a{at}='>'"))), true);
        check(&format!("<p {}>x", many(|at| format!("a{at} = \"x y\" "))), true);
        check(&format!("<p/{}", many(|at| format!("a{at}/"))), true);
        check(&format!("<!--><p {}>x", many(|at| format!("a{at} "))), true);
        check(&format!("<svg><script><p {}>x", many(|at| format!("a{at} "))), true);
    }

    #[test]
    fn a_long_text_is_no_tag() {
        let words = many(|at| format!("a{at} "));
        check(&format!("<p class='a b'>{words}"), false);
        check(&format!("<p title='{words}'>x"), false);
        check(&format!("x < {words}"), false);
        check(&format!("<!-- <p {words} -->"), false);
        check(&format!("<script>if (a <b) {words}</SCRIPT><p>x"), false);
    }
}
