//! What a source says of a claim clause by clause.

use super::*;
use crate::clauses;
use crate::figures::{self, Mode};
use crate::verify::claim::token::of_claim;

/// The sentences of a text, taken apart.
fn scenes(text: &str) -> Vec<Scene> {
    let figures = clauses::outermost(figures::read(text, Mode::Claim));
    let sentences = crate::text::sentences(text);
    let scene = |(at, &span): (usize, &Span)| {
        let inside = figures.iter().filter(|figure| span.contains(figure.span)).cloned().collect();
        let before = sentences[at.saturating_sub(2)..at].iter().flat_map(|&span| of_claim(&text[span])).collect();
        Scene::new(text, span, inside, before)
    };
    sentences.iter().enumerate().map(scene).collect()
}

fn claim(text: &str, held: &[Held]) -> Claim {
    Claim::new(text, clauses::outermost(figures::read(text, Mode::Claim)), held.to_vec(), Vec::new())
}

fn check(source: &str, text: &str, expected: bool) {
    assert_eq!(claim(text, &[]).is_said(&scenes(source)).is_some(), expected, "{source:?} {text:?}");
}

#[test]
fn a_clause_in_other_words_and_another_order() {
    let source = "In 2003, Orria joined the Delta Process, by which members meet each year.";
    check(source, "Orria signed up to the Delta Process in 2003.", true);
    check(source, "Orria left the Delta Process in 2003.", false);
    check(source, "Orria signed up to the Delta Process in 2004.", false);
}

#[test]
fn a_passive_and_its_active() {
    let source = "The quay of Ostend was closed by the council in May after a storm.";
    check(source, "The council shut the quay of Ostend in May.", true);
    check(source, "The storm shut the council in May.", false);
}

#[test]
fn what_is_done_for_a_purpose() {
    let source = "The master of the old quay, Ina Dahl, has answered by renting out a crane to pay the divers.";
    check(source, "Ina Dahl, the master of the old quay, has answered by renting out a crane to pay the divers.", true);
    check(source, "Ina Dahl, the master of the old quay, has answered by renting out a crane.", true);
    check(source, "Ina Dahl paid the divers.", false);
    check(source, "Ina Dahl has paid the divers to rent out a crane.", false);
}

#[test]
fn who_a_relative_clause_takes_up() {
    let source = "Dahl was shut out of Norga, the largest firm of Varn, which runs five ferries.";
    check(source, "Norga runs five ferries.", true);
    check(source, "Dahl runs five ferries.", false);
    let source = "A plan backed by the guild on Friday noted that tolls are high.";
    check(source, "The plan was backed by the guild on Friday.", true);
    check(source, "The guild noted on Friday that tolls are high.", false);
}

#[test]
fn two_sentences_make_one_claim() {
    let source = "The council bought the quay in 2019. A year later it sold two sheds to a brewer.";
    check(source, "The council purchased the quay in 2019 and sold two sheds.", true);
    check(source, "The council purchased the quay in 2019 and sold the brewer.", false);
}

#[test]
fn what_is_said_is_not_so() {
    check("The mayor said that the ferry had sunk.", "The mayor said the ferry had sunk.", true);
    check("The mayor said that the ferry had sunk.", "The ferry had sunk.", false);
    check("If the ferry sinks, the mayor pays.", "The ferry sinks.", false);
}

#[test]
fn what_restricts_bars() {
    check("Most ferries sank in the storm.", "All ferries sank in the storm.", false);
    check("The former mayor opened the quay.", "The mayor opened the quay.", false);
    check("The ferry never sank.", "The ferry sank.", false);
    check("The ferry may sink.", "The ferry sinks.", false);
    check("Dahl hardly ever sold a ship.", "Dahl sold a ship.", false);
}

#[test]
fn what_an_act_is_kept_from_is_not_done() {
    let source = "The pilots, who were barred from watching the sale, protested.";
    check(source, "The pilots watched the sale.", false);
    check("The council bought two ships from a Danish firm.", "The council bought the Danish firm.", false);
}

#[test]
fn a_subject_may_be_named_beside() {
    check(
        "Mr Dahl is now in jail. The yard was sold by its founder, Mira Dahl.",
        "Dahl, the founder of the yard, is in prison.",
        true,
    );
}

/// Holds what turns a claim, of which the source has the names given, against what is expected: `claim's word / source's word`.
fn check_turned(source: &str, text: &str, names: &[&str], expected: &str) {
    let held: Vec<Held> = names
        .iter()
        .filter_map(|name| {
            let at = text.find(name)?;
            Some(Held {
                item: Span::new(at, at + name.len()),
                evidence: Span::default(),
                kind: super::super::Kind::Name,
            })
        })
        .collect();
    let turned = claim(text, &held).is_turned(&scenes(source));
    let shown = turned.map(|(_, turned)| {
        let word = |text: &str, span: Option<Span>| span.map_or_else(String::new, |span| text[span].to_owned());
        format!("{} / {}", word(text, turned.ours), word(source, turned.theirs))
    });
    assert_eq!(shown.unwrap_or_default(), expected, "{source:?} {text:?}");
}

