//! Web pages: the article without the navigation, banners, scripts and related articles around it.

mod about;
mod bounds;
mod furniture;
mod walk;

use dom_query::{Document as Page, NodeRef};
use dom_smoothie::{Article, Config, Readability};

use crate::document::{About, Document, PlaceKind, some};
use crate::limits::{Limits, too_long};
use crate::writer::Writer;
use crate::{Format, Unreadable};

/// Pages with more elements are taken whole: looking for the article in them takes too long.
const MOST_ELEMENTS: usize = 200_000;

/// What a page has too much of that has more tags than are parsed.
const TOO_MANY_TAGS: &str = "more parts than can be read";

/// An article that is found holds at least this share of the words of the page's main part; else too much was taken
/// for furniture.
const LEAST_SHARE: f64 = 0.4;

/// Reads a web page.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let html = crate::text::decode(bytes, charset(bytes).as_deref());
    read_text(&html, Format::Html, About::default(), limits)
}

/// Reads the page of an archive; `known` is what the archive says of it.
#[cfg(feature = "mail")]
pub(crate) fn read_saved(html: &str, known: About, limits: &Limits) -> Result<Document, Unreadable> {
    read_text(html, Format::Mhtml, known, limits)
}

fn read_text(html: &str, format: Format, known: About, limits: &Limits) -> Result<Document, Unreadable> {
    if let Some(fault) = bounds::fault(html) {
        return Err(Unreadable::new(fault));
    }
    if bounds::tags(html) > bounds::MOST_TAGS {
        return Err(too_long(format.name(), TOO_MANY_TAGS));
    }
    let page = Page::from(html);
    let elements = furniture::cut_depth(&page, limits.depth);
    let mut about = about::about(&page, html);
    let bare = furniture::is_bare(&page);
    let article = if bare || elements > MOST_ELEMENTS { None } else { article(&page) };
    let mut writer = Writer::new(limits);
    match &article {
        Some(article) => {
            about.title = about.title.or_else(|| some(&article.title));
            about.author = about.author.or_else(|| article.byline.as_deref().and_then(byline));
            about.publisher = about.publisher.or_else(|| article.site_name.as_deref().and_then(some));
            about.date = about.date.or_else(|| article.published_time.as_deref().and_then(some));
            write_article(article, &page, &mut writer);
        }
        None => write_whole(&page, !bare, &mut writer),
    }
    let about = About {
        title: known.title.or(about.title),
        author: known.author.or(about.author),
        publisher: known.publisher.or(about.publisher),
        date: known.date.or(about.date),
        url: known.url.or(about.url),
        language: known.language.or(about.language),
    };
    writer.finish(format, about)
}

/// Writes all text of a part of a book or a mail.
#[cfg_attr(not(any(feature = "epub", feature = "mail")), allow(dead_code))]
pub(crate) fn write_part(html: &str, writer: &mut Writer<'_>) {
    let tags = bounds::tags(html);
    if tags > bounds::MOST_TAGS {
        writer.fill(TOO_MANY_TAGS);
    }
    // All parts together may make no more work than one.
    if writer.is_full_after(tags as u64) {
        return;
    }
    if let Some(fault) = bounds::fault(html) {
        writer.faults.push(format!("holds a part that {fault}"));
        return;
    }
    let page = Page::from(html);
    furniture::cut_depth(&page, writer.limits().depth);
    write_whole(&page, false, writer);
}

/// The article of a page, if one is found that holds the most of what the page says.
fn article(page: &Page) -> Option<Article> {
    let page = page.clone();
    let main = furniture::main_words(&page);
    furniture::remove(&page);
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let article = Readability::with_document(page, None, Some(config)).ok()?.parse().ok()?;
    let found = words(&article.text_content);
    (found > 0 && found as f64 >= LEAST_SHARE * main as f64).then_some(article)
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Writes an article under its title, which is part of it: the page's own heading, or what the page calls itself.
fn write_article(article: &Article, page: &Page, writer: &mut Writer<'_>) {
    let content = Page::fragment(article.content.as_ref());
    let heading = page.select("h1").iter().filter_map(|heading| some(heading.text())).next();
    let title = heading.filter(|heading| is_of(&article.title, heading)).or_else(|| some(&article.title));
    let text = content.text();
    let begins_so = |title: &String| some(&*text).is_some_and(|text| text.starts_with(title.as_str()));
    if let Some(title) = title.filter(|title| !begins_so(title)) {
        writer.block();
        writer.place(PlaceKind::Heading(1));
        writer.write(&title);
        writer.block();
    }
    if let Some(byline) = article.byline.as_deref().and_then(some).filter(|byline| !text.contains(byline.as_str())) {
        writer.write(&byline);
        writer.block();
    }
    walk::write(content.root(), walk::Keep::All, writer);
}

/// Whether a page's title and its heading share most of the words of the shorter one.
fn is_of(title: &str, heading: &str) -> bool {
    let list = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (title, heading) = (list(title), list(heading));
    let shared = heading.iter().filter(|word| title.contains(word)).count();
    2 * shared > heading.len().min(title.len())
}

/// Writes what stands in the body, without the parts that name themselves furniture unless the page has none.
fn write_whole(page: &Page, has_furniture: bool, writer: &mut Writer<'_>) {
    let keep = if has_furniture { walk::Keep::Main } else { walk::Keep::All };
    let root: NodeRef<'_> = page.body().unwrap_or_else(|| page.root());
    walk::write(root, keep, writer);
}

/// The author in a byline: without "By", and without what follows a comma that is no name.
fn byline(byline: &str) -> Option<String> {
    let byline = byline.trim_start();
    let name = byline.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(byline, |_| &byline[3..]);
    let end = name.char_indices().find(|&(_, c)| c.is_ascii_digit() || matches!(c, '|' | '·' | '•' | '\n'));
    let name = &name[..end.map_or(name.len(), |(at, _)| at)];
    some(name.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | '—' | '(')))
}

