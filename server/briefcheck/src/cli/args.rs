//! What was typed. What is meant by it is worked out in each command's file.

use std::path::PathBuf;

use briefcheck_engine::rules;
use clap::{Args as Group, Parser, Subcommand, ValueEnum, ValueHint};

use crate::disk::Setting;

/// Holds the quotations, figures, names and claims of briefings against the sources that they cite.
#[derive(Debug, Parser)]
#[command(name = "briefcheck", version, propagate_version = true, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub(super) color: When,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check briefings against the sources that they cite.
    Check(Check),
    /// Write the evidence: every item of the briefings, and what its sources say there.
    Report(Report),
    /// Serve an editor: the language server, on standard input and output.
    Lsp(Lsp),
    /// Check a stream of texts: JSON lines in, JSON lines out.
    Verify(Verify),
    /// Show how a text is read: its units, citations, quotations, figures and names.
    Read(Read),
    /// Find a quotation or phrase in the workspace's sources, altered or not.
    Find(Find),
    /// Serve language models' clients: a Model Context Protocol server, on stdio.
    Mcp(Mcp),
    /// Write the findings that there are as a baseline, which `check --baseline` leaves out.
    Baseline(Baseline),
    /// Record the passages that verified items rest on, to see when they change.
    Lock(Lock),
    /// Take away what is kept between runs.
    Clean(Clean),
    /// Explain a rule; without a name, list all rules.
    Explain(Explain),
    /// Add a source: copy or save it into the folder of the sources, and declare it with what it says of itself.
    Add(Add),
    /// Begin a workspace: a configuration, a folder of sources and a first briefing.
    Init(Init),
    /// Write the completions for a shell to standard output.
    Completions(Completions),
    /// Write what is known of the configuration to standard output.
    Config(Config),
    /// Write the manual pages, the completions and the book's reference into a folder, for packages.
    #[command(hide = true)]
    Reference(Reference),
}

#[derive(Debug, Group)]
pub(super) struct Check {
    /// Files and folders to check [default: the workspace].
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(super) path: Vec<PathBuf>,
    /// How to write the findings.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Write the findings to a file.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Append the counts and the first ten findings to a file, as Markdown: the summary of a job.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) summary: Option<PathBuf>,
    /// The least severity that makes the exit status 1.
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    pub(super) fail_on: FailOn,
    /// Apply the fixes that keep what the writer meant; of standard input, write the fixed text.
    #[arg(long, conflicts_with = "diff")]
    pub(super) fix: bool,
    /// Show what `--fix` would change, as a diff, instead of the findings; nothing is written.
    #[arg(long)]
    pub(super) diff: bool,
    /// With `--fix` or `--diff`: also the fixes that somebody should look at.
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
    /// Leave out the findings of this baseline.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) baseline: Option<PathBuf>,
    /// Count the findings of each rule, source and briefing.
    #[arg(long)]
    pub(super) statistics: bool,
    /// Check again whenever a briefing, a source or the configuration changes.
    #[arg(long, conflicts_with = "stdin_filename")]
    pub(super) watch: bool,
    /// Let `exclude` hold for files that are named, too.
    #[arg(long)]
    pub(super) force_exclude: bool,
    /// Check the text on standard input as if it stood in this file.
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, conflicts_with = "path")]
    pub(super) stdin_filename: Option<PathBuf>,
    /// Write no closing line.
    #[arg(short, long)]
    pub(super) quiet: bool,
    #[command(flatten)]
    pub(super) keep: Keep,
    #[command(flatten)]
    pub(super) levels: Levels,
    #[command(flatten)]
    pub(super) threads: Threads,
}

/// What is kept between runs, and where.
#[derive(Clone, Debug, Group)]
pub(super) struct Keep {
    /// Keep nothing between runs, and use nothing that was kept.
    #[arg(long, env = "BRIEFCHECK_NO_CACHE", value_parser = clap::builder::FalseyValueParser::new())]
    pub(super) no_cache: bool,
    /// Where to keep what the next run can use [default: the user's cache folder].
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath, env = "BRIEFCHECK_CACHE_DIR")]
    pub(super) cache_dir: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct Report {
    /// Files and folders to report on [default: the workspace].
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(super) path: Vec<PathBuf>,
    /// The file to write; its ending says how: .html (one page for people), .json, .csv or .md.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: PathBuf,
    /// Write no closing line.
    #[arg(short, long)]
    pub(super) quiet: bool,
    #[command(flatten)]
    pub(super) levels: Levels,
    #[command(flatten)]
    pub(super) threads: Threads,
}

#[derive(Debug, Group)]
pub(super) struct Lsp {
    /// Serve on standard input and output, as is done anyway.
    #[arg(long)]
    pub(super) stdio: bool,
    /// Write the log to a file [default: standard error].
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) log_file: Option<PathBuf>,
    /// What is logged: error, warn, info, debug, trace, or filters of these.
    #[arg(long, value_name = "LEVEL", default_value = "warn", env = "BRIEFCHECK_LOG")]
    pub(super) log: String,
}

#[derive(Debug, Group)]
pub(super) struct Verify {
    /// What a record must come to for the exit status to be 1.
    #[arg(long, value_enum, default_value_t = FailOnRecord::Never, value_name = "VERDICT")]
    pub(super) fail_on: FailOnRecord,
    #[command(flatten)]
    pub(super) levels: Levels,
    #[command(flatten)]
    pub(super) stream: Stream,
}

