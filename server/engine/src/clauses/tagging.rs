//! What a word of several classes is in its place: a noun or a verb, a preposition or a conjunction, an adjective or a
//! participle.

use super::forms::{self, Form};
use super::words::{Tag, Word, is_noun_in_ing};
use crate::lexicon::{ADVERBS, PREPOSITIONS, QUANTITY_NOUNS, SPEECH_VERBS, VERB_PARTICLES, VERBS_ALSO_NOUNS};

/// Decides the tags of `words`, from the first to the last.
pub(super) fn tag(words: &mut [Word]) {
    let mut state = State::default();
    for at in 0..words.len() {
        let tag = state.tag_of(words, at);
        let word = &mut words[at];
        word.tag = tag;
        match tag {
            Tag::Verb(_) => {
                if let Some((lemma, _)) = forms::verb(&word.folded) {
                    word.lemma = lemma;
                }
            }
            Tag::Noun | Tag::Name => word.lemma = forms::noun(&word.folded),
            _ => {}
        }
        state.pass(tag, word);
    }
}

/// What was met before a word.
#[derive(Default)]
struct State {
    /// The tag of the word before, adverbs aside.
    before: Option<Tag>,
    /// The lemma of the word before if it is a verb, adverbs aside.
    verb: String,
    /// Whether the word before is a plural.
    is_plural: bool,
    /// Whether the word before is a subject pronoun.
    is_subject: bool,
    /// Whether the stretch since the last mark or joining word has a finite verb.
    has_finite: bool,
    /// Whether the sentence has a finite verb in the present.
    is_present: bool,
    /// Whether the sentence has a finite verb.
    has_verb: bool,
    /// Whether the word before is a percentage.
    is_percent: bool,
}

impl State {
    fn pass(&mut self, tag: Tag, word: &Word) {
        match tag {
            Tag::Adverb => return,
            Tag::Verb(form) => {
                self.verb.clone_from(&word.lemma);
                self.has_finite |=
                    matches!(form, Form::Past | Form::Present | Form::Base | Form::PastOrParticiple | Form::Any);
                self.is_present |= form == Form::Present;
                self.has_verb |= self.has_finite;
            }
            Tag::Modal => {
                self.verb.clear();
                self.has_finite = true;
            }
            Tag::Mark(_) | Tag::Coordinator | Tag::Subordinator | Tag::Relative => {
                self.has_finite = false;
                self.verb.clear();
            }
            _ => self.verb.clear(),
        }
        self.is_plural = matches!(tag, Tag::Noun | Tag::Name) && forms::is_plural(&word.folded) && !word.is_possessive;
        self.is_percent = tag == Tag::Number && word.folded.ends_with(['%', 't']);
        self.is_subject = tag == Tag::Pronoun || tag == Tag::Relative;
        self.before = Some(if word.is_possessive && tag != Tag::Pronoun { Tag::Determiner } else { tag });
    }

    fn tag_of(&self, words: &[Word], at: usize) -> Tag {
        let word = &words[at];
        match word.tag {
            Tag::To => self.to(words, at),
            Tag::Relative => self.relative(words, at),
            Tag::Determiner => determiner(words, at),
            Tag::Preposition => self.preposition(words, at),
            Tag::Subordinator | Tag::Adverb if PREPOSITIONS.has(&word.folded) => self.preposition(words, at),
            Tag::Adjective => self.adjective(words, at),
            Tag::Noun => self.noun_or_verb(words, at),
            Tag::Name if word.is_capital => Tag::Name,
            tag => tag,
        }
    }

    fn to(&self, words: &[Word], at: usize) -> Tag {
        let Some(next) = following(words, at) else { return Tag::Preposition };
        let is_base = matches!(forms::form(&next.folded), Some(Form::Base | Form::Any));
        let is_free = matches!(next.tag, Tag::Noun | Tag::Adjective) && !next.is_capital && !next.is_possessive;
        // "to market prices", "to cut costs": a verb, where it can be one and no verb of change stands before.
        if is_base && is_free && next.figure.is_none() { Tag::To } else { Tag::Preposition }
    }

    fn relative(&self, words: &[Word], at: usize) -> Tag {
        let word = &words[at];
        if word.folded != "that" {
            return Tag::Relative;
        }
        let is_after_noun = matches!(self.before, Some(Tag::Noun | Tag::Name | Tag::Number | Tag::Pronoun));
        let next = following(words, at);
        let begins_verb = next
            .is_some_and(|next| next.tag == Tag::Modal || forms::form(&next.folded).is_some() && next.tag == Tag::Noun);
        if is_after_noun && begins_verb {
            return Tag::Relative;
        }
        match self.before {
            Some(Tag::Verb(_)) | Some(Tag::Noun | Tag::Name | Tag::Adjective | Tag::Mark(_)) => Tag::Subordinator,
            None if begins_verb => Tag::Pronoun,
            _ if begins_verb => Tag::Pronoun,
            _ => Tag::Determiner,
        }
    }

