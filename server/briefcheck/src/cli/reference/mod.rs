//! `briefcheck reference`: what packages and the book take from the program itself.

mod commands;
mod configuration;
mod rules;

pub(super) use rules::shows;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory, ValueEnum};
use clap_complete::Shell;

use super::args::{self, Args};
use super::{Console, Status};
use crate::disk::{Failure, paths};

/// A file that is made: its path from the folder, and what it holds.
type Made = (PathBuf, Vec<u8>);

pub(super) fn run(args: &args::Reference, console: &Console) -> Result<Status, Failure> {
    let folder = paths::join(console.here(), &args.folder);
    for (path, bytes) in made()? {
        write(&folder.join(path), &bytes)?;
    }
    Ok(Status::Clean)
}

/// Everything that is made, each file once.
fn made() -> Result<Vec<Made>, Failure> {
    let mut command = Args::command();
    command.build();
    let mut made = pages(&command)?;
    made.extend(Shell::value_variants().iter().map(|&shell| completions(shell)));
    made.push(("commands.md".into(), commands::page(&command).into_bytes()));
    made.push(("configuration.md".into(), configuration::page().into_bytes()));
    made.extend(rules::pages().into_iter().map(|(path, text)| (path, text.into_bytes())));
    Ok(made)
}

/// The manual's pages: one of the program, one of each command that people see.
fn pages(command: &Command) -> Result<Vec<Made>, Failure> {
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    [command].into_iter().chain(shown).map(page).collect()
}

fn page(command: &Command) -> Result<Made, Failure> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut page = Vec::new();
    let drawn = clap_mangen::Man::new(command.clone()).title(name.to_uppercase()).render(&mut page);
    drawn.map_err(|error| Failure::new(format!("the manual's page of `{name}` can't be made: {error}")))?;
    Ok((Path::new("man").join(format!("{name}.1")), page))
}

fn completions(shell: Shell) -> Made {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "briefcheck", &mut script);
    let name = match shell {
        Shell::Bash => "briefcheck.bash",
        Shell::Elvish => "briefcheck.elv",
        Shell::Fish => "briefcheck.fish",
        Shell::PowerShell => "_briefcheck.ps1",
        // Zsh, and whatever its way of naming is right for.
        _ => "_briefcheck",
    };
    (Path::new("completions").join(name), script)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("`{}` could not be written: {error}", path.display()));
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
    fs::write(path, bytes).map_err(failed)
}

#[cfg(test)]
mod tests {
    use briefcheck_engine::rules::RULES;

    use super::*;

    #[test]
    fn every_command_and_rule_has_its_page() {
        let made = made().unwrap();
        let text = |path: &str| {
            let file = made.iter().find(|(made, _)| made == Path::new(path));
            String::from_utf8(file.unwrap_or_else(|| panic!("{path} is not made")).1.clone()).unwrap()
        };
        for command in Args::command().get_subcommands().filter(|command| !command.is_hide_set()) {
            let name = command.get_name();
            assert!(text(&format!("man/briefcheck-{name}.1")).contains("SYNOPSIS"), "{name}");
            assert!(text("commands.md").contains(&format!("## `briefcheck {name}")), "{name}");
        }
        assert!(!text("commands.md").contains("reference"), "a hidden command is not shown");
        for rule in RULES {
            assert!(text(&format!("rules/{}.md", rule.name)).contains("## Example"));
            assert!(text("rules.md").contains(&format!("[`{0}`](rules/{0}.md)", rule.name)));
        }
        assert!(text("completions/briefcheck.bash").contains("--fail-on"));
        assert!(text("man/briefcheck.1").contains("briefcheck\\-check(1)"));
    }
}
