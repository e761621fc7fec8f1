//! The figures of briefings that others may contradict, by what they speak of.

use std::path::Path;
use std::sync::Arc;

use briefcheck_engine::verify::conflict::Statement;

use crate::cancel::{Cancel, Cancelled};
use crate::conflicts::{Place, Stated};
use crate::draft::{Draft, Part};
use crate::host::Host;

/// Those of one briefing.
#[derive(Debug, Default)]
pub struct Figures {
    /// The statements of each part.
    parts: Vec<Arc<[Statement]>>,
    /// Subjects, each with the number of a part and of a statement in it; ascending.
    by_subject: Vec<(u64, u32, u32)>,
}

impl Figures {
    /// Those of the parts of a briefing.
    pub(crate) fn of(parts: &[Part<'_>]) -> Self {
        let parts: Vec<Arc<[Statement]>> = parts.iter().map(|part| Arc::clone(&part.remembered.statements)).collect();
        let mut by_subject = Vec::new();
        for (number, part) in (0..).zip(&parts) {
            by_subject.extend((0..).zip(&**part).map(|(at, statement)| (statement.subject(), number, at)));
        }
        by_subject.sort_unstable();
        Self { parts, by_subject }
    }

    /// What it speaks of, each subject once, ascending.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = u64> {
        self.by_subject.chunk_by(|a, b| a.0 == b.0).map(|alike| alike[0].0)
    }

    /// What is said of a subject in a briefing whose figures these are, and which has this number.
    fn stated<'a>(&'a self, subject: u64, draft: &'a Draft, briefing: usize) -> impl Iterator<Item = Stated<'a>> {
        let start = self.by_subject.partition_point(|other| other.0 < subject);
        let on = self.by_subject[start..].iter().take_while(move |other| other.0 == subject);
        on.filter_map(move |&(_, part, at)| {
            let part = part as usize;
            let statement = self.parts[part].get(at as usize)?;
            let at = draft.parts().get(part)?.origin(statement.span).start;
            Some(Stated { briefing, part, at, statement })
        })
    }
}

/// A briefing that was checked in an earlier run, as far as others can contradict it or be contradicted by it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The file, absolute.
    pub path: Arc<Path>,
    /// What people know it by.
    pub name: Arc<str>,
    /// The folder whose briefings must not contradict it.
    pub beside: Option<Arc<Path>>,
    /// The figures in it.
    pub said: Vec<KeptStatement>,
}

/// A figure of a briefing, and where it stands.
#[derive(Clone, Debug)]
pub struct KeptStatement {
    /// The number of the briefing's part.
    pub part: usize,
    /// The byte of the briefing.
    pub at: usize,
    /// Its line, from 1.
    pub line: usize,
    /// What it says.
    pub statement: Statement,
}

impl Kept {
    /// What is kept of a briefing that was checked.
    ///
    /// # Errors
    ///
    /// If it is cancelled meanwhile.
    pub fn of(draft: &Draft, cancel: &Cancel) -> Result<Self, Cancelled> {
        let figures = draft.figures(cancel)?;
        let mut said = Vec::new();
        for (part, (statements, placed)) in figures.parts.iter().zip(draft.parts()).enumerate() {
            said.extend(statements.iter().map(|statement| {
                let at = placed.origin(statement.span).start;
                KeptStatement { part, at, line: draft.line(at), statement: statement.clone() }
            }));
        }
        let ground = draft.ground();
        let (path, name, beside) = (Arc::clone(draft.path()), Arc::clone(&ground.name), ground.beside.clone());
        Ok(Self { path, name, beside, said })
    }

    fn on(&self, subject: u64) -> impl Iterator<Item = &KeptStatement> {
        self.said.iter().filter(move |said| said.statement.subject() == subject)
    }
}

