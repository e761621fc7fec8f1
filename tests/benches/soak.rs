//! Random editor traffic on the real server, with its memory printed each minute: `cargo bench -p briefcheck-tests --bench soak -- 60` for an hour.
//!
//! Edits, requests and taken-back requests, briefings that open and close, sources and configurations that change on disk. It
//! fails if the server ends or answers nothing for a minute.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark may fail"
)]

#[path = "../lsp/client.rs"]
#[allow(dead_code, reason = "a benchmark needs less of it")]
mod client;

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use briefcheck_tests::generated::copy_demo;
use client::Client;
use fastrand::Rng;
use serde_json::{Value, json};
use tower_lsp::ls_types::request::{Initialize, Shutdown};

const REQUESTS: [&str; 12] = [
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/completion",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/prepareRename",
    "textDocument/codeLens",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/semanticTokens/full",
    "briefcheck/evidence",
    "briefcheck/sources",
];

/// What is typed, more often than letters are.
const TYPED: [&str; 16] =
    ["\n", "\n\n", "\"", "“", "”", "[@", "]", " ", "12%", "2021", "<!-- ", " -->", "> ", "| ", "---\n", "not "];

fn main() {
    let mut args = std::env::args().filter_map(|arg| arg.parse::<u64>().ok());
    // `cargo test` runs benchmarks too; nobody waits for this one.
    let Some(minutes) = args.next() else { return };
    let folder = tempfile::tempdir().unwrap();
    copy_demo(folder.path()).unwrap();
    let mut soak = Soak::new(folder.path().canonicalize().unwrap());
    let begun = Instant::now();
    for minute in 1..=minutes {
        while begun.elapsed() < Duration::from_secs(60 * minute) {
            soak.step();
        }
        soak.wait();
        println!("{minute:>4} min {:>9} messages {:>6} MB", soak.sent, soak.memory());
    }
    soak.client.request::<Shutdown>(());
}

struct Soak {
    folder: PathBuf,
    client: Client,
    memos: Vec<Memo>,
    sources: Vec<PathBuf>,
    rng: Rng,
    sent: u64,
    version: i32,
}

struct Memo {
    path: PathBuf,
    /// The text that the client has, if it is open.
    open: Option<String>,
}

impl Soak {
    fn new(folder: PathBuf) -> Self {
        let mut client = Client::of_binary(&folder);
        let root = format!("file://{}", folder.display());
        let params = json!({
            "processId": null,
            "capabilities": {"general": {"positionEncodings": ["utf-8"]}},
            "workspaceFolders": [{"uri": root, "name": "memos"}],
            "initializationOptions": {"quiet": 1},
        });
        client.request::<Initialize>(serde_json::from_value(params).unwrap());
        client.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
        let files = |name: &str| {
            let mut files: Vec<PathBuf> =
                fs::read_dir(folder.join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
            files.sort();
            files
        };
        let memos = files("memos").into_iter().map(|path| Memo { path, open: None }).collect();
        let sources = files("sources");
        Self { folder, client, memos, sources, rng: Rng::with_seed(11), sent: 0, version: 0 }
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.sent += 1;
        self.client.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn step(&mut self) {
        let at = self.rng.usize(..self.memos.len());
        match self.rng.u8(..100) {
            0..=1 => self.toggle(at),
            2 => self.change_source(),
            3 => self.change_config(),
            4..=59 => self.edit(at),
            _ => self.ask(at),
        }
        // A client that waits for nothing would only fill the pipe.
        if self.sent.is_multiple_of(16) {
            self.wait();
        }
    }

    fn toggle(&mut self, at: usize) {
        let uri = uri(&self.memos[at].path);
        self.version += 1;
        if self.memos[at].open.take().is_some() {
            return self.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
        }
        let text = fs::read_to_string(&self.memos[at].path).unwrap();
        self.memos[at].open = Some(text.clone());
        let document = json!({"uri": uri, "languageId": "briefing", "version": self.version, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": document}));
    }

    fn edit(&mut self, at: usize) {
        let Some(mut text) = self.memos[at].open.take() else { return self.toggle(at) };
        let start = text.floor_char_boundary(self.rng.usize(..=text.len()));
        // As much goes as comes, in the long run.
        let longest = if text.len() > 20_000 { 400 } else { 12 };
        let end = text.floor_char_boundary((start + self.rng.usize(..longest)).min(text.len()));
        let typed = match self.rng.u8(..3) {
            0 => TYPED[self.rng.usize(..TYPED.len())].to_owned(),
            _ => (0..self.rng.usize(1..8)).map(|_| self.rng.alphabetic()).collect(),
        };
        let range = json!({"start": position(&text, start), "end": position(&text, end.max(start))});
        text.replace_range(start..end.max(start), &typed);
        self.memos[at].open = Some(text);
        self.version += 1;
        let document = json!({"uri": uri(&self.memos[at].path), "version": self.version});
        let changes = json!([{"range": range, "text": typed}]);
        self.notify("textDocument/didChange", &json!({"textDocument": document, "contentChanges": changes}));
    }

    fn ask(&mut self, at: usize) {
        let Some(text) = self.memos[at].open.clone() else { return self.toggle(at) };
        let place = text.floor_char_boundary(self.rng.usize(..=text.len()));
        let method = REQUESTS[self.rng.usize(..REQUESTS.len())];
        self.sent += 1;
        let params = json!({
            "textDocument": {"uri": uri(&self.memos[at].path)},
            "position": position(&text, place),
            "context": {"includeDeclaration": true},
        });
        let id = format!("soak-{}", self.sent);
        self.client.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        if self.rng.u8(..5) == 0 {
            self.notify("$/cancelRequest", &json!({"id": id}));
        }
        self.client.next(method, |message| message["id"] == json!(id) && message.get("method").is_none());
    }

    fn change_source(&mut self) {
        let path = self.sources[self.rng.usize(..self.sources.len())].clone();
        // A PDF has no line that could come and go.
        let Ok(mut text) = fs::read_to_string(&path) else { return };
        // A line comes, and goes again.
        if !text.ends_with("Another line.\n") {
            text.push_str("\nAnother line.\n");
        } else {
            text.truncate(text.len() - "\nAnother line.\n".len());
        }
        fs::write(&path, text).unwrap();
        self.notify("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": uri(&path), "type": 2}]}));
    }

    fn change_config(&mut self) {
        let path = self.folder.join("briefcheck.toml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text).unwrap();
        self.notify("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": uri(&path), "type": 2}]}));
    }

    /// Waits until the server has done what it was told, and forgets what it said meanwhile.
    fn wait(&mut self) {
        self.sent += 1;
        let id = format!("wait-{}", self.sent);
        let params = json!({"query": "port"});
        self.client.send(&json!({"jsonrpc": "2.0", "id": id, "method": "workspace/symbol", "params": params}));
        self.client.next("the answer", |message| message["id"] == json!(id));
        self.client.forget();
    }

    /// What the server holds in memory, in megabytes.
    fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.client.process())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) >> 10
    }
}

fn uri(path: &std::path::Path) -> String {
    format!("file://{}", path.display())
}

fn position(text: &str, at: usize) -> Value {
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    json!({"line": before.matches('\n').count(), "character": at - line})
}
