//! Where the server writes what a client is shown in files: in a folder of the user's own, or nowhere.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use briefcheck_tests::briefcheck;
use serde_json::json;
use tempfile::TempDir;
use tower_lsp::ls_types::request::ExecuteCommand;

use crate::client::Client;
use crate::fixture::Workspace;

const ALTERED: &str = "So \"the quay was often built\" [@harbour].\n";

/// Whether a session of a user with this home shows a page on a rule, and a report.
fn shown(around: &TempDir, home: Option<&str>) -> (bool, bool) {
    let mut command = Command::new(briefcheck());
    command.arg("lsp").env_remove("XDG_CACHE_HOME").env_remove("HOME").env("BRIEFCHECK_LOG", "off");
    command.env("TMPDIR", around.path().join("shared"));
    home.map(|home| command.env("HOME", around.path().join(home)));
    let mut workspace =
        Workspace::unopened(ALTERED, json!({}), |folder| Client::of_command(command.current_dir(folder.path())));
    workspace.open("memo.brief");
    let uri = workspace.uri("memo.brief");
    let found = workspace.client.diagnostics(&uri).diagnostics;
    assert_eq!(found.len(), 1, "{found:?}");
    let page = found[0].code_description.as_ref().map(|description| description.href.as_str().to_owned());
    let written = page.as_ref().and_then(|page| fs::read_to_string(page.strip_prefix("file://")?).ok());
    assert_eq!(written.is_some_and(|page| page.starts_with("# quote-altered")), page.is_some(), "{page:?}");
    let params = json!({"command": "briefcheck.report", "arguments": [{"uri": uri}]});
    let id = workspace.client.ask::<ExecuteCommand>(serde_json::from_value(params).unwrap());
    let report = workspace.client.answer::<ExecuteCommand>(id);
    workspace.shut_down();
    (page.is_some(), report.is_ok())
}

/// A home, a folder of all users, and a folder of another one.
fn around() -> TempDir {
    let around = tempfile::tempdir().unwrap();
    ["home", "shared", "other"].iter().for_each(|name| fs::create_dir(around.path().join(name)).unwrap());
    around
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn in_a_folder_of_the_users_own() {
    let around = around();
    assert_eq!(shown(&around, Some("home")), (true, true));
    for name in [concat!("rules-", env!("CARGO_PKG_VERSION")), "reports"] {
        let folder = around.path().join("home/.cache/briefcheck").join(name);
        assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700, "{name}");
    }
    assert!(is_empty(&around.path().join("shared")));
}

#[test]
fn nowhere_if_there_is_none() {
    let around = around();
    assert_eq!(shown(&around, None), (false, false));
    for name in ["home", "shared", "other"] {
        assert!(is_empty(&around.path().join(name)), "{name}");
    }
}

#[test]
fn nowhere_if_it_is_anothers() {
    let around = around();
    let folder = around.path().join("home/.cache/briefcheck");
    fs::create_dir_all(&folder).unwrap();
    for name in [concat!("rules-", env!("CARGO_PKG_VERSION")), "reports"] {
        symlink(around.path().join("other"), folder.join(name)).unwrap();
    }
    assert_eq!(shown(&around, Some("home")), (false, false));
    assert!(is_empty(&around.path().join("other")) && is_empty(&around.path().join("shared")));
}