/// A briefing that says figures.
#[derive(Clone)]
pub(crate) enum Sayer<'a> {
    /// One that is on the desk.
    Draft(&'a Draft, Arc<Figures>),
    /// One of which no more is known.
    Kept(&'a Kept),
}

impl<'a> Sayer<'a> {
    pub(crate) fn path(&self) -> &'a Arc<Path> {
        match self {
            Self::Draft(draft, _) => draft.path(),
            Self::Kept(kept) => &kept.path,
        }
    }

    /// What it says on a subject, if this is its number.
    pub(crate) fn stated(&self, subject: u64, briefing: usize) -> Vec<Stated<'_>> {
        match self {
            Self::Draft(draft, figures) => figures.stated(subject, draft, briefing).collect(),
            Self::Kept(kept) => kept
                .on(subject)
                .map(|said| Stated { briefing, part: said.part, at: said.at, statement: &said.statement })
                .collect(),
        }
    }

    /// Where what stands at a byte of it is, for people.
    pub(crate) fn place(&self, at: usize) -> Place {
        match self {
            Self::Draft(draft, _) => Place { line: draft.line(at), name: draft.ground().name.as_ref().to_owned() },
            Self::Kept(kept) => {
                let line = kept.said.iter().find(|said| said.at == at).map_or(0, |said| said.line);
                Place { line, name: kept.name.as_ref().to_owned() }
            }
        }
    }
}

/// Which briefings say something on a subject, of those that stay as they are for long: there may be many of them.
#[derive(Default)]
pub struct Subjects {
    drafts: Vec<Arc<Draft>>,
    /// Subjects, each with the number of a draft; ascending.
    by_subject: Vec<(u64, usize)>,
    kept: Vec<Arc<Kept>>,
    /// The same for those that are kept.
    by_subject_kept: Vec<(u64, usize)>,
}

impl Subjects {
    /// Those of some briefings, checked, as far as that does not panic.
    ///
    /// # Errors
    ///
    /// If it is cancelled meanwhile.
    pub fn of(drafts: &[Arc<Draft>], host: Host, cancel: &Cancel) -> Result<Self, Cancelled> {
        (host.each)(drafts.len(), &|number| _ = of_draft(&drafts[number], host, cancel));
        cancel.check()?;
        let mut subjects = Self::default();
        for draft in drafts {
            let Some(figures) = draft.known_figures() else { continue };
            let number = subjects.drafts.len();
            subjects.drafts.push(Arc::clone(draft));
            subjects.by_subject.extend(figures.subjects().map(|subject| (subject, number)));
        }
        subjects.by_subject.sort_unstable();
        Ok(subjects)
    }

    /// The same with briefings of which no more is known.
    pub fn with_kept(mut self, kept: Vec<Arc<Kept>>) -> Self {
        let of = |(number, kept): (usize, &'_ Arc<Kept>)| {
            kept.said.iter().map(move |said| (said.statement.subject(), number)).collect::<Vec<_>>()
        };
        self.by_subject_kept = kept.iter().enumerate().flat_map(of).collect();
        self.by_subject_kept.sort_unstable();
        self.by_subject_kept.dedup();
        self.kept = kept;
        self
    }

    /// The briefings that say something on a subject.
    pub(crate) fn on(&self, subject: u64) -> impl Iterator<Item = &Arc<Draft>> {
        numbers(&self.by_subject, subject).map(|number| &self.drafts[number])
    }

    /// Those of them of which no more is known.
    pub(crate) fn kept_on(&self, subject: u64) -> impl Iterator<Item = &Kept> {
        numbers(&self.by_subject_kept, subject).map(|number| &*self.kept[number])
    }
}

fn numbers(by_subject: &[(u64, usize)], subject: u64) -> impl Iterator<Item = usize> {
    let start = by_subject.partition_point(|other| other.0 < subject);
    by_subject[start..].iter().take_while(move |other| other.0 == subject).map(|&(_, number)| number)
}

/// The figures of a briefing; `None` if checking it panics, which whoever asks for its findings is told.
pub(crate) fn of_draft(draft: &Draft, host: Host, cancel: &Cancel) -> Result<Option<Arc<Figures>>, Cancelled> {
    let mut figures = Ok(None);
    (host.guarded)(&mut || figures = draft.figures(cancel).map(Some));
    figures
}
