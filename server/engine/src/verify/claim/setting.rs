//! What the words around a word make of it: what it stands with, whether it tells of a fact.

use super::classes::{is_degree, is_implicative, is_negative, is_unrealised};
use super::token::{Kind, Token};
use crate::clauses::{Form, verb_form};
use crate::lexicon::{
    COMPOUND_PREPOSITIONS, DETERMINERS, FORMS_OF_BE, INFINITIVE_MARKERS, NEGATION_ENDS, NEGATION_LIMITS,
};
use crate::names::is_title;

/// How many words may stand from a word that turns a statement to the word that it turns.
pub const REACH: usize = 4;

/// The word that a negation, a modal verb or a quantifier stands with: the next that names something, in the same clause.
pub fn target(tokens: &[Token], at: usize) -> Option<usize> {
    let reach = tokens.len().min(at + 1 + REACH);
    (at + 1..reach)
        .take_while(|&next| !tokens[next].mark && !tokens[next].starts)
        .find(|&next| tokens[next].is_content() && !is_degree(&tokens[next]))
}

/// Whether a word denies where it stands. After an article, what could be a verb is a noun (`a stop in Varn`), but one with what it is of
/// (`a stop to the work`).
pub fn is_denying(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| !tokens[at].mark).map(|before| tokens[before].folded.as_str());
    let next = tokens.get(at + 1).filter(|next| !next.mark).map_or("", |next| next.folded.as_str());
    let is_of_something = matches!(next, "to" | "of" | "on" | "from");
    let is_noun = tokens[at].kind == Kind::Content && before.is_some_and(|word| DETERMINERS.has(word));
    is_negative(&tokens[at]) && (!is_noun || is_of_something)
}

/// Whether a negation says something else with the word after it (`not only`, `no doubt`).
pub fn is_qualified(tokens: &[Token], at: usize) -> bool {
    let is_qualifier = |token: &Token| NEGATION_LIMITS.has(&token.folded) || NEGATION_ENDS.has(&token.folded);
    is_of_little(tokens, at) || tokens[at + 1..].iter().take(2).take_while(|token| !token.mark).any(is_qualifier)
}

/// Whether a word says of all but a few (`all but one`).
pub fn is_all_but(tokens: &[Token], at: usize) -> bool {
    tokens[at].kind == Kind::Quantifier("all") && tokens.get(at + 1).is_some_and(|next| next.folded == "but")
}

/// Whether a negation is the sign of a number (`No. 4`).
pub fn is_number_sign(tokens: &[Token], at: usize) -> bool {
    tokens[at].folded == "no"
        && tokens.get(at + 1).is_some_and(|next| next.folded.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a word is a title before a name: the name's own check has said whether it may be there.
pub fn is_title_of_name(tokens: &[Token], at: usize) -> bool {
    is_title(&tokens[at].folded) && tokens.get(at + 1).is_some_and(|next| next.is_name && !next.mark)
}

/// Whether a negation denies that something is more so, or less: that leaves it so (`no accident was more serious`).
pub fn denies_more(tokens: &[Token], at: usize) -> bool {
    let clause = tokens[at + 1..].iter().take_while(|token| !token.mark && !token.starts);
    let is_more = |token: &Token| matches!(token.folded.as_str(), "more" | "less");
    tokens[at].kind == Kind::Negation && clause.into_iter().any(is_more)
}

/// Whether a negation says how little a number is: `not even an eighth`, `not even 40`.
pub fn is_of_little(tokens: &[Token], at: usize) -> bool {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.folded.as_str()));
    let is_number = tokens.get(at + 2).is_some_and(|token| token.kind == Kind::Number);
    is(at, &["not"]) && is(at + 1, &["even"]) && (is_number || is(at + 2, &["a", "an", "half"]))
}

/// Whether a word and the one before it are one preposition: `due to`.
pub fn is_of_compound(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| !tokens[at].mark) else { return false };
    COMPOUND_PREPOSITIONS.has(&format!("{} {}", tokens[before].folded, tokens[at].folded))
}

/// Whether a verb tells what is to be: `are to be shown`, `is to open`.
pub fn is_to_be(tokens: &[Token], at: usize) -> bool {
    const FAR: usize = 3;
    let before = (at.saturating_sub(FAR)..at).rev().find(|&before| tokens[before].folded == "to");
    before.and_then(|to| to.checked_sub(1)).is_some_and(|be| FORMS_OF_BE.has(&tokens[be].folded))
}

/// Whether a verb is told as a fact: in the past, or after a modal verb.
pub fn is_told(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    tokens[at].is_past() || before.is_some_and(|before| before.modal().is_some())
}

/// Whether a verb only names an act that another governs, or that something is done for: `to save`. Who managed to save did;
/// what is meant or tried is told of by itself.
pub fn is_infinitive(tokens: &[Token], at: usize) -> bool {
    // "To be sold", "to have sold", "to have been sold".
    const MOST_AUXILIARIES: usize = 2;
    let is_auxiliary = |at: &usize| matches!(tokens[*at].folded.as_str(), "be" | "have" | "been");
    let auxiliaries = (0..at).rev().take(MOST_AUXILIARIES).take_while(is_auxiliary).count();
    let Some((to, before)) = at.checked_sub(auxiliaries + 1).and_then(|to| Some((to, to.checked_sub(1)?))) else {
        return false;
    };
    // Of a passive, `be` may be left out here: `to be saved`.
    let is_form = tokens[at].is_past() || matches!(verb_form(&tokens[at].folded), Some((_, Form::Base | Form::Any)));
    let is_governed = is_implicative(&tokens[before]) || is_unrealised(&tokens[before]);
    is_form && tokens[to].folded == "to" && (!is_governed || is_of_infinitive(tokens, before))
}

/// Whether a word is a part of a longer sign of the infinitive: `in order to`.
pub fn is_of_infinitive(tokens: &[Token], at: usize) -> bool {
    let Some([before, word, after]) = at.checked_sub(1).and_then(|from| tokens.get(from..from + 3)) else {
        return false;
    };
    INFINITIVE_MARKERS.has(&format!("{} {} {}", before.folded, word.folded, after.folded))
}
