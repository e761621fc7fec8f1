//! The rules of what a citation covers, in their order.

use super::check;

#[test]
fn rule_1_a_stretch_is_covered_by_the_next_citation() {
    check("X [@a], while Y [@b].", &["sentence: X ← a | , while Y. ← b"]);
}

#[test]
fn rule_1_what_follows_the_last_citation_is_covered_by_it() {
    check("X [@a] and Y.", &["sentence: X and Y. ← a"]);
    check("[@a] X and Y.", &["sentence: X and Y. ← a"]);
}

#[test]
fn rule_1_a_key_in_the_text() {
    check("@a says X. @b [p. 3] says Y.", &["sentence: says X. ← a", "sentence: says Y. ← b"]);
    check("X, as @a says, and Y [@b].", &["sentence: X, as ← a | says, and Y. ← b"]);
    check("X, says @a.", &["sentence: X, says. ← a"]);
}

#[test]
fn rule_2_a_citation_after_the_full_stop() {
    check("X. [@a]", &["sentence: X. ← a"]);
    check("X. [@a] Y.", &["sentence: X. ← a", "sentence: Y. ← (a)"]);
    check("X. [@a] Y. [@b]", &["sentence: X. ← a", "sentence: Y. ← b"]);
    check("X.\n[@a]\nY [@b].", &["sentence: X. ← a", "sentence: Y. ← b"]);
    check("He said “X.” [@a] She left [@b].", &["sentence: He said “X.” ← a", "sentence: She left. ← b"]);
}

#[test]
fn rule_2_beside_citations_in_the_sentence() {
    check("X [@a], Y [@b]. [@c] Z.", &["sentence: X ← a c | , Y. ← b c", "sentence: Z. ← (c)"]);
}

#[test]
fn rule_3_several_keys_in_one_bracket() {
    check("X [@a; @b].", &["sentence: X. ← a b"]);
}

#[test]
fn rule_3_brackets_side_by_side() {
    check("X [@a] [@b], Y [@c][@d].", &["sentence: X ← a b | , Y. ← c d"]);
    check("X. [@a] [@b]", &["sentence: X. ← a b"]);
    check("X [@a], [@b].", &["sentence: X,. ← a b"]);
}

#[test]
fn rule_3_a_key_cited_twice_counts_once_a_citation() {
    check("X [@a, p. 1; @a, p. 2].", &["sentence: X. ← a a"]);
}

#[test]
fn rule_4_alone_at_the_end_of_a_paragraph() {
    check("X. Y. [@a]", &["sentence: X. ← a", "sentence: Y. ← a"]);
    check("X. Y.\n[@a]", &["sentence: X. ← a", "sentence: Y. ← a"]);
    check("X. Y. [@a] [@b]", &["sentence: X. ← a b", "sentence: Y. ← a b"]);
}

#[test]
fn rule_4_not_before_the_full_stop() {
    check("X. Y [@a].", &["sentence: X. ← (a)", "sentence: Y. ← a"]);
    check("X. Y [@a]", &["sentence: X. ← (a)", "sentence: Y ← a"]);
}

#[test]
fn rule_4_not_beside_another() {
    check(
        "W. X [@b]. Y. Z. [@a]",
        &["sentence: W. ← (b)", "sentence: X. ← b", "sentence: Y. ← (a)", "sentence: Z. ← a"],
    );
}

#[test]
fn rule_5_borrows_the_next_else_the_previous() {
    check("X. Y [@a]. Z.", &["sentence: X. ← (a)", "sentence: Y. ← a", "sentence: Z. ← (a)"]);
    check(
        "X [@a], or Y [@b]. Z. W [@c], V [@d].",
        &["sentence: X ← a | , or Y. ← b", "sentence: Z. ← (c)", "sentence: W ← c | , V. ← d"],
    );
    check("X [@a], or Y [@b]. Z.", &["sentence: X ← a | , or Y. ← b", "sentence: Z. ← (b)"]);
}

#[test]
fn rule_5_not_from_another_paragraph() {
    check("X.\n\nY [@a].", &["sentence: X. ← –", "sentence: Y. ← a"]);
}

#[test]
fn rule_6_a_citation_on_the_last_line() {
    check("> X. Y.\n>\n> [@a]", &["quotation: X. Y. ← a"]);
    check("> X.\n> Y. [@a]", &["quotation: X. Y. ← a"]);
    check("> X.\n> Y.\n>\n> — Jane Doe [@a]", &["quotation: X. Y. — Jane Doe ← a"]);
}

#[test]
fn rule_6_a_citation_at_the_head_of_the_paragraph_before_or_after() {
    check("[@a] says Y:\n\n> X.", &["sentence: says Y: ← a", "quotation: X. ← a"]);
    check("@a says:\n\n> X.", &["sentence: says: ← a", "quotation: X. ← a"]);
    check("> X.\n\n[@a]", &["quotation: X. ← a"]);
    check("> X.\n\n[@a] Y.", &["quotation: X. ← a", "sentence: Y. ← a"]);
}

#[test]
fn rule_6_the_nearest_wins() {
    check("[@b] Y.\n\n> X. [@a]", &["sentence: Y. ← b", "quotation: X. ← a"]);
    check("[@b] Y.\n\n> X.\n\n[@a]", &["sentence: Y. ← b", "quotation: X. ← a"]);
}

