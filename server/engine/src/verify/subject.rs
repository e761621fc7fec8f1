//! What a claim's figure speaks of, and how much a source's figure speaks of the same.

use std::ops::Range;

use crate::sources::{Article, Setting, StemId, WordIndex};
use crate::text::{Span, each_word, is_function_word, stem};

/// A content word near a figure of a claim, as one article knows it.
#[derive(Clone, Copy, Debug)]
struct Cue {
    /// Its stem in the article; `None` if the article lacks it.
    stem: Option<StemId>,
    /// How much it tells.
    weight: f32,
    /// Where it stands, in bytes of the claim.
    span: Span,
}

/// A claim's content words as one article knows them.
#[derive(Debug)]
pub struct Cues(Vec<Cue>);

/// How much a name tells, beside another word that is as rare.
const NAME: f32 = 1.6;

/// How much the rest of the sentence tells, beside the figure's own clause.
const REST: f32 = 0.35;

/// How much the counted word tells when both figures count the same.
const COUNTED: f32 = 1.2;

impl Cues {
    /// Reads the content words of a claim outside `figures`.
    pub fn new(claim: &str, figures: &[Span], article: &Article) -> Self {
        let (index, stems) = (article.words(), article.stems());
        let mut cues = Vec::new();
        each_word(claim, |span, folded| {
            if is_function_word(folded)
                || figures.iter().any(|figure| figure.overlaps(span))
                || !folded.starts_with(char::is_alphabetic)
            {
                return;
            }
            let id = index.find(folded).and_then(|word| stems.of(word)).or_else(|| stems.find(&stem(folded)));
            let rarity = 1.0 / (1.0 + (id.map_or(1, |id| stems.count(id)).max(1) as f32).ln());
            let is_name = span.start > 0 && claim[span].starts_with(char::is_uppercase);
            cues.push(Cue { stem: id, weight: if is_name { rarity * NAME } else { rarity }, span });
        });
        Self(cues)
    }
}

/// A figure of a claim with the words that tell what it speaks of.
#[derive(Debug)]
pub struct Subject<'a> {
    cues: &'a Cues,
    clause: Span,
    counted: Option<Span>,
}

/// How much a figure of an article speaks of the same thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Likeness {
    /// The weight of the words that the two share.
    pub shared: f32,
    /// Of these, the weight of those that stand in both clauses.
    pub close: f32,
    /// Whether both count the same thing.
    pub counted: bool,
}

impl<'a> Subject<'a> {
    /// The subject of a claim's figure: the words of its clause, and the word that it counts.
    pub fn new(cues: &'a Cues, clause: Span, counted: Option<Span>) -> Self {
        Self { cues, clause, counted }
    }

    /// The weight of all the words of the figure's clause, found in the article or not.
    pub fn weight(&self) -> f32 {
        self.own().map(|cue| cue.weight).sum()
    }

    fn own(&self) -> impl Iterator<Item = &Cue> {
        self.cues.0.iter().filter(|cue| self.clause.contains(cue.span))
    }

    /// How much a figure in this setting speaks of the same thing.
    pub fn likeness(&self, article: &Article, setting: &Setting, counted: Option<Span>) -> Likeness {
        let (index, stems) = (article.words(), article.stems());
        let has = |range: &Range<usize>, stem: StemId| {
            index.ids().get(range.clone()).is_some_and(|ids| ids.iter().any(|&id| stems.of(id) == Some(stem)))
        };
        let mut likeness = Likeness::default();
        for cue in &self.cues.0 {
            let Some(stem) = cue.stem else { continue };
            let is_own = self.clause.contains(cue.span);
            let in_clause = has(&setting.clause, stem);
            if is_own && in_clause {
                likeness.close += cue.weight;
                likeness.shared += cue.weight;
            } else if in_clause || has(&setting.sentence, stem) {
                likeness.shared += cue.weight * REST;
            }
        }
        likeness.counted = self.counts_the_same(index, article, counted);
        if likeness.counted {
            likeness.shared += COUNTED;
            likeness.close += COUNTED;
        }
        likeness
    }

    fn counts_the_same(&self, index: &WordIndex, article: &Article, counted: Option<Span>) -> bool {
        let (Some(ours), Some(theirs)) = (self.counted, counted) else { return false };
        let ours = self.cues.0.iter().rfind(|cue| ours.contains(cue.span)).and_then(|cue| cue.stem);
        let last = index.position_at(theirs.end.saturating_sub(1));
        ours.is_some() && index.ids().get(last).and_then(|&id| article.stems().of(id)) == ours
    }
}
