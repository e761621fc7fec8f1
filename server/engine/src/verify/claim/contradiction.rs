//! Does a passage say a claim, turn it round, or neither?

use super::align::{Alignment, MOST_WORDS};
use super::denial::rejects;
use super::meaning::Link;
use super::order;
use super::setting::{is_all_but, is_title_of_name};
use super::token::{self, Token};
use super::turned::{Difference, Judgement, Turn, judge};
use crate::lexicon::FACTIVE_VERBS;
use crate::names::is_office;
use crate::sources::Article;
use crate::text::Span;
use crate::verify::check::Kind;

/// Where a claim and its source say the opposite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// What turns the claim.
    pub turn: Turn,
    /// The claim's words, in bytes of its text.
    pub ours: Option<Span>,
    /// The source's words, in bytes of the article's text.
    pub theirs: Option<Span>,
}

/// What a passage says of a claim.
#[derive(Debug)]
pub struct Reading {
    /// The sentences that were read, as indices into the article's.
    pub sentences: (usize, usize),
    /// What came of it.
    pub judgement: Judgement,
    /// What turns the claim, where nothing else differs.
    pub contradiction: Option<Contradiction>,
    /// The sentence that has the most of the claim.
    pub main: usize,
}

/// A claim of fewer words may have its words in a sentence by chance, unless the sentence has no others.
const FEWEST_WORDS: usize = 3;
/// Of so many words one may be another than the source's.
const WORDS_FOR_ONE_OTHER: usize = 5;
/// How many words that name something may stand between two neighbours of a word that turns.
const GAP: usize = 2;

/// The part of an article that is laid beside a claim.
#[derive(Clone, Copy)]
struct Region<'a> {
    place: Span,
    sentences: (usize, usize),
    is_asked: bool,
    article: &'a Article,
}

/// A claim, read once for all passages of an article.
pub struct Claim {
    tokens: Vec<Token>,
    active: Option<Vec<Token>>,
    is_question: bool,
    /// The items of the claim that the article has.
    held: Vec<Held>,
    /// Whether it gives somebody a title that the article may give to another.
    gives_title: bool,
}

/// An item of a claim that the article has.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// The item, in the claim.
    pub item: Span,
    /// Where the article has it.
    pub evidence: Span,
    /// What it is.
    pub kind: Kind,
}

impl Claim {
    /// Reads a claim that is held against an article.
    pub fn new(text: &str, held: Vec<Held>, article: &Article) -> Self {
        let mut tokens = order::speaker_first(token::of_claim(text));
        tokens.truncate(MOST_WORDS);
        let active = order::active(&tokens);
        let gives_title = gives_title_of_another(&tokens, article);
        Self { tokens, active, gives_title, is_question: text.trim_end().ends_with('?'), held }
    }

    /// Holds the claim against sentences of an article.
    pub fn read(&self, article: &Article, from: usize, to: usize) -> Option<Reading> {
        let sentences = article.sentences().get(from..=to)?;
        let mut passage = token::of_article(article, sentences);
        passage.truncate(MOST_WORDS);
        // Who asks whether somebody knows a thing takes it for so.
        let is_known =
            passage.windows(2).any(|two| FACTIVE_VERBS.has(&two[0].folded) && two[1].folded == "that" && !two[1].mark);
        let is_asked = !self.is_question
            && !is_known
            && sentences.iter().any(|&span| article.text()[span].trim_end().ends_with('?'));
        let place = sentences.first()?.cover(*sentences.last()?);
        if from == to {
            passage = order::speaker_first(passage);
        }
        // Who does what to whom is compared where both are active.
        let source = order::active(&passage);
        let is_active = self.active.is_none() && source.is_none();
        let region = Region { place, sentences: (from, to), is_asked, article };
        let best = self.compare(&self.tokens, &passage, region, is_active);
        if is_active || best.judgement.is_verified() {
            return Some(best);
        }
        let (ours, theirs) = (self.active.as_ref().unwrap_or(&self.tokens), source.as_ref().unwrap_or(&passage));
        let other = self.compare(ours, theirs, region, true);
        let is_other = other.judgement.is_verified() || best.contradiction.is_none() && other.contradiction.is_some();
        Some(if is_other { other } else { best })
    }

