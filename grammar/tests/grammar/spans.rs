//! Which bytes are what: the corpus holds the shape of trees, not where their nodes stand.

use crate::{nodes, parse};

/// Checks the texts of all nodes of a kind, in order.
#[track_caller]
fn check(text: &str, kind: &str, expected: &[&str]) {
    let tree = parse(text);
    let found: Vec<&str> =
        nodes(&tree).filter(|(_, node)| node.kind() == kind).map(|(_, node)| &text[node.byte_range()]).collect();
    assert_eq!(found, expected, "{kind} in {text:?}");
}

#[test]
fn straight_quotations() {
    check("He said \"a b\", (\"c\") and \"d.\"\n", "quotation", &["\"a b\"", "\"c\"", "\"d.\""]);
    check("\"[T]he army [sic]\" [@a]", "quotation", &["\"[T]he army [sic]\""]);
    check("word\"word\" a \"b", "quotation", &[]);
    check("say \"a\" \"\" \"b\"", "quotation", &["\"a\"", "\"b\""]);
    check("he is \" not doing enough \" and “ c ”", "quotation", &["\" not doing enough \"", "“ c ”"]);
}

#[test]
fn quotations_of_all_marks() {
    check("“a” „b“ „c” «d» « e » »f«", "quotation", &["“a”", "„b“", "„c”", "«d»", "« e »", "»f«"]);
    check("'a' ‘b’ ‚c‘ ‹d›", "quotation", &["'a'", "‘b’", "‚c‘", "‹d›"]);
}

#[test]
fn nested_quotations() {
    check("“a ‘b’ c”", "quotation", &["“a ‘b’ c”", "‘b’"]);
    check("\"he said 'no,' twice\"", "quotation", &["\"he said 'no,' twice\"", "'no,'"]);
    check("\"he said 'no.'\"", "quotation", &["\"he said 'no.'\"", "'no.'"]);
    check("\"a \"b\" c\"", "quotation", &["\"a \"b\" c\"", "\"b\""]);
}

#[test]
fn apostrophes() {
    for text in
        ["don't can't", "the workers' union", "in the '90s, the workers' union", "'tis the dogs' bone", "rock 'n' roll"]
    {
        check(text, "quotation", &[]);
    }
    check("the workers' 'union'", "quotation", &["'union'"]);
    check("'the workers' union' left", "quotation", &["'the workers' union'"]);
    check("‘the workers’ union’ left", "quotation", &["‘the workers’ union’"]);
    check("'the workers' and 'the bosses' left", "quotation", &["'the workers'", "'the bosses'"]);
    check("'it's' ‘don’t’", "quotation", &["'it's'", "‘don’t’"]);
    check("from '68 on the workers' union", "quotation", &[]);
    check("'12 people died,' he said", "quotation", &["'12 people died,'"]);
    check("the queen 's hospital , '' he did n't say", "quotation", &[]);
    check("\"the workers' union\" and 'a'", "quotation", &["\"the workers' union\"", "'a'"]);
    check("a 'b \"c d' e\" f'", "quotation", &["'b \"c d' e\" f'", "\"c d' e\""]);
}

#[test]
fn inches() {
    check("5'10\" and a 12\" pipe", "quotation", &[]);
    check("a 12\" pipe and \"b\"", "quotation", &["\"b\""]);
    check("\"a 12\" by 14\" pipe\"", "quotation", &["\"a 12\" by 14\" pipe\""]);
    check("\"in 1912\" and \"b\"", "quotation", &["\"in 1912\"", "\"b\""]);
}

#[test]
fn quotations_stay_in_their_block() {
    check("\"a\nb\"", "quotation", &["\"a\nb\""]);
    check("\"a\n\nb\"", "quotation", &[]);
    check("\"a\n- b\"", "quotation", &[]);
    check("| \"a | b\" |\n| - | - |\n| \"c\" | d |", "quotation", &["\"c\""]);
    check("> \"a\n> b\"", "quotation", &["\"a\n> b\""]);
}

#[test]
fn quotations_and_other_nodes_nest() {
    check("*a \"b* c\"", "quotation", &[]);
    check("*a \"b* c\"", "emphasis", &["*a \"b*"]);
    check("\"a *b\" c*", "quotation", &["\"a *b\""]);
    check("\"a [b\" c](d)", "quotation", &[]);
    check("\"a [b](c\"d) e\"", "quotation", &["\"a [b](c\"d) e\""]);
    check("\"a `b\"` c\"", "quotation", &["\"a `b\"` c\""]);
    check("\"a\"[@b, \"c\"] \"d\"", "quotation", &["\"a\"", "\"d\""]);
}

