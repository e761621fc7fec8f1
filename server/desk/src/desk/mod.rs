//! A set of briefings, and what is found in each of them with all the others beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use briefcheck_engine::report_on_part;
use briefcheck_engine::text::Span;
use ropey::Rope;

use crate::cancel::{Cancel, Cancelled};
use crate::conflicts::{self, Contradicted, Place, Stated};
use crate::draft::{Draft, Ground, Part};
use crate::figures::{self, Figures, Kept, Sayer, Subjects};
use crate::host::Host;
use crate::lock;
use crate::report::Report;

/// Briefings by their files. A copy costs little, and is not changed by what happens to the other.
#[derive(Clone, Default)]
pub struct Desk {
    host: Host,
    drafts: Arc<BTreeMap<Arc<Path>, Arc<Draft>>>,
    /// Those that are edited, and that no index of subjects is made of.
    live: Arc<BTreeSet<Arc<Path>>>,
    /// What the others say figures of.
    subjects: Arc<Subjects>,
}

impl Desk {
    /// A desk with nothing on it.
    pub fn new(host: Host) -> Self {
        Self { host, ..Self::default() }
    }

    /// How its work is done.
    pub fn host(&self) -> Host {
        self.host
    }

    /// The briefings, by path.
    pub fn drafts(&self) -> impl Iterator<Item = &Arc<Draft>> {
        self.drafts.values()
    }

    /// The briefing at a path.
    pub fn get(&self, path: &Path) -> Option<&Arc<Draft>> {
        self.drafts.get(path)
    }

    /// Takes the text of a briefing that will be edited.
    pub fn set_text(&mut self, path: Arc<Path>, text: Rope, ground: Ground) {
        let draft = Draft::new(Arc::clone(&path), text, ground);
        Arc::make_mut(&mut self.drafts).insert(Arc::clone(&path), Arc::new(draft));
        Arc::make_mut(&mut self.live).insert(path);
    }

    /// Replaces some bytes of a briefing, whose text is then the one that it gives. It is not read before [`Desk::settle`].
    pub fn edit(&mut self, path: &Path, span: Span, new: &str) -> Option<Rope> {
        self.change(path, |draft| {
            draft.edit(span, new);
            draft.rope().clone()
        })
    }

    /// Reads what was edited of a briefing.
    pub fn settle(&mut self, path: &Path) {
        self.change(path, Draft::settle);
    }

    /// Reads the whole text of a briefing as if it were new.
    pub fn heal(&mut self, path: &Path) {
        self.change(path, Draft::heal);
    }

    /// Sets what a briefing is checked against; what can't be another on it is remembered.
    pub fn set_ground(&mut self, path: &Path, ground: Ground) {
        self.change(path, |draft| draft.move_to(ground));
    }

    /// Takes a briefing away.
    pub fn remove(&mut self, path: &Path) {
        Arc::make_mut(&mut self.drafts).remove(path);
        Arc::make_mut(&mut self.live).remove(path);
    }

    /// Puts other briefings in the place of all that are not edited, with an index of what they say figures of.
    pub fn replace_resting(&mut self, drafts: impl IntoIterator<Item = Arc<Draft>>, subjects: Arc<Subjects>) {
        let resting = drafts.into_iter().map(|draft| (Arc::clone(draft.path()), draft));
        let mut all: BTreeMap<Arc<Path>, Arc<Draft>> = resting.collect();
        let live = self.live.iter().filter_map(|path| self.drafts.get_key_value(path));
        all.extend(live.map(|(path, draft)| (Arc::clone(path), Arc::clone(draft))));
        self.drafts = Arc::new(all);
        self.subjects = subjects;
    }

    fn change<T>(&mut self, path: &Path, change: impl FnOnce(&mut Draft) -> T) -> Option<T> {
        let draft = Arc::make_mut(&mut self.drafts).get_mut(path)?;
        Some(change(Arc::make_mut(draft)))
    }

    /// The other briefings that are edited and must not contradict one.
    fn live_beside<'a>(&'a self, draft: &'a Draft) -> impl Iterator<Item = &'a Arc<Draft>> {
        let others = self.live.iter().filter(|path| *path != draft.path()).filter_map(|path| self.drafts.get(path));
        others.filter(|other| is_beside(draft, other))
    }

