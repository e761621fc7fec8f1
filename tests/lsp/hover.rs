//! What there is to know of what is under the cursor.

use serde_json::json;
use tower_lsp::ls_types::request::HoverRequest;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, Location};

use crate::fixture::Workspace;

/// What is said at the cursor, and of which words.
fn hover(fixture: &str, formats: &[&str]) -> Option<(String, String)> {
    let capabilities = json!({"textDocument": {"diagnostic": {}, "hover": {"contentFormat": formats}}});
    let mut workspace = Workspace::with(fixture, capabilities);
    let params = HoverParams {
        text_document_position_params: workspace.at_cursor(),
        work_done_progress_params: Default::default(),
    };
    let found = workspace.client.request::<HoverRequest>(params).map(|Hover { contents, range }| {
        let HoverContents::Markup(contents) = contents else { panic!("{contents:?}") };
        let uri = workspace.at_cursor().text_document.uri;
        let words = workspace.shown(&Location { uri, range: range.unwrap() });
        let folder = format!("file://{}/", workspace.path("").to_str().unwrap().trim_end_matches('/'));
        (contents.value.replace(&folder, "~/"), words.split_once(": ").unwrap().1.to_owned())
    });
    workspace.shut_down();
    found
}

/// The paragraphs of what is said of `words`, as Markdown; a quotation with its lines joined by ` / `.
fn check(fixture: &str, words: &str, expected: &[&str]) {
    let (said, of) = hover(fixture, &["markdown", "plaintext"]).unwrap();
    assert_eq!(of, words);
    let said = said.replace("\n>\n> ", " / ");
    assert_eq!(said.split("\n\n").collect::<Vec<_>>(), expected);
}

/// That something is said of `words` with all of these in it.
fn check_holds(fixture: &str, words: &str, expected: &[&str]) {
    let (said, of) = hover(fixture, &["markdown"]).unwrap();
    assert_eq!(of, words);
    for expected in expected {
        assert!(said.contains(expected), "{expected:?} is not in {said}");
    }
}

#[test]
fn a_quotation_shows_its_passage() {
    check(
        "So \"the quay was $0never built\" [@harbour].\n",
        "\"the quay was never built\"",
        &[
            "**verified**: 5 words, as in ¶ 2",
            "[sources/harbour.txt:3](~/sources/harbour.txt#L3), ¶ 2",
            "> The harbour handled 4.2 million tonnes of cargo in the year. / According to Mira Dahlgren, the harbour \
             master, **the quay was never built** to carry trains. / The strike idled nearly 1,200 dockers for a week.",
        ],
    );
}

#[test]
fn an_altered_quotation_shows_the_difference() {
    check_holds(
        "So \"the quay was $0built to hold trains\" [@harbour].\n",
        "\"the quay was built to hold trains\"",
        &["**quote altered**: ¶ 2 of harbour", "was **never** built to ~~hold~~ **carry** trains."],
    );
}

#[test]
fn a_quotation_that_is_nowhere_says_so() {
    let (said, _) = hover("So \"bananas $0grow on the moon\" [@harbour].\n", &["markdown"]).unwrap();
    assert!(said.starts_with("**quote not found**: "), "{said}");
}

#[test]
fn a_figure_shows_how_it_was_read() {
    check_holds(
        "The strike idled nearly $01,200 dockers [@harbour].\n",
        "1,200",
        &["**verified**", "read as ≲ 1,200 dockers", "¶ 3"],
    );
}

#[test]
fn a_figure_without_a_source_shows_how_it_was_read() {
    check_holds("It moved $012% of it.\n", "12%", &["read as 12%"]);
}

#[test]
fn a_claim_shows_the_words_that_it_shares() {
    check_holds(
        "The strike $0idled nearly 1,200 dockers [@harbour].\n",
        "The strike idled nearly 1,200 dockers [@harbour].",
        &["**verified**", "The **strike idled nearly 1,200 dockers** for a week."],
    );
}

#[test]
fn what_is_known_of_the_source_is_shown() {
    let fixture = "\
---
sources:
  quay:
    path: sources/harbour.txt
    title: The *new* quay
    publisher: Harbour Authority
    date: 2025-10-02
---

So \"the quay was $0never built\" [@quay].
";
    check_holds(
        fixture,
        "\"the quay was never built\"",
        &["**The \\*new\\* quay**, Harbour Authority, 2025-10-02 – [sources/harbour.txt:3]"],
    );
}

