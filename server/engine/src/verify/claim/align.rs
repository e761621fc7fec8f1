//! Lays the words of a claim beside the words of a passage, in order: which word stands for which?

use super::meaning::{Link, link};
use super::token::{Kind, Token};

/// The most words of a claim or a passage that are aligned; what is longer is no sentence.
pub const MOST_WORDS: usize = 160;

/// How much more a pair is worth where it follows the pair before it on both sides.
const FOLLOWING: u32 = 1;

/// Which word of a claim stands for which word of a passage.
#[derive(Debug)]
pub struct Alignment {
    /// For each word of the claim, the word of the passage and what the two are to each other.
    pub ours: Vec<Option<(usize, Link)>>,
    /// For each word of the passage, the word of the claim.
    pub theirs: Vec<Option<usize>>,
}

impl Alignment {
    /// The alignment that is worth most; of equals one of them, always the same.
    pub fn new(claim: &[Token], passage: &[Token]) -> Self {
        let links = links(claim, passage);
        let mut alignment = Self { ours: vec![None; claim.len()], theirs: vec![None; passage.len()] };
        let width = passage.len() + 1;
        // What is to be had from word `i` and word `j` on: at best, and if the two are a pair.
        let mut best = vec![0_u32; (claim.len() + 1) * width];
        let mut paired = vec![0_u32; (claim.len() + 1) * width];
        for i in (0..claim.len()).rev() {
            for j in (0..passage.len()).rev() {
                let at = i * width + j;
                if let Some((_, worth)) = links[i * passage.len() + j] {
                    let next = at + width + 1;
                    let following = if paired[next] > 0 { paired[next] + FOLLOWING } else { 0 };
                    paired[at] = worth + best[next].max(following);
                }
                best[at] = paired[at].max(best[at + width]).max(best[at + 1]);
            }
        }
        let (mut i, mut j, mut is_following) = (0, 0, false);
        while i < claim.len() && j < passage.len() {
            let at = i * width + j;
            let is_pair =
                paired[at] > 0 && (paired[at] == best[at] || is_following && paired[at] + FOLLOWING >= best[at]);
            if is_pair {
                let (link, _) = links[i * passage.len() + j].unwrap_or((Link::Same, 0));
                alignment.ours[i] = Some((j, link));
                alignment.theirs[j] = Some(i);
                (i, j, is_following) = (i + 1, j + 1, true);
            } else if best[at] == best[at + width] {
                (i, is_following) = (i + 1, false);
            } else {
                (j, is_following) = (j + 1, false);
            }
        }
        alignment.join_moved(claim, passage);
        alignment
    }

    /// Maps a phrase that stands elsewhere in the passage: with its preposition (`in May`), or as the other way to say
    /// `of` (`the port's master`, `the master of the port`).
    fn join_moved(&mut self, claim: &[Token], passage: &[Token]) {
        let mut at = 0;
        while at < claim.len() {
            if self.ours[at].is_some() || !claim[at].is_content() {
                at += 1;
                continue;
            }
            let run = (at..claim.len()).take_while(|&i| self.ours[i].is_none() && (i == at || !claim[i].mark)).count();
            let from = at;
            at += run;
            let words: Vec<usize> = (from..from + run).filter(|&i| claim[i].is_content()).collect();
            if let Some(found) = self.moved(claim, passage, from, &words) {
                for (ours, theirs) in words.iter().zip(found) {
                    self.ours[*ours] = Some((theirs, Link::Same));
                    self.theirs[theirs] = Some(*ours);
                }
            }
        }
    }

    /// Whether the passage has a phrase right after a noun that stands for another one of the claim than that before the claim's phrase:
    /// `exports to Orel` and `shipments to Narva` are not exchanged.
    fn is_of_another(&self, claim: &[Token], passage: &[Token], ours: usize, theirs: usize) -> bool {
        let led = |tokens: &[Token], at: usize| {
            let before = (0..at).rev().take_while(|&before| !tokens[before + 1].mark && !tokens[before + 1].starts);
            before.into_iter().find(|&before| tokens[before].is_content())
        };
        let Some((a, b)) = led(claim, ours).zip(led(passage, theirs)) else { return false };
        // What stands after an amount is no part of it: "exceeded 40 per cent in Orel".
        let is_amount = (a.saturating_sub(2)..=a).any(|at| claim[at].kind == Kind::Number);
        let are_nouns =
            !is_amount && !claim[a].is_past() && !passage[b].is_past() && !claim[a].is_name && !passage[b].is_name;
        are_nouns && self.ours[a].is_some_and(|(at, _)| at != b)
    }