    /// The figures of a briefing that earlier ones contradict, in it or in another briefing.
    ///
    /// # Errors
    ///
    /// If it is cancelled meanwhile.
    pub fn contradicted(&self, draft: &Draft, cancel: &Cancel) -> Result<Vec<Contradicted>, Cancelled> {
        let own = draft.figures(cancel)?;
        let live = self.live_figures(draft, cancel)?;
        let mut found = Vec::new();
        for subject in own.subjects() {
            let said = std::iter::once(&(draft, Arc::clone(&own))).chain(&live).map(sayer).collect();
            let of_all = self.contradicted_on(subject, draft.ground().beside.as_ref(), said).into_iter();
            found.extend(of_all.filter(|(path, _)| *path == draft.path()).map(|(_, contradicted)| contradicted));
        }
        found.sort_by_key(|contradicted: &Contradicted| (contradicted.part, contradicted.check));
        Ok(found)
    }

    /// The same for a briefing and each edited one beside it, by their paths: all are compared once, not each with all.
    ///
    /// # Errors
    ///
    /// If it is cancelled meanwhile.
    pub fn contradicted_beside<'a>(
        &'a self,
        draft: &'a Draft,
        cancel: &Cancel,
    ) -> Result<BTreeMap<&'a Arc<Path>, Vec<Contradicted>>, Cancelled> {
        let mut all = self.live_figures(draft, cancel)?;
        all.push((draft, draft.figures(cancel)?));
        let mut found: BTreeMap<_, _> = all.iter().map(|(draft, _)| (draft.path(), Vec::new())).collect();
        let subjects = |(number, (_, figures)): (usize, &(&Draft, Arc<Figures>))| {
            figures.subjects().map(|subject| (subject, number)).collect::<Vec<_>>()
        };
        let mut subjects: Vec<(u64, usize)> = all.iter().enumerate().flat_map(subjects).collect();
        subjects.sort_unstable();
        for on in subjects.chunk_by(|a, b| a.0 == b.0) {
            cancel.check()?;
            let said = on.iter().map(|&(_, number)| sayer(&all[number])).collect();
            for (path, contradicted) in self.contradicted_on(on[0].0, draft.ground().beside.as_ref(), said) {
                found.entry(path).and_modify(|of_one: &mut Vec<Contradicted>| of_one.push(contradicted));
            }
        }
        for of_one in found.values_mut() {
            of_one.sort_by_key(|contradicted| (contradicted.part, contradicted.check));
        }
        Ok(found)
    }

    /// The figures of the edited briefings beside one.
    fn live_figures<'a>(
        &'a self,
        draft: &'a Draft,
        cancel: &Cancel,
    ) -> Result<Vec<(&'a Draft, Arc<Figures>)>, Cancelled> {
        let mut live = Vec::new();
        for other in self.live_beside(draft) {
            live.extend(figures::of_draft(other, self.host, cancel)?.map(|figures| (&**other, figures)));
        }
        Ok(live)
    }

    /// The figures on a subject of a briefing of which no more is known, as far as earlier ones contradict them.
    pub fn contradicted_of_kept(&self, kept: &Kept, subject: u64) -> Vec<Contradicted> {
        let of_all = self.contradicted_on(subject, kept.beside.as_ref(), vec![Sayer::Kept(kept)]).into_iter();
        of_all.filter(|(path, _)| **path == kept.path).map(|(_, contradicted)| contradicted).collect()
    }

    /// What is contradicted on a subject, each with its briefing: among those that are `live`, and those that rest beside them.
    fn contradicted_on<'a>(
        &'a self,
        subject: u64,
        beside: Option<&Arc<Path>>,
        live: Vec<Sayer<'a>>,
    ) -> Vec<(&'a Arc<Path>, Contradicted)> {
        let is_beside = |other: Option<&Arc<Path>>| beside.is_some() && other == beside;
        let resting = self.subjects.on(subject).filter(|other| self.is_resting(other));
        let resting = resting.filter(|other| is_beside(other.ground().beside.as_ref()));
        let mut all = live;
        all.extend(resting.filter_map(|other| Some(Sayer::Draft(other, other.known_figures()?))));
        let kept = self.subjects.kept_on(subject).filter(|other| is_beside(other.beside.as_ref()));
        all.extend(kept.map(Sayer::Kept));
        // The sort is stable: a live briefing comes before what is indexed of it.
        all.sort_by_key(Sayer::path);
        all.dedup_by_key(|sayer| sayer.path());
        let mut said: Vec<Stated<'_>> = Vec::new();
        for (briefing, sayer) in all.iter().enumerate() {
            said.extend(sayer.stated(subject, briefing));
        }
        if said.len() < 2 {
            return Vec::new();
        }
        let place = |stated: &Stated<'_>| {
            let sayer = all.get(stated.briefing);
            sayer.map_or(Place { line: 0, name: String::new() }, |sayer| sayer.place(stated.at))
        };
        let found = conflicts::contradicted(&mut said, place).into_iter();
        found.filter_map(|found| Some((all.get(found.briefing)?.path(), found))).collect()
    }

    /// Whether an indexed briefing is still the one that is on the desk.
    fn is_resting(&self, draft: &Arc<Draft>) -> bool {
        self.drafts.get(draft.path()).is_some_and(|now| Arc::ptr_eq(now, draft))
    }

    /// Every part of a briefing, checked, with what only the whole and its neighbours can tell.
    ///
    /// # Errors
    ///
    /// If it is cancelled meanwhile.
    pub fn parts<'a>(&self, draft: &'a Draft, cancel: &Cancel) -> Result<Vec<Part<'a>>, Cancelled> {
        Ok(self.parts_and_contradicted(draft, cancel)?.0)
    }

    fn parts_and_contradicted<'a>(
        &self,
        draft: &'a Draft,
        cancel: &Cancel,
    ) -> Result<(Vec<Part<'a>>, Vec<Contradicted>), Cancelled> {
        let mut parts = draft.checked(cancel)?;
        let contradicted = self.contradicted(draft, cancel)?;
        contradict(draft, &mut parts, &contradicted);
        compare(draft, &mut parts);
        Ok((parts, contradicted))
    }

    /// The report on the briefing at a path; `None` if there is none.
    ///
    /// # Errors
    ///
    /// If it is cancelled meanwhile.
    pub fn report(&self, path: &Path, cancel: &Cancel) -> Result<Option<Report>, Cancelled> {
        let Some(draft) = self.get(path) else { return Ok(None) };
        draft.catch_up();
        let (parts, contradicted) = self.parts_and_contradicted(draft, cancel)?;
        let mut report = Report::new(draft, &parts);
        report.contradicted = contradicted;
        Ok(Some(report))
    }
}

