//! Bytes to text.

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text with its line ends as they are. A byte order mark stays, as U+FEFF, in UTF-8 alone, so that offsets
    /// are those of the file.
    pub text: String,
    /// The name of the encoding that it was read in.
    pub encoding: &'static str,
    /// Whether some bytes had no meaning in that encoding and stand as U+FFFD.
    pub lossy: bool,
}

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// They hold control characters that no text has.
    Binary,
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotText::Binary => f.write_str("it holds binary data, not text"),
        }
    }
}

impl std::error::Error for NotText {}

/// Reads bytes as text: by their byte order mark, as UTF-8, as UTF-16 where every other byte is zero, or in the
/// encoding that the bytes themselves suggest.
///
/// # Errors
///
/// If the bytes are no text in any of them.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        return Ok(decode_as(encoding, &bytes[mark..]));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if is_binary(bytes) {
            Err(NotText::Binary)
        } else {
            Ok(Decoded { text: text.to_owned(), encoding: UTF_8.name(), lossy: false })
        };
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Ok(decode_as(encoding, bytes));
    }
    if is_binary(bytes) {
        return Err(NotText::Binary);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(decode_as(detector.guess(None, Utf8Detection::Allow), bytes))
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), lossy }
}

/// Text has no zero bytes, and hardly any other control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let controls = head.iter().filter(|&&b| b < 9 || (14..32).contains(&b) && b != 27).count();
    head.contains(&0) || controls * 50 > head.len()
}

/// UTF-16 of mostly Western text: nearly every other byte is zero, always the same one of the two.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |offset| head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let half = head.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd * 10 > half * 7 => Some(UTF_16LE),
        (even, 0) if even * 10 > half * 7 => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], encoding: &str, text: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }

    #[test]
    fn utf_8_stays_as_it_is() {
        check("naïve\r\n".as_bytes(), "UTF-8", "naïve\r\n");
    }

    #[test]
    fn a_mark_of_utf_8_stays_in_the_text() {
        check(b"\xEF\xBB\xBFone", "UTF-8", "\u{FEFF}one");
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        check(b"\xFF\xFEo\0n\0e\0", "UTF-16LE", "one");
        check(b"\xFE\xFF\0o\0n\0e", "UTF-16BE", "one");
    }

    #[test]
    fn utf_16_is_read_without_a_mark() {
        let bytes: Vec<u8> = "plain words é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&bytes, "UTF-16LE", "plain words é");
    }

    #[test]
    fn western_text_is_recognised() {
        check(
            "Le caf\u{e9} du march\u{e9}, \u{e0} c\u{f4}t\u{e9}"
                .chars()
                .map(|c| c as u8)
                .collect::<Vec<_>>()
                .as_slice(),
            "windows-1252",
            "Le café du marché, à côté",
        );
    }

    #[test]
    fn binary_data_is_no_text() {
        assert_eq!(decode(b"\x7FELF\0\0\0\x01\x02"), Err(NotText::Binary));
        assert_eq!(decode(&[0x89, b'P', b'N', b'G', 0, 0, 0, 0xFF, 0xFE, 1, 2, 3]), Err(NotText::Binary));
    }

    #[test]
    fn nothing_is_text() {
        check(b"", "UTF-8", "");
    }
}
