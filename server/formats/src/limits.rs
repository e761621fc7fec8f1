//! How much work a file may make.

use std::cell::Cell;

use crate::Unreadable;

/// The limits within which a file is read. They count work and not time, so that a file gives the same everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many bytes of text a file may have.
    pub text: usize,
    /// How many lines its text may have; blank ones are none.
    pub lines: usize,
    /// How many numbers its text may have. What is known of a number takes some kilobytes.
    pub numbers: usize,
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
    /// Room for a book of some thousand pages, or a table of fifteen thousand rows.
    fn default() -> Self {
        Self {
            text: 8 << 20,
            lines: 400_000,
            numbers: 150_000,
            unpacked: 256 << 20,
            steps: 20_000_000,
            pages: 5_000,
            depth: 256,
        }
    }
}

impl Limits {
    /// What a text has too much of. The bytes are in any encoding.
    pub(crate) fn over(&self, text: &[u8]) -> Option<String> {
        if text.len() > self.text {
            return Some(self.over_text());
        }
        let (mut lines, mut numbers) = (0, 0);
        let (mut is_blank, mut in_number) = (true, false);
        // UTF-16 has a zero beside each letter of ASCII.
        for byte in text.iter().filter(|&&byte| byte != 0) {
            let is_digit = byte.is_ascii_digit();
            numbers += usize::from(is_digit && !in_number);
            in_number = is_digit || in_number && matches!(byte, b'.' | b',');
            if matches!(byte, b'\n' | b'\r') {
                is_blank = true;
            } else if is_blank && !byte.is_ascii_whitespace() {
                lines += 1;
                is_blank = false;
            }
        }
        if lines > self.lines {
            return Some(format!("more than {} lines", grouped(self.lines)));
        }
        (numbers > self.numbers).then(|| format!("more than {} numbers", grouped(self.numbers)))
    }

    /// The text itself as what there is too much of.
    pub(crate) fn over_text(&self) -> String {
        format!("more than {} MiB of text", self.text.div_ceil(1 << 20))
    }
}

/// Why a file is not read that has too much of something. What is read in part is not checked: what stands in the rest
/// would be said to be missing.
pub(crate) fn too_long(name: &str, what: &str) -> Unreadable {
    Unreadable::new(format!(
        "is {name} with {what}, the most that is read of a file whatever `max-size` says: split it, and cite a part"
    ))
}

/// A number with its thousands parted.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut said = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let limits = Limits { text: 1 << 20, lines: 1_000, numbers: 2_000, ..Limits::default() };
        assert_eq!(limits.over(text.as_bytes()).as_deref(), expected);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(limits.over(&utf16).as_deref(), expected);
    }

    #[test]
    fn lines_and_numbers_are_counted() {
        check(&"a\n\n".repeat(1_000), None);
        check(&"a\n".repeat(1_001), Some("more than 1,000 lines"));
        check(&"1,200.5 ".repeat(2_000), None);
        check(&"12\t".repeat(2_001), Some("more than 2,000 numbers"));
        check(&"word ".repeat(1 << 18), Some("more than 1 MiB of text"));
    }
}
