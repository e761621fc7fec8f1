//! `briefcheck`: holds briefings against the sources they cite.

use std::process::ExitCode;

fn main() -> ExitCode {
    briefcheck::cli::main()
}
