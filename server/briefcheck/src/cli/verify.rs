//! `briefcheck verify`: texts with their sources, as a stream.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use briefcheck_desk::{Cited, Report};
use briefcheck_engine::rules::{self, Class, Counts, Finding, Outcome, Severity};
use briefcheck_engine::sources::{
    Article, ArticleId, Corpus, Fingerprint, Format as TextFormat, Library, Marks, Meta, Source, Unreadable,
};
use briefcheck_engine::verify::{Check, Evidence, Kind, Uncited};
use briefcheck_formats::{Format, tell};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lines::{HasId, answer_all};
use super::{Console, Status, args};
use crate::disk::reading::{own_meta, read_article};
use crate::disk::{self, Config, Failure, Files, paths};
use crate::report::score;

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

/// What a record comes to, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RecordVerdict {
    /// Every claim of it is verified.
    Supported,
    /// A claim of it is not, or nothing was checked.
    Undecided,
    /// An item or a claim of it has an error or a warning.
    Unsupported,
}

#[derive(Serialize)]
pub(super) struct Answer {
    id: Value,
    verdict: RecordVerdict,
    /// How many checks came to what, each counted once: a fault at its item.
    counts: CountsOf,
    checks: Vec<CheckOf>,
    /// What is wrong with the text itself or a source: no item of it, so no check.
    problems: Vec<Problem>,
}

#[derive(Serialize)]
struct CountsOf {
    verified: usize,
    unconfirmed: usize,
    unverifiable: usize,
    unasked: usize,
    checked: usize,
    allowed: usize,
    at_fault: usize,
}

impl CountsOf {
    fn new(counts: &Counts) -> Self {
        Self {
            verified: counts.get(Class::Verified),
            unconfirmed: counts.get(Class::Unconfirmed),
            unverifiable: counts.get(Class::Unverifiable),
            unasked: counts.get(Class::Unasked),
            checked: counts.get(Class::Checked),
            allowed: counts.get(Class::Allowed),
            at_fault: counts.at_fault(),
        }
    }
}

/// A check. Offsets count Unicode scalar values.
#[derive(Serialize)]
struct CheckOf {
    kind: &'static str,
    text: String,
    start: usize,
    end: usize,
    outcome: &'static str,
    verdict: &'static str,
    rule: Option<&'static str>,
    severity: Option<&'static str>,
    source: Option<String>,
    source_start: Option<usize>,
    source_end: Option<usize>,
    source_text: Option<String>,
    score: Option<f64>,
    /// The passages that come next to it, the best first.
    also: Vec<Also>,
    how: String,
}

/// A passage that has some of an item as well.
#[derive(Serialize)]
struct Also {
    source: String,
    source_start: usize,
    source_end: usize,
    score: f64,
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
    let configs = console.configs(args.levels.config.as_deref(), &args.levels.allow_outside);
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
    let worst = Arc::new(Mutex::new(RecordVerdict::Supported));
    let seen = Arc::clone(&worst);
    let late = answer_all(&args.stream, move |record| {
        let answer = verifier.answer(record);
        // What could not be answered is not decided.
        let verdict = answer.as_ref().map_or(RecordVerdict::Undecided, |answer| answer.verdict);
        let mut worst = seen.lock().unwrap_or_else(PoisonError::into_inner);
        *worst = verdict.max(*worst);
        answer
    })?;
    let worst = *worst.lock().unwrap_or_else(PoisonError::into_inner);
    let worst = if late > 0 { worst.max(RecordVerdict::Undecided) } else { worst };
    let least = match args.fail_on {
        args::FailOnRecord::Unsupported => RecordVerdict::Unsupported,
        args::FailOnRecord::Undecided => RecordVerdict::Undecided,
        args::FailOnRecord::Never => return Ok(Status::Clean),
    };
    Ok(if worst >= least { Status::Findings } else { Status::Clean })
}

pub(super) struct Verifier {
    here: PathBuf,
    config: Arc<Config>,
    levels: Arc<rules::Levels>,
    articles: Recent,
}

impl Verifier {
    /// One that answers with these levels; paths are from the folder `here`.
    pub(super) fn new(here: PathBuf, config: Arc<Config>, levels: rules::Levels) -> Self {
        Self { here, config, levels: Arc::new(levels), articles: Recent::default() }
    }

