//! Texts in, findings out.
//!
//! The engine reads briefings and the sources they cite, and holds every quotation, figure, name and claim of the one
//! against the other. It does no I/O, knows no protocol and no terminal, and returns the same for the same input.
//!
//! A text goes one way through it: [`text`] decodes and folds, [`markup`] reads a briefing and [`sources`] an article,
//! [`verify`] holds one against the other, [`rules`] makes findings of what it saw.
//!
//! Offsets are bytes of the decoded text, ranges are half-open, everywhere.

pub mod figures;
pub mod markup;
pub mod sources;
pub mod text;
pub mod verify;
