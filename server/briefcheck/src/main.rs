//! `briefcheck`: holds briefings against the sources they cite.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// The server reads large sources again and again, on many threads: this one gives back what they took.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    briefcheck::memory::share_allocator();
    briefcheck::cli::main()
}
