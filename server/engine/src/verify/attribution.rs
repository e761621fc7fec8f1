//! Whose words a passage reports.

use super::said::{Said, Word};
use crate::lexicon::{ALLEGATION_NOUNS, REPORTING_WORDS, VIEW_WORDS};
use crate::markup::Unit;
use crate::sources::Article;
use crate::text::{Span, is_function_word, is_quotation_mark, words};

/// The longest attribution that is shown, in words.
const LONGEST: usize = 8;

/// How many words behind a noun of accusing its `that` may stand.
const FARTHEST_THAT: usize = 6;

/// The least share of the words that a claim has of a passage that must be in the part that it reports.
const MOST_REPORTED: f32 = 0.8;

/// The words of a passage that say whose words it reports, where a unit says the same as a fact; `None` where the unit
/// attributes it too, or names the speaker, or says something else than what is reported.
pub fn dropped(unit: &Unit, said: &Said, article: &Article, passage: Span) -> Option<Span> {
    let claim = &said.words;
    if !unit.quotations.is_empty() || (0..claim.len()).any(|at| attributes(claim, at)) {
        return None;
    }
    let text = &article.text()[passage];
    let reported = words(text);
    // `the allegation that`, `the allegation from a clerk that`
    let is_parted = |left: usize, right: usize| {
        text[reported[left].0.end..reported[right].0.start].contains(|c| !matches!(c, ' ' | '-' | '\n'))
    };
    let is_that = |at: usize| {
        let behind =
            (at + 1..reported.len().min(at + 1 + FARTHEST_THAT)).take_while(|&next| !is_parted(next - 1, next));
        behind.into_iter().any(|next| reported[next].1 == "that" || next == at + 1 && reported[next].1 == "of")
    };
    let reports = |at: usize| {
        let word = &reported[at].1;
        REPORTING_WORDS.has(word) || ALLEGATION_NOUNS.has(word) && is_that(at)
    };
    let at = (0..reported.len()).find(|&at| reports(at))?;
    let (from, to) = attribution(text, &reported, at);
    let is_claimed = |word: &str| !is_function_word(word) && claim.iter().any(|claimed| claimed.folded == word);
    let is_name = |span: Span| text[span].starts_with(char::is_uppercase);
    let names_speaker = reported[from..to].iter().any(|(_, word)| is_claimed(word))
        || reported[..at].iter().any(|(span, word)| is_name(*span) && is_claimed(word));
    // What stands before the attribution is reported if a mark parts them: `It rained, he said.`
    let is_behind = text[..reported[from].0.start].trim_end().ends_with(|c| c == ',' || is_quotation_mark(c));
    let is_reported = |at: usize| at >= to || is_behind || reported[from].1 == "according";
    let claimed = |at: &usize| is_claimed(&reported[*at].1);
    let all = (0..reported.len()).filter(claimed).count();
    let inside = (0..reported.len()).filter(claimed).filter(|&at| is_reported(at)).count();
    let span = Span::new(reported[from].0.start, reported[to - 1].0.end);
    (!names_speaker && inside as f32 >= MOST_REPORTED * all as f32).then(|| span.shifted(passage.start))
}

/// Whether the word at `at` says that a claim is somebody's view; `an estimated` number is none.
fn attributes(claim: &[Word], at: usize) -> bool {
    let word = claim[at].folded.as_str();
    let before = at.checked_sub(1).map(|before| claim[before].folded.as_str());
    let is_number = word == "estimated" && matches!(before, Some("a" | "an" | "the"));
    (REPORTING_WORDS.has(word) || VIEW_WORDS.has(word)) && !is_number
}

/// The words around the reporting one at `at` that belong to it: `According to Mira Dahl`, `the harbour master said`,
/// `The report, which many dispute, said`.
fn attribution(text: &str, words: &[(Span, String)], at: usize) -> (usize, usize) {
    let gap = |left: usize, right: usize| text[words[left].0.end..words[right].0.start].trim();
    if words[at].1 == "according" {
        let mut to = at + 1;
        while to < words.len() && to - at < LONGEST && gap(to - 1, to).is_empty() {
            to += 1;
        }
        return (at, to);
    }
    let run_to = |last: usize| {
        let mut from = last;
        while from > 0 && last - from < LONGEST && gap(from - 1, from).is_empty() {
            from -= 1;
        }
        from
    };
    if at > 0 && gap(at - 1, at) == "," {
        let relative = run_to(at - 1);
        let is_relative = matches!(words[relative].1.as_str(), "who" | "which" | "whose" | "where");
        if is_relative && relative > 0 && gap(relative - 1, relative) == "," {
            return (run_to(relative - 1), at + 1);
        }
    }
    (run_to(at), at + 1)
}
