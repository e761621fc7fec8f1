//! The turns of phrase that messages share.

use super::{Context, Edit, Fix, Safety};
use crate::sources::SourceId;
use crate::text::{Span, is_quotation_mark};
use crate::verify::{Check, Evidence};

/// The longest passage that a message repeats, in characters.
const LONGEST_PASSAGE: usize = 90;

/// A source by its key.
pub fn key<'a>(cx: &Context<'a>, source: SourceId) -> &'a str {
    &cx.library.source(source).key
}

/// Several sources by their keys: `a`, `a and b`, `a, b and c`.
pub fn keys(cx: &Context<'_>, sources: &[SourceId]) -> String {
    list(&sources.iter().map(|&source| key(cx, source).to_owned()).collect::<Vec<_>>())
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// Where evidence stands: `¶ 5 of press`.
pub fn place(cx: &Context<'_>, evidence: &Evidence) -> String {
    match cx.library.article(evidence.source) {
        Some(article) => format!("{} of {}", article.place(evidence.span.start), key(cx, evidence.source)),
        None => key(cx, evidence.source).to_owned(),
    }
}

/// The words that a check is about, in one pair of quotation marks.
pub fn item(cx: &Context<'_>, check: &Check) -> String {
    quoted(words(cx, check, check.prose).trim_matches(is_quotation_mark))
}

/// The words of evidence, on one line.
pub fn source_words(cx: &Context<'_>, evidence: &Evidence) -> String {
    let words = cx.library.article(evidence.source).and_then(|article| article.text().get(evidence.span.range()));
    on_one_line(words.unwrap_or_default())
}

/// The words of evidence, in quotation marks.
pub fn evidence(cx: &Context<'_>, evidence: &Evidence) -> String {
    quoted(&source_words(cx, evidence))
}

/// The sentence that evidence stands in, in quotation marks, shortened around it.
pub fn passage(cx: &Context<'_>, evidence: &Evidence) -> String {
    let Some(article) = cx.library.article(evidence.source) else { return String::new() };
    let sentences = article.sentences();
    let at = sentences.partition_point(|sentence| sentence.start <= evidence.span.start).saturating_sub(1);
    let sentence = sentences.get(at).map_or(evidence.span, |sentence| sentence.cover(evidence.span));
    around(article.text(), sentence, evidence.span)
}

/// What stands in `sentence`, with as much of it before and behind `core` as a message can hold.
fn around(text: &str, sentence: Span, core: Span) -> String {
    let Some(room) = LONGEST_PASSAGE.checked_sub(chars(&text[core])) else { return quoted(&text[core]) };
    let (before, after) = (&text[sentence.start..core.start], &text[core.end..sentence.end]);
    let lead = (room / 2).max(room.saturating_sub(chars(after)));
    let head = last_words(before, lead);
    let tail = first_words(after, room - chars(head));
    let open = if head.len() < before.len() { "… " } else { "" };
    let close = if tail.len() < after.len() { " …" } else { "" };
    let span = Span::new(core.start - head.len(), core.end + tail.len());
    format!("“{open}{}{close}”", on_one_line(&text[span]))
}

/// How many characters there are, or one more than a message can hold.
fn chars(text: &str) -> usize {
    text.chars().take(LONGEST_PASSAGE + 1).count()
}

/// The whole words within the first `most` characters, the last of them.
fn first_words(text: &str, most: usize) -> &str {
    match text.char_indices().nth(most) {
        Some((at, _)) => &text[..text[..at].rfind(char::is_whitespace).unwrap_or(0)],
        None => text,
    }
}

/// The whole words within the last `most` characters.
fn last_words(text: &str, most: usize) -> &str {
    match text.char_indices().rev().nth(most) {
        Some((at, c)) => {
            let from = at + c.len_utf8();
            text[from..].find(char::is_whitespace).map_or("", |blank| &text[from + blank..])
        }
        None => text,
    }
}

/// Words with single blanks between them.
pub fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words of a source in quotation marks, on one line, shortened in the middle.
pub fn quoted(words: &str) -> String {
    let words = on_one_line(words);
    let count = words.chars().count();
    if count <= LONGEST_PASSAGE {
        return format!("“{words}”");
    }
    let half = LONGEST_PASSAGE / 2;
    let (head, tail) = (first_words(&words, half), last_words(&words, half));
    if !head.is_empty() && !tail.is_empty() {
        return format!("“{head} … {}”", tail.trim_start());
    }
    // A word that is longer than that is cut.
    let head: String = words.chars().take(half).collect();
    let tail: String = words.chars().skip(count - half).collect();
    format!("“{} … {}”", head.trim_end(), tail.trim_start())
}

/// Words that are put in for others, in quotation marks, on one line, shortened around what differs.
pub fn instead(words: &str, others: &str) -> String {
    let (words, others) = (on_one_line(words), on_one_line(others));
    let beginning = words.chars().zip(others.chars()).take_while(|(word, other)| word == other);
    let before: usize = beginning.map(|(word, _)| word.len_utf8()).sum();
    let start = words[..before].rfind(' ').map_or(0, |blank| blank + 1);
    let ending = words[before..].chars().rev().zip(others.chars().rev()).take_while(|(word, other)| word == other);
    let after = words.len() - ending.map(|(word, _)| word.len_utf8()).sum::<usize>();
    let end = words[after..].find(' ').map_or(words.len(), |blank| after + blank);
    around(&words, Span::new(0, words.len()), Span::new(start, end))
}

/// What was searched: `not in press, 7 paragraphs searched`.
pub fn not_in(cx: &Context<'_>, check: &Check) -> String {
    let paragraphs: usize = check
        .searched
        .iter()
        .filter_map(|&source| cx.library.article(source))
        .map(|article| article.paragraphs().len())
        .sum();
    format!("not in {}, {} searched", keys(cx, &check.searched), count(paragraphs, "paragraph"))
}

/// The same of an item: `“4,200” is not in press, 7 paragraphs searched`.
pub fn item_not_in(cx: &Context<'_>, check: &Check) -> String {
    format!("{} is {}", item(cx, check), not_in(cx, check))
}

/// What an item without support has: nothing cited at all, or what was searched.
pub fn uncited(cx: &Context<'_>, check: &Check) -> String {
    if check.searched.is_empty() {
        format!("nothing is cited for {}", item(cx, check))
    } else {
        format!("{}, and nothing else is cited for it", item_not_in(cx, check))
    }
}

/// `1 paragraph`, `7 paragraphs`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The words of the unit that a check is about, in bytes of its prose.
pub fn words<'a>(cx: &Context<'a>, check: &Check, span: Span) -> &'a str {
    cx.briefing.units.get(check.unit).map_or("", |unit| &unit.prose.text()[span])
}

