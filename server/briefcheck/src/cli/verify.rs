//! `briefcheck verify`: texts with their sources, as a stream.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use briefcheck_engine::markup::Briefing;
use briefcheck_engine::rules::{self, Finding, Severity};
use briefcheck_engine::sources::{
    Article, ArticleId, Corpus, Fingerprint, Format as TextFormat, Library, Marks, Meta, Source, Unreadable,
};
use briefcheck_engine::text::Lines;
use briefcheck_engine::verify::{Check, Uncited, Verdict};
use briefcheck_formats::{Format, tell};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lines::{HasId, answer_all, threads};
use super::{Console, Status, args};
use crate::disk::reading::read_article;
use crate::disk::{Config, Configs, Failure, Files, paths};
use crate::report;

/// How much text of articles is kept for the next records, in bytes.
const KEPT: usize = 64 << 20;

/// A text and its sources.
#[derive(Deserialize)]
pub(super) struct Record {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    sources: Vec<Given>,
}

impl Record {
    /// A record of a text and its sources.
    pub(super) fn new(text: String, sources: Vec<Given>) -> Self {
        Self { id: Value::Null, text, sources }
    }
}

impl HasId for Record {
    fn id(&self) -> &Value {
        &self.id
    }
}

/// A source as a record gives it: its text, or the path of its file.
#[derive(Default, Deserialize)]
pub(super) struct Given {
    key: Option<String>,
    text: Option<String>,
    path: Option<String>,
    title: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
    url: Option<String>,
    language: Option<String>,
    start: Option<String>,
    stop: Option<String>,
}

impl Given {
    /// A source by its text.
    pub(super) fn of_text(key: String, text: String) -> Self {
        Self { key: Some(key), text: Some(text), ..Self::default() }
    }
}

#[derive(Serialize)]
pub(super) struct Answer {
    id: Value,
    verdict: &'static str,
    checks: Vec<CheckOf>,
    /// What is wrong with the text itself: no item of it, so no check.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<Problem>,
}

/// A check. Offsets count Unicode scalar values.
#[derive(Serialize)]
struct CheckOf {
    kind: &'static str,
    text: String,
    start: usize,
    end: usize,
    verdict: &'static str,
    rule: Option<&'static str>,
    severity: Option<&'static str>,
    source: Option<String>,
    source_start: Option<usize>,
    source_end: Option<usize>,
    source_text: Option<String>,
    score: Option<f64>,
    how: String,
}

#[derive(Serialize)]
struct Problem {
    rule: &'static str,
    severity: &'static str,
    start: usize,
    end: usize,
    message: String,
}

pub(super) fn run(args: args::Verify, console: &Console) -> Result<Status, Failure> {
    let configs = Configs::new(console.here(), args.levels.config.as_deref());
    let Some(config) = configs.of_folder(console.here()) else { return Ok(console.failed(&configs.failures())) };
    // The stream is not the workspace's: of its configuration, only one that is named sets the levels.
    let is_named = args.levels.config.is_some();
    let settings = args.levels.rules;
    let levels = if is_named {
        config.levels(&console.here().join("text.brief"), &settings)
    } else {
        let mut levels = rules::Levels::default();
        settings.iter().for_each(|&(rule, level)| levels.set(rule, level));
        levels
    };
    let verifier = Verifier::new(console.here().to_owned(), config, levels);
    answer_all(&threads(&args.threads)?, |record| verifier.answer(record))?;
    Ok(Status::Clean)
}

pub(super) struct Verifier {
    here: PathBuf,
    config: Arc<Config>,
    levels: rules::Levels,
    articles: Recent,
}

impl Verifier {
    /// One that answers with these levels; paths are from the folder `here`.
    pub(super) fn new(here: PathBuf, config: Arc<Config>, levels: rules::Levels) -> Self {
        Self { here, config, levels, articles: Recent::default() }
    }

    pub(super) fn answer(&self, record: Record) -> Result<Answer, String> {
        let library = self.library(record.sources)?;
        let briefing = Briefing::read(record.text, &|target| library.find(target).is_some());
        Ok(answer_of(record.id, &briefing, &library, &self.levels))
    }

    fn library(&self, given: Vec<Given>) -> Result<Library, String> {
        let mut corpus = Corpus::new();
        let mut sources = Vec::new();
        for (number, given) in given.into_iter().enumerate() {
            sources.push(self.source(number, given, &mut corpus)?);
        }
        let mut library = Library::new(Arc::new(corpus));
        for source in sources {
            if library.find(&source.key).is_some() {
                return Err(format!("two sources have the key `{}`", source.key));
            }
            let path = source.path.clone();
            let id = library.declare(source);
            if !path.is_empty() {
                library.alias(&path, id);
            }
        }
        Ok(library)
    }

