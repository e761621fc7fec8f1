//! Whether evidence stands where a locator says.

use super::quotation::Quoted;
use crate::markup::Place;
use crate::sources::Article;
use crate::text::Span;
use crate::verify::quotation::Located;

/// The parts of an article's text that a locator names, or `None` where the article has no such places.
pub fn places(article: &Article, place: &Place) -> Option<Vec<Span>> {
    match place {
        Place::Paragraphs(from, to) => paragraphs(article, *from, *to),
        Place::Lines(from, to) => lines(article, *from, *to),
        Place::Pages(from, to) => pages(article, *from, *to),
        Place::Section(name) => section(article, name),
        Place::Words(words) => match Quoted::new(words).locate(article) {
            Located::There { places, .. } => {
                let around = |at: usize| article.paragraphs()[article.paragraph_at(article.words().span(at).start)];
                Some(places.iter().map(|place| around(place.from)).collect())
            }
            _ => Some(Vec::new()),
        },
        Place::Other(_) => None,
    }
}

fn paragraphs(article: &Article, from: u32, to: u32) -> Option<Vec<Span>> {
    let from = (from as usize).checked_sub(1)?;
    Some(article.paragraphs().iter().copied().skip(from).take((to as usize).saturating_sub(from)).collect())
}

/// Lines are the file's, as an editor counts them.
fn lines(article: &Article, from: u32, to: u32) -> Option<Vec<Span>> {
    let (first, last) = ((from as usize).checked_sub(1)?, (to as usize).checked_sub(1)?);
    let file = article.file();
    let (first, last) = (article.lines().span(file, first), article.lines().span(file, last));
    Some(vec![Span::new(article.reading(first.start), article.reading(last.end))])
}

/// Pages are parted by form feeds; a text without any has none.
fn pages(article: &Article, from: u32, to: u32) -> Option<Vec<Span>> {
    let text = article.text();
    if !text.contains('\u{C}') {
        return None;
    }
    let mut start = 0;
    let mut pages = Vec::new();
    for (number, page) in (1..).zip(text.split('\u{C}')) {
        if (from..=to).contains(&number) {
            pages.push(Span::new(start, start + page.len()));
        }
        start += page.len() + 1;
    }
    Some(pages)
}

/// A section begins with a heading of its name and goes on to the next heading.
fn section(article: &Article, name: &str) -> Option<Vec<Span>> {
    let text = article.text();
    let paragraphs = article.paragraphs();
    let is_heading = |span: &Span| is_heading(&text[*span]);
    let names = |span: &Span| is_heading(span) && text[*span].to_lowercase().contains(&name.to_lowercase());
    let at = paragraphs.iter().position(names)?;
    let rest = &paragraphs[at + 1..];
    let end = rest.iter().find(|span| is_heading(span)).map_or(text.len(), |span| span.start);
    Some(vec![Span::new(paragraphs[at].start, end)])
}

/// The headings of an article, as far as they can be told from its paragraphs.
pub fn headings(article: &Article) -> Vec<Span> {
    let text = article.text();
    article.paragraphs().iter().copied().filter(|&span| is_heading(&text[span])).collect()
}

/// How many pages an article has; 0 where it has none.
pub fn page_count(article: &Article) -> usize {
    match article.text().matches('\u{C}').count() {
        0 => 0,
        breaks => breaks + 1,
    }
}

/// Whether a paragraph looks like a heading: short, without a full stop, and no row of a table.
fn is_heading(paragraph: &str) -> bool {
    const LONGEST: usize = 100;
    let figures = || paragraph.split_whitespace().filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    paragraph.len() < LONGEST
        && !paragraph.ends_with(['.', '!', '?', '”', '"', ',', ';'])
        && !paragraph.contains('\t')
        && figures().count() < 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;

    const ARTICLE: &str =
        "Summary\n\nThe port grew.\n\nResults\n\nRevenue fell by a third.\n\nCosts rose.\n\nOutlook\n\nNobody knows.\n";

    fn check(place: Place, expected: Option<&[&str]>) {
        let article = Article::of_text(ARTICLE, Format::Text);
        let found = places(&article, &place)
            .map(|spans| spans.iter().map(|&span| article.text()[span].trim().to_owned()).collect::<Vec<_>>());
        let expected = expected.map(|texts| texts.iter().map(|&text| text.to_owned()).collect());
        assert_eq!(found, expected);
    }

    #[test]
    fn paragraphs_count_from_one() {
        check(Place::Paragraphs(2, 2), Some(&["The port grew."]));
        check(Place::Paragraphs(4, 5), Some(&["Revenue fell by a third.", "Costs rose."]));
        check(Place::Paragraphs(40, 41), Some(&[]));
    }

    #[test]
    fn lines_are_the_files() {
        check(Place::Lines(3, 3), Some(&["The port grew."]));
    }

    #[test]
    fn a_text_without_pages_has_none() {
        check(Place::Pages(1, 1), None);
    }

    #[test]
    fn pages_are_parted_by_form_feeds() {
        let article = Article::of_text("one\u{C}two\u{C}three", Format::Text);
        let found = places(&article, &Place::Pages(2, 3)).unwrap();
        assert_eq!(found, [Span::new(4, 7), Span::new(8, 13)]);
    }

    #[test]
    fn a_section_goes_on_to_the_next() {
        check(Place::Section("results".into()), Some(&["Results\n\nRevenue fell by a third.\n\nCosts rose."]));
        check(Place::Section("Annex".into()), None);
    }

    #[test]
    fn headings_are_short_paragraphs() {
        let article = Article::of_text(ARTICLE, Format::Text);
        let found: Vec<&str> = headings(&article).into_iter().map(|span| article.text()[span].trim()).collect();
        assert_eq!(found, ["Summary", "Results", "Outlook"]);
    }

    #[test]
    fn pages_are_counted() {
        let count = |text| page_count(&Article::of_text(text, Format::Text));
        assert_eq!((count("one\u{C}two"), count("one")), (2, 0));
    }

    #[test]
    fn a_table_ends_no_section() {
        let article =
            Article::of_text("# Growth\n\n| Quay | 2023 |\n| --- | --- |\n| Old | 4 |\n\nMore.", Format::Markdown);
        let found = places(&article, &Place::Section("Growth".into())).unwrap();
        assert_eq!(found, [Span::new(0, article.text().len())]);
        assert!(!is_heading("Sound Basin 1.06 1.12") && is_heading("Costs in 2024"));
    }

    #[test]
    fn words_name_their_paragraph() {
        check(Place::Words("by a third".into()), Some(&["Revenue fell by a third."]));
        check(Place::Words("by a half".into()), Some(&[]));
    }

    #[test]
    fn other_places_are_unknown() {
        check(Place::Other("ch. 2".into()), None);
    }
}
