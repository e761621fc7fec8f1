//! What is put in at the cursor.

use serde_json::{Value, json};
use tower_lsp::ls_types::request::{Completion, ResolveCompletionItem};

use crate::fixture::Workspace;

fn complete(workspace: &mut Workspace) -> Value {
    let params = serde_json::to_value(workspace.at_cursor()).unwrap();
    let found = workspace.client.request::<Completion>(serde_json::from_value(params).unwrap());
    serde_json::to_value(found).unwrap()
}

fn workspace(fixture: &str) -> Workspace {
    Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}))
}

fn labels(list: &Value) -> Vec<&str> {
    list["items"].as_array().into_iter().flatten().map(|item| item["label"].as_str().unwrap()).collect()
}

/// What is offered, as far as labels go.
fn check(fixture: &str, expected: &[&str]) {
    let mut workspace = workspace(fixture);
    let list = complete(&mut workspace);
    assert_eq!(labels(&list), expected);
    workspace.shut_down();
}

/// What the briefing is with the first of what is offered.
fn check_put_in(fixture: &str, expected: &str) {
    let mut workspace = workspace(fixture);
    let list = complete(&mut workspace);
    let item = &list["items"][0];
    assert!(!item.is_null(), "nothing is offered");
    let edit = &item["textEdit"];
    let uri = workspace.uri("memo.brief");
    let edit = json!({"changes": {uri.as_str(): [edit]}});
    let edited = workspace.edited(&serde_json::from_value(edit).unwrap());
    assert_eq!(edited, [format!("memo.brief: {expected}")]);
    workspace.shut_down();
}

#[test]
fn a_quotation_goes_on_as_the_source_does() {
    check("So \"the quay was ne$0 [@harbour].\n", &["the quay was never built to carry trains"]);
}

#[test]
fn a_quotation_is_put_in_whole() {
    check_put_in(
        "So \"The quay was ne$0\" [@harbour].\n",
        "So \"the quay was never built to carry trains\" [@harbour].\n",
    );
}

#[test]
fn a_quotation_is_closed_by_its_mark() {
    check_put_in("So “the quay was ne$0 [@harbour].\n", "So “the quay was never built to carry trains” [@harbour].\n");
}

#[test]
fn a_quotation_without_a_citation_gets_one() {
    check_put_in("So “the quay was ne$0\n", "So “the quay was never built to carry trains” [@harbour, ¶ 2]\n");
}

#[test]
fn a_quotation_ends_with_its_clause_or_its_sentence() {
    let labels = ["A new crane cost 830,000 euros", "A new crane cost 830,000 euros, paid out of the reserve"];
    check("So \"a new crane $0 [@ledger].\n", &labels);
}

#[test]
fn a_quotation_of_another_source_than_the_cited_one_is_not_offered() {
    check("So \"the quay was ne$0 [@ledger].\n", &[]);
}

#[test]
fn a_quotation_that_has_not_begun_is_what_the_source_says_of_it() {
    let mut workspace = workspace("The dockers were idled by the strike: \"$0\" [@harbour].\n");
    let list = complete(&mut workspace);
    assert_eq!(labels(&list)[0], "The strike idled nearly 1,200 dockers for a week");
    assert_eq!(list["isIncomplete"], true);
    workspace.shut_down();
}

#[test]
fn a_locator_in_words_is_the_sources() {
    check_put_in(
        "So it is [@harbour, \"the quay wa$0].\n",
        "So it is [@harbour, \"the quay was never built to carry trains\"].\n",
    );
}

#[test]
fn a_figure_goes_on_as_the_source_does() {
    check_put_in(
        "The harbour handled 4$0 in the year [@harbour].\n",
        "The harbour handled 4.2 million tonnes in the year [@harbour].\n",
    );
}

#[test]
fn a_figure_without_a_citation_is_looked_for_in_what_speaks_of_it() {
    check_put_in("A new crane cost 83$0\n", "A new crane cost 830,000 euros [@ledger, ¶ 2]\n");
}

