//! What differs between a quotation and a passage, by kind: the kind decides, not how much is alike.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::damage;
use super::exact::Place;
use super::near::{Near, Step};
use super::pattern::{Pattern, QuotedWord};
use crate::figures;
use crate::sources::Article;
use crate::text::spelling::canonical;
use crate::text::{Span, is_apostrophe, is_dash, is_ignorable, is_quotation_mark};
use crate::verify::polarity;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is.
    pub kind: DifferenceKind,
    /// The quotation's words, in bytes of its content; empty where they are missing.
    pub quoted: Span,
    /// The source's words, in bytes of the article's text; empty where there are none.
    pub source: Span,
}

/// The kinds of differences, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// The source's negation (`not`, `never`) is left out.
    NegationLeftOut,
    /// A negation is put in.
    NegationPutIn,
    /// Another number.
    Figure,
    /// Another name.
    Name,
    /// The source's words in another order.
    Order,
    /// The source asks what the quotation states.
    Question,
    /// Other words.
    Replaced,
    /// Words left out without an elision.
    LeftOut,
    /// Words put in without brackets.
    PutIn,
    /// The same number in another form.
    EqualFigure,
    /// The same words in another spelling, or written as one.
    Spelling,
    /// Capital letters.
    Case,
    /// Marks between words.
    Punctuation,
    /// Words put in in round brackets.
    RoundBrackets,
    /// The source's text is damaged there by extraction, or has a word about the speaker or a mark between the words.
    Extraction,
}

impl DifferenceKind {
    /// Whether the source's words are kept, but for how they are written.
    pub fn is_slight(self) -> bool {
        self >= Self::EqualFigure
    }
}

/// What differs between a quotation and the nearest passage; empty if only hyphens do.
pub fn of_near(near: &Near, pattern: &Pattern, content: &str, article: &Article) -> Vec<Difference> {
    let words: Vec<&QuotedWord> = pattern.words().collect();
    let compare = Compare { words: &words, content, article };
    let mut differences: Vec<Difference> =
        changes(near).into_iter().filter_map(|change| compare.difference(&change)).collect();
    compare.find_order(&mut differences);
    differences
}

/// What differs in writing between a quotation and a place that has its words.
pub fn of_place(place: &Place, pattern: &Pattern, content: &str, article: &Article) -> Vec<Difference> {
    let words: Vec<&QuotedWord> = pattern.words().collect();
    let index = article.words();
    let mut differences = Vec::new();
    let mut before: Option<(&QuotedWord, Span, usize)> = None;
    for &(number, position) in &place.pairs {
        let Some(&word) = words.get(number) else { continue };
        // A word that a line's end parts in the article is two of its words.
        let is_parted = word.kept.is_none() && word.folded.len() > index.word(position).len();
        let last = if is_parted && position + 1 < index.len() { position + 1 } else { position };
        let source = index.span_of(position, last + 1);
        let follows = before.filter(|&(_, _, last)| last + 1 == position);
        let is_first = follows.is_none();
        if word.kept.is_none() && !same_letters(&content[word.span], &article.text()[source], is_first) {
            differences.push(Difference { kind: DifferenceKind::Case, quoted: word.span, source });
        }
        if let Some((last, last_source, _)) = follows {
            let quoted = Span::new(last.span.end, word.span.start);
            let between = Span::new(last_source.end, source.start);
            if !content[quoted].contains(['[', ']', '…', '('])
                && marks(&content[quoted]) != marks(&article.text()[between])
            {
                differences.push(Difference { kind: DifferenceKind::Punctuation, quoted, source: between });
            }
        }
        before = Some((word, source, last));
    }
    differences
}

/// Words that one side has instead of the other's: `quoted` counts words, `source` positions.
#[derive(Debug)]
struct Change {
    quoted: Range<usize>,
    source: Range<usize>,
}

/// Gathers the steps between two words that both sides have.
fn changes(near: &Near) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut open: Option<Change> = None;
    let (mut quoted_at, mut source_at) = (0, near.from);
    for step in &near.steps {
        let change = open.get_or_insert(Change { quoted: quoted_at..quoted_at, source: source_at..source_at });
        match *step {
            Step::Same { quoted, source } => {
                changes.extend(open.take());
                (quoted_at, source_at) = (quoted + 1, source + 1);
            }
            Step::Elided { source } => {
                changes.extend(open.take());
                source_at = source + 1;
            }
            Step::Replaced { quoted, source } => {
                (quoted_at, source_at) = (quoted + 1, source + 1);
                (change.quoted.end, change.source.end) = (quoted_at, source_at);
            }
            Step::LeftOut { source } => {
                source_at = source + 1;
                change.source.end = source_at;
            }
            Step::PutIn { quoted } => {
                quoted_at = quoted + 1;
                change.quoted.end = quoted_at;
            }
        }
    }
    changes.extend(open);
    changes.retain(|change| !change.quoted.is_empty() || !change.source.is_empty());
    changes
}

