//! Places of a source that people know, where its format has them: pages, headings, chapters, sheets, rows, times.

use crate::text::Span;

/// What begins at a byte of an article's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmark {
    /// The byte.
    pub at: usize,
    /// What begins there.
    pub kind: LandmarkKind,
}

/// What a landmark begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LandmarkKind {
    /// A page, counted from 1.
    Page(u32),
    /// A heading of a level from 1.
    Heading(u8),
    /// A chapter, counted from 1.
    Chapter(u32),
    /// A sheet of a workbook.
    Sheet(String),
    /// A row of a table, counted from 1.
    Row(u32),
    /// What is said at a time, in milliseconds.
    Time(u64),
}

impl LandmarkKind {
    /// What people call it; a heading is called by its words, which stand in the text.
    pub fn name(&self) -> Option<String> {
        Some(match self {
            Self::Page(page) => format!("p. {page}"),
            Self::Chapter(chapter) => format!("ch. {chapter}"),
            Self::Sheet(sheet) => sheet.clone(),
            Self::Row(row) => format!("row {row}"),
            Self::Time(time) => {
                let seconds = time / 1000;
                format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
            }
            Self::Heading(_) => return None,
        })
    }
}

/// The landmarks of an article, in order; none in a plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Landmarks(Vec<Landmark>);

impl Landmarks {
    /// Landmarks, in whatever order.
    pub fn new(mut landmarks: Vec<Landmark>) -> Self {
        landmarks.sort_by_key(|landmark| landmark.at);
        Self(landmarks)
    }

    /// Those of a part of the text, counted from its beginning; what began before it goes on at its beginning.
    pub(super) fn part(&self, span: Span) -> Self {
        let moved = |landmark: &Landmark| Landmark { at: landmark.at.saturating_sub(span.start), ..landmark.clone() };
        Self(self.0.iter().filter(|landmark| landmark.at < span.end).map(moved).collect())
    }

    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Landmark> {
        self.0.iter()
    }

    /// Those that begin at a byte or before it, the last one first.
    fn before(&self, at: usize) -> impl Iterator<Item = &LandmarkKind> {
        let end = self.0.partition_point(|landmark| landmark.at <= at);
        self.0[..end].iter().rev().map(|landmark| &landmark.kind)
    }

    /// The page that a byte stands on.
    pub fn page(&self, at: usize) -> Option<u32> {
        self.before(at).find_map(|kind| if let LandmarkKind::Page(page) = kind { Some(*page) } else { None })
    }

    /// The nearest place that people name for a byte: `p. 3`, `row 7 of Costs`, `1:02:03`, `ch. 2`.
    pub fn name(&self, at: usize) -> Option<String> {
        let is_near = |kind: &&LandmarkKind| !matches!(kind, LandmarkKind::Sheet(_) | LandmarkKind::Heading(_));
        let kind = self.before(at).find(is_near)?;
        let sheet = self.before(at).find(|kind| matches!(kind, LandmarkKind::Sheet(_)));
        let of = sheet.filter(|_| matches!(kind, LandmarkKind::Row(_))).and_then(LandmarkKind::name);
        kind.name().map(|name| of.map_or_else(|| name.clone(), |sheet| format!("{name} of {sheet}")))
    }

    /// The parts of a text of `len` bytes that the landmarks of one kind begin, each up to the next of the kind; `None` where
    /// there is none of it.
    pub fn parts(&self, len: usize, number: impl Fn(&LandmarkKind) -> Option<u64>) -> Option<Vec<(u64, Span)>> {
        let starts: Vec<(u64, usize)> =
            self.0.iter().filter_map(|landmark| Some((number(&landmark.kind)?, landmark.at.min(len)))).collect();
        let ends = starts.iter().skip(1).map(|&(_, at)| at).chain([len]);
        let parts = starts.iter().zip(ends).map(|(&(number, at), end)| (number, Span::new(at, end.max(at))));
        (!starts.is_empty()).then(|| parts.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn landmarks(kinds: &[(usize, LandmarkKind)]) -> Landmarks {
        Landmarks::new(kinds.iter().map(|(at, kind)| Landmark { at: *at, kind: kind.clone() }).collect())
    }

    #[test]
    fn the_nearest_place_has_the_name() {
        let pages = landmarks(&[(0, LandmarkKind::Page(1)), (4, LandmarkKind::Heading(1)), (9, LandmarkKind::Page(2))]);
        assert_eq!([0, 8, 9, 90].map(|at| pages.name(at).unwrap()), ["p. 1", "p. 1", "p. 2", "p. 2"]);
        let rows = landmarks(&[(0, LandmarkKind::Sheet("Costs".into())), (0, LandmarkKind::Row(3))]);
        assert_eq!(rows.name(5).as_deref(), Some("row 3 of Costs"));
        assert_eq!(landmarks(&[(0, LandmarkKind::Time(3_723_000))]).name(1).as_deref(), Some("1:02:03"));
        assert_eq!(landmarks(&[]).name(1), None);
    }

    #[test]
    fn a_part_begins_on_the_page_that_went_on() {
        let pages = landmarks(&[(0, LandmarkKind::Page(1)), (9, LandmarkKind::Page(2))]);
        let part = pages.part(Span::new(5, 20));
        assert_eq!((part.page(0), part.page(4)), (Some(1), Some(2)));
    }
}