#[test]
fn one_word_turns_a_clause() {
    let source = "The fine was overturned by the Harbour Court in May.";
    check_turned(source, "In May the Harbour Court upheld the fine.", &["Harbour Court"], "upheld / overturned");
    check_turned(source, "In May the Harbour Court overturned the fine.", &["Harbour Court"], "");
}

#[test]
fn another_name_in_its_place_turns_a_clause() {
    let source = "In the end Velona took no action against the pilot, but the Narva Guild wrote to him.";
    // Missed: `Guild / Velona`. A denial is held against nothing that is said with a name of its own.
    check_turned(source, "The Narva Guild took no action against the pilot.", &["Narva Guild"], "");
    check_turned(source, "Velona took no action against the pilot.", &["Velona"], "");
    // A place may lie in another one, and a capital may speak for its country.
    check_turned("The firm is registered in Tver.", "The firm is registered in Kalin.", &["Kalin"], "");
    let source = "Rolf Berg was pitching for the guild in the last inning.";
    let claim = "Karl Dahl was pitching for the guild in the last inning.";
    check_turned(source, claim, &["Karl Dahl"], "Karl Dahl / Rolf Berg");
    check_turned(
        "The bill was drafted by Peter Dahl.",
        "The bill was drafted by Daniel Berg.",
        &["Daniel Berg"],
        "Daniel Berg / Peter Dahl",
    );
    check_turned("Russia seized the unit in May.", "Moscow seized the unit in May.", &["Moscow"], "");
}

#[test]
fn what_ends_with_somebody_is_not_exchanged_with_him() {
    let source = "The match ended with Dahl leading with ten goals, one ahead of Berg.";
    check_turned(
        source,
        "Dahl ended the match as the first with ten goals, one more than Berg.",
        &["Dahl", "Berg"],
        "",
    );
}

#[test]
fn what_is_possible_or_tried_is_not_done() {
    let source = "The survey says that silt from the river might close the northern channel of Varn by May.";
    check_turned(
        source,
        "The survey says that silt from the river closes the northern channel of Varn.",
        &[],
        "closes / might",
    );
    check_turned(source, "The survey says that silt from the river could close the northern channel of Varn.", &[], "");
    check_turned(source, "The survey says that silt possibly closes the northern channel of Varn.", &[], "");
    let source = "The guild of pilots tried to sell the two old ships of the council in May.";
    check_turned(source, "The guild of pilots sold the two old ships of the council in May.", &[], "sold / tried");
    check_turned(source, "In May the guild of pilots tried to sell the two old ships of the council.", &[], "");
}

#[test]
fn a_capital_or_a_letter_makes_no_other_name() {
    let source = "\"The ship rode out the gale off Varn,\" read a statement by the guild.";
    check_turned(source, "The Brave Linnet rode out the gale off Varn.", &["Brave Linnet"], "");
    let source = "In May the governor Kalinsh moved the workers of the yard to a project in Orel.";
    check_turned(
        source,
        "In May the governor Kalinsch moved the workers of the yard to a project in Orel.",
        &["Kalinsch"],
        "",
    );
}

#[test]
fn a_denial_may_stand_before_the_auxiliary() {
    let source = "Two yards have had no licence, but their status never has been challenged by the council.";
    check_turned(source, "Two yards have had no licence, but the council has never challenged their status.", &[], "");
}

#[test]
fn what_a_clause_inside_says_is_of_something_else() {
    let source = "The council bought two ships, which carried coal and were built in 2009.";
    check(source, "The council bought coal.", false);
    check(source, "The council bought two ships in 2009.", false);
}

#[test]
fn a_verb_of_another() {
    let source = "Norga bought its rival Orbis and shut the old mill.";
    let is_of_another = |text: &str| claim(text, &[]).is_of_another(&scenes(source)[0]);
    assert!(is_of_another("Orbis shut the old mill."));
    assert!(!is_of_another("Norga shut the old mill."));
    // The source's sentence has no such verb.
    assert!(!is_of_another("Orbis sold the old mill."));
}

#[test]
fn what_the_claim_denies_turns_nothing() {
    let turned = |source: &str, text: &str| claim(text, &[]).is_turned(&scenes(source)).is_some();
    let source = "The guild did not sell the northern crane in May.";
    assert!(turned(source, "The guild sold the northern crane in May."));
    assert!(!turned(source, "Berg denied that the guild sold the northern crane in May."));
}

#[test]
fn a_group_of_another_kind() {
    let source = "The northern wall of the church was painted by Berg, and the southern wall of the church by Dahl.";
    check(source, "Dahl painted the northern wall of the church.", false);
    check(source, "The northern wall of the church was painted by Dahl.", false);
    check(source, "The northern wall of the church was painted by Berg.", true);
    check(source, "Berg painted the northern wall of the church.", true);
}

#[test]
fn a_part_without_a_verb_has_its_own_patient() {
    let source = "The western half of the quay was built by Berg, and the eastern half of the quay by Dahl.";
    check(source, "Dahl built the western half of the quay.", false);
    check(source, "Dahl built the eastern half of the quay.", true);
    check(source, "Berg built the western half of the quay.", true);
}
