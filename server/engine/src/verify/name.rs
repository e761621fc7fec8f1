//! Is a name in the sources that cover it, in any of its forms?

mod lookup;
mod numbered;

use self::lookup::Answer;
pub use self::lookup::{Form, Loose};
use super::Context;
use super::check::{Check, Evidence, Kind, Verdict};
use super::cover::Cover;
use super::how::{How, NameHow, Where};
use crate::markup::{Unit, UnitKind};
use crate::names::{Name, NameWord, Role, Standing, is_joint, is_same_given_name, read};
use crate::sources::{Article, Meta, SourceId};
use crate::text::{self, Span};

/// What can be wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// It is in no covering source.
    NotFound,
    /// The source, the evidence, has it in another spelling.
    Misspelled,
}

/// Holds every name of a unit against the sources that cover it. A name inside a quotation belongs to the quotation.
pub fn check(cx: &Context<'_>, unit_id: usize, unit: &Unit) -> Vec<Check> {
    if matches!(unit.kind, UnitKind::Heading | UnitKind::BlockQuotation) {
        return Vec::new();
    }
    let is_quoted = |name: &Name| unit.quotations.iter().any(|quotation| quotation.span.overlaps(name.span));
    let mut names = read(unit.prose.text());
    names.retain(|name| !is_quoted(name));
    let asked = NameQuestion { cx, unit_id, unit };
    let checks: Vec<Option<Check>> = names.iter().map(|name| asked.check(name)).collect();
    let mut wholes: Vec<Check> = Vec::new();
    for (pair, checked) in names.windows(2).zip(checks.windows(2)) {
        if checked.iter().flatten().any(|check| matches!(check.verdict, Verdict::Name(_))) {
            wholes.extend(asked.check_joined(&pair[0], &pair[1]));
        }
    }
    wholes.extend(asked.check_numbered());
    let is_part = |check: &Check| wholes.iter().any(|whole| whole.prose.contains(check.prose));
    let mut checks: Vec<Check> = checks.into_iter().flatten().filter(|check| !is_part(check)).collect();
    checks.append(&mut wholes);
    checks
}

/// What a unit's names are looked up with.
struct NameQuestion<'a> {
    cx: &'a Context<'a>,
    unit_id: usize,
    unit: &'a Unit,
}

/// What one source has of a name.
struct Sighting<'a> {
    source: SourceId,
    article: &'a Article,
    answer: Answer,
}

impl<'a> NameQuestion<'a> {
    /// The check of a name; of one that joins two by a small word and is not there as a whole, the check of the part that is not there.
    fn check(&self, name: &Name) -> Option<Check> {
        let check = self.check_whole(name)?;
        let (Verdict::Name(NameFault::NotFound), Some((first, second))) = (&check.verdict, parts(name)) else {
            return Some(check);
        };
        match (self.check_whole(&first), self.check_whole(&second)) {
            (Some(first), Some(second)) => Some(match (is_at_fault(&first), is_at_fault(&second)) {
                (true, false) => first,
                (false, true) => second,
                (true, true) => check,
                (false, false) => {
                    Check { verdict: Verdict::Unconfirmed, how: first.how, evidence: first.evidence, ..check }
                }
            }),
            _ => Some(check),
        }
    }

    fn check_whole(&self, name: &Name) -> Option<Check> {
        let cover = self.cx.cover(self.unit, name.span);
        let prose = self.unit.prose.text();
        let best = self.best(&cover, |source, article| {
            Some(lookup::find(name, prose, article, &told(&self.cx.library.source(source).meta)))
        });
        let answer = best.as_ref().map(|best| best.answer);
        if name.standing == Standing::First && !answer.is_some_and(|answer| answer.is_named()) {
            return None;
        }
        let verdict = match answer {
            Some(Answer::There { .. } | Answer::Told) => Verdict::Verified,
            Some(Answer::Loose { .. }) => Verdict::Unconfirmed,
            _ if cover.is_partial => Verdict::Unverifiable,
            _ if !cover.convicts() || self.is_publication(name, &cover) || self.is_of_key(name, &cover) => {
                Verdict::Unasked
            }
            Some(Answer::Near { .. }) => Verdict::Name(NameFault::Misspelled),
            _ => Verdict::Name(NameFault::NotFound),
        };
        // Of a misspelled name, the word is what is wrong and what is put right.
        let span = match (&verdict, answer) {
            (Verdict::Name(NameFault::Misspelled), Some(Answer::Near { word, .. })) => word,
            _ => name.span,
        };
        Some(self.shown(name, span, verdict, &cover, best))
    }

