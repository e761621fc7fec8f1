//! A briefing as it stands: its text, its tree, its parts, and what is remembered of them.

mod part;
mod tree;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use briefcheck_engine::document::{self, Change, Document, IsSource, PartId, Placed, PlacedFinding};
use briefcheck_engine::markup::{self, FrontMatter};
use briefcheck_engine::rules::Levels;
use briefcheck_engine::sources::{ArticleId, Library, SourceId};
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::conflict;
use briefcheck_engine::verify::{Check, Uncited, Verdict};
use briefcheck_engine::{Report, check_part};
use dashmap::DashMap;
use ropey::Rope;
use tree_sitter::Tree;

use crate::cancel::{Cancel, Cancelled};
use crate::catalogue::{self, Bibliographies, Catalogue, Entry, Own};
use crate::figures::Figures;
use crate::host::Host;
use crate::lock::{Lock, Lost};
use crate::paths;
use crate::sources::Sources;

pub use part::{Part, Remembered};

/// With fewer parts to do, threads are not worth their while.
const FEW: usize = 8;

/// A briefing. A copy of it costs little, and is not changed by later edits.
#[derive(Clone)]
pub struct Draft {
    path: Arc<Path>,
    rope: Rope,
    tree: Tree,
    document: Document,
    /// What each part gave, by the part that it was: an edit leaves the others as they are.
    remembered: Arc<DashMap<PartId, Remembered>>,
    ground: Ground,
    is_source: IsSource,
    /// Whether it was asked of a link whether it is a source.
    has_links: Arc<AtomicBool>,
    /// The sources that it declares itself.
    own: Own,
    /// What was edited and not read yet.
    unread: Option<Change>,
    library: OnceLock<Arc<Library>>,
    figures: OnceLock<Arc<Figures>>,
    lost: OnceLock<Arc<Lost>>,
}

/// What a briefing is checked against.
#[derive(Clone)]
pub struct Ground {
    /// What can be cited.
    pub sources: Arc<Sources>,
    /// What its workspace has; `None` as long as that is not known.
    pub catalogue: Option<Arc<Catalogue>>,
    /// What can be cited where no workspace says it.
    pub given: Option<Arc<Library>>,
    /// What stands for a text that cites nothing at all.
    pub uncited: Uncited,
    /// What its workspace's lock records.
    pub lock: Option<Arc<Lock>>,
    /// The levels that are set for it.
    pub levels: Arc<Levels>,
    /// What people know it by.
    pub name: Arc<str>,
    /// What its workspace's lock knows it by.
    pub name_in_lock: Arc<str>,
    /// The folder whose briefings must not contradict it; in no folder, it is compared with itself alone.
    pub beside: Option<Arc<Path>>,
    /// Whether what comes of it will be kept, so that it must be known what it depends on.
    pub is_kept: bool,
    /// Whether it is checked once, so that what is made of its sources need not be held.
    pub is_checked_once: bool,
    /// What reads the bibliographies that it names.
    pub bibliographies: Arc<dyn Bibliographies>,
    /// How work is done.
    pub host: Host,
}

impl Ground {
    /// Whether it is known what can be cited.
    pub fn is_known(&self) -> bool {
        self.catalogue.is_some() || self.given.is_some()
    }

    /// Nothing is known of it yet.
    pub fn unknown(host: Host, bibliographies: Arc<dyn Bibliographies>) -> Self {
        Self {
            sources: Arc::default(),
            catalogue: None,
            given: None,
            uncited: Uncited::Nothing,
            lock: None,
            levels: Arc::default(),
            name: "".into(),
            name_in_lock: "".into(),
            beside: None,
            is_kept: false,
            is_checked_once: false,
            bibliographies,
            host,
        }
    }
}

impl Draft {
    /// Reads a text.
    pub fn new(path: Arc<Path>, rope: Rope, ground: Ground) -> Self {
        let tree = tree::parse(&rope, None);
        let mut draft = Self {
            path,
            rope,
            tree,
            document: Document::default(),
            remembered: Arc::default(),
            ground,
            is_source: Arc::new(|_| false),
            has_links: Arc::default(),
            own: Own::default(),
            unread: None,
            library: OnceLock::new(),
            figures: OnceLock::new(),
            lost: OnceLock::new(),
        };
        draft.read();
        draft
    }

    /// The file, absolute.
    pub fn path(&self) -> &Arc<Path> {
        &self.path
    }

    /// The text.
    pub fn rope(&self) -> &Rope {
        &self.rope
    }

    /// The syntax tree of the text.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What it is checked against.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// The parts, in the order of the text.
    pub fn parts(&self) -> &[Placed] {
        self.document.parts()
    }

