//! Edits with a place to fill, `SnippetTextEdit` of the protocol's version 3.18, which its library does not know yet: they are written
//! into answers for clients that say that they take them.

use briefcheck_engine::markup::PLACEHOLDER;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Response;

/// Whether a client takes such edits, by what it says when it connects.
pub fn are_taken(params: &Value) -> bool {
    params.pointer("/capabilities/workspace/workspaceEdit/snippetEditSupport") == Some(&Value::Bool(true))
        && params.pointer("/capabilities/workspace/workspaceEdit/documentChanges") == Some(&Value::Bool(true))
}

/// An answer with code actions, in which the reason of each directive that is put in is a place to fill.
pub fn written(answer: Response) -> Response {
    let (id, mut result) = answer.into_parts();
    if let Ok(result) = &mut result {
        match result {
            Value::Array(actions) => actions.iter_mut().for_each(write),
            action => write(action),
        }
    }
    Response::from_parts(id, result)
}

fn write(action: &mut Value) {
    let mut is_written = false;
    let files = action.pointer_mut("/edit/documentChanges").and_then(Value::as_array_mut);
    for edits in files.into_iter().flatten().filter_map(|file| file.get_mut("edits")?.as_array_mut()) {
        for edit in edits {
            if let Some(snippet) = edit.get("newText").and_then(Value::as_str).and_then(snippet) {
                *edit = json!({"range": edit["range"], "snippet": {"kind": "snippet", "value": snippet}});
                is_written = true;
            }
        }
    }
    // The client goes to the place itself: nothing need be selected.
    if let Some(action) = action.as_object_mut().filter(|_| is_written) {
        action.remove("command");
    }
}

/// A directive whose reason is still to be written, with that as a place to fill.
fn snippet(text: &str) -> Option<String> {
    let head = text.strip_suffix(" -->")?.strip_suffix(PLACEHOLDER)?;
    head.trim_start().starts_with("<!-- briefcheck: allow ").then(|| format!("{head}${{1:{PLACEHOLDER}}} -->"))
}
