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
    /// Whether its figure stands in the place of the claim's, in a sentence that says all the rest of the claim.
    pub is_in_place: bool,
    /// Whether that sentence differs from the claim in this figure alone.
    pub is_sole_difference: bool,
    /// Whether that sentence says nothing else.
    pub is_whole: bool,
    /// Whether one of the two is a place in an order and the other a number (`the 500th goal`, `500 goals`).
    pub is_order: bool,
    /// Whether it is the claim's number of the same unit in another magnitude (`million`, `billion`).
    pub is_magnitude: bool,
    /// Whether it is the claim's sum, paid for another time (`a month`, `a year`).
    pub is_paid_otherwise: bool,
    /// Whether the source itself tells it apart from what the claim names.
    pub is_told_apart: bool,
    /// Whether the source denies it and the claim does not.
    pub is_rejected: bool,
}

impl<'a> Candidate<'a> {
    /// A statement with another value than the claim's.
    pub fn rival(source: SourceId, stated: &'a Stated, fits: Fits) -> Self {
        Self {
            source,
            stated,
            agreement: Agreement::Different,
            fits,
            is_in_place: false,
            is_sole_difference: false,
            is_whole: false,
            is_order: false,
            is_magnitude: false,
            is_paid_otherwise: false,
            is_told_apart: false,
            is_rejected: false,
        }
    }
}

