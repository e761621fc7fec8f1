//! `briefcheck check`: findings in briefings.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_desk::Report;
use briefcheck_engine::rules::{Safety, Severity};
use rayon::ThreadPool;

use super::args::{self, FailOn};
use super::fix::Fixed;
use super::known::Subtracted;
use super::{Console, Status, fix, keep, lines, watch};
use crate::disk::cache::{Earlier, Keeping};
use crate::disk::{self, Baseline, Configs, Exclude, Failure, Files, KeptRun, Role, Run, Setting, paths};
use crate::report::{self, Colour, Count, Format, Look, Shown};

/// What is to be done.
pub(super) struct Check {
    pub(super) named: Vec<PathBuf>,
    pub(super) config: Option<PathBuf>,
    pub(super) allow_outside: Vec<PathBuf>,
    pub(super) output: Option<PathBuf>,
    summary: Option<PathBuf>,
    exclude: Exclude,
    /// The file that the text on standard input is to stand for, and the text.
    input: Option<(PathBuf, Arc<str>)>,
    settings: Vec<Setting>,
    baseline: Option<PathBuf>,
    format: Format,
    fixes: Fixes,
    fail_on: Option<Severity>,
    statistics: bool,
    quiet: bool,
}

/// What becomes of the fixes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fixes {
    /// They are shown with their findings.
    Shown,
    /// They are written.
    Applied(Safety),
    /// What would be written is shown.
    Compared(Safety),
}

pub(super) fn run(args: args::Check, console: &Console) -> Result<Status, Failure> {
    let pool = lines::threads(&args.threads)?;
    let is_watching = args.watch;
    let keep = args.keep.clone();
    let check = Check::resolve(args, console)?;
    match is_watching {
        true => watch::run(&check, &pool, console),
        // What is written elsewhere, or comes from elsewhere, is no output that could be given again.
        false if check.input.is_none() && check.writes_nothing() => {
            let configs = console.configs(check.config.as_deref(), &check.allow_outside);
            keep::once(
                &keep,
                &check.named,
                check.baseline.as_deref(),
                &configs,
                &pool,
                console,
                |keeping| match keeping {
                    Some(keeping) if check.format.is_one_after_the_other() => check.again(keeping, &pool, console),
                    _ => Ok((check.once(&pool, console)?, None)),
                },
            )
        }
        false => check.once(&pool, console),
    }
}

impl Check {
    /// Whether all that a run leaves behind is what it says: the same may then be said again without running.
    fn writes_nothing(&self) -> bool {
        self.output.is_none() && self.summary.is_none() && self.fixes == Fixes::Shown
    }

