//! An article: a file's text, read once. What else is known of it is made when something asks for it.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::alphabet::Alphabet;
use super::figures::{self, Figures};
use super::forms::Forms;
use super::index::WordIndex;
use super::initials::Initials;
use super::landmarks::{LandmarkKind, Landmarks};
use super::own_date::{self, OwnDate};
use super::stated::{self, Statements};
use super::{Meta, markdown, paragraphs};
use crate::figures::Figure;
use crate::text::{Decoded, Lines, NotText, Prose, Span, decode, sentences};

/// What a file's content is called by: a hash of its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The BLAKE3 hash of a file's bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).into())
    }

    /// The hash.
    pub fn bytes(self) -> [u8; 32] {
        self.0
    }

    /// The fingerprint with this hash.
    pub fn from_bytes(hash: [u8; 32]) -> Self {
        Self(hash)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// What kind of file an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

impl Format {
    /// The format that a file's name says, by its ending; plain text if it says none.
    pub fn of_path(path: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        match ending.as_str() {
            "md" | "markdown" | "mkd" => Self::Markdown,
            _ => Self::Text,
        }
    }
}

/// The words between which an article stands in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Marks {
    /// The article begins with these words.
    pub start: Option<String>,
    /// The article ends before these words.
    pub stop: Option<String>,
}

/// What a reader of a format gives for an article: the text as people see it, and what the file says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// The text. It stands for the file wherever a place of the article is shown.
    pub text: String,
    /// Its pages, headings, rows.
    pub landmarks: Landmarks,
    /// What the file says of itself.
    pub meta: Meta,
    /// What could not be read, each as the end of a sentence about the file.
    pub faults: Vec<String>,
}

/// A source's text, read once per content: decoded, without markup.
///
/// Spans are bytes of [`Article::text`], the prose; [`Article::origin`] leads from there to [`Article::file`].
pub struct Article {
    fingerprint: Fingerprint,
    content: OnceLock<Arc<Content>>,
    /// Reads it, where that was put off.
    later: Option<Later>,
    words: OnceLock<WordIndex>,
    paragraphs: OnceLock<Vec<Span>>,
    sentences: OnceLock<Vec<Span>>,
    figures: OnceLock<Figures>,
    figure_words: OnceLock<Vec<Span>>,
    statements: OnceLock<stated::Known>,
    lines: OnceLock<Lines>,
    forms: OnceLock<Forms>,
    initials: OnceLock<Initials>,
    alphabet: OnceLock<Alphabet>,
    own_date: OnceLock<Option<OwnDate>>,
}

/// What the file of an article holds.
struct Content {
    file: Arc<str>,
    encoding: &'static str,
    is_lossy: bool,
    prose: Prose,
    landmarks: Landmarks,
    meta: Meta,
    faults: Vec<String>,
    is_extract: bool,
}

impl Content {
    fn of(file: Decoded, format: Format, marks: &Marks) -> Self {
        let Decoded { text, encoding, lossy } = file;
        let file: Arc<str> = text.into();
        let prose = match format {
            Format::Text => Prose::verbatim(Arc::clone(&file)),
            Format::Markdown => markdown::read(&file),
        };
        let prose = prose.seen();
        let prose = match between(prose.text(), marks) {
            Some(span) => prose.part(span),
            None => prose,
        };
        Self {
            file,
            encoding,
            is_lossy: lossy,
            prose,
            landmarks: Landmarks::default(),
            meta: Meta::default(),
            faults: Vec::new(),
            is_extract: false,
        }
    }
}

/// Reads an article that is known to be readable. What can't be read any more is an empty text: whoever puts the reading off
/// has to see to it that nothing is made of that.
pub type Later = Box<dyn Fn() -> Option<Arc<Article>> + Send + Sync>;

impl Article {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// If its bytes are no text.
    pub fn read(bytes: &[u8], format: Format, marks: &Marks) -> Result<Arc<Self>, NotText> {
        Ok(Arc::new(Self::of(Content::of(decode(bytes)?, format, marks), Fingerprint::of(bytes))))
    }

    /// Reads a text that is already one.
    pub fn of_text(text: &str, format: Format) -> Arc<Self> {
        let file = Decoded { text: text.to_owned(), encoding: "UTF-8", lossy: false };
        Arc::new(Self::of(Content::of(file, format, &Marks::default()), Fingerprint::of(text.as_bytes())))
    }

