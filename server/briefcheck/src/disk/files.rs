//! The bytes of files: those on disk, or those that are open.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::sources::Unreadable;
use briefcheck_engine::text::{self, Lines, Span};

use super::paths::{self, Refused};
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

    /// The text of the file at an absolute path, which `name` is for people.
    ///
    /// # Errors
    ///
    /// If it is not there, no file, or not UTF-8.
    pub fn text(&self, path: &Path, name: &str) -> Result<Arc<str>, Failure> {
        if let Some(text) = self.open.get(path) {
            return Ok(Arc::clone(text));
        }
        let bytes = fs::metadata(path).and_then(|about| {
            if about.is_file() { fs::read(path) } else { Err(io::Error::from(ErrorKind::IsADirectory)) }
        });
        utf_8(path, name, bytes.map_err(|error| missing(path, name, &error))?)
    }

    /// The bytes of a source at an absolute path, within the limits of its workspace.
    ///
    /// # Errors
    ///
    /// If it may not or can't be read.
    pub fn source(&self, path: &Path, config: &Config) -> Result<Vec<u8>, Unreadable> {
        let name = paths::shown(path, &config.root);
        let unreadable = |what: String| Unreadable(what);
        if let Some(text) = self.open.get(path) {
            return Ok(text.as_bytes().to_vec());
        }
        let resolved = config.fence.admit(path).map_err(|refused| match refused {
            Refused::Outside => unreadable(format!(
                "`{name}` lies outside the workspace: move it in, or name its folder in `allow-outside` under [sources]"
            )),
            Refused::Unresolved(error) => unreadable(said(&missing(path, &name, &error))),
        })?;
        let about = fs::metadata(&resolved).map_err(|error| unreadable(said(&missing(path, &name, &error))))?;
        if about.is_dir() {
            return Err(unreadable(format!("`{name}` is a folder: name a file in it")));
        }
        if !about.is_file() {
            return Err(unreadable(format!("`{name}` is no regular file: name one that holds text")));
        }
        let too_large = || {
            let (size, most) = (mebibytes(about.len()), mebibytes(config.max_size));
            unreadable(format!("`{name}` has {size}, over the limit of {most}: raise `max-size` under [sources]"))
        };
        if about.len() > config.max_size {
            return Err(too_large());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
        // One byte more, to see a file that has grown since.
        let file = File::open(&resolved);
        file.and_then(|file| file.take(config.max_size.saturating_add(1)).read_to_end(&mut bytes))
            .map_err(|error| unreadable(said(&missing(path, &name, &error))))?;
        if bytes.len() as u64 > config.max_size { Err(too_large()) } else { Ok(bytes) }
    }
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

/// Why a file can't be read, and what would help.
pub(super) fn missing(path: &Path, name: &str, error: &io::Error) -> Failure {
    let (message, help) = match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            let folder = name.rfind('/').map_or("", |end| &name[..=end]);
            let help = sibling(path).map(|near| format!("did you mean `{folder}{near}`?"));
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
        assert_eq!(&*files.text(Path::new("/nowhere"), "nowhere").unwrap(), "text");
    }
}
