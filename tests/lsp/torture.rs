//! What clients should not do, and what happens to servers all the same.

use std::fs;
use std::process::Command;
use std::time::Duration;

use briefcheck_tests::briefcheck;
use serde_json::{Value, json};
use tower_lsp::ls_types::notification::ShowMessage;
use tower_lsp::ls_types::request::{GotoDefinition, Initialize, Shutdown, WorkspaceDiagnosticRequest};

use crate::client::{Client, Refusal};
use crate::fixture::{Workspace, line};

const ALTERED: &str = "So \"the quay was built to carry trains\" [@harbour].\n";

fn definition(workspace: &Workspace) -> Value {
    json!({"textDocument": {"uri": workspace.uri("memo.brief")}, "position": {"line": 0, "character": 8}})
}

/// That the server still does its work.
fn lives(workspace: &mut Workspace) {
    let params = serde_json::from_value(definition(workspace)).unwrap();
    assert!(workspace.client.request::<GotoDefinition>(params).is_some());
}

/// A server that has `text` open, for a client that asks for diagnostics itself.
fn pulling(text: &str) -> Workspace {
    Workspace::with(text, json!({"textDocument": {"diagnostic": {}}}))
}

fn binary() -> Client {
    Client::of_binary(&std::env::temp_dir())
}

#[test]
fn nothing_is_answered_before_it_is_initialized() {
    let mut client = Client::in_process();
    let params = json!({"textDocument": {"uri": "file:///a.brief"}, "position": {"line": 0, "character": 0}});
    let id = client.ask::<GotoDefinition>(serde_json::from_value(params).unwrap());
    assert_eq!(client.answer::<GotoDefinition>(id).unwrap_err().code, -32002);
    client.request::<Initialize>(serde_json::from_value(json!({"capabilities": {}})).unwrap());
    client.shut_down();
}

#[test]
fn nothing_is_answered_after_it_is_shut_down() {
    let mut workspace = pulling(ALTERED);
    lives(&mut workspace);
    workspace.client.request::<Shutdown>(());
    let id = workspace.client.ask::<GotoDefinition>(serde_json::from_value(definition(&workspace)).unwrap());
    assert_eq!(workspace.client.answer::<GotoDefinition>(id).unwrap_err().code, -32600);
}

#[test]
fn a_message_that_is_none_is_refused() {
    let mut workspace = pulling(ALTERED);
    lives(&mut workspace);
    workspace.client.send_raw(b"Content-Length: 9\r\n\r\nnonsense!");
    let refused = workspace.client.next("a refusal", |message| message.get("error").is_some());
    assert_eq!(refused["error"]["code"], json!(-32700));
    lives(&mut workspace);
    workspace.client.send(&json!({"jsonrpc": "2.0", "id": "x", "method": "textDocument/nothing", "params": {}}));
    let refused = workspace.client.next("a refusal", |message| message["id"] == json!("x"));
    assert_eq!(refused["error"]["code"], json!(-32601));
    workspace
        .client
        .send(&json!({"jsonrpc": "2.0", "id": "y", "method": "textDocument/definition", "params": {"position": 3}}));
    let refused = workspace.client.next("a refusal", |message| message["id"] == json!("y"));
    assert_eq!(refused["error"]["code"], json!(-32602));
    lives(&mut workspace);
    workspace.shut_down();
}

/// The real binary with `text` open, for a client that asks for diagnostics itself.
fn binary_with(text: &str) -> Workspace {
    let capabilities = json!({"textDocument": {"diagnostic": {}}});
    let mut workspace = Workspace::unopened(text, capabilities, |folder| Client::of_binary(folder.path()));
    workspace.open("memo.brief");
    workspace
}