    /// Whether a name is the one that a covering source is cited by: `Reuters [@reuters]`.
    fn is_of_key(&self, name: &Name, cover: &Cover) -> bool {
        let telling = || name.words.iter().filter(|word| matches!(word.role, Role::Distinctive | Role::Acronym));
        let is_in = |key: &[String]| telling().all(|word| key.contains(&word.folded));
        telling().next().is_some()
            && cover.sources().into_iter().any(|source| is_in(&key_words(&self.cx.library.source(source).key)))
    }

    /// Whether a name is that of the paper that the covering sources are said to have appeared in (`an article in the Post`),
    /// where nothing declares which that is. No text says where it was published.
    fn is_publication(&self, name: &Name, cover: &Cover) -> bool {
        const PIECES: [&str; 5] = ["article", "column", "editorial", "op-ed", "piece"];
        let is_undeclared = |source: SourceId| {
            let meta = &self.cx.library.source(source).meta;
            meta.publisher.is_none() && meta.url.is_none()
        };
        let before = &self.unit.prose.text()[..name.span.start];
        let mut words = before.split_whitespace().rev().skip_while(|word| word.eq_ignore_ascii_case("the"));
        let is_in = words.next().is_some_and(|word| word == "in");
        let is_of_piece =
            is_in && words.take_while(|word| !word.ends_with(',')).take(2).any(|word| PIECES.contains(&word));
        is_of_piece && cover.sources().into_iter().all(is_undeclared)
    }

    /// Two names that an `and` joins, where a source knows both as one: `the Food and Drug Administration` as the FDA.
    fn check_joined(&self, first: &Name, second: &Name) -> Option<Check> {
        let gap = Span::new(first.span.end, second.span.start);
        if !matches!(&self.unit.prose.text()[gap], " and " | " and the " | " & ") {
            return None;
        }
        let and = NameWord { span: gap, folded: "and".to_owned(), role: Role::Joint };
        let mut words = first.words.clone();
        words.push(and);
        words.extend_from_slice(&second.words);
        let name = Name { span: first.span.cover(second.span), words, short: None, standing: Standing::Certain };
        let cover = self.cx.cover(self.unit, name.span);
        let prose = self.unit.prose.text();
        let best = self.best(&cover, |_, article| lookup::find_whole(&name, prose, article))?;
        if !matches!(best.answer, Answer::There { .. }) {
            return None;
        }
        Some(self.shown(&name, name.span, Verdict::Verified, &cover, Some(best)))
    }

    /// The best of what the covering sources have, of equals the first.
    fn best(&self, cover: &Cover, find: impl Fn(SourceId, &Article) -> Option<Answer>) -> Option<Sighting<'a>> {
        let mut best: Option<Sighting<'a>> = None;
        for source in cover.sources() {
            let Some(article) = self.cx.library.article(source) else { continue };
            let Some(answer) = find(source, article) else { continue };
            if best.as_ref().is_none_or(|best| answer.rank() < best.answer.rank()) {
                best = Some(Sighting { source, article, answer });
            }
        }
        best
    }

    fn shown(&self, name: &Name, prose: Span, verdict: Verdict, cover: &Cover, best: Option<Sighting<'_>>) -> Check {
        let evidence = best.as_ref().and_then(Sighting::evidence);
        let is_there = matches!(verdict, Verdict::Verified | Verdict::Unconfirmed);
        let how = best.filter(|_| is_there).and_then(|best| best.how(name, self.unit.prose.text()));
        Check {
            kind: Kind::Name,
            unit: self.unit_id,
            prose,
            span: self.unit.prose.origin(prose),
            searched: cover.sources(),
            reading: String::new(),
            how: how.unwrap_or_else(|| verdict.undecided()),
            verdict,
            evidence: evidence.into_iter().collect(),
        }
    }
}

