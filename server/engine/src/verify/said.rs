//! What a unit says, word by word: read once for all the questions that are asked of it.

use crate::text::{Span, each_word, is_function_word, stem};

/// The words of a text, in order.
#[derive(Debug)]
pub struct Said {
    /// The words.
    pub words: Vec<Word>,
}

/// A word of a claim.
#[derive(Debug)]
pub struct Word {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// Its folded form.
    pub folded: String,
    /// Its stem, unless it is a function word or a sign.
    pub stem: Option<String>,
}

impl Said {
    /// Reads the words of a text.
    pub fn new(text: &str) -> Self {
        let mut words = Vec::with_capacity(text.len() / 6);
        each_word(text, |span, folded| {
            let is_content = !is_function_word(folded) && folded.contains(char::is_alphanumeric);
            words.push(Word { span, folded: folded.to_owned(), stem: is_content.then(|| stem(folded)) });
        });
        Self { words }
    }

    /// The words that are neither function words nor signs, each with its stem.
    pub fn content(&self) -> impl Iterator<Item = (&Word, &str)> {
        self.words.iter().filter_map(|word| Some((word, word.stem.as_deref()?)))
    }
}
