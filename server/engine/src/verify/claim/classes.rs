//! Which class of the lexicon a word of a claim or a passage is of, in whatever form it stands.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::token::{Kind, Token};
use crate::lexicon::{
    DECISION_VERBS, DEGREE_ADVERBS, IMPLICATIVE_VERBS, LIGHT_WORDS, List, NEGATIVE_VERBS, PREVENTING_VERBS,
    SPEECH_VERBS, SYMMETRIC_VERBS, UNREALISED_VERBS,
};
use crate::text::stem;

/// The stems of a list's words.
struct Stems(FxHashSet<String>);

impl Stems {
    fn new(list: &List) -> Self {
        Self(list.iter().map(stem).collect())
    }

    fn has(&self, token: &Token) -> bool {
        token.stems().any(|own| self.0.contains(own))
    }
}

/// Makes the question whether a word is a form of a word of a list.
macro_rules! form_of {
    ($(#[doc = $doc:literal] $name:ident: $list:ident;)*) => {
        $(
            #[doc = $doc]
            pub fn $name(token: &Token) -> bool {
                static STEMS: LazyLock<Stems> = LazyLock::new(|| Stems::new(&$list));
                STEMS.has(token)
            }
        )*
    };
}

form_of! {
    /// Whether a word says that what follows did not happen.
    is_negative_verb: NEGATIVE_VERBS;
    /// Whether a word says that what follows was done, too.
    is_implicative: IMPLICATIVE_VERBS;
    /// Whether a word says that what follows is meant, tried or awaited.
    is_unrealised: UNREALISED_VERBS;
    /// Whether a word says, with `from`, that what follows was kept from happening.
    is_preventing: PREVENTING_VERBS;
    /// Whether a word says that what follows is settled on.
    is_decision: DECISION_VERBS;
    /// Whether a word says of two what is so of each towards the other.
    is_symmetric: SYMMETRIC_VERBS;
    /// Whether a word says little of anything.
    is_general: LIGHT_WORDS;
}

/// Whether a word denies: a negation, or a verb that says that what follows did not happen.
pub fn is_negative(token: &Token) -> bool {
    token.kind == Kind::Negation || token.kind == Kind::Content && is_negative_verb(token)
}

/// Whether a word only says to what degree.
pub fn is_degree(token: &Token) -> bool {
    DEGREE_ADVERBS.has(&token.folded)
}

/// Whether a word carries little of a claim.
pub fn is_light_word(token: &Token, has_quotation: bool) -> bool {
    let is_said = has_quotation && SPEECH_VERBS.has(&token.folded);
    let is_little = is_general(token) || is_degree(token) || is_said;
    !token.is_name && token.kind == Kind::Content && is_little
}
