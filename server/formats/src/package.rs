//! Archives that hold documents.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::Unreadable;
use crate::limits::Limits;

/// A ZIP archive whose files are unpacked within the limits.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
    name: &'static str,
}

impl<'a> Package<'a> {
    /// Opens an archive; `name` is what people call its format.
    pub(crate) fn open(bytes: &'a [u8], name: &'static str, limits: &Limits) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Unreadable::new(format!("is {name} whose archive is damaged: save it again, or as text")))?;
        Ok(Self { archive, left: limits.unpacked, name })
    }

    /// A file of the archive as text, which must be there.
    pub(crate) fn required(&mut self, path: &str) -> Result<String, Unreadable> {
        let name = self.name;
        match self.bytes(path)? {
            Some(bytes) => Ok(crate::text::decode(&bytes, None)),
            None => Err(Unreadable::new(format!("is {name} without its `{path}`: save it again, or as text"))),
        }
    }

    /// A file of the archive as text.
    pub(crate) fn text(&mut self, path: &str) -> Option<String> {
        self.bytes(path).ok().flatten().map(|bytes| crate::text::decode(&bytes, None))
    }

    /// The bytes of a file, as far as they can be unpacked.
    fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let name = self.name;
        let is_encrypted = |why: &zip::result::ZipError| why.to_string().to_ascii_lowercase().contains("password");
        let file = match self.archive.by_name(path) {
            Ok(file) => file,
            Err(why) if is_encrypted(&why) => {
                return Err(Unreadable::new(format!("is {name} that is encrypted: save it without a password")));
            }
            Err(_) => return Ok(None),
        };
        let mut bytes = Vec::new();
        // What was unpacked before the damage is read.
        let _ = file.take(self.left.saturating_add(1)).read_to_end(&mut bytes);
        let len = bytes.len() as u64;
        if len > self.left {
            return Err(Unreadable::new(format!("is {name} that unpacks to more than it may: save its text alone")));
        }
        self.left -= len;
        Ok((!bytes.is_empty()).then_some(bytes))
    }
}