#[derive(Debug, Group)]
pub(super) struct Read {
    /// The file to read [default: standard input].
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) path: Option<PathBuf>,
    /// How to write what was read.
    #[arg(long, value_enum, default_value_t = ReadFormat::Text, conflicts_with = "jsonl")]
    pub(super) format: ReadFormat,
    /// Read a stream of texts: JSON lines `{"id", "text"}` in, JSON lines out.
    #[arg(long)]
    pub(super) jsonl: bool,
    #[command(flatten)]
    pub(super) stream: Stream,
}

#[derive(Debug, Group)]
pub(super) struct Find {
    /// The words to look for.
    #[arg(required = true)]
    pub(super) text: Vec<String>,
    /// The most places to show.
    #[arg(short = 'n', long, default_value_t = 10, value_name = "NUMBER")]
    pub(super) limit: usize,
    /// The configuration to use [default: the nearest briefcheck.toml upward].
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,
    /// A folder outside the workspace whose files may be read; may be given several times.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) allow_outside: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) threads: Threads,
}

#[derive(Debug, Group)]
pub(super) struct Baseline {
    /// The file to write [default: briefcheck.baseline in the workspace's folder].
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) levels: Levels,
    #[command(flatten)]
    pub(super) threads: Threads,
}

#[derive(Debug, Group)]
pub(super) struct Lock {
    /// Take over what has changed in this source; its key.
    #[arg(long, value_name = "KEY", requires = "reason")]
    pub(super) accept: Option<String>,
    /// Why the change is taken over; it is kept in the lock file.
    #[arg(long, value_name = "TEXT", requires = "accept")]
    pub(super) reason: Option<String>,
    #[command(flatten)]
    pub(super) levels: Levels,
    #[command(flatten)]
    pub(super) threads: Threads,
}

#[derive(Debug, Group)]
pub(super) struct Clean {
    /// Where it is kept [default: the user's cache folder].
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath, env = "BRIEFCHECK_CACHE_DIR")]
    pub(super) cache_dir: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct Explain {
    /// The rule's name.
    pub(super) rule: Option<String>,
    /// Name the address of the rule's page in the book instead, if this build knows one.
    #[arg(long, requires = "rule")]
    pub(super) web: bool,
}

#[derive(Debug, Group)]
pub(super) struct Mcp {
    #[command(flatten)]
    pub(super) levels: Levels,
    #[command(flatten)]
    pub(super) threads: Threads,
}

#[derive(Debug, Group)]
pub(super) struct Add {
    /// The file, or the address of the page or file: `http://…`, `https://…`.
    #[arg(value_hint = ValueHint::AnyPath, value_name = "FILE|URL")]
    pub(super) source: String,
    /// The key to cite it by [default: made of its author or title and its year].
    #[arg(long, value_name = "KEY")]
    pub(super) key: Option<String>,
}

#[derive(Debug, Group)]
pub(super) struct Init {
    /// The folder [default: the current one].
    #[arg(value_hint = ValueHint::DirPath)]
    pub(super) path: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Group)]
pub(super) struct Config {
    /// The JSON schema of briefcheck.toml.
    #[arg(long, required = true)]
    pub(super) schema: bool,
}

#[derive(Debug, Group)]
pub(super) struct Reference {
    /// The folder; what is in it is written over.
    #[arg(value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Group)]
pub(super) struct Levels {
    /// The configuration to use [default: the nearest briefcheck.toml upward from each briefing].
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,
    /// A folder outside the workspace whose files may be read; may be given several times.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) allow_outside: Vec<PathBuf>,
    /// Set a rule to error, warning, info, hint or off; may be given several times.
    #[arg(long = "rule", value_name = "NAME=SEVERITY", value_parser = setting)]
    pub(super) rules: Vec<Setting>,
}

#[derive(Debug, Group)]
pub(super) struct Threads {
    /// How many threads to use [default: one for each processor].
    #[arg(short, long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) jobs: Option<u16>,
}

#[derive(Debug, Group)]
pub(super) struct Stream {
    /// How long a record of a stream may take before an error answers it.
    #[arg(long, default_value_t = 60, value_name = "SECONDS", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) timeout: u16,
    #[command(flatten)]
    pub(super) threads: Threads,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The claim's line, the source's line, what would mend it.
    Text,
    /// A line a finding.
    Concise,
    /// One JSON document.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// Reviewdog's diagnostic format.
    Rdjson,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReadFormat {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Anything but hints.
    Info,
    /// Nothing.
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOnRecord {
    /// An error or a warning.
    Unsupported,
    /// Or a claim that is not verified.
    Undecided,
    /// Nothing.
    Never,
}

/// `NAME=SEVERITY`.
fn setting(text: &str) -> Result<Setting, String> {
    let (name, level) = text.split_once('=').ok_or("write it like `claim-uncited=off`")?;
    let rule = rules::find(name.trim()).ok_or_else(|| unknown_rule(name.trim()))?;
    Ok((rule, level.trim().parse().map_err(|error: rules::UnknownLevel| error.to_string())?))
}

/// That there is no such rule, and which one may be meant.
pub(super) fn unknown_rule(name: &str) -> String {
    match rules::nearest(name) {
        Some(rule) => format!("there is no rule `{name}`; did you mean `{}`?", rule.name),
        None => format!("there is no rule `{name}`; `briefcheck explain` lists the rules"),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_holds_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_setting_names_a_rule_and_a_severity() {
        assert!(setting("quote-altered=off").is_ok());
        assert_eq!(
            setting("quote-alterd=off").unwrap_err(),
            "there is no rule `quote-alterd`; did you mean `quote-altered`?"
        );
        assert!(setting("quote-altered=loud").unwrap_err().contains("severity"));
        assert!(setting("quote-altered").unwrap_err().contains("like"));
    }
}
