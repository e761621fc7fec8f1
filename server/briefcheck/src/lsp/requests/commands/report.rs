//! `briefcheck.report`: the evidence report in a file, for an editor to show.

use std::path::{Path, PathBuf};

use briefcheck_engine::sources::Fingerprint;
use serde::Deserialize;
use serde_json::json;
use tower_lsp::ls_types::{ExecuteCommandParams, LSPAny, Position, Uri};

use super::reports;
use crate::disk::{self, Failure, Run, paths};
use crate::lsp::position::offset;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;
use crate::lsp::uri;
use crate::report::{self, Colour, Form, Look, WIDTH};

/// What the report is on, and where it goes.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Arguments {
    /// The briefing; without one, all of the workspace folders.
    uri: Option<Uri>,
    /// Where the cursor is in it: the answer names the item of the page that stands there.
    position: Option<Position>,
    /// The file, as a URI or an absolute path, whose ending names the form; without one, a page that [`usual`] names.
    output: Option<String>,
}

/// What is asked for.
struct Wanted {
    briefing: Option<PathBuf>,
    /// Where the cursor is in it.
    position: Option<Position>,
    output: Option<(PathBuf, Form)>,
}

/// Writes the evidence report of a briefing or of the whole workspace; where it is. The inner error says that the arguments
/// are wrong, that there is nothing to report on, or that the file can't be written.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn report(snapshot: &Snapshot, params: &ExecuteCommandParams) -> Result<Result<LSPAny, Failure>, Cancelled> {
    let wanted = match wanted(params) {
        Ok(wanted) => wanted,
        Err(failure) => return Ok(Err(failure)),
    };
    let run = match &wanted.briefing {
        Some(path) => match reports::of_briefing(snapshot, path)? {
            Ok(report) => Run { reports: vec![report], failures: Vec::new() },
            Err(failure) => Run { reports: Vec::new(), failures: vec![failure] },
        },
        None => reports::of_workspace(snapshot)?,
    };
    Ok(write(snapshot, wanted, run))
}

/// Reads what is asked for.
fn wanted(params: &ExecuteCommandParams) -> Result<Wanted, Failure> {
    let Arguments { uri, position, output } = arguments(params)?;
    let briefing = uri.as_ref().map(|uri| uri::path(uri).ok_or_else(|| no_file(uri))).transpose()?;
    let output = output.as_deref().map(target).transpose()?;
    Ok(Wanted { briefing, position, output })
}

/// Writes what was found; where it is.
fn write(snapshot: &Snapshot, wanted: Wanted, run: Run) -> Result<LSPAny, Failure> {
    let Wanted { briefing, position, output } = wanted;
    if run.reports.is_empty() {
        let none = || Failure::new("there are no briefings to report on").with_help("open one, or its folder");
        return Err(run.failures.into_iter().next().unwrap_or_else(none));
    }
    let folder = snapshot.folders.iter().next().map(|(folder, _)| folder.to_owned());
    let here = match &briefing {
        Some(path) => snapshot.folders.around(path).or_else(|| path.parent()).map(Path::to_owned),
        None => folder.clone(),
    };
    let here = here.unwrap_or_default();
    let look = Look { here: &here, repository: &here, colour: Colour::Plain, width: WIDTH, wraps: false };
    let (path, form) = match &output {
        Some((path, form)) => (path.clone(), *form),
        None => (usual(briefing.as_deref().or(folder.as_deref()).unwrap_or(&here))?, Form::Html),
    };
    let mut written = Vec::new();
    let failed = |error| Failure::new(format!("the report could not be made: {error}"));
    report::evidence(&mut written, form, &run.reports, look).map_err(failed)?;
    let name = path.to_string_lossy();
    if output.is_some() {
        disk::create(&path, &name, folder.as_deref().unwrap_or(&here), &written)?;
    } else {
        disk::create_private(&path, &name, &written)?;
    }
    let draft = briefing.as_deref().and_then(|path| snapshot.draft(&uri::of(path)?));
    let offset = draft.zip(position).map(|(draft, at)| offset(draft.rope(), at, snapshot.session.encoding));
    let item = offset.and_then(|offset| report::item_at(&run.reports, look, offset));
    Ok(json!({"uri": uri::of(&path), "item": item}))
}

/// What the client gave, if anything.
fn arguments(params: &ExecuteCommandParams) -> Result<Arguments, Failure> {
    let given = params.arguments.first().filter(|given| !given.is_null()).cloned();
    let arguments = given.map(serde_json::from_value).transpose();
    arguments.map(Option::unwrap_or_default).map_err(|error| {
        Failure::new(format!("`briefcheck.report` can't take its argument: {error}"))
            .with_help("give `{\"uri\": …, \"position\": …, \"output\": …}`, any of them or none")
    })
}

fn no_file(uri: &Uri) -> Failure {
    Failure::new(format!("`{}` is no file", uri.as_str())).with_help("save it first")
}

/// The file that is asked for, and the form that its ending names.
fn target(output: &str) -> Result<(PathBuf, Form), Failure> {
    let of_uri = output.parse().ok().and_then(|uri| uri::path(&uri));
    let given = || Some(Path::new(output)).filter(|path| path.is_absolute()).map(|path| paths::join(path, ""));
    let path = of_uri.or_else(given).ok_or_else(|| {
        Failure::new(format!("`{output}` is neither the URI of a file nor an absolute path"))
            .with_help("name where the report goes by one of them")
    })?;
    let form = Form::of_path(&path).ok_or_else(|| Form::unknown(&path))?;
    Ok((path, form))
}

/// Where the page on a briefing or folder goes if nothing is said: always the same file, so that what shows it can read
/// it again, and another one for each, though they may have one name. It is in a folder of the user's own.
fn usual(subject: &Path) -> Result<PathBuf, Failure> {
    const DIGITS: usize = 12;
    let name = subject.file_name().unwrap_or_default().to_string_lossy();
    let stem = [".md", ".brief"].iter().fold(&*name, |name, ending| name.strip_suffix(ending).unwrap_or(name));
    let mut which = Fingerprint::of(subject.to_string_lossy().as_bytes()).to_string();
    which.truncate(DIGITS);
    let folder = disk::private_folder("reports").ok_or_else(|| {
        Failure::new("there is no folder of the user's own for the report").with_help("say with `output` where it goes")
    })?;
    Ok(paths::join(&folder, format!("{stem}-{which}.evidence.html")))
}
