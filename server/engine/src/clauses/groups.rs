//! Noun groups and verb groups: where one that begins at a word ends.

use super::forms::Form;
use super::forms::is_plural;
use super::words::{Tag, Word};
use super::{Group, VerbGroup};
use crate::lexicon::{PERIOD_MODIFIERS, PERIOD_NOUNS, TIME_PREPOSITIONS, VERB_PARTICLES};

/// The noun group that begins at the word `from`. `is_governed` if a preposition stands before it.
pub(super) fn noun_group(words: &[Word], from: usize, is_governed: bool) -> Option<Group> {
    let mut end = from;
    let mut head: Option<usize> = None;
    let mut number = None;
    let mut goes_on = true;
    while goes_on && let Some(word) = words.get(end) {
        // "9.2% | last year", "6% | a year"
        if end > from && starts_period(words, end, number == end.checked_sub(1)) {
            break;
        }
        goes_on = match word.tag {
            Tag::Pronoun => {
                if end > from {
                    break;
                }
                head = Some(end);
                false
            }
            Tag::Determiner if head.is_some_and(|head| !words[head].is_possessive) => break,
            Tag::Determiner => true,
            Tag::Number if number.is_some() || head.is_some_and(|head| !words[head].is_possessive) => break,
            Tag::Number => {
                number = Some(end);
                head = Some(end);
                true
            }
            Tag::Date => {
                let before_noun = words.get(end + 1).is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Adjective));
                let before_period =
                    words.get(end + 1).is_some_and(|next| next.tag == Tag::Noun && PERIOD_NOUNS.has(&next.lemma));
                let is_modifier = before_period || before_noun && (end > from || !is_governed);
                if head.is_some_and(|head| !words[head].is_possessive) {
                    break;
                }
                if is_modifier {
                    true
                } else {
                    head = Some(end);
                    false
                }
            }
            Tag::Adjective if head.is_some_and(|head| !words[head].is_possessive && Some(head) != number) => break,
            Tag::Adjective => true,
            Tag::Noun | Tag::Name => {
                let starts_time = head.is_some_and(|head| Some(head) != number && !words[head].is_possessive)
                    && is_time_start(words, end);
                if starts_time {
                    break;
                }
                head = Some(end);
                !is_time_end(words, from, end)
            }
            Tag::Adverb => {
                let modifies = words.get(end + 1).is_some_and(|next| matches!(next.tag, Tag::Adjective | Tag::Number));
                if !modifies || head.is_some_and(|head| Some(head) != number) {
                    break;
                }
                true
            }
            Tag::Mark('&') => {
                let joins = end > from && words.get(end + 1).is_some_and(|next| next.is_capital);
                if !joins {
                    break;
                }
                true
            }
            _ => break,
        };
        end += 1;
    }
    // An adjective alone stands for those who are so: "the young".
    let head = head.or_else(|| {
        let last = end.checked_sub(1).filter(|&last| last >= from)?;
        let opens = words[from].tag == Tag::Determiner;
        opens.then_some(last)
    })?;
    let is_time = is_time(words, from, head);
    while is_time && words.get(end).is_some_and(|word| word.tag == Tag::Adverb && PERIOD_MODIFIERS.has(&word.folded)) {
        end += 1;
    }
    Some(Group { words: from..end.max(head + 1), head, number, of: None, is_time, clause: 0 })
}

/// Whether a time begins at `at`, inside what would be a group: `last year`, or a noun of time right after a number.
fn starts_period(words: &[Word], at: usize, is_after_number: bool) -> bool {
    let is_period = |at: usize| {
        words.get(at).is_some_and(|word| {
            matches!(word.tag, Tag::Noun | Tag::Date) && (word.tag == Tag::Date || PERIOD_NOUNS.has(&word.lemma))
        })
    };
    let is_modifier = PERIOD_MODIFIERS.has(&words[at].folded) && is_period(at + 1) && is_after_number;
    is_modifier || is_after_number && words[at].tag == Tag::Noun && is_period(at)
}

/// Whether a time without a preposition begins here, right after a noun: `Tuesday`, `last year`.
fn is_time_start(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.tag == Tag::Date)
}

