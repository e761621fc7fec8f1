//! What the whole report says at a glance: briefings, sources, and what a reader should look at first.

use briefcheck_engine::rules::Counts;
use maud::{Markup, html};

use super::super::model::{self, Dossier, Memo};
use super::chart::{bar, cells, heads};
use super::{id, short, state_words};

/// What a pass does not prove.
pub(in super::super) const LIMITS: &str = "Verified means that the cited source has these words, this figure or this name, not that \
     the source is right, that a quotation is fair in its context, or that nothing was left out.";

pub(super) fn render(dossier: &Dossier<'_>) -> Markup {
    let counts = dossier.counts();
    html! {
        p class="summary" {
            (counted(counts.total())) " of " (counted_noun(dossier.memos.len(), "briefing")) ", held against "
            (counted_noun(dossier.shelf.sources.len(), "source")) ":"
        }
        (bar(&counts, counts.total()))
        p class="tallies" { (state_words(&counts)) }
        p class="limits" { (LIMITS) }
        @if dossier.memos.len() > 1 { (memos(dossier)) }
        (conflicts(dossier))
        (sources(dossier))
        (single(dossier))
    }
}

/// “47 items and claims”.
fn counted(count: usize) -> String {
    if count == 1 { "1 item or claim".to_owned() } else { format!("{count} items and claims") }
}

fn counted_noun(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The head of a table's column that no sign tells.
fn head(words: &str) -> Markup {
    html! { th scope="col" { (words) } }
}

/// The head of the column with the bars, which is only heard.
fn head_of_bars() -> Markup {
    html! { th scope="col" { span class="unseen" { "Share" } } }
}

/// How a briefing does, by section and by source; closed until it is asked for.
pub(super) fn of_memo(dossier: &Dossier<'_>, number: usize) -> Markup {
    let memo = &dossier.memos[number];
    let counts = memo.counts();
    let sections = memo.sections.iter().map(|section| {
        let name = html! {
            @match section.title.as_str() {
                "" => "(before the first heading)",
                title => a href={ "#h" (number + 1) "-" (section.start) } { (title) },
            }
        };
        (name, section.counts)
    });
    let by_source = (0..dossier.shelf.sources.len()).filter_map(|source| {
        let of_source = memo.items.iter().filter(|item| item.source(&dossier.shelf) == Some(source));
        let counts = model::counts(of_source);
        (counts.total() > 0).then(|| (link(dossier, source), counts))
    });
    html! {
        details class="charts" {
            summary { (bar(&counts, counts.total())) (state_words(&counts)) }
            (by("Verdicts by section", "Section", &sections.collect::<Vec<_>>()))
            (by("Items by the source that they rest on", "Source", &by_source.collect::<Vec<_>>()))
        }
    }
}

/// A table of counts, each with what it is of.
fn by(caption: &str, of: &str, rows: &[(Markup, Counts)]) -> Markup {
    let most = rows.iter().map(|(_, counts)| counts.total()).max().unwrap_or(0);
    html! {
        div class="wide" {
            table class="counts" {
                caption { (caption) }
                thead { tr { (head(of)) (head_of_bars()) (heads()) } }
                tbody {
                    @for (name, counts) in rows {
                        tr { th scope="row" { (name) } td class="chart" { (bar(counts, most)) } (cells(counts)) }
                    }
                }
            }
        }
    }
}

fn memos(dossier: &Dossier<'_>) -> Markup {
    let most = dossier.memos.iter().map(|memo| memo.counts().total()).max().unwrap_or(0);
    let row = |(at, memo): (usize, &Memo<'_>)| {
        let counts = memo.counts();
        let (cited, single) = memo.cited();
        html! {
            tr {
                th scope="row" { a href={ "#m" (at + 1) } { (memo.title) } }
                td class="chart" { (bar(&counts, most)) } (cells(&counts))
                td class="number" { (cited) " of " (memo.claims.len()) } td class="number" { (single) }
            }
        }
    };
    html! {
        h3 { "Briefings" }
        div class="wide" {
            table class="counts" {
                thead {
                    tr {
                        (head("Briefing")) (head_of_bars()) (heads())
                        th scope="col" class="number" { "Claims cited" }
                        th scope="col" class="number" { "From one source alone" }
                    }
                }
                tbody { @for memo in dossier.memos.iter().enumerate() { (row(memo)) } }
            }
        }
    }
}

/// Figures that are given twice, and not the same.
fn conflicts(dossier: &Dossier<'_>) -> Markup {
    let is_conflict = |item: &model::Item| item.rule.is_some_and(|rule| rule.name == "figure-conflict");
    let of_memo = |(number, memo): (usize, &'_ Memo<'_>)| {
        let items = memo.items.iter().enumerate().filter(|(_, item)| is_conflict(item));
        items.map(|(at, item)| (id(number, at), memo.title.clone(), item.message.clone())).collect::<Vec<_>>()
    };
    let found: Vec<(String, String, String)> = dossier.memos.iter().enumerate().flat_map(of_memo).collect();
    html! {
        @if !found.is_empty() {
            h3 { "Figures in conflict" }
            ul { @for (id, title, message) in found { li { a href={ "#i" (id) } { (title) } " " (message) } } }
        }
    }
}

/// What is cited, the most used first.
fn sources(dossier: &Dossier<'_>) -> Markup {
    let counts = dossier.by_source();
    let most = counts.iter().map(Counts::total).max().unwrap_or(0);
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&source| std::cmp::Reverse(counts[source].total()));
    html! {
        h3 { "Sources" }
        div class="wide" {
            table class="counts sources" {
                thead {
                    tr {
                        (head("Source")) (head("Published")) (head("Status")) (head_of_bars()) (heads())
                        (head("Fingerprint"))
                    }
                }
                tbody { @for source in order { (self::source(dossier, source, &counts[source], most)) } }
            }
        }
    }
}