    /// Where the passage has the words of a phrase of the claim that begins at `from`.
    fn moved(&self, claim: &[Token], passage: &[Token], from: usize, words: &[usize]) -> Option<Vec<usize>> {
        let is_same = |i: usize, j: usize| matches!(link(&claim[i], &passage[j]), Some((Link::Same, _)));
        let leader = |tokens: &[Token], at: usize| {
            let before = tokens[..at].iter().rev().find(|token| token.kind != Kind::Function);
            let is_marked = tokens[at].mark || tokens[at].starts;
            before.filter(|token| token.kind == Kind::Preposition && !is_marked).map(|token| token.folded.clone())
        };
        let ours = leader(claim, from);
        let is_possessive = words.last().is_some_and(|&last| claim[last].folded.ends_with("'s"));
        let first = *words.first()?;
        (0..passage.len()).filter(|&j| self.theirs[j].is_none() && is_same(first, j)).find_map(|start| {
            let theirs = leader(passage, start);
            let is_of = |leader: &Option<String>| leader.as_deref() == Some("of");
            let may_move = match (&ours, &theirs) {
                (Some(a), Some(b)) => a == b && !self.is_of_another(claim, passage, from, start),
                _ if is_headed(claim, from) && passage.get(start + 1).is_some_and(|next| next.folded == "of") => true,
                _ => {
                    words.len() <= 3
                        && (is_possessive && is_of(&theirs) || is_of(&ours) && passage[start].folded.ends_with("'s"))
                }
            };
            if !may_move {
                return None;
            }
            let mut found = vec![start];
            for &word in &words[1..] {
                let last = *found.last()?;
                let next =
                    (last + 1..passage.len().min(last + 4)).find(|&j| self.theirs[j].is_none() && is_same(word, j))?;
                found.push(next);
            }
            Some(found)
        })
    }
}

/// Whether a possessive stands right before a word.
fn is_headed(tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens[at - 1].folded.ends_with("'s") && !tokens[at].mark
}

fn links(claim: &[Token], passage: &[Token]) -> Vec<Option<(Link, u32)>> {
    claim.iter().flat_map(|ours| passage.iter().map(move |theirs| link(ours, theirs))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::claim::token;

    /// Holds the pairs that are no prepositions or function words against what is expected: `ours/theirs`.
    fn check(claim: &str, passage: &str, expected: &str) {
        let (ours, theirs) = (token::of_claim(claim), token::of_claim(passage));
        let alignment = Alignment::new(&ours, &theirs);
        let pairs = ours.iter().zip(&alignment.ours).filter(|(token, _)| token.is_content());
        let shown = pairs.map(|(token, pair)| match pair {
            Some((at, _)) => format!("{}/{}", token.folded, theirs[*at].folded),
            None => format!("{}/", token.folded),
        });
        assert_eq!(shown.collect::<Vec<_>>().join(" "), expected, "{claim:?} {passage:?}");
    }

    #[test]
    fn words_are_laid_side_by_side() {
        check(
            "The council bought two ships.",
            "In May the council purchased 2 new ships.",
            "council/council bought/purchased two/2 ships/ships",
        );
    }

    #[test]
    fn another_order_is_no_alignment() {
        check("The ships bought the council.", "The council bought ships.", "ships/ bought/ council/council");
    }

    #[test]
    fn a_phrase_may_stand_elsewhere() {
        check(
            "The council met in Ostend in May.",
            "In May the council met in Ostend.",
            "council/council met/met ostend/ostend may/may",
        );
        check("The port's master left.", "The master of the port left.", "port's/port master/master left/left");
    }

    #[test]
    fn a_phrase_keeps_its_noun() {
        check(
            "Cranes for Narva stayed open.",
            "Cranes for Orel stayed open, pilots for Narva left.",
            "cranes/cranes narva/ stayed/stayed open/open",
        );
    }
}