    fn resolve(args: args::Check, console: &Console) -> Result<Self, Failure> {
        let here = console.here();
        let absolute = |path: PathBuf| paths::join(here, path);
        let input = match args.stdin_filename {
            Some(name) => Some((absolute(name), standard_input()?)),
            None => None,
        };
        let named = match &input {
            Some((path, _)) => vec![path.clone()],
            None => args.path.into_iter().map(absolute).collect(),
        };
        let safety = if args.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
        Ok(Self {
            named,
            config: args.levels.config,
            allow_outside: args.levels.allow_outside,
            output: args.output.map(absolute),
            summary: args.summary.map(absolute),
            exclude: if args.force_exclude { Exclude::Everywhere } else { Exclude::InFolders },
            input,
            settings: args.levels.rules,
            baseline: args.baseline.map(absolute),
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
            fixes: match (args.fix, args.diff) {
                (true, _) => Fixes::Applied(safety),
                (_, true) => Fixes::Compared(safety),
                _ => Fixes::Shown,
            },
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

    /// Checks, and says what was found.
    pub(super) fn once(&self, pool: &ThreadPool, console: &Console) -> Result<Status, Failure> {
        let configs = console.configs(self.config.as_deref(), &self.allow_outside);
        if let Err(failures) = configs.are_usable() {
            return Ok(console.failed(&failures));
        }
        let root = configs.workspace();
        let known = Subtracted::new(self.read_baseline(&root, console)?);
        let mut files = Files::on_disk();
        if let Some((path, text)) = &self.input {
            files.open(path.clone(), Arc::clone(text));
        }
        let named = if self.named.is_empty() { vec![root.clone()] } else { self.named.clone() };
        let progress = console.progress();
        let checked = |briefings: &[PathBuf], files: &Files| {
            let run = disk::check_with(briefings, files, &configs, &self.settings, &progress);
            known.subtract(run)
        };
        let fixed = pool.install(|| {
            let (briefings, mut failures) = disk::briefings_with(&named, self.exclude, &configs, &files);
            let mut run = checked(&briefings, &files);
            failures.append(&mut run.failures);
            let run = Run { failures, ..run };
            match self.fixes {
                Fixes::Shown => Fixed::nothing(run),
                Fixes::Applied(wanted) | Fixes::Compared(wanted) => {
                    let mut fixed = fix::fix(run, &files, wanted, checked);
                    // The text on standard input has no file to be written to.
                    if let (Fixes::Applied(_), None) = (self.fixes, &self.input) {
                        fixed.write(console.here(), checked);
                    }
                    fixed
                }
            }
        });
        drop(progress);
        say_renamed(&configs, console);
        self.say(fixed, &root, &known, console)
    }

    /// The same for a run that is kept by briefing, as far as an earlier one did not do it; and what the next need not do.
    fn again(
        &self,
        keeping: &mut Keeping,
        pool: &ThreadPool,
        console: &Console,
    ) -> Result<(Status, Option<Earlier>), Failure> {
        let configs = console.configs(self.config.as_deref(), &self.allow_outside);
        if let Err(failures) = configs.are_usable() {
            return Ok((console.failed(&failures), None));
        }
        let root = configs.workspace();
        let known = Subtracted::new(self.read_baseline(&root, console)?);
        let named = if self.named.is_empty() { vec![root] } else { self.named.clone() };
        let progress = console.progress();
        let show = |report: &mut Report| {
            let left_out = known.subtract_from(report);
            Shown::written(report, left_out, self.format, console.look())
        };
        let run = pool.install(|| {
            let (briefings, mut failures) = disk::briefings_with(&named, self.exclude, &configs, &Files::on_disk());
            let mut run = disk::check_and_keep(&briefings, &configs, &self.settings, &progress, keeping, &show);
            failures.append(&mut run.failures);
            KeptRun { failures, ..run }
        });
        drop(progress);
        say_renamed(&configs, console);
        console.print(|out| run.shown.iter().try_for_each(|(_, shown)| out.write_all(shown.text.as_bytes())))?;
        let all = || run.shown.iter().map(|(_, shown)| shown);
        run.shown.iter().for_each(|(path, shown)| known.take(path, shown.left_out.clone()));
        let gravest = all().filter_map(Shown::gravest).max();
        let status = self.close(all(), &run.failures, &known, console, |_| None, gravest);
        Ok((status, Some(run.earlier)))
    }

    fn read_baseline(&self, root: &Path, console: &Console) -> Result<Option<Baseline>, Failure> {
        let read = |path: &Path| Baseline::read(path, &paths::shown(path, console.here()), Some(root));
        self.baseline.as_deref().map(read).transpose()
    }

    /// Writes what was found and fixed, and says how it ends.
    fn say(&self, fixed: Fixed, root: &Path, known: &Subtracted, console: &Console) -> Result<Status, Failure> {
        let here = console.here();
        match (self.fixes, &self.input) {
            (Fixes::Shown, _) => self.write(&fixed.run, root, Stream::Output, console)?,
            (Fixes::Compared(_), _) => console.print(|out| out.write_all(fixed.diff(here).as_bytes()))?,
            // The text comes out as it came in, but for the fixes; there is no room beside it for anything else.
            (Fixes::Applied(_), Some((path, text))) => {
                console.print(|out| out.write_all(fixed.text(path).unwrap_or(text).as_bytes()))?;
                self.write(&fixed.run, root, Stream::Messages, console)?;
            }
            (Fixes::Applied(_), None) => self.write(&fixed.run, root, Stream::Output, console)?,
        }
        let run = &fixed.run;
        if let Some(path) = &self.summary {
            let summary = report::digest(&run.reports, console.look());
            disk::append(path, &paths::shown(path, here), root, &summary)?;
        }
        let shown: Vec<Shown> = run.reports.iter().map(|report| Shown::counted(report, console.look())).collect();
        // If nothing is written, the files are as they were.
        let gravest = if let Fixes::Compared(_) = self.fixes { fixed.gravest } else { fix::gravest(run) };
        let said = |count: &Count| self.fixed(&fixed, count);
        Ok(self.close(shown.iter(), &run.failures, known, console, said, gravest))
    }

    /// Says what closes a run, and how it ends. `said` is said before it is counted what was found.
    fn close<'a>(
        &self,
        shown: impl Iterator<Item = &'a Shown> + Clone,
        failures: &[Failure],
        known: &Subtracted,
        console: &Console,
        said: impl Fn(&Count) -> Option<String>,
        gravest: Option<Severity>,
    ) -> Status {
        let failed = console.failed(failures);
        known.say(console);
        if self.statistics {
            console.show(&report::statistics(shown.clone().flat_map(|shown| &shown.rows)));
        }
        let count = shown.fold(Count::default(), |sum, shown| sum.plus(shown.count));
        if !self.quiet {
            let is_shown = matches!(self.fixes, Fixes::Shown | Fixes::Applied(_));
            let summary = report::summary(&count).filter(|_| is_shown);
            said(&count).iter().chain(&summary).for_each(|line| console.say(line));
        }
        if !failures.is_empty() {
            return failed;
        }
        let is_grave = self.fail_on.zip(gravest).is_some_and(|(least, gravest)| gravest >= least);
        if is_grave { Status::Findings } else { Status::Clean }
    }

    fn write(&self, run: &Run, root: &Path, stream: Stream, console: &Console) -> Result<(), Failure> {
        let findings = |out: &mut dyn Write, look| report::write(out, self.format, &run.reports, look);
        let Some(path) = &self.output else {
            return match stream {
                Stream::Output => console.print(|out| findings(out, console.look())),
                Stream::Messages => console.remark(|out| findings(out, console.message_look())),
            };
        };
        let look = Look { colour: Colour::Plain, width: report::WIDTH, wraps: false, ..console.look() };
        let mut written = Vec::new();
        findings(&mut written, look)
            .map_err(|error| Failure::new(format!("the findings can't be written: {error}")))?;
        disk::create(path, &paths::shown(path, console.here()), root, &written)
    }

    /// How many findings were mended and how many are left, if any were to be.
    fn fixed(&self, fixed: &Fixed, count: &Count) -> Option<String> {
        let (did, safety) = match self.fixes {
            Fixes::Shown => return None,
            Fixes::Applied(safety) => ("Fixed", safety),
            Fixes::Compared(safety) => ("Would fix", safety),
        };
        let more = if safety == Safety::Safe { fix::mendable(&fixed.run) } else { 0 };
        let more = if more > 0 { format!(" ({more} with `--unsafe-fixes`)") } else { String::new() };
        Some(format!("{did} {}, {} left{more}", fixed.count, count.findings()))
    }
}

fn say_renamed(configs: &Configs, console: &Console) {
    for (old, now) in configs.renamed() {
        console.say(&format!("Note: the rule `{old}` of the configuration is called `{now}` now"));
    }
}

/// Checks the whole workspace, as it is on disk.
pub(super) fn workspace(configs: &Configs, settings: &[Setting], pool: &ThreadPool, console: &Console) -> Run {
    let files = Files::on_disk();
    let progress = console.progress();
    pool.install(|| {
        let (briefings, mut failures) = disk::briefings(&[configs.workspace()], configs, &files);
        let mut run = disk::check_with(&briefings, &files, configs, settings, &progress);
        failures.append(&mut run.failures);
        Run { failures, ..run }
    })
}

/// Where findings go if no file is named.
#[derive(Clone, Copy)]
enum Stream {
    Output,
    Messages,
}

/// The text on standard input.
pub(super) fn standard_input() -> Result<Arc<str>, Failure> {
    let mut bytes = Vec::new();
    let most = Role::Briefing.limit();
    // One byte more, to see that there is more.
    let read = io::stdin().lock().take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::new(format!("standard input can't be read: {error}")))?;
    if bytes.len() as u64 > most {
        return Err(Failure::new(format!("standard input has more than {} MiB", most >> 20)).with_help("part the text"));
    }
    disk::utf_8("standard input".as_ref(), "standard input", bytes)
}
