//! What other programs read in a briefing, and nobody reads as text: attributes, shortcodes, mathematics, wiki links' targets
//! and comments, as pandoc, Quarto and Obsidian have them. To CommonMark all of it is text.

use crate::lexicon::SPEECH_VERBS;
use crate::text::Span;

/// A stretch that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Inert {
    pub span: Span,
    /// Whether people see something there that is no words: a formula, a picture, the name of a page.
    pub is_object: bool,
}

/// The longest formula on one line, and the longest list of attributes, in bytes: both are short, and a lone sign must not make
/// everything after it one.
const LONGEST: usize = 400;

/// Finds what is no text in a block's text at `block`, in order.
pub(super) fn find(text: &str, block: Span) -> Vec<Inert> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = block.start;
    let mut is_line_start = true;
    while at < block.end {
        let rest = &text[at..block.end];
        if std::mem::take(&mut is_line_start)
            && let Some(len) = mark_line(rest)
        {
            found.push(Inert { span: Span::new(at, at + len), is_object: false });
            at += len;
            continue;
        }
        let inert = match bytes[at] {
            b'\n' => {
                is_line_start = true;
                None
            }
            b'\\' => {
                // What is escaped is text.
                at += 1 + text[at + 1..block.end].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            b'`' => {
                at += code(rest);
                continue;
            }
            b'{' => braces(rest).map(|len| (len, false)),
            b'(' => reference(rest, &text[block.start..at]).map(|len| (len, false)),
            b'$' => formula(rest, &text[block.start..at]).map(|len| (len, true)),
            b'%' => comment(rest, &text[block.start..at]).map(|len| (len, false)),
            b'!' if rest.starts_with("![[") => wiki(&rest[1..]).map(|(len, _)| (len + 1, true)),
            b'[' => match wiki(rest) {
                // The words that are shown are text, the brackets and the target around them are not.
                Some((len, Some(shown))) => {
                    let (start, end) = (at + shown.start, at + shown.end);
                    found.push(Inert { span: Span::new(at, start), is_object: false });
                    found.push(Inert { span: Span::new(end, at + len), is_object: false });
                    at += len;
                    continue;
                }
                other => other.map(|(len, _)| (len, true)),
            },
            _ => None,
        };
        match inert {
            Some((len, is_object)) => {
                found.push(Inert { span: Span::new(at, at + len), is_object });
                at += len;
            }
            None => at += 1,
        }
        while at < block.end && !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

/// The length of a line that only opens or closes a box: `::: {.note title="…"}`.
fn mark_line(rest: &str) -> Option<usize> {
    let line = rest.lines().next()?;
    line.trim_start_matches([' ', '>']).starts_with(":::").then_some(line.len())
}

/// The length of a code span, or of its opening marks if it is never closed.
fn code(rest: &str) -> usize {
    let marks = rest.bytes().take_while(|&byte| byte == b'`').count();
    let mut from = marks;
    while let Some(at) = rest[from..].find('`').map(|at| from + at) {
        let run = rest[at..].bytes().take_while(|&byte| byte == b'`').count();
        if run == marks {
            return at + run;
        }
        from = at + run;
        if from > LONGEST {
            break;
        }
    }
    marks
}

/// The length of attributes (`{#id .class key="…" width=50%}`) or of a shortcode (`{{< … >}}`).
fn braces(rest: &str) -> Option<usize> {
    let near = &rest[..rest.floor_char_boundary(LONGEST.min(rest.len()))];
    for (open, close) in [("{{<", ">}}"), ("{{%", "%}}")] {
        if near.starts_with(open) {
            return near.find(close).map(|end| end + close.len());
        }
    }
    let mut inside = near.strip_prefix('{')?.trim_start();
    let mut count = 0;
    while !inside.starts_with('}') {
        let len = attribute(inside)?;
        inside = inside[len..].trim_start();
        count += 1;
    }
    (count > 0).then(|| near.len() - inside.len() + 1)
}

/// The length of one attribute: `#id`, `.class`, `=html`, `-`, `key=value`, `key="…"`.
fn attribute(inside: &str) -> Option<usize> {
    let name = |text: &str| {
        text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).unwrap_or(text.len())
    };
    if inside.starts_with(['#', '.', '=']) {
        return Some(1 + name(&inside[1..])).filter(|&len| len > 1);
    }
    if inside.starts_with("- ") || inside.starts_with("-}") {
        return Some(1);
    }
    let key = name(inside);
    let value = inside[key..].strip_prefix('=').filter(|_| key > 0)?;
    let len = match value.chars().next() {
        Some(mark @ ('"' | '\'')) => value[1..].find(mark)? + 2,
        _ => value.find(|c: char| c.is_whitespace() || c == '}').filter(|&len| len > 0)?,
    };
    Some(key + 1 + len)
}

/// The length of a formula: `$…$` as pandoc has it (no blank within the marks, no digit after them), or `$$…$$`.
fn formula(rest: &str, before: &str) -> Option<usize> {
    if let Some(inner) = rest.strip_prefix("$$") {
        return inner.find("$$").filter(|&len| len > 0).map(|len| len + 4);
    }
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '$') {
        return None;
    }
    let near = &rest[..rest.floor_char_boundary(LONGEST.min(rest.len()))];
    let inner = near.strip_prefix('$')?;
    if inner.starts_with(char::is_whitespace) {
        return None;
    }
    let mut from = 0;
    while let Some(end) = inner[from..].find(['$', '\n']).map(|at| from + at) {
        let is_blank_line =
            inner[end..].starts_with('\n') && inner[end + 1..].trim_start_matches([' ', '>']).starts_with('\n');
        if is_blank_line {
            return None;
        }
        let is_escaped = inner[..end].ends_with('\\');
        if inner[end..].starts_with('$') && !is_escaped {
            let content = &inner[..end];
            let closes = end > 0 && !content.ends_with(char::is_whitespace);
            let is_money = inner[end + 1..].starts_with(|c: char| c.is_ascii_digit()) || is_currency(content);
            return (closes && !is_money).then_some(end + 2);
        }
        from = end + 1;
    }
    None
}

