//! Archives that hold documents.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

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

/// An archive of some files, as they are: what the fuzz targets put around a part of a document.
#[doc(hidden)]
pub fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (path, bytes) in files {
        // Writing to memory fails for nobody; a file that is missing is the reader's to tell.
        let _ = writer.start_file(*path, options).map(|()| writer.write_all(bytes));
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}
