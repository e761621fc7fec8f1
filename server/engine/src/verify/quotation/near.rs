//! The passage of an article that is nearest to a quotation which it does not have to the word.
//!
//! Rare words vote for where the quotation would begin; around the best of these places, quotation and article are
//! aligned word by word. No text is scanned.

use std::ops::Range;

use super::pattern::{Pattern, Piece, QuotedWord};
use super::votes::candidates;
use crate::sources::{Article, WordId, WordIndex};

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

/// What three or four edits cost. Dearer alignments are looked for only where there is none as cheap.
const FEW_COSTS: u32 = 9;

/// More than any alignment costs, in cells.
const OVER: u32 = 1 << 30;

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

impl Near {
    /// The same with the words that stand in the place of the quotation's first or last one or two, where the passage lacks
    /// these and goes on in the same clause: `carry trains` for `carry planes`.
    pub fn widened(mut self, article: &Article) -> Self {
        const MOST: usize = 2;
        let index = article.words();
        let is_joined = |left: usize| {
            left + 1 < index.len()
                && article.text()[index.span(left).end..index.span(left + 1).start].chars().all(char::is_whitespace)
        };
        let put_in = |step: &&Step| matches!(step, Step::PutIn { .. });
        if self.from >= self.to {
            return self;
        }
        let last = self.steps.iter().rev().take_while(put_in).count();
        if last <= MOST && (self.to - 1..self.to - 1 + last).all(is_joined) {
            for step in self.steps.iter_mut().rev().take(last).rev() {
                let Step::PutIn { quoted } = *step else { continue };
                *step = Step::Replaced { quoted, source: self.to };
                self.to += 1;
            }
        }
        let first = self.steps.iter().take_while(put_in).count();
        if first <= MOST && first <= self.from && (self.from - first..self.from).all(is_joined) {
            self.from -= first;
            for (step, source) in self.steps.iter_mut().take(first).zip(self.from..) {
                let Step::PutIn { quoted } = *step else { continue };
                *step = Step::Replaced { quoted, source };
            }
        }
        self
    }
}

impl Near {
    /// The same with the first part of the quotation's first word, where the article has that word in two parts: `T he`,
    /// `48·2`.
    pub fn with_split_ends(mut self, words: &[&str], article: &Article) -> Self {
        let (Some(&Step::Replaced { quoted, source }), index) = (self.steps.first(), article.words()) else {
            return self;
        };
        let Some(before) = source.checked_sub(1) else { return self };
        let parts = &article.text()[index.span_of(before, source + 1)];
        let is_word = [index.word(before), index.word(source)].concat() == words[quoted];
        if is_word || crate::figures::are_equal(words[quoted], parts) {
            self.from = before;
            self.steps.insert(0, Step::LeftOut { source: before });
        }
        self
    }
}

/// The passage nearest to a quotation, if the article has any word of it and the passage's score is above `floor`.
pub fn nearest(pattern: &Pattern, index: &WordIndex, floor: f32) -> Option<Near> {
    let quoted = Quoted::new(pattern, index);
    let mut best: Option<Near> = None;
    for start in candidates(&quoted.ids, index, quoted.slack()) {
        let window = quoted.window(index, start);
        let least = best.as_ref().map_or(floor, |best| best.score);
        if quoted.most(index, &window) > least
            && let Some(next) = quoted.align(index, window)
            && next.score > least
        {
            best = Some(next);
        }
    }
    best
}

/// A quotation's words as the article knows them.
struct Quoted<'a> {
    words: Vec<&'a QuotedWord>,
    /// `None` for a word that the article lacks.
    ids: Vec<Option<WordId>>,
    /// How much each word tells.
    weights: Vec<f32>,
    /// The sum of the weights.
    all: f32,
    /// Whether words of the article may be left out before the word, by an elision or a bracket.
    gap_before: Vec<bool>,
}

impl<'a> Quoted<'a> {
    fn new(pattern: &'a Pattern, index: &WordIndex) -> Self {
        let most = pattern.pieces.len().min(LONGEST);
        let mut quoted = Self {
            words: Vec::with_capacity(most),
            ids: Vec::with_capacity(most),
            weights: Vec::with_capacity(most),
            all: 0.0,
            gap_before: Vec::with_capacity(most),
        };
        let mut gap = false;
        for piece in &pattern.pieces {
            match piece {
                Piece::Word(_) if quoted.words.len() == LONGEST => break,
                Piece::Word(word) => {
                    let id = index.find(&word.folded);
                    quoted.words.push(word);
                    quoted.ids.push(id);
                    quoted.weights.push(weight(index, id));
                    quoted.gap_before.push(gap);
                    gap = false;
                }
                Piece::Elision(_) | Piece::Bracket(..) => gap = true,
            }
        }
        quoted.all = quoted.weights.iter().sum();
        quoted
    }

    /// How many words the passage may begin away from where it should.
    fn slack(&self) -> usize {
        SLACK + self.words.len() / 4
    }

