//! A folder of the user's own, for what the server shows in files: nobody else can write to it, or put a link in it.

use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A folder of the user's own, made if it is not there; `None` where there is none to be had.
pub fn private_folder(name: &str) -> Option<PathBuf> {
    let folder = cache()?.join("briefcheck").join(name);
    let made = make(&folder);
    made.inspect_err(|error| tracing::warn!("`{}` can't be used: {error}", folder.display())).ok().map(|()| folder)
}

/// Where the system keeps what a user's programs can make anew.
fn cache() -> Option<PathBuf> {
    let of = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || of("HOME").or_else(|| of("USERPROFILE"));
    if cfg!(windows) {
        of("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        of("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    }
}

/// Makes a folder that is the user's alone, and sees that it is.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    is_private(folder)
}

#[cfg(not(unix))]
fn is_private(folder: &Path) -> io::Result<()> {
    fs::metadata(folder).map(|_| ())
}

/// Whether a folder is the user's, and nobody else can put anything in it or in its place.
#[cfg(unix)]
fn is_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    /// Others may write.
    const OTHERS: u32 = 0o002;
    /// Only the owner may take away or rename what is in the folder.
    const STICKY: u32 = 0o1000;
    let me = rustix::process::geteuid().as_raw();
    let refused = |what: &str| Err(io::Error::new(io::ErrorKind::PermissionDenied, what.to_owned()));
    let about = fs::symlink_metadata(folder)?;
    if !about.is_dir() || about.uid() != me {
        return refused("it is not the user's");
    }
    if about.mode() & 0o077 != 0 {
        return refused("others may read it or write to it");
    }
    for above in fs::canonicalize(folder)?.ancestors().skip(1) {
        let about = fs::metadata(above)?;
        let is_trusted = about.uid() == me || about.uid() == 0;
        if !is_trusted || (about.mode() & OTHERS != 0 && about.mode() & STICKY == 0) {
            return refused("others may put another folder in its place");
        }
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_folder_is_made_for_the_user_alone() {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("a/b");
        make(&folder).unwrap();
        make(&folder).unwrap();
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_folder_that_others_can_reach_is_not_used() {
        let around = tempfile::tempdir().unwrap();
        let of = |name: &str| around.path().join(name);
        fs::create_dir(of("open")).unwrap();
        fs::set_permissions(of("open"), fs::Permissions::from_mode(0o777)).unwrap();
        assert!(make(&of("open")).is_err());
        assert!(make(&of("open/inside")).is_err());
        symlink(of("a"), of("link")).unwrap();
        assert!(make(&of("link")).is_err());
        fs::create_dir(of("a")).unwrap();
        fs::set_permissions(of("a"), fs::Permissions::from_mode(0o700)).unwrap();
        assert!(make(&of("link")).is_err());
    }
}
