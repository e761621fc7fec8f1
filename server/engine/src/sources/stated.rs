//! The statements of an article, found by their values and by the words that fill their roles.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::OnceLock;

use super::values::{Key, bands, keys};
use super::{Article, StemId};
use crate::figures::{self, Figure};
use crate::statements::{self, Filler, Parts, Statement};
use crate::text::{Span, is_function_word};

/// A statement of an article, with the stems of the words that fill its roles.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The statement. Its spans are bytes of the article's text.
    pub statement: Statement,
    /// The stems of its event, ascending.
    pub event: Box<[StemId]>,
    /// The stems of its measure, of what is counted, of who and of where, ascending.
    pub subject: Box<[StemId]>,
    /// The stems of its measure and of what is counted, ascending.
    pub topic: Box<[StemId]>,
    /// The stems of its period, ascending.
    pub when: Box<[StemId]>,
}

impl Stated {
    /// Whether any of its roles has the stem, the period aside.
    pub fn has(&self, stem: StemId) -> bool {
        self.event.binary_search(&stem).is_ok() || self.subject.binary_search(&stem).is_ok()
    }

    /// Whether both are of one measure or count one thing; where neither says of which, of one subject or event.
    pub fn is_of_topic_of(&self, other: &Self) -> bool {
        let are_cells_of_one = self
            .statement
            .cell
            .zip(other.statement.cell)
            .is_some_and(|(a, b)| a.table == b.table && (a.row == b.row || a.column == b.column));
        if are_cells_of_one {
            return true;
        }
        if self.topic.is_empty() && other.topic.is_empty() {
            return self.subject.iter().chain(&self.event).any(|&stem| other.has(stem));
        }
        self.topic.iter().any(|stem| other.topic.binary_search(stem).is_ok())
    }
}

/// The statements of one article. Each part of it is read when something asks for a statement in it.
#[derive(Clone, Copy)]
pub struct Statements<'a> {
    article: &'a Article,
    known: &'a Known,
}

/// What is known of the statements of an article.
#[derive(Debug)]
pub(super) struct Known {
    /// What is read by itself; `None` if all is read at once.
    parts: Option<Parts>,
    /// The statements of each part, in the order of their figures.
    read: Vec<OnceLock<Box<[Stated]>>>,
    /// What each statement can be looked up by, ascending. A statement has a few of them.
    by_value: Vec<(Key, u32)>,
    /// The statements that have a stem in their event or subject, by stem: for stems that stand in many places.
    by_stem: OnceLock<Vec<(StemId, u32)>>,
}

/// The most statements that one look-up gives. A text with more of one value or one word says it too often to be told apart.
const MOST: usize = 256;

/// The most places of a stem for the statements in them to be looked through. There are more in few articles.
const MOST_PLACES: usize = 64;

impl Known {
    /// What is to be known before any statement is read.
    pub fn new(article: &Article) -> Self {
        let mut by_value = Vec::new();
        let mut put = |figure: &Figure, number: u32| keys(figure, &mut |key| by_value.push((key, number)));
        let parts = Parts::of(article);
        let read = match &parts {
            Some(parts) => {
                (0..).zip(article.figures()).for_each(|(number, figure)| put(figure, number));
                (0..parts.len()).map(|_| OnceLock::new()).collect()
            }
            // A table gives its figures their units.
            None => {
                let all = all_stated(article, statements::of_article(article));
                (0..).zip(&all).for_each(|(number, stated)| put(&stated.statement.figure, number));
                vec![OnceLock::from(all)]
            }
        };
        by_value.sort_by(|a, b| a.0.order(b.0).then(a.1.cmp(&b.1)));
        by_value.dedup_by(|a, b| a.1 == b.1 && a.0.order(b.0) == Ordering::Equal);
        by_value.shrink_to_fit();
        Self { parts, read, by_value, by_stem: OnceLock::new() }
    }
}

impl<'a> Statements<'a> {
    pub(super) fn new(article: &'a Article, known: &'a Known) -> Self {
        Self { article, known }
    }

