//! The passage of a source that has the most of a claim.

use crate::sources::{Article, StemId};
use crate::text::{Span, each_word, is_function_word, stem};

/// How much a word counts that the sentence before or after has.
const NEIGHBOUR: f32 = 0.2;
/// How much two words count beside their own weight that follow each other in the claim and stand in one sentence.
const PAIR: f32 = 0.5;
/// How much less the last sentence counts than the first: what follows an article is seldom the article.
const LATE: f32 = 0.2;

/// What a claim says, word by word: each stem once, without function words.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    stem: String,
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
    /// Its rank among the passages of other articles.
    pub weight: f32,
}

impl Wanted {
    /// The words of a claim.
    pub fn new(claim: &str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        each_word(claim, |span, folded| {
            if is_function_word(folded) || !folded.contains(char::is_alphanumeric) {
                return;
            }
            let stem = stem(folded);
            if words.iter().any(|word| word.stem == stem) {
                return;
            }
            words.push(Word { telling: telling(&claim[span], span.start == 0), stem });
        });
        Self { words }
    }

    /// The passage of an article that has the most of these words, if it has any.
    pub fn best(&self, article: &Article) -> Option<Passage> {
        let forms = article.forms();
        let count = article.sentences().len();
        let mut all = 0.0;
        let mut found: Vec<(StemId, f32)> = Vec::new();
        for word in &self.words {
            let id = forms.find(&word.stem);
            let weight = word.telling * rarity(id.map_or(0, |id| forms.sentences(id).len()), count);
            all += weight;
            found.extend(id.map(|id| (id, weight)));
        }
        // For each sentence, the weight of the words that it has.
        let mut own = vec![0.0_f32; count];
        for &(id, weight) in &found {
            for &sentence in forms.sentences(id) {
                own[sentence as usize] += weight;
            }
        }
        let best = best_of(&own, &found, article)?;
        let has = |id: StemId| forms.sentences(id).binary_search(&(best as u32)).is_ok();
        let shared = found.iter().filter(|&&(id, _)| has(id)).count();
        Some(Passage {
            span: article.sentences()[best],
            score: (own[best] / all).clamp(0.0, 1.0),
            shared,
            of: self.words.len(),
            weight: own[best],
        })
    }
}

/// The sentence with the most weight, its neighbours counting a little; of equals the first.
fn best_of(own: &[f32], found: &[(StemId, f32)], article: &Article) -> Option<usize> {
    let forms = article.forms();
    let mut total = own.to_vec();
    for &(id, weight) in found {
        let at = forms.sentences(id);
        let mut last = None;
        for &sentence in at {
            for neighbour in [sentence.checked_sub(1), sentence.checked_add(1)].into_iter().flatten() {
                let is_own = at.binary_search(&neighbour).is_ok();
                if !is_own
                    && last < Some(neighbour)
                    && let Some(total) = total.get_mut(neighbour as usize)
                {
                    *total += weight * NEIGHBOUR;
                    last = Some(neighbour);
                }
            }
        }
    }
    for pair in found.windows(2) {
        let [(first, weight), (second, other)] = [pair[0], pair[1]];
        for &sentence in forms.sentences(first) {
            if forms.sentences(second).binary_search(&sentence).is_ok() {
                total[sentence as usize] += weight.min(other) * PAIR;
            }
        }
    }
    for (at, total) in total.iter_mut().enumerate() {
        *total *= 1.0 - LATE * at as f32 / own.len() as f32;
    }
    let mut best = None;
    for (at, &weight) in total.iter().enumerate() {
        if own[at] > 0.0 && best.is_none_or(|(_, most)| weight > most) {
            best = Some((at, weight));
        }
    }
    best.map(|(at, _)| at)
}

/// How rare a word is that stands in `having` of `count` sentences.
fn rarity(having: usize, count: usize) -> f32 {
    (1.0 + count as f32 / (having as f32 + 0.5)).ln()
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
