//! Citations: keys in brackets or in running text, and links to sources.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use tree_sitter::Node;

use super::tree::{child, span};
use super::{Citation, CitationForm, Stance, locators};
use crate::text::Span;

/// The citations of a `citation` node: one for each of its keys.
pub(super) fn bracketed(text: &str, node: Node<'_>) -> Vec<Citation> {
    let items = |item: Node<'_>| (item.kind() == "citation_item").then(|| self::item(text, item)).flatten();
    node.named_children(&mut node.walk()).filter_map(items).collect()
}

fn item(text: &str, node: Node<'_>) -> Option<Citation> {
    let stance = child(node, "citation_prefix").map_or(Stance::Supports, |prefix| stance(&text[span(prefix)]));
    let span = span(node).trimmed(text);
    Some(Citation { span, stance, ..keyed(text, node, CitationForm::Bracketed)? })
}

/// The citation of a `citation_in_text` node.
pub(super) fn in_text(text: &str, node: Node<'_>) -> Option<Citation> {
    keyed(text, node, CitationForm::InText)
}

fn keyed(text: &str, node: Node<'_>, form: CitationForm) -> Option<Citation> {
    let key_span = span(child(node, "key")?);
    let locator = child(node, "citation_suffix").and_then(|suffix| locators::locator(text, span(suffix)));
    let key = text[key_span].to_owned();
    Some(Citation { span: span(node), key, key_span, form, stance: Stance::Supports, locator })
}

/// The citation that a link is, if its target, which stands at `target`, is a source's file. `link` is the whole link.
pub(super) fn link(text: &str, link: Span, target: Span, is_source: &dyn Fn(&str) -> bool) -> Option<Citation> {
    let written = &text[target];
    let path_len = written.find('#').unwrap_or(written.len());
    let path = decoded(&written[..path_len])?;
    if path.is_empty() || !is_source(&path) {
        return None;
    }
    let fragment = Span::new((target.start + path_len + 1).min(target.end), target.end);
    Some(Citation {
        span: link,
        key: path.into_owned(),
        key_span: Span::new(target.start, target.start + path_len),
        form: CitationForm::Link,
        stance: Stance::Supports,
        locator: locators::fragment(text, fragment),
    })
}

/// A link's target without its percent signs; `None` if it is no UTF-8 then.
fn decoded(target: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(target).decode_utf8().ok()
}

/// What a citation's prefix says of how the source bears on the claim.
fn stance(prefix: &str) -> Stance {
    let prefix = prefix.to_lowercase();
    let words: Vec<&str> = prefix.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let has = |phrase: &[&str]| words.windows(phrase.len()).any(|window| window == phrase);
    if has(&["contra"]) || has(&["but", "see"]) || has(&["but", "cf"]) {
        Stance::Opposes
    } else if has(&["cf"]) || has(&["compare"]) || has(&["see", "also"]) {
        Stance::Mentions
    } else {
        Stance::Supports
    }
}

/// What is wrong with brackets that have an `@` and are no citation.
pub(super) fn fault(written: &str) -> &'static str {
    let after = written.rsplit('@').next().unwrap_or_default();
    let begins_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '{');
    if after.starts_with(char::is_whitespace) && after.trim_start().starts_with(begins_key) {
        "no citation: blank between `@` and key: write `[@key]`"
    } else if !after.starts_with(begins_key) {
        "no citation: no key after the `@`: write `[@key]`"
    } else if !written.ends_with(']') {
        "no citation: the bracket is not closed: write `[@key]`"
    } else {
        "no citation: several keys are parted by semicolons, and each begins with a letter, a digit or `_`: `[@a; @b]`"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_that_support() {
        for prefix in ["", "see", "e.g.", "see, e.g.,", "quoted in"] {
            assert_eq!(stance(prefix), Stance::Supports, "{prefix}");
        }
    }

    #[test]
    fn prefixes_that_mention() {
        for prefix in ["cf.", "Cf.", "compare", "see also", "for more, see also"] {
            assert_eq!(stance(prefix), Stance::Mentions, "{prefix}");
        }
    }

    #[test]
    fn prefixes_that_oppose() {
        for prefix in ["but see", "contra", "But see, e.g.,", "but cf."] {
            assert_eq!(stance(prefix), Stance::Opposes, "{prefix}");
        }
    }

    #[test]
    fn faults() {
        let check = |written: &str, expected: &str| assert!(fault(written).contains(expected), "{written}");
        check("[@]", "no key after");
        check("[see @]", "no key after");
        check("[@, p. 3]", "no key after");
        check("[@ key]", "blank between");
        check("[@key", "not closed");
        check("[@a @b]", "semicolons");
    }

    #[test]
    fn links_to_sources() {
        let text = "[it](a%20b.txt#L5)";
        let found = link(text, Span::new(0, 18), Span::new(5, 17), &|path| path == "a b.txt").unwrap();
        assert_eq!((found.key.as_str(), &text[found.key_span]), ("a b.txt", "a%20b.txt"));
        assert!(found.locator.is_some());
        assert!(link(text, Span::new(0, 18), Span::new(5, 17), &|_| false).is_none());
    }
}
