//! How much work a file may make.

use std::cell::Cell;

/// The limits within which a file is read. They count work and not time, so that a file gives the same everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many bytes of text are taken from a file.
    pub text: usize,
    /// How many bytes an archive may hold, unpacked.
    pub unpacked: u64,
    /// How many steps (elements, glyphs, paths, records) are taken.
    pub steps: u64,
    /// How many pages are read.
    pub pages: usize,
    /// How deep elements may lie in each other.
    pub depth: usize,
}

impl Default for Limits {
    /// Room for a book of some thousand pages.
    fn default() -> Self {
        Self { text: 32 << 20, unpacked: 256 << 20, steps: 20_000_000, pages: 5_000, depth: 256 }
    }
}

/// Steps that are left.
#[derive(Debug)]
pub(crate) struct Steps(Cell<u64>);

impl Steps {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self::of(limits.steps)
    }

    pub(crate) fn of(steps: u64) -> Self {
        Self(Cell::new(steps))
    }

    /// A part of the steps that are left, with which something is done that may not take all.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code))]
    pub(crate) fn part(&self, most: u64) -> Self {
        Self::of(most.min(self.0.get()))
    }

    /// Takes the steps that a part of these has taken, which had `most` at first.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code))]
    pub(crate) fn take_part(&self, part: &Self, most: u64) {
        let _ = self.take(most.min(self.0.get()) - part.0.get());
    }

    /// Takes some steps; whether there were any left.
    pub(crate) fn take(&self, steps: u64) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(steps));
        left > 0
    }
}
