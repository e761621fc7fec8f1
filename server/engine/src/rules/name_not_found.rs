//! `name-not-found`

use super::{Context, Finding, nearest, phrases};
use crate::verify::Check;

rule! {
    /// A proper name that no covering source has, in any of its forms.
    ///
    /// ## What it does
    ///
    /// Looks for each name of a person, place, organisation or title, and each acronym, in every source that its citation names: whole
    /// or by its surname, with or without a title or an office, as an acronym or in full, abbreviated, joined or split, plural or
    /// possessive, its parts in another order, in another transliteration. It fires when none of these is there.
    ///
    /// Where the source has only what may be the name (its words apart from each other, a part of another name, words that its
    /// initials fit), the name is neither found nor missed: it is unconfirmed. A source is not looked for in itself by the name that
    /// it is cited by.
    ///
    /// A name inside a quotation belongs to the quotation.
    ///
    /// ## Why it matters
    ///
    /// A name that the source does not have is a claim about somebody whom the source does not speak of.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// Mira Dahl, the harbour master, closed the gates at noon.
    /// ```
    ///
    /// ```markdown fires
    /// The gates were closed at noon by order of Tomas Okafor [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The gates were closed at noon by Dahl, the harbour master [@harbour].
    /// ```
    "name-not-found", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let searched = phrases::item_not_in(cx, check);
    let nearest = check.evidence.first().cloned().or_else(|| nearest::name(cx, check));
    let Some(nearest) = nearest else {
        return Finding::of_check(&RULE, check, searched).or_near(nearest::passage(cx, check));
    };
    let name = phrases::source_words(cx, &nearest);
    let message = format!("{searched}; closest is {}, in {}", phrases::quoted(&name), phrases::place(cx, &nearest));
    let title = format!("Take the source's name: {}", phrases::quoted(&name));
    Finding::of_check(&RULE, check, message).or_near(Some(nearest)).with_fix(phrases::put(
        cx,
        check,
        check.prose,
        title,
        name,
    ))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_verdict, check_verdict_fix, findings};
    use crate::verify::{NameFault, Verdict};

    const TEXT: &str = "The gates were closed by «Mina Dahl» [@harbour].";

    #[test]
    fn says_what_was_searched() {
        let expected = "name-not-found warning: “Mina Dahl” is not in harbour, 3 paragraphs searched";
        check_verdict(TEXT, Verdict::Name(NameFault::NotFound), &[], expected);
    }

    #[test]
    fn a_name_in_the_nearest_passage_is_the_closest() {
        let press = ("press", "The tide fell.\n\nThe harbour minister Karin Vale opened the new quay on Monday.");
        let text = "The harbour minister «Karin Wale» opened the new quay on Monday [@press].";
        let found = findings(&[press], text.replace(['«', '»'], "").as_str());
        let finding = found.iter().find(|finding| finding.rule.family() == "name").unwrap();
        assert!(finding.message.contains("“Karin Vale”"), "{}", finding.message);
        assert_eq!(finding.evidence.len(), 1);
    }

    #[test]
    fn takes_a_near_name() {
        let evidence = &[("harbour", "Mira Dahlgren")];
        let expected = "name-not-found warning: “Mina Dahl” is not in harbour, 3 paragraphs searched; \
                        closest is “Mira Dahlgren”, in ¶ 2 of harbour";
        check_verdict(TEXT, Verdict::Name(NameFault::NotFound), evidence, expected);
        check_verdict_fix(
            TEXT,
            Verdict::Name(NameFault::NotFound),
            evidence,
            "Take the source's name: “Mira Dahlgren”",
            "The gates were closed by Mira Dahlgren [@harbour].",
        );
    }
}
