//! Classes of words that stand in names, or look like names and are none. All folded.

use crate::lexicon::{
    COMMON_ACRONYMS, GIVEN_NAMES, INSTITUTIONS, LANDFORMS, LEADING_NUMBERS, LEGAL_FORMS, MONTHS, NAME_ABBREVIATIONS,
    NAME_KINDS, NAME_PARTICLES, NAME_SUFFIXES, NAME_TITLES, NICKNAMES, NO_NAMES, NUMBERED_NOUNS, OFFICE_MODIFIERS,
    PERSON_NOUNS, PLACE_MODIFIERS, TRANSLITERATIONS, WEEKDAY_NAMES, WEEKDAYS,
};

/// Whether a folded word is a month or a weekday, or several weekdays.
pub fn is_calendar(folded: &str) -> bool {
    let is_weekday = |word: &str| WEEKDAYS.get(word).is_some();
    let is_full = |word: &&str| WEEKDAY_NAMES.contains(word);
    MONTHS.get(folded).is_some() || is_weekday(folded) || folded.strip_suffix('s').filter(is_full).is_some()
}

/// Whether a folded word is written small inside a name: `van`, `de`, `bin`.
pub fn is_particle(folded: &str) -> bool {
    NAME_PARTICLES.has(folded)
}

/// Whether a folded word joins parts of a name: `University of Utah`, `Institute for the Study of War`.
pub fn is_joint(folded: &str) -> bool {
    matches!(folded, "of" | "the" | "for")
}

/// Whether a folded word is a title: `Sen.`, `King`.
pub fn is_title(folded: &str) -> bool {
    NAME_TITLES.has(folded)
}

/// Whether a folded word is a title, a part of one, or says what a person does: `prime`, `minister`, `producer`.
pub fn is_office(folded: &str) -> bool {
    is_title(folded) || is_office_modifier(folded) || is_person_noun(folded)
}

/// Whether a folded word stands before a title or an office: `vice`, `executive`.
pub fn is_office_modifier(folded: &str) -> bool {
    OFFICE_MODIFIERS.has(folded)
}

/// Whether a folded word says what a person does or is: `producer`, `widow`.
pub fn is_person_noun(folded: &str) -> bool {
    PERSON_NOUNS.has(folded)
}

/// Whether a folded word may end a person's name without being a part of it: `Jr`.
pub fn is_suffix(folded: &str) -> bool {
    NAME_SUFFIXES.has(folded)
}

/// Whether a folded word says what kind of thing a name's bearer is: `Inc`, `river`, `university`.
pub fn is_generic(folded: &str) -> bool {
    NAME_KINDS.has(folded) || is_legal_form(folded) || tells_kind(folded)
}

/// Whether a folded word says of what kind a name's bearer is, and others of the same name are of another kind: `university`, `river`.
pub fn tells_kind(folded: &str) -> bool {
    INSTITUTIONS.has(folded) || LANDFORMS.has(folded)
}

/// Whether a folded word says what its company is in law: `Inc`, `Ltd`.
pub fn is_legal_form(folded: &str) -> bool {
    LEGAL_FORMS.has(folded)
}

/// Whether a folded word is none of a name, however it is written: `I`, `PM`.
pub fn is_no_name(folded: &str) -> bool {
    NO_NAMES.has(folded)
}

/// Whether a folded acronym, or its plural, is a common noun: `TV`, `IDs`.
pub fn is_common_acronym(folded: &str) -> bool {
    COMMON_ACRONYMS.get(folded).is_some()
        || folded.strip_suffix('s').is_some_and(|one| COMMON_ACRONYMS.get(one).is_some())
}

/// What a folded acronym that is a common noun stands for, folded: `gross domestic product`.
pub fn common_words(acronym: &str) -> Option<&'static str> {
    COMMON_ACRONYMS.get(acronym).or_else(|| COMMON_ACRONYMS.get(acronym.strip_suffix('s')?))
}

/// Whether a folded word is a number in words.
pub fn is_number_word(folded: &str) -> bool {
    LEADING_NUMBERS.has(folded)
}

/// Whether a folded word is a noun that a number follows: `Season 2`.
pub fn is_numbered_noun(folded: &str) -> bool {
    NUMBERED_NOUNS.has(folded)
}

/// Whether a folded word makes another place of a place's name: `North` Korea.
pub fn is_place_modifier(folded: &str) -> bool {
    PLACE_MODIFIERS.has(folded)
}

/// Whether a folded word is known as a given name.
pub fn is_given_name(folded: &str) -> bool {
    GIVEN_NAMES.get(folded).is_some() || !NICKNAMES.of(folded).is_empty()
}

/// Whether one of two folded words of names abbreviates the other: `utd` for `united`, `man` for `manchester`, `dems` for
/// `democrats`.
pub fn abbreviates(short: &str, long: &str) -> bool {
    const FEWEST: usize = 3;
    if NAME_ABBREVIATIONS.get(short) == Some(long) {
        return true;
    }
    let is_cut = |short: &str, long: &str| {
        short.chars().count() >= FEWEST && long.len() > short.len() && long.starts_with(short)
    };
    is_cut(short, long)
        || short.strip_suffix('s').zip(long.strip_suffix('s')).is_some_and(|(short, long)| is_cut(short, long))
}

/// Whether two folded given names can be one person's: `bill` and `william`, or the beginning of a longer name. The last letter
/// doubled is a misspelling, no longer name.
pub fn is_same_given_name(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let is_beginning = long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || !short.ends_with(rest));
    (short.len() >= 3 && is_beginning) || NICKNAMES.are_together(a, b) || super::is_variant(a, b)
}

/// The other known spellings of a folded name from another script: `muhammad` of `mohammed`.
pub fn transliterations(name: &str) -> impl Iterator<Item = &'static str> {
    let groups = TRANSLITERATIONS.of(name).iter().filter_map(|&group| TRANSLITERATIONS.iter().nth(group as usize));
    groups.flatten().filter(move |other| *other != name)
}

/// The other forms of a folded given name: `robert` of `rob`.
pub fn given_names_like(name: &str) -> impl Iterator<Item = &'static str> {
    let groups = NICKNAMES.of(name).iter().filter_map(|&group| NICKNAMES.iter().nth(group as usize));
    groups.flatten().filter(move |other| *other != name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_have_short_forms() {
        for (a, b) in [("bill", "william"), ("robert", "bob"), ("ben", "benjamin"), ("ann", "ann"), ("ahmed", "ahmad")]
        {
            assert!(is_same_given_name(a, b), "{a} {b}");
        }
        for (a, b) in [("bill", "bob"), ("jo", "john"), ("asim", "ahmed"), ("margaret", "margarett")] {
            assert!(!is_same_given_name(a, b), "{a} {b}");
        }
    }

    #[test]
    fn words_of_names_are_abbreviated() {
        for (short, long) in [("utd", "united"), ("lib", "liberal"), ("dems", "democrats"), ("univ", "university")] {
            assert!(abbreviates(short, long), "{short} {long}");
        }
        for (short, long) in [("un", "united"), ("united", "utd"), ("met", "met")] {
            assert!(!abbreviates(short, long), "{short} {long}");
        }
    }

    #[test]
    fn acronyms_may_be_common_nouns() {
        assert!(is_common_acronym("ids") && is_common_acronym("dna") && !is_common_acronym("nasa"));
        assert_eq!(common_words("gdp"), Some("gross domestic product"));
    }
}
