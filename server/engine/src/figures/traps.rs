//! Digits that are no figures: identifiers, addresses, versions, phone numbers, list numbers.

use super::reader::Reader;
use super::tokens::{Gap, Lex, Sort};

/// Words that may be joined to digits with a hyphen without making a name of them.
const PREFIXES: [&str; 15] =
    ["mid", "end", "pre", "post", "late", "early", "since", "under", "over", "top", "near", "non", "sub", "to", "and"];

/// Marks the tokens that no figure may begin with or hold.
pub(super) fn mark(reader: &mut Reader<'_>) {
    let mut from = 0;
    let mut last_item = 0;
    while from < reader.len() {
        let to = reader.chunk_end(from);
        if reader.is_sign(from, '{')
            && let Some(end) = attributes_end(reader, from)
        {
            reader.hide(from, end);
            from = end;
            continue;
        }
        if let Some(end) = volume_end(reader, from) {
            reader.hide(from, end);
            from = end;
            continue;
        }
        let is_suspect = |i: usize| {
            reader.is_digits(i)
                || reader.is_sign(i, '@')
                || reader.is_sign(i, ':')
                || matches!(reader.lex(i), Lex::Small(_)) && reader.has_capital(i)
        };
        if (from..to).any(is_suspect) {
            match list_number(reader, from, to, last_item) {
                Some(number) => {
                    last_item = number;
                    reader.hide(from, to);
                }
                None => mark_chunk(reader, from, to),
            }
        }
        from = to;
    }
}

fn mark_chunk(reader: &mut Reader<'_>, from: usize, to: usize) {
    if is_address(reader, from, to)
        || is_dotted(reader, from, to)
        || reader.is_label(from, to)
        || is_always(reader, from)
        || is_zone(reader, from, to)
    {
        return reader.hide(from, to);
    }
    if let Some(end) = phone_end(reader, from) {
        return reader.hide(from, end);
    }
    let mut i = from + 1;
    while i < to && !reader.is_period_within(from + 1) {
        if reader.is_digits(i) && begins_identifier(reader, from, i) {
            let end = (i..to).find(|&j| reader.is_any_sign(j, ",;()–—")).unwrap_or(to);
            reader.hide(i, end);
            i = end;
        }
        i += 1;
    }
}

/// The end of attributes or a shortcode that begin at `from`: `{#fig-1 width=50%}`, `{{< video x.mp4 start=5 >}}`.
fn attributes_end(reader: &Reader<'_>, from: usize) -> Option<usize> {
    const LONGEST: usize = 64;
    let first = if reader.is_sign(from + 1, '{') { from + 2 } else { from + 1 };
    let end = (first..(first + LONGEST).min(reader.len())).find(|&i| reader.is_sign(i, '}'))?;
    let marked = reader.is_any_sign(first, "#.<") || (first..end).any(|i| reader.is_sign(i, '='));
    let end = (end..reader.len()).find(|&i| !reader.is_sign(i, '}')).unwrap_or(reader.len());
    marked.then_some(end)
}

/// The end of a volume with its issue and of the pages behind it: `12(3), 44–46`, `12(3): 44`.
fn volume_end(reader: &Reader<'_>, from: usize) -> Option<usize> {
    let is_issue = reader.is_sign(from + 1, '(') && reader.is_digits(from + 2) && reader.is_sign(from + 3, ')');
    if !(reader.is_digits(from) && is_issue && (1..4).all(|i| reader.glued(from + i))) {
        return None;
    }
    let mark = from + 4;
    let mut page = mark + 1;
    let is_labelled = reader.is_one_of(page, &["p", "pp"]);
    if is_labelled {
        page += 1 + usize::from(reader.is_sign(page + 1, '.'));
    }
    let dashes = (page + 1..reader.len()).take_while(|&i| reader.glued(i) && reader.is_any_sign(i, "-‐‑–—")).count();
    let is_range = (1..=2).contains(&dashes) && reader.is_digits(page + 1 + dashes);
    let has_pages =
        reader.is_digits(page) && (reader.is_sign(mark, ':') || reader.is_sign(mark, ',') && (is_labelled || is_range));
    has_pages.then_some(if is_range { page + 2 + dashes } else { page + 1 })
}

/// The `+0000` of `14:05:00 +0000`.
fn is_zone(reader: &Reader<'_>, from: usize, to: usize) -> bool {
    let goes_on = (from + 2..to).any(|i| reader.is_digits(i) || reader.is_word(i));
    let is_offset = reader.is_any_sign(from, "+-−") && reader.text_of(from + 1).len() == 4 && !goes_on;
    is_offset && from >= 2 && reader.is_digits(from - 1) && reader.is_sign(from - 2, ':')
}

/// `24/7`
fn is_always(reader: &Reader<'_>, from: usize) -> bool {
    reader.is(from, "24") && reader.is_sign(from + 1, '/') && reader.is(from + 2, "7")
}

