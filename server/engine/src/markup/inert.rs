//! What other programs read in a briefing, and nobody reads as text: attributes, shortcodes, mathematics, wiki links' targets,
//! comments, what is struck out, as pandoc, Quarto, Obsidian, MkDocs, Jinja and CriticMarkup have them. To CommonMark all of it
//! is text.

use std::collections::{BTreeSet, HashSet};

use super::changes::{Change, change, struck};
use super::inlines::OBJECT_CHAR;
use super::references;
use crate::text::Span;

/// A stretch that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Inert {
    pub span: Span,
    /// What stands in its place: for a formula, a picture, the name of a page, what parts words and is none.
    pub shown: Option<char>,
}

/// What stands for something that people see and that is no words.
const OBJECT: Option<char> = Some(OBJECT_CHAR);

/// The longest formula on one line, and the longest list of attributes, in bytes: both are short, and a lone sign must not make
/// everything after it one.
const LONGEST: usize = 400;

/// Finds what is no text in a block's text at `block`, in order. The `examples` are labels, and no keys.
pub(super) fn find(text: &str, block: Span, examples: &HashSet<&str>) -> Vec<Inert> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = block.start;
    if let Some(len) = environment_end(&text[block]) {
        found.push(Inert { span: Span::new(at, at + len), shown: OBJECT });
        at += len;
    }
    let mut is_line_start = true;
    // Where the marks stand that close what was opened.
    let mut closing: BTreeSet<usize> = BTreeSet::new();
    while at < block.end {
        let rest = &text[at..block.end];
        let is_at_start = std::mem::take(&mut is_line_start);
        if is_at_start && let Some((len, shown)) = mark_line(rest) {
            found.push(Inert { span: Span::new(at, at + len), shown });
            at += len;
            continue;
        }
        if closing.remove(&at) {
            found.push(Inert { span: Span::new(at, at + 3), shown: None });
            at += 3;
            continue;
        }
        let inert = match bytes[at] {
            b'\n' => {
                is_line_start = true;
                None
            }
            b'\\' => match formula_in_brackets(rest) {
                Some(len) => Some((len, OBJECT)),
                None => {
                    // What is escaped is text.
                    at += 1 + text[at + 1..block.end].chars().next().map_or(0, char::len_utf8);
                    continue;
                }
            },
            b'`' => {
                at += code(rest);
                continue;
            }
            b'{' => match change(rest) {
                // The marks around what is kept are no text.
                Some(Change { len, close: Some(close) }) => {
                    closing.insert(at + close);
                    Some((len, None))
                }
                Some(change) => Some((change.len, None)),
                None => braces(rest),
            },
            b'~' if rest.starts_with("~~") => struck(rest).map(|len| (len, None)),
            b'~' | b'^' => match raised(rest, &text[block.start..at]) {
                Some(len) => {
                    raise(rest, at, len, &mut found);
                    at += len;
                    continue;
                }
                None => None,
            },
            b'(' => match example(rest).filter(|label| label.is_empty() || examples.contains(label)) {
                Some(label) => Some((label.len() + "(@)".len(), if is_at_start { None } else { OBJECT })),
                None => {
                    references::in_brackets(rest, &text[block.start..at]).or_else(|| field(rest)).map(|len| (len, None))
                }
            },
            b'$' => formula(rest, &text[block.start..at]).map(|len| (len, OBJECT)),
            b'%' => comment(rest, &text[block.start..at]).map(|len| (len, None)),
            b'!' if rest.starts_with("![[") => wiki(&rest[1..]).map(|(len, _)| (len + 1, OBJECT)),
            b'[' if field(rest).is_some() => field(rest).map(|len| (len, None)),
            b'[' => match wiki(rest) {
                // The words that are shown are text, the brackets and the target around them are not.
                Some((len, Some(shown))) => {
                    let (start, end) = (at + shown.start, at + shown.end);
                    found.push(Inert { span: Span::new(at, start), shown: None });
                    found.push(Inert { span: Span::new(end, at + len), shown: None });
                    at += len;
                    continue;
                }
                other => other.map(|(len, _)| (len, OBJECT)),
            },
            _ => None,
        };
        match inert {
            Some((len, shown)) => {
                found.push(Inert { span: Span::new(at, at + len), shown });
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

/// The length of a line that only opens or closes a box (`::: {.note title="…"}`), says what letters stand for
/// (`*[HTML]: …`) or what a note is filed under (`status:: 900`); and of a raw environment of LaTeX's, which begins a line.
fn mark_line(rest: &str) -> Option<(usize, Option<char>)> {
    let line = rest.lines().next()?;
    let words = line.trim_start_matches([' ', '>']);
    if let Some(len) = environment(words, rest) {
        return Some((len, OBJECT));
    }
    let is_abbreviation = || {
        let name = words.strip_prefix("*[").and_then(|rest| rest.split_once("]:"));
        name.is_some_and(|(name, _)| !name.is_empty() && !name.contains(['[', ']']))
    };
    (words.starts_with(":::") || is_abbreviation() || is_field(words)).then_some((line.len(), None))
}

/// Whether a text is a field as Dataview has it: `status:: 900`. What cites is text.
fn is_field(text: &str) -> bool {
    const LONGEST_NAME: usize = 40;
    text.split_once("::").is_some_and(|(name, value)| {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/');
        (1..=LONGEST_NAME).contains(&name.len())
            && name.starts_with(|c: char| !c.is_whitespace())
            && name.chars().all(is_name)
            && (value.is_empty() || value.starts_with(char::is_whitespace))
            && !value.contains('@')
    })
}

/// The length of a field in brackets: `[status:: 900]`.
fn field(rest: &str) -> Option<usize> {
    let close = if rest.starts_with('[') { ']' } else { ')' };
    let inner = rest.get(1..)?;
    let end = inner.find(['[', ']', '(', ')', '@', '\n'])?;
    (inner[end..].starts_with(close) && is_field(&inner[..end])).then_some(end + 2)
}

/// The length of an environment, of which `words` is the first line without marks; it may go on in another block.
fn environment(words: &str, rest: &str) -> Option<usize> {
    let name = words.strip_prefix("\\begin{")?.split_once('}')?.0;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'*');
    let end = format!("\\end{{{name}}}");
    is_name.then(|| rest.find(&end).map_or(rest.len(), |at| at + end.len()))
}

/// The length of what ends an environment that another block has begun. What cites is text.
fn environment_end(block: &str) -> Option<usize> {
    let at = block.find("\\end{")?;
    let is_first = !block[..at].contains("\\begin{");
    let begins_line = block[..at].trim_end_matches([' ', '>']);
    let is_line = begins_line.is_empty() || begins_line.ends_with('\n');
    let len = block[at..].find('}')? + 1;
    let cites = block[..at].contains('@') || block[..at].contains("](");
    (is_first && is_line && !cites).then_some(at + len)
}

/// The length of a formula in brackets that a backslash makes its own: `\(x=900\)`, `\[…\]`. Brackets around words are kept
/// from being a link in the same way.
fn formula_in_brackets(rest: &str) -> Option<usize> {
    let close = match rest.get(..2)? {
        "\\(" => "\\)",
        "\\[" => "\\]",
        _ => return None,
    };
    let near = &rest[..rest.floor_char_boundary(LONGEST.min(rest.len()))];
    let len = near[2..].find(close)?;
    let content = &near[2..2 + len];
    let has_sign = content.contains(['=', '^', '_', '\\', '<', '>', '+', '{']) && !content.contains('@');
    let words = content.split(|c: char| c.is_whitespace() || matches!(c, '{' | '}'));
    let is_word = |word: &&str| word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
    (has_sign && words.filter(is_word).count() < 2).then_some(len + 4)
}

/// The length of letters that stand lower or higher: `H~2~O`, `x^2^`.
fn raised(rest: &str, before: &str) -> Option<usize> {
    const LONGEST_INDEX: usize = 16;
    let mark = rest.chars().next()?;
    let inner = &rest[1..];
    let end = inner.find(|c: char| c.is_whitespace() || matches!(c, '~' | '^' | '[' | ']')).filter(|&end| end > 0)?;
    let follows = before.ends_with(|c: char| c.is_alphanumeric() || c == ')');
    (follows && end <= LONGEST_INDEX && inner[end..].starts_with(mark)).then_some(end + 2)
}

/// Takes the marks around letters that stand lower or higher out, and makes figures in them what they look like.
fn raise(rest: &str, at: usize, len: usize, found: &mut Vec<Inert>) {
    const HIGH: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const LOW: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let digits = if rest.starts_with('^') { HIGH } else { LOW };
    found.push(Inert { span: Span::new(at, at + 1), shown: None });
    for (index, byte) in rest.bytes().enumerate().take(len - 1).skip(1) {
        if let Some(&digit) = byte.checked_sub(b'0').and_then(|digit| digits.get(usize::from(digit))) {
            found.push(Inert { span: Span::new(at + index, at + index + 1), shown: Some(digit) });
        }
    }
    found.push(Inert { span: Span::new(at + len - 1, at + len), shown: None });
}

/// The label of an example at the beginning of a text.
fn example(rest: &str) -> Option<&str> {
    let label = rest.strip_prefix("(@")?;
    let len = label.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))?;
    label[len..].starts_with(')').then_some(&label[..len])
}

