//! The words of a claim and of a passage, each with what it is to the comparison of the two.

use std::sync::OnceLock;

use super::meaning::Classes;
use crate::clauses::singular;
use crate::lexicon::{
    ACT_NOUNS, IRREGULAR_VERBS, MODAL_CLASSES, NUMBER_NAMES, PERIOD_NOUNS, PREPOSITIONS, QUANTIFIERS,
};
use crate::sources::Article;
use crate::text::{Span, each_word, is_function_word, stem};
use crate::verify::polarity;

/// A word.
#[derive(Clone, Debug)]
pub struct Token {
    /// Where it stands, in bytes of its text.
    pub span: Span,
    /// Its folded form.
    pub folded: String,
    /// What it shares with its other forms: the stem of a word, the digits of a number.
    pub stem: String,
    /// The stem of its base form, where no rule makes the form (`fell`, `fall`).
    pub base: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Whether a mark stands between it and the word before it.
    pub mark: bool,
    /// Whether a sentence begins with it.
    pub starts: bool,
    /// Whether it is written as a name.
    pub is_name: bool,
    /// The groups of the lexicon that it is in, once something asks.
    classes: OnceLock<Classes>,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It names something.
    Content,
    /// A number in digits or words.
    Number,
    /// It denies.
    Negation,
    /// A modal verb, with its class.
    Modal(&'static str),
    /// It says how many or how much, with its class.
    Quantifier(&'static str),
    /// A preposition.
    Preposition,
    /// Any other word that holds a sentence together.
    Function,
}

impl Token {
    /// Whether it names something or counts.
    pub fn is_content(&self) -> bool {
        matches!(self.kind, Kind::Content | Kind::Number)
    }

    /// Its stems: its own, and that of its base form.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.stem.as_str()).chain(self.base.as_deref())
    }

    /// The groups of the lexicon that it is in.
    pub fn classes(&self) -> &Classes {
        self.classes.get_or_init(|| Classes::of(self))
    }

    /// Whether it is a form of the same word as another.
    pub fn is_form_of(&self, other: &Token) -> bool {
        self.stems().any(|stem| other.stems().any(|other| stem == other))
    }

    /// Whether it is a form of `be`.
    pub fn is_be(&self) -> bool {
        matches!(self.folded.as_str(), "be" | "is" | "are" | "was" | "were" | "been" | "being" | "am")
    }

    /// Whether it is written as a verb's participle or past.
    pub fn is_past(&self) -> bool {
        self.folded.len() > 3 && self.folded.ends_with("ed")
            || IRREGULAR_VERBS
                .get(&self.folded)
                .is_some_and(|form| !form.ends_with("base") && !form.ends_with("gerund"))
    }

    /// The class of modals that it belongs to, also where a negation is part of it (`won't`).
    pub fn modal(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Modal(class) => Some(class),
            Kind::Negation => MODAL_CLASSES.get(&self.folded),
            _ => None,
        }
    }
}

/// The words of a text from `from` on, which is the part that is read.
fn read(text: &str, part: Span, tokens: &mut Vec<Token>) {
    let mut last = part.start;
    let first = tokens.len();
    each_word(&text[part], |span, folded| {
        let span = span.shifted(part.start);
        let mark = text[last..span.start].contains(|c: char| !c.is_whitespace() && !matches!(c, '\'' | '’' | '-'));
        last = span.end;
        let mut token = token(text, span, folded, mark && tokens.len() > first, tokens.len() == first);
        // `all year` is the whole of it.
        if PERIOD_NOUNS.has(folded)
            && let Some(last) = tokens[first..].last_mut().filter(|last| last.folded == "all")
        {
            last.kind = Kind::Function;
        }
        // `no longer` is one negation.
        if folded == "longer" && tokens.last().is_some_and(|last| matches!(last.folded.as_str(), "no" | "any")) {
            token.kind = Kind::Function;
        }
        // "Little or no" is little.
        if token.kind == Kind::Negation && is_but_little(&tokens[first..]) {
            token.kind = Kind::Function;
        }
        tokens.push(token);
    });
}

