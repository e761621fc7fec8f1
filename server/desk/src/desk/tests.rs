//! A desk that lives gives the reports of one that is filled once with the same texts.

use std::path::Path;
use std::sync::Arc;

use fastrand::Rng;
use ropey::Rope;

use super::*;
use crate::testing::{Workspace, edit, text};

const NAMES: [&str; 3] = ["/w/a.brief", "/w/b.brief", "/w/c.brief"];

/// A ground on which briefings of the workspace must agree.
fn ground(workspace: &Workspace, name: &str) -> Ground {
    Ground { beside: Some(Path::new("/w").into()), name: name.into(), ..workspace.ground() }
}

/// What is found in the briefings of a desk, a line each, and what their items came to.
fn found(desk: &Desk) -> Vec<String> {
    let mut lines = Vec::new();
    for draft in desk.drafts() {
        let report = desk.report(draft.path(), &Cancel::new()).unwrap().unwrap();
        let name = draft.path().display().to_string();
        lines.extend(report.findings.iter().map(|finding| {
            let check = finding.check.map(|check| report.checks[check].span);
            format!("{name} {:?} {} {} {check:?}", finding.span, finding.rule.name, finding.message)
        }));
        lines.extend(report.settled().map(|(check, outcome)| {
            format!("{name} {:?} {:?} {}", check.span, report.place_of_unit(check.unit), outcome.name())
        }));
    }
    lines
}

/// A desk that is filled once.
fn filled(workspace: &Workspace, texts: &[String]) -> Desk {
    let draft = |(name, text): (&str, &String)| {
        Arc::new(Draft::new(Path::new(name).into(), Rope::from_str(text), ground(workspace, name)))
    };
    let drafts: Vec<Arc<Draft>> = NAMES.into_iter().zip(texts).map(draft).collect();
    let subjects = Subjects::of(&drafts, Host::default(), &Cancel::new()).unwrap();
    let mut desk = Desk::default();
    desk.replace_resting(drafts, Arc::new(subjects));
    desk
}

/// What is found of all briefings at once is what is found of each.
fn agrees_with_each(desk: &Desk) {
    let cancel = Cancel::new();
    for draft in desk.drafts() {
        for (path, found) in desk.contradicted_beside(draft, &cancel).unwrap() {
            assert_eq!(found, desk.contradicted(desk.get(path).unwrap(), &cancel).unwrap());
        }
    }
}

#[test]
fn after_any_edits_the_reports_are_those_of_a_fresh_desk() {
    let workspace = Workspace::of_port();
    let mut random = Rng::with_seed(11);
    for _ in 0..12 {
        let mut texts: Vec<String> = NAMES.iter().map(|_| text(&mut random)).collect();
        // The last one is never edited.
        let mut desk = filled(&workspace, &texts);
        for (name, text) in NAMES.into_iter().zip(&texts).take(2) {
            desk.set_text(Path::new(name).into(), Rope::from_str(text), ground(&workspace, name));
        }
        for _ in 0..15 {
            let which = random.usize(..2);
            let (path, (span, new)) = (Path::new(NAMES[which]), edit(&mut random, &texts[which]));
            texts[which].replace_range(span.range(), new);
            assert_eq!(desk.edit(path, span, new).unwrap().to_string(), texts[which]);
            desk.settle(path);
            assert_eq!(found(&desk), found(&filled(&workspace, &texts)), "in {texts:?}");
            agrees_with_each(&desk);
        }
    }
}

#[test]
fn briefings_of_one_folder_must_agree() {
    let workspace = Workspace::new(&[
        ("a", &crate::testing::article("The strike in Vell idled 1,200 dockers for a week.")),
        ("b", &crate::testing::article("The strike in Vell idled 1,500 dockers for a week.")),
    ]);
    let texts = [
        "The strike in Vell idled 1,200 dockers [@a].".to_owned(),
        "\nIn Vell, the strike idled 1,500 dockers [@b].".to_owned(),
    ];
    let mut desk = filled(&workspace, &texts);
    let conflicts = |desk: &Desk| found(desk).into_iter().filter(|line| line.contains(" figure-conflict ")).count();
    assert_eq!(conflicts(&desk), 1);
    for (name, text) in NAMES.into_iter().zip(&texts) {
        desk.set_text(Path::new(name).into(), Rope::from_str(text), ground(&workspace, name));
    }
    agrees_with_each(&desk);
    let told = desk.contradicted_beside(&desk.drafts().next().cloned().unwrap(), &Cancel::new()).unwrap().len();
    assert_eq!(told, 2);
    // In another folder, nobody compares them.
    let apart = Ground { beside: Some(Path::new("/v").into()), ..ground(&workspace, NAMES[1]) };
    desk.set_ground(Path::new(NAMES[1]), apart);
    assert_eq!(conflicts(&desk), 0);
}

#[test]
fn what_is_taken_away_contradicts_nothing() {
    let workspace = Workspace::of_port();
    let mut desk = filled(&workspace, &["It rose.".to_owned(), "It fell.".to_owned()]);
    desk.remove(Path::new(NAMES[0]));
    assert!(desk.get(Path::new(NAMES[0])).is_none());
    assert!(desk.report(Path::new(NAMES[0]), &Cancel::new()).unwrap().is_none());
    assert_eq!(desk.drafts().count(), 1);
}
