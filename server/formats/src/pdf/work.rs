//! How much work a page makes, counted before the library draws it: drawings (forms) may be drawn within each other, and
//! a few of them that draw themselves twice never end.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};

use crate::limits::Steps;

/// How many bytes of instructions are one step.
const BYTES_A_STEP: usize = 16;

/// The steps that a form or a picture takes on the page itself, beside what is in it. Each form around it has resources
/// in which its name is looked up, and each of these is copied.
const STEPS_A_DRAWING: u64 = 8;

/// How deep forms may lie in each other: programs nest a few, one that draws itself has no end.
const MOST_DEPTH: u64 = 20;

/// How many bytes of instructions a page may have that is put together of several streams: 64 MiB.
const MOST_CONTENT: usize = 64 << 20;

/// How many states may be saved and not restored. The format asks for 28.
const MOST_STATES: usize = 5_000;

/// What the streams of a file draw, each read once.
#[derive(Default)]
pub(super) struct Work<'a> {
    drawn: HashMap<ObjectIdentifier, Rc<Drawn<'a>>>,
    /// The fonts whose letters are drawn with little work.
    light: HashSet<ObjectIdentifier>,
    /// The forms of the page whose fonts have been counted.
    seen: HashSet<ObjectIdentifier>,
}

/// What one stream draws.
struct Drawn<'a> {
    steps: u64,
    /// The names of the drawings in it, in their order.
    names: Vec<Vec<u8>>,
    /// What they lead to.
    resources: Dict<'a>,
}

impl<'a> Work<'a> {
    /// Whether drawing a page takes more than the steps that are left.
    pub(super) fn is_over(&mut self, page: &'a Page<'a>, steps: &Steps) -> bool {
        if is_repeated(page) {
            return true;
        }
        let Some(stream) = page.page_stream() else { return false };
        let own = Drawn::of(stream, Dict::default());
        self.seen.clear();
        self.are_fonts_over(page.resources(), steps, 0) || self.is_drawing_over(&own, page.resources(), steps, 0)
    }

