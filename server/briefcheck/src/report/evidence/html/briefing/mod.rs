//! A briefing as it renders, with every item marked, and after each block the notes on what is marked in it.

mod tags;
mod walk;

use std::collections::BTreeMap;

use briefcheck_engine::markup::CitationForm;
use briefcheck_engine::text::Span;
use maud::{Markup, PreEscaped, html};
use tags::{open, push_text};

use super::super::model::{Dossier, Item, Memo};
use super::layers::Layers;
use super::{id, note};

/// Renders a briefing; `number` is its number in the report, from 0.
pub(super) fn render(dossier: &Dossier<'_>, number: usize) -> Markup {
    let memo = &dossier.memos[number];
    let mut renderer = Renderer::new(dossier, number, memo);
    if let Some(tree) = &memo.checked.tree {
        walk::render(&mut renderer, tree);
    }
    renderer.end_block(memo.checked.text.len());
    PreEscaped(renderer.out)
}

/// Some text of a block.
enum Chunk {
    /// As it stands in the briefing.
    Verbatim(Span),
    /// What an entity or a line's end there stands for.
    Other(usize, String),
}

struct Renderer<'a> {
    dossier: &'a Dossier<'a>,
    number: usize,
    memo: &'a Memo<'a>,
    /// Quotations, figures, names and whatever else is small.
    items: Layers,
    claims: Layers,
    citations: Layers,
    /// The text of the block so far that no tag parts.
    run: Vec<Chunk>,
    block: String,
    /// For each item with a mark in the block, where its last mark's class ends; for a claim, where that mark ends.
    marked: BTreeMap<usize, usize>,
    /// Which items have a mark, in this block or before.
    seen: Vec<bool>,
    /// The first item without a note.
    next: usize,
    /// What closes the links that are open.
    links: Vec<&'static str>,
    /// The claim that ends in the link so far.
    within_link: Option<usize>,
    footnotes: BTreeMap<String, usize>,
    out: String,
}

impl<'a> Renderer<'a> {
    fn new(dossier: &'a Dossier<'a>, number: usize, memo: &'a Memo<'a>) -> Self {
        let of = |is_claim: bool| {
            let items = memo.items.iter().enumerate().filter(move |(_, item)| (item.kind == "claim") == is_claim);
            Layers::new(items.map(|(at, item)| (item.span, at)))
        };
        let citations = memo.checked.citations.iter().enumerate();
        let citations = citations.filter(|(_, citation)| citation.form != CitationForm::Link);
        Self {
            dossier,
            number,
            memo,
            items: of(false),
            claims: of(true),
            citations: Layers::new(citations.map(|(at, citation)| (citation.span, at))),
            run: Vec::new(),
            block: String::new(),
            marked: BTreeMap::new(),
            seen: vec![false; memo.items.len()],
            next: 0,
            links: Vec::new(),
            within_link: None,
            footnotes: BTreeMap::new(),
            out: String::new(),
        }
    }

    /// Opens a link.
    fn open_link(&mut self, target: &str, span: Span) {
        let (open, close) = self.link(target, span);
        self.tag(&open);
        self.links.push(close);
    }

    /// Closes the innermost link.
    fn close_link(&mut self) {
        self.flush();
        let close = self.links.pop().unwrap_or_default();
        self.tag(close);
        if let Some(claim) = self.within_link.take() {
            self.mark_claim(claim);
        }
    }