/// The labels of pandoc's numbered examples in a text: `(@label)` at the beginning of a paragraph, or of a line after another
/// example's, before a blank.
pub(crate) fn examples(text: &str) -> impl Iterator<Item = &str> {
    let mut follows = true;
    let text = if text.contains("(@") { text } else { "" };
    text.lines().filter_map(move |line| {
        let words = line.trim_start_matches([' ', '>']);
        let label = example(words).filter(|label| words[label.len() + "(@)".len()..].starts_with(' '));
        let is_head = follows;
        follows = words.trim().is_empty() || is_head && label.is_some();
        label.filter(|label| is_head && !label.is_empty())
    })
}

/// Whatever in a text can be the label of an example or refer to it.
pub(crate) fn example_labels(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("(@").filter_map(|(at, _)| example(&text[at..])).filter(|label| !label.is_empty())
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

/// The length of attributes (`{#id .class key="…" width=50%}`), of a shortcode (`{{< … >}}`), or of what Jinja puts something
/// in for (`{{ … }}`) or does (`{% … %}`, `{# … #}`).
fn braces(rest: &str) -> Option<(usize, Option<char>)> {
    const MARKS: [(&str, &str, Option<char>); 5] =
        [("{{<", ">}}", None), ("{{%", "%}}", None), ("{{", "}}", OBJECT), ("{%", "%}", None), ("{# ", " #}", None)];
    let near = &rest[..rest.floor_char_boundary(LONGEST.min(rest.len()))];
    for (open, close, shown) in MARKS {
        if near.starts_with(open) {
            return near.find(close).map(|end| (end + close.len(), shown));
        }
    }
    let mut inside = near.strip_prefix('{')?.trim_start();
    let mut count = 0;
    while !inside.starts_with('}') {
        let len = attribute(inside)?;
        inside = inside[len..].trim_start();
        count += 1;
    }
    (count > 0).then(|| (near.len() - inside.len() + 1, None))
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
        let labels = examples(text).collect();
        for inert in find(text, Span::new(0, text.len()), &labels) {
            left.push_str(&text[at..inert.span.start]);
            left.extend(inert.shown.map(|shown| if Some(shown) == OBJECT { '¤' } else { shown }));
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
    fn what_is_struck_out_is_not_said() {
        check("It had ~~9.9 million~~ 4.2 million, ~~ or ~~ 5.", "It had  4.2 million, ~~ or ~~ 5.");
        check("{--4.1--}{++4.2++} of {~~five~>six~~}{>>900?<<}, {==so==}.", "4.2 of six, so.");
        check("{++in $x = 5$ it++}, {-- never closed", "in ¤ it, {-- never closed");
    }

    #[test]
    fn changes_stand_within_changes() {
        check("{++a {==b==}{>>why<<} c++} d", "a b c d");
        check("{==a {++b++} {--x--}c==} d", "a b c d");
        check("{++a {++b++} c++} {--a {--b--} c--}d{>>a {>>b<<} c<<}", "a b c d");
        check("{~~x {~~y~>z~~}~>a {++b++} c~~} d", "a b c d");
        check("{++a {++b++} c", "a b c");
        check("{++a {==b++} c==} d", "a b c d");
    }

    #[test]
    fn letters_stand_higher_and_lower() {
        check(
            "H~2~O, x^2^, 10^6^, the 1^st^ of ~5 and ~6, a^b and x^[note 5^]",
            "H₂O, x², 10⁶, the 1st of ~5 and ~6, a^b and x^[note 5^]",
        );
    }

    #[test]
    fn formulas_and_environments_of_latex() {
        check("With \\(x=900\\) and \\[y = 800 \\times 3\\].", "With ¤ and ¤.");
        check(
            "It \\[the port\\] rose \\(by 5\\), \\[he said that = so\\].",
            "It \\[the port\\] rose \\(by 5\\), \\[he said that = so\\].",
        );
        check("\\begin{table}[h]\n900 & 800\n\\end{table} so", "¤ so");
        check("\\begin{table}\n900", "¤");
        check("800\n\\end{table}\nso 5", "¤\nso 5");
        check("It had 800 [@a].\n\\end{quote}", "It had 800 [@a].\n\\end{quote}");
    }

    #[test]
    fn templates_and_fields() {
        check("{{ page.meta.900 }} {% if 900 %} x {% endif %}{# 5 #}", "¤  x ");
        check("*[HTML]: Hyper 900 text\n*[a] b: 5", "\n*[a] b: 5");
        check("status:: 900\nIt [due:: 2024] rose (by:: 5), std::x 5 a: b:: 5", "\nIt  rose , std::x 5 a: b:: 5");
        check("status:: It had 900 [@a].", "status:: It had 900 [@a].");
        check("100%% sure, 50%% not.", "100%% sure, 50%% not.");
    }

    #[test]
    fn examples_have_labels() {
        check(
            "(@) One.\n(@good) Two.\n\nAs (@good) says, (@a)\n(@b) too.",
            " One.\n Two.\n\nAs ¤ says, (@a)\n(@b) too.",
        );
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
