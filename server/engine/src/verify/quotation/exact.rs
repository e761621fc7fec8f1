//! The places where an article has a quotation to the word.

use super::pattern::{Pattern, Piece, QuotedWord};
use crate::sources::{WordId, WordIndex};

/// The most words that an elision may leave out; parts further apart are no one quotation.
pub const LONGEST_ELISION: usize = 120;

/// The most words of the source that a bracket may stand for.
const LONGEST_REPLACEMENT: usize = 5;

/// The most places that are looked for.
const MOST_PLACES: usize = 32;

/// The most steps that one search may take: only hostile brackets and elisions need more.
const MOST_STEPS: usize = 20_000;

/// A place where an article has a quotation. Positions count words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The first word of the article that is quoted.
    pub from: usize,
    /// The word after the last.
    pub to: usize,
    /// The quoted words, each with the first of the article's words that it was found at, in order.
    pub pairs: Vec<(usize, usize)>,
    /// The article's words that elisions and brackets stand for: half-open positions, in order.
    pub gaps: Vec<(usize, usize)>,
}

/// An element of the search.
enum Element<'a> {
    /// Words that must follow each other: the index of the first among the quoted words, and their numbers.
    Run(usize, Vec<WordId>),
    /// One word that need not be to the letter.
    Changed(usize, &'a QuotedWord),
    Elision,
    Bracket(Vec<Option<WordId>>),
}

/// The places where the article has the quotation, in order; empty if it has it nowhere to the word.
pub fn places(pattern: &Pattern, index: &WordIndex) -> Vec<Place> {
    let Some(elements) = elements(pattern, index) else { return Vec::new() };
    let mut search = Search { index, elements: &elements, words: pattern, steps: 0 };
    let mut places = Vec::new();
    let first = elements.iter().position(|element| matches!(element, Element::Run(..)));
    let Some(first) = first else { return search.without_run() };
    let Element::Run(_, run) = &elements[first] else { return places };
    let (offset, positions) = rarest(run, index);
    for &position in positions {
        let Some(start) = (position as usize).checked_sub(offset) else { continue };
        let mut place = Place { from: start, to: start, pairs: Vec::new(), gaps: Vec::new() };
        if search.run_end(run, start).is_some()
            && search.lead(first, &mut place)
            && search.rest(first, start, &mut place)
        {
            places.push(place);
        }
        if places.len() == MOST_PLACES || search.steps > MOST_STEPS {
            break;
        }
    }
    places
}

/// The elements of a pattern, or `None` if the article lacks one of its words.
fn elements<'a>(pattern: &'a Pattern, index: &WordIndex) -> Option<Vec<Element<'a>>> {
    let mut elements: Vec<Element<'a>> = Vec::new();
    let mut count = 0;
    for piece in &pattern.pieces {
        match piece {
            Piece::Word(word) if word.kept.is_some() => {
                elements.push(Element::Changed(count, word));
                count += 1;
            }
            Piece::Word(word) => {
                let id = index.find(&word.folded)?;
                match elements.last_mut() {
                    Some(Element::Run(_, run)) => run.push(id),
                    _ => elements.push(Element::Run(count, vec![id])),
                }
                count += 1;
            }
            Piece::Elision(_) => elements.push(Element::Elision),
            Piece::Bracket(_, words) => {
                elements.push(Element::Bracket(words.iter().map(|word| index.find(&word.folded)).collect()));
            }
        }
    }
    Some(elements)
}

/// The rarest word of a run: its place in the run, and its positions in the article.
fn rarest<'a>(run: &[WordId], index: &'a WordIndex) -> (usize, &'a [u32]) {
    let with_positions = run.iter().enumerate().map(|(offset, &id)| (offset, index.positions(id)));
    with_positions.min_by_key(|(_, positions)| positions.len()).unwrap_or((0, &[]))
}

struct Search<'a> {
    index: &'a WordIndex,
    elements: &'a [Element<'a>],
    words: &'a Pattern,
    steps: usize,
}

