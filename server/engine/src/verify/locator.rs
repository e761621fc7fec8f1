//! Whether evidence stands where a locator says.

use super::quotation::Quoted;
use crate::markup::Place;
use crate::sources::{Article, LandmarkKind};
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
        Place::Other(written) => other(article, written),
    }
}

/// Where a locator leads who follows it: to the first of what it names, and at a time to what is said then alone.
pub fn target(article: &Article, place: &Place) -> Option<Span> {
    let cue = if let Place::Other(written) = place { cue(article, written) } else { None };
    cue.or_else(|| places(article, place)?.first().copied())
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

/// Chapters, rows, cells and times, where the format of the source has them: `ch. 2`, `row 7`, `cell B7`, `1:02:03`.
fn other(article: &Article, written: &str) -> Option<Vec<Span>> {
    let label = written.find(|c: char| !c.is_alphabetic()).unwrap_or(written.len());
    let rest = written[label..].trim_start_matches(['.', ' ']);
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number: Option<u64> = rest[..digits].parse().ok();
    match written[..label].to_lowercase().as_str() {
        "ch" | "chap" | "chapter" => numbered(article, number?, number?, |kind| match kind {
            LandmarkKind::Chapter(chapter) => Some(u64::from(*chapter)),
            _ => None,
        }),
        "row" => numbered(article, number?, number?, |kind| match kind {
            LandmarkKind::Row(row) => Some(u64::from(*row)),
            _ => None,
        }),
        "cell" | "cells" => cells(article, rest),
        "" => at_time(article, written),
        _ => None,
    }
}

/// What is said at a time, or from one to another: the cues that it falls in, and those beside it, since a sentence runs over
/// several.
fn at_time(article: &Article, written: &str) -> Option<Vec<Span>> {
    let (from, to) = written.split_once(['-', '–']).unwrap_or((written, written));
    let ((_, last), (cues, first)) = (cues(article, to)?, cues(article, from)?);
    let first = first.saturating_sub(2);
    Some(cues.into_iter().take((last + 1).max(first + 3)).skip(first).reduce(Span::cover).into_iter().collect())
}

/// The cue that a time, or the first of two, falls in; before the first one, that.
fn cue(article: &Article, written: &str) -> Option<Span> {
    let (cues, at) = cues(article, written.split(['-', '–']).next()?)?;
    cues.get(at.saturating_sub(1)).copied()
}

/// The cues of subtitles, and how many have begun at a time: `2:03`, `1:02:03`.
fn cues(article: &Article, written: &str) -> Option<(Vec<Span>, usize)> {
    let mut seconds = 0_u64;
    if !written.contains(':') {
        return None;
    }
    for part in written.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.trim().parse().ok()?)?;
    }
    let cues = article.landmarks().parts(article.text().len(), |kind| match kind {
        LandmarkKind::Time(time) => Some(*time),
        _ => None,
    })?;
    let at = cues.partition_point(|&(time, _)| time <= seconds.saturating_mul(1000).saturating_add(999));
    Some((cues.into_iter().map(|(_, span)| span).collect(), at))
}

/// The cells of a table that `B7` or `B7:C9` names, in whatever sheet.
fn cells(article: &Article, written: &str) -> Option<Vec<Span>> {
    let (from, to) = written.split_once(':').unwrap_or((written, written));
    let ((left, top), (right, bottom)) = (cell(from)?, cell(to)?);
    let rows = numbered(article, top, bottom, |kind| match kind {
        LandmarkKind::Row(row) => Some(u64::from(*row)),
        _ => None,
    })?;
    let text = article.text();
    let in_row = |row: Span| {
        let line = text[row].split('\n').next().unwrap_or_default();
        let mut at = row.start;
        line.split('\t').map(move |cell| {
            let span = Span::new(at, at + cell.len());
            at = span.end + 1;
            span
        })
    };
    let of_columns = |row: Span| in_row(row).take(right).skip(left - 1);
    Some(rows.into_iter().flat_map(of_columns).filter(|cell| !cell.is_empty()).collect())
}

