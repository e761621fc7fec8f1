//! The signer's sheet: what a briefing is on paper, for whoever puts a name under it. What is wrong comes first, with both
//! texts; then the quotations, the claims that nobody has confirmed, the rest as numbers, and the sources with their fingerprints.

use std::collections::BTreeMap;

use briefcheck_engine::rules::{Class, Counts};
use maud::{Markup, html};

use super::super::difference::Part;
use super::super::model::{Dossier, Item, Memo, Passage};
use super::{LIMITS, kind_name, note, state_words};

/// How much of a text a row holds, in characters: two lines for what is wrong, one for the others.
const TWO_LINES: usize = 170;
const ONE_LINE: usize = 100;

/// Where a list has so few rows, there is room for what the briefing says as a whole: so many characters of it.
const FEW: usize = 20;
const WHOLE: usize = 600;

/// How much of a source's fingerprint is printed: enough to tell one file from another.
const PRINT: usize = 16;

/// The sheet of one briefing.
pub(super) fn render(dossier: &Dossier<'_>, number: usize) -> Markup {
    let memo = &dossier.memos[number];
    let sheet = Sheet { dossier, memo };
    html! {
        section class="sheet" aria-label={ "To sign: " (memo.title) } {
            h2 { (memo.title) }
            p class="file" { (memo.file) }
            p class="tallies" { (state_words(&memo.counts())) }
            (sheet.wrong()) (sheet.quotations()) (sheet.unconfirmed()) (sheet.rest()) (sheet.sources())
            p class="limits" { (LIMITS) }
            p class="sign-here" { span { "Read and signed" } span { "Date" } }
        }
        "\n"
    }
}

struct Sheet<'a> {
    dossier: &'a Dossier<'a>,
    memo: &'a Memo<'a>,
}

/// Whether an item is told first.
fn is_wrong(item: &Item) -> bool {
    matches!(item.outcome.counted(), Class::Error | Class::Warning)
        || item.class() == Class::Unverifiable && item.rule.is_some()
}

impl Sheet<'_> {
    /// A list under a heading with how many it has; nothing for none.
    fn list(heading: &str, rows: &[Markup]) -> Markup {
        html! {
            @if !rows.is_empty() {
                h3 { (heading) " (" (rows.len()) ")" }
                ul { @for row in rows { (row) } }
            }
        }
    }

    fn line(&self, item: &Item) -> usize {
        self.memo.checked.lines.position(&self.memo.checked.text, item.span.start).line
    }

    fn row(&self, item: &Item, ours: &Markup, theirs: Option<Markup>) -> Markup {
        html! {
            li {
                span class={ "sign " (item.class().name()) } {}
                span class="line" { "line " (self.line(item)) } " " (ours)
                @if let Some(theirs) = theirs { br; (theirs) }
            }
        }
    }

    /// What is wrong, each with the briefing's words and the source's.
    fn wrong(&self) -> Markup {
        let rows = self.memo.items.iter().filter(|item| is_wrong(item)).map(|item| {
            let is_told = item.difference.iter().any(|part| matches!(part, Part::Changed { .. }));
            let ours = html! {
                @if is_told {
                    (note::difference(&item.difference))
                } @else {
                    (around(&self.memo.checked.text, item.span.start, item.span.end, TWO_LINES))
                }
                @if let Some(rule) = item.rule { " " code { (rule.name) } }
            };
            let theirs = match item.passages.first() {
                Some(passage) => self.source(passage),
                None => html! { (item.message) },
            };
            self.row(item, &ours, Some(theirs))
        });
        Self::list("To be mended", &rows.collect::<Vec<_>>())
    }

    fn quotations(&self) -> Markup {
        let of: Vec<&Item> = self.memo.items.iter().filter(|item| item.kind == "quote" && !is_wrong(item)).collect();
        let most = room(of.len());
        let rows = of.into_iter().map(|item| {
            let place =
                item.passages.first().map_or_else(|| item.class().word().to_owned(), |passage| self.place(passage));
            let words = shortened(self.memo.words(item), most);
            self.row(item, &html! { (words) " " span class="place" { (place) } }, None)
        });
        Self::list("Quotations", &rows.collect::<Vec<_>>())
    }

    /// The claims of which a passage is near, and that nobody has read against it.
    fn unconfirmed(&self) -> Markup {
        let is_open = |item: &&Item| item.kind == "claim" && item.class() == Class::Unconfirmed;
        let of: Vec<&Item> = self.memo.items.iter().filter(is_open).collect();
        let most = room(of.len());
        let rows = of.into_iter().map(|item| {
            let passage = item.passages.first().map(|passage| {
                let said = shortened(self.dossier.words(passage), ONE_LINE);
                html! { span class="place" { (self.place(passage)) ":" } " " (said) }
            });
            self.row(item, &html! { (shortened(self.memo.words(item), most)) }, passage)
        });
        Self::list("Claims to be read against their source", &rows.collect::<Vec<_>>())
    }

    /// How many there are of everything that is not listed.
    fn rest(&self) -> Markup {
        let mut kinds: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        let is_listed = |item: &Item| {
            is_wrong(item) || item.kind == "quote" || item.kind == "claim" && item.class() == Class::Unconfirmed
        };
        for item in self.memo.items.iter().filter(|item| item.is_counted && !is_listed(item)) {
            kinds.entry(item.kind).or_default().push(item.outcome);
        }
        html! {
            @if !kinds.is_empty() {
                h3 { "The rest" }
                ul class="rest" {
                    @for (kind, outcomes) in kinds { li { (kind_name(kind)) "s: " (state_words(&Counts::of(outcomes))) } }
                }
            }
        }
    }

    /// The sources of this briefing, each with what tells its file from another one.
    fn sources(&self) -> Markup {
        let mut used: Vec<usize> = self.memo.items.iter().flat_map(|item| item.sources(&self.dossier.shelf)).collect();
        used.sort_unstable();
        used.dedup();
        let row = |&source: &usize| {
            let of = &self.dossier.shelf.sources[source];
            let about: Vec<&str> = of.meta.about().collect();
            let about = if about.is_empty() { of.file.clone() } else { about.join(", ") };
            html! {
                li {
                    b { (of.key()) } " " (about) " "
                    @match &of.fingerprint {
                        Ok(print) => code { (print.get(..PRINT).unwrap_or(print)) },
                        Err(why) => (why),
                    }
                }
            }
        };
        let rows: Vec<Markup> = used.iter().map(row).collect();
        Self::list("Sources", &rows)
    }

    fn place(&self, passage: &Passage) -> String {
        let reading = &self.dossier.shelf.readings[passage.reading];
        format!("{} of {}", reading.article.place(passage.span.start), self.dossier.shelf.sources[reading.source].key())
    }

    /// What a source says, and where.
    fn source(&self, passage: &Passage) -> Markup {
        let article = &self.dossier.shelf.readings[passage.reading].article;
        html! {
            span class="place" { (self.place(passage)) ":" } " "
            (around(article.text(), passage.span.start, passage.span.end, TWO_LINES))
        }
    }
}