/// Puts other words in the place of `prose`, a part of the unit's prose, where it is written without markup.
pub fn put(cx: &Context<'_>, check: &Check, prose: Span, title: String, words: String) -> Option<Fix> {
    let unit = cx.briefing.units.get(check.unit)?;
    let span = unit.prose.origin(prose);
    let written = cx.briefing.text.get(span.range())?;
    let text = on_lines_of(written, &words);
    is_on_lines(written, unit.prose.text().get(prose.range())?).then(|| Fix {
        title,
        safety: Safety::Unsafe,
        edits: vec![Edit { span, text }],
    })
}

/// Whether nothing but line ends parts what is written from what is read. The mark of a block quotation at a line's
/// beginning belongs to the line's end.
pub fn is_on_lines(written: &str, read: &str) -> bool {
    let lines = written.split('\n').enumerate().map(|(at, line)| if at == 0 { line } else { &line[mark(line)..] });
    lines.flat_map(str::split_whitespace).eq(read.split_whitespace())
}

/// Words on as many lines as what was written, each with as many words as the line had that it replaces.
pub fn on_lines_of(written: &str, words: &str) -> String {
    if !written.contains('\n') {
        return words.to_owned();
    }
    let mut lines = written.split('\n').enumerate().map(|(at, line)| {
        let mark = if at == 0 { 0 } else { mark(line) };
        (&line[..mark], line[mark..].split_whitespace().count())
    });
    let mut text = String::with_capacity(words.len() + written.len());
    let mut room = lines.next().map_or(0, |(_, count)| count);
    for word in words.split_whitespace() {
        let next = if room == 0 { lines.next() } else { None };
        match next {
            Some((mark, count)) => {
                text.push('\n');
                text.push_str(mark);
                room = count;
            }
            None if !text.is_empty() => text.push(' '),
            None => {}
        }
        text.push_str(word);
        room = room.saturating_sub(1);
    }
    text
}

/// How much of a line is what a block puts before its text.
fn mark(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '>']).len()
}

/// Cites another source for an item, in place of the one citation that covers it.
pub fn cite_instead(cx: &Context<'_>, check: &Check, source: SourceId) -> Option<Fix> {
    let unit = cx.briefing.units.get(check.unit)?;
    let stretch = unit.stretches.iter().find(|stretch| stretch.span.overlaps(check.prose))?;
    let [citation] = stretch.citations[..] else { return None };
    let citation = cx.briefing.citations.get(citation)?;
    let key = key(cx, source);
    Some(Fix {
        title: format!("Cite @{key}"),
        safety: Safety::Unsafe,
        edits: vec![Edit { span: citation.key_span, text: key.to_owned() }],
    })
}

/// Cites a source right after an item.
pub fn cite_after(cx: &Context<'_>, check: &Check, source: SourceId) -> Option<Fix> {
    let key = key(cx, source);
    Some(Fix {
        title: format!("Cite @{key}"),
        safety: Safety::Unsafe,
        edits: vec![Edit { span: Span::empty(check.span.end), text: format!(" [@{key}]") }],
    })
}

#[cfg(test)]
mod tests {
    use super::{instead, quoted};

    const LONG: &str = "has run the place since the old company failed and the town took the cranes, the sheds and the debts of it in one evening";

    #[test]
    fn what_is_shortened_is_cut_between_words() {
        assert_eq!(quoted("the quay\n was built"), "“the quay was built”");
        assert_eq!(
            quoted(LONG),
            "“has run the place since the old company … the sheds and the debts of it in one evening”"
        );
        assert_eq!(quoted(&"ä".repeat(100)), format!("“{0} … {0}”", "ä".repeat(45)));
    }

    #[test]
    fn what_differs_stays_in_sight() {
        let written = LONG.replace("sheds", "barns");
        assert_eq!(
            instead(LONG, &written),
            "“… company failed and the town took the cranes, the sheds and the debts of it in one evening”"
        );
        assert_eq!(instead("the quay was built", "the quay was made"), "“the quay was built”");
        assert_eq!(instead("the quay", "the quay was made"), "“the quay”");
        assert_eq!(instead("größe", "große"), "“größe”");
        assert_eq!(instead("", "the quay"), "“”");
        assert_eq!(instead("the the quay", "the quay"), "“the the quay”");
        assert!(instead(&format!("never {LONG}"), LONG).starts_with("“never has run"));
        assert!(instead(&format!("{LONG} indeed"), LONG).ends_with("one evening indeed”"));
    }
}
