//! From a text to the statements of its figures: block by block, sentence by sentence.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::blocks::{Block, BlockKind, blocks};
use super::context::{Context, Headings};
use super::heading::heading;
use super::scene::{Scene, Sort};
use super::{Compared, Direction, Filler, Statement, fill, grid, scale};
use crate::clauses::{self, ClauseKind, Tag};
use crate::figures::{self, Figure, Mode, Value};
use crate::lexicon::{ANAPHORIC_NOUNS, ANAPHORS, SPEECH_VERBS};
use crate::sources::Article;
use crate::text::{self, Span};

/// How many sentences back the one that a pronoun takes up may stand.
const FARTHEST: usize = 3;

/// What a text says of each of `figures`, which are in order of their start, overlapping readings with the longest first.
///
/// One statement for each figure, in their order; a figure within another has the statement of that. After them come the
/// figures that only a table shows as such (`91.2c`). `paragraphs` and `sentences` are those of the text, in order.
pub fn read(text: &str, paragraphs: &[Span], sentences: &[Span], figures: &[Figure]) -> Vec<Statement> {
    // Tables have hundreds of thousands of figures, of which few overlap: they are not copied.
    let outer = match outermost(figures.iter()).count() {
        count if count == figures.len() => Cow::Borrowed(figures),
        _ => Cow::Owned(outermost(figures.iter()).cloned().collect()),
    };
    let mut reader = Reader::new(text, sentences, &outer);
    reader.read(&blocks(text, paragraphs));
    let (said, extra) = (reader.said, reader.extra);
    if outer.len() == figures.len() {
        // What is said becomes the result where it lies: a table can fill the memory with it.
        let of_figure = |(said, figure): (Option<Statement>, &Figure)| {
            said.unwrap_or_else(|| Statement::bare(figure.clone(), figure.span))
        };
        let mut all: Vec<Statement> = said.into_iter().zip(figures).map(of_figure).collect();
        all.extend(extra);
        return all;
    }
    let mut all = of_readings(figures, said);
    all.extend(extra);
    all
}

/// The statements of some figures, of which those that lie in no other have these: a figure within another has the statement of that.
fn of_readings(figures: &[Figure], mut said: Vec<Option<Statement>>) -> Vec<Statement> {
    let mut statements = Vec::with_capacity(figures.len());
    let mut figures = figures.iter().peekable();
    let mut outer: Option<&Figure> = None;
    let mut at = 0;
    while let Some(figure) = figures.next() {
        match outer {
            Some(whole) if figure.span.start < whole.span.end => {}
            last => {
                at += usize::from(last.is_some());
                outer = Some(figure);
            }
        }
        let Some(whole) = outer else { continue };
        // The last figure within a whole one needs no copy of what is said of that.
        let is_last = figures.peek().is_none_or(|next| next.span.start >= whole.span.end);
        let of_whole = said.get_mut(at).and_then(|slot| if is_last { slot.take() } else { slot.clone() });
        statements.push(match of_whole {
            // The table gives the whole figure its unit; a reading within it keeps its own.
            Some(said) if whole.span == figure.span && whole.kind == figure.kind => said,
            Some(said) => Statement { figure: figure.clone(), ..said },
            None => Statement::bare(figure.clone(), figure.span),
        });
    }
    statements
}

/// What an article says of each of its figures, in their order: one statement for each reading.
pub fn of_article(article: &Article) -> Vec<Statement> {
    read(article.text(), article.paragraphs(), article.sentences(), article.figures())
}

/// What a block of an article that is no table says of some figures, of which the first begins in it. `headings` stand above it,
/// with the figures `aside`; `first` is the first figure of the whole text.
pub(super) fn of_block(
    article: &Article,
    block: &Block,
    figures: &[Figure],
    (headings, aside): (&Headings, &[Figure]),
    first: Option<&Figure>,
) -> Vec<Statement> {
    let outer: Vec<Figure> = outermost(figures.iter()).cloned().collect();
    let mut reader = Reader::new(article.text(), article.sentences(), &outer);
    (reader.headings, reader.aside, reader.first) = (headings.clone(), aside, first);
    reader.block(block);
    of_readings(figures, reader.said)
}

/// Those of some figures, in order of their start, that lie in no other.
pub(super) fn outermost<'f>(figures: impl Iterator<Item = &'f Figure>) -> impl Iterator<Item = &'f Figure> {
    let mut end = 0;
    figures.filter(move |figure| {
        let is_outer = end <= figure.span.start;
        end = if is_outer { figure.span.end } else { end };
        is_outer
    })
}

