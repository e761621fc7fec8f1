//! A briefing as it stands: its text, its tree, its parts, and what is remembered of them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use briefcheck_engine::document::{Change, Document, IsSource, PartId, Placed};
use briefcheck_engine::markup::{self, FrontMatter};
use briefcheck_engine::rules::{Finding, Levels, Outcome};
use briefcheck_engine::sources::{Library, SourceId};
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::conflict::{self, Statement};
use briefcheck_engine::verify::{Check, Verdict};
use briefcheck_engine::{Report, check_part};
use dashmap::DashMap;
use rayon::prelude::*;
use ropey::Rope;
use tree_sitter::{InputEdit, Parser, Point, Tree};

use crate::disk::lock::{self, Lock, Lost};
use crate::disk::paths::Fence;
use crate::disk::{Catalogue, Entry, World, candidates, own_entries, paths};
use crate::lsp::requests::diagnostics::Shown;
use crate::lsp::server::cancel::{Cancel, Cancelled};
use crate::lsp::server::whole::Figures;
use crate::report::visible;

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
    /// The sources that it declares itself.
    own: Vec<Entry>,
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
    pub world: Arc<World>,
    /// What its workspace has; `None` as long as that is not known.
    pub catalogue: Option<Arc<Catalogue>>,
    /// What its workspace's lock file records.
    pub lock: Option<Arc<Lock>>,
    /// The levels that are set for it.
    pub levels: Arc<Levels>,
}

/// What checking a part gave.
#[derive(Clone)]
pub struct Remembered {
    /// What it was checked against: the sources of its evidence are this one's.
    pub library: Arc<Library>,
    /// What came of it; spans are of the part.
    pub report: Arc<Report>,
    /// The figures in it that others may contradict.
    pub statements: Arc<[Statement]>,
    memo: Arc<Memo>,
}

/// What is made of a part's report when it is first asked for.
#[derive(Default)]
struct Memo {
    /// The findings as a client has them, and the opening or closing of a file since which they are so.
    shown: Mutex<Option<(u64, Arc<[Shown]>)>>,
    /// What its checks are known by to the lock.
    prints: OnceLock<Vec<u64>>,
}

impl Remembered {
    /// Puts another report in the place of this one.
    pub fn replace(&mut self, report: Report) {
        self.report = Arc::new(report);
        self.memo = Arc::default();
    }

    /// What the checks are known by to the lock.
    pub fn prints(&self, placed: &Placed) -> &[u64] {
        self.memo.prints.get_or_init(|| lock::prints(placed.briefing(), &self.report.checks))
    }

    /// The findings as a client has them; `opened` counts the files that it has opened and closed.
    pub fn shown(&self, opened: u64, make: impl FnOnce() -> Arc<[Shown]>) -> Arc<[Shown]> {
        let mut shown = self.memo.shown.lock().unwrap_or_else(PoisonError::into_inner);
        match &*shown {
            Some((since, shown)) if *since == opened => Arc::clone(shown),
            _ => Arc::clone(&shown.insert((opened, make())).1),
        }
    }
}

/// A part of a briefing with what checking it gave.
pub struct Part<'a> {
    /// The part.
    pub placed: &'a Placed,
    /// What it gave.
    pub remembered: Remembered,
}

impl Part<'_> {
    /// The checks of the items that hold the byte at `offset` of the part, the shortest item first.
    pub fn checks_at(&self, offset: usize) -> Vec<&Check> {
        let holds = |check: &&Check| check.span.start <= offset && offset <= check.span.end;
        let mut checks: Vec<&Check> = self.remembered.report.checks.iter().filter(holds).collect();
        checks.sort_by_key(|check| (check.span.len(), check.kind));
        checks
    }

    /// What a check came to.
    pub fn outcome_of(&self, check: &Check) -> Outcome {
        let report = &self.remembered.report;
        let id = report.checks.iter().position(|other| std::ptr::eq(other, check));
        id.map_or(Outcome::Unasked, |id| report.outcome(id))
    }

    /// The finding that a check made, if it made one.
    pub fn finding_of(&self, check: &Check) -> Option<&Finding> {
        let report = &self.remembered.report;
        let id = report.checks.iter().position(|other| std::ptr::eq(other, check))?;
        report.findings.iter().find(|finding| finding.check == Some(id))
    }
}

