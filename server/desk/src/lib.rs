//! The desk: a set of briefings and the sources that they can cite, kept up to date, and what is found in them.
//!
//! Texts, articles and declarations go in; reports come out: checks, findings, figures that contradict each other within a
//! briefing or across several, passages that are no longer what the lock recorded. The command line is a desk that is filled
//! once, the language server a desk that lives, so that they agree by construction.
//!
//! The crate does no I/O, starts no threads and catches no panics: whoever holds the files reads and writes them, and a
//! [`Host`] says how work is spread and what it must not tear down.

mod cancel;
mod catalogue;
pub mod conflicts;
mod desk;
mod draft;
mod figures;
mod host;
pub mod lock;
pub mod paths;
mod reading;
mod report;
mod sources;
mod stock;
#[cfg(test)]
mod testing;

pub use cancel::{Cancel, Cancelled};
pub use catalogue::{Bibliographies, Catalogue, CatalogueId, Entry, Listed, Origin};
pub use conflicts::Contradicted;
pub use desk::Desk;
pub use draft::{Draft, Ground, Part, Remembered};
pub use figures::{Figures, Kept, KeptStatement, Subjects};
pub use host::Host;
pub use reading::{own_meta, read_article};
pub use report::{Cited, Passage, Report};
pub use sources::{FileId, ReadFile, Shelf, Sources};
pub use stock::{Hit, Likeness, Stock};
