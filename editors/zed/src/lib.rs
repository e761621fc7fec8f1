//! Starts the server in Zed.

use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

struct Briefcheck;

impl zed::Extension for Briefcheck {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let command = worktree.which("briefcheck").ok_or(
            "briefcheck is not on the path: in a clone of the project, `cargo install --path server/briefcheck`",
        )?;
        Ok(Command { command, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Briefcheck);
