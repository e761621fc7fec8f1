//! As a compiler does: the claim's line, and under it the source's line with what it says.

use std::io::{self, Write};
use std::path::Path;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use briefcheck_desk::{Passage, Report};
use briefcheck_engine::rules::{Finding, Fix, Severity};
use briefcheck_engine::text::{Lines, Span};

use super::excerpt::excerpt;
use super::plain::drawn;
use super::{Colour, Look, name, visible};
use crate::disk::Failure;

/// A character that no text has: it stands for a place until all is drawn. The drawing counts columns in what it is
/// given, and that is only a part of the line.
pub(super) const MARK: char = '\u{10FFFD}';

/// How many passages of sources a finding shows.
const MOST_PASSAGES: usize = 2;

/// How many fixes it shows.
const MOST_FIXES: usize = 2;

pub(super) fn write(out: &mut dyn Write, checked: &[Report], look: Look<'_>) -> io::Result<()> {
    for briefing in checked {
        for found in &briefing.findings {
            writeln!(out, "{}\n", finding(briefing, found, look))?;
        }
    }
    Ok(())
}

fn finding(briefing: &Report, finding: &Finding, look: Look<'_>) -> String {
    let mut drawing = Drawing { look, places: Vec::new() };
    let title = level(finding.severity).primary_title(visible(&finding.message)).id(finding.rule.name);
    let claim =
        drawing.snippet(&briefing.path, &briefing.text, &briefing.lines, finding.span, AnnotationKind::Primary, None);
    let passages = briefing.passages(finding).take(MOST_PASSAGES);
    let passages = passages.map(|passage| drawing.passage(&passage)).collect::<Vec<_>>();
    let mut groups = vec![title.element(claim).elements(passages)];
    groups.extend(finding.fixes.iter().take(MOST_FIXES).map(|fix| self::fix(briefing, fix, look)));
    drawing.draw(&groups)
}

/// Draws a passage that was looked for: how it was found, and what is to be said of it.
pub fn hit(how: &'static str, message: &str, passage: &Passage, look: Look<'_>) -> String {
    let mut drawing = Drawing { look, places: Vec::new() };
    let title = Level::INFO.with_name(how).primary_title(visible(message));
    let (file, lines) = (passage.article.file(), passage.article.lines());
    let snippet = drawing.snippet(&passage.path, file, lines, passage.origin(), AnnotationKind::Primary, None);
    drawing.draw(&[title.element(snippet)])
}

/// Draws what could not be used.
pub fn failure(failure: &Failure, look: Look<'_>) -> String {
    let mut drawing = Drawing { look, places: Vec::new() };
    let mut group = Group::with_title(Level::ERROR.primary_title(visible(&failure.message)));
    if let Some(place) = &failure.place {
        let lines = Lines::new(&place.text);
        group =
            group.element(drawing.snippet(&place.path, &place.text, &lines, place.span, AnnotationKind::Primary, None));
    }
    let help = failure.help.as_ref().map(|help| Group::with_title(Level::HELP.secondary_title(visible(help))));
    match (&failure.place, help) {
        (_, None) => drawing.draw(&[group]),
        (Some(_), Some(help)) => drawing.draw(&[group, help]),
        // Nothing is drawn that the two would have to be set off from.
        (None, Some(help)) => format!("{}\n{}", drawing.draw(&[group]), drawing.draw(&[help])),
    }
}

/// A fix: its title, and the line as it would be.
fn fix<'a>(briefing: &Report, fix: &'a Fix, look: Look<'_>) -> Group<'a> {
    let title = Level::HELP.secondary_title(visible(&fix.title));
    let spans: Vec<Span> = fix.edits.iter().map(|edit| edit.span).collect();
    let excerpt = excerpt(&briefing.text, &briefing.lines, &spans, look.width);
    // What is cut off can't be shown changed.
    let is_whole = excerpt.spans.iter().zip(&spans).all(|(shown, span)| shown.len() == span.len());
    if spans.is_empty() || !is_whole {
        return Group::with_title(title);
    }
    let spans = excerpt.spans.iter().zip(&fix.edits);
    let patches: Vec<Patch<'_>> = spans.map(|(&span, edit)| patch(&excerpt.text, span, &edit.text)).collect();
    title.element(Snippet::source(excerpt.text.clone()).line_start(excerpt.line).patches(patches))
}

