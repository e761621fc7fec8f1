//! Words without their endings.

use std::cell::RefCell;

use frostem::{Algorithm, Stemmer};

use super::{is_function_word, spelling};
use crate::lexicon::{IRREGULAR_NOUNS, IRREGULAR_VERBS, Memory};

/// The stem of a folded English word, by the Snowball algorithm; a possessive ending is none of it. A form that no rule
/// makes has the stem of its base form (`rose`, `rise`).
pub fn stem(folded: &str) -> String {
    with_stem(folded, str::to_owned)
}

/// Gives the stem of a folded word to `take`, which must not ask for another one.
pub(crate) fn with_stem<T>(folded: &str, take: impl FnOnce(&str) -> T) -> T {
    KNOWN.with_borrow_mut(|known| known.with(folded, || read(folded).into(), |stem| take(stem)))
}

thread_local! {
    /// The stems of words that were asked for.
    static KNOWN: RefCell<Memory<Box<str>>> = RefCell::default();
}

fn read(folded: &str) -> String {
    let word = folded.strip_suffix("'s").unwrap_or(folded);
    let word = if is_function_word(word) { word } else { base_form(word) };
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'') {
        Stemmer::new(Algorithm::English).stem(&spelling::canonical(word)).into_owned()
    } else {
        spelling::canonical(word)
    }
}

/// The base form of an irregular form; any other word itself.
fn base_form(folded: &str) -> &str {
    let verb = IRREGULAR_VERBS.get(folded).and_then(|entry| entry.split(' ').next());
    verb.or_else(|| IRREGULAR_NOUNS.get(folded)).unwrap_or(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_forms_have_one_stem() {
        for (a, b) in [
            ("militants", "militant"),
            ("infiltrated", "infiltrating"),
            ("organised", "organizes"),
            ("pakistan's", "pakistan"),
            ("rose", "rising"),
            ("women", "woman"),
        ] {
            assert_eq!(stem(a), stem(b));
        }
    }

    #[test]
    fn numbers_stay_whole() {
        assert_eq!(stem("1,200"), "1,200");
    }
}
