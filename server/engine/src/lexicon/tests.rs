//! Every file of the lexicon has a head, is sorted and folded, says nothing twice and is read by one name.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::*;

/// The files, by name.
fn files() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon/en");
    let read = |entry: fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).expect("a text"))
    };
    fs::read_dir(folder).unwrap().map(|entry| read(entry.unwrap())).collect()
}

#[test]
fn each_file_says_what_it_is_and_where_it_comes_from() {
    for (name, text) in files() {
        let head: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
        assert!(head.iter().any(|line| line.starts_with("# Source: ")), "{name} has no line `# Source: …` in its head");
        assert!(head.len() >= 2, "{name} does not say what its class is");
        assert!(
            !text.lines().skip(head.len()).any(|line| line.starts_with('#')),
            "{name} has a comment below its head"
        );
    }
}

#[test]
fn each_file_is_sorted_folded_and_without_doubles() {
    for (name, text) in files() {
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        for pair in lines.windows(2) {
            assert!(pair[0] < pair[1], "{name}: `{}` stands before `{}`", pair[0], pair[1]);
        }
        for line in lines {
            let key = line.split(" = ").next().unwrap_or_default();
            assert_eq!(key, key.to_lowercase(), "{name}: `{line}` is not in lower case");
            assert_eq!(line, line.split_whitespace().collect::<Vec<_>>().join(" "), "{name}: blanks in `{line}`");
        }
    }
}

#[test]
fn each_file_is_read_under_one_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon");
    let code: String =
        fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    for (name, _) in files() {
        assert_eq!(code.matches(&format!("/{name}\"")).count(), 1, "{name} is not read once");
    }
}

#[test]
fn members_are_found() {
    static LIST: List = List::new("# Fruit\n# Source: a garden\napple\nsour cherry\n");
    assert!(LIST.has("sour cherry") && !LIST.has("cherry") && !LIST.has("# Fruit"));
    assert_eq!(LIST.iter().collect::<Vec<_>>(), ["apple", "sour cherry"]);
    static TABLE: Table = Table::new("# Verbs\nfell = fall\n");
    assert_eq!((TABLE.get("fell"), TABLE.get("fall")), (Some("fall"), None));
    static GROUPS: Groups = Groups::new("# Pairs\nbuy, purchase\npurchase, trade\n");
    assert!(GROUPS.are_together("trade", "purchase") && !GROUPS.are_together("buy", "trade"));
}
