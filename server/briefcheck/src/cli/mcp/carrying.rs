//! Lines between a client and the protocol's library, which says nothing to what it can't read: its client would wait for ever.

use std::future::pending;
use std::io;

use rmcp::RoleServer;
use rmcp::service::RxJsonRpcMessage;
use serde_json::{Value, json};
use tokio::io::{
    AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader, DuplexStream, duplex,
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::wire;

/// How many bytes lie between the two.
const PIPE: usize = 1 << 16;

/// The longest line, in bytes: what the library takes.
const LONGEST: usize = 16 << 20;

/// What JSON-RPC calls what is no JSON, and what is no message.
const NO_JSON: (i64, &str) = (-32700, "this is no JSON that can be read");
const NO_MESSAGE: (i64, &str) = (-32600, "this is no message");

/// Serves a client: `serve` is given the lines of it that can be read. What it says goes to the client, and between that an error for
/// each other line.
pub(super) async fn carried<T>(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Unpin,
    serve: impl AsyncFnOnce(DuplexStream, DuplexStream) -> T,
) -> T {
    let (lines, heard) = duplex(PIPE);
    let (said, answers) = duplex(PIPE);
    let (refuse, refused) = unbounded_channel();
    let served = async { tokio::join!(serve(heard, said), deliver(answers, refused, output)) };
    // A client that can't be read or written to any more is gone: what is heard of it ends.
    let carried = async {
        let _ = carry(input, lines, refuse).await;
        pending().await
    };
    tokio::select! {
        (result, _) = served => result,
        result = carried => result,
    }
}

/// Hands on each line that is a message, and refuses the others.
async fn carry(
    input: impl AsyncRead + Unpin,
    mut lines: DuplexStream,
    refuse: UnboundedSender<String>,
) -> io::Result<()> {
    let mut input = BufReader::new(input);
    while let Some(line) = next(&mut input).await? {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match judged(&line) {
            Ok(message) => {
                lines.write_all(&message).await?;
                lines.write_all(b"\n").await?;
            }
            // Whoever delivers it is there as long as the server.
            Err(refusal) => _ = refuse.send(refusal),
        }
    }
    Ok(())
}

/// The next line without its end, as much of it as is taken; `None` at the end.
async fn next(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if (&mut *input).take(LONGEST as u64).read_until(b'\n', &mut line).await? == 0 {
        return Ok(None);
    }
    let mut end = line.last().copied();
    while end != Some(b'\n') {
        // What is over the limit is passed over; what is left of it is no JSON.
        let mut rest = Vec::new();
        if (&mut *input).take(PIPE as u64).read_until(b'\n', &mut rest).await? == 0 {
            break;
        }
        end = rest.last().copied();
    }
    Ok(Some(line))
}

/// A line as the library reads it, halves of characters mended.
///
/// # Errors
///
/// What is said to a line that is no message.
fn judged(line: &[u8]) -> Result<Vec<u8>, String> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let message = wire::paired(line.trim_ascii());
    let Ok(value) = serde_json::from_slice::<Value>(&message) else { return Err(refusal(&message, NO_JSON)) };
    // Notifications and answers are the library's own affair: nobody waits for what it says to them.
    let has = |name: &str| value.get(name).is_some();
    let is_of_library = has("result") || has("error") || has("method") && !has("id");
    if !is_of_library && serde_json::from_slice::<RxJsonRpcMessage<RoleServer>>(&message).is_err() {
        return Err(refusal(&message, NO_MESSAGE));
    }
    Ok(message.into_owned())
}

/// The error that answers a line.
fn refusal(line: &[u8], (code, message): (i64, &str)) -> String {
    json!({"jsonrpc": "2.0", "id": wire::id(line), "error": {"code": code, "message": message}}).to_string()
}

/// Delivers what the library says to the client, line by line, and between that what is refused; ends with the library.
async fn deliver(
    answers: DuplexStream,
    mut refused: UnboundedReceiver<String>,
    mut output: impl AsyncWrite + Unpin,
) -> io::Result<()> {
    let mut answers = BufReader::new(answers);
    let mut answer = Vec::new();
    loop {
        // What was read of a line stays in the buffer if something else comes first.
        let is_last = tokio::select! {
            biased;
            Some(refusal) = refused.recv() => {
                output.write_all(format!("{refusal}\n").as_bytes()).await?;
                false
            }
            read = answers.read_until(b'\n', &mut answer) => {
                output.write_all(&answer).await?;
                answer.clear();
                read? == 0
            }
        };
        output.flush().await?;
        if is_last {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a client hears that says these lines to a server which says back what it is told.
    fn check(lines: &str, expected: &[&str]) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut heard = Vec::new();
        runtime.block_on(carried(lines.as_bytes(), &mut heard, async |mut input, mut output| {
            tokio::io::copy(&mut input, &mut output).await.unwrap();
        }));
        let mut heard: Vec<&str> = str::from_utf8(&heard).unwrap().lines().collect();
        heard.sort_unstable();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(heard, expected);
    }

    fn refused(id: &str, (code, message): (i64, &str)) -> String {
        format!(r#"{{"error":{{"code":{code},"message":"{message}"}},"id":{id},"jsonrpc":"2.0"}}"#)
    }

    const PING: &str = r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#;

    #[test]
    fn what_can_be_read_is_handed_on() {
        let note = r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#;
        check(&format!("{PING}\r\n\n{note}\n{PING}"), &[PING, note, PING]);
        let half =
            r#"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"x","arguments":{"text":"\ud83d"}}}"#;
        check(half, &[&half.replace("ud83d", "ufffd")]);
    }

    #[test]
    fn what_cannot_be_read_is_answered() {
        let odd = r#"{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"n":1e400}}"#;
        check(&format!("{odd}\n{PING}\n"), &[&refused("7", NO_JSON), PING]);
        let deep = format!(r#"{{"jsonrpc":"2.0","id":"a","method":"tools/list","params":{}"#, "[".repeat(300));
        check(
            &format!("{deep}\nnonsense\n[1]\n{PING}"),
            &[&refused("\"a\"", NO_JSON), &refused("null", NO_JSON), &refused("null", NO_MESSAGE), PING],
        );
        let fraction = r#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#;
        check(&format!("{fraction}\n{{}}\n"), &[&refused("null", NO_MESSAGE), &refused("null", NO_MESSAGE)]);
    }
}