    /// Whether drawing each letter once takes more than that, of fonts whose letters are drawings (Type 3).
    fn are_fonts_over(&mut self, resources: &Resources<'a>, steps: &Steps, depth: u64) -> bool {
        resources.fonts.keys().any(|name| {
            let id = resources.fonts.get_ref(&*name).map(ObjectIdentifier::from);
            if id.is_some_and(|id| self.light.contains(&id)) {
                return false;
            }
            let font = resources.fonts.get::<Dict<'_>>(&*name).filter(|font| is_of_kind(font, b"Type3"));
            let letters = font.as_ref().and_then(|font| font.get::<Dict<'_>>("CharProcs")).unwrap_or_default();
            let letters = letters.keys().filter_map(|letter| letters.get::<Stream<'_>>(&*letter));
            let heavy: Vec<Rc<Drawn<'a>>> =
                letters.map(|letter| self.of_form(&letter)).filter(|drawn| drawn.is_heavy()).collect();
            if heavy.is_empty() {
                self.light.extend(id);
                return false;
            }
            let own = font.and_then(|font| font.get::<Dict<'_>>("Resources")).unwrap_or_default();
            let own = Resources::from_parent(own, resources.clone());
            heavy.iter().any(|drawn| {
                let resources = Resources::from_parent(drawn.resources.clone(), own.clone());
                self.is_drawing_over(drawn, &resources, steps, depth + 1)
            })
        })
    }

    fn is_drawing_over(&mut self, drawn: &Drawn<'a>, resources: &Resources<'a>, steps: &Steps, depth: u64) -> bool {
        if is_spent(steps, drawn.steps) {
            return true;
        }
        drawn.names.iter().any(|name| {
            if is_spent(steps, STEPS_A_DRAWING * (depth + 1).pow(2)) {
                return true;
            }
            let form = resources.get_x_object(&Name::new_unescaped(name));
            let Some(form) = form.filter(|form| is_of_kind(form.dict(), b"Form")) else { return false };
            if depth >= MOST_DEPTH {
                return true;
            }
            let drawn = self.of_form(&form);
            let resources = Resources::from_parent(drawn.resources.clone(), resources.clone());
            let is_new = self.seen.insert(form.obj_id());
            is_new && self.are_fonts_over(&resources, steps, depth + 1)
                || self.is_drawing_over(&drawn, &resources, steps, depth + 1)
        })
    }

    fn of_form(&mut self, form: &Stream<'a>) -> Rc<Drawn<'a>> {
        let read = || {
            let resources = form.dict().get::<Dict<'_>>("Resources").unwrap_or_default();
            Rc::new(Drawn::of(&form.decoded().unwrap_or_default(), resources))
        };
        Rc::clone(self.drawn.entry(form.obj_id()).or_insert_with(read))
    }
}

/// Whether the parts of a page's content are more than a page has: each may be the same stream, unpacked again.
fn is_repeated(page: &Page<'_>) -> bool {
    let Some(parts) = page.raw().get::<Array<'_>>("Contents") else { return false };
    let mut left = MOST_CONTENT;
    parts.iter::<Stream<'_>>().any(|part| {
        let len = part.decoded().map_or(0, |content| content.len()) + 1;
        let is_over = len > left;
        left = left.saturating_sub(len);
        is_over
    })
}

/// Takes steps; whether none are left after that.
fn is_spent(steps: &Steps, count: u64) -> bool {
    let _ = steps.take(count);
    !steps.take(0)
}

fn is_of_kind(dict: &Dict<'_>, kind: &[u8]) -> bool {
    dict.get::<Name<'_>>("Subtype").is_some_and(|own| &*own == kind)
}

impl<'a> Drawn<'a> {
    /// Whether it is more than a letter is.
    fn is_heavy(&self) -> bool {
        const MOST_OF_A_LETTER: u64 = 256;
        !self.names.is_empty() || self.steps > MOST_OF_A_LETTER
    }

    fn of(stream: &[u8], resources: Dict<'a>) -> Self {
        let mut names = Vec::new();
        // Most pages draw no forms, and are not read twice.
        if stream.windows(2).any(|sign| sign == b"Do") {
            let mut instructions = TypedIter::new(stream);
            while let Some(instruction) = instructions.next() {
                if let TypedInstruction::XObject(drawing) = instruction {
                    names.push(drawing.0.to_vec());
                }
            }
        }
        let steps = if has_too_many_states(stream) { u64::MAX } else { (stream.len() / BYTES_A_STEP) as u64 };
        Self { steps, names, resources }
    }
}

/// Whether a stream saves states and restores none: each takes memory. Instructions in strings count, too, which hold no
/// thousands of them.
fn has_too_many_states(stream: &[u8]) -> bool {
    let mut open = 0_usize;
    stream.split(u8::is_ascii_whitespace).any(|word| {
        match word {
            b"q" => open += 1,
            b"Q" => open = open.saturating_sub(1),
            _ => {}
        }
        open > MOST_STATES
    })
}

#[cfg(test)]
mod tests {
    use crate::{Content, Limits, read};

    /// A PDF of one page with its instructions and one form, `/X`.
    fn check(page: &str, form: &str, steps: u64, expected: Result<&str, &str>) {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 6 0 R >> \
             /XObject << /X 5 0 R >> >> >>"
                .to_owned(),
            stream("", page),
            stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800]", form),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        ];
        check_objects(&objects, steps, expected);
    }

    fn stream(entries: &str, body: &str) -> String {
        format!("<< {entries} /Length {} >>\nstream\n{body}\nendstream", body.len())
    }

    fn check_objects(objects: &[String], steps: u64, expected: Result<&str, &str>) {
        let written = (1..).zip(objects).map(|(number, object)| format!("{number} 0 obj\n{object}\nendobj\n"));
        let file = format!("%PDF-1.4\n{}trailer << /Root 1 0 R >>\n%%EOF", written.collect::<String>());
        let read = match read(file.as_bytes(), "a.pdf", &Limits { steps, ..Limits::default() }) {
            Ok(Content::Document(document)) => Ok(document.text),
            other => Err(other.map(|_| ()).unwrap_err().0),
        };
        assert_eq!(read.as_deref().map_err(String::as_str), expected, "{:?}", objects.get(3));
    }

    const TOO_MUCH: &str = "is a PDF, and draws too much on page 1 to be read there: cite it as text";

    #[test]
    fn drawings_in_each_other_end() {
        let text = "BT /F 12 Tf 50 700 Td (Two cranes) Tj ET";
        let steps = Limits::default().steps;
        check("/X Do", text, steps, Ok("Two cranes"));
        check("/X Do", &format!("/X Do {text}"), steps, Err(TOO_MUCH));
        check("/X Do", "/X Do /X Do", steps, Err(TOO_MUCH));
        check("/X Do", &"/X Do ".repeat(9), steps, Err(TOO_MUCH));
        check(&"/X Do ".repeat(1_000), &"1 w ".repeat(100_000), steps, Err(TOO_MUCH));
        check(&"q ".repeat(1_000_000), "", steps, Err(TOO_MUCH));
    }

    #[test]
    fn instructions_that_draw_nothing_are_counted() {
        let text = "BT /F 12 Tf 50 700 Td (Two cranes) Tj ET ";
        check(&format!("{text}{}", "1 w ".repeat(700)), "", 1_000, Ok("Two cranes"));
        check(&format!("{text}{}", "1 w ".repeat(800)), "", 1_000, Err(TOO_MUCH));
    }

    #[test]
    fn letters_are_counted() {
        let lines = "BT /F 12 Tf 50 700 Td (Two cranes) Tj ET ".repeat(500);
        check(&lines, "", 20 * 25_000, Ok("Two cranes"));
        // Of the page nothing is read then, as words of its rest would be said to be missing.
        check(&lines, "", 20 * 1_000, Err(TOO_MUCH));
        check(&format!("{}{lines}", "0 0 m 9 9 l S ".repeat(2_000)), "", 20 * 1_000, Err(TOO_MUCH));
    }

    #[test]
    fn letters_that_are_drawings_are_counted() {
        let check = |letter: &str, expected: Result<&str, &str>| {
            let objects = [
                "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 6 0 R >> \
                 /XObject << /X 5 0 R >> >> >>"
                    .to_owned(),
                stream("", "BT /F 12 Tf 50 700 Td (ab) Tj ET"),
                stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800]", "/X Do /X Do"),
                "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 97 \
                 /LastChar 98 /Widths [9 9] /Encoding << /Differences [97 /a /b] >> /CharProcs << /a 7 0 R /b 7 0 R >> \
                 /ToUnicode 8 0 R >>"
                    .to_owned(),
                stream("", letter),
                stream("", "1 beginbfrange\n<61> <62> <0061>\nendbfrange"),
            ];
            check_objects(&objects, Limits::default().steps, expected);
        };
        check("9 0 0 0 9 9 d1 0 0 9 9 re f", Ok("ab"));
        check("9 0 0 0 9 9 d1 /X Do", Err(TOO_MUCH));
    }
}