    /// The tags of a link. It leads to a source, or to the web; anywhere else it leads nowhere from this page, and a link
    /// that could run a script leads nowhere at all.
    fn link(&self, target: &str, span: Span) -> (String, &'static str) {
        // A mark in it is something to press already.
        let has_item = self.items.cut(span).iter().any(|(_, owners)| !owners.is_empty());
        let citations = &self.memo.checked.citations;
        let cited = citations.iter().find(|citation| citation.form == CitationForm::Link && citation.span == span);
        let source = cited.and_then(|citation| self.reading(&citation.key));
        let web = ["https://", "http://"]
            .iter()
            .any(|scheme| target.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
        let is_mail = target.starts_with("mailto:") || target.contains('@') && !target.contains([':', '/']);
        match source {
            Some(reading) if !has_item => (open_cite(reading), "</a>"),
            None if web && !has_item => {
                (open("a", &[("href", target), ("rel", "noopener noreferrer"), ("target", "_blank")]), "</a>")
            }
            _ if has_item || is_mail => ("<span>".to_owned(), "</span>"),
            _ => (open("span", &[("class", "dead"), ("title", &format!("leads to {target}"))]), "</span>"),
        }
    }

    /// The text that a key leads to.
    fn reading(&self, key: &str) -> Option<usize> {
        let library = &self.memo.checked.library;
        self.memo.readings.get(&library.find(key)?).copied()
    }

    fn footnote(&mut self, label: &str) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(label.to_owned()).or_insert(next)
    }

    /// A reference to a footnote.
    fn footnote_mark(&mut self, label: &str) {
        let (memo, note) = (self.number + 1, self.footnote(label));
        let mark = html! { sup class="footnote-mark" { a href={ "#f" (memo) "-" (note) } { (note) } } };
        self.tag(&mark.into_string());
    }

    /// What opens the text of a footnote.
    fn footnote_head(&mut self, label: &str) -> String {
        let (memo, note) = (self.number + 1, self.footnote(label));
        let number = html! { span class="footnote-mark" { (note) } };
        open("div", &[("class", "footnote"), ("id", &format!("f{memo}-{note}"))]) + &number.into_string()
    }

    /// What a heading in a stretch is led to by, if it begins a section.
    fn section_id(&self, heading: Span) -> Option<String> {
        let section = self.memo.sections.iter().find(|section| heading.contains_offset(section.start))?;
        Some(format!("h{}-{}", self.number + 1, section.start))
    }

    /// HTML: a directive shows as what it says, another comment not at all, anything else as it is written.
    fn html(&mut self, span: Span) {
        let text = &self.memo.checked.text;
        let comment = text[span].strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        match comment {
            None => {
                self.tag("<code>");
                self.run.push(Chunk::Verbatim(span));
                self.tag("</code>");
            }
            Some(inner) if inner.trim_start().starts_with("briefcheck:") => {
                let inner = Span::new(span.start + "<!--".len(), span.end - "-->".len()).trimmed(text);
                let said = Span::new(inner.start + "briefcheck:".len(), inner.end).trimmed(text);
                self.tag("<span class=\"directive\">");
                self.run.push(Chunk::Verbatim(said));
                self.tag("</span>");
            }
            Some(_) => {}
        }
    }

    fn tag(&mut self, html: &str) {
        self.flush();
        self.block.push_str(html);
    }

    /// Renders the text that no tag parts.
    fn flush(&mut self) {
        let mut open = Open::default();
        for chunk in std::mem::take(&mut self.run) {
            match chunk {
                Chunk::Other(at, text) => self.piece(&mut open, at, &text),
                Chunk::Verbatim(span) => {
                    let memo = self.memo;
                    for part in self.cut(span) {
                        self.piece(&mut open, part.start, &memo.checked.text[part]);
                    }
                }
            }
        }
        self.change(&mut open, Open::default());
    }

