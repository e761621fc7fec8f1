//! What a citation covers, within one text: the rules of a sentence and of a paragraph.

use super::inlines::{Point, PointKind, Text};
use super::{CitationId, Force, Stretch};
use crate::text::Span;

/// How many citations may cover one text. More than anybody writes, and few enough that a list of citations that covers
/// a list of sentences stays small.
const MOST_CITATIONS: usize = 64;

/// Every citation once, in order.
pub(super) fn union(citations: impl IntoIterator<Item = CitationId>) -> Vec<CitationId> {
    let mut found = Vec::new();
    for citation in citations {
        if found.len() == MOST_CITATIONS {
            break;
        }
        if !found.contains(&citation) {
            found.push(citation);
        }
    }
    found
}

/// What covers the sentences of a paragraph: of each sentence its stretches, with spans of that sentence. `given` are
/// the citations of something around the paragraph, which cover it if it has none of its own.
pub(super) fn paragraph(text: &Text, sentences: &[Span], given: &[CitationId]) -> Vec<Vec<Stretch>> {
    let mut cited = by_sentence(text, sentences);
    let alone = alone_at_end(text, &cited);
    let given = if text.points.iter().any(Point::cites) { &[] } else { given };
    if let Some(alone) = alone {
        cited.iter_mut().for_each(|sentence| sentence.after.clone_from(&alone));
    }
    let before = nearest(cited.iter(), Cited::last);
    let mut after = nearest(cited.iter().rev(), Cited::first);
    after.reverse();
    let covers = cited.iter().enumerate().map(|(i, cited)| {
        let sentence = sentences[i];
        let parts = if cited.is_empty() {
            let borrowed = after[i].or(before[i]).unwrap_or_default();
            let (citations, force) = if given.is_empty() { (borrowed, Force::Borrowed) } else { (given, Force::Own) };
            vec![stretch(sentence, citations.to_vec(), force)]
        } else {
            cited.parts(sentence)
        };
        relative(with_links(parts, &text.links), sentence.start)
    });
    covers.collect()
}

/// The whole of a text, covered by the same citations.
pub(super) fn whole(span: Span, citations: Vec<CitationId>, force: Force) -> Vec<Stretch> {
    vec![stretch(Span::new(0, span.len()), citations, force)]
}

fn stretch(span: Span, citations: Vec<CitationId>, force: Force) -> Stretch {
    let force = if citations.is_empty() { Force::Own } else { force };
    Stretch { span, citations, force }
}

/// The sentence that a point belongs to: what stands in brackets belongs to the sentence before it, a key of the text to
/// the one around it.
pub(super) fn owner(sentences: &[Span], point: &Point) -> usize {
    let index = match point.kind {
        PointKind::InText => sentences.partition_point(|sentence| sentence.end <= point.at),
        _ => sentences.partition_point(|sentence| sentence.start < point.at).saturating_sub(1),
    };
    index.min(sentences.len().saturating_sub(1))
}

/// The citations of one sentence.
#[derive(Default)]
struct Cited {
    /// Those in it: each group with the offset where it stands. What stands side by side is one group.
    inside: Vec<(usize, Vec<CitationId>)>,
    /// Those after its full stop.
    after: Vec<CitationId>,
}

impl Cited {
    fn is_empty(&self) -> bool {
        self.inside.is_empty() && self.after.is_empty()
    }

    fn first(&self) -> &[CitationId] {
        self.inside.first().map_or(&self.after, |(_, group)| group)
    }

    fn last(&self) -> &[CitationId] {
        match self.inside.last() {
            Some((_, group)) if self.after.is_empty() => group,
            _ => &self.after,
        }
    }

    /// Each part of the sentence is covered by the group that comes next, what follows the last one by that; what
    /// stands after the full stop covers all of it besides.
    fn parts(&self, sentence: Span) -> Vec<Stretch> {
        if self.inside.is_empty() {
            return vec![stretch(sentence, self.after.clone(), Force::Own)];
        }
        let mut from = sentence.start;
        let mut parts = Vec::new();
        for (number, (at, group)) in self.inside.iter().enumerate() {
            let end = if number + 1 == self.inside.len() { sentence.end } else { *at };
            let citations = union(group.iter().chain(&self.after).copied());
            if from < end {
                parts.push(stretch(Span::new(from, end), citations, Force::Own));
            }
            from = from.max(end);
        }
        parts
    }
}

