//! Who says some words of an article: by their sentence, by the turn of a transcript, by what their paragraph says before.

use super::marks;
use super::mention::{self, Kind, Mention};
use super::saying::{Sentence, Speaker};
use super::tokens::{self, Token};
use crate::lexicon::{GIVEN_NAMES, PERSON_NOUNS, TITLES_BY_SEX};
use crate::names::{is_no_name, is_title};
use crate::sources::{Article, WordIndex};
use crate::text::{Span, words};

/// A text in its parts.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// The text.
    pub text: &'a str,
    /// Its words.
    pub index: &'a WordIndex,
    /// Its sentences, in order.
    pub sentences: &'a [Span],
    /// Its paragraphs, in order.
    pub paragraphs: &'a [Span],
}

/// Who speaks, and whether there is no other reading.
#[derive(Clone, Debug)]
pub struct Voice {
    /// Who it is.
    pub mention: Mention,
    /// Who passes it on beside that.
    pub reporter: Option<Mention>,
    /// Whom the pronoun can stand for that the source has: `man`, `woman`.
    pub stands_for: Option<&'static str>,
    /// Whom else it could stand for that the same sentence names.
    pub rivals: Vec<Mention>,
    /// Whether it is sure.
    pub is_sure: bool,
}

/// How many sentences back a pronoun may reach.
const REACH: usize = 8;

/// How many paragraphs a turn of a transcript may have.
const LONGEST_TURN: usize = 12;

/// How many words a label of a transcript may have.
const LONGEST_LABEL: usize = 5;

/// A sentence, read.
struct Read {
    tokens: Vec<Token>,
    mentions: Vec<Mention>,
}

impl Read {
    fn sentence(&self) -> Sentence<'_> {
        Sentence { tokens: &self.tokens, mentions: &self.mentions }
    }

    fn is_quotation_only(&self) -> bool {
        self.tokens.iter().all(|token| token.is_quotation)
    }

    /// Whether somebody is told something: the object of `tell`.
    fn is_hearer(&self, mention: &Mention) -> bool {
        let verb = mention.tokens.start.checked_sub(1).and_then(|at| self.tokens.get(at));
        verb.is_some_and(|verb| matches!(verb.folded.as_str(), "tell" | "tells" | "told" | "telling"))
    }

    /// Who says the last quotation of the sentence, or who it says something of.
    fn voice(&self) -> Option<Speaker<'_>> {
        let sentence = self.sentence();
        let last = self.tokens.iter().rposition(|token| token.is_quotation);
        last.and_then(|last| sentence.speaker(last)).or_else(|| sentence.topic())
    }
}

impl Voice {
    fn of(mention: &Mention, is_sure: bool) -> Self {
        Self { mention: mention.clone(), reporter: None, stands_for: None, rivals: Vec::new(), is_sure }
    }
}

impl<'a> Text<'a> {
    /// An article in its parts.
    pub fn of(article: &'a Article) -> Self {
        let (sentences, paragraphs) = (article.sentences(), article.paragraphs());
        Self { text: article.text(), index: article.words(), sentences, paragraphs }
    }

    /// Who says the words at a place.
    pub fn speaker(&self, place: Span) -> Option<Voice> {
        let at = self.sentence_at(place.start)?;
        let paragraph = self.paragraph_at(place.start)?;
        let quotations = marks::quotations(self.text, self.paragraphs[paragraph]);
        let holds = |quotation: &&Span| quotation.start <= place.start && place.start < quotation.end;
        if quotations.iter().any(|quotation| holds(&quotation)) {
            return self.of_quotation(at, paragraph, place, &quotations);
        }
        self.turn(place.start).or_else(|| self.of_own_words(at, place, &quotations))
    }

