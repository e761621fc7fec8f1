//! Streams of JSON lines: one record in, one record out, in order, in bounded memory.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::num::NonZero;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder};
use serde::{Deserialize, Serialize};
use serde_json::Value;

mod ahead;

use ahead::{Line, Lines, MOST_BYTES, read_ahead, send_lines, size};

use super::args::{self, Threads};
use super::console::unless_closed;
use crate::disk::{Failure, guarded};

/// The most records that are worked on at once.
const MOST_AT_ONCE: usize = 512;
/// How long an answer is waited for before what else there is to do is looked at.
const SOON: Duration = Duration::from_millis(10);
/// Briefings nest, and reading them recurses: threads get more stack than is usual.
const STACK: usize = 16 << 20;

/// The threads to work with.
pub(super) fn threads(args: &Threads) -> Result<ThreadPool, Failure> {
    ThreadPoolBuilder::new().num_threads(jobs(args)).stack_size(STACK).build().map_err(|error| no_threads(&error))
}

/// Answers every record on standard input with a record on standard output, in parallel and in order. What `answer`
/// can't answer, and what is no record, yields `{"id", "error"}`, as does a record that takes longer than it may: how many of
/// these there are.
pub(super) fn answer_all<R, A>(
    args: &args::Stream,
    answer: impl Fn(R) -> Result<A, String> + Send + Sync + 'static,
) -> Result<usize, Failure>
where
    R: for<'de> Deserialize<'de> + HasId + 'static,
    A: Serialize + 'static,
{
    let (sender, records) = read_ahead();
    // It ends with the process if the reader of the answers is gone first.
    let reader = thread::spawn(move || send_lines(&mut io::stdin().lock(), &sender));
    let answer = move |line: &Line| answer_line(line, &answer);
    let budget = Duration::from_secs(args.timeout.into());
    let mut stream = Stream::new(jobs(&args.threads), budget, answer)?;
    let written = stream.answer(&records, &mut io::stdout().lock());
    if written.is_err() {
        return unless_closed(written).map(|()| stream.late);
    }
    match reader.join() {
        Ok(Err(error)) => Err(Failure::new(format!("standard input can't be read: {error}"))),
        _ => Ok(stream.late),
    }
}

/// What makes an answer of a line.
type Answering = dyn Fn(&Line) -> Vec<u8> + Send + Sync;

/// Threads that answer lines. One that does not come to an end is left to itself, and another takes its place.
struct Stream {
    work: SyncSender<Job>,
    waiting: Arc<Mutex<Receiver<Job>>>,
    answer: Arc<Answering>,
    budget: Duration,
    most: usize,
    /// How many lines got no answer in time.
    late: usize,
}

type Job = Box<dyn FnOnce() + Send>;

/// A line that is worked on.
struct Pending {
    line: Arc<Line>,
    begun: Arc<OnceLock<Instant>>,
    answer: Receiver<Vec<u8>>,
}

impl Stream {
    fn new(
        jobs: usize,
        budget: Duration,
        answer: impl Fn(&Line) -> Vec<u8> + Send + Sync + 'static,
    ) -> Result<Self, Failure> {
        let most = (jobs * 4).min(MOST_AT_ONCE);
        let (work, waiting) = mpsc::sync_channel(most + jobs);
        let stream =
            Self { work, waiting: Arc::new(Mutex::new(waiting)), answer: Arc::new(answer), budget, most, late: 0 };
        (0..jobs).try_for_each(|_| stream.hire()).map_err(|error| no_threads(&error))?;
        Ok(stream)
    }

    /// Starts a thread that does what waits to be done.
    fn hire(&self) -> io::Result<()> {
        let waiting = Arc::clone(&self.waiting);
        let next = move || waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let work = move || {
            while let Ok(job) = next() {
                job();
            }
        };
        thread::Builder::new().stack_size(STACK).spawn(work).map(|_| ())
    }

    /// Writes an answer for each line, in their order, as soon as it and those before it are there.
    fn answer(&mut self, lines: &Lines, out: &mut impl Write) -> io::Result<()> {
        let mut pending: VecDeque<Pending> = VecDeque::new();
        loop {
            self.fill(&mut pending, lines);
            let Some(first) = pending.front() else {
                out.flush()?;
                match lines.recv() {
                    Some(line) => pending.push_back(self.begin(line)),
                    None => return Ok(()),
                }
                continue;
            };
            let answer = match first.answer.try_recv() {
                Ok(answer) => Some(answer),
                Err(_) => {
                    out.flush()?;
                    let answer = self.wait(first);
                    self.late += usize::from(answer.as_ref().is_some_and(Result::is_err));
                    answer.map(|answer| answer.unwrap_or_else(|late| late))
                }
            };
            if let Some(answer) = answer {
                out.write_all(&answer)?;
                pending.pop_front();
            }
        }
    }

