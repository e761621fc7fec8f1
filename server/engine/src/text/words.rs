//! Words: what quotations are compared by.
//!
//! A word is a run of letters and digits with what belongs inside it: apostrophes between letters (`he's`), points,
//! commas and colons between digits (`3.5`, `1,200`, `10:30`), combining marks. A sign that carries meaning
//! (`%`, `$`, `½`, a minus before a number) is a word of its own, so is each character of a script without blanks.
//! Note marks (`growth[3]`) are no words. Everything else parts words.
//!
//! A word is *folded* to be found: NFKC, lower case, straight apostrophes, no soft hyphens or zero-width characters.

use unicode_normalization::UnicodeNormalization;

use super::Span;

/// What a byte below 128 does in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Parts,
    Letter,
    Digit,
    Sign,
}

const CLASSES: [Class; 128] = {
    let mut classes = [Class::Parts; 128];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        classes[byte] = if b.is_ascii_alphabetic() {
            Class::Letter
        } else if b.is_ascii_digit() {
            Class::Digit
        } else if matches!(b, b'%' | b'$' | b'&' | b'+' | b'=') {
            Class::Sign
        } else {
            Class::Parts
        };
        byte += 1;
    }
    classes
};

/// Calls `each` with every word of `text`, in order: where it stands, and its folded form.
///
/// Linear in the text; allocates nothing per word.
pub fn each_word(text: &str, mut each: impl FnMut(Span, &str)) {
    let bytes = text.as_bytes();
    let mut folded = String::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let end = match CLASSES.get(usize::from(byte)) {
            Some(Class::Parts) if is_minus(bytes, at) => at + 1,
            Some(Class::Parts) => {
                at = pass(bytes, at);
                continue;
            }
            Some(Class::Sign) => at + 1,
            Some(Class::Letter | Class::Digit) => ascii_word_end(bytes, at),
            None => at,
        };
        let is_whole = !goes_on(bytes, end) || !bytes[at].is_ascii_alphanumeric();
        if end > at && is_whole {
            folded.clear();
            folded.push_str(&text[at..end]);
            folded.make_ascii_lowercase();
            each(Span::new(at, end), &folded);
            at = end;
        } else {
            at = unicode_word(text, at, &mut folded, &mut each);
        }
    }
}

/// The words of `text` with their folded forms.
pub fn words(text: &str) -> Vec<(Span, String)> {
    let mut words = Vec::new();
    each_word(text, |span, folded| words.push((span, folded.to_owned())));
    words
}

/// The end of the ASCII word that begins at `at`; what follows it may still belong to it if it is not ASCII.
fn ascii_word_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(&byte) = bytes.get(end) {
        match CLASSES.get(usize::from(byte)) {
            Some(Class::Letter | Class::Digit) => end += 1,
            _ if joins(bytes, end) => end += 2,
            _ => break,
        }
    }
    end
}

/// Whether an ASCII word that ends at `end` may go on with a letter that is not ASCII: at once, or behind an apostrophe.
fn goes_on(bytes: &[u8], end: usize) -> bool {
    let is_other = |at: usize| bytes.get(at).is_some_and(|byte| !byte.is_ascii());
    is_other(end) || bytes.get(end) == Some(&b'\'') && is_other(end + 1)
}

