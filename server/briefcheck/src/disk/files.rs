//! The bytes of files: those on disk, or those that are open.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::sources::Unreadable;
use briefcheck_engine::text::{self, Lines, Span, decode};

use super::paths::{self, Fence, Refused};
use super::{Config, Failure, Place};

/// Files as they are read: an open text beats the file on disk.
#[derive(Clone, Debug, Default)]
pub struct Files {
    open: BTreeMap<PathBuf, Arc<str>>,
}

impl Files {
    /// The files on disk alone.
    pub fn on_disk() -> Self {
        Self::default()
    }

    /// Takes `text` for the file at an absolute path.
    pub fn open(&mut self, path: PathBuf, text: Arc<str>) {
        self.open.insert(path, text);
    }

    /// Whether a text is open for this path.
    pub fn is_open(&self, path: &Path) -> bool {
        self.open.contains_key(path)
    }

    /// The text of the file at an absolute path, which `name` is for people, within the limits of its role. What a
    /// workspace names is only read within its `fence`.
    ///
    /// # Errors
    ///
    /// If it may not be read, is not there, no file, or not UTF-8.
    pub fn text(&self, path: &Path, name: &str, role: Role, fence: Option<&Fence>) -> Result<Arc<str>, Failure> {
        if let Some(text) = self.open.get(path) {
            return Ok(Arc::clone(text));
        }
        let bytes = bytes(path, fence, role.limit()).map_err(|refused| match refused {
            Unread::Outside => {
                Failure::new(format!("`{name}` leads out of the workspace, and is not read")).with_help(role.instead())
            }
            Unread::TooLarge(size) => too_large(name, size, role.limit()).with_help("make it smaller, or part it"),
            other => other.failure(path, name, fence),
        })?;
        // Reference managers have long written in the encoding of the system.
        if role == Role::Bibliography
            && let Ok(decoded) = decode(&bytes)
        {
            return Ok(decoded.text.into());
        }
        utf_8(path, name, bytes)
    }

    /// The bytes of a file that the user names, wherever it lies, which is to become a source: `name` is its name for people.
    ///
    /// # Errors
    ///
    /// If it is no regular file, larger than `most`, or can't be read.
    pub fn named(path: &Path, name: &str, most: u64) -> Result<Vec<u8>, Failure> {
        bytes(path, None, most).map_err(|refused| match refused {
            Unread::TooLarge(size) => too_large(name, size, most).with_help("raise `max-size` under [sources]"),
            other => other.failure(path, name, None),
        })
    }

    /// The bytes of a source at an absolute path, within the limits of its workspace.
    ///
    /// # Errors
    ///
    /// If it may not or can't be read.
    pub fn source(&self, path: &Path, config: &Config) -> Result<Vec<u8>, Unreadable> {
        if let Some(text) = self.open.get(path) {
            return Ok(text.as_bytes().to_vec());
        }
        let name = paths::shown(path, &config.root);
        bytes(path, Some(&config.fence), config.max_size).map_err(|refused| {
            Unreadable(said(&match refused {
                Unread::Outside if config.is_restrained() => {
                    Failure::new(format!("`{name}` lies outside the workspace"))
                        .with_help("its own `allow-outside` does not count: name the folder with `--allow-outside`, or trust the workspace in the editor")
                }
                Unread::Outside => Failure::new(format!("`{name}` lies outside the workspace"))
                    .with_help("move it in, or name its folder with `--allow-outside`"),
                Unread::TooLarge(size) => {
                    too_large(&name, size, config.max_size).with_help("raise `max-size` under [sources]")
                }
                other => other.failure(path, &name, Some(&config.fence)),
            }))
        })
    }
}

/// What a file of a workspace is, beside a source. Each has its limit: whatever is larger was not written by people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A text that is checked.
    Briefing,
    /// `briefcheck.toml`.
    Configuration,
    /// BibLaTeX, or CSL as JSON or YAML.
    Bibliography,
    /// `briefcheck.lock`, or a baseline.
    Record,
}

impl Role {
    /// The largest file, in bytes.
    pub fn limit(self) -> u64 {
        match self {
            Self::Configuration => 1 << 20,
            Self::Briefing => 4 << 20,
            Self::Bibliography | Self::Record => 64 << 20,
        }
    }