    fn preposition(&self, words: &[Word], at: usize) -> Tag {
        let word = &words[at];
        if matches!(word.folded.as_str(), "since" | "after" | "before" | "until" | "till" | "as" | "than")
            && has_clause(words, at + 1)
        {
            return Tag::Subordinator;
        }
        let next = words.get(at + 1);
        let is_last =
            next.is_none_or(|next| matches!(next.tag, Tag::Mark(_) | Tag::Coordinator | Tag::Preposition | Tag::To));
        if word.lemma == word.folded
            && (ADVERBS.has(&word.folded) || VERB_PARTICLES.has(&word.folded))
            && (is_last || matches!(self.before, Some(Tag::Verb(_))) && self.is_particle(words, at))
        {
            return Tag::Adverb;
        }
        Tag::Preposition
    }

    /// Whether the word after a verb is its particle: `laid off 600`, `was up 5%`.
    fn is_particle(&self, words: &[Word], at: usize) -> bool {
        let word = &words[at];
        matches!(word.folded.as_str(), "up" | "down" | "off" | "out" | "away" | "back")
            || words.get(at + 1).is_none_or(|next| matches!(next.tag, Tag::Mark(_) | Tag::Preposition))
    }

    fn adjective(&self, words: &[Word], at: usize) -> Tag {
        let word = &words[at];
        let next = words.get(at + 1);
        let takes_object = next.is_some_and(|next| matches!(next.tag, Tag::Number | Tag::Determiner | Tag::Pronoun));
        let after_noun = matches!(self.before, Some(Tag::Noun | Tag::Name | Tag::Pronoun)) && !self.has_finite;
        match forms::form(&word.folded) {
            Some(Form::Base) if takes_object && after_noun => Tag::Verb(Form::Base),
            Some(Form::Base) if matches!(self.before, Some(Tag::To | Tag::Modal)) => Tag::Verb(Form::Base),
            _ => Tag::Adjective,
        }
    }

    fn noun_or_verb(&self, words: &[Word], at: usize) -> Tag {
        let word = &words[at];
        let plain =
            if word.is_capital && self.before.is_none() && is_name_start(words, at) { Tag::Name } else { Tag::Noun };
        // A label: "vaccinated: 1.2%".
        if word.is_possessive || words.get(at + 1).is_some_and(|next| next.tag == Tag::Mark(':')) {
            return plain;
        }
        if is_before_amount(words, at) {
            return Tag::Adjective;
        }
        let Some(form) = forms::form(&word.folded) else { return plain };
        let next = words.get(at + 1);
        match form {
            Form::Gerund => self.gerund(word, next),
            Form::Past | Form::Participle | Form::PastOrParticiple => self.past(word, form, next),
            Form::Base | Form::Any | Form::Present => {
                if self.is_verb(words, at, form) {
                    Tag::Verb(self.finite_form(form))
                } else {
                    plain
                }
            }
        }
    }

    /// Of a form that is also the base, which it is.
    fn finite_form(&self, form: Form) -> Form {
        match self.before {
            Some(Tag::To | Tag::Modal) => Form::Base,
            Some(Tag::Verb(_)) if matches!(self.verb.as_str(), "be" | "have" | "get") && form == Form::Any => {
                Form::Participle
            }
            Some(Tag::Verb(_)) if self.verb == "do" => Form::Base,
            _ => form,
        }
    }