/// The row of a source. `most` is what the longest bar stands for.
fn source(dossier: &Dossier<'_>, source: usize, counts: &Counts, most: usize) -> Markup {
    let of = &dossier.shelf.sources[source];
    let web = of.meta.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let keys = of.keys.iter().enumerate();
    let published = of.meta.published().enumerate();
    html! {
        tr {
            th scope="row" {
                (link(dossier, source))
                @if let Some(url) = web {
                    " " a class="web" href=(url) rel="noopener noreferrer" target="_blank" { "web page" }
                }
                div class="keys" { @for (at, key) in keys { @if at > 0 { " " } code { "@" (key) } } }
                @if let Err(why) = &of.fingerprint { p class="users" { (why) } }
                (users(dossier, source))
            }
            td class="published" { @for (at, said) in published { @if at > 0 { br; } (said) } }
            td { @if !of.status().is_empty() { strong class="status" { (of.status()) } } }
            td class="chart" { (bar(counts, most)) } (cells(counts))
            td class="print" {
                @if let Ok(print) = &of.fingerprint { code title=(print) { (print.get(..12).unwrap_or(print)) } }
            }
        }
    }
}

/// Which briefings rest on a source, where there are several.
fn users(dossier: &Dossier<'_>, source: usize) -> Markup {
    let users = dossier.memos.iter().enumerate().filter_map(|(at, memo)| {
        let rests = memo.items.iter().filter(|item| item.source(&dossier.shelf) == Some(source)).count();
        (rests > 0).then_some((at, &memo.title, rests))
    });
    let users: Vec<(usize, &String, usize)> = users.collect();
    html! {
        @if users.is_empty() {
            p class="users" { "Nothing rests on it." }
        } @else if dossier.memos.len() > 1 {
            p class="users" {
                "in "
                @for (number, (at, title, rests)) in users.into_iter().enumerate() {
                    @if number > 0 { ", " } a href={ "#m" (at + 1) } { (title) } " (" (rests) ")"
                }
            }
        }
    }
}

/// A source's name, which leads to its text.
fn link(dossier: &Dossier<'_>, source: usize) -> Markup {
    let of = &dossier.shelf.sources[source];
    html! {
        @match of.readings.first() {
            Some(reading) => a href={ "#s" (reading + 1) } { (of.name()) },
            None => (of.name()),
        }
    }
}

/// The claims that rest on one source alone, by source.
fn single(dossier: &Dossier<'_>) -> Markup {
    let claims = || dossier.memos.iter().flat_map(|memo| &memo.claims);
    let cited = claims().filter(|claim| !claim.sources.is_empty()).count();
    let of_source = |source: usize| {
        let of_memo = |(number, memo): (usize, &'_ Memo<'_>)| {
            let alone = memo.claims.iter().enumerate().filter_map(|(at, claim)| {
                let is_alone = claim.sources.len() == 1 && claim.sources.contains(&source);
                // The claim as a whole is its last item.
                let item = memo.items.iter().rposition(|item| item.claim == Some(at)).filter(|_| is_alone)?;
                Some((id(number, item), short(&memo.checked.text[claim.span]).trim().to_owned()))
            });
            alone.collect::<Vec<_>>()
        };
        dossier.memos.iter().enumerate().flat_map(of_memo).collect::<Vec<_>>()
    };
    let groups = dossier.shelf.sources.iter().enumerate().map(|(at, source)| (source.name(), of_source(at)));
    let groups: Vec<_> = groups.filter(|(_, claims)| !claims.is_empty()).collect();
    let total: usize = groups.iter().map(|(_, claims)| claims.len()).sum();
    html! {
        @if total > 0 {
            h3 { "Claims with a single source" }
            p { (total) " of " (cited) " cited claims are held against one source alone." }
            @for (name, claims) in groups {
                details {
                    summary { (name) ": " (claims.len()) }
                    ul { @for (id, words) in claims { li { a href={ "#i" (id) } { (words) } } } }
                }
            }
        }
    }
}