fn by_sentence(text: &Text, sentences: &[Span]) -> Vec<Cited> {
    let prose = text.prose.text();
    let stopped: Vec<bool> = sentences.iter().map(|&sentence| ends_in_stop(&prose[sentence])).collect();
    let mut cited: Vec<Cited> = sentences.iter().map(|_| Cited::default()).collect();
    for point in text.points.iter().filter(|point| point.cites()) {
        let index = owner(sentences, point);
        let (Some(cited), Some(&sentence)) = (cited.get_mut(index), sentences.get(index)) else { continue };
        if stopped[index] && point.kind != PointKind::InText && point.at >= sentence.end {
            // It stands alone after the full stop.
            cited.after = union(cited.after.iter().chain(&point.citations).copied());
            continue;
        }
        match cited.inside.last_mut() {
            Some((at, group)) if !prose[*at..point.at.max(*at)].contains(char::is_alphanumeric) => {
                *at = point.at.max(*at);
                *group = union(group.iter().chain(&point.citations).copied());
            }
            _ => cited.inside.push((point.at, union(point.citations.iter().copied()))),
        }
    }
    cited
}

/// Whether the text ends with a full stop, or with closing marks after one.
pub(super) fn ends_in_stop(text: &str) -> bool {
    let is_closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '“' | '»' | ')' | ']' | '*');
    text.trim_end().trim_end_matches(is_closing).ends_with(['.', '!', '?', '…', '。', '！', '？', '।'])
}

/// The citations that cover all of the paragraph: they stand after its last full stop, and are its only ones.
fn alone_at_end(text: &Text, cited: &[Cited]) -> Option<Vec<CitationId>> {
    let (last, others) = cited.split_last()?;
    let alone = !last.after.is_empty() && last.inside.is_empty() && text.links.is_empty();
    (alone && others.iter().all(Cited::is_empty)).then(|| last.after.clone())
}

/// For each sentence what `pick` takes of the nearest cited one before it.
fn nearest<'a>(
    cited: impl Iterator<Item = &'a Cited>,
    pick: fn(&Cited) -> &[CitationId],
) -> Vec<Option<&'a [CitationId]>> {
    let mut last = None;
    let follow = |cited: &'a Cited| {
        let before = last;
        if !cited.is_empty() {
            last = Some(pick(cited));
        }
        before
    };
    cited.map(follow).collect()
}

/// Cuts out the links, each of which is covered by itself alone.
fn with_links(parts: Vec<Stretch>, links: &[(Span, CitationId)]) -> Vec<Stretch> {
    if links.is_empty() {
        return parts;
    }
    let mut found = Vec::new();
    for part in parts {
        let mut from = part.span.start;
        let first = links.partition_point(|(link, _)| link.end <= from);
        for &(link, citation) in links[first..].iter().take_while(|(link, _)| link.start < part.span.end) {
            let link = Span::new(link.start.max(from), link.end.min(part.span.end));
            if from < link.start {
                found.push(Stretch { span: Span::new(from, link.start), ..part.clone() });
            }
            if !link.is_empty() {
                found.push(stretch(link, vec![citation], Force::Own));
            }
            from = from.max(link.end);
        }
        if from < part.span.end {
            found.push(Stretch { span: Span::new(from, part.span.end), ..part });
        }
    }
    found
}

/// The same stretches with spans that count from `start`, neighbours that are covered alike in one.
fn relative(parts: Vec<Stretch>, start: usize) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for mut part in parts {
        part.span = Span::new(part.span.start - start, part.span.end - start);
        match found.last_mut() {
            Some(last) if last.citations == part.citations && last.force == part.force => last.span.end = part.span.end,
            _ => found.push(part),
        }
    }
    found
}