/// Whether a sign after these words is that of a currency with its country, and no formula's end: `$100 (A$)`.
fn is_currency(content: &str) -> bool {
    let country = content.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let len = content.len() - country.len();
    (1..=3).contains(&len) && country.contains(' ') && country.ends_with(|c: char| !c.is_alphanumeric() && c != '\\')
}

/// The length of a comment as Obsidian has it: `%% … %%`.
fn comment(rest: &str, before: &str) -> Option<usize> {
    let inner = rest.strip_prefix("%%")?;
    // After a digit it is two signs of percent.
    if before.ends_with(|c: char| c.is_ascii_digit() || c == '%') {
        return None;
    }
    inner.find("%%").map(|len| len + 4)
}

/// The length of a wiki link, `[[Page]]` or `[[Page|shown]]`, and where in it the words stand that are shown.
fn wiki(rest: &str) -> Option<(usize, Option<std::ops::Range<usize>>)> {
    let inner = rest.strip_prefix("[[")?;
    let end = inner.find(['[', ']', '\n']).filter(|&end| end > 0 && inner[end..].starts_with("]]"))?;
    // A citation in double brackets is one.
    if inner[..end].contains('@') {
        return None;
    }
    let shown = inner[..end].find('|').map(|at| 2 + at + 1..2 + end).filter(|shown| !shown.is_empty());
    Some((end + 4, shown))
}

/// The length of the brackets of an author–year reference: `(2019)` after a name that then holds or finds something, and
/// `(Marsh et al., 2019, p. 3; Kell 2020)`.
fn reference(rest: &str, before: &str) -> Option<usize> {
    let end = rest.get(1..)?.find(['(', ')', '\n', '[', '@'])? + 1;
    if !rest[end..].starts_with(')') {
        return None;
    }
    let inner = &rest[1..end];
    if let Some(year) = year(inner) {
        let is_alone = inner[year..].is_empty() || inner[year..].starts_with([',', ':']);
        let is_named = follows_name(before) && says(&rest[end + 1..]) || before.trim_end().ends_with("et al.");
        return (is_alone && is_named).then_some(end + 1);
    }
    inner.split(';').all(is_author_year).then_some(end + 1)
}

/// The length of a year, with the letter that tells several of one year apart, at the beginning of a text.
fn year(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = digits == 4 && (text.starts_with("1") || text.starts_with("2"));
    let letter = usize::from(text[digits..].starts_with(|c: char| c.is_ascii_lowercase()));
    let ends = !text[digits + letter..].starts_with(char::is_alphanumeric);
    (is_year && ends).then_some(digits + letter)
}

/// `Marsh et al., 2019, p. 3`, `see Marsh and Kell 2020a`.
fn is_author_year(part: &str) -> bool {
    let part = part.trim().trim_start_matches("see ").trim_start_matches("e.g. ").trim_start_matches("cf. ");
    let Some(at) = part.find(|c: char| c.is_ascii_digit()) else { return false };
    let Some(len) = year(&part[at..]) else { return false };
    let (authors, places) = (part[..at].trim_end(), &part[at + len..]);
    // A month stands before a year without a comma.
    let is_listed =
        authors.ends_with(',') || authors.contains(" and ") || authors.contains(" & ") || authors.contains("et al");
    let authors = authors.trim_end_matches(',').trim_end_matches("et al.").trim_end_matches("et al").trim_end();
    let is_author =
        |word: &str| matches!(word, "and" | "&" | "van" | "von" | "de") || word.starts_with(|c: char| c.is_uppercase());
    let names: Vec<&str> = authors.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    (1..=8).contains(&names.len())
        && names.iter().all(|name| is_author(name))
        && is_listed
        && places.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ",.:-–p".contains(c))
}

