//! What a claim's figure speaks of, and how much a source's figure speaks of the same.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use super::said::Said;
use crate::figures::{Exact, Figure, Kind, Value};
use crate::sources::{Article, Placed, SourceId, StemId, WordIndex};
use crate::text::Span;

/// A content word near a figure of a claim, as one article knows it.
#[derive(Clone, Copy, Debug)]
struct Cue {
    /// Its stem in the article; `None` if the article lacks it.
    stem: Option<StemId>,
    /// How much it tells.
    weight: f32,
    /// Whether it is written as a name.
    is_name: bool,
    /// Where it stands, in bytes of the claim.
    span: Span,
}

/// A claim's content words as one article knows them.
#[derive(Debug)]
pub struct Cues {
    cues: Vec<Cue>,
    /// Where the article has them: positions of words, ascending, each with the number of the cue.
    hits: Vec<(u32, usize)>,
}

/// How much a name tells, beside another word that is as rare.
const NAME: f32 = 1.6;

/// How much the rest of a figure's clause tells, beside the words next to it.
const CLAUSE: f32 = 0.6;

/// How much the rest of its sentence tells.
const REST: f32 = 0.3;

/// How much the counted word tells when both figures count the same.
const COUNTED: f32 = 1.2;

impl Cues {
    /// The content words of a claim outside `figures`.
    pub fn new(claim: &str, said: &Said, figures: &[Span], article: &Article) -> Self {
        let forms = article.forms();
        let mut cues = Vec::new();
        for (word, stem) in said.content() {
            let span = word.span;
            let is_of_figure = || figures.iter().any(|figure| figure.overlaps(span));
            if !word.folded.starts_with(char::is_alphabetic) || is_of_figure() {
                continue;
            }
            let id = forms.find(stem);
            let rarity = 1.0 / (1.0 + (id.map_or(1, |id| forms.sentences(id).len()).max(1) as f32).ln());
            let is_name = span.start > 0 && claim[span].starts_with(char::is_uppercase);
            cues.push(Cue { stem: id, weight: if is_name { rarity * NAME } else { rarity }, is_name, span });
        }
        let hits_of = |(number, cue): (usize, &Cue)| {
            let at = cue.stem.map_or(&[][..], |stem| forms.positions(stem));
            at.iter().map(move |&position| (position, number))
        };
        let mut hits: Vec<(u32, usize)> = cues.iter().enumerate().flat_map(hits_of).collect();
        hits.sort_unstable();
        Self { cues, hits }
    }

    /// The hits at some positions of words.
    fn hits(&self, within: &Range<usize>) -> impl Iterator<Item = (usize, usize)> {
        let from = self.hits.partition_point(|&(position, _)| (position as usize) < within.start);
        let end = within.end;
        let hits = self.hits[from..].iter().map(|&(position, cue)| (position as usize, cue));
        hits.take_while(move |&(position, _)| position < end)
    }
}

/// A claim's content words as each of the sources knows them that its figures are held against, read when first asked for.
#[derive(Debug, Default)]
pub struct CuesOf(RefCell<Vec<(SourceId, Rc<Cues>)>>);

impl CuesOf {
    /// The words as a source knows them, which `read` reads if nobody has.
    pub fn get(&self, source: SourceId, read: impl FnOnce() -> Cues) -> Rc<Cues> {
        let mut known = self.0.borrow_mut();
        if let Some((_, cues)) = known.iter().find(|(of, _)| *of == source) {
            return Rc::clone(cues);
        }
        let cues = Rc::new(read());
        known.push((source, Rc::clone(&cues)));
        cues
    }
}

/// A figure of a claim with the words that tell what it speaks of.
#[derive(Debug)]
pub struct Subject<'a> {
    cues: &'a Cues,
    clause: Span,
    /// From the first to the last of the content words next to the figure.
    near: Span,
    counted: Option<Span>,
    /// Whether it is one thing that is counted.
    is_one: bool,
}

/// How much a figure of an article speaks of the same thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Likeness {
    /// The weight of the words that the two share, less the further they stand from the figures.
    pub shared: f32,
    /// The weight of those that stand next to both.
    pub close: f32,
    /// Whether both count the same thing.
    pub counted: bool,
    /// How many of the claim's names that stand next to its figure stand in the source's clause.
    pub names: usize,
}

/// How many content words on either side of a claim's figure stand next to it.
const NEXT_IN_CLAIM: usize = 3;

/// How many words on either side of a source's figure stand next to it.
const NEXT_IN_SOURCE: usize = 6;