/// Whether the chunk is a URL, a host, a mail address or a file's name.
fn is_address(reader: &Reader<'_>, from: usize, to: usize) -> bool {
    let mut signs = (from..to).filter(|&i| !reader.is_digits(i));
    signs.any(|i| {
        (reader.is_sign(i, ':') && reader.is_sign(i + 1, '/') && reader.is_sign(i + 2, '/') && i + 2 < to)
            || (reader.is_sign(i, '@') && i > from && i + 1 < to)
            || (reader.is_sign(i, '_') && to - from > 1)
            || (reader.is_sign(i, '#') && i + 1 < to)
            || (reader.is(i, "www") && reader.is_sign(i + 1, '.'))
            || (reader.is_one_of(i, &["utc", "gmt"]) && reader.is_any_sign(i + 1, "+-−") && i + 2 < to)
            || (reader.is(i, "doi") && reader.is_sign(i + 1, ':') && i + 2 < to)
    })
}

/// Whether the chunk has three parts or more between points that are neither a date nor groups of digits.
fn is_dotted(reader: &Reader<'_>, from: usize, to: usize) -> bool {
    let Some(start) = (from..to).find(|&i| reader.is_digits(i)) else { return false };
    let mut parts = vec![reader.text_of(start)];
    let mut i = start;
    while i + 2 < to && reader.is_sign(i + 1, '.') && reader.is_digits(i + 2) {
        i += 2;
        parts.push(reader.text_of(i));
    }
    let grouped = parts[1..].iter().all(|part| part.len() == 3) && parts[0].len() <= 3;
    let dated = parts.len() == 3
        && parts[1].len() <= 2
        && matches!((parts[0].len(), parts[2].len()), (1 | 2, 2 | 4) | (4, 1 | 2));
    match parts.len() {
        0..=2 => false,
        3 => !grouped && !dated,
        _ => !grouped || parts.len() == 4,
    }
}

/// The number of `1.`, `2)`, `(3)` at the beginning of a line, with text after it, where a sentence has ended or the list goes on
/// from its last number.
fn list_number(reader: &Reader<'_>, from: usize, to: usize, last: u32) -> Option<u32> {
    if reader.gap(from) != Gap::Line || reader.gap(to) == Gap::Line {
        return None;
    }
    let digits = if reader.is_sign(from, '(') { from + 1 } else { from };
    let number = reader.raw_digits(digits).filter(|&number| number < 100)?;
    let closed = reader.is_sign(to - 1, ')') || (digits == from && reader.is_sign(to - 1, '.'));
    let goes_on = from == 0 || number == last + 1 || reader.is_any_sign(from - 1, ".!?:;)”\"");
    (to == digits + 2 && closed && goes_on).then_some(number)
}

/// The end of a phone number that begins at `from`: `+1 555-123-4567`, `(555) 123-4567`, `555-123-4567`.
fn phone_end(reader: &Reader<'_>, from: usize) -> Option<usize> {
    let (international, area) = (reader.is_sign(from, '+'), reader.is_sign(from, '('));
    let mut i = from + usize::from(international || area);
    let mut groups = Vec::new();
    while reader.is_digits(i) {
        groups.push(reader.text_of(i).len());
        i += 1;
        let closed = reader.is_sign(i, ')');
        let joined = usize::from(closed || (reader.is_sign(i, '-') && reader.is_digits(i + 1)));
        let spaced = joined == 0 && reader.gap(i) == Gap::Blank && reader.is_digits(i);
        if joined == 0 && !(spaced && (international || area)) {
            break;
        }
        i += joined;
    }
    let digits: usize = groups.iter().sum();
    let american = groups.len() == 3 && groups[0] == 3 && groups[1] == 3 && groups[2] == 4;
    let long = groups.len() >= 3 && digits >= 9 && international;
    (american || long || (area && groups.len() >= 2 && groups[0] >= 3 && digits >= 9)).then_some(i)
}

/// Whether the digits at `i` belong to letters before them: `A4`, `F-16`, `Covid-19`.
fn begins_identifier(reader: &Reader<'_>, from: usize, i: usize) -> bool {
    let hyphenated = reader.is_any_sign(i - 1, "-‐‑");
    let word = if hyphenated && i >= from + 2 { i - 2 } else { i - 1 };
    let Some(Sort::Word(lex)) = reader.sort(word) else { return false };
    if word > from && reader.is_digits(word - 1) && reader.glued(word) {
        // 2asdf99, but 44mg-50mg, 1e-3 and 2x8.
        return !hyphenated && !reader.is_one_of(word, &["x", "e", "h"]);
    }
    match lex {
        Lex::Small(_) | Lex::Scale(_) | Lex::Hundred | Lex::Weekday(_) | Lex::Month(_) => false,
        _ if hyphenated && word > from && (reader.is_any_sign(word - 1, "-–")) => !reader.is(word, "to"),
        _ if hyphenated && reader.is_period_mark(word) => false,
        _ if hyphenated && PREFIXES.iter().any(|prefix| reader.is(word, prefix)) => false,
        _ => !reader.is_currency_mark(word) && !reader.is(word, "fy") && !reader.is_period_mark(word),
    }
}
