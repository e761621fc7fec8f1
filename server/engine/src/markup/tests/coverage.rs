//! The rules of what a citation covers, in their order.

use super::check;

#[test]
fn rule_1_a_stretch_is_covered_by_the_next_citation() {
    check("One [@a], while Two [@b].", &["sentence: One ← a | , while Two. ← b"]);
}

#[test]
fn rule_1_what_follows_the_last_citation_is_covered_by_it() {
    check("One [@a] and Two.", &["sentence: One and Two. ← a"]);
    check("[@a] One and Two.", &["sentence: One and Two. ← a"]);
}

#[test]
fn rule_1_a_key_in_the_text() {
    check("@a says One. @b [p. 3] says Two.", &["sentence: says One. ← a", "sentence: says Two. ← b"]);
    check("One, as @a says, and Two [@b].", &["sentence: One, as ← a | says, and Two. ← b"]);
    check("One, says @a.", &["sentence: One, says. ← a"]);
}

#[test]
fn rule_2_a_citation_after_the_full_stop() {
    check("One. [@a]", &["sentence: One. ← a"]);
    check("One. [@a] Two.", &["sentence: One. ← a", "sentence: Two. ← (a)"]);
    check("One. [@a] Two. [@b]", &["sentence: One. ← a", "sentence: Two. ← b"]);
    check("One.\n[@a]\nTwo [@b].", &["sentence: One. ← a", "sentence: Two. ← b"]);
    check("He said “One.” [@a] She left [@b].", &["sentence: He said “One.” ← a", "sentence: She left. ← b"]);
}

#[test]
fn rule_2_beside_citations_in_the_sentence() {
    check("One [@a], Two [@b]. [@c] Three.", &["sentence: One ← a c | , Two. ← b c", "sentence: Three. ← (c)"]);
}

#[test]
fn rule_3_several_keys_in_one_bracket() {
    check("One [@a; @b].", &["sentence: One. ← a b"]);
}

#[test]
fn rule_3_brackets_side_by_side() {
    check("One [@a] [@b], Two [@c][@d].", &["sentence: One ← a b | , Two. ← c d"]);
    check("One. [@a] [@b]", &["sentence: One. ← a b"]);
    check("One [@a], [@b].", &["sentence: One,. ← a b"]);
}

#[test]
fn rule_3_a_key_cited_twice_counts_once_a_citation() {
    check("One [@a, p. 1; @a, p. 2].", &["sentence: One. ← a a"]);
}

#[test]
fn rule_4_alone_at_the_end_of_a_paragraph() {
    check("One. Two. [@a]", &["sentence: One. ← a", "sentence: Two. ← a"]);
    check("One. Two.\n[@a]", &["sentence: One. ← a", "sentence: Two. ← a"]);
    check("One. Two. [@a] [@b]", &["sentence: One. ← a b", "sentence: Two. ← a b"]);
}

#[test]
fn rule_4_not_before_the_full_stop() {
    check("One. Two [@a].", &["sentence: One. ← (a)", "sentence: Two. ← a"]);
    check("One. Two [@a]", &["sentence: One. ← (a)", "sentence: Two ← a"]);
}

#[test]
fn rule_4_not_beside_another() {
    check(
        "Four. One [@b]. Two. Three. [@a]",
        &["sentence: Four. ← (b)", "sentence: One. ← b", "sentence: Two. ← (a)", "sentence: Three. ← a"],
    );
}

#[test]
fn rule_5_borrows_the_next_else_the_previous() {
    check("One. Two [@a]. Three.", &["sentence: One. ← (a)", "sentence: Two. ← a", "sentence: Three. ← (a)"]);
    check(
        "One [@a], or Two [@b]. Three. Four [@c], Five [@d].",
        &["sentence: One ← a | , or Two. ← b", "sentence: Three. ← (c)", "sentence: Four ← c | , Five. ← d"],
    );
    check("One [@a], or Two [@b]. Three.", &["sentence: One ← a | , or Two. ← b", "sentence: Three. ← (b)"]);
}

#[test]
fn rule_5_not_from_another_paragraph() {
    check("One.\n\nTwo [@a].", &["sentence: One. ← –", "sentence: Two. ← a"]);
}

#[test]
fn rule_6_a_citation_on_the_last_line() {
    check("> One. Two.\n>\n> [@a]", &["quotation: One. Two. ← a"]);
    check("> One.\n> Two. [@a]", &["quotation: One. Two. ← a"]);
    check("> One.\n> Two.\n>\n> — Jane Doe [@a]", &["quotation: One. Two. — Jane Doe ← a"]);
}

#[test]
fn rule_6_a_citation_at_the_head_of_the_paragraph_before_or_after() {
    check("[@a] says Two:\n\n> One.", &["sentence: says Two: ← a", "quotation: One. ← a"]);
    check("@a says:\n\n> One.", &["sentence: says: ← a", "quotation: One. ← a"]);
    check("> One.\n\n[@a]", &["quotation: One. ← a"]);
    check("> One.\n\n[@a] Two.", &["quotation: One. ← a", "sentence: Two. ← a"]);
}

#[test]
fn rule_6_the_nearest_wins() {
    check("[@b] Two.\n\n> One. [@a]", &["sentence: Two. ← b", "quotation: One. ← a"]);
    check("[@b] Two.\n\n> One.\n\n[@a]", &["sentence: Two. ← b", "quotation: One. ← a"]);
}

#[test]
fn rule_6_a_link_on_the_last_line() {
    check("> One.\n>\n> — [Jane Doe](sources/x.txt)", &["quotation: One. — Jane Doe ← sources/x.txt"]);
}

#[test]
fn rule_6_elsewhere_in_the_paragraph_is_not_the_head() {
    check("Two [@a].\n\n> One.\n\nThree [@b].", &["sentence: Two. ← a", "quotation: One. ← –", "sentence: Three. ← b"]);
}

#[test]
fn rule_6_a_lead_in_lends_its_citation() {
    check("Two said [@a]:\n\n> One.", &["sentence: Two said: ← a", "quotation: One. ← (a)"]);
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
        "Three things [@a]:\n\n- x\n- y [@b]\n- Three. Four.\n",
        &["sentence: Three things: ← a", "item: x ← a", "item: y ← b", "sentence: Three. ← a", "sentence: Four. ← a"],
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
        "- x [@a]\n- Two. [@b]\n- Three! Four.\n",
        &["item: x ← a", "sentence: Two. ← b", "sentence: Three! ← –", "sentence: Four. ← –"],
    );
}

#[test]
fn headings() {
    check("# One [@a]\n\nTwo\n=\n", &["heading: One ← a", "heading: Two ← –"]);
}

#[test]
fn a_link_covers_exactly_its_text() {
    check("[836 notes](sources/x.txt#L5) rose [@a].", &["sentence: 836 notes ← sources/x.txt | rose. ← a"]);
    check("One had [836 notes](sources/x.txt).", &["sentence: One had ← – | 836 notes ← sources/x.txt | . ← –"]);
    check("One had [836 notes](other.txt).", &["sentence: One had 836 notes. ← –"]);
}

#[test]
fn a_callout_is_no_quotation() {
    check("> [!NOTE]\n> One [@a].\n", &["sentence: One. ← a"]);
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
