//! What comes of each figure of a claim.

use super::agreement::{counted_head, is_counted_on_sight};
use super::decide::{Candidate, Decision, decide};
use super::roles::{ClaimRoles, Fit};
use super::search::{Candidates, search};
use super::sentence::{self, SameSentence};
use super::{Claim, FigureFault, HedgeFault};
use crate::figures::{Agreement, Figure, Kind, Unit};
use crate::markup::{Force, Stance, UnitKind};
use crate::sources::SourceId;
use crate::statements::Statement;
use crate::text::Span;
use crate::verify::check::{Evidence, Verdict};
use crate::verify::cover::Cover;
use crate::verify::how::{FigureAt, FigureHow, How, Reason};
use crate::verify::passage::Wanted;
use crate::verify::{Context, deduction, derivation};

/// What came of a figure.
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// What the sources say, the best first.
    pub evidence: Vec<Evidence>,
    /// How it was decided.
    pub how: How,
    /// The words beside the figure that are wrong with it.
    beside: Option<Span>,
}

impl Answer {
    pub(super) fn new(verdict: Verdict, evidence: Option<Evidence>, how: How) -> Self {
        Self { verdict, evidence: evidence.into_iter().collect(), how, beside: None }
    }

    pub(super) fn fault(fault: FigureFault, evidence: Option<Evidence>) -> Self {
        Self::new(Verdict::Figure(fault), evidence, How::ByRule)
    }

    /// The words of a claim that the answer is about: those of the figure, with what is wrong beside it.
    pub fn blamed(&self, figure: &Figure) -> Span {
        self.beside.map_or(figure.span, |words| words.cover(figure.span))
    }
}

/// Holds every figure of a claim against its sources: what covers it, and what came of it.
pub fn all(cx: &Context<'_>, claim: &Claim<'_>) -> Vec<(Cover, Answer)> {
    let covers: Vec<Cover> = claim.figures.iter().map(|figure| cx.cover(claim.unit, figure.span)).collect();
    let same = same_sentences(cx, claim, &covers);
    let asked = |at: usize| FigureQuestion { cx, claim, at, cover: &covers[at], same: &same };
    let outcomes: Vec<Outcome<'_>> = (0..claim.figures.len()).map(|at| asked(at).outcome()).collect();
    let answers: Vec<Answer> = (0..claim.figures.len()).map(|at| asked(at).answer(&outcomes)).collect();
    covers.into_iter().zip(answers).collect()
}

fn same_sentences<'a>(cx: &Context<'a>, claim: &Claim<'_>, covers: &[Cover]) -> Vec<(SourceId, Vec<SameSentence<'a>>)> {
    let mut sources: Vec<SourceId> = covers.iter().flat_map(Cover::sources).collect();
    sources.sort_unstable();
    sources.dedup();
    let text = claim.unit.prose.text();
    let wanted = Wanted::new(text, claim.said);
    let of =
        |source| Some((source, sentence::same_sentences(text, &wanted, &claim.figures, cx.library.article(source)?)));
    sources.into_iter().filter_map(of).collect()
}

/// What the sources have for a figure, before the figures of the claim are placed together.
pub(super) enum Outcome<'a> {
    /// A `calc` says how it was worked out: how, or what is wrong with it.
    Calc(Result<String, derivation::Underived>),
    /// What the statements of the sources come to.
    Decided(Decision<'a>, Vec<(SourceId, Candidates<'a>)>),
}

/// A figure and the sources that it is held against.
pub(super) struct FigureQuestion<'a, 'c> {
    pub(super) cx: &'a Context<'a>,
    pub(super) claim: &'c Claim<'c>,
    /// The figure's number in the claim.
    pub(super) at: usize,
    pub(super) cover: &'c Cover,
    /// For each covering source, the sentences that say all that the claim says.
    same: &'c [(SourceId, Vec<SameSentence<'a>>)],
}

