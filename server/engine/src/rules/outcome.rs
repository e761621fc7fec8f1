//! What came of an item or a claim: one type, from which every surface takes word, colour, sign and count.

use std::collections::BTreeMap;

use super::{Context, Finding, Rule, Severity};
use crate::markup::{Directive, DirectiveKind};
use crate::text::Span;
use crate::verify::{Check, Kind, Verdict};

/// What came of an item or a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The cited source has it, said of the same thing.
    Verified,
    /// A rule speaks of it, at this severity.
    Fault(&'static Rule, Severity),
    /// A claim of which an item is at fault. The fault is told and counted at the item.
    ItemAtFault(&'static Rule, Severity),
    /// A passage is near, but whether it says the same was not established.
    Unconfirmed,
    /// A source that is cited for it can't be read.
    Unverifiable,
    /// No source covers it, or it asks for none.
    Unasked,
    /// Somebody looked at it and vouches for it, in the directive with this number.
    Checked(usize),
    /// A rule spoke of it, and the `allow` with this number silences the rule.
    Allowed(usize),
    /// Its rule is turned off.
    Off,
}

impl Outcome {
    /// What a check came to, with the finding that was made of it. Whether a directive vouches for it, and what came of a
    /// claim's items, only `outcomes` knows.
    pub fn of(check: &Check, finding: Option<&Finding>) -> Self {
        match (finding, &check.verdict) {
            (Some(finding), _) => Self::Fault(finding.rule, finding.severity),
            // A tick for a claim needs a passage.
            (None, Verdict::Verified) if check.kind == Kind::Claim && check.evidence.is_empty() => Self::Unconfirmed,
            (None, Verdict::Verified) => Self::Verified,
            (None, Verdict::Unconfirmed | Verdict::ItemAtFault) => Self::Unconfirmed,
            (None, Verdict::Unverifiable) => Self::Unverifiable,
            (None, Verdict::Unasked) => Self::Unasked,
            (None, Verdict::Quote(_) | Verdict::Figure(_) | Verdict::Name(_) | Verdict::Claim(_)) => Self::Off,
        }
    }

    /// The same with a finding more.
    pub fn or(self, finding: &Finding) -> Self {
        match self {
            Self::Fault(_, severity) if severity >= finding.severity => self,
            _ => Self::Fault(finding.rule, finding.severity),
        }
    }

    /// The name in every format: the whole name of a rule, or the outcome's own.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fault(rule, _) | Self::ItemAtFault(rule, _) => rule.name,
            Self::Off => "off",
            Self::Verified
            | Self::Unconfirmed
            | Self::Unverifiable
            | Self::Unasked
            | Self::Checked(_)
            | Self::Allowed(_) => self.class().name(),
        }
    }

    /// The same where the directives of its briefing follow `first` others.
    pub fn with_directives_from(self, first: usize) -> Self {
        match self {
            Self::Checked(id) => Self::Checked(first + id),
            Self::Allowed(id) => Self::Allowed(first + id),
            other => other,
        }
    }

    /// What led to it beside the check itself, in one short line: who vouches for it, which rule is at fault in it.
    pub fn why(self, directives: &[Directive]) -> Option<String> {
        let directive = |id: usize| directives.get(id).map(|directive| &directive.kind);
        match self {
            Self::ItemAtFault(rule, _) => Some(format!("one of its items is at fault: `{}`", rule.name)),
            Self::Off => Some("its rule is off".to_owned()),
            Self::Checked(id) => match directive(id)? {
                DirectiveKind::Checked { by, date, reason } => Some(format!("checked by {by} on {date}: {reason}")),
                _ => None,
            },
            Self::Allowed(id) => match directive(id)? {
                DirectiveKind::Allow { reason, .. } => Some(format!("allowed here: {reason}")),
                _ => None,
            },
            Self::Verified | Self::Fault(..) | Self::Unconfirmed | Self::Unverifiable | Self::Unasked => None,
        }
    }

    /// How it is shown.
    pub fn class(self) -> Class {
        match self {
            Self::Verified => Class::Verified,
            Self::Fault(_, severity) | Self::ItemAtFault(_, severity) => Class::of(severity),
            Self::Unconfirmed => Class::Unconfirmed,
            Self::Unverifiable => Class::Unverifiable,
            Self::Unasked => Class::Unasked,
            Self::Checked(_) => Class::Checked,
            Self::Allowed(_) | Self::Off => Class::Allowed,
        }
    }

    /// What it is counted as: a fault is counted once, at the item.
    pub fn counted(self) -> Class {
        match self {
            Self::ItemAtFault(..) => Class::Unconfirmed,
            other => other.class(),
        }
    }

    /// How much it takes from a claim that has it as an item; the most is the worst.
    fn weight(self) -> u8 {
        match self {
            Self::Fault(_, Severity::Error) | Self::ItemAtFault(_, Severity::Error) => 6,
            Self::Fault(_, Severity::Warning) | Self::ItemAtFault(_, Severity::Warning) => 5,
            Self::Unverifiable => 4,
            Self::Unconfirmed => 3,
            Self::Off => 2,
            Self::Allowed(_) | Self::Checked(_) => 1,
            // An info or a hint leaves the tick.
            Self::Verified | Self::Unasked | Self::Fault(..) | Self::ItemAtFault(..) => 0,
        }
    }

    /// The one of the two that takes more from a claim.
    pub fn worse(self, other: Self) -> Self {
        let is_worse = self == Self::Unasked || other.weight() > self.weight();
        if is_worse && other != Self::Unasked { other } else { self }
    }

    /// What a claim comes to by itself, with the worst of its items.
    fn with_item(self, item: Self) -> Self {
        let is_told = matches!(self, Self::Fault(..));
        match item {
            _ if is_told || item.weight() <= self.weight() => self,
            Self::Fault(rule, severity) => Self::ItemAtFault(rule, severity),
            _ if self == Self::Unasked => self,
            item => item,
        }
    }
}

