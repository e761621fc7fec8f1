//! A client of the language server that is strict: what the server says and nobody waited for fails the test.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use briefcheck_tests::briefcheck;
use serde_json::{Value, json};
use tower_lsp::ls_types::notification::{Notification, PublishDiagnostics};
use tower_lsp::ls_types::request::Request;
use tower_lsp::ls_types::{PublishDiagnosticsParams, Uri};

/// How long anything may take on the slowest machine before it counts as never coming.
const NEVER: Duration = Duration::from_secs(60);

/// Why a request was not answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: i64,
    pub message: String,
}

/// A connection to a server.
pub struct Client {
    output: Option<Box<dyn Write + Send>>,
    input: Receiver<(Instant, Value)>,
    /// What came and was not asked for yet.
    waiting: VecDeque<Value>,
    /// When the last message had come, before it was taken apart.
    arrived: Instant,
    /// Requests of the server that are answered with nothing, as a client does that has nothing to say.
    answered: &'static [&'static str],
    child: Option<Child>,
    last: i64,
    is_paused: Arc<AtomicBool>,
}

impl Client {
    /// A client of a server in this process.
    pub fn in_process() -> Self {
        let (ours, theirs) = UnixStream::pair().unwrap();
        theirs.set_nonblocking(true).unwrap();
        thread::Builder::new()
            .stack_size(16 << 20)
            .spawn(move || {
                let runtime =
                    tokio::runtime::Builder::new_multi_thread().thread_stack_size(16 << 20).enable_all().build();
                let runtime = runtime.unwrap();
                runtime.block_on(async {
                    let (input, output) = tokio::net::UnixStream::from_std(theirs).unwrap().into_split();
                    briefcheck::lsp::serve(input, output).await;
                });
                runtime.shutdown_background();
            })
            .unwrap();
        Self::new(Box::new(ours.try_clone().unwrap()), Box::new(ours), None)
    }

    /// A client of the real binary.
    pub fn of_binary(folder: &Path) -> Self {
        Self::of_command(Command::new(briefcheck()).args(["lsp", "--stdio"]).current_dir(folder))
    }

    /// A client of a process that this starts.
    pub fn of_command(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.unwrap();
        let (input, output) = (child.stdout.take().unwrap(), child.stdin.take().unwrap());
        Self::new(Box::new(input), Box::new(output), Some(child))
    }