#[test]
fn a_figure_is_begun_by_its_sign_or_by_a_letter() {
    check_put_in(&format!("//- memo.brief\nThe quay cost $$0\n{QUAY}"), "The quay cost $15 million [@quay, ¶ 1]\n");
    check_put_in(
        &format!("//- memo.brief\nThe quay cost $$0 [@quay].\n{QUAY}"),
        "The quay cost $15 million [@quay].\n",
    );
    check_put_in(&format!("//- memo.brief\nThe ferry runs e$0\n{QUAY}"), "The ferry runs eight times [@other, ¶ 1]\n");
    check(&format!("//- memo.brief\nIt is e$0\n{QUAY}"), &[]);
    check(&format!("//- memo.brief\nThe ferry runs e$0ver\n{QUAY}"), &[]);
    check(
        &format!("//- memo.brief\nThe ferry cost $$0\n//- sources/a.txt\nThe ferry cost 14 euros.\n{QUAY}"),
        &["$15 million"],
    );
}

#[test]
fn a_block_of_a_quotation_goes_on_as_the_source_does() {
    let council = "The council agreed to rebuild the old harbour wall before the winter storms arrive";
    check_put_in(&format!("//- memo.brief\n> The cou$0\n{QUAY}"), &format!("> {council} [@quay, ¶ 1]\n"));
    check_put_in(
        &format!("//- memo.brief\n> The council agreed to rebuild\n> the o$0\n\n[@quay]\n{QUAY}"),
        "> The council agreed to rebuild\n> the old harbour wall before the winter storms arrive\n\n[@quay]\n",
    );
}

#[test]
fn a_figure_comes_with_its_hedge_once() {
    check_put_in(
        "The strike idled 1,2$0 for a week.\n",
        "The strike idled nearly 1,200 dockers [@harbour, ¶ 3] for a week.\n",
    );
    check_put_in(
        "The strike idled nearly 1,2$0 for a week [@harbour].\n",
        "The strike idled nearly 1,200 dockers for a week [@harbour].\n",
    );
    check_put_in(
        "The strike idled over 1,2$0 for a week [@harbour].\n",
        "The strike idled nearly 1,200 dockers for a week [@harbour].\n",
    );
}

const SPOKEN: &str = "\
//- sources/press.txt
By Ana Lund

The minister opened the new terminal on Monday. Nobody had asked for it.

\"We will never sell this terminal to anybody from abroad,\" said Karin Vale, the minister.
//- sources/other.txt
\"The terminal is far too small for the ships that come now,\" said a pilot.
";

/// The first that is offered.
fn check_first(text: &str, expected: &str) {
    let mut workspace = workspace(&format!("//- memo.brief\n{text}\n{SPOKEN}"));
    let list = complete(&mut workspace);
    assert_eq!(labels(&list).first().copied(), Some(expected), "{text}");
    workspace.shut_down();
}

#[test]
fn a_quotation_that_is_written_first_is_what_somebody_says_of_it() {
    let minister = "We will never sell this terminal to anybody from abroad";
    let pilot = "The terminal is far too small for the ships that come now";
    check_first("Karin Vale, the minister, said: \"$0", minister);
    check_first("A pilot said of the ships: \"$0", pilot);
    check_first("The minister said: \"w$0", minister);
    check_first("The minister, who opened the new terminal on Monday, said: \"$0", minister);
    check_first("The minister said on Monday [@press]: \"$0", minister);
}

const QUAY: &str = "\
//- sources/quay.txt
Mira Dahl, master of the harbour, said that the quay was never built to carry trains. It cost $15 million
in 2019. The council agreed to rebuild the old harbour wall before the winter storms arrive.

The old wharf was \"a ruin beyond repair\", said Ada Kline.
//- sources/other.txt
The ferry runs eight times a day between Orel and Narva.
//- sources/harbour.txt
//- sources/ledger.txt
";

