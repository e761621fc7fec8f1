//! What a page says of itself in its head.

use dom_query::Document as Page;

use crate::document::{About, some};

/// The names under which pages give a thing, the most telling first.
const TITLES: [&str; 4] = ["citation_title", "og:title", "dc.title", "twitter:title"];
const AUTHORS: [&str; 5] = ["citation_author", "author", "article:author", "dc.creator", "parsely-author"];
const PUBLISHERS: [&str; 4] = ["og:site_name", "citation_publisher", "dc.publisher", "application-name"];
const DATES: [&str; 10] = [
    "article:published_time",
    "citation_publication_date",
    "citation_date",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "parsely-pub-date",
    "pubdate",
];
const ADDRESSES: [&str; 1] = ["og:url"];

/// What a page says of itself; `html` is its text, where a page that SingleFile saved has its address.
pub(super) fn about(page: &Page, html: &str) -> About {
    let metas: Vec<(String, String)> = page
        .select("meta")
        .iter()
        .filter_map(|meta| {
            let name = meta.attr("name").or_else(|| meta.attr("property")).or_else(|| meta.attr("itemprop"))?;
            Some((name.to_ascii_lowercase(), some(meta.attr("content")?)?))
        })
        .collect();
    let find = |names: &[&str]| {
        names.iter().find_map(|&name| metas.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()))
    };
    let attribute =
        |selector: &str, attribute: &str| page.select(selector).iter().find_map(|node| some(node.attr(attribute)?));
    let author = find(&AUTHORS).filter(|author| !author.contains("://"));
    About {
        title: find(&TITLES).or_else(|| page.select("title").iter().find_map(|title| some(title.text()))),
        author,
        publisher: find(&PUBLISHERS),
        date: find(&DATES).or_else(|| attribute("article time[datetime], main time[datetime]", "datetime")),
        url: saved_from(html).or_else(|| attribute("link[rel=canonical]", "href")).or_else(|| find(&ADDRESSES)),
        language: attribute("html", "lang"),
    }
}

/// The address in the comment that SingleFile and browsers put at the head of a page that they save.
fn saved_from(html: &str) -> Option<String> {
    let head = &html[..html.floor_char_boundary(4096.min(html.len()))];
    let after = head.split_once("Page saved with SingleFile").and_then(|(_, after)| after.split_once("url:"));
    let after = after.or_else(|| head.split_once("saved from url=(").and_then(|(_, after)| after.split_once(')')));
    after?.1.split_whitespace().next().filter(|url| url.contains("://")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_says_who_and_when() {
        let html = "<html lang=en><head><title>Cranes – The Quay</title><meta property='og:title' content='Cranes'>\
                    <meta name=author content='Ida Voss'><meta property='article:published_time' content='2031-03-02'>\
                    <meta property='og:site_name' content='The Quay'><link rel=canonical href='https://quay.example/c'>";
        let about = about(&Page::from(html), html);
        let given = [about.title, about.author, about.date, about.publisher, about.url, about.language];
        let expected = ["Cranes", "Ida Voss", "2031-03-02", "The Quay", "https://quay.example/c", "en"];
        assert_eq!(given.map(Option::unwrap_or_default), expected);
    }

    #[test]
    fn a_saved_page_says_where_it_was() {
        let html = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://quay.example/a \n saved date: x\n-->";
        assert_eq!(saved_from(html).as_deref(), Some("https://quay.example/a"));
        let html = "<!-- saved from url=(0024)https://quay.example/b/ -->";
        assert_eq!(saved_from(html).as_deref(), Some("https://quay.example/b/"));
    }
}