    /// The positions around the one where the quotation would begin that it is aligned with.
    fn window(&self, index: &WordIndex, start: isize) -> Range<usize> {
        let slack = self.slack();
        let room = if self.gap_before.contains(&true) { super::LONGEST_ELISION } else { 0 };
        let from = usize::try_from(start - slack.cast_signed()).unwrap_or(0);
        let to = usize::try_from(start).unwrap_or(0) + self.words.len() + slack + room;
        from.min(index.len())..to.min(index.len())
    }

    /// The score that no passage of a window can surpass: that of all the words which stand in it, in any order.
    fn most(&self, index: &WordIndex, window: &Range<usize>) -> f32 {
        let stands = |number: usize| {
            self.words[number].kept.is_some()
                || self.ids[number].is_some_and(|id| {
                    let positions = index.positions(id);
                    let next = positions.partition_point(|&position| (position as usize) < window.start);
                    positions.get(next).is_some_and(|&position| (position as usize) < window.end)
                })
        };
        self.score((0..self.words.len()).filter(|&number| stands(number)))
    }

    /// The share that some of the words have, by weight.
    fn score(&self, words: impl Iterator<Item = usize>) -> f32 {
        words.map(|number| self.weights[number]).sum::<f32>() / self.all.max(f32::EPSILON)
    }

    /// Aligns the quotation with a window of the article.
    fn align(&self, index: &WordIndex, window: Range<usize>) -> Option<Near> {
        let source: Vec<SourceWord<'_>> = window.clone().map(|position| SourceWord::new(index, position)).collect();
        let limits = [FEW_COSTS, FEW_COSTS * 3, OVER / COST - 1];
        let table = limits.into_iter().find_map(|most| self.costs(&source, most))?;
        let steps = self.trace(&table, window.start)?;
        self.judge(steps)
    }

