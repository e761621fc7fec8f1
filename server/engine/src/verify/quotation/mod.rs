//! Where does a quotation stand in an article, and what differs?

mod anywhere;
mod damage;
mod difference;
mod exact;
mod near;
mod pattern;
mod votes;

pub use crate::text::spelling::canonical;
pub use anywhere::Hit;
pub use difference::{Difference, DifferenceKind};
pub use exact::{LONGEST_ELISION, Place, places};
pub use near::{Near, Step, nearest};
pub use pattern::{Pattern, Piece, QuotedWord, Round};

use crate::sources::Article;
use crate::text::{is_function_word, stem};

/// A quotation's content, taken apart once for every article that it is looked for in.
#[derive(Clone, Debug)]
pub struct Quoted<'a> {
    /// The words between the marks.
    pub content: &'a str,
    /// What they ask a source for.
    pub pattern: Pattern,
    /// The same with round brackets as words put in, where there are any.
    put_in: Option<Pattern>,
}

/// How an article has a quotation.
#[derive(Clone, Debug, PartialEq)]
pub enum Located {
    /// To the word, at these places; with round brackets read as words put in, if `round_brackets`.
    There {
        /// The places, in order.
        places: Vec<Place>,
        /// Whether the words in round brackets are not the article's.
        round_brackets: bool,
    },
    /// Its parts are there, but not as one quotation.
    Stitched {
        /// One place for each part, in the quotation's order.
        parts: Vec<Place>,
        /// Why they are none.
        stitch: Stitch,
    },
    /// Nearly these words.
    Near {
        /// The passage.
        near: Near,
        /// What differs.
        differences: Vec<Difference>,
    },
    /// Nothing near it; at best this passage, which has less of it than a quotation may lack.
    Nowhere(Option<Near>),
}

/// What is wrong with the parts of an elided quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stitch {
    /// They stand in another order.
    OutOfOrder,
    /// They stand too far apart.
    FarApart,
    /// A bracket stands for more than a few words.
    LongBracket,
}

/// The least share of a quotation, by the weight of its words, that a passage near it must have.
const LEAST_SCORE: f32 = 0.45;

impl<'a> Quoted<'a> {
    /// Takes the content of a quotation apart.
    pub fn new(content: &'a str) -> Self {
        let pattern = Pattern::new(content, Round::Literal);
        let put_in = content.contains('(').then(|| Pattern::new(content, Round::PutIn));
        Self { content, pattern, put_in }
    }

    /// What the quotation asks for, with its round brackets as words put in or as the source's own.
    pub fn pattern_of(&self, round_brackets: bool) -> &Pattern {
        self.put_in.as_ref().filter(|_| round_brackets).unwrap_or(&self.pattern)
    }

    /// The folded words outside brackets.
    pub fn words(&self) -> Vec<&str> {
        self.pattern.words().map(|word| word.folded.as_str()).collect()
    }

    /// Finds the quotation in an article.
    pub fn locate(&self, article: &Article) -> Located {
        if let Some(there) = self.locate_exactly(article) {
            return there;
        }
        if let Some(stitched) = self.stitched(article) {
            return stitched;
        }
        self.near(article, 0.0)
    }

    /// Finds the quotation in an article that has it to the word: [`Located::There`].
    pub fn locate_exactly(&self, article: &Article) -> Option<Located> {
        let there = |pattern: &Pattern, round_brackets| {
            let mut places = places(pattern, article.words());
            if round_brackets {
                // Where the source has a bracket of its own, the words in it are quoted, not put in.
                places.retain(|place| !place.gaps.iter().any(|&gap| is_in_brackets(article, gap)));
            }
            (!places.is_empty()).then_some(Located::There { places, round_brackets })
        };
        there(&self.pattern, false).or_else(|| there(self.put_in.as_ref()?, true))
    }

    /// What differs in writing between the quotation and one of the places where it is.
    pub fn slight_differences(&self, place: &Place, article: &Article) -> Vec<Difference> {
        difference::of_place(place, &self.pattern, self.content, article)
    }

    /// What the article has of a quotation that it does not have; nothing if no passage's score is above `floor`.
    fn near(&self, article: &Article, floor: f32) -> Located {
        let Some(near) = nearest(&self.pattern, article.words(), floor) else { return Located::Nowhere(None) };
        if near.score < LEAST_SCORE || self.is_chance(&near, article) {
            return Located::Nowhere(Some(near));
        }
        let near = near.widened(article).with_split_ends(&self.words(), article);
        let differences = difference::of_near(&near, &self.pattern, self.content, article);
        if !differences.is_empty() {
            return Located::Near { near, differences };
        }
        let place = place_of(&near);
        if place.gaps.is_empty() {
            return Located::There { places: vec![place], round_brackets: false };
        }
        Located::Stitched { parts: vec![place], stitch: Stitch::LongBracket }
    }

