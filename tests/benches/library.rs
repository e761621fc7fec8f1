//! Ten thousand articles, a thousand briefings: what a check of them costs, at first and after a change, beside programs that
//! read every word of the same files.
//!
//! The files are made here, the same at every run, from the demo's sentences. `BRIEFCHECK_ARTICLES` and `BRIEFCHECK_BRIEFINGS`
//! make it smaller. What a run costs is asked of GNU `time`; without it only the clock tells.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark may fail, and prints")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use briefcheck_engine::sources::{Article, Corpus, Format};
use briefcheck_tests::briefcheck;
use briefcheck_tests::generated::Generator;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How long an article is, in bytes.
const ARTICLE: usize = 7_300;

/// How many claims a briefing has.
const CLAIMS: usize = 20;

/// How many articles show what each part of them takes.
const PARTS_OF: usize = 300;

fn main() {
    let number = |name: &str, default: usize| env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let (articles, briefings) = (number("BRIEFCHECK_ARTICLES", 10_000), number("BRIEFCHECK_BRIEFINGS", 1_000));
    parts();
    let tree = tempfile::tempdir().unwrap();
    let made = Tree::make(tree.path(), articles, briefings);
    println!("\n{articles} articles of {:.0} MB, {briefings} briefings of {CLAIMS} claims\n", made.bytes as f64 / 1e6);
    println!("{:<34}{:>10}{:>10}{:>10}{:>12}", "", "cpu s", "clock s", "MB", "× the text");
    let cache = tempfile::tempdir().unwrap();
    let check = |more: &[&str]| {
        let mut command = Command::new(briefcheck());
        let cache = cache.path().to_str().unwrap().to_owned();
        command.args(["check", "--format", "concise", "--cache-dir", &cache]).args(more).current_dir(&tree);
        command
    };
    made.show("check, nothing kept", check(&["--no-cache"]));
    made.show("check, to be kept", check(&[]));
    made.show("check, nothing changed", check(&[]));
    let append = |path: &Path, text: &str| fs::write(path, fs::read_to_string(path).unwrap() + text).unwrap();
    append(&made.briefings[0], "\nOne more sentence.\n");
    made.show("check, one briefing changed", check(&[]));
    append(&made.articles[0], "\n\nOne more sentence.\n");
    made.show("check, one article changed", check(&[]));
    for (name, args) in [("typos", &["."][..]), ("rg", &["-c", "harbour", "."][..])] {
        let mut command = Command::new(name);
        command.args(args).current_dir(&tree);
        if Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok() {
            made.show(name, command);
        } else {
            println!("{name:<34}is not installed");
        }
    }
}

/// The files of a run.
struct Tree {
    articles: Vec<PathBuf>,
    briefings: Vec<PathBuf>,
    /// The bytes of the articles.
    bytes: usize,
}

impl Tree {
    /// Makes them in a folder. Every claim is a sentence of an article, with some of its words quoted; every tenth has a
    /// word changed.
    fn make(folder: &Path, articles: usize, briefings: usize) -> Self {
        let mut generator = Generator::new(1).unwrap();
        let mut random = fastrand::Rng::with_seed(1);
        let mut made = Self { articles: Vec::new(), briefings: Vec::new(), bytes: 0 };
        fs::create_dir(folder.join("sources")).unwrap();
        fs::write(folder.join("briefcheck.toml"), "").unwrap();
        let mut texts = Vec::new();
        for number in 0..articles {
            let path = folder.join(format!("sources/article_{number:05}.txt"));
            let text = generator.article(ARTICLE);
            fs::write(&path, &text).unwrap();
            made.bytes += text.len();
            made.articles.push(path);
            texts.push(text);
        }
        for number in 0..briefings {
            let mut briefing = format!("# Memo {number}\n");
            for claim in 0..CLAIMS {
                let article = random.usize(..articles);
                briefing.push_str(&self::claim(&texts[article], claim % 10 == 9, &mut random));
                briefing.push_str(&format!(" [@article_{article:05}].\n"));
            }
            let path = folder.join(format!("memo_{number:04}.brief.md"));
            fs::write(&path, briefing).unwrap();
            made.briefings.push(path);
        }
        made
    }

