//! What is written when a command is killed, or there is no room: the old file or the new one.
#![cfg(unix)]

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use briefcheck_tests::briefcheck;
use tempfile::TempDir;

use super::made::{SOURCE, run, workspace};

/// Starts a command and kills it in the moment with this number of some fifty in the time that the whole command takes.
fn killed(folder: &TempDir, args: &[&str], took: Duration, moment: u32) {
    let mut child =
        Command::new(briefcheck()).args(args).current_dir(folder.path()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(took * moment / 45);
    let _ = child.kill();
    child.wait().unwrap();
}

/// Runs a whole command, and says how long it takes.
fn whole(folder: &TempDir, args: &[&str]) -> Duration {
    let begun = Instant::now();
    run(folder.path(), args);
    begun.elapsed()
}

/// Kills a command at many moments, while a file of its is there: it is the old one or the new one.
#[test]
fn a_kill_leaves_the_old_file_or_the_new_one() {
    // Something to record, and something to let be.
    let memo =
        ["It was \"never built to carry trains\" [@quay].\n\n", "It was \"never built to carry planes\" [@quay].\n"]
            .concat();
    let commands: [(&[&str], &str, &str); 4] = [
        (&["report", "-o", "out.html"], "out.html", "old"),
        (&["check", "--no-cache", "--output", "out.txt"], "out.txt", "old"),
        (&["lock"], "briefcheck.lock", ""),
        (&["baseline"], "briefcheck.baseline", ""),
    ];
    for (args, file, old) in commands {
        let folder = workspace(&[SOURCE, ("a.brief", &memo)]);
        let path = folder.path().join(file);
        let took = whole(&folder, args);
        let new = fs::read(&path).unwrap();
        assert_ne!(new, old.as_bytes());
        for moment in 0..50 {
            fs::write(&path, old).unwrap();
            killed(&folder, args, took, moment);
            let left = fs::read(&path).unwrap();
            assert!(left == new || left == old.as_bytes(), "{args:?}: {}", String::from_utf8_lossy(&left));
        }
    }
}

/// The same of commands that change what a person wrote.
#[test]
fn a_kill_leaves_no_half_change() {
    let unused = "It was \"never built to carry trains\" [@quay].<!-- briefcheck: allow quote-altered: old -->\n";
    let made = || workspace(&[SOURCE, ("a.brief", unused), ("new.txt", "The crane is older.\n")]);
    let commands: [(&[&str], &str); 2] = [(&["check", "--fix"], "a.brief"), (&["add", "new.txt"], "briefcheck.toml")];
    for (args, file) in commands {
        let left = |folder: &TempDir| fs::read(folder.path().join(file)).ok();
        let (before, after) = (made(), made());
        let took = whole(&after, args);
        let (old, new) = (left(&before), left(&after));
        assert_ne!(old, new, "{args:?}");
        for moment in 0..50 {
            let folder = made();
            killed(&folder, args, took, moment);
            assert!([&old, &new].contains(&&left(&folder)), "{args:?}");
        }
    }
}

/// Where there is no room for a file, what was there stays, and nothing lies beside it.
#[test]
fn a_full_disk_leaves_the_old_file() {
    let unused = "It was \"never built to carry trains\" [@quay].<!-- briefcheck: allow quote-altered: old -->\n";
    let folder = workspace(&[SOURCE, ("a.brief", unused), ("new.txt", "The crane is older.\n")]);
    let commands: [(&[&str], &str); 6] = [
        (&["report", "-o", "out.html"], "out.html"),
        (&["check", "--output", "out.txt"], "out.txt"),
        (&["lock"], "briefcheck.lock"),
        (&["baseline"], "briefcheck.baseline"),
        (&["check", "--fix"], "a.brief"),
        (&["add", "new.txt"], "briefcheck.toml"),
    ];
    let names = || {
        let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        names.collect::<std::collections::BTreeSet<_>>()
    };
    run(folder.path(), &["report", "-o", "out.html"]);
    run(folder.path(), &["check", "--output", "out.txt"]);
    for (args, file) in commands {
        let path = folder.path().join(file);
        let (old, before) = (fs::read(&path).ok(), names());
        let output = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""])
            .arg(briefcheck())
            .args(args)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains("could not be written"), "{args:?}: {said}");
        assert_eq!((fs::read(&path).ok(), names()), (old, before), "{args:?}");
    }
}
