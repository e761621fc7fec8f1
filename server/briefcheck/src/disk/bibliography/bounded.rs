//! Entries of BibLaTeX, made ready for the parser: abbreviations and cross references are resolved here within bounds.
//!
//! The parser follows references by recursion, without an end where they lead back, and copies what they lead to. What it
//! is given therefore holds no abbreviation, no circle and no deep nesting, and its work is in proportion to the file:
//! [`Room`] says how much of it there may be.

use std::collections::{BTreeMap, BTreeSet};

use biblatex::{Bibliography, Field, Pair, RawBibliography, RawChunk, RawEntry, Spanned};
use briefcheck_engine::text::Span;

use super::Fault;

/// How many braces may stand in one another in a field. Titles have two or three.
const DEEPEST: usize = 32;

/// Over how many steps entries may refer to others. Books of a series in a collection have three; the parser resolves
/// each step of each entry on the way again, so the work grows with the square of this.
const MOST_STEPS: usize = 4;

/// The longest abbreviation, in bytes.
const LONGEST: usize = 64 << 10;

/// The fields that say what a source is and where it lies. No other is read, so that no other can be a fault.
const ASKED: [&str; 13] = [
    "author",
    "date",
    "institution",
    "journal",
    "journaltitle",
    "langid",
    "language",
    "organization",
    "publisher",
    "title",
    "url",
    "urldate",
    "year",
];

/// The most other keys of an entry.
const MOST_ALIASES: usize = 32;

/// Stands for a parent that was taken out.
const NOBODY: usize = usize::MAX;

/// The most pieces of an abbreviation.
const MOST_PIECES: usize = 1 << 10;

/// An entry as it stands in the file.
pub(super) struct Written<'s> {
    pub(super) raw: RawEntry<'s>,
    /// Where faults of it are shown.
    pub(super) span: Span,
}

/// Entries that the parser can be given, one by one.
pub(super) struct Bounded<'s> {
    entries: Vec<Entry<'s>>,
}

struct Entry<'s> {
    key: &'s str,
    kind: Spanned<&'s str>,
    span: Span,
    fields: Vec<Pair<'s>>,
    /// Its other keys.
    aliases: Vec<String>,
    /// Its field of files, as it stands: what a backslash means in a path is no matter of the parser's.
    file: Option<String>,
    /// The entries that it takes fields from, in their order.
    parents: Vec<usize>,
    /// How much work its own fields are.
    work: usize,
}

/// How much work a file may be: in proportion to its size.
struct Room(usize);

impl Room {
    fn of(size: usize) -> Self {
        Self(size.saturating_mul(16).saturating_add(1 << 20))
    }

    /// Whether there is room for so much, which is taken then.
    fn take(&mut self, work: usize) -> bool {
        let left = self.0.checked_sub(work);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// What there is one fault of in a file, however often it occurs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Deep,
    Long,
    Far,
    Much,
}

#[derive(Default)]
struct Faults {
    told: BTreeSet<Kind>,
    faults: Vec<Fault>,
}

impl Faults {
    fn once(&mut self, kind: Kind, span: Span, message: impl FnOnce() -> String) {
        if self.told.insert(kind) {
            self.add(span, message());
        }
    }