struct Reader<'t> {
    text: &'t str,
    sentences: &'t [Span],
    figures: &'t [Figure],
    /// The figures of the headings, where those are not among the others.
    aside: &'t [Figure],
    /// The first figure of the text.
    first: Option<&'t Figure>,
    said: Vec<Option<Statement>>,
    extra: Vec<Statement>,
    headings: Headings,
    /// What the text says once of the unit of all its tables.
    unit: Option<scale::Scale>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, sentences: &'t [Span], figures: &'t [Figure]) -> Self {
        Self {
            text,
            sentences,
            figures,
            aside: &[],
            first: figures.first(),
            said: vec![None; figures.len()],
            extra: Vec::new(),
            headings: Headings::default(),
            unit: None,
        }
    }

    fn read(&mut self, blocks: &[Block]) {
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            if block.kind.ends_list() {
                self.headings.end_list();
            }
            if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph) {
                self.unit = scale::unit_of_all(&self.text[block.span]).or(self.unit.take());
            }
            if block.kind.is_of_table() {
                let end = blocks[at..]
                    .iter()
                    .position(|other| other.kind != block.kind)
                    .map_or(blocks.len(), |count| at + count);
                self.table(&blocks[at..end]);
                at = end;
                continue;
            }
            self.block(block);
            if let BlockKind::Heading(level) = block.kind {
                let said = heading(self.text, block.span, self.within(block.span).1);
                self.headings.put(level, said);
            }
            at += 1;
        }
    }

    /// Reads a block that is no table.
    fn block(&mut self, block: &Block) {
        match block.kind {
            BlockKind::Heading(_) => _ = self.sentence(block.span, &Context::default(), false),
            BlockKind::Item => self.item(block),
            _ => self.paragraph(block),
        }
    }

    /// The figures that lie in a span, with the number of the first.
    fn within(&self, span: Span) -> (usize, &'t [Figure]) {
        within(self.figures, span)
    }

    fn item(&mut self, block: &Block) {
        let sentences = text::sentences(&self.text[block.span]);
        let sentences: Vec<Span> = sentences.into_iter().map(|span| span.shifted(block.span.start)).collect();
        self.run(&sentences, true);
    }

    fn paragraph(&mut self, block: &Block) {
        if block.is_whole {
            let from = self.sentences.partition_point(|sentence| sentence.start < block.span.start);
            let to = self.sentences.partition_point(|sentence| sentence.start < block.span.end);
            self.run(&self.sentences[from..to.max(from)], false);
        } else {
            self.item(block);
        }
    }

    /// Reads the sentences of a block.
    fn run(&mut self, sentences: &[Span], is_item: bool) {
        let mut before: Option<(usize, Context)> = None;
        for (at, &sentence) in sentences.iter().enumerate() {
            if self.within(sentence).1.is_empty() {
                continue;
            }
            let context = match &before {
                Some((last, context)) if last + 1 == at => context.clone(),
                _ => self.context(sentences, at, FARTHEST),
            };
            before = Some((at, self.sentence(sentence, &context, is_item)));
        }
    }

    /// What the sentence at `at` may take from those before it. What none says, the headings may.
    fn context(&self, sentences: &[Span], at: usize, farthest: usize) -> Context {
        let Some(last) = at.checked_sub(1).filter(|_| farthest > 0) else { return Context::default() };
        let span = sentences[last];
        let (_, figures) = self.within(span);
        let scene = Scene::new(self.text, span, figures);
        let earlier = if takes_up(&scene) { self.context(sentences, last, farthest - 1) } else { Context::default() };
        after(&scene, earlier, self.first)
    }

    /// Reads one sentence; returns what the next may take from it.
    fn sentence(&mut self, span: Span, before: &Context, is_item: bool) -> Context {
        let (first, figures) = self.within(span);
        let scene = Scene::new(self.text, span, figures);
        let headings = self.headings.said();
        let mut context = before.clone();
        let mut passed = 0;
        for word in 0..scene.sentence.words.len() {
            let Some(number) = scene.word(word).figure else { continue };
            let clause = scene.group_of(word).map_or(0, |group| scene.sentence.groups[scene.top(group)].clause);
            while passed < clause {
                pass(&scene, passed, &mut context, self.first);
                passed += 1;
            }
            let Some(mut said) = fill::statement(&scene, word, &context) else { continue };
            if !said.counted.is_empty() && !said.counted.is_inherited {
                context.counted = said.counted.clone();
            }
            self.inherit(&mut said, &scene, clause, &headings, is_item);
            self.periods(&mut said);
            if let Some(slot) = self.said.get_mut(first + number) {
                *slot = Some(said);
            }
        }
        compare(&scene, self.said.get_mut(first..).unwrap_or_default());
        after(&scene, context, self.first)
    }

    /// What the headings say that the sentence does not.
    fn inherit(&self, said: &mut Statement, scene: &Scene<'_>, clause: usize, headings: &Context, is_item: bool) {
        let is_compared = said.when.is_empty()
            && said.relation.is_none()
            && !is_item
            && scene.sentence.clauses[clause].kind == ClauseKind::Bracket;
        if !is_compared {
            said.when.inherit(&headings.when);
        }
        said.place.inherit(&headings.place);
        let has_verb = scene.sentence.verb(clause).is_some_and(|verb| verb.is_finite);
        if !has_verb {
            if said.measure.is_empty() {
                said.measure.inherit(&headings.measure);
            }
            if said.measure.is_empty() || said.who.is_empty() {
                said.who.words.extend(headings.who.words.iter().copied());
            }
        }
    }

    /// The dates that the words of the time give.
    fn periods(&self, said: &mut Statement) {
        for &span in &said.when.words {
            let own = self.within(span).1;
            let figures = if own.is_empty() { within(self.aside, span).1 } else { own };
            let mut found = figures
                .iter()
                .map(|figure| figure.value.clone())
                .filter(|value| matches!(value, Value::Date(_) | Value::Period(..)))
                .peekable();
            if found.peek().is_some() {
                said.periods.extend(found.take(2));
            } else if let Some(value) = month(&self.text[span]) {
                said.periods.push(value);
            }
        }
    }

    fn table(&mut self, lines: &[Block]) {
        let headings = self.headings.said();
        let read = grid::read(self.text, lines, &headings, self.unit.as_ref(), |span| {
            let (first, figures) = self.within(span);
            (first, figures)
        });
        for (number, mut said) in read {
            self.periods(&mut said);
            put_in_year(&mut said.periods);
            match number.and_then(|number| self.said.get_mut(number)) {
                Some(slot) => *slot = Some(said),
                None => self.extra.push(said),
            }
        }
    }
}

