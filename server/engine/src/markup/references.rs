//! References as other texts have them: by author and year, and in full.

use super::inlines::{OBJECT, Point, Text};
use crate::clauses;
use crate::lexicon::{LOCATOR_WORDS, NAME_PARTICLES, PUBLICATION_LABELS, REFERENCE_LEADS, SPEECH_VERBS};
use crate::text::Span;

/// The length of the brackets of an author–year reference: `(2019)` after a name that then holds or finds something, and
/// `(Marsh et al., 2019, p. 3; Kell 2020)`.
pub(super) fn in_brackets(rest: &str, before: &str) -> Option<usize> {
    let end = rest.get(1..)?.find(['(', ')', '\n', '[', '@'])? + 1;
    if !rest[end..].starts_with(')') {
        return None;
    }
    let inner = &rest[1..end];
    if let Some(year) = year(inner) {
        let is_alone = inner[year..].is_empty() || inner[year..].starts_with([',', ':']);
        let is_named = follows_name(before) && says(&rest[end + 1..]) || before.trim_end().ends_with("et al.");
        return (is_alone && is_named).then_some(end + 1);
    }
    let is_reference = |part| author_year(part).is_some_and(|part| part.is_listed);
    inner.split(';').all(is_reference).then_some(end + 1)
}

/// The length of a year, with the letter that tells several of one year apart, at the beginning of a text.
fn year(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = digits == 4 && (text.starts_with("1") || text.starts_with("2"));
    let letter = usize::from(text[digits..].starts_with(|c: char| c.is_ascii_lowercase()));
    let ends = !text[digits + letter..].starts_with(char::is_alphanumeric);
    (is_year && ends).then_some(digits + letter)
}

/// A reference by author and year.
pub(crate) struct AuthorYear<'a> {
    /// The names of the authors.
    pub names: Vec<&'a str>,
    /// Whether nothing else is written so. `Quill 2025` may be a place and a year as well.
    pub is_listed: bool,
}

/// `Marsh et al., 2019, p. 3`, `see Marsh and Kell 2020a`, `Quill 2025: 44`.
pub(crate) fn author_year(part: &str) -> Option<AuthorYear<'_>> {
    let part = without_lead(part.trim());
    let at = part.find(|c: char| c.is_ascii_digit())?;
    let len = year(&part[at..])?;
    let (authors, places) = (part[..at].trim_end(), &part[at + len..]);
    // A month stands before a year without a comma.
    let is_listed =
        authors.ends_with(',') || authors.contains(" and ") || authors.contains(" & ") || authors.contains("et al");
    let authors = authors.trim_end_matches(',').trim_end_matches("et al.").trim_end_matches("et al").trim_end();
    let is_author = |word: &str| joins_names(word) || word.starts_with(|c: char| c.is_uppercase());
    let names: Vec<&str> = authors.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let is_reference = (1..=8).contains(&names.len())
        && names.iter().all(|name| is_author(name))
        && places.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ",.:-–p".contains(c));
    is_reference.then_some(AuthorYear { names, is_listed })
}

fn follows_name(before: &str) -> bool {
    let before = before.trim_end().trim_end_matches("’s").trim_end_matches("'s");
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.starts_with(|c: char| c.is_uppercase()) && word.len() > 2
}

/// Whether what follows a name says or finds something.
fn says(after: &str) -> bool {
    let words = after.split_whitespace().take(2);
    words
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .any(|word| SPEECH_VERBS.has(&word))
}

/// A text without the words that lead to a reference: `see also`, `cf.`.
fn without_lead(text: &str) -> &str {
    let rest = |lead: &'static str| {
        let head = text.get(..lead.len())?;
        Some(&text[lead.len()..]).filter(|rest| head.eq_ignore_ascii_case(lead) && rest.starts_with(' '))
    };
    // The longest lead leaves the least.
    REFERENCE_LEADS.iter().filter_map(rest).map(str::trim_start).min_by_key(|rest| rest.len()).unwrap_or(text)
}

/// Whether a word stands within the names of authors: `and`, `van`.
fn joins_names(word: &str) -> bool {
    matches!(word, "and" | "&") || NAME_PARTICLES.has(word)
}

/// Where a reference in full ends at the beginning of a text (who wrote it, when, and where it stands), or 0: `Quill, A. (2025).
/// Port Halden posts record year. The Ledger, 12(3), 44–46.` What says something is none.
pub(super) fn in_full(text: &Text, sentences: &[Span]) -> usize {
    let prose = text.prose.text();
    let start = prose.len() - without_lead(prose).len();
    let Some(places) = begins_with_author(&prose[start..]).then(|| Places::of(prose)).flatten() else { return 0 };
    let cites = text.points.iter().any(Point::cites);
    let title = title(text, start, sentences);
    // A claim that cites can have a name, a year and a place as well.
    if cites && title.is_none() {
        return 0;
    }
    let title = title.filter(|title| title.end <= places.start);
    let may_be_title = |sentence: &str| !cites && !sentence.contains(|c: char| c.is_ascii_digit());
    let says = sentences.iter().take_while(|sentence| sentence.start < places.end).any(|sentence| {
        let said = Span::new(sentence.start, sentence.end.min(places.end).max(sentence.start));
        !may_be_title(&prose[said]) && says_something(&prose[said], said.start, title)
    });
    if says { 0 } else { places.end }
}

