//! A briefing in parts that are read and checked apart, so that an edit costs what it touches.
//!
//! Most of what a citation covers is settled within a paragraph, the rest between neighbours: a quotation and the
//! paragraph beside it, a list and its lead-in, a directive and what follows it. A document is cut where no such
//! neighbours are parted; footnotes and reference links, which reach over the whole of it, join the parts that they tie
//! together. Read by itself, a part gives what it gives within the document.

mod segments;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use tree_sitter::Tree;

use crate::Report;
use crate::markup::Briefing;
use crate::rules::{self, Finding, Levels};
use crate::sources::Library;
use crate::text::Span;
use segments::Segment;

/// Says of a link's target, percent signs decoded and without its fragment, whether it is a source's file.
pub type IsSource = Arc<dyn Fn(&str) -> bool + Send + Sync>;

/// The text of a document: the bytes of a span of it.
pub type TextOf<'a> = &'a dyn Fn(Span) -> String;

/// A document in parts, in the order of the text. Spans and offsets are bytes of the whole document, unless they are said
/// to be of a part.
#[derive(Clone, Debug, Default)]
pub struct Document {
    segments: Vec<Segment>,
    parts: Vec<Placed>,
    next: u64,
}

/// What tells a part apart from all others that its document has or had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartId(u64);

/// A part and where it stands.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Which part it is: an edit elsewhere leaves it as it is.
    pub id: PartId,
    part: Arc<Part>,
    /// Where its pieces stand, in order: mostly one.
    pieces: Vec<Piece>,
}

/// A stretch of a document that belongs to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// The segment that it is.
    segment: u64,
    /// Where it begins in the part.
    at: usize,
    /// Where it stands in the document.
    span: Span,
}

/// What stands between two pieces of a part, so that the blocks beside it stay two.
const PARTING: &str = "\n\n";

/// The text of a part, read when it is first asked for.
struct Part {
    text: Arc<str>,
    is_source: IsSource,
    briefing: OnceLock<Briefing>,
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part").field("text", &self.text).finish_non_exhaustive()
    }
}

/// A stretch of text that was replaced, or of which the syntax is another than it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it begins, before and after.
    pub start: usize,
    /// Where it ended.
    pub old_end: usize,
    /// Where it ends now.
    pub new_end: usize,
}

impl Change {
    /// This change with one that was made after it, as one.
    pub fn then(self, next: Change) -> Change {
        let end = self.new_end.max(next.old_end);
        Change {
            start: self.start.min(next.start),
            old_end: self.old_end + (end - self.new_end),
            new_end: end - next.old_end + next.new_end,
        }
    }

    /// The same, with a span of the new text besides.
    pub fn covering(self, span: Span) -> Change {
        self.then(Change { start: span.start, old_end: span.end, new_end: span.end })
    }

    /// Where an offset behind the change stood before it.
    fn before(self, offset: usize) -> usize {
        offset - self.new_end + self.old_end
    }

    /// Where an offset behind the change stands after it.
    fn after(self, offset: usize) -> usize {
        offset - self.old_end + self.new_end
    }
}

impl Document {
    /// Cuts a document of `len` bytes into parts, by its tree. A part is read when it is first looked at.
    pub fn read(tree: &Tree, len: usize, text: TextOf<'_>, is_source: &IsSource) -> Self {
        let mut document = Self::default();
        let (cut, _) = segments::cut(tree, text, Span::new(0, len), &mut document.next, |_, _| false);
        document.segments = cut;
        document.join(is_source);
        document
    }

    /// Takes over a change: `tree`, `len` and `text` are those of the text as it is now, and `change` covers all that was
    /// replaced and all of which the syntax changed. What the change does not touch stays the part it is.
    pub fn update(&mut self, tree: &Tree, len: usize, text: TextOf<'_>, is_source: &IsSource, change: Change) {
        // Whether a segment is parted from the one before it hangs on the first block of the one and the last of the
        // other; so the one before the first that is touched may end elsewhere now.
        let touched = self.segments.partition_point(|segment| segment.span.start <= change.start).saturating_sub(1);
        let first = touched.saturating_sub(1);
        let from = self.segments.get(first).map_or(0, |segment| segment.span.start);
        let old = &self.segments;
        let is_known = |last: usize, next: usize| {
            last >= change.new_end
                && old.binary_search_by_key(&change.before(next), |segment| segment.span.start).is_ok()
        };
        let (mut new, end) = segments::cut(tree, text, Span::new(from, len), &mut self.next, is_known);
        let rest = end.map_or(old.len(), |end| {
            let end = change.before(end);
            old.partition_point(|segment| segment.span.start < end)
        });
        for segment in &mut self.segments[rest..] {
            segment.span = Span::new(change.after(segment.span.start), change.after(segment.span.end));
        }
        let mut same: HashMap<&str, u64> =
            self.segments[first..rest].iter().map(|segment| (&*segment.text, segment.id)).collect();
        for segment in &mut new {
            segment.id = same.remove(&*segment.text).unwrap_or(segment.id);
        }
        let (before, now) = (self.segments.len(), new.len());
        self.segments.splice(first..rest, new);
        let is_tied = self.parts.len() != before || self.segments.iter().any(|segment| !segment.defines.is_empty());
        if is_tied { self.join(is_source) } else { self.replace(first..rest, now, change, is_source) }
    }

