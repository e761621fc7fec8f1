//! What no part of a briefing can tell by itself: figures that contradict each other, in it or in another briefing of
//! its workspace folder, and passages that are no longer what the lock file recorded.

use std::sync::Arc;

use briefcheck_desk::conflicts::{self, Place, Stated};
use briefcheck_engine::document::{self, Found};
use briefcheck_engine::report_on_part;
use briefcheck_engine::sources::Library;
use briefcheck_engine::verify::conflict::Statement;
use rayon::prelude::*;

use crate::disk::{guarded, lock};

use crate::lsp::server::cancel::{Cancel, Cancelled};
use crate::lsp::server::draft::{Draft, Part};
use crate::lsp::server::snapshot::{Drafts, Snapshot};
pub use briefcheck_desk::conflicts::Contradicted;

/// The figures of a briefing that others may contradict, by what they speak of.
#[derive(Debug, Default)]
pub struct Figures {
    /// The statements of each part.
    parts: Vec<Arc<[Statement]>>,
    /// Subjects, each with the number of a part and of a statement in it; ascending.
    by_subject: Vec<(u64, u32, u32)>,
}

impl Figures {
    /// Those of the parts of a briefing.
    pub fn of(parts: &[Part<'_>]) -> Self {
        let parts: Vec<Arc<[Statement]>> = parts.iter().map(|part| Arc::clone(&part.remembered.statements)).collect();
        let mut by_subject = Vec::new();
        for (number, part) in (0..).zip(&parts) {
            by_subject.extend((0..).zip(&**part).map(|(at, statement)| (statement.subject(), number, at)));
        }
        by_subject.sort_unstable();
        Self { parts, by_subject }
    }

    fn on(&self, subject: u64) -> &[(u64, u32, u32)] {
        let start = self.by_subject.partition_point(|other| other.0 < subject);
        let len = self.by_subject[start..].iter().take_while(|other| other.0 == subject).count();
        &self.by_subject[start..start + len]
    }
}

/// Which of the briefings that are not open say something on a subject: there may be many of them, and they stay as
/// they are for long.
#[derive(Default)]
pub struct Subjects {
    drafts: Vec<Arc<Draft>>,
    /// Subjects, each with the number of a draft; ascending.
    by_subject: Vec<(u64, usize)>,
}

impl Subjects {
    /// Those of some briefings, checked, as far as that does not panic.
    ///
    /// # Errors
    ///
    /// If it is cancelled meanwhile.
    pub fn of(drafts: &[Arc<Draft>], cancel: &Cancel) -> Result<Self, Cancelled> {
        let mut subjects = Self::default();
        let all: Vec<Option<Arc<Figures>>> =
            drafts.par_iter().map(|draft| figures(draft, cancel)).collect::<Result<_, _>>()?;
        for (draft, figures) in drafts.iter().zip(all) {
            let Some(figures) = figures else { continue };
            let number = subjects.drafts.len();
            subjects.drafts.push(Arc::clone(draft));
            subjects.by_subject.extend(figures.by_subject.iter().map(|&(subject, ..)| (subject, number)));
        }
        subjects.by_subject.sort_unstable();
        subjects.by_subject.dedup();
        Ok(subjects)
    }

