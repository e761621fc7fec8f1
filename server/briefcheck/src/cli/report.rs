//! `briefcheck report`: the evidence, for people and for tables.

use std::path::PathBuf;

use super::{Console, Status, args, lines};
use crate::disk::{self, Failure, Files, paths};
use crate::report::{self, Colour, Count, Form, Look};

pub(super) fn run(args: args::Report, console: &Console) -> Result<Status, Failure> {
    let path = paths::join(console.here(), &args.output);
    let form = Form::of_path(&path).ok_or_else(|| Form::unknown(&path))?;
    let pool = lines::threads(&args.threads)?;
    let configs = console.configs(args.levels.config.as_deref(), &args.levels.allow_outside);
    if let Err(failures) = configs.are_usable() {
        return Ok(console.failed(&failures));
    }
    let named: Vec<PathBuf> = match args.path.as_slice() {
        [] => vec![configs.workspace()],
        named => named.iter().map(|path| paths::join(console.here(), path)).collect(),
    };
    let (checked, failures) = pool.install(|| {
        let files = Files::on_disk();
        let (briefings, mut failures) = disk::briefings(&named, &configs, &files);
        let run = disk::check(&briefings, &files, &configs, &args.levels.rules);
        failures.extend(run.failures);
        (run.reports, failures)
    });
    let failed = console.failed(&failures);
    if checked.is_empty() {
        return Ok(failed);
    }
    let look = Look { colour: Colour::Plain, wraps: false, ..console.look() };
    let mut written = Vec::new();
    report::evidence(&mut written, form, &checked, look)
        .map_err(|error| Failure::new(format!("the report could not be made: {error}")))?;
    disk::create(&path, &paths::shown(&path, console.here()), &configs.workspace(), &written)?;
    if let Some(line) = report::summary(&Count::of(&checked))
        && !args.quiet
    {
        console.say(&line);
    }
    // Findings are what a report is made for: they are no failure of it.
    Ok(if failures.is_empty() { Status::Clean } else { failed })
}
