//! Countries, the people in them, and what else these and a few other things are called.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::{
    CANADIAN_PROVINCES, CAPITALS, COUNTRIES, OTHER_NAMES, PEOPLES, REGIONS, RENAMED_PLACES, US_STATES,
};

/// What things are called by several names.
#[derive(Default)]
struct Names {
    /// For each form, the rows that have it.
    rows: FxHashMap<&'static str, Vec<usize>>,
    /// The forms of each row.
    forms: Vec<Vec<&'static str>>,
    /// The adjectives and people.
    adjectives: FxHashSet<&'static str>,
    /// The names of countries and of parts of the world.
    places: FxHashSet<&'static str>,
    /// The names of countries alone.
    countries: FxHashSet<&'static str>,
}

impl Names {
    fn add(&mut self, forms: Vec<&'static str>) {
        for form in &forms {
            self.rows.entry(form).or_default().push(self.forms.len());
        }
        self.forms.push(forms);
    }

    fn read() -> Self {
        let mut names = Self::default();
        for (_, row) in COUNTRIES.iter().chain(REGIONS.iter()) {
            let (nouns, adjectives) = row.split_once("; ").unwrap_or((row, ""));
            let adjectives = || adjectives.split(", ").filter(|form| !form.is_empty());
            names.places.extend(nouns.split(", "));
            names.adjectives.extend(adjectives());
            names.add(nouns.split(", ").chain(adjectives()).collect());
        }
        for (_, row) in COUNTRIES.iter() {
            names.countries.extend(row.split("; ").next().unwrap_or(row).split(", "));
        }
        for (state, short) in US_STATES.iter().chain(CANADIAN_PROVINCES.iter()) {
            names.add(std::iter::once(state).chain(short.split(", ")).collect());
        }
        for group in RENAMED_PLACES.iter().chain(OTHER_NAMES.iter()) {
            names.add(group.collect());
        }
        names
    }
}

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(Names::read)
}

/// What else the country or thing is called that has this form, the adjective and the people included; the form itself too.
pub fn forms(form: &str) -> impl Iterator<Item = &'static str> {
    let names = names();
    let rows = names.rows.get(form).map_or(&[][..], Vec::as_slice);
    rows.iter().flat_map(|&row| names.forms[row].iter().copied())
}

/// Whether a folded form is the adjective, the language or the people of a country, or of a faith: `french`, `swiss`,
/// `muslims`. Countries themselves are not.
pub fn is_adjective(form: &str) -> bool {
    PEOPLES.has(form) || names().adjectives.contains(form) && !names().places.contains(form)
}

/// Whether a folded form is the name of a country, of a part of the world, of a capital city, of a state of the United States or
/// of a province of Canada.
pub fn is_place(form: &str) -> bool {
    names().places.contains(form) || CAPITALS.get(form).is_some() || is_state(form)
}

fn is_state(form: &str) -> bool {
    US_STATES.get(form).is_some() || CANADIAN_PROVINCES.get(form).is_some()
}

/// Classes of places of which none lies in another of its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A country.
    Country,
    /// A capital city.
    Capital,
    /// A state of the United States, or a province of Canada.
    State,
}

/// The class of the place that has this folded name.
pub fn class(form: &str) -> Option<Class> {
    if CAPITALS.get(form).is_some() {
        return Some(Class::Capital);
    }
    if is_state(form) {
        return Some(Class::State);
    }
    names().countries.contains(form).then_some(Class::Country)
}

/// Whether of two places that have these folded names neither lies in the other: both countries, capitals or states, or one of them a
/// country and the other the capital of another.
pub fn are_apart(a: &str, b: &str) -> bool {
    let (Some(first), Some(second)) = (class(a), class(b)) else { return false };
    let is_of = |capital: &str, country: &str| {
        CAPITALS.get(capital).is_some_and(|own| own == country || forms(country).any(|form| form == own))
    };
    match (first, second) {
        (Class::Capital, Class::Country) => !is_of(a, b),
        (Class::Country, Class::Capital) => !is_of(b, a),
        _ => first == second && !forms(a).any(|form| form == b),
    }
}

/// The country of which a folded name is the capital, or the capitals of the country: one stands for the other in news.
pub fn metonyms(form: &str) -> impl Iterator<Item = &'static str> {
    let of_country = CAPITALS.iter().filter(move |(_, country)| *country == form).map(|(capital, _)| capital);
    CAPITALS.get(form).into_iter().chain(of_country)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes of ISO 3166-1.
    const CODES: &str = "\
        ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd \
        cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf \
        gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn \
        kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na \
        nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si \
        sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi \
        vn vu wf ws ye yt za zm zw";

    fn check(a: &str, b: &str, same: bool) {
        assert_eq!(forms(a).any(|form| form == b), same, "{a} {b}");
        assert_eq!(forms(b).any(|form| form == a), same, "{b} {a}");
    }

    #[test]
    fn forms_of_one_country_stand_for_each_other() {
        check("afghan", "afghanistan", true);
        check("dutch", "netherlands", true);
        check("us", "united states", true);
        check("britain", "u k", true);
        check("mumbai", "bombay", true);
        check("chinese", "japan", false);
        check("atlantis", "atlantis", false);
    }

    #[test]
    fn places_that_lie_apart() {
        for (a, b, expected) in [
            ("oslo", "norway", false),
            ("oslo", "sweden", true),
            ("oslo", "stockholm", true),
            ("norway", "sweden", true),
            ("britain", "united kingdom", false),
            ("texas", "ohio", true),
            ("texas", "norway", false),
            ("oslo", "karsholt", false),
        ] {
            assert_eq!((are_apart(a, b), are_apart(b, a)), (expected, expected), "{a} {b}");
        }
    }

    #[test]
    fn adjectives_are_no_countries() {
        assert!(is_adjective("french") && is_adjective("south korean") && is_adjective("muslims"));
        assert!(!is_adjective("france") && !is_adjective("britain") && !is_adjective("us"));
    }

    #[test]
    fn each_code_of_the_standard_has_a_name() {
        let known: Vec<&str> = COUNTRIES.iter().map(|(code, _)| code).collect();
        assert_eq!(known, CODES.split_ascii_whitespace().collect::<Vec<_>>());
        assert!(COUNTRIES.iter().chain(REGIONS.iter()).all(|(_, row)| !row.starts_with(';') && !row.ends_with(';')));
    }

    #[test]
    fn each_capital_is_that_of_a_country() {
        for (capital, country) in CAPITALS.iter() {
            assert!(names().places.contains(country), "{capital} of {country}");
        }
    }

    #[test]
    fn places_have_classes() {
        assert_eq!((class("peru"), class("lima")), (Some(Class::Country), Some(Class::Capital)));
        assert_eq!((class("ohio"), class("africa"), class("ostend")), (Some(Class::State), None, None));
    }

    #[test]
    fn a_capital_stands_for_its_country() {
        assert!(metonyms("wellington").eq(["new zealand"]));
        assert!(metonyms("new zealand").eq(["wellington"]));
    }
}