    fn add(&mut self, span: Span, message: String) {
        self.faults.push(Fault { span, message });
    }
}

impl<'s> Bounded<'s> {
    /// Makes the entries of a file with `size` bytes ready. An abbreviation means what its definition says, and a
    /// definition knows those before it.
    pub(super) fn new(
        written: Vec<Written<'s>>,
        abbreviations: Vec<(Pair<'s>, Span)>,
        size: usize,
    ) -> (Self, Vec<Fault>) {
        let mut faults = Faults::default();
        let mut room = Room::of(size);
        let mut known: BTreeMap<&'s str, Field<'s>> = BTreeMap::new();
        for (pair, span) in abbreviations {
            let meaning = expanded(&pair.value.v, &known, &mut room).filter(|field| {
                let length: usize = field.iter().map(length).sum();
                length <= LONGEST && field.len() <= MOST_PIECES
            });
            if meaning.is_none() {
                faults.once(Kind::Long, span, || {
                    format!("the abbreviation `{}` is too long, and is left out", pair.key.v)
                });
            }
            known.insert(pair.key.v, meaning.unwrap_or_default());
        }
        let mut entries: Vec<Entry<'s>> = Vec::with_capacity(written.len());
        let mut keys: BTreeMap<&'s str, usize> = BTreeMap::new();
        let mut references = Vec::new();
        for Written { raw, span } in written {
            let key = raw.key.v;
            if keys.contains_key(key) {
                faults.add(span, format!("the key `{key}` is declared twice"));
                continue;
            }
            keys.insert(key, entries.len());
            let (fields, aliases, parents) = (Vec::new(), Vec::new(), Vec::new());
            let mut entry = Entry { key, kind: raw.kind, span, fields, aliases, file: None, parents, work: 64 };
            let mut refers = Vec::new();
            for pair in raw.fields {
                entry.take(pair, &known, &mut room, &mut refers, &mut faults);
            }
            // The parser takes from a cross reference first.
            refers.sort_by_key(|&(is_data, _)| is_data);
            references.push(refers);
            entries.push(entry);
        }
        for (entry, refers) in entries.iter_mut().zip(references) {
            let names = refers.iter().flat_map(|(_, field)| names(field));
            entry.parents = names.filter_map(|name| keys.get(name).copied()).collect();
        }
        bound(&mut entries, &mut room, &mut faults);
        (Self { entries }, faults.faults)
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The key of an entry, where its faults are shown, and its other keys.
    pub(super) fn known_as(&self, number: usize) -> (&'s str, Span, Vec<String>) {
        let entry = self.entries.get(number);
        entry.map_or_else(Default::default, |entry| (entry.key, entry.span, entry.aliases.clone()))
    }

    /// The field of files of an entry.
    pub(super) fn file(&self, number: usize) -> Option<&str> {
        self.entries.get(number)?.file.as_deref()
    }

    /// An entry, then those that it takes fields from, the nearest first.
    pub(super) fn members(&self, number: usize) -> Vec<usize> {
        let mut members = vec![number];
        let mut known = BTreeSet::from([number]);
        let mut at = 0;
        while let Some(&member) = members.get(at) {
            let parents = self.entries.get(member).map_or(&[][..], |entry| &entry.parents);
            members.extend(parents.iter().copied().filter(|&parent| known.insert(parent)));
            at += 1;
        }
        members
    }

    /// Makes every field that an entry has or takes, and that the parser can't read, plain text; tells what was lost.
    pub(super) fn mend(&mut self, number: usize) -> Vec<Fault> {
        let mut faults = Vec::new();
        for member in self.members(number) {
            let Some(entry) = self.entries.get_mut(member) else { continue };
            let (key, span) = (entry.key, entry.span);
            for pair in &mut entry.fields {
                let raw = RawEntry { key: at_start("k"), kind: entry.kind.clone(), fields: vec![pair.clone()] };
                let alone = RawBibliography {
                    preamble: String::new(),
                    entries: vec![at_start(raw)],
                    abbreviations: Vec::new(),
                };
                if Bibliography::from_raw(alone).is_ok() {
                    continue;
                }
                let unknown = pair.value.v.iter().find(|piece| matches!(piece.v, RawChunk::Abbreviation(_)));
                faults.extend(unknown.map(|piece| {
                    let message =
                        format!("`{key}` uses the unknown abbreviation {:?}: it is read as a word", text(piece));
                    Fault { span, message }
                }));
                pair.value.v = pair.value.v.iter().flat_map(plain).collect();
            }
        }
        faults
    }

    /// Does `work` on a bibliography whose first entry is the one with this number, and the others those that it takes
    /// fields from. The keys in it are numbers, which nothing else can be meant by.
    pub(super) fn with<T>(&self, number: usize, work: impl FnOnce(RawBibliography<'_>) -> T) -> T {
        let members = self.members(number);
        let places: BTreeMap<usize, usize> = members.iter().enumerate().map(|(at, &member)| (member, at)).collect();
        let names: Vec<String> = (0..members.len()).map(|place| format!("k{place}")).collect();
        let parents = |entry: &Entry<'_>| {
            let places = entry.parents.iter().filter_map(|parent| names.get(*places.get(parent)?)).cloned();
            places.collect::<Vec<String>>().join(",")
        };
        let members: Vec<&Entry<'_>> = members.iter().filter_map(|&member| self.entries.get(member)).collect();
        let references: Vec<String> = members.iter().map(|entry| parents(entry)).collect();
        let entries = members.iter().zip(&names).zip(&references).map(|((entry, name), references)| {
            let mut fields = entry.fields.clone();
            if !references.is_empty() {
                let value = vec![at_start(RawChunk::Normal(references.as_str()))];
                fields.push(Pair::new(at_start("xdata"), at_start(value)));
            }
            at_start(RawEntry { key: at_start(name.as_str()), kind: entry.kind.clone(), fields })
        });
        work(RawBibliography { preamble: String::new(), entries: entries.collect(), abbreviations: Vec::new() })
    }
}

impl<'s> Entry<'s> {
    /// Takes a field, if it is within the bounds; of a reference to other entries, only the value.
    fn take(
        &mut self,
        pair: Pair<'s>,
        known: &BTreeMap<&'s str, Field<'s>>,
        room: &mut Room,
        refers: &mut Vec<(bool, Field<'s>)>,
        faults: &mut Faults,
    ) {
        let is = |name: &str| pair.key.v.eq_ignore_ascii_case(name);
        let refers_to_others = is("crossref") || is("xdata");
        let is_file = is("file") || is("files");
        // Another key of the entry would be another way to refer to it.
        if is("ids") {
            self.aliases = names(&pair.value.v).take(MOST_ALIASES).map(str::to_owned).collect();
            return;
        }
        if !refers_to_others && !is_file && !ASKED.iter().any(|name| is(name)) {
            return;
        }
        let Some(value) = expanded(&pair.value.v, known, room) else {
            faults.once(Kind::Much, self.span, || too_much(self.key));
            return;
        };
        if is_file {
            let file: String = value.iter().map(text).collect();
            self.work = self.work.saturating_add(file.len());
            self.file.get_or_insert(file);
            return;
        }
        if refers_to_others {
            refers.push((is("xdata"), value));
            return;
        }
        let shape = Shape::of(&value);
        if shape.depth > DEEPEST {
            let message = || format!("`{}` of `{}` is nested too deeply, and is left out", pair.key.v, self.key);
            faults.once(Kind::Deep, self.span, message);
            return;
        }
        if !room.take(shape.moves()) {
            faults.once(Kind::Much, self.span, || too_much(self.key));
            return;
        }
        self.work = self.work.saturating_add(shape.length);
        self.fields.push(Pair::new(pair.key, Spanned::new(value, pair.value.span)));
    }
}

/// What stands nowhere: the parser counts on from where a value begins.
fn at_start<T>(value: T) -> Spanned<T> {
    Spanned::new(value, 0..0)
}

fn too_much(key: &str) -> String {
    format!("what `{key}` takes from abbreviations and other entries is too much for this file, and is left out")
}

/// A value with what its abbreviations mean; one that is not known stays, and is the parser's to judge. `None` if that is
/// too much.
fn expanded<'s>(field: &Field<'s>, known: &BTreeMap<&'s str, Field<'s>>, room: &mut Room) -> Option<Field<'s>> {
    let mut value = Vec::with_capacity(field.len());
    for piece in field {
        let RawChunk::Abbreviation(name) = piece.v else {
            value.push(piece.clone());
            continue;
        };
        match known.get(name) {
            Some(meaning) => {
                // Each piece is a value of its own for the parser.
                let work: usize = meaning.iter().map(|piece| length(piece) + 64).sum();
                if !room.take(work) {
                    return None;
                }
                value.extend(meaning.iter().cloned());
            }
            None => value.push(piece.clone()),
        }
    }
    Some(value)
}

fn length(piece: &Spanned<RawChunk<'_>>) -> usize {
    text(piece).len()
}

fn text<'s>(piece: &Spanned<RawChunk<'s>>) -> &'s str {
    match piece.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text,
    }
}

