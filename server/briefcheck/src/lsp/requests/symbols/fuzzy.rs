//! Whether a name may be meant by a few of its letters.

/// How well a name fits a query whose letters it has in their order; `None` if it has not. Letters at the beginning of
/// words and letters side by side fit better.
pub fn score(query: &str, name: &str) -> Option<u32> {
    let letters: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let mut at = 0;
    let mut score = 0;
    let mut last = None;
    for wanted in query.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase) {
        let found = at + letters[at..].iter().position(|&letter| letter == wanted)?;
        let begins_word = found.checked_sub(1).is_none_or(|before| !letters[before].is_alphanumeric());
        score += 1 + if begins_word { 4 } else { 0 } + if last.is_some_and(|last| last + 1 == found) { 3 } else { 0 };
        last = Some(found);
        at = found + 1;
    }
    Some(score)
}

#[cfg(test)]
mod tests {
    use super::score;

    #[test]
    fn letters_come_in_their_order() {
        assert!(score("hrb", "Harbour").is_some());
        assert!(score("ha rb", "harbour").is_some());
        assert_eq!(score("rh", "harbour"), None);
        assert_eq!(score("harbours", "harbour"), None);
    }

    #[test]
    fn the_beginnings_of_words_fit_best() {
        assert!(score("led", "ledger") > score("led", "called off"));
        assert!(score("tl", "third ledger") > score("tl", "little"));
    }
}
