//! Words that turn a statement round, or take it back.

use crate::lexicon::{DENIALS, NEGATIONS, RESERVATIONS};

/// Whether a folded word denies what it stands with.
pub fn is_negation(folded: &str) -> bool {
    NEGATIONS.has(folded) || folded.ends_with("n't")
}

/// Whether a folded word makes a statement conditional, doubtful or limited.
pub fn is_reservation(folded: &str) -> bool {
    RESERVATIONS.has(folded)
}

/// Whether a folded verb denies what its clause says.
pub fn is_denial(folded: &str) -> bool {
    DENIALS.has(folded)
}

/// Whether a folded word does either.
pub fn is_reversal(folded: &str) -> bool {
    is_negation(folded) || is_reservation(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contractions_are_negations() {
        assert!(is_negation("won't") && is_negation("not") && !is_negation("note"));
    }

    #[test]
    fn reservations_reverse() {
        assert!(is_reversal("unless") && is_reversal("never") && !is_reversal("and"));
    }
}
