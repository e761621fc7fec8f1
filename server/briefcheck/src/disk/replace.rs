//! Files that are written: all of it or nothing.

use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::path::Path;

use super::Failure;
use super::paths::{Fence, Refused};

/// Replaces the text of the file at an absolute path, which `name` is for people, if it is still `before`. The file keeps
/// its permissions. A symbolic link stays one, and is only followed within the folder `root`.
///
/// # Errors
///
/// If it leads out of the folder, has changed meanwhile, or can't be written; it is as it was then.
pub fn replace(path: &Path, name: &str, root: &Path, before: &str, after: &str) -> Result<(), Failure> {
    let failed = |error| not_written(name, &error);
    let target = Fence::new([root]).admit(path).map_err(|refused| match refused {
        Refused::Outside => Failure::new(format!("`{name}` leads out of the workspace, and was not written"))
            .with_help("change the file where it lies"),
        Refused::Unresolved(error) => failed(error),
    })?;
    if fs::read(&target).map_err(failed)? != before.as_bytes() {
        return Err(Failure::new(format!("`{name}` has changed since it was checked, and was not written"))
            .with_help("run the command again"));
    }
    let permissions = fs::metadata(&target).map_err(failed)?.permissions();
    if permissions.readonly() {
        return Err(Failure::new(format!("`{name}` may not be written")).with_help("allow it"));
    }
    write(&target, after.as_bytes(), Some(permissions)).map_err(failed)
}

/// Writes the file at an absolute path, which `name` is for people, whether it is there or not.
///
/// # Errors
///
/// If it can't be written; it is as it was then.
pub fn create(path: &Path, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    let resolved = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let permissions = fs::metadata(&resolved).ok().map(|about| about.permissions());
    write(&resolved, bytes.as_ref(), permissions).map_err(|error| not_written(name, &error))
}

/// The same in a folder that others may write to as well: nobody else may read the file, and a symbolic link in its place
/// is replaced, not followed.
///
/// # Errors
///
/// If it can't be written; it is as it was then.
pub fn create_private(path: &Path, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    write_with(&mut tempfile::Builder::new(), path, bytes.as_ref(), None).map_err(|error| not_written(name, &error))
}

fn not_written(name: &str, error: &io::Error) -> Failure {
    Failure::new(format!("`{name}` could not be written: {error}")).with_help("name a file that can be written")
}

/// Writes a file beside it and gives that its name.
fn write(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    // Of a file that was not there, as of any new one: what the user's mask leaves.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    write_with(&mut builder, path, bytes, permissions)
}

/// The same with a file that `builder` makes.
fn write_with(
    builder: &mut tempfile::Builder<'_, '_>,
    path: &Path,
    bytes: &[u8],
    permissions: Option<Permissions>,
) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::IsADirectory)?;
    let mut file = builder.prefix(".briefcheck-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
