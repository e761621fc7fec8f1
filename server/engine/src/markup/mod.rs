//! Briefings: what a document claims, and what its citations cover.

mod blocks;
mod calc;
mod changes;
mod citations;
mod coverage;
mod directives;
mod fault;
mod footnotes;
mod front_matter;
mod inert;
mod inlines;
mod locators;
mod marks;
mod read;
mod references;
mod scopes;
mod tree;
mod units;
mod yaml;

#[cfg(test)]
mod tests;

pub(crate) use blocks::list_level_after;
pub use blocks::{folded as folded_label, link_targets};
pub use directives::PLACEHOLDER;
pub(crate) use directives::kind as directive_kind;
pub use front_matter::{meta as front_matter_meta, of_file as front_matter_of_file};
pub(crate) use inert::{example_labels, examples};
pub use inlines::unescaped;
pub use read::parser;
pub(crate) use references::author_year;
pub use tree::{Step, Way, child, walk};

use crate::sources::Meta;
use crate::text::{Prose, Span};

/// A briefing as read. Spans are bytes of [`Briefing::text`] unless they are said to be of a unit's prose.
#[derive(Clone, Debug, Default)]
pub struct Briefing {
    /// The whole document.
    pub text: String,
    /// What the front matter says.
    pub front_matter: FrontMatter,
    /// Every citation, in the order of the text; a bracket with two keys holds two.
    pub citations: Vec<Citation>,
    /// Every unit that can claim something, in the order of the text.
    pub units: Vec<Unit>,
    /// Every directive that could be read, in the order of the text.
    pub directives: Vec<Directive>,
    /// What could not be read, in the order of the text.
    pub problems: Vec<Problem>,
}

/// The front matter's declarations.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// From the first mark to the last; `None` without a front matter.
    pub span: Option<Span>,
    /// The document's title.
    pub title: Option<String>,
    /// The sources that it declares, in order; a key declared twice is kept twice.
    pub declarations: Vec<Declaration>,
    /// The bibliographies that it names.
    pub bibliography: Vec<Bibliography>,
    /// The entries of its own list of references that name no file.
    pub references: Vec<Reference>,
}

/// A bibliography that a front matter names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bibliography {
    /// The path, relative to the briefing.
    pub path: String,
    /// Where the path stands.
    pub span: Span,
}

/// An entry of a list of references, without a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The key, as written.
    pub key: String,
    /// What is known of the source.
    pub meta: Meta,
}

/// A source declared in the front matter.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// The key, as written.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The path, relative to the briefing.
    pub path: String,
    /// Where the path stands.
    pub path_span: Span,
    /// The whole entry with its line end: what is deleted to remove it.
    pub span: Span,
    /// What is said beside the path.
    pub meta: Meta,
}

/// An index into [`Briefing::citations`].
pub type CitationId = usize;

/// One key cited at one place.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The key and what belongs to it, without brackets; of a link, the whole link.
    pub span: Span,
    /// The key, or a link's target without its fragment.
    pub key: String,
    /// Where the key or the target stands.
    pub key_span: Span,
    /// How it is written.
    pub form: CitationForm,
    /// How the source bears on the claim.
    pub stance: Stance,
    /// Where in the source the evidence must stand.
    pub locator: Option<Locator>,
}

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitationForm {
    /// `[@key]`
    Bracketed,
    /// `@key` in running text
    InText,
    /// A link to the source's file
    Link,
}

/// How a source bears on the claim, by the citation's prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// It must support it: no prefix, `see`, `e.g.`
    Supports,
    /// It is only mentioned and convicts nothing: `cf.`, `compare`, `see also`
    Mentions,
    /// It speaks against it: `but see`, `contra`
    Opposes,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// Where it is written in the briefing.
    pub span: Span,
    /// What it names.
    pub place: Place,
}

/// What a locator names. Numbers count from 1, ranges are closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `p. 3`, `pp. 3-5`
    Pages(u32, u32),
    /// `¶ 4`, `para. 4`
    Paragraphs(u32, u32),
    /// `l. 12`, or a link's `#L12`
    Lines(u32, u32),
    /// `sec. Results`
    Section(String),
    /// Words of the source in quotation marks
    Words(String),
    /// Any other text: `ch. 2`
    Other(String),
}

