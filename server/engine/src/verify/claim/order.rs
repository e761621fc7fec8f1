//! Who does what to whom: passives read as actives, and parts of a claim that are exchanged.

use super::classes::is_symmetric;
use super::meaning::{Link, link};
use super::token::{Kind, Token};
use crate::lexicon::{ASYMMETRIC_CONNECTORS, CLAUSE_OPENERS, CONTRAST_WORDS, SPEECH_VERBS};

/// How far behind a passive verb its agent may stand, in words.
const AGENT_REACH: usize = 6;

/// The words of a text with its first passive clause in the order of an active one (`the plan was made by Berg`: `Berg made
/// the plan`); `None` if it has none.
pub fn active(tokens: &[Token]) -> Option<Vec<Token>> {
    let verb = (1..tokens.len()).find(|&at| is_passive(tokens, at))?;
    let auxiliary = (0..verb).rev().take(4).find(|&at| tokens[at].is_be())?;
    let begins = |at: usize| {
        let is_joint = at > 0 && CLAUSE_OPENERS.has(&tokens[at - 1].folded);
        at == 0 || tokens[at].mark || tokens[at].starts || is_joint
    };
    let subject = (0..auxiliary).rev().find(|&at| begins(at))?;
    // What makes the verb possible, planned or denied goes with it: `will be sold`, `could not be sold`, `is to be sold`.
    let is_of_verb = |&at: &usize| {
        let token = &tokens[at];
        let is_auxiliary = token.is_be() || matches!(token.folded.as_str(), "to" | "have" | "has" | "had");
        is_auxiliary || matches!(token.kind, Kind::Modal(_) | Kind::Negation)
    };
    let group = (subject..auxiliary).rev().take_while(is_of_verb).last().unwrap_or(auxiliary);
    let reach = tokens.len().min(verb + 1 + AGENT_REACH);
    let clause_end = (verb + 1..tokens.len()).find(|&at| tokens[at].mark || tokens[at].starts).unwrap_or(tokens.len());
    let by = (verb + 1..reach.min(clause_end)).find(|&at| tokens[at].folded == "by");
    let mut order: Vec<usize> = (0..subject).collect();
    let mut rest = verb + 1;
    if let Some(by) = by {
        let is_end = |at: &usize| tokens[*at].kind == Kind::Preposition && tokens[*at].folded != "of";
        let end = (by + 1..clause_end).find(is_end).unwrap_or(clause_end);
        order.extend(by + 1..end);
        order.extend(group..auxiliary);
        order.extend(auxiliary + 1..=verb);
        order.extend(subject..group);
        order.extend(verb + 1..by);
        rest = end;
    } else {
        order.extend(group..auxiliary);
        order.extend(auxiliary + 1..=verb);
        order.extend(subject..group);
    }
    order.extend(rest..tokens.len());
    // What moves leaves the marks before it behind.
    let first_moved = [subject, by.map_or(subject, |by| by + 1)];
    let moved = |(place, at): (usize, usize)| {
        let mut token = tokens[at].clone();
        if first_moved.contains(&at) && place != at {
            (token.mark, token.starts) = (false, place == 0);
        }
        token
    };
    Some(order.into_iter().enumerate().map(moved).collect())
}

/// The words of a sentence with what names its speaker at the end (`It rained, said Berg`) at the beginning (`Berg said`).
pub fn speaker_first(mut tokens: Vec<Token>) -> Vec<Token> {
    const LONGEST: usize = 9;
    let Some(mark) = (1..tokens.len()).rev().take(LONGEST).rfind(|&at| tokens[at].mark) else { return tokens };
    let says = |token: &Token| SPEECH_VERBS.has(&token.folded) && token.is_past();
    let Some(verb) = (mark..tokens.len()).find(|&at| says(&tokens[at])).filter(|verb| *verb <= mark + 4) else {
        return tokens;
    };
    if mark + 1 >= tokens.len() || mark < 3 {
        return tokens;
    }
    let verb = tokens.remove(verb);
    let mut speaker = tokens.split_off(mark);
    speaker.push(verb);
    speaker.append(&mut tokens);
    for (at, token) in speaker.iter_mut().enumerate() {
        token.starts = at == 0;
        token.mark &= at > 0;
    }
    speaker
}

