//! As a compiler does: the claim's line, and under it the source's line with what it says.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use briefcheck_desk::{Hit, Passage, Report};
use briefcheck_engine::rules::{Finding, Fix, Severity};
use briefcheck_engine::text::{Lines, Span, words};

use super::excerpt::excerpt;
use super::plain::{drawn, seen, wrapped};
use super::{Colour, Look, name, visible};
use crate::disk::{Failure, LastLines};

/// How many passages of sources a finding shows.
const MOST_PASSAGES: usize = 2;

/// How many fixes it shows.
const MOST_FIXES: usize = 2;

pub(super) fn write(out: &mut dyn Write, reports: &[Report], look: Look<'_>) -> io::Result<()> {
    for briefing in reports {
        let resting = by_passage(&briefing.findings);
        for found in &briefing.findings {
            let same = resting.get(found.message.as_str()).filter(|_| tells_of_passage(found));
            let (first, others) = same.and_then(|same| same.split_first()).unwrap_or((&found, &[]));
            if std::ptr::eq(*first, found) {
                writeln!(out, "{}\n", finding(briefing, found, others, look))?;
            }
        }
    }
    Ok(())
}

/// Whether a finding tells of a passage and not of the item that rests on it: then the same words would be told of each.
fn tells_of_passage(found: &Finding) -> bool {
    found.rule.name == "source-changed"
}

/// The findings that tell of passages, by what they say, which is told once.
fn by_passage(findings: &[Finding]) -> BTreeMap<&str, Vec<&Finding>> {
    let mut found: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| tells_of_passage(finding)) {
        found.entry(finding.message.as_str()).or_default().push(finding);
    }
    found
}

/// Where the other items stand that a finding is about which is told once.
fn others(briefing: &Report, others: &[&Finding]) -> Option<String> {
    const MOST: usize = 5;
    let place = |other: &&Finding| {
        let position = briefing.lines.position(&briefing.text, other.span.start);
        format!("{}:{}", position.line, position.column)
    };
    let shown: Vec<String> = others.iter().take(MOST).map(place).collect();
    let more = if others.len() > MOST { ", …" } else { "" };
    let things = if others.len() == 1 { "1 more item rests" } else { &format!("{} more items rest", others.len()) };
    (!others.is_empty()).then(|| format!("{things} on this passage: {}{more}", shown.join(", ")))
}

fn finding(briefing: &Report, finding: &Finding, others: &[&Finding], look: Look<'_>) -> String {
    let passages: Vec<Passage> = briefing.passages(finding).take(MOST_PASSAGES).collect();
    let is_deep = is_on_lines(&briefing.text, finding.span)
        || passages.iter().any(|passage| is_on_lines(passage.article.file(), passage.origin()));
    let drawing = Drawing { look, is_deep };
    let title = level(finding.severity).primary_title(visible(&finding.message)).id(finding.rule.name);
    let (ours, theirs) = difference(briefing, finding, &passages);
    let place =
        Place { path: &briefing.path, text: &briefing.text, lines: &briefing.lines, span: finding.span, focus: ours };
    let claim = drawing.snippet(place, AnnotationKind::Primary, None);
    let shown = passages.iter().enumerate();
    let passages = shown.map(|(at, passage)| drawing.passage(passage, theirs.filter(|_| at == 0))).collect::<Vec<_>>();
    let others = self::others(briefing, others).map(|said| Level::NOTE.message(said));
    let mut groups = vec![title.element(claim).elements(passages).elements(others)];
    groups.extend(finding.fixes.iter().take(MOST_FIXES).map(|fix| self::fix(briefing, fix, look)));
    drawing.draw(&groups)
}

/// The first words in which what is claimed and what its passage says differ: where a line is cut, these are shown. None where
/// the two are not said of each other word by word.
fn difference(briefing: &Report, finding: &Finding, passages: &[Passage]) -> (Option<Span>, Option<Span>) {
    let ours = finding.span;
    let Some(passage) = passages.first() else { return (None, None) };
    let (own, file) = (&briefing.text, passage.article.file());
    let theirs = passage.origin();
    let read = |text: &str, span: Span| -> Vec<(Span, String)> {
        let words = words(text.get(span.range()).unwrap_or_default());
        words.into_iter().map(|(word, folded)| (word.shifted(span.start), folded)).collect()
    };
    let (own, other) = (read(own, ours), read(file, theirs));
    let same = own.iter().zip(&other).take_while(|((_, a), (_, b))| a == b).count();
    // Nothing in common: they are not two forms of one thing.
    if same == 0 {
        return (None, None);
    }
    (own.get(same).map(|(word, _)| *word), other.get(same).map(|(word, _)| *word))
}

/// Draws a passage that was looked for: how it was found, and what is to be said of it.
pub fn hit(hit: &Hit, look: Look<'_>) -> String {
    let Hit { how, message, passage } = hit;
    let is_deep = is_on_lines(passage.article.file(), passage.origin());
    let drawing = Drawing { look, is_deep };
    let title = Level::INFO.with_name(how.name()).primary_title(visible(message));
    let (file, lines) = (passage.article.file(), passage.article.lines());
    let place = Place { path: &passage.path, text: file, lines, span: passage.origin(), focus: None };
    let snippet = drawing.snippet(place, AnnotationKind::Primary, None);
    drawing.draw(&[title.element(snippet)])
}