    /// Begins with the lines that are there, as many as may be worked on at once.
    fn fill(&self, pending: &mut VecDeque<Pending>, lines: &Lines) {
        let mut bytes: usize = pending.iter().map(|pending| size(&pending.line)).sum();
        while pending.len() < self.most && (pending.is_empty() || bytes < MOST_BYTES) {
            let Some(line) = lines.try_recv() else { return };
            let begun = self.begin(line);
            bytes += size(&begun.line);
            pending.push_back(begun);
        }
    }

    fn begin(&self, line: Line) -> Pending {
        let (sender, receiver) = mpsc::sync_channel(1);
        let pending = Pending { line: Arc::new(line), begun: Arc::default(), answer: receiver };
        let (line, begun, answer) = (Arc::clone(&pending.line), Arc::clone(&pending.begun), Arc::clone(&self.answer));
        let job = move || {
            let _ = begun.set(Instant::now());
            // Nobody waits for an answer that comes too late.
            let _ = sender.send(answer(&line));
        };
        // As many fit in as are pending at most, and the threads live as long as this does.
        let _ = self.work.send(Box::new(job));
        pending
    }

    /// The answer, if it comes soon; else that there is none, as an error, once the time is up.
    fn wait(&self, pending: &Pending) -> Option<Result<Vec<u8>, Vec<u8>>> {
        match pending.answer.recv_timeout(SOON) {
            Ok(answer) => return Some(Ok(answer)),
            // Its thread ended without an answer, which a guard does not let happen.
            Err(RecvTimeoutError::Disconnected) => {
                return Some(Err(failed(&pending.line, "the record was not answered")));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        let is_up = pending.begun.get().is_some_and(|begun| begun.elapsed() > self.budget);
        is_up.then(|| {
            // Where no thread is to be had, those that are left go on.
            let _ = self.hire();
            Err(failed(&pending.line, &format!("the record took more than {} s", self.budget.as_secs())))
        })
    }
}

/// How many threads answer.
fn jobs(args: &Threads) -> usize {
    args.jobs.map_or_else(|| thread::available_parallelism().map_or(1, NonZero::get), usize::from)
}

fn no_threads(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(format!("no threads could be started: {error}")).with_help("try `--jobs 1`")
}

/// A record with something to call it by.
pub(super) trait HasId {
    /// What it is called by, given back as it came.
    fn id(&self) -> &Value;
}

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
    match answer {
        Ok(answer) => written(&answer),
        Err(failed) => written(&failed),
    }
}

fn written(answer: &impl Serialize) -> Vec<u8> {
    // Only a map with keys that are no strings can't be written, and there is none.
    let mut line = serde_json::to_vec(answer).unwrap_or_default();
    line.push(b'\n');
    line
}

/// What stands for the answer to a line that got none.
fn failed(line: &Line, error: &str) -> Vec<u8> {
    let id = line.as_ref().map_or(Value::Null, |line| id_of(line));
    written(&Failed { id, error: error.to_owned() })
}

/// What a record is called by, if that can be read.
fn id_of(line: &[u8]) -> Value {
    #[derive(Deserialize)]
    struct Named {
        id: Value,
    }
    serde_json::from_slice::<Named>(line).map_or(Value::Null, |named| named.id)
}

fn read_record<R: for<'de> Deserialize<'de>>(line: &Line) -> Result<R, Failed> {
    let line = line.as_ref().map_err(|error| Failed { id: Value::Null, error: error.clone() })?;
    serde_json::from_slice::<R>(line).map_err(|error| Failed { id: id_of(line), error: no_record(&error) })
}

/// Why a line is no record. Of the place, only the column: the stream's lines are not counted here.
fn no_record(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.rfind(" at line ").map_or(said.as_str(), |end| &said[..end]);
    format!("this is no record: {what} at column {}", error.column())
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
    fn a_record_without_an_end_does_not_hold_the_stream_up() {
        let answer = |line: &Line| {
            if line.as_ref().is_ok_and(|line| line.starts_with(b"{\"id\":2")) {
                loop {
                    thread::park();
                }
            }
            written(&"done")
        };
        let (sender, lines) = read_ahead();
        for id in 1..=4 {
            assert!(sender.send(Ok(format!("{{\"id\":{id}}}").into_bytes())));
        }
        drop(sender);
        let mut out = Vec::new();
        // One thread: what takes its place goes on with the rest.
        Stream::new(1, Duration::from_secs(2), answer).unwrap().answer(&lines, &mut out).unwrap();
        let late = "{\"id\":2,\"error\":\"the record took more than 2 s\"}";
        assert_eq!(
            String::from_utf8(out).unwrap().lines().collect::<Vec<_>>(),
            ["\"done\"", late, "\"done\"", "\"done\""]
        );
    }
}