/// Whether a word is a passive verb: a participle after a form of `be`.
pub fn is_passive(tokens: &[Token], at: usize) -> bool {
    let is_adverb = |token: &Token| token.folded.ends_with("ly") || !token.is_content() && !token.is_be();
    let before = tokens[..at].iter().rev().take(3).find(|token| !is_adverb(token));
    let is_joined = !tokens[at].mark && !tokens[at].starts;
    tokens[at].kind == Kind::Content && tokens[at].is_past() && is_joined && before.is_some_and(Token::is_be)
}

/// Two parts of a claim that stand in each other's place in a passage: the words of each in the claim.
pub fn exchanged(claim: &[Token], passage: &[Token]) -> Option<(Vec<usize>, Vec<usize>)> {
    let words: Vec<usize> = (0..claim.len()).filter(|&at| claim[at].is_content()).collect();
    if words.len() < 3 {
        return None;
    }
    let places = places(claim, passage, &words)?;
    let mut sorted = places.clone();
    sorted.sort_unstable();
    let ranks: Vec<usize> = places.iter().map(|place| sorted.binary_search(place).unwrap_or(0)).collect();
    let first = ranks.iter().enumerate().position(|(at, &rank)| at != rank)?;
    let last = ranks.iter().enumerate().rposition(|(at, &rank)| at != rank)?;
    let moved: Vec<usize> = ranks[first..=last].iter().map(|rank| rank - first.min(*rank)).collect();
    let all = moved.len();
    let (left, right) = (all - moved[0], moved[all - 1] + 1);
    if left + right > all {
        return None;
    }
    let is_block =
        |from: usize, to: usize, start: usize| moved[from..to].iter().enumerate().all(|(at, &rank)| rank == start + at);
    let is_exchange =
        is_block(0, left, all - left) && is_block(left, all - right, right) && is_block(all - right, all, 0);
    let (a, middle, b) = (first..first + left, first + left..first + all - right, first + all - right..first + all);
    let part = |range: std::ops::Range<usize>| words[range].to_vec();
    let (a, middle, b) = (part(a), part(middle), part(b));
    let place = |word: usize| words.iter().position(|&at| at == word).map(|at| places[at]);
    let are_numbers = |part: &[usize]| part.iter().all(|&at| claim[at].kind == Kind::Number);
    // What is exchanged are the same words: a verb and the noun of its act change their places with their sentence.
    let are_same =
        |part: &[usize]| part.iter().all(|&at| place(at).is_some_and(|there| claim[at].is_form_of(&passage[there])));
    if !is_exchange || are_numbers(&a) || are_numbers(&b) || !are_same(&a) || !are_same(&b) {
        return None;
    }
    // A number before the noun is of its phrase: "among the four dead".
    let leader = |tokens: &[Token], at: usize| {
        let is_inner = |token: &&Token| matches!(token.kind, Kind::Function | Kind::Number | Kind::Quantifier(_));
        let before = tokens[..at].iter().rev().take(4).find(|token| !is_inner(token));
        before.filter(|token| token.kind == Kind::Preposition).map(|token| token.folded.clone())
    };
    let (ours_a, ours_b) = (leader(claim, a[0]), leader(claim, b[0]));
    let (theirs_a, theirs_b) = (leader(passage, place(a[0])?), leader(passage, place(b[0])?));
    // Each of two that are exchanged has the other's part: a subject that the source has in a phrase has a part of its own
    // ("Dahl ended the game", "the game ended with Dahl").
    if ours_a != theirs_b || ours_b != theirs_a {
        return None;
    }
    let between = &claim[a[a.len() - 1] + 1..b[0]];
    let is_parallel = between.iter().any(|token| matches!(token.folded.as_str(), "and" | "but" | "while"));
    // Phrases that move with their prepositions say the same in any place.
    let is_moved = |ours: &Option<String>, theirs: &Option<String>| ours.is_some() && ours == theirs;
    let is_phrase = |ours: &Option<String>, theirs: &Option<String>| ours.is_some() && theirs.is_some();
    let is_bare = |ours: &Option<String>, theirs: &Option<String>| ours.is_none() && theirs.is_none();
    // An object and a phrase keep their parts in any order, whatever the preposition (`for a week`, `by a week`).
    let contrasts = between.iter().any(|token| CONTRAST_WORDS.has(&token.folded));
    let are_unlike = !contrasts
        && (is_phrase(&ours_a, &theirs_a) && is_bare(&ours_b, &theirs_b)
            || is_phrase(&ours_b, &theirs_b) && is_bare(&ours_a, &theirs_a));
    if !is_parallel && (is_moved(&ours_a, &theirs_a) || is_moved(&ours_b, &theirs_b) || are_unlike) {
        return None;
    }
    let is_symmetric = middle.iter().any(|&at| is_symmetric(&claim[at]));
    let is_list = between.iter().all(|token| token.mark || matches!(token.folded.as_str(), "and" | "or"));
    let tells_apart =
        !middle.is_empty() || between.iter().any(|token| ASYMMETRIC_CONNECTORS.has(&token.folded)) && ours_a != ours_b;
    (tells_apart && !is_symmetric && !is_list).then_some((a, b))
}

