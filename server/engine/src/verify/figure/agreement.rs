//! How a claim's figure stands to a source's by their values alone, and which figures could stand for each other.

use crate::figures::{Agreement, Date, Exact, Figure, Kind, Unit, Value, compare};
use crate::text::stem;

/// How a claim's figure stands to a source's. A range is borne out by the same range, not by what lies in it.
pub fn agreement(claim: &Figure, source: &Figure) -> Agreement {
    // A part in words is a percentage or a part, not the bare number of a cell, and it is none that fell.
    let is_bare = claim.unit == Unit::Share && (is_below_zero(source) || source.unit == Unit::Percent);
    let without = is_bare.then(|| Figure { also: Vec::new(), ..source.clone() });
    match compare(claim, without.as_ref().unwrap_or(source)) {
        _ if is_bare && is_below_zero(source) => Agreement::Different,
        Agreement::Different | Agreement::Loose if may_end_alike(claim, source) => Agreement::Loose,
        // Of two times from one date to another that share an end only, neither is the other.
        Agreement::Loose if is_period(claim) && is_period(source) => Agreement::Different,
        Agreement::Contained if claim.kind == Kind::Range => Agreement::Different,
        Agreement::Different | Agreement::Loose
            if let Some((ours, theirs)) = collective(claim).zip(collective(source)) =>
        {
            of_collectives(ours, theirs)
        }
        // A date is not rounded.
        Agreement::Unmarked | Agreement::Rounded if claim.kind == Kind::Date => Agreement::Different,
        // Nobody takes ten years for ten per cent.
        Agreement::Unit if is_span(claim) && is_part_or_sum(source) || is_part_or_sum(claim) && is_span(source) => {
            Agreement::Different
        }
        agreement => agreement,
    }
}

/// Whether the same number is of one unit in another magnitude: million for billion, milligrams for micrograms.
pub fn is_other_magnitude(claim: &Figure, source: &Figure) -> bool {
    let is_scaled = claim.precision.scale != source.precision.scale;
    let is_one = claim.unit.is_comparable(&source.unit) && claim.kind == source.kind;
    is_one && (is_scaled || matches!(claim.unit, Unit::Measure(_)))
}

/// Whether a figure counts things or years, or gives a place among them.
pub fn is_counting(figure: &Figure) -> bool {
    matches!(figure.unit, Unit::None | Unit::Counted(_) | Unit::Measure(_))
}

/// Whether the source's figure counts a thing that the claim names, too, but does not count with its own: of `five guilds where guests
/// waited` a source's 1,310 guests are no other number. `is_claimed` says of a stem whether the claim has such a noun beside its own.
pub fn counts_elsewhere(ours: &Figure, theirs: &Figure, is_claimed: &dyn Fn(&str) -> bool) -> bool {
    let (Unit::Counted(ours), Unit::Counted(theirs)) = (&ours.unit, &theirs.unit) else { return false };
    let counted = counted_head(theirs);
    counted_head(ours) != counted && is_claimed(&counted)
}

/// The stem of the noun that is counted, without what stands before it.
pub fn counted_head(noun: &str) -> String {
    stem(noun.rsplit(' ').next().unwrap_or(noun))
}

/// Whether a figure is a number of things that a reader counts in a text.
pub fn is_counted_on_sight(figure: &Figure) -> bool {
    const MOST: i64 = 10;
    is_at_most(figure, MOST) && is_counting(figure)
}

/// Whether a figure is a whole number from nothing up to another one.
pub fn is_at_most(figure: &Figure, most: i64) -> bool {
    matches!(&figure.value, Value::Number(number) if number.as_int().is_some_and(|number| (0..=most).contains(&number)))
}

/// Whether both ends of two times may be the same, where one of them says less: March 2012 and the 2012 of `March 2011 to 2012`.
pub fn may_end_alike(claim: &Figure, source: &Figure) -> bool {
    let ends = || claim.ends().zip(source.ends());
    is_period(claim)
        && is_period(source)
        && ends().is_some_and(|(ours, theirs)| {
            let may_be =
                |a: &Figure, b: &Figure| compare(a, b) != Agreement::Different || compare(b, a) != Agreement::Different;
            ours.iter().zip(&theirs).all(|(ours, theirs)| may_be(ours, theirs))
        })
}

/// Whether a figure is a time that is written as from one date to another.
fn is_period(figure: &Figure) -> bool {
    figure.kind == Kind::Range && matches!(figure.value, Value::Period(..))
}

/// Whether a claim's range holds a source's single figure.
pub fn holds(claim: &Figure, source: &Figure) -> bool {
    claim.kind == Kind::Range
        && source.kind != Kind::Range
        && source.within.is_none()
        && compare(claim, source) == Agreement::Contained
}

/// Whether a source's figure is the least or the most of a claim's range.
pub fn is_end(claim: &Figure, source: &Figure) -> bool {
    claim.kind == Kind::Range && claim.ends().is_some_and(|ends| ends.iter().any(|end| compare(end, source).supports()))
}

fn is_below_zero(figure: &Figure) -> bool {
    matches!(figure.value, Value::Number(number) if number.is_negative())
}

