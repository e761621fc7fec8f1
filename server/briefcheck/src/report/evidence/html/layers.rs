//! Spans that overlap, as stretches that do not.

use briefcheck_engine::text::Span;

/// Spans with owners, cut so that each stretch has the same owners throughout.
pub(super) struct Layers {
    /// In order, not overlapping; the owners of each by their spans' lengths, the shortest first.
    stretches: Vec<(Span, Vec<usize>)>,
}

impl Layers {
    /// Lays spans over each other. Empty ones own nothing.
    pub(super) fn new(spans: impl IntoIterator<Item = (Span, usize)>) -> Self {
        let mut spans: Vec<(Span, usize)> = spans.into_iter().filter(|(span, _)| !span.is_empty()).collect();
        spans.sort();
        let mut cuts: Vec<usize> = spans.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut coming = spans.into_iter().peekable();
        let mut open: Vec<(Span, usize)> = Vec::new();
        let mut stretches = Vec::new();
        for ends in cuts.windows(2) {
            let stretch = Span::new(ends[0], ends[1]);
            open.retain(|(span, _)| span.end > stretch.start);
            while let Some(next) = coming.next_if(|(span, _)| span.start <= stretch.start) {
                open.push(next);
            }
            if !open.is_empty() {
                let mut owners = open.clone();
                owners.sort_by_key(|&(span, owner)| (span.len(), owner));
                stretches.push((stretch, owners.into_iter().map(|(_, owner)| owner).collect()));
            }
        }
        Self { stretches }
    }

    /// The parts of a span, in order and without gaps, each with its owners.
    pub(super) fn cut(&self, span: Span) -> Vec<(Span, &[usize])> {
        let mut parts = Vec::new();
        let mut from = span.start;
        let first = self.stretches.partition_point(|(stretch, _)| stretch.end <= span.start);
        for (stretch, owners) in self.stretches[first..].iter().take_while(|(stretch, _)| stretch.start < span.end) {
            if stretch.start > from {
                parts.push((Span::new(from, stretch.start), &[][..]));
            }
            let part = Span::new(stretch.start.max(span.start), stretch.end.min(span.end));
            parts.push((part, owners.as_slice()));
            from = part.end;
        }
        if from < span.end {
            parts.push((Span::new(from, span.end), &[]));
        }
        parts
    }

    /// The owners of a byte.
    pub(super) fn at(&self, offset: usize) -> &[usize] {
        let next = self.stretches.partition_point(|(stretch, _)| stretch.end <= offset);
        match self.stretches.get(next) {
            Some((stretch, owners)) if stretch.contains_offset(offset) => owners,
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(spans: &[(usize, usize)], expected: &str) {
        let spans = spans.iter().enumerate().map(|(owner, &(start, end))| (Span::new(start, end), owner));
        let layers = Layers::new(spans);
        let parts = layers.cut(Span::new(0, 10)).into_iter().map(|(span, owners)| format!("{span:?}{owners:?}"));
        assert_eq!(parts.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn a_stretch_has_the_same_owners() {
        check(&[], "0..10[]");
        check(&[(2, 4)], "0..2[] 2..4[0] 4..10[]");
        check(&[(0, 8), (2, 4)], "0..2[0] 2..4[1, 0] 4..8[0] 8..10[]");
        check(&[(0, 5), (3, 8), (3, 3)], "0..3[0] 3..5[0, 1] 5..8[1] 8..10[]");
        check(&[(0, 20), (12, 14)], "0..10[0]");
    }

    #[test]
    fn a_byte_has_its_owners() {
        let layers = Layers::new([(Span::new(1, 3), 7), (Span::new(2, 9), 8)]);
        assert_eq!([0, 1, 2, 3, 9].map(|at| layers.at(at).len()), [0, 1, 2, 1, 0]);
    }
}
