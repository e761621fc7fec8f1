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

/// The places whose people a folded word may be, and the people of the place that it may be. Only what a text writes
/// with a capital is either.
pub fn demonyms(folded: &str) -> impl Iterator<Item = String> {
    let one = folded.strip_suffix('s').unwrap_or(folded);
    let is_long = |base: &&str| base.chars().count() >= FEWEST;
    let places = ENDINGS.iter().filter_map(move |(place, people)| {
        let base = one.strip_suffix(people).filter(is_long)?;
        Some(format!("{base}{place}"))
    });
    let people = ENDINGS.iter().filter_map(move |(place, people)| {
        let base = folded.strip_suffix(place).filter(is_long)?;
        Some(format!("{base}{people}"))
    });
    places.chain(people.flat_map(|people| [format!("{people}s"), people]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, same: bool) {
        assert_eq!(demonyms(a).any(|form| form == b), same, "{a} {b}");
        assert_eq!(demonyms(b).any(|form| form == a), same, "{b} {a}");
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
        assert_eq!(demonyms("an").collect::<Vec<_>>(), Vec::<String>::new());
    }
}
