//! Words of opposite sense.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::stem;

/// Pairs of opposites in their forms, one pair to a line: those of which a statement can have only one.
const PAIRS: &str = "\
rise rises rose risen increase grow grows grew grown climb gain | fall falls fell fallen decrease decline drop shrink shrank
higher | lower
high | low
raise lift | cut reduce
expand | shrink
widen | narrow
strengthen | weaken
strong | weak
support back favour favor | oppose
accept approve | reject refuse
pass adopt | reject
uphold upheld | overturn strike
confirm | deny
allow permit legalise legalize | ban prohibit forbid forbade forbidden outlaw
encourage | discourage
require | forbid
include | exclude
win wins won | lose loses lost
victory win | defeat loss
profit gain | loss
surplus | deficit
succeed success | fail failure
begin began begun start launch | end stop
open | close
buy bought purchase | sell sold
import | export
hire | fire dismiss
enter arrive | leave left depart
join | leave left quit
attack | defend
friend ally | enemy foe
advantage | disadvantage
agree | disagree
positive | negative
optimistic | pessimistic
better | worse
best | worst
good | bad
biggest largest greatest | smallest
large big | small
long | short
longest | shortest
oldest | youngest
old | young new
highest | lowest
strongest | weakest
fastest | slowest
richest | poorest
rich | poor
early | late
earlier | later
majority | minority
maximum | minimum
major | minor
public | private
internal | external
domestic | foreign
urban | rural
northern north | southern south
eastern east | western west
man men male boy boys husband father son brother | woman women female girl girls wife mother daughter sister
guilty convicted | innocent acquitted
legal | illegal
likely | unlikely
able | unable
possible | impossible
safe | dangerous unsafe
true | false
hot | cold
morning | evening
optional voluntary | mandatory compulsory
temporary | permanent
free | paid
";

/// By a stem, those that stand on the other side of its pairs.
static OPPOSITES: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut opposites: FxHashMap<String, Vec<String>> = FxHashMap::default();
    let stems = |words: &str| words.split_whitespace().map(stem).collect::<Vec<_>>();
    for (left, right) in PAIRS.lines().filter_map(|pair| pair.split_once('|')) {
        let (left, right) = (stems(left), stems(right));
        left.iter().for_each(|stem| opposites.entry(stem.clone()).or_default().extend_from_slice(&right));
        right.iter().for_each(|stem| opposites.entry(stem.clone()).or_default().extend_from_slice(&left));
    }
    opposites
});

/// What makes the opposite of a word when it stands before it.
const PREFIXES: [&str; 6] = ["un", "in", "im", "il", "ir", "dis"];

/// The fewest letters of a word that a prefix turns round.
const SHORTEST: usize = 6;

/// The stems of the words that mean the opposite of a folded word.
pub fn of(folded: &str) -> Vec<String> {
    let mut found = OPPOSITES.get(&stem(folded)).cloned().unwrap_or_default();
    if folded.len() >= SHORTEST {
        found.extend(PREFIXES.iter().map(|prefix| stem(&format!("{prefix}{folded}"))));
        let bare = PREFIXES.iter().filter_map(|prefix| folded.strip_prefix(prefix));
        found.extend(bare.filter(|bare| bare.len() >= SHORTEST).map(stem));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: bool) {
        assert_eq!(of(a).contains(&stem(b)), expected, "{a} {b}");
        assert_eq!(of(b).contains(&stem(a)), expected, "{b} {a}");
    }

    #[test]
    fn pairs_and_prefixes() {
        check("rose", "fell", true);
        check("increased", "declining", true);
        check("supports", "opposed", true);
        check("legal", "illegal", true);
        check("reliable", "unreliable", true);
        check("rose", "increased", false);
        check("come", "income", false);
    }
}