/// Whether a sentence has a finite verb outside a title.
fn says_something(sentence: &str, start: usize, title: Option<Span>) -> bool {
    let read = clauses::read(sentence);
    read.clauses.iter().filter_map(|clause| clause.verb.as_ref()).filter(|verb| verb.is_finite).any(|verb| {
        let at = read.words.get(verb.main).map_or(start, |word| start + word.span.start);
        title.is_none_or(|title| at < title.start || title.end <= at)
    })
}

/// The title right behind the authors, in marks, or behind them and the year: `Quill, A. (2025). Title.`
fn title(text: &Text, start: usize, sentences: &[Span]) -> Option<Span> {
    let prose = text.prose.text();
    let names_authors = |end: usize| {
        let mut words = prose[start..end].split_whitespace();
        words.all(|word| is_part_of_name(word.trim_end_matches([',', '.'])))
    };
    let quotation = text.quotations.iter().map(|quotation| quotation.span).find(|span| span.start > start);
    if let Some(quotation) = quotation.filter(|quotation| names_authors(quotation.start)) {
        return Some(quotation);
    }
    let open = start + prose[start..].find('(')?;
    let close = open + prose[open..].find(").")?;
    year(&prose[open + 1..close]).filter(|_| names_authors(open))?;
    let from = close + ").".len();
    let sentence = sentences.iter().find(|sentence| sentence.end > from + 1)?;
    Some(Span::new(sentence.start.max(from), sentence.end))
}

/// Where in a reference the places stand: a volume, pages, an address.
struct Places {
    start: usize,
    end: usize,
}

impl Places {
    /// Those of a text that has a year as well. An address alone is one only beside a year in brackets.
    fn of(prose: &str) -> Option<Self> {
        let words: Vec<&str> = prose.split_whitespace().collect();
        let (mut has_year, mut has_year_in_brackets, mut is_bare, mut is_after_place) = (false, false, true, false);
        let mut places: Option<Self> = None;
        let mut word_end = 0;
        for (index, &word) in words.iter().enumerate() {
            let word_start = word_end + prose[word_end..].find(word).unwrap_or(0);
            word_end = word_start + word.len();
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if year(bare).is_some_and(|len| len == bare.len()) {
                has_year = true;
                has_year_in_brackets |= word.starts_with('(');
            }
            let is_address = word.contains(OBJECT);
            let is_named = is_label(word, words.get(index + 1).copied().unwrap_or_default()) || is_volume(bare);
            is_bare &= !is_named;
            let is_place = is_address || is_named;
            if is_place || is_after_place && bare.starts_with(|c: char| c.is_ascii_digit()) {
                let start = places.map_or(word_start, |places| places.start);
                places = Some(Self { start, end: word_end });
            }
            is_after_place = is_place;
        }
        places.filter(|_| has_year && (!is_bare || has_year_in_brackets))
    }
}

/// Whether a word says what the one after it is: `vol. 12`, `doi:10.1000/182`.
fn is_label(word: &str, next: &str) -> bool {
    let lower = word.trim_start_matches(['(', '[']).trim_end_matches(',').to_lowercase();
    let label = lower.split(':').next().unwrap_or_default();
    let has_number = next.starts_with(|c: char| c.is_ascii_digit());
    PUBLICATION_LABELS.has(label.trim_end_matches(['.', ',', ')', ']']))
        || has_number && label.strip_suffix('.').is_some_and(|label| LOCATOR_WORDS.has(label))
}

/// `12(3`, without the mark after it.
fn is_volume(bare: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    bare.split_once('(').is_some_and(|(volume, issue)| is_number(volume) && is_number(issue))
}

/// Whether a text begins with a name that a comma, a full stop or a bracket ends.
fn begins_with_author(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let Some(end) = text.find([',', '.', '(']) else { return false };
    let words: Vec<&str> = text[..end].split_whitespace().collect();
    let is_name = |word: &&str| is_part_of_name(word) && !joins_names(word);
    words.first().is_some_and(is_name) && words.len() <= MOST_WORDS && words.iter().all(|word| is_part_of_name(word))
}

/// Whether a word is a name, or stands within the names of authors.
fn is_part_of_name(word: &str) -> bool {
    let is_name = |c: char| c.is_alphabetic() || matches!(c, '-' | '’' | '\'');
    joins_names(word) || word.starts_with(char::is_uppercase) && word.chars().all(is_name)
}
