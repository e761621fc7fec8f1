//! How the time of a check grows with its input.
//!
//! Each input is doubled three times. What is linear takes twice as long for twice as much, what is quadratic four times; the
//! last ratio is the one to look at, as what is done once for any input weighs least there. Run it by
//! `cargo bench -p briefcheck-tests --bench growth`; a word after `--` keeps the cases whose names have it.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use briefcheck::disk::{self, Configs, Files, LastLines, Run};
use briefcheck::report::{self, Colour, Look};
use briefcheck_engine::markup::Briefing;
use briefcheck_engine::sources::{Article, Corpus, Format, Library, Meta, Source};
use briefcheck_engine::verify::{self, Uncited};

/// That of the program: how long others take grows with what lies in the memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often an input is doubled.
const DOUBLINGS: u32 = 3;
/// The greatest ratio that still counts as linear.
const MOST: f64 = 2.5;
/// How often each input is measured: the shortest time counts.
const RUNS: usize = 3;

/// One way in which an input can grow.
struct Case {
    name: &'static str,
    /// How many things the smallest input has.
    first: usize,
    /// Makes an input of so many things; what it returns is measured, and counts what it found.
    make: fn(usize) -> Box<dyn Fn() -> usize>,
}

const CASES: &[Case] = &[
    Case { name: "figures in one paragraph of a source", first: 1500, make: source_figures },
    Case { name: "figures in one claim", first: 1500, make: claim_figures },
    Case { name: "figures in one sentence of a source", first: 1500, make: source_sentence },
    Case { name: "number words in one claim", first: 1500, make: number_words },
    Case { name: "numbers with hyphens", first: 1500, make: hyphens },
    Case { name: "reference links in one paragraph", first: 2500, make: reference_links },
    Case { name: "citations in one paragraph", first: 400, make: citations },
    Case { name: "claims and figures", first: 1600, make: claims_and_figures },
    Case { name: "claims whose figure is nowhere", first: 1600, make: missing_figures },
    Case { name: "cells of a table", first: 400, make: cells },
    Case { name: "derivations", first: 1600, make: derivations },
    Case { name: "names, misspelled", first: 1600, make: misspelled_names },
    Case { name: "names that are nowhere", first: 1600, make: missing_names },
    Case { name: "labels of examples that never close", first: 20_000, make: open_examples },
    Case { name: "footnotes", first: 2500, make: footnotes },
    Case { name: "a key twice in a bibliography, told", first: 2500, make: twice_in_bibliography },
    Case { name: "unknown rules in the configuration, told", first: 2500, make: unknown_rules },
    Case { name: "keys that are never cited, shown", first: 2500, make: unused_keys },
    Case { name: "malformed directives in a line, shown", first: 2500, make: malformed_directives },
    Case { name: "malformed directives in a line, reported", first: 1250, make: reported_directives },
];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let is_wanted = |case: &&Case| wanted.iter().all(|word| case.name.contains(word.as_str()));
    let mut is_linear = true;
    for case in CASES.iter().filter(is_wanted) {
        is_linear &= case.measure();
    }
    assert!(is_linear, "something grows faster than its input");
}

impl Case {
    /// Measures the case and prints a line. Returns whether the last doubling took at most [`MOST`] times as long.
    fn measure(&self) -> bool {
        let times: Vec<Duration> = (0..=DOUBLINGS).map(|doubling| time(self.make, self.first << doubling)).collect();
        let ratios = times.windows(2).map(|pair| pair[1].as_secs_f64() / pair[0].as_secs_f64().max(1e-9));
        let ratios: Vec<f64> = ratios.collect();
        let shown: Vec<String> = ratios.iter().map(|ratio| format!("{ratio:.2}")).collect();
        let is_linear = ratios.last().is_none_or(|&ratio| ratio <= MOST);
        let mark = if is_linear { "" } else { "  <- faster than its input" };
        println!("{:40} {:9.1?} from {:5}  x {}{mark}", self.name, times[0], self.first, shown.join(" "));
        is_linear
    }
}