impl Candidate<'_> {
    fn is_rejected(&self) -> bool {
        self.is_rejected
    }

    /// Whether its sentence says all that the claim says, in this or in another order, but for the figure.
    pub fn is_of_very_sentence(&self) -> bool {
        self.is_in_place && (self.is_whole || self.is_sole_difference)
    }

    /// Whether both stand in one sentence.
    pub fn is_beside(&self, other: &Self) -> bool {
        self.source == other.source && self.stated.statement.sentence == other.stated.statement.sentence
    }

    /// Whether no role is known to be another.
    pub fn is_open(&self) -> bool {
        !self.fits.is_turned() && !self.fits.is_of_other_time() && !self.is_told_apart
    }

    /// Whether it has the number of the same thing, of another unit; of one that differs in magnitude alone, half of the words
    /// tell enough, and of the very sum one word.
    fn is_of_other_unit(&self) -> bool {
        let is_part = self.fits.agreed > 0 && self.is_open();
        let is_half = is_part && self.fits.agreed * 2 >= self.fits.telling;
        let is_enough = self.fits.words() || self.is_magnitude && is_half || self.is_paid_otherwise && is_part;
        self.agreement == Agreement::Unit && is_enough
    }

    /// Whether it has the very number with the opposite hedge, of the same event and in part of the same thing.
    fn is_turned_hedge(&self) -> bool {
        let is_of_event = self.fits.names_event && !self.fits.event_unsaid && self.fits.agreed > 0;
        self.agreement == Agreement::HedgeTurned && is_of_event && self.is_open()
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
    // The sentence that says all the rest is the surest of what the figure is of, unless another member of its series has the
    // claim's figure and all that is said of that.
    let in_place = |found: &&Candidate<'a>| found.is_in_place && !found.is_rejected();
    let is_member = |rival: &Candidate<'a>| {
        supporting.is_some_and(|found| {
            let has_all = found.fits.all() && found.is_beside(rival);
            // Two figures of the claim are not that sentence's, and another has what is said of them.
            let is_elsewhere = !found.is_beside(rival) && found.is_open() && found.fits.agreed == found.fits.telling;
            has_all || !rival.is_sole_difference && is_elsewhere
        })
    };
    if let Some(rival) = rivals.iter().find(in_place).filter(|_| !values.iter().any(|found| found.is_in_place))
        && !is_member(rival)
    {
        // The bare number of the very figure is of no other unit.
        let is_part = |found: &Candidate<'a>| {
            let span = found.stated.statement.figure.span;
            let holds = |other: &Candidate<'a>| other.stated.statement.figure.span.contains(span);
            values.iter().any(|other| other.agreement.supports() && other.source == found.source && holds(other))
        };
        let is_unit =
            |found: &&Candidate<'a>| found.agreement == Agreement::Unit && found.is_beside(rival) && !is_part(found);
        let unit = best(&|found| is_unit(found) && found.fits.words() && !found.is_order);
        return unit.map_or(Decision::Mismatch(*rival), Decision::Unit);
    }
    let is_hedged = |agreement: Agreement| !matches!(agreement, Agreement::Unit | Agreement::Loose);
    let hedged = best(&|found| is_hedged(found.agreement) && !found.agreement.supports());
    if let Some(found) = supporting.filter(|found| found.fits.all() && !found.is_rejected() && !found.is_told_apart) {
        return Decision::Verified(found);
    }
    // The very figure with the claim's own hedge stands against one of the opposite hedge.
    let is_said_so = |found: &Candidate<'a>| {
        found.agreement == Agreement::HedgeTurned
            && supporting.is_some_and(|other| other.is_open() && !other.is_rejected() && other.fits.agreed > 0)
    };
    let is_hedge = |found: &Candidate<'a>| (found.fits.all() || found.is_turned_hedge()) && !is_said_so(found);
    if let Some(found) = hedged.filter(|found| is_hedge(found) && !found.is_rejected()) {
        return Decision::Hedge(found);
    }
    // A sentence that says the rest of two figures is no rival to one that has the claim's, and all that is said of it.
    let is_excused = |rival: &Candidate<'a>| rival.is_in_place && is_member(rival);
    let rival = rivals.iter().filter(|rival| !rival.is_rejected() && !is_excused(rival));
    let rival = rival.max_by_key(|rival| rival.fits.agreed).copied();
    // What is only not excluded tells less than the very number in another magnitude.
    let magnitude = best(&|found| found.is_magnitude && found.is_of_other_unit());
    let is_said = |found: &&Candidate<'a>| found.agreement != Agreement::Loose || found.fits.words();
    let other = best(&|found| found.agreement != Agreement::Unit && (magnitude.is_none() || is_said(found)));
    let Some(found) = other else {
        let unit = best(&|found| found.is_of_other_unit());
        let order = best(&|found| found.is_order);
        return match (unit, rival, order) {
            (Some(unit), ..) if !unit.is_order => Decision::Unit(unit),
            (_, Some(rival), _) => Decision::Mismatch(rival),
            // The place in an order is the number of what was counted so far.
            (.., Some(order)) => Decision::Unconfirmed(order),
            _ => Decision::Missing,
        };
    };
    let is_same_but = |found: &Candidate<'_>| found.fits.words() && !found.is_told_apart && !found.is_rejected();
    // A cell is of its row: what names nothing of it goes another way.
    let is_of_row = found.stated.statement.cell.is_none() || found.fits.agreed > 0;
    if found.fits.is_turned() && is_same_but(&found) && !found.fits.is_of_other_time() && is_of_row {
        return Decision::Turned(found);
    }
    match rival {
        Some(rival) => Decision::Mismatch(rival),
        None if found.is_open() => Decision::Unconfirmed(found),
        None if found.fits.is_of_other_time() && is_same_but(&found) => Decision::OtherTime(found),
        // It is of something else only if no statement with the value may be of the same.
        None if found.is_told_apart => {
            match values.iter().find(|other| other.agreement.supports() && other.is_open()) {
                Some(open) => Decision::Unconfirmed(*open),
                None => Decision::Context(found),
            }
        }
        None => Decision::Unconfirmed(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{Article, Format, Library, Meta, Source, Unreadable};
    use crate::verify::figure::roles::Fit;

    /// A statement beside a claim's figure: how its value and its roles stand to the claim's.
    #[derive(Clone, Copy)]
    struct Beside {
        agreement: Agreement,
        fits: Fits,
        is_told_apart: bool,
    }

    const ALL: Fits = Fits {
        telling: 2,
        agreed: 2,
        names_event: false,
        event_unsaid: false,
        when: None,
        relation: None,
        direction: None,
    };
    const SOME: Fits = Fits { agreed: 1, ..ALL };

    fn beside(agreement: Agreement, fits: Fits) -> Beside {
        Beside { agreement, fits, is_told_apart: false }
    }

    /// Holds the decision against what is expected. `rivals` is how many other figures of the very same thing there are.
    fn check(values: &[Beside], rivals: usize, expected: &str) {
        let article = Article::of_text("Dues came to 12 crowns.", Format::Text);
        let stated = article.statements().behind(&|_| false).next().unwrap();
        let (article_id, meta) = (Err(Unreadable(String::new())), Meta::default());
        let declared = Source { key: "dues".to_owned(), path: "dues.txt".to_owned(), meta, article: article_id };
        let source = Library::default().declare(declared);
        let candidate = |beside: &Beside| Candidate {
            agreement: beside.agreement,
            is_told_apart: beside.is_told_apart,
            ..Candidate::rival(source, stated, beside.fits)
        };
        let values: Vec<Candidate<'_>> = values.iter().map(candidate).collect();
        let rivals = vec![candidate(&beside(Agreement::Different, ALL)); rivals];
        let decision = match decide(&values, &rivals) {
            Decision::Verified(_) => "verified",
            Decision::Hedge(_) => "hedge",
            Decision::Unconfirmed(_) => "unconfirmed",
            Decision::Mismatch(_) => "mismatch",
            Decision::Turned(_) => "turned",
            Decision::OtherTime(_) => "other time",
            Decision::Context(_) => "context",
            Decision::Unit(_) => "unit",
            Decision::Missing => "missing",
        };
        assert_eq!(decision, expected);
    }

    #[test]
    fn a_value_that_has_every_role_is_verified() {
        check(&[beside(Agreement::Equal, ALL)], 0, "verified");
        check(&[beside(Agreement::Rounded, ALL), beside(Agreement::Equal, SOME)], 1, "verified");
        check(&[beside(Agreement::HedgeDropped, ALL)], 0, "hedge");
        check(&[beside(Agreement::Loose, ALL)], 0, "unconfirmed");
    }

    #[test]
    fn a_role_that_is_unsaid_leaves_it_open_unless_another_figure_has_all() {
        check(&[beside(Agreement::Equal, SOME)], 0, "unconfirmed");
        check(&[beside(Agreement::Equal, SOME)], 1, "mismatch");
        let unsaid = Fits { when: Some(Fit::Unsaid), ..ALL };
        check(&[beside(Agreement::Equal, unsaid)], 0, "unconfirmed");
    }

    #[test]
    fn another_direction_or_relation_is_told() {
        let turned = Fits { direction: Some(Fit::Contradicts), ..ALL };
        check(&[beside(Agreement::Equal, turned)], 0, "turned");
        check(&[beside(Agreement::Equal, Fits { agreed: 1, ..turned })], 0, "unconfirmed");
    }

    #[test]
    fn another_time_is_the_dates_fault() {
        let other = Fits { when: Some(Fit::Contradicts), ..ALL };
        check(&[beside(Agreement::Equal, other)], 0, "other time");
        check(&[beside(Agreement::Equal, other)], 1, "mismatch");
    }

    #[test]
    fn what_the_source_tells_apart_is_of_something_else() {
        check(&[Beside { is_told_apart: true, ..beside(Agreement::Equal, SOME) }], 0, "context");
        check(&[Beside { is_told_apart: true, ..beside(Agreement::Equal, SOME) }], 1, "mismatch");
    }

    #[test]
    fn a_value_that_is_nowhere_is_missing_or_another() {
        check(&[], 0, "missing");
        check(&[], 1, "mismatch");
        check(&[beside(Agreement::Unit, ALL)], 0, "unit");
        check(&[beside(Agreement::Unit, SOME)], 0, "missing");
    }
}
