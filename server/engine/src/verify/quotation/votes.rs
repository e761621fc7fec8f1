//! Where in an article a quotation would begin: its rare words vote for it.

use crate::sources::{WordId, WordIndex};

/// How many places are aligned.
const MOST_CANDIDATES: usize = 3;

/// How often a word may stand in the article to vote, at first and if no rarer one stands there.
const VOTING: [usize; 3] = [8, 64, 512];

/// The positions where the quotation would begin (perhaps before the article's first word), the likeliest first. Votes that lie within
/// `reach` words of each other are for one place.
pub fn candidates(ids: &[Option<WordId>], index: &WordIndex, reach: usize) -> Vec<isize> {
    let mut votes: Vec<(isize, f32)> = Vec::with_capacity(ids.len() * 4);
    for most in VOTING {
        votes.clear();
        for (number, id) in ids.iter().enumerate().filter_map(|(number, id)| Some((number, (*id)?))) {
            let positions = index.positions(id);
            if positions.len() <= most {
                let weight = 1.0 / positions.len() as f32;
                votes.extend(
                    positions
                        .iter()
                        .map(|&position| ((position as usize).cast_signed() - number.cast_signed(), weight)),
                );
            }
        }
        if votes.len() > 1 {
            break;
        }
    }
    votes.sort_unstable_by_key(|&(start, _)| start);
    let mut groups = grouped(&votes, reach.cast_signed());
    groups.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    groups.truncate(MOST_CANDIDATES);
    groups.into_iter().map(|(start, _)| start).collect()
}

/// Gathers sorted votes that lie within `reach` of each other: where most of each group's weight stands, and all of it.
fn grouped(votes: &[(isize, f32)], reach: isize) -> Vec<(isize, f32)> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < votes.len() {
        let first = votes[at].0;
        let end = at + votes[at..].partition_point(|&(start, _)| start <= first + reach);
        let sum: f32 = votes[at..end].iter().map(|vote| vote.1).sum();
        let mut runs: Vec<(isize, f32)> = Vec::new();
        for &(start, weight) in &votes[at..end] {
            match runs.last_mut() {
                Some(run) if run.0 == start => run.1 += weight,
                _ => runs.push((start, weight)),
            }
        }
        let heaviest = runs.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
        groups.push((heaviest.map_or(first, |run| run.0), sum));
        at = end;
    }
    groups
}
