//! What stands around the article of a page.

use dom_query::{Document as Page, NodeRef};

/// Elements that are furniture by their name.
const ELEMENTS: [&str; 5] = ["nav", "aside", "footer", "form", "dialog"];

/// Roles that are furniture.
const ROLES: [&str; 8] =
    ["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"];

/// Words in the classes and identifiers of furniture.
const NAMES: [&str; 26] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "footer",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "popup",
    "promo",
    "related",
    "share",
    "sidebar",
    "social",
    "subscribe",
    "widget",
];

/// Whether an element says of itself that it is furniture.
pub(super) fn is_furniture(node: &NodeRef<'_>, name: &str) -> bool {
    if ELEMENTS.contains(&name) {
        return true;
    }
    if node.attr("role").is_some_and(|role| ROLES.contains(&role.to_ascii_lowercase().as_str())) {
        return true;
    }
    // What holds the whole page, or the article, is none, whatever it is called.
    if matches!(name, "body" | "html" | "main" | "article") {
        return false;
    }
    [node.attr("class"), node.attr("id")].into_iter().flatten().any(|names| {
        let names = names.to_ascii_lowercase();
        names.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| NAMES.contains(&word))
    })
}

/// Whether a page has nothing but its text: nothing in it says that it is furniture, and few of its words are links.
pub(super) fn is_bare(page: &Page) -> bool {
    let mut linked = 0;
    for node in page.root().descendants_it().filter(NodeRef::is_element) {
        let Some(name) = node.node_name() else { continue };
        if is_furniture(&node, &name) || matches!(&*name, "header" | "iframe" | "button") {
            return false;
        }
        if &*name == "a" && node.has_attr("href") {
            linked += super::words(&node.text());
        }
    }
    3 * linked <= super::words(&page.text())
}

/// How many words the main part of a page has: its `article` or `main` if there is one, else what names itself no
/// furniture and is no link.
pub(super) fn main_words(page: &Page) -> usize {
    let largest = |selector: &str| page.select(selector).iter().map(|part| super::words(&part.text())).max();
    if let Some(words) = largest("article").or_else(|| largest("main")).filter(|&words| words > 50) {
        return words;
    }
    let paragraphs = page.select("p");
    let text = |paragraph: &NodeRef<'_>| {
        let is_in =
            paragraph.ancestors_it(None).any(|outer| outer.node_name().is_some_and(|name| is_furniture(&outer, &name)));
        if is_in { 0 } else { super::words(&paragraph.text()) }
    };
    paragraphs.nodes().iter().map(text).sum()
}

/// Takes the parts out that say of themselves that they are furniture, and have a small share of the page's words. What a
/// page calls furniture and holds much of it, a form around everything, is none.
pub(super) fn remove(page: &Page) {
    const MOST_SHARE: usize = 3;
    let all = shown_words(&page.root());
    let named = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| is_furniture(node, &name));
    let found: Vec<NodeRef<'_>> =
        page.root().descendants_it().filter(|node| node.is_element() && named(node)).collect();
    for node in found {
        let has_article = || {
            let mut inner = node.descendants_it().filter_map(|inner| inner.node_name());
            inner.any(|name| matches!(&*name, "article" | "main" | "h1"))
        };
        if MOST_SHARE * shown_words(&node) <= all && !has_article() {
            node.remove_from_parent();
        }
    }
}

/// How many words of a part of a page are shown.
fn shown_words(part: &NodeRef<'_>) -> usize {
    let is_shown = |text: &NodeRef<'_>| {
        let outer = text.parent().and_then(|outer| outer.node_name());
        !outer.is_some_and(|name| matches!(&*name, "script" | "style" | "noscript" | "template"))
    };
    let texts = part.descendants_it().filter(|node| node.is_text() && is_shown(node));
    texts.map(|text| super::words(&text.text())).sum()
}

/// Cuts what lies deeper than `most` elements; how many elements are left. Everything after may then recurse.
pub(super) fn cut_depth(page: &Page, most: usize) -> usize {
    let mut elements = 0;
    let mut open = vec![(page.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        for child in node.children() {
            if !child.is_element() {
                continue;
            }
            if depth >= most {
                child.remove_from_parent();
            } else {
                elements += 1;
                open.push((child, depth + 1));
            }
        }
    }
    elements
}