/// Whether a figure is a length of time.
fn is_span(figure: &Figure) -> bool {
    matches!(&figure.unit, Unit::Measure(measure) if measure.is_time())
}

/// Whether a figure is a part of something, or money.
fn is_part_or_sum(figure: &Figure) -> bool {
    !matches!(figure.unit, Unit::None | Unit::Counted(_) | Unit::Measure(_))
}

/// The least of what a word of no number may be: the hundred of `hundreds`.
fn collective(figure: &Figure) -> Option<Exact> {
    const TIMES: [i64; 2] = [10, 1000];
    match figure.value {
        Value::Range(Some(low), Some(high)) if figure.kind != Kind::Range => {
            let is_high = |&times: &i64| low.times(Exact::int(times)) == Some(high);
            TIMES.iter().any(is_high).then_some(low)
        }
        _ => None,
    }
}

/// How two words of no number stand to each other, by the least of each: scores may be dozens, hundreds are not.
fn of_collectives(ours: Exact, theirs: Exact) -> Agreement {
    const APART: i64 = 5;
    let (less, more) = if ours < theirs { (ours, theirs) } else { (theirs, ours) };
    let is_apart = less.times(Exact::int(APART)).is_some_and(|times| times < more);
    if is_apart { Agreement::Different } else { Agreement::Loose }
}

/// Whether a source's figure could be the right one in the claim's stead: of one kind and unit, a longest reading.
pub fn could_stand_for(claim: &Figure, source: &Figure) -> bool {
    source.within.is_none()
        && (claim.kind == source.kind || is_season_or_years(claim) && is_season_or_years(source))
        && (claim.unit.is_comparable(&source.unit) || collective(claim).and(collective(source)).is_some())
        && states_as_much(claim, source)
        && (!is_none(claim) || is_whole_number(source))
}

/// Whether a figure is from one year to another: "1927–28" is a season, `1927–78` a time.
fn is_season_or_years(figure: &Figure) -> bool {
    let is_bare = |date: Date| date.year.is_some() && date.month.is_none();
    matches!(figure.value, Value::Period(from, to) if is_bare(from) && is_bare(to))
}

/// Whether a figure says that there is none of something: what contradicts it is a count.
fn is_none(figure: &Figure) -> bool {
    matches!(figure.value, Value::Number(number) if number.is_zero())
        && matches!(figure.unit, Unit::None | Unit::Counted(_))
}

fn is_whole_number(figure: &Figure) -> bool {
    matches!(figure.value, Value::Number(number) if number.as_int().is_some())
}

/// Whether a source's date states all that the claim's does: a year can't stand for a month.
fn states_as_much(claim: &Figure, source: &Figure) -> bool {
    let fields = |figure: &Figure| match figure.value {
        Value::Date(date) => Some([date.year.is_some(), date.month.is_some(), date.day.is_some()]),
        _ => None,
    };
    match (fields(claim), fields(source)) {
        // A year is seldom given by the day.
        (Some(ours @ [_, false, false]), Some(theirs)) => ours == theirs,
        (Some(ours), Some(theirs)) => ours.iter().zip(theirs).all(|(&ours, theirs)| theirs || !ours),
        (ours, theirs) => ours.is_none() == theirs.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    fn check(source: &str, claim: &str, expected: &[&str]) {
        let found = findings(&[("s", source)], &format!("{claim} [@s].\n"));
        let of_figures = found.iter().filter(|finding| finding.rule.family() == "figure");
        assert_eq!(of_figures.map(|finding| finding.rule.name).collect::<Vec<_>>(), expected, "{claim} | {source}");
    }

    #[test]
    fn words_of_no_number_are_told_apart_by_what_they_may_be() {
        let source = "After the fire, dozens wrote to the clerk about a berth.";
        check(source, "Dozens of people wrote to the clerk about a berth", &[]);
        check(source, "Scores of people wrote to the clerk about a berth", &[]);
        check(source, "Hundreds of people wrote to the clerk about a berth", &["figure-mismatch"]);
        check(source, "Hundreds of people came by", &[]);
        let source = "After the fire, thousands of people wrote to the clerk about a berth.";
        check(source, "Thousands wrote to the clerk about a berth", &[]);
        check(source, "Hundreds of people wrote to the clerk about a berth", &["figure-mismatch"]);
        let source = "After the fire, 480 people wrote to the clerk about a berth.";
        check(source, "Hundreds of people wrote to the clerk about a berth", &[]);
    }

    #[test]
    fn a_season_may_stand_for_other_years() {
        let source = "She fought for the weir bill of Varn in 1927–28.";
        check(source, "She fought for the weir bill of Varn in 1927–28", &[]);
        check(source, "She fought for the weir bill of Varn from 1927 to 1928", &[]);
        check(source, "She fought for the weir bill of Varn in 1927–78", &["figure-mismatch"]);
    }

    #[test]
    fn nobody_takes_ten_years_for_ten_per_cent() {
        let source = "The debt of Varn fell to 10% of income in 2020 from 20% in 2010.";
        check(source, "The debt of Varn fell in ten years, from 20% of income to 10%", &["figure-derived"]);
    }
}