    /// The article of a file with these bytes, of which a reader of its format gave an extract.
    pub fn of_extract(bytes: &[u8], extract: Extract, marks: &Marks) -> Arc<Self> {
        let Extract { text, landmarks, meta, faults } = extract;
        let file = Decoded { text, encoding: "UTF-8", lossy: false };
        let content = Content::of(file, Format::Text, marks);
        let landmarks = match between(&content.file, marks) {
            Some(span) => landmarks.part(span),
            None => landmarks,
        };
        Arc::new(Self::of(Content { landmarks, meta, faults, is_extract: true, ..content }, Fingerprint::of(bytes)))
    }

    /// The article of a file whose bytes have a fingerprint, read when something first asks for what is in it.
    pub fn later(fingerprint: Fingerprint, later: Later) -> Arc<Self> {
        Arc::new(Self { later: Some(later), ..Self::unread(fingerprint) })
    }

    fn of(content: Content, fingerprint: Fingerprint) -> Self {
        Self { content: OnceLock::from(Arc::new(content)), ..Self::unread(fingerprint) }
    }

    fn unread(fingerprint: Fingerprint) -> Self {
        Self {
            fingerprint,
            content: OnceLock::new(),
            later: None,
            words: OnceLock::new(),
            paragraphs: OnceLock::new(),
            sentences: OnceLock::new(),
            figures: OnceLock::new(),
            figure_words: OnceLock::new(),
            statements: OnceLock::new(),
            lines: OnceLock::new(),
            forms: OnceLock::new(),
            initials: OnceLock::new(),
            alphabet: OnceLock::new(),
            own_date: OnceLock::new(),
        }
    }

    /// The same article, of whose text nothing is known yet.
    pub fn anew(&self) -> Arc<Self> {
        Arc::new(Self { content: OnceLock::from(Arc::clone(self.content())), ..Self::unread(self.fingerprint) })
    }

    fn content(&self) -> &Arc<Content> {
        self.content.get_or_init(|| {
            let read = self.later.as_ref().and_then(|later| later()?.content.get().cloned());
            read.unwrap_or_else(|| {
                let nothing = Decoded { text: String::new(), encoding: "UTF-8", lossy: false };
                Arc::new(Content::of(nothing, Format::Text, &Marks::default()))
            })
        })
    }

    /// The fingerprint of the file's bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// What a reader sees.
    pub fn text(&self) -> &str {
        self.content().prose.text()
    }

    /// The words of [`Article::text`].
    pub fn words(&self) -> &WordIndex {
        self.words.get_or_init(|| WordIndex::new(self.text()))
    }

    /// The same, if something asked for them before.
    pub(super) fn known_words(&self) -> Option<&WordIndex> {
        self.words.get()
    }

    /// The whole file's text.
    pub fn file(&self) -> &str {
        &self.content().file
    }

    /// Its pages, headings, rows, where its format has them.
    pub fn landmarks(&self) -> &Landmarks {
        &self.content().landmarks
    }

    /// What the file says of itself, where its format has that.
    pub fn meta(&self) -> &Meta {
        &self.content().meta
    }

    /// What of the file could not be read, each as the end of a sentence about it.
    pub fn faults(&self) -> &[String] {
        &self.content().faults
    }

    /// Whether [`Article::file`] is not the file's own text but what was read out of it.
    pub fn is_extract(&self) -> bool {
        self.content().is_extract
    }

    /// The place of a byte of the text as people name it: `p. 3`, or `¶ 4` where there is nothing better.
    pub fn place(&self, offset: usize) -> String {
        self.landmarks().name(offset).unwrap_or_else(|| format!("¶ {}", self.paragraph_at(offset) + 1))
    }

    /// The headings, where the format has them.
    pub fn headings(&self) -> Vec<Span> {
        let is_heading = |kind: &LandmarkKind| matches!(kind, LandmarkKind::Heading(_));
        let starts = self.landmarks().iter().filter(|landmark| is_heading(&landmark.kind)).map(|landmark| landmark.at);
        let block = |at: usize| self.paragraphs().get(self.paragraph_at(at)).copied().filter(|block| block.end > at);
        starts.filter_map(block).collect()
    }