impl Draft {
    /// Reads a text.
    pub fn new(path: Arc<Path>, rope: Rope, ground: Ground) -> Self {
        let tree = parse(&rope, None);
        let mut draft = Self {
            path,
            rope,
            tree,
            document: Document::default(),
            remembered: Arc::default(),
            ground,
            is_source: Arc::new(|_| false),
            own: Vec::new(),
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
        &self.own
    }

    /// The words of a span.
    pub fn text(&self, span: Span) -> String {
        text(&self.rope, span)
    }

    /// Replaces some bytes by `new`. The result is not read before [`Draft::settle`], so that many edits cost one reading.
    pub fn edit(&mut self, span: Span, new: &str) {
        let start = self.rope.byte_to_char(span.start);
        let old_end_position = point(&self.rope, span.end);
        self.rope.remove(start..self.rope.byte_to_char(span.end));
        self.rope.insert(start, new);
        let change = Change { start: span.start, old_end: span.end, new_end: span.start + new.len() };
        self.tree.edit(&InputEdit {
            start_byte: change.start,
            old_end_byte: change.old_end,
            new_end_byte: change.new_end,
            start_position: point(&self.rope, change.start),
            old_end_position,
            new_end_position: point(&self.rope, change.new_end),
        });
        self.unread = Some(self.unread.map_or(change, |before| before.then(change)));
    }

    /// Reads what was edited.
    pub fn settle(&mut self) {
        let Some(mut change) = self.unread.take() else { return };
        self.figures = OnceLock::new();
        let tree = parse(&self.rope, Some(&self.tree));
        for range in self.tree.changed_ranges(&tree) {
            change = change.covering(Span::new(range.start_byte, range.end_byte));
        }
        self.tree = tree;
        let rope = self.rope.clone();
        self.document.update(&self.tree, rope.len_bytes(), &|span| text(&rope, span), &self.is_source, change);
        let own = own_entries(self.front_matter(), self.folder(), Some(&self.fence())).0;
        if own != self.own {
            let paths = |own: &[Entry]| own.iter().map(|entry| entry.path.clone()).collect::<Vec<_>>();
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
        self.tree = parse(&self.rope, None);
        self.read();
    }

    /// Whether the library has all that the new parts cite: it may know files by other names once they are asked for.
    fn knows_all_keys(&self) -> bool {
        let Some(library) = self.library.get() else { return true };
        let new = self.parts().iter().filter(|part| !self.remembered.contains_key(&part.id));
        new.flat_map(|part| &part.briefing().citations).all(|citation| library.find(&citation.key).is_some())
    }

    /// Takes another ground; what can't be another on it is remembered.
    pub fn move_to(&mut self, ground: Ground) {
        let before = std::mem::replace(&mut self.ground, ground);
        self.figures = OnceLock::new();
        self.forget_library();
        let has_same_files = match (&before.catalogue, &self.ground.catalogue) {
            (Some(before), Some(now)) => before.has_same_files(now),
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
            unread.into_par_iter().for_each(|part| _ = part.briefing());
        }
        let cited = self.parts().iter().flat_map(|part| &part.briefing().citations);
        cited.map(|citation| citation.key.as_str())
    }

    /// What can be cited.
    pub fn library(&self) -> Arc<Library> {
        let library = self.library.get_or_init(|| {
            let Some(catalogue) = &self.ground.catalogue else { return Arc::default() };
            Arc::new(self.ground.world.library(catalogue, self.folder(), &self.own, self.keys()))
        });
        Arc::clone(library)
    }

    /// What checking a part gives.
    pub fn check(&self, part: &Placed) -> Remembered {
        if let Some(remembered) = self.remembered.get(&part.id) {
            return remembered.clone();
        }
        let library = self.library();
        let report = match &self.ground.catalogue {
            Some(_) => check_part(part.briefing(), &library, &self.ground.levels),
            None => Report::default(),
        };
        let statements = conflict::statements(part.briefing(), &report.checks).into();
        let remembered = Remembered { library, report: Arc::new(report), statements, memo: Arc::default() };
        self.remembered.insert(part.id, remembered.clone());
        remembered
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
        let known: Vec<Option<Remembered>> =
            self.parts().iter().map(|part| self.remembered.get(&part.id).map(|known| known.clone())).collect();
        let check = |(placed, known): (_, Option<Remembered>)| {
            cancel.check()?;
            Ok(Part { placed, remembered: known.unwrap_or_else(|| self.check(placed)) })
        };
        if known.iter().filter(|known| known.is_none()).nth(FEW).is_some() {
            // Before they are needed by all at once.
            self.library();
            self.parts().par_iter().zip(known).map(check).collect()
        } else {
            self.parts().iter().zip(known).map(check).collect()
        }
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
            let (Some(lock), Some(catalogue)) = (&self.ground.lock, &self.ground.catalogue) else {
                return Arc::default();
            };
            Arc::new(lock.lost(&visible(&paths::shown(&self.path, &catalogue.config.root)), &self.library()))
        };
        Arc::clone(self.lost.get_or_init(lost))
    }

    fn forget_library(&mut self) {
        self.library = OnceLock::new();
        self.lost = OnceLock::new();
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    /// Where bibliographies may be read: in its workspace, and before that is known, beside it.
    fn fence(&self) -> Fence {
        let config = self.ground.catalogue.as_ref().map(|catalogue| &catalogue.config);
        config.map_or_else(|| Fence::new([self.folder()]), |config| config.fence.clone())
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
        let is_source = move |target: &str| {
            let is_known = |catalogue: &Arc<Catalogue>| {
                candidates(target, &folder, &catalogue.config).iter().any(|path| catalogue.has(path))
            };
            declared.get().is_some_and(|files| files.contains(&paths::join(&folder, target)))
                || catalogue.as_ref().is_some_and(is_known)
        };
        (Arc::new(is_source), files)
    }

    /// Begins with a document of which nothing was looked at.
    fn take_up(&mut self, is_source: IsSource, files: &OnceLock<Vec<PathBuf>>) {
        let head = self.parts().first().map(|part| markup::Briefing::read(part.text(), &|_| false).front_matter);
        self.own = head.map(|head| own_entries(&head, self.folder(), Some(&self.fence())).0).unwrap_or_default();
        // Nobody else sets it.
        let _ = files.set(self.own.iter().map(|entry| entry.path.clone()).collect());
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

fn point(rope: &Rope, offset: usize) -> Point {
    let row = rope.byte_to_line(offset);
    Point::new(row, offset - rope.line_to_byte(row))
}

/// The tree of a text, made from that of an earlier one whose edits it was told.
fn parse(rope: &Rope, old: Option<&Tree>) -> Tree {
    thread_local! {
        static PARSER: std::cell::RefCell<Option<Parser>> = std::cell::RefCell::new(markup::parser());
    }
    let mut chunk_at = |offset: usize, _: Point| {
        if offset >= rope.len_bytes() {
            return &[][..];
        }
        let (chunk, start, ..) = rope.chunk_at_byte(offset);
        &chunk.as_bytes()[offset - start..]
    };
    PARSER.with_borrow_mut(|parser| {
        let tree = parser.as_mut().and_then(|parser| parser.parse_with_options(&mut chunk_at, old, None));
        #[expect(
            clippy::expect_used,
            reason = "only a parser without a language, or one that was stopped, gives no tree"
        )]
        tree.expect("the grammar fits the parser")
    })
}

#[cfg(test)]
mod tests;
