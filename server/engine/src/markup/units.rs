//! From blocks to units, and what covers those that are covered from outside: list items, cells, block quotations.

use std::collections::HashMap;

use super::blocks::{Block, BlockKind, Outline};
use super::coverage::{self, ends_in_stop, union};
use super::inlines::{OBJECT, Point, Text};
use super::references;
use super::{CitationId, Force, Quotation, Stretch, Unit, UnitKind};
use crate::clauses::{Form, verb_form};
use crate::lexicon::{FORMS_OF_BE, FUNCTION_WORDS, LOCATOR_WORDS, NAME_TITLES, PERSON_NOUNS, SPEECH_VERBS};
use crate::text::{Span, sentences_in};

/// The units of a document.
#[derive(Debug, Default)]
pub(super) struct Units {
    pub units: Vec<Unit>,
    /// How many units there are before each block and, last, after all.
    before: Vec<usize>,
}

impl Units {
    /// The units of a block's own text.
    pub fn of(&self, block: usize) -> &[Unit] {
        &self.units[self.before[block]..self.before[block + 1]]
    }

    /// The units of a block and of all that stands in it.
    pub fn within(&self, outline: &Outline, block: usize) -> &[Unit] {
        &self.units[self.before[block]..self.before[outline.blocks[block].end]]
    }
}

/// Reads the units of all blocks but those in `silent`, which are in order.
pub(super) fn read(outline: &Outline, silent: &[Span]) -> Units {
    let mut reader = Reader {
        blocks: &outline.blocks,
        given: vec![Vec::new(); outline.blocks.len()],
        units: Units::default(),
        heading: None,
        headings: &outline.headings,
        is_list_of_sources: false,
    };
    reader.give_to_lists();
    reader.give_to_tables();
    for (index, block) in outline.blocks.iter().enumerate() {
        reader.units.before.push(reader.units.units.len());
        let next = silent.partition_point(|span| span.end <= block.span.start);
        if silent.get(next).is_none_or(|span| block.span.start < span.start) {
            reader.block(index, block);
        }
    }
    reader.units.before.push(reader.units.units.len());
    reader.units
}

struct Reader<'a> {
    blocks: &'a [Block],
    /// The citations outside each block that cover it if it has none of its own.
    given: Vec<Vec<CitationId>>,
    units: Units,
    heading: Option<usize>,
    headings: &'a HashMap<usize, bool>,
    /// Whether the last heading says that sources are listed.
    is_list_of_sources: bool,
}