#[test]
fn citations() {
    check("[see @a, ch. 2; @b] [-@c]", "citation", &["[see @a, ch. 2; @b]", "[-@c]"]);
    check("[see @a, ch. 2; @b] [-@c]", "citation_item", &["see @a, ch. 2", "@b", "-@c"]);
    check("[see @a, ch. 2; but see -@b]", "citation_prefix", &["see", "but see"]);
    check("[@a, p. 3; @b ¶ 4; @c]", "citation_suffix", &["p. 3", "¶ 4"]);
    check("[-@a; see -@b]", "suppress_author", &["-", "-"]);
}

#[test]
fn words_in_a_locator() {
    check("[@b, \"human cost is stark\"]", "citation_suffix", &["\"human cost is stark\""]);
    check("[@b, \"a ] b; @c\"] d]", "citation", &["[@b, \"a ] b; @c\"]"]);
    check("[@b, [a] b] c]", "citation_suffix", &["[a] b"]);
    check("[@b, \"a] and \"c\"", "citation", &["[@b, \"a]"]);
    check("[@b, a 12\" pipe] and \"c\"", "citation_suffix", &["a 12\" pipe"]);
}

#[test]
fn citations_in_text() {
    check("As @a says, @b [p. 3] and (@c).", "citation_in_text", &["@a", "@b [p. 3]", "@c"]);
    check("@b [p. 3]", "citation_suffix", &["p. 3"]);
    check("@a [@b]", "citation_in_text", &["@a"]);
    check("@a [p. 3; see @b, p. 4] c", "citation_in_text", &["@a [p. 3; see @b, p. 4]"]);
    check("@a [p. 3; see @b, p. 4] c", "citation_item", &["see @b, p. 4"]);
    check("@a [b](c) @d [e][f] @g []", "citation_suffix", &[]);
}

#[test]
fn keys() {
    check("@key. @a.b, @a/b.txt: @x_y! @1a?", "key", &["key", "a.b", "a/b.txt", "x_y", "1a"]);
    check("@été @ключ @a--b @a.- @{b c} [@{d}]", "key", &["été", "ключ", "a", "a", "b c", "d"]);
    check("@003_report.txt's", "key", &["003_report.txt"]);
    check("me@example.com \\@a `@b` <c@d.e> a@ @", "key", &[]);
}

#[test]
fn malformed_citations() {
    check("[@] [@ key] [see @] [@a; b]", "malformed_citation", &["[@]", "[@ key]", "[see @]", "[@a; b]"]);
    check("a [@key and\n\nb]", "malformed_citation", &["[@key"]);
    check("[me@example.com] [a @ b] [x](@) [a@]", "malformed_citation", &[]);
}

#[test]
fn links() {
    check("[a](b \"c\") ![d](<e f> 'g')", "link_target", &["b", "e f"]);
    check("[a](b \"c\") ![d](<e f> 'g')", "link_title", &["c", "g"]);
    check("[836 notes](sources/x.txt#L5)", "link_text", &["836 notes"]);
    check("[a][b] [c][]\n\n[b]: d", "link_label", &["b", "b"]);
    check("[the army] [sic] […] []", "link", &[]);
}

#[test]
fn figures() {
    check("4,000 and $2.5 or 12%, 36th; 3-1.", "figure", &["4,000", "$2.5", "12%", "36th", "3-1"]);
    check("1 200 12,34,567 1.200,50 .5 -3 (+4)", "figure", &["1 200", "12,34,567", "1.200,50", ".5", "-3", "+4"]);
    check("2025-10-02 10:30 1/3 1990s 7–9 US$6", "figure", &["2025-10-02", "10:30", "1/3", "1990s", "7–9", "$6"]);
    check("G-11 F-16s Covid-19 v1.2 1.2.3 a1 x_1", "figure", &[]);
    check("1. a\n\n[@b1, p. 3] `4` [c](d5)", "figure", &[]);
}

#[test]
fn directives() {
    check("a <!-- briefcheck: allow x: y --> b", "directive_text", &[" allow x: y "]);
    check("<!--briefcheck:off-->", "directive_text", &["off"]);
    check("<!-- a --> b <!-- c", "comment", &["<!-- a -->"]);
}

#[test]
fn blocks_end_with_their_text() {
    check("# A\n\na  \n\n\n# B\n", "section", &["# A\n\na", "# B"]);
    check("- a\n\n- b\n\nc\n", "list_item", &["- a", "- b"]);
    check("> a\n\nb\n", "block_quotation", &["> a"]);
    check("```\na\n\n```\n", "code_text", &["a\n"]);
}