/// A piece without the marks that mean something to the parser.
fn plain<'s>(piece: &Spanned<RawChunk<'s>>) -> Vec<Spanned<RawChunk<'s>>> {
    let words = text(piece).split(['\\', '{', '}', '$']).filter(|words| !words.is_empty());
    words.map(|words| Spanned::new(RawChunk::Normal(words), piece.span.clone())).collect()
}

/// The keys in a reference to other entries.
fn names<'s>(field: &Field<'s>) -> impl Iterator<Item = &'s str> + use<'s> {
    let texts: Vec<&'s str> = field.iter().map(text).collect();
    texts.into_iter().flat_map(|text| text.split(',')).map(str::trim).filter(|name| !name.is_empty())
}

/// What decides how much work a value is.
#[derive(Default)]
struct Shape {
    length: usize,
    /// The most braces in one another, escaped ones too: the parser looks for the end of a command's argument that way.
    depth: usize,
    /// Into how many parts the parser cuts it, at most.
    parts: usize,
    /// How many of these it joins with the one before, each time moving all that follow.
    joins: usize,
}

impl Shape {
    fn of(field: &Field<'_>) -> Self {
        let mut shape = Self::default();
        for piece in field {
            let text = text(piece);
            let mut depth = 0_usize;
            for byte in text.bytes() {
                match byte {
                    b'{' => {
                        depth += 1;
                        shape.joins += if depth > 1 { 2 } else { 0 };
                    }
                    b'}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                shape.parts += usize::from(matches!(byte, b'{' | b'}' | b'$'));
                shape.depth = shape.depth.max(depth);
            }
            shape.length += text.len() + 64;
            shape.parts += 1;
            shape.joins += 1;
        }
        // A value of one piece is joined with nothing.
        shape.joins = shape.joins.saturating_sub(1);
        shape
    }

    /// How much is moved by the joining, in the size of a text that takes as long to read.
    fn moves(&self) -> usize {
        self.joins.saturating_mul(self.parts) / 64
    }
}

/// Takes the references out that lead back, lead far, or come to too much.
fn bound(entries: &mut [Entry<'_>], room: &mut Room, faults: &mut Faults) {
    let order = in_order(entries, faults);
    let mut steps = vec![0_usize; entries.len()];
    let mut work = vec![0_usize; entries.len()];
    for number in order {
        let Some(entry) = entries.get_mut(number) else { continue };
        let far = entry.parents.iter().filter_map(|&parent| steps.get(parent)).max().map_or(0, |most| most + 1);
        let taken = entry.parents.iter().filter_map(|&parent| work.get(parent).copied());
        let taken = taken.fold(0, usize::saturating_add);
        if far > MOST_STEPS {
            let message = || format!("`{}` refers to others over too many steps, and is read without them", entry.key);
            faults.once(Kind::Far, entry.span, message);
            entry.parents.clear();
        } else if !room.take(taken) {
            faults.once(Kind::Much, entry.span, || too_much(entry.key));
            entry.parents.clear();
        }
        let has_parents = !entry.parents.is_empty();
        steps[number] = if has_parents { far } else { 0 };
        work[number] = entry.work.saturating_add(if has_parents { taken } else { 0 });
    }
}

/// The entries, each after those that it refers to. A reference that leads back is taken out.
fn in_order(entries: &mut [Entry<'_>], faults: &mut Faults) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        Open,
        Done,
    }
    let mut seen = vec![Seen::No; entries.len()];
    let mut order = Vec::with_capacity(entries.len());
    for first in 0..entries.len() {
        if seen[first] != Seen::No {
            continue;
        }
        seen[first] = Seen::Open;
        // Each with the number of its parents that were looked at.
        let mut open = vec![(first, 0)];
        let mut told = None;
        while let Some((number, at)) = open.pop() {
            let Some(&parent) = entries[number].parents.get(at) else {
                seen[number] = Seen::Done;
                order.push(number);
                continue;
            };
            open.push((number, at + 1));
            match seen[parent] {
                Seen::Done => {}
                Seen::No => {
                    seen[parent] = Seen::Open;
                    open.push((parent, 0));
                }
                Seen::Open => {
                    let Entry { key, span, parents, .. } = &mut entries[number];
                    if told.replace(number) != Some(number) {
                        faults.add(*span, format!("`{key}` takes its fields from itself, and is read without them"));
                    }
                    parents[at] = NOBODY;
                }
            }
        }
    }
    entries.iter_mut().for_each(|entry| entry.parents.retain(|&parent| parent != NOBODY));
    order
}
