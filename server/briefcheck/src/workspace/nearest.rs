//! Did you mean …?

/// The candidate that a misspelled name most likely means; `None` if none is near.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = plain(name);
    let most = 1 + name.chars().count() / 4;
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&name, &plain(candidate)), candidate))
        .filter(|&(distance, _)| distance <= most)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

fn plain(name: &str) -> String {
    name.to_lowercase().replace(['_', ' '], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(nearest(name, ["exclude", "include", "max-size"]), expected);
    }

    #[test]
    fn a_slip_is_near() {
        check("exlude", Some("exclude"));
        check("Include", Some("include"));
        check("max_size", Some("max-size"));
    }

    #[test]
    fn another_word_is_not() {
        check("output", None);
    }
}
