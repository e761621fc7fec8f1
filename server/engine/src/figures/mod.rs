//! Figures: numbers, amounts, dates and times, read out of digits or words.

/// Whether two texts give one and the same figure, in whatever form.
pub fn are_equal(_a: &str, _b: &str) -> bool {
    false
}