    fn show(&self, name: &str, command: Command) {
        let cost = Cost::of(command);
        let show = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.2}"));
        let times = cost.memory.map(|memory| memory / self.bytes as f64);
        let memory = cost.memory.map(|memory| memory / 1e6);
        println!("{name:<34}{:>10}{:>10.2}{:>10}{:>12}", show(cost.processor), cost.clock, show(memory), show(times));
    }
}

/// A sentence of an article with some words in quotation marks.
fn claim(article: &str, is_wrong: bool, random: &mut fastrand::Rng) -> String {
    let paragraphs: Vec<&str> = article.split("\n\n").collect();
    let sentences: Vec<&str> = paragraphs[random.usize(..paragraphs.len())].split(". ").collect();
    let sentence = sentences[random.usize(..sentences.len())].trim_end_matches('.').replace(['"', '“', '”', '@'], "");
    let mut words: Vec<String> = sentence.split_whitespace().map(str::to_owned).collect();
    if is_wrong {
        let at = random.usize(..words.len());
        words[at] = "entirely".to_owned();
    }
    let from = words.len() / 3;
    let to = (from + 5).min(words.len() - 1);
    words[from].insert(0, '“');
    words[to].push('”');
    format!("\n{}", words.join(" "))
}

/// What a program took.
struct Cost {
    clock: f64,
    /// In seconds, on all processors.
    processor: Option<f64>,
    /// In bytes, at its most.
    memory: Option<f64>,
}

impl Cost {
    fn of(command: Command) -> Self {
        let told = tempfile::NamedTempFile::new().unwrap();
        let mut timed = Command::new("time");
        timed.args(["--quiet", "-f", "%U %S %M", "-o"]).arg(told.path());
        timed.arg(command.get_program()).args(command.get_args());
        if let Some(folder) = command.get_current_dir() {
            timed.current_dir(folder);
        }
        let run = |mut command: Command| {
            let start = Instant::now();
            let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
            (status.is_ok(), start.elapsed().as_secs_f64())
        };
        let (is_timed, clock) = run(timed);
        if !is_timed {
            return Self { clock: run(command).1, processor: None, memory: None };
        }
        let told = fs::read_to_string(told.path()).unwrap();
        let numbers: Vec<f64> = told.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        match numbers[..] {
            [user, system, memory] => Self { clock, processor: Some(user + system), memory: Some(memory * 1024.0) },
            _ => Self { clock, processor: None, memory: None },
        }
    }
}

/// The name of a part of an article, and what reads it.
type Part = (&'static str, fn(&Article));

/// Shows what each part of an article takes, in bytes for each byte of its text.
fn parts() {
    let mut generator = Generator::new(2).unwrap();
    let texts: Vec<String> = (0..PARTS_OF).map(|_| generator.article(ARTICLE)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{:<34}{:>10}", "a part of an article", "× the text");
    let before = MEMORY.current_usage();
    let articles: Vec<Arc<Article>> = texts.iter().map(|text| Article::of_text(text, Format::Text)).collect();
    let show = |name: &str, before: usize| {
        let now = MEMORY.current_usage();
        println!("{name:<34}{:>10.2}", now.saturating_sub(before) as f64 / bytes as f64);
    };
    show("the text", before);
    let parts: [Part; 6] = [
        ("words and where they stand", |article| _ = article.words()),
        ("sentences and paragraphs", |article| _ = article.sentences()),
        ("stems", |article| _ = article.forms()),
        ("initials", |article| _ = article.initials()),
        ("figures", |article| _ = article.figures()),
        ("statements", |article| article.statements().behind(&|_| false).for_each(drop)),
    ];
    for (name, read) in parts {
        let before = MEMORY.current_usage();
        articles.iter().for_each(|article| read(article));
        show(name, before);
    }
    let before = MEMORY.current_usage();
    let mut corpus = Corpus::new();
    articles.into_iter().for_each(|article| _ = corpus.add(article));
    corpus.prepare();
    show("the index over all articles", before);
}