#[test]
fn no_message_ends_the_server() {
    let mut workspace = binary_with(ALTERED);
    lives(&mut workspace);
    let deep = format!(r#"{{"jsonrpc":"2.0","id":9,"method":"x","params":{}{}}}"#, "[".repeat(500), "]".repeat(500));
    let bodies: [&[u8]; 15] = [
        br#"{"jsonrpc":"2.0","id":9,"method":"x","params":{"n":-1e400}}"#,
        br#"{"jsonrpc":"2.0","id":9,"method":"a\x"}"#,
        br#"{"jsonrpc":"2.0","id":9,"method":"a\ud8"#,
        br#"{"jsonrpc":"1.0","id":9,"method":"x"}"#,
        br#"{"jsonrpc":"2.0","id":9,"method":7}"#,
        br#"{"jsonrpc":"2.0","id":{},"method":"x"}"#,
        b"[]",
        b"{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"\xed\xa0\xbd\"}",
        br#"{"jsonrpc":"2.0","id":9,"method":"x","params":{"n":1e400}}"#,
        br#"{"jsonrpc":"2.0","id":9,"id":8,"method":"x"}"#,
        br#"{"jsonrpc":"2.0","id":9}"#,
        b"{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"\xff\"}",
        b"null",
        b"",
        deep.as_bytes(),
    ];
    for body in bodies {
        workspace.client.send_raw(&[format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat());
        workspace.client.next("a refusal", |message| message.get("error").is_some());
        lives(&mut workspace);
    }
    workspace.shut_down();
}

#[test]
fn half_a_character_is_text() {
    let mut workspace = binary_with(ALTERED);
    let uri = workspace.uri("half.brief");
    let body = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{}","languageId":"briefing","version":1,"text":"half \ud83d"}}}}}}"#,
        uri.as_str()
    );
    workspace.client.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    lives(&mut workspace);
    workspace.shut_down();
}

#[test]
fn a_client_may_say_nothing_more_than_that_it_is_initialized() {
    for params in ["", r#","params":null"#, r#","params":[]"#] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sources")).unwrap();
        fs::write(folder.path().join("sources/harbour.txt"), "The quay was never built to carry trains.\n").unwrap();
        fs::write(folder.path().join("briefcheck.toml"), "").unwrap();
        let mut client = Client::of_binary(folder.path());
        let uri = format!("file://{}", folder.path().canonicalize().unwrap().display());
        let params_of = json!({"capabilities": {}, "workspaceFolders": [{"uri": uri, "name": "memos"}]});
        client.request::<Initialize>(serde_json::from_value(params_of).unwrap());
        let body = format!(r#"{{"jsonrpc":"2.0","method":"initialized"{params}}}"#);
        client.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        let uri = format!("{uri}/memo.brief");
        let document = json!({"uri": uri, "languageId": "briefing", "version": 1, "text": ALTERED});
        let params = json!({"textDocument": document});
        client.send(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params}));
        assert_eq!(client.diagnostics(&uri.parse().unwrap()).diagnostics.len(), 1);
        client.shut_down();
    }
}

/// A server that is sent something that is no head of a message: how it ends.
fn ends_after(bytes: &[u8]) -> Option<i32> {
    let mut client = binary();
    client.request::<Initialize>(serde_json::from_value(json!({"capabilities": {}})).unwrap());
    client.request::<Shutdown>(());
    client.send_raw(bytes);
    client.ended().code()
}

#[test]
fn what_has_no_length_ends_the_server_with_a_failure() {
    for head in [
        "Content-Length: 10000000000\r\n\r\n{}",
        "Content-Length: 99999999999999999999\r\n\r\n",
        "Content-Length: -5\r\n\r\n",
        "Content-Length:\r\n\r\n",
        "Content-Type: x\r\n\r\n",
        "Hello\r\n\r\n",
    ] {
        assert_eq!(ends_after(head.as_bytes()), Some(1), "{head}");
    }
    assert_eq!(ends_after(&b"x".repeat(1 << 20)), Some(1));
}

