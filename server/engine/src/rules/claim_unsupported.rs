//! `claim-unsupported`

use super::{Context, Finding, phrases};
use crate::verify::Check;

rule! {
    /// A cited claim that no passage of its sources could support.
    ///
    /// ## What it does
    ///
    /// Looks for the passage with the most of the claim's rare words, its figures, quotations and names aside, in every source that
    /// its citation names. It fires when next to nothing of the claim is there.
    ///
    /// A claim that passes has a passage which speaks of the same thing, not one which is known to say the same.
    ///
    /// ## Why it matters
    ///
    /// A citation that does not speak of the matter supports nothing.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// Farmers in the valley welcomed the cheaper fertiliser and planted wheat [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The quay was never built for trains, the harbour master said [@harbour].
    /// ```
    "claim-unsupported", Info
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let mut message = format!("what is claimed here is {}", phrases::not_in(cx, check));
    if let Some(nearest) = check.evidence.first() {
        message += &format!("; closest is {}: {}", phrases::place(cx, nearest), phrases::passage(cx, nearest));
    }
    Finding::of_check(&RULE, check, message)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_verdict;
    use crate::verify::{ClaimFault, Verdict};

    #[test]
    fn says_what_was_searched_and_what_is_closest() {
        let text = "«Farmers planted wheat on the quay.» [@harbour]";
        let expected = "claim-unsupported info: what is claimed here is not in harbour, 3 paragraphs searched; \
                        closest is ¶ 2 of harbour: \
                        “According to Mira Dahlgren, the harbour master, the quay was never built to carry trains.”";
        check_verdict(
            text,
            Verdict::Claim(ClaimFault::Unsupported),
            &[("harbour", "the quay was never built")],
            expected,
        );
    }
}