#[test]
fn a_quotation_of_somebody_is_what_the_source_has_from_her() {
    let said = "the quay was never built to carry trains";
    let of = |text: &str, expected: &[&str]| check(&format!("//- memo.brief\n{text}\n{QUAY}"), expected);
    for text in
        ["Dahl said \"$0", "Dahl said: \"$0", "Dahl said that it was \"$0", "Mira Dahl said that the quay was \"$0"]
    {
        of(text, &[said]);
    }
    of("Kline called it \"$0", &["a ruin beyond repair"]);
    of("Kline called it ‘$0", &["a ruin beyond repair"]);
    of("Kline called it '$0", &["a ruin beyond repair"]);
    // Who says it is none of it, whatever was typed.
    of("Dahl said that it was \"Mira$0", &[]);
    of("Dahl said that it was \"a ruin$0", &[]);
    of("Dahl said that it was \"the quay$0", &[said]);
}

#[test]
fn what_a_rule_would_then_speak_of_elsewhere_in_the_sentence_is_not_offered() {
    let ferry = "The ferry runs eight times a day between Orel and Narva";
    check(&format!("//- memo.brief\nThe ferry from Orel runs \"$0\n{QUAY}"), &[ferry]);
}

#[test]
fn a_quotation_that_is_written_first_comes_whole() {
    check_put_in(
        "//- memo.brief\nKarin Vale said: \"we will$0\n//- sources/press.txt\n\"We will never sell this,\" said Karin Vale.\n",
        "Karin Vale said: \"We will never sell this\" [@press, ¶ 1]\n",
    );
}

#[test]
fn what_a_rule_would_speak_of_is_not_offered() {
    check("Storage fees rose to 310$0 [@ledger].\n", &[]);
}

#[test]
fn a_hedge_has_a_capital_where_a_sentence_begins_alone() {
    let crew = "//- sources/crew.txt\nSome 260 people work on the lock.\n";
    check_put_in(
        &format!("//- memo.brief\nThe lock employs 2$0 today.\n{crew}"),
        "The lock employs some 260 people [@crew, ¶ 1] today.\n",
    );
    check_put_in(
        &format!("//- memo.brief\nThe lock is open. Nearly 2$0 work there.\n{crew}"),
        "The lock is open. Some 260 people [@crew, ¶ 1] work there.\n",
    );
}

#[test]
fn what_is_only_said_comes_with_who_says_so() {
    check_put_in(
        "//- memo.brief\nThe budget has a reserve of $1$0.\n//- sources/budget.txt\nOna Brill says that the budget has a reserve of $12 million.\n",
        "The budget has a reserve of $12 million, Ona Brill says [@budget, ¶ 1].\n",
    );
}

#[test]
fn behind_a_sign_only_what_has_it_is_offered() {
    let fees = "//- sources/fees.txt\nThe fee is $14 a month. The lock has stood for 14 years.\n";
    check(&format!("//- memo.brief\nIt costs $1$0\n{fees}"), &["$14"]);
}

#[test]
fn of_what_is_alike_that_of_the_cited_source_is_first() {
    check_put_in(
        "//- memo.brief\nThe bridge is shut [@bridge]. It is 2$0 old.\n//- sources/a.txt\nIt was 21 days.\n//- sources/bridge.txt\nThe bridge is shut.\n\nIt has stood for 27 years.\n",
        "The bridge is shut [@bridge]. It is 27 years [@bridge, ¶ 2] old.\n",
    );
}

#[test]
fn a_name_is_spelled_as_the_source_spells_it() {
    check("The quay was built by D$0\n", &["Dahlgren"]);
    check_put_in("The quay was built by Mi$0 in a year.\n", "The quay was built by Mira Dahlgren in a year.\n");
    check("The quay. M$0\n", &[]);
    check_put_in(
        "//- memo.brief\nThe quay was built [@harbour]. Un$0\n//- sources/guild.txt\nNobody was asked, said Una Brack, who leads the guild.\n",
        "The quay was built [@harbour]. Una Brack\n",
    );
    let guild = "//- sources/guild.txt\nNobody was asked, said Una Brack, who leads the guild.\n";
    check(&format!("//- memo.brief\nSo says U$0\n{guild}"), &["Una Brack", "Una Brack, who leads the guild,"]);
}

#[test]
fn the_key_of_what_speaks_of_it_is_first() {
    check("It is [@harbour]. Revenue from storage fees fell in the quarter [@$0\n", &["ledger", "harbour"]);
}

