//! Any text has a tree that covers it, without an error.

use crate::{PIECES, Random, nodes, parse, parser, show};

const SAMPLE: &str = "---\ntitle: x\n---\n\n# A *b* [@c]\n\nHe said \"a ‘b’ c\" [see @d, p. 3; -@e, \"f\"] and @g [h].\n\
<!-- briefcheck: calc 12% = 3 / 25 -->\n\n> - [x] `i` ![j](<k> 'l')\n>   ^[m] [^n] <o p=\"q\"> &amp;\\*  \n> r\n\n\
| s | t |\n| - | - |\n| 4,000 | ~~u~~ |\n\n[^n]: __v__\n\n    w\n\n[x]: y\n\n```z\n1\n```\n\n<div>\n</div>\n\nE\n===\n";

#[test]
fn truncated_anywhere() {
    for (at, _) in SAMPLE.char_indices() {
        parse(&SAMPLE[..at]);
        parse(&SAMPLE[at..]);
    }
}

#[test]
fn any_two_pieces() {
    let mut parser = parser();
    for first in PIECES {
        for second in PIECES {
            for text in [format!("{first}{second}"), format!("> a{first} b\n{second}c")] {
                let tree = parser.parse(&text, None).unwrap();
                crate::assert_whole(&tree, text.as_bytes());
            }
        }
    }
}

#[test]
fn random_markup() {
    let mut parser = parser();
    for seed in 0..3_000 {
        let text = Random::new(seed).text(40);
        let tree = parser.parse(&text, None).unwrap();
        crate::assert_whole(&tree, text.as_bytes());
    }
}

#[test]
fn bytes_that_are_no_text() {
    for seed in 0..500 {
        let mut random = Random::new(seed);
        let bytes: Vec<u8> = (0..random.below(60)).map(|_| random.below(256) as u8).collect();
        parse(&bytes);
    }
    parse(b"\xff[@a\xff] \"\xfe\"\xc3");
}

#[test]
fn line_ends() {
    let expected = parse(SAMPLE).root_node().to_sexp();
    for end in ["\r\n", "\r"] {
        assert_eq!(parse(SAMPLE.replace('\n', end)).root_node().to_sexp(), expected, "lines that end in {end:?}");
    }
}

#[test]
fn byte_order_mark() {
    let text = "\u{feff}---\na: b\n---\n\nc\n";
    assert!(show(&parse(text)).contains("front_matter 3..15\n"), "{}", show(&parse(text)));
}

/// One unit over and over: what could take quadratic time or endless depth would not end here.
#[test]
fn one_thing_many_times() {
    let units = [
        "[",
        "![",
        "^[",
        "[[a",
        "]",
        "](",
        "[a](",
        "[a](b ",
        "[a][b",
        "[^a",
        "[@",
        "[@a ",
        "[@a, \"x",
        "[@a “",
        "@a [b ",
        "\"",
        "\"a ",
        "a\" ",
        "'a ",
        "s' a",
        "'a \"b ",
        "“",
        "“a ”",
        "*",
        "*a ",
        "a* ",
        "*a **b ",
        "_a ",
        "**a*",
        "~~a",
        "`",
        "`` ` ",
        "<",
        "<a ",
        "<a b=\"",
        "<a b='",
        "<!--",
        "<!--\n\n",
        "> <!--\n",
        "<!-- a -->",
        "<?",
        "&",
        "\\",
        "> ",
        ">",
        "- ",
        "-\n",
        ">\n",
        "> a\n",
        "- a\n",
        "  - a\n",
        "1. ",
        "#",
        "# a\n",
        "\n",
        "\r",
        " ",
        "\t",
        "1",
        "1,",
        "1.",
        "1-",
        "$",
        "|",
        "| a |\n",
        "[a]: b\n",
        "[a]: b \"\n",
        "[a]:\n",
        "[^a]: ",
        "[^a]: b\n",
        "(",
        "http://",
        "www.a(",
        "```\n",
        "a\n===\n",
        "---\n",
        "@",
        "@a",
        "@{",
        "é",
        "\u{0}",
        "a",
    ];
    for unit in units {
        let tree = parse(unit.repeat(30_000 / unit.len()));
        let depth = nodes(&tree).map(|(depth, _)| depth).max().unwrap();
        assert!(depth < 250, "{depth} levels of {unit:?}");
    }
}

#[test]
fn deep_nesting_goes_on_as_text() {
    let text = format!("{}a{}", "*b ".repeat(500), "* c".repeat(500));
    let depth = nodes(&parse(&text)).filter(|(_, node)| node.kind() == "emphasis").count();
    assert_eq!(depth, 64);
}
