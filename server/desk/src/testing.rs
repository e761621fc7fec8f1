//! What the tests of drafts and of the desk share: a workspace, and texts and edits at random.

use std::path::Path;
use std::sync::Arc;

use briefcheck_engine::sources::{Article, Format, Meta};
use briefcheck_engine::text::Span;
use fastrand::Rng;
use ropey::Rope;

use crate::catalogue::{Catalogue, Entry, Origin};
use crate::draft::{Draft, Ground};
use crate::host::Host;
use crate::sources::{FileId, ReadFile, Shelf, Sources};

/// What the source says that most tests are about.
pub const PORT: &str =
    "The port handled 4.2 million tonnes in the year.\n\nThe quay was never built to carry trains.\n";

/// A workspace with some files in its sources folder.
pub struct Workspace {
    pub catalogue: Arc<Catalogue>,
    pub sources: Arc<Sources>,
}

impl Workspace {
    pub fn new(files: &[(&str, &Arc<Article>)]) -> Self {
        let root = Path::new("/w");
        let entry = |(key, _): &(&str, &Arc<Article>)| Entry {
            key: (*key).to_owned(),
            path: root.join("sources").join(format!("{key}.txt")),
            others: Vec::new(),
            missing: None,
            meta: Meta::default(),
            origin: Origin::Folder,
        };
        let entries: Vec<Entry> = files.iter().map(entry).collect();
        let read = entries.iter().zip(files).map(|(entry, (_, article))| ReadFile {
            id: FileId::of(entry, root),
            article: Ok((Arc::clone(article), Meta::default())),
            path: entry.path.clone(),
            content: None,
        });
        let shelf = Shelf::of(read, None);
        let catalogue = Arc::new(Catalogue::new(root.to_owned(), root.join("sources"), entries));
        Self { sources: Arc::new(Sources::new([&*catalogue].into_iter(), shelf)), catalogue }
    }

    /// The one that most tests are about.
    pub fn of_port() -> Self {
        Self::new(&[("port", &article(PORT))])
    }

    pub fn ground(&self) -> Ground {
        Ground {
            sources: Arc::clone(&self.sources),
            catalogue: Some(Arc::clone(&self.catalogue)),
            ..Ground::unknown(Host::default(), Arc::new(()))
        }
    }

    pub fn draft(&self, text: &str) -> Draft {
        Draft::new(Path::new("/w/a.brief").into(), Rope::from_str(text), self.ground())
    }
}

pub fn article(text: &str) -> Arc<Article> {
    Article::of_text(text, Format::Text)
}

/// What texts and edits are made of.
const PIECES: [&str; 24] = [
    "\n\n",
    "\n",
    "\r\n",
    "# ",
    "- ",
    "> ",
    "The quay was never built. ",
    "\"the quay was built\" ",
    "[@port]",
    "[@quay]",
    "4.2 million tonnes ",
    "The port handled 4.2 million tonnes [@port]. ",
    "The port handled 4.3 million tonnes [@port]. ",
    "[^n]",
    "\n\n[^n]: \"never built to carry\" [@port].\n\n",
    "```\n",
    "<!-- briefcheck: off -->",
    "<!-- briefcheck: on -->",
    "<!-- briefcheck: allow quote-altered: agreed -->",
    "---\nsources:\n  quay: sources/port.txt\n---\n",
    "é🦀e\u{301}",
    "«שלום» ",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "[x](sources/port.txt) ",
];

/// A text.
pub fn text(random: &mut Rng) -> String {
    (0..random.usize(..30)).map(|_| PIECES[random.usize(..PIECES.len())]).collect()
}

/// An edit of a text: what is replaced, and by what.
pub fn edit(random: &mut Rng, text: &str) -> (Span, &'static str) {
    let start = text.floor_char_boundary(random.usize(..=text.len()));
    let end = text.ceil_char_boundary((start + random.usize(..20) * random.usize(..2)).min(text.len()));
    let new = if random.u8(..3) == 0 { "" } else { PIECES[random.usize(..PIECES.len())] };
    (Span::new(start, end), new)
}
