//! Streams of JSON lines: one record in, one record out, in order, in bounded memory.

use std::io::{self, BufRead, ErrorKind, Write};
use std::num::NonZero;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::args::Threads;
use super::console::unless_closed;
use crate::disk::{Failure, guarded};

/// The longest record, in bytes.
const LONGEST_RECORD: usize = 256 << 20;
/// The most records that are worked on at once.
const BATCH: usize = 512;
/// The most bytes of records that are worked on at once; a longer record is worked on alone.
const BATCH_BYTES: usize = 16 << 20;
/// Briefings nest, and reading them recurses: threads get more stack than is usual.
const STACK: usize = 16 << 20;

/// The threads to work with.
pub(super) fn threads(args: &Threads) -> Result<ThreadPool, Failure> {
    let jobs = args.jobs.map_or_else(|| thread::available_parallelism().map_or(1, NonZero::get), usize::from);
    ThreadPoolBuilder::new()
        .num_threads(jobs)
        .stack_size(STACK)
        .build()
        .map_err(|error| Failure::new(format!("no threads could be started: {error}")).with_help("try `--jobs 1`"))
}

/// Answers every record on standard input with a record on standard output, in parallel and in order. What `answer`
/// can't answer, and what is no record, yields `{"id", "error"}`.
pub(super) fn answer_all<R, A>(pool: &ThreadPool, answer: impl Fn(R) -> Result<A, String> + Sync) -> Result<(), Failure>
where
    R: for<'de> Deserialize<'de> + HasId,
    A: Serialize,
{
    let (sender, records) = mpsc::sync_channel(BATCH);
    // It ends with the process if the reader of the answers is gone first.
    let reader = thread::spawn(move || send_lines(&mut io::stdin().lock(), &sender));
    let mut out = io::stdout().lock();
    while let Some(batch) = next_batch(&records) {
        let answers: Vec<Vec<u8>> =
            pool.install(|| batch.into_par_iter().map(|line| answer_line(&line, &answer)).collect());
        let written = answers.iter().try_for_each(|answer| out.write_all(answer)).and_then(|()| out.flush());
        if written.is_err() {
            return unless_closed(written);
        }
    }
    match reader.join() {
        Ok(Err(error)) => Err(Failure::new(format!("standard input can't be read: {error}"))),
        _ => Ok(()),
    }
}

/// A record with something to call it by.
pub(super) trait HasId {
    /// What it is called by, given back as it came.
    fn id(&self) -> &Value;
}

/// A line, or why it is none.
type Line = Result<Vec<u8>, String>;

/// What stands for an answer where there is none.
#[derive(Serialize)]
struct Failed {
    id: Value,
    error: String,
}

fn answer_line<R, A>(line: &Line, answer: &(impl Fn(R) -> Result<A, String> + Sync)) -> Vec<u8>
where
    R: for<'de> Deserialize<'de> + HasId,
    A: Serialize,
{
    let answer = read_record::<R>(line).and_then(|record| {
        let id = record.id().clone();
        match guarded("the record", || answer(record)) {
            Ok(answer) => answer.map_err(|error| Failed { id, error }),
            Err(failure) => Err(Failed { id, error: failure.message }),
        }
    });
    let mut line = match answer {
        Ok(answer) => serde_json::to_vec(&answer),
        Err(failed) => serde_json::to_vec(&failed),
    }
    // Only a map with keys that are no strings can't be written, and there is none.
    .unwrap_or_default();
    line.push(b'\n');
    line
}

fn read_record<R: for<'de> Deserialize<'de>>(line: &Line) -> Result<R, Failed> {
    let line = line.as_ref().map_err(|error| Failed { id: Value::Null, error: error.clone() })?;
    serde_json::from_slice::<R>(line).map_err(|error| {
        #[derive(Deserialize)]
        struct Named {
            id: Value,
        }
        let id = serde_json::from_slice::<Named>(line).map_or(Value::Null, |named| named.id);
        Failed { id, error: no_record(&error) }
    })
}

/// Why a line is no record. Of the place, only the column: the stream's lines are not counted here.
fn no_record(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.rfind(" at line ").map_or(said.as_str(), |end| &said[..end]);
    format!("this is no record: {what} at column {}", error.column())
}

/// The records that are there, at least one: nothing waits for a batch to be full. `None` at the end.
fn next_batch(records: &Receiver<Line>) -> Option<Vec<Line>> {
    let size = |line: &Line| line.as_ref().map_or(0, Vec::len);
    let first = records.recv().ok()?;
    let mut bytes = size(&first);
    let mut batch = vec![first];
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Ok(line) = records.try_recv() else { break };
        bytes += size(&line);
        batch.push(line);
    }
    Some(batch)
}

/// Sends every line that is not blank.
fn send_lines(input: &mut impl BufRead, lines: &SyncSender<Line>) -> io::Result<()> {
    while let Some(line) = read_line(input)? {
        let is_blank = line.as_ref().is_ok_and(|line| line.iter().all(u8::is_ascii_whitespace));
        if !is_blank && lines.send(line).is_err() {
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
    use super::*;

    #[derive(Deserialize, Serialize)]
    struct Number {
        id: Value,
        n: u32,
    }

    impl HasId for Number {
        fn id(&self) -> &Value {
            &self.id
        }
    }

    fn check(line: &str, expected: &str) {
        let double = |number: Number| match number.n {
            0 => Err("nothing".to_owned()),
            13 => panic!("unlucky"),
            n => Ok(Number { n: n * 2, ..number }),
        };
        let answer = String::from_utf8(answer_line(&Ok(line.as_bytes().to_vec()), &double)).unwrap();
        assert!(answer.starts_with(expected), "{answer}");
    }

    #[test]
    fn a_record_is_answered() {
        check(r#"{"id": "a", "n": 4}"#, r#"{"id":"a","n":8}"#);
    }

    #[test]
    fn what_is_no_record_is_an_error_with_its_id_if_it_has_one() {
        check(r#"{"id": 7, "n": "x"}"#, r#"{"id":7,"error":"this is no record: invalid type"#);
        check("nonsense", r#"{"id":null,"error":"this is no record: expected ident"#);
        check(r#"{"id": "z", "n": 0}"#, r#"{"id":"z","error":"nothing"}"#);
    }

    #[test]
    fn a_panic_is_the_record_s_alone() {
        check(r#"{"id": "p", "n": 13}"#, r#"{"id":"p","error":"the record could not be finished: unlucky ("#);
    }

    #[test]
    fn lines_end_with_or_without_a_line_end() {
        let mut input = &b"one\n\ntwo"[..];
        let mut lines = Vec::new();
        while let Some(line) = read_line(&mut input).unwrap() {
            lines.push(String::from_utf8(line.unwrap()).unwrap());
        }
        assert_eq!(lines, ["one", "", "two"]);
    }
}