/// The change of the words that are not the same before and after, so that only these are marked.
fn patch<'a>(text: &str, span: Span, after: &'a str) -> Patch<'a> {
    let before = &text[span];
    let head = shared(before.chars(), after.chars());
    let head = before[..head].rfind(' ').map_or(0, |blank| blank + 1);
    let tail = shared(before[head..].chars().rev(), after[head..].chars().rev());
    let begins_word = |text: &str| text.len() == head + tail || text[..text.len() - tail].ends_with(' ');
    let tail = if begins_word(before) && begins_word(after) {
        tail
    } else {
        before[before.len() - tail..].find(' ').map_or(0, |blank| tail - blank)
    };
    Patch::new(span.start + head..span.end - tail, &after[head..after.len() - tail])
}

/// How many bytes the characters take that two sequences begin with.
fn shared(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint => Level::NOTE.with_name("hint"),
    }
}

/// One finding as it is drawn.
struct Drawing<'a> {
    look: Look<'a>,
    /// `path:line:column` of each snippet, for the mark with its number.
    places: Vec<String>,
}

impl Drawing<'_> {
    fn passage<'t>(&mut self, passage: &Passage) -> Snippet<'t, Annotation<'t>> {
        let (file, lines) = (passage.article.file(), passage.article.lines());
        let label = format!("@{} says", visible(&passage.key));
        self.snippet(&passage.path, file, lines, passage.origin(), AnnotationKind::Context, Some(label))
    }

    fn snippet<'t>(
        &mut self,
        path: &Path,
        text: &str,
        lines: &Lines,
        span: Span,
        kind: AnnotationKind,
        label: Option<String>,
    ) -> Snippet<'t, Annotation<'t>> {
        let position = lines.position(text, span.start);
        self.places.push(format!("{}:{}:{}", name(&self.look.path(path)), position.line, position.column));
        let excerpt = excerpt(text, lines, &[span], self.look.width);
        // A label far to the right would only be wrapped.
        let label = label.filter(|_| excerpt.spans.iter().all(|span| span.len() < self.look.width / 2));
        let annotations = excerpt.spans.into_iter().map(|span| kind.span(span.range()).label(label.clone()));
        Snippet::source(excerpt.text)
            .path(format!("{MARK}{}", self.places.len() - 1))
            .line_start(excerpt.line)
            .annotations(annotations)
    }

    fn draw(&self, groups: &[Group<'_>]) -> String {
        let renderer = match self.look.colour {
            Colour::Plain => Renderer::plain().decor_style(DecorStyle::Ascii),
            Colour::Styled => Renderer::styled().decor_style(DecorStyle::Ascii),
        };
        // Lines are cut already.
        let rendered = renderer.term_width(usize::MAX / 2).render(groups);
        let mut parts = rendered.split(MARK);
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (number, rest) = part.split_at(part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len()));
            let rest = rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
            text.push_str(
                number.parse::<usize>().ok().and_then(|number| self.places.get(number)).map_or("", String::as_str),
            );
            text.push_str(rest);
        }
        drawn(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of `before` that are marked as changed, and what stands there in `after`.
    fn check(before: &str, after: &str, expected: &str) {
        let patch = format!("{:?}", patch(before, Span::new(0, before.len()), after));
        assert_eq!(patch, expected);
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        check("of our border in it", "of our frontier in it", r#"Patch { span: 7..13, replacement: "frontier" }"#);
        check("was built", "was never built", r#"Patch { span: 4..4, replacement: "never " }"#);
        check("", "some ", r#"Patch { span: 0..0, replacement: "some " }"#);
        check("été é", "été è", r#"Patch { span: 6..8, replacement: "è" }"#);
        check("same", "same", r#"Patch { span: 0..0, replacement: "" }"#);
    }
}