struct Compare<'a> {
    words: &'a [&'a QuotedWord],
    content: &'a str,
    article: &'a Article,
}

impl Compare<'_> {
    fn difference(&self, change: &Change) -> Option<Difference> {
        let quoted = self.quoted_span(&change.quoted);
        let source = self.article.words().span_of(change.source.start, change.source.end);
        let kind = self.kind(change, &self.content[quoted], &self.article.text()[source])?;
        Some(Difference { kind, quoted, source })
    }

    fn quoted_span(&self, range: &Range<usize>) -> Span {
        match (self.words.get(range.start), range.end.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if !range.is_empty() => first.span.cover(last.span),
            (Some(next), _) => Span::empty(next.span.start),
            _ => Span::empty(self.content.len()),
        }
    }

    /// The kind of a change; `None` if the sides differ in hyphens alone.
    fn kind(&self, change: &Change, quoted: &str, source: &str) -> Option<DifferenceKind> {
        match damage::of(self.article, &change.source, change.quoted.is_empty()) {
            Some(damage::Damage::NoteMark) => return None,
            Some(damage::Damage::Other) => return Some(DifferenceKind::Extraction),
            None => {}
        }
        let ours: Vec<&str> = self.words[change.quoted.clone()].iter().map(|word| word.folded.as_str()).collect();
        let theirs: Vec<&str> = change.source.clone().map(|position| self.article.words().word(position)).collect();
        let spelled = |words: &[&str]| words.concat().replace('&', "and");
        if spelled(&ours) == spelled(&theirs) {
            let is_hyphen = quoted.contains(is_dash) || source.contains(is_dash) || source.contains('\u{AD}');
            let is_split = theirs.len() > ours.len() && theirs.iter().any(|part| damage::is_split_part(part));
            return match (is_hyphen, is_split) {
                (true, _) => None,
                (false, true) => Some(DifferenceKind::Extraction),
                (false, false) => Some(DifferenceKind::Spelling),
            };
        }
        if damage::without_superscripts(source) == quoted {
            return None;
        }
        if ours.len() == theirs.len()
            && ours
                .iter()
                .zip(&theirs)
                .all(|(ours, theirs)| canonical(ours) == canonical(theirs) || is_slip(ours, theirs))
        {
            return Some(DifferenceKind::Spelling);
        }
        let negations = |words: &[&str]| words.iter().filter(|word| polarity::is_negation(word)).count();
        let kind = match (negations(&ours), negations(&theirs)) {
            (ours, theirs) if ours < theirs => DifferenceKind::NegationLeftOut,
            (ours, theirs) if ours > theirs => DifferenceKind::NegationPutIn,
            _ if ours.is_empty() => DifferenceKind::LeftOut,
            _ if theirs.is_empty() => DifferenceKind::PutIn,
            _ if figures::are_equal(quoted, source) || is_percent(quoted) && is_percent(source) => {
                DifferenceKind::EqualFigure
            }
            _ if quoted.contains(|c: char| c.is_ascii_digit()) && source.contains(|c: char| c.is_ascii_digit()) => {
                DifferenceKind::Figure
            }
            _ if is_capital(quoted) && is_capital(source) => DifferenceKind::Name,
            _ => DifferenceKind::Replaced,
        };
        Some(kind)
    }

    /// Names two differences as one of order, where one puts in the words that the other leaves out.
    fn find_order(&self, differences: &mut Vec<Difference>) {
        let fold = |text: &str| crate::text::words(text).into_iter().map(|(_, folded)| folded).collect::<Vec<_>>();
        let left_out = differences.iter().position(|difference| difference.quoted.is_empty());
        let put_in = differences.iter().position(|difference| difference.source.is_empty());
        let (Some(left_out), Some(put_in)) = (left_out, put_in) else { return };
        let source = differences[left_out].source;
        let quoted = differences[put_in].quoted;
        if fold(&self.article.text()[source]) == fold(&self.content[quoted]) {
            differences[left_out] = Difference { kind: DifferenceKind::Order, quoted, source };
            differences.remove(put_in);
        }
    }
}

/// Whether two words differ in two neighbouring letters alone, which stand the other way round: no two words of some length do.
fn is_slip(a: &str, b: &str) -> bool {
    const SHORTEST: usize = 5;
    let letters = |word: &str| -> Vec<char> { word.chars().collect() };
    let (a, b) = (letters(a), letters(b));
    let differ: Vec<usize> = a.iter().zip(&b).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    let is_swap = |first: usize, second: usize| first + 1 == second && a[first] == b[second] && a[second] == b[first];
    a.len() == b.len()
        && a.len() >= SHORTEST
        && a.iter().all(|c| c.is_alphabetic())
        && matches!(differ[..], [first, second] if is_swap(first, second))
}

/// Whether a word or sign says that a number is hundredths.
fn is_percent(text: &str) -> bool {
    matches!(text.to_ascii_lowercase().as_str(), "%" | "percent" | "per cent" | "pct" | "pc")
}