    /// Whether a form that may be a noun is a verb.
    fn is_verb(&self, words: &[Word], at: usize, form: Form) -> bool {
        let word = &words[at];
        let is_auxiliary = matches!(word.lemma.as_str(), "be" | "have" | "do") || is_auxiliary(&word.folded);
        if is_auxiliary {
            return true;
        }
        let is_noun_too = VERBS_ALSO_NOUNS.has(&word.folded)
            || form == Form::Present && VERBS_ALSO_NOUNS.has(&forms::noun(&word.folded))
            || QUANTITY_NOUNS.has(&forms::noun(&word.folded));
        let next = words.get(at + 1);
        let opens_object = next.is_none_or(|next| {
            matches!(
                next.tag,
                Tag::Number
                    | Tag::Date
                    | Tag::Determiner
                    | Tag::Pronoun
                    | Tag::To
                    | Tag::Adverb
                    | Tag::Preposition
                    | Tag::Relative
            )
        });
        let takes_object = next.is_some_and(|next| {
            matches!(next.tag, Tag::Number | Tag::Determiner | Tag::Pronoun | Tag::Adverb | Tag::To)
        }) || next.is_some_and(|next| next.tag == Tag::Preposition && next.folded != "of");
        match self.before {
            Some(Tag::To | Tag::Modal) => true,
            Some(Tag::Verb(_)) if matches!(self.verb.as_str(), "do" | "help" | "let" | "make") => form == Form::Base,
            Some(Tag::Verb(_)) if matches!(self.verb.as_str(), "be" | "have" | "get") => {
                form == Form::Any && !(is_noun_too && next.is_some_and(|next| next.tag == Tag::Noun))
            }
            Some(Tag::Pronoun | Tag::Relative) => self.is_subject && !self.has_finite,
            Some(Tag::Noun | Tag::Name) => {
                let agrees = match form {
                    Form::Present => !self.is_plural,
                    Form::Base => self.is_plural || !is_noun_too && !self.has_finite && takes_object,
                    _ => true,
                };
                // "… and energy prices 2.6%": after a clause, a second member without a verb.
                let is_member = form == Form::Present
                    && self.has_verb
                    && QUANTITY_NOUNS.has(&forms::noun(&word.folded))
                    && next.is_some_and(|next| next.tag == Tag::Number);
                agrees
                    && !is_member
                    && !self.has_finite
                    && if is_noun_too { takes_object } else { opens_object || !is_noun_too }
            }
            Some(Tag::Number) => !self.has_finite && !is_noun_too && takes_object,
            Some(Tag::Coordinator) => {
                if is_noun_too {
                    takes_object
                        && form != Form::Any
                        && self.is_present
                        && next.is_some_and(|next| next.tag != Tag::Number)
                        || form == Form::Any
                            && next.is_some_and(|next| matches!(next.tag, Tag::Number | Tag::Determiner))
                } else {
                    takes_object
                }
            }
            // "…, say Berg and Orel": who said it comes last.
            Some(Tag::Mark(_))
                if self.has_verb && SPEECH_VERBS.has(&word.folded) && (!is_noun_too || form == Form::Present) =>
            {
                takes_object || next.is_some_and(|next| next.tag == Tag::Name)
            }
            Some(Tag::Mark(_)) => !is_noun_too && takes_object && form != Form::Base,
            _ => false,
        }
    }

    fn past(&self, word: &Word, form: Form, next: Option<&Word>) -> Tag {
        let next_tag = next.map(|next| next.tag);
        let before_noun = match next_tag {
            Some(Tag::Noun) => next.is_some_and(|next| {
                forms::form(&next.folded).is_none_or(|form| matches!(form, Form::Base | Form::Present | Form::Any))
            }),
            Some(Tag::Name | Tag::Adjective) => true,
            _ => false,
        };
        let is_noun_too = VERBS_ALSO_NOUNS.has(&word.folded) || QUANTITY_NOUNS.has(&word.folded);
        match self.before {
            Some(Tag::Verb(_)) if matches!(self.verb.as_str(), "be" | "have" | "get") => Tag::Verb(match form {
                Form::Past => Form::Past,
                _ => Form::Participle,
            }),
            Some(Tag::Modal | Tag::To) => Tag::Noun,
            Some(Tag::Determiner | Tag::Adjective) if before_noun || form != Form::Past => Tag::Adjective,
            Some(Tag::Determiner | Tag::Adjective) if is_noun_too || form == Form::Past && next_tag.is_none() => {
                Tag::Noun
            }
            // "93% developed antibodies": who they are was said before.
            Some(Tag::Number) if self.is_percent && form == Form::PastOrParticiple && !self.has_finite => {
                Tag::Verb(form)
            }
            Some(Tag::Number | Tag::Preposition) if before_noun && form != Form::Past => Tag::Adjective,
            Some(Tag::Number) if form != Form::Past => Tag::Verb(Form::Participle),
            None if before_noun && form != Form::Past => Tag::Adjective,
            None if form == Form::PastOrParticiple => Tag::Verb(Form::Participle),
            _ => Tag::Verb(form),
        }
    }

