//! Files: configuration, briefings, and the sources that these can cite.

mod again;
mod baseline;
pub mod bibliography;
pub mod cache;
mod catalogue;
mod config;
mod discovery;
mod failure;
mod files;
mod fingerprint;
mod guard;
mod host;
mod load;
pub mod lock;
pub mod paths;
mod patterns;
mod private;
pub mod reading;
mod replace;
mod shelf;
mod world;

pub use again::{KeptRun, check_and_keep};
pub use baseline::{BASELINE, Baseline, Known};

pub use briefcheck_desk::{Entry, Origin};
pub use catalogue::Workspace;
pub use config::{About, Config, Configs, FILE_NAME, Section, Setting, Shape, configuration, schema};
pub use discovery::{Exclude, briefings, briefings_with, is_briefing_text};
pub use failure::{Failure, LastLines, Place};
pub use files::{Files, Role, utf_8};
pub use fingerprint::fingerprints;
pub use guard::guarded;
pub use host::host;
pub use load::{Progress, Run, check, check_text, check_with, report_on, stock};
pub use lock::{LOCK, Lock, Renewed, by_root, renew};
pub use private::private_folder;
pub use replace::{UNFINISHED, append, create, create_private, replace};
pub use shelf::Wanted;
pub use world::{Workspaces, World};