    /// The statements of a part.
    fn part(self, part: usize) -> &'a [Stated] {
        let read = || match &self.known.parts {
            Some(parts) => all_stated(self.article, parts.read(self.article, part)),
            None => Box::default(),
        };
        self.known.read.get(part).map_or(&[], |slot| slot.get_or_init(read))
    }

    /// The numbers of the statements of a part.
    fn numbers(self, part: usize) -> Range<usize> {
        match &self.known.parts {
            Some(parts) => parts.figures(part, self.article.figures().len()),
            None => 0..self.part(part).len(),
        }
    }

    /// The part that has a statement.
    fn part_with(self, number: usize) -> usize {
        self.known.parts.as_ref().map_or(0, |parts| parts.with_figure(number))
    }

    fn get(self, number: usize) -> Option<&'a Stated> {
        let part = self.part_with(number);
        self.part(part).get(number.checked_sub(self.numbers(part).start)?)
    }

    /// The figure of a statement, of which no more needs to be read.
    fn figure(self, number: usize) -> Option<&'a Figure> {
        match &self.known.parts {
            Some(_) => self.article.figures().get(number),
            None => self.part(0).get(number).map(|stated| &stated.statement.figure),
        }
    }

    /// How many there are.
    fn len(self) -> usize {
        if self.known.parts.is_some() { self.article.figures().len() } else { self.part(0).len() }
    }

    /// The number of the first statement behind those whose figures come `before` something.
    fn first(self, before: &dyn Fn(&Figure) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from + (to - from) / 2;
            if self.figure(middle).is_some_and(before) { from = middle + 1 } else { to = middle }
        }
        from
    }

    /// The statements behind those whose figures come `before` something, in the order of their figures.
    pub fn behind(self, before: &dyn Fn(&Figure) -> bool) -> impl Iterator<Item = &'a Stated> + use<'a> {
        (self.first(before)..self.len()).map_while(move |number| self.get(number))
    }

    /// The statements whose figures are of a kind, in their order.
    pub fn of_kind(self, kind: figures::Kind) -> impl Iterator<Item = &'a Stated> {
        let is_of_kind = move |&number: &usize| self.figure(number).is_some_and(|figure| figure.kind == kind);
        (0..self.len()).filter(is_of_kind).filter_map(move |number| self.get(number))
    }

    /// The statements of the sentence that a statement stands in, and others around it: those whose figures begin before its own
    /// does, and the rest.
    pub fn beside(self, stated: &Stated) -> (&'a [Stated], &'a [Stated]) {
        let own = stated.statement.figure.span.start;
        let first = self.first(&|figure| figure.span.start < own);
        let part = self.part_with(first);
        self.part(part).split_at_checked(first - self.numbers(part).start).unwrap_or_default()
    }

    /// The statements whose figures begin in a stretch of the text.
    pub fn within(self, span: Span) -> impl Iterator<Item = &'a Stated> + use<'a> {
        let rest = self.behind(&|figure| figure.span.start < span.start);
        rest.take_while(move |stated| stated.statement.figure.span.start < span.end)
    }

    /// The statements whose value could be that of `figure`, in the order of the text: all that [`compare`] could call
    /// anything but different are among them, up to a bound.
    ///
    /// [`compare`]: figures::compare
    pub fn near(self, figure: &Figure) -> Vec<&'a Stated> {
        let by_value = &self.known.by_value;
        let mut numbers: Vec<u32> = Vec::new();
        let mut take = |low: Key, high: Key| {
            let from = by_value.partition_point(|(key, _)| key.order(low) == Ordering::Less);
            let found = by_value[from..].iter().take_while(|(key, _)| key.order(high) != Ordering::Greater);
            numbers.extend(found.take(MOST).map(|&(_, number)| number));
        };
        keys(figure, &mut |key| match key {
            Key::Number(number) => {
                // Where there are too many, those of the very value are the ones that count.
                take(key, key);
                for band in bands(number, figure) {
                    take(Key::Number(*band.start()), Key::Number(*band.end()));
                }
            }
            Key::Day(month, 0) => take(Key::Day(month, 0), Key::Day(month, u8::MAX)),
            key => take(key, key),
        });
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().filter_map(|number| self.get(number as usize)).collect()
    }

    /// The statements that have the stem in their event or their subject, in the order of the text, up to a bound.
    pub fn with(self, stem: StemId) -> impl Iterator<Item = &'a Stated> {
        let (parts, numbers) = self.places(stem);
        let in_parts = parts.into_iter().flat_map(move |part| self.part(part)).filter(move |stated| stated.has(stem));
        let numbered = numbers.iter().filter_map(move |&(_, number)| self.get(number as usize));
        in_parts.chain(numbered).take(MOST)
    }

    /// How many statements have the stem in their event or their subject.
    pub fn count(self, stem: StemId) -> usize {
        let (parts, numbers) = self.places(stem);
        let in_part = |part: usize| self.part(part).iter().filter(|stated| stated.has(stem)).count();
        numbers.len() + parts.into_iter().map(in_part).sum::<usize>()
    }

    /// Where the statements with a stem are: the parts that may have some, or the numbers of all.
    fn places(self, stem: StemId) -> (Vec<usize>, &'a [(StemId, u32)]) {
        let numbers = |by_stem: &'a [(StemId, u32)]| {
            let from = by_stem.partition_point(|&(other, _)| other < stem);
            let to = by_stem.partition_point(|&(other, _)| other <= stem);
            (Vec::new(), &by_stem[from..to])
        };
        if let Some(by_stem) = self.known.by_stem.get() {
            return numbers(by_stem);
        }
        let positions = self.article.forms().positions(stem);
        let parts = self.known.parts.as_ref().filter(|_| positions.len() <= MOST_PLACES).and_then(|parts| {
            let words = positions.iter().map(|&at| self.article.words().span(at as usize));
            let mut found = Vec::with_capacity(positions.len());
            for word in words {
                if parts.is_in_heading(word) {
                    return None;
                }
                found.extend(parts.with_word(word));
            }
            found.dedup();
            Some(found)
        });
        match parts {
            Some(parts) => (parts, &[]),
            None => numbers(self.known.by_stem.get_or_init(|| self.by_stem())),
        }
    }

    fn by_stem(self) -> Vec<(StemId, u32)> {
        let mut by_stem = Vec::new();
        for part in 0..self.known.read.len() {
            for (number, stated) in self.numbers(part).zip(self.part(part)) {
                let number = u32::try_from(number).unwrap_or(u32::MAX);
                by_stem.extend(stated.event.iter().chain(&stated.subject).map(|&stem| (stem, number)));
            }
        }
        by_stem.sort_unstable();
        by_stem.dedup();
        by_stem.shrink_to_fit();
        by_stem
    }
}