    /// Those that are still what `drafts` has.
    fn on<'a>(&'a self, subject: u64, drafts: &'a Drafts) -> impl Iterator<Item = &'a Draft> {
        let start = self.by_subject.partition_point(|other| other.0 < subject);
        let on = self.by_subject[start..].iter().take_while(move |other| other.0 == subject);
        on.map(|&(_, number)| &self.drafts[number])
            .filter(|&draft| drafts.get(draft.path()).is_some_and(|now| Arc::ptr_eq(now, draft)))
            .map(|draft| &**draft)
    }
}

/// The figures of a briefing; `None` if checking it panics, which whoever asks for its findings is told.
fn figures(draft: &Draft, cancel: &Cancel) -> Result<Option<Arc<Figures>>, Cancelled> {
    guarded("comparing the briefings", || draft.figures(cancel)).ok().transpose()
}

/// The figures of a briefing that earlier ones contradict, in it or in another briefing.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn contradicted(snapshot: &Snapshot, draft: &Draft) -> Result<Vec<Contradicted>, Cancelled> {
    let own = draft.figures(&snapshot.cancel)?;
    let mut open = Vec::new();
    for other in snapshot.beside(draft) {
        open.extend(figures(other, &snapshot.cancel)?.map(|figures| (other, figures)));
    }
    let mut found = Vec::new();
    for subject in own.by_subject.chunk_by(|a, b| a.0 == b.0).map(|alike| alike[0].0) {
        let closed = snapshot.subjects.on(subject, &snapshot.drafts);
        let closed = closed.filter(|other| other.path() != draft.path() && snapshot.is_beside(draft, other));
        let closed: Vec<(&Draft, Arc<Figures>)> =
            closed.filter_map(|other| Some((other, other.known_figures()?))).collect();
        let all =
            std::iter::once((draft, &own)).chain(open.iter().chain(&closed).map(|(other, figures)| (*other, figures)));
        let all: Vec<(&Draft, &Arc<Figures>)> = all.collect();
        let numbers = numbered(&all);
        let mut said: Vec<Stated<'_>> = Vec::new();
        for (draft, figures) in all {
            let briefing = numbers.binary_search_by_key(&draft.path(), |draft| draft.path()).unwrap_or_default();
            said.extend(figures.on(subject).iter().filter_map(|&(_, part, at)| {
                let part = part as usize;
                let statement = figures.parts[part].get(at as usize)?;
                let at = draft.parts().get(part)?.origin(statement.span).start;
                Some(Stated { briefing, part, at, statement })
            }));
        }
        if said.len() > 1 {
            found.extend(among(snapshot, draft, &numbers, &mut said));
        }
    }
    found.sort_by_key(|contradicted: &Contradicted| (contradicted.part, contradicted.check));
    Ok(found)
}

/// Briefings in the order of their paths.
fn numbered<'a>(all: &[(&'a Draft, &Arc<Figures>)]) -> Vec<&'a Draft> {
    let mut drafts: Vec<&Draft> = all.iter().map(|(draft, _)| *draft).collect();
    drafts.sort_by_key(|draft| draft.path());
    drafts.dedup_by_key(|draft| draft.path());
    drafts
}

/// Those of a briefing among all statements on a subject.
fn among(snapshot: &Snapshot, draft: &Draft, numbers: &[&Draft], said: &mut [Stated<'_>]) -> Vec<Contradicted> {
    let place = |stated: &Stated<'_>| match numbers.get(stated.briefing) {
        Some(draft) => Place { line: draft.rope().byte_to_line(stated.at) + 1, name: snapshot.shown(draft.path()) },
        None => Place { line: 0, name: String::new() },
    };
    let mut found = conflicts::contradicted(said, place);
    found.retain(|found| numbers.get(found.briefing).is_some_and(|of| of.path() == draft.path()));
    found
}

/// Every part of a briefing, checked, with what only the whole can tell.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn parts<'a>(snapshot: &Snapshot, draft: &'a Draft) -> Result<Vec<Part<'a>>, Cancelled> {
    let mut parts = draft.checked(&snapshot.cancel)?;
    contradict(draft, &mut parts, contradicted(snapshot, draft)?);
    compare(draft, &mut parts);
    Ok(parts)
}

/// The findings in a briefing, from its parts as [`parts`] gives them, in the order of the text.
pub fn findings<'a>(draft: &Draft, parts: &'a [Part<'_>]) -> Vec<Found<'a>> {
    if draft.ground().catalogue.is_none() {
        return Vec::new();
    }
    let reports = parts.iter().map(|part| (part.placed, &*part.remembered.report));
    document::findings(reports, &draft.library(), &draft.ground().levels)
}

/// Tells the parts of the figures that are contradicted.
fn contradict(draft: &Draft, parts: &mut [Part<'_>], found: Vec<Contradicted>) {
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
        let of = |part: &'_ Part<'_>| -> Vec<u64> { part.remembered.prints(part.placed).to_vec() };
        let prints: Vec<Vec<u64>> = parts.iter().map(of).collect();
        let views: Vec<lock::Part<'_>> = parts
            .iter()
            .zip(&prints)
            .map(|(Part { placed, remembered }, prints)| lock::Part {
                briefing: placed.briefing(),
                library: &remembered.library,
                report: &remembered.report,
                prints,
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

/// The library that the evidence of a finding belongs to.
pub fn library_of(draft: &Draft, parts: &[Part<'_>], found: &Found<'_>) -> Arc<Library> {
    let of_part = found.of.and_then(|(part, _)| parts.get(part)).map(|part| Arc::clone(&part.remembered.library));
    of_part.unwrap_or_else(|| draft.library())
}
