//! How far a run is: a bar on a terminal if it takes longer than one waits without wondering, and nothing elsewhere.

use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::disk::Progress;

/// How long a run is silent.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar that goes when it is dropped.
pub(super) struct Bar {
    bar: ProgressBar,
    /// Hangs up on the one who waits to show the bar.
    _ended: Option<Sender<()>>,
}

impl Bar {
    /// A bar on standard error, if somebody sees it.
    pub(super) fn new(is_seen: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        if !is_seen {
            return Self { bar, _ended: None };
        }
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} of {len} briefings checked {wide_bar}") {
            bar.set_style(style);
        }
        let (ended, waiting) = mpsc::channel::<()>();
        let shown = bar.clone();
        thread::spawn(move || {
            if waiting.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(Duration::from_millis(100));
                // Until the run has ended.
                let _ = waiting.recv();
                shown.finish_and_clear();
            }
        });
        Self { bar, _ended: Some(ended) }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn expect(&self, briefings: usize) {
        self.bar.inc_length(briefings as u64);
    }

    fn advance(&self) {
        self.bar.inc(1);
    }
}
