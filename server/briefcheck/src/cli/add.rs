//! `briefcheck add`: a file or a page becomes a source, declared with what it says of itself. The only command that opens a
//! connection, and only to the address that it is given.

mod fetch;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use briefcheck_engine::sources::{Marks, Meta};
use briefcheck_formats::{Format, tell};

use self::fetch::fetch;
use super::{Console, Status, args};
use crate::disk::reading::{own_meta, read_article};
use crate::disk::{Config, Configs, Failure, Files, Role, Workspace, create, paths};

/// What is added.
struct Fetched {
    bytes: Vec<u8>,
    /// The name of the file, or the last part of the address.
    name: String,
    /// Where it lies, if it is a file.
    path: Option<PathBuf>,
    url: Option<String>,
}

pub(super) fn run(args: &args::Add, console: &Console) -> Result<Status, Failure> {
    let configs = Configs::new(console.here(), None);
    if let Err(failures) = configs.are_usable() {
        return Ok(console.failed(&failures));
    }
    let none = || Failure::new("there is no workspace here").with_help("`briefcheck init` makes one");
    let config = configs.of_folder(console.here()).ok_or_else(none)?;
    let fetched =
        if is_address(&args.source) { fetch(&args.source, &config)? } else { file(&args.source, &config, console)? };
    let article = read_article(&fetched.bytes, &fetched.name, &Marks::default())
        .map_err(|why| Failure::new(format!("`{}` {why}", fetched.name)).with_help("nothing was added"))?;
    let mut meta = own_meta(&article, &fetched.name);
    if let Some(url) = &fetched.url {
        meta.url = Some(url.clone());
        meta.accessed = Some(today());
    }
    let known: BTreeSet<String> = Workspace::of(config.clone(), &Files::on_disk())
        .catalogue
        .entries
        .iter()
        .map(|entry| entry.key.clone())
        .collect();
    let key = match &args.key {
        Some(key) if known.contains(key) => {
            return Err(Failure::new(format!("there is a source `{key}` already")).with_help("give another `--key`"));
        }
        Some(key) if !is_key(key) => {
            let help = "a key is of letters, digits, and `:.#$%&-+?<>~/` or `_` between them";
            return Err(Failure::new(format!("`{key}` is no key")).with_help(help));
        }
        Some(key) => key.clone(),
        None => free(&suggested(&meta, &fetched.name), &known),
    };
    let path = place(&fetched, &key, &config, console)?;
    declare(&key, &path, &meta, &config, console)?;
    console.say(&format!("Cite it as [@{key}]"));
    Ok(Status::Clean)
}

fn is_address(source: &str) -> bool {
    source.starts_with("http://") || source.starts_with("https://")
}

fn file(source: &str, config: &Config, console: &Console) -> Result<Fetched, Failure> {
    let path = paths::join(console.here(), source);
    let bytes = Files::named(&path, source, config.max_size)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Fetched { bytes, name, path: Some(path), url: None })
}

/// Puts what was fetched into the folder of the sources, unless it lies there already; where it lies then.
fn place(fetched: &Fetched, key: &str, config: &Config, console: &Console) -> Result<PathBuf, Failure> {
    if let Some(path) = fetched.path.as_ref().filter(|path| path.starts_with(&config.folder)) {
        return Ok(path.clone());
    }
    let name = match &fetched.path {
        Some(_) => fetched.name.clone(),
        None => format!("{}.{}", file_stem(key), ending(tell(&fetched.bytes, &fetched.name), &fetched.name)),
    };
    let path = config.folder.join(&name);
    let shown = paths::shown(&path, console.here());
    if path.symlink_metadata().is_ok() {
        return Err(Failure::new(format!("there is a `{shown}` already, and nothing was added"))
            .with_help("rename the file, or give another `--key`"));
    }
    fs::create_dir_all(&config.folder).map_err(|error| {
        let name = paths::shown(&config.folder, console.here());
        Failure::new(format!("the folder `{name}` could not be made: {error}")).with_help("make it, and try again")
    })?;
    create(&path, &shown, &config.root, &fetched.bytes)?;
    console.say(&format!("Wrote `{shown}`"));
    Ok(path)
}

