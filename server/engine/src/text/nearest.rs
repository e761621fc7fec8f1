//! Names that another one may have been meant for.

/// The most that are offered.
const MOST: usize = 3;

/// Longer names are not compared: nobody wrote them by hand.
const LONGEST: usize = 200;

/// A name of fewer characters is in too many others by chance.
const SHORTEST_PART: usize = 4;

/// The known names that are spelled nearly like the one that is written, the nearest first: a few letters apart, in
/// another case, joined otherwise, or with the one as a part of the other.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    if written.len() > LONGEST {
        return Vec::new();
    }
    let folded = fold(written);
    let known = known.into_iter().filter(|name| name.len() <= LONGEST && *name != written);
    let mut near: Vec<(usize, &str)> = known.filter_map(|name| Some((distance(&folded, &fold(name))?, name))).collect();
    near.sort_unstable();
    near.dedup();
    near.truncate(MOST);
    near.into_iter().map(|(_, name)| name).collect()
}

/// A name with fewer letters is too near to others for a letter to be a slip.
const SHORTEST_SLIP: usize = 4;

/// Whether a name is another one but for one slip of the hand: a letter too many, too few, another one, or two that
/// changed places. Where figures differ, or the letter behind them (`2021a`), another name is meant.
pub fn is_slip(written: &str, known: &str) -> bool {
    if written.len().max(known.len()) > LONGEST || written.chars().count().min(known.chars().count()) < SHORTEST_SLIP {
        return false;
    }
    let figures = |name: &str| {
        let from = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
        name[from..].to_owned()
    };
    figures(written) == figures(known) && strsim::osa_distance(written, known) == 1
}

/// A name without what is slipped most often: its case, and what joins its parts.
fn fold(name: &str) -> String {
    name.to_lowercase().replace(['_', ' '], "-")
}

/// How far two names are from each other, in edits; `None` if they are not near.
fn distance(a: &str, b: &str) -> Option<usize> {
    let (shorter, longer) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let (short, long) = (shorter.chars().count(), longer.chars().count());
    let most = long.div_ceil(4);
    if long - short <= most {
        let edits = strsim::osa_distance(a, b);
        if edits <= most {
            return Some(edits);
        }
    }
    (short >= SHORTEST_PART && longer.contains(shorter)).then_some(long - short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, known: &[&str], expected: &[&str]) {
        assert_eq!(nearest(written, known.iter().copied()), expected, "{written}");
    }

    #[test]
    fn letters_apart() {
        check("habrour", &["harbour", "ledger"], &["harbour"]);
        check("ledgers", &["harbour", "ledger"], &["ledger"]);
        check("press2", &["press1", "press", "occ"], &["press", "press1"]);
    }

    #[test]
    fn one_slip() {
        for (written, known, expected) in [
            ("habrour", "harbour", true),
            ("harbor", "harbour", true),
            ("harbuor", "harbour", true),
            ("habuor", "harbour", false),
            ("occ", "oce", false),
            ("report1", "report2", false),
            ("smith2021a", "smith2021b", false),
            ("smth2021a", "smith2021a", true),
            ("harbour", "harbour", false),
        ] {
            assert_eq!(is_slip(written, known), expected, "{written}");
        }
    }

    #[test]
    fn in_another_case() {
        check("Harbour", &["harbor", "harbour"], &["harbour", "harbor"]);
    }

    #[test]
    fn joined_otherwise() {
        check("max_size", &["max-size"], &["max-size"]);
    }

    #[test]
    fn as_a_part() {
        check("harbour", &["003_harbour-authority", "ledger"], &["003_harbour-authority"]);
        check("harbour.txt", &["harbour"], &["harbour"]);
        check("a", &["ba-da"], &[]);
    }

    #[test]
    fn nothing_is_near() {
        check("nothing", &["harbour", "ledger"], &[]);
        check("", &["harbour"], &[]);
        check(&"x".repeat(1000), &["x"], &[]);
    }

    #[test]
    fn no_more_than_a_few() {
        check("note", &["note1", "note2", "note3", "note4"], &["note1", "note2", "note3"]);
    }
}