    /// Cuts nothing anew, but reads every part again when it is next looked at: which links are citations has changed.
    pub fn forget(&mut self, is_source: &IsSource) {
        self.parts.clear();
        self.join(is_source);
    }

    /// The parts, in the order of the text.
    pub fn parts(&self) -> &[Placed] {
        &self.parts
    }

    /// The part that holds the byte at an offset, or of the last one before it, and where that is in the part.
    pub fn at(&self, offset: usize) -> Option<(&Placed, usize)> {
        let first = self.parts.partition_point(|part| part.start() <= offset).checked_sub(1)?;
        // A part with several pieces reaches over others.
        let placed = |part: &'_ Placed| part.reading(offset);
        let own = &self.parts[first];
        match placed(own) {
            Some(at) => Some((own, at)),
            None => self.parts[..first].iter().rev().find_map(|part| Some((part, placed(part)?))),
        }
    }

    /// Makes parts of the segments. A part whose segments are those that it had stays as it is.
    fn join(&mut self, is_source: &IsSource) {
        let mut known = by_segment(self.parts.drain(..));
        let groups = segments::groups(&self.segments);
        self.parts = groups.iter().map(|group| self.part(group, &mut known, is_source)).collect();
    }

    /// The same where every segment is a part by itself and always was: those in the range `old` are `now` others.
    fn replace(&mut self, old: Range<usize>, now: usize, change: Change, is_source: &IsSource) {
        let first = old.start;
        let mut known = by_segment(self.parts.drain(old));
        let new: Vec<Placed> = (first..first + now).map(|index| self.part(&[index], &mut known, is_source)).collect();
        for piece in self.parts[first..].iter_mut().flat_map(|part| &mut part.pieces) {
            piece.span = Span::new(change.after(piece.span.start), change.after(piece.span.end));
        }
        self.parts.splice(first..first, new);
    }

    /// The part that some segments are: the one that they were, if it is among the known ones.
    fn part(&mut self, group: &[usize], known: &mut HashMap<u64, Placed>, is_source: &IsSource) -> Placed {
        let mut pieces = Vec::with_capacity(group.len());
        let mut at = 0;
        for segment in group.iter().map(|&index| &self.segments[index]) {
            pieces.push(Piece { segment: segment.id, at, span: segment.span });
            at += segment.span.len() + PARTING.len();
        }
        let same = pieces.first().and_then(|first| known.remove(&first.segment)).filter(|placed| {
            placed.pieces.len() == pieces.len()
                && placed.pieces.iter().zip(&pieces).all(|(old, new)| old.segment == new.segment)
        });
        if let Some(placed) = same {
            return Placed { pieces, ..placed };
        }
        let text = match group {
            [index] => Arc::clone(&self.segments[*index].text),
            several => {
                let texts: Vec<&str> = several.iter().map(|&index| &*self.segments[index].text).collect();
                texts.join(PARTING).into()
            }
        };
        let part = Part { text, is_source: Arc::clone(is_source), briefing: OnceLock::new() };
        self.next += 1;
        Placed { id: PartId(self.next), part: Arc::new(part), pieces }
    }
}

/// Parts by their first segment.
fn by_segment(parts: impl Iterator<Item = Placed>) -> HashMap<u64, Placed> {
    parts.filter_map(|part| Some((part.pieces.first()?.segment, part))).collect()
}

impl Placed {
    /// The part as a briefing of its own, with spans of the part.
    pub fn briefing(&self) -> &Briefing {
        self.part.briefing.get_or_init(|| Briefing::read(&*self.part.text, &*self.part.is_source))
    }

