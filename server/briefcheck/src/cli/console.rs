//! The process's streams: findings go to standard output, everything else to standard error.

use std::env;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anstream::{AutoStream, ColorChoice};

use super::Status;
use super::args::When;
use super::progress::Bar;
use crate::disk::cache::{Piece, Stream};
use crate::disk::{Configs, Failure, LastLines, paths};
use crate::report::{self, Colour, Look};

/// Where output goes, and how it looks there.
pub(super) struct Console {
    here: PathBuf,
    repository: PathBuf,
    output: Colour,
    messages: Colour,
    /// How many columns each stream's terminal has, if it goes to one.
    width: Option<usize>,
    message_width: Option<usize>,
    /// What was written, while that is recorded.
    record: Mutex<Option<Vec<Piece>>>,
}

impl Console {
    pub(super) fn new(color: When) -> Self {
        let of = |choice: ColorChoice| match (color, choice) {
            (When::Always, _) => Colour::Styled,
            (When::Never, _) | (When::Auto, ColorChoice::Never) => Colour::Plain,
            (When::Auto, _) => Colour::Styled,
        };
        // Paths stay as they are written if the current folder is gone.
        let here = env::current_dir().unwrap_or_default();
        Self {
            repository: paths::repository(&here).unwrap_or(&here).to_owned(),
            here,
            output: of(AutoStream::choice(&io::stdout())),
            messages: of(AutoStream::choice(&io::stderr())),
            width: width(terminal_size::terminal_size_of(io::stdout())),
            message_width: width(terminal_size::terminal_size_of(io::stderr())),
            record: Mutex::default(),
        }
    }

    /// The current folder, absolute.
    pub(super) fn here(&self) -> &Path {
        &self.here
    }

    /// The configurations of a run: `fixed` is the one file to use for everything, `allowed` are folders outside of the
    /// workspace that may be read.
    pub(super) fn configs(&self, fixed: Option<&Path>, allowed: &[PathBuf]) -> Configs {
        Configs::new(&self.here, fixed).of_user().allowing(allowed)
    }

    /// How standard output looks.
    pub(super) fn look(&self) -> Look<'_> {
        Look {
            here: &self.here,
            repository: &self.repository,
            colour: self.output,
            width: self.width.unwrap_or(report::WIDTH),
            wraps: self.width.is_some(),
        }
    }

    /// How standard error looks.
    pub(super) fn message_look(&self) -> Look<'_> {
        Look {
            colour: self.messages,
            width: self.message_width.unwrap_or(report::WIDTH),
            wraps: self.message_width.is_some(),
            ..self.look()
        }
    }

    /// Writes to standard output. Whoever reads it may stop at any time: that ends the writing and is no failure.
    ///
    /// # Errors
    ///
    /// If it can't be written to for another reason.
    pub(super) fn print(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let mut out = Copied { out: BufWriter::new(io::stdout().lock()), copy: self.copy() };
        let written = write(&mut out).and_then(|()| out.flush());
        let Copied { out, copy } = out;
        // What could not be written is not tried again.
        let _ = out.into_parts();
        self.take_up(Stream::Output, copy.filter(|_| written.is_ok()));
        unless_closed(written)
    }

    /// Writes what would go to standard output to standard error.
    ///
    /// # Errors
    ///
    /// If it can't be written to.
    pub(super) fn remark(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let mut out = Copied { out: BufWriter::new(io::stderr().lock()), copy: self.copy() };
        let written = write(&mut out).and_then(|()| out.flush());
        self.take_up(Stream::Messages, out.copy.filter(|_| written.is_ok()));
        unless_closed(written)
    }

    /// Writes a line to standard error.
    pub(super) fn say(&self, line: &str) {
        let line = report::visible(line);
        self.show(&self.message_width.map_or_else(|| line.clone(), |width| report::wrapped(&line, width)));
    }

    /// Writes lines that were drawn to standard error.
    pub(super) fn show(&self, lines: &str) {
        let mut out = Copied { out: io::stderr().lock(), copy: self.copy() };
        // Nobody is left to be told of a failure here.
        let written = writeln!(out, "{lines}");
        self.take_up(Stream::Messages, out.copy.filter(|_| written.is_ok()));
    }

    /// From now on, what is written is recorded.
    pub(super) fn record(&self) {
        *self.record.lock().unwrap_or_else(PoisonError::into_inner) = Some(Vec::new());
    }

    /// What was written since, if all of it arrived and is text; it is recorded no longer.
    pub(super) fn recorded(&self) -> Option<Vec<Piece>> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Writes what was recorded in an earlier run.
    ///
    /// # Errors
    ///
    /// If standard output can't be written to.
    pub(super) fn replay(&self, pieces: &[Piece]) -> Result<(), Failure> {
        for Piece { stream, text } in pieces {
            let write = |out: &mut dyn Write| out.write_all(text.as_bytes());
            match stream {
                Stream::Output => self.print(write)?,
                // Nobody is left to be told of a failure here.
                Stream::Messages => _ = self.remark(write),
            }
        }
        Ok(())
    }

    /// What a copy of some output begins as, if it is recorded.
    fn copy(&self) -> Option<Vec<u8>> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner).is_some().then(Vec::new)
    }

    /// Takes a copy of some output into the record, if there is one. Output that did not arrive makes the record none.
    fn take_up(&self, stream: Stream, copy: Option<Vec<u8>>) {
        let mut record = self.record.lock().unwrap_or_else(PoisonError::into_inner);
        match (record.as_mut(), copy.map(String::from_utf8)) {
            (Some(pieces), Some(Ok(text))) => pieces.push(Piece { stream, text }),
            _ => *record = None,
        }
    }

    /// Shows how far a run is, where somebody can see it.
    pub(super) fn progress(&self) -> Bar {
        Bar::new(io::stderr().is_terminal())
    }

    /// Whether somebody looks at standard output.
    pub(super) fn is_seen(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// Writes what could not be used to standard error.
    pub(super) fn failed(&self, failures: &[Failure]) -> Status {
        let look = self.message_look();
        let mut lines = LastLines::default();
        for failure in failures {
            self.show(&format!("{}\n", report::failure(failure, &mut lines, look)));
        }
        Status::Unusable
    }
}

/// A writer, and a copy of what was written.
struct Copied<W> {
    out: W,
    copy: Option<Vec<u8>>,
}

impl<W: Write> Write for Copied<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        if let Some(copy) = &mut self.copy {
            copy.extend_from_slice(&bytes[..count]);
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// How many columns the terminal has; what is shown there takes no more.
fn width(terminal: Option<(terminal_size::Width, terminal_size::Height)>) -> Option<usize> {
    terminal.map(|(width, _)| usize::from(width.0).clamp(50, 160))
}

/// Nothing, if the reader at the other end is gone.
pub(super) fn unless_closed(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the output could not be written: {error}")))
        }
        _ => Ok(()),
    }
}
