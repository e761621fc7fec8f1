//! How an item was decided.
//!
//! A check carries it as data: what was read, where the source has what, and what makes the two agree or leaves it open.
//! [`How::told`] alone puts it into words, in one short line for people.

use super::name::{Form, Loose};
use crate::figures::{Agreement, Figure, Kind, Unit, Value};
use crate::sources::{Library, SourceId};
use crate::text::Span;

/// How many of a writer's changes of a quotation are told one by one.
const MOST_CHANGES: usize = 3;
/// How many of the words that a passage lacks are told.
const MOST_LACKING: usize = 4;
/// How many of the words that a figure is not established to be of are told.
const MOST_UNSAID: usize = 3;

/// How an item was decided, with what decided it.
#[derive(Clone, Debug, Default)]
pub enum How {
    /// The verdict's rule says it all.
    #[default]
    ByRule,
    /// No source is cited for it.
    NotAsked,
    /// A source that is cited for it can't be read.
    Unreadable,
    /// A figure: what it was read as, and what came of that.
    Figure(Box<Figure>, FigureHow),
    /// A figure that a `calc` works out, with the calculation as it is written.
    Calc(Box<Figure>, String),
    /// A figure that stands at this place, in a clause that says the claim's.
    ByClause(Where),
    /// A name, as the claim has it.
    Name(String, NameHow),
    /// A quotation.
    Quote(QuoteHow),
    /// A claim, beside the best passage for it.
    Passage {
        /// The passage.
        at: Where,
        /// How many of the claim's words it has.
        has: usize,
        /// How many words the claim has.
        of: usize,
        /// The words that it lacks.
        lacking: Vec<String>,
    },
}

/// A place in a source, in bytes of the article's text.
#[derive(Clone, Copy, Debug)]
pub struct Where {
    /// The source.
    pub source: SourceId,
    /// The place.
    pub span: Span,
}

/// What came of a figure.
#[derive(Clone, Debug)]
pub enum FigureHow {
    /// It was read, and that is all.
    Read,
    /// A source bears it out.
    Stands {
        /// The source's figure.
        at: FigureAt,
        /// How the two agree.
        agreement: Agreement,
        /// The claim's hedge, in its words.
        hedge: Option<String>,
    },
    /// A source has it, and it was not established that it is of the same.
    Open {
        /// The source's figure.
        at: FigureAt,
        /// The claim's words of which it was not established.
        unsaid: Vec<String>,
    },
    /// It could have been worked out of figures of a source at a place, or without a place of the claim's others.
    WorkedOut {
        /// What a `calc` would say.
        expression: String,
        /// Where these figures stand.
        at: Option<Where>,
    },
    /// A date that words of a source give, counted from another date.
    Dated {
        /// The words.
        at: Where,
        /// The date that they are counted from, where they are.
        from: Option<String>,
    },
    /// A source has the number of a part of something near that thing's name.
    Near {
        /// The number, in words.
        number: String,
        /// The name.
        noun: String,
    },
    /// It was left open for a reason that no place of a source tells.
    Because(Reason),
}

/// A source's figure, as it was read.
#[derive(Clone, Debug)]
pub struct FigureAt {
    /// The source.
    pub source: SourceId,
    /// The figure, in bytes of the article's text.
    pub figure: Box<Figure>,
}

/// Why a figure was left open, or asked of no source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No source has to bear it out.
    NeedsNone,
    /// A source that is cited for it can't be read.
    Unreadable,
    /// It says no number: `dozens`.
    NoNumber,
    /// It depends on when its source appeared, and that is not known.
    Undated,
    /// It is the day that the source itself is of.
    OwnDate,
    /// A reader may count it, or work it out.
    ReadersOwn,
}

/// What came of a name.
#[derive(Clone, Debug)]
pub enum NameHow {
    /// The source has it as the claim has.
    Same(Where),
    /// The source has another form of it.
    As {
        /// The source's form.
        at: Where,
        /// How the two differ.
        form: Form,
        /// The words of the claim that the source's form is without.
        without: Vec<String>,
    },
    /// It is said of the source where it is declared.
    Declared,
    /// Whether what the source has is the name was not decided.
    Loose {
        /// What the source has.
        at: Where,
        /// Why.
        why: Loose,
    },
}

/// How a quotation was found.
#[derive(Clone, Debug)]
pub struct QuoteHow {
    /// How many words it has.
    pub words: usize,
    /// Where they stand.
    pub at: Where,
    /// What the writer changed, in order.
    pub changes: Vec<Change>,
    /// Whether who says them there was not established.
    pub is_speaker_unknown: bool,
}

