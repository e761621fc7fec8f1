//! How a desk's work is done: such that a panic ends nothing else.

use briefcheck_desk::Host;
use rayon::prelude::*;

use super::guarded;

/// How the server does a desk's work: on all threads.
pub fn host() -> Host {
    Host { each: |count, work| (0..count).into_par_iter().for_each(work), ..in_turn() }
}

/// How the command line does it: on the thread that each briefing has to itself.
pub fn in_turn() -> Host {
    Host { guarded: |work| guarded("comparing the briefings", work).is_ok(), ..Host::default() }
}
