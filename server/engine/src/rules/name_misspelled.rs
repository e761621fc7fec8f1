//! `name-misspelled`

use super::{Context, Finding, phrases};
use crate::verify::Check;

rule! {
    /// A name that the source spells otherwise.
    ///
    /// ## What it does
    ///
    /// Fires when no covering source has the name in any of its forms, and one has a name that differs by a letter or two. Spellings
    /// that are known to vary by place (`Organisation`, `Organization`), transliterations of one name (`Muhammad`, `Mohammed`) and
    /// accents that were left out are no difference.
    ///
    /// ## Why it matters
    ///
    /// People notice their names, and a misspelled one can't be searched for.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// Mira Dahlgren, the harbour master, closed the gates at noon.
    /// ```
    ///
    /// ```markdown fires
    /// The gates were closed at noon by Mira Dalhgren [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The gates were closed at noon by Mira Dahlgren [@harbour].
    /// ```
    "name-misspelled", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let item = phrases::item(cx, check);
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, format!("{item}: the source spells it otherwise"));
    };
    let name = phrases::source_words(cx, evidence);
    let message = format!("{} has {}, not {item}", phrases::place(cx, evidence), phrases::quoted(&name));
    let title = format!("Take the source's spelling: {}", phrases::quoted(&name));
    Finding::of_check(&RULE, check, message).with_fix(phrases::put(cx, check, check.prose, title, name))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_verdict, check_verdict_fix};
    use crate::verify::{NameFault, Verdict};

    #[test]
    fn takes_the_spelling() {
        let text = "The gates were closed by «Mira Dalhgren» [@harbour].";
        let evidence = &[("harbour", "Mira Dahlgren")];
        let expected = "name-misspelled warning: ¶ 2 of harbour has “Mira Dahlgren”, not “Mira Dalhgren”";
        check_verdict(text, Verdict::Name(NameFault::Misspelled), evidence, expected);
        check_verdict_fix(
            text,
            Verdict::Name(NameFault::Misspelled),
            evidence,
            "Take the source's spelling: “Mira Dahlgren”",
            "The gates were closed by Mira Dahlgren [@harbour].",
        );
    }
}