/// A sentence, a cell, an item or a heading: what is read and checked as a whole.
#[derive(Clone, Debug)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Where it stands in the document, its own citations included.
    pub span: Span,
    /// What a reader sees of it: no markup, no citations, no comments, line ends as blanks. Code spans and URLs
    /// stand as U+FFFC, so that they part words without being any.
    pub prose: Prose,
    /// The number of the block (paragraph, cell, item) that it belongs to, from 0: units of one paragraph share it.
    pub block: usize,
    /// The last heading before it, as an index into [`Briefing::units`].
    pub heading: Option<usize>,
    /// Whether it stands between `off` and `on`.
    pub off: bool,
    /// Its outermost quotations, in order.
    pub quotations: Vec<Quotation>,
    /// What covers which part of the prose: in order, without gaps or overlaps, from 0 to the prose's end.
    pub stretches: Vec<Stretch>,
}

/// The kinds of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// A sentence of running text.
    Sentence,
    /// A cell of a table.
    Cell,
    /// A heading.
    Heading,
    /// A list item that is no full sentence.
    Item,
    /// A block quotation: one verbatim quotation.
    BlockQuotation,
}

/// Words in quotation marks, or a block quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words with their marks, in the unit's prose.
    pub span: Span,
    /// The words between the marks, in the unit's prose.
    pub content: Span,
}

/// A part of a unit's prose, and the citations that cover it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The part, in the unit's prose.
    pub span: Span,
    /// The citations, any one of which may support an item here; empty where nothing covers it.
    pub citations: Vec<CitationId>,
    /// Whether they can convict.
    pub force: Force,
}

/// Whether a citation can convict what it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It stands for these very words.
    Own,
    /// It is a neighbour's: it can support an item, not convict it.
    Borrowed,
}

/// A comment to the checker.
#[derive(Clone, Debug)]
pub struct Directive {
    /// The whole comment, or the footnote's definition.
    pub span: Span,
    /// What it acts on: a unit or a block.
    pub scope: Span,
    /// What it says.
    pub kind: DirectiveKind,
}

/// What a directive says.
#[derive(Clone, Debug)]
pub enum DirectiveKind {
    /// `allow RULE, RULE: reason`
    Allow {
        /// The rules' names as written, each with its place.
        rules: Vec<(String, Span)>,
        /// Why.
        reason: String,
    },
    /// `checked NAME DATE: reason`
    Checked {
        /// Who looked at the claim and its source.
        by: String,
        /// When: `2025-10-02`.
        date: String,
        /// Why it stands.
        reason: String,
    },
    /// `calc FIGURE = EXPRESSION`, or a footnote whose text begins with `=`
    Calc(Calc),
    /// Leaves what follows unchecked.
    Off,
    /// Ends that.
    On,
}

/// How a figure was derived.
#[derive(Clone, Debug)]
pub struct Calc {
    /// The figure's text: in the directive, or in the unit where a footnote stands on it.
    pub figure: Span,
    /// How it is worked out.
    pub expression: Expression,
}

/// An expression over figures.
#[derive(Clone, Debug)]
pub enum Expression {
    /// A figure, as written at this place.
    Figure(Span),
    /// Minus one operand.
    Negated(Box<Expression>),
    /// Two operands with an operator between them.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// `pct(old, new)`: the change in per cent.
    Change(Box<Expression>, Box<Expression>),
    /// `share(part, whole)`: the part in per cent.
    Share(Box<Expression>, Box<Expression>),
}

/// The operators of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub span: Span,
    /// What it was meant to be.
    pub kind: ProblemKind,
    /// What is wrong and what would be right, in one line.
    pub message: String,
}

/// What could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Brackets with an `@` that are no citation.
    Citation,
    /// A `briefcheck:` comment.
    Directive,
    /// The front matter.
    FrontMatter,
}