impl<'a> FigureQuestion<'a, '_> {
    pub(super) fn figure(&self) -> &Figure {
        &self.claim.figures[self.at]
    }

    pub(super) fn statement(&self) -> &Statement {
        &self.claim.statements[self.at]
    }

    fn outcome(&self) -> Outcome<'a> {
        if let Some(result) = derivation::check(self.cx, self.claim.unit, self.figure(), self.cover) {
            return Outcome::Calc(result);
        }
        let found: Vec<(SourceId, Candidates<'a>)> =
            self.cover.sources().into_iter().map(|source| (source, self.search(source))).collect();
        let values: Vec<Candidate<'a>> = found.iter().flat_map(|(_, found)| found.values.iter().copied()).collect();
        let rivals: Vec<Candidate<'a>> = found.iter().flat_map(|(_, found)| found.rivals.iter().copied()).collect();
        Outcome::Decided(decide(&values, &rivals), found)
    }

    pub(super) fn search(&self, source: SourceId) -> Candidates<'a> {
        let article = self.cx.library.article(source);
        let same = self.same.iter().find(|(other, _)| *other == source).map_or(&[][..], |(_, same)| same.as_slice());
        article.map_or_else(Candidates::default, |article| search(self.claim, self.at, source, article, same))
    }

    fn answer(&self, outcomes: &[Outcome<'a>]) -> Answer {
        let (decision, found) = match &outcomes[self.at] {
            Outcome::Calc(Ok(written)) => {
                let how = How::Calc(Box::new(self.figure().clone()), written.clone());
                return Answer::new(Verdict::Verified, None, how);
            }
            Outcome::Calc(Err(why)) => return Answer::fault(FigureFault::Derivation(why.clone()), None),
            Outcome::Decided(decision, found) => (*decision, found),
        };
        if let Some(answer) = self.as_period(decision, outcomes) {
            return answer;
        }
        if !self.cover.convicts() {
            return self.mentioned(decision);
        }
        if !is_told(outcomes, self.at)
            && !matches!(decision, Decision::Verified(_))
            && let Some(belied) = deduction::belied(self.claim, self.at)
        {
            // Where the source says otherwise of one of them, that is told.
            let is_of = |at: &usize| belied.by.contains(&self.claim.figures[*at].span);
            if !(0..outcomes.len()).filter(is_of).any(|at| is_told(outcomes, at) || is_missing(outcomes, at)) {
                return Answer::fault(FigureFault::Derivation(belied.why), None);
            }
        }
        match decision {
            Decision::Verified(found_here) => {
                self.conflict(found_here, found).unwrap_or_else(|| self.verified(&found_here))
            }
            Decision::Hedge(found) => self.hedge(&found),
            Decision::Mismatch(rival) => match self.surer_than(&rival, found, outcomes) {
                Some(value) => self.unconfirmed(value),
                None => self.mismatch(&rival, found),
            },
            Decision::Turned(found) => self.turned(&found),
            // What the claim says that it works out may stand elsewhere by chance.
            // So few of the very things a reader may count in another way.
            Decision::Context(found) if self.counts_on_sight_the_same(&found) => self.unconfirmed(&found),
            Decision::Context(found) => {
                let is_said = deduction::is_said_to_be_worked_out(self.claim, self.at);
                let worked_out = is_said.then(|| self.worked_out()).flatten();
                worked_out.map_or_else(|| self.context(&found), |answer| self.derived().unwrap_or(answer))
            }
            Decision::Unit(found) => self.unit(&found),
            Decision::Unconfirmed(value)
                if self.is_turned_beside(&value, outcomes) || self.is_turned_alone(&value, found) =>
            {
                self.turned(&value)
            }
            Decision::Unconfirmed(value) => match self.of_likeliest(found) {
                Some(rival) => Answer::fault(FigureFault::Mismatch, Some(evidence(&rival))),
                None => self.unconfirmed(&value),
            },
            Decision::OtherTime(found) => self.unconfirmed(&found),
            Decision::Missing => self.missing(found),
        }
    }

    /// The answer for a date that is the period of another figure of the claim: it is judged with that one.
    fn as_period(&self, decision: Decision<'a>, outcomes: &[Outcome<'a>]) -> Option<Answer> {
        let figure = self.figure();
        // A sentence that says all the rest tells by itself which date it is.
        let is_decided = match decision {
            Decision::Verified(found) | Decision::Mismatch(found) => found.is_in_place,
            _ => false,
        };
        if figure.kind != Kind::Date || is_decided {
            return None;
        }
        let is_of = |statement: &Statement| statement.when.words.iter().any(|words| words.overlaps(figure.span));
        let of = self.claim.statements.iter().enumerate().filter(|&(at, statement)| at != self.at && is_of(statement));
        for (at, _) in of {
            match &outcomes[at] {
                Outcome::Decided(Decision::Verified(main) | Decision::Hedge(main), _)
                    if main.fits.when == Some(Fit::Agrees) =>
                {
                    let when = main.stated.statement.when.words.first().copied();
                    let span = when.unwrap_or(main.stated.statement.sentence);
                    let how = self.how(FigureHow::Read);
                    return Some(Answer::new(Verdict::Verified, Some(Evidence { span, ..evidence(main) }), how));
                }
                Outcome::Decided(Decision::OtherTime(main), _) if self.cover.convicts() => {
                    let when = main.stated.statement.when.words.first().copied()?;
                    if matches!(decision, Decision::Verified(_)) {
                        continue;
                    }
                    return Some(Answer::fault(FigureFault::Mismatch, Some(Evidence { span: when, ..evidence(main) })));
                }
                _ => {}
            }
        }
        None
    }

    /// The answer where the citations only mention the sources, or stand for other words.
    fn mentioned(&self, decision: Decision<'a>) -> Answer {
        match decision {
            Decision::Verified(found) => self.verified(&found),
            Decision::Missing | Decision::Mismatch(_) | Decision::Unit(_) => match self.declared_date() {
                _ if self.cover.is_partial => self.unverifiable(),
                Some(answer) => answer,
                None if self.needs_source() => Answer::fault(FigureFault::Uncited, self.elsewhere()),
                None => self.because(Verdict::Unasked, Reason::NeedsNone),
            },
            Decision::Hedge(found)
            | Decision::Turned(found)
            | Decision::OtherTime(found)
            | Decision::Context(found)
            | Decision::Unconfirmed(found) => self.unconfirmed(&found),
        }
    }

    fn verified(&self, found: &Candidate<'_>) -> Answer {
        let hedge = self.figure().hedge_span.map(|hedge| self.claim.unit.prose.text()[hedge].to_owned());
        let how = FigureHow::Stands { at: figure_at(found), agreement: found.agreement, hedge };
        Answer::new(Verdict::Verified, Some(evidence(found)), self.how(how))
    }

    fn unconfirmed(&self, found: &Candidate<'_>) -> Answer {
        let article = self.cx.library.article(found.source);
        let roles = article.and_then(|article| ClaimRoles::new(self.claim, self.at, article));
        let unsaid = roles.map(|roles| roles.missing(found.stated)).unwrap_or_default();
        let unsaid = unsaid.into_iter().map(|words| self.claim.context.text[words].to_owned()).collect();
        let how = FigureHow::Open { at: figure_at(found), unsaid };
        Answer::new(Verdict::Unconfirmed, Some(evidence(found)), self.how(how))
    }

    /// What came of the figure, with the figure.
    pub(super) fn how(&self, how: FigureHow) -> How {
        How::Figure(Box::new(self.figure().clone()), how)
    }

    /// A verdict that rests on no place of a source.
    pub(super) fn because(&self, verdict: Verdict, reason: Reason) -> Answer {
        Answer::new(verdict, None, self.how(FigureHow::Because(reason)))
    }

    pub(super) fn unverifiable(&self) -> Answer {
        self.because(Verdict::Unverifiable, Reason::Unreadable)
    }

    /// The answer for a figure that is of something else: what the claim says it of is blamed with it, where it stands near.
    fn context(&self, found: &Candidate<'_>) -> Answer {
        const NEAR: usize = 80;
        let mut answer = Answer::fault(FigureFault::Context, Some(evidence(found)));
        let (figure, from) = (self.figure().span, self.claim.context.at);
        let length = self.claim.unit.prose.text().len();
        let roles =
            self.cx.library.article(found.source).and_then(|article| ClaimRoles::new(self.claim, self.at, article));
        let missing = roles.map(|roles| roles.missing(found.stated)).unwrap_or_default();
        let own = missing.iter().filter(|word| word.start >= from && word.end <= from + length);
        let own = own.map(|word| Span::new(word.start - from, word.end - from));
        let whole = |word: Span| word.cover(figure);
        // What happened is less telling than who it is of, and that less than a name.
        let is_event = |word: Span| self.statement().event.words.iter().any(|event| event.contains(word));
        let is_name = |word: Span| self.claim.unit.prose.text()[word.range()].starts_with(char::is_uppercase);
        let near = own.filter(|&word| whole(word).len() <= NEAR);
        answer.beside = near.min_by_key(|&word| (is_event(word), !is_name(word), whole(word).len()));
        answer
    }

    fn turned(&self, found: &Candidate<'_>) -> Answer {
        let theirs = &found.stated.statement;
        let event = theirs.event.words.first().copied().filter(|_| !theirs.event.is_inherited);
        let span = event.map_or(theirs.figure.span, |event| event.cover(theirs.figure.span));
        let mut answer = Answer::fault(FigureFault::Direction, Some(Evidence { span, ..evidence(found) }));
        let ours = self.statement();
        answer.beside = ours.event.words.first().copied().filter(|_| !ours.event.is_inherited);
        answer
    }

    fn unit(&self, found: &Candidate<'_>) -> Answer {
        let theirs = &found.stated.statement.figure;
        match &theirs.per {
            Some(rate) if self.figure().is_paid_otherwise(theirs) => {
                let span = rate.span.cover(theirs.span);
                let mut answer = Answer::fault(FigureFault::Rate, Some(Evidence { span, ..evidence(found) }));
                answer.beside = self.figure().per.as_ref().map(|rate| rate.span);
                answer
            }
            _ => Answer::fault(FigureFault::Unit, Some(evidence(found))),
        }
    }

    fn hedge(&self, found: &Candidate<'_>) -> Answer {
        let fault = match found.agreement {
            Agreement::HedgeDropped => HedgeFault::Dropped,
            Agreement::HedgeTurned => HedgeFault::TurnedRound,
            Agreement::Unmarked => HedgeFault::Unmarked,
            _ => HedgeFault::Invented,
        };
        let theirs = &found.stated.statement.figure;
        let span = theirs.hedge_span.map_or(theirs.span, |hedge| hedge.cover(theirs.span));
        let mut answer = Answer::fault(FigureFault::Hedge(fault), Some(Evidence { span, ..evidence(found) }));
        if matches!(fault, HedgeFault::Invented | HedgeFault::TurnedRound) {
            answer.beside = self.figure().hedge_span;
        }
        answer
    }

    /// The answer where one source has the figure, and another one that is cited for the same claim gives the very same thing
    /// another figure.
    fn conflict(&self, agreeing: Candidate<'a>, found: &[(SourceId, Candidates<'a>)]) -> Option<Answer> {
        let supports = |source: SourceId| {
            self.cover.cited.iter().any(|cited| cited.source == source && cited.stance == Stance::Supports)
        };
        let contradicts = |(source, found): &(SourceId, Candidates<'a>)| {
            let is_other = *source != agreeing.source && supports(*source) && found.values.is_empty();
            found.rivals.first().copied().filter(|_| is_other && self.is_telling())
        };
        let other = found.iter().find_map(contradicts)?;
        let article = self.cx.library.article(other.source)?;
        let span = other.stated.statement.figure.span;
        let place = article.place(span.start);
        let key = &self.cx.library.source(other.source).key;
        let other = format!("“{}” in {place} of {key}", &article.text()[span]);
        Some(Answer::fault(FigureFault::Conflict { other }, Some(evidence(&agreeing))))
    }

    /// The answer where the source says this very thing with another figure. One that the source has nowhere may still follow
    /// from what it has, unless the claim is the source's sentence with another figure in it.
    fn mismatch(&self, rival: &Candidate<'a>, found: &[(SourceId, Candidates<'a>)]) -> Answer {
        let supports = |value: &Candidate<'a>| value.agreement.supports();
        let is_there = found.iter().any(|(_, found)| found.values.iter().any(supports));
        let is_very_sentence = rival.is_in_place && rival.is_whole;
        // The figure of a sentence that says all the rest is not worked out, unless it is for each of something and that is not,
        // or the rival is a part of it.
        let theirs = &rival.stated.statement.figure;
        let is_rate = self.figure().per.is_some() && theirs.per.is_none();
        let sentence = rival.stated.statement.sentence;
        let is_part = |answer: &Answer| answer.evidence.iter().any(|passage| sentence.contains(passage.span));
        let worked_out = || self.worked_out().filter(|answer| !rival.is_in_place || is_rate || is_part(answer));
        // A date may be counted from the day on which the source appeared.
        if !is_there
            && !rival.is_of_very_sentence()
            && self.figure().kind == Kind::Date
            && let Some(answer) = self.declared_date().or_else(|| self.of_undated())
        {
            return answer;
        }
        if let Some(deduction) = deduction::of_rest(self.claim, self.at, theirs) {
            return self.worked_out_at(deduction, evidence(rival));
        }
        // "All but seven of the 52" are 45.
        let article = self.cx.library.article(rival.source);
        let is_left_out = article.is_some_and(|article| deduction::is_left_out(article, theirs.span));
        let may_follow = !is_there && (!is_very_sentence || is_rate || is_left_out);
        let derived = || self.derived().filter(|answer| !rival.is_in_place || is_rate || is_part(answer));
        let derived = may_follow.then(|| derived().or_else(worked_out)).flatten();
        derived.unwrap_or_else(|| Answer::fault(FigureFault::Mismatch, Some(evidence(rival))))
    }

    pub(super) fn is_small(&self) -> bool {
        is_counted_on_sight(self.figure())
    }

    pub(super) fn is_in_words(&self) -> bool {
        !self.claim.unit.prose.text()[self.figure().span].contains(|c: char| c.is_ascii_digit())
    }

    fn counts_on_sight_the_same(&self, found: &Candidate<'_>) -> bool {
        let theirs = &found.stated.statement;
        let count_one_thing = match (&self.figure().unit, &theirs.figure.unit) {
            (Unit::Counted(ours), Unit::Counted(theirs)) => counted_head(ours) == counted_head(theirs),
            _ => false,
        };
        theirs.cell.is_none() && count_one_thing && self.is_small() && self.is_in_words()
    }

    /// Whether a figure says enough to be of something else: not a date, not a small number.
    fn is_telling(&self) -> bool {
        let is_place =
            matches!(self.figure().kind, Kind::Date | Kind::Time | Kind::Ordinal | Kind::Score | Kind::Range);
        let is_counted_on_sight = self.is_small() && self.is_in_words();
        !is_place && !is_counted_on_sight
    }

    /// Whether a figure must come from somewhere: not a heading's, no date, no small number.
    fn needs_source(&self) -> bool {
        let is_cited_nowhere = self.cover.is_empty() || self.cover.force == Force::Borrowed;
        self.claim.unit.kind != UnitKind::Heading && is_cited_nowhere && self.is_telling()
    }
}

/// Whether the source says otherwise of a figure.
fn is_told(outcomes: &[Outcome<'_>], at: usize) -> bool {
    let is_other = |decision| matches!(decision, &Decision::Mismatch(_) | &Decision::Turned(_) | &Decision::Unit(_));
    matches!(&outcomes[at], Outcome::Decided(decision, _) if is_other(decision))
}

/// Whether the source has nothing of a figure.
fn is_missing(outcomes: &[Outcome<'_>], at: usize) -> bool {
    matches!(&outcomes[at], Outcome::Decided(Decision::Missing, _))
}

/// A candidate's figure.
fn figure_at(found: &Candidate<'_>) -> FigureAt {
    FigureAt { source: found.source, figure: Box::new(found.stated.statement.figure.clone()) }
}

/// Where a candidate's figure stands.
pub(super) fn evidence(found: &Candidate<'_>) -> Evidence {
    Evidence { source: found.source, span: found.stated.statement.figure.span, score: 1.0 }
}