fn follows_name(before: &str) -> bool {
    let before = before.trim_end().trim_end_matches("’s").trim_end_matches("'s");
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.starts_with(|c: char| c.is_uppercase()) && word.len() > 2
}

/// Whether what follows a name says or finds something.
fn says(after: &str) -> bool {
    let words = after.split_whitespace().take(2);
    words
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .any(|word| SPEECH_VERBS.has(&word))
}

/// Whether a key is a cross reference, as Quarto (`fig-x`) and pandoc-crossref (`fig:x`) have them.
pub(super) fn is_cross_reference(key: &str) -> bool {
    const KINDS: [&str; 22] = [
        "fig", "tbl", "lst", "tip", "nte", "wrn", "imp", "cau", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr",
        "sol", "rem", "alg", "eq", "sec", "vid",
    ];
    let lower =
        key.strip_prefix(|c: char| c.is_uppercase()).map(|rest| key[..key.len() - rest.len()].to_lowercase() + rest);
    let key = lower.as_deref().unwrap_or(key);
    key.split_once(['-', ':']).is_some_and(|(kind, name)| KINDS.contains(&kind) && !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of a text: objects as `¤`.
    fn check(text: &str, expected: &str) {
        let mut left = String::new();
        let mut at = 0;
        for inert in find(text, Span::new(0, text.len())) {
            left.push_str(&text[at..inert.span.start]);
            left.push_str(if inert.is_object { "¤" } else { "" });
            at = inert.span.end;
        }
        left.push_str(&text[at..]);
        assert_eq!(left, expected, "{text}");
    }

    #[test]
    fn attributes_and_shortcodes() {
        check("![x](y.png){#fig-a .wide fig-alt=\"55 cranes\" width=50%}.", "![x](y.png).");
        check("# Head {-}", "# Head ");
        check("[x]{.smallcaps lang=fr} and {x} and {1, 2}", "[x] and {x} and {1, 2}");
        check("See {{< video a.mp4 width=\"300\" >}} and {{% x %}}.", "See  and .");
    }

    #[test]
    fn formulas_are_told_from_money() {
        check("It has $5$ bends and $\\alpha = 0.05$.", "It has ¤ bends and ¤.");
        check("$$\nx = 1\n$$ so", "¤ so");
        for money in [
            "from $5 to $6",
            "$5-$6 each",
            "US$5 and US$6",
            "$100 (A$150)",
            "$100 (A$)",
            "\\$5$ x$",
            "a $5 and\n\nb$ c",
        ] {
            check(money, money);
        }
    }

    #[test]
    fn references_by_author_and_year() {
        check("Marsh (2019) argues that it rose.", "Marsh  argues that it rose.");
        check("Marsh et al. (2019a, p. 3) it rose (Marsh, 2019; Kell and Voss 2020, p. 3).", "Marsh et al.  it rose .");
        for claim in
            ["It opened (2019) again.", "the World Cup (2019) was", "It rose (12, 2019).", "It fell (May 2019)."]
        {
            check(claim, claim);
        }
    }

    #[test]
    fn comments_and_wiki_links() {
        check("%% ask \"who\" of 55 %% Text 5%% x%%", " Text 5%% x%%");
        check("in [[Harbour 2021|the note]] and [[Port 7]] and ![[chart 7.png|300]].", "in the note and ¤ and ¤.");
        check("[[@a]] [x](y) [[a]", "[[@a]] [x](y) [[a]");
    }

    #[test]
    fn lines_of_marks() {
        check("::: {.callout-note title=\"What 5 think\"}\nText\n:::", "\nText\n");
    }

    #[test]
    fn code_and_escapes_are_text() {
        check("`$5$` \\{.x} `` {.a} ``", "`$5$` \\{.x} `` {.a} ``");
    }

    #[test]
    fn cross_references() {
        assert!(["fig-quay", "tbl:costs", "sec-a", "Fig-x"].iter().all(|key| is_cross_reference(key)));
        assert!(["figure-x", "fig", "secretary-a", "smith2021", "eq-"].iter().all(|key| !is_cross_reference(key)));
    }
}