/// The column and the row of a cell, counted from 1: `B7` is 2 and 7.
fn cell(name: &str) -> Option<(usize, u64)> {
    const MOST_LETTERS: usize = 3;
    let name = name.trim();
    let digits = name.find(|c: char| !c.is_ascii_alphabetic()).filter(|at| (1..=MOST_LETTERS).contains(at))?;
    let letters = name[..digits].bytes().map(|letter| usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    Some((letters.fold(0, |number, letter| number * 26 + letter), name[digits..].parse().ok()?))
}

/// The parts of an article whose numbers are from one to another.
fn numbered(article: &Article, from: u64, to: u64, number: impl Fn(&LandmarkKind) -> Option<u64>) -> Option<Vec<Span>> {
    let parts = article.landmarks().parts(article.text().len(), number)?;
    Some(parts.into_iter().filter(|(number, _)| (from..=to).contains(number)).map(|(_, span)| span).collect())
}

fn page_number(kind: &LandmarkKind) -> Option<u64> {
    match kind {
        LandmarkKind::Page(page) => Some(u64::from(*page)),
        _ => None,
    }
}

/// Pages are the format's, or parted by form feeds; a text without either has none.
fn pages(article: &Article, from: u32, to: u32) -> Option<Vec<Span>> {
    if let Some(pages) = numbered(article, from.into(), to.into(), page_number) {
        return Some(pages);
    }
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
    let own = article.headings();
    let is_heading = |span: &Span| if own.is_empty() { is_heading(&text[*span]) } else { own.contains(span) };
    let names = |span: &Span| is_heading(span) && text[*span].to_lowercase().contains(&name.to_lowercase());
    let at = paragraphs.iter().position(names)?;
    let rest = &paragraphs[at + 1..];
    let end = rest.iter().find(|span| is_heading(span)).map_or(text.len(), |span| span.start);
    Some(vec![Span::new(paragraphs[at].start, end)])
}

/// The headings of an article, as far as they can be told from its paragraphs.
pub fn headings(article: &Article) -> Vec<Span> {
    let own = article.headings();
    if !own.is_empty() {
        return own;
    }
    let text = article.text();
    article.paragraphs().iter().copied().filter(|&span| is_heading(&text[span])).collect()
}

/// How many pages an article has; 0 where it has none.
pub fn page_count(article: &Article) -> usize {
    if let Some(pages) = article.landmarks().parts(article.text().len(), page_number) {
        return pages.len();
    }
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
    use crate::sources::{Extract, Format, Landmark, Landmarks, Marks};

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
    fn pages_chapters_and_rows_are_those_of_the_format() {
        let text = "One.\n\nTwo.\n\nThree.";
        let check = |kind: fn(u32) -> LandmarkKind, place: Place, expected: &str| {
            let landmarks = [(0, kind(1)), (6, kind(2)), (12, kind(3))].map(|(at, kind)| Landmark { at, kind });
            let extract =
                Extract { text: text.into(), landmarks: Landmarks::new(landmarks.into()), ..Extract::default() };
            let article = Article::of_extract(b"", extract, &Marks::default());
            let found = places(&article, &place).unwrap();
            assert_eq!(found.iter().map(|&span| article.text()[span].trim()).collect::<Vec<_>>(), [expected]);
        };
        check(LandmarkKind::Page, Place::Pages(2, 2), "Two.");
        check(LandmarkKind::Chapter, Place::Other("ch. 3".into()), "Three.");
        check(LandmarkKind::Row, Place::Other("row 1".into()), "One.");
        check(|n| LandmarkKind::Time(u64::from(n) * 60_000), Place::Other("2:03".into()), text);
    }

    #[test]
    fn a_time_leads_to_what_is_said_then() {
        let landmarks = [(0, 60_000), (6, 120_500), (12, 180_000)];
        let landmarks = landmarks.map(|(at, time)| Landmark { at, kind: LandmarkKind::Time(time) });
        let text = "One.\n\nTwo.\n\nThree.";
        let extract = Extract { text: text.into(), landmarks: Landmarks::new(landmarks.into()), ..Extract::default() };
        let article = Article::of_extract(b"", extract, &Marks::default());
        let led = |time: &str| target(&article, &Place::Other(time.into())).map(|span| article.text()[span].trim());
        assert_eq!(
            ["0:10", "1:00", "2:00", "2:59", "3:00", "9:00:00"].map(led),
            ["One.", "One.", "Two.", "Two.", "Three.", "Three."].map(Some)
        );
        assert_eq!(led("2:10–3:00"), Some("Two."));
        assert_eq!(led("x:y"), None);
        let named = |time: &str| places(&article, &Place::Other(time.into())).unwrap();
        assert_eq!(named("1:00-3:00"), [Span::new(0, text.len())]);
    }

    #[test]
    fn cells_are_those_of_the_row_and_the_column() {
        let text = "Land\tPeople\n\nFrance\t68\n\n\t48\tin 2024";
        let landmarks = [(0, 1), (13, 2), (24, 3)].map(|(at, row)| Landmark { at, kind: LandmarkKind::Row(row) });
        let extract = Extract { text: text.into(), landmarks: Landmarks::new(landmarks.into()), ..Extract::default() };
        let article = Article::of_extract(b"", extract, &Marks::default());
        let check = |written: &str, expected: Option<&[&str]>| {
            let found = places(&article, &Place::Other(written.into()));
            let found = found.map(|spans| spans.into_iter().map(|span| &article.text()[span]).collect::<Vec<_>>());
            assert_eq!(found.as_deref(), expected, "{written}");
        };
        check("cell B2", Some(&["68"]));
        check("cell b3", Some(&["48"]));
        check("cells A2:B3", Some(&["France", "68", "48"]));
        check("cell A3", Some(&[]));
        check("cell D2", Some(&[]));
        check("cell ABCD2", None);
        check("cell 2", None);
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
