//! The passage of an article that is nearest to a quotation which it does not have to the word.
//!
//! Rare words vote for where the quotation would begin; around the best of these places, quotation and article are
//! aligned word by word. No text is scanned.

use super::pattern::{Pattern, Piece, QuotedWord};
use crate::sources::{WordId, WordIndex};

/// How many places are aligned.
const MOST_CANDIDATES: usize = 3;

/// How often a word may stand in the article to vote, at first and if no rarer one stands there.
const VOTING: [usize; 3] = [8, 64, 512];

/// How far apart two votes for one place may lie, in words, beside a quarter of the quotation.
const SLACK: usize = 8;

/// The most words of a quotation that are aligned; of a longer one, the first ones stand for it.
const LONGEST: usize = 600;

/// Costs of an alignment. A word replaced by another costs less than one left out and one put in, and at the ends of
/// the quotation no more than one put in.
const LEFT_OUT: u32 = 2;
const PUT_IN: u32 = 3;
const REPLACED: u32 = 3;
const REPLACED_BY_LIKE: u32 = 2;

/// A passage, and how the quotation's words stand to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The first word of the passage, as a position in the article.
    pub from: usize,
    /// The position after its last.
    pub to: usize,
    /// What to do to the passage to get the quotation, in order.
    pub steps: Vec<Step>,
    /// How many of the quotation's words the passage has.
    pub matched: usize,
    /// How many words the quotation has.
    pub words: usize,
    /// The share of the quotation, its words weighed by how rare they are in the article: 0 to 1.
    pub score: f32,
}

/// A step of an alignment. `quoted` counts the quotation's words outside brackets, `source` is a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Both have the word.
    Same {
        /// The quotation's word.
        quoted: usize,
        /// The article's word.
        source: usize,
    },
    /// The quotation has another word.
    Replaced {
        /// The quotation's word.
        quoted: usize,
        /// The article's word.
        source: usize,
    },
    /// The quotation lacks a word.
    LeftOut {
        /// The article's word.
        source: usize,
    },
    /// The quotation has a word more.
    PutIn {
        /// The quotation's word.
        quoted: usize,
    },
    /// An elision or a bracket stands for the word.
    Elided {
        /// The article's word.
        source: usize,
    },
}

/// The passage nearest to a quotation, if the article has any word of it.
pub fn nearest(pattern: &Pattern, index: &WordIndex) -> Option<Near> {
    let quoted = Quoted::new(pattern, index);
    let starts = candidates(&quoted.ids, index);
    let near = starts.into_iter().filter_map(|start| quoted.align(index, start));
    near.reduce(|best, next| if next.score > best.score { next } else { best })
}

/// A quotation's words as the article knows them.
struct Quoted<'a> {
    words: Vec<&'a QuotedWord>,
    /// `None` for a word that the article lacks.
    ids: Vec<Option<WordId>>,
    /// Whether words of the article may be left out before the word, by an elision or a bracket.
    gap_before: Vec<bool>,
}

impl<'a> Quoted<'a> {
    fn new(pattern: &'a Pattern, index: &WordIndex) -> Self {
        let mut quoted = Self { words: Vec::new(), ids: Vec::new(), gap_before: Vec::new() };
        let mut gap = false;
        for piece in &pattern.pieces {
            match piece {
                Piece::Word(_) if quoted.words.len() == LONGEST => break,
                Piece::Word(word) => {
                    quoted.words.push(word);
                    quoted.ids.push(index.find(&word.folded));
                    quoted.gap_before.push(gap);
                    gap = false;
                }
                Piece::Elision(_) | Piece::Bracket(..) => gap = true,
            }
        }
        quoted
    }

    /// Aligns the quotation with the article around the position where it would begin.
    fn align(&self, index: &WordIndex, start: isize) -> Option<Near> {
        let slack = SLACK + self.words.len() / 4;
        let room = if self.gap_before.contains(&true) { super::LONGEST_ELISION } else { 0 };
        let from = usize::try_from(start - slack.cast_signed()).unwrap_or(0);
        let to = usize::try_from(start).unwrap_or(0) + self.words.len() + slack + room;
        let window = index.ids().get(from..to.min(index.len()))?;
        let table = self.costs(index, from, window);
        let steps = self.trace(&table, window.len(), from)?;
        self.judge(index, steps)
    }

