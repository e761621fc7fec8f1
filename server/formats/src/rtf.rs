//! Rich text (RTF).

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::document::{About, Document, some};
use crate::limits::Limits;
use crate::writer::Writer;
use crate::{Format, Unreadable};

/// Groups that hold no text of the document.
const DESTINATIONS: [&str; 24] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "themedata",
    "fldinst",
    "datastore",
    "latentstyles",
    "pntext",
    "listtext",
];

/// What a group does to the text in it.
#[derive(Clone)]
struct Group {
    /// Nothing in it is text.
    is_skipped: bool,
    /// It is hidden, or was deleted.
    is_hidden: bool,
    /// How many characters stand for one in Unicode, for old programs.
    fallback: usize,
    /// The property of the document that its text is.
    property: Option<Property>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Property {
    Title,
    Author,
    Other,
}

struct Reader<'a, 'w> {
    bytes: &'a [u8],
    at: usize,
    groups: Vec<Group>,
    writer: &'a mut Writer<'w>,
    encoding: &'static Encoding,
    /// Bytes of the encoding that wait for their text.
    pending: Vec<u8>,
    /// Characters to pass over after one in Unicode.
    passed: usize,
    /// The first half of a character that takes two.
    half: Option<u16>,
    about: About,
}

/// Reads a rich text.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let mut writer = Writer::new(limits);
    let mut reader = Reader {
        bytes,
        at: 0,
        groups: vec![Group { is_skipped: false, is_hidden: false, fallback: 1, property: None }],
        writer: &mut writer,
        encoding: WINDOWS_1252,
        pending: Vec::new(),
        passed: 0,
        half: None,
        about: About::default(),
    };
    reader.read(limits.depth.max(1_000));
    let mut about = reader.about;
    about.title = about.title.and_then(some);
    about.author = about.author.and_then(some);
    writer.finish(Format::Rtf, about)
}

