//! Subtitles: what is said, with its times.

use crate::document::{About, Document, PlaceKind};
use crate::limits::Limits;
use crate::writer::Writer;
use crate::{Format, Unreadable};

/// A pause, in milliseconds, after which a sentence that has ended begins a new block.
const PAUSE: u64 = 2_000;

/// Reads SRT or WebVTT: cues are joined to sentences; a new speaker, or a pause after a sentence, begins a new block.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let text = crate::text::decode(bytes, None).replace("\r\n", "\n").replace('\r', "\n");
    let mut writer = Writer::new(limits);
    let mut ended = None;
    let mut before = String::new();
    for block in text.split("\n\n") {
        if writer.is_full() {
            break;
        }
        let mut lines = block.lines().skip_while(|line| times(line).is_none());
        let Some((start, end)) = lines.next().and_then(times) else { continue };
        let is_after_pause = ended.is_some_and(|ended: u64| start > ended.saturating_add(PAUSE));
        if is_after_pause && writer.text().ends_with(['.', '!', '?', '"', '”', '…']) {
            writer.block();
        }
        ended = Some(end);
        let mut is_first = true;
        for line in lines {
            let (line, voice) = plain(line);
            // Captions that roll up show each line twice.
            if line.trim().is_empty() || line == before {
                continue;
            }
            if voice.is_some() || speaks(&line) {
                writer.block();
            }
            writer.write(" ");
            if std::mem::take(&mut is_first) {
                writer.place(PlaceKind::Time(start));
            }
            if let Some(voice) = voice {
                writer.write(&voice);
                writer.write(": ");
            }
            writer.write(line.trim().trim_start_matches("- "));
            before = line;
        }
    }
    writer.finish(Format::Subtitles, About::default())
}

/// Whether a line begins with a dash or with a name in capitals and a colon, as the words of another speaker do.
fn speaks(line: &str) -> bool {
    let line = line.trim_start();
    let named = line.split_once(": ").is_some_and(|(name, _)| {
        name.len() < 40 && name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
    });
    line.starts_with("- ") || line.starts_with(">>") || named
}

/// The words of a line without its tags, and the voice that a tag names.
fn plain(line: &str) -> (String, Option<String>) {
    let mut words = String::new();
    let mut voice = None;
    let mut rest = line;
    while let Some((before, tag)) = rest.split_once(['<', '{']) {
        words.push_str(before);
        let opening = rest.as_bytes().get(before.len()).copied();
        let closing = if opening == Some(b'{') { '}' } else { '>' };
        let Some((inner, after)) = tag.split_once(closing) else {
            rest = &rest[before.len()..];
            words.push_str(rest);
            rest = "";
            break;
        };
        if let Some(name) = inner
            .strip_prefix("v ")
            .or_else(|| inner.strip_prefix("v.").and_then(|rest| rest.split_once(' ').map(|(_, name)| name)))
        {
            voice = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        }
        rest = after;
    }
    words.push_str(rest);
    let words = words.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ");
    (words, voice)
}

/// The beginning and the end of a cue, in milliseconds: `00:01:02,500 --> 00:01:04,000`.
pub(crate) fn times(line: &str) -> Option<(u64, u64)> {
    let (start, end) = line.split_once("-->")?;
    Some((time(start.trim())?, time(end.split_whitespace().next()?)?))
}

fn time(text: &str) -> Option<u64> {
    let (clock, fraction) = text.split_once([',', '.'])?;
    let mut seconds = 0_u64;
    for part in clock.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    seconds.checked_mul(1000)?.checked_add(fraction.get(..3)?.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(read(text.as_bytes(), &Limits::default()).unwrap().text, expected);
    }

    #[test]
    fn cues_are_joined_to_sentences() {
        check(
            "1\n00:00:01,000 --> 00:00:02,000\nTwo cranes\n\n2\n00:00:02,000 --> 00:00:03,000\nwere <i>bought</i>.\n\n\
             3\n00:01:00,000 --> 00:01:02,000\nOne was not.\n",
            "Two cranes were bought.\n\nOne was not.",
        );
    }

    #[test]
    fn speakers_are_kept() {
        check(
            "WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\n<v Ida Voss>We bought it.\n\n00:02.000 --> 00:03.000\n<v Kell>When?\n",
            "Ida Voss: We bought it.\n\nKell: When?",
        );
        check("1\n00:00:01,000 --> 00:00:02,000\n- Who?\n- Ida.\n", "Who?\n\nIda.");
    }

    #[test]
    fn times_are_places() {
        let text = b"1\n00:00:01,000 --> 00:00:02,000\nTwo\n\n2\n01:00:02,500 --> 01:00:03,000\ncranes";
        let places = read(text, &Limits::default()).unwrap().places;
        let places: Vec<_> = places.into_iter().map(|place| (place.at, place.kind)).collect();
        assert_eq!(places, [(0, PlaceKind::Time(1_000)), (4, PlaceKind::Time(3_602_500))]);
    }
}
