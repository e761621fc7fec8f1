//! How fast briefings are checked: the demo from its files to its findings, and single claims against one article.
//!
//! A claim's time is that of verifying it and nothing else: before the clock starts, its text and the article are read
//! and indexed, and it has been verified once, so that all that the article keeps for the next claim is made.
//! `claim_to_findings` is the same with the rules, from the read texts to the findings.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use briefcheck::disk::{Configs, Files, briefings, check};
use briefcheck_engine::markup::Briefing;
use briefcheck_engine::rules::Levels;
use briefcheck_engine::sources::{Article, Corpus, Format, Library, Meta, Source};
use briefcheck_engine::verify::{self, Uncited};
use briefcheck_tests::generated::{Generator, demo};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// The demo, from nothing: its configuration, briefings and sources are found, read and checked.
#[divan::bench]
fn demo_from_disk() -> usize {
    let files = Files::on_disk();
    let configs = Configs::new(&demo(), None);
    let (found, _) = briefings(&[demo()], &configs, &files);
    let run = check(&found, &files, &configs, &[]);
    run.reports.iter().map(|report| report.findings.len()).sum()
}

/// A briefing of one claim about an article of 1,000 words, both read, and everything about the article that is made
/// once made.
struct Claim {
    briefing: Briefing,
    library: Library,
}

impl Claim {
    fn new(sentence: impl Fn(&mut Generator, &str) -> String) -> Self {
        let mut generator = Generator::new(1).unwrap();
        let text = generator.article(6_200);
        let claim = format!("{} [@source].\n", sentence(&mut generator, &text));
        let mut corpus = Corpus::new();
        let article = corpus.add(Article::of_text(&text, Format::Text));
        let mut library = Library::new(Arc::new(corpus));
        library.declare(Source {
            key: "source".to_owned(),
            path: "source.txt".to_owned(),
            meta: Meta::default(),
            article: Ok(article),
        });
        let claim = Self { briefing: Briefing::read(claim, &|_| false), library };
        black_box(claim.verify());
        claim
    }

    fn verify(&self) -> usize {
        let cx = verify::Context { briefing: &self.briefing, library: &self.library, uncited: Uncited::AllSources };
        verify::verify(&cx).len()
    }

    fn check(&self) -> usize {
        briefcheck_engine::check(&self.briefing, &self.library, &Levels::default(), Uncited::AllSources).findings.len()
    }
}

const CLAIM: &str = "On 12 May the Harbour and Transit Authority counted 4,300 lorries, 12 percent fewer than in 2023, \
    Minister Idris Vell told reporters";

/// A claim with figures and names.
fn plain(_: &mut Generator, _: &str) -> String {
    CLAIM.to_owned()
}

/// A claim of names alone, some of them not in the article.
fn naming(_: &mut Generator, _: &str) -> String {
    "Minister Idris Vell met Karl Voss of the Harbour and Transit Authority in Oslo, and the World Pilots' Union in Rome"
        .to_owned()
}

/// A sentence of the article without its negation, or with one.
fn negating(_: &mut Generator, article: &str) -> String {
    let is_plain = |sentence: &&str| {
        sentence.split(' ').count() > 8 && !sentence.contains(|c: char| c.is_ascii_digit() || "“”\"\n".contains(c))
    };
    let sentence = article.split(". ").find(is_plain).unwrap_or(CLAIM).replace(" not ", " ");
    sentence.replacen(" was ", " was not ", 1)
}

/// The same with a quotation.
fn quoting(generator: &mut Generator, article: &str) -> String {
    format!("{CLAIM}: “{}”", generator.quotation(article).replace(['"', '“', '”'], ""))
}

/// The same with a quotation of three edits.
fn misquoting(generator: &mut Generator, article: &str) -> String {
    let quotation = generator.quotation(article).replace(['"', '“', '”'], "");
    format!("{CLAIM}: “{}”", generator.altered(&quotation))
}

#[divan::bench]
fn claim_with_figures_and_names(bencher: Bencher<'_, '_>) {
    let claim = Claim::new(plain);
    bencher.bench_local(|| claim.verify());
}

#[divan::bench]
fn claim_with_names(bencher: Bencher<'_, '_>) {
    let claim = Claim::new(naming);
    bencher.bench_local(|| claim.verify());
}

#[divan::bench]
fn claim_with_a_negation(bencher: Bencher<'_, '_>) {
    let claim = Claim::new(negating);
    bencher.bench_local(|| claim.verify());
}

#[divan::bench]
fn claim_with_quotation(bencher: Bencher<'_, '_>) {
    let claim = Claim::new(quoting);
    bencher.bench_local(|| claim.verify());
}

#[divan::bench]
fn claim_with_altered_quotation(bencher: Bencher<'_, '_>) {
    let claim = Claim::new(misquoting);
    bencher.bench_local(|| claim.verify());
}

#[divan::bench]
fn claim_to_findings(bencher: Bencher<'_, '_>) {
    let claim = Claim::new(misquoting);
    bencher.bench_local(|| claim.check());
}
