//! `briefcheck baseline`: the findings that there are, to be let be.

use super::{Console, Status, args, lines};
use crate::workspace::{self, BASELINE, Baseline, Configs, Exclude, Failure, Files, paths};

pub(super) fn run(args: &args::Baseline, console: &Console) -> Result<Status, Failure> {
    let pool = lines::threads(&args.threads)?;
    let configs = Configs::new(console.here(), args.levels.config.as_deref());
    if let Err(failures) = configs.are_usable() {
        return Ok(console.failed(&failures));
    }
    let files = Files::on_disk();
    let root = configs.workspace();
    let progress = console.progress();
    let outcome = pool.install(|| {
        let (briefings, mut failures) =
            workspace::briefings(std::slice::from_ref(&root), Exclude::InFolders, &configs, &files);
        let mut outcome = workspace::check_with(&briefings, &files, &configs, &args.levels.rules, &progress);
        outcome.failures.append(&mut failures);
        outcome
    });
    drop(progress);
    if !outcome.failures.is_empty() {
        // What could not be checked would be missing.
        return Ok(console.failed(&outcome.failures));
    }
    let path = match &args.output {
        Some(path) => paths::join(console.here(), path),
        None => root.join(BASELINE),
    };
    let name = paths::shown(&path, console.here());
    let before = if path.exists() { Some(Baseline::read(&path, &name)?) } else { None };
    let baseline = Baseline::of(&outcome.checked, &path);
    workspace::create(&path, &name, &baseline.text())?;
    let count = |number: usize| format!("{number} finding{}", if number == 1 { "" } else { "s" });
    let before = before.map_or(String::new(), |before| format!(", where it had {}", before.len()));
    console.say(&format!("`{name}` has {}{before}", count(baseline.len())));
    Ok(Status::Clean)
}
