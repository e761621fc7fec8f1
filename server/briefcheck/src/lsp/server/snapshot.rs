//! What the server knows at one moment: requests are answered from it, while edits go on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_desk::{Desk, Draft, Part, Sources};
use briefcheck_engine::sources::{Article, Library, SourceId};
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::Evidence;
use ropey::Rope;
use tower_lsp::ls_types::{Location, Position, Range, Uri};

use crate::disk::{Config, Failure, Files, paths};
use crate::lsp::position;
use crate::lsp::server::cancel::{Cancel, Cancelled};
use crate::lsp::server::folders::Folders;
use crate::lsp::server::session::Session;
use crate::lsp::uri;

/// A file that is open in the client.
#[derive(Clone, Debug)]
pub struct Open {
    /// The client's own spelling of its URI.
    pub uri: Uri,
    /// The client's number of the text.
    pub version: i32,
    /// The text.
    pub rope: Rope,
}

/// What the server knows at one moment.
#[derive(Clone, Default)]
pub struct Snapshot {
    /// The client.
    pub session: Arc<Session>,
    /// The workspace folders.
    pub folders: Arc<Folders>,
    /// What can be cited.
    pub sources: Arc<Sources>,
    /// The briefings: those that are open, and those in the workspace folders.
    pub desk: Desk,
    /// What is open.
    pub open: Arc<BTreeMap<Arc<Path>, Open>>,
    /// How many files were opened and closed so far.
    pub opened: u64,
    /// What of the workspaces could not be used.
    pub failures: Arc<[Failure]>,
    /// Whether the answer is still wanted.
    pub cancel: Cancel,
}

/// A place in a briefing that was asked about.
pub struct At<'a> {
    /// The briefing.
    pub draft: &'a Draft,
    /// The byte of its text.
    pub offset: usize,
    /// The part that holds it, checked.
    pub part: Part<'a>,
    /// The byte of the part.
    pub in_part: usize,
}

impl Snapshot {
    /// The briefing that a URI names, if it is one.
    pub fn draft(&self, uri: &Uri) -> Option<&Draft> {
        self.desk.get(uri::path(uri)?.as_path()).map(|draft| &**draft)
    }

    /// Every part of a briefing, checked, with what only the whole and its neighbours can tell.
    ///
    /// # Errors
    ///
    /// If it is cancelled meanwhile.
    pub fn parts<'a>(&self, draft: &'a Draft) -> Result<Vec<Part<'a>>, Cancelled> {
        self.desk.parts(draft, &self.cancel)
    }

    /// The configuration that a briefing is checked with, once that is known.
    pub fn config(&self, draft: &Draft) -> Option<Arc<Config>> {
        draft.ground().catalogue.as_ref().and_then(|_| self.folders.config(draft.path()))
    }

    /// The place at a position of a briefing, with what only the whole of it can tell; `None` for what is no briefing.
    ///
    /// # Errors
    ///
    /// If it is cancelled meanwhile.
    pub fn at_in_whole(&self, uri: &Uri, position: Position) -> Result<Option<At<'_>>, Cancelled> {
        let Some(at) = self.at(uri, position) else { return Ok(None) };
        let mut parts = self.parts(at.draft)?.into_iter();
        let part = parts.find(|part| part.placed.id == at.part.placed.id);
        Ok(Some(At { part: part.unwrap_or(at.part), ..at }))
    }

    /// The place at a position of a briefing; `None` for what is no briefing.
    pub fn at(&self, uri: &Uri, position: Position) -> Option<At<'_>> {
        let draft = self.draft(uri)?;
        let offset = self.offset(draft, position);
        let (part, in_part) = draft.part_at(offset)?;
        Some(At { draft, offset, part, in_part })
    }

    /// The byte at a position of a briefing.
    pub fn offset(&self, draft: &Draft, position: Position) -> usize {
        position::offset(draft.rope(), position, self.session.encoding)
    }

    /// The range of some bytes of a briefing.
    pub fn range(&self, draft: &Draft, span: Span) -> Range {
        position::range(draft.rope(), span, self.session.encoding)
    }

    /// The URI of a file, as the client spells it if it has it open.
    pub fn uri(&self, path: &Path) -> Option<Uri> {
        self.open.get(path).map(|open| open.uri.clone()).or_else(|| uri::of(path))
    }

    /// Where the words of a source are shown: its file or, of one that is no text, what was read out of it, if the client shows that.
    pub fn uri_of_words(&self, path: &Path, article: &Article) -> Option<Uri> {
        if article.is_extract() && self.session.options.reading { uri::of_reading(path) } else { self.uri(path) }
    }

    /// Where a source is shown from its beginning.
    pub fn uri_of_source(&self, draft: &Draft, library: &Library, source: SourceId) -> Option<Uri> {
        let path = Self::source_path(draft, library, source)?;
        match library.article(source) {
            Some(article) => self.uri_of_words(&path, article),
            None => self.uri(&path),
        }
    }

    /// The file of a source in the library of a briefing, absolute.
    pub fn source_path(draft: &Draft, library: &Library, source: SourceId) -> Option<PathBuf> {
        let root = &draft.ground().catalogue.as_ref()?.root;
        Some(paths::join(root, &library.source(source).path))
    }

    /// The range of a span of an article's text in its file.
    pub fn range_in_article(&self, article: &Article, span: Span) -> Range {
        // The places of an extract are not those of its file, which the editor opens at its beginning.
        if article.is_extract() && !self.session.options.reading {
            return Range::default();
        }
        position::range_in(article.file(), article.lines(), article.origin(span), self.session.encoding)
    }

    /// Where a passage stands.
    pub fn location(&self, draft: &Draft, library: &Library, evidence: &Evidence) -> Option<Location> {
        let article = library.article(evidence.source)?;
        let uri = self.uri_of_words(&Self::source_path(draft, library, evidence.source)?, article)?;
        Some(Location { uri, range: self.range_in_article(article, evidence.span) })
    }

    /// Files as the client has them: what is open beats the disk.
    pub fn files(&self) -> Files {
        let mut files = Files::on_disk();
        for (path, open) in self.open.iter() {
            files.open(path.to_path_buf(), open.rope.to_string().into());
        }
        files
    }

    /// A file's path for people: from its workspace folder.
    pub fn shown(&self, path: &Path) -> String {
        self.folders.shown(path)
    }
}
