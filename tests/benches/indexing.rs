//! How fast articles are read: the words and their postings at once, the rest when it is asked for.
//!
//! A megabyte of articles of 6.5 kB; the column of the throughput is what counts.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use briefcheck_engine::sources::{Article, Corpus, Format, Forms, Initials, Marks, WordIndex};
use briefcheck_engine::text::{decode, sentences};
use briefcheck_tests::generated::Generator;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

fn texts() -> Vec<String> {
    Generator::new(1).unwrap().articles(1_000_000, 6_500)
}

/// Measures `read` on every article.
fn each<T>(bencher: Bencher<'_, '_>, prepare: impl Fn(&str) -> Arc<Article>, read: impl Fn(&Article) -> T + Sync) {
    let texts = texts();
    bencher
        .with_inputs(|| texts.iter().map(|text| prepare(text)).collect::<Vec<_>>())
        .counter(BytesCount::new(texts.iter().map(String::len).sum::<usize>()))
        .bench_local_refs(|articles| articles.iter().for_each(|article| drop(black_box(read(article)))));
}

fn plain(text: &str) -> Arc<Article> {
    Article::of_text(text, Format::Text)
}

/// An article whose sentences are read.
fn with_sentences(text: &str) -> Arc<Article> {
    let article = plain(text);
    article.sentences();
    article
}

#[divan::bench]
fn a_words_and_postings(bencher: Bencher<'_, '_>) {
    each(bencher, plain, |article| WordIndex::new(article.text()));
}

#[divan::bench]
fn b_bytes_to_article(bencher: Bencher<'_, '_>) {
    each(bencher, plain, |article| Article::read(article.text().as_bytes(), Format::Text, &Marks::default()));
}

#[divan::bench]
fn c_decoding(bencher: Bencher<'_, '_>) {
    each(bencher, plain, |article| decode(article.text().as_bytes()));
}

#[divan::bench]
fn d_corpus(bencher: Bencher<'_, '_>) {
    let articles: Vec<_> = texts().iter().map(|text| plain(text)).collect();
    let bytes = articles.iter().map(|article| article.text().len()).sum::<usize>();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let mut corpus = Corpus::new();
        for article in &articles {
            corpus.add(Arc::clone(article));
        }
        corpus.prepare();
        corpus
    });
}

#[divan::bench]
fn e_sentences(bencher: Bencher<'_, '_>) {
    each(bencher, plain, |article| sentences(article.text()));
}

#[divan::bench]
fn f_stems_and_spellings(bencher: Bencher<'_, '_>) {
    each(bencher, with_sentences, |article| Forms::new(article.words(), article.sentences()));
}

#[divan::bench]
fn g_initials(bencher: Bencher<'_, '_>) {
    each(bencher, plain, |article| Initials::new(article.text(), article.words()));
}

#[divan::bench]
fn h_figures(bencher: Bencher<'_, '_>) {
    each(bencher, with_sentences, |article| article.figures().len());
}
