//! `briefcheck init`: a workspace to begin with.

use std::fs;

use super::{Console, Status, args};
use crate::disk::{Failure, create, paths};

/// What is written, by path.
const FILES: [(&str, &str); 3] = [
    ("briefcheck.toml", include_str!("init/briefcheck.toml")),
    ("sources/harbour.txt", include_str!("init/harbour.txt")),
    ("memos/first.brief.md", include_str!("init/first.brief.md")),
];

pub(super) fn run(args: &args::Init, console: &Console) -> Result<Status, Failure> {
    let folder = paths::join(console.here(), args.path.as_deref().unwrap_or(".".as_ref()));
    let shown = |path: &str| paths::shown(&folder.join(path), console.here());
    // Whatever is there already is somebody's, and half a workspace is of no use.
    if let Some((path, _)) = FILES.iter().find(|(path, _)| folder.join(path).symlink_metadata().is_ok()) {
        return Err(Failure::new(format!("there is a `{}` already, and nothing was written", shown(path)))
            .with_help("name a folder without a workspace: `briefcheck init FOLDER`"));
    }
    for (path, text) in FILES {
        let file = folder.join(path);
        let parent = file.parent().unwrap_or(&folder);
        fs::create_dir_all(parent).map_err(|error| {
            let name = paths::shown(parent, console.here());
            Failure::new(format!("the folder `{name}` could not be made: {error}")).with_help("name another folder")
        })?;
        create(&file, &shown(path), &folder, text)?;
        console.say(&format!("Wrote `{}`", shown(path)));
    }
    console.say("Now `briefcheck check` has something to check");
    Ok(Status::Clean)
}