/// How an outcome is shown: its colour, its sign, its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A green tick.
    Verified,
    /// A finding of this severity.
    Error,
    /// A finding of this severity.
    Warning,
    /// A finding of this severity.
    Info,
    /// A finding of this severity.
    Hint,
    /// Grey, with the passage.
    Unconfirmed,
    /// Grey; its source has a finding of its own.
    Unverifiable,
    /// Grey, with who vouches for it.
    Checked,
    /// Grey: a rule is silenced here.
    Allowed,
    /// Nothing.
    Unasked,
}

impl Class {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::Verified,
        Self::Error,
        Self::Warning,
        Self::Info,
        Self::Hint,
        Self::Unconfirmed,
        Self::Unverifiable,
        Self::Checked,
        Self::Allowed,
        Self::Unasked,
    ];

    /// What a finding of this severity is shown as.
    pub fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
            Severity::Hint => Self::Hint,
        }
    }

    /// The word in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Hint => "hint",
            Self::Unconfirmed => "unconfirmed",
            Self::Unverifiable => "unverifiable",
            Self::Checked => "checked",
            Self::Allowed => "allowed",
            Self::Unasked => "unasked",
        }
    }

    /// The word for people: that of the formats where it is a word that people know.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unasked => "without a source",
            other => other.name(),
        }
    }

    /// A sign that tells it from the others where there is no colour.
    pub fn sign(self) -> char {
        match self {
            Self::Verified => '✓',
            Self::Error => '✗',
            Self::Warning => '▲',
            Self::Info => '■',
            Self::Hint => '□',
            Self::Unconfirmed => '~',
            Self::Unverifiable => '?',
            Self::Checked => '●',
            Self::Allowed => '○',
            Self::Unasked => '–',
        }
    }

    /// “3 errors”, “12 verified”.
    pub fn counted(self, count: usize) -> String {
        format!("{count} {}{}", self.name(), if self.is_finding() && count != 1 { "s" } else { "" })
    }

    /// Whether a rule speaks.
    pub fn is_finding(self) -> bool {
        matches!(self, Self::Error | Self::Warning | Self::Info | Self::Hint)
    }

    /// Whether somebody should look at it, as something is wrong or its source can't be read.
    pub fn is_problem(self) -> bool {
        self.is_finding() || self == Self::Unverifiable
    }
}

