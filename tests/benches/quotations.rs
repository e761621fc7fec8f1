//! How fast quotations are located, beside others' searches for the same: `memchr::memmem` for the exact ones, Myers'
//! algorithm (the crate `sassy`) for the altered ones.
//!
//! The others read the text at every search; the engine has indexed it once. All take their turns in each round, and of
//! each quotation the fastest round counts, so that what else the machine does falls on none of them.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use briefcheck_engine::sources::{Article, Corpus, Format, Library, Meta, Source};
use briefcheck_engine::verify::quotation::{Located, Quoted};
use briefcheck_tests::generated::Generator;
use memchr::memmem;
use sassy::Searcher;
use sassy::profiles::Ascii;

const ARTICLE: usize = 6_500;
const LIBRARY: usize = 5_000_000;
const QUOTATIONS: usize = 200;

/// Of how many quotations Myers' search takes one in the library: it needs seconds for all.
const SAMPLE: usize = 20;

const ROUNDS: usize = 9;

fn main() {
    println!("{QUOTATIONS} quotations of 60 to 250 bytes; microseconds each, and how many were found\n");
    println!("{:<28}{:>14}{:>10}{:>14}{:>10}{:>16}", "", "briefcheck", "found", "peer", "found", "times as fast");
    in_one_article();
    in_a_library();
}

/// The quotations of an article.
struct Asked {
    exact: Vec<String>,
    altered: Vec<String>,
}

impl Asked {
    fn new(generator: &mut Generator, texts: &[String]) -> Self {
        let pick = |number: usize| &texts[number * texts.len() / QUOTATIONS];
        let exact: Vec<String> = (0..QUOTATIONS).map(|number| generator.quotation(pick(number)).to_owned()).collect();
        let altered = exact.iter().map(|quotation| generator.altered(quotation)).collect();
        Self { exact, altered }
    }
}

fn in_one_article() {
    let mut generator = Generator::new(1).unwrap();
    let text = generator.article(ARTICLE);
    let asked = Asked::new(&mut generator, std::slice::from_ref(&text));
    let article = Article::of_text(&text, Format::Text);
    let exact = |quotation: &str| matches!(Quoted::new(quotation).locate(&article), Located::There { .. });
    let altered = |quotation: &str| matches!(Quoted::new(quotation).locate(&article), Located::Near { .. });
    report("6.5 kB, exact, memmem", 1, &asked.exact, exact, |quotation| by_memmem(quotation, &text));
    report("6.5 kB, three edits, Myers", 1, &asked.altered, altered, |quotation| by_myers(quotation, &text));
}

fn in_a_library() {
    let mut generator = Generator::new(2).unwrap();
    let texts = generator.articles(LIBRARY, ARTICLE);
    let asked = Asked::new(&mut generator, &texts);
    let (library, all) = (library(&texts), texts.join("\n\n"));
    let exact = |quotation: &str| Quoted::new(quotation).exact_in(&library).next().is_some();
    let altered = |quotation: &str| !Quoted::new(quotation).near_in(&library).is_empty();
    report("5 MB, exact, memmem", 1, &asked.exact, exact, |quotation| by_memmem(quotation, &all));
    report("5 MB, three edits, Myers", SAMPLE, &asked.altered, altered, |quotation| by_myers(quotation, &all));
}

fn library(texts: &[String]) -> Library {
    let mut corpus = Corpus::new();
    let ids: Vec<_> = texts.iter().map(|text| corpus.add(Article::of_text(text, Format::Text))).collect();
    let mut library = Library::new(Arc::new(corpus));
    for (number, id) in ids.into_iter().enumerate() {
        let key = format!("a{number}");
        library.declare(Source { path: format!("{key}.txt"), key, meta: Meta::default(), article: Ok(id) });
    }
    library
}

fn by_memmem(quotation: &str, text: &str) -> bool {
    memmem::find(text.as_bytes(), quotation.as_bytes()).is_some()
}

/// As many errors are allowed as the three edits of words can make.
fn by_myers(quotation: &str, text: &str) -> bool {
    const ERRORS: usize = 32;
    let mut searcher = Searcher::<Ascii>::new_fwd().only_best_match();
    !searcher.search(quotation.as_bytes(), text.as_bytes(), ERRORS).is_empty()
}

/// Measures both, the peer on one of `sample` quotations, and prints a line of the table.
fn report(name: &str, sample: usize, asked: &[String], ours: impl Fn(&str) -> bool, peer: impl Fn(&str) -> bool) {
    let sampled: Vec<String> = asked.iter().step_by(sample).cloned().collect();
    let mut taken = (vec![Duration::MAX; asked.len()], vec![Duration::MAX; sampled.len()]);
    for _ in 0..ROUNDS {
        measure(asked, &ours, &mut taken.0);
        measure(&sampled, &peer, &mut taken.1);
    }
    let count = |asked: &[String], search: &dyn Fn(&str) -> bool| {
        format!("{}/{}", asked.iter().filter(|quotation| search(quotation)).count(), asked.len())
    };
    let (found, by_peer) = (count(asked, &ours), count(&sampled, &peer));
    let (ours, peer) = (mean(&taken.0), mean(&taken.1));
    println!("{name:<28}{ours:>14.2}{found:>10}{peer:>14.2}{by_peer:>10}{:>16.1}", peer / ours);
}

/// Keeps for each quotation the shortest time that a search for it took.
fn measure(asked: &[String], search: impl Fn(&str) -> bool, taken: &mut [Duration]) {
    for (quotation, taken) in asked.iter().zip(taken) {
        let start = Instant::now();
        black_box(search(black_box(quotation)));
        *taken = start.elapsed().min(*taken);
    }
}

/// In microseconds.
fn mean(taken: &[Duration]) -> f64 {
    taken.iter().sum::<Duration>().as_secs_f64() * 1e6 / taken.len() as f64
}