    /// The costs of aligning the first words of the quotation with the article up to each word of the window, and the
    /// step that leads there: rows of `window.len() + 1`. Beginning and ending anywhere costs nothing.
    fn costs(&self, index: &WordIndex, from: usize, window: &[WordId]) -> Vec<(u32, Move)> {
        let width = window.len() + 1;
        let mut table = vec![(0, Move::Start); (self.words.len() + 1) * width];
        for (number, word) in self.words.iter().enumerate() {
            let (done, row) = table.split_at_mut((number + 1) * width);
            let above = &done[number * width..];
            row[0] = (above[0].0 + PUT_IN, Move::PutIn);
            let skip = if self.gap_before.get(number + 1).copied().unwrap_or(false) {
                (0, Move::Elided)
            } else {
                (LEFT_OUT, Move::LeftOut)
            };
            for (column, &id) in window.iter().enumerate() {
                let mut best = if self.ids[number] == Some(id) {
                    (above[column].0, Move::Same)
                } else {
                    let (cost, step) = self.unequal(word, index, from + column);
                    (above[column].0 + cost, step)
                };
                let put_in = above[column + 1].0 + PUT_IN;
                if put_in < best.0 {
                    best = (put_in, Move::PutIn);
                }
                let left_out = row[column].0 + skip.0;
                if left_out < best.0 {
                    best = (left_out, skip.1);
                }
                row[column + 1] = best;
            }
        }
        table
    }

    /// The cost of a quoted word that stands for another one of the article.
    fn unequal(&self, word: &QuotedWord, index: &WordIndex, position: usize) -> (u32, Move) {
        if word.kept.is_some() && word.matches(index.word(position)) {
            return (0, Move::Same);
        }
        let source = index.word(position).as_bytes();
        let is_like = source.len() > 3 && word.folded.as_bytes().starts_with(&source[..3]);
        (if is_like { REPLACED_BY_LIKE } else { REPLACED }, Move::Replaced)
    }

    /// The steps of the cheapest alignment, in order.
    fn trace(&self, table: &[(u32, Move)], window: usize, from: usize) -> Option<Vec<Step>> {
        let width = window + 1;
        let last = &table[self.words.len() * width..];
        let mut column = (0..width).min_by_key(|&column| last[column].0)?;
        let mut row = self.words.len();
        let mut steps = Vec::with_capacity(row + SLACK);
        while row > 0 {
            let source = (from + column).wrapping_sub(1);
            let quoted = row - 1;
            match table[row * width + column].1 {
                Move::Same => steps.push(Step::Same { quoted, source }),
                Move::Replaced => steps.push(Step::Replaced { quoted, source }),
                Move::PutIn => {
                    steps.push(Step::PutIn { quoted });
                    row -= 1;
                    continue;
                }
                Move::LeftOut | Move::Elided if column > 0 => {
                    let is_elided = table[row * width + column].1 == Move::Elided;
                    steps.push(if is_elided { Step::Elided { source } } else { Step::LeftOut { source } });
                    column -= 1;
                    continue;
                }
                Move::LeftOut | Move::Elided | Move::Start => return None,
            }
            row -= 1;
            column = column.checked_sub(1)?;
        }
        steps.reverse();
        Some(steps)
    }

    /// Weighs an alignment.
    fn judge(&self, index: &WordIndex, steps: Vec<Step>) -> Option<Near> {
        let weights: Vec<f32> = self.ids.iter().map(|id| weight(index, *id)).collect();
        let sources = steps.iter().filter_map(|step| match *step {
            Step::Same { source, .. } | Step::Replaced { source, .. } => Some(source),
            _ => None,
        });
        let (from, to) = (sources.clone().min()?, sources.max()? + 1);
        let (mut matched, mut has) = (0, 0.0);
        for step in &steps {
            if let Step::Same { quoted, .. } = *step {
                matched += 1;
                has += weights[quoted];
            }
        }
        let score = has / weights.iter().sum::<f32>().max(f32::EPSILON);
        (matched > 0).then_some(Near { from, to, steps, matched, words: self.words.len(), score })
    }
}

/// What an alignment does to come to a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Start,
    Same,
    Replaced,
    PutIn,
    LeftOut,
    Elided,
}

/// How much a word tells: 1 if it stands in a thousand words once at most, less the oftener it does.
fn weight(index: &WordIndex, id: Option<WordId>) -> f32 {
    let often = id.map_or(0, |id| index.positions(id).len());
    let per_thousand = often as f32 * 1000.0 / index.len().max(1000) as f32;
    1.0 / (1.0 + per_thousand.max(1.0).ln())
}

