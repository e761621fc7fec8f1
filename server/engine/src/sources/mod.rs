//! Sources: a file's bytes as an article, and the library that keys look up.

mod alphabet;
mod article;
mod corpus;
mod figures;
mod forms;
mod html;
mod index;
mod initials;
mod landmarks;
mod library;
mod markdown;
mod meta;
mod own_date;
mod paragraphs;
mod segment;
mod stated;
mod twins;
mod values;

pub use alphabet::Alphabet;
pub use article::{Article, Extract, Fingerprint, Format, Later, Marks};
pub use corpus::{ArticleId, Corpus, Store};
pub use figures::clause;
pub use forms::{Forms, StemId};
pub use index::{Vocabulary, WordId, WordIndex};
pub use initials::Initials;
pub use landmarks::{Landmark, LandmarkKind, Landmarks};
pub use library::{Asked, Library, Source, SourceId, Unlisted, Unreadable};
pub use meta::{Meta, Status};
pub use own_date::OwnDate;
pub use stated::{Stated, Statements};
pub use twins::are_twins;