#[test]
fn keys_are_offered_the_most_cited_first() {
    check("Is it [@ledger] or [@ledger] or [@$0\n", &["ledger", "harbour"]);
}

#[test]
fn a_key_is_put_in_at_its_place() {
    check_put_in("It is [@harbour] so [@har$0].\n", "It is [@harbour] so [@harbour].\n");
    check_put_in("It is [@harbour] so [$0\n", "It is [@harbour] so [@harbour]\n");
}

/// The cursor comes behind what is put in: it must not stay before the end of the bracket.
#[test]
fn an_end_that_the_editor_put_there_is_replaced() {
    let mut workspace = workspace("It is [@harbour] so [$0].\n");
    let list = complete(&mut workspace);
    let edit = &list["items"][0]["textEdit"];
    assert_eq!(edit["newText"], "@harbour]");
    assert_eq!(edit["range"]["end"]["character"], 22);
    workspace.shut_down();
}

#[test]
fn a_key_comes_with_its_title() {
    let mut workspace = workspace(
        "---\nsources:\n  a:\n    path: sources/ledger.txt\n    title: The ledger\n    date: 2025-10-02\n---\n\nSo [@a] [@$0\n",
    );
    let list = complete(&mut workspace);
    let item = list["items"][0].clone();
    assert_eq!((&item["label"], &item["detail"]), (&json!("a"), &json!("The ledger, 2025-10-02")));
    assert_eq!(item["labelDetails"]["description"], "cited once");
    let resolved = workspace.client.request::<ResolveCompletionItem>(serde_json::from_value(item).unwrap());
    let resolved = serde_json::to_value(resolved).unwrap();
    let expected =
        "**The ledger**, 2025-10-02\n\n> Revenue from storage fees fell to 310 million dollars in the quarter.";
    assert_eq!(resolved["documentation"]["value"], expected);
    workspace.shut_down();
}

#[test]
fn a_locator_is_where_the_evidence_stands() {
    check_put_in(
        "The strike idled nearly 1,200 dockers for a week [@harbour,$0].\n",
        "The strike idled nearly 1,200 dockers for a week [@harbour, ¶ 3].\n",
    );
}

#[test]
fn locators_are_the_places_of_the_source() {
    check("So [@harbour, $0].\n", &["¶ 1", "¶ 2", "¶ 3"]);
    check("So [@harbour, para. 2$0].\n", &["¶ 2"]);
}

#[test]
fn directives_are_offered_in_their_comments() {
    check("So. <!-- briefcheck: $0 -->\n", &["allow", "calc", "checked", "off", "on"]);
    check_put_in("So. <!-- br$0\n", "So. <!-- briefcheck: allow \n");
    check("So. <!-- just $0 -->\n", &[]);
}

#[test]
fn rules_that_have_found_something_are_first() {
    let mut workspace = workspace("\"The quay was built to carry trains\" [@harbour]. <!-- briefcheck: allow $0 -->\n");
    let list = complete(&mut workspace);
    assert!(labels(&list).contains(&"figure-mismatch"));
    assert_eq!(labels(&list)[0], "quote-altered");
    workspace.shut_down();
}

#[test]
fn files_are_offered_in_the_front_matter() {
    check("---\nsources:\n  a: $0\n---\n\nSo.\n", &["sources/harbour.txt", "sources/ledger.txt"]);
    check("---\ntitle: $0\n---\n\nSo.\n", &[]);
}

#[test]
fn words_are_not_completed() {
    check("So it $0is.\n", &[]);
}

#[test]
fn every_place_is_answered() {
    let text = "\
---
title: «é»
sources:
  a: sources/ledger.txt
  b:
    path: 'x
---

> “The quay — é” was [@a, \"néver
> built [@harbour, ¶ 2; @

- 4.2 of $31, ‘it’s <!-- briefcheck: allow quote-altered, x: é --> 🦀\"
";
    let mut workspace = workspace(text);
    let uri = workspace.uri("memo.brief");
    for (line, words) in text.lines().enumerate() {
        for character in 0..=words.len() {
            let params = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
            workspace.client.request::<Completion>(serde_json::from_value(params).unwrap());
        }
    }
    workspace.shut_down();
}
