//! One self-contained page for people: the briefing on one side, what its sources say on the other.
//!
//! Without scripts it is one long text with its notes; the script shows them beside it. The policy in its head lets
//! nothing be loaded and no other script run, whatever a briefing or a source holds.

mod briefing;
mod chart;
mod layers;
mod note;
mod overview;
mod page;
mod sheet;
mod source;
mod visible;

use std::io::{self, Write};

use briefcheck_engine::rules::{Class, Counts};
use maud::{Markup, html};

use super::model::Dossier;
pub(super) use overview::LIMITS;
use visible::visible;

/// How much of an item's words a list shows, in bytes.
const SHORT: usize = 240;

pub(super) fn write(out: &mut dyn Write, dossier: &Dossier<'_>) -> io::Result<()> {
    out.write_all(visible(&page::render(dossier).into_string()).as_bytes())
}

/// What an item is called in the page; numbers count from 1 there.
fn id(memo: usize, item: usize) -> String {
    format!("{}-{}", memo + 1, item + 1)
}

/// What leads to an item in the page.
pub(super) fn address(memo: usize, item: usize) -> String {
    format!("i{}", id(memo, item))
}

/// The beginning of some words.
fn short(words: &str) -> &str {
    match words.get(..words.floor_char_boundary(SHORT)) {
        Some(head) if head.len() < words.len() => head.rfind(' ').map_or(head, |blank| &head[..blank]),
        _ => words,
    }
}

/// A kind of item, for people.
fn kind_name(kind: &str) -> &str {
    match kind {
        "quote" => "quotation",
        "front" => "front matter",
        kind => kind,
    }
}

/// “12 verified, 3 errors” with the sign of each.
fn state_words(counts: &Counts) -> Markup {
    let said = |class: Class, count: usize| match class {
        Class::Unasked => format!("{count} {}", class.word()),
        class => class.counted(count),
    };
    html! {
        @for (at, (class, count)) in counts.some().enumerate() {
            @if at > 0 { " " }
            span class="tally" {
                span class={ "sign " (class.name()) } aria-hidden="true" {}
                (said(class, count))
            }
        }
    }
}
