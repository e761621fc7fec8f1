//! Proposals are tried before they are made: nothing is offered that a rule would then speak of.

use briefcheck_engine::check_part;
use briefcheck_engine::markup::Briefing;
use briefcheck_engine::rules::{Finding, Fix, Severity, fixes};
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::{Kind, Uncited};

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
    let mut kept = Vec::new();
    for proposal in proposals.into_iter().take(TRIED) {
        snapshot.cancel.check()?;
        kept.extend(tried(at, proposal));
    }
    Ok(kept)
}

fn tried(at: &At<'_>, mut proposal: Proposal) -> Option<Proposal> {
    let attempt = Attempt::new(at, proposal.span)?;
    let findings = attempt.findings(&proposal.text);
    if let Some(text) = findings.iter().find_map(|told| attempt.mended(&proposal.text, &told.finding)) {
        let is_mended = attempt.findings(&text).is_empty();
        if is_mended {
            proposal.put_in(text);
            return Some(proposal);
        }
    }
    // What is slight and about the whole sentence is not about these words: the writer is still at it.
    let is_of_the_writer = |told: &Told| told.finding.severity < Severity::Warning && !told.is_of_an_item;
    findings.iter().all(is_of_the_writer).then_some(proposal)
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

    /// What the rules say of some words once they are put in.
    fn findings(&self, words: &str) -> Vec<Told> {
        // Which links are citations does not matter here: none is added.
        let tried = Briefing::read(self.with(words), &|_| false);
        let (library, levels) = (&self.at.part.remembered.library, &self.at.draft.ground().levels);
        let report = check_part(&tried, library, levels, Uncited::Nothing);
        let put = self.put(words);
        let told = report.findings.iter().filter(|finding| finding.span.overlaps(put)).map(|finding| {
            let check = finding.check.and_then(|check| report.checks.get(check));
            Told { finding: finding.clone(), is_of_an_item: check.is_some_and(|check| check.kind != Kind::Claim) }
        });
        told.collect()
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
