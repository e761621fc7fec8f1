//! What messages and fixes say of figures.

use super::{Context, Fix, phrases};
use crate::verify::{Check, Evidence};

/// A claim's figure, in quotation marks.
pub fn claimed(cx: &Context<'_>, check: &Check) -> String {
    phrases::item(cx, check)
}

/// A source's figure, in quotation marks.
pub fn sourced(cx: &Context<'_>, evidence: &Evidence) -> String {
    phrases::evidence(cx, evidence)
}

/// Puts the source's figure in the place of the claim's.
pub fn take(cx: &Context<'_>, check: &Check, evidence: &Evidence) -> Option<Fix> {
    let figure = phrases::source_words(cx, evidence);
    phrases::put(cx, check, format!("Take the source's figure: {}", phrases::quoted(&figure)), figure)
}

/// Puts the source's figure with its hedge in the place of the claim's with its own.
pub fn take_with_hedge(cx: &Context<'_>, check: &Check, evidence: &Evidence) -> Option<Fix> {
    take(cx, check, evidence)
}
