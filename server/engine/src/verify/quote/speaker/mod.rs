//! Who says a quotation: in the claim, in the source, and can the two be one?
//!
//! In goes a text with its sentences and paragraphs, and where the quoted words stand; out comes a [`Mention`]. The sieve is
//! fixed: the verb of saying in the quotation's sentence, the turn of a transcript, the sentences before in the paragraph, the
//! paragraph before; a pronoun is whoever was named last and fits.

mod identity;
mod marks;
mod mention;
mod saying;
mod sieve;
mod tokens;

pub use identity::{Identity, compare};
pub use marks::quotations as spoken;
pub use mention::{Kind, Mention};
pub use sieve::Text;

use crate::text::Span;

/// Whom a sentence of a claim credits with one of its quotations; `quotations` are all that it has.
pub fn credited(text: &str, quotations: &[Span], quotation: Span) -> Option<Mention> {
    let tokens = tokens::read(text, Span::new(0, text.len()), quotations);
    let mentions = mention::mentions(&tokens);
    let at = tokens.iter().position(|token| token.is_quotation && token.span == quotation)?;
    let sentence = saying::Sentence { tokens: &tokens, mentions: &mentions };
    sentence.speaker(at).map(|found| found.mention.clone())
}

/// Who speaks in a sentence, by its last verb of saying. It stands in another text: the mention has no place.
pub fn speaking(text: &str) -> Option<Mention> {
    found(text, true)
}

/// Whom a sentence is about, for a pronoun that follows it. It stands in another text: the mention has no place.
pub fn topic(text: &str) -> Option<Mention> {
    found(text, false)
}

/// Whose words a sentence without a quotation says that it gives: by its last verb of saying, or `according to`.
pub fn reported(text: &str) -> Option<Mention> {
    let tokens = tokens::read(text, Span::new(0, text.len()), &[]);
    let mentions = mention::mentions(&tokens);
    let sentence = saying::Sentence { tokens: &tokens, mentions: &mentions };
    let said = sentence.topic().filter(|found| found.is_sure).map(|found| found.mention);
    said.or_else(|| sentence.reporter()).filter(|mention| mention.kind == Kind::Named).cloned()
}

/// What a sentence without a quotation gives as somebody's words, in bytes of it: what follows `Dahl said that`, what stands before
/// `, Dahl said`. `None` where all of it is the text's own.
pub fn told(text: &str) -> Option<Span> {
    let tokens = tokens::read(text, Span::new(0, text.len()), &[]);
    let mentions = mention::mentions(&tokens);
    let told = saying::Sentence { tokens: &tokens, mentions: &mentions }.told()?;
    Some(tokens.get(told.start)?.span.cover(tokens.get(told.end.checked_sub(1)?)?.span))
}

fn found(text: &str, is_sure: bool) -> Option<Mention> {
    let whole = Span::new(0, text.len());
    let tokens = tokens::read(text, whole, &marks::quotations(text, whole));
    let mentions = mention::mentions(&tokens);
    let found = saying::Sentence { tokens: &tokens, mentions: &mentions }.topic()?;
    let is_wanted = found.mention.kind == Kind::Named && (found.is_sure || !is_sure);
    is_wanted.then(|| Mention { span: Span::default(), ..found.mention.clone() })
}

#[cfg(test)]
mod tests;