impl<'a> Subject<'a> {
    /// The subject of a figure of a claim: the words of its clause, and the word that it counts.
    pub fn new(cues: &'a Cues, clause: Span, figure: &Figure) -> Self {
        let (is_one, counted, figure) = (is_one(figure), figure.noun, figure.span);
        let own: Vec<Span> = cues.cues.iter().map(|cue| cue.span).filter(|&span| clause.contains(span)).collect();
        let at = own.partition_point(|span| span.end <= figure.start);
        let next = &own[at.saturating_sub(NEXT_IN_CLAIM)..(at + NEXT_IN_CLAIM).min(own.len())];
        let near = next.iter().copied().reduce(Span::cover).unwrap_or(figure);
        Self { cues, clause, near, counted, is_one }
    }

    /// The weight of the words next to the figure, found in the article or not.
    pub fn weight(&self) -> f32 {
        self.weight_of(|_| true)
    }

    /// The weight of those that the article has.
    pub fn known_weight(&self) -> f32 {
        self.weight_of(|cue| cue.stem.is_some())
    }

    fn weight_of(&self, is_meant: impl Fn(&Cue) -> bool) -> f32 {
        let near = self.cues.cues.iter().filter(|cue| self.near.contains(cue.span) && is_meant(cue));
        let counted = self.cues.cues.iter().rfind(|cue| self.counts(cue)).is_some_and(&is_meant);
        near.map(|cue| cue.weight).sum::<f32>() + if counted { COUNTED } else { 0.0 }
    }

    /// Whether the word is of those that it counts.
    fn counts(&self, cue: &Cue) -> bool {
        self.counted.is_some_and(|counted| counted.contains(cue.span))
    }

    /// How much a figure in this setting speaks of the same thing.
    pub fn likeness(&self, article: &Article, placed: &Placed) -> Likeness {
        let index = article.words();
        let setting = &placed.setting;
        let at = &setting.figure;
        let next = at.start.saturating_sub(NEXT_IN_SOURCE).max(setting.clause.start)
            ..(at.end + NEXT_IN_SOURCE).min(setting.clause.end);
        // Most figures share nothing with the claim: they cost a look, not a list.
        let mut nearest: Vec<f32> = Vec::new();
        for (position, cue) in self.cues.hits(&setting.sentence) {
            nearest.resize(self.cues.cues.len(), 0.0);
            let part = if next.contains(&position) {
                1.0
            } else if setting.clause.contains(&position) {
                CLAUSE
            } else {
                REST
            };
            nearest[cue] = part.max(nearest[cue]);
        }
        let mut likeness = Likeness::default();
        for (cue, theirs) in self.cues.cues.iter().zip(nearest).filter(|&(_, theirs)| theirs > 0.0) {
            let is_near = self.near.contains(cue.span);
            let ours = if is_near {
                1.0
            } else if self.clause.contains(cue.span) {
                CLAUSE
            } else {
                REST
            };
            likeness.shared += cue.weight * ours * theirs;
            if is_near && cue.is_name && !self.counts(cue) && theirs >= CLAUSE {
                likeness.names += 1;
            }
            if is_near && theirs >= 1.0 {
                likeness.close += cue.weight;
            }
        }
        likeness.counted = self.counts_the_same(index, article, placed);
        if likeness.counted {
            likeness.shared += COUNTED;
            likeness.close += COUNTED;
        }
        likeness
    }

    /// Whether both count the same: the last words of the two nouns are one. Behind a `one`, where no plural tells which word
    /// is the noun, it may be any of the next few.
    fn counts_the_same(&self, index: &WordIndex, article: &Article, theirs: &Placed) -> bool {
        const NEXT: usize = 3;
        let (Some(ours), Some(words)) = (self.counted, &theirs.setting.noun) else { return false };
        let words = if is_one(&theirs.figure) {
            words.start..(words.start + NEXT).min(index.len())
        } else {
            words.end.saturating_sub(1)..words.end
        };
        let has = |stem: StemId| {
            index.ids().get(words.clone()).is_some_and(|ids| ids.iter().any(|&id| article.forms().of(id) == stem))
        };
        if self.is_one {
            let next = self.cues.cues.iter().filter(|cue| cue.span.start >= ours.start).take(NEXT);
            return next.filter_map(|cue| cue.stem).any(has);
        }
        self.cues.cues.iter().rfind(|cue| self.counts(cue)).and_then(|cue| cue.stem).is_some_and(has)
    }
}

fn is_one(figure: &Figure) -> bool {
    figure.kind == Kind::Number && figure.value == Value::Number(Exact::ONE)
}
