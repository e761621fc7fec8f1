//! Subtitles: what is said, with its times.

use std::collections::BTreeMap;

use crate::document::{About, Document, PlaceKind};
use crate::limits::Limits;
use crate::writer::Writer;
use crate::{Format, Unreadable};

/// A pause, in milliseconds, after which a sentence that has ended begins a new block.
const PAUSE: u64 = 2_000;

/// The longest name of a speaker, in bytes.
const LONGEST_NAME: usize = 40;

/// Reads SRT or WebVTT: cues are joined to sentences, those of one speaker to a turn under the name. Another speaker, or a
/// pause after a sentence of nobody named, begins a new block.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let text = crate::text::decode(bytes, None).replace("\r\n", "\n").replace('\r', "\n");
    let names = names(&text);
    let mut writer = Writer::new(limits);
    let mut ended = None;
    let mut before = String::new();
    // Who speaks, where a name says so.
    let mut speaker: Option<String> = None;
    for block in text.split("\n\n") {
        if writer.is_full() {
            break;
        }
        let mut lines = block.lines().skip_while(|line| times(line).is_none());
        let Some((start, end)) = lines.next().and_then(times) else { continue };
        let is_after_pause = ended.is_some_and(|ended: u64| start > ended.saturating_add(PAUSE));
        if is_after_pause && speaker.is_none() && writer.text().ends_with(['.', '!', '?', '"', '”', '…']) {
            writer.block();
        }
        ended = Some(end);
        let mut is_first = true;
        for line in lines {
            let (line, voice) = plain(line);
            let (voice, line) = match (voice, named(&line, &names)) {
                (Some(voice), _) => (Some(voice), line),
                (None, Some((name, rest))) => (Some(name.to_owned()), rest.to_owned()),
                (None, None) => (None, line),
            };
            // Captions that roll up show each line twice.
            if line.trim().is_empty() || line == before {
                continue;
            }
            let is_new = voice.as_ref().is_some_and(|voice| speaker.as_ref() != Some(voice));
            if is_new || changes_speaker(&line) {
                writer.block();
                speaker.clone_from(&voice);
            }
            writer.write(" ");
            if std::mem::take(&mut is_first) {
                writer.place(PlaceKind::Time(start));
            }
            if let Some(voice) = voice.filter(|_| is_new) {
                writer.write(&voice);
                writer.write(": ");
            }
            writer.write(line.trim().trim_start_matches("- "));
            before = line;
        }
    }
    writer.finish(Format::Subtitles, About::default())
}

/// How often words stand before a colon at the beginning of a line.
fn names(text: &str) -> BTreeMap<&str, usize> {
    let mut names = BTreeMap::new();
    for (name, _) in text.lines().filter_map(|line| line.trim_start().split_once(": ")) {
        if is_name(name) {
            *names.entry(name).or_default() += 1;
        }
    }
    names
}

/// The speaker that a line names and what is said, `Edda Marsh: …` or `MARSH: …`. A single word of small letters is only a
/// name where it stands before several lines.
fn named<'l>(line: &'l str, names: &BTreeMap<&str, usize>) -> Option<(&'l str, &'l str)> {
    let (name, rest) = line.trim_start().split_once(": ")?;
    let is_often = names.get(name).is_some_and(|&count| count > 1);
    let is_sure = name.contains(' ') || !name.chars().any(char::is_lowercase);
    (is_name(name) && (is_often || is_sure)).then_some((name, rest))
}

/// Whether words can be a name: `Ida Voss`, `Kell (Guest)`, `Speaker 2`.
fn is_name(words: &str) -> bool {
    let begins = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '(');
    words.len() < LONGEST_NAME && words.starts_with(char::is_uppercase) && words.split(' ').all(begins)
}

/// Whether a line begins with a dash, as the words of another speaker do.
fn changes_speaker(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("- ") || line.starts_with(">>")
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
    fn a_speaker_is_named_once_a_turn() {
        let cues = |texts: &[&str]| {
            let cue = |(n, text)| format!("00:0{n}.000 --> 00:0{n}.900\n{text}\n\n");
            format!("WEBVTT\n\n{}", (1..).zip(texts).map(cue).collect::<String>())
        };
        let voices = ["<v Ida Voss>Two cranes</v>", "<v Ida Voss>were bought.</v>", "<v Jon>When?</v>"];
        check(&cues(&voices), "Ida Voss: Two cranes were bought.\n\nJon: When?");
        let names =
            ["Ida Voss: Two cranes", "Ida Voss: were bought.", "Jon: When?", "Jon: And why?", "Ida Voss: In May."];
        check(&cues(&names), "Ida Voss: Two cranes were bought.\n\nJon: When? And why?\n\nIda Voss: In May.");
        check(&cues(&["Speaker 1: Two cranes", "Speaker 1: were bought."]), "Speaker 1: Two cranes were bought.");
        check(&cues(&["VOSS: Two cranes", "VOSS: were bought."]), "VOSS: Two cranes were bought.");
        check(&cues(&["They bought two", "Cranes: one for each quay."]), "They bought two Cranes: one for each quay.");
        check(&cues(&["It was said", "in The Times of May: two."]), "It was said in The Times of May: two.");
    }

    #[test]
    fn times_are_places() {
        let text = b"1\n00:00:01,000 --> 00:00:02,000\nTwo\n\n2\n01:00:02,500 --> 01:00:03,000\ncranes";
        let places = read(text, &Limits::default()).unwrap().places;
        let places: Vec<_> = places.into_iter().map(|place| (place.at, place.kind)).collect();
        assert_eq!(places, [(0, PlaceKind::Time(1_000)), (4, PlaceKind::Time(3_602_500))]);
    }
}