/// What a writer changed in a quotation, and marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// So many words are left out.
    Elided(usize),
    /// Words are put in.
    PutIn(String),
    /// The first stand for the second.
    For(String, String),
}

impl How {
    /// The same in one short line for people; empty where the verdict's rule says it all. `library` is the one that the check was
    /// made with.
    pub fn told(&self, library: &Library) -> String {
        match self {
            How::ByRule => String::new(),
            How::NotAsked => "not asked: no source is cited for it".to_owned(),
            How::Unreadable => format!("not decided: {}", Reason::Unreadable.told(library)),
            How::Figure(read, how) => format!("read as {}{}", read.describe(), how.told(read, library)),
            How::Calc(read, written) => format!("{} = {written}", read.describe()),
            How::ByClause(at) => format!("in {}, whose clause says this one", at.place(library)),
            How::Name(claimed, how) => how.told(&quoted(claimed), library),
            How::Quote(how) => how.told(library),
            How::Passage { at, has, of, lacking } => {
                let told: Vec<String> = lacking.iter().take(MOST_LACKING).map(|word| quoted(word)).collect();
                let lacks = if told.is_empty() { String::new() } else { format!("; without {}", told.join(", ")) };
                let more = if lacking.len() > MOST_LACKING { " …" } else { "" };
                format!("{has} of {of} words in {}{lacks}{more}", at.place(library))
            }
        }
    }
}

impl Where {
    /// The paragraph, page or row that it is in, for people; empty for a source that is not there.
    fn place(self, library: &Library) -> String {
        library.article(self.source).map_or_else(String::new, |article| article.place(self.span.start))
    }

    /// Its words; empty for a source that is not there.
    fn words(self, library: &Library) -> &str {
        library.article(self.source).and_then(|article| article.text().get(self.span.range())).unwrap_or_default()
    }
}

impl FigureHow {
    fn told(&self, read: &Figure, library: &Library) -> String {
        match self {
            FigureHow::Read => String::new(),
            FigureHow::Stands { at, agreement, hedge } => {
                format!("; {}{}", at.told(library), transformation(read, &at.figure, *agreement, hedge.as_deref()))
            }
            FigureHow::Open { at, unsaid } if unsaid.is_empty() => {
                format!("; {}, but not established to be of the same", at.told(library))
            }
            FigureHow::Open { at, unsaid } => {
                let unsaid: Vec<String> = unsaid.iter().take(MOST_UNSAID).map(|word| quoted(word)).collect();
                format!("; {}, not established to be of {}", at.told(library), unsaid.join(", "))
            }
            FigureHow::WorkedOut { expression, at: Some(at) } => {
                format!("; {expression} in {} is that, not established to be of the same", at.place(library))
            }
            FigureHow::WorkedOut { expression, at: None } => format!("; {expression} of the claim itself is that"),
            FigureHow::Dated { at, from } => {
                let from = from.as_ref().map(|from| format!(", counted from {from}")).unwrap_or_default();
                format!("; “{}”{from}", at.words(library))
            }
            FigureHow::Near { number, noun } => format!("; the source has “{number}” near “{noun}”"),
            FigureHow::Because(reason) => format!("; {}", reason.told(library)),
        }
    }
}

impl FigureAt {
    /// Its place, and its words with its hedge and what it counts: `¶ 3 has about 4,000 people`.
    fn told(&self, library: &Library) -> String {
        let Figure { span, noun, hedge_span, .. } = *self.figure;
        let span = noun.map_or(span, |noun| span.cover(noun));
        let span = hedge_span.map_or(span, |hedge| hedge.cover(span));
        let place = Where { source: self.source, span: self.figure.span }.place(library);
        format!("{place} has {}", on_one_line(Where { source: self.source, span }.words(library)))
    }
}

impl Reason {
    fn told(self, library: &Library) -> &'static str {
        match self {
            Reason::NeedsNone => "no source has to bear it out",
            Reason::Unreadable if library.sources().next().is_none() => "there is no source to hold it against",
            Reason::Unreadable => "a source that is cited for it can't be read",
            Reason::NoNumber => "it says no number",
            Reason::Undated => "no source says when it was published",
            Reason::OwnDate => "the source's own date",
            Reason::ReadersOwn => "no source has it; a reader may work it out",
        }
    }
}

