//! What the whole report says at a glance: briefings, sources, and what a reader should look at first.

use briefcheck_engine::rules::Counts;

use super::super::model::{self, Dossier, Memo};
use super::chart::{bar, cells, heads};
use super::escape::Escaped;
use super::{id, short, state_words};

/// What a pass does not prove.
pub(in super::super) const LIMITS: &str = "Verified means that the cited source has these words, this figure or this name, not that \
     the source is right, that a quotation is fair in its context, or that nothing was left out.";

pub(super) fn render(dossier: &Dossier<'_>) -> String {
    let counts = dossier.counts();
    let mut html = format!(
        "<p class=\"summary\">{} of {}, held against {}:</p>\n{}<p class=\"tallies\">{}</p>\n\
         <p class=\"limits\">{LIMITS}</p>\n",
        counted(counts.total()),
        counted_noun(dossier.memos.len(), "briefing"),
        counted_noun(dossier.shelf.sources.len(), "source"),
        bar(&counts, counts.total()),
        state_words(&counts)
    );
    if dossier.memos.len() > 1 {
        html.push_str(&memos(dossier));
    }
    html.push_str(&conflicts(dossier));
    html.push_str(&sources(dossier));
    html.push_str(&single(dossier));
    html
}

/// “47 items and claims”.
fn counted(count: usize) -> String {
    if count == 1 { "1 item or claim".to_owned() } else { format!("{count} items and claims") }
}

fn counted_noun(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// How a briefing does, by section and by source; closed until it is asked for.
pub(super) fn of_memo(dossier: &Dossier<'_>, number: usize) -> String {
    let memo = &dossier.memos[number];
    let counts = memo.counts();
    let most = memo.sections.iter().map(|section| section.counts.total()).max().unwrap_or(0);
    let row = |section: &model::Section| {
        let name = match section.title.as_str() {
            "" => "(before the first heading)".to_owned(),
            title => format!("<a href=\"#h{}-{}\">{}</a>", number + 1, section.start, Escaped(title)),
        };
        format!(
            "<tr><th scope=\"row\">{name}</th><td class=\"chart\">{}</td>{}</tr>\n",
            bar(&section.counts, most),
            cells(&section.counts)
        )
    };
    let sections: String = memo.sections.iter().map(row).collect();
    let mut by_source: Vec<(usize, Counts)> = Vec::new();
    for source in 0..dossier.shelf.sources.len() {
        let of_source = memo.items.iter().filter(|item| item.source(&dossier.shelf) == Some(source));
        let counts = model::counts(of_source);
        if counts.total() > 0 {
            by_source.push((source, counts));
        }
    }
    let most = by_source.iter().map(|(_, counts)| counts.total()).max().unwrap_or(0);
    let row = |(source, counts): &(usize, Counts)| {
        format!(
            "<tr><th scope=\"row\">{}</th><td class=\"chart\">{}</td>{}</tr>\n",
            link(dossier, *source),
            bar(counts, most),
            cells(counts)
        )
    };
    let sources: String = by_source.iter().map(row).collect();
    let table = |caption: &str, head: &str, rows: &str| {
        format!(
            "<div class=\"wide\"><table class=\"counts\"><caption>{caption}</caption><thead><tr><th scope=\"col\">{head}</th>\
             <th scope=\"col\"><span class=\"unseen\">Share</span></th>{}</tr></thead><tbody>\n{rows}</tbody></table></div>\n",
            heads()
        )
    };
    format!(
        "<details class=\"charts\"><summary>{}{}</summary>\n{}{}</details>\n",
        bar(&counts, counts.total()),
        state_words(&counts),
        table("Verdicts by section", "Section", &sections),
        table("Items by the source that they rest on", "Source", &sources)
    )
}

fn memos(dossier: &Dossier<'_>) -> String {
    let most = dossier.memos.iter().map(|memo| memo.counts().total()).max().unwrap_or(0);
    let row = |(at, memo): (usize, &Memo<'_>)| {
        let counts = memo.counts();
        let (cited, single) = memo.cited();
        format!(
            "<tr><th scope=\"row\"><a href=\"#m{}\">{}</a></th><td class=\"chart\">{}</td>{}<td class=\"number\">{cited} of \
             {}</td><td class=\"number\">{single}</td></tr>\n",
            at + 1,
            Escaped(&memo.title),
            bar(&counts, most),
            cells(&counts),
            memo.claims.len()
        )
    };
    let rows: String = dossier.memos.iter().enumerate().map(row).collect();
    format!(
        "<h3>Briefings</h3>\n<div class=\"wide\"><table class=\"counts\"><thead><tr><th scope=\"col\">Briefing</th>\
         <th scope=\"col\"><span class=\"unseen\">Share</span></th>{}<th scope=\"col\" class=\"number\">Claims cited</th>\
         <th scope=\"col\" class=\"number\">From one source alone</th></tr></thead><tbody>\n{rows}</tbody></table></div>\n",
        heads()
    )
}

/// Figures that are given twice, and not the same.
fn conflicts(dossier: &Dossier<'_>) -> String {
    let mut rows = String::new();
    for (number, memo) in dossier.memos.iter().enumerate() {
        let is_conflict = |item: &model::Item| item.rule.is_some_and(|rule| rule.name == "figure-conflict");
        for (at, item) in memo.items.iter().enumerate().filter(|(_, item)| is_conflict(item)) {
            rows.push_str(&format!(
                "<li><a href=\"#i{}\">{}</a> {}</li>\n",
                id(number, at),
                Escaped(&memo.title),
                Escaped(&item.message)
            ));
        }
    }
    if rows.is_empty() { rows } else { format!("<h3>Figures in conflict</h3>\n<ul>\n{rows}</ul>\n") }
}

/// What is cited, the most used first.
fn sources(dossier: &Dossier<'_>) -> String {
    let counts = dossier.by_source();
    let most = counts.iter().map(Counts::total).max().unwrap_or(0);
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&source| std::cmp::Reverse(counts[source].total()));
    let mut rows = String::new();
    for source in order {
        let of = &dossier.shelf.sources[source];
        let users = dossier.memos.iter().enumerate().filter_map(|(at, memo)| {
            let rests = memo.items.iter().filter(|item| item.source(&dossier.shelf) == Some(source)).count();
            (rests > 0).then(|| format!("<a href=\"#m{}\">{}</a> ({rests})", at + 1, Escaped(&memo.title)))
        });
        let users = users.collect::<Vec<_>>().join(", ");
        let users = match (users.as_str(), dossier.memos.len()) {
            ("", _) => "<p class=\"users\">Nothing rests on it.</p>".to_owned(),
            (_, 1) => String::new(),
            (users, _) => format!("<p class=\"users\">in {users}</p>"),
        };
        let published: Vec<String> = of.meta.published().map(|said| Escaped(said).to_string()).collect();
        let (print, why) = match &of.fingerprint {
            Ok(print) => {
                (format!("<code title=\"{print}\">{}</code>", print.get(..12).unwrap_or(print)), String::new())
            }
            Err(why) => (String::new(), format!("<p class=\"users\">{}</p>", Escaped(why))),
        };
        let status = of.status();
        let web = of.meta.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
        let web = web.map_or_else(String::new, |url| {
            format!(
                " <a class=\"web\" href=\"{0}\" rel=\"noopener noreferrer\" target=\"_blank\">web page</a>",
                Escaped(url)
            )
        });
        let keys: Vec<String> = of.keys.iter().map(|key| format!("<code>@{}</code>", Escaped(key))).collect();
        rows.push_str(&format!(
            "<tr><th scope=\"row\">{}{web}<div class=\"keys\">{}</div>{why}{users}</th><td class=\"published\">{}</td><td>{}</td>\
             <td class=\"chart\">{}</td>{}<td class=\"print\">{print}</td></tr>\n",
            link(dossier, source),
            keys.join(" "),
            published.join("<br>"),
            if status.is_empty() { String::new() } else { format!("<strong class=\"status\">{status}</strong>") },
            bar(&counts[source], most),
            cells(&counts[source])
        ));
    }
    format!(
        "<h3>Sources</h3>\n<div class=\"wide\"><table class=\"counts sources\"><thead><tr><th scope=\"col\">Source</th>\
         <th scope=\"col\">Published</th><th scope=\"col\">Status</th>\
         <th scope=\"col\"><span class=\"unseen\">Share</span></th>{}<th scope=\"col\">Fingerprint</th></tr></thead><tbody>\n\
         {rows}</tbody></table></div>\n",
        heads()
    )
}

