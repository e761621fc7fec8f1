//! Where the book's pages are, if the book is published: its address is set when the program is built.

use briefcheck_engine::rules::Rule;

/// The address of the book: the variable `BRIEFCHECK_BOOK` of the build, `https://…`.
const BASE: Option<&str> = option_env!("BRIEFCHECK_BOOK");

/// The address of a rule's page; `None` in a build that knows no book.
pub fn rule(rule: &Rule) -> Option<String> {
    of(BASE, rule)
}

fn of(base: Option<&str>, rule: &Rule) -> Option<String> {
    let base = base.map(|base| base.trim_end_matches('/')).filter(|base| !base.is_empty())?;
    Some(format!("{base}/{}", page(rule)))
}

/// The page of a rule, from the beginning of the book.
pub fn page(rule: &Rule) -> String {
    format!("rules/{}.html", rule.name)
}

#[cfg(test)]
mod tests {
    use briefcheck_engine::rules::find;

    use super::*;

    #[test]
    fn a_rule_has_a_page_where_the_book_is() {
        let altered = find("quote-altered").unwrap();
        let expected = "https://example.org/book/rules/quote-altered.html";
        assert_eq!(of(Some("https://example.org/book/"), altered).as_deref(), Some(expected));
        assert_eq!(of(Some(""), altered), None);
        assert_eq!(of(None, altered), None);
    }
}