impl NameHow {
    fn told(&self, claimed: &str, library: &Library) -> String {
        match self {
            NameHow::Same(at) => format!("{claimed}, as in {}", at.place(library)),
            NameHow::As { at, form, without } => {
                let why = match form {
                    Form::Same if without.is_empty() => String::new(),
                    Form::Same => {
                        let without: Vec<String> = without.iter().map(|word| quoted(word)).collect();
                        format!(" (without {})", without.join(", "))
                    }
                    Form::Number => " (in the other number)".to_owned(),
                    Form::Spelling => " (another spelling)".to_owned(),
                    Form::Alias => " (another name of it)".to_owned(),
                    Form::Nickname => " (another form of the given name)".to_owned(),
                    Form::Short => " (abbreviated)".to_owned(),
                    Form::Initials => " (by the initials)".to_owned(),
                    Form::Surname => " (by the surname)".to_owned(),
                };
                format!("{claimed} is {} in {}{why}", quoted(at.words(library)), at.place(library))
            }
            NameHow::Declared => format!("{claimed} is said of the source where it is declared"),
            NameHow::Loose { at, why } => {
                let (place, there) = (at.place(library), quoted(at.words(library)));
                match why {
                    Loose::Apart => format!("the words of {claimed} stand in {place}, but not as one name"),
                    Loose::Small => format!("{there} stands in {place} without a capital"),
                    Loose::Part => format!("{there} in {place} is a part of another name"),
                    Loose::Spelling => format!("{place} has {there}, which other transliterations write otherwise"),
                    Loose::Initials => {
                        format!("the initials of {there} in {place} fit, but nothing says that it is {claimed}")
                    }
                    Loose::Bare => format!("{there} in {place} has no given name there, and another one elsewhere"),
                    Loose::Unqualified => format!("{place} has {there}, without a word of {claimed}"),
                    Loose::Capital => format!("{place} has {there}, a capital and its country"),
                }
            }
        }
    }
}

impl QuoteHow {
    fn told(&self, library: &Library) -> String {
        let noun = if self.words == 1 { "word" } else { "words" };
        let mut told: Vec<String> = self.changes.iter().take(MOST_CHANGES).map(Change::told).collect();
        let rest = self.changes.len().saturating_sub(MOST_CHANGES);
        if rest > 0 {
            told.push(format!("{rest} more"));
        }
        if self.is_speaker_unknown {
            told.push("who says them there was not established".to_owned());
        }
        let told: String = told.iter().map(|change| format!("; {change}")).collect();
        format!("{} {noun}, as in {}{told}", self.words, self.at.place(library))
    }
}

impl Change {
    fn told(&self) -> String {
        match self {
            Change::Elided(1) => "“…” for 1 word".to_owned(),
            Change::Elided(words) => format!("“…” for {words} words"),
            Change::PutIn(words) => format!("“{words}” put in"),
            Change::For(ours, theirs) => format!("“{ours}” for “{theirs}”"),
        }
    }
}

/// What makes a source's figure that of the claim, where they are not the same at sight.
fn transformation(read: &Figure, source: &Figure, agreement: Agreement, hedge: Option<&str>) -> String {
    let converted = converted(read, source);
    match agreement {
        Agreement::Rounded => format!("{converted}, which rounds to it"),
        Agreement::Hedged => match (read.value == source.value, hedge) {
            (true, _) => format!("{converted}, whose hedge it keeps"),
            (false, Some(hedge)) => format!("{converted}, which “{hedge}” allows"),
            (false, None) => format!("{converted}, which its hedge allows"),
        },
        Agreement::Contained if matches!(source.value, Value::Range(..) | Value::Period(..)) => {
            ", with which it shares an end".to_owned()
        }
        Agreement::Contained => ", which lies within it".to_owned(),
        _ if read.kind != source.kind && (read.kind == Kind::Ordinal || source.kind == Kind::Ordinal) => {
            ", which is of the same number".to_owned()
        }
        _ => converted,
    }
}

/// A source's measure in the claim's unit, if that is another one: `, which is 16.093 km`.
fn converted(read: &Figure, source: &Figure) -> String {
    let (Unit::Measure(ours), Unit::Measure(theirs), Value::Number(value)) = (&read.unit, &source.unit, &source.value)
    else {
        return String::new();
    };
    match theirs.convert(*value, ours).filter(|_| ours.symbol != theirs.symbol) {
        Some(value) => {
            let unit = read.unit.clone();
            let same = Figure { value: Value::Number(value), unit, hedge: None, also: Vec::new(), ..source.clone() };
            format!(", which is {}", same.describe())
        }
        None => String::new(),
    }
}

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn quoted(words: &str) -> String {
    format!("“{}”", on_one_line(words))
}