#[test]
fn it_ends_when_nobody_reads_it() {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::process::Stdio;
    let mut child = Command::new(briefcheck())
        .arg("lsp")
        .env("BRIEFCHECK_LOG", "off")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut ask = |id: u32, method: &str| {
        let body = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": {"capabilities": {}}}).to_string();
        // It may have ended already.
        let _ = write!(input, "Content-Length: {}\r\n\r\n{body}", body.len());
        let _ = input.flush();
    };
    ask(1, "initialize");
    let mut head = String::new();
    output.read_line(&mut head).unwrap();
    let length: usize = head.trim().rsplit(' ').next().unwrap().parse().unwrap();
    output.read_exact(&mut vec![0; length + 2]).unwrap();
    drop(output);
    ask(2, "textDocument/nothing");
    // Its input stays open.
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn places_that_are_none_lead_nowhere() {
    let mut workspace = pulling(ALTERED);
    for (uri, line, character) in [("file:///nowhere.brief", 0, 0), ("untitled:x", 0, 0)] {
        let params = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
        assert_eq!(workspace.client.request::<GotoDefinition>(serde_json::from_value(params).unwrap()), None);
    }
    let mut far = definition(&workspace);
    far["position"] = json!({"line": 4_000_000_000_u32, "character": 4_000_000_000_u32});
    workspace.client.request::<GotoDefinition>(serde_json::from_value(far).unwrap());
    workspace.shut_down();
}

#[test]
fn a_huge_briefing_is_read() {
    let mut workspace = pulling(ALTERED);
    let huge = "So it was. ".repeat(350_000);
    workspace.edit("memo.brief", "\n", &format!("\n\n{huge}\n"));
    lives(&mut workspace);
    workspace.shut_down();
}

#[test]
fn a_briefing_over_the_limit_is_left_alone_until_it_is_under_it() {
    let mut workspace = Workspace::new(ALTERED);
    assert_eq!(workspace.told("memo.brief").len(), 1);
    let huge = "So it was. ".repeat(400_000);
    workspace.edit("memo.brief", "\n", &format!("\n\n{huge}\n"));
    assert_eq!(workspace.told("memo.brief"), [""; 0]);
    let said = workspace.client.told::<ShowMessage>().message;
    assert!(said.contains("has more than 4 MiB, and is not checked"), "{said}");
    workspace.shut_down();
}

#[test]
fn many_briefings_that_are_on_no_disk_are_each_told() {
    let mut workspace = Workspace::new(ALTERED);
    let uris: Vec<_> = (0..60).map(|number| workspace.uri(&format!("new{number}.brief"))).collect();
    for (number, uri) in uris.iter().enumerate() {
        // All say something of one thing, so that each is held against each.
        let text = format!("{ALTERED}\nIn 2021 the harbour of Vell took {} ships.\n", 100 + number);
        let document = json!({"uri": uri, "languageId": "briefing", "version": 1, "text": text});
        let params = json!({"textDocument": document});
        workspace.client.send(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params}));
    }
    for uri in &uris {
        let told = workspace.client.diagnostics(uri).diagnostics;
        assert!(told.iter().any(|found| line(found).contains("quote-altered")), "{told:?}");
    }
    // How often one is told again while the others come is not asked here: what is left is not waited for.
}

#[test]
fn a_request_can_be_taken_back() {
    let mut workspace = pulling(ALTERED);
    let ids: Vec<i64> = (0..50)
        .map(|_| {
            let params = serde_json::from_value(json!({"previousResultIds": []})).unwrap();
            let id = workspace.client.ask::<WorkspaceDiagnosticRequest>(params);
            workspace.client.take_back(id);
            id
        })
        .collect();
    for id in ids {
        // It may have been faster.
        if let Err(Refusal { code, .. }) = workspace.client.answer::<WorkspaceDiagnosticRequest>(id) {
            assert_eq!(code, -32800);
        }
    }
    lives(&mut workspace);
    workspace.shut_down();
}

#[test]
fn ten_thousand_edits_end_as_one_text() {
    let mut workspace = Workspace::new(ALTERED);
    assert_eq!(workspace.told("memo.brief").len(), 1);
    for _ in 0..5_000 {
        workspace.edit("memo.brief", "So", "Soo");
        workspace.edit("memo.brief", "Soo", "So");
    }
    workspace.edit("memo.brief", "was built", "was never built");
    let uri = workspace.uri("memo.brief");
    let last = loop {
        let told = workspace.client.diagnostics(&uri);
        if told.version == Some(10_002) {
            break told;
        }
    };
    assert_eq!(last.diagnostics.iter().map(line).collect::<Vec<_>>(), [""; 0]);
    workspace.shut_down();
}

