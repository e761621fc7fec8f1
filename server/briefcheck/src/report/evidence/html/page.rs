//! The page around what the report says: its head with the policy, the filters, the panes, the help.

use std::collections::BTreeSet;

use briefcheck_engine::rules::Class;
use data_encoding::BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::super::model::{Dossier, Item};
use super::{briefing, overview, sheet, source};

const STYLE: &str = include_str!("../page/page.css");
const SCRIPT: &str = include_str!("../page/page.js");

/// The keys of the page, and what each does.
const KEYS: [(&[&str], &str); 10] = [
    (&["j", "→"], "next item"),
    (&["k", "←"], "previous item"),
    (&["Enter"], "from an item to its evidence"),
    (&["s"], "to the source’s text"),
    (&["Esc"], "back to the item, then to all items"),
    (&["/"], "filter"),
    (&["p"], "only problems, or all"),
    (&["u"], "only what is unconfirmed, or all"),
    (&["o"], "overview"),
    (&["?"], "this list"),
];

/// What each mark says.
const MARKS: [(Class, &str); 10] = [
    (Class::Verified, "verified: the source has it"),
    (Class::Error, "error: the source says otherwise, or nothing"),
    (Class::Warning, "warning: to be looked at"),
    (Class::Info, "information"),
    (Class::Hint, "hint"),
    (Class::Unconfirmed, "unconfirmed: a passage is near; whether it says the same was not established"),
    (Class::Unverifiable, "unverifiable: its source can’t be read"),
    (Class::Unasked, "no source: none is cited for it"),
    (Class::Checked, "checked: somebody looked at it and vouches for it"),
    (Class::Allowed, "allowed by the writer, or its rule is off"),
];

/// The whole page.
pub(super) fn render(dossier: &Dossier<'_>) -> Markup {
    let (title, start) = match dossier.memos.as_slice() {
        [memo] => (memo.title.clone(), "m1"),
        memos => (format!("{} briefings", memos.len()), "overview"),
    };
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content="briefcheck";
                title { "Evidence: " (title) }
                style { (PreEscaped(STYLE)) }
            }
            body data-start=(start) {
                a class="skip" href="#reading" { "Skip to the text" }
                header class="top" {
                    div class="name" { h1 { (title) } p { "Evidence report" } }
                    nav aria-label="Views" {
                        a href="#overview" id="to-overview" { "Overview" } " "
                        label class="unseen" for="memo" { "Briefing" }
                        select id="memo" {
                            option value="overview" { "Briefing…" }
                            @for (at, memo) in dossier.memos.iter().enumerate() {
                                option value={ "m" (at + 1) } { (memo.title) }
                            }
                        }
                    }
                    (filters(dossier))
                }
                div class="panes" {
                    main id="reading" tabindex="-1" {
                        section class="view" id="overview" aria-labelledby="overview-title" {
                            h2 id="overview-title" { "Overview" }
                            (overview::render(dossier))
                        }
                        @for number in 0..dossier.memos.len() { (memo(dossier, number)) }
                    }
                    aside id="evidence" aria-label="Evidence" {
                        (card())
                        div id="texts" role="region" aria-label="Text of the source" tabindex="0" {
                            (source::render(dossier))
                        }
                    }
                }
                div id="sheets" { @for number in 0..dossier.memos.len() { (sheet::render(dossier, number)) } }
                (help())
                script { (PreEscaped(SCRIPT)) }
            }
        }
        "\n"
    }
}

/// What narrows the items down to some.
fn filters(dossier: &Dossier<'_>) -> Markup {
    let items = || dossier.memos.iter().flat_map(|memo| &memo.items);
    let rules: BTreeSet<&str> = items().filter_map(|item| Some(item.rule?.name)).collect();
    let unconfirmed = items().filter(|item: &&Item| item.class() == Class::Unconfirmed).count();
    html! {
        form class="filters" role="search" aria-label="Filter items" {
            label class="unseen" for="words" { "Words, rule or message" }
            input type="search" id="words" placeholder="Filter  ( / )" autocomplete="off" spellcheck="false";
            " " label class="check" { input type="checkbox" id="problems"; " Only problems" }
            " " label class="check" {
                input type="checkbox" id="unconfirmed"; " Only unconfirmed (" (unconfirmed) ")"
            }
            " " label class="unseen" for="by-source" { "Source" }
            select id="by-source" {
                option value="" { "All sources" }
                @for (at, source) in dossier.shelf.sources.iter().enumerate() {
                    option value=(at + 1) { (source.name()) }
                }
            }
            " " label class="unseen" for="by-rule" { "Rule" }
            select id="by-rule" {
                option value="" { "All rules" }
                @for rule in rules { option { (rule) } }
            }
            " " button type="button" id="clear" hidden { "Clear" }
            " " output id="count" for="words problems unconfirmed by-source by-rule" {}
            " " button type="button" id="help-open" aria-haspopup="dialog" aria-keyshortcuts="?" { "Keys" }
        }
    }
}

/// A briefing with the notes on it.
fn memo(dossier: &Dossier<'_>, number: usize) -> Markup {
    let memo = &dossier.memos[number];
    // The text's own first heading mostly says it already.
    let is_said = memo.sections.iter().any(|section| section.title == memo.title)
        || memo.checked.units().any(|(_, unit)| unit.prose.text().trim() == memo.title);
    html! {
        article class="view memo" id={ "m" (number + 1) } aria-label=(memo.title) {
            p class="file" { (memo.file) }
            (overview::of_memo(dossier, number))
            @if !is_said { h2 { (memo.title) } }
            (briefing::render(dossier, number))
        }
        "\n"
    }
}

/// Where the note on the chosen item shows.
fn card() -> Markup {
    html! {
        div class="card" {
            div class="steps" {
                button type="button" id="back" aria-keyshortcuts="Escape" { "All items" }
                " " span id="place" {}
                " " button type="button" id="previous" aria-label="Previous item" aria-keyshortcuts="k" {
                    span aria-hidden="true" { "←" }
                }
                " " button type="button" id="next" aria-label="Next item" aria-keyshortcuts="j" {
                    span aria-hidden="true" { "→" }
                }
            }
            div id="card" aria-live="polite" tabindex="-1" {}
        }
    }
}

/// What the keys do and what the marks say.
fn help() -> Markup {
    html! {
        dialog id="help" aria-labelledby="help-title" {
            h2 id="help-title" { "Keys" }
            dl {
                @for (keys, does) in KEYS {
                    dt { @for (at, key) in keys.iter().enumerate() { @if at > 0 { " " } kbd { (key) } } }
                    dd { (does) }
                }
            }
            h2 { "Marks" }
            ul class="legend" {
                @for (class, says) in MARKS {
                    li { span class={ "item " (class.name()) " last" } { "words" } " " (says) }
                }
                li { span class="mark verified" {} " the claim as a whole, at its end" }
            }
            form method="dialog" { button { "Close" } }
        }
    }
}

/// What a page's policy knows a script or a style by.
fn hash(text: &str) -> String {
    BASE64.encode(Sha256::digest(text).as_ref())
}