fn all_stated(article: &Article, statements: Vec<Statement>) -> Box<[Stated]> {
    statements.into_iter().map(|statement| stated(article, statement)).collect()
}

fn stated(article: &Article, mut statement: Statement) -> Stated {
    statement.shrink();
    let stems = |fillers: &[&Filler]| {
        let spans = fillers.iter().flat_map(|filler| &filler.words);
        let mut stems: Vec<StemId> = spans.flat_map(|&span| stems_in(article, span)).collect();
        stems.sort_unstable();
        stems.dedup();
        stems.into_boxed_slice()
    };
    Stated {
        event: stems(&[&statement.event]),
        subject: stems(&[&statement.measure, &statement.counted, &statement.who, &statement.place]),
        topic: stems(&[&statement.measure, &statement.counted]),
        when: stems(&[&statement.when]),
        statement,
    }
}

/// The stems of the words of a span that name something.
fn stems_in(article: &Article, span: Span) -> impl Iterator<Item = StemId> {
    let words = article.words();
    words
        .positions_in(span)
        .filter(|&at| !is_function_word(words.word(at)))
        .map(|at| article.forms().of(words.ids()[at]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Mode, read};
    use crate::sources::Format;

    /// Which figures of an article are near the claim's.
    fn check(text: &str, claim: &str, expected: &[&str]) {
        let article = Article::of_text(text, Format::Text);
        let figure = read(claim, Mode::Claim).remove(0);
        let found = article.statements().near(&figure);
        let mut found: Vec<&str> = found
            .iter()
            .map(|stated| &stated.statement.figure)
            .filter(|figure| figure.within.is_none())
            .map(|figure| &text[figure.span])
            .collect();
        found.dedup();
        assert_eq!(found, expected, "{claim}");
    }

    #[test]
    fn numbers_are_found_by_what_they_round_to() {
        check("It took 3,987 tonnes and 6,100 crates.", "4,000 tonnes", &["3,987 tonnes"]);
        check("It cost $4.2 million.", "$4.2 billion", &["$4.2 million"]);
    }

    #[test]
    fn measures_are_found_in_other_units() {
        check("It is 10 miles long and 900 feet wide.", "16 km", &["10 miles"]);
    }

    #[test]
    fn dates_are_found_by_year_and_month() {
        check("It opened on 3 May 2019 and shut in 2021.", "May 2019", &["3 May 2019"]);
        check("It opened on 3 May 2019 and shut in 2021.", "2021", &["2021"]);
    }

    #[test]
    fn what_is_read_in_parts_is_what_is_read_at_once() {
        let text = "Port report\n\nIn 2019 it took 4,200 tonnes. Crates rose by 5%, to 610.\n\nExports in May:\n- 12 ships, \
                    of them 3 new\n- 40 barges\n\nNobody knows.\n\nIt cost $4.2 million, against $3m in 2018. It took 900.";
        let article = Article::of_text(text, Format::Text);
        assert!(Parts::of(&article).is_some_and(|parts| parts.len() > 3));
        let whole: Vec<Stated> =
            statements::of_article(&article).into_iter().map(|statement| stated(&article, statement)).collect();
        let told = |stated: &Stated| format!("{stated:?}");
        for (_, word) in crate::text::words(text) {
            let Some(stem) = article.forms().find(&crate::text::stem(&word)) else { continue };
            let expected: Vec<String> = whole.iter().filter(|stated| stated.has(stem)).map(told).collect();
            // Of an article of which nothing is read yet, and of one that others were asked of.
            for article in [&*Article::of_text(text, Format::Text), &*article] {
                assert_eq!(article.statements().with(stem).map(told).collect::<Vec<_>>(), expected, "{word}");
                assert_eq!(article.statements().count(stem), expected.len(), "{word}");
            }
        }
        let all: Vec<String> = article.statements().behind(&|_| false).map(told).collect();
        assert_eq!(all, whole.iter().map(told).collect::<Vec<_>>());
    }
}
