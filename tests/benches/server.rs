//! How long an editor waits: the real binary over standard input and output, on briefings of 10 kB, 100 kB and 1 MB that
//! cite 200 articles. Printed are percentiles, in milliseconds, and what the process holds in memory.
//!
//! An edit is one character in a quotation that is altered, so that its diagnostics change; the time runs from
//! `didChange` to the last byte of the new diagnostics, without any wait for quiet, and without what this client takes to
//! read them.
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
use std::path::Path;
use std::time::{Duration, Instant};

use briefcheck_tests::generated::Generator;
use client::Client;
use serde_json::{Value, json};
use tower_lsp::ls_types::request::Request;
use tower_lsp::ls_types::request::{Completion, GotoDefinition, HoverRequest, Initialize};

const ARTICLES: usize = 200;
const EDITS: usize = 300;

fn main() {
    // `cargo test` runs benchmarks too; it is not asked how long they take.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    println!(
        "{:>8} {:>7} {:>9} {:>23} {:>23} {:>23} {:>23} {:>9}",
        "briefing",
        "claims",
        "open",
        "edit p50 p99 max",
        "hover p50 p99 max",
        "definition p50 p99 max",
        "completion p50 p99 max",
        "memory"
    );
    for bytes in [10_000, 100_000, 1_000_000] {
        measure(bytes);
    }
}

struct Memo {
    text: String,
    claims: usize,
    /// Where a quotation of which one word is another begins: line and byte.
    altered: Vec<(u32, u32)>,
    /// Where a claim begins: line.
    lines: Vec<u32>,
}

/// A briefing of `bytes` bytes: sections of paragraphs of three claims, each with a quotation; every fiftieth is altered.
fn memo(bytes: usize, articles: &[String], generator: &mut Generator) -> Memo {
    let mut memo = Memo { text: String::new(), claims: 0, altered: Vec::new(), lines: Vec::new() };
    let mut line = 0;
    while memo.text.len() < bytes {
        if memo.claims.is_multiple_of(30) {
            memo.text.push_str(&format!("## Part {}\n\n", memo.claims / 30));
            line += 2;
        }
        for _ in 0..3 {
            let number = (memo.claims * 7) % articles.len();
            let quotation = generator.quotation(&articles[number]).replace('"', "");
            let quotation = if memo.claims % 50 == 7 {
                memo.altered.push((line, "They wrote \"".len() as u32));
                format!("Wholly {quotation}")
            } else {
                quotation
            };
            memo.lines.push(line);
            memo.text.push_str(&format!("They wrote \"{quotation}\" [@a{number}].\n"));
            memo.claims += 1;
            line += 1;
        }
        memo.text.push('\n');
        line += 1;
    }
    memo
}

fn measure(bytes: usize) {
    let mut generator = Generator::new(1).unwrap();
    let articles = generator.articles(ARTICLES * 6_200, 6_200);
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("sources")).unwrap();
    fs::write(folder.path().join("briefcheck.toml"), "").unwrap();
    for (number, article) in articles.iter().enumerate() {
        fs::write(folder.path().join(format!("sources/a{number}.txt")), article).unwrap();
    }
    let memo = memo(bytes, &articles, &mut generator);
    let mut client = Client::of_binary(folder.path());
    let uri = format!("file://{}/memo.brief", folder.path().display());
    let begun = Instant::now();
    let params = json!({
        "processId": null, "capabilities": {"general": {"positionEncodings": ["utf-8"]}},
        "workspaceFolders": [{"uri": format!("file://{}", folder.path().display()), "name": "memos"}],
        "initializationOptions": {"quiet": 0},
    });
    client.request::<Initialize>(serde_json::from_value(params).unwrap());
    notify(&mut client, "initialized", json!({}));
    let document = json!({"uri": uri, "languageId": "briefing", "version": 1, "text": memo.text});
    notify(&mut client, "textDocument/didOpen", json!({"textDocument": document}));
    let of_memo = uri.parse().unwrap();
    client.diagnostics(&of_memo);
    let open = client.arrived() - begun;
    let mut edits = Vec::new();
    for edit in 0..EDITS {
        let (line, column) = memo.altered[edit % memo.altered.len()];
        let change = json!({"range": {"start": {"line": line, "character": column}, "end": {"line": line, "character": column}}, "text": "x"});
        let begun = Instant::now();
        let of = json!({"uri": uri, "version": edit + 2});
        notify(&mut client, "textDocument/didChange", json!({"textDocument": of, "contentChanges": [change]}));
        client.diagnostics(&of_memo);
        edits.push(client.arrived() - begun);
    }
    let hover = asked::<HoverRequest>(&mut client, &uri, &memo, 30);
    let definition = asked::<GotoDefinition>(&mut client, &uri, &memo, 30);
    let completion = asked::<Completion>(&mut client, &uri, &memo, 16);
    println!(
        "{:>6}kB {:>7} {:>9} {:>23} {:>23} {:>23} {:>23} {:>6} MB",
        bytes / 1000,
        memo.claims,
        format!("{:.0}", millis(open)),
        percentiles(edits),
        percentiles(hover),
        percentiles(definition),
        percentiles(completion),
        memory(client.process()),
    );
}

/// Asks of many places, at this column of a claim's line.
fn asked<R: Request>(client: &mut Client, uri: &str, memo: &Memo, column: u32) -> Vec<Duration> {
    let mut took = Vec::new();
    for asked in 0..EDITS {
        let line = memo.lines[asked * 17 % memo.lines.len()];
        let params = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": column}});
        let params = serde_json::from_value(params).unwrap();
        let begun = Instant::now();
        let id = client.ask::<R>(params);
        if client.answer::<R>(id).is_err() {
            return Vec::new();
        }
        took.push(client.arrived() - begun);
    }
    took
}

fn notify(client: &mut Client, method: &str, params: Value) {
    client.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn percentiles(mut times: Vec<Duration>) -> String {
    if times.is_empty() {
        return "-".to_owned();
    }
    times.sort_unstable();
    let at = |part: f64| millis(times[((times.len() - 1) as f64 * part) as usize]);
    format!("{:.1} {:.1} {:.1}", at(0.5), at(0.99), at(1.0))
}

/// What a process holds in memory, in megabytes; 0 where the system does not say.
fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1000
}