    fn gerund(&self, word: &Word, next: Option<&Word>) -> Tag {
        let has_object = matches!(next.map(|next| next.tag), Some(Tag::Number | Tag::Determiner | Tag::Pronoun));
        if is_noun_in_ing(&word.folded) && !(has_object && matches!(self.before, Some(Tag::Mark(_)))) {
            return match self.before {
                Some(Tag::Verb(_)) if self.verb == "be" => Tag::Verb(Form::Gerund),
                _ => Tag::Noun,
            };
        }
        let next_tag = next.map(|next| next.tag);
        let takes_object = matches!(next_tag, Some(Tag::Number | Tag::Determiner | Tag::Pronoun | Tag::Name));
        let before_noun = matches!(next_tag, Some(Tag::Noun | Tag::Adjective));
        match self.before {
            Some(Tag::Verb(_)) if self.verb == "be" && !before_noun => Tag::Verb(Form::Gerund),
            Some(Tag::Verb(_)) if self.verb == "be" => Tag::Verb(Form::Gerund),
            Some(Tag::Determiner | Tag::Adjective | Tag::Number) => {
                if before_noun {
                    Tag::Adjective
                } else {
                    Tag::Noun
                }
            }
            Some(Tag::Preposition) => {
                if takes_object || before_noun {
                    Tag::Verb(Form::Gerund)
                } else {
                    Tag::Noun
                }
            }
            None => {
                if takes_object {
                    Tag::Verb(Form::Gerund)
                } else if before_noun {
                    Tag::Adjective
                } else {
                    Tag::Noun
                }
            }
            _ => Tag::Verb(Form::Gerund),
        }
    }
}

fn is_auxiliary(folded: &str) -> bool {
    matches!(forms::verb(folded), Some((lemma, _)) if matches!(lemma.as_str(), "be" | "have" | "do"))
}

/// A determiner that stands alone is a pronoun: `these fell`, `each of them`.
fn determiner(words: &[Word], at: usize) -> Tag {
    let word = &words[at];
    let next = words.get(at + 1);
    let goes_on = next.is_some_and(|next| match next.tag {
        Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number | Tag::Date | Tag::Determiner | Tag::Adverb => {
            !is_auxiliary(&next.folded)
        }
        Tag::Mark('"') => true,
        _ => false,
    });
    match word.folded.as_str() {
        "the" | "a" | "an" | "my" | "your" | "his" | "its" | "our" | "their" | "every" => Tag::Determiner,
        _ if goes_on => Tag::Determiner,
        _ => Tag::Pronoun,
    }
}

/// Whether a word begins a name at the sentence's beginning, where all have a capital.
fn is_name_start(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let is_known = forms::form(&word.folded).is_some() || QUANTITY_NOUNS.has(&forms::noun(&word.folded));
    let next_is_name =
        words.get(at + 1).is_some_and(|next| next.is_capital && matches!(next.tag, Tag::Name | Tag::Mark(_)));
    next_is_name || (!is_known && !forms::is_plural(&word.folded) && word.is_possessive)
}

/// Whether a word stands between "a" and an amount as its attribute: `a record $920 million`, `a staggering 12 goals`.
fn is_before_amount(words: &[Word], at: usize) -> bool {
    let is_article = |before: &Word| before.tag == Tag::Determiner && matches!(before.folded.as_str(), "a" | "an");
    let word = &words[at];
    let is_attribute = word.folded == "record" || word.folded.ends_with("ing") && !is_noun_in_ing(&word.folded);
    is_attribute
        && at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(is_article)
        && words.get(at + 1).is_some_and(|next| next.tag == Tag::Number)
}

/// The next word that is no adverb.
fn following(words: &[Word], at: usize) -> Option<&Word> {
    words.get(at + 1..)?.iter().take(3).find(|word| word.tag != Tag::Adverb)
}

/// Whether a finite verb stands in the stretch that begins at `from`: before its first mark, after a noun.
fn has_clause(words: &[Word], from: usize) -> bool {
    const FAR: usize = 12;
    let stretch = words.get(from..).unwrap_or_default();
    let mut has_noun = false;
    for word in stretch.iter().take(FAR) {
        match word.tag {
            Tag::Mark(_) | Tag::Coordinator | Tag::Subordinator => return false,
            Tag::Modal => return has_noun,
            Tag::Noun if has_noun && word.figure.is_none() => match forms::verb(&word.folded) {
                Some((_, Form::Past)) => return true,
                Some((_, Form::PastOrParticiple | Form::Present))
                    if !VERBS_ALSO_NOUNS.has(&forms::noun(&word.folded)) =>
                {
                    return true;
                }
                Some((lemma, _)) if matches!(lemma.as_str(), "be" | "have") => return true,
                _ => {}
            },
            Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Number => has_noun = true,
            _ => {}
        }
    }
    false
}
