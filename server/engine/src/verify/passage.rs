//! The passage of a source that has the most of a claim.

use super::said::Said;
use crate::sources::{Article, StemId};
use crate::text::Span;

/// How many sentences before and after a passage still speak of the same thing.
const AROUND: usize = 2;
/// The part of a word's weight for a sentence that has it, for the ones beside it, and for the next ones.
const NEAR: [f32; 3] = [1.0, 0.3, 0.1];
/// How much two words count beside their own weight that follow each other in the claim and stand in one sentence.
const PAIR: f32 = 0.4;
/// How much more they count where they follow each other there too.
const FOLLOWING: f32 = 0.3;
/// How many words may stand from the first of these to the second.
const STEPS: usize = 2;
/// How much less the last sentence counts than the first: what follows an article is seldom the article.
const LATE: f32 = 0.2;
/// How steeply a word's weight rises with its rarity.
const STEEP: f32 = 1.3;

/// What a claim says, word by word: each stem once, without function words.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    words: Vec<Word<'a>>,
}

#[derive(Clone, Debug)]
struct Word<'a> {
    stem: &'a str,
    /// Where the claim has it first.
    span: Span,
    /// How much the word tells of what is spoken of, its rarity aside.
    telling: f32,
}

/// One sentence of an article, or a few, and what they have of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// From the first byte of the first sentence to the last of the last.
    pub span: Span,
    /// The share of the claim's words that it has, each weighed by its rarity: 0 to 1.
    pub score: f32,
    /// How many of the claim's words it has.
    pub shared: usize,
    /// How many words the claim has.
    pub of: usize,
    /// The share that it has together with the sentences around it.
    pub nearby: f32,
    /// The number of the sentence.
    sentence: u32,
}

impl<'a> Wanted<'a> {
    /// The words of a claim.
    pub fn new(claim: &str, said: &'a Said) -> Self {
        let mut words: Vec<Word<'a>> = Vec::new();
        for (word, stem) in said.content() {
            if words.iter().all(|other| other.stem != stem) {
                let telling = telling(&claim[word.span], word.span.start == 0);
                words.push(Word { stem, span: word.span, telling });
            }
        }
        Self { words }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether an article has nowhere, in no form that begins alike, so many of ten words or more.
    pub fn lacks(&self, of_ten: usize, article: &Article) -> bool {
        let forms = article.forms();
        let is_enough = |words: &[&Word<'_>]| words.len() * 10 >= self.words.len() * of_ten;
        let mut missing: Vec<&Word<'_>> = self.words.iter().filter(|word| forms.find(word.stem).is_none()).collect();
        if !is_enough(&missing) {
            return false;
        }
        let vocabulary = article.words().vocabulary();
        let is_begun = |word: &Word<'_>| {
            beginning(word.stem).is_some_and(|beginning| vocabulary.iter().any(|other| other.starts_with(beginning)))
        };
        missing.retain(|word| !is_begun(word));
        is_enough(&missing)
    }

    /// Where the claim has the words that a passage of an article lacks.
    pub fn lacking(&self, article: &Article, passage: &Passage) -> Vec<Span> {
        let forms = article.forms();
        let is_there = |word: &&Word<'_>| {
            let stem = forms.find(word.stem);
            stem.is_some_and(|stem| forms.sentences(stem).binary_search(&passage.sentence).is_ok())
        };
        self.words.iter().filter(|word| !is_there(word)).map(|word| word.span).collect()
    }

    /// The passage of an article that has the most of these words, if it has any.
    pub fn best(&self, article: &Article) -> Option<Passage> {
        let forms = article.forms();
        let count = article.sentences().len();
        let mut all = 0.0;
        let mut hits: Vec<Hit<'_>> = Vec::new();
        for word in &self.words {
            let stem = forms.find(word.stem);
            let at = stem.map_or(&[][..], |stem| forms.sentences(stem));
            let weight = word.telling * rarity(at.len(), count);
            all += weight;
            hits.extend(stem.map(|stem| Hit { stem, weight, at }));
        }
        let best = best_of(&hits, article)?;
        let share = |from: usize, to: usize| {
            let weights = hits.iter().filter(|hit| hit.is_within(from, to)).map(|hit| hit.weight);
            (weights.sum::<f32>() / all).clamp(0.0, 1.0)
        };
        Some(Passage {
            span: *article.sentences().get(best)?,
            score: share(best, best),
            shared: hits.iter().filter(|hit| hit.is_within(best, best)).count(),
            of: self.words.len(),
            sentence: u32::try_from(best).unwrap_or(u32::MAX),
            nearby: share(best.saturating_sub(AROUND), best + AROUND),
        })
    }
}

