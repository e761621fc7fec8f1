//! What the server took for something large goes back to the system.
#![cfg(target_os = "linux")]

use std::fs;
use std::time::Duration;

use serde_json::json;

use crate::client::Client;
use crate::fixture::Workspace;

const BRIEFING: &str = "So \"the quay was built to carry trains\" [@harbour].\n";

/// How often it is looked whether memory was given back, a quarter of a second apart: as long as a test may take.
const LOOKS: u32 = 240;

/// What the server holds, in kilobytes.
fn memory(workspace: &Workspace) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", workspace.client.process())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// That the server comes to hold at most so much.
fn comes_to(workspace: &Workspace, most: u64) {
    for _ in 0..LOOKS {
        if memory(workspace) <= most {
            return;
        }
        std::thread::sleep(Duration::from_millis(250));
    }
    panic!("{} kB, and not {most}", memory(workspace));
}

fn of_binary() -> Workspace {
    let mut workspace = Workspace::unopened(BRIEFING, json!({}), |folder| Client::of_binary(folder.path()));
    workspace.open("memo.brief");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    workspace
}

/// The least that the server holds in five seconds: by then it has given back what it does not need.
fn resting(workspace: &Workspace) -> u64 {
    let looks = (0..20).map(|_| {
        std::thread::sleep(Duration::from_millis(250));
        memory(workspace)
    });
    looks.min().unwrap_or_default()
}

#[test]
fn of_a_briefing_that_is_closed() {
    let mut workspace = of_binary();
    let before = resting(&workspace);
    let paragraph = "So it was, and nobody asked. ".repeat(40);
    workspace.edit("memo.brief", "\n", &format!("\n\n{}", format!("{paragraph}\n\n").repeat(2_000)));
    workspace.edit("memo.brief", "built to", "made to");
    // The last edit is told.
    workspace.told("memo.brief");
    let taken = memory(&workspace) - before;
    assert!(taken > 60_000, "{taken} kB are not enough to tell anything by");
    workspace.close("memo.brief");
    // Words that were met for the first time stay known.
    comes_to(&workspace, before + taken / 2);
    // What else it was told is not asked here: it ends with its input.
}

/// Nine times as many changes take no more.
#[test]
fn of_a_source_that_changes_again_and_again() {
    /// How many kilobytes more or less it holds at one time than at another, by which of its threads just worked: the more, the busier the
    /// machine. A reading that stays, of 0.75 MB or more, takes more than this in the changes that follow.
    const BY_TURNS: u64 = 120_000;
    let mut workspace = of_binary();
    let text = |round: usize| format!("The quay was never built to carry trains, {round}.\n\n").repeat(4_000);
    let read = |workspace: &mut Workspace, round: usize| {
        workspace.write("sources/harbour.txt", &text(round));
        workspace.edit("memo.brief", "So", &format!("So {round},"));
        workspace.told("memo.brief");
        workspace.edit("memo.brief", &format!("So {round},"), "So");
        workspace.told("memo.brief");
    };
    // The first ones fill what the server keeps of a few readings.
    (0..20).for_each(|round| read(&mut workspace, round));
    let held = resting(&workspace);
    (20..180).for_each(|round| read(&mut workspace, round));
    comes_to(&workspace, held + BY_TURNS);
    // What else it was told is not asked here: it ends with its input.
}
