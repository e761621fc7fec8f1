//! A client that is gone without a word takes the server with it.

use std::time::Duration;

/// How often it is looked whether the client is still there.
const EVERY: Duration = Duration::from_secs(5);

/// Ends this process once the process with this number is gone. Where that can't be known, the end of standard input
/// tells it.
pub fn end_with(id: u32) {
    tokio::spawn(async move {
        while is_there(id) {
            tokio::time::sleep(EVERY).await;
        }
        tracing::info!("the client, process {id}, is gone");
        std::process::exit(1);
    });
}

#[cfg(unix)]
fn is_there(id: u32) -> bool {
    let id = i32::try_from(id).ok().and_then(rustix::process::Pid::from_raw);
    // A process that may not be asked is there all the same.
    id.is_none_or(|id| rustix::process::test_kill_process(id) != Err(rustix::io::Errno::SRCH))
}

#[cfg(not(unix))]
fn is_there(_: u32) -> bool {
    true
}
