//! Files: configuration, briefings, and the sources that these can cite.

pub mod bibliography;
mod catalogue;
mod checked;
mod config;
mod discovery;
mod failure;
mod files;
mod guard;
mod load;
mod opened;
pub mod paths;
mod patterns;
mod shelf;
mod world;

pub use catalogue::{Catalogue, Entry, Origin};
pub use checked::{Checked, Found, Passage, Tally};
pub use config::{Config, Configs, FILE_NAME, Setting};
pub use discovery::{briefings, is_briefing_text};
pub use failure::{Failure, Place};
pub use files::{Files, utf_8};
pub use guard::guarded;
pub use load::{Outcome, Stock, check, stock};
pub use opened::{Opened, own_entries};
pub use shelf::{Shelf, Wanted};
pub use world::{Catalogues, World, candidates};