    /// The name of the encoding of the file.
    pub fn encoding(&self) -> &'static str {
        self.content().encoding
    }

    /// Whether some bytes of the file could not be read.
    pub fn is_lossy(&self) -> bool {
        self.content().is_lossy
    }

    /// Where a span of the text stands in the file.
    pub fn origin(&self, span: Span) -> Span {
        self.content().prose.origin(span)
    }

    /// The place in the text of a byte of the file.
    pub fn reading(&self, offset: usize) -> usize {
        self.content().prose.reading(offset)
    }

    /// The lines of the file.
    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(self.file()))
    }

    /// The paragraphs of the text, in order.
    pub fn paragraphs(&self) -> &[Span] {
        self.paragraphs.get_or_init(|| paragraphs::paragraphs(self.text()))
    }

    /// The sentences of the text, in order; none crosses a paragraph's end.
    pub fn sentences(&self) -> &[Span] {
        self.sentences.get_or_init(|| {
            let within = |&paragraph: &Span| {
                sentences(&self.text()[paragraph]).into_iter().map(move |span| span.shifted(paragraph.start))
            };
            self.paragraphs().iter().flat_map(within).collect()
        })
    }

    /// The figures of the text in all their readings.
    pub fn figures(&self) -> &[Figure] {
        self.known_figures().all(self.text())
    }

    /// Those that begin in a span of the text: others need not be read.
    pub fn figures_in(&self, span: Span) -> impl Iterator<Item = &Figure> {
        self.known_figures().within(self.text(), span)
    }

    fn known_figures(&self) -> &Figures {
        self.figures.get_or_init(|| Figures::new(self.text()))
    }

    /// Whether a figure of the text is written with this very word: the 14.9 of "14.9 cents".
    pub fn has_in_figure(&self, word: &str) -> bool {
        let text = self.text();
        let words = self.figure_words.get_or_init(|| figures::words(text, self.figures()));
        words.binary_search_by(|&span| text[span].cmp(word)).is_ok()
    }

    /// What the text says of each of its figures, in all their readings.
    pub fn statements(&self) -> Statements<'_> {
        Statements::new(self, self.statements.get_or_init(|| stated::Known::new(self)))
    }

    /// The words by their stems and spellings.
    pub fn forms(&self) -> &Forms {
        self.forms.get_or_init(|| Forms::new(self.words(), self.sentences()))
    }

    /// The different words in the order of the alphabet.
    pub fn alphabet(&self) -> &Alphabet {
        self.alphabet.get_or_init(|| Alphabet::new(self.words().vocabulary()))
    }

    /// The initials of the capitalised words.
    pub fn initials(&self) -> &Initials {
        self.initials.get_or_init(|| Initials::new(self.text(), self.words()))
    }

    /// The day that the article's head gives as its own.
    pub fn own_date(&self) -> Option<OwnDate> {
        *self.own_date.get_or_init(|| own_date::read(self.text()))
    }

    /// The number, from 0, of the paragraph that holds the byte at `offset` of the text, or of the last one before it.
    pub fn paragraph_at(&self, offset: usize) -> usize {
        self.paragraphs().partition_point(|span| span.start <= offset).saturating_sub(1)
    }
}

impl fmt::Debug for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Article({} bytes)", self.text().len())
    }
}

/// The part of a text between its marks; a mark that the text lacks is as none.
fn between(text: &str, marks: &Marks) -> Option<Span> {
    let find = |mark: &Option<String>, from: usize| {
        mark.as_ref().and_then(|mark| text[from..].find(mark.as_str())).map(|at| from + at)
    };
    let start = find(&marks.start, 0);
    let stop = find(&marks.stop, start.unwrap_or(0));
    (start.is_some() || stop.is_some()).then(|| Span::new(start.unwrap_or(0), stop.unwrap_or(text.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, marks: Marks, expected: &str) {
        let article = Article::read(file.as_bytes(), Format::Text, &marks).unwrap();
        assert_eq!(article.text(), expected);
        assert_eq!(&article.file()[article.origin(Span::new(0, article.text().len()))], expected);
    }

    fn marks(start: Option<&str>, stop: Option<&str>) -> Marks {
        Marks { start: start.map(str::to_owned), stop: stop.map(str::to_owned) }
    }

    #[test]
    fn without_marks_the_whole_file_is_read() {
        check("Home | About\nNews.\nShare", Marks::default(), "Home | About\nNews.\nShare");
    }

    #[test]
    fn marks_say_where_the_article_stands() {
        check("Home | About\nNews.\nShare", marks(Some("News"), Some("Share")), "News.\n");
        check("Home | About\nNews.\nShare", marks(None, Some("\nShare")), "Home | About\nNews.");
    }

    #[test]
    fn a_mark_that_is_not_there_is_as_none() {
        check("News.", marks(Some("Nothing"), None), "News.");
    }

    #[test]
    fn fingerprints_tell_contents_apart() {
        assert_eq!(Fingerprint::of(b"a"), Fingerprint::of(b"a"));
        assert_ne!(Fingerprint::of(b"a"), Fingerprint::of(b"b"));
        assert_eq!(Fingerprint::of(b"").to_string().len(), 64);
    }

    #[test]
    fn a_byte_is_in_a_paragraph() {
        let article = Article::of_text("One.\n\nTwo.", Format::Text);
        assert_eq!([0, 3, 5, 6, 9].map(|at| article.paragraph_at(at)), [0, 0, 0, 1, 1]);
    }
}
