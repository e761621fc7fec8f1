//! Words without their endings.

use waken_snowball::{Algorithm, stem as snowball};

use super::spelling;

/// The stem of a folded English word, by the Snowball algorithm; a possessive ending is none of it.
pub fn stem(folded: &str) -> String {
    let word = folded.strip_suffix("'s").unwrap_or(folded);
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'') {
        snowball(Algorithm::English, &spelling::canonical(word)).into_owned()
    } else {
        spelling::canonical(word)
    }
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
        ] {
            assert_eq!(stem(a), stem(b));
        }
    }

    #[test]
    fn numbers_stay_whole() {
        assert_eq!(stem("1,200"), "1,200");
    }
}