/// The encoding that a page names near its beginning.
fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let after = head.split_once("charset=").or_else(|| head.split_once("encoding="))?.1;
    let name: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '>' | ';' | '/' | '?'))
        .collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let document = read(html.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(document.text, expected, "{html}");
    }

    const STORY: &str = "<p>The port of Kessin handled more timber in the spring than in any spring before, its master \
        said, and she expects more of it in the summer that follows.</p><p>Two cranes were bought for the quay in the \
        north, and a third one, which is older, was moved there from the basin that was filled in.</p>";

    #[test]
    fn an_article_is_read_without_what_stands_around_it() {
        let page = format!(
            "<!DOCTYPE html><html><head><title>Timber at Kessin</title><script>var n = 4711;</script></head><body>\
             <nav><a href=/>Home</a><a href=/w>World</a></nav><div class=cookie-banner>We set 31 cookies</div>\
             <article><h1>Timber at Kessin</h1>{STORY}</article><aside class=related><a href=/x>Ferry sinks with 90 aboard</a>\
             </aside><footer>© 2031 All rights reserved</footer></body></html>"
        );
        let document = read(page.as_bytes(), &Limits::default()).unwrap();
        assert!(document.text.starts_with("Timber at Kessin\n\nThe port of Kessin"), "{}", document.text);
        for words in ["4711", "Home", "31 cookies", "90 aboard", "2031"] {
            assert!(!document.text.contains(words), "{words}: {}", document.text);
        }
        assert_eq!(document.about.title.as_deref(), Some("Timber at Kessin"));
    }

    #[test]
    fn a_page_without_furniture_is_read_whole() {
        check("<html><body><h1>List</h1><p>One.<p>Two.", "List\n\nOne.\n\nTwo.");
    }

    #[test]
    fn elements_within_words_are_no_blanks() {
        check(
            "<html><p>a <b>b</b>old wor<i>d</i>, x&nbsp;y &amp; <a href='/t?id=836'>z</a>.",
            "a bold word, x\u{a0}y & z.",
        );
    }

    #[test]
    fn tables_are_grids() {
        check(
            "<html><p>Below:</p><table><tr><th>Year<th>Tonnes<tr><td>2031<td>4.2<tr><td><td>x</table>",
            "Below:\n\nYear\tTonnes\n\n2031\t4.2\n\n\tx",
        );
    }

    #[test]
    fn what_is_not_shown_is_not_read() {
        check(
            "<html><p>One<script>2</script><style>3</style><template>4</template><span hidden>5</span>\
             <span style='display: none'>6</span><sup><a href='#n1'>7</a></sup><del>8</del>.</p><svg><text>9</text></svg>",
            "One.",
        );
    }

    #[test]
    fn the_encoding_is_the_named_one() {
        let page = b"<html><head><meta charset=\"windows-1250\"></head><p>P\xF8\xEDstav";
        assert_eq!(read(page, &Limits::default()).unwrap().text, "Přístav");
    }

    #[test]
    fn a_byline_names_its_author() {
        assert_eq!(byline("By Ida Voss, 2 October 2031").as_deref(), Some("Ida Voss"));
        assert_eq!(byline("Ida Voss and Jan Kell").as_deref(), Some("Ida Voss and Jan Kell"));
        assert_eq!(byline("by "), None);
    }

    #[test]
    fn deep_pages_end() {
        let deep = |depth: usize| format!("<html><body><p>a</p>{}x{}", "<div>".repeat(depth), "</div>".repeat(depth));
        assert_eq!(read(deep(1_000).as_bytes(), &Limits::default()).unwrap().text, "a");
        assert!(read(deep(100_000).as_bytes(), &Limits::default()).is_err());
    }
}