    /// Whether a passage has so little of a quotation of a few words that it tells nothing: none of its telling words, or
    /// half of its words and nothing that stands for the others.
    fn is_chance(&self, near: &Near, article: &Article) -> bool {
        const FEW: usize = 3;
        if near.words > FEW {
            return false;
        }
        let tells = |word: &str| !is_function_word(word) && word.contains(char::is_alphanumeric);
        let words: Vec<&str> = self.words();
        let (mut kept, mut telling, mut replaced) = (0, 0, 0);
        for step in &near.steps {
            let (quoted, source) = match *step {
                Step::Same { quoted, source } | Step::Replaced { quoted, source } => (words[quoted], source),
                Step::LeftOut { .. } | Step::PutIn { .. } | Step::Elided { .. } => continue,
            };
            let source = article.words().word(source);
            if stem(source) == stem(quoted) {
                kept += 1;
                telling += usize::from(tells(source));
            } else {
                replaced += usize::from(tells(source));
            }
        }
        telling == 0 || (kept * 2 <= near.words && kept + replaced < near.words)
    }

    /// The parts of an elided quotation, if each of them is there by itself.
    fn stitched(&self, article: &Article) -> Option<Located> {
        if !self.pattern.has_elision() {
            return None;
        }
        let parts: Vec<Pattern> = self
            .pattern
            .pieces
            .split(|piece| matches!(piece, Piece::Elision(_)))
            .map(|pieces| Pattern { pieces: pieces.to_vec() })
            .filter(|part| part.words().next().is_some())
            .collect();
        let found: Option<Vec<Place>> =
            parts.iter().map(|part| places(part, article.words()).into_iter().next()).collect();
        let parts = found?;
        let in_order = parts.windows(2).all(|pair| pair[0].to <= pair[1].from);
        let stitch = if in_order { Stitch::FarApart } else { Stitch::OutOfOrder };
        Some(Located::Stitched { parts, stitch })
    }
}

/// Whether some words of an article stand in round brackets there.
fn is_in_brackets(article: &Article, (from, to): (usize, usize)) -> bool {
    let span = article.words().span_of(from, to);
    article.text()[..span.start].trim_end().ends_with('(') && article.text()[span.end..].trim_start().starts_with(')')
}

fn place_of(near: &Near) -> Place {
    let mut place = Place { from: near.from, to: near.to, pairs: Vec::new(), gaps: Vec::new() };
    for step in &near.steps {
        match *step {
            Step::Same { quoted, source } => place.pairs.push((quoted, source)),
            Step::Elided { source } => match place.gaps.last_mut() {
                Some(gap) if gap.1 == source => gap.1 += 1,
                _ => place.gaps.push((source, source + 1)),
            },
            Step::Replaced { .. } | Step::LeftOut { .. } | Step::PutIn { .. } => {}
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;

    const ARTICLE: &str = "The guest houses should be closed down, the stipends stopped, and all entry points eliminated. \
        A long paragraph follows. Ministers hope (they say) for the best.";

    fn check(quotation: &str, expected: &str) {
        let article = Article::of_text(ARTICLE, Format::Text);
        let located = match Quoted::new(quotation).locate(&article) {
            Located::There { places, round_brackets } => {
                let place = article.words().span_of(places[0].from, places[0].to);
                format!("there{}: {}", if round_brackets { " with round brackets" } else { "" }, &ARTICLE[place])
            }
            Located::Stitched { stitch, .. } => format!("{stitch:?}"),
            Located::Near { differences, .. } => {
                format!("{:?}", differences.iter().map(|d| d.kind).collect::<Vec<_>>())
            }
            Located::Nowhere(_) => "nowhere".to_owned(),
        };
        assert_eq!(located, expected, "{quotation:?}");
    }

    #[test]
    fn a_word_of_a_few_is_chance() {
        check("guest workers", "nowhere");
        check("for a while", "nowhere");
        check("open houses", "[Replaced]");
        check("entry point", "[Replaced]");
    }

    #[test]
    fn what_is_there_is_there() {
        check("the stipends stopped", "there: the stipends stopped");
        check("guest houses … closed", "there: guest houses should be closed");
        check("hope (they say) for", "there: hope (they say) for");
    }

    #[test]
    fn round_brackets_may_be_put_in() {
        check("the stipends (payments) stopped", "there with round brackets: the stipends stopped");
    }

    #[test]
    fn parts_out_of_order_are_stitched() {
        check("stopped … closed down", "OutOfOrder");
    }

    #[test]
    fn nearly_the_words_is_near() {
        check("all exit points eliminated", "[Replaced]");
    }

    #[test]
    fn other_words_are_nowhere() {
        check("a line that no one will cross again", "nowhere");
    }
}
