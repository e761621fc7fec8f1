//! What the fuzz targets do with any bytes: `server/fuzz` runs each for long, `tests/fuzz.rs` for a short while.
//!
//! A body panics if something does not hold, and nothing else: it does no I/O.

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use briefcheck_engine::document::Document;
use briefcheck_engine::figures::{self, Mode};
use briefcheck_engine::markup::{Briefing, parser};
use briefcheck_engine::rules::Levels;
use briefcheck_engine::sources;
use briefcheck_engine::sources::{Article, Corpus, Library, Marks, Meta, Source};
use briefcheck_engine::text::{Span, decode};
use briefcheck_engine::verify::Uncited;
use briefcheck_formats::package::packed;
use briefcheck_formats::{Format, Limits, read_told, tell};
use tree_sitter::{InputEdit, Point, Tree};

use crate::disk::paths::Fence;
use crate::disk::{Baseline, Config, Files, bibliography};
use crate::lsp;

/// The name of a target, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 21] = [
    ("grammar", grammar),
    ("pipeline", pipeline),
    ("figures", figures),
    ("decode", decoding),
    ("bibliography", bibliographies),
    ("configuration", configuration),
    ("lock", lock),
    ("baseline", baseline),
    ("framing", framing),
    ("parts", parts),
    ("archive", archive),
    ("book", book),
    ("mail", |bytes| reader(Format::Mail, bytes)),
    ("opendocument", open_document),
    ("page", |bytes| reader(Format::Html, bytes)),
    ("pdf", |bytes| reader(Format::Pdf, bytes)),
    ("rich_text", |bytes| reader(Format::Rtf, bytes)),
    ("subtitles", |bytes| reader(Format::Subtitles, bytes)),
    ("table", |bytes| reader(Format::Csv, bytes)),
    ("word", word),
    ("workbook", workbook),
];

/// What panicked last, and why.
static PANICKED: Mutex<Option<String>> = Mutex::new(None);

/// Has panics noted instead of printed, on every thread.
pub fn note_panics() {
    std::panic::set_hook(Box::new(|panic| *noted() = Some(panic.to_string())));
}

/// The last panic since it was asked for last.
pub fn panicked() -> Option<String> {
    noted().take()
}

fn noted() -> MutexGuard<'static, Option<String>> {
    PANICKED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Two texts, parted at the first zero byte.
fn halves(bytes: &[u8]) -> (String, String) {
    let at = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len() / 2);
    let (first, second) = bytes.split_at(at);
    (text_of(first), text_of(second))
}

/// Any text has a tree without an error, and an edit gives the tree that the edited text has.
pub fn grammar(bytes: &[u8]) {
    let (inserted, text) = halves(bytes);
    let Some(tree) = parse(&text, None) else { return };
    let at = text.floor_char_boundary(inserted.len().wrapping_mul(31) % (text.len() + 1));
    let end = text.floor_char_boundary((at + inserted.len() / 2).min(text.len()));
    let edited = [&text[..at], &inserted, &text[end..]].concat();
    let mut before = tree.clone();
    before.edit(&InputEdit {
        start_byte: at,
        old_end_byte: end,
        new_end_byte: at + inserted.len(),
        start_position: point(&text, at),
        old_end_position: point(&text, end),
        new_end_position: point(&edited, at + inserted.len()),
    });
    let (again, anew) = (parse(&edited, Some(&before)), parse(&edited, None));
    for (tree, text) in [(Some(tree), &text), (again.clone(), &edited)] {
        let Some(tree) = tree else { continue };
        assert!(!tree.root_node().has_error(), "an error in {text:?}");
    }
    let shape = |tree: Option<Tree>| tree.map(|tree| tree.root_node().to_sexp());
    assert_eq!(shape(again), shape(anew), "after an edit: {edited:?}");
}

fn parse(text: &str, old: Option<&Tree>) -> Option<Tree> {
    parser()?.parse(text, old)
}

fn point(text: &str, offset: usize) -> Point {
    let before = &text[..offset];
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    Point { row: before.matches('\n').count(), column: offset - line }
}

/// Any briefing can be held against any source, and what is said of it stands in the texts.
pub fn pipeline(bytes: &[u8]) {
    let (source, text) = halves(bytes);
    let mut corpus = Corpus::new();
    let article = Article::read(source.as_bytes(), sources::Format::Text, &Marks::default());
    let article = article.map(|article| corpus.add(article));
    let mut library = Library::new(Arc::new(corpus));
    if let Ok(article) = article {
        library.declare(Source { key: "s".into(), path: "s.txt".into(), meta: Meta::default(), article: Ok(article) });
    }
    let briefing = Briefing::read(text, &|target| target == "s.txt");
    let report = briefcheck_engine::check(&briefing, &library, &Levels::default(), Uncited::AllSources);
    for finding in &report.findings {
        holds(&briefing.text, finding.span.range());
        for evidence in &finding.evidence {
            let article = library.article(evidence.source);
            article.iter().for_each(|article| holds(article.text(), evidence.span.range()));
        }
    }
}

fn holds(text: &str, range: Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} is no place in {text:?}");
}

/// Any text has figures, each where it says.
pub fn figures(bytes: &[u8]) {
    let text = text_of(bytes);
    for mode in [Mode::Source, Mode::Claim] {
        figures::read(&text, mode).iter().for_each(|figure| holds(&text, figure.span.range()));
    }
}

/// Any bytes are a text or none, and what is one leads back to its bytes.
pub fn decoding(bytes: &[u8]) {
    let _ = decode(bytes);
    for format in [sources::Format::Text, sources::Format::Markdown] {
        let Ok(article) = Article::read(bytes, format, &Marks::default()) else { continue };
        let text = article.text();
        let step = (text.len() / 64).max(1);
        for at in (0..text.len()).step_by(step).map(|at| text.floor_char_boundary(at)) {
            holds(article.file(), article.origin(Span::empty(at)).range());
        }
    }
}