impl Reader<'_> {
    fn block(&mut self, index: usize, block: &Block) {
        let text = &block.text;
        self.is_list_of_sources = self.headings.get(&index).copied().unwrap_or(self.is_list_of_sources);
        if self.is_list_of_sources && self.is_listed(block) {
            return;
        }
        match block.kind {
            BlockKind::Paragraph | BlockKind::Note => self.paragraph(index, block),
            BlockKind::Heading => self.whole(index, text, UnitKind::Heading),
            BlockKind::Cell(_) => self.whole(index, text, UnitKind::Cell),
            BlockKind::Quotation => self.quotation(index, text),
            _ => {}
        }
    }

    fn paragraph(&mut self, index: usize, block: &Block) {
        let text = &block.text;
        let sentences = sentences(text);
        if self.is_in_note(block) && is_reference(text, &sentences) {
            return;
        }
        let in_list = self.is_in_note(block) || self.is_list_of_sources;
        let from = if in_list { references::in_full(text, &sentences) } else { 0 };
        let is_item = self.is_first_in_item(index, block)
            && sentences.len() == 1
            && !ends_in_stop(&text.prose.text()[sentences[0]]);
        let kind = if is_item { UnitKind::Item } else { UnitKind::Sentence };
        let covers = coverage::paragraph(text, &sentences, &self.given[index]);
        let spans = with_points(text, &sentences);
        let said = sentences.into_iter().zip(spans).zip(covers).filter(|((sentence, _), _)| sentence.start >= from);
        for ((sentence, span), stretches) in said {
            self.unit(index, kind, text, (sentence, span), quotations(text, sentence), stretches);
        }
    }

    fn is_first_in_item(&self, index: usize, block: &Block) -> bool {
        let parent = block.parent.map(|parent| (parent, &self.blocks[parent].kind));
        matches!(parent, Some((parent, BlockKind::Item)) if parent + 1 == index)
    }

    fn is_in_note(&self, block: &Block) -> bool {
        let parent = block.parent.map(|parent| &self.blocks[parent].kind);
        block.kind == BlockKind::Note || matches!(parent, Some(BlockKind::Definition(_)))
    }

    /// Whether a block in a list of sources only says what there is: it cites nothing. Notes stand where they like.
    fn is_listed(&self, block: &Block) -> bool {
        let mut around = block.parent;
        while let Some(parent) = around {
            if matches!(self.blocks[parent].kind, BlockKind::Definition(_)) {
                return false;
            }
            around = self.blocks[parent].parent;
        }
        let is_note = matches!(block.kind, BlockKind::Heading | BlockKind::Note | BlockKind::Definition(_));
        !is_note && block.citations.is_empty() && !block.text.points.iter().any(Point::cites)
    }

    fn whole(&mut self, index: usize, text: &Text, kind: UnitKind) {
        let prose = Span::new(0, text.prose.text().len());
        let covers = coverage::paragraph(text, &[prose], &self.given[index]);
        let spans = with_points(text, &[prose]);
        for (span, stretches) in spans.into_iter().zip(covers) {
            self.unit(index, kind, text, (prose, span), quotations(text, prose), stretches);
        }
    }

    fn quotation(&mut self, index: usize, text: &Text) {
        let prose = Span::new(0, said(text));
        let quotation = quoted(text);
        let (citations, force) = self.cited_by_quotation(index, text);
        let stretches = coverage::whole(prose, citations, force);
        for span in with_points(text, &[prose]) {
            self.unit(index, UnitKind::BlockQuotation, text, (prose, span), vec![quotation], stretches.clone());
        }
    }

    /// Adds the unit that is `part` of the text, as a span of its prose and one of the file.
    fn unit(
        &mut self,
        block: usize,
        kind: UnitKind,
        text: &Text,
        part: (Span, Span),
        quotations: Vec<Quotation>,
        stretches: Vec<Stretch>,
    ) {
        let (prose, span) = part;
        if !text.prose.text()[prose].contains(char::is_alphanumeric) {
            return;
        }
        let heading = self.heading;
        if kind == UnitKind::Heading {
            self.heading = Some(self.units.units.len());
        }
        let prose = text.prose.part(prose);
        self.units.units.push(Unit { kind, span, prose, block, heading, off: false, quotations, stretches });
    }

    /// Rule 6: the citation of a block quotation stands on its last line, or at the head of the paragraph before or after
    /// it. What else stands in it is taken for its citation too; what stands in a lead-in before it is borrowed.
    fn cited_by_quotation(&self, index: usize, text: &Text) -> (Vec<CitationId>, Force) {
        let last_line = last_line(text);
        let on_last_line = text.points.iter().filter(|point| point.at >= last_line);
        let links = text.links.iter().filter(|(link, _)| link.start >= last_line).map(|&(_, citation)| citation);
        let neighbours = [self.blocks[index].before, self.blocks[index].after];
        let heads = || neighbours.into_iter().flatten().map(|block| head(&self.blocks[block]));
        let own = [union(cited(on_last_line)), union(cited(text.points.iter()))]
            .into_iter()
            .chain([union(links)])
            .chain(heads().filter(|(_, alone)| *alone).map(|(citations, _)| citations))
            .chain(heads().map(|(citations, _)| citations))
            .chain([self.given[index].clone()])
            .find(|citations| !citations.is_empty());
        match own {
            Some(citations) => (citations, Force::Own),
            None => (self.blocks[index].before.map_or(Vec::new(), |before| self.lead_in(before)), Force::Borrowed),
        }
    }

    /// Rule 8: a lead-in gives its citations to the list below, and that to its items that have none of their own.
    fn give_to_lists(&mut self) {
        for (index, block) in self.blocks.iter().enumerate() {
            let given = match block.kind {
                BlockKind::List => match self.blocks[index].before.map_or(Vec::new(), |before| self.lead_in(before)) {
                    // A list in a list.
                    none if none.is_empty() => self.given_to_list_around(block),
                    lead_in => lead_in,
                },
                BlockKind::Item if self.has_citation(index) => Vec::new(),
                BlockKind::Item | BlockKind::Paragraph | BlockKind::Quotation => {
                    block.parent.map_or(Vec::new(), |parent| self.given[parent].clone())
                }
                _ => Vec::new(),
            };
            self.given[index] = given;
        }
    }

    fn given_to_list_around(&self, list: &Block) -> Vec<CitationId> {
        let item = list.parent.filter(|&item| self.blocks[item].kind == BlockKind::Item);
        let around = item.and_then(|item| self.blocks[item].parent);
        around.map_or(Vec::new(), |around| self.given[around].clone())
    }

    /// The citations of a paragraph's last sentence, if that ends with a colon.
    fn lead_in(&self, index: usize) -> Vec<CitationId> {
        let block = &self.blocks[index];
        let prose = block.text.prose.text().trim_end();
        if block.kind != BlockKind::Paragraph || !prose.ends_with(':') {
            return Vec::new();
        }
        let sentences = sentences(&block.text);
        let last = sentences.len().saturating_sub(1);
        let points = block.text.points.iter().filter(|point| coverage::owner(&sentences, point) == last);
        let from = sentences.last().map_or(0, |sentence| sentence.start);
        let links = block.text.links.iter().filter(|(link, _)| link.start >= from).map(|&(_, citation)| citation);
        union(cited(points).chain(links))
    }

    /// Whether an item has a citation, lists in it aside.
    fn has_citation(&self, item: usize) -> bool {
        let mut index = item + 1;
        while index < self.blocks[item].end {
            let block = &self.blocks[index];
            if block.kind == BlockKind::List {
                index = block.end;
                continue;
            }
            if block.text.points.iter().any(Point::cites) || !block.text.links.is_empty() {
                return true;
            }
            index += 1;
        }
        false
    }

    /// Rule 7: a cell without a citation is covered by that of its row's last cell, else of its column's header, else of
    /// the table's caption.
    fn give_to_tables(&mut self) {
        let mut captioned = None;
        for (index, block) in self.blocks.iter().enumerate() {
            if block.kind == BlockKind::Table {
                let beside =
                    [self.blocks[index].before.filter(|&before| Some(before) != captioned), self.blocks[index].after];
                let caption = beside.into_iter().flatten().find(|&beside| is_caption(&self.blocks[beside]));
                captioned = caption.or(captioned);
                let caption = caption.map_or(Vec::new(), |caption| self.cited(caption));
                self.give_to_table(index, &caption);
            }
        }
    }

    fn give_to_table(&mut self, table: usize, caption: &[CitationId]) {
        let mut columns: HashMap<usize, Vec<CitationId>> = HashMap::new();
        let mut row = table + 1;
        while row < self.blocks[table].end {
            let cells = row + 1..self.blocks[row].end;
            let last = match self.blocks[row].kind {
                BlockKind::Row => cells.clone().next_back().map_or(Vec::new(), |cell| self.cited(cell)),
                _ => Vec::new(),
            };
            for cell in cells {
                let BlockKind::Cell(column) = self.blocks[cell].kind else { continue };
                if self.blocks[row].kind == BlockKind::Header {
                    columns.insert(column, self.cited(cell));
                }
                let column = columns.get(&column).map_or(&[][..], Vec::as_slice);
                let given = [&last, column, caption].into_iter().find(|citations| !citations.is_empty());
                self.given[cell] = given.unwrap_or_default().to_vec();
            }
            row = self.blocks[row].end;
        }
    }

    /// The citations of a block's text.
    fn cited(&self, block: usize) -> Vec<CitationId> {
        union(cited(self.blocks[block].text.points.iter()))
    }
}

