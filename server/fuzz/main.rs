//! The fuzz targets in one program: `FUZZ_TARGET` names the one that is run.

#![no_main]

use std::panic::catch_unwind;
use std::sync::LazyLock;

use briefcheck::fuzzing::{TARGETS, note_panics, panicked};

/// What is run. Panics are noted, since readers of formats catch those of their libraries: not every one is a failure.
static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    let Some((_, target)) = TARGETS.into_iter().find(|(known, _)| *known == name) else {
        eprintln!("FUZZ_TARGET is one of: {}", TARGETS.map(|(known, _)| known).join(", "));
        std::process::exit(2);
    };
    note_panics();
    target
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let target = *TARGET;
    if catch_unwind(|| target(bytes)).is_err() {
        eprintln!("{}", panicked().unwrap_or_default());
        std::process::abort();
    }
});