/// The letters that words of one family share; none of a short word, which may begin as any other does.
fn beginning(stem: &str) -> Option<&str> {
    const LETTERS: usize = 5;
    stem.char_indices().nth(LETTERS - 1).map(|(at, last)| &stem[..at + last.len_utf8()])
}

/// A word of the claim that the article has.
struct Hit<'a> {
    stem: StemId,
    /// How much it tells.
    weight: f32,
    /// The sentences that have it, ascending.
    at: &'a [u32],
}

impl Hit<'_> {
    /// Whether one of the sentences `from..=to` has the word.
    fn is_within(&self, from: usize, to: usize) -> bool {
        let first = self.at.partition_point(|&sentence| (sentence as usize) < from);
        self.at.get(first).is_some_and(|&sentence| sentence as usize <= to)
    }
}

/// The sentence with the most weight, its neighbours counting a little; of equals the first.
fn best_of(hits: &[Hit<'_>], article: &Article) -> Option<usize> {
    let count = article.sentences().len();
    let mut totals = vec![0.0_f32; count];
    let mut pairs = vec![0.0_f32; count];
    let mut is_hit = vec![false; count];
    for hit in hits {
        for (sentence, part) in nearness(hit.at) {
            if let Some(total) = totals.get_mut(sentence) {
                *total += hit.weight * part;
            }
        }
        for &sentence in hit.at {
            is_hit[sentence as usize] = true;
        }
    }
    for two in hits.windows(2) {
        for sentence in two[0].at.iter().map(|&sentence| sentence as usize) {
            if two[1].is_within(sentence, sentence) {
                pairs[sentence] += two[0].weight.min(two[1].weight) * PAIR;
            }
        }
    }
    let lateness = |at: usize| 1.0 - LATE * at as f32 / count as f32;
    let least = |at: usize| (totals[at] + pairs[at]) * lateness(at);
    let most = (0..count).filter(|&at| is_hit[at]).map(least).fold(0.0, f32::max);
    let mut best: Option<(usize, f32)> = None;
    for at in (0..count).filter(|&at| is_hit[at]) {
        // Only where following words could make it the best are they looked at.
        if (totals[at] + pairs[at] * (1.0 + FOLLOWING)) * lateness(at) < most {
            continue;
        }
        let follow = hits.windows(2).filter(|two| two.iter().all(|hit| hit.is_within(at, at)));
        let follow = follow.filter(|two| follow_in(article, at, two[0].stem, two[1].stem));
        let bonus: f32 = follow.map(|two| two[0].weight.min(two[1].weight) * PAIR * FOLLOWING).sum();
        let total = (totals[at] + pairs[at] + bonus) * lateness(at);
        if best.is_none_or(|(_, most)| total > most) {
            best = Some((at, total));
        }
    }
    best.map(|(at, _)| at)
}

/// Whether in a sentence a word with the second stem follows one with the first.
fn follow_in(article: &Article, sentence: usize, first: StemId, second: StemId) -> bool {
    let (words, forms) = (article.words(), article.forms());
    let mut last: Option<usize> = None;
    for position in words.positions_in(article.sentences()[sentence]) {
        let stem = forms.of(words.ids()[position]);
        if stem == second && last.is_some_and(|last| position - last <= STEPS) {
            return true;
        }
        if stem == first {
            last = Some(position);
        }
    }
    false
}

/// The sentences that have a word or stand near one that does, each once, with the part of its weight that they get.
fn nearness(at: &[u32]) -> impl Iterator<Item = (usize, f32)> {
    let reach = NEAR.len() - 1;
    at.iter().enumerate().flat_map(move |(number, &sentence)| {
        let sentence = sentence as usize;
        let before = number.checked_sub(1).and_then(|before| at.get(before)).map(|&before| before as usize);
        let after = at.get(number + 1).map(|&after| after as usize);
        // Each sentence belongs to the nearest one that has the word, of two to the first.
        let from = before.map_or(0, |before| before.midpoint(sentence) + 1).max(sentence.saturating_sub(reach));
        let to = after.map_or(usize::MAX, |after| sentence.midpoint(after)).min(sentence.saturating_add(reach));
        (from..=to).map(move |near| (near, NEAR[near.abs_diff(sentence)]))
    })
}

/// How rare a word is that stands in `having` of `count` sentences.
fn rarity(having: usize, count: usize) -> f32 {
    (1.0 + count as f32 / (having as f32 + 0.5)).ln().powf(STEEP)
}

/// Names and figures tell more than other words, long words more than short ones.
fn telling(word: &str, is_first: bool) -> f32 {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        1.3
    } else if word.starts_with(char::is_uppercase) && !is_first {
        1.2
    } else {
        1.0
    }
}
