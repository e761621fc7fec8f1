//! Where commands write what nobody named: in a folder of the user's own, and nowhere that others can reach.
#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::process::Command;

use briefcheck_tests::briefcheck;
use tempfile::TempDir;

use super::made::{SOURCE, workspace};

/// A workspace, and what else there is for its user: a home, a folder of all users, and a folder of another one.
struct World {
    folder: TempDir,
    around: TempDir,
}

impl World {
    fn new() -> Self {
        let folder = workspace(&[SOURCE, ("a.brief", "It was \"never built to carry planes\" [@quay].\n")]);
        let world = Self { folder, around: tempfile::tempdir().unwrap() };
        ["home", "shared", "other"].iter().for_each(|name| fs::create_dir(world.path(name)).unwrap());
        world
    }

    fn path(&self, name: &str) -> PathBuf {
        self.around.path().join(name)
    }

    /// Runs every command that could write something; `change` says in which surroundings.
    fn run_all(&self, change: impl Fn(&mut Command)) {
        for words in ["check", "check", "lock", "baseline", "find carry", "report -o out.html", "clean"] {
            let mut command = Command::new(briefcheck());
            command.args(words.split(' ')).current_dir(&self.folder);
            command.env_clear().env("HOME", self.path("home")).env("TMPDIR", self.path("shared"));
            change(&mut command);
            let output = command.output().unwrap();
            let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            assert!(output.status.code().is_some_and(|code| code < 2 || words == "clean"), "{words}: {said}");
            assert!(words != "check" || said.contains("quote-altered"), "{said}");
        }
    }

    /// What there is in a folder.
    fn names(&self, name: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(name)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

#[test]
fn what_is_kept_is_the_users_alone() {
    let world = World::new();
    world.run_all(|_| {});
    assert_eq!(world.names("shared"), [""; 0]);
    assert_eq!(world.names("home"), [".cache"]);
    let mode = fs::metadata(world.path("home/.cache/briefcheck/checks")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn nothing_is_kept_in_a_folder_that_is_not_the_users_alone() {
    for in_its_place in ["a link", "an open folder"] {
        let world = World::new();
        let place = world.path("home/.cache/briefcheck/checks");
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        if in_its_place == "a link" {
            symlink(world.path("other"), &place).unwrap();
        } else {
            fs::rename(world.path("other"), &place).unwrap();
            symlink(&place, world.path("other")).unwrap();
            fs::set_permissions(&place, Permissions::from_mode(0o777)).unwrap();
        }
        world.run_all(|_| {});
        assert_eq!((world.names("other"), world.names("shared")), (Vec::new(), Vec::new()), "{in_its_place}");
    }
}

/// Who has no folder of their own keeps nothing: a workspace's would be that of whoever made it.
#[test]
fn a_workspace_keeps_nothing_and_brings_nothing() {
    let world = World::new();
    symlink(world.path("other"), world.folder.path().join(".briefcheck_cache")).unwrap();
    fs::write(world.path("other/kept.run"), "another's").unwrap();
    world.run_all(|command| _ = command.env_remove("HOME"));
    assert_eq!((world.names("other"), world.names("shared")), (vec!["kept.run".to_owned()], Vec::new()));
    assert_eq!(world.names("home"), [""; 0]);
}