    fn of_quotation(&self, at: usize, paragraph: usize, place: Span, quotations: &[Span]) -> Option<Voice> {
        let read = self.read(at, quotations);
        let token = read.tokens.iter().position(|token| token.is_quotation && token.span.end > place.start)?;
        if let Some(found) = read.sentence().speaker(token) {
            let voice = self.resolved(found.mention, found.is_sure, at, &read);
            return voice.map(|voice| Voice { reporter: read.sentence().reporter().cloned(), ..voice });
        }
        if !read.is_quotation_only() {
            // Marks around a few words of the article's own sentence: nobody need have said them.
            return self.turn(place.start);
        }
        self.said_before(at, paragraph, quotations)
            .or_else(|| self.turn(place.start))
            .or_else(|| self.of_paragraph_before(paragraph))
    }

    /// Who speaks in the sentences of the paragraph before this one.
    fn said_before(&self, at: usize, paragraph: usize, quotations: &[Span]) -> Option<Voice> {
        let start = self.paragraphs[paragraph].start;
        let before = (0..at).rev().take_while(|&before| self.sentences[before].start >= start).take(REACH);
        for before in before {
            let read = self.read(before, quotations);
            if let Some(found) = read.voice() {
                let voice = self.resolved(found.mention, found.is_sure, before, &read);
                return voice.map(|voice| Voice { reporter: read.sentence().reporter().cloned(), ..voice });
            }
        }
        None
    }

    /// Who speaks last in the paragraph before.
    fn of_paragraph_before(&self, paragraph: usize) -> Option<Voice> {
        let before = paragraph.checked_sub(1)?;
        let span = self.paragraphs[before];
        let quotations = marks::quotations(self.text, span);
        let last = self.sentences.partition_point(|sentence| sentence.start < span.end);
        self.said_before(last, before, &quotations)
    }

    /// Who says words that are in no marks: only what frames the sentence tells.
    fn of_own_words(&self, at: usize, place: Span, quotations: &[Span]) -> Option<Voice> {
        let mut quotations: Vec<Span> = quotations.iter().copied().filter(|span| !span.overlaps(place)).collect();
        quotations.push(place);
        quotations.sort_unstable();
        let read = self.read(at, &quotations);
        let token = read.tokens.iter().position(|token| token.is_quotation && token.span.start == place.start)?;
        let found = read.sentence().speaker(token)?;
        self.resolved(found.mention, found.is_sure, at, &read)
    }

    fn read(&self, sentence: usize, quotations: &[Span]) -> Read {
        let tokens = tokens::read(self.text, self.around(self.sentences[sentence], quotations), quotations);
        let mentions = mention::mentions(&tokens);
        Read { tokens, mentions }
    }

    /// A sentence with what the quotations in it reach into: marks that pair oddly let a sentence end inside them.
    fn around(&self, sentence: Span, quotations: &[Span]) -> Span {
        let first = quotations.partition_point(|quotation| quotation.end <= sentence.start);
        let cut = quotations[first..].iter().take_while(|quotation| quotation.start < sentence.end);
        cut.fold(sentence, |whole, quotation| {
            let start = self.sentence_at(quotation.start).map(|at| self.sentences[at].start);
            let end =
                quotation.end.checked_sub(1).and_then(|last| self.sentence_at(last)).map(|at| self.sentences[at].end);
            Span::new(whole.start.min(start.unwrap_or(whole.start)), whole.end.max(end.unwrap_or(whole.end)))
        })
    }

    fn read_alone(&self, sentence: usize) -> Read {
        let paragraph = self.paragraph_at(self.sentences[sentence].start);
        let quotations = paragraph.map(|paragraph| marks::quotations(self.text, self.paragraphs[paragraph]));
        self.read(sentence, &quotations.unwrap_or_default())
    }

    /// A mention, a pronoun replaced by whom it stands for.
    fn resolved(&self, mention: &Mention, is_sure: bool, at: usize, read: &Read) -> Option<Voice> {
        let stands_for = match mention.kind {
            Kind::Pronoun(stands_for) => stands_for,
            Kind::Document => "thing",
            _ => return Some(Voice::of(mention, is_sure)),
        };
        let voice = self.antecedent(mention, stands_for, at, read)?;
        Some(Voice { is_sure: voice.is_sure && is_sure, stands_for: Some(stands_for), ..voice })
    }

