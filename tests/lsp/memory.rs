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

/// Thirteen times as many changes do not take twice as much.
#[test]
fn of_a_source_that_changes_again_and_again() {
    let mut workspace = of_binary();
    let before = resting(&workspace);
    let text = |round: usize| format!("The quay was never built to carry trains, {round}.\n\n").repeat(4_000);
    let read = |workspace: &mut Workspace, round: usize| {
        workspace.write("sources/harbour.txt", &text(round));
        workspace.edit("memo.brief", "So", &format!("So {round},"));
        workspace.told("memo.brief");
        workspace.edit("memo.brief", &format!("So {round},"), "So");
        workspace.told("memo.brief");
    };
    // The first few fill what the server keeps of a few readings. Between changes it holds now more, now less of what its threads took:
    // 8 to 31 MB, by 60 changes. A reading that stays takes some MB each time.
    (1..4).for_each(|round| read(&mut workspace, round));
    let few = resting(&workspace).saturating_sub(before).max(30_000);
    (4..40).for_each(|round| read(&mut workspace, round));
    comes_to(&workspace, before + 2 * few);
    // What else it was told is not asked here: it ends with its input.
}
