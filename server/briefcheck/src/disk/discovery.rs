//! Which files are briefings.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use rayon::prelude::*;

use super::paths::{self, Fence};
use super::{Config, Configs, Failure, Files, files};

/// How much of a file is read to see whether its front matter names sources.
const HEAD: u64 = 64 << 10;

/// Where the configuration's `exclude` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exclude {
    /// For what is found in folders: a file that is named is wanted.
    InFolders,
    /// For files that are named, too: whoever names them (a hook, say) does not know the configuration.
    Everywhere,
}

/// The briefings at some paths, absolute, each once, sorted; and the paths that could not be used.
///
/// A file is one because it was named. In a folder, these are: `*.brief`, `*.brief.md`, what the configuration
/// includes, and Markdown whose front matter has `sources`; but nothing that an ignore file or the configuration
/// leaves out, and nothing in the folder of the sources.
pub fn briefings(named: &[PathBuf], configs: &Configs, files: &Files) -> (Vec<PathBuf>, Vec<Failure>) {
    briefings_with(named, Exclude::InFolders, configs, files)
}

/// The same, where `exclude` says for which files the configuration's holds.
pub fn briefings_with(
    named: &[PathBuf],
    exclude: Exclude,
    configs: &Configs,
    files: &Files,
) -> (Vec<PathBuf>, Vec<Failure>) {
    let is_excluded =
        |path: &Path| exclude == Exclude::Everywhere && configs.of(path).is_some_and(|config| config.excludes(path));
    let mut found = BTreeSet::new();
    let mut failures = Vec::new();
    for path in named {
        let name = paths::shown(path, configs.here());
        match fs::metadata(path) {
            Ok(about) if !about.is_dir() && is_excluded(path) => {}
            Err(_) if files.is_open(path) && is_excluded(path) => {}
            _ if files.is_open(path) => _ = found.insert(path.clone()),
            Err(error) => failures.push(files::missing(path, &name, &error, None)),
            Ok(about) if !about.is_dir() => _ = found.insert(path.clone()),
            Ok(_) => {
                let inside = in_folder(path, configs, &mut failures);
                if inside.is_empty() {
                    failures.push(Failure::new(format!("there are no briefings in `{name}`")).with_help(
                        "a briefing is a file `*.brief` or `*.brief.md`, Markdown whose front matter has `sources`, or \
                         one that `include` in briefcheck.toml names",
                    ));
                }
                found.extend(inside);
            }
        }
    }
    (found.into_iter().collect(), failures)
}

/// Whether a file is a briefing by its name alone.
pub(super) fn is_briefing_name(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".brief") || name.ends_with(".brief.md")
}

fn in_folder(folder: &Path, configs: &Configs, failures: &mut Vec<Failure>) -> Vec<PathBuf> {
    let mut candidates = Vec::new();
    // A folder with an ignore file is often no repository: a copy, or an archive unpacked.
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) if fs::metadata(entry.path()).is_ok_and(|about| about.is_file()) => {
                candidates.push(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => failures.push(Failure::new(format!("a folder could not be looked into: {error}"))),
        }
    }
    candidates.into_par_iter().filter(|path| is_briefing(path, configs)).collect()
}

/// Whether a file in a folder is a briefing.
fn is_briefing(path: &Path, configs: &Configs) -> bool {
    let config = configs.of(path);
    is_briefing_of(config.as_deref(), path, || config.as_ref().is_some_and(|config| names_sources(path, &config.fence)))
}

/// Whether a file with this text is a briefing in the workspace with this configuration.
pub fn is_briefing_text(path: &Path, text: &str, config: Option<&Config>) -> bool {
    is_briefing_of(config, path, || has_sources(text))
}

fn is_briefing_of(config: Option<&Config>, path: &Path, names_sources: impl Fn() -> bool) -> bool {
    let could_be = is_briefing_name(path) || is_markdown(path);
    // Without a configuration that can be used, the name alone says it; that failure is told in its own place.
    let Some(config) = config else { return is_briefing_name(path) };
    if config.excludes(path) || is_source(path, config) {
        return false;
    }
    config.includes(path) || (could_be && (is_briefing_name(path) || names_sources()))
}

/// Whether a file lies in the folder of the sources, unless the briefings are there too.
fn is_source(path: &Path, config: &Config) -> bool {
    !config.root.starts_with(&config.folder) && path.starts_with(&config.folder)
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown"))
}

/// Whether a file begins with a front matter that has a key `sources`.
fn names_sources(path: &Path, fence: &Fence) -> bool {
    let mut head = Vec::new();
    let Ok(resolved) = fence.admit(path) else { return false };
    let read = File::open(resolved).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let text = String::from_utf8_lossy(&head);
    read.is_ok() && has_sources(&text)
}

fn has_sources(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{FEFF}').lines();
    lines.next().is_some_and(|first| first.trim_end() == "---")
        && lines.take_while(|line| !matches!(line.trim_end(), "---" | "...")).any(|line| {
            let key = line.split_once(':').map(|(key, _)| key.trim_end().trim_matches(['"', '\'']));
            key == Some("sources")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_in_the_front_matter_make_a_briefing() {
        assert!(has_sources("---\ntitle: A\nsources:\n  a: a.txt\n---\n"));
        assert!(has_sources("\u{FEFF}---\r\nsources: {a: a.txt}\r\n---\r\n"));
        assert!(!has_sources("---\ntitle: A\n---\nsources: x\n"));
        assert!(!has_sources("sources:\n"));
        assert!(!has_sources("---\nmore:\n  sources: x\n---\n"));
        assert!(!has_sources(""));
    }

    #[test]
    fn names_alone_make_a_briefing() {
        assert!(is_briefing_name(Path::new("/a/b.brief")));
        assert!(is_briefing_name(Path::new("/a/b.brief.md")));
        assert!(!is_briefing_name(Path::new("/a/brief.md")));
    }
}