fn is_capital(text: &str) -> bool {
    text.split_whitespace().all(|word| word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase))
}

/// Whether two words that are the same folded are the same to the letter, but for the first one's case if `is_first`.
fn same_letters(quoted: &str, source: &str, is_first: bool) -> bool {
    if quoted == source {
        return true;
    }
    let letters = |text: &str| -> String {
        let letters = text.nfkc().filter(|&c| !is_ignorable(c) && !c.is_whitespace() && !is_dash(c));
        letters.map(|c| if is_apostrophe(c) { '\'' } else { c }).collect()
    };
    let (quoted, source) = (letters(quoted), letters(source));
    if !is_first {
        return quoted == source;
    }
    let (mut quoted, mut source) = (quoted.chars(), source.chars());
    let firsts =
        (quoted.next().map(|c| c.to_lowercase().to_string()), source.next().map(|c| c.to_lowercase().to_string()));
    firsts.0 == firsts.1 && quoted.eq(source)
}

/// The marks between two words that a reader would hear: no blanks, quotation marks, emphasis; every dash alike.
fn marks(between: &str) -> String {
    const UNHEARD: &str = "*_`[]0123456789";
    let is_heard = |c: &char| {
        is_dash(*c) || !(c.is_whitespace() || is_quotation_mark(*c) || is_ignorable(*c) || UNHEARD.contains(*c))
    };
    let heard = between.chars().filter(is_heard);
    let mut marks = String::new();
    for c in heard.map(|c| if is_dash(c) { '-' } else { c }) {
        if c != '-' || !marks.ends_with('-') {
            marks.push(c);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;
    use crate::verify::quotation::{Round, nearest, places};
    use DifferenceKind::*;

    const ARTICLE: &str = "Officials in Lahore said the fee, due in May, will not rise by 12 percent. The centre is well-known here. \
         So were the fee & the fine.";

    fn differences(quotation: &str) -> Vec<Difference> {
        let article = Article::of_text(ARTICLE, Format::Text);
        let pattern = Pattern::new(quotation, Round::Literal);
        match places(&pattern, article.words()).first() {
            Some(place) => of_place(place, &pattern, quotation, &article),
            None => {
                let near = nearest(&pattern, article.words(), 0.0).unwrap().widened(&article);
                of_near(&near, &pattern, quotation, &article)
            }
        }
    }

    fn check(quotation: &str, expected: &[(DifferenceKind, &str, &str)]) {
        let found = differences(quotation);
        let found: Vec<_> = found.iter().map(|d| (d.kind, &quotation[d.quoted], &ARTICLE[d.source])).collect();
        assert_eq!(found, expected, "{quotation:?}");
    }

    #[test]
    fn the_sources_words_have_no_differences() {
        check("the fee, due in May, will not rise", &[]);
        check("The fee, due in May", &[]);
    }

    #[test]
    fn negations_are_named() {
        check("the fee, due in May, will rise by 12 percent", &[(NegationLeftOut, "", "not")]);
        check("officials in Lahore never said the fee", &[(NegationPutIn, "never", "")]);
    }

    #[test]
    fn figures_and_names_are_named() {
        check("will not rise by 15 percent", &[(Figure, "15", "12")]);
        check("Officials in Karachi said the fee", &[(Name, "Karachi", "Lahore")]);
    }

    #[test]
    fn words_are_named() {
        check("Officials in Lahore hoped the fee, due in May", &[(Replaced, "hoped", "said")]);
        check("Officials in Lahore said the cost", &[(Replaced, "cost", "fee")]);
        check("Officials in Lahore said the fee tomorrow", &[(PutIn, "tomorrow", "")]);
        check("Clerks in Lahore said the fee", &[(Name, "Clerks", "Officials")]);
        check("Officials in Lahore said the fee, in May", &[(LeftOut, "", "due")]);
        check("Officials in Lahore said the new fee, due in May", &[(PutIn, "new", "")]);
    }

    #[test]
    fn the_order_is_named() {
        check("Officials said in Lahore the fee, due in May", &[(Order, "said", "said")]);
    }

    #[test]
    fn an_ampersand_is_a_spelling() {
        check("the fee and the fine", &[(Spelling, "and", "&")]);
    }

    #[test]
    fn spelling_and_case_are_slight() {
        check("the center is well-known", &[(Spelling, "center", "centre")]);
        check("Officails in Lahore said", &[(Spelling, "Officails", "Officials")]);
        check("rise by 12%. The centre is", &[(EqualFigure, "%", "percent")]);
        check("the fee, due in may", &[(Case, "may", "May")]);
        assert!(Spelling.is_slight() && Case.is_slight() && !LeftOut.is_slight());
    }

    #[test]
    fn marks_between_words_are_slight() {
        check("the fee due in May, will", &[(Punctuation, " ", ", ")]);
        check("centre is well–known", &[]);
        check("centre is wellknown here", &[]);
    }
}
