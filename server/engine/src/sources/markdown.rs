//! Articles in Markdown: what a reader sees of them.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::Html;
use crate::text::{Prose, ProseBuilder, Span};

/// Reads Markdown as text: blocks parted by blank lines, cells by a tab, without markup and link targets. Of raw HTML the text
/// is read, its blocks and cells parted as those of Markdown are.
pub fn read(file: &str) -> Prose {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut builder = ProseBuilder::new();
    let mut is_metadata = false;
    let mut html = Html::default();
    for (event, range) in Parser::new_ext(file, options).into_offset_iter() {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => is_metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => is_metadata = false,
            _ if is_metadata => {}
            Event::Start(tag) if is_block(&tag) => part(&mut builder, &range, "\n\n"),
            Event::Start(Tag::TableCell) => part(&mut builder, &range, "\t"),
            Event::Text(_) | Event::Code(_) if html.is_unshown() => {}
            Event::Text(text) => take(&mut builder, file, range, &text),
            Event::Code(text) => {
                let inner = Span::new(range.start, range.end);
                let at = file[inner].find(&*text).map(|at| inner.start + at);
                match at {
                    Some(at) => builder.take(file, Span::new(at, at + text.len())),
                    None => builder.put(&text),
                }
            }
            Event::Html(_) | Event::InlineHtml(_) => html.read(&mut builder, file, Span::from(range)),
            Event::SoftBreak => builder.put(" "),
            Event::HardBreak => builder.put("\n"),
            _ => {}
        }
    }
    builder.trim_end();
    builder.build()
}

/// Takes a text that stands in the file as it is, or puts in the one that an entity or escape there means.
fn take(builder: &mut ProseBuilder, file: &str, range: Range<usize>, text: &str) {
    let span = Span::from(range);
    if &file[span] == text {
        builder.take(file, span);
    } else {
        builder.mark(span.start);
        builder.put(text);
        builder.mark(span.end);
    }
}

fn part(builder: &mut ProseBuilder, range: &Range<usize>, with: &str) {
    let text = builder.text();
    if !text.is_empty() && !text.ends_with(with) && !text.ends_with("\n\n") {
        builder.put(with);
    }
    builder.mark(range.start);
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::Item
            | Tag::CodeBlock(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::FootnoteDefinition(_)
            | Tag::BlockQuote(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, expected: &str) {
        assert_eq!(read(file).text(), expected);
    }

    #[test]
    fn markup_is_not_read() {
        check("# Head\n\nSome *marked* [words](x.html), `code`.", "Head\n\nSome marked words, code.");
    }

    #[test]
    fn lines_of_a_paragraph_run_on() {
        check("> one\n> two\n\nthree", "one two\n\nthree");
    }

    #[test]
    fn the_text_of_html_is_read() {
        check("Text<br>more <b>wo</b>rds.\n\n<div>A &amp; <i>b</i></div>\n\nEnd", "Text\nmore words.\n\nA & b\n\nEnd");
        check(
            "<table>\n<tr><th>Year</th><th>Tonnes</th></tr>\n<tr><td>2031</td><td>490</td></tr>\n</table>\n",
            "Year\tTonnes\n\n2031\t490",
        );
        check("<p title=\"a > b\">One</p>\n<p>Two</p>\n", "One\n\nTwo");
        check("4 < 5 and 6 > 5", "4 < 5 and 6 > 5");
    }

    #[test]
    fn html_stands_where_it_stands() {
        let file = "<div>\nSome <b>marked</b> words\n</div>\n";
        let prose = read(file);
        let at = prose.text().find("marked").unwrap();
        assert_eq!(&file[prose.origin(Span::new(at, at + 6))], "marked");
    }

    #[test]
    fn metadata_comments_and_scripts_are_not_read() {
        check("---\ntitle: x\n---\n\nText<!-- no -->.\n\n<!-- no\n\nno -->\n\n<script>\nno\n</script>\n", "Text.");
    }

    #[test]
    fn rows_and_cells_are_parted() {
        check("| a | b |\n|---|---|\n| 1 | 2 |\n", "a\tb\n\n1\t2");
    }

    #[test]
    fn entities_are_read() {
        check("A &amp; B", "A & B");
    }

    #[test]
    fn words_are_found_in_the_file() {
        let file = "Some **marked** words";
        let prose = read(file);
        let at = prose.text().find("marked").unwrap();
        assert_eq!(&file[prose.origin(Span::new(at, at + 6))], "marked");
    }

    #[test]
    fn an_entity_stands_for_its_letters() {
        let file = "A &amp; B";
        let prose = read(file);
        assert_eq!(&file[prose.origin(Span::new(2, 3))], "&amp;");
    }
}