/// Draws what could not be used.
pub fn failure(failure: &Failure, lines: &mut LastLines, look: Look<'_>) -> String {
    let is_deep = failure.place.as_ref().is_some_and(|place| is_on_lines(&place.text, place.span));
    let drawing = Drawing { look, is_deep };
    let mut group = Group::with_title(Level::ERROR.primary_title(visible(&failure.message)));
    if let Some(place) = &failure.place {
        let lines = lines.of(&place.text);
        let place = Place { path: &place.path, text: &place.text, lines, span: place.span, focus: None };
        group = group.element(drawing.snippet(place, AnnotationKind::Primary, None));
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
    let whole = Span::new(spans.first().map_or(0, |span| span.start), spans.last().map_or(0, |span| span.end));
    let width = room(&briefing.text, &briefing.lines, whole, false, look.width);
    // Both lines have to have room: the new one can be the longer.
    let longer = fix.edits.iter().map(|edit| edit.text.chars().count().saturating_sub(edit.span.len())).sum::<usize>();
    let excerpt = excerpt(&briefing.text, &briefing.lines, &spans, None, width.saturating_sub(longer).max(width / 2));
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

/// Something in a file that is drawn with its line.
struct Place<'a> {
    path: &'a Path,
    text: &'a str,
    lines: &'a Lines,
    span: Span,
    /// What of it is shown where not all of it has room.
    focus: Option<Span>,
}

/// Whether something goes over a line's end.
fn is_on_lines(text: &str, span: Span) -> bool {
    text.get(span.range()).is_some_and(|words| words.contains('\n'))
}

/// How much of a line has room beside its number, and beside the marks of what goes over several lines, in characters.
fn room(text: &str, lines: &Lines, span: Span, is_deep: bool, width: usize) -> usize {
    const LEAST: usize = 30;
    let last = lines.position(text, span.end).line;
    let gutter = last.to_string().len() + " | ".len() + if is_deep { "| ".len() } else { 0 };
    width.saturating_sub(gutter).max(LEAST)
}

/// One finding as it is drawn.
struct Drawing<'a> {
    look: Look<'a>,
    /// Whether something in it goes over a line's end: then all lines stand further in.
    is_deep: bool,
}

impl Drawing<'_> {
    fn passage<'t>(&self, passage: &Passage, focus: Option<Span>) -> Snippet<'t, Annotation<'t>> {
        let (text, lines) = (passage.article.file(), passage.article.lines());
        let label = format!("@{} says", visible(&passage.key));
        let place = Place { path: &passage.path, text, lines, span: passage.origin(), focus };
        self.snippet(place, AnnotationKind::Context, Some(label))
    }

    fn snippet<'t>(
        &self,
        place: Place<'_>,
        kind: AnnotationKind,
        label: Option<String>,
    ) -> Snippet<'t, Annotation<'t>> {
        let Place { path, text, lines, span, focus } = place;
        let position = lines.position(text, span.start);
        let place = format!("{}:{}:{}", name(&self.look.path(path)), position.line, position.column);
        let width = room(text, lines, span, self.is_deep, self.look.width);
        let excerpt = excerpt(text, lines, &[span], focus, width);
        // A label that would be wrapped is left out.
        let has_room = |label: &String| {
            let ends = excerpt.spans.iter().map(|span| {
                let line = excerpt.text[..span.end].rfind('\n').map_or(0, |end| end + 1);
                excerpt.text[line..span.end].chars().count()
            });
            ends.max().unwrap_or(0) + 1 + label.chars().count() <= width
        };
        let label = label.filter(has_room);
        let annotations = excerpt.spans.into_iter().map(|span| kind.span(span.range()).label(label.clone()));
        Snippet::source(excerpt.text).path(place).line_start(excerpt.line).annotations(annotations)
    }

    fn draw(&self, groups: &[Group<'_>]) -> String {
        let renderer = match self.look.colour {
            Colour::Plain => Renderer::plain().decor_style(DecorStyle::Ascii),
            Colour::Styled => Renderer::styled().decor_style(DecorStyle::Ascii),
        };
        // Lines are cut already.
        let rendered = renderer.term_width(usize::MAX / 2).render(groups);
        let text = rendered.split('\n').map(placed).collect::<Vec<_>>().join("\n");
        let text = drawn(&text);
        if self.look.wraps { wrapped(&text, self.look.width) } else { text }
    }
}

/// A drawn line. Behind the place that an arrow leads to, the drawing puts a line and a column of its own: those of the excerpt, which
/// may begin within a line. They are left out.
fn placed(line: &str) -> &str {
    let shown: String = seen(line).skip_while(|c| *c == ' ').take("--> ".len()).collect();
    let own = line.rmatch_indices(':').nth(1).filter(|_| matches!(shown.as_str(), "--> " | "::: "));
    own.map_or(line, |(at, _)| &line[..at])
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

    #[test]
    fn a_place_is_told_without_what_the_drawing_counts() {
        for (line, expected) in [
            ("  --> a.brief:3:130:3:14", "  --> a.brief:3:130"),
            ("  ::: b:c.txt:1:2:1:2", "  ::: b:c.txt:1:2"),
            ("\u{1b}[1m  --> \u{1b}[0ma.brief:3:130:3:14", "\u{1b}[1m  --> \u{1b}[0ma.brief:3:130"),
            ("3 | at 12:30:15 --> 12:40:00", "3 | at 12:30:15 --> 12:40:00"),
        ] {
            assert_eq!(placed(line), expected);
        }
    }
}