    /// What to do instead of leading out of the workspace.
    fn instead(self) -> &'static str {
        match self {
            Self::Briefing => "check the file where it lies",
            Self::Configuration => "name the file with `--config`",
            Self::Bibliography | Self::Record => "copy the file into the workspace",
        }
    }
}

/// Why there are no bytes.
#[derive(Debug)]
pub(super) enum Unread {
    /// It leads out of what may be read.
    Outside,
    Folder,
    /// A pipe, a socket, a device.
    Special,
    /// It has so many bytes, or more.
    TooLarge(u64),
    Failed(io::Error),
}

impl Unread {
    fn failure(&self, path: &Path, name: &str, fence: Option<&Fence>) -> Failure {
        match self {
            Self::Folder => Failure::new(format!("`{name}` is a folder")).with_help("name a file in it"),
            Self::Failed(error) => missing(path, name, error, fence),
            _ => Failure::new(format!("`{name}` is no regular file")).with_help("name a file that holds text"),
        }
    }
}

/// The bytes of a regular file, at most `most`: of what is none, nothing is read, and nothing waits for it.
pub(super) fn bytes(path: &Path, fence: Option<&Fence>, most: u64) -> Result<Vec<u8>, Unread> {
    let resolved = match fence.map(|fence| fence.admit(path)) {
        Some(Ok(resolved)) => resolved,
        Some(Err(Refused::Outside)) => return Err(Unread::Outside),
        Some(Err(Refused::Unresolved(error))) => return Err(Unread::Failed(error)),
        None => fs::canonicalize(path).map_err(Unread::Failed)?,
    };
    // A pipe would be waited for, a device woken: they are not opened at all, and what takes the file's place meanwhile
    // is not waited for either.
    kind(&fs::symlink_metadata(&resolved).map_err(Unread::Failed)?)?;
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, UNHURRIED);
    let file = options.open(&resolved).map_err(Unread::Failed)?;
    let about = file.metadata().map_err(Unread::Failed)?;
    kind(&about)?;
    if about.len() > most {
        return Err(Unread::TooLarge(about.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    // One byte more, to see a file that has grown since.
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(Unread::Failed)?;
    let size = bytes.len() as u64;
    if size > most { Err(Unread::TooLarge(size)) } else { Ok(bytes) }
}

/// Opens without waiting, and no link that has taken the file's place.
#[cfg(unix)]
const UNHURRIED: i32 = rustix::fs::OFlags::NONBLOCK.union(rustix::fs::OFlags::NOFOLLOW).bits().cast_signed();

fn kind(about: &Metadata) -> Result<(), Unread> {
    match about.file_type() {
        kind if kind.is_file() => Ok(()),
        kind if kind.is_dir() => Err(Unread::Folder),
        _ => Err(Unread::Special),
    }
}

pub(super) fn too_large(name: &str, size: u64, most: u64) -> Failure {
    Failure::new(format!("`{name}` has {}, over the limit of {}", mebibytes(size), mebibytes(most)))
}

/// Bytes that must be UTF-8.
pub fn utf_8(path: &Path, name: &str, bytes: Vec<u8>) -> Result<Arc<str>, Failure> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text.into()),
        Err(error) => error,
    };
    let at = error.utf8_error().valid_up_to();
    if error.as_bytes().contains(&0) {
        return Err(Failure::new(format!("`{name}` holds binary data, not text")).with_help("name a text file"));
    }
    let text: Arc<str> = String::from_utf8_lossy(error.as_bytes()).into();
    let position = Lines::new(&text).position(&text, at);
    let message = format!("`{name}` is not UTF-8: byte {at}, in line {}, is no part of a character", position.line);
    Err(Failure {
        message,
        help: Some("save the file as UTF-8".to_owned()),
        place: Some(Place { path: path.to_owned(), text, span: Span::empty(at) }),
    })
}

fn said(failure: &Failure) -> String {
    match &failure.help {
        Some(help) => format!("{}: {help}", failure.message),
        None => failure.message.clone(),
    }
}

