//! Forms of words: which verb or noun a form is of, by the tables of irregular forms and by the rules of spelling.

use std::cell::RefCell;

use crate::lexicon::{IRREGULAR_NOUNS, IRREGULAR_VERBS, Memory, VERBS};

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `rise`
    Base,
    /// `rises`
    Present,
    /// `rose`
    Past,
    /// `risen`
    Participle,
    /// `raised`: past or participle.
    PastOrParticiple,
    /// `cut`: base, past or participle.
    Any,
    /// `rising`
    Gerund,
}

thread_local! {
    /// The verbs and forms of words that were asked for.
    static KNOWN: RefCell<Memory<Option<(String, Form)>>> = RefCell::default();
}

/// The verb that a folded word may be a form of, and the form. `None` for what can't be a verb.
pub fn verb(folded: &str) -> Option<(String, Form)> {
    KNOWN.with_borrow_mut(|known| known.with(folded, || read(folded), Clone::clone))
}

/// The form of a verb that a folded word may be.
pub fn form(folded: &str) -> Option<Form> {
    KNOWN.with_borrow_mut(|known| known.with(folded, || read(folded), |verb| verb.as_ref().map(|&(_, form)| form)))
}

fn read(folded: &str) -> Option<(String, Form)> {
    if let Some(entry) = IRREGULAR_VERBS.get(folded) {
        let (lemma, form) = entry.split_once(' ')?;
        let form = match form {
            "past" => Form::Past,
            "participle" => Form::Participle,
            "both" => Form::PastOrParticiple,
            "any" => Form::Any,
            "present" => Form::Present,
            "gerund" => Form::Gerund,
            _ => Form::Base,
        };
        return Some((lemma.to_owned(), form));
    }
    if VERBS.has(folded) {
        return Some((folded.to_owned(), Form::Base));
    }
    if let Some(rest) = folded.strip_suffix("ing") {
        return Some((verb_of(rest, rest.len() >= 4)?, Form::Gerund));
    }
    if let Some(rest) = folded.strip_suffix("ed") {
        return Some((verb_of(rest, rest.len() >= 4)?, Form::PastOrParticiple));
    }
    if let Some(rest) = folded.strip_suffix('s').filter(|rest| !rest.ends_with('s')) {
        return Some((verb_before_s(rest)?, Form::Present));
    }
    None
}

/// The verb whose form without its ending -ed or -ing is `rest`. One that is not known is guessed if `may_guess`.
fn verb_of(rest: &str, may_guess: bool) -> Option<String> {
    let with_e = format!("{rest}e");
    if VERBS.has(&with_e) {
        return Some(with_e);
    }
    if VERBS.has(rest) {
        return Some(rest.to_owned());
    }
    if let Some(stem) = rest.strip_suffix('i').map(|stem| format!("{stem}y")).filter(|stem| VERBS.has(stem)) {
        return Some(stem);
    }
    let mut letters = rest.chars().rev();
    if let (Some(last), Some(before)) = (letters.next(), letters.next())
        && last == before
        && last.is_ascii_alphabetic()
        && let Some(single) = rest.strip_suffix(last)
        && VERBS.has(single)
    {
        return Some(single.to_owned());
    }
    for prefix in ["re", "un", "over", "under", "mis", "out", "dis", "pre", "de"] {
        if let Some(verb) =
            rest.strip_prefix(prefix).filter(|rest| rest.len() > 2).and_then(|rest| verb_of(rest, false))
        {
            return Some(format!("{prefix}{verb}"));
        }
    }
    (may_guess && rest.is_ascii() && rest.contains(['a', 'e', 'i', 'o', 'u'])).then(|| rest.to_owned())
}

fn verb_before_s(rest: &str) -> Option<String> {
    if VERBS.has(rest) {
        return Some(rest.to_owned());
    }
    if let Some(stem) = rest.strip_suffix("ie").map(|stem| format!("{stem}y")).filter(|stem| VERBS.has(stem)) {
        return Some(stem);
    }
    rest.strip_suffix('e')
        .filter(|stem| stem.ends_with(['s', 'x', 'z', 'h', 'o']) && VERBS.has(stem))
        .map(str::to_owned)
}

/// The singular of a folded noun.
pub fn noun(folded: &str) -> String {
    let word = folded.strip_suffix("'s").or_else(|| folded.strip_suffix('\'')).unwrap_or(folded);
    if let Some(singular) = IRREGULAR_NOUNS.get(word) {
        return singular.to_owned();
    }
    if word.len() < 4 {
        return word.to_owned();
    }
    if let Some(rest) = word.strip_suffix("ies") {
        return format!("{rest}y");
    }
    if let Some(rest) = word.strip_suffix("es")
        && (rest.ends_with("ss") || rest.ends_with(['x', 'z']) || rest.ends_with("ch") || rest.ends_with("sh"))
    {
        return rest.to_owned();
    }
    match word.strip_suffix('s') {
        Some(rest) if !rest.ends_with(['s', 'u', 'i']) => rest.to_owned(),
        _ => word.to_owned(),
    }
}

/// Whether a folded noun has the form of a plural.
pub fn is_plural(folded: &str) -> bool {
    let is_regular = folded.len() > 3 && folded.ends_with('s') && !folded.ends_with("ss") && !folded.ends_with("us");
    is_regular || IRREGULAR_NOUNS.get(folded).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, lemma: &str, form: Form) {
        assert_eq!(verb(word), Some((lemma.to_owned(), form)), "{word}");
    }

    #[test]
    fn verbs_are_found_in_their_forms() {
        check("fell", "fall", Form::Past);
        check("was", "be", Form::Past);
        check("cut", "cut", Form::Any);
        check("stopped", "stop", Form::PastOrParticiple);
        check("raised", "raise", Form::PastOrParticiple);
        check("carries", "carry", Form::Present);
        check("reaches", "reach", Form::Present);
        check("reopened", "reopen", Form::PastOrParticiple);
        check("dying", "die", Form::Gerund);
        assert_eq!(verb("harbour"), None);
        assert_eq!(verb("hundred"), Some(("hundr".to_owned(), Form::PastOrParticiple)));
    }

    #[test]
    fn nouns_have_a_singular() {
        for (plural, singular) in [
            ("cities", "city"),
            ("women", "woman"),
            ("boxes", "box"),
            ("prices", "price"),
            ("gas", "gas"),
            ("crisis", "crisis"),
            ("town's", "town"),
        ] {
            assert_eq!(noun(plural), singular);
        }
    }
}