/// Declares a source at the end of the configuration, where a table of its own stands well.
fn declare(key: &str, path: &Path, meta: &Meta, config: &Config, console: &Console) -> Result<(), Failure> {
    let file = config.file.clone().unwrap_or_else(|| config.root.join("briefcheck.toml"));
    let shown = paths::shown(&file, console.here());
    let base = file.parent().unwrap_or(&config.root);
    let before = match file.symlink_metadata() {
        Ok(_) => Files::on_disk().text(&file, &shown, Role::Configuration, None)?,
        Err(_) => "".into(),
    };
    let fields = [
        ("path", Some(paths::shown(path, base))),
        ("title", meta.title.clone()),
        ("author", meta.author.clone()),
        ("publisher", meta.publisher.clone()),
        ("date", meta.date.clone()),
        ("url", meta.url.clone()),
        ("accessed", meta.accessed.clone()),
        ("language", meta.language.clone()),
    ];
    let mut text = before.trim_end().to_owned();
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(&format!("[sources.keys.{}]\n", quoted_unless_bare(key)));
    for (name, value) in fields {
        if let Some(value) = value {
            text.push_str(&format!("{name} = {}\n", quoted(&value)));
        }
    }
    create(&file, &shown, &config.root, text)?;
    console.say(&format!("Declared `{key}` in `{shown}`"));
    Ok(())
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

fn quoted_unless_bare(key: &str) -> String {
    let is_bare = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// Whether a key can be cited: pandoc's.
fn is_key(key: &str) -> bool {
    let ends_well = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    ends_well(key.chars().next())
        && ends_well(key.chars().next_back())
        && key.chars().all(|c| c.is_alphanumeric() || ":.#$%&-+?<>~/_".contains(c))
}

/// A readable key: the author's last name and the year, else the first words of the title, else the name of the file.
fn suggested(meta: &Meta, name: &str) -> String {
    let year = meta
        .date
        .as_deref()
        .and_then(|date| date.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 4).map(str::to_owned));
    let author = meta.author.as_deref().and_then(|author| {
        let first = author.split([',', ';']).next()?.split(" and ").next()?;
        first.split_whitespace().last().map(plain)
    });
    let title = || {
        meta.title.as_deref().map(|title| {
            title.split_whitespace().map(plain).filter(|word| word.len() > 2).take(3).collect::<Vec<_>>().join("-")
        })
    };
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = author.or_else(title).filter(|words| !words.is_empty()).unwrap_or_else(|| plain(stem));
    let words = if words.is_empty() { "source".to_owned() } else { words };
    words + &year.unwrap_or_default()
}

/// The letters and digits of a word, in lower case.
fn plain(word: &str) -> String {
    word.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .trim_matches(['-', '_'])
        .to_owned()
}

/// The key, with a letter behind it if another source has it.
fn free(key: &str, known: &BTreeSet<String>) -> String {
    let letters = ('a'..='z').map(|letter| format!("{key}{letter}"));
    let numbers = (2..).map(|number| format!("{key}-{number}"));
    std::iter::once(key.to_owned()).chain(letters).chain(numbers).find(|key| !known.contains(key)).unwrap_or_default()
}

/// A key as the name of a file.
fn file_stem(key: &str) -> String {
    key.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect()
}

/// The ending of a file of a format.
fn ending(format: Format, name: &str) -> &str {
    match format {
        Format::Html => "html",
        Format::Mhtml => "mhtml",
        Format::Pdf => "pdf",
        Format::Docx => "docx",
        Format::Odt => "odt",
        Format::Xlsx => "xlsx",
        Format::Epub => "epub",
        Format::Mail => "eml",
        Format::Rtf => "rtf",
        Format::Csv => "csv",
        Format::Tsv => "tsv",
        Format::Subtitles => {
            if name.ends_with(".vtt") {
                "vtt"
            } else {
                "srt"
            }
        }
        Format::Markdown => "md",
        Format::Text | Format::Other { .. } => "txt",
    }
}

/// Today, in UTC: a source was looked at on that day.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (year, month, day) = civil(seconds / 86_400);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The date of a day counted from 1970-01-01, in the Gregorian calendar (Hinnant's algorithm).
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_readable() {
        let of = |author: Option<&str>, title: Option<&str>, date: Option<&str>| {
            let own = |text: Option<&str>| text.map(str::to_owned);
            suggested(
                &Meta { author: own(author), title: own(title), date: own(date), ..Meta::default() },
                "Annual Report.pdf",
            )
        };
        assert_eq!(of(Some("Ida Voss and Jon Kell"), None, Some("2031-06-02")), "voss2031");
        assert_eq!(of(None, Some("The Timber of Kessin: a Report"), Some("June 2031")), "the-timber-kessin2031");
        assert_eq!(of(None, None, None), "annualreport");
    }

    #[test]
    fn keys_are_free() {
        let known = ["voss2031".to_owned(), "voss2031a".to_owned()].into();
        assert_eq!(free("voss2031", &known), "voss2031b");
        assert_eq!(free("kell", &known), "kell");
    }

    #[test]
    fn keys_are_pandocs() {
        assert!(["voss2031", "a:b.c", "_x"].iter().all(|key| is_key(key)));
        assert!(["", "a b", "-a", "a.", "@a"].iter().all(|key| !is_key(key)));
    }

    #[test]
    fn days_have_dates() {
        assert_eq!([civil(0), civil(19_782), civil(20_000)], [(1970, 1, 1), (2024, 2, 29), (2024, 10, 4)]);
    }

    #[test]
    fn strings_are_tomls() {
        assert_eq!(quoted("The \"Quay\" \\ a\nb"), r#""The \"Quay\" \\ a b""#);
        assert_eq!(
            [quoted_unless_bare("voss-1"), quoted_unless_bare("a:b")],
            ["voss-1".to_owned(), "\"a:b\"".to_owned()]
        );
    }
}
