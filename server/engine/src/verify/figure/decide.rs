//! What comes of a claim's figure: the table of the decisions, first row that holds.

use super::roles::Fits;
use crate::figures::Agreement;
use crate::sources::{SourceId, Stated};

/// A statement of a source beside a claim's figure.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The source.
    pub source: SourceId,
    /// The statement.
    pub stated: &'a Stated,
    /// How its value stands to the claim's.
    pub agreement: Agreement,
    /// How its roles stand to the claim's.
    pub fits: Fits,
    /// Whether the source itself tells it apart from what the claim names.
    pub is_told_apart: bool,
}

impl Candidate<'_> {
    fn is_rejected(&self) -> bool {
        self.stated.statement.rejected.is_some()
    }

    /// Whether no role is known to be another.
    fn is_open(&self) -> bool {
        !self.fits.is_turned() && !self.fits.is_of_other_time() && !self.is_told_apart
    }

    /// The better the greater: everything agrees, nothing contradicts, the more words the better, the nearer the value.
    fn rank(&self) -> (bool, bool, bool, usize, bool, bool, u8) {
        (
            !self.is_rejected(),
            self.fits.all(),
            self.is_open(),
            self.fits.agreed,
            !self.fits.event_unsaid,
            self.stated.statement.figure.within.is_none(),
            u8::MAX - self.agreement.rank(),
        )
    }
}

/// What comes of a figure, with the statement that decides it.
#[derive(Clone, Copy, Debug)]
pub enum Decision<'a> {
    /// The source says this.
    Verified(Candidate<'a>),
    /// The source says this, hedged otherwise.
    Hedge(Candidate<'a>),
    /// The value is there; whether it is said of the same thing was not established.
    Unconfirmed(Candidate<'a>),
    /// The source says this very thing with another figure.
    Mismatch(Candidate<'a>),
    /// The source has this value with another direction or relation.
    Turned(Candidate<'a>),
    /// The source has this value of the same thing, of another time.
    OtherTime(Candidate<'a>),
    /// The source has the value of something that it tells apart from what the claim names.
    Context(Candidate<'a>),
    /// The source has the number of the same thing, of another unit, magnitude or kind.
    Unit(Candidate<'a>),
    /// No statement has the value.
    Missing,
}

/// Decides. `values` have the claim's value in some way; `rivals` have another value and agree in every role that the claim
/// names.
pub fn decide<'a>(values: &[Candidate<'a>], rivals: &[Candidate<'a>]) -> Decision<'a> {
    let best =
        |among: &dyn Fn(&&Candidate<'a>) -> bool| values.iter().filter(among).max_by_key(|found| found.rank()).copied();
    let supporting = best(&|found| found.agreement.supports());
    let hedged = best(&|found| found.agreement != Agreement::Unit && !found.agreement.supports());
    if let Some(found) = supporting.filter(|found| found.fits.all() && !found.is_rejected() && !found.is_told_apart) {
        return Decision::Verified(found);
    }
    if let Some(found) = hedged.filter(|found| found.fits.all() && !found.is_rejected()) {
        return Decision::Hedge(found);
    }
    let rival = rivals.iter().filter(|rival| !rival.is_rejected()).max_by_key(|rival| rival.fits.agreed).copied();
    let Some(found) = best(&|found| found.agreement != Agreement::Unit) else {
        let unit = best(&|found| found.fits.words());
        return match (unit, rival) {
            (Some(unit), _) => Decision::Unit(unit),
            (None, Some(rival)) => Decision::Mismatch(rival),
            (None, None) => Decision::Missing,
        };
    };
    let is_same_but = |found: &Candidate<'_>| found.fits.words() && !found.is_told_apart && !found.is_rejected();
    if found.fits.is_turned() && is_same_but(&found) && !found.fits.is_of_other_time() {
        return Decision::Turned(found);
    }
    match rival {
        Some(rival) => Decision::Mismatch(rival),
        None if found.is_open() => Decision::Unconfirmed(found),
        None if found.fits.is_of_other_time() && is_same_but(&found) => Decision::OtherTime(found),
        None if found.is_told_apart => Decision::Context(found),
        None => Decision::Unconfirmed(found),
    }
}
