//! What comes from the client, message by message: one that is none is answered with an error, and what follows it is
//! read as if it had not been. The protocol's library would end the connection. Only where the next message begins must
//! be known: without a head that says it, there is nothing more to be understood.

use std::borrow::Cow;
use std::io;

use serde::Deserialize;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::mpsc::Receiver;
use tower_lsp::jsonrpc::{Request, Response};

use crate::wire;

/// Stands for a message that is no JSON.
pub const NO_JSON: &str = "$/briefcheck/noJson";

/// Stands for JSON that is no message.
pub const NO_MESSAGE: &str = "$/briefcheck/noMessage";

/// The longest head of a message, in bytes. Clients write some forty.
const LONGEST_HEAD: u64 = 1 << 12;

/// The longest message, in bytes.
const LONGEST: usize = 256 << 20;

/// Carries messages from a client to a server, and ends with the input. What is no message becomes [`NO_JSON`] or [`NO_MESSAGE`],
/// which the server answers with an error.
///
/// # Errors
///
/// If the input can't be read, or nobody reads the output any more.
pub async fn carry(input: impl AsyncRead + Unpin, mut output: impl AsyncWrite + Unpin) -> io::Result<()> {
    let mut input = BufReader::new(input);
    while let Some(body) = next(&mut input).await? {
        let body = judged(&body).unwrap_or_else(|method| Cow::Owned(standing_for(&body, method)));
        output.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
        output.write_all(&body).await?;
        output.flush().await?;
    }
    Ok(())
}

