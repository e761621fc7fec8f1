//! What the people of a place are called, where its name tells: `London`, `Londoner`.

/// Endings of the place, and of its people, singular and plural.
const ENDINGS: [(&str, &str); 9] = [
    ("", "er"),
    ("", "ian"),
    ("", "ite"),
    ("", "ese"),
    ("", "an"),
    ("a", "an"),
    ("ia", "ian"),
    ("as", "an"),
    ("o", "an"),
];

/// The fewest letters that both have: with fewer, other words would be people of a place.
const FEWEST: usize = 3;

/// Calls `each` with the places whose people a folded word may be, and with the people of the place that it may be. Only
/// what a text writes with a capital is either.
pub fn each_demonym(folded: &str, mut each: impl FnMut(&str)) {
    let one = folded.strip_suffix('s').unwrap_or(folded);
    let is_long = |base: &&str| base.chars().count() >= FEWEST;
    let mut form = String::with_capacity(folded.len() + 4);
    let mut put = |parts: [&str; 3]| {
        form.clear();
        parts.iter().for_each(|part| form.push_str(part));
        each(&form);
    };
    for (place, people) in ENDINGS {
        if let Some(base) = one.strip_suffix(people).filter(is_long) {
            put([base, place, ""]);
        }
        if let Some(base) = folded.strip_suffix(place).filter(is_long) {
            put([base, people, "s"]);
            put([base, people, ""]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, same: bool) {
        let are = |a: &str, b: &str| {
            let mut found = false;
            each_demonym(a, |form| found |= form == b);
            found
        };
        assert_eq!((are(a, b), are(b, a)), (same, same), "{a} {b}");
    }

    #[test]
    fn people_are_called_by_their_place() {
        for (place, people) in [
            ("london", "londoners"),
            ("paris", "parisian"),
            ("california", "californians"),
            ("texas", "texan"),
            ("milan", "milanese"),
            ("chicago", "chicagoan"),
        ] {
            check(place, people, true);
        }
        for (place, people) in [("oslo", "londoner"), ("ira", "iranian"), ("berlin", "berlin")] {
            check(place, people, false);
        }
    }

    #[test]
    fn short_words_have_none() {
        each_demonym("an", |form| panic!("{form}"));
    }
}