fn cited<'a>(points: impl Iterator<Item = &'a Point>) -> impl Iterator<Item = CitationId> {
    points.flat_map(|point| point.citations.iter().copied())
}

/// The citations at the head of a paragraph, and whether it holds nothing else.
fn head(block: &Block) -> (Vec<CitationId>, bool) {
    if block.kind != BlockKind::Paragraph {
        return (Vec::new(), false);
    }
    let prose = block.text.prose.text();
    let first_word = prose.find(char::is_alphanumeric).unwrap_or(prose.len());
    let head = block.text.points.iter().take_while(|point| point.at <= first_word);
    (union(cited(head)), first_word == prose.len())
}

/// `Table: …` or `: …`, as pandoc has it.
fn is_caption(block: &Block) -> bool {
    let prose = block.text.prose.text();
    block.kind == BlockKind::Paragraph && (prose.starts_with(':') || prose.starts_with("Table:"))
}

/// Whether the text of a note only says where something stands: it is no full sentence, nor a quotation, or it has nothing but
/// numbers and the words for places.
fn is_reference(text: &Text, sentences: &[Span]) -> bool {
    let prose = text.prose.text();
    if text.points.iter().any(Point::cites) && names_places_only(prose) {
        return true;
    }
    let quoted = text.quotations.first().is_some_and(|quotation| quotation.span.start == 0);
    !quoted && sentences.len() == 1 && !ends_in_stop(&prose[sentences[0]])
}

