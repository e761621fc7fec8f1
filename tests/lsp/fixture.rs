//! Workspaces in one string, and a server that has one of their files open.
//!
//! A file begins with a line `//- PATH`; `$0` marks the cursor, and is taken out. A workspace has the two articles that
//! [`SOURCES`] holds, unless it brings files of the same names.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;
use tower_lsp::ls_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Initialized,
};
use tower_lsp::ls_types::request::{Initialize, Request};
use tower_lsp::ls_types::{
    Diagnostic, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, InitializeResult,
    Location, Position, Range, TextDocumentContentChangeEvent, TextDocumentIdentifier, TextDocumentItem,
    TextDocumentPositionParams, TextEdit, Uri, VersionedTextDocumentIdentifier, WorkspaceEdit,
};

use crate::client::Client;

/// The articles that every workspace has.
pub const SOURCES: &str = "\
//- briefcheck.toml
//- sources/harbour.txt
The harbour handled 4.2 million tonnes of cargo in the year.

According to Mira Dahlgren, the harbour master, the quay was never built to carry trains.

The strike idled nearly 1,200 dockers for a week.
//- sources/ledger.txt
Revenue from storage fees fell to 310 million dollars in the quarter.

A new crane cost 830,000 euros, paid out of the reserve.
";

/// The first request, with what the client can do that the protocol's library does not know yet.
enum Introduction {}

impl Request for Introduction {
    type Params = Value;
    type Result = InitializeResult;
    const METHOD: &'static str = Initialize::METHOD;
}

/// What the client can do, where a test does not say.
pub fn plain() -> Value {
    json!({})
}

/// A workspace on disk with a server on it.
pub struct Workspace {
    /// The folder of the workspace.
    pub folder: TempDir,
    /// The client of the server.
    pub client: Client,
    /// What the server said that it can do.
    pub server: InitializeResult,
    /// The place of the cursor.
    pub cursor: Option<(String, Position)>,
    files: Vec<File>,
    version: i32,
}

/// A file's path and its text.
type File = (String, String);