    /// Whether it was looked at before, and costs nothing to look at again.
    pub fn is_read(&self) -> bool {
        self.part.briefing.get().is_some()
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.part.text
    }

    /// Whether it stands in the document as it is, in one piece.
    pub fn is_whole(&self) -> bool {
        self.pieces.len() == 1
    }

    /// Where it begins in the document.
    pub fn start(&self) -> usize {
        self.pieces.first().map_or(0, |piece| piece.span.start)
    }

    /// Whether some of it stands in a span of the document.
    pub fn overlaps(&self, span: Span) -> bool {
        self.pieces.iter().any(|piece| piece.span.overlaps(span))
    }

    /// Where a span of the part stands in the document. One that crosses pieces ends with the piece that it begins in.
    pub fn origin(&self, span: Span) -> Span {
        let next = self.pieces.partition_point(|piece| piece.at <= span.start);
        let Some(piece) = next.checked_sub(1).map(|index| self.pieces[index]) else { return span };
        let at = |offset: usize| (piece.span.start + (offset - piece.at)).min(piece.span.end);
        Span::new(at(span.start), at(span.end))
    }

    /// Where an offset of the document stands in the part; `None` where it belongs to another. The end of the part's
    /// last piece belongs to it.
    pub fn reading(&self, offset: usize) -> Option<usize> {
        let next = self.pieces.partition_point(|piece| piece.span.start <= offset);
        let piece = self.pieces[next.checked_sub(1)?];
        let is_last = next == self.pieces.len();
        let is_within = offset < piece.span.end || (is_last && offset == piece.span.end);
        is_within.then(|| piece.at + (offset - piece.span.start))
    }
}

/// A finding in a document.
#[derive(Clone, Debug)]
pub struct PlacedFinding<'a> {
    /// Where it stands, in the document.
    pub span: Span,
    /// The number of the part that it is of, and its own among that part's findings; `None` if it is of the whole.
    pub of: Option<(usize, usize)>,
    part: Option<&'a Placed>,
    finding: Cow<'a, Finding>,
}

impl<'a> PlacedFinding<'a> {
    fn of_part(part: &'a Placed, of: (usize, usize), finding: &'a Finding) -> Self {
        Self { span: part.origin(finding.span), of: Some(of), part: Some(part), finding: Cow::Borrowed(finding) }
    }

    /// The finding itself; its spans are of its part.
    pub fn finding(&self) -> &Finding {
        &self.finding
    }

    /// The same with spans of the document.
    pub fn moved(self) -> Finding {
        match self.part {
            Some(part) => self.finding.moved(|span| part.origin(span)),
            None => self.finding.into_owned(),
        }
    }
}

/// The findings in a document, from the reports on its parts in their order: those that [`crate::check`] gives for the
/// whole. The level of each is settled.
pub fn findings<'a>(
    parts: impl Iterator<Item = (&'a Placed, &'a Report)> + Clone,
    library: &Library,
    levels: &Levels,
) -> Vec<PlacedFinding<'a>> {
    let front_matter = parts.clone().next().map(|(part, _)| &part.briefing().front_matter);
    let of_parts = parts.clone().enumerate().flat_map(|(number, (part, report))| {
        let found = report.findings.iter().enumerate();
        found.map(move |(at, finding)| PlacedFinding::of_part(part, (number, at), finding))
    });
    let mut findings: Vec<PlacedFinding<'_>> = of_parts.collect();
    // What declares nothing can't have unused sources: then the keys need not be gathered.
    let declares = |declarations: &[_]| !declarations.is_empty() || !library.unlisted().is_empty();
    if let Some(front_matter) = front_matter.filter(|front_matter| declares(&front_matter.declarations)) {
        let keys = parts.flat_map(|(part, _)| &part.briefing().citations).map(|citation| citation.key.as_str());
        let of_whole = rules::findings_of_whole(front_matter, keys, library, levels);
        findings.extend(of_whole.into_iter().map(|finding| PlacedFinding {
            span: finding.span,
            of: None,
            part: None,
            finding: Cow::Owned(finding),
        }));
    }
    findings.sort_by_key(|found| (found.span, found.finding.rule.name));
    // A source that can't be read, or is one of two, is told of once.
    let mut told = HashSet::new();
    findings.retain(|found| {
        let finding = &found.finding;
        let is_of_source =
            *finding.rule == rules::SOURCE_UNREADABLE || *finding.rule == rules::SOURCE_REDECLARED && finding.is_slight;
        !is_of_source || told.insert(finding.message.clone())
    });
    findings
}