    /// Aligns the first words of the quotation with the article up to each word of the window; `None` if the cheapest
    /// alignment of all of them costs more than `most`. Beginning and ending anywhere costs nothing.
    ///
    /// Where a cell costs more than `most`, nothing that goes on from it is looked at: what an alignment costs never
    /// falls.
    fn costs(&self, source: &[SourceWord<'_>], most: u32) -> Option<Table> {
        let (width, most) = (source.len() + 1, most * COST);
        let mut moves = vec![Move::Start as u8; (self.words.len() + 1) * width];
        // One more cell than the row has stands at either end. Cells next to the live ones cost `OVER`.
        let (mut above, mut row) = (vec![0; width + 2], vec![OVER; width + 2]);
        (above[0], above[width + 1]) = (OVER, OVER);
        let mut live = 1..width + 1;
        for (number, word) in self.words.iter().enumerate() {
            let quoted = QuotedLetters::new(word, self.ids[number]);
            let moves = &mut moves[(number + 1) * width..(number + 2) * width];
            let left_out = match self.gap_before.get(number + 1) {
                Some(true) => step(0, Move::Elided),
                _ => step(LEFT_OUT, Move::LeftOut),
            };
            let mut next = width + 1..1;
            let mut before = OVER;
            row[live.start - 1] = OVER;
            for column in live.start..width + 1 {
                let mut best = before + left_out;
                if column <= live.end {
                    best = best.min(above[column] + step(PUT_IN, Move::PutIn));
                    if column > 1 {
                        best = best.min(above[column - 1] + quoted.step(&source[column - 2]));
                    }
                } else if best / COST * COST > most {
                    break;
                }
                before = best / COST * COST;
                moves[column - 1] = (best % COST) as u8;
                if before <= most {
                    next = next.start.min(column)..column + 1;
                } else {
                    before = OVER;
                }
                row[column] = before;
            }
            live = next;
            if live.is_empty() {
                return None;
            }
            (row[live.start - 1], row[live.end]) = (OVER, OVER);
            std::mem::swap(&mut above, &mut row);
        }
        let end = live.min_by_key(|&column| above[column])? - 1;
        Some(Table { moves, width, end })
    }

    /// The steps of the cheapest alignment, in order; the window begins at the position `from`.
    fn trace(&self, table: &Table, from: usize) -> Option<Vec<Step>> {
        let mut column = table.end;
        let mut row = self.words.len();
        let mut steps = Vec::with_capacity(row + SLACK);
        while row > 0 {
            let source = (from + column).wrapping_sub(1);
            let quoted = row - 1;
            let step = Move::ALL[usize::from(table.moves[row * table.width + column])];
            match step {
                Move::Same => steps.push(Step::Same { quoted, source }),
                Move::Replaced => steps.push(Step::Replaced { quoted, source }),
                Move::PutIn => {
                    steps.push(Step::PutIn { quoted });
                    row -= 1;
                    continue;
                }
                Move::LeftOut | Move::Elided if column > 0 => {
                    let is_elided = step == Move::Elided;
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
    fn judge(&self, steps: Vec<Step>) -> Option<Near> {
        let sources = steps.iter().filter_map(|step| match *step {
            Step::Same { source, .. } | Step::Replaced { source, .. } => Some(source),
            _ => None,
        });
        let (from, to) = (sources.clone().min()?, sources.max()? + 1);
        let same = steps.iter().filter_map(|step| match *step {
            Step::Same { quoted, .. } => Some(quoted),
            _ => None,
        });
        let (matched, score) = (same.clone().count(), self.score(same));
        (matched > 0).then_some(Near { from, to, steps, matched, words: self.words.len(), score })
    }
}

/// A word of the article, as alignments compare it.
struct SourceWord<'a> {
    id: WordId,
    folded: &'a str,
    /// Its first three bytes, if it has more.
    beginning: Option<[u8; 3]>,
}

impl<'a> SourceWord<'a> {
    fn new(index: &'a WordIndex, position: usize) -> Self {
        let folded = index.word(position);
        let beginning = folded.as_bytes().first_chunk().copied().filter(|_| folded.len() > 3);
        Self { id: index.ids()[position], folded, beginning }
    }
}

/// A word of the quotation, as alignments compare it.
struct QuotedLetters<'a> {
    word: &'a QuotedWord,
    id: Option<WordId>,
    /// Its first three bytes, if it has as many.
    beginning: Option<[u8; 3]>,
}

impl<'a> QuotedLetters<'a> {
    fn new(word: &'a QuotedWord, id: Option<WordId>) -> Self {
        Self { word, id, beginning: word.folded.as_bytes().first_chunk().copied() }
    }

    /// The step that sets the word against one of the article's.
    fn step(&self, source: &SourceWord<'_>) -> u32 {
        if self.id == Some(source.id) || self.word.kept.is_some() && self.word.matches(source.folded) {
            return step(0, Move::Same);
        }
        let is_like = source.beginning.is_some() && source.beginning == self.beginning;
        step(if is_like { REPLACED_BY_LIKE } else { REPLACED }, Move::Replaced)
    }
}

/// How to come to each cell of an alignment: rows of `width`, one more than the window has words.
struct Table {
    /// [`Move`]s.
    moves: Vec<u8>,
    width: usize,
    /// The column where the cheapest alignment ends.
    end: usize,
}

/// What an alignment does to come to a cell; of equal costs, the first one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Same,
    Replaced,
    PutIn,
    LeftOut,
    Elided,
    Start,
}

impl Move {
    const ALL: [Move; 6] = [Move::Same, Move::Replaced, Move::PutIn, Move::LeftOut, Move::Elided, Move::Start];
}

/// The unit of costs in cells: below it there is room for the move, so that the least number is the best move.
const COST: u32 = 8;

/// A step as it is added to the cost of the cell before it.
const fn step(cost: u32, by: Move) -> u32 {
    cost * COST + by as u32
}

/// How much a word tells: 1 if it stands in a thousand words once at most, less the oftener it does.
fn weight(index: &WordIndex, id: Option<WordId>) -> f32 {
    let often = id.map_or(0, |id| index.positions(id).len());
    let per_thousand = often as f32 * 1000.0 / index.len().max(1000) as f32;
    1.0 / (1.0 + per_thousand.max(1.0).ln())
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
        let Some(near) = nearest(&pattern, &index, 0.0) else { return String::new() };
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
    fn looking_for_few_costs_first_changes_no_alignment() {
        let words = ["ebb", "quay", "train", "trains", "training", "the"];
        let pick = |seed: usize, at: usize| words[(seed * 31 + at * at * 7 + at * seed) % words.len()];
        let mut compared = 0;
        for seed in 0..400 {
            let article = (0..30).map(|at| pick(seed, at)).collect::<Vec<_>>().join(" ");
            let mut quotation: Vec<&str> = (5..17).map(|at| pick(seed, at)).collect();
            quotation[seed % 12] = "harbour";
            quotation.remove(seed % 7);
            let (index, pattern) = (
                WordIndex::new(&article),
                Pattern::new(&quotation.join(if seed % 5 == 0 { " … " } else { " " }), Round::Literal),
            );
            let quoted = Quoted::new(&pattern, &index);
            let source: Vec<_> = (0..index.len()).map(|position| SourceWord::new(&index, position)).collect();
            let steps = |most| quoted.costs(&source, most).and_then(|table| quoted.trace(&table, 0));
            if let Some(few) = steps(FEW_COSTS) {
                assert_eq!(Some(few), steps(OVER / COST - 1), "{quotation:?} in {article:?}");
                compared += 1;
            }
        }
        assert!(compared > 100);
    }

    #[test]
    fn rare_words_weigh_more() {
        let article = format!("{} zinc", "the ".repeat(500));
        let index = WordIndex::new(&article);
        let score =
            |quotation: &str| nearest(&Pattern::new(quotation, Round::Literal), &index, 0.0).map(|near| near.score);
        assert!(score("copper zinc") > score("the copper"));
    }
}
