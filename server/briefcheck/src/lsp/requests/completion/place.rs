//! What is being written at the cursor, by the text before it: what is half written has no syntax yet.

use briefcheck_engine::figures::currency_signs;
use briefcheck_engine::lexicon;

/// What is being written. `typed` is how many bytes of it there are before the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The path of a source in the front matter.
    Path { typed: usize },
    /// A directive's name; `has_head` if `briefcheck:` stands before it.
    Directive { typed: usize, has_head: bool },
    /// The name of a rule to allow, beside those that are `named` already.
    Rule { typed: usize, named: Vec<String> },
    /// A key; `is_in_bracket` if only the bracket is there, and the `@` is to come.
    Key { typed: usize, is_in_bracket: bool },
    /// A locator for this key; `is_spaced` if there is a blank behind the comma.
    Locator { typed: usize, key: String, is_spaced: bool },
    /// A quotation that this mark opens, or a block of one; `key` if it is a locator in words.
    Quotation { typed: usize, mark: Option<char>, key: Option<String> },
    /// A figure.
    Figure { typed: usize },
    /// A name.
    Name { typed: usize },
}

impl Place {
    /// How many bytes of it stand before the cursor.
    pub fn typed(&self) -> usize {
        match self {
            Self::Path { typed }
            | Self::Directive { typed, .. }
            | Self::Rule { typed, .. }
            | Self::Key { typed, .. }
            | Self::Locator { typed, .. }
            | Self::Quotation { typed, .. }
            | Self::Figure { typed }
            | Self::Name { typed } => *typed,
        }
    }
}

/// What is being written at the end of this part of a paragraph.
pub fn place(before: &str) -> Option<Place> {
    if let Some(at) = before.rfind("<!--")
        && !before[at..].contains("-->")
    {
        return in_comment(&before[at + "<!--".len()..]);
    }
    // Code says nothing.
    if before.matches('`').count() % 2 == 1 {
        return None;
    }
    in_citation(before).unwrap_or_else(|| {
        quotation(before).or_else(|| block(before)).or_else(|| figure(before)).or_else(|| name(before))
    })
}

/// What is being written at the end of this part of the front matter.
pub fn in_front_matter(before: &str) -> Option<Place> {
    let mut lines = before.rsplit('\n');
    let line = lines.next()?;
    let (name, value) = line.split_once(':')?;
    if !value.starts_with(' ') {
        return None;
    }
    let typed = value.trim_start().trim_start_matches(['"', '\'']);
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let own = indent(line);
    let parent = lines.find(|other| !other.trim().is_empty() && indent(other) < own);
    let is_entry = parent.is_some_and(|parent| parent.trim() == "sources:");
    let is_path = own > 0 && name.trim_start_matches([' ', '-']).trim_end() == "path";
    let is_list = line.trim_start().starts_with("- ");
    (is_path || is_entry && !is_list).then_some(Place::Path { typed: typed.len() })
}

fn in_comment(said: &str) -> Option<Place> {
    const HEAD: &str = "briefcheck:";
    let said = said.trim_start();
    let Some(said) = said.strip_prefix(HEAD) else {
        return HEAD.starts_with(said).then_some(Place::Directive { typed: said.len(), has_head: false });
    };
    let said = said.trim_start();
    let Some(rules) = said.strip_prefix("allow").filter(|rest| rest.starts_with(char::is_whitespace)) else {
        let is_name = said.chars().all(|c| c.is_ascii_lowercase());
        return is_name.then_some(Place::Directive { typed: said.len(), has_head: true });
    };
    if rules.contains(':') {
        return None;
    }
    let (named, typed) = rules.rsplit_once(',').unwrap_or(("", rules));
    let named = named.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    Some(Place::Rule { typed: typed.trim_start().len(), named: named.collect() })
}