fn sayer<'a>((draft, figures): &(&'a Draft, Arc<Figures>)) -> Sayer<'a> {
    Sayer::Draft(draft, Arc::clone(figures))
}

/// Whether two briefings must not contradict each other.
fn is_beside(draft: &Draft, other: &Draft) -> bool {
    draft.ground().beside.is_some() && draft.ground().beside == other.ground().beside
}

/// Tells the parts of the figures that are contradicted.
fn contradict(draft: &Draft, parts: &mut [Part<'_>], found: &[Contradicted]) {
    for of_part in found.chunk_by(|a, b| a.part == b.part) {
        let Some(Part { placed, remembered }) = parts.get_mut(of_part[0].part) else { continue };
        let mut checks = remembered.report.checks.clone();
        for contradicted in of_part {
            if let Some(check) = checks.get_mut(contradicted.check) {
                check.contradict(contradicted.other.clone());
            }
        }
        let report = report_on_part(placed.briefing(), &remembered.library, &draft.ground().levels, checks);
        remembered.replace(report);
    }
}

/// Tells the parts of the items that rest on passages which the lock recorded otherwise.
fn compare(draft: &Draft, parts: &mut [Part<'_>]) {
    let lost = draft.lost();
    if lost.is_empty() {
        return;
    }
    // A part with several pieces reaches over others.
    let mut items: Vec<(usize, usize, usize)> = Vec::new();
    for (number, Part { placed, remembered }) in parts.iter().enumerate() {
        let checks = remembered.report.checks.iter().enumerate();
        items.extend(checks.map(|(id, check)| (placed.origin(check.span).start, number, id)));
    }
    if !parts.iter().all(|part| part.placed.is_whole()) {
        items.sort_by_key(|&(at, ..)| at);
    }
    let reports = {
        let views: Vec<lock::Part<'_>> = parts
            .iter()
            .map(|Part { placed, remembered }| lock::Part {
                briefing: placed.briefing(),
                library: &remembered.library,
                report: &remembered.report,
                prints: remembered.prints(placed),
            })
            .collect();
        lock::told(&lost, &views, items.into_iter().map(|(_, number, id)| (number, id)), &draft.ground().levels)
    };
    for (number, report) in reports {
        if let Some(part) = parts.get_mut(number) {
            part.remembered.replace(report);
        }
    }
}

#[cfg(test)]
mod tests;
