//! Whose words a passage reports.

use crate::markup::Unit;
use crate::sources::Article;
use crate::text::{Span, is_function_word, words};

/// Words that report what somebody says, in their folded forms.
const REPORTING: &[&str] = &[
    "say",
    "says",
    "said",
    "saying",
    "claim",
    "claims",
    "claimed",
    "claiming",
    "allege",
    "alleges",
    "alleged",
    "allegedly",
    "reportedly",
    "purportedly",
    "supposedly",
    "according",
    "accuse",
    "accuses",
    "accused",
    "asserts",
    "asserted",
    "contends",
    "contended",
    "maintains",
    "maintained",
    "insists",
    "insisted",
    "argues",
    "argued",
    "told",
    "tells",
    "denies",
    "denied",
];

/// Words that say, in a claim, that it is somebody's view.
const VIEWS: &[&str] = &[
    "report",
    "reports",
    "reported",
    "announce",
    "announced",
    "announces",
    "believe",
    "believes",
    "believed",
    "thinks",
    "thought",
    "complain",
    "complains",
    "complained",
    "warn",
    "warns",
    "warned",
    "describe",
    "describes",
    "described",
    "call",
    "calls",
    "called",
    "speak",
    "speaks",
    "spoke",
    "ask",
    "asks",
    "asked",
    "urge",
    "urges",
    "urged",
    "want",
    "wants",
    "wanted",
    "demand",
    "demands",
    "demanded",
    "state",
    "states",
    "stated",
    "writes",
    "wrote",
    "suggests",
    "suggested",
    "counts",
    "expects",
    "expected",
    "hopes",
    "hoped",
    "apparently",
    "officials",
    "sources",
    "critics",
    "added",
    "explained",
    "confirmed",
    "acknowledged",
    "admitted",
    "promised",
    "pledged",
    "vowed",
    "points",
    "noted",
    "view",
    "opinion",
    "position",
    "estimates",
    "estimated",
];

/// The longest attribution that is shown, in words.
const LONGEST: usize = 8;

/// The words of a passage that say whose words it reports, where a unit says the same as a fact; `None` where the unit
/// attributes it too, or names the speaker.
pub fn dropped(unit: &Unit, article: &Article, passage: Span) -> Option<Span> {
    let claim: Vec<String> = words(unit.prose.text()).into_iter().map(|(_, folded)| folded).collect();
    let is_attributed = |word: &String| REPORTING.contains(&word.as_str()) || VIEWS.contains(&word.as_str());
    if !unit.quotations.is_empty() || claim.iter().any(is_attributed) {
        return None;
    }
    let text = article.text();
    let reported = words(&text[passage]);
    let at = reported.iter().position(|(_, word)| REPORTING.contains(&word.as_str()))?;
    let (from, to) = attribution(&text[passage], &reported, at);
    let is_claimed = |word: &str| !is_function_word(word) && claim.iter().any(|claimed| claimed == word);
    let is_name = |span: Span| text[passage][span].starts_with(char::is_uppercase);
    let names_speaker = reported[from..to].iter().any(|(_, word)| is_claimed(word))
        || reported[..at].iter().any(|(span, word)| is_name(*span) && is_claimed(word));
    let span = Span::new(reported[from].0.start, reported[to - 1].0.end);
    (!names_speaker).then(|| span.shifted(passage.start))
}

/// The words around the reporting one at `at` that belong to it: `According to Mira Dahl`, `the harbour master said`.
fn attribution(text: &str, words: &[(Span, String)], at: usize) -> (usize, usize) {
    let is_joined = |left: usize, right: usize| text[words[left].0.end..words[right].0.start].trim().is_empty();
    if words[at].1 == "according" {
        let mut to = at + 1;
        while to < words.len() && to - at < LONGEST && is_joined(to - 1, to) {
            to += 1;
        }
        return (at, to);
    }
    let mut from = at;
    while from > 0 && at - from < LONGEST && is_joined(from - 1, from) {
        from -= 1;
    }
    (from, at + 1)
}
