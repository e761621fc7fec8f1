//! How rules are tried out: some sources, a briefing, and what is found in it.

use std::sync::Arc;

use super::{Finding, Fix, Levels};
use crate::markup::Briefing;
use crate::sources::{Article, Corpus, Format, Library, Source, Unreadable};
use crate::text::Span;
use crate::verify::Uncited;

/// The library that a workspace with these sources, `KEY.txt` each, would give a briefing.
pub fn library(briefing: &Briefing, sources: &[(&str, &str)]) -> Library {
    let mut corpus = Corpus::new();
    let articles: Vec<_> = sources.iter().map(|(_, text)| corpus.add(Article::of_text(text, Format::Text))).collect();
    let mut library = Library::new(Arc::new(corpus));
    let path = |key: &str| format!("{key}.txt");
    for declaration in &briefing.front_matter.declarations {
        let at = sources.iter().position(|(key, _)| path(key) == declaration.path);
        let article = at.map(|at| articles[at]).ok_or_else(|| Unreadable("there is no such file".to_owned()));
        library.declare(Source {
            key: declaration.key.clone(),
            path: declaration.path.clone(),
            meta: declaration.meta.clone(),
            article,
        });
    }
    for ((key, _), article) in sources.iter().zip(articles) {
        let source = Source { key: (*key).to_owned(), path: path(key), meta: Default::default(), article: Ok(article) };
        let id = library.declare(source);
        library.alias(&path(key), id);
    }
    library
}

/// The findings in a briefing that can cite these sources.
pub fn findings(sources: &[(&str, &str)], text: &str) -> Vec<Finding> {
    let is_source = |target: &str| sources.iter().any(|(key, _)| format!("{key}.txt") == target);
    let briefing = Briefing::read(text, &is_source);
    let library = library(&briefing, sources);
    crate::check(&briefing, &library, &Levels::default(), Uncited::Nothing).findings
}

/// Holds the findings of some rules against what is expected, a line each: `rule severity: message`. Their places are
/// marked in the text: `«so»`.
pub fn check(families: &[&str], sources: &[(&str, &str)], marked: &str, expected: &[&str]) {
    let (text, marks) = unmarked(marked);
    let found = of_families(families, sources, &text);
    let lines: Vec<String> = found.iter().map(line).collect();
    assert_eq!(lines, expected, "in {text:?}");
    let spans: Vec<&str> = found.iter().map(|finding| &text[finding.span]).collect();
    let marked: Vec<&str> = marks.iter().map(|&mark| &text[mark]).collect();
    assert_eq!(spans, marked, "marked in {text:?}");
    assert_eq!(found.iter().map(|finding| finding.span).collect::<Vec<_>>(), marks);
}

/// Applies the first fix of the only finding of some rules, and holds its title and the text that it gives against what is
/// expected.
pub fn check_fix(families: &[&str], sources: &[(&str, &str)], text: &str, title: &str, expected: &str) {
    let found = of_families(families, sources, text);
    let [finding] = &found[..] else { panic!("not one finding in {text:?}: {found:#?}") };
    let Some(fix) = finding.fixes.first() else { panic!("no fix: {finding:#?}") };
    assert_eq!((fix.title.as_str(), applied(text, fix).as_str()), (title, expected));
}

/// The text after a fix.
pub fn applied(text: &str, fix: &Fix) -> String {
    let mut text = text.to_owned();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

fn of_families(families: &[&str], sources: &[(&str, &str)], text: &str) -> Vec<Finding> {
    let mut found = findings(sources, text);
    found.retain(|finding| families.contains(&finding.rule.family()));
    found
}

fn line(finding: &Finding) -> String {
    format!("{} {}: {}", finding.rule.name, finding.severity, finding.message)
}

/// A text without its marks, and what they mark, in order.
fn unmarked(marked: &str) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut open = Vec::new();
    let mut marks = Vec::new();
    for c in marked.chars() {
        match c {
            '«' => open.push(text.len()),
            '»' => marks.extend(open.pop().map(|start| Span::new(start, text.len()))),
            c => text.push(c),
        }
    }
    marks.sort();
    (text, marks)
}
