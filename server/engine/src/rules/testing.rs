//! How rules are tried out: some sources, a briefing, and what is found in it.

use std::sync::Arc;

use super::{Context, Finding, Fix, Level, Levels, Rule};
use crate::Report;
use crate::document::{self, Document, IsSource};
use crate::markup::Briefing;
use crate::sources::{Article, Corpus, Format, Library, Source, Unreadable};
use crate::text::Span;
use crate::verify::{self, Check, Evidence, How, Kind, Uncited, Verdict};

/// A source.
pub const HARBOUR: (&str, &str) = (
    "harbour",
    "The harbour handled 4.2 million tonnes of cargo in the year.\n\n\
     According to Mira Dahlgren, the harbour master, the quay was never built to carry trains.\n\n\
     The strike idled nearly 1,200 dockers for a week.\n",
);

/// Another one.
pub const LEDGER: (&str, &str) = (
    "ledger",
    "Revenue from storage fees fell to 310 million dollars in the quarter.\n\n\
     A new crane cost 830,000 euros, paid out of the reserve.\n",
);

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

/// The findings in a briefing that can cite these sources: the same whether it is read as a whole or in parts.
pub fn findings(sources: &[(&str, &str)], text: &str) -> Vec<Finding> {
    let is_source = is_file_of(sources);
    let briefing = Briefing::read(text, &*is_source);
    let library = library(&briefing, sources);
    let whole = crate::check(&briefing, &library, &Levels::default(), Uncited::Nothing).findings;
    assert_eq!(whole.iter().map(line).collect::<Vec<_>>(), in_parts(text, &is_source, &library), "in {text:?}");
    whole
}

/// The findings in a briefing that can cite these sources, with a rule turned on.
pub fn findings_with(rule: &'static Rule, sources: &[(&str, &str)], text: &str) -> Vec<Finding> {
    let mut levels = Levels::default();
    levels.set(rule, Level::At(rule.severity));
    let briefing = Briefing::read(text, &*is_file_of(sources));
    crate::check(&briefing, &library(&briefing, sources), &levels, Uncited::Nothing).findings
}

/// What a text comes to at these levels where every check of one kind has this verdict. It can cite [`HARBOUR`].
pub fn report_where(kind: Kind, verdict: &Verdict, text: &str, levels: &Levels) -> Report {
    let briefing = Briefing::read(text, &*is_file_of(&[HARBOUR]));
    let library = library(&briefing, &[HARBOUR]);
    let cx = verify::Context { briefing: &briefing, library: &library, uncited: Uncited::Nothing };
    let mut checks = verify::verify(&cx);
    checks.iter_mut().filter(|check| check.kind == kind).for_each(|check| check.verdict = verdict.clone());
    crate::report_on(&briefing, &library, levels, checks)
}

/// What the checks came to: `kind outcome`.
pub fn settled(report: &Report) -> Vec<String> {
    report.settled().map(|(check, outcome)| format!("{} {}", check.kind.name(), outcome.name())).collect()
}

/// Which links lead to these sources.
fn is_file_of(sources: &[(&str, &str)]) -> IsSource {
    let files: Vec<String> = sources.iter().map(|(key, _)| format!("{key}.txt")).collect();
    Arc::new(move |target| files.iter().any(|file| file == target))
}

/// The findings in a text that is read part by part.
fn in_parts(text: &str, is_source: &IsSource, library: &Library) -> Vec<String> {
    let tree = crate::markup::parser().unwrap().parse(text, None).unwrap();
    let document = Document::read(&tree, text.len(), &|span| text[span].to_owned(), is_source);
    let levels = Levels::default();
    let reports: Vec<Report> = document
        .parts()
        .iter()
        .map(|part| crate::check_part(part.briefing(), library, &levels, Uncited::Nothing))
        .collect();
    let findings = document::findings(document.parts().iter().zip(&reports), library, &levels);
    findings.iter().map(|found| line(found.finding())).collect()
}

/// Holds the findings of some families of rules (`"quote source"`), where [`HARBOUR`] and [`LEDGER`] can be cited, against
/// what is expected, a line each: `rule severity: message`. Their places are marked in the text: `«so»`.
pub fn check(families: &str, marked: &str, expected: &[&str]) {
    check_with(&[HARBOUR, LEDGER], families, marked, expected);
}

