//! Proposals are tried before they are made: nothing is offered that a rule would then speak of.

use briefcheck_engine::check_part;
use briefcheck_engine::markup::Briefing;
use briefcheck_engine::rules::{Finding, Fix, Severity, fixes};
use briefcheck_engine::sources::Library;
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::{Check, Evidence, Kind, Uncited, Verdict, spoken};

use super::Proposal;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::{At, Snapshot};

/// How many proposals are tried, the likeliest first; what comes after them is left out.
const TRIED: usize = 16;

/// The proposals that no rule speaks of once they are put in. One that a rule knows how to mend is offered mended.
pub fn unflagged(
    snapshot: &Snapshot,
    at: &At<'_>,
    proposals: impl IntoIterator<Item = Proposal>,
) -> Result<Vec<Proposal>, Cancelled> {
    Ok(tried(snapshot, at, proposals)?.into_iter().map(|(proposal, _)| proposal).collect())
}

/// The same of quotations: first those that are verified, and where there are such, only what the source has in marks as well.
/// Others are not established as the words of whoever is said to say them.
pub fn as_said(
    snapshot: &Snapshot,
    at: &At<'_>,
    proposals: impl IntoIterator<Item = Proposal>,
) -> Result<Vec<Proposal>, Cancelled> {
    let mut found = tried(snapshot, at, proposals)?;
    if found.iter().any(|(_, voice)| *voice == Voice::Agreed) {
        found.retain(|(_, voice)| *voice != Voice::Own);
    }
    found.sort_by_key(|(_, voice)| *voice);
    Ok(found.into_iter().map(|(proposal, _)| proposal).collect())
}

/// Whose words a quotation is made of, once it is put in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Voice {
    /// Those of whoever is said to say them, if anybody is.
    Agreed,
    /// Somebody's: the source has them in marks.
    Marked,
    /// The source's own.
    Own,
}

fn tried(
    snapshot: &Snapshot,
    at: &At<'_>,
    proposals: impl IntoIterator<Item = Proposal>,
) -> Result<Vec<(Proposal, Voice)>, Cancelled> {
    let mut kept = Vec::new();
    for proposal in proposals.into_iter().take(TRIED) {
        snapshot.cancel.check()?;
        kept.extend(kept_of(at, proposal));
    }
    Ok(kept)
}

/// A proposal, mended where a rule knows how; `None` where one speaks of it.
fn kept_of(at: &At<'_>, mut proposal: Proposal) -> Option<(Proposal, Voice)> {
    let attempt = Attempt::new(at, proposal.span)?;
    let mut outcome = attempt.outcome(&proposal.text);
    if let Some(text) = outcome.told.iter().find_map(|told| attempt.mended(&proposal.text, &told.finding)) {
        let mended = attempt.outcome(&text);
        if mended.told.is_empty() {
            proposal.put_in(text);
            outcome = mended;
        }
    }
    // What is slight and about the whole sentence is not about these words: the writer is still at it.
    let is_of_the_writer = |told: &Told| told.finding.severity < Severity::Warning && !told.is_of_an_item;
    outcome.told.iter().all(is_of_the_writer).then_some((proposal, outcome.voice))
}

/// What comes of some words once they are put in.
struct Outcome {
    told: Vec<Told>,
    voice: Voice,
}

/// What a rule says.
struct Told {
    finding: Finding,
    /// Whether it is about a quotation, a figure or a name, not about what the sentence claims.
    is_of_an_item: bool,
}

/// The part of the briefing that something is put into.
struct Attempt<'a> {
    at: &'a At<'a>,
    /// What stands before and behind it.
    head: &'a str,
    tail: &'a str,
}

impl<'a> Attempt<'a> {
    /// Something is put in the place of these bytes of the briefing.
    fn new(at: &'a At<'a>, replaced: Span) -> Option<Self> {
        let text = &at.part.placed.briefing().text;
        let start = at.in_part.checked_sub(at.offset.checked_sub(replaced.start)?)?;
        let end = at.in_part + replaced.end.checked_sub(at.offset)?;
        Some(Self { at, head: text.get(..start)?, tail: text.get(end..)? })
    }

    /// Where some words stand once they are put in.
    fn put(&self, words: &str) -> Span {
        Span::new(self.head.len(), self.head.len() + words.len())
    }

    fn with(&self, words: &str) -> String {
        format!("{}{words}{}", self.head, self.tail)
    }

    /// What the rules say of some words once they are put in, and of other items of their sentence of which they said nothing before.
    fn outcome(&self, words: &str) -> Outcome {
        // Which links are citations does not matter here: none is added.
        let tried = Briefing::read(self.with(words), &|_| false);
        let (library, levels) = (&self.at.part.remembered.library, &self.at.draft.ground().levels);
        let report = check_part(&tried, library, levels, Uncited::Nothing);
        let put = self.put(words);
        let sentence = tried.units.iter().find(|unit| unit.span.overlaps(put)).map_or(put, |unit| unit.span);
        let told = report.findings.iter().filter_map(|finding| {
            let check = finding.check.and_then(|check| report.checks.get(check));
            let is_of_an_item = check.is_some_and(|check| check.kind != Kind::Claim);
            let is_new = || is_of_an_item && finding.span.overlaps(sentence) && !self.is_known(&tried.text, finding);
            (finding.span.overlaps(put) || is_new()).then(|| Told { finding: finding.clone(), is_of_an_item })
        });
        let quote = report.checks.iter().find(|check| check.kind == Kind::Quote && check.span.overlaps(put));
        let voice = match quote {
            Some(Check { verdict: Verdict::Unconfirmed, evidence, .. }) => {
                if evidence.iter().any(|evidence| is_marked(library, evidence)) { Voice::Marked } else { Voice::Own }
            }
            _ => Voice::Agreed,
        };
        Outcome { told: told.collect(), voice }
    }

    /// Whether the same is said already of the same words of the briefing as it is.
    fn is_known(&self, tried: &str, finding: &Finding) -> bool {
        let text = &self.at.part.placed.briefing().text;
        let before = self.at.part.remembered.report.findings.iter();
        let mut same = before.filter(|before| before.rule.name == finding.rule.name);
        same.any(|before| text.get(before.span.range()) == tried.get(finding.span.range()))
    }

    /// The words with what the first fix of a finding adds to them that changes nothing.
    fn mended(&self, words: &str, finding: &Finding) -> Option<String> {
        let put = self.put(words);
        let is_within = |fix: &&Fix| fix.edits.iter().all(|edit| edit.span.is_empty() && put.contains(edit.span));
        let fix = finding.fixes.iter().find(is_within)?;
        let mended = fixes::apply(&self.with(words), &fix.edits);
        Some(mended.get(put.start..mended.len() - self.tail.len())?.to_owned())
    }
}

/// Whether a source has some evidence in quotation marks.
fn is_marked(library: &Library, evidence: &Evidence) -> bool {
    let Some(article) = library.article(evidence.source) else { return false };
    let paragraph = article.paragraphs().get(article.paragraph_at(evidence.span.start));
    paragraph
        .is_some_and(|&paragraph| spoken(article.text(), paragraph).iter().any(|said| said.overlaps(evidence.span)))
}
