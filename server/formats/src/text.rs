//! Bytes that are text in some encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// The text of some bytes: by their byte order mark, as UTF-8, in the encoding `named` in the file, or in the one that
/// they suggest.
pub(crate) fn decode(bytes: &[u8], named: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let named = named.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    let encoding = named.unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, Utf8Detection::Allow)
    });
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether bytes hold nothing but blanks, in UTF-8 or, with its mark, in UTF-16.
pub(crate) fn is_blank(bytes: &[u8]) -> bool {
    let (is_wide, text) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding != encoding_rs::UTF_8, &bytes[mark..]),
        None => (false, bytes),
    };
    text.iter().all(|byte| byte.is_ascii_whitespace() || is_wide && *byte == 0)
}
