//! After any edits a draft is what a fresh one of the same text is.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use briefcheck_engine::document::Found;
use briefcheck_engine::text::Span;
use ropey::Rope;
use tempfile::TempDir;

use super::Draft;
use crate::disk::{Catalogues, Files, World};
use crate::lsp::server::folders::Folders;
use crate::lsp::server::loading::{self, Locks};
use crate::lsp::server::snapshot::Snapshot;
use crate::lsp::server::whole;

const PORT: &str = "The port handled 4.2 million tonnes in the year.\n\nThe quay was never built to carry trains.\n";

/// A workspace with a source.
struct Ground {
    folder: TempDir,
    folders: Folders,
    world: Arc<World>,
}

impl Ground {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sources")).unwrap();
        fs::write(folder.path().join("briefcheck.toml"), "").unwrap();
        fs::write(folder.path().join("sources/port.txt"), PORT).unwrap();
        let folders = Folders::new([folder.path().to_owned()], false);
        let config = folders.config(&folder.path().join("a.brief")).unwrap();
        let files = Files::on_disk();
        let catalogues = Catalogues::of([config], &files);
        let world = Arc::new(World::load(catalogues, Vec::new(), &files, &World::default(), |_| true));
        Self { folder, folders, world }
    }

    fn draft(&self, text: &str) -> Draft {
        let path: Arc<Path> = self.folder.path().join("a.brief").into();
        let ground = loading::ground(&self.folders, &self.world, &Locks::new(), &path, &[]);
        Draft::new(path, Rope::from_str(text), ground)
    }
}

/// What is found in a draft, a line each.
fn found(draft: &Draft) -> Vec<String> {
    let snapshot = Snapshot::default();
    let parts = whole::parts(&snapshot, draft).unwrap();
    let findings = whole::findings(draft, &parts).into_iter().map(Found::moved).collect::<Vec<_>>();
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
    const PIECES: [&str; 22] = [
        "\n\n",
        "\n",
        "\r\n",
        "# ",
        "- ",
        "> ",
        "The quay was never built. ",
        "\"the quay was built\" ",
        "[@port]",
        "[@quay]",
        "4.2 million tonnes ",
        "[^n]",
        "\n\n[^n]: \"never built to carry\" [@port].\n\n",
        "```\n",
        "<!-- briefcheck: off -->",
        "<!-- briefcheck: on -->",
        "<!-- briefcheck: allow quote-altered: x -->",
        "---\nsources:\n  quay: sources/port.txt\n---\n",
        "é🦀e\u{301}",
        "«שלום» ",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "[x](sources/port.txt) ",
    ];
    let ground = Ground::new();
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..25 {
        let text: String = (0..random.usize(..30)).map(|_| PIECES[random.usize(..PIECES.len())]).collect();
        let mut draft = ground.draft(&text);
        for _ in 0..40 {
            // Several changes in one message, and several messages before anybody looks.
            for _ in 0..random.usize(1..4) {
                let text = draft.rope().to_string();
                let start = text.floor_char_boundary(random.usize(..=text.len()));
                let end = text.ceil_char_boundary((start + random.usize(..20) * random.usize(..2)).min(text.len()));
                let new = if random.u8(..3) == 0 { "" } else { PIECES[random.usize(..PIECES.len())] };
                draft.edit(Span::new(start, end), new);
            }
            draft.settle();
            check(&draft, &ground.draft(&draft.rope().to_string()));
        }
    }
}

#[test]
fn an_edit_of_one_part_checks_that_alone() {
    let ground = Ground::new();
    let mut draft =
        ground.draft("So \"the quay was built\" [@port].\n\nIt moved 4.2 million tonnes [@port].\n\nThe end.\n");
    found(&draft);
    let before: Vec<_> = draft.parts().iter().map(|part| draft.check(part).report).collect();
    draft.edit(Span::new(7, 7), "old ");
    draft.settle();
    let is_same = |(part, before): (_, &Arc<_>)| Arc::ptr_eq(&draft.check(part).report, before);
    assert_eq!(draft.parts().iter().zip(&before).map(is_same).collect::<Vec<_>>(), [false, true, true]);
}

#[test]
fn another_source_checks_only_what_may_change() {
    let ground = Ground::new();
    let mut draft =
        ground.draft("So \"the quay was built\" [@port].\n\nA heading\n\n\"never built to carry\" [@port].\n");
    found(&draft);
    let kept =
        |draft: &Draft| draft.parts().iter().map(|part| draft.remembered.contains_key(&part.id)).collect::<Vec<_>>();
    fs::write(ground.folder.path().join("sources/other.txt"), "Something else.\n").unwrap();
    let files = Files::on_disk();
    let config = ground.folders.config(draft.path()).unwrap();
    let catalogues = Catalogues::of([config], &files);
    let world = Arc::new(World::load(catalogues, Vec::new(), &files, &ground.world, |_| true));
    let path = Arc::clone(draft.path());
    draft.move_to(loading::ground(&ground.folders, &world, &Locks::new(), &path, &[]));
    // Which files are sources has changed: links may be citations now.
    assert_eq!(kept(&draft), [false; 3]);
    found(&draft);
    fs::write(ground.folder.path().join("sources/other.txt"), "Something else again.\n").unwrap();
    let catalogues = world.catalogues().clone();
    let world = Arc::new(World::load(catalogues, Vec::new(), &files, &world, |_| true));
    draft.move_to(loading::ground(&ground.folders, &world, &Locks::new(), &path, &[]));
    assert_eq!(kept(&draft), [false, false, true]);
    check(&draft, &Ground { folder: ground.folder, folders: ground.folders, world }.draft(&draft.rope().to_string()));
}