/// The files in a string, and the path and the offset of the cursor.
pub fn files(fixture: &str) -> (Vec<File>, Option<(String, usize)>) {
    let mut files: Vec<File> = Vec::new();
    for line in fixture.split_inclusive('\n') {
        match (line.strip_prefix("//- "), files.last_mut()) {
            (Some(path), _) => files.push((path.trim().to_owned(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => files.push(("memo.brief".to_owned(), line.to_owned())),
        }
    }
    let mut cursor = None;
    for (path, text) in &mut files {
        if let Some(at) = text.find("$0") {
            text.replace_range(at..at + 2, "");
            cursor = Some((path.clone(), at));
        }
    }
    (files, cursor)
}

impl Workspace {
    /// Files on disk, and a server in this process. A fixture that names no file is `memo.brief`. Opened are the file
    /// with the cursor, else the last one.
    pub fn new(fixture: &str) -> Self {
        Self::with(fixture, plain())
    }

    /// The same with a client that can do something, in UTF-8.
    pub fn with(fixture: &str, capabilities: Value) -> Self {
        let mut workspace = Self::unopened(fixture, capabilities, |_| Client::in_process());
        let open = workspace.cursor.as_ref().map(|(path, _)| path.clone());
        let open = open.or_else(|| workspace.files.last().map(|(path, _)| path.clone()));
        workspace.open(&open.unwrap());
        workspace
    }

    /// Files on disk, and a server of which nothing is open yet.
    pub fn unopened(fixture: &str, capabilities: Value, client: impl FnOnce(&TempDir) -> Client) -> Self {
        Self::set_up(fixture, capabilities, json!({"quiet": 1, "reading": true}), client)
    }

    /// The same with settings.
    pub fn set_up(
        fixture: &str,
        mut capabilities: Value,
        options: Value,
        client: impl FnOnce(&TempDir) -> Client,
    ) -> Self {
        let (mut all, _) = files(SOURCES);
        let (own, cursor) = files(fixture);
        all.retain(|(path, _)| own.iter().all(|(other, _)| other != path));
        all.extend(own);
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in &all {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        if capabilities["general"].is_null() {
            capabilities["general"] = json!({"positionEncodings": ["utf-8", "utf-16"]});
        }
        let mut client = client(&folder);
        let root = uri_of(&folder.path().canonicalize().unwrap());
        let params = json!({
            "processId": null,
            "capabilities": capabilities,
            "workspaceFolders": [{"uri": root, "name": "memos"}],
            "initializationOptions": options,
        });
        let server = client.request::<Introduction>(params);
        client.notify::<Initialized>(serde_json::from_value(json!({})).unwrap());
        let cursor = cursor.map(|(path, at)| {
            let text = &all.iter().find(|(other, _)| *other == path).unwrap().1;
            (path, position(text, at))
        });
        Self { folder, client, server, cursor, files: all, version: 0 }
    }

    /// The absolute path of a file.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(path)
    }

    /// The URI of a file.
    pub fn uri(&self, path: &str) -> Uri {
        uri_of(&self.path(path)).parse().unwrap()
    }

    /// A file's text, as it was written or as it was last edited.
    pub fn text(&self, path: &str) -> &str {
        &self.files.iter().find(|(other, _)| other == path).unwrap().1
    }

    /// Opens a file in the client.
    pub fn open(&mut self, path: &str) {
        let language_id = if path.ends_with(".brief") { "briefing" } else { "plaintext" }.to_owned();
        let text = self.text(path).to_owned();
        self.version += 1;
        let text_document = TextDocumentItem { uri: self.uri(path), language_id, version: self.version, text };
        self.client.notify::<DidOpenTextDocument>(DidOpenTextDocumentParams { text_document });
    }

    /// Closes a file in the client.
    pub fn close(&mut self, path: &str) {
        let text_document = TextDocumentIdentifier { uri: self.uri(path) };
        self.client.notify::<DidCloseTextDocument>(DidCloseTextDocumentParams { text_document });
    }

    /// Replaces the first `old` of an open file by `new`.
    pub fn edit(&mut self, path: &str, old: &str, new: &str) {
        let text = self.text(path).to_owned();
        let start = text.find(old).unwrap_or_else(|| panic!("{old:?} is not in {text:?}"));
        let end = start + old.len();
        let range = Range::new(position(&text, start), position(&text, end));
        let (uri, changed) = (self.uri(path), text[..start].to_owned() + new + &text[end..]);
        self.files.iter_mut().find(|(other, _)| other == path).unwrap().1 = changed;
        self.version += 1;
        self.client.notify::<DidChangeTextDocument>(DidChangeTextDocumentParams {
            text_document: VersionedTextDocumentIdentifier { uri, version: self.version },
            content_changes: vec![TextDocumentContentChangeEvent {
                range: Some(range),
                range_length: None,
                text: new.to_owned(),
            }],
        });
    }

    /// Writes a file to disk, past the client.
    pub fn write(&mut self, path: &str, text: &str) {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        self.files.retain(|(other, _)| other != path);
        self.files.push((path.to_owned(), text.to_owned()));
    }

    /// What is wrong in an open file, as it is told next: `line:column rule: message`, columns in bytes, from 1.
    pub fn told(&mut self, path: &str) -> Vec<String> {
        let uri = self.uri(path);
        self.client.diagnostics(&uri).diagnostics.iter().map(line).collect()
    }

    /// The cursor, as a request has it.
    pub fn at_cursor(&self) -> TextDocumentPositionParams {
        let (path, position) = self.cursor.clone().unwrap();
        TextDocumentPositionParams { text_document: TextDocumentIdentifier { uri: self.uri(&path) }, position }
    }

    /// A place in the workspace, for people: `path: words`.
    pub fn shown(&self, location: &Location) -> String {
        let (path, text) = self.files.iter().find(|(path, _)| self.uri(path) == location.uri).unwrap();
        let (start, end) = (offset(text, location.range.start), offset(text, location.range.end));
        format!("{path}: {}", &text[start..end])
    }

    /// What an edit makes of the files that it changes: `path: text`, and `old -> new` for those that it renames.
    pub fn edited(&self, edit: &WorkspaceEdit) -> Vec<String> {
        let edit = serde_json::to_value(edit).unwrap();
        let relative = |uri: &Value| {
            let root = uri_of(&self.path(""));
            uri.as_str().unwrap().strip_prefix(&root).unwrap().trim_start_matches('/').to_owned()
        };
        let mut edited = Vec::new();
        let mut apply = |uri: &Value, edits: &Value| {
            let path = relative(uri);
            let mut text = self.text(&path).to_owned();
            let mut edits: Vec<TextEdit> = serde_json::from_value(edits.clone()).unwrap();
            edits.sort_by_key(|edit| edit.range.start);
            for edit in edits.iter().rev() {
                let (start, end) = (offset(&text, edit.range.start), offset(&text, edit.range.end));
                text.replace_range(start..end, &edit.new_text);
            }
            edited.push(format!("{path}: {text}"));
        };
        for (uri, edits) in edit["changes"].as_object().into_iter().flatten() {
            apply(&json!(uri), edits);
        }
        for change in edit["documentChanges"].as_array().into_iter().flatten() {
            if change["kind"].is_null() {
                apply(&change["textDocument"]["uri"], &change["edits"]);
            }
        }
        edited.sort();
        for change in edit["documentChanges"].as_array().into_iter().flatten() {
            if change["kind"] == "rename" {
                edited.push(format!("{} -> {}", relative(&change["oldUri"]), relative(&change["newUri"])));
            }
        }
        edited
    }

    /// Ends the server as the protocol says; what it said and nobody waited for is an error.
    pub fn shut_down(mut self) {
        self.client.shut_down();
    }
}

/// A diagnostic on a line: `line:column rule: message`, counted from 1, columns in bytes.
pub fn line(diagnostic: &Diagnostic) -> String {
    let start = diagnostic.range.start;
    let rule = diagnostic.code.as_ref().map(|code| match code {
        tower_lsp::ls_types::NumberOrString::String(code) => code.clone(),
        tower_lsp::ls_types::NumberOrString::Number(number) => number.to_string(),
    });
    format!("{}:{} {}: {}", start.line + 1, start.character + 1, rule.unwrap_or_default(), diagnostic.message)
}

/// The position of a byte, columns in bytes.
pub fn position(text: &str, at: usize) -> Position {
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    Position::new(line as u32, (at - start) as u32)
}

/// The byte at a position, columns in bytes.
pub fn offset(text: &str, position: Position) -> usize {
    let start: usize = text.split_inclusive('\n').take(position.line as usize).map(str::len).sum();
    start + position.character as usize
}

fn uri_of(path: &std::path::Path) -> String {
    format!("file://{}", path.to_str().unwrap())
}
