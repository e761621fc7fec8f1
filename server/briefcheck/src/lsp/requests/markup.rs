//! Text for people, as Markdown or without any markup.

use tower_lsp::ls_types::{MarkupContent, MarkupKind};

use crate::report::visible;

/// How a text for people is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// As Markdown.
    Markdown,
    /// As it is read.
    Plain,
}

impl Markup {
    /// Words that are not ours, on one line: nothing of them is markup, whatever they hold. Blanks at the ends are kept.
    pub fn words(self, words: &str) -> String {
        let mut line = String::with_capacity(words.len());
        for c in visible(words).chars() {
            if !c.is_whitespace() {
                line.push(c);
            } else if !line.ends_with(' ') {
                line.push(' ');
            }
        }
        match self {
            Self::Markdown => escaped(&line),
            Self::Plain => line,
        }
    }

    /// What we say, on one line: names that stand in backticks are spelled just so, all else is as [`Markup::words`] has it.
    pub fn said(self, words: &str) -> String {
        let is_name = |name: &str| !name.is_empty() && !name.contains(char::is_whitespace);
        let mut said = String::new();
        let mut rest = words;
        while let Some((before, inner)) = rest.split_once('`')
            && let Some((name, after)) = inner.split_once('`')
            && self == Self::Markdown
        {
            if is_name(name) {
                said.push_str(&format!("{}{}", self.words(before), self.code(name)));
                rest = after;
            } else {
                // The second one may begin a name.
                let end = rest.len() - after.len() - 1;
                said.push_str(&self.words(&rest[..end]));
                rest = &rest[end..];
            }
        }
        said + &self.words(rest)
    }

    /// Words that count most, with any blanks around them outside of the marks.
    pub fn strong(self, words: &str) -> String {
        self.marked(words, ["**", "**"], ["", ""])
    }

    /// Words that should be others, with those: `~~ours~~ **theirs**`, either of them empty where it has none.
    pub fn changed(self, ours: &str, theirs: &str) -> String {
        let ours = self.marked(ours, ["~~", "~~"], ["[-", "-]"]);
        let theirs = self.marked(theirs, ["**", "**"], ["{+", "+}"]);
        let between = if ours.is_empty() || theirs.is_empty() { "" } else { " " };
        format!("{ours}{between}{theirs}")
    }

    fn marked(self, words: &str, markdown: [&str; 2], plain: [&str; 2]) -> String {
        let [open, close] = if self == Self::Markdown { markdown } else { plain };
        let inner = words.trim();
        if inner.is_empty() {
            return self.words(words);
        }
        let start = words.len() - words.trim_start().len();
        let (before, after) = (&words[..start], &words[start + inner.len()..]);
        format!("{}{open}{}{close}{}", self.words(before), self.words(inner), self.words(after))
    }

    /// A name that is spelled just so.
    pub fn code(self, name: &str) -> String {
        match self {
            // A code span has no escapes; a name with a backtick is rare enough to go without.
            Self::Markdown if !name.contains('`') => format!("`{}`", visible(name)),
            Self::Markdown | Self::Plain => self.words(name),
        }
    }

    /// Words that lead to a place.
    pub fn link(self, words: &str, uri: &str) -> String {
        match self {
            Self::Markdown => {
                let uri = uri.replace('(', "%28").replace(')', "%29");
                format!("[{}]({uri})", self.words(words))
            }
            Self::Plain => self.words(words),
        }
    }

    /// Lines that are quoted: made by the other functions, each a paragraph of its own.
    pub fn quotation(self, lines: &[String]) -> String {
        let lines = lines.iter().map(|line| match self {
            Self::Markdown => format!("> {}", beginning(line.trim())),
            Self::Plain => format!("> {}", line.trim()),
        });
        lines.collect::<Vec<_>>().join("\n>\n")
    }

    /// A text of several paragraphs.
    pub fn content(self, paragraphs: &[String]) -> MarkupContent {
        let kind = match self {
            Self::Markdown => MarkupKind::Markdown,
            Self::Plain => MarkupKind::PlainText,
        };
        MarkupContent { kind, value: paragraphs.join("\n\n") }
    }
}

