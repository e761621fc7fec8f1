//! The commands and their options, as Markdown, from the definition of the command line.

use std::fmt::Write;

use clap::{Arg, ArgAction, Command};

/// A section for each command that people see, with its arguments and options.
pub(super) fn page(command: &Command) -> String {
    let mut page = "# Commands\n\nFindings go to standard output, everything else to standard error.\n".to_owned();
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        section(&mut page, command);
    }
    page
}

fn section(page: &mut String, command: &Command) {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").trim();
    let _ = write!(page, "\n## `briefcheck {}`\n\n{}.\n\n", command.get_name(), about.trim_end_matches('.'));
    let _ = write!(page, "```text\n{usage}\n```\n");
    let shown: Vec<&Arg> = command.get_arguments().filter(|arg| !arg.is_hide_set() && is_own(arg)).collect();
    if !shown.is_empty() {
        page.push_str("\n| argument | for |\n| --- | --- |\n");
    }
    for arg in shown {
        let _ = writeln!(page, "| `{}` | {} |", named(arg).replace('|', "\\|"), says(arg).replace('|', "\\|"));
    }
}

/// Whether it is this command's: what every command has is not said at each.
fn is_own(arg: &Arg) -> bool {
    !arg.is_global_set() && !matches!(arg.get_action(), ArgAction::Help | ArgAction::Version)
}

/// How it is written: `-o, --output FILE`.
fn named(arg: &Arg) -> String {
    let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let values = arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect::<Vec<_>>();
    let value = if takes { values.join(" ") } else { String::new() };
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let names: Vec<String> = short.into_iter().chain(long).collect();
    [names.join(", "), value].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What it is for, what it can be, and what it is if it is not given.
fn says(arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let mut says = format!("{}.", help.trim_end_matches('.'));
    let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let can_be: Vec<String> = arg.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect();
    if takes && !can_be.is_empty() {
        let _ = write!(says, " One of {}.", can_be.join(", "));
    }
    let default: Vec<String> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into()).collect();
    if takes && !default.is_empty() {
        let _ = write!(says, " Default: `{}`.", default.join(" "));
    }
    if let Some(variable) = arg.get_env() {
        let _ = write!(says, " The variable `{}` sets it, too.", variable.to_string_lossy());
    }
    says
}