/// Any text is read as a bibliography, in either form.
pub fn bibliographies(bytes: &[u8]) {
    let text = text_of(bytes);
    for name in ["/fuzz/refs.bib", "/fuzz/refs.json"] {
        let mut files = Files::on_disk();
        files.open(name.into(), text.clone().into());
        let (_, failures) = bibliography::read(Path::new(name), name, &files, &Fence::new([]));
        for failure in failures {
            let is_panic = failure.help.as_deref().is_some_and(|help| help.contains("bug in briefcheck"));
            assert!(!is_panic, "{}", failure.message);
            failure.place.iter().for_each(|place| holds(&place.text, place.span.range()));
        }
    }
}

/// Any text is a configuration, or has faults where they are said to be.
pub fn configuration(bytes: &[u8]) {
    let text = text_of(bytes);
    Config::faults(&text).into_iter().for_each(|span| holds(&text, span.range()));
}

/// Any text is a lock file, which can be read again as it is written, or none.
pub fn lock(bytes: &[u8]) {
    let path = Path::new("/fuzz/briefcheck.lock");
    let Ok(lock) = crate::disk::lock::parse(&text_of(bytes).into(), path, "briefcheck.lock") else { return };
    let again = crate::disk::lock::parse(&lock.text(crate::report::visible).into(), path, "briefcheck.lock");
    assert!(again.is_ok());
}

/// Any text is a baseline, or none.
pub fn baseline(bytes: &[u8]) {
    let path = Path::new("/fuzz/briefcheck.baseline");
    let Ok(baseline) = Baseline::parse(text_of(bytes).into(), path, "briefcheck.baseline") else { return };
    let _ = (baseline.len(), baseline.text());
}

/// Whatever a client sends, what goes on to the server are messages.
pub fn framing(bytes: &[u8]) {
    lsp::carried(bytes).iter().for_each(|body| assert!(serde_json::from_slice::<serde_json::Value>(body).is_ok()));
}

/// Any bytes are read as a format, or are not: within the limits, and without a panic in what is ours.
fn reader(format: Format, bytes: &[u8]) {
    let limits = Limits { text: 1 << 20, unpacked: 4 << 20, steps: 200_000, pages: 50, depth: 64, ..Limits::default() };
    panicked();
    let read = read_told(format, bytes, &limits);
    let ours = panicked().filter(|why| why.contains("formats/src/"));
    assert!(ours.is_none(), "{}", ours.unwrap_or_default());
    let Ok(document) = read else { return };
    // What is written last is a word, a cell, or a line: no more than the bytes have.
    assert!(document.text.len() <= limits.text + 4 * bytes.len(), "{} bytes of text", document.text.len());
    document.places.iter().for_each(|place| holds(&document.text, place.at..document.text.len()));
}

/// Any bytes are read as what they say that they are.
fn archive(bytes: &[u8]) {
    reader(tell(bytes, "a"), bytes);
}

/// Two files of a document, parted at the first zero byte, with what else it wants.
fn packed_halves(bytes: &[u8], names: [&str; 2], others: &[(&str, &[u8])]) -> Vec<u8> {
    let at = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    let (first, second) = bytes.split_at(at);
    packed(&[&[(names[0], first), (names[1], second.get(1..).unwrap_or_default())], others].concat())
}

/// Any bytes are the body of a Word document, and its styles.
fn word(bytes: &[u8]) {
    reader(Format::Docx, &packed_halves(bytes, ["word/document.xml", "word/styles.xml"], &[]));
}

/// Any bytes are the content of an OpenDocument text, and what it says of itself.
fn open_document(bytes: &[u8]) {
    reader(Format::Odt, &packed_halves(bytes, ["content.xml", "meta.xml"], &[]));
}

/// Any bytes are a sheet, and the texts that its cells share.
fn workbook(bytes: &[u8]) {
    let names = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"];
    let sheets = b"<workbook><sheets><sheet name='A' sheetId='1' r:id='rId1'/></sheets></workbook>";
    reader(Format::Xlsx, &packed_halves(bytes, names, &[("xl/workbook.xml", sheets)]));
}

/// Any bytes are a chapter, and the list of what is in the book.
fn book(bytes: &[u8]) {
    let container = b"<container><rootfiles><rootfile full-path='c.opf'/></rootfiles></container>";
    let others: [(&str, &[u8]); 2] = [("mimetype", b"application/epub+zip"), ("META-INF/container.xml", container)];
    reader(Format::Epub, &packed_halves(bytes, ["a.xhtml", "c.opf"], &others));
}

/// What the parts of a document cite and quote is what the whole does.
pub fn parts(bytes: &[u8]) {
    let text = text_of(bytes);
    let Some(tree) = parse(&text, None) else { return };
    let whole = Briefing::read(text.clone(), &|_| false);
    let document = Document::read(&tree, text.len(), &|span| text[span].to_owned(), &(Arc::new(|_: &str| false) as _));
    let said = |briefing: &Briefing, origin: &dyn Fn(Span) -> Span| {
        let citations = briefing.citations.iter().map(|citation| (origin(citation.span), citation.key.clone()));
        let units = briefing.units.iter().map(|unit| (origin(unit.span), format!("{:?}", unit.kind)));
        citations.chain(units).collect::<Vec<_>>()
    };
    let mut parted: Vec<_> =
        document.parts().iter().flat_map(|part| said(part.briefing(), &|span| part.origin(span))).collect();
    let mut whole = said(&whole, &|span| span);
    parted.sort();
    whole.sort();
    assert_eq!(parted, whole, "in {text:?}");
}
