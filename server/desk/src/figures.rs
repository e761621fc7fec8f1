//! The figures of briefings that others may contradict, by what they speak of.

use std::sync::Arc;

use briefcheck_engine::verify::conflict::Statement;

use crate::cancel::{Cancel, Cancelled};
use crate::conflicts::Stated;
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
    pub(crate) fn stated<'a>(
        &'a self,
        subject: u64,
        draft: &'a Draft,
        briefing: usize,
    ) -> impl Iterator<Item = Stated<'a>> {
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

/// Which briefings say something on a subject, of those that stay as they are for long: there may be many of them.
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

    /// The briefings that say something on a subject.
    pub(crate) fn on(&self, subject: u64) -> impl Iterator<Item = &Arc<Draft>> {
        let start = self.by_subject.partition_point(|other| other.0 < subject);
        let on = self.by_subject[start..].iter().take_while(move |other| other.0 == subject);
        on.map(|&(_, number)| &self.drafts[number])
    }
}

/// The figures of a briefing; `None` if checking it panics, which whoever asks for its findings is told.
pub(crate) fn of_draft(draft: &Draft, host: Host, cancel: &Cancel) -> Result<Option<Arc<Figures>>, Cancelled> {
    let mut figures = Ok(None);
    (host.guarded)(&mut || figures = draft.figures(cancel).map(Some));
    figures
}