    /// What the front matter says.
    pub fn front_matter(&self) -> &FrontMatter {
        static NONE: FrontMatter = FrontMatter {
            span: None,
            title: None,
            declarations: Vec::new(),
            bibliography: Vec::new(),
            references: Vec::new(),
        };
        self.parts().first().map_or(&NONE, |part| &part.briefing().front_matter)
    }

    /// The sources that it declares itself.
    pub fn own(&self) -> &[Entry] {
        &self.own.entries
    }

    /// The bibliographies that it or its project names, and that project, absolute, whether they are there or not.
    pub fn listed_in(&self) -> &[PathBuf] {
        &self.own.listed_in
    }

    /// Whether it depends on which files are sources, beside the keys that it cites: it has links that may be citations.
    pub fn has_links(&self) -> bool {
        self.has_links.load(Ordering::Relaxed)
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.rope.byte_to_line(at) + 1
    }

    /// The words of a span.
    pub fn text(&self, span: Span) -> String {
        text(&self.rope, span)
    }

    /// Replaces some bytes by `new`. The result is not read before [`Draft::settle`], so that many edits cost one reading.
    pub fn edit(&mut self, span: Span, new: &str) {
        let start = self.rope.byte_to_char(span.start);
        let old_end_position = tree::point(&self.rope, span.end);
        self.rope.remove(start..self.rope.byte_to_char(span.end));
        self.rope.insert(start, new);
        let change = Change { start: span.start, old_end: span.end, new_end: span.start + new.len() };
        tree::edit(&mut self.tree, &self.rope, change, old_end_position);
        self.unread = Some(self.unread.map_or(change, |before| before.then(change)));
    }

    /// Reads what was edited.
    pub fn settle(&mut self) {
        let Some(mut change) = self.unread.take() else { return };
        self.figures = OnceLock::new();
        let tree = tree::parse(&self.rope, Some(&self.tree));
        for range in self.tree.changed_ranges(&tree) {
            change = change.covering(Span::new(range.start_byte, range.end_byte));
        }
        self.tree = tree;
        let rope = self.rope.clone();
        self.document.update(&self.tree, rope.len_bytes(), &|span| text(&rope, span), &self.is_source, change);
        let own = catalogue::own(self.front_matter(), self.folder(), &*self.ground.bibliographies);
        if own != self.own {
            let paths = |own: &Own| own.entries.iter().map(|entry| entry.path.clone()).collect::<Vec<_>>();
            // Which links are citations hangs on the files that are declared.
            let has_same_files = paths(&own) == paths(&self.own);
            self.own = own;
            self.forget_library();
            if has_same_files { self.forget_changed() } else { self.read_again() }
        }
        if !self.knows_all_keys() {
            self.forget_library();
        }
        self.forget_lost();
    }

    /// Reads the whole text as if it were new.
    pub fn heal(&mut self) {
        self.tree = tree::parse(&self.rope, None);
        self.read();
    }

    /// Whether the library has all that the new parts cite: it may know files by other names once they are asked for.
    fn knows_all_keys(&self) -> bool {
        let Some(library) = self.library.get() else { return true };
        let new = self.parts().iter().filter(|part| !self.remembered.contains_key(&part.id));
        new.flat_map(|part| &part.briefing().citations).all(|citation| library.find(&citation.key).is_some())
    }

