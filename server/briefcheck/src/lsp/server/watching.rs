//! Files that change on disk: noticed by the client where it watches for the server, else here.

use std::path::{Path, PathBuf};

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
        let all = folders.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
            // The system has lost sight of what changed: anything may have.
            Ok(event) if event.need_rescan() => tell(all.clone()),
            Ok(event) if !matches!(event.kind, EventKind::Access(_)) => tell(event.paths),
            Ok(_) => {}
            Err(error) => tracing::warn!("a change on disk may have been missed: {error}"),
        })?;
        for folder in folders {
            // One that is not there, say, leaves the others watched.
            if let Err(error) = watcher.watch(&folder, RecursiveMode::Recursive) {
                tracing::warn!("`{}` can't be watched: {error}", folder.display());
            }
        }
        Ok(Self(watcher))
    }
}

/// Whether a file that changed may be one that is read: not what version control keeps, whoever noticed it.
pub fn matters(path: &Path) -> bool {
    !path.components().any(|part| part.as_os_str() == ".git")
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
