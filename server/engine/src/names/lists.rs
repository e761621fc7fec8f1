//! Short lists of words that stand in names, or look like names and are none.

/// Months and weekdays, with their abbreviations.
pub fn is_calendar(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thurs",
        "fri",
        "sat",
        "sun",
        "mondays",
        "sundays",
    ];
    WORDS.contains(&folded)
}

/// Words that are written small inside a name.
pub fn is_particle(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "de", "van", "von", "der", "den", "del", "della", "di", "da", "dos", "du", "des", "la", "le", "les", "el",
        "al", "bin", "bint", "ibn", "ben", "e", "i", "y", "ul", "ur", "ud", "uz", "us", "zu", "ter", "ten", "af", "av",
        "do", "das",
    ];
    WORDS.contains(&folded)
}

/// Words that join parts of a name: `University of Utah`, `Institute for the Study of War`.
pub fn is_joint(folded: &str) -> bool {
    matches!(folded, "of" | "the" | "for")
}

/// Titles, which stand before a name or are left out.
pub fn is_title(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "mr",
        "mrs",
        "ms",
        "mx",
        "miss",
        "dr",
        "drs",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "baron",
        "baroness",
        "count",
        "countess",
        "duke",
        "duchess",
        "earl",
        "king",
        "queen",
        "prince",
        "princess",
        "emperor",
        "saint",
        "st",
        "pope",
        "bishop",
        "archbishop",
        "cardinal",
        "father",
        "brother",
        "sister",
        "mother",
        "rev",
        "reverend",
        "rabbi",
        "imam",
        "sheikh",
        "ayatollah",
        "mullah",
        "maulana",
        "hon",
        "president",
        "premier",
        "chancellor",
        "minister",
        "secretary",
        "ambassador",
        "governor",
        "gov",
        "senator",
        "sen",
        "sens",
        "rep",
        "reps",
        "representative",
        "congressman",
        "congresswoman",
        "mayor",
        "judge",
        "justice",
        "chief",
        "general",
        "gen",
        "lieutenant",
        "lt",
        "colonel",
        "col",
        "major",
        "maj",
        "captain",
        "capt",
        "sergeant",
        "sgt",
        "admiral",
        "adm",
        "brigadier",
        "brig",
        "commander",
        "cmdr",
        "marshal",
        "coach",
        "pres",
    ];
    WORDS.contains(&folded)
}

/// Offices that come in two or more words.
pub fn is_office(folded: &str) -> bool {
    matches!(
        folded,
        "prime"
            | "vice"
            | "deputy"
            | "former"
            | "foreign"
            | "defence"
            | "defense"
            | "interior"
            | "finance"
            | "acting"
            | "attorney"
    ) || is_title(folded)
}

/// What may end a person's name.
pub fn is_suffix(folded: &str) -> bool {
    matches!(folded, "jr" | "sr" | "phd" | "md" | "mp" | "mep" | "obe" | "cbe" | "mbe" | "esq")
}

/// Words that say what kind of thing a name's bearer is: they are added to a name or left out without changing it.
pub fn is_generic(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "inc",
        "ltd",
        "llc",
        "plc",
        "corp",
        "corporation",
        "co",
        "company",
        "companies",
        "group",
        "holdings",
        "gmbh",
        "ag",
        "sa",
        "limited",
        "international",
        "city",
        "town",
        "village",
        "county",
        "province",
        "state",
        "states",
        "district",
        "region",
        "republic",
        "river",
        "lake",
        "mount",
        "mountain",
        "mountains",
        "island",
        "islands",
        "sea",
        "ocean",
        "bay",
        "valley",
        "street",
        "st",
        "avenue",
        "road",
        "square",
        "park",
        "bridge",
        "station",
        "airport",
        "university",
        "college",
        "school",
        "institute",
        "academy",
        "hospital",
        "church",
        "cathedral",
        "museum",
        "library",
        "theatre",
        "theater",
        "stadium",
        "arena",
        "centre",
        "center",
        "hall",
        "house",
        "hotel",
        "party",
        "army",
        "navy",
        "force",
        "forces",
        "police",
        "ministry",
        "department",
        "agency",
        "council",
        "commission",
        "committee",
        "court",
        "parliament",
        "government",
        "association",
        "society",
        "foundation",
        "federation",
        "union",
        "league",
        "club",
        "fc",
        "afc",
        "cf",
        "team",
        "cup",
        "award",
        "awards",
        "prize",
        "medal",
        "championship",
        "championships",
        "tournament",
        "festival",
        "series",
        "show",
        "film",
        "album",
        "magazine",
        "newspaper",
        "news",
        "times",
        "website",
        "act",
        "war",
        "battle",
        "operation",
        "grand",
        "prix",
        "conference",
        "records",
        "studios",
        "entertainment",
        "media",
    ];
    WORDS.contains(&folded)
}

/// Words that begin a sentence with a capital although they are no names, and other capitals that name nobody.
pub fn is_no_name(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "i", "i'm", "i'll", "i've", "i'd", "the", "a", "an", "ad", "bc", "bce", "ce", "am", "pm", "ok", "tv", "cd",
        "dvd", "vs", "no", "nos", "vol", "pp", "ceo",
    ];
    WORDS.contains(&folded)
}

/// Given names and their short forms, one person's to a row.
const NICKNAMES: &[&str] = &[
    "william bill billy will willy liam",
    "robert bob bobby rob robbie bert",
    "richard dick rick ricky rich richie",
    "james jim jimmy jamie",
    "john jack johnny jon",
    "michael mike mick mickey mikey",
    "anthony tony",
    "antonio tony",
    "edward ed eddie ted teddy ned",
    "edwin ed",
    "theodore ted teddy",
    "charles charlie chuck chas",
    "henry harry hank",
    "harold harry hal",
    "thomas tom tommy",
    "joseph joe joey",
    "steven steve",
    "stephen steve",
    "andrew andy drew",
    "lawrence larry",
    "laurence larry",
    "gerald gerry jerry",
    "jerome jerry",
    "patrick pat paddy",
    "patricia pat patty tricia trish",
    "elizabeth liz lizzie beth betty eliza bess",
    "margaret maggie peggy meg madge",
    "katherine kate kathy katie kat",
    "catherine kate cathy cat katie",
    "kathleen kathy kate",
    "alexander alex sandy sasha alec",
    "alexandra alex sandra sasha",
    "jennifer jen jenny",
    "rebecca becky",
    "susan sue susie",
    "barbara barb",
    "deborah debbie deb",
    "abraham abe",
    "francis frank",
    "franklin frank",
];

/// Whether two folded given names can be one person's: `bill` and `william`, or the beginning of a longer name.
pub fn is_same_given_name(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let in_row = |row: &str| row.split(' ').any(|name| name == a) && row.split(' ').any(|name| name == b);
    (short.len() >= 3 && long.starts_with(short)) || NICKNAMES.iter().any(|row| in_row(row))
}