/// The bodies that are carried of some bytes.
pub fn carried(bytes: &[u8]) -> Vec<Vec<u8>> {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else { return Vec::new() };
    runtime.block_on(async {
        let mut output = Vec::new();
        // However it ends, what went before is carried.
        let _ = carry(bytes, &mut output).await;
        let mut bodies = Vec::new();
        let mut output = output.as_slice();
        while let Ok(Some(body)) = next(&mut output).await {
            bodies.push(body);
        }
        bodies
    })
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

/// The body of the next message; `None` at the end. What is no head of a message is an error: where the next message
/// begins can't be known then.
async fn next(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Vec<u8>>> {
    let mut length: Option<usize> = None;
    let mut left = LONGEST_HEAD;
    let mut has_begun = false;
    loop {
        let mut line = Vec::new();
        let read = (&mut *input).take(left).read_until(b'\n', &mut line).await?;
        left -= read as u64;
        let line = String::from_utf8_lossy(&line);
        match (line.trim(), length) {
            // An end between two messages is the end.
            _ if read == 0 && !has_begun => return Ok(None),
            _ if !line.ends_with('\n') && left > 0 => return Err(bad("the input ends within the head of a message")),
            _ if !line.ends_with('\n') => return Err(bad("the head of a message is too long")),
            ("", Some(length)) => return body(input, length).await.map(Some),
            ("", None) if has_begun => return Err(bad("a message does not say its length")),
            // Some clients end a message with a line end.
            ("", None) => {}
            (header, _) => {
                length = length_of(header)?.or(length);
                has_begun = true;
            }
        }
    }
}

fn bad(what: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.into())
}

/// A body of so many bytes.
async fn body(input: &mut (impl AsyncBufRead + Unpin), length: usize) -> io::Result<Vec<u8>> {
    if length > LONGEST {
        return Err(bad(format!("a message has {length} bytes, over the limit of {} MiB", LONGEST >> 20)));
    }
    // Memory is taken as the bytes come: a length alone is easily written.
    let mut body = Vec::new();
    let read = input.take(length as u64).read_to_end(&mut body).await?;
    if read < length { Err(bad("the input ends within a message")) } else { Ok(body) }
}

/// The length that a header says; `None` if it says something else.
fn length_of(header: &str) -> io::Result<Option<usize>> {
    let Some((name, value)) = header.split_once(':') else {
        return Err(bad("the head of a message has a line that is no header: is the length before it too short?"));
    };
    if !name.trim().eq_ignore_ascii_case("content-length") {
        return Ok(None);
    }
    let length = value.trim().parse();
    length.map(Some).map_err(|_| bad(format!("`{:.40}` is no length of a message", value.trim())))
}

/// A message as the protocol's library reads it: what is judged here is what is read there.
#[derive(Deserialize)]
#[serde(untagged)]
enum Message {
    Response(#[expect(dead_code, reason = "that it is one is all")] Response),
    Request(Request),
}

/// A message for the library: a request, a notification or an answer.
///
/// # Errors
///
/// What stands for a body that is none.
fn judged(body: &[u8]) -> Result<Cow<'_, [u8]>, &'static str> {
    let body = wire::paired(body);
    match serde_json::from_slice::<Message>(&body) {
        Ok(Message::Request(request)) if request.method().is_empty() => Err(NO_MESSAGE),
        // Some clients have nothing to say with it, where the library wants an object.
        Ok(Message::Request(request)) if request.method() == "initialized" && has_no_params(&request) => {
            Ok(Cow::Borrowed(br#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#))
        }
        Ok(_) => Ok(body),
        Err(error) if error.is_data() => Err(NO_MESSAGE),
        Err(_) => Err(NO_JSON),
    }
}

/// What stands for a body that is no message: it has the id of the request that was meant, if that can be told.
fn standing_for(body: &[u8], method: &str) -> Vec<u8> {
    let id = wire::id(body).map_or_else(String::new, |id| format!(r#""id":{id},"#));
    format!(r#"{{"jsonrpc":"2.0",{id}"method":"{method}"}}"#).into_bytes()
}

fn has_no_params(request: &Request) -> bool {
    request.id().is_none() && request.params().is_none_or(serde_json::Value::is_null)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of some bytes: each message's body.
    fn check(bytes: &str, expected: &[&str]) {
        check_bytes(bytes.as_bytes(), expected, None);
    }

    /// The same, with how it ends.
    fn check_bytes(bytes: &[u8], expected: &[&str], error: Option<&str>) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut carried = Vec::new();
        let ended = runtime.block_on(carry(bytes, &mut carried));
        let carried = String::from_utf8(carried).unwrap();
        let bodies: Vec<&str> = carried
            .split("Content-Length: ")
            .filter_map(|part| part.split_once("\r\n\r\n"))
            .map(|(_, body)| body)
            .collect();
        assert_eq!(bodies, expected);
        match (ended, error) {
            (Ok(()), None) => {}
            (Err(said), Some(error)) => assert!(said.to_string().contains(error), "{said}"),
            (ended, error) => panic!("{ended:?} is not {error:?}"),
        }
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    const PING: &str = r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#;
    const NONE: &str = r#"{"jsonrpc":"2.0","method":"$/briefcheck/noJson"}"#;
    const ODD: &str = r#"{"jsonrpc":"2.0","method":"$/briefcheck/noMessage"}"#;

    #[test]
    fn messages_go_through() {
        check(&(framed(PING) + "\n\r\n" + &framed(PING) + "\n"), &[PING, PING]);
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
    fn a_message_is_judged_as_it_is_read() {
        let known = r#"{"jsonrpc":"2.0","id":1,"method":"$/briefcheck/noJson"}"#;
        let odd = [
            // A number that no type holds, and a key twice.
            (r#"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":1e400}}"#, known),
            (r#"{"jsonrpc":"2.0","method":"ping","params":{"x":1e400}}"#, NONE),
            (r#"{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}"#, ODD),
            (r#"{"jsonrpc":"2.0","id":1}"#, ODD),
            (r#"{"jsonrpc":"2.0","id":1,"error":{"code":"x","message":"x"}}"#, ODD),
            (r#"{"jsonrpc":"2.0","id":18446744073709551615,"method":"ping"}"#, ODD),
            ("", NONE),
        ];
        for (body, expected) in odd {
            check(&(framed(body) + &framed(PING)), &[expected, PING]);
        }
        let deep = "[".repeat(300);
        check(&(framed(&format!(r#"{{"jsonrpc":"2.0","method":"x","params":{deep}"#)) + &framed(PING)), &[NONE, PING]);
        let mut bytes = b"Content-Length: 3\r\n\r\n\"\xFF\"".to_vec();
        bytes.extend(framed(PING).bytes());
        check_bytes(&bytes, &[NONE, PING], None);
    }

    #[test]
    fn half_a_character_is_a_sign() {
        let with = |text: &str| format!(r#"{{"jsonrpc":"2.0","method":"x","params":{{"text":"{text}"}}}}"#);
        check(&framed(&with(r"half \ud83d")), &[&with(r"half \ufffd")]);
        check(&framed(&with(r"\uDE00 \ud83d\ud83d\ude00 \\ud83d")), &[&with(r"\ufffd \ufffd\ud83d\ude00 \\ud83d")]);
    }

    #[test]
    fn a_client_need_not_say_anything_with_initialized() {
        let expected = r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#;
        check(&framed(r#"{"jsonrpc":"2.0","method":"initialized"}"#), &[expected]);
        check(&framed(r#"{"jsonrpc":"2.0","method":"initialized","params":null}"#), &[expected]);
    }

    #[test]
    fn what_is_no_head_of_a_message_is_an_error() {
        let fails = |head: &str, error: &str| {
            check_bytes((framed(PING) + head + &framed(PING)).as_bytes(), &[PING], Some(error));
        };
        fails("Hello\r\n\r\n", "a line that is no header");
        fails("Content-Type: x\r\n\r\n", "does not say its length");
        fails("Content-Length: x\r\n\r\n", "`x` is no length");
        fails("Content-Length: -1\r\n\r\n", "`-1` is no length");
        fails("Content-Length: 99999999999999999999999\r\n\r\n", "is no length");
        fails("Content-Length: 10000000000\r\n\r\n", "a message has 10000000000 bytes, over the limit of 256 MiB");
        fails(&"x".repeat(1 << 20), "the head of a message is too long");
        fails(&"A: b\r\n".repeat(1 << 20), "the head of a message is too long");
        // A length that is too short leaves the end of its message before the next one.
        check_bytes(b"Content-Length: 2\r\n\r\n{}}\r\n", &[ODD], Some("a line that is no header"));
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
    fn an_end_within_a_message_is_an_error() {
        check_bytes(b"Content-Length: 99\r\n\r\n{", &[], Some("ends within a message"));
        check_bytes(b"Content-Length: 99", &[], Some("ends within the head"));
        check("", &[]);
    }
}