    /// Whom a pronoun stands for: in its sentence, or in those before.
    fn antecedent(&self, mention: &Mention, stands_for: &'static str, at: usize, read: &Read) -> Option<Voice> {
        // Of several named in the sentence, its subject goes on: the one who is named first.
        if let Some(found) = self.named_before(mention, stands_for, read) {
            return Some(found);
        }
        let is_person = matches!(stands_for, "man" | "woman");
        let fits = |found: &&Mention| found.kind == Kind::Named && self.can_be(found, stands_for);
        for before in (at.saturating_sub(REACH)..at).rev() {
            let read = self.read_alone(before);
            // Who spoke goes on, by his office, too: "the president said … He added …".
            let goes_on = |found: &Mention| fits(&found) || is_person && found.kind == Kind::Role && found.is_definite;
            let voice = read.voice();
            let beside = |found: &Mention, is_sure: bool| {
                let others = read.mentions.iter().filter(|other| other.span != found.span && fits(other));
                Voice { rivals: others.cloned().collect(), ..Voice::of(found, is_sure) }
            };
            if let Some(found) = voice.as_ref().filter(|found| goes_on(found.mention)) {
                return Some(beside(found.mention, found.is_sure));
            }
            // "She says that Berg was behind it. … she said": the same one goes on, and not who is named after her.
            let same = voice.map(|found| found.mention).filter(|found| found.kind == Kind::Pronoun(stands_for));
            if let Some(same) = same {
                match self.named_before(same, stands_for, &read) {
                    Some(found) => return Some(found),
                    None => continue,
                }
            }
            if let Some(found) =
                read.mentions.iter().filter(|found| !found.is_prep && !read.is_hearer(found)).find(fits)
            {
                return Some(beside(found, true));
            }
            if let Some(found) = read.mentions.iter().rev().filter(|found| !read.is_hearer(found)).find(fits) {
                return Some(Voice::of(found, false));
            }
        }
        None
    }

    /// Who is named first in a sentence, before a pronoun of it that can stand for him.
    fn named_before(&self, pronoun: &Mention, stands_for: &str, read: &Read) -> Option<Voice> {
        let is_before =
            |found: &&Mention| found.tokens.end <= pronoun.tokens.start && !found.is_prep && !read.is_hearer(found);
        let fits = |found: &&Mention| found.kind == Kind::Named && self.can_be(found, stands_for);
        read.mentions.iter().filter(is_before).find(fits).map(|found| Voice::of(found, true))
    }

    /// Whether a named one can be whom a pronoun stands for.
    fn can_be(&self, mention: &Mention, stands_for: &str) -> bool {
        match stands_for {
            "man" | "woman" => self.sex(mention).is_none_or(|sex| sex == stands_for),
            _ => true,
        }
    }