    /// Sets another ground. Parts whose result can't change by it stay remembered.
    pub fn move_to(&mut self, ground: Ground) {
        let before = std::mem::replace(&mut self.ground, ground);
        self.figures = OnceLock::new();
        self.forget_library();
        let has_same_files = match (&before.catalogue, &self.ground.catalogue) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now) || before.has_same_files(now),
            (before, now) => before.is_none() && now.is_none(),
        };
        if !has_same_files {
            self.read_again();
        }
        if before.levels != self.ground.levels {
            self.remembered = Arc::default();
        }
        self.forget_changed();
    }

    /// The keys that it cites, in the order of the text.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let unread: Vec<&Placed> = self.parts().iter().filter(|part| !part.is_read()).collect();
        if unread.len() > FEW {
            (self.ground.host.each)(unread.len(), &|number| _ = unread[number].briefing());
        }
        let cited = self.parts().iter().flat_map(|part| &part.briefing().citations);
        cited.map(|citation| citation.key.as_str())
    }

    /// What can be cited.
    pub fn library(&self) -> Arc<Library> {
        if let Some(given) = &self.ground.given {
            return Arc::clone(given);
        }
        let library = self.library.get_or_init(|| {
            let Some(catalogue) = &self.ground.catalogue else { return Arc::default() };
            let library = self.ground.sources.library(catalogue, self.folder(), self.own(), self.keys());
            let library = library.without(Arc::clone(&self.own.unlisted));
            let library = if self.ground.is_kept { library.keeping_asked() } else { library };
            Arc::new(library)
        });
        Arc::clone(library)
    }

    /// What checking a part gives, without what only the whole and its neighbours can tell: [`crate::Desk::parts`] has that.
    pub(crate) fn check(&self, part: &Placed) -> Remembered {
        if let Some(remembered) = self.remembered.get(&part.id) {
            return remembered.clone();
        }
        let library = self.library();
        let report = if self.ground.is_known() {
            let opening = self.ground.is_checked_once.then(|| library.opening());
            let library = opening.as_ref().unwrap_or(&library);
            check_part(part.briefing(), library, &self.ground.levels, self.uncited())
        } else {
            Report::default()
        };
        let statements = conflict::statements(part.briefing(), &report.checks).into();
        let remembered = Remembered::new(library, report, statements);
        self.remembered.insert(part.id, remembered.clone());
        remembered
    }

    /// What stands for what cites nothing: where anything cites, that is told instead.
    fn uncited(&self) -> Uncited {
        match self.ground.uncited {
            Uncited::Nothing => Uncited::Nothing,
            other if self.keys().next().is_none() => other,
            _ => Uncited::Nothing,
        }
    }

    /// The numbers of the parts, each with the article that it cites first: whoever checks those of one article after each other has
    /// it read once.
    pub fn by_article(&self) -> impl Iterator<Item = (Option<ArticleId>, usize)> {
        let library = self.library();
        let first = move |part: &Placed| {
            let key = &part.briefing().citations.first()?.key;
            library.source(library.find(key)?).article.as_ref().ok().copied()
        };
        self.parts().iter().enumerate().map(move |(number, part)| (first(part), number))
    }

    /// Checks a part before something asks for it.
    pub fn check_ahead(&self, part: usize) {
        self.parts().get(part).into_iter().for_each(|part| _ = self.check(part));
    }

    /// Forgets parts that were checked against an earlier library, even where their result would be the same.
    pub(crate) fn catch_up(&self) {
        let library = self.library();
        self.remembered.retain(|_, remembered| Arc::ptr_eq(&remembered.library, &library));
    }

    /// The part that holds the byte at an offset, and where that is in the part.
    pub fn part_at(&self, offset: usize) -> Option<(Part<'_>, usize)> {
        let (placed, at) = self.document.at(offset)?;
        Some((Part { placed, remembered: self.check(placed) }, at))
    }

    /// Every part, checked, in the order of the text.
    ///
    /// # Errors
    ///
    /// If it is cancelled meanwhile.
    pub fn checked(&self, cancel: &Cancel) -> Result<Vec<Part<'_>>, Cancelled> {
        let unknown: Vec<&Placed> =
            self.parts().iter().filter(|part| !self.remembered.contains_key(&part.id)).collect();
        if unknown.len() > FEW {
            // Before it is needed by all at once.
            self.library();
            (self.ground.host.each)(unknown.len(), &|number| {
                if cancel.check().is_ok() {
                    self.check(unknown[number]);
                }
            });
        }
        let part = |placed| {
            cancel.check()?;
            Ok(Part { placed, remembered: self.check(placed) })
        };
        self.parts().iter().map(part).collect()
    }

    /// The figures in it that others may contradict.
    ///
    /// # Errors
    ///
    /// If it is cancelled meanwhile.
    pub fn figures(&self, cancel: &Cancel) -> Result<Arc<Figures>, Cancelled> {
        if let Some(figures) = self.figures.get() {
            return Ok(Arc::clone(figures));
        }
        let figures = Arc::new(Figures::of(&self.checked(cancel)?));
        Ok(Arc::clone(self.figures.get_or_init(|| figures)))
    }

    /// The same, if somebody has asked for them before.
    pub fn known_figures(&self) -> Option<Arc<Figures>> {
        self.figures.get().cloned()
    }

    /// What the lock recorded of it and is no longer in the sources.
    pub fn lost(&self) -> Arc<Lost> {
        let lost = || {
            let (Some(lock), Some(_)) = (&self.ground.lock, &self.ground.catalogue) else {
                return Arc::default();
            };
            Arc::new(lock.lost(&self.ground.name_in_lock, &self.library()))
        };
        Arc::clone(self.lost.get_or_init(lost))
    }

    /// The findings in it, from its parts, in the order of the text.
    pub fn findings<'a>(&self, parts: &'a [Part<'_>]) -> Vec<PlacedFinding<'a>> {
        if !self.ground.is_known() {
            return Vec::new();
        }
        let reports = parts.iter().map(|part| (part.placed, &*part.remembered.report));
        document::findings(reports, &self.library(), &self.ground.levels)
    }

    /// The library that the evidence of a finding belongs to.
    pub fn library_of(&self, parts: &[Part<'_>], found: &PlacedFinding<'_>) -> Arc<Library> {
        let of_part = found.of.and_then(|(part, _)| parts.get(part)).map(|part| Arc::clone(&part.remembered.library));
        of_part.unwrap_or_else(|| self.library())
    }

    fn forget_library(&mut self) {
        self.library = OnceLock::new();
        self.lost = OnceLock::new();
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    /// Reads the whole text.
    fn read(&mut self) {
        let rope = self.rope.clone();
        let (is_source, files) = self.sources();
        self.document = Document::read(&self.tree, rope.len_bytes(), &|span| text(&rope, span), &is_source);
        self.take_up(is_source, &files);
    }

    /// Reads every part again, since other links may be citations.
    fn read_again(&mut self) {
        let (is_source, files) = self.sources();
        self.document.forget(&is_source);
        self.take_up(is_source, &files);
    }

    /// Which links are citations: that hangs on the files which the briefing declares itself, to be set before any part
    /// is looked at.
    fn sources(&self) -> (IsSource, Arc<OnceLock<Vec<PathBuf>>>) {
        let files: Arc<OnceLock<Vec<PathBuf>>> = Arc::default();
        let (declared, folder, catalogue) =
            (Arc::clone(&files), self.folder().to_owned(), self.ground.catalogue.clone());
        let given = self.ground.given.clone();
        let has_links = Arc::clone(&self.has_links);
        let is_source = move |target: &str| {
            has_links.store(true, Ordering::Relaxed);
            if let Some(given) = &given {
                return given.find(target).is_some();
            }
            let is_known = |catalogue: &Arc<Catalogue>| {
                catalogue.candidates(target, &folder).iter().any(|path| catalogue.has(path))
            };
            declared.get().is_some_and(|files| files.contains(&paths::join(&folder, target)))
                || catalogue.as_ref().is_some_and(is_known)
        };
        (Arc::new(is_source), files)
    }

    /// Begins with a document of which nothing was looked at.
    fn take_up(&mut self, is_source: IsSource, files: &OnceLock<Vec<PathBuf>>) {
        let head = self.parts().first().map(|part| markup::Briefing::read(part.text(), &|_| false).front_matter);
        let own = |head| catalogue::own(&head, self.folder(), &*self.ground.bibliographies);
        self.own = head.map(own).unwrap_or_default();
        // Nobody else sets it.
        let _ = files.set(self.own().iter().map(|entry| entry.path.clone()).collect());
        self.is_source = is_source;
        self.unread = None;
        self.remembered = Arc::default();
        self.figures = OnceLock::new();
        self.forget_library();
    }

    /// Forgets what may be other than it was, since something that can be cited is.
    fn forget_changed(&mut self) {
        if self.remembered.is_empty() {
            return;
        }
        let library = self.library();
        let kept = self.remembered.iter().filter(|entry| holds_still(entry.value(), &library));
        // An earlier copy of this draft still remembers all.
        self.remembered = Arc::new(kept.map(|entry| (*entry.key(), entry.value().clone())).collect());
    }

    /// Forgets the parts that are no more, now and then.
    fn forget_lost(&mut self) {
        const ROOM: usize = 256;
        if self.remembered.len() > self.parts().len() + ROOM {
            let here: HashSet<PartId> = self.parts().iter().map(|part| part.id).collect();
            self.remembered.retain(|id, _| here.contains(id));
        }
    }
}

/// Whether a part would give the same with another library: nothing is wrong with it, so that no other source was asked,
/// and the sources that it asked are what they were.
fn holds_still(remembered: &Remembered, now: &Library) -> bool {
    let Remembered { library, report, .. } = remembered;
    let is_same = |&id: &SourceId| {
        let before = library.source(id);
        now.find(&before.key).is_some_and(|id_now| {
            let source = now.source(id_now);
            let articles = (library.article(id), now.article(id_now));
            (&before.path, &before.meta) == (&source.path, &source.meta)
                && matches!(articles, (Some(before), Some(now)) if Arc::ptr_eq(before, now))
        })
    };
    let is_still = |check: &Check| matches!(check.verdict, Verdict::Verified) && check.searched.iter().all(is_same);
    report.findings.is_empty() && report.checks.iter().all(is_still)
}

fn text(rope: &Rope, span: Span) -> String {
    rope.byte_slice(span.range()).to_string()
}

#[cfg(test)]
mod tests;