/// A source's name, which leads to its text.
fn link(dossier: &Dossier<'_>, source: usize) -> String {
    let of = &dossier.shelf.sources[source];
    let name = Escaped(of.name());
    match of.readings.first() {
        Some(reading) => format!("<a href=\"#s{}\">{name}</a>", reading + 1),
        None => name.to_string(),
    }
}

/// The claims that rest on one source alone, by source.
fn single(dossier: &Dossier<'_>) -> String {
    let claims = || dossier.memos.iter().flat_map(|memo| &memo.claims);
    let cited = claims().filter(|claim| !claim.sources.is_empty()).count();
    let mut groups = String::new();
    let mut total = 0;
    for (source, of) in dossier.shelf.sources.iter().enumerate() {
        let mut rows = String::new();
        let mut count = 0;
        for (number, memo) in dossier.memos.iter().enumerate() {
            for (at, claim) in memo.claims.iter().enumerate() {
                let is_alone = claim.sources.len() == 1 && claim.sources.contains(&source);
                // The claim as a whole is its last item.
                let item = memo.items.iter().rposition(|item| item.claim == Some(at));
                if let Some(item) = item.filter(|_| is_alone) {
                    let words = short(&memo.checked.text[claim.span]).trim();
                    rows.push_str(&format!("<li><a href=\"#i{}\">{}</a></li>\n", id(number, item), Escaped(words)));
                    count += 1;
                }
            }
        }
        if count > 0 {
            let name = Escaped(of.name());
            groups.push_str(&format!("<details><summary>{name}: {count}</summary>\n<ul>\n{rows}</ul>\n</details>\n"));
            total += count;
        }
    }
    if total == 0 {
        return String::new();
    }
    format!(
        "<h3>Claims with a single source</h3>\n<p>{total} of {cited} cited claims are held against one source alone.</p>\n{groups}"
    )
}