/// The positions where the quotation would begin (perhaps before the article's first word), the likeliest first.
fn candidates(ids: &[Option<WordId>], index: &WordIndex) -> Vec<isize> {
    let mut votes: Vec<(isize, f32)> = Vec::new();
    for most in VOTING {
        votes.clear();
        for (number, id) in ids.iter().enumerate().filter_map(|(number, id)| Some((number, (*id)?))) {
            let positions = index.positions(id);
            if positions.len() <= most {
                let weight = 1.0 / positions.len() as f32;
                votes.extend(
                    positions
                        .iter()
                        .map(|&position| ((position as usize).cast_signed() - number.cast_signed(), weight)),
                );
            }
        }
        if votes.len() > 1 {
            break;
        }
    }
    votes.sort_unstable_by_key(|&(start, _)| start);
    let reach = (SLACK + ids.len() / 4).cast_signed();
    let mut groups = grouped(&votes, reach);
    groups.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    groups.truncate(MOST_CANDIDATES);
    groups.into_iter().map(|(start, _)| start).collect()
}

/// Gathers sorted votes that lie within `reach` of each other: where most of each group's weight stands, and all of it.
fn grouped(votes: &[(isize, f32)], reach: isize) -> Vec<(isize, f32)> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < votes.len() {
        let first = votes[at].0;
        let end = at + votes[at..].partition_point(|&(start, _)| start <= first + reach);
        let sum: f32 = votes[at..end].iter().map(|vote| vote.1).sum();
        let mut runs: Vec<(isize, f32)> = Vec::new();
        for &(start, weight) in &votes[at..end] {
            match runs.last_mut() {
                Some(run) if run.0 == start => run.1 += weight,
                _ => runs.push((start, weight)),
            }
        }
        let heaviest = runs.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
        groups.push((heaviest.map_or(first, |run| run.0), sum));
        at = end;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::quotation::Round;

    /// The nearest passage, with its differences: `-word` left out, `+word` put in, `a>b` replaced, `(word)` elided.
    fn render(article: &str, quotation: &str) -> String {
        let index = WordIndex::new(article);
        let pattern = Pattern::new(quotation, Round::Literal);
        let words: Vec<_> = pattern.words().collect();
        let Some(near) = nearest(&pattern, &index) else { return String::new() };
        let steps = near.steps.iter().map(|step| match *step {
            Step::Same { source, .. } => index.word(source).to_owned(),
            Step::Replaced { quoted, source } => format!("{}>{}", index.word(source), words[quoted].folded),
            Step::LeftOut { source } => format!("-{}", index.word(source)),
            Step::PutIn { quoted } => format!("+{}", words[quoted].folded),
            Step::Elided { source } => format!("({})", index.word(source)),
        });
        steps.collect::<Vec<_>>().join(" ")
    }

    fn check(article: &str, quotation: &str, expected: &str) {
        assert_eq!(render(article, quotation), expected, "{quotation:?}");
    }

    const ARTICLE: &str =
        "It was raining. The quay was never built to carry heavy trains, the harbour master said on Monday.";

    #[test]
    fn a_replaced_word_is_named() {
        check(
            ARTICLE,
            "the quay was never made to carry heavy trains",
            "the quay was never built>made to carry heavy trains",
        );
    }

    #[test]
    fn a_word_left_out_is_named() {
        check(ARTICLE, "the quay was built to carry heavy trains", "the quay was -never built to carry heavy trains");
    }

    #[test]
    fn a_word_put_in_is_named() {
        check(ARTICLE, "built to carry very heavy trains", "built to carry +very heavy trains");
    }

    #[test]
    fn a_word_put_in_at_the_beginning_is_named() {
        check(ARTICLE, "surely raining the quay", "was>surely raining the quay");
    }

    #[test]
    fn an_elision_leaves_words_out_for_nothing() {
        check(
            ARTICLE,
            "the quay was never built … the harbour mistress said",
            "the quay was never built (to) (carry) (heavy) (trains) the harbour master>mistress said",
        );
    }

    #[test]
    fn what_is_nowhere_has_no_passage() {
        check(ARTICLE, "quite different words", "");
        check("", "quite different words", "");
        check(ARTICLE, "", "");
    }

    #[test]
    fn a_passage_at_the_beginning_is_found() {
        check(
            "never built to carry trains",
            "it was never built to carry trains",
            "+it +was never built to carry trains",
        );
    }

    #[test]
    fn rare_words_weigh_more() {
        let article = format!("{} zinc", "the ".repeat(500));
        let index = WordIndex::new(&article);
        let score = |quotation: &str| nearest(&Pattern::new(quotation, Round::Literal), &index).map(|near| near.score);
        assert!(score("copper zinc") > score("the copper"));
    }
}
