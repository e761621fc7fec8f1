//! `briefcheck lock`: what the claims of the workspace rest on, recorded.

use super::{Console, Status, args, check, lines};
use crate::disk::{self, Failure, LOCK, Renewed, paths};

pub(super) fn run(args: &args::Lock, console: &Console) -> Result<Status, Failure> {
    let pool = lines::threads(&args.threads)?;
    let configs = console.configs(args.levels.config.as_deref(), &args.levels.allow_outside);
    if let Err(failures) = configs.are_usable() {
        return Ok(console.failed(&failures));
    }
    let run = check::workspace(&configs, &args.levels.rules, &pool, console);
    if !run.failures.is_empty() {
        // What could not be checked would be forgotten.
        return Ok(console.failed(&run.failures));
    }
    let accepted = args.accept.as_deref().zip(args.reason.as_deref());
    let mut status = Status::Clean;
    let mut has_accepted = false;
    for (root, briefings) in disk::by_root(&run.reports) {
        let name = paths::shown(&root.join(LOCK), console.here());
        if let Some(renewed) = disk::renew(root, &name, &briefings, accepted)? {
            status = status.max(say(&renewed, &name, console));
            has_accepted = true;
        }
    }
    match accepted {
        Some((key, _)) if !has_accepted => {
            Err(Failure::new(format!("nothing that is recorded of `{key}` has changed"))
                .with_help("`briefcheck check` says with `source-changed` what has"))
        }
        _ => Ok(status),
    }
}

/// Says what became of a lock file, and whether something is to be looked at.
fn say(renewed: &Renewed, name: &str, console: &Console) -> Status {
    console.say(&renewed.said(name));
    for (key, count) in &renewed.changed {
        let items = if *count == 1 { "1 item rests".to_owned() } else { format!("{count} items rest") };
        console.say(&format!(
            "{items} on passages of `{key}` that have changed: see `briefcheck check`, then `briefcheck lock --accept {key} \
             --reason \"…\"`"
        ));
    }
    if renewed.changed.is_empty() { Status::Clean } else { Status::Findings }
}