/// Whether the ASCII character at `at` belongs inside the word around it.
fn joins(bytes: &[u8], at: usize) -> bool {
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|i| bytes.get(i)), bytes.get(at + 1)) else {
        return false;
    };
    match bytes[at] {
        b'\'' => before.is_ascii_alphanumeric() && after.is_ascii_alphabetic(),
        b'.' | b',' | b':' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

/// Whether there is a minus sign at `at`: a hyphen right before a digit and after nothing that it could join.
fn is_minus(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'-'
        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        && at.checked_sub(1).and_then(|i| bytes.get(i)).is_none_or(|b| matches!(b, b' ' | b'\n' | b'('))
}

/// Passes over what parts words at `at`: one character, or a whole note mark (`[3]`) on the word before.
fn pass(bytes: &[u8], at: usize) -> usize {
    if bytes[at] != b'[' || at == 0 || bytes[at - 1].is_ascii_whitespace() {
        return at + 1;
    }
    let digits = bytes[at + 1..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    let is_note = (1..4).contains(&digits) && bytes.get(at + 1 + digits) == Some(&b']');
    if is_note { at + digits + 2 } else { at + 1 }
}

/// Reads the word at `at` of which some character is not ASCII, or passes over the character there. Returns where to
/// go on.
fn unicode_word(text: &str, at: usize, folded: &mut String, each: &mut impl FnMut(Span, &str)) -> usize {
    folded.clear();
    let mut end = at;
    let mut characters = text[at..].char_indices().map(|(i, c)| (at + i, c)).peekable();
    let mut plain = true;
    while let Some((i, c)) = characters.next() {
        let next = characters.peek().map(|&(_, c)| c);
        let joined = |inside: fn(char) -> bool, after: fn(char) -> bool| {
            folded.chars().next_back().is_some_and(inside) && next.is_some_and(after)
        };
        if is_apart(c) {
            if folded.is_empty() {
                folded.push(c);
                end = i + c.len_utf8();
            }
            break;
        } else if c.is_alphanumeric() || (is_combining(c) && !folded.is_empty()) {
            plain &= c.is_ascii();
            folded.push(c);
        } else if is_apostrophe(c) && joined(char::is_alphanumeric, char::is_alphabetic) {
            folded.push('\'');
        } else if matches!(c, '.' | ',' | ':') && joined(|c| c.is_ascii_digit(), |c| c.is_ascii_digit()) {
            folded.push(c);
        } else if !is_ignorable(c) || folded.is_empty() {
            break;
        }
        end = i + c.len_utf8();
    }
    if folded.is_empty() {
        return at + text[at..].chars().next().map_or(1, char::len_utf8);
    }
    if plain {
        folded.make_ascii_lowercase();
    } else if !folded.chars().next().is_some_and(is_apart) {
        *folded = folded.nfkc().flat_map(char::to_lowercase).collect();
    }
    each(Span::new(at, end), folded);
    end
}

/// Whether a character is a word of its own: a meaningful sign, a fraction or superscript, an ideograph.
fn is_apart(c: char) -> bool {
    matches!(c, '£' | '€' | '¥' | '₹' | '₨' | '°' | '§' | '‰' | '№' | '−' | '×' | '÷')
        || matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
        || (c.is_numeric() && !c.is_ascii() && c.to_digit(10).is_none() && !is_decimal_digit(c))
}

/// Digits of other scripts (Arabic-Indic, Devanagari…) are read by NFKC and their runs; they are no signs.
fn is_decimal_digit(c: char) -> bool {
    matches!(c, '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' | '\u{0966}'..='\u{096F}' | '\u{FF10}'..='\u{FF19}')
}

/// Whether a character combines with the one before it.
fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether a character is any form of an apostrophe.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{FF07}' | '\u{2032}')
}

/// Whether a reader doesn't see a character: soft hyphens, zero-width characters, marks of direction.
pub fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// Whether a character is any form of a hyphen or dash.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{00AD}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Whether a character is any form of a quotation mark.
pub fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{00AB}' | '\u{00BB}' | '\u{2039}' | '\u{203A}' | '\u{FF02}'
    ) || is_apostrophe(c)
        || c == '\u{201A}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let read: Vec<_> = words(text).into_iter().map(|(_, folded)| folded).collect();
        assert_eq!(read, expected, "{text:?}");
    }

    #[test]
    fn words_are_parted_by_blanks_and_punctuation() {
        check("One, two—three (four).", &["one", "two", "three", "four"]);
    }

    #[test]
    fn apostrophes_belong_to_words() {
        check("he's the workers’ Pakistan’s 'quoted'", &["he's", "the", "workers", "pakistan's", "quoted"]);
    }

    #[test]
    fn numbers_stay_whole() {
        check("3.5 and 1,200 at 10:30, 7.", &["3.5", "and", "1,200", "at", "10:30", "7"]);
    }

    #[test]
    fn signs_are_words() {
        check("$5 and 12% of £3½", &["$", "5", "and", "12", "%", "of", "£", "3", "½"]);
        check("+é", &["+", "é"]);
    }

    #[test]
    fn a_minus_is_a_word_and_a_hyphen_is_not() {
        check("fell -5 in 1990-95", &["fell", "-", "5", "in", "1990", "95"]);
    }

    #[test]
    fn compatibility_forms_are_folded() {
        check("eﬃcient ＡＢＣ Ångström", &["efficient", "abc", "ångström"]);
    }

    #[test]
    fn decomposed_letters_are_composed() {
        check("cafe\u{301}", &["café"]);
        let (composed, decomposed) = ("l'île d'Ésa 'été'", "l'i\u{302}le d'E\u{301}sa 'e\u{301}te\u{301}'");
        check(composed, &["l'île", "d'ésa", "été"]);
        check(decomposed, &["l'île", "d'ésa", "été"]);
    }

    #[test]
    fn soft_hyphens_are_not_seen() {
        check("hos\u{AD}pital zero\u{200B}width", &["hospital", "zerowidth"]);
    }

    #[test]
    fn note_marks_are_not_words() {
        check("growth[3] was [12] slow", &["growth", "was", "12", "slow"]);
    }

    #[test]
    fn ideographs_stand_alone() {
        check("中国gdp", &["中", "国", "gdp"]);
    }

    #[test]
    fn words_are_where_they_stand() {
        let text = "“Pakistan’s position”";
        let (span, _) = words(text)[0].clone();
        assert_eq!(&text[span], "Pakistan’s");
    }

    #[test]
    fn a_word_may_end_the_text_after_any_letter() {
        check("naïve", &["naïve"]);
        check("é", &["é"]);
    }
}