impl Sighting<'_> {
    fn evidence(&self) -> Option<Evidence> {
        let (from, to, score) = match self.answer {
            Answer::There { from, to, .. } => (from, to, 1.0),
            Answer::Loose { from, to, .. } => (from, to, 0.6),
            Answer::Near { position, .. } => (position, position + 1, 0.5),
            Answer::Namesake { from, to } => (from, to, 0.3),
            Answer::Told | Answer::Nowhere => return None,
        };
        Some(Evidence { source: self.source, span: self.article.words().span_of(from, to), score })
    }

    /// What makes what the source has the name of `prose`, or leaves that open; `None` if the source has nothing of it.
    fn how(&self, name: &Name, prose: &str) -> Option<How> {
        let at = |from, to| Where { source: self.source, span: self.article.words().span_of(from, to) };
        let how = match self.answer {
            Answer::There { form, from, to } => {
                let at = at(from, to);
                let there = &self.article.text()[at.span];
                if form == Form::Same && is_same(&prose[name.span], there) {
                    NameHow::Same(at)
                } else {
                    NameHow::As { at, form, without: left_out(name, prose, there) }
                }
            }
            Answer::Told => NameHow::Declared,
            Answer::Loose { why, from, to } => NameHow::Loose { at: at(from, to), why },
            Answer::Near { .. } | Answer::Namesake { .. } | Answer::Nowhere => return None,
        };
        Some(How::Name(prose[name.span].to_owned(), how))
    }
}

/// The words of a name that the source's form is without, which may be left out.
fn left_out(name: &Name, prose: &str, there: &str) -> Vec<String> {
    let there: Vec<_> = text::words(there).into_iter().map(|(_, word)| (text::stem(&word), word)).collect();
    let is_there = |folded: &str| {
        let ours = text::stem(folded);
        there.iter().any(|(stem, word)| *stem == ours || is_same_given_name(word, folded))
    };
    let missing = name.words.iter().filter(|word| word.role != Role::Joint && !is_there(&word.folded));
    missing.map(|word| prose[word.span].to_owned()).collect()
}

/// Whether two names have the same words, possessive endings aside.
fn is_same(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text::words(text).into_iter();
        words.map(|(_, folded)| folded.strip_suffix("'s").unwrap_or(&folded).to_owned()).collect()
    };
    words(a) == words(b)
}

fn is_at_fault(check: &Check) -> bool {
    matches!(check.verdict, Verdict::Name(_))
}

/// A name as the two that its first `of` or `for` joins.
fn parts(name: &Name) -> Option<(Name, Name)> {
    let is_of = |word: &NameWord| word.role == Role::Joint && is_joint(&word.folded);
    let at = name.words.iter().position(is_of)?;
    let part = |words: &[NameWord]| {
        let (first, last) = (words.first()?, words.last()?);
        let span = first.span.cover(last.span);
        Some(Name { span, words: words.to_vec(), short: None, standing: Standing::Certain })
    };
    let after = name.words[at..].iter().position(|word| word.role != Role::Joint)?;
    Some((part(&name.words[..at])?, part(&name.words[at + after..])?))
}

/// The words of a key: `reuters_2020`, `berg2019`, `bbcNews`.
fn key_words(key: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for letter in key.chars() {
        let begins = !before.is_alphabetic() || (before.is_lowercase() && letter.is_uppercase());
        match words.last_mut() {
            _ if !letter.is_alphabetic() => {}
            Some(word) if !begins => word.extend(letter.to_lowercase()),
            _ => words.push(letter.to_lowercase().collect()),
        }
        before = letter;
    }
    words.retain(|word| word.chars().count() > 1);
    words
}

/// What a source's declaration says of it, as folded words; of its address, the site's name.
fn told(meta: &Meta) -> Vec<String> {
    let mut told = Vec::new();
    for said in [&meta.title, &meta.author, &meta.publisher].into_iter().flatten() {
        text::each_word(said, |_, folded| told.push(folded.to_owned()));
    }
    let address = meta.url.as_deref().and_then(|url| url.split_once("://"));
    let host = address.and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default();
    for label in host.split('.').map(str::to_lowercase) {
        told.extend(label.strip_prefix("the").map(str::to_owned));
        told.push(label);
    }
    told
}

#[cfg(test)]
mod tests;
