//! Reports on texts that stand in a test.

use std::path::{Path, PathBuf};

use super::super::{Colour, Look};
use super::model::Dossier;
use crate::disk::{Configs, Files, check};

/// What the briefings of the tests cite.
const HARBOUR: &str = "The port handled 4.2 million tonnes last year.\n\n\
     The quay was never built to carry trains, said the harbour master, Edda Marsh.\n";

/// Checks briefings that may cite `@harbour`, each a file's name and its text, and looks at the report on them.
pub(super) fn with_report<T>(briefings: &[(&str, &str)], look_at: impl FnOnce(&Dossier<'_>) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    // A link above it must not make two names of one file.
    let root = folder.path().canonicalize().unwrap();
    std::fs::write(root.join("briefcheck.toml"), "[sources.keys]\nharbour = \"harbour.txt\"\n").unwrap();
    let mut files = Files::on_disk();
    files.open(root.join("harbour.txt"), HARBOUR.into());
    let paths: Vec<PathBuf> = briefings.iter().map(|(name, _)| root.join(name)).collect();
    for (path, (_, text)) in paths.iter().zip(briefings) {
        files.open(path.clone(), (*text).into());
    }
    let run = check(&paths, &files, &Configs::new(&root, None), &[]);
    assert!(run.failures.is_empty(), "{:?}", run.failures);
    look_at(&Dossier::of(&run.reports, look(&root)))
}

fn look(here: &Path) -> Look<'_> {
    Look { here, repository: here, colour: Colour::Plain, width: super::super::WIDTH, wraps: false }
}

/// One briefing.
pub(super) fn with_briefing<T>(text: &str, look_at: impl FnOnce(&Dossier<'_>) -> T) -> T {
    with_report(&[("a.brief", text)], look_at)
}
