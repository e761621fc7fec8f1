//! What a reader sees of the text, and what is read in it.

use super::{check, read};
use crate::markup::{CitationForm, Place, Stance};
use crate::text::Span;

/// Checks the prose of the units, and that each stands where its words are.
#[track_caller]
fn check_prose(text: &str, expected: &[&str]) {
    let briefing = read(text);
    let found: Vec<&str> = briefing.units.iter().map(|unit| unit.prose.text()).collect();
    assert_eq!(found, expected, "{text}");
    for unit in &briefing.units {
        let whole = Span::new(0, unit.prose.text().len());
        assert!(unit.span.contains(unit.prose.origin(whole)), "{text}");
    }
}

/// Checks the quotations, as their words between the marks.
#[track_caller]
fn check_quotations(text: &str, expected: &[&str]) {
    let briefing = read(text);
    let units = briefing.units.iter();
    let found: Vec<&str> =
        units.flat_map(|unit| unit.quotations.iter().map(|quotation| &unit.prose.text()[quotation.content])).collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn check_problems(text: &str, expected: &[&str]) {
    let briefing = read(text);
    let text = briefing.text.as_str();
    let found: Vec<String> =
        briefing.problems.iter().map(|problem| format!("{}: {}", &text[problem.span], problem.message)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn emphasis_marks_are_no_prose() {
    check_prose("It *rose* by **12%** in ~~May~~ June.", &["It rose by 12% in June."]);
}

#[test]
fn escapes_and_entities_are_what_they_stand_for() {
    check_prose(r"It rose 3\*4 &amp; 5&nbsp;km &lt;&#8211;&quot;.", &["It rose 3*4 & 5\u{A0}km <–\"."]);
}

#[test]
fn link_texts_stay() {
    check_prose("See [the *port*](http://x.y/z \"T\") and [this][r].\n\n[r]: http://x\n", &["See the port and this."]);
}

#[test]
fn code_and_addresses_part_words() {
    check_prose("Use `x = 5` at <http://a.b> now.", &["Use \u{FFFC} at \u{FFFC} now."]);
}

#[test]
fn tags_and_comments_are_nothing() {
    check_prose("It <b>rose</b> <!-- not 5 --> fast.", &["It rose fast."]);
}

#[test]
fn lines_are_joined() {
    check_prose("One\ntwo  \nthree\\\nfour.", &["One two three four."]);
    check_prose("One\r\ntwo.\r\n", &["One two."]);
    check_prose("> One\n> two\n>\n> three.", &["One two three."]);
    check_prose("- One\n  two\n", &["One two"]);
}

#[test]
fn what_is_never_read() {
    check_prose(
        "```\nOne 5.\n```\n\n    Two 6.\n\n<div>\nThree 7.\n</div>\n\n<!-- Four 8. -->\n\n[r]: http://x\n\n***\n",
        &[],
    );
}

#[test]
fn units_without_a_letter_or_digit_are_none() {
    check_prose("…\n\n—\n\n[@a]\n\n`x`\n", &[]);
}

#[test]
fn code_and_keys_can_begin_a_sentence() {
    check_prose("One rose. `y` fell. @a says so.", &["One rose.", "\u{FFFC} fell.", "says so."]);
    check_prose("One is `y`. Two is at http://x.y/z. Three?", &["One is \u{FFFC}.", "Two is at \u{FFFC}.", "Three?"]);
}

#[test]
fn the_front_matter_is_no_text() {
    check_prose("---\ntitle: One\n---\n\nTwo.", &["Two."]);
    check_prose("---\ntitle: One\n\n# Two\n", &["Two"]);
}

#[test]
fn places_in_the_file() {
    let briefing = read("> *One* &amp; two [@a].\n> three\n\nFour [@b].");
    let unit = &briefing.units[0];
    let text = briefing.text.as_str();
    let at = |words: &str| {
        let start = unit.prose.text().find(words).unwrap();
        &text[unit.prose.origin(Span::new(start, start + words.len()))]
    };
    assert_eq!(at("One"), "One");
    assert_eq!(at("&"), "&amp;");
    assert_eq!(at("two"), "two");
    assert_eq!(at("three"), "three");
    assert_eq!(&text[briefing.units[1].span], "Four [@b].");
}

#[test]
fn blocks_and_headings() {
    let briefing = read("# H\n\nOne. Two.\n\n## I\n\nThree.");
    let blocks: Vec<bool> = briefing.units.windows(2).map(|pair| pair[0].block == pair[1].block).collect();
    assert_eq!(blocks, [false, true, false, false]);
    let headings: Vec<Option<usize>> = briefing.units.iter().map(|unit| unit.heading).collect();
    assert_eq!(headings, [None, Some(0), Some(0), Some(0), Some(3)]);
}

#[test]
fn quotations() {
    check_quotations(
        "He said \"One\" and “Two” and ‘Three’ and «Four» and „Five“.",
        &["One", "Two", "Three", "Four", "Five"],
    );
    check_quotations("He said \"One 'y' z\".", &["One 'y' z"]);
    check_quotations("It's the soldiers' car.", &[]);
    check_quotations("He said *\"One and\n*y*\"* [@a].", &["One and y"]);
}

#[test]
fn a_quotation_is_in_one_unit() {
    check("\"One. Two,\" he said [@a]. Three.", &["sentence: \"One. Two,\" he said. ← a", "sentence: Three. ← (a)"]);
}

#[test]
fn a_citation_inside_a_quotation() {
    check("He said \"One [@a]\".", &["sentence: He said \"One\". ← a"]);
    check_quotations("He said \"One [@a]\".", &["One"]);
}

#[test]
fn block_quotations() {
    check_quotations("> One \"y\".\n> Three.", &["One \"y\". Three."]);
    check_quotations("> One.\n>\n> — Jane Doe [@a]", &["One."]);
    check_quotations("> One.\n> -- Jane Doe, *The Post*\n>\n> [@a]", &["One."]);
    check_quotations("> — One.", &["— One."]);
    check_quotations("> \"One 'two'.\"\n> — Jane Doe", &["One 'two'."]);
    check_quotations("> “One.” — Jane Doe", &["One."]);
    check_quotations("> “One,” he said, “two.”", &["“One,” he said, “two.”"]);
}

#[test]
fn citations() {
    let briefing = read("One [see @a, p. 3; but see -@b] and @c [¶ 4] and [y](sources/z%20w.txt#L5).");
    let text = briefing.text.as_str();
    let found: Vec<_> = briefing
        .citations
        .iter()
        .map(|citation| {
            (citation.key.as_str(), &text[citation.span], &text[citation.key_span], citation.form, citation.stance)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("a", "see @a, p. 3", "a", CitationForm::Bracketed, Stance::Supports),
            ("b", "but see -@b", "b", CitationForm::Bracketed, Stance::Opposes),
            ("c", "@c [¶ 4]", "c", CitationForm::InText, Stance::Supports),
            ("sources/z w.txt", "[y](sources/z%20w.txt#L5)", "sources/z%20w.txt", CitationForm::Link, Stance::Supports),
        ]
    );
    let places: Vec<_> =
        briefing.citations.iter().map(|citation| citation.locator.as_ref().map(|l| &l.place)).collect();
    assert_eq!(places, [Some(&Place::Pages(3, 3)), None, Some(&Place::Paragraphs(4, 4)), Some(&Place::Lines(5, 5)),]);
}

#[test]
fn links_by_reference_are_citations() {
    check("It had [836][n].\n\n[n]: sources/x.txt\n", &["sentence: It had ← – | 836 ← sources/x.txt | . ← –"]);
}

#[test]
fn malformed_citations() {
    check_problems("One [@] y.", &["[@]: no citation: no key after the `@`: write `[@key]`"]);
    check_problems("One [@ key].", &["[@ key]: no citation: blank between `@` and key: write `[@key]`"]);
    check_problems("One [@key.", &["[@key: no citation: the bracket is not closed: write `[@key]`"]);
    check_problems("One me@example.com and [this] [x](y).", &[]);
}

#[test]
fn front_matter_problems() {
    check_problems(
        "---\nsources:\n  a:\n---\n\n# One\n",
        &["a: this source has no path: `key: path`, or `path:` below the key"],
    );
    check_problems("---\ntitle: One\n\n# Two\n", &["---: the front matter is not closed: a line `---` must end it"]);
}

#[test]
fn declarations_come_from_the_front_matter() {
    let briefing = read("\u{FEFF}---\r\ntitle: T\r\nsources:\r\n  a: sources/a.txt\r\n---\r\n\r\nOne [@a].\r\n");
    assert_eq!(briefing.front_matter.title.as_deref(), Some("T"));
    assert_eq!(briefing.front_matter.declarations[0].path, "sources/a.txt");
    assert_eq!(briefing.units.len(), 1);
}

#[test]
fn what_other_programs_read_is_no_prose() {
    check_prose(
        "![The quay](quay.png){#fig-quay fig-alt=\"A chart of 55 cranes\" width=\"50%\"}\n\nIt rose.",
        &["It rose."],
    );
    check_prose("It has $5$ bends, and $\\alpha = 0.05$.", &["It has \u{FFFC} bends, and \u{FFFC}."]);
    check_prose("%% ask \"who\" of 55 %%\n\nIt rose.", &["It rose."]);
    check_prose("It rose ([[Harbour 2021|the note]]).", &["It rose (the note)."]);
    check_prose("::: {.callout-note title=\"What 5 think\"}\nIt rose.\n:::", &["It rose."]);
    // Marks that pair oddly.
    for text in ["He “rose\" again.", "He “rose“ again.", "He \\\"rose\\\" again.", "He &ldquo;rose&rdquo; again."]
    {
        check_quotations(text, &["rose"]);
    }
    check_prose("Marsh (2019) holds that it rose.", &["Marsh holds that it rose."]);
}

#[test]
fn boxes_of_mkdocs_hold_prose() {
    let paragraphs = "It rose.\n\n    - It \"fell\" by 5.\n\n    ```\n    5\n    ```\n";
    for mark in ["!!! note \"What 5 think\"", "???+ tip", "??? info inline end", "=== \"In 5 tabs\""] {
        let text = format!("Before\n\n{mark}\n\n    {paragraphs}\nAfter.");
        check_prose(&text, &["Before", "It rose.", "It \"fell\" by 5.", "After."]);
        check_quotations(&text, &["fell"]);
    }
    check_prose("It rose.\n!!! note\n    It fell.", &["It rose.", "It fell."]);
    for sentence in ["!!! So he said.", "!!! so he said", "??? \"Why\" he said"] {
        check_prose(sentence, &[sentence]);
    }
}

#[test]
fn callouts_with_titles_are_no_quotations() {
    check_prose("> [!note] For \"all\" readers\n> It rose.", &["It rose."]);
    check_quotations("> [!tip]- For \"all\" readers\n> It \"rose\".", &["rose"]);
}

#[test]
fn cross_references_are_no_citations() {
    let briefing = read("As @fig-quay and @tbl:costs show (see @sec-method), it rose [@a; @fig-x] [@eq-y].");
    let keys: Vec<&str> = briefing.citations.iter().map(|citation| citation.key.as_str()).collect();
    assert_eq!(keys, ["a"]);
}

#[test]
fn the_last_line_of_a_block_quotation_may_say_who_said_it() {
    let words = "It was never built to carry trains.";
    for (line, name) in [
        ("Edda Marsh [@a]", " Edda Marsh"),
        ("— Edda Marsh, 12 March 2024 [@a]", " — Edda Marsh"),
        ("Edda Marsh, 54, harbour master [@a, p. 3]", " Edda Marsh"),
        ("Harbour master Edda Marsh [@a]", " Harbour master Edda Marsh"),
        ("Source: [@a]", ""),
        ("*Source:* The Quay, 2024 [@a]", ""),
        ("— @a, p. 1", ""),
    ] {
        let text = format!("> {words}\n>\n> {line}\n");
        check_quotations(&text, &[words]);
        check_prose(&text, &[&format!("{words}{name}")]);
    }
    check_quotations(
        "> It was never built.\n>\n> Edda agreed with him. [@a]\n",
        &["It was never built. Edda agreed with him."],
    );
    for line in ["Edda agreed with master Marsh", "Trains are the master Marsh"] {
        check_quotations(
            &format!("> It was never built.\n>\n> {line} [@a]\n"),
            &[&format!("It was never built. {line}")],
        );
    }
}