/// A quarter or a month with the year that stands above it in a table.
fn put_in_year(periods: &mut Vec<Value>) {
    let bare = |value: &Value| match value {
        Value::Date(date) if date.month.is_none() => date.year,
        _ => None,
    };
    let is_open = |value: &Value| match value {
        Value::Date(date) | Value::Period(date, _) => date.year.is_none(),
        _ => false,
    };
    let Some(year) = periods.iter().find_map(bare).filter(|_| periods.len() == 2 && periods.iter().any(is_open)) else {
        return;
    };
    periods.retain(is_open);
    for value in periods {
        match value {
            Value::Date(date) => date.year = Some(year),
            Value::Period(from, to) => (from.year, to.year) = (Some(year), Some(year)),
            _ => {}
        }
    }
}

/// Tells how the figures of a sentence stand to those of the same thing that it compares them with: `$5m, against $4m`.
/// `said` are the statements of the figures from the sentence's first one on.
fn compare(scene: &Scene<'_>, said: &mut [Option<Statement>]) {
    let mut main: Option<usize> = None;
    for word in 0..scene.sentence.words.len() {
        let Some(number) = scene.word(word).figure else { continue };
        let is_number = scene.figure(word).is_some_and(|figure| matches!(figure.value, Value::Number(_)));
        if !is_number || !is_compared(scene, word) {
            main = if is_number { Some(number) } else { main };
            continue;
        }
        let pair = main.and_then(|main| Some((said.get(main)?.as_ref()?, said.get(number)?.as_ref()?)));
        let Some((main, direction)) = pair.and_then(|(a, b)| Some((main?, against(a, b)?))) else { continue };
        if let Some(Some(said)) = said.get_mut(main) {
            said.compared = Some(Compared::With(direction));
        }
        if let Some(Some(said)) = said.get_mut(number) {
            said.compared = Some(Compared::Other);
        }
    }
}

fn is_compared(scene: &Scene<'_>, word: usize) -> bool {
    let part = || {
        let top = scene.top(scene.group_of(word)?);
        scene.clause(scene.sentence.groups[top].clause).parts.get(scene.part_of(top)?)
    };
    part().is_some_and(|part| scene.sort(part) == Sort::Compared && !scene.preposition(part).ends_with("from"))
}

/// Whether the first of two figures of one thing is more or less than the second.
fn against(a: &Statement, b: &Statement) -> Option<Direction> {
    let (Value::Number(x), Value::Number(y)) = (&a.figure.value, &b.figure.value) else { return None };
    let is_same = a.figure.kind == b.figure.kind
        && a.figure.unit == b.figure.unit
        && a.measure.words == b.measure.words
        && a.counted.words == b.counted.words
        && a.direction.is_none()
        && b.direction.is_none();
    match x.cmp(y) {
        Ordering::Greater if is_same => Some(Direction::Up),
        Ordering::Less if is_same => Some(Direction::Down),
        _ => None,
    }
}