/// What of a citation is being written: `None` if the place is in none, `Some(None)` if nothing can be said there.
fn in_citation(before: &str) -> Option<Option<Place>> {
    let is_of_key = |c: char| c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c);
    let head = before.trim_end_matches(is_of_key);
    if let Some(head) = head.strip_suffix('@') {
        // An address of a mailbox, or an `@` that means itself.
        let is_other = head.ends_with(|c: char| c.is_alphanumeric() || c == '\\');
        return Some((!is_other).then(|| Place::Key { typed: before.len() - head.len() - 1, is_in_bracket: false }));
    }
    let inside = &before[before.rfind('[')? + 1..];
    if inside.contains(']') {
        return None;
    }
    if inside.is_empty() {
        return Some(Some(Place::Key { typed: 0, is_in_bracket: true }));
    }
    let item = inside.rsplit(';').next().unwrap_or(inside);
    let (_, cited) = item.split_once('@')?;
    let (key, said) = cited.split_once(',')?;
    let typed = said.trim_start();
    let (key, is_spaced) = (key.trim().to_owned(), typed.len() < said.len());
    let mark = typed.chars().next().filter(|&mark| closing(mark).is_some() && mark != '\'');
    Some(match mark {
        Some(mark) => {
            let words = &typed[mark.len_utf8()..];
            let is_open = !words.contains(closing(mark).unwrap_or(mark));
            is_open.then_some(Place::Quotation { typed: words.len(), mark: Some(mark), key: Some(key) })
        }
        None => Some(Place::Locator { typed: typed.len(), key, is_spaced }),
    })
}

/// The mark that closes what this one opens.
pub fn closing(mark: char) -> Option<char> {
    Some(match mark {
        '"' => '"',
        '“' => '”',
        '«' => '»',
        '„' => '“',
        '‘' => '’',
        '\'' => '\'',
        _ => return None,
    })
}

/// The outermost quotation that is open at the end.
fn quotation(before: &str) -> Option<Place> {
    let mut open: Option<(char, usize)> = None;
    let mut last = ' ';
    let mut characters = before.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let is_followed = characters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        match open {
            None => {
                // Behind a figure it is a sign for inches or for minutes; a straight one before a digit leaves out a century.
                let is_digit = c == '\'' && characters.peek().is_some_and(|(_, next)| next.is_numeric());
                if closing(c).is_some() && !last.is_alphanumeric() && !is_digit {
                    open = Some((c, at + c.len_utf8()));
                }
            }
            Some((mark, _)) => {
                let is_apostrophe = matches!(c, '’' | '\'') && is_followed && last.is_alphanumeric();
                if closing(mark) == Some(c) && !is_apostrophe || (mark == '„' && c == '”') {
                    open = None;
                }
            }
        }
        last = c;
    }
    open.map(|(mark, start)| Place::Quotation { typed: before.len() - start, mark: Some(mark), key: None })
}

/// The block quotation that a paragraph is, from its first words on: every line of it has the mark.
fn block(before: &str) -> Option<Place> {
    let is_of_it = |line: &str| line.trim_start().starts_with('>');
    let said = before.trim_start().trim_start_matches(['>', ' ', '\t']);
    let is_box = said.starts_with("[!");
    (before.lines().all(is_of_it) && !before.is_empty() && !is_box).then_some(Place::Quotation {
        typed: said.len(),
        mark: None,
        key: None,
    })
}

fn figure(before: &str) -> Option<Place> {
    if let Some(typed) = number_word(before) {
        return Some(Place::Figure { typed });
    }
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let typed = &before[head.len()..];
    let line = &head[head.rfind('\n').map_or(0, |end| end + 1)..];
    // At the beginning of a line it numbers a list.
    let is_of_text =
        !line.trim().is_empty() && !head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '#'));
    let is_begun = typed.starts_with(|c: char| c.is_ascii_digit()) || typed.is_empty() && head.ends_with(is_currency);
    (is_of_text && is_begun).then_some(Place::Figure { typed: typed.len() })
}

/// Whether a sign stands before an amount of money.
pub fn is_currency(c: char) -> bool {
    currency_signs().any(|sign| sign == c)
}

/// The bytes of a word inside a line that a number in words can begin with.
fn number_word(before: &str) -> Option<usize> {
    let head = before.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let typed = &before[head.len()..];
    let line = &head[head.rfind('\n').map_or(0, |end| end + 1)..];
    let is_of_text = line.ends_with(' ') && line.contains(char::is_alphanumeric);
    let begins = || lexicon::NUMBER_NAMES.iter().any(|(word, _)| word.starts_with(typed));
    (is_of_text && !typed.is_empty() && begins()).then_some(typed.len())
}