impl Reader<'_, '_> {
    fn read(&mut self, depth: usize) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if self.writer.is_full() {
                return;
            }
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    let group = self.group().clone();
                    if self.groups.len() < depth {
                        self.groups.push(group);
                    } else {
                        return;
                    }
                }
                b'}' => {
                    self.flush();
                    if self.groups.len() > 1 {
                        self.groups.pop();
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => {}
                _ => self.byte(byte),
            }
        }
        self.flush();
    }

    fn group(&mut self) -> &mut Group {
        if self.groups.is_empty() {
            self.groups.push(Group { is_skipped: false, is_hidden: false, fallback: 1, property: None });
        }
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    fn control(&mut self) {
        let Some(&first) = self.bytes.get(self.at) else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            match first {
                b'\'' => {
                    let code = self.bytes.get(self.at..self.at + 2).and_then(|code| std::str::from_utf8(code).ok());
                    if let Some(code) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                        self.at += 2;
                        self.byte(code);
                    }
                }
                b'*' => self.group().is_skipped = true,
                b'~' => self.text("\u{a0}"),
                b'_' => self.text("\u{2011}"),
                b'-' => self.text("\u{ad}"),
                b'\\' | b'{' | b'}' => self.byte(first),
                b'\r' | b'\n' => self.block(),
                _ => {}
            }
            return;
        }
        let rest = &self.bytes[self.at..];
        let letters = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let after = &rest[letters..];
        let sign = usize::from(after.first() == Some(&b'-'));
        let digits = after[sign.min(after.len())..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let number = if digits == 0 { 0 } else { sign + digits };
        let value = std::str::from_utf8(&after[..number]).ok().and_then(|digits| digits.parse::<i64>().ok());
        let blank = usize::from(after.get(number) == Some(&b' '));
        let word = std::str::from_utf8(&rest[..letters]).unwrap_or_default().to_owned();
        self.at += letters + number + blank;
        self.word(&word, value);
    }

    fn word(&mut self, word: &str, value: Option<i64>) {
        let is_on = value != Some(0);
        match word {
            "u" => self.unicode(value.unwrap_or(0)),
            "uc" => self.group().fallback = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(16),
            "bin" => self.at = self.at.saturating_add(usize::try_from(value.unwrap_or(0)).unwrap_or(0)),
            "ansicpg" => {
                let label = match value.unwrap_or(1252) {
                    10000 => "macintosh".to_owned(),
                    932 => "shift_jis".to_owned(),
                    936 => "gbk".to_owned(),
                    949 => "euc-kr".to_owned(),
                    950 => "big5".to_owned(),
                    65001 => "utf-8".to_owned(),
                    page => format!("windows-{page}"),
                };
                self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
            }
            "par" | "sect" | "page" | "row" => self.block(),
            "line" => {
                self.flush();
                if self.is_shown() {
                    self.writer.line();
                }
            }
            "cell" => {
                self.flush();
                if self.is_shown() {
                    self.writer.cell();
                }
            }
            "tab" => self.text(" "),
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "bullet" => self.text("•"),
            "v" | "deleted" => self.group().is_hidden = is_on,
            "plain" => self.group().is_hidden = false,
            "info" => self.group().property = Some(Property::Other),
            "title" => self.property(Property::Title),
            "author" => self.property(Property::Author),
            "footnote" => {
                self.flush();
                self.writer.block();
            }
            _ if DESTINATIONS.contains(&word) => self.group().is_skipped = true,
            _ if self.group().property.is_some() => self.group().property = Some(Property::Other),
            _ => {}
        }
    }

    fn property(&mut self, property: Property) {
        if self.group().property.is_some() {
            self.group().property = Some(property);
        }
    }

    fn block(&mut self) {
        self.flush();
        if self.is_shown() {
            self.writer.block();
        }
    }

    fn unicode(&mut self, value: i64) {
        self.flush();
        let unit = if value < 0 { value + 0x1_0000 } else { value };
        let unit = u16::try_from(unit).unwrap_or(0xFFFD);
        self.passed = 0;
        let units = match self.half.take() {
            Some(half) => vec![half, unit],
            None if (0xD800..0xDC00).contains(&unit) => {
                self.half = Some(unit);
                self.passed = self.group().fallback;
                return;
            }
            None => vec![unit],
        };
        self.write(&String::from_utf16_lossy(&units));
        self.passed = self.group().fallback;
    }

    fn byte(&mut self, byte: u8) {
        if self.passed > 0 {
            self.passed -= 1;
        } else {
            self.pending.push(byte);
        }
    }

    fn text(&mut self, text: &str) {
        self.flush();
        self.write(text);
    }

    fn flush(&mut self) {
        self.passed = 0;
        if !self.pending.is_empty() {
            let pending = std::mem::take(&mut self.pending);
            let text = self.encoding.decode_without_bom_handling(&pending).0.into_owned();
            self.write(&text);
        }
    }

    fn is_shown(&mut self) -> bool {
        let group = self.group();
        !group.is_skipped && !group.is_hidden && group.property.is_none()
    }

    fn write(&mut self, text: &str) {
        let group = self.group();
        if group.is_skipped || group.is_hidden {
            return;
        }
        match group.property {
            None => self.writer.write(text),
            Some(Property::Title) => self.about.title.get_or_insert_default().push_str(text),
            Some(Property::Author) => self.about.author.get_or_insert_default().push_str(text),
            Some(Property::Other) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rtf: &str, expected: &str) -> Document {
        let document = read(rtf.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(document.text, expected);
        document
    }

    #[test]
    fn words_and_paragraphs() {
        check(
            "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}\\f0 Two {\\b cr}anes.\\par \\u8220?One\\u8221? caf\\'e9 \\emdash  x\\par}",
            "Two cranes.\n\n“One” café — x",
        );
    }

    #[test]
    fn what_is_not_shown_is_not_read() {
        check(
            "{\\rtf1 a{\\*\\bkmkstart 5}{\\v hidden}{\\deleted gone}{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}b}",
            "a3b",
        );
    }

    #[test]
    fn properties_are_no_text() {
        let document = check("{\\rtf1{\\info{\\title The Quay}{\\author Ida Voss}{\\doccomm x}}Text\\par}", "Text");
        assert_eq!(document.about.title.as_deref(), Some("The Quay"));
        assert_eq!(document.about.author.as_deref(), Some("Ida Voss"));
    }

    #[test]
    fn rows_are_grids() {
        check(
            "{\\rtf1\\trowd Year\\cell Tonnes\\cell\\row\\trowd 2031\\cell 4.2\\cell\\row}",
            "Year\tTonnes\n\n2031\t4.2",
        );
    }
}
