//! What a page is told, as JSON.

use std::collections::HashMap;
use std::sync::Arc;

use briefcheck_desk::{Passage, Report, paths};
use briefcheck_engine::rules::{Class, Counts, Finding, Fix, Outcome, Safety};
use briefcheck_engine::sources::Article;
use briefcheck_engine::verify::Check;
use serde::Serialize;

use crate::units::{Range, Units};

#[derive(Serialize)]
struct Answer<'a> {
    /// What some item or claim came to, in the order in which it is shown.
    counts: Vec<CountOf>,
    /// Every item and claim that a source was asked about.
    checks: Vec<CheckOf>,
    findings: Vec<FindingOf<'a>>,
    /// Files that the briefing names and that nobody has given.
    wanted: &'a [String],
}

#[derive(Serialize)]
struct CountOf {
    class: &'static str,
    sign: char,
    counted: String,
}

#[derive(Serialize)]
struct CheckOf {
    kind: &'static str,
    range: Range,
    class: &'static str,
    word: &'static str,
    sign: char,
    evidence: Option<EvidenceOf>,
}

#[derive(Serialize)]
struct FindingOf<'a> {
    rule: &'static str,
    severity: &'static str,
    sign: char,
    range: Range,
    message: &'a str,
    evidence: Vec<EvidenceOf>,
    fixes: Vec<FixOf<'a>>,
}

/// A passage, in the text that was read of a file.
#[derive(Serialize)]
struct EvidenceOf {
    key: String,
    path: String,
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct FixOf<'a> {
    title: &'a str,
    /// Whether it may be applied unseen.
    safe: bool,
    edits: Vec<EditOf<'a>>,
}

#[derive(Serialize)]
struct EditOf<'a> {
    range: Range,
    text: &'a str,
}

/// What was read of a file.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Read<'a> {
    Text(&'a str),
    Problem(&'a str),
}

pub fn read(article: &Result<Arc<Article>, String>) -> String {
    json(&match article {
        Ok(article) => Read::Text(article.file()),
        Err(why) => Read::Problem(why),
    })
}

pub fn report(report: &Report, wanted: &[String]) -> String {
    let articles = report.library.sources().filter_map(|(id, _)| report.library.article(id));
    let articles = articles.map(|article| (Arc::as_ptr(article), Units::of(article.file()))).collect();
    let writer = Writer { report, text: Units::of(&report.text), articles };
    let counts = Counts::of(report.outcomes.iter().copied());
    let count = |(class, count): (Class, usize)| CountOf {
        class: class.name(),
        sign: class.sign(),
        counted: class.counted(count),
    };
    json(&Answer {
        counts: counts.some().map(count).collect(),
        checks: report
            .settled()
            .filter(|(_, outcome)| *outcome != Outcome::Unasked)
            .map(|of| writer.check(of))
            .collect(),
        findings: report.findings.iter().map(|finding| writer.finding(finding)).collect(),
        wanted,
    })
}

struct Writer<'a> {
    report: &'a Report,
    text: Units<'a>,
    /// The texts of articles, by address: the report keeps them alive.
    articles: HashMap<*const Article, Units<'a>>,
}

impl<'a> Writer<'a> {
    fn check(&self, (check, outcome): (&Check, Outcome)) -> CheckOf {
        let class = outcome.class();
        let passage = check.evidence.first().and_then(|evidence| self.report.passage(evidence));
        CheckOf {
            kind: check.kind.name(),
            range: self.text.range(check.span),
            class: class.name(),
            word: class.word(),
            sign: class.sign(),
            evidence: passage.and_then(|passage| self.evidence(&passage)),
        }
    }

    fn finding(&self, finding: &'a Finding) -> FindingOf<'a> {
        FindingOf {
            rule: finding.rule.name,
            severity: finding.severity.name(),
            sign: Class::of(finding.severity).sign(),
            range: self.text.range(finding.span),
            message: &finding.message,
            evidence: self.report.passages(finding).filter_map(|passage| self.evidence(&passage)).collect(),
            fixes: finding.fixes.iter().map(|fix| self.fix(fix)).collect(),
        }
    }

    fn evidence(&self, passage: &Passage) -> Option<EvidenceOf> {
        Some(EvidenceOf {
            key: passage.key.clone(),
            path: paths::shown(&passage.path, &self.report.root),
            range: self.articles.get(&Arc::as_ptr(&passage.article))?.range(passage.origin()),
            text: passage.text().to_owned(),
        })
    }

    fn fix(&self, fix: &'a Fix) -> FixOf<'a> {
        let edits = fix.edits.iter().map(|edit| EditOf { range: self.text.range(edit.span), text: &edit.text });
        FixOf { title: &fix.title, safe: fix.safety == Safety::Safe, edits: edits.collect() }
    }
}

fn json(answer: &impl Serialize) -> String {
    // Maps here have strings for keys, and writing to memory does not fail.
    serde_json::to_string(answer).unwrap_or_else(|_| "null".to_owned())
}
