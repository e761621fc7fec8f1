//! What comes from the client, message by message: one that is none is answered with an error, and what follows it is
//! read as if it had not been. The protocol's library would end the connection.

use std::io;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::mpsc::Receiver;

/// Stands for a message that is no JSON.
pub const NO_JSON: &str = "$/briefcheck/noJson";

/// Stands for JSON that is no message.
pub const NO_MESSAGE: &str = "$/briefcheck/noMessage";

/// The longest line of a header, in bytes: of a longer one, each stretch of so many is taken for one.
const LONGEST_LINE: u64 = 1 << 12;

/// The longest message, in bytes.
const LONGEST: usize = 256 << 20;

/// Carries messages from a client to a server, and ends with the input. What is no message becomes a notification,
/// [`NO_JSON`] or [`NO_MESSAGE`], which the server answers with an error.
///
/// # Errors
///
/// If the input can't be read, or nobody reads the output any more.
pub async fn carry(input: impl AsyncRead + Unpin, mut output: impl AsyncWrite + Unpin) -> io::Result<()> {
    let mut input = BufReader::new(input);
    while let Some(body) = next(&mut input).await? {
        let body = match judge(&body) {
            Ok(()) => body,
            Err(method) => format!(r#"{{"jsonrpc":"2.0","method":"{method}"}}"#).into_bytes(),
        };
        output.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
        output.write_all(&body).await?;
        output.flush().await?;
    }
    Ok(())
}

/// Delivers the messages of a server to a client, and between them those that come written by another way; ends with the
/// server.
///
/// # Errors
///
/// If the client can't be written to.
pub async fn deliver(
    server: impl AsyncRead + Unpin,
    mut written: Receiver<String>,
    mut output: impl AsyncWrite + Unpin,
) -> io::Result<()> {
    let mut server = BufReader::new(server);
    loop {
        // Whether more comes from the server is asked in a way that loses nothing if something else comes first.
        let body = tokio::select! {
            biased;
            Some(body) = written.recv() => body.into_bytes(),
            more = server.fill_buf() => {
                more?;
                match next(&mut server).await? {
                    Some(body) => body,
                    None => return Ok(()),
                }
            }
        };
        output.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
        output.write_all(&body).await?;
        output.flush().await?;
    }
}

/// The body of the next message; `None` at the end. Headers that say no length are passed over, up to one that does.
async fn next(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Vec<u8>>> {
    let mut length: Option<usize> = None;
    loop {
        let mut line = Vec::new();
        if (&mut *input).take(LONGEST_LINE).read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        match (line.trim(), length) {
            ("", Some(length)) => return body(input, length).await.map(Some),
            (header, _) => length = length_of(header).or(length),
        }
    }
}

/// A body of so many bytes; of one that is too long, nothing, which is no message.
async fn body(input: &mut (impl AsyncBufRead + Unpin), length: usize) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    if length > LONGEST {
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        tokio::io::copy(&mut input.take(length), &mut tokio::io::sink()).await?;
        return Ok(body);
    }
    body.resize(length, 0);
    input.read_exact(&mut body).await?;
    Ok(body)
}

/// The length that a header says.
fn length_of(header: &str) -> Option<usize> {
    let (name, value) = header.split_once(':')?;
    name.trim().eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
}

/// What is looked at in a message.
#[derive(Deserialize)]
struct Message {
    jsonrpc: String,
    #[serde(default)]
    method: Option<String>,
    #[serde(default)]
    id: Option<Value>,
    #[serde(default)]
    result: Option<IgnoredAny>,
    #[serde(default)]
    error: Option<IgnoredAny>,
}

/// Whether a body is a message: a request, a notification or an answer.
fn judge(body: &[u8]) -> Result<(), &'static str> {
    let message = match serde_json::from_slice::<Message>(body) {
        Ok(message) => message,
        Err(error) if error.is_data() => return Err(NO_MESSAGE),
        Err(_) => return Err(NO_JSON),
    };
    let is_id = |id: &Value| id.is_string() || id.is_i64() || id.is_null();
    let has_good_id = message.id.as_ref().is_none_or(is_id);
    let is_answer = message.id.is_some() || message.result.is_some() || message.error.is_some();
    let is_message = message.jsonrpc == "2.0" && has_good_id && (message.method.is_some() || is_answer);
    if is_message { Ok(()) } else { Err(NO_MESSAGE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of some bytes: each message's body.
    fn check(bytes: &str, expected: &[&str]) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut carried = Vec::new();
        // An input that ends within a message ends the connection.
        let _ = runtime.block_on(carry(bytes.as_bytes(), &mut carried));
        let carried = String::from_utf8(carried).unwrap();
        let bodies: Vec<&str> = carried
            .split("Content-Length: ")
            .filter_map(|part| part.split_once("\r\n\r\n"))
            .map(|(_, body)| body)
            .collect();
        assert_eq!(bodies, expected);
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    const PING: &str = r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#;
    const NONE: &str = r#"{"jsonrpc":"2.0","method":"$/briefcheck/noJson"}"#;
    const ODD: &str = r#"{"jsonrpc":"2.0","method":"$/briefcheck/noMessage"}"#;

    #[test]
    fn messages_go_through() {
        let answer = r#"{"jsonrpc":"2.0","id":"a","result":null}"#;
        check(&(framed(PING) + &framed(answer)), &[PING, answer]);
        check(&format!("content-length:{}\r\nContent-Type: x\r\n\r\n{PING}", PING.len()), &[PING]);
    }

    #[test]
    fn what_is_none_is_told_and_passed_over() {
        check(&(framed("nonsense") + &framed(PING)), &[NONE, PING]);
        check(&(framed("[1]") + &framed(r#"{"jsonrpc":"2.0"}"#) + &framed(PING)), &[ODD, ODD, PING]);
        check(&(framed(r#"{"jsonrpc":"2.0","id":1.5,"method":"x"}"#) + &framed(PING)), &[ODD, PING]);
    }

    #[test]
    fn headers_that_are_none_are_passed_over() {
        check(&("Hello\r\n\r\nContent-Length: x\r\n\r\n".to_owned() + &framed(PING)), &[PING]);
    }

    #[test]
    fn a_line_without_end_does_not_fill_the_memory() {
        let long = "x".repeat(3 * LONGEST_LINE as usize + 1);
        check(&(long.clone() + "\r\n\r\n" + &framed(PING)), &[PING]);
        check(&(long + &framed(PING)), &[]);
    }

    #[test]
    fn what_is_written_already_comes_between_messages() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (sender, receiver) = tokio::sync::mpsc::channel(1);
        let mut delivered = Vec::new();
        runtime.block_on(async {
            sender.send(PING.to_owned()).await.unwrap();
            drop(sender);
            let server = framed(ODD) + &framed(NONE);
            deliver(server.as_bytes(), receiver, &mut delivered).await.unwrap();
        });
        let delivered = String::from_utf8(delivered).unwrap();
        assert_eq!(delivered.len(), [ODD, NONE, PING].map(framed).concat().len());
        assert!([ODD, NONE, PING].iter().all(|body| delivered.contains(&framed(body))), "{delivered}");
    }

    #[test]
    fn an_end_within_a_message_is_the_end() {
        check("Content-Length: 99\r\n\r\n{", &[]);
        check("", &[]);
    }
}