/// A word in capitals, or two letters of one where a sentence begins: any word does so with a capital.
fn name(before: &str) -> Option<Place> {
    let head = before.trim_end_matches(char::is_alphabetic);
    let typed = &before[head.len()..];
    let text = head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '('));
    let begins = text.is_empty() || text.ends_with(['.', '!', '?', ':', '#', '>', '|', '-', ']', '”', '"']);
    let is_parted = !head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '@' | '/'));
    let is_enough = typed.chars().nth(usize::from(begins)).is_some();
    (typed.starts_with(char::is_uppercase) && is_parted && is_enough).then_some(Place::Name { typed: typed.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, expected: &str) {
        let found = place(before).map(|place| {
            let typed = &before[before.len() - place.typed()..];
            match place {
                Place::Path { .. } => format!("path {typed}"),
                Place::Directive { .. } => format!("directive {typed}"),
                Place::Rule { named, .. } => format!("rule {typed} {named:?}"),
                Place::Key { is_in_bracket, .. } => format!("key {typed} {is_in_bracket}"),
                Place::Locator { key, is_spaced, .. } => format!("locator {typed} of {key} {is_spaced}"),
                Place::Quotation { mark, key, .. } => {
                    format!("quotation {}{typed} {}", mark.unwrap_or('>'), key.unwrap_or_default())
                }
                Place::Figure { .. } => format!("figure {typed}"),
                Place::Name { .. } => format!("name {typed}"),
            }
        });
        assert_eq!(found.unwrap_or_default(), expected, "{before}");
    }

    #[test]
    fn keys() {
        check("So [@", "key  false");
        check("So [see @har", "key har false");
        check("As @har", "key har false");
        check("So [", "key  true");
        check("So [@a; @b", "key b false");
        check("me@example", "");
        check("\\@a", "");
        check("So [@a] ", "");
    }

    #[test]
    fn locators() {
        check("So [@a,", "locator  of a false");
        check("So [@a, p", "locator p of a true");
        check("So [@a, p. 3; @b, ¶ ", "locator ¶  of b true");
        check("So [@a, \"the qu", "quotation \"the qu a");
        check("So [@a, \"the quay\"", "");
    }

    #[test]
    fn quotations() {
        check("He said “the qu", "quotation “the qu ");
        check("He said \"the qu", "quotation \"the qu ");
        check("He said \"the quay\" is", "");
        check("He said ‘it’s qu", "quotation ‘it’s qu ");
        check("He said ‘it’ is", "");
        check("He said “the ‘qu", "quotation “the ‘qu ");
        check("A 5\" pipe", "");
        check("He called it 'a ru", "quotation 'a ru ");
        check("He called it 'the pilot's bo", "quotation 'the pilot's bo ");
        check("The pilots' boat of the '90s is", "");
        check("He called it 'a ruin' th", "figure th");
    }

    #[test]
    fn blocks_of_quotations() {
        check("> The cou", "quotation >The cou ");
        check("> The council\n> ag", "quotation >The council\n> ag ");
        check(">", "quotation > ");
        check("> [!note] The cou", "");
        check("Is 4 > th", "figure th");
    }

    #[test]
    fn figures() {
        check("It moved 4", "figure 4");
        check("It moved $1,2", "figure 1,2");
        check("It moved $", "figure ");
        check("It runs e", "figure e");
        check("It runs eigh", "figure eigh");
        check("It runs eat", "");
        check("e", "");
        check("12", "");
        check("Covid-19", "");
        check("G20", "");
    }

    #[test]
    fn names() {
        check("As M", "name M");
        check("As Mira Dahl", "name Dahl");
        check("So it is. M", "");
        check("So it is. Mi", "name Mi");
        check("- Mi", "name Mi");
        check("So mi", "");
        check("Co-Op", "");
        check("So [@Mi", "key Mi false");
    }

    #[test]
    fn comments() {
        check("<!-- br", "directive br");
        check("<!-- briefcheck: al", "directive al");
        check("<!-- briefcheck: allow quo", "rule quo []");
        check("<!-- briefcheck: allow quote-altered, f", "rule f [\"quote-altered\"]");
        check("<!-- briefcheck: allow quote-altered: as a", "");
        check("<!-- so “the", "");
        check("<!-- so --> “the", "quotation “the ");
    }

    #[test]
    fn code_says_nothing() {
        check("`\"the qu", "");
    }

    #[test]
    fn paths() {
        let check = |before: &str, expected: Option<&str>| {
            let found = in_front_matter(before).map(|place| &before[before.len() - place.typed()..]);
            assert_eq!(found, expected, "{before}");
        };
        check("---\nsources:\n  a: so", Some("so"));
        check("---\nsources:\n  a:\n    path: ", Some(""));
        check("---\nsources:\n  a:\n    title: so", None);
        check("---\nsources:\n- id: a\n  path: so", Some("so"));
        check("---\nsources:\n- id: a", None);
        check("---\ntitle: so", None);
    }
}
