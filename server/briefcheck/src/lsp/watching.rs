//! Files that change on disk: noticed by the client where it watches for the server, else here.

use std::path::PathBuf;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tower_lsp::ls_types::{DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, Registration};

/// Watches folders until it is dropped.
pub struct Watcher(#[expect(dead_code, reason = "it watches for as long as it is there")] RecommendedWatcher);

impl Watcher {
    /// Watches folders and all that is in them, and tells of what was created, changed or deleted.
    ///
    /// # Errors
    ///
    /// If the system can't watch.
    pub fn new(folders: Vec<PathBuf>, tell: impl Fn(Vec<PathBuf>) + Send + 'static) -> notify::Result<Self> {
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
            Ok(event) if matters(&event) => tell(event.paths),
            Ok(_) => {}
            Err(error) => tracing::warn!("a change on disk may have been missed: {error}"),
        })?;
        for folder in folders {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
        Ok(Self(watcher))
    }
}

/// Whether an event changes what is read: being opened or looked at does not, nor does what version control keeps.
fn matters(event: &Event) -> bool {
    let is_kept = |path: &PathBuf| path.components().any(|part| part.as_os_str() == ".git");
    !matches!(event.kind, EventKind::Access(_)) && !event.paths.iter().all(is_kept)
}

/// What a client is asked to watch: everything, as a source may be any file.
pub fn registration() -> Registration {
    let all = FileSystemWatcher { glob_pattern: GlobPattern::String("**/*".to_owned()), kind: None };
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![all] };
    Registration {
        id: "briefcheck/files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    }
}
