//! After any edits a draft is what a fresh one of the same text is.

use std::sync::Arc;

use briefcheck_engine::document::PlacedFinding;
use briefcheck_engine::text::Span;
use fastrand::Rng;

use super::Draft;
use crate::cancel::Cancel;
use crate::desk::Desk;
use crate::testing::{PORT, Workspace, article, edit, text};

/// What is found in a draft, a line each.
fn found(draft: &Draft) -> Vec<String> {
    let parts = Desk::default().parts(draft, &Cancel::new()).unwrap();
    let findings = draft.findings(&parts).into_iter().map(PlacedFinding::moved).collect::<Vec<_>>();
    findings.iter().map(|finding| format!("{:?} {} {}", finding.span, finding.rule.name, finding.message)).collect()
}

/// A tree with the places of its nodes.
fn tree(draft: &Draft) -> String {
    let mut shown = String::new();
    let mut cursor = draft.tree().walk();
    loop {
        let node = cursor.node();
        shown.push_str(&format!("{} {:?}\n", node.kind(), node.byte_range()));
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return shown;
            }
        }
    }
}

fn check(edited: &Draft, fresh: &Draft) {
    let text = fresh.rope().to_string();
    assert_eq!(edited.rope().to_string(), text);
    assert_eq!(tree(edited), tree(fresh), "in {text:?}");
    assert_eq!(found(edited), found(fresh), "in {text:?}");
}

#[test]
fn after_any_edits_it_is_what_a_fresh_one_is() {
    let workspace = Workspace::of_port();
    let mut random = Rng::with_seed(7);
    for _ in 0..25 {
        let mut draft = workspace.draft(&text(&mut random));
        for _ in 0..40 {
            // Several changes in one message, and several messages before anybody looks.
            for _ in 0..random.usize(1..4) {
                let (span, new) = edit(&mut random, &draft.rope().to_string());
                draft.edit(span, new);
            }
            draft.settle();
            check(&draft, &workspace.draft(&draft.rope().to_string()));
        }
    }
}

#[test]
fn an_edit_of_one_part_checks_that_alone() {
    let workspace = Workspace::of_port();
    let mut draft =
        workspace.draft("So \"the quay was built\" [@port].\n\nIt moved 4.2 million tonnes [@port].\n\nThe end.\n");
    found(&draft);
    let before: Vec<_> = draft.parts().iter().map(|part| draft.check(part).report).collect();
    draft.edit(Span::new(7, 7), "old ");
    draft.settle();
    let is_same = |(part, before): (_, &Arc<_>)| Arc::ptr_eq(&draft.check(part).report, before);
    assert_eq!(draft.parts().iter().zip(&before).map(is_same).collect::<Vec<_>>(), [false, true, true]);
}

#[test]
fn another_source_checks_only_what_may_change() {
    let port = article(PORT);
    let workspace = Workspace::new(&[("port", &port)]);
    let mut draft =
        workspace.draft("So \"the quay was built\" [@port].\n\nA heading\n\n\"never built to carry\" [@port].\n");
    found(&draft);
    let kept =
        |draft: &Draft| draft.parts().iter().map(|part| draft.remembered.contains_key(&part.id)).collect::<Vec<_>>();
    draft.move_to(Workspace::new(&[("other", &article("Something else.\n")), ("port", &port)]).ground());
    // Which files are sources has changed: links may be citations now.
    assert_eq!(kept(&draft), [false; 3]);
    found(&draft);
    let workspace = Workspace::new(&[("other", &article("Something else again.\n")), ("port", &port)]);
    draft.move_to(workspace.ground());
    assert_eq!(kept(&draft), [false, false, true]);
    check(&draft, &workspace.draft(&draft.rope().to_string()));
}
