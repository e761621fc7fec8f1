//! PDF: the words on each page, in reading order.
//!
//! `device` gathers the glyphs that a page paints, `layout` makes lines and columns of them, `margin` takes the
//! numbers of lines out and `furniture` running heads and page numbers, and `flow` puts the lines together to paragraphs.

mod device;
mod flow;
mod furniture;
mod layout;
mod margin;
mod nesting;
mod work;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;

use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RectExt, TransformExt, interpret_page};

use crate::document::{About, Document, some};
use crate::limits::{Limits, Steps, grouped, too_long};
use crate::writer::Writer;
use crate::{Format, Unreadable};
use device::TextDevice;
use layout::Chunk;
use work::Work;

/// The most that one page takes of the steps of a file: a million, which are 250,000 letters.
const PAGES_SHARE: u64 = 20;
/// The most that the instructions of one page take of as many steps: four million, which are 64 MB of them.
const CONTENTS_SHARE: u64 = 5;

/// Reads a PDF, on a stack that holds whatever lies in each other there.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    if let Some(fault) = nesting::fault(bytes, limits.unpacked) {
        return Err(Unreadable::new(fault));
    }
    // WebAssembly has no threads, and one stack, which is made to hold as much.
    if cfg!(target_family = "wasm") {
        return read_pages(bytes, limits);
    }
    let failed = |_| Unreadable::new("is a PDF for which there is not enough memory");
    thread::scope(|scope| {
        let reading = || read_pages(bytes, limits);
        let thread = thread::Builder::new().stack_size(nesting::STACK).spawn_scoped(scope, reading).map_err(failed)?;
        thread.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

fn read_pages(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| {
        Unreadable::new(match error {
            LoadPdfError::Decryption(_) => "is an encrypted PDF: save it without a password",
            LoadPdfError::Invalid => "is a PDF too damaged to be read: save it again, or as text",
        })
    })?;
    let (steps, contents) = (Steps::new(limits), Steps::new(limits));
    let cache = InterpreterCache::new();
    let mut work = Work::default();
    let mut pages = Vec::new();
    let mut faults = Vec::new();
    let (mut unmapped, mut glyphs) = (0, 0);
    let (mut broken, mut heavy) = (Vec::new(), Vec::new());
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        if pages.len() >= limits.pages {
            return Err(too_long(Format::Pdf.name(), &format!("more than {} pages", grouped(limits.pages))));
        }
        // What no filter of the file's shows, an encrypted stream, is only known here.
        if page.page_stream().is_some_and(nesting::is_too_deep) {
            broken.push(number);
            pages.push(Vec::new());
            continue;
        }
        let most = limits.steps / CONTENTS_SHARE;
        let own = contents.part(most);
        let is_over = work.is_over(page, &own);
        contents.take_part(&own, most);
        if is_over {
            heavy.push(number);
            pages.push(Vec::new());
            continue;
        }
        let most = limits.steps / PAGES_SHARE;
        let own = steps.part(most);
        let mut device = TextDevice::new(&own);
        let read = catch_unwind(AssertUnwindSafe(|| read_page(page, &cache, &mut device)));
        steps.take_part(&own, most);
        if read.is_err() {
            let ended_by_steps = !own.take(0);
            if ended_by_steps && !steps.take(0) {
                return Err(too_long(Format::Pdf.name(), "more letters and lines than can be read"));
            }
            // A page that is read in part is not read: words of the rest would be said to be missing.
            if ended_by_steps {
                heavy.push(number);
            } else {
                broken.push(number);
            }
            pages.push(Vec::new());
            continue;
        }
        unmapped += device.unmapped;
        glyphs += device.glyphs();
        pages.push(device.chunks());
    }
    let empty: Vec<u32> = (1..).zip(&pages).filter(|(_, page)| page.is_empty()).map(|(number, _)| number).collect();
    let is_known = |number: &u32| broken.contains(number) || heavy.contains(number);
    let blank: Vec<u32> = empty.iter().copied().filter(|number| !is_known(number)).collect();
    faults.extend(fault(&broken, |pages| format!("can't be read on {pages}")));
    faults.extend(fault(&heavy, |pages| format!("draws too much on {pages} to be read there: cite it as text")));
    faults.extend(fault(&blank, |pages| {
        format!(
            "has no text on {pages}, as scanned pages have none: run it through text recognition (OCR) and cite that"
        )
    }));
    if unmapped * 3 > glyphs + unmapped {
        let why = "is a PDF whose fonts do not say which letters they show: save it again, or as text";
        return Err(Unreadable::new(why));
    }
    margin::remove(&mut pages);
    furniture::remove(&mut pages);
    let mut writer = Writer::new(limits);
    writer.faults = faults;
    flow::write(pages, &mut writer);
    writer.finish(Format::Pdf, about(&pdf))
}

fn read_page<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>, device: &mut TextDevice<'_>) {
    let transform = page.initial_transform(true).to_kurbo();
    let bounds = page.intersected_crop_box().to_kurbo();
    let settings = InterpreterSettings { render_annotations: false, ..InterpreterSettings::default() };
    let mut context = Context::new(transform, bounds, cache, page.xref(), settings);
    interpret_page(page, &mut context, device);
}

/// The fault of some pages: `page 3`, `pages 3–5 and 9`.
fn fault(pages: &[u32], say: impl Fn(&str) -> String) -> Option<String> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => ranges.push((page, page)),
        }
    }
    let said: Vec<String> = ranges
        .iter()
        .map(|&(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    let (last, others) = said.split_last()?;
    let list = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
    let word = if pages.len() == 1 { "page" } else { "pages" };
    Some(say(&format!("{word} {list}")))
}

fn about(pdf: &Pdf) -> About {
    let metadata = pdf.metadata();
    let text = |bytes: &Option<Vec<u8>>| bytes.as_ref().and_then(|bytes| some(string(bytes)));
    // Programs write the name of the file that they printed: no title that anybody gave.
    let is_name = |title: &String| {
        let lower = title.to_lowercase();
        let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
        matches!(ending, "doc" | "docx" | "odt" | "indd" | "dvi" | "tex" | "rtf" | "pdf" | "ps") || lower == "untitled"
    };
    About {
        title: text(&metadata.title).filter(|title| !is_name(title)),
        author: text(&metadata.author).filter(|author| author != "python-docx"),
        date: metadata.creation_date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        ..About::default()
    }
}

/// A string of a PDF: UTF-16 or UTF-8 by its mark, else Latin.
fn string(bytes: &[u8]) -> String {
    crate::text::decode(bytes, Some("windows-1252"))
}

/// The pages of a file as chunks.
type Pages = Vec<Vec<Chunk>>;