/// Where in a block quotation's prose its last line begins.
fn last_line(text: &Text) -> usize {
    let end = text.prose.text().rfind(char::is_alphanumeric).unwrap_or(0);
    let lines = text.lines.partition_point(|&line| line <= end);
    lines.checked_sub(1).map_or(0, |last| text.lines[last])
}

/// Whether a text has nothing but numbers, the words for places in a source, and those that lead to it: `p. 44.`, `see ch. 2`.
fn names_places_only(prose: &str) -> bool {
    let mut words = prose.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| word.bytes().all(|byte| byte.is_ascii_digit()) || LOCATOR_WORDS.has(&word.to_lowercase()))
}

/// Where in a block quotation's prose the words end and a last line says who said them, or where they stand.
fn attribution(text: &Text) -> Option<usize> {
    let line = last_line(text);
    let prose = text.prose.text();
    let written = prose[line..].trim_start();
    let is_it = is_attribution(written) || (has_ended(&prose[..line]) && is_cited_name(text, line));
    (line > 0 && is_it).then_some(line)
}

fn is_attribution(text: &str) -> bool {
    text.starts_with(['—', '–', '―']) || text.starts_with("--") || source_label(text).is_some()
}

/// What follows "Source:".
fn source_label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    matches!(label.trim().to_lowercase().as_str(), "source" | "sources").then_some(rest)
}

/// Whether what was said before is whole: it ends as a sentence or a quotation does.
fn has_ended(before: &str) -> bool {
    before.trim_end().ends_with(['.', '!', '?', '…', '"', '”', '’', '»'])
}

/// Whether a line with a citation is no sentence but a name, with what is known of whoever has it behind a comma: `Edda Marsh,
/// harbour master [@a]`. It may also be nothing but the key and a place.
fn is_cited_name(text: &Text, line: usize) -> bool {
    const MOST_WORDS: usize = 6;
    let prose = &text.prose.text()[line..];
    let cites = text.points.iter().any(|point| point.at >= line && point.cites());
    let name = prose.split([',', '(']).next().unwrap_or_default();
    let is_name = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let first = word.chars().next();
        // Small words within names: of, van, de la.
        first.is_none_or(|first| !first.is_lowercase()) || FUNCTION_WORDS.has(word) || word.len() <= 3
    };
    let is_named = name.split_whitespace().all(is_name) || names_person(name);
    let is_sentence = prose.trim_end().ends_with(['.', '!', '?']) && !names_places_only(prose);
    cites && !is_sentence && name.split_whitespace().count() <= MOST_WORDS && is_named
}

/// Whether a few words are an office and the name of who has it, and say nothing: `Harbour master Edda Marsh`.
fn names_person(words: &str) -> bool {
    let words: Vec<&str> =
        words.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let name = words.iter().rev().take_while(|word| word.starts_with(char::is_uppercase)).count();
    let Some((office, before)) = words.get(..words.len() - name).and_then(|office| office.split_last()) else {
        return false;
    };
    let is_office = |word: &str| PERSON_NOUNS.has(word) || NAME_TITLES.has(word);
    let is_verb = |word: &&str| {
        let word = word.to_lowercase();
        let is_past = |(_, form): (_, Form)| matches!(form, Form::Past | Form::PastOrParticiple | Form::Participle);
        SPEECH_VERBS.has(&word) || FORMS_OF_BE.has(&word) || verb_form(&word).is_some_and(is_past)
    };
    name > 0 && is_office(&office.to_lowercase()) && !before.iter().any(is_verb)
}

