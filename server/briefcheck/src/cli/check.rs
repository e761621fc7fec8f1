//! `briefcheck check`: findings in briefings.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::PathBuf;

use briefcheck_engine::rules::Severity;

use super::args::{self, FailOn};
use super::{Console, Status, lines};
use crate::report::{self, Count, Format};
use crate::workspace::{self, Configs, Failure, Files, Outcome, Setting, paths};

/// What is to be done.
struct Check {
    named: Vec<PathBuf>,
    files: Files,
    configs: Configs,
    settings: Vec<Setting>,
    format: Format,
    output: Option<PathBuf>,
    fail_on: Option<Severity>,
    statistics: bool,
    quiet: bool,
}

pub(super) fn run(args: args::Check, console: &Console) -> Result<Status, Failure> {
    let pool = lines::threads(&args.threads)?;
    let check = Check::resolve(args, console)?;
    if let Err(failures) = check.configs.are_usable() {
        return Ok(console.failed(&failures));
    }
    let outcome = pool.install(|| check.outcome());
    check.write(&outcome, console)?;
    let failed = console.failed(&outcome.failures);
    if check.statistics {
        console.say(&report::statistics(&outcome.checked));
    }
    if let Some(line) = report::summary(&Count::of(&outcome.checked))
        && !check.quiet
    {
        console.say(&line);
    }
    Ok(if outcome.failures.is_empty() { check.status(&outcome) } else { failed })
}

impl Check {
    fn resolve(args: args::Check, console: &Console) -> Result<Self, Failure> {
        let here = console.here();
        let configs = Configs::new(here, args.levels.config.as_deref());
        let mut files = Files::on_disk();
        let named = match args.stdin_filename {
            Some(name) => {
                let path = paths::join(here, &name);
                files.open(path.clone(), standard_input()?);
                vec![path]
            }
            None if args.path.is_empty() => vec![configs.workspace()],
            None => args.path.iter().map(|path| paths::join(here, path)).collect(),
        };
        Ok(Self {
            named,
            files,
            configs,
            settings: args.levels.rules,
            format: match args.format {
                args::Format::Text => Format::Text,
                args::Format::Concise => Format::Concise,
                args::Format::Json => Format::Json,
                args::Format::Sarif => Format::Sarif,
                args::Format::Github => Format::Github,
                args::Format::Gitlab => Format::Gitlab,
                args::Format::Junit => Format::Junit,
                args::Format::Rdjson => Format::Rdjson,
            },
            output: args.output.map(|path| paths::join(here, path)),
            fail_on: match args.fail_on {
                FailOn::Error => Some(Severity::Error),
                FailOn::Warning => Some(Severity::Warning),
                FailOn::Info => Some(Severity::Info),
                FailOn::Never => None,
            },
            statistics: args.statistics,
            quiet: args.quiet,
        })
    }

    fn outcome(&self) -> Outcome {
        let (briefings, mut failures) = workspace::briefings(&self.named, &self.configs, &self.files);
        let mut outcome = workspace::check(&briefings, &self.files, &self.configs, &self.settings);
        failures.append(&mut outcome.failures);
        Outcome { failures, ..outcome }
    }

    fn write(&self, outcome: &Outcome, console: &Console) -> Result<(), Failure> {
        let findings = |out: &mut dyn Write, look| report::write(out, self.format, &outcome.checked, look);
        let Some(path) = &self.output else { return console.print(|out| findings(out, console.look())) };
        let look = report::Look { colour: report::Colour::Plain, width: report::WIDTH, ..console.look() };
        let written = File::create(path).map(BufWriter::new).and_then(|mut file| {
            findings(&mut file, look)?;
            file.flush()
        });
        written.map_err(|error: io::Error| {
            let name = paths::shown(path, console.here());
            Failure::new(format!("the findings could not be written to `{name}`: {error}"))
                .with_help("name a file that can be written with `--output`")
        })
    }

    fn status(&self, outcome: &Outcome) -> Status {
        let findings = || outcome.checked.iter().flat_map(|briefing| &briefing.findings);
        match self.fail_on {
            Some(least) if findings().any(|found| found.finding.severity >= least) => Status::Findings,
            _ => Status::Clean,
        }
    }
}

/// The text on standard input.
pub(super) fn standard_input() -> Result<std::sync::Arc<str>, Failure> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::new(format!("standard input can't be read: {error}")))?;
    workspace::utf_8("standard input".as_ref(), "standard input", bytes)
}