/// Whether the word at `at` ends a time: `last year`, `Tuesday night`.
fn is_time_end(words: &[Word], from: usize, at: usize) -> bool {
    let word = &words[at];
    // "Over the year tolls fell."
    let is_over = || {
        let before = from.checked_sub(1).is_some_and(|before| TIME_PREPOSITIONS.has(&words[before].folded));
        let subject = words.get(at + 1).is_some_and(|next| next.tag == Tag::Noun && is_plural(&next.folded));
        let has_verb = words.get(at + 2).is_some_and(|next| matches!(next.tag, Tag::Verb(_) | Tag::Modal));
        before && at == from + 1 && words[from].folded == "the" && subject && has_verb
    };
    PERIOD_NOUNS.has(&word.lemma)
        && !word.is_possessive
        && (words[from..at].iter().any(|word| PERIOD_MODIFIERS.has(&word.folded)) || is_over())
        && words.get(at + 1).is_none_or(|next| !PERIOD_NOUNS.has(&next.lemma))
}

fn is_time(words: &[Word], from: usize, head: usize) -> bool {
    let word = &words[head];
    match word.tag {
        Tag::Date => true,
        Tag::Noun => PERIOD_NOUNS.has(&word.lemma) && !words[from..head].iter().any(|word| word.tag == Tag::Number),
        _ => false,
    }
}

/// The verb group that begins at the word `from`.
pub(super) fn verb_group(words: &[Word], from: usize) -> Option<VerbGroup> {
    let mut at = from;
    let mut chain: Vec<usize> = Vec::new();
    let mut modal = None;
    // "It never has been closed."
    let adverbs = words[..from].iter().rev().take_while(|word| word.tag == Tag::Adverb);
    let mut is_negated = adverbs.into_iter().any(|word| word.is_negated);
    let mut governor = None;
    let mut end = from;
    while let Some(word) = words.get(at) {
        match word.tag {
            Tag::Modal if chain.is_empty() && modal.is_none() => modal = Some(at),
            Tag::Verb(form) => {
                if !chain.is_empty() && !follows(words, at, &chain, form) {
                    break;
                }
                chain.push(at);
            }
            Tag::To if at == from => {}
            Tag::To if !chain.is_empty() => {
                governor = governor.or_else(|| chain.last().copied());
            }
            Tag::Adverb if goes_on(words, at, &chain, modal) => {}
            // "did they close"
            Tag::Pronoun if chain.is_empty() && modal.is_some() => {}
            _ => break,
        }
        is_negated |= word.is_negated;
        at += 1;
        end = at;
    }
    let &main = chain.last()?;
    let before = chain.len().checked_sub(2).map(|before| &words[chain[before]]);
    let is_passive =
        is_participle(words[main].tag) && before.is_some_and(|word| matches!(word.lemma.as_str(), "be" | "get"));
    let particle =
        words.get(end).filter(|word| word.tag == Tag::Adverb && VERB_PARTICLES.has(&word.folded)).map(|_| end);
    if particle.is_some() {
        end += 1;
    }
    let first = chain[0];
    let is_finite = modal.is_some()
        || words[from].tag != Tag::To
            && matches!(
                words[first].tag,
                Tag::Verb(Form::Past | Form::Present | Form::Base | Form::PastOrParticiple | Form::Any)
            );
    Some(VerbGroup { words: from..end, main, governor, particle, modal, is_passive, is_negated, is_finite })
}

fn is_participle(tag: Tag) -> bool {
    matches!(tag, Tag::Verb(Form::Participle | Form::PastOrParticiple | Form::Any))
}

/// Whether a verb of this form at `at`, or after the adverbs there, belongs to the chain of verbs before it.
fn follows(words: &[Word], at: usize, chain: &[usize], form: Form) -> bool {
    let Some(last) = chain.last().map(|&last| &words[last]) else { return true };
    // "Is to be sold", "has to sell".
    let is_after_to = at > 0 && words[at - 1].tag == Tag::To && matches!(form, Form::Base | Form::Any);
    match last.lemma.as_str() {
        _ if is_after_to => true,
        "be" | "get" => {
            matches!(form, Form::Participle | Form::PastOrParticiple | Form::Gerund | Form::Any | Form::Past)
        }
        "have" => matches!(form, Form::Participle | Form::PastOrParticiple | Form::Any | Form::Past | Form::Base),
        "do" | "help" | "let" => matches!(form, Form::Base | Form::Any),
        _ => false,
    }
}

/// Whether an adverb stands inside a verb group.
fn goes_on(words: &[Word], at: usize, chain: &[usize], modal: Option<usize>) -> bool {
    const FAR: usize = 3;
    if chain.is_empty() && modal.is_none() {
        return true;
    }
    let rest = words.get(at + 1..).unwrap_or_default().iter().take(FAR);
    let mut rest = rest.skip_while(|word| word.tag == Tag::Adverb);
    let Some(next) = rest.next() else { return false };
    let Tag::Verb(form) = next.tag else { return words[at].is_negated };
    chain.is_empty() || follows(words, at, chain, form)
}
