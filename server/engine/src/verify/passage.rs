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
/// How much less a line of navigation or of references counts.
const ASIDE: f32 = 0.5;
/// How many sentences are looked at for each that is wanted.
const LOOKED_AT: usize = 4;
/// In how many places the words of a claim may stand for all of these to be weighed.
const MOST_PLACES: usize = 1 << 14;
/// How many sentences are weighed where there are more. That takes as long as to weigh that many places.
const MOST_SENTENCES: usize = 256;
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
    pub sentence: u32,
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
        let (vocabulary, alphabet) = (article.words().vocabulary(), article.alphabet());
        let is_begun = |word: &Word<'_>| {
            beginning(word.stem).is_some_and(|beginning| alphabet.has_beginning(vocabulary, beginning))
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

    /// A sentence of an article as a passage.
    pub fn at(&self, article: &Article, sentence: usize) -> Option<Passage> {
        let hits = self.hits(article);
        hits.passage(article, sentence)
    }

    /// The passages of an article that have the most of these words, the best first: `most` of them at most.
    pub fn best(&self, article: &Article, most: usize) -> Vec<Passage> {
        let hits = self.hits(article);
        best_of(&hits.hits, article, most).into_iter().filter_map(|at| hits.passage(article, at)).collect()
    }

    fn hits<'b>(&self, article: &'b Article) -> Hits<'b> {
        let forms = article.forms();
        let count = article.sentences().len();
        let mut found = Hits { hits: Vec::new(), all: 0.0, of: self.words.len() };
        for word in &self.words {
            let stem = forms.find(word.stem);
            let at = stem.map_or(&[][..], |stem| forms.sentences(stem));
            let weight = word.telling * rarity(at.len(), count);
            found.all += weight;
            found.hits.extend(stem.map(|stem| Hit { stem, weight, at }));
        }
        found
    }
}

/// The words of a claim that an article has, and what all of them weigh.
struct Hits<'a> {
    hits: Vec<Hit<'a>>,
    all: f32,
    of: usize,
}

