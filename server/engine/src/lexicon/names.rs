//! What stands in names, and what looks like a name and is none: titles, kinds of bearers, countries and people, spellings.

use super::{Groups, List, Table};

/// Titles, ranks and offices of one word (`sen`, `king`, `minister`).
pub static NAME_TITLES: List = List::new(include_str!("../../lexicon/en/name_titles.txt"));

/// What stands before a title (`vice`, `executive`, `former`).
pub static OFFICE_MODIFIERS: List = List::new(include_str!("../../lexicon/en/office_modifiers.txt"));

/// What ends a person's name without being a part of it (`jr`).
pub static NAME_SUFFIXES: List = List::new(include_str!("../../lexicon/en/name_suffixes.txt"));

/// What is written small inside a name (`van`, `bin`).
pub static NAME_PARTICLES: List = List::new(include_str!("../../lexicon/en/name_particles.txt"));

/// What companies are in law (`inc`).
pub static LEGAL_FORMS: List = List::new(include_str!("../../lexicon/en/legal_forms.txt"));

/// Kinds of bearers that are added to a name or left out (`group`, `river`).
pub static NAME_KINDS: List = List::new(include_str!("../../lexicon/en/name_kinds.txt"));

/// Kinds of institutions, which tell one from another (`university`, `hospital`).
pub static INSTITUTIONS: List = List::new(include_str!("../../lexicon/en/institutions.txt"));

/// Capitals that name nobody (`i'm`, `bc`).
pub static NO_NAMES: List = List::new(include_str!("../../lexicon/en/no_names.txt"));

/// Acronyms that are common nouns, with their words (`gdp = gross domestic product`).
pub static COMMON_ACRONYMS: Table = Table::new(include_str!("../../lexicon/en/common_acronyms.txt"));

/// Words of names by their abbreviations (`utd = united`).
pub static NAME_ABBREVIATIONS: Table = Table::new(include_str!("../../lexicon/en/name_abbreviations.txt"));

/// Given names and their short forms, one person's in a group.
pub static NICKNAMES: Groups = Groups::new(include_str!("../../lexicon/en/nicknames.txt"));

/// Names from other scripts, the spellings of one in a group.
pub static TRANSLITERATIONS: Groups = Groups::new(include_str!("../../lexicon/en/transliterations.txt"));

/// Countries by the codes of ISO 3166-1: their names, then after a semicolon the adjectives and the people.
pub static COUNTRIES: Table = Table::new(include_str!("../../lexicon/en/countries.txt"));

/// Parts of the world and former countries, in the form of [`COUNTRIES`].
pub static REGIONS: Table = Table::new(include_str!("../../lexicon/en/regions.txt"));

/// Capital cities, each with its country.
pub static CAPITALS: Table = Table::new(include_str!("../../lexicon/en/capitals.txt"));

/// The states of the United States, each with its abbreviations.
pub static US_STATES: Table = Table::new(include_str!("../../lexicon/en/us_states.txt"));

/// The provinces and territories of Canada, each with its abbreviations.
pub static CANADIAN_PROVINCES: Table = Table::new(include_str!("../../lexicon/en/canadian_provinces.txt"));

/// Places by names that share no word.
pub static RENAMED_PLACES: Groups = Groups::new(include_str!("../../lexicon/en/renamed_places.txt"));

/// Other things by names that share no word.
pub static OTHER_NAMES: Groups = Groups::new(include_str!("../../lexicon/en/other_names.txt"));

/// Languages, faiths and peoples that are no country's.
pub static PEOPLES: List = List::new(include_str!("../../lexicon/en/peoples.txt"));

/// Numbers in words (`two`).
pub static LEADING_NUMBERS: List = List::new(include_str!("../../lexicon/en/leading_numbers.txt"));

/// Nouns that a number follows (`season`, `part`).
pub static NUMBERED_NOUNS: List = List::new(include_str!("../../lexicon/en/numbered_nouns.txt"));

/// What makes another place of a place's name (`north`, `new`).
pub static PLACE_MODIFIERS: List = List::new(include_str!("../../lexicon/en/place_modifiers.txt"));

/// Kinds of places in nature (`river`).
pub static LANDFORMS: List = List::new(include_str!("../../lexicon/en/landforms.txt"));

/// What begins the line in which an article gives its own date (`published`).
pub static PUBLISHING_WORDS: List = List::new(include_str!("../../lexicon/en/publishing_words.txt"));
