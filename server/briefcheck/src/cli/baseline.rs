//! `briefcheck baseline`: the findings that there are, to be let be.

use super::{Console, Status, args, check, lines};
use crate::disk::{self, BASELINE, Baseline, Failure, paths};

pub(super) fn run(args: &args::Baseline, console: &Console) -> Result<Status, Failure> {
    let pool = lines::threads(&args.threads)?;
    let configs = console.configs(args.levels.config.as_deref(), &args.levels.allow_outside);
    if let Err(failures) = configs.are_usable() {
        return Ok(console.failed(&failures));
    }
    let root = configs.workspace();
    let run = check::workspace(&configs, &args.levels.rules, &pool, console);
    if !run.failures.is_empty() {
        // What could not be checked would be missing.
        return Ok(console.failed(&run.failures));
    }
    let path = match &args.output {
        Some(path) => paths::join(console.here(), path),
        None => root.join(BASELINE),
    };
    let name = paths::shown(&path, console.here());
    let before = if path.exists() { Some(Baseline::read(&path, &name, Some(&root))?) } else { None };
    let baseline = Baseline::of(&run.reports, &path);
    disk::create(&path, &name, &root, baseline.text())?;
    let count = |number: usize| format!("{number} finding{}", if number == 1 { "" } else { "s" });
    let before = before.map_or(String::new(), |before| format!(", where it had {}", before.len()));
    console.say(&format!("`{name}` has {}{before}", count(baseline.len())));
    Ok(Status::Clean)
}