#[test]
fn rule_6_elsewhere_in_the_paragraph_is_not_the_head() {
    check("Y [@a].\n\n> X.\n\nZ [@b].", &["sentence: Y. ← a", "quotation: X. ← –", "sentence: Z. ← b"]);
}

#[test]
fn rule_6_a_lead_in_lends_its_citation() {
    check("Y said [@a]:\n\n> X.", &["sentence: Y said: ← a", "quotation: X. ← (a)"]);
}

#[test]
fn rule_7_a_cell() {
    check("| A | B |\n|---|---|\n| x [@a] | y |\n", &["cell: A ← –", "cell: B ← –", "cell: x ← a", "cell: y ← –"]);
}

#[test]
fn rule_7_the_last_cell_of_a_row() {
    check(
        "| A | B | C |\n|---|---|---|\n| x | y [@b] | z [@c] |\n",
        &["cell: A ← –", "cell: B ← –", "cell: C ← –", "cell: x ← c", "cell: y ← b", "cell: z ← c"],
    );
    check("| A | B |\n|---|---|\n| x | [@c] |\n", &["cell: A ← –", "cell: B ← –", "cell: x ← c"]);
}

#[test]
fn rule_7_an_empty_last_cell() {
    check(
        "| A | B | C |\n|---|---|---|\n| x | y [@b] | |\n",
        &["cell: A ← –", "cell: B ← –", "cell: C ← –", "cell: x ← –", "cell: y ← b"],
    );
}

#[test]
fn rule_7_a_header_cell() {
    check(
        "| A | B [@b] |\n|---|---|\n| x | y |\n| | v [@c] |\n",
        &["cell: A ← –", "cell: B ← b", "cell: x ← –", "cell: y ← b", "cell: v ← c"],
    );
}

#[test]
fn rule_7_the_caption() {
    let cells = ["cell: A ← t", "cell: B ← b", "cell: x ← t", "cell: y ← b"];
    let table = "| A | B [@b] |\n|---|---|\n| x | y |\n";
    check(&format!("{table}\n: The ports. [@t]\n"), &[&cells[..], &["sentence: : The ports. ← t"]].concat());
    check(&format!("Table: The ports [@t]\n\n{table}"), &[&["sentence: Table: The ports ← t"], &cells[..]].concat());
}

#[test]
fn rule_7_a_caption_belongs_to_one_table() {
    check(
        "| A |\n|---|\n\n: One [@a]\n\n| B |\n|---|\n\n: Two [@b]\n",
        &["cell: A ← a", "sentence: : One ← a", "cell: B ← b", "sentence: : Two ← b"],
    );
}

#[test]
fn rule_8_a_lead_in_covers_the_list() {
    check(
        "Three things [@a]:\n\n- x\n- y [@b]\n- Z. W.\n",
        &["sentence: Three things: ← a", "item: x ← a", "item: y ← b", "sentence: Z. ← a", "sentence: W. ← a"],
    );
    check("Three things: [@a]\n\n- x\n", &["sentence: Three things: ← a", "item: x ← a"]);
}

#[test]
fn rule_8_only_with_a_colon() {
    check("Three things [@a].\n\n- x\n", &["sentence: Three things. ← a", "item: x ← –"]);
}

#[test]
fn rule_8_lists_in_lists() {
    check(
        "T [@a]:\n\n- x [@b]:\n  - y\n- z\n  - w\n",
        &["sentence: T: ← a", "item: x: ← b", "item: y ← b", "item: z ← a", "item: w ← a"],
    );
}

#[test]
fn an_item_is_a_unit_unless_it_is_a_sentence() {
    check(
        "- x [@a]\n- Y. [@b]\n- Z! W.\n",
        &["item: x ← a", "sentence: Y. ← b", "sentence: Z! ← –", "sentence: W. ← –"],
    );
}

#[test]
fn headings() {
    check("# X [@a]\n\nY\n=\n", &["heading: X ← a", "heading: Y ← –"]);
}

#[test]
fn a_link_covers_exactly_its_text() {
    check("[836 notes](sources/x.txt#L5) rose [@a].", &["sentence: 836 notes ← sources/x.txt | rose. ← a"]);
    check("X had [836 notes](sources/x.txt).", &["sentence: X had ← – | 836 notes ← sources/x.txt | . ← –"]);
    check("X had [836 notes](other.txt).", &["sentence: X had 836 notes. ← –"]);
}

#[test]
fn a_callout_is_no_quotation() {
    check("> [!NOTE]\n> X [@a].\n", &["sentence: X. ← a"]);
}

#[test]
fn the_example_of_the_language() {
    check(
        "The port handled \"the largest volume in its history\" [@harbour], 4.2 million tonnes\n[@harbour, p. 3], while \
         revenue fell by a third [@ledger].\n\nCosts rose 12% in a year. [@ledger]\n<!-- briefcheck: calc 12% = (560 - \
         500) / 500 -->\n\n> The quay was never built to carry trains.\n>\n> [@harbour]\n",
        &[
            "sentence: The port handled \"the largest volume in its history\" ← harbour | , 4.2 million tonnes ← harbour \
             | , while revenue fell by a third. ← ledger",
            "sentence: Costs rose 12% in a year. ← ledger",
            "quotation: The quay was never built to carry trains. ← harbour",
        ],
    );
}
