//! How fast quotations are located, beside others' searches for the same: `memchr::memmem` for the exact ones, Myers'
//! algorithm (the crate `sassy`) for the altered ones. An altered one is found if the article that it was taken from
//! comes first; other articles have sentences much like it.
//!
//! The others read the text at every search; the engine has indexed it once. All take their turns in each round, and of
//! each quotation the fastest round counts, so that what else the machine does falls on none of them.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use briefcheck_engine::sources::{Article, ArticleId, Corpus, Format, Library, Meta, Source, SourceId};
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

/// A quotation, and the number of the article that it was taken from.
#[derive(Clone)]
struct Asked {
    quotation: String,
    article: usize,
}

/// Quotations out of some articles in turn, as they are and altered.
fn asked(generator: &mut Generator, texts: &[String]) -> (Vec<Asked>, Vec<Asked>) {
    let take = |number: usize| {
        let article = number * texts.len() / QUOTATIONS;
        let quotation = generator.quotation(&texts[article]).to_owned();
        let altered = generator.altered(&quotation);
        (Asked { quotation, article }, Asked { quotation: altered, article })
    };
    (0..QUOTATIONS).map(take).unzip()
}

fn in_one_article() {
    let mut generator = Generator::new(1).unwrap();
    let text = generator.article(ARTICLE);
    let (exact, altered) = asked(&mut generator, std::slice::from_ref(&text));
    let article = Article::of_text(&text, Format::Text);
    let locate = |asked: &Asked| Quoted::new(&asked.quotation).locate(&article);
    let is_there = |asked: &Asked| matches!(locate(asked), Located::There { .. });
    let is_near = |asked: &Asked| matches!(locate(asked), Located::Near { .. });
    report("6.5 kB, exact, memmem", 1, &exact, is_there, |asked| by_memmem(asked, &text));
    report("6.5 kB, three edits, Myers", 1, &altered, is_near, |asked| by_myers(asked, &text));
}

fn in_a_library() {
    let mut generator = Generator::new(2).unwrap();
    let texts = generator.articles(LIBRARY, ARTICLE);
    let (exact, altered) = asked(&mut generator, &texts);
    let ((library, sources), all) = (library(&texts), texts.join("\n\n"));
    let is_there = |asked: &Asked| Quoted::new(&asked.quotation).exact_in(&library).next().is_some();
    let is_near = |asked: &Asked| {
        let hits = Quoted::new(&asked.quotation).find_in(&library);
        hits.first().is_some_and(|hit| hit.source == sources[asked.article])
    };
    report("5 MB, exact, memmem", 1, &exact, is_there, |asked| by_memmem(asked, &all));
    report("5 MB, three edits, Myers", SAMPLE, &altered, is_near, |asked| by_myers(asked, &all));
}

/// A library of some articles, with their numbers in it.
fn library(texts: &[String]) -> (Library, Vec<SourceId>) {
    let mut corpus = Corpus::new();
    let articles: Vec<_> = texts.iter().map(|text| corpus.add(Article::of_text(text, Format::Text))).collect();
    let mut library = Library::new(Arc::new(corpus));
    let declare = |(number, article): (usize, ArticleId)| {
        let key = format!("a{number}");
        library.declare(Source { path: format!("{key}.txt"), key, meta: Meta::default(), article: Ok(article) })
    };
    let sources = articles.into_iter().enumerate().map(declare).collect();
    (library, sources)
}

fn by_memmem(asked: &Asked, text: &str) -> bool {
    memmem::find(text.as_bytes(), asked.quotation.as_bytes()).is_some()
}

/// As many errors are allowed as the three edits of words can make.
fn by_myers(asked: &Asked, text: &str) -> bool {
    const ERRORS: usize = 32;
    let mut searcher = Searcher::<Ascii>::new_fwd().only_best_match();
    !searcher.search(asked.quotation.as_bytes(), text.as_bytes(), ERRORS).is_empty()
}

/// Measures both, the peer on one of `sample` quotations, and prints a line of the table.
fn report(name: &str, sample: usize, asked: &[Asked], ours: impl Fn(&Asked) -> bool, peer: impl Fn(&Asked) -> bool) {
    let sampled: Vec<Asked> = asked.iter().step_by(sample).cloned().collect();
    let mut taken = (vec![Duration::MAX; asked.len()], vec![Duration::MAX; sampled.len()]);
    for _ in 0..ROUNDS {
        measure(asked, &ours, &mut taken.0);
        measure(&sampled, &peer, &mut taken.1);
    }
    let count = |asked: &[Asked], search: &dyn Fn(&Asked) -> bool| {
        format!("{}/{}", asked.iter().filter(|asked| search(asked)).count(), asked.len())
    };
    let (found, by_peer) = (count(asked, &ours), count(&sampled, &peer));
    let (ours, peer) = (mean(&taken.0), mean(&taken.1));
    println!("{name:<28}{ours:>14.2}{found:>10}{peer:>14.2}{by_peer:>10}{:>16.1}", peer / ours);
}

/// Keeps for each quotation the shortest time that a search for it took.
fn measure(asked: &[Asked], search: impl Fn(&Asked) -> bool, taken: &mut [Duration]) {
    for (asked, taken) in asked.iter().zip(taken) {
        let start = Instant::now();
        black_box(search(black_box(asked)));
        *taken = start.elapsed().min(*taken);
    }
}

/// In microseconds.
fn mean(taken: &[Duration]) -> f64 {
    taken.iter().sum::<Duration>().as_secs_f64() * 1e6 / taken.len() as f64
}
