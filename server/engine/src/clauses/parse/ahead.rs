//! What a stretch of words up to the next mark or joining word has.

use super::super::forms::Form;
use super::super::words::Tag;
use super::Parser;
use crate::lexicon::COMPARISONS;

/// How far ahead a stretch is looked at, in words.
pub(super) const FAR: usize = 40;

/// What a stretch of words up to the next mark or joining word has.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    pub(super) first: Option<Tag>,
    /// Its first finite verb.
    pub(super) finite: Option<usize>,
    /// Whether a noun stands before that verb without a preposition.
    pub(super) has_subject: bool,
    /// Whether the first verb is a participle or a gerund and nothing stands before it.
    pub(super) begins_with_participle: bool,
    pub(super) number: Option<usize>,
    /// Whether the number stands right after the preposition that begins the stretch.
    pub(super) is_governed: bool,
    pub(super) begins_with_comparison: bool,
    pub(super) has_nominal: bool,
    /// Where it ends.
    pub(super) end: usize,
}

impl Parser {
    /// Whether the stretch that goes on at `from` has a verb that can only be finite, or after a participle with its agent one that can be
    /// (`A plan backed by the guild noted that …`).
    pub(super) fn has_verb_later(&self, from: usize) -> bool {
        let words = self.sentence.words.get(from..).unwrap_or_default();
        let has_agent = words.first().is_some_and(|word| word.folded == "by");
        for (at, word) in words.iter().enumerate().take(FAR) {
            let next = words.get(at + 1).map(|next| next.tag);
            match word.tag {
                Tag::Verb(Form::PastOrParticiple) if has_agent && !matches!(next, Some(Tag::Preposition) | None) => {
                    return true;
                }
                Tag::Mark(mark) if mark != '"' => return false,
                Tag::Coordinator | Tag::Subordinator | Tag::Relative => return false,
                Tag::Modal | Tag::Verb(Form::Past | Form::Present) => return true,
                _ => {}
            }
        }
        false
    }

    /// Looks at the stretch that begins at `from`.
    pub(super) fn ahead(&self, from: usize) -> Ahead {
        let mut ahead = Ahead { end: from, ..Ahead::default() };
        let words = &self.sentence.words;
        let mut has_free_noun = false;
        let mut preposition = None;
        let mut at = from;
        while let Some(word) = words.get(at).filter(|_| at < from + FAR) {
            let is_start = ahead.first.is_none();
            match word.tag {
                Tag::Coordinator if is_start => {}
                Tag::Mark('"') => {}
                Tag::Mark(_) | Tag::Coordinator | Tag::Subordinator | Tag::Relative => break,
                Tag::Adverb => {}
                Tag::Preposition => {
                    if is_start {
                        ahead.begins_with_comparison = COMPARISONS.has(&word.folded);
                    }
                    preposition = Some(at);
                    ahead.first = ahead.first.or(Some(word.tag));
                }
                Tag::Verb(_) | Tag::Modal | Tag::To => {
                    let can_be_finite = is_finite(word.tag);
                    let is_reduced = matches!(word.tag, Tag::Verb(Form::PastOrParticiple))
                        && preposition.is_some()
                        && !has_free_noun;
                    if is_start && !matches!(word.tag, Tag::Modal | Tag::Verb(Form::Past | Form::Present | Form::Base))
                    {
                        ahead.begins_with_participle = word.tag != Tag::To;
                    }
                    ahead.first = ahead.first.or(Some(word.tag));
                    if can_be_finite && ahead.finite.is_none() && !is_reduced {
                        ahead.finite = Some(at);
                        ahead.has_subject = has_free_noun;
                    }
                    preposition = None;
                }
                tag => {
                    let is_number = tag == Tag::Number;
                    if is_number && ahead.number.is_none() && ahead.finite.is_none() {
                        ahead.number = Some(at);
                        ahead.is_governed = preposition.is_some_and(|preposition| {
                            ahead.first == Some(Tag::Preposition)
                                && preposition < at
                                && words[preposition..at].len() <= 2
                                && at - from <= 3
                        });
                    }
                    ahead.first = ahead.first.or(Some(tag));
                    ahead.has_nominal |= matches!(tag, Tag::Noun | Tag::Name | Tag::Number | Tag::Pronoun | Tag::Date);
                    if matches!(tag, Tag::Noun | Tag::Name | Tag::Number | Tag::Pronoun) && preposition.is_none() {
                        has_free_noun = true;
                    }
                    if matches!(tag, Tag::Noun | Tag::Name | Tag::Number | Tag::Pronoun | Tag::Date)
                        && words
                            .get(at + 1)
                            .is_none_or(|next| !matches!(next.tag, Tag::Noun | Tag::Name) || word.tag == Tag::Date)
                    {
                        preposition = None;
                    }
                }
            }
            at += 1;
        }
        ahead.end = at;
        ahead
    }
}

/// Whether a verb with this tag may be finite.
pub(super) fn is_finite(tag: Tag) -> bool {
    matches!(tag, Tag::Modal | Tag::Verb(Form::Past | Form::Present | Form::Base | Form::PastOrParticiple | Form::Any))
}
