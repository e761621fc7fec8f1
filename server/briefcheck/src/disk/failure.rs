//! What could not be used, and what to do about it.

use std::path::PathBuf;
use std::sync::Arc;

use briefcheck_engine::text::{Lines, Span};

/// Something that could not be used: a file, a line of the configuration, an argument. It ends what needs it and
/// nothing else.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What is wrong, in one line.
    pub message: String,
    /// What to do, in one line.
    pub help: Option<String>,
    /// Where it stands.
    pub place: Option<Place>,
}

/// A place in a file.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file, absolute.
    pub path: PathBuf,
    /// Its text.
    pub text: Arc<str>,
    /// The bytes that are meant.
    pub span: Span,
}

impl Failure {
    /// A failure without a place.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, place: None }
    }

    /// The same with what to do.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The lines of the text that was asked for last. The faults of a file follow each other and share its text, of which the lines
/// are found once, however many there are.
#[derive(Debug, Default)]
pub struct LastLines(Option<(Arc<str>, Lines)>);

impl LastLines {
    /// The lines of a text.
    pub fn of(&mut self, text: &Arc<str>) -> &Lines {
        let known = self.0.take().filter(|(last, _)| Arc::ptr_eq(last, text));
        let (_, lines) = self.0.insert(known.unwrap_or_else(|| (Arc::clone(text), Lines::new(text))));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_text_are_found_once() {
        let (text, other): (Arc<str>, Arc<str>) = ("one\ntwo".into(), "three".into());
        let mut lines = LastLines::default();
        assert_eq!(lines.of(&text).len(), 2);
        let LastLines(Some((_, known))) = &mut lines else { panic!("none are known") };
        // What stands in for the lines is given out: they are not found again.
        *known = Lines::new("a\nb\nc");
        assert_eq!(lines.of(&text).len(), 3);
        assert_eq!(lines.of(&other).len(), 1);
        assert_eq!(lines.of(&text).len(), 2);
    }
}
