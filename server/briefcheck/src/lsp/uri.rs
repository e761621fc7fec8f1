//! Between a client's URIs and the paths that everything else uses.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tower_lsp::ls_types::Uri;

use crate::disk::paths;

/// What stands in a path as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The scheme of what was read out of a file that is no text.
const READING: &str = "briefcheck";

/// The URI of what was read out of the file at an absolute path: `briefcheck:///memos/report.pdf`.
pub fn of_reading(path: &Path) -> Option<Uri> {
    Uri::from_str(&format!("{READING}{}", of(path)?.as_str().strip_prefix("file")?)).ok()
}

/// The path of the file of such a URI.
pub fn path_of_reading(uri: &Uri) -> Option<PathBuf> {
    let (_, rest) = uri.as_str().split_once(':').filter(|(scheme, _)| scheme.eq_ignore_ascii_case(READING))?;
    path(&Uri::from_str(&format!("file:{rest}")).ok()?)
}

/// The address of a file at a page, as viewers understand it: `report.pdf#page=3`.
pub fn at_page(uri: &Uri, page: Option<u32>) -> String {
    page.map_or_else(|| uri.as_str().to_owned(), |page| format!("{}#page={page}", uri.as_str()))
}

/// The absolute path of a file's URI, without `.` and `..`; `None` for another scheme. A drive's letter is a capital,
/// however the client writes it (`file:///c%3A/memos`).
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().split_once(':').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("file"))?.1;
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", rest),
    };
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let path = match drive(&path) {
        Some(letter) => format!("{}{}", letter.to_ascii_uppercase(), &path[2..]),
        None if host.is_empty() || host.eq_ignore_ascii_case("localhost") => path.into_owned(),
        None => format!("//{host}{path}"),
    };
    Some(paths::join(Path::new("/"), path)).filter(|path| path.is_absolute())
}

/// The letter of the drive that a URI's path begins with: `/c:/`.
fn drive(path: &str) -> Option<char> {
    let mut chars = path.chars();
    let letter = (chars.next() == Some('/')).then(|| chars.next()).flatten().filter(char::is_ascii_alphabetic)?;
    // Elsewhere `/c:/` is a folder like any other.
    (cfg!(windows) && chars.next() == Some(':') && matches!(chars.next(), None | Some('/'))).then_some(letter)
}

/// The URI of an absolute path; `None` for a path that is no URI's, which no file has.
pub fn of(path: &Path) -> Option<Uri> {
    let text = path.to_str()?;
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() };
    let slash = if text.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("file://{slash}{}", utf8_percent_encode(&text, KEPT))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(uri: &str, expected: &str) {
        assert_eq!(path(&Uri::from_str(uri).unwrap()).as_deref(), Some(Path::new(expected)), "{uri}");
    }

    #[test]
    #[cfg(unix)]
    fn a_uri_is_a_path() {
        check("file:///a/b.brief", "/a/b.brief");
        check("file:///a%20b/%C3%A9.brief", "/a b/é.brief");
        check("file://localhost/a", "/a");
        check("file:/a", "/a");
        check("file:///a/./b/../c", "/a/c");
        check("FILE:///a%3Ab", "/a:b");
        check("file:///c%3A/memos", "/c:/memos");
    }

    #[test]
    fn another_scheme_is_no_file() {
        assert_eq!(path(&Uri::from_str("untitled:Untitled-1").unwrap()), None);
        assert_eq!(path(&Uri::from_str("git:/a/b.brief?x").unwrap()), None);
    }

    #[test]
    #[cfg(unix)]
    fn what_was_read_out_of_a_file_has_its_own_uri() {
        let uri = of_reading(Path::new("/a b/c.pdf")).unwrap();
        assert_eq!(uri.as_str(), "briefcheck:///a%20b/c.pdf");
        assert_eq!(path_of_reading(&uri).as_deref(), Some(Path::new("/a b/c.pdf")));
        assert_eq!((path(&uri), path_of_reading(&of(Path::new("/a")).unwrap())), (None, None));
    }

    #[test]
    #[cfg(unix)]
    fn a_path_is_a_uri() {
        for name in ["/a/b.brief", "/a b/é.brief", "/x#y?z%41/[1].md"] {
            assert_eq!(path(&of(Path::new(name)).unwrap()).as_deref(), Some(Path::new(name)));
        }
        assert_eq!(of(Path::new("/a b:c")).unwrap().as_str(), "file:///a%20b%3Ac");
    }
}
