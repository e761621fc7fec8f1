//! Where does a quotation stand in an article, and what differs?

mod difference;
mod exact;
mod near;
mod pattern;
mod spelling;

pub use difference::{Difference, DifferenceKind};
pub use exact::{LONGEST_ELISION, Place, places};
pub use near::{Near, Step, nearest};
pub use pattern::{Pattern, Piece, QuotedWord, Round};
