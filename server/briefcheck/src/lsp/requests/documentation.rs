//! Where a client finds what a rule is: in the book, if the build knows its address, else in a page in a folder of the
//! user's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::OnceLock;

use briefcheck_engine::rules::{RULES, Rule};
use tower_lsp::ls_types::Uri;

use crate::book;
use crate::disk::{self, Failure};
use crate::lsp::uri;

/// The page of a rule; `None` if no pages can be written here.
pub fn page(rule: &Rule) -> Option<Uri> {
    if let Some(address) = book::rule(rule) {
        return Uri::from_str(&address).ok();
    }
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = disk::private_folder(concat!("rules-", env!("CARGO_PKG_VERSION")))?;
        let written = write(&folder);
        written.inspect_err(|failure| tracing::warn!("{}", failure.message)).ok().map(|()| folder)
    });
    uri::of(&folder.as_ref()?.join(file(rule)))
}

fn file(rule: &Rule) -> String {
    format!("{}.md", rule.name)
}

/// Writes a page for every rule.
fn write(folder: &Path) -> Result<(), Failure> {
    RULES.iter().try_for_each(|rule| {
        let page = format!("# {} ({})\n\n{}", rule.name, rule.severity, rule.docs());
        let path = folder.join(file(rule));
        // Another server may have written the same.
        let is_there = fs::read_to_string(&path).is_ok_and(|there| there == page);
        if is_there { Ok(()) } else { disk::create_private(&path, &path.to_string_lossy(), page) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_page() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path()).unwrap();
        write(folder.path()).unwrap();
        for rule in RULES {
            let page = fs::read_to_string(folder.path().join(file(rule))).unwrap();
            assert!(page.starts_with(&format!("# {} (", rule.name)) && page.contains("## What it does"), "{page}");
        }
    }
}