    fn compare(&self, claim: &[Token], passage: &[Token], region: Region<'_>, tells_roles: bool) -> Reading {
        let Region { place, sentences, is_asked, article } = region;
        let mut alignment = Alignment::new(claim, passage);
        let covered = self.covered(claim, passage, place, &mut alignment);
        let has_quotation = self.held.iter().any(|held| held.kind == Kind::Quote);
        let mut judgement = judge(claim, passage, &alignment, &covered, is_asked, has_quotation);
        let turned = contradiction(claim, passage, &alignment, &judgement);
        let exchanged = order::exchanged(claim, passage);
        judgement.is_barred |= exchanged.is_some() && tells_roles || self.gives_title;
        let spans = |difference: Difference| Contradiction {
            turn: difference.turn,
            ours: difference.ours.map(|at| claim[at].span),
            theirs: difference.theirs.map(|at| passage[at].span),
        };
        let exchanged = exchanged.filter(|_| tells_roles && judgement.turns.is_empty()).and_then(|(a, _)| {
            let ours = claim[*a.first()?].span.cover(claim[*a.last()?].span);
            Some(Contradiction { turn: Turn::Exchanged, ours: Some(ours), theirs: None })
        });
        let contradiction = turned.map(spans).or(exchanged);
        let main = (sentences.0..=sentences.1).max_by_key(|&at| {
            let sentence = article.sentences().get(at).copied().unwrap_or_default();
            let has = |(at, pair): (usize, &Option<usize>)| pair.is_some() && sentence.contains(passage[at].span);
            (alignment.theirs.iter().enumerate().filter(|&pair| has(pair)).count(), std::cmp::Reverse(at))
        });
        Reading { sentences, judgement, contradiction, main: main.unwrap_or(sentences.0) }
    }

    /// The words of the claim that an item answers for which this passage has.
    fn covered(&self, claim: &[Token], passage: &[Token], place: Span, alignment: &mut Alignment) -> Vec<bool> {
        let mut covered = vec![false; claim.len()];
        for held in &self.held {
            let words: Vec<usize> = (0..claim.len()).filter(|&at| held.item.contains(claim[at].span)).collect();
            let is_same = |at: usize| matches!(alignment.ours[at], Some((_, Link::Same)));
            // A name is there if its last word is: whether the others may be left out, the name's own check has said.
            let is_here = match held.kind {
                Kind::Name => {
                    let is_apart = |&at: &usize| passage.iter().all(|token| !token.is_form_of(&claim[at]));
                    words.last().is_some_and(|&last| is_same(last))
                        || held.evidence.overlaps(place) && words.iter().all(is_apart)
                }
                _ => held.evidence.overlaps(place),
            };
            if !is_here {
                continue;
            }
            let open: Vec<usize> = words.iter().copied().filter(|&at| !is_same(at)).collect();
            // Another number in its place is another figure, wherever else the figure stands.
            let is_other = |&at: &usize| {
                let number = alignment.ours[at].filter(|(_, link)| *link == Link::Number);
                number.is_some_and(|(theirs, _)| !held.evidence.contains(passage[theirs].span))
            };
            if open.iter().any(is_other) {
                continue;
            }
            for &at in &open {
                covered[at] = true;
                if let Some((theirs, _)) = alignment.ours[at].take() {
                    alignment.theirs[theirs] = None;
                }
            }
            if let (false, Some(&first)) = (held.kind == Kind::Name, open.first()) {
                for at in (0..passage.len()).filter(|&at| held.evidence.contains(passage[at].span)) {
                    alignment.theirs[at].get_or_insert(first);
                }
            }
        }
        covered
    }

    /// Whether another sentence of the article than those read says what a contradiction holds against the claim: it has
    /// the word that turns, or what it turns, and half of the claim, and does not turn it.
    pub fn is_said_elsewhere(&self, article: &Article, reading: &Reading, contradiction: &Contradiction) -> bool {
        const MOST_LOOKED_AT: usize = 40;
        let forms = article.forms();
        let words = self.tokens.iter().filter(|token| token.is_content());
        let told = words.clone().filter(|token| contradiction.ours.is_some_and(|ours| ours.contains(token.span)));
        let mut asked: Vec<&Token> = told.collect();
        if asked.is_empty() {
            let rarest = words.filter_map(|token| Some((forms.sentences(forms.find(&token.stem)?).len(), token)));
            asked.extend(rarest.min_by_key(|(having, token)| (*having, token.span)).map(|(_, token)| token));
        }
        let stems = asked.iter().flat_map(|token| token.stems()).filter_map(|stem| forms.find(stem));
        let mut sentences: Vec<usize> = stems.flat_map(|stem| forms.sentences(stem)).map(|&at| at as usize).collect();
        sentences.sort_unstable();
        sentences.dedup();
        sentences.retain(|&at| at < reading.sentences.0 || at > reading.sentences.1);
        sentences.truncate(MOST_LOOKED_AT);
        sentences.into_iter().any(|at| {
            let Some(other) = self.read(article, at, at) else { return false };
            let is_same = |turn: &Difference| turn.turn == contradiction.turn;
            other.judgement.mapped * 2 >= other.judgement.words && !other.judgement.turns.iter().any(is_same)
        })
    }
}