    fn new(input: Box<dyn Read + Send>, output: Box<dyn Write + Send>, child: Option<Child>) -> Self {
        let (sender, receiver) = channel();
        let is_paused = Arc::new(AtomicBool::new(false));
        let waits = Arc::clone(&is_paused);
        thread::spawn(move || {
            let mut input = BufReader::new(input);
            while let Some(message) = read(&mut input) {
                while waits.load(Ordering::Relaxed) {
                    thread::sleep(Duration::from_millis(5));
                }
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let answered = &["client/registerCapability", "window/workDoneProgress/create"];
        Self {
            output: Some(output),
            input: receiver,
            waiting: VecDeque::new(),
            arrived: Instant::now(),
            answered,
            child,
            last: 0,
            is_paused,
        }
    }

    /// Stops reading what the server says.
    pub fn pause(&mut self) {
        self.is_paused.store(true, Ordering::Relaxed);
    }

    /// Reads on.
    pub fn go_on(&mut self) {
        self.is_paused.store(false, Ordering::Relaxed);
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let output = self.output.as_mut().unwrap();
        // A server that is gone does not read any more: what is asked of it next says so.
        let _ = output.write_all(bytes).and_then(|()| output.flush());
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Tells the server something.
    pub fn notify<N: Notification>(&mut self, params: N::Params) {
        self.send(&json!({"jsonrpc": "2.0", "method": N::METHOD, "params": serde_json::to_value(params).unwrap()}));
    }

    /// Asks the server something, and does not wait for the answer: its number is for [`Client::answer`].
    pub fn ask<R: Request>(&mut self, params: R::Params) -> i64 {
        self.last += 1;
        let params = serde_json::to_value(params).unwrap();
        let mut message = json!({"jsonrpc": "2.0", "id": self.last, "method": R::METHOD});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        self.last
    }

    /// Takes a request back.
    pub fn take_back(&mut self, id: i64) {
        self.send(&json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": id}}));
    }

    /// The answer to a request.
    pub fn answer<R: Request>(&mut self, id: i64) -> Result<R::Result, Refusal> {
        let answer = self.next(&format!("the answer to {}", R::METHOD), |message| {
            message["id"] == json!(id) && message.get("method").is_none()
        });
        match answer.get("error") {
            None => Ok(serde_json::from_value(answer["result"].clone()).unwrap()),
            Some(error) => Err(Refusal {
                code: error["code"].as_i64().unwrap(),
                message: error["message"].as_str().unwrap().to_owned(),
            }),
        }
    }

    /// Asks the server something, which it must answer.
    pub fn request<R: Request>(&mut self, params: R::Params) -> R::Result {
        let id = self.ask::<R>(params);
        self.answer::<R>(id).unwrap_or_else(|refusal| panic!("{}: {refusal:?}", R::METHOD))
    }

    /// The next thing that the server tells of this kind.
    pub fn told<N: Notification>(&mut self) -> N::Params {
        let message = self.next(N::METHOD, |message| message["method"] == json!(N::METHOD));
        serde_json::from_value(message["params"].clone()).unwrap()
    }

    /// The next diagnostics of a file.
    pub fn diagnostics(&mut self, uri: &Uri) -> PublishDiagnosticsParams {
        let is_of_file = |message: &Value| {
            message["method"] == json!(PublishDiagnostics::METHOD) && message["params"]["uri"] == json!(uri)
        };
        let message = self.next(&format!("the diagnostics of {}", uri.as_str()), is_of_file);
        serde_json::from_value(message["params"].clone()).unwrap()
    }

    /// The next request of the server with this method, which is answered with `result`.
    pub fn asked(&mut self, method: &str, result: &Value) -> Value {
        let message = self.next(method, |message| message["method"] == json!(method) && message.get("id").is_some());
        self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result}));
        message["params"].clone()
    }

    /// The first message that was not taken yet and that `is_it` says yes to.
    pub fn next(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        if let Some(at) = self.waiting.iter().position(&is_it) {
            return self.waiting.remove(at).unwrap();
        }
        loop {
            let left = NEVER.saturating_sub(begun.elapsed());
            let Some(message) = self.receive(left) else {
                panic!("{what} never came; what came and was not asked for: {:#?}", self.waiting)
            };
            if is_it(&message) {
                return message;
            }
            self.waiting.push_back(message);
        }
    }

    /// The next message that must not be answered at once.
    fn receive(&mut self, wait: Duration) -> Option<Value> {
        loop {
            let (arrived, message) = self.input.recv_timeout(wait).ok()?;
            self.arrived = arrived;
            let method = message["method"].as_str().unwrap_or_default();
            if !(message.get("id").is_some() && self.answered.contains(&method)) {
                return Some(message);
            }
            self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
        }
    }

    /// Forgets what came and was not asked for.
    #[allow(dead_code, reason = "only a benchmark does not look at all of it")]
    pub fn forget(&mut self) {
        self.waiting.clear();
    }

    /// Closes the server's input.
    pub fn hang_up(&mut self) {
        self.output = None;
    }

    /// The number of the server's process.
    #[allow(dead_code, reason = "only a benchmark looks at it")]
    pub fn process(&self) -> u32 {
        self.child.as_ref().unwrap().id()
    }

    /// When the last message had come, whole, before this client took it apart.
    #[allow(dead_code, reason = "only a benchmark looks at it")]
    pub fn arrived(&self) -> Instant {
        self.arrived
    }

    /// How the server's process ended, which it must do by itself.
    pub fn ended(&mut self) -> ExitStatus {
        let child = self.child.as_mut().unwrap();
        let begun = Instant::now();
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return status;
            }
            if begun.elapsed() > NEVER {
                child.kill().unwrap();
                panic!("the server did not end");
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Ends the connection as the protocol says. What the server said and nobody waited for is an error.
    pub fn shut_down(&mut self) {
        self.request::<tower_lsp::ls_types::request::Shutdown>(());
        self.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
        if self.child.is_some() {
            let status = self.ended();
            assert!(status.success(), "{status}");
        }
        while let Ok((_, message)) =
            self.input.recv_timeout(Duration::from_millis(if self.child.is_some() { 500 } else { 0 }))
        {
            self.waiting.push_back(message);
        }
        assert!(self.waiting.is_empty(), "nobody waited for {:#?}", self.waiting);
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // It has mostly ended; one that has not must not stay.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The next message, and when it had come; `None` at the end.
fn read(input: &mut impl BufRead) -> Option<(Instant, Value)> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => {
                if let Some(value) = header.strip_prefix("Content-Length:") {
                    length = value.trim().parse().unwrap();
                }
            }
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    let arrived = Instant::now();
    Some((arrived, serde_json::from_slice(&body).unwrap()))
}