/// What Markdown would read as markup within a line, escaped; links that stand as bare addresses too. No more than that: some
/// clients show the escapes.
fn escaped(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let has_tildes = line.matches('~').nth(1).is_some();
    for (at, c) in line.char_indices() {
        let (before, after) = (line[..at].chars().next_back(), line[at + c.len_utf8()..].chars().next());
        let is_mark = match c {
            '`' | '<' => true,
            // Between blanks it means itself.
            '*' => !(before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_whitespace)),
            '~' => has_tildes,
            '[' => !is_insertion(line, at),
            ']' => !line[..at].rfind(['[', ']']).is_some_and(|open| is_insertion(line, open)),
            // Before anything else it means itself.
            '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
            // Within a word it means itself.
            '_' => !(is_word(before) && is_word(after)),
            // What begins a line could be a heading or a quotation.
            '#' | '>' => line[..at].trim().is_empty(),
            '&' => is_entity(&line[at + 1..]),
            '@' => is_word(before) && is_word(after),
            ':' => line[at..].starts_with("://") || line[..at].ends_with("mailto"),
            '.' => line[..at].to_ascii_lowercase().ends_with("www"),
            _ => false,
        };
        if is_mark {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Whether a bracket opens what somebody put in (`[T]he`): nothing behind its end makes a link of it.
fn is_insertion(line: &str, open: usize) -> bool {
    let Some(inside) = line[open..].strip_prefix('[') else { return false };
    let Some((words, rest)) = inside.find(['[', ']']).map(|end| inside.split_at(end)) else { return false };
    let next = rest.strip_prefix(']').and_then(|rest| rest.chars().next());
    !line[..open].ends_with(']') && !words.starts_with('^') && next.is_some_and(|c| !matches!(c, '(' | '[' | ':'))
}

/// Whether what follows an ampersand makes a character's name or number of it.
fn is_entity(rest: &str) -> bool {
    let name = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#').len();
    name > 0 && rest[name..].starts_with(';')
}

/// A line with what would make it a list or a heading at its beginning escaped.
fn beginning(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match line[digits..].chars().next() {
        Some('-' | '+' | '=') if digits == 0 => format!("\\{line}"),
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Markup::{Markdown, Plain};

    fn check(words: &str, expected: &str) {
        assert_eq!(Markdown.words(words), expected);
    }

    #[test]
    fn words_are_no_markup() {
        check("a *b* _c_ `d` <b>e</b>", "a \\*b\\* \\_c\\_ \\`d\\` \\<b>e\\</b>");
        check("[x](y) ![z](y) &amp; a|b", "\\[x\\](y) !\\[z\\](y) \\&amp; a|b");
        check("[x][y] [z]: [^1] [a", "\\[x\\]\\[y\\] \\[z\\]: \\[^1\\] \\[a");
        check("~~a~~ * [b]", "\\~\\~a\\~\\~ * \\[b\\]");
        check("* a", "\\* a");
        check("# a # b > c", "\\# a # b > c");
        check("a\\*b \\c", "a\\\\\\*b \\c");
        check("see https://a.b and www.c.d, e@f.g", "see https\\://a.b and www\\.c.d, e\\@f.g");
        check("It cost 4.2 million: a third – “so it is”.", "It cost 4.2 million: a third – “so it is”.");
    }

    #[test]
    fn names_in_backticks_are_code() {
        let check = |words: &str, expected: &str| assert_eq!(Markdown.said(words), expected);
        check("one is at fault: `figure-not-found`", "one is at fault: `figure-not-found`");
        check("`a_b` and *c* `d*e`", "`a_b` and \\*c\\* `d*e`");
        check("a ` b `c` d`", "a \\` b `c` d\\`");
        check("“`”", "“\\`”");
        assert_eq!(Plain.said("at fault: `a-b`"), "at fault: `a-b`");
    }

    #[test]
    fn what_means_itself_is_not_escaped() {
        for words in [
            "so it is (8 of 9 words there)",
            "It cost $15bn at R&D, 5 > 4!",
            "a_b {c} ^d | @key",
            "“[T]he quay [sic] was 5 * 3 m, ~4 yards”",
        ] {
            check(words, words);
        }
    }

    #[test]
    fn lines_are_joined_and_nothing_steers_the_reader() {
        check("one\n  two\u{202e}x", "one two\u{FFFD}x");
        assert_eq!(Plain.words("a *b*\nc"), "a *b* c");
    }

    #[test]
    fn marks_stand_close_to_the_words() {
        assert_eq!(Markdown.strong(" a b "), " **a b** ");
        assert_eq!(Markdown.strong(" "), " ");
        assert_eq!(Plain.strong("a"), "a");
    }

    #[test]
    fn a_change_shows_both_sides() {
        assert_eq!(Markdown.changed("most severe", "most serious"), "~~most severe~~ **most serious**");
        assert_eq!(Markdown.changed("", "never"), "**never**");
        assert_eq!(Plain.changed("a", "b"), "[-a-] {+b+}");
    }

    #[test]
    fn a_quoted_line_is_a_paragraph() {
        let quoted = |line: &str| Markdown.quotation(&[line.to_owned()]);
        assert_eq!(quoted("- a"), "> \\- a");
        assert_eq!(quoted("12. a"), "> 12\\. a");
        assert_eq!(quoted("12) a"), "> 12\\) a");
        assert_eq!(quoted("12 a."), "> 12 a.");
        assert_eq!(Markdown.quotation(&["a".to_owned(), "b".to_owned()]), "> a\n>\n> b");
    }

    #[test]
    fn a_link_leads_somewhere_or_is_its_words() {
        assert_eq!(Markdown.link("a_b.txt:3", "file:///a(b).txt#L3"), "[a_b.txt:3](file:///a%28b%29.txt#L3)");
        assert_eq!(Plain.link("a_b.txt:3", "file:///a"), "a_b.txt:3");
    }
}