#[test]
fn a_client_that_stops_reading_is_served_when_it_goes_on() {
    let mut workspace = Workspace::unopened(ALTERED, json!({}), |folder| Client::of_binary(folder.path()));
    workspace.open("memo.brief");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    workspace.client.pause();
    for round in 0..2_000 {
        let (old, new) = if round % 2 == 0 { ("built", "bu1lt") } else { ("bu1lt", "built") };
        workspace.edit("memo.brief", old, new);
    }
    std::thread::sleep(Duration::from_millis(300));
    workspace.client.go_on();
    workspace.edit("memo.brief", "was built", "was never built");
    let uri = workspace.uri("memo.brief");
    while workspace.client.diagnostics(&uri).version != Some(2_002) {}
    workspace.shut_down();
}

#[test]
fn a_panic_is_answered_and_told_once() {
    let mut command = Command::new(briefcheck());
    command.arg("lsp").env("BRIEFCHECK_TEST_PANIC", "going to the source").env("BRIEFCHECK_LOG", "off");
    let capabilities = json!({"textDocument": {"diagnostic": {}}});
    let mut workspace = Workspace::unopened(ALTERED, capabilities, |_| Client::of_command(&mut command));
    workspace.open("memo.brief");
    for _ in 0..3 {
        let id = workspace.client.ask::<GotoDefinition>(serde_json::from_value(definition(&workspace)).unwrap());
        let refusal = workspace.client.answer::<GotoDefinition>(id).unwrap_err();
        assert_eq!(refusal.code, -32603);
        assert!(refusal.message.contains("could not be finished"), "{refusal:?}");
    }
    let told = workspace.client.told::<ShowMessage>().message;
    assert!(told.contains("please report"), "{told}");
    workspace.shut_down();
}

#[test]
fn a_reading_that_breaks_off_is_made_up_for() {
    let mut command = Command::new(briefcheck());
    command.arg("lsp").env("BRIEFCHECK_TEST_PANIC", "reading an edit").env("BRIEFCHECK_LOG", "off");
    let mut workspace = Workspace::unopened(ALTERED, json!({}), |_| Client::of_command(&mut command));
    workspace.open("memo.brief");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    workspace.edit("memo.brief", "was built", "was never built");
    assert_eq!(workspace.told("memo.brief"), [""; 0]);
    workspace.edit("memo.brief", "was never built", "was built");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    assert!(workspace.client.told::<ShowMessage>().message.contains("please report"));
    workspace.shut_down();
}

#[test]
fn a_source_may_go_while_it_is_asked_for() {
    let mut workspace = pulling(ALTERED);
    lives(&mut workspace);
    for _ in 0..20 {
        let id = workspace.client.ask::<GotoDefinition>(serde_json::from_value(definition(&workspace)).unwrap());
        let _ = fs::remove_file(workspace.path("sources/harbour.txt"));
        workspace.client.answer::<GotoDefinition>(id).unwrap();
        workspace.write("sources/harbour.txt", "The quay was never built to carry trains.\n");
    }
    workspace.shut_down();
}

#[test]
fn it_ends_when_it_is_told_to() {
    let mut client = binary();
    client.request::<Initialize>(serde_json::from_value(json!({"capabilities": {}})).unwrap());
    // Its input stays open.
    client.shut_down();
}

#[test]
fn ending_without_a_shutdown_is_a_failure() {
    let mut client = binary();
    client.request::<Initialize>(serde_json::from_value(json!({"capabilities": {}})).unwrap());
    client.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn it_ends_with_its_input() {
    let mut client = binary();
    client.request::<Initialize>(serde_json::from_value(json!({"capabilities": {}})).unwrap());
    client.request::<Shutdown>(());
    client.hang_up();
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn it_ends_with_its_client() {
    let mut gone = Command::new("true").spawn().unwrap();
    gone.wait().unwrap();
    let mut client = binary();
    let params = json!({"capabilities": {}, "processId": gone.id()});
    client.ask::<Initialize>(serde_json::from_value(params).unwrap());
    assert_eq!(client.ended().code(), Some(1));
}
