use tree_sitter::{Parser, Tree};

fn parse(text: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&crate::LANGUAGE.into()).unwrap();
    parser.parse(text, None).unwrap()
}

#[test]
fn parses() {
    let tree = parse("A [@b].\n");
    assert!(!tree.root_node().has_error());
    println!("{}", tree.root_node().to_sexp());
}
