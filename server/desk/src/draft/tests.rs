//! After any edits a draft is what a fresh one of the same text is.

use std::path::Path;
use std::sync::Arc;

use briefcheck_engine::document::Found;
use briefcheck_engine::sources::{Article, Format, Meta};
use briefcheck_engine::text::Span;
use ropey::Rope;

use super::{Draft, Ground};
use crate::cancel::Cancel;
use crate::catalogue::{Catalogue, Entry, Origin};
use crate::desk::Desk;
use crate::host::Host;
use crate::sources::{FileId, ReadFile, Shelf, Sources};

const PORT: &str = "The port handled 4.2 million tonnes in the year.\n\nThe quay was never built to carry trains.\n";

/// A workspace with some files in its sources folder.
struct Workspace {
    catalogue: Arc<Catalogue>,
    sources: Arc<Sources>,
}

impl Workspace {
    fn new(files: &[(&str, &Arc<Article>)]) -> Self {
        let root = Path::new("/w");
        let entry = |(key, _): &(&str, &Arc<Article>)| Entry {
            key: (*key).to_owned(),
            path: root.join("sources").join(format!("{key}.txt")),
            others: Vec::new(),
            missing: None,
            meta: Meta::default(),
            origin: Origin::Folder,
        };
        let entries: Vec<Entry> = files.iter().map(entry).collect();
        let read = entries.iter().zip(files).map(|(entry, (_, article))| ReadFile {
            id: FileId::of(entry, root),
            article: Ok((Arc::clone(article), Meta::default())),
            path: entry.path.clone(),
        });
        let shelf = Shelf::of(read);
        let catalogue = Arc::new(Catalogue::new(root.to_owned(), root.join("sources"), entries));
        Self { sources: Arc::new(Sources::new([&*catalogue].into_iter(), shelf)), catalogue }
    }

    /// The one that most tests are about.
    fn of_port() -> Self {
        Self::new(&[("port", &article(PORT))])
    }

    fn ground(&self) -> Ground {
        Ground {
            sources: Arc::clone(&self.sources),
            catalogue: Some(Arc::clone(&self.catalogue)),
            ..Ground::unknown(Host::default(), Arc::new(()))
        }
    }

    fn draft(&self, text: &str) -> Draft {
        Draft::new(Path::new("/w/a.brief").into(), Rope::from_str(text), self.ground())
    }
}

fn article(text: &str) -> Arc<Article> {
    Article::of_text(text, Format::Text)
}

/// What is found in a draft, a line each.
fn found(draft: &Draft) -> Vec<String> {
    let parts = Desk::default().parts(draft, &Cancel::new()).unwrap();
    let findings = draft.findings(&parts).into_iter().map(Found::moved).collect::<Vec<_>>();
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
    let workspace = Workspace::of_port();
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..25 {
        let text: String = (0..random.usize(..30)).map(|_| PIECES[random.usize(..PIECES.len())]).collect();
        let mut draft = workspace.draft(&text);
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
