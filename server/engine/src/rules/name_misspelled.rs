//! `name-misspelled`

use super::{Context, Finding, phrases};
use crate::verify::Check;

rule! {
    /// A name that the source spells otherwise.
    ///
    /// ## What it does
    ///
    /// Fires when no covering source has the name in any of its forms, and one has a name that differs by a letter or two. Spellings
    /// that are known to vary by place (`Organisation`, `Organization`) and accents that were left out are no difference.
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
    Finding::of_check(&RULE, check, message).with_fix(phrases::put(cx, check, title, name))
}