impl Search<'_> {
    /// The position after a run that begins at `position`, if it does. A word that a hyphen parts in the article is
    /// the same as one that none parts.
    fn run_end(&self, run: &[WordId], position: usize) -> Option<usize> {
        let ids = self.index.ids();
        if ids.get(position..position + run.len()) == Some(run) {
            return Some(position + run.len());
        }
        let mut at = position;
        for &id in run {
            at += self.word_len(id, at)?;
        }
        Some(at)
    }

    /// How many words of the article at a position make up a word: one, two parted by a hyphen, or none.
    fn word_len(&self, id: WordId, at: usize) -> Option<usize> {
        if *self.index.ids().get(at)? == id {
            return Some(1);
        }
        let is_joined = self.index.positions(id).binary_search(&u32::try_from(at).ok()?).is_ok();
        is_joined.then_some(2)
    }

    /// Matches the elements before the first run backwards from it: changed words, brackets.
    fn lead(&self, first: usize, place: &mut Place) -> bool {
        for element in self.elements[..first].iter().rev() {
            match element {
                Element::Changed(number, word) => {
                    let Some(before) = place.from.checked_sub(1).filter(|&at| word.matches(self.index.word(at))) else {
                        return false;
                    };
                    place.from = before;
                    place.pairs.insert(0, (*number, before));
                }
                Element::Bracket(words) => {
                    let start = place.from.checked_sub(words.len()).filter(|&at| self.has(words, at));
                    place.from = start.unwrap_or(place.from);
                }
                Element::Elision | Element::Run(..) => return true,
            }
        }
        true
    }

    /// Whether the article has these very words at a position.
    fn has(&self, words: &[Option<WordId>], at: usize) -> bool {
        let there = self.index.ids().get(at..at + words.len());
        there.is_some_and(|ids| ids.iter().zip(words).all(|(id, word)| Some(*id) == *word))
    }

    /// Matches the elements from number `element` on at a position and what follows it.
    fn rest(&mut self, element: usize, at: usize, place: &mut Place) -> bool {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return false;
        }
        let Some(here) = self.elements.get(element) else {
            place.to = at;
            return true;
        };
        match here {
            Element::Run(number, run) => {
                let Some(end) = self.run_end(run, at) else { return false };
                let pairs = place.pairs.len();
                let mut position = at;
                for (offset, &id) in run.iter().enumerate() {
                    place.pairs.push((number + offset, position));
                    position += self.word_len(id, position).unwrap_or(1);
                }
                self.rest(element + 1, end, place) || {
                    place.pairs.truncate(pairs);
                    false
                }
            }
            Element::Changed(number, word) => {
                if at >= self.index.len() || !word.matches(self.index.word(at)) {
                    return false;
                }
                place.pairs.push((*number, at));
                self.rest(element + 1, at + 1, place) || {
                    place.pairs.pop();
                    false
                }
            }
            Element::Elision => self.after_gap(element + 1, at, LONGEST_ELISION, place),
            Element::Bracket(words) => {
                if !words.is_empty() && self.has(words, at) && self.rest(element + 1, at + words.len(), place) {
                    return true;
                }
                if element + 1 == self.elements.len() {
                    place.to = at;
                    return true;
                }
                self.after_gap(element + 1, at, LONGEST_REPLACEMENT, place)
            }
        }
    }

    /// Matches the elements from number `element` on after leaving out at most `most` words.
    fn after_gap(&mut self, element: usize, at: usize, most: usize, place: &mut Place) -> bool {
        let last = (at + most).min(self.index.len());
        let starts: Vec<usize> = match self.elements.get(element) {
            Some(Element::Run(_, run)) => {
                let (offset, positions) = rarest(run, self.index);
                let from = positions.partition_point(|&position| (position as usize) < at + offset);
                let starts = positions[from..].iter().map(|&position| position as usize - offset);
                starts.take_while(|&start| start <= last).collect()
            }
            _ => (at..=last).collect(),
        };
        let gaps = place.gaps.len();
        for start in starts {
            if start > at {
                place.gaps.push((at, start));
            }
            if self.rest(element, start, place) {
                return true;
            }
            place.gaps.truncate(gaps);
        }
        false
    }

    /// The places of a quotation that has no word to the letter (`[T]hey`), by trying every word.
    fn without_run(&mut self) -> Vec<Place> {
        let mut places = Vec::new();
        if self.words.words().next().is_none() {
            return places;
        }
        for start in 0..self.index.len() {
            let mut place = Place { from: start, to: start, pairs: Vec::new(), gaps: Vec::new() };
            if self.rest(0, start, &mut place) && !place.pairs.is_empty() {
                place.from = place.pairs[0].1;
                places.push(place);
            }
            if places.len() == MOST_PLACES || self.steps > MOST_STEPS {
                break;
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::quotation::Round;

    /// The words of the article that each place covers, parted by `|`.
    fn check(article: &str, quotation: &str, expected: &str) {
        let index = WordIndex::new(article);
        let pattern = Pattern::new(quotation, Round::Literal);
        let found: Vec<_> =
            places(&pattern, &index).iter().map(|place| &article[index.span_of(place.from, place.to)]).collect();
        assert_eq!(found.join("|"), expected, "{quotation:?}");
    }

    const ARTICLE: &str =
        "The army said it won’t leave the 3.5 km zone. The army believed that all entry points should be closed.";

    #[test]
    fn words_are_found_in_order() {
        check(ARTICLE, "the army said", "The army said");
        check(ARTICLE, "the army", "The army|The army");
        check(ARTICLE, "army the", "");
    }

    #[test]
    fn words_are_found_whole() {
        check(ARTICLE, "5 km", "");
        check(ARTICLE, "won't leave", "won’t leave");
        check(ARTICLE, "t leave", "");
    }

    #[test]
    fn an_elision_goes_forward() {
        check(ARTICLE, "the army … leave", "The army said it won’t leave");
        check(ARTICLE, "closed … points", "");
    }

    #[test]
    fn an_elision_may_leave_out_nothing() {
        check("one … two", "one … two", "one … two");
    }

    #[test]
    fn an_elision_is_not_endless() {
        let article = format!("first {} last", "word ".repeat(LONGEST_ELISION + 1));
        check(&article, "first … last", "");
    }

    #[test]
    fn a_bracket_stands_for_a_few_words() {
        check(ARTICLE, "said [the soldiers] won't leave", "said it won’t leave");
        check(ARTICLE, "said [again] it won't", "said it won’t");
        check(ARTICLE, "said [it] won't", "said it won’t");
        check(ARTICLE, "army [moved] closed", "");
    }

    #[test]
    fn brackets_at_the_ends_ask_for_nothing() {
        check(ARTICLE, "[They] won't leave [it]", "won’t leave");
        check("it could end", "[could] end", "could end");
    }

    #[test]
    fn changed_words_are_found() {
        check(ARTICLE, "[T]he army believe[s] that", "The army believed that");
        check(ARTICLE, "[T]he", "The|the|The");
    }

    #[test]
    fn a_word_broken_at_a_line_end_is_found() {
        check("The hos-\npital closed", "the hospital closed", "The hos-\npital closed");
        check("The hos-\npital closed", "hospital", "hos-\npital");
    }

    #[test]
    fn hyphens_and_dashes_part_words_alike() {
        check(
            "half-measures by Pakistan–China",
            "half - measures by Pakistan-China",
            "half-measures by Pakistan–China",
        );
    }

    #[test]
    fn hostile_brackets_end() {
        let article = "a ".repeat(2000);
        let quotation = "a [b] ".repeat(40) + "z";
        check(&article, &quotation, "");
        let quotation = "a … ".repeat(200) + "a [b] q";
        check(&(article + "q"), &quotation, "");
    }
}