/// The paragraph around some words, which are strong in it, with at most so many characters.
fn around(text: &str, start: usize, end: usize, most: usize) -> Markup {
    let words = shortened(&text[start..end], most);
    let length = text[start..end].chars().count();
    if length > most {
        return html! { b { (words) } };
    }
    let room = (most - length) / 2;
    let (near_start, near_end) = near(text, start, end, room + "\n\n".len());
    let line_start = text[near_start..start].rfind("\n\n").map_or(near_start, |at| near_start + at + 2);
    let line_end = text[end..near_end].find("\n\n").map_or(near_end, |at| end + at);
    let from = text[line_start..start].char_indices().rev().take(room).last().map_or(start, |(at, _)| line_start + at);
    let to = text[end..line_end].char_indices().nth(room).map_or(line_end, |(at, _)| end + at);
    let from = if from > line_start { text[from..start].find(' ').map_or(start, |at| from + at + 1) } else { from };
    let to = if to < line_end { text[end..to].rfind(' ').map_or(end, |at| end + at) } else { to };
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    html! {
        (dots(from > line_start)) (text[from..start]) b { (words) } (text[end..to]) (dots(to < line_end))
    }
}

/// So many characters before some words, and so many behind them: no more is looked at, however long the paragraph is.
fn near(text: &str, start: usize, end: usize, count: usize) -> (usize, usize) {
    let before = text[..start].char_indices().rev().take(count).last().map_or(start, |(at, _)| at);
    let behind = text[end..].char_indices().nth(count).map_or(text.len(), |(at, _)| end + at);
    (before, behind)
}

/// How many characters of the briefing each row of a list has.
fn room(rows: usize) -> usize {
    if rows <= FEW { WHOLE } else { ONE_LINE }
}

/// The beginning of some words, on one line.
fn shortened(words: &str, most: usize) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", words[..at].rfind(' ').map_or(&words[..at], |blank| &words[..blank])),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &str, expected: &str) {
        let start = text.find(words).unwrap();
        assert_eq!(around(text, start, start + words.len(), 21).into_string(), expected);
    }

    #[test]
    fn words_stand_in_their_paragraph_as_far_as_there_is_room() {
        check("a\n\none two x six ten\n\nb", "x", "one two <b>x</b> six ten");
        check("zero one two x six ten nine more", "x", "…one two <b>x</b> six ten…");
        check("zéro öne twö x six tén niné more", "x", "…öne twö <b>x</b> six tén…");
        check("a\n\n12345678 x 12345678\n\nb", "x", "12345678 <b>x</b> 12345678");
        check("x", "x", "<b>x</b>");
    }

    #[test]
    fn no_more_of_a_text_is_looked_at_than_is_shown() {
        let text = "ö".repeat(1000);
        assert_eq!(near(&text, 1000, 1002, 10), (980, 1022));
        assert_eq!(near("ab x", 3, 4, 10), (0, 4));
    }
}