impl Hits<'_> {
    fn share(&self, from: usize, to: usize) -> f32 {
        let weights = self.hits.iter().filter(|hit| hit.is_within(from, to)).map(|hit| hit.weight);
        (weights.sum::<f32>() / self.all).clamp(0.0, 1.0)
    }

    fn passage(&self, article: &Article, at: usize) -> Option<Passage> {
        Some(Passage {
            span: *article.sentences().get(at)?,
            score: self.share(at, at),
            shared: self.hits.iter().filter(|hit| hit.is_within(at, at)).count(),
            of: self.of,
            sentence: u32::try_from(at).unwrap_or(u32::MAX),
            nearby: self.share(at.saturating_sub(AROUND), at + AROUND),
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

    /// How far from a sentence the nearest one stands that has the word.
    fn distance(&self, from: usize) -> usize {
        let next = self.at.partition_point(|&sentence| (sentence as usize) < from);
        let around = [next.checked_sub(1).and_then(|before| self.at.get(before)), self.at.get(next)];
        around.into_iter().flatten().map(|&at| from.abs_diff(at as usize)).min().unwrap_or(usize::MAX)
    }
}

/// The sentences with the most weight, their neighbours counting a little, the best first; of equals the first.
fn best_of(hits: &[Hit<'_>], article: &Article, most: usize) -> Vec<usize> {
    let count = article.sentences().len();
    let everywhere: usize = hits.iter().map(|hit| hit.at.len()).sum();
    if everywhere > MOST_PLACES {
        return best_of_rare(hits, article, most);
    }
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
    let likely = (0..count).filter(|&at| is_hit[at]).map(|at| (at, totals[at], pairs[at])).collect();
    chosen(hits, article, most, likely)
}

/// The same where the words stand in so many places that to go through all of them for each claim would take too long: of the
/// sentences that have one of the rarest.
fn best_of_rare(hits: &[Hit<'_>], article: &Article, most: usize) -> Vec<usize> {
    let mut rarest: Vec<&Hit<'_>> = hits.iter().collect();
    rarest.sort_by_key(|hit| hit.at.len());
    let mut likely: Vec<u32> = Vec::new();
    for hit in rarest {
        let room = MOST_SENTENCES.saturating_sub(likely.len());
        likely.extend(hit.at.iter().take(room));
    }
    likely.sort_unstable();
    likely.dedup();
    let weighed = likely.into_iter().map(|at| {
        let at = at as usize;
        let total = hits.iter().map(|hit| hit.weight * NEAR.get(hit.distance(at)).copied().unwrap_or(0.0)).sum();
        let here = hits.windows(2).filter(|two| two.iter().all(|hit| hit.is_within(at, at)));
        (at, total, here.map(|two| two[0].weight.min(two[1].weight) * PAIR).sum())
    });
    chosen(hits, article, most, weighed.collect())
}

/// The best of some sentences, of which it is known what their words weigh and what their pairs of words do.
fn chosen(hits: &[Hit<'_>], article: &Article, most: usize, weighed: Vec<(usize, f32, f32)>) -> Vec<usize> {
    let sentences = article.sentences();
    let lateness = |at: usize| 1.0 - LATE * at as f32 / sentences.len() as f32;
    // Following words can make a sentence better by a part of its pairs: only the ones that could win are looked at.
    let mut likely: Vec<(usize, f32, f32)> = weighed
        .into_iter()
        .map(|(at, total, pairs)| (at, total + pairs, (total + pairs + pairs * FOLLOWING) * lateness(at)))
        .collect();
    let by_worth = |a: &(usize, f32, f32), b: &(usize, f32, f32)| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0));
    let looked_at = most.saturating_mul(LOOKED_AT);
    if likely.len() > looked_at && looked_at > 0 {
        likely.select_nth_unstable_by(looked_at - 1, by_worth);
        likely.truncate(looked_at);
    }
    for (at, weight, worth) in &mut likely {
        let follow = hits.windows(2).filter(|two| two.iter().all(|hit| hit.is_within(*at, *at)));
        let follow = follow.filter(|two| follow_in(article, *at, two[0].stem, two[1].stem));
        let bonus: f32 = follow.map(|two| two[0].weight.min(two[1].weight) * PAIR * FOLLOWING).sum();
        let is_aside = is_aside(&article.text()[sentences[*at]]);
        *worth = (*weight + bonus) * lateness(*at) * if is_aside { ASIDE } else { 1.0 };
    }
    likely.sort_unstable_by(by_worth);
    likely.into_iter().take(most).map(|(at, ..)| at).collect()
}

/// Whether a sentence is a line of navigation or an entry of a list of references, by the marks that such lines have.
fn is_aside(sentence: &str) -> bool {
    let marks = sentence.matches(['|', '›', '»', '•', '·']).count();
    let has_figures = sentence.contains(|c: char| c.is_ascii_digit());
    let is_navigation = marks >= 3 && !has_figures;
    let is_reference =
        sentence.trim_start().starts_with(['^', '↑']) || sentence.contains("ISBN ") || sentence.contains("doi:");
    is_navigation || is_reference
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;
    use crate::verify::said::Said;

    /// The best passage of a text for a claim.
    fn best(text: &str, claim: &str) -> String {
        let article = Article::of_text(text, Format::Text);
        let said = Said::new(claim);
        let best = Wanted::new(claim, &said).best(&article, 1);
        text[best[0].span].to_owned()
    }

    #[test]
    fn where_all_words_are_everywhere_the_rare_one_tells() {
        let claim = "The harbour board of Norvia heard Kessin on the old quay.";
        let said = "The harbour board of Norvia heard Marsh on the old quay.\n\n";
        let told = "The harbour board of Norvia heard Kessin there.";
        for count in [10, 1 << 12] {
            let text = format!("{}{told}\n\n{}", said.repeat(count), said.repeat(count));
            assert_eq!(best(&text, claim), told);
            assert_eq!(best(&said.repeat(count), claim), said.trim_end());
        }
    }
}