    /// The sex of a named person, by title or given name, the latter also from another place of the text.
    pub fn sex(&self, mention: &Mention) -> Option<&'static str> {
        if let Some(sex) = mention.nouns.iter().find_map(|noun| TITLES_BY_SEX.get(noun)) {
            return Some(sex);
        }
        match mention.name.as_slice() {
            [_] => self.given_name_before(mention.surname()?),
            [first, ..] => GIVEN_NAMES.get(first),
            [] => None,
        }
    }

    /// The turn of a transcript that a place is in: its label begins this line or one before it.
    fn turn(&self, at: usize) -> Option<Voice> {
        let mut end = at;
        for _ in 0..LONGEST_TURN {
            let start = self.text[..end].rfind('\n').map_or(0, |newline| newline + 1);
            if has_letter_label(&self.text[start..]) {
                return None;
            }
            if let Some(mention) = label(self.text, start) {
                return self.has_other_labels(start).then_some(Voice::of(&mention, true));
            }
            end = start.checked_sub(1)?;
            while self.text[..end].ends_with(char::is_whitespace) {
                end -= self.text[..end].chars().next_back().map_or(1, char::len_utf8);
            }
        }
        None
    }

    /// Whether other lines near one have labels too: one alone is a heading or a dateline.
    fn has_other_labels(&self, start: usize) -> bool {
        const NEAR: usize = 40;
        let after = self.text[start..].match_indices('\n').take(NEAR).map(|(newline, _)| start + newline + 1);
        let before =
            self.text[..start.saturating_sub(1)].rmatch_indices('\n').take(NEAR).map(|(newline, _)| newline + 1);
        let first = (start > 0).then_some(0);
        after.chain(before).chain(first).any(|line| label(self.text, line).is_some())
    }

    /// A given name that stands before a surname anywhere in the text: whom it is mostly borne by.
    fn given_name_before(&self, surname: &str) -> Option<&'static str> {
        self.places_of(surname).into_iter().find_map(|at| GIVEN_NAMES.get(self.index.word(at.checked_sub(1)?)))
    }

    /// The first places of a name's word, its possessive included.
    pub fn places_of(&self, name: &str) -> Vec<usize> {
        const MOST: usize = 40;
        let positions = |word: &str| self.index.find(word).map(|id| self.index.positions(id)).unwrap_or_default();
        let owned = format!("{name}'s");
        let places = positions(name).iter().take(MOST).chain(positions(&owned).iter().take(MOST));
        places.map(|&at| at as usize).collect()
    }

    /// The sentence that a byte is in, or the next.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.end <= offset);
        (at < self.sentences.len()).then_some(at)
    }

    fn paragraph_at(&self, offset: usize) -> Option<usize> {
        let at = self.paragraphs.partition_point(|paragraph| paragraph.end <= offset);
        (at < self.paragraphs.len()).then_some(at)
    }
}

/// Whether a line begins with a letter for who speaks, as an interview has it: `Q: …`, `A: …`. That names nobody.
fn has_letter_label(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '_', ' ', '\t']);
    let rest =
        line.strip_prefix(|letter: char| letter.is_uppercase()).map(|rest| rest.trim_start_matches(['*', '_', '.']));
    rest.is_some_and(|rest| rest.starts_with(':'))
}

/// The speaker that the line at `start` begins with: `Brandt: …`, `THE PRESIDENT: …`.
fn label(text: &str, start: usize) -> Option<Mention> {
    const LONGEST: usize = 60;
    let line = text[start..].trim_start_matches(['*', '_', ' ', '\t']);
    let start = text.len() - line.len();
    let end = line
        .bytes()
        .take(LONGEST)
        .position(|byte| matches!(byte, b':' | b'\n'))
        .filter(|&end| line[end..].starts_with(':'))?;
    let rest = line[end + 1..].trim_start_matches(['*', '_']);
    let label = line[..end].trim_end_matches(['*', '_', ' ']);
    let is_part_of_prose = label.contains([',', '"', '“', ';', '(']);
    if !rest.starts_with(char::is_whitespace) || is_part_of_prose {
        return None;
    }
    let found = words(label);
    let is_capital = |span: Span| label[span].starts_with(char::is_uppercase);
    let is_named = |(span, folded): &(Span, String)| is_capital(*span) && (!is_no_name(folded) || folded == "the");
    if found.is_empty() || found.len() > LONGEST_LABEL || !found.iter().all(is_named) {
        return None;
    }
    let is_rank = |word: &String| is_title(word) || PERSON_NOUNS.has(word);
    let (nouns, name): (Vec<String>, Vec<String>) =
        found.into_iter().map(|(_, folded)| folded).filter(|folded| folded != "the").partition(is_rank);
    Some(Mention::of_label(name, nouns, Span::new(start, start + label.len())))
}
