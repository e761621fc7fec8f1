//! Files that are written: all of it or nothing.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::Path;

use super::Failure;
use super::files::{Unread, bytes};
use super::paths::{Fence, Refused};

/// How the names of files begin that are being written.
pub const UNFINISHED: &str = ".briefcheck-";

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
    // What has come in its place meanwhile is neither waited for nor read whole.
    let now = bytes(&target, None, before.len() as u64);
    if let Err(Unread::Failed(error)) = now {
        return Err(failed(error));
    }
    if now.is_err() || now.is_ok_and(|now| now != before.as_bytes()) {
        return Err(Failure::new(format!("`{name}` has changed since it was checked, and was not written"))
            .with_help("run the command again"));
    }
    let permissions = fs::metadata(&target).map_err(failed)?.permissions();
    if permissions.readonly() {
        return Err(Failure::new(format!("`{name}` may not be written")).with_help("allow it"));
    }
    write(&target, after.as_bytes(), Some(permissions)).map_err(failed)
}

/// Writes the file at an absolute path, which `name` is for people, whether it is there or not. A path within the folder
/// `root` leads nowhere else: a symbolic link out of it is the workspace's, and whoever names the file need not know.
///
/// # Errors
///
/// If it leads out of the folder, or can't be written; it is as it was then.
pub fn create(path: &Path, name: &str, root: &Path, content: impl AsRef<[u8]>) -> Result<(), Failure> {
    let failed = |error| not_written(name, &error);
    let folder = path.parent().ok_or_else(|| failed(io::ErrorKind::IsADirectory.into()))?;
    let folder = fs::canonicalize(folder).map_err(failed)?;
    let is_link = fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
    let about = fs::metadata(path).ok();
    let target = match path.file_name() {
        // A link that leads nowhere is replaced: what it would make is somewhere else.
        _ if is_link && about.is_some() => fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
        Some(file) => folder.join(file),
        None => folder,
    };
    let is_inside = || fs::canonicalize(root).is_ok_and(|root| target.starts_with(root));
    if path.starts_with(root) && !is_inside() {
        return Err(Failure::new(format!("`{name}` leads out of the workspace, and was not written"))
            .with_help("name the file where it lies"));
    }
    match about {
        // A terminal or a pipe, say: there is nothing to replace. `/dev/stdout` may lead to a file that others write as well.
        Some(about) if !about.is_dir() && (!about.is_file() || path.starts_with("/dev")) => {
            open_special(path).and_then(|mut file| file.write_all(content.as_ref())).map_err(failed)
        }
        about => write(&target, content.as_ref(), about.map(|about| about.permissions())).map_err(failed),
    }
}

/// Writes at the end of the file at an absolute path, which is made if it is not there; `root` as for [`create`].
///
/// # Errors
///
/// If it leads out of the folder, can't be read as a file or can't be written.
pub fn append(path: &Path, name: &str, root: &Path, text: &str) -> Result<(), Failure> {
    let mut bytes = match fs::metadata(path) {
        Ok(about) if about.is_file() => fs::read(path).map_err(|error| not_written(name, &error))?,
        _ => Vec::new(),
    };
    bytes.extend_from_slice(text.as_bytes());
    create(path, name, root, bytes)
}

/// Writes a file that nobody else may read. A symbolic link in its place is replaced, not followed.
///
/// # Errors
///
/// If it can't be written; it is as it was then.
pub fn create_private(path: &Path, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    write_with(&mut tempfile::Builder::new(), path, bytes.as_ref(), None).map_err(|error| not_written(name, &error))
}

/// Opens what is no regular file to write into it. A pipe that nobody reads is not waited for: a workspace may have brought it.
fn open_special(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.append(true);
    #[cfg(unix)]
    {
        use rustix::fs::{OFlags, fcntl_setfl};
        let unhurried = OFlags::NONBLOCK.union(OFlags::NOCTTY).bits().cast_signed();
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, unhurried);
        let file = options.open(path)?;
        // Who reads it slowly gets all of it.
        fcntl_setfl(&file, OFlags::APPEND)?;
        Ok(file)
    }
    #[cfg(not(unix))]
    options.open(path)
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
    let mut file = builder.prefix(UNFINISHED).tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{OpenOptionsExt, symlink};

    use super::*;

    #[test]
    fn nothing_is_written_through_a_link_out_of_the_workspace() {
        let (outside, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (there, within) = (outside.path().join("there"), root.path().join("within"));
        fs::write(&there, "old").unwrap();
        fs::write(&within, "old").unwrap();
        symlink(&there, root.path().join("out")).unwrap();
        symlink(outside.path(), root.path().join("folder")).unwrap();
        symlink("within", root.path().join("in")).unwrap();
        symlink(outside.path().join("nothing"), root.path().join("dangling")).unwrap();
        let create = |name: &str| create(&root.path().join(name), name, root.path(), "new");
        for out in ["out", "folder/there", "folder/new"] {
            assert!(create(out).unwrap_err().message.contains("leads out of the workspace"), "{out}");
        }
        create("in").unwrap();
        assert_eq!(fs::read_to_string(within).unwrap(), "new");
        assert!(root.path().join("in").is_symlink());
        create("dangling").unwrap();
        assert_eq!(fs::read_to_string(&there).unwrap(), "old");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
        assert_eq!(super::create(&root.path().join("out"), "out", outside.path(), "asked for").ok(), Some(()));
    }

    #[test]
    fn what_is_appended_comes_after_what_is_there() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a");
        append(&path, "a", root.path(), "one").unwrap();
        append(&path, "a", root.path(), "two").unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), "onetwo");
        append(Path::new("/dev/null"), "/dev/null", root.path(), "text").unwrap();
    }

    #[test]
    fn what_is_no_file_stays_what_it_is() {
        create(Path::new("/dev/null"), "/dev/null", Path::new("/nowhere"), "text").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[test]
    fn a_pipe_that_nobody_reads_is_not_waited_for() {
        use std::io::Read;
        use std::process::Command;
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let create = || create(&path, "pipe", root.path(), "text".repeat(50_000));
        assert!(create().unwrap_err().message.contains("`pipe` could not be written"));
        let failure = replace(&path, "pipe", root.path(), "text", "other").unwrap_err();
        assert!(failure.message.contains("has changed since"), "{}", failure.message);
        // What is longer than a pipe holds comes whole to who reads it.
        let mut reader = File::options()
            .read(true)
            .custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed())
            .open(&path)
            .unwrap();
        rustix::fs::fcntl_setfl(&reader, rustix::fs::OFlags::empty()).unwrap();
        std::thread::scope(|scope| {
            scope.spawn(|| create().unwrap());
            let mut read = Vec::new();
            while read.len() < 200_000 {
                // As long as nobody writes, that is nothing.
                let mut part = [0; 4096];
                let length = reader.read(&mut part).unwrap();
                read.extend_from_slice(&part[..length]);
            }
            assert!(read.starts_with(b"texttext"));
        });
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("a")).unwrap();
        assert!(create(&root.path().join("a"), "a", root.path(), "text").is_err());
        assert!(create(&root.path().join("no/a"), "no/a", root.path(), "text").is_err());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }
}
