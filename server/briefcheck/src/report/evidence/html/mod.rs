//! One self-contained page for people: the briefing on one side, what its sources say on the other.
//!
//! Without scripts it is one long text with its notes; the script shows them beside it. The policy in its head lets
//! nothing be loaded and no other script run, whatever a briefing or a source holds.

mod briefing;
mod chart;
mod escape;
mod layers;
mod note;
mod overview;
mod sheet;
mod source;

use std::io::{self, Write};

use briefcheck_engine::rules::{Class, Counts};
use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::model::Dossier;
use escape::{Escaped, fill};
pub(super) use overview::LIMITS;

const PAGE: &str = include_str!("../page/page.html");
const STYLE: &str = include_str!("../page/page.css");
const SCRIPT: &str = include_str!("../page/page.js");

/// How much of an item's words a list shows, in bytes.
const SHORT: usize = 240;

pub(super) fn write(out: &mut dyn Write, dossier: &Dossier<'_>) -> io::Result<()> {
    let is_one = dossier.memos.len() == 1;
    let title = match dossier.memos.as_slice() {
        [memo] => memo.title.clone(),
        memos => format!("{} briefings", memos.len()),
    };
    let option = |(at, memo): (usize, &super::model::Memo<'_>)| {
        format!("<option value=\"m{}\">{}</option>", at + 1, Escaped(&memo.title))
    };
    let memos: String = dossier.memos.iter().enumerate().map(option).collect();
    let memos = format!("<option value=\"overview\">Briefing…</option>{memos}");
    let option = |(at, source): (usize, &super::sources::SourceOf)| {
        format!("<option value=\"{}\">{}</option>", at + 1, Escaped(source.name()))
    };
    let sources: String = dossier.shelf.sources.iter().enumerate().map(option).collect();
    let mut names: Vec<&str> =
        dossier.memos.iter().flat_map(|memo| &memo.items).filter_map(|item| Some(item.rule?.name)).collect();
    names.sort_unstable();
    names.dedup();
    let rules: String = names.iter().map(|name| format!("<option>{name}</option>")).collect();
    let is_unconfirmed = |item: &&super::model::Item| item.class() == Class::Unconfirmed;
    let unconfirmed = dossier.memos.iter().flat_map(|memo| &memo.items).filter(is_unconfirmed).count();
    let articles: String = (0..dossier.memos.len()).map(|number| memo(dossier, number)).collect();
    let sheets: String = (0..dossier.memos.len()).map(|number| sheet::render(dossier, number)).collect();
    let page = fill(
        PAGE,
        &[
            ("style-hash", &hash(STYLE)),
            ("script-hash", &hash(SCRIPT)),
            ("title", &Escaped(&title).to_string()),
            ("style", STYLE),
            ("start", if is_one { "m1" } else { "overview" }),
            ("memos", &memos),
            ("sources", &sources),
            ("rules", &rules),
            ("unconfirmed", &unconfirmed.to_string()),
            ("overview", &overview::render(dossier)),
            ("articles", &articles),
            ("sheets", &sheets),
            ("texts", &source::render(dossier)),
            ("script", SCRIPT),
        ],
    );
    out.write_all(page.as_bytes())
}

fn memo(dossier: &Dossier<'_>, number: usize) -> String {
    let memo = &dossier.memos[number];
    let n = number + 1;
    // The text's own first heading mostly says it already.
    let is_said = memo.sections.iter().any(|section| section.title == memo.title)
        || memo.checked.units().any(|(_, unit)| unit.prose.text().trim() == memo.title);
    let heading = if is_said { String::new() } else { format!("<h2>{}</h2>\n", Escaped(&memo.title)) };
    format!(
        "<article class=\"view memo\" id=\"m{n}\" aria-label=\"{0}\">\n<p class=\"file\">{1}</p>\n{2}{heading}{3}</article>\n",
        Escaped(&memo.title),
        Escaped(&memo.file),
        overview::of_memo(dossier, number),
        briefing::render(dossier, number)
    )
}

/// What a page's policy knows a script or a style by.
fn hash(text: &str) -> String {
    BASE64.encode(Sha256::digest(text).as_ref())
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
fn state_words(counts: &Counts) -> String {
    let part = |(class, count): (Class, usize)| {
        let said = if class == Class::Unasked { format!("{count} {}", class.word()) } else { class.counted(count) };
        let class = class.name();
        format!("<span class=\"tally\"><span class=\"sign {class}\" aria-hidden=\"true\"></span>{said}</span>")
    };
    counts.some().map(part).collect::<Vec<_>>().join(" ")
}