    pub(super) fn answer(&self, record: Record) -> Result<Answer, String> {
        let library = Arc::new(self.library(record.sources)?);
        let uncited = Uncited::AllSources;
        let report = disk::report_on(&record.text, library, Arc::clone(&self.levels), uncited);
        let report = report.ok_or("the text could not be read")?;
        Ok(answer_of(record.id, &report, uncited))
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
        let own = match (&article, &given.path) {
            (Ok(article), Some(path)) => own_meta(article, path),
            _ => Meta::default(),
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
        let meta = meta.or(own);
        Ok(Source { key, path: given.path.unwrap_or_default(), meta, article })
    }
}

/// What a record comes to by the report on its text. If that cites nothing, `uncited` says what it was held against.
pub(super) fn answer_of(id: Value, report: &Report, uncited: Uncited) -> Answer {
    let findings: HashMap<usize, &Finding> =
        report.findings.iter().filter_map(|finding| Some((finding.check?, finding))).collect();
    let check = |(id, (check, outcome))| check_of(report, (check, outcome), findings.get(&id).copied());
    let at = |offset| report.lines.scalars(&report.text, offset);
    let problem = |finding: &Finding| Problem {
        rule: finding.rule.name,
        severity: finding.severity.name(),
        start: at(finding.span.start),
        end: at(finding.span.end),
        message: finding.message.clone(),
    };
    let mut problems: Vec<Problem> =
        report.findings.iter().filter(|finding| finding.check.is_none()).map(problem).collect();
    let unread = unread(report, uncited);
    problems.extend(unreadable(&unread, report));
    Answer {
        id,
        verdict: verdict_of(report, !unread.is_empty()),
        counts: CountsOf::new(&Counts::of(report.outcomes.iter().copied())),
        checks: report.settled().enumerate().map(check).collect(),
        problems,
    }
}

/// What a record comes to: what a readable source contradicts, an unreadable one does not cancel.
fn verdict_of(report: &Report, has_unread: bool) -> RecordVerdict {
    let library = &report.library;
    let is_alarm = |finding: &Finding| finding.check.is_some() && finding.severity >= Severity::Warning;
    if report.findings.iter().any(is_alarm) {
        return RecordVerdict::Unsupported;
    }
    let is_lacking = |citation: &Cited| library.find(&citation.key).is_none_or(|id| library.article(id).is_none());
    let claims = || report.settled().filter(|(check, _)| check.kind == Kind::Claim).map(|(_, outcome)| outcome);
    let is_open = |outcome: Outcome| !matches!(outcome, Outcome::Verified | Outcome::Unasked);
    let is_open = report.citations.iter().any(is_lacking)
        || has_unread
        || claims().any(is_open)
        || !claims().any(|outcome| outcome == Outcome::Verified);
    if is_open { RecordVerdict::Undecided } else { RecordVerdict::Supported }
}

/// The sources that stand for a text which cites nothing and that can't be read.
fn unread(report: &Report, uncited: Uncited) -> Vec<&Source> {
    let sources = || report.library.sources().map(|(_, source)| source);
    let is_all = || uncited == Uncited::AllSources || sources().all(|source| source.article.is_err());
    let are_cited = report.citations.is_empty() && is_all();
    sources().filter(|source| are_cited && source.article.is_err()).collect()
}

/// Those of which no finding tells.
fn unreadable(unread: &[&Source], report: &Report) -> Vec<Problem> {
    let rule = rules::find("source-unreadable");
    let is_told = |message: &str| report.findings.iter().any(|finding| finding.message.contains(message));
    let problem = |source: &&Source| {
        let why = source.article.as_ref().err().filter(|why| !is_told(&why.0))?;
        Some(Problem {
            rule: rule?.name,
            severity: rule?.severity.name(),
            start: 0,
            end: 0,
            message: format!("the source `{}` can't be read: {}", source.key, why.0),
        })
    };
    unread.iter().filter_map(problem).collect()
}

fn check_of(report: &Report, (check, outcome): (&Check, Outcome), finding: Option<&Finding>) -> CheckOf {
    let library = &*report.library;
    // A finding may have more to show than its check.
    let passages = finding.map_or(&check.evidence, |finding| &finding.evidence);
    let evidence = passages.first().and_then(|evidence| Some((evidence, library.article(evidence.source)?)));
    let place = evidence.map(|(evidence, article)| (article.origin(evidence.span), article));
    let at = |offset| report.lines.scalars(&report.text, offset);
    CheckOf {
        kind: check.kind.name(),
        text: report.text[check.span.range()].to_owned(),
        start: at(check.span.start),
        end: at(check.span.end),
        outcome: outcome.name(),
        verdict: finding.map_or(outcome.counted().name(), |finding| finding.rule.verdict()),
        rule: finding.map(|finding| finding.rule.name),
        severity: finding.map(|finding| finding.severity.name()),
        source: evidence.map(|(evidence, _)| library.source(evidence.source).key.clone()),
        source_start: place.map(|(span, article)| article.lines().scalars(article.file(), span.start)),
        source_end: place.map(|(span, article)| article.lines().scalars(article.file(), span.end)),
        source_text: evidence.map(|(evidence, article)| article.text()[evidence.span].to_owned()),
        score: evidence.map(|(evidence, _)| score(evidence.score)),
        also: also(check, evidence.map(|(evidence, _)| evidence), library),
        how: how(report, check, outcome, finding),
    }
}

/// The passages of a check beside the one that is shown.
fn also(check: &Check, shown: Option<&Evidence>, library: &Library) -> Vec<Also> {
    let others = check.evidence.iter().filter(|evidence| Some(*evidence) != shown);
    let passage = |evidence: &Evidence| {
        let article = library.article(evidence.source)?;
        let (span, lines) = (article.origin(evidence.span), article.lines());
        Some(Also {
            source: library.source(evidence.source).key.clone(),
            source_start: lines.scalars(article.file(), span.start),
            source_end: lines.scalars(article.file(), span.end),
            score: score(evidence.score),
        })
    };
    others.filter_map(passage).collect()
}

fn how(report: &Report, check: &Check, outcome: Outcome, finding: Option<&Finding>) -> String {
    match (finding, outcome.why(&report.directives)) {
        (Some(finding), _) => finding.message.clone(),
        (None, Some(why)) => why,
        (None, None) => check.how.told(&report.library),
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
