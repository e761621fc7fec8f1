//! What a PDF would make the library recurse into, or unpack, measured before the library sees it.
//!
//! Every byte counts, also in strings and comments: what a bracket stands in depends on who reads it. So the bound is far
//! above anything that programs write, and far below what the stack holds.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// How deep arrays and dictionaries may lie in each other. The stack that a PDF is read with has room for it.
const MOST: usize = if cfg!(target_family = "wasm") { 2_000 } else { 30_000 };

/// The stack that a PDF is read with: four kilobytes for each level.
pub(super) const STACK: usize = MOST << 12;

/// How often a stream may be packed.
const MOST_LAYERS: usize = 4;

/// How many bytes before a stream its dictionary is looked for in.
const DICTIONARY: usize = 4 << 10;

/// Why a file is not given to the library, as the end of a sentence about it.
pub(super) fn fault(bytes: &[u8], unpacked: u64) -> Option<&'static str> {
    const TOO_DEEP: &str = "is a PDF nested too deep to be read: save it again, or as text";
    let mut depth = Depth::default();
    if depth.is_over(bytes) {
        return Some(TOO_DEEP);
    }
    let mut left = unpacked;
    for (dictionary, body) in streams(bytes) {
        match inside(dictionary, body, &mut left) {
            Inside::Fine => {}
            Inside::TooDeep => return Some(TOO_DEEP),
            Inside::TooLarge => return Some("is a PDF that unpacks to more than it may: save its text alone"),
        }
    }
    None
}

/// Whether what stands in an unpacked stream lies too deep.
pub(super) fn is_too_deep(bytes: &[u8]) -> bool {
    Depth::default().is_over(bytes)
}

/// How many brackets are open.
#[derive(Default)]
struct Depth(usize);

impl Depth {
    /// Whether too many are open at some place of these bytes, which follow those before.
    fn is_over(&mut self, bytes: &[u8]) -> bool {
        bytes.iter().any(|byte| {
            match byte {
                b'[' | b'<' => self.0 += 1,
                b']' | b'>' => self.0 = self.0.saturating_sub(1),
                _ => {}
            }
            self.0 > MOST
        })
    }
}

enum Inside {
    Fine,
    TooDeep,
    TooLarge,
}

/// What a packed stream holds. A picture's points are no brackets, and nothing unpacks them.
fn inside(dictionary: &[u8], body: &[u8], left: &mut u64) -> Inside {
    let has = |name: &[u8]| count(dictionary, name);
    let layers = has(b"FlateDecode") + has(b"/Fl ") + has(b"/Fl]");
    if layers == 0 || (has(b"/Image") > 0 && has(b"/ObjStm") + has(b"/Form") == 0) {
        return Inside::Fine;
    }
    if layers > MOST_LAYERS {
        return Inside::TooLarge;
    }
    let mut reader: Box<dyn Read + '_> = Box::new(body);
    for _ in 0..layers {
        reader = Box::new(ZlibDecoder::new(reader));
    }
    let mut depth = Depth::default();
    let mut chunk = [0; 8 << 10];
    // What is damaged is read as far as that, as the library does.
    while let Ok(len @ 1..) = reader.read(&mut chunk) {
        if depth.is_over(&chunk[..len]) {
            return Inside::TooDeep;
        }
        match left.checked_sub(len as u64) {
            Some(rest) => *left = rest,
            None => return Inside::TooLarge,
        }
    }
    Inside::Fine
}

/// The streams of a file, each with what stands before it.
fn streams(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    const BEGINS: &[u8] = b"stream";
    const ENDS: &[u8] = b"endstream";
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + find(&bytes[at..], BEGINS)?;
        let body = start + BEGINS.len();
        let end = find(&bytes[body..], ENDS).map_or(bytes.len(), |end| body + end);
        at = (end + ENDS.len()).min(bytes.len());
        let before = &bytes[start.saturating_sub(DICTIONARY)..start];
        let own = before.windows(4).rposition(|window| window == b" obj").map_or(before, |from| &before[from..]);
        let text = &bytes[body..end];
        Some((own, text.trim_ascii_start()))
    })
}

fn find(bytes: &[u8], sign: &[u8]) -> Option<usize> {
    bytes.windows(sign.len()).position(|window| window == sign)
}

fn count(bytes: &[u8], sign: &[u8]) -> usize {
    bytes.windows(sign.len()).filter(|window| *window == sign).count()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn check(dictionary: &str, body: &[u8], expected: Option<&str>) {
        let file = [b"%PDF-1.5\n1 0 obj\n<< ", dictionary.as_bytes(), b" >>\nstream\n", body, b"\nendstream"].concat();
        let fault = fault(&file, 1 << 20);
        assert_eq!(fault.is_some(), expected.is_some(), "{dictionary}: {fault:?}");
        assert!(fault.unwrap_or_default().contains(expected.unwrap_or_default()), "{dictionary}: {fault:?}");
    }

    #[test]
    fn what_is_packed_is_measured() {
        let deep = b"[".repeat(MOST + 1);
        check("/Type /ObjStm", &deep, Some("too deep"));
        check("/Filter /FlateDecode", &packed(&deep), Some("too deep"));
        check("/Filter [/FlateDecode /FlateDecode]", &packed(&packed(&deep)), Some("too deep"));
        check("/Filter /FlateDecode", &packed(&b"[".repeat(MOST)), None);
        check("/Filter /FlateDecode", &packed(&b"[]".repeat(MOST)), None);
    }

    #[test]
    fn what_unpacks_to_too_much_is_not_unpacked() {
        check("/Filter /FlateDecode", &packed(&vec![b' '; 2 << 20]), Some("unpacks to more"));
        check("/Filter [/FlateDecode /FlateDecode /FlateDecode /FlateDecode /FlateDecode]", b"", Some("unpacks"));
    }

    #[test]
    fn a_picture_is_no_text() {
        check("/Subtype /Image /Filter /FlateDecode", &packed(&b"<".repeat(2 << 20)), None);
        check("/Subtype /Image /Type /ObjStm /Filter /FlateDecode", &packed(&b"<".repeat(2 << 20)), Some("too deep"));
    }
}