fn time(make: fn(usize) -> Box<dyn Fn() -> usize>, size: usize) -> Duration {
    let run = make(size);
    let times = (0..RUNS).map(|_| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

/// A briefing and its source, to be verified.
fn verified(briefing: String, source: &str, format: Format) -> Box<dyn Fn() -> usize> {
    let mut corpus = Corpus::new();
    let article = corpus.add(Article::of_text(source, format));
    let mut library = Library::new(Arc::new(corpus));
    library.declare(Source {
        key: "source".to_owned(),
        path: "source.txt".to_owned(),
        meta: Meta::default(),
        article: Ok(article),
    });
    let briefing = Briefing::read(briefing, &|_| false);
    let run = move || {
        verify::verify(&verify::Context { briefing: &briefing, library: &library, uncited: Uncited::AllSources }).len()
    };
    // What the source keeps for the next claim is made before the clock starts.
    std::hint::black_box(run());
    Box::new(run)
}

/// So many sentences, each of which `write` writes with its number.
fn written(count: usize, write: impl Fn(&mut String, usize)) -> String {
    let mut text = String::new();
    (0..count).for_each(|at| write(&mut text, at));
    text
}

fn source_figures(count: usize) -> Box<dyn Fn() -> usize> {
    let text = written(count, |text, at| {
        let _ = write!(text, "In {} the port shipped {} tonnes of barley. ", 1900 + at % 120, 1_000 + at);
    });
    Box::new(move || Article::of_text(&text, Format::Text).statements().behind(&|_| false).count())
}

fn claim_figures(count: usize) -> Box<dyn Fn() -> usize> {
    let list = |step: usize| {
        written(count, |text, at| {
            let _ = write!(text, "{} tonnes to Norvia, ", 1_000 + step * at);
        })
    };
    verified(
        format!("The port shipped {}and no more [@source].\n", list(3)),
        &format!("The port shipped {}and more.", list(2)),
        Format::Text,
    )
}

fn source_sentence(count: usize) -> Box<dyn Fn() -> usize> {
    let text = written(count, |text, at| {
        let _ = write!(text, "in {} the port shipped {} tonnes of barley and ", 1900 + at % 120, 1_000 + at);
    });
    Box::new(move || Article::of_text(&text, Format::Text).statements().behind(&|_| false).count())
}

fn number_words(count: usize) -> Box<dyn Fn() -> usize> {
    let list = "two hundred ".repeat(count);
    verified(format!("The port shipped {list}tonnes [@source].\n"), "The port shipped 1,000 tonnes.", Format::Text)
}

fn hyphens(count: usize) -> Box<dyn Fn() -> usize> {
    let number = "1-".repeat(count);
    verified(format!("The port shipped {number}1 tonnes [@source].\n"), &format!("It is {number}1."), Format::Text)
}

fn reference_links(count: usize) -> Box<dyn Fn() -> usize> {
    let links = written(count, |text, at| _ = write!(text, "[quay {at}][q{at}] "));
    let targets = written(count, |text, at| _ = writeln!(text, "[q{at}]: https://quay.example/{at}"));
    verified(format!("{links}[@source].\n\n{targets}"), "The port has a quay.", Format::Text)
}

fn citations(count: usize) -> Box<dyn Fn() -> usize> {
    let clauses = written(count, |text, at| _ = write!(text, "the port shipped {at} tonnes [@source], "));
    verified(format!("{clauses}and no more.\n"), "The port shipped 1,000 tonnes.", Format::Text)
}

fn claims_and_figures(count: usize) -> Box<dyn Fn() -> usize> {
    let source = written(count, |text, at| {
        let _ = write!(text, "The port shipped {} tonnes of barley to Norvia in week {at}.\n\n", 1_000 + at);
    });
    let briefing = written(count, |text, at| {
        let _ = write!(text, "The port shipped {} tonnes of barley to Norvia [@source].\n\n", 1_000 + 2 * at);
    });
    verified(briefing, &source, Format::Text)
}

fn missing_figures(count: usize) -> Box<dyn Fn() -> usize> {
    let source = written(count, |text, at| {
        let _ = write!(text, "The port shipped {} tonnes of barley to Norvia in week {at}.\n\n", 1_000 + at);
    });
    let briefing = written(count, |text, at| {
        let _ = write!(text, "Norvia took {} tonnes of barley more [@source].\n\n", 900_000 + at);
    });
    verified(briefing, &source, Format::Text)
}

fn cells(count: usize) -> Box<dyn Fn() -> usize> {
    let rows = |step: usize| {
        written(count, |text, at| {
            let _ = writeln!(text, "| Berth {at} | {} | {} |", 1_000 + step * at, 5_000 + at);
        })
    };
    let head = "| Berth | Tonnes | Fees |\n| --- | --- | --- |\n";
    verified(format!("{head}{}\n[@source]\n", rows(2)), &format!("{head}{}", rows(1)), Format::Markdown)
}

fn derivations(count: usize) -> Box<dyn Fn() -> usize> {
    let source = written(count, |text, at| {
        let _ = write!(text, "The port shipped {} tonnes of barley and {} tonnes of rye.\n\n", 1_000 + at, 20_000 + at);
    });
    let briefing = written(count, |text, at| {
        let (barley, rye) = (1_000 + at, 20_000 + at);
        let sum = barley + rye;
        let _ = write!(
            text,
            "The port shipped {sum} tonnes in all [@source]. <!-- briefcheck: calc {sum} = {barley} + {rye} -->\n\n"
        );
    });
    verified(briefing, &source, Format::Text)
}

/// A name of its own for each number, the `last` letters of which can be chosen.
fn name(at: usize, last: &str) -> String {
    const FIRST: [&str; 16] = [
        "Bar", "Cor", "Dol", "Fen", "Gal", "Hol", "Jur", "Kel", "Lom", "Mer", "Nor", "Pel", "Quil", "Ros", "Sel", "Tor",
    ];
    const OTHER: [&str; 16] =
        ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va"];
    format!("{}{}{}{last}", FIRST[at % 16], OTHER[at / 16 % 16], OTHER[at / 256 % 16])
}

fn names(count: usize, last: &'static str) -> Box<dyn Fn() -> usize> {
    let source = written(count, |text, at| {
        let _ = write!(text, "The harbour board heard {} on the quay.\n\n", name(at, "ndel"));
    });
    let briefing = written(count, |text, at| {
        let _ = write!(text, "The harbour board heard {} on the quay [@source].\n\n", name(at, last));
    });
    verified(briefing, &source, Format::Text)
}

fn misspelled_names(count: usize) -> Box<dyn Fn() -> usize> {
    names(count, "ndell")
}

fn missing_names(count: usize) -> Box<dyn Fn() -> usize> {
    names(count, "shwick")
}

fn open_examples(count: usize) -> Box<dyn Fn() -> usize> {
    let text = format!("The port has a quay {}[@source].\n", "(@a ".repeat(count));
    Box::new(move || Briefing::read(text.clone(), &|_| false).units.len())
}

fn footnotes(count: usize) -> Box<dyn Fn() -> usize> {
    let marks = written(count, |text, at| _ = write!(text, "a[^{at}] "));
    let notes = written(count, |text, at| _ = writeln!(text, "[^{at}]: [^{}] @quay", at + 1));
    shown(&[("memo.brief", &format!("{marks}\n\n{notes}"))], drawn)
}

fn twice_in_bibliography(count: usize) -> Box<dyn Fn() -> usize> {
    let entries = "@misc{quay,title={Quay}}\n".repeat(count);
    let configuration = "[sources]\nbibliography = [\"refs.bib\"]\n";
    shown(&[("memo.brief", CLAIM), ("briefcheck.toml", configuration), ("refs.bib", &entries)], drawn)
}

fn unknown_rules(count: usize) -> Box<dyn Fn() -> usize> {
    let rules = written(count, |text, at| _ = writeln!(text, "rule-{at} = \"error\""));
    shown(&[("memo.brief", CLAIM), ("briefcheck.toml", &format!("[rules]\n{rules}"))], drawn)
}

fn unused_keys(count: usize) -> Box<dyn Fn() -> usize> {
    let keys = written(count, |text, at| _ = writeln!(text, "  quay{at}: quay.txt"));
    shown(&[("memo.brief", &format!("---\nsources:\n{keys}---\n\n{CLAIM}"))], drawn)
}

fn malformed_directives(count: usize) -> Box<dyn Fn() -> usize> {
    let directives = "<!-- briefcheck: allow x -->".repeat(count);
    shown(&[("memo.brief", &format!("{}{directives}\n", CLAIM.trim_end()))], drawn)
}

fn reported_directives(count: usize) -> Box<dyn Fn() -> usize> {
    let directives = "<!-- briefcheck: allow x -->".repeat(count);
    shown(&[("memo.brief", &format!("{}{directives}\n", CLAIM.trim_end()))], |out, run, look| {
        report::evidence(out, report::Form::Html, &run.reports, look).unwrap();
    })
}

const CLAIM: &str = "The port has a quay [@quay].\n";

/// A run over files of a workspace of their own, of which `show` writes what was found.
fn shown(files: &[(&str, &str)], show: fn(&mut Vec<u8>, &Run, Look<'_>)) -> Box<dyn Fn() -> usize> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    Box::new(move || {
        let here = folder.path();
        let configs = Configs::new(here, None);
        let run = disk::check(&[here.join("memo.brief")], &Files::on_disk(), &configs, &[]);
        let look = Look { here, repository: here, colour: Colour::Plain, width: report::WIDTH, wraps: false };
        let mut out = Vec::new();
        show(&mut out, &run, look);
        out.len()
    })
}

/// Draws findings and failures, as the command line does.
fn drawn(out: &mut Vec<u8>, run: &Run, look: Look<'_>) {
    report::write(out, report::Format::Text, &run.reports, look).unwrap();
    let mut lines = LastLines::default();
    for failure in &run.failures {
        out.extend(report::failure(failure, &mut lines, look).into_bytes());
    }
}