/// Whether some words end with `little or`, `few or`.
fn is_but_little(before: &[Token]) -> bool {
    let [.., little, or] = before else { return false };
    matches!(little.folded.as_str(), "little" | "few") && matches!(or.folded.as_str(), "or" | "to")
}

/// The words of a claim.
pub fn of_claim(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    read(text, Span::new(0, text.len()), &mut tokens);
    tokens
}

/// The words of some sentences of an article.
pub fn of_article(article: &Article, sentences: &[Span]) -> Vec<Token> {
    let mut tokens = Vec::new();
    sentences.iter().for_each(|&sentence| read(article.text(), sentence, &mut tokens));
    tokens
}

/// A word that a sentence was taken apart into, with the word that it is a form of.
pub fn of_word(text: &str, span: Span, folded: &str, lemma: &str, starts: bool) -> Token {
    let mut token = token(text, span, folded, false, starts);
    if token.kind == Kind::Content && token.base.is_none() && lemma != folded && !lemma.is_empty() {
        token.base = Some(stem(lemma));
    }
    token
}

fn token(text: &str, span: Span, folded: &str, mark: bool, starts: bool) -> Token {
    let written = &text[span];
    let is_capital = written.starts_with(char::is_uppercase);
    let is_acronym = written.len() > 1 && written.chars().all(|c| c.is_uppercase() || c == '.');
    let is_name = is_capital && !starts || is_acronym;
    let kind = kind(folded, is_name, is_acronym);
    let (stem, base) = match kind {
        Kind::Number => (number(folded), None),
        _ => (stem(folded), base(folded)),
    };
    Token { span, folded: folded.to_owned(), stem, base, kind, mark, starts, is_name, classes: OnceLock::new() }
}

fn kind(folded: &str, is_name: bool, is_acronym: bool) -> Kind {
    if is_acronym || !folded.contains(char::is_alphanumeric) && folded.is_ascii() {
        return if is_acronym { Kind::Content } else { Kind::Function };
    }
    if folded.starts_with(|c: char| c.is_ascii_digit()) || NUMBER_NAMES.get(folded).is_some() {
        return Kind::Number;
    }
    if polarity::is_negation(folded) {
        return Kind::Negation;
    }
    // `May` inside a sentence is the month.
    if let Some(class) = MODAL_CLASSES.get(folded).filter(|_| !is_name) {
        return Kind::Modal(class);
    }
    if let Some(class) = QUANTIFIERS.get(folded) {
        return Kind::Quantifier(class);
    }
    if PREPOSITIONS.has(folded) {
        return Kind::Preposition;
    }
    if is_function_word(folded) && !(is_name && folded == "may") { Kind::Function } else { Kind::Content }
}

/// The digits of a number, without the marks that part thousands.
fn number(folded: &str) -> String {
    NUMBER_NAMES.get(folded).map_or_else(|| folded.replace(',', ""), str::to_owned)
}

fn base(folded: &str) -> Option<String> {
    if let Some(entry) = IRREGULAR_VERBS.get(folded) {
        return entry.split(' ').next().filter(|base| *base != folded).map(stem);
    }
    ACT_NOUNS.get(&singular(folded)).map(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[Kind]) {
        let found: Vec<Kind> = of_claim(text).iter().map(|token| token.kind).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_are_told_apart() {
        use Kind::*;
        check("The US won't sign", &[Function, Content, Negation, Content]);
        check("It may rain in May", &[Function, Modal("possible"), Content, Preposition, Content]);
        check("All 16 ships", &[Quantifier("all"), Number, Content]);
        check("It rains all year", &[Function, Content, Function, Content]);
        check("Little or no rain fell", &[Content, Function, Function, Content, Content]);
    }

    #[test]
    fn forms_of_one_word() {
        let same = |a: &str, b: &str| of_claim(a)[0].is_form_of(&of_claim(b)[0]);
        assert!(same("fell", "falling") && same("sixteen", "16") && same("1,200", "1200") && !same("fell", "felt"));
    }
}