/// Why a file can't be read, and what would help. What lies beside it is only named within the fence.
pub(super) fn missing(path: &Path, name: &str, error: &io::Error, fence: Option<&Fence>) -> Failure {
    let (message, help) = match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            let folder = name.rfind('/').map_or("", |end| &name[..=end]);
            let may_look = || {
                let folder = path.parent().map(|folder| fence.is_none_or(|fence| fence.admit(folder).is_ok()));
                folder.unwrap_or(false)
            };
            let near = may_look().then(|| sibling(path)).flatten();
            let help = near.map(|near| format!("did you mean `{folder}{near}`?"));
            let help = help.unwrap_or_else(|| "correct the path, or add the file".to_owned());
            return Failure::new(format!("there is no file `{name}`")).with_help(help);
        }
        ErrorKind::PermissionDenied => (format!("`{name}` may not be read ({error})"), "allow it"),
        ErrorKind::IsADirectory => (format!("`{name}` is no regular file"), "name a file that holds text"),
        _ if is_circle(error) => (format!("`{name}` is a symbolic link in a circle"), "let it lead to a file"),
        _ => (format!("`{name}` could not be read ({error})"), "see that it can be opened"),
    };
    Failure::new(message).with_help(help)
}

/// Whether symbolic links lead to each other. Its kind is not stable yet; these are its numbers on Linux and macOS.
fn is_circle(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(40 | 62))
}

/// The file beside a missing one that has nearly its name.
fn sibling(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let siblings = fs::read_dir(path.parent()?).ok()?;
    let mut names: Vec<String> = siblings.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let near = text::nearest(name, names.iter().map(String::as_str));
    near.first().map(|&near| near.to_owned())
}

fn mebibytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) >> 20;
    if tenths == 0 {
        return format!("{bytes} bytes");
    }
    let (whole, part) = (tenths / 10, tenths % 10);
    if part == 0 { format!("{whole} MiB") } else { format!("{whole}.{part} MiB") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_mebibytes() {
        assert_eq!(mebibytes(32 << 20), "32 MiB");
        assert_eq!(mebibytes((1 << 20) * 3 / 2), "1.5 MiB");
        assert_eq!(mebibytes(800), "800 bytes");
    }

    #[test]
    fn bytes_that_are_no_utf_8_are_named() {
        let failure = utf_8(Path::new("/a"), "a", b"one\ntwo \xFF".to_vec()).unwrap_err();
        assert_eq!(failure.message, "`a` is not UTF-8: byte 8, in line 2, is no part of a character");
        assert_eq!(failure.help.as_deref(), Some("save the file as UTF-8"));
    }

    #[test]
    fn binary_data_is_named() {
        assert!(utf_8(Path::new("/a"), "a", b"\x7FELF\0\xFF".to_vec()).unwrap_err().message.contains("binary"));
    }

    #[test]
    fn an_open_text_beats_the_file() {
        let mut files = Files::on_disk();
        files.open(PathBuf::from("/nowhere"), "text".into());
        assert_eq!(&*files.text(Path::new("/nowhere"), "nowhere", Role::Briefing, None).unwrap(), "text");
    }

    #[cfg(unix)]
    #[test]
    fn only_regular_files_of_some_size_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sparse");
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        let failure = Files::on_disk().text(&path, "sparse", Role::Briefing, None).unwrap_err();
        assert_eq!(failure.message, "`sparse` has 1048576 MiB, over the limit of 4 MiB");
        let socket = folder.path().join("socket");
        let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for path in [socket.as_path(), Path::new("/dev/zero")] {
            assert!(matches!(bytes(path, None, 9), Err(Unread::Special)), "{path:?}");
        }
        assert!(matches!(bytes(folder.path(), None, 9), Err(Unread::Folder)));
    }

    #[cfg(unix)]
    #[test]
    fn what_lies_outside_is_not_named() {
        let (outside, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("secrets.txt"), "").unwrap();
        std::os::unix::fs::symlink(outside.path(), root.path().join("out")).unwrap();
        let fence = Fence::new([root.path()]);
        let text = |name: &str| Files::on_disk().text(&root.path().join(name), name, Role::Briefing, Some(&fence));
        assert!(text("out/secrets.txt").unwrap_err().message.contains("leads out of the workspace"));
        assert_eq!(text("out/secret.txt").unwrap_err().help.as_deref(), Some("correct the path, or add the file"));
    }
}