/// The date that the name of a month alone is.
fn month(words: &str) -> Option<Value> {
    let word = words.split_whitespace().next_back()?;
    if word.len() > 9 || !word.starts_with(char::is_uppercase) {
        return None;
    }
    let read = figures::read(&format!("in {word}"), Mode::Claim);
    read.into_iter().map(|figure| figure.value).find(|value| matches!(value, Value::Date(_)))
}

/// The figures that lie in a span, with the number of the first.
pub(super) fn within(figures: &[Figure], span: Span) -> (usize, &[Figure]) {
    let from = figures.partition_point(|figure| figure.span.start < span.start);
    let to = figures.partition_point(|figure| figure.span.start < span.end);
    (from, &figures[from..to.max(from)])
}

/// Whether a sentence takes up what stands before it.
fn takes_up(scene: &Scene<'_>) -> bool {
    let is_pronoun = |word: &clauses::Word| word.tag == Tag::Pronoun && ANAPHORS.has(&word.folded);
    let opening = scene.sentence.words.iter().take(4);
    scene.sentence.words.iter().take(12).any(is_pronoun) || opening.clone().any(|word| ANAPHORIC_NOUNS.has(&word.lemma))
}

/// What the next sentence may take from a sentence.
fn after(scene: &Scene<'_>, before: Context, figure: Option<&Figure>) -> Context {
    let mut context = before;
    context.counted = Filler::default();
    for clause in 0..scene.sentence.clauses.len() {
        pass(scene, clause, &mut context, figure);
    }
    question(scene, &mut context);
    context
}

/// Takes up what a main clause says of its subject.
fn pass(scene: &Scene<'_>, clause: usize, context: &mut Context, figure: Option<&Figure>) {
    let found = scene.clause(clause);
    let Some(figure) = figure else { return };
    let mut last_several =
        found.parts.iter().filter_map(|part| part.group).chain(found.subjects.iter().copied()).filter(|&group| {
            let head = scene.head(group);
            head.tag == Tag::Noun && clauses::is_plural(&head.folded)
        });
    if let Some(group) = last_several.next_back() {
        let own = scene.own(group);
        context.several = Some(if own.is_empty() { scene.whole(group) } else { own });
    }
    let object = found.parts.iter().take(8).find(|part| !part.is_fronted && scene.sort(part) == Sort::Object);
    if let (Some(verb), Some(group)) = (&found.verb, object.and_then(|part| part.group)) {
        let span = scene.whole(group);
        context.object = Some((scene.word(verb.main).lemma.clone(), span));
    }
    if found.kind != ClauseKind::Main || found.subjects.is_empty() {
        return;
    }
    let is_pronoun = found.subjects.iter().take(1).any(|&group| scene.head(group).tag == Tag::Pronoun);
    let is_speech = found.verb.as_ref().is_some_and(|verb| SPEECH_VERBS.has(&scene.word(verb.main).folded))
        && !context.measure.is_empty();
    if is_pronoun || is_speech || found.subjects.iter().take(1).any(|&group| scene.number_in(group).is_some()) {
        return;
    }
    let said = fill::clause(scene, clause, figure, context);
    if said.measure.is_inherited || said.measure.is_empty() && said.who.is_empty() {
        return;
    }
    context.measure = said.measure;
    context.who = said.who;
    context.place = said.place;
    context.when = said.when;
}

/// What a question asks for is what a bare answer gives: "How many staff do you have? 120."
fn question(scene: &Scene<'_>, context: &mut Context) {
    let words = &scene.sentence.words;
    let asked = words
        .iter()
        .position(|word| word.folded == "how")
        .filter(|&at| words.get(at + 1).is_some_and(|next| matches!(next.folded.as_str(), "many" | "much")));
    let Some(group) = asked.and_then(|at| scene.group_of(at + 1)) else { return };
    let whole = scene.whole(group);
    *context = Context::default();
    context.counted.add(Span::new(whole.start, whole.end));
    for clause in &scene.sentence.clauses {
        for part in clause.parts.iter().take(6) {
            if let Some(group) = part.group.filter(|_| part.preposition.is_some()) {
                match scene.sort(part) {
                    Sort::Place => context.place.add(scene.whole(group)),
                    Sort::Time => context.when.add(scene.whole(group)),
                    _ => {}
                }
            }
        }
    }
}