/// How many items and claims came to what. Each is counted once, so that the numbers add up to [`Counts::total`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([usize; Class::ALL.len()]);

impl Counts {
    /// Counts outcomes.
    pub fn of(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        let mut counts = Self::default();
        for outcome in outcomes {
            counts.0[outcome.counted() as usize] += 1;
        }
        counts
    }

    /// How many came to each class, in their order.
    pub fn each(&self) -> &[usize] {
        &self.0
    }

    /// The counts that [`Counts::each`] gave.
    pub fn of_each(each: &[usize]) -> Option<Self> {
        each.try_into().ok().map(Self)
    }

    /// How many came to this.
    pub fn get(&self, class: Class) -> usize {
        self.0[class as usize]
    }

    /// How many a rule speaks of.
    pub fn at_fault(&self) -> usize {
        Class::ALL.into_iter().filter(|class| class.is_finding()).map(|class| self.get(class)).sum()
    }

    /// All.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// All that a source was asked about. This is what “12 of 15 verified” is out of, wherever that is said.
    pub fn asked(&self) -> usize {
        self.total() - self.get(Class::Unasked)
    }

    /// What some item or claim came to, in the order of [`Class::ALL`], with how many.
    pub fn some(&self) -> impl Iterator<Item = (Class, usize)> {
        Class::ALL.into_iter().map(|class| (class, self.get(class))).filter(|&(_, count)| count > 0)
    }

    /// Both together.
    pub fn plus(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(sum, count)| *sum += count);
        self
    }

    /// “12 verified, 1 error, 3 warnings”.
    pub fn said(&self) -> String {
        self.some().map(|(class, count)| class.counted(count)).collect::<Vec<_>>().join(", ")
    }
}

/// What every check came to, in their order. `allowed` has the directives that silence the finding of a check.
pub(super) fn outcomes(cx: &Context<'_>, findings: &[Finding], allowed: &BTreeMap<usize, usize>) -> Vec<Outcome> {
    let mut found: Vec<Option<&Finding>> = vec![None; cx.checks.len()];
    for finding in findings {
        if let Some(place) = finding.check.and_then(|check| found.get_mut(check)) {
            let is_graver = place.is_none_or(|known| known.severity < finding.severity);
            *place = if is_graver { Some(finding) } else { *place };
        }
    }
    let vouched = |check: &Check| {
        let mut directives = cx.briefing.directives.iter();
        directives.position(|directive| vouches(directive, check.span)).map(Outcome::Checked)
    };
    let settle = |check: &Check, outcome: Outcome| match outcome {
        Outcome::Unconfirmed => vouched(check).unwrap_or(outcome),
        outcome => outcome,
    };
    let of = |(id, check): (usize, &Check)| match (Outcome::of(check, found[id]), allowed.get(&id)) {
        (Outcome::Off, Some(&directive)) => Outcome::Allowed(directive),
        // What its items come to is known below.
        (outcome, _) if check.kind == Kind::Claim => outcome,
        (outcome, _) => settle(check, outcome),
    };
    let mut outcomes: Vec<Outcome> = cx.checks.iter().enumerate().map(of).collect();
    let mut worst: BTreeMap<usize, Outcome> = BTreeMap::new();
    for (check, outcome) in cx.checks.iter().zip(&outcomes).filter(|(check, _)| check.kind != Kind::Claim) {
        let known = worst.entry(check.unit).or_insert(*outcome);
        *known = known.worse(*outcome);
    }
    for (check, outcome) in cx.checks.iter().zip(&mut outcomes).filter(|(check, _)| check.kind == Kind::Claim) {
        let item = worst.get(&check.unit).copied().unwrap_or(Outcome::Unasked);
        *outcome = settle(check, outcome.with_item(item));
    }
    outcomes
}

