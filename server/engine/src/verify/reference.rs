//! References to a source by its author and year, in which no figure and no name is said of anything: `(Quill 2025, 44; Marsh
//! 2019: 12)`, `Quill's 2025 article`. What is written so may be a place and a year too; the cited source's author tells.

use super::Context;
use crate::lexicon::DOCUMENT_NOUNS;
use crate::markup::{Unit, author_year};
use crate::sources::{Article, Source};
use crate::text::Span;

/// The references in a unit, as spans of its prose.
pub fn references(cx: &Context<'_>, unit: &Unit) -> Vec<Span> {
    let prose = unit.prose.text();
    let has_year = prose.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    if !has_year || !prose.contains(['(', '\'', '’']) {
        return Vec::new();
    }
    let authors = authors(cx, unit);
    if authors.is_empty() {
        return Vec::new();
    }
    let is_author = |name: &str| {
        let name = name.trim_end_matches("'s").trim_end_matches("’s");
        authors.iter().any(|author| author == name)
    };
    let mut found = in_brackets(prose, &is_author);
    found.extend(of_possessives(prose, &is_author));
    found
}

fn in_brackets(prose: &str, is_author: &dyn Fn(&str) -> bool) -> Vec<Span> {
    let brackets = prose.match_indices('(').filter_map(|(start, _)| {
        let inner = &prose[start + 1..];
        let len = inner.find(['(', ')']).filter(|&len| inner[len..].starts_with(')'))?;
        let parts: Option<Vec<_>> = inner[..len].split(';').map(author_year).collect();
        let is_ours = parts?.iter().any(|part| part.names.iter().any(|name| is_author(name)));
        is_ours.then(|| Span::new(start, start + len + 2))
    });
    brackets.collect()
}

/// The years of `Quill's 2025 article`.
fn of_possessives(prose: &str, is_author: &dyn Fn(&str) -> bool) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = "";
    let mut words = prose.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let start = at + prose[at..].find(word).unwrap_or(0);
        at = start + word.len();
        let is_year = word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit());
        let is_of_author = before.ends_with("'s") || before.ends_with("’s");
        let is_document =
            |next: &&str| DOCUMENT_NOUNS.has(&next.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
        if is_year && is_of_author && is_author(before) && words.peek().is_some_and(is_document) {
            found.push(Span::new(start, at));
        }
        before = word;
    }
    found
}

/// The names of those who wrote what the unit cites, as it is declared or as its first lines say.
fn authors(cx: &Context<'_>, unit: &Unit) -> Vec<String> {
    let citations = unit.stretches.iter().flat_map(|stretch| &stretch.citations);
    let cited = citations.filter_map(|&id| cx.library.find(&cx.briefing.citations.get(id)?.key));
    let mut sources: Vec<_> = cited.collect();
    sources.sort_unstable();
    sources.dedup();
    let of_source = |id| {
        let Source { meta, .. } = cx.library.source(id);
        let line = || cx.library.article(id).and_then(|article| byline(article));
        meta.author.as_deref().or_else(line).unwrap_or_default()
    };
    let names = sources.into_iter().flat_map(|id| of_source(id).split(|c: char| !c.is_alphanumeric() && c != '-'));
    names.filter(|name| name.len() > 2 && name.starts_with(char::is_uppercase)).map(str::to_owned).collect()
}

/// The names in a line `By Ada Quill, 2 October 2025` at the head of an article.
fn byline(article: &Article) -> Option<&str> {
    const LINES: usize = 8;
    const LONGEST: usize = 100;
    let lines = article.text().lines().filter(|line| !line.trim().is_empty()).take(LINES);
    let mut lines = lines.filter_map(|line| line.trim().strip_prefix("By ").filter(|line| line.len() <= LONGEST));
    let names = lines.next()?;
    Some(names.split([',', '|', '·', '(']).next().unwrap_or(names))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_with;

    fn check(marked: &str, expected: &[&str]) {
        const QUILL: &str =
            "Port posts record\n\nBy Ada Quill, 2 October 2025\n\nThe port handled 4.2 million tonnes last year.\n";
        check_with(&[("a", QUILL)], "figure name", marked, expected);
    }

    #[test]
    fn a_reference_has_no_figures_and_no_names() {
        check("The port handled 4.2 million tonnes (Quill 2025, 44; Marsh 2019: 12) [@a].", &[]);
        check("The port handled 4.2 million tonnes (see Quill 2025) [@a].", &[]);
        check("Quill's 2025 article has 4.2 million tonnes [@a].", &[]);
    }

    #[test]
    fn what_is_no_author_s_is_checked() {
        let missing = |figure: &str| {
            let closest = "closest is ¶ 3 of a: “The port handled 4.2 million tonnes last year.”";
            format!("figure-not-found error: “{figure}” is not in a, 3 paragraphs searched; {closest}")
        };
        let (year, dead) = (missing("2019"), missing("12"));
        check("The port handled 4.2 million tonnes («2019»: «12» dead) [@a].", &[&year, &dead]);
        check("The port handled 4.2 million tonnes (Quill «2019»: «12» dead) [@a].", &[&year, &dead]);
        check("The port handled 4.2 million tonnes (port «2019», «12») [@a].", &[&year, &dead]);
    }
}
