//! `briefcheck find`: where words stand in the workspace's sources.

use briefcheck_engine::verify::quotation::Quoted;

use super::lines::threads;
use super::{Console, Status, args};
use crate::disk::{self, Failure, Files};
use crate::report;

pub(super) fn run(args: &args::Find, console: &Console) -> Result<Status, Failure> {
    let configs = console.configs(args.config.as_deref(), &args.allow_outside);
    if let Err(failures) = configs.are_usable() {
        return Ok(console.failed(&failures));
    }
    let words = args.text.join(" ");
    if Quoted::new(&words).words().is_empty() {
        return Err(Failure::new("there is no word to look for").with_help("write `briefcheck find \"some words\"`"));
    }
    let (stock, failures, hits) = threads(&args.threads)?.install(|| {
        let files = Files::on_disk();
        let root = configs.workspace();
        // A workspace may have sources and no briefing yet.
        let (briefings, _) = disk::briefings(std::slice::from_ref(&root), &configs, &files);
        let (stock, failures) = disk::stock(&briefings, &root, &files, &configs);
        let hits = stock.find(&words);
        (stock, failures, hits)
    });
    console.print(|out| {
        hits.iter().take(args.limit).try_for_each(|hit| writeln!(out, "{}\n", report::hit(hit, console.look())))
    })?;
    let failed = console.failed(&failures);
    if hits.is_empty() {
        console
            .say(&format!("Neither these words nor any near them are in the {} sources here", stock.sources().len()));
    }
    Ok(match hits.is_empty() {
        _ if !failures.is_empty() => failed,
        true => Status::Findings,
        false => Status::Clean,
    })
}