/// Where the passage has each of some words of a claim, if it has each just once within one sentence.
fn places(claim: &[Token], passage: &[Token], words: &[usize]) -> Option<Vec<usize>> {
    let mut places = Vec::with_capacity(words.len());
    for &word in words {
        let mut found = (0..passage.len())
            .filter(|&at| matches!(link(&claim[word], &passage[at]), Some((Link::Same, worth)) if worth > 6));
        let place = found.next()?;
        if found.next().is_some() || places.contains(&place) {
            return None;
        }
        places.push(place);
    }
    let (first, last) = (*places.iter().min()?, *places.iter().max()?);
    let is_near = last - first < 2 * words.len() + 12 && !passage[first + 1..=last].iter().any(|token| token.starts);
    is_near.then_some(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::claim::token;

    fn check_active(text: &str, expected: &str) {
        let words = active(&token::of_claim(text)).unwrap_or_default();
        assert_eq!(words.iter().map(|token| token.folded.as_str()).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn passives_read_as_actives() {
        check_active(
            "In May the plan was dropped by the council in haste.",
            "the council dropped in may the plan in haste",
        );
        check_active("In May, the plan was dropped.", "in may dropped the plan");
        check_active("The council dropped the plan.", "");
    }

    fn check_exchanged(claim: &str, passage: &str, expected: &str) {
        let (claim, passage) = (token::of_claim(claim), token::of_claim(passage));
        let found = exchanged(&claim, &passage).map(|(a, b)| {
            let shown =
                |part: Vec<usize>| part.iter().map(|&at| claim[at].folded.as_str()).collect::<Vec<_>>().join(" ");
            format!("{} / {}", shown(a), shown(b))
        });
        assert_eq!(found.unwrap_or_default(), expected);
    }

    #[test]
    fn parts_in_each_others_place() {
        check_exchanged("Orel defeated Narva by a goal.", "Narva defeated Orel by a goal.", "orel / narva");
        check_exchanged(
            "Rye suffered from heat and barley from drought.",
            "Rye suffered from drought and barley from heat.",
            "heat / drought",
        );
        check_exchanged("The mine moved from Orel to Narva.", "The mine moved from Narva to Orel.", "orel / narva");
        // A call by both is what both ask for.
        check_exchanged("Orel and Narva asked for help.", "The joint call by Narva and Orel for help was heard.", "");
    }

    #[test]
    fn what_may_change_places() {
        check_exchanged("Orel and Narva signed.", "Narva and Orel signed.", "");
        check_exchanged("Orel met Narva in the final.", "Narva met Orel in the final.", "");
        check_exchanged("In May prices rose in Orel.", "In Orel prices rose in May.", "");
        check_exchanged("Dahl ended the match with ten goals.", "The match ended with Dahl on ten goals.", "");
        check_exchanged(
            "Among the four dead is a pilot of Orel.",
            "A pilot of Orel is among the dead, four in all.",
            "",
        );
        check_exchanged(
            "A beam failed in the storm, according to a new report.",
            "A new report suggests a beam failed in the storm.",
            "",
        );
        check_exchanged("The board extended the lease by a month.", "The board extended for a month the lease.", "");
    }
}
