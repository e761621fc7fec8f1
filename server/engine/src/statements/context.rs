//! What a sentence takes from those before it, from the headings above it and from the line that leads to it.

use super::Filler;
use crate::text::Span;

/// Fillers that stand before a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    pub measure: Filler,
    pub counted: Filler,
    pub who: Filler,
    pub place: Filler,
    pub when: Filler,
    /// The last group of several, which "them" takes up.
    pub several: Option<Span>,
    /// The lemma of the last verb with an object, and the object: what was shipped.
    pub object: Option<(String, Span)>,
}

/// What the headings above a block say, the outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Headings {
    levels: Vec<(u8, Context)>,
}

impl Headings {
    /// Puts a heading below those of a lower level, in place of those of its own. The level of a line that only looks like a heading
    /// is that of one which leads to a list.
    pub fn put(&mut self, level: u8, said: Context) {
        let level = if level == 7 { LEAD_IN } else { level };
        self.levels.retain(|(other, _)| *other < level);
        self.levels.push((level, said));
    }

    /// Takes away the line that led to a list which has ended; whether there was one.
    pub fn end_list(&mut self) -> bool {
        let before = self.levels.len();
        self.levels.retain(|(level, _)| *level < LEAD_IN);
        self.levels.len() < before
    }

    /// What they say together: the innermost that says something of a role counts.
    pub fn said(&self) -> Context {
        let mut said = Context::default();
        for (_, context) in self.levels.iter().rev() {
            said.measure.inherit(&context.measure);
            said.who.inherit(&context.who);
            said.place.inherit(&context.place);
            said.when.inherit(&context.when);
        }
        said
    }
}

/// The level of a line that leads to a list.
const LEAD_IN: u8 = 8;
