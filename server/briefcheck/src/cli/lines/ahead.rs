//! Lines that are read ahead of those that are worked on, within a bound.

use std::io::{self, BufRead, ErrorKind};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::MOST_AT_ONCE;

/// The longest record, in bytes.
const LONGEST_RECORD: usize = 256 << 20;
/// The most bytes of records that are worked on at once, and of those that are read ahead; a longer record is worked on alone.
pub(super) const MOST_BYTES: usize = 16 << 20;

/// A line, or why it is none.
pub(super) type Line = Result<Vec<u8>, String>;

/// How many bytes of lines were read and not yet taken.
#[derive(Default)]
struct Ahead {
    bytes: Mutex<usize>,
    has_room: Condvar,
}

/// Where lines are put that were read.
pub(super) struct Sender {
    lines: SyncSender<Line>,
    ahead: Arc<Ahead>,
}

/// Lines that were read.
pub(super) struct Lines {
    lines: Receiver<Line>,
    ahead: Arc<Ahead>,
}

/// A way for lines that no more are read ahead on than the memory can be asked for.
pub(super) fn read_ahead() -> (Sender, Lines) {
    let (sender, lines) = mpsc::sync_channel(MOST_AT_ONCE);
    let ahead = Arc::<Ahead>::default();
    (Sender { lines: sender, ahead: Arc::clone(&ahead) }, Lines { lines, ahead })
}

pub(super) fn size(line: &Line) -> usize {
    line.as_ref().map_or(0, Vec::len)
}

impl Sender {
    /// Sends a line once there is room for it; whether somebody still takes lines.
    pub(super) fn send(&self, line: Line) -> bool {
        let mut bytes = self.ahead.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        while *bytes >= MOST_BYTES {
            bytes = self.ahead.has_room.wait(bytes).unwrap_or_else(PoisonError::into_inner);
        }
        *bytes += size(&line);
        drop(bytes);
        self.lines.send(line).is_ok()
    }
}

impl Lines {
    pub(super) fn try_recv(&self) -> Option<Line> {
        self.lines.try_recv().ok().inspect(|line| self.took(line))
    }

    pub(super) fn recv(&self) -> Option<Line> {
        self.lines.recv().ok().inspect(|line| self.took(line))
    }

    fn took(&self, line: &Line) {
        *self.ahead.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= size(line);
        self.ahead.has_room.notify_one();
    }
}

/// Sends every line that is not blank.
pub(super) fn send_lines(input: &mut impl BufRead, lines: &Sender) -> io::Result<()> {
    while let Some(line) = read_line(input)? {
        let is_blank = line.as_ref().is_ok_and(|line| line.iter().all(u8::is_ascii_whitespace));
        if !is_blank && !lines.send(line) {
            break;
        }
    }
    Ok(())
}

/// The next line without its end; of one that is too long, only that it is. `None` at the end.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut is_too_long = false;
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok((is_too_long || !line.is_empty()).then(|| ended(line, is_too_long)));
        }
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        is_too_long |= line.len() + part.len() > LONGEST_RECORD;
        if is_too_long {
            line = Vec::new();
        } else {
            line.extend_from_slice(part);
        }
        let used = end.map_or(buffer.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(Some(ended(line, is_too_long)));
        }
    }
}

fn ended(line: Vec<u8>, is_too_long: bool) -> Line {
    if is_too_long { Err(format!("the record is longer than {} MiB", LONGEST_RECORD >> 20)) } else { Ok(line) }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn lines_end_with_or_without_a_line_end() {
        let mut input = &b"one\n\ntwo"[..];
        let mut lines = Vec::new();
        while let Some(line) = read_line(&mut input).unwrap() {
            lines.push(String::from_utf8(line.unwrap()).unwrap());
        }
        assert_eq!(lines, ["one", "", "two"]);
    }

    /// Counts what was read of it.
    struct Counted<'a>(io::Cursor<Vec<u8>>, &'a AtomicUsize);

    impl io::Read for Counted<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            io::Read::read(&mut self.0, buffer)
        }
    }

    impl BufRead for Counted<'_> {
        fn fill_buf(&mut self) -> io::Result<&[u8]> {
            self.0.fill_buf()
        }

        fn consume(&mut self, amount: usize) {
            self.1.fetch_add(amount, Ordering::SeqCst);
            self.0.consume(amount);
        }
    }

    #[test]
    fn no_more_is_read_ahead_than_there_is_room_for() {
        let line = [&b"x".repeat(1 << 20)[..], b"\n"].concat();
        let read = AtomicUsize::new(0);
        let mut input = Counted(io::Cursor::new(line.repeat(40)), &read);
        let (sender, lines) = read_ahead();
        thread::scope(|scope| {
            let sending = scope.spawn(move || send_lines(&mut input, &sender).unwrap());
            while !sending.is_finished() && read.load(Ordering::SeqCst) < MOST_BYTES {
                thread::yield_now();
            }
            let mut taken = 0;
            loop {
                // One more is read before it is known that there is no room for it.
                assert!(read.load(Ordering::SeqCst) <= taken + MOST_BYTES + 2 * line.len());
                let Some(next) = lines.recv() else { break };
                taken += next.unwrap().len() + 1;
            }
            assert_eq!(taken, 40 * line.len());
        });
    }
}
