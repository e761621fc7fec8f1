//! Sources: a file's bytes as an article, and the library that keys look up.

mod article;
mod figures;
mod index;
mod library;
mod markdown;
mod meta;
mod paragraphs;
mod stems;

pub use article::{Article, Fingerprint, Format, Marks};
pub use figures::{Placed, Setting, clause};
pub use index::{Vocabulary, WordId, WordIndex};
pub use library::{ArticleId, Corpus, Library, Source, SourceId, Unreadable};
pub use meta::{Meta, Status};
pub use stems::{StemId, Stems};