/// What turns a claim against a passage that is nearly the same: one difference, among words that both have.
fn contradiction(
    claim: &[Token],
    passage: &[Token],
    alignment: &Alignment,
    judgement: &Judgement,
) -> Option<Difference> {
    let [difference] = judgement.turns[..] else { return None };
    let is_frame =
        matches!(difference.turn, Turn::Denied | Turn::Disbelieved | Turn::Condition | Turn::Question | Turn::Hope);
    // The number after `all but` belongs to it.
    let of_difference = difference.theirs.map(|at| if is_all_but(passage, at) { at..=at + 2 } else { at..=at });
    let is_whole = passage.iter().enumerate().all(|(at, token)| {
        let is_different = of_difference.as_ref().is_some_and(|words| words.contains(&at));
        !token.is_content() || alignment.theirs[at].is_some() || is_different
    });
    let is_pair = difference.ours.is_some_and(|at| claim[at].is_content());
    let (words, others) = (judgement.words - usize::from(is_pair), judgement.missing.len());
    let enough = judgement.mapped >= FEWEST_WORDS || is_whole && judgement.mapped > 0 && others == 0;
    let is_near = others <= words / WORDS_FOR_ONE_OTHER && !judgement.is_barred;
    if !enough || !is_near || judgement.mapped + others < words {
        return None;
    }
    // What the passage says of another thing is not said of this one alone.
    let is_here = |ours: usize| passage.iter().any(|theirs| theirs.is_form_of(&claim[ours]));
    if difference.turn == Turn::Exclusive && difference.ours.is_some_and(is_here) {
        return None;
    }
    // What one side denies with a word the other may deny with another: `denied that`, `unless`.
    let is_open = |tokens: &[Token], pairs: &dyn Fn(usize) -> bool| {
        let denies = |at: usize| tokens[at].folded == "unless" || rejects(tokens, at);
        (0..tokens.len()).any(|at| !pairs(at) && denies(at))
    };
    let is_denied_otherwise = match (difference.turn, difference.ours, difference.theirs) {
        (Turn::Negation, Some(_), None) => is_open(passage, &|at| alignment.theirs[at].is_some()),
        (Turn::Negation, None, Some(_)) => is_open(claim, &|at| alignment.ours[at].is_some()),
        _ => false,
    };
    if is_denied_otherwise {
        return None;
    }
    let is_beside = match (difference.ours, difference.theirs) {
        (Some(ours), Some(theirs)) => are_neighbours(claim, passage, alignment, ours, theirs),
        (Some(ours), None) => has_neighbours(claim, ours, |at| alignment.ours[at].is_some()),
        (None, Some(theirs)) => is_frame || has_neighbours(passage, theirs, |at| alignment.theirs[at].is_some()),
        (None, None) => false,
    };
    is_beside.then_some(difference)
}

/// Whether a title stands before a name in a claim which the article has, but never in a sentence with the name: then it may be another's.
pub(super) fn gives_title_of_another(claim: &[Token], article: &Article) -> bool {
    let forms = article.forms();
    let sentences = |token: &Token| forms.find(&token.stem).map_or(&[][..], |form| forms.sentences(form));
    let is_office_of_name =
        |at: usize| is_office(&claim[at].folded) && claim.get(at + 1).is_some_and(|next| next.is_name && !next.mark);
    (0..claim.len()).filter(|&at| is_title_of_name(claim, at) || is_office_of_name(at)).any(|at| {
        let name = claim[at + 1..].iter().take_while(|token| token.is_name && !token.mark).last();
        let having = sentences(&claim[at]);
        let named = name.map_or(&[][..], sentences);
        !having.is_empty() && !named.is_empty() && !named.iter().any(|at| having.contains(at))
    })
}

/// Whether the words beside a pair that differs are pairs too, near it on both sides: before and after it, or at an end.
fn are_neighbours(claim: &[Token], passage: &[Token], alignment: &Alignment, ours: usize, theirs: usize) -> bool {
    let content_between = |from: usize, to: usize| (from + 1..to).filter(|&at| passage[at].is_content()).count();
    let is_near = |neighbour: Option<usize>, is_end: bool| match neighbour {
        Some(at) => {
            matches!(alignment.ours[at], Some((there, _)) if content_between(there.min(theirs), there.max(theirs)) <= GAP)
        }
        None => is_end,
    };
    let before = (0..ours).rev().find(|&at| claim[at].is_content());
    let after = (ours + 1..claim.len()).find(|&at| claim[at].is_content());
    is_near(before, true) && is_near(after, true)
}

/// Whether the next word that names something is a pair, and the one before it too or there is none.
fn has_neighbours(tokens: &[Token], at: usize, is_pair: impl Fn(usize) -> bool) -> bool {
    let after = (at + 1..tokens.len()).find(|&at| tokens[at].is_content());
    let before = (0..at).rev().find(|&at| tokens[at].is_content() || tokens[at].starts);
    let is_before = before.is_none_or(|at| is_pair(at) || tokens[at].starts && !tokens[at].is_content());
    after.is_some_and(&is_pair) && is_before
}