/// The same with other sources, each with its key.
pub fn check_with(sources: &[(&str, &str)], families: &str, marked: &str, expected: &[&str]) {
    let (text, marks) = unmarked(marked);
    let found = of_families(families, sources, &text);
    assert_eq!(found.iter().map(line).collect::<Vec<_>>(), expected, "in {text:?}");
    let spans: Vec<Span> = found.iter().map(|finding| finding.span).collect();
    let words = |spans: &[Span]| spans.iter().map(|span| text[span.range()].to_owned()).collect::<Vec<_>>();
    assert_eq!((words(&spans), &spans), (words(&marks), &marks), "marked in {text:?}");
}

/// Applies the first fix of the first finding of some families of rules, and holds its title and the text that it gives
/// against what is expected.
pub fn check_fix(families: &str, text: &str, title: &str, expected: &str) {
    let found = of_families(families, &[HARBOUR, LEDGER], text);
    let finding = found.first().unwrap_or_else(|| panic!("nothing is found in {text:?}"));
    assert_fix(finding, text, title, expected);
}

/// Holds what is said of a verdict on the item that is marked in a text, with its evidence as words of a source, against
/// what is expected: `rule severity: message`.
pub fn check_verdict(marked: &str, verdict: Verdict, evidence: &[(&str, &str)], expected: &str) {
    let (_, finding) = of_verdict(marked, verdict, evidence);
    assert_eq!(line(&finding), expected);
}

/// The same for the first fix: its title, and the text that it gives.
pub fn check_verdict_fix(marked: &str, verdict: Verdict, evidence: &[(&str, &str)], title: &str, expected: &str) {
    let (text, finding) = of_verdict(marked, verdict, evidence);
    assert_fix(&finding, &text, title, expected);
}

/// The finding that a verdict on the marked item makes, and the text without the marks.
pub fn of_verdict(marked: &str, verdict: Verdict, evidence: &[(&str, &str)]) -> (String, Finding) {
    let (text, marks) = unmarked(marked);
    let [mark] = marks[..] else { panic!("not one mark in {marked:?}") };
    let briefing = Briefing::read(text.as_str(), &|_| false);
    let library = library(&briefing, &[HARBOUR, LEDGER]);
    let unit = briefing.units.iter().position(|unit| unit.span.overlaps(mark)).unwrap();
    let prose = &briefing.units[unit].prose;
    let start = prose.text().find(&text[mark.range()].replace('\n', " ")).unwrap();
    let citations = briefing.units[unit].stretches.iter().flat_map(|stretch| &stretch.citations);
    let evidence = evidence.iter().map(|(key, words)| Evidence {
        source: library.find(key).unwrap(),
        span: span_in(library.article(library.find(key).unwrap()).unwrap().text(), words),
        score: 1.0,
    });
    let check = Check {
        kind: Kind::Claim,
        unit,
        prose: Span::new(start, start + mark.len()),
        span: mark,
        searched: citations.filter_map(|&id| library.find(&briefing.citations[id].key)).collect(),
        verdict,
        evidence: evidence.collect(),
        reading: String::new(),
        how: How::ByRule,
    };
    let cx = Context { briefing: &briefing, library: &library, checks: &[check] };
    let mut found = super::told(&cx, &Levels::default()).findings;
    found.retain(|finding| finding.check.is_some());
    (text, found.pop().unwrap())
}

/// Where words stand in a text.
pub fn span_in(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
    Span::new(start, start + words.len())
}

/// A text after all the edits of a fix.
pub fn applied(text: &str, fix: &Fix) -> String {
    let mut text = text.to_owned();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

fn assert_fix(finding: &Finding, text: &str, title: &str, expected: &str) {
    let fix = finding.fixes.first().unwrap_or_else(|| panic!("no fix: {finding:#?}"));
    assert_eq!((fix.title.as_str(), applied(text, fix).as_str()), (title, expected));
}

fn of_families(families: &str, sources: &[(&str, &str)], text: &str) -> Vec<Finding> {
    let mut found = findings(sources, text);
    found.retain(|finding| families.split(' ').any(|family| family == finding.rule.family()));
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
