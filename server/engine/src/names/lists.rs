//! Short lists of words that stand in names, or look like names and are none. All folded.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// Words, made into a set when the first one is looked up.
type List = LazyLock<FxHashSet<&'static str>>;

macro_rules! list {
    ($words:literal) => {
        LazyLock::new(|| $words.split_ascii_whitespace().collect())
    };
}

/// Months and weekdays, with their abbreviations.
static CALENDAR: List = list!(
    "\
january february march april may june july august september october november december jan feb mar apr jun jul aug
sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
mondays sundays"
);

/// Words that are written small inside a name.
static PARTICLES: List = list!(
    "\
de van von der den del della di da dos du des la le les el al bin bint ibn ben e i y ul ur ud uz us zu ter ten af av
do das"
);

/// Titles and offices of one word, which stand before a name or are left out.
static TITLES: List = list!(
    "\
mr mrs ms mx miss dr drs prof professor sir dame lord lady baron baroness count countess duke duchess earl king
queen prince princess emperor saint st pope bishop archbishop cardinal father brother sister mother rev reverend
rabbi imam sheikh ayatollah mullah maulana hon president premier chancellor minister secretary ambassador governor
gov senator sen sens rep reps representative congressman congresswoman mayor judge justice chief general gen
lieutenant lt colonel col major maj captain capt sergeant sgt admiral adm brigadier brig commander cmdr marshal
coach pres speaker chairman chairwoman chair director inspector constable detective officer private pvt corporal cpl
commissioner superintendent pastor deacon swami guru"
);

/// What stands before a title: `vice president`.
static OFFICES: List = list!(
    "\
prime vice deputy former foreign defence defense interior finance acting attorney assistant senior chief"
);

/// What may end a person's name.
static SUFFIXES: List = list!(
    "\
jr sr phd md mp mep obe cbe mbe esq"
);

/// What companies are in law, as they end their names.
static LEGAL_FORMS: List = list!("inc ltd llc plc corp corporation co company gmbh ag sa limited");

/// Words that say what kind of thing a name's bearer is, and are added to a name or left out: kinds of companies and
/// places, media.
static KINDS: List = list!(
    "\
companies group holdings city town village county
province state states district region republic river lake mount mountain mountains island islands sea ocean bay
valley street st avenue road square fc afc cf team series show film album magazine newspaper news times website
radio television network channel media afb hs intl govt dept univ office service services base grand prix fund bank
operation act government party army navy force forces police court parliament union society conference"
);

/// Words that say what kind of institution a name's bearer is: one of several that may share the rest of the name.
static INSTITUTIONS: List = list!(
    "\
international park bridge station airport university college school institute academy hospital church cathedral
museum library theatre theater stadium arena centre center hall house hotel ministry department agency council
commission committee association foundation federation league club cup award awards prize medal championship
championships tournament festival war battle records studios entertainment board authority bureau"
);

/// Capitals that name nobody.
static NO_NAMES: List = list!(
    "\
i i'm i'll i've i'd the a an ad bc bce ce am pm ok tv cd dvd yoy qoq ytd vs no nos vol pp ceo children women men
people"
);

/// Numbers that may begin a sentence before a name.
static NUMBERS: List =
    list!("two three four five six seven eight nine ten eleven twelve dozens hundreds thousands millions");

/// Given names and their short forms, one person's to a line.
const NICKNAMES: &str = "\
william bill billy will willy liam
robert bob bobby rob robbie bert
richard dick rick ricky rich richie
james jim jimmy jamie
john jack johnny jon
michael mike mick mickey mikey
anthony tony
antonio tony
edward ed eddie ted teddy ned
edwin ed
theodore ted teddy
charles charlie chuck chas
henry harry hank
harold harry hal
thomas tom tommy
joseph joe joey
steven steve
stephen steve
andrew andy drew
lawrence larry
laurence larry
gerald gerry jerry
jerome jerry
patrick pat paddy
patricia pat patty tricia trish
elizabeth liz lizzie beth betty eliza bess
margaret maggie peggy meg madge
katherine kate kathy katie kat
catherine kate cathy cat katie
kathleen kathy kate
alexander alex sandy sasha alec
alexandra alex sandra sasha
jennifer jen jenny
rebecca becky
susan sue susie
barbara barb
deborah debbie deb
abraham abe
francis frank
franklin frank";

/// Whether a folded word is a month or a weekday.
pub fn is_calendar(folded: &str) -> bool {
    CALENDAR.contains(folded)
}

/// Whether a folded word is written small inside a name: `van`, `de`, `bin`.
pub fn is_particle(folded: &str) -> bool {
    PARTICLES.contains(folded)
}

/// Whether a folded word joins parts of a name: `University of Utah`, `Institute for the Study of War`.
pub fn is_joint(folded: &str) -> bool {
    matches!(folded, "of" | "the" | "for")
}

/// Whether a folded word is a title: `Sen.`, `King`.
pub fn is_title(folded: &str) -> bool {
    TITLES.contains(folded)
}

/// Whether a folded word is a title or a part of one: `prime`, `minister`.
pub fn is_office(folded: &str) -> bool {
    is_title(folded) || OFFICES.contains(folded)
}

/// Whether a folded word may end a person's name without being a part of it: `Jr`.
pub fn is_suffix(folded: &str) -> bool {
    SUFFIXES.contains(folded)
}

/// Whether a folded word says what kind of thing a name's bearer is: `Inc`, `river`, `university`.
pub fn is_generic(folded: &str) -> bool {
    KINDS.contains(folded) || is_legal_form(folded) || is_institution(folded)
}

/// Whether a folded word says what its company is in law: `Inc`, `Ltd`.
pub fn is_legal_form(folded: &str) -> bool {
    LEGAL_FORMS.contains(folded)
}

/// Whether a folded word says which of several institutions of one name is meant: `university`, `stadium`.
pub fn is_institution(folded: &str) -> bool {
    INSTITUTIONS.contains(folded)
}

/// Whether a folded word is none of a name, however it is written: `I`, `TV`, `CEO`.
pub fn is_no_name(folded: &str) -> bool {
    NO_NAMES.contains(folded)
}

/// Whether a folded word is a number in words.
pub fn is_number_word(folded: &str) -> bool {
    NUMBERS.contains(folded)
}

/// Whether two folded given names can be one person's: `bill` and `william`, or the beginning of a longer name.
pub fn is_same_given_name(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    (short.len() >= 3 && long.starts_with(short)) || persons(a).iter().any(|person| persons(b).contains(person))
}

/// The other forms of a folded given name: `robert` of `rob`.
pub fn given_names_like(name: &str) -> impl Iterator<Item = &'static str> {
    persons(name).iter().flat_map(|line| line.split(' ')).filter(move |other| *other != name)
}

/// The lines of [`NICKNAMES`] that have a name, in order.
fn persons(name: &str) -> &'static [&'static str] {
    static PERSONS: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let mut persons = FxHashMap::<_, Vec<_>>::default();
        for line in NICKNAMES.lines() {
            line.split(' ').for_each(|name| persons.entry(name).or_default().push(line));
        }
        persons
    });
    PERSONS.get(name).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_have_short_forms() {
        for (a, b) in [("bill", "william"), ("robert", "bob"), ("ben", "benjamin"), ("ann", "ann")] {
            assert!(is_same_given_name(a, b), "{a} {b}");
        }
        for (a, b) in [("bill", "bob"), ("jo", "john"), ("asim", "ahmed")] {
            assert!(!is_same_given_name(a, b), "{a} {b}");
        }
    }
}