    /// The source with this number, from 0.
    fn source(&self, number: usize, given: Given, corpus: &mut Corpus) -> Result<Source, String> {
        let marks = Marks { start: given.start.clone(), stop: given.stop.clone() };
        let stem = given.path.as_deref().and_then(|path| std::path::Path::new(path).file_stem());
        let key = given.key.or_else(|| stem.map(|stem| stem.to_string_lossy().into_owned()));
        let key = key.unwrap_or_else(|| format!("s{}", number + 1));
        let article = match (given.text, &given.path) {
            (Some(text), None) => self.articles.of_text(&text, &marks),
            (None, Some(path)) => Files::on_disk()
                .source(&paths::join(&self.here, path), &self.config)
                .and_then(|bytes| self.articles.read(&bytes, path, &marks)),
            _ => return Err(format!("the source `{key}` wants a `text` or a `path`, and only one of them")),
        };
        let article: Result<ArticleId, Unreadable> = article.map(|article| corpus.add(article));
        let meta = Meta {
            title: given.title,
            author: given.author,
            publisher: given.publisher,
            date: given.date,
            url: given.url,
            language: given.language,
            start: given.start,
            stop: given.stop,
            ..Meta::default()
        };
        Ok(Source { key, path: given.path.unwrap_or_default(), meta, article })
    }
}

/// Checks a text: every sentence that cites nothing, against all sources.
pub(super) fn answer_of(id: Value, briefing: &Briefing, library: &Library, levels: &rules::Levels) -> Answer {
    let report = briefcheck_engine::check(briefing, library, levels, Uncited::AllSources);
    let lines = Lines::new(&briefing.text);
    let findings: HashMap<usize, &Finding> =
        report.findings.iter().filter_map(|finding| Some((finding.check?, finding))).collect();
    let check = |(id, check)| check_of(briefing, &lines, library, check, findings.get(&id).copied());
    let problem = |finding: &Finding| Problem {
        rule: finding.rule.name,
        severity: finding.severity.name(),
        start: lines.scalars(&briefing.text, finding.span.start),
        end: lines.scalars(&briefing.text, finding.span.end),
        message: finding.message.clone(),
    };
    let is_alarm = |finding: &&Finding| finding.check.is_some() && finding.severity >= Severity::Warning;
    Answer {
        id,
        verdict: if report.findings.iter().any(|finding| is_alarm(&finding)) { "unsupported" } else { "supported" },
        checks: report.checks.iter().enumerate().map(check).collect(),
        problems: report.findings.iter().filter(|finding| finding.check.is_none()).map(problem).collect(),
    }
}

fn check_of(
    briefing: &Briefing,
    lines: &Lines,
    library: &Library,
    check: &Check,
    finding: Option<&Finding>,
) -> CheckOf {
    // A finding may have more to show than its check.
    let evidence = finding.map_or(&check.evidence, |finding| &finding.evidence).first();
    let evidence = evidence.and_then(|evidence| Some((evidence, library.article(evidence.source)?)));
    let place = evidence.map(|(evidence, article)| (article.origin(evidence.span), article));
    let at = |offset| lines.scalars(&briefing.text, offset);
    CheckOf {
        kind: check.kind.name(),
        text: briefing.text[check.span.range()].to_owned(),
        start: at(check.span.start),
        end: at(check.span.end),
        verdict: match (finding, &check.verdict) {
            (Some(finding), _) => finding.rule.verdict(),
            (None, Verdict::Verified) => "verified",
            (None, Verdict::Unverifiable) => "unverifiable",
            (None, Verdict::Unconfirmed | Verdict::ItemAtFault) => "unconfirmed",
            (None, Verdict::Unasked) => "unasked",
            // By an `allow`, or because its rule is off.
            (None, _) => "silenced",
        },
        rule: finding.map(|finding| finding.rule.name),
        severity: finding.map(|finding| finding.severity.name()),
        source: evidence.map(|(evidence, _)| library.source(evidence.source).key.clone()),
        source_start: place.map(|(span, article)| article.lines().scalars(article.file(), span.start)),
        source_end: place.map(|(span, article)| article.lines().scalars(article.file(), span.end)),
        source_text: evidence.map(|(evidence, article)| article.text()[evidence.span].to_owned()),
        score: evidence.map(|(evidence, _)| report::score(evidence.score)),
        how: finding.map_or_else(|| check.how.clone(), |finding| finding.message.clone()),
    }
}

/// The articles of the last records: many records of a stream cite the same ones.
#[derive(Default)]
struct Recent(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    articles: HashMap<(Fingerprint, Format, Marks), Arc<Article>>,
    bytes: usize,
}

impl Recent {
    fn of_text(&self, text: &str, marks: &Marks) -> Result<Arc<Article>, Unreadable> {
        let read = || Article::read(text.as_bytes(), TextFormat::Text, marks).map_err(|error| error.to_string());
        self.keep(text.as_bytes(), Format::Text, marks, read)
    }

    fn read(&self, bytes: &[u8], path: &str, marks: &Marks) -> Result<Arc<Article>, Unreadable> {
        let read = || read_article(bytes, path, marks).map_err(|why| format!("`{path}` {why}"));
        self.keep(bytes, tell(bytes, path), marks, read)
    }

    fn keep(
        &self,
        bytes: &[u8],
        format: Format,
        marks: &Marks,
        read: impl FnOnce() -> Result<Arc<Article>, String>,
    ) -> Result<Arc<Article>, Unreadable> {
        let id = (Fingerprint::of(bytes), format, marks.clone());
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(article) = kept().articles.get(&id) {
            return Ok(Arc::clone(article));
        }
        let article = read().map_err(Unreadable)?;
        let mut kept = kept();
        if kept.bytes + bytes.len() > KEPT {
            *kept = Kept::default();
        }
        kept.bytes += bytes.len();
        kept.articles.insert(id, Arc::clone(&article));
        Ok(article)
    }
}
