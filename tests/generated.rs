//! Articles in any number, made from the demo's: the same at every call with the same seed.
//!
//! Sentences are shuffled, their figures and rarer words changed, so that megabytes of them have the words of megabytes
//! of news: few that are everywhere, many that are hardly anywhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use briefcheck_engine::sources::{Article, Format, Marks};
use briefcheck_engine::text::{Span, words};
use fastrand::Rng;

/// How often a word of the demo's may stand there to be changed.
const RARE: usize = 3;

/// The folder of the demo: briefings and what they cite.
pub fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("memos")
}

/// Copies the demo into a folder, for who writes to it.
///
/// # Errors
///
/// If it can't be read or written.
pub fn copy_demo(to: &Path) -> io::Result<()> {
    copy(&demo(), to)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() { copy(&path, &target)? } else { _ = fs::copy(&path, &target)? }
    }
    Ok(())
}

/// Makes articles out of the demo's sentences.
pub struct Generator {
    sentences: Vec<String>,
    rare: Vec<String>,
    random: Rng,
}

impl Generator {
    /// Reads the demo's sources.
    ///
    /// # Errors
    ///
    /// If they can't be read.
    pub fn new(seed: u64) -> io::Result<Self> {
        let mut paths: Vec<PathBuf> = fs::read_dir(demo().join("sources"))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        paths.sort();
        let mut sentences = Vec::new();
        for path in paths {
            let format = Format::of_path(&path.to_string_lossy());
            let article = Article::read(&fs::read(&path)?, format, &Marks::default());
            let article = article.map_err(|_| io::Error::other("a source of the demo is no text"))?;
            let plain = article.sentences().iter().map(|&span| article.text()[span].trim().to_owned());
            sentences
                .extend(plain.filter(|sentence| sentence.len() > 40 && !sentence.contains(['\n', '(', '[', '|', '…'])));
        }
        let rare = rare(&sentences);
        Ok(Self { sentences, rare, random: Rng::with_seed(seed) })
    }

    /// An article of at least `bytes` bytes, in paragraphs of a few sentences.
    pub fn article(&mut self, bytes: usize) -> String {
        let mut article = String::new();
        while article.len() < bytes {
            if !article.is_empty() {
                article.push_str("\n\n");
            }
            for sentence in 0..self.random.usize(3..6) {
                if sentence > 0 {
                    article.push(' ');
                }
                let template = self.random.usize(..self.sentences.len());
                let changed = self.change(&self.sentences[template].clone());
                article.push_str(&changed);
            }
        }
        article
    }

    /// Articles of `each` bytes, `total` bytes together.
    pub fn articles(&mut self, total: usize, each: usize) -> Vec<String> {
        (0..total.div_ceil(each)).map(|_| self.article(each)).collect()
    }

    /// A quotation of 60 to 250 bytes: whole words that follow each other in a paragraph of the article.
    pub fn quotation<'a>(&mut self, article: &'a str) -> &'a str {
        loop {
            let paragraphs: Vec<&str> = article.split("\n\n").collect();
            let paragraph = paragraphs[self.random.usize(..paragraphs.len())];
            let words: Vec<Span> = words(paragraph).into_iter().map(|(span, _)| span).collect();
            let length = self.random.usize(60..=250);
            let first = self.random.usize(..words.len());
            let start = words[first].start;
            let last = words.iter().rfind(|word| word.end <= start + length);
            if let Some(last) = last.filter(|last| last.end >= start + 60) {
                return &paragraph[start..last.end];
            }
        }
    }

    /// A quotation with three edits: a word dropped, another one replaced, a third one put in.
    pub fn altered(&mut self, quotation: &str) -> String {
        let mut words: Vec<&str> = quotation.split(' ').collect();
        let replacement = self.rare[self.random.usize(..self.rare.len())].clone();
        words.remove(self.random.usize(1..words.len() - 1));
        let replaced = self.random.usize(..words.len());
        words[replaced] = &replacement;
        words.insert(self.random.usize(1..words.len()), "really");
        words.join(" ")
    }

    /// A sentence with other figures and other rare words.
    fn change(&mut self, sentence: &str) -> String {
        let mut changed = String::with_capacity(sentence.len());
        let mut last = 0;
        for (span, folded) in words(sentence) {
            changed.push_str(&sentence[last..span.start]);
            last = span.end;
            let word = &sentence[span];
            if word.bytes().all(|byte| byte.is_ascii_digit()) {
                changed.extend(word.bytes().map(|_| char::from(self.random.u8(b'1'..=b'9'))));
            } else if word == folded && self.rare.binary_search(&folded).is_ok() && self.random.bool() {
                changed.push_str(&self.word());
            } else {
                changed.push_str(word);
            }
        }
        changed.push_str(&sentence[last..]);
        changed
    }

    /// A rare word, or one made of two.
    fn word(&mut self) -> String {
        let mut pick = || self.rare[self.random.usize(..self.rare.len())].as_str();
        let (head, tail) = (pick(), pick());
        if self.random.u8(..4) > 0 {
            return head.to_owned();
        }
        [&head[..head.len() / 2], &tail[tail.len() / 2..]].concat()
    }
}

/// The words of five ASCII letters and more that are rare in the sentences, sorted.
fn rare(sentences: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, word) in sentences.iter().flat_map(|sentence| words(sentence)) {
        *counts.entry(word).or_default() += 1;
    }
    let is_rare = |(word, count): &(String, usize)| {
        *count <= RARE && word.len() > 4 && word.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    counts.into_iter().filter(is_rare).map(|(word, _)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_articles() {
        let article = |seed| Generator::new(seed).unwrap().article(2000);
        assert_eq!(article(1), article(1));
        assert_ne!(article(1), article(2));
    }

    #[test]
    fn a_quotation_is_its_articles() {
        let mut generator = Generator::new(1).unwrap();
        let article = generator.article(2000);
        for _ in 0..20 {
            let quotation = generator.quotation(&article);
            assert!(article.contains(quotation) && (60..=250).contains(&quotation.len()), "{quotation}");
            assert!(!article.contains(&generator.altered(quotation)));
        }
    }
}
