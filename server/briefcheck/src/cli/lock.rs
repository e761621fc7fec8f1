//! `briefcheck lock`: what the claims of the workspace rest on, recorded.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Console, Status, args, check, lines};
use crate::workspace::{self, Checked, Configs, Failure, LOCK, Lock, Renewal, paths};

pub(super) fn run(args: &args::Lock, console: &Console) -> Result<Status, Failure> {
    let pool = lines::threads(&args.threads)?;
    let configs = Configs::new(console.here(), args.levels.config.as_deref());
    if let Err(failures) = configs.are_usable() {
        return Ok(console.failed(&failures));
    }
    let outcome = check::workspace(&configs, &args.levels.rules, &pool, console);
    if !outcome.failures.is_empty() {
        // What could not be checked would be forgotten.
        return Ok(console.failed(&outcome.failures));
    }
    let accepted = args.accept.as_deref().zip(args.reason.as_deref());
    let mut roots: BTreeMap<&Path, Vec<&Checked>> = BTreeMap::new();
    for briefing in &outcome.checked {
        roots.entry(&briefing.root).or_default().push(briefing);
    }
    let mut status = Status::Clean;
    let mut has_accepted = false;
    for (root, briefings) in roots {
        let (of_root, is_accepted) = lock(root, &briefings, accepted, console)?;
        status = status.max(of_root);
        has_accepted |= is_accepted;
    }
    match accepted {
        Some((key, _)) if !has_accepted => {
            Err(Failure::new(format!("nothing that is recorded of `{key}` has changed"))
                .with_help("`briefcheck check` says with `source-changed` what has"))
        }
        _ => Ok(status),
    }
}

/// Writes the lock file of one workspace; how that ends, and whether a change was taken over.
fn lock(
    root: &Path,
    briefings: &[&Checked],
    accepted: Option<(&str, &str)>,
    console: &Console,
) -> Result<(Status, bool), Failure> {
    let path = root.join(LOCK);
    let name = paths::shown(&path, console.here());
    let before = Lock::read(&path, &name)?.unwrap_or_default();
    let mut renewal = Renewal::new(&before, accepted);
    for briefing in briefings {
        renewal.record(briefing.view(&briefing.name()));
    }
    let is_accepted = renewal.finish();
    if accepted.is_some() && !is_accepted {
        // Nothing is done that was not asked for.
        return Ok((Status::Clean, false));
    }
    if renewal.lock != before {
        workspace::create(&path, &name, &renewal.lock.text())?;
    }
    console.say(&format!(
        "`{name}` records what {} items rest on, where it recorded {}",
        renewal.lock.len(),
        before.len()
    ));
    for (key, count) in &renewal.changed {
        let items = if *count == 1 { "1 item rests".to_owned() } else { format!("{count} items rest") };
        console.say(&format!(
            "{items} on passages of `{key}` that have changed: see `briefcheck check`, then `briefcheck lock --accept {key} \
             --reason \"…\"`"
        ));
    }
    Ok((if renewal.changed.is_empty() { Status::Clean } else { Status::Findings }, is_accepted))
}
