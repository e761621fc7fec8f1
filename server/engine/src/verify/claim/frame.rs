//! What frames a clause of the source: a denial, a disbelief, a condition, a question, a hope.

use super::token::{Kind, Token};
use super::turned::Turn;
use crate::lexicon::{CONDITION_FRAMES, DENIALS, DISBELIEFS, HOPES, NEGATIVE_FRAMES, QUESTION_WORDS};

/// A frame.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// What it makes of the clause; `None` if it only reports it.
    pub turn: Option<Turn>,
    /// The word that makes it.
    pub word: usize,
    /// Whether the clause begins right after it.
    pub is_sure: bool,
}

/// How many words before a clause may frame it.
const REACH: usize = 6;

/// What frames the clause that begins about the word at `first`.
pub fn before(passage: &[Token], first: usize) -> Option<Frame> {
    let is_same_clause = |at: &usize| !passage[at + 1].mark && !passage[at + 1].starts;
    let before: Vec<usize> = (first.saturating_sub(REACH)..first).rev().take_while(is_same_clause).collect();
    let mut content = 0;
    for (steps, &at) in before.iter().enumerate() {
        let token = &passage[at];
        if is_either(passage, at) {
            return None;
        }
        if matches!(token.folded.as_str(), "if" | "unless" | "whether") {
            return Some(Frame { turn: Some(Turn::Condition), word: at, is_sure: content == 0 });
        }
        if token.folded == "that"
            && let Some(turn) = of_phrase(passage, at)
        {
            return Some(Frame { turn: Some(turn), word: at.saturating_sub(1), is_sure: content == 0 });
        }
        // "Had long been told that": an adverb.
        let is_adverb = token.folded == "long" && !matches!(passage[at + 1].folded.as_str(), "to" | "for" | "that");
        if let Some(turn) = of_word(token).filter(|_| !is_adverb) {
            let is_clause = passage[at + 1..first].iter().any(|token| token.folded == "that");
            return Some(Frame {
                turn: Some(turn),
                word: at,
                is_sure: is_clause && content == 0 || steps == 0 && turn == Turn::Denied,
            });
        }
        content += usize::from(token.is_content());
    }
    None
}

/// Whether a word opens a clause of two ways, either of which does: `Whether by land or by sea, they came`. What somebody asks
/// (`asked whether they came or not`) follows its verb.
fn is_either(passage: &[Token], at: usize) -> bool {
    passage[at].folded == "whether"
        && (passage[at].starts || passage[at].mark)
        && passage[at + 1..].iter().take_while(|token| !token.starts).any(|token| token.folded == "or")
}

/// What a word between a subject and its verb makes of what the verb says (`denied taking`, `hoped to buy`).
pub fn within(passage: &[Token], at: usize, to: usize) -> Option<Turn> {
    let turn = of_word(&passage[at])?;
    let next = passage[at + 1..to].iter().chain(passage.get(to));
    let is_governed = next.take(3).any(|token| {
        matches!(token.folded.as_str(), "to" | "that" | "having" | "of")
            || token.folded.ends_with("ing") && token.kind == Kind::Content
    });
    is_governed.then_some(turn)
}

fn of_word(token: &Token) -> Option<Turn> {
    let word = token.folded.as_str();
    if DENIALS.has(word) {
        Some(Turn::Denied)
    } else if DISBELIEFS.has(word) {
        Some(Turn::Disbelieved)
    } else if HOPES.has(word) {
        Some(Turn::Hope)
    } else if QUESTION_WORDS.has(word) {
        Some(Turn::Question)
    } else if CONDITION_FRAMES.has(word) {
        Some(Turn::Condition)
    } else {
        None
    }
}

/// What words before `that` make of the clause after it (`not true that`, `no evidence that`).
fn of_phrase(passage: &[Token], that: usize) -> Option<Turn> {
    (2..=5).filter(|&words| words <= that + 1).find_map(|words| {
        let phrase: Vec<&str> = passage[that + 1 - words..=that].iter().map(|token| token.folded.as_str()).collect();
        NEGATIVE_FRAMES.has(&phrase.join(" ")).then_some(Turn::Denied)
    })
}