#[test]
fn source_text_is_no_markup() {
    let fixture = "\
So \"the quay was $0never built\" [@wild].
//- sources/wild.txt
See <b>this</b> [link](http://evil.example) and `code`: the quay was never built.
";
    let fixture = format!("//- memo.brief\n{fixture}");
    check_holds(
        &fixture,
        "\"the quay was never built\"",
        &["See \\<b>this\\</b> \\[link\\](http\\://evil.example) and \\`code\\`: **the quay was never built**."],
    );
}

#[test]
fn a_client_without_markdown_gets_none() {
    let (said, _) = hover("So \"the quay was $0built\" [@harbour].\n", &["plaintext", "markdown"]).unwrap();
    assert!(said.starts_with("quote altered: ") && said.contains("was {+never+} built"), "{said}");
    assert!(!said.contains("**") && !said.contains("](") && said.contains("sources/harbour.txt:3, ¶ 2"), "{said}");
    let (said, _) = hover("So \"the quay was $0never built\" [@harbour].\n", &[]).unwrap();
    assert!(!said.contains("**"), "{said}");
}

#[test]
fn a_key_shows_its_card() {
    let fixture = "\
//- other.brief
Storage fees fell [@quay].
//- memo.brief
---
sources:
  quay:
    path: sources/harbour.txt
    title: The new quay
    author: Ada Lund
    status: retracted
---

It is so [@$0quay]. It is so [@quay, ¶ 2].
";
    check(
        fixture,
        "quay",
        &[
            "`quay`: Ada Lund, **The new quay**",
            "**retracted**",
            "[sources/harbour.txt](~/sources/harbour.txt), 35 words",
            "cited twice in this briefing, twice in the workspace",
        ],
    );
}

#[test]
fn a_declaration_shows_the_card() {
    let fixture = "---\nsources:\n  qu$0ay: sources/harbour.txt\n---\n\nIt is so [@quay].\n";
    check_holds(fixture, "quay", &["`quay`", "cited once in this briefing, once in the workspace"]);
}

#[test]
fn a_citation_in_another_briefing_counts() {
    let fixture = "//- other.brief\nStorage fees fell [@harbour].\n//- memo.brief\nIt is so [@$0harbour].\n";
    check_holds(fixture, "harbour", &["cited once in this briefing, twice in the workspace"]);
}

#[test]
fn a_key_of_nothing_says_so() {
    check("It is so [@$0nobody].\n", "nobody", &["no source is called `nobody`"]);
}

#[test]
fn a_source_that_cannot_be_read_says_why() {
    let fixture = "---\nsources:\n  quay: sources/lost.txt\n---\n\nIt is so [@$0quay].\n";
    check_holds(fixture, "quay", &["**can't be read**: "]);
}

#[test]
fn a_rule_shows_its_documentation() {
    let fixture = "It is so [@harbour]. <!-- briefcheck: allow $0quote-altered: agreed -->\n";
    check_holds(fixture, "quote-altered", &["`quote-altered` (error)", "## What it does"]);
}

#[test]
fn a_directive_says_what_it_does() {
    let fixture = "It is so [@harbour]. <!-- briefcheck: $0allow quote-altered: agreed -->\n";
    check_holds(fixture, "<!-- briefcheck: allow quote-altered: agreed -->", &["Silences the rules"]);
}

#[test]
fn where_nothing_is_there_is_no_hover() {
    assert_eq!(hover("Nothing is $0cited here.\n", &["markdown"]), None);
    assert_eq!(hover("$0\n\nIt is so [@harbour].\n", &["markdown"]), None);
}

#[test]
fn a_figure_that_another_one_contradicts_says_so() {
    let fixture = "\
//- sources/harbour.txt
The strike in Vell idled 1,200 dockers for a week.
//- sources/union.txt
The strike in Vell idled 1,500 dockers for a week.
//- memo.brief
The strike in Vell idled 1,200 dockers [@harbour].

In Vell, the strike idled $01,500 dockers [@union].
";
    check_holds(fixture, "1,500", &["figure conflict", "“1,200” in line 1"]);
}
