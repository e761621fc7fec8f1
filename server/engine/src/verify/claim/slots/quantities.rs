//! Words of how many, and percentages, that exclude each other.

use super::Slots;
use crate::lexicon::FRACTION_NOUNS;
use crate::verify::claim::denial::next_words;
use crate::verify::claim::setting::is_all_but;
use crate::verify::claim::token::{Kind, Token};
use crate::verify::claim::turned::Turn;

impl Slots<'_> {
    /// All for some, most for few.
    pub(super) fn quantified(&self) -> Option<(Turn, Option<usize>, Option<usize>)> {
        let ours = (0..self.claim.len()).find(|&at| quantity(self.claim, at).is_some())?;
        let own = quantity(self.claim, ours)?;
        let is_counted = next_words(self.claim, ours).any(|at| !self.same[at].is_empty());
        if let Some(theirs) = (0..self.source.len()).find(|&at| is_all_but(self.source, at))
            && own == "all"
            && is_counted
            && !(0..self.claim.len()).any(|at| is_all_but(self.claim, at))
        {
            return Some((Turn::Quantifier, Some(ours), Some(theirs)));
        }
        if is_all_but(self.claim, ours) {
            return None;
        }
        if let Some(theirs) = self.part_of(ours).filter(|_| own == "all") {
            return Some((Turn::Quantifier, Some(ours), Some(theirs)));
        }
        if !is_counted || (0..self.source.len()).any(|at| quantity(self.source, at) == Some(own)) {
            return None;
        }
        if let Some(theirs) = self.other_percentage(ours, own) {
            return Some((Turn::Quantifier, Some(ours), Some(theirs)));
        }
        let is_excluded = |theirs: &usize| {
            let Some(other) = quantity(self.source, *theirs) else { return false };
            let is_excluded = matches!(
                (own, other),
                ("all", "most" | "many" | "some" | "few" | "part")
                    | ("most" | "many", "few")
                    | ("few", "most" | "many")
            );
            // Who says most of a thing of which all is so says too little.
            let is_less = matches!((own, other), ("most" | "few", "all")) && self.is_of_one(ours, *theirs);
            let has_too = (0..self.claim.len()).any(|at| quantity(self.claim, at) == Some(other));
            let is_said = || next_words(self.source, *theirs).any(|next| self.is_said(next));
            (is_excluded || is_less) && !has_too && is_said()
        };
        let theirs = (0..self.source.len()).find(is_excluded)?;
        Some((Turn::Quantifier, Some(ours), Some(theirs)))
    }

    /// Whether two words of how many count the same: the nearest word that names something after each.
    fn is_of_one(&self, ours: usize, theirs: usize) -> bool {
        let (own, other) = (next_words(self.claim, ours).next(), next_words(self.source, theirs).next());
        own.zip(other).is_some_and(|(own, other)| self.same[own].contains(&other))
    }

    /// The percentage of the same thing in the source which is none of what the claim says by a word: `nearly all` of "70 percent of".
    fn other_percentage(&self, ours: usize, own: &str) -> Option<usize> {
        const NEARLY: [&str; 4] = ["almost", "nearly", "practically", "virtually"];
        let is_nearly = ours.checked_sub(1).is_some_and(|at| NEARLY.contains(&self.claim[at].folded.as_str()));
        let holds = |percent: f32| match own {
            "all" if is_nearly => percent >= 85.0,
            "all" => percent >= 99.0,
            "most" => percent >= 45.0,
            "few" => percent <= 50.0,
            _ => true,
        };
        if (0..self.claim.len()).any(|at| percentage(self.claim, at).is_some()) {
            return None;
        }
        let mut shares = (0..self.source.len()).filter_map(|at| Some((at, percentage(self.source, at)?)));
        let (theirs, percent) = shares.next().filter(|_| shares.next().is_none())?;
        // The share is of what stands behind `percent`, or `per cent`.
        let last = theirs + if self.source.get(theirs + 1).is_some_and(|next| next.folded == "per") { 2 } else { 1 };
        (!holds(percent) && self.is_of_one(ours, last)).then_some(theirs)
    }

    /// The number in the source that takes a part of the number after a word of the claim (`all 240`, `29 out of 240`).
    fn part_of(&self, ours: usize) -> Option<usize> {
        const FAR: usize = 3;
        let number = (ours + 1..self.claim.len()).take(2).find(|&at| self.claim[at].kind == Kind::Number)?;
        self.same[number].iter().find_map(|&whole| {
            let near = whole.saturating_sub(FAR)..whole;
            let of = near.clone().rev().find(|&at| self.source[at].folded == "of")?;
            near.rev().find(|&at| at < of && self.source[at].kind == Kind::Number)
        })
    }
}

/// The percentage that a number gives, of whatever follows: `70` of "70 percent of homes".
fn percentage(tokens: &[Token], at: usize) -> Option<f32> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.folded.as_str()));
    let is_percent = is(at + 1, &["%", "percent", "pc"]) || is(at + 1, &["per"]) && is(at + 2, &["cent"]);
    if tokens[at].kind == Kind::Number && is_percent { tokens[at].stem.parse().ok() } else { None }
}

/// How many a word speaks of, by its class; of a fraction, where it says of what (`a quarter of`: not three months).
fn quantity(tokens: &[Token], at: usize) -> Option<&'static str> {
    let is_of = || tokens.get(at + 1).is_some_and(|next| next.folded == "of");
    match tokens[at].kind {
        Kind::Quantifier(class) => Some(class),
        Kind::Content if FRACTION_NOUNS.has(&tokens[at].folded) && (tokens[at].folded == "half" || is_of()) => {
            Some("part")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn all_for_some() {
        let source = "Of the boats that the storm drove ashore near Orel, half were afloat within days.";
        check(source, "All of the boats that the storm drove ashore were afloat within days.", "Quantifier All/half");
        check(source, "Half of the boats driven ashore near Orel were afloat within days.", "");
    }

    #[test]
    fn a_word_of_how_many_beside_a_percentage() {
        let source = "At Orel 70 percent of the pilots steer a boat by night, and sleep by day.";
        check(source, "Nearly all pilots steer a boat by night at Orel.", "Quantifier all/70");
        check(source, "Most pilots steer a boat by night at Orel.", "");
        check(source, "At Orel 70 percent of all pilots steer a boat by night.", "");
    }

    #[test]
    fn most_of_what_is_so_of_all() {
        let source = "Soundings are now made in all 14 harbours of the northern channel.";
        check(source, "Soundings are made in most of the 14 harbours of the northern channel.", "Quantifier most/all");
        check(source, "Soundings are made in the 14 harbours of the northern channel.", "");
    }
}