/// The end of what a block quotation says: its words, and the name of who said them. What else stands with the name (an age, a
/// date, a place in the source) is no part of it.
fn said(text: &Text) -> usize {
    let prose = text.prose.text();
    let Some(line) = attribution(text) else { return prose.len() };
    let written = &prose[line..];
    if source_label(written.trim_start()).is_some() {
        return line;
    }
    let end = written.find(|c: char| c.is_ascii_digit() || matches!(c, ',' | '(' | ';'));
    let end = line + end.unwrap_or(written.len());
    // Of a place, its label goes with its number.
    if names_places_only(&prose[line..end]) { line } else { end }
}

/// The words of a block quotation: without who said them, nor the marks around all of them.
fn quoted(text: &Text) -> Quotation {
    let prose = text.prose.text();
    let words = Span::new(0, attribution(text).unwrap_or(prose.len())).trimmed(prose);
    let in_marks = text.quotations.first().filter(|quotation| {
        let rest = prose[quotation.span.end..words.end.max(quotation.span.end)].trim_start();
        quotation.span.start == words.start && (rest.is_empty() || is_attribution(rest))
    });
    in_marks.copied().unwrap_or(Quotation { span: words, content: words })
}

/// The sentences of a text's prose. A key that was taken out of a sentence, and code, count as its words.
fn sentences(text: &Text) -> Vec<Span> {
    /// A digit, which may begin a sentence as well as end one, and as long as what stands for an object.
    const WORD: &str = "１";
    /// Stands for a key.
    const SUBJECT: &str = " １";
    let prose = text.prose.text();
    let quotations: Vec<Span> = text.quotations.iter().map(|quotation| quotation.span).collect();
    if text.subjects.is_empty() && !prose.contains(OBJECT) {
        return sentences_in(prose, &quotations);
    }
    let put_in = |at: usize| text.subjects.partition_point(|&subject| subject < at) * SUBJECT.len();
    let mut shadow = String::new();
    let mut from = 0;
    for &subject in &text.subjects {
        shadow.push_str(&prose[from..subject]);
        shadow.push_str(SUBJECT);
        from = subject;
    }
    shadow.push_str(&prose[from..]);
    let shadow = shadow.replace(OBJECT, WORD);
    let subjects: Vec<usize> = text.subjects.iter().map(|&subject| subject + put_in(subject)).collect();
    let shifted: Vec<Span> =
        quotations.iter().map(|span| Span::new(span.start + put_in(span.start), span.end + put_in(span.end))).collect();
    let back = |at: usize| {
        let before = subjects.partition_point(|&subject| subject + SUBJECT.len() <= at);
        let inside = subjects.get(before).map_or(0, |&subject| at.saturating_sub(subject));
        at - before * SUBJECT.len() - inside
    };
    let found = sentences_in(&shadow, &shifted).into_iter();
    let found = found.map(|span| Span::new(back(span.start), back(span.end)).trimmed(prose));
    found.filter(|span| !span.is_empty()).collect()
}

/// Where sentences stand in the file, with the citations that belong to each.
fn with_points(text: &Text, sentences: &[Span]) -> Vec<Span> {
    let mut spans: Vec<Span> = sentences.iter().map(|&sentence| text.prose.origin(sentence)).collect();
    for point in &text.points {
        if let Some(span) = spans.get_mut(coverage::owner(sentences, point)) {
            *span = span.cover(point.span);
        }
    }
    spans
}

/// The quotations in a part of the prose, with spans that count from its start.
fn quotations(text: &Text, part: Span) -> Vec<Quotation> {
    let first = text.quotations.partition_point(|quotation| quotation.span.start < part.start);
    let inside = text.quotations[first..].iter().take_while(|quotation| quotation.span.end <= part.end);
    let relative = |span: Span| Span::new(span.start - part.start, span.end - part.start);
    inside.map(|quotation| Quotation { span: relative(quotation.span), content: relative(quotation.content) }).collect()
}