/// Whether a directive says that somebody checked what stands at a place.
fn vouches(directive: &Directive, span: Span) -> bool {
    matches!(directive.kind, DirectiveKind::Checked { .. }) && directive.scope.overlaps(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Levels;
    use crate::rules::testing::{report_where, settled};

    /// Holds what the checks of a text come to, of which those of one kind have this verdict, against what is expected:
    /// `kind outcome` each.
    fn check(kind: Kind, verdict: &Verdict, text: &str, expected: &[&str]) {
        let report = report_where(kind, verdict, text, &Levels::default());
        assert_eq!(settled(&report), expected, "in {text:?}");
        assert_eq!(report.counts().total(), report.checks.len());
    }

    #[test]
    fn every_class_stands_at_its_number() {
        assert!(Class::ALL.into_iter().enumerate().all(|(at, class)| class as usize == at));
    }

    #[test]
    fn counts_add_up() {
        let rule = crate::rules::find("quote-altered").unwrap();
        let all = [
            Outcome::Verified,
            Outcome::Fault(rule, Severity::Error),
            Outcome::ItemAtFault(rule, Severity::Error),
            Outcome::Unconfirmed,
            Outcome::Unverifiable,
            Outcome::Unasked,
            Outcome::Checked(0),
            Outcome::Allowed(0),
            Outcome::Off,
        ];
        let counts = Counts::of(all);
        assert_eq!((counts.total(), counts.at_fault(), counts.get(Class::Unconfirmed)), (9, 1, 2));
        assert_eq!(
            counts.said(),
            "1 verified, 1 error, 2 unconfirmed, 1 unverifiable, 1 checked, 2 allowed, 1 unasked"
        );
        assert_eq!(counts.plus(&counts).total(), 18);
    }

    const ALTERED: &str = "The quay was \"not built to carry trains\", Mira Dahlgren said [@harbour].";

    #[test]
    fn a_claim_takes_the_outcome_of_its_worst_item() {
        let expected = ["quote quote-altered", "name verified", "claim quote-altered"];
        check(Kind::Claim, &Verdict::Verified, ALTERED, &expected);
        check(Kind::Claim, &Verdict::Unverifiable, ALTERED, &expected);
        let expected = ["quote quote-altered", "name unverifiable", "claim quote-altered"];
        check(Kind::Name, &Verdict::Unverifiable, ALTERED, &expected);
        let text = "The strike idled nearly 1,200 dockers for a week [@harbour].";
        check(Kind::Figure, &Verdict::Unconfirmed, text, &["figure unconfirmed", "claim unconfirmed"]);
    }

    #[test]
    fn a_fault_is_counted_once() {
        let report = report_where(Kind::Claim, &Verdict::Verified, ALTERED, &Levels::default());
        assert_eq!(report.counts().said(), "1 verified, 1 error, 1 unconfirmed");
    }

    #[test]
    fn what_is_allowed_is_not_verified() {
        let text = format!("{ALTERED} <!-- briefcheck: allow quote-altered: agreed -->");
        let expected = ["quote allowed", "name verified", "claim allowed"];
        check(Kind::Claim, &Verdict::Verified, &text, &expected);
    }

    #[test]
    fn what_somebody_checked_is_not_verified() {
        let text = "The strike idled nearly 1,200 dockers for a week [@harbour]. \
                    <!-- briefcheck: checked Ana Lind 2025-10-02: so it is -->";
        check(Kind::Figure, &Verdict::Unconfirmed, text, &["figure checked", "claim checked"]);
        check(Kind::Claim, &Verdict::Unconfirmed, text, &["figure verified", "claim checked"]);
        check(Kind::Claim, &Verdict::Verified, text, &["figure verified", "claim verified"]);
        check(Kind::Claim, &Verdict::Unverifiable, text, &["figure verified", "claim unverifiable"]);
    }
}