    /// A span cut wherever something begins or ends.
    fn cut(&self, span: Span) -> Vec<Span> {
        let layers = [&self.items, &self.claims, &self.citations];
        let mut cuts: Vec<usize> =
            layers.iter().flat_map(|layer| layer.cut(span)).map(|(part, _)| part.start).chain([span.end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        cuts.windows(2).map(|ends| Span::new(ends[0], ends[1])).collect()
    }

    fn piece(&mut self, open: &mut Open, at: usize, text: &str) {
        let item = self.items.at(at).first().copied();
        let is_free = item.is_none() && self.links.is_empty();
        let citation = self.citations.at(at).first().copied().filter(|_| is_free);
        let citation = citation.filter(|&at| self.reading(&self.memo.checked.citations[at].key).is_some());
        self.change(open, Open { claim: self.claims.at(at).first().copied(), item, citation });
        push_text(&mut self.block, text);
    }

    /// Closes what ends and opens what begins.
    fn change(&mut self, open: &mut Open, next: Open) {
        if *open == next {
            return;
        }
        if open.item.is_some() {
            self.block.push_str("</span>");
        }
        if open.citation.is_some() {
            self.block.push_str("</a>");
        }
        if open.claim != next.claim {
            if let Some(claim) = open.claim {
                self.block.push_str("</span>");
                // Nothing to press stands in a link.
                if self.links.contains(&"</a>") {
                    self.within_link = Some(claim);
                } else {
                    self.mark_claim(claim);
                }
            }
            if let Some(claim) = next.claim {
                self.block.push_str(&tags::open("span", &[("class", "claim"), ("data-i", &id(self.number, claim))]));
            }
        }
        if let Some(item) = next.item {
            self.open_item(item);
        }
        if let Some(citation) = next.citation {
            let reading = self.reading(&self.memo.checked.citations[citation].key).unwrap_or_default();
            self.block.push_str(&open_cite(reading));
        }
        *open = next;
    }

    /// Marks a claim, and whatever else is said of the very same words, where they end so far.
    fn mark_claim(&mut self, claim: usize) {
        let items = &self.memo.items;
        let is_same = |item: &Item| item.kind == "claim" && item.span == items[claim].span;
        for (same, _) in items.iter().enumerate().filter(|(_, item)| is_same(item)) {
            self.seen[same] = true;
            self.marked.insert(same, self.block.len());
        }
    }

    fn open_item(&mut self, item: usize) {
        let class = self.memo.items[item].class();
        let id = id(self.number, item);
        let is_first = !std::mem::replace(&mut self.seen[item], true);
        let first = if is_first { format!(" id=\"i{id}\" role=\"button\" tabindex=\"-1\"") } else { String::new() };
        self.block.push_str(&format!("<span class=\"item {}", class.name()));
        self.marked.insert(item, self.block.len());
        self.block.push_str(&format!("\" data-i=\"{id}\"{first}>"));
    }

    /// Ends a block of the briefing: completes the marks, shows what has none, and adds the notes.
    fn end_block(&mut self, end: usize) {
        self.flush();
        let mut inserts: Vec<(usize, String)> = Vec::new();
        for (item, at) in std::mem::take(&mut self.marked) {
            let (class, kind) = (self.memo.items[item].class(), self.memo.items[item].kind);
            let (id, number) = (id(self.number, item), item + 1);
            inserts.push((
                at,
                if kind == "claim" {
                    let label = format!("claim {number}, {}", class.name());
                    let mark = html! {
                        span class={ "mark " (class.name()) } id={ "i" (id) } data-i=(id) data-n=(number) role="button"
                            tabindex="-1" aria-label=(label) {}
                    };
                    // A word joiner keeps it on the line of the claim's end.
                    format!("\u{2060}{}", mark.into_string())
                } else {
                    format!(" last\" data-n=\"{number}")
                },
            ));
        }
        inserts.sort();
        let mut from = 0;
        for (at, insert) in inserts {
            self.out.push_str(&self.block[from..at]);
            self.out.push_str(&insert);
            from = at;
        }
        self.out.push_str(&self.block[from..]);
        self.block.clear();

        let items = &self.memo.items;
        let is_here =
            |item: &Item| if item.kind == "claim" { item.span.end <= end } else { item.span.start < end.max(1) };
        let is_last = end == self.memo.checked.text.len();
        let here = self.next..self.next + items[self.next..].iter().take_while(|item| is_last || is_here(item)).count();
        if here.is_empty() {
            return;
        }
        let strays: Vec<usize> = here.clone().filter(|item| !self.seen[*item]).collect();
        let below = html! {
            @if !strays.is_empty() {
                p class="strays" { @for item in strays { (self.stray(item)) " " } }
                "\n"
            }
            div class="notes" { "\n" @for item in here.clone() { (note::render(self.dossier, self.number, item)) } }
            "\n"
        };
        self.out.push_str(&below.into_string());
        self.next = here.end;
    }

    /// An item that no text of the block shows.
    fn stray(&self, item: usize) -> Markup {
        let (of, id, number) = (&self.memo.items[item], id(self.number, item), item + 1);
        html! {
            button type="button" class={ "item " (of.class().name()) " stray last" } id={ "i" (id) } data-i=(id)
                data-n=(number) tabindex="-1" { (super::short(self.memo.words(of)).trim()) }
        }
    }
}

/// What opens the link of a citation to the text that it leads to.
fn open_cite(reading: usize) -> String {
    open("a", &[("class", "cite"), ("href", &format!("#s{}", reading + 1))])
}

/// What is open around a piece of text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Open {
    claim: Option<usize>,
    item: Option<usize>,
    citation: Option<usize>,
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::with_briefing;

    /// How a briefing renders, without the notes and the attributes of the marks.
    fn check(text: &str, expected: &str) {
        let html = with_briefing(text, |dossier| super::render(dossier, 0)).into_string();
        let mut plain = String::new();
        let mut is_note = false;
        for line in html.lines() {
            is_note = is_note || line == "<div class=\"notes\">";
            if !is_note {
                plain.push_str(line);
                plain.push('\n');
            }
            is_note = is_note && line != "</div>";
        }
        for name in ["data-i", "data-n", "id", "role", "tabindex", "aria-label", "type"] {
            let from = format!(" {name}=\"");
            while let Some(start) = plain.find(&from) {
                let end = plain[start + from.len()..].find('"').unwrap() + start + from.len() + 1;
                plain.replace_range(start..end, "");
            }
        }
        assert_eq!(plain.replace('\u{2060}', "").trim_end(), expected);
    }

    /// Likewise, where nothing is checked.
    fn check_unmarked(text: &str, expected: &str) {
        let off = "<p class=\"aside\"><span class=\"directive\">off</span></p>\n";
        check(&format!("<!-- briefcheck: off -->\n\n{text}"), &format!("{off}{expected}"));
    }

    const OK: &str = "<span class=\"mark verified\"></span>";

    #[test]
    fn items_are_marked_by_what_came_of_them() {
        let expected = format!(
            "<p><span class=\"claim\">It handled <span class=\"item verified last\">4.2 million tonnes</span> \
             [<a class=\"cite\" href=\"#s1\">@harbour</a>].</span>{OK}</p>"
        );
        check("It handled 4.2 million tonnes [@harbour].", &expected);
    }

    #[test]
    fn a_mark_goes_through_markup() {
        let expected = "<p><span class=\"claim\">It was <span class=\"item unconfirmed\">&quot;never </span></span><em>\
             <span class=\"claim\"><span class=\"item unconfirmed\">built</span></span></em><span class=\"claim\">\
             <span class=\"item unconfirmed last\"> to carry trains&quot;</span>, he said \
             [<a class=\"cite\" href=\"#s1\">@harbour</a>].</span><span class=\"mark unconfirmed\"></span></p>";
        check("It was \"never *built* to carry trains\", he said [@harbour].", expected);
    }

    #[test]
    fn html_shows_as_text() {
        check_unmarked("A <b onclick=x>b</b>", "<p>A <code>&lt;b onclick=x&gt;</code>b<code>&lt;/b&gt;</code></p>");
        check_unmarked("<script>x</script>", "<p class=\"aside\"><code>&lt;script&gt;x&lt;/script&gt;</code></p>");
        check_unmarked("A <!-- hidden --> b", "<p>A  b</p>");
    }

    #[test]
    fn directives_show_what_they_say() {
        let text = "<!-- briefcheck: off -->\n\nA.\n\n<!-- briefcheck: on -->";
        let of = |said: &str| format!("<p class=\"aside\"><span class=\"directive\">{said}</span></p>");
        check(text, &format!("{}\n<p>A.</p>\n{}", of("off"), of("on")));
    }

    #[test]
    fn links_lead_to_sources_and_to_the_web_alone() {
        let web = "<a href=\"https://a.example/?b&amp;c\" rel=\"noopener noreferrer\" target=\"_blank\">x</a>";
        check_unmarked("[x](https://a.example/?b&c)", &format!("<p>{web}</p>"));
        check_unmarked(
            "[x](javascript:alert)",
            "<p><span class=\"dead\" title=\"leads to javascript:alert\">x</span></p>",
        );
        check_unmarked("[x](other.md)", "<p><span class=\"dead\" title=\"leads to other.md\">x</span></p>");
        check_unmarked("![x](https://a.example/x.png)", "<p><span class=\"image\">[image: x]</span></p>");
    }

    #[test]
    fn a_claim_that_ends_in_a_link_is_marked_after_it() {
        let link = "<a href=\"https://a.example/\" rel=\"noopener noreferrer\" target=\"_blank\"><span class=\"claim\">b.</span></a>";
        let mark = "<span class=\"mark unasked\"></span>";
        check("A [b.](https://a.example/)", &format!("<p><span class=\"claim\">A </span>{link}{mark}</p>"));
    }

    #[test]
    fn what_is_not_rendered_shows_below() {
        let item = |state: &str, words: &str| format!("<button class=\"item {state} stray last\">{words}</button> ");
        let strays = [item("info", "g"), item("error", "gone.txt")].concat();
        let text = "---\nsources:\n  g: gone.txt\n---\n\n<!-- briefcheck: off -->\n\nA.";
        let off = "<p class=\"aside\"><span class=\"directive\">off</span></p>";
        check(text, &format!("<p class=\"strays\">{strays}</p>\n{off}\n<p>A.</p>"));
    }

    #[test]
    fn lists_have_paragraphs_where_empty_lines_part_them() {
        check_unmarked("- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
        check_unmarked("- a\n\n- b\n", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>");
        check_unmarked("3. a *b*\n", "<ol start=\"3\">\n<li>a <em>b</em></li>\n</ol>");
    }

    #[test]
    fn marks_at_the_beginning_of_a_line_are_no_text() {
        check_unmarked("> a\n> b\n", "<blockquote><p>a\nb</p>\n</blockquote>");
        check_unmarked("```\na\n```", "<pre><code>a</code></pre>");
    }

    #[test]
    fn entities_and_escapes_show_what_they_stand_for() {
        check_unmarked("A &amp; \\*b\\*", "<p>A &amp; *b*</p>");
    }

    #[test]
    fn a_reference_leads_where_its_definition_says() {
        let web = "<a href=\"https://a.example/\" rel=\"noopener noreferrer\" target=\"_blank\">x</a>";
        check_unmarked("[x][y]\n\n[y]: https://a.example/\n", &format!("<p>{web}</p>"));
        check_unmarked("<https://a.example/>", &format!("<p>{}</p>", web.replace(">x<", ">https://a.example/<")));
    }

    #[test]
    fn tables_keep_their_alignment() {
        let head = "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr></thead>";
        let body = "<tbody>\n<tr><td>c</td><td class=\"right\">d</td></tr>\n</tbody></table></div>";
        check_unmarked("| a | b |\n| --- | ---: |\n| c | d |\n", &format!("{head}{body}"));
    }

    #[test]
    fn footnotes_lead_to_their_text() {
        check_unmarked(
            "A[^n].\n\n[^n]: b",
            "<p>A<sup class=\"footnote-mark\"><a href=\"#f1-1\">1</a></sup>.</p>\n\
             <div class=\"footnote\"><span class=\"footnote-mark\">1</span><p>b</p>\n</div>",
        );
    }
}
