//! Frames and messages that are not as they should be.

use serde_json::{Value, json};

use crate::URI;
use crate::client::Client;

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;

#[test]
fn broken_json_is_answered() {
    let mut client = Client::pulling();
    for (content, code) in [
        ("{", PARSE_ERROR),
        ("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\"", PARSE_ERROR),
        ("nonsense", PARSE_ERROR),
        ("", PARSE_ERROR),
        (&"[".repeat(100_000), PARSE_ERROR),
        ("[]", INVALID_REQUEST),
        ("7", INVALID_REQUEST),
        ("{}", INVALID_REQUEST),
        (r#"{"jsonrpc":"2.0","id":{},"method":"shutdown"}"#, INVALID_REQUEST),
    ] {
        client.send_frame(content);
        assert_eq!(client.refusal(), code, "{content:.40}");
    }
    client.send_raw(b"Content-Length: 14\r\n\r\n{\"method\":\"\xFF\"}");
    assert_eq!(client.refusal(), PARSE_ERROR);
    assert_eq!(client.leave().code(), Some(0));
}

#[test]
fn broken_frames_are_skipped() {
    let mut client = Client::pulling();
    client.open(URI, "[open\n");
    for broken in [
        "Content-Length: many\r\n\r\n{}",
        "Content-Length: -7\r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n",
        "Content-Type: text/plain\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\n\r\n\r\n",
        "garbage without an end",
    ] {
        client.send_raw(broken.as_bytes());
        assert_eq!(client.pull(URI).len(), 1, "{broken}");
    }
}

#[test]
fn headers_come_in_any_kind() {
    let mut client = Client::pulling();
    let content = r#"{"jsonrpc":"2.0","id":"x","method":"shutdown"}"#;
    for headers in [
        format!("content-length:{}\r\nContent-Type: application/vscode-jsonrpc\r\n", content.len()),
        format!(
            "Content-Type: application/json; charset=latin1\r\nContent-Length: {}\r\nX-A: 1\r\nX-B: 2\r\n",
            content.len()
        ),
        format!("Content-Length: {}\n", content.len()),
    ] {
        let end = if headers.contains('\r') { "\r\n" } else { "\n" };
        client.send_raw(format!("{headers}{end}{content}").as_bytes());
        client.wait("an answer", |answer| answer["id"] == "x");
    }
}

#[test]
fn frames_in_pieces_and_many_at_once() {
    let mut client = Client::pulling();
    let frame = |id: usize| {
        let content = format!(r#"{{"jsonrpc":"2.0","id":"p{id}","method":"unknown/{id}"}}"#);
        format!("Content-Length: {}\r\n\r\n{content}", content.len())
    };
    for byte in frame(0).bytes() {
        client.send_raw(&[byte]);
    }
    client.send_raw((1..50).map(frame).collect::<String>().as_bytes());
    for id in 0..50 {
        client.wait("an answer", |answer| answer["id"] == format!("p{id}"));
    }
}

#[test]
fn unknown_methods() {
    let mut client = Client::pulling();
    for method in ["textDocument/paint", "$/paint", "workspace/executeCommand"] {
        let id = client.send_request(method, json!({}));
        if method.starts_with("$/") {
            // Requests of this kind may be ignored (LSP 3.17 §$ Notifications and Requests), notifications have to.
            continue;
        }
        let answer = client.answer(id);
        let code = answer["error"]["code"].as_i64();
        assert!([Some(METHOD_NOT_FOUND), Some(INVALID_PARAMS)].contains(&code), "{answer}");
    }
    client.notify("textDocument/paint", json!({}));
    client.notify("$/paint", json!([]));
    client.notify("$/setTrace", json!({ "value": "compact" }));
    assert_eq!(client.refused("textDocument/diagnostic", json!({ "textDocument": 7 })), INVALID_PARAMS);
    assert_eq!(client.refused("textDocument/diagnostic", Value::Null), INVALID_PARAMS);
    assert_eq!(client.leave().code(), Some(0));
}

#[test]
fn answers_nobody_asked_for() {
    let mut client = Client::pulling();
    for answer in [
        r#"{"jsonrpc":"2.0","id":77,"result":null}"#,
        r#"{"jsonrpc":"2.0","id":77}"#,
        r#"{"jsonrpc":"2.0","id":"x","error":{"code":"bad"}}"#,
        r#"{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}"#,
    ] {
        client.send_frame(answer);
    }
    assert_eq!(client.leave().code(), Some(0));
}

/// A message of 64 MB is taken, one of a byte more is not, and the server lives.
#[test]
fn frames_of_64_mb() {
    let mut client = Client::pulling();
    client.open(URI, &" ".repeat(4 << 20));
    client.change(URI, 2, [0, 0], [0, u64::from(u32::MAX)], "[open\n");
    assert_eq!(client.pull(URI).len(), 1);

    let padded = |id: &str, size: usize| {
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/paint" }).to_string();
        format!("{message}{}", " ".repeat(size - message.len()))
    };
    client.send_frame(&padded("fits", 64 << 20));
    client.wait("an answer", |answer| answer["id"] == "fits");
    client.send_frame(&padded("too large", (64 << 20) + 1));
    let shown = client.hear("window/showMessage");
    assert!(shown["params"]["message"].as_str().is_some_and(|text| text.contains("64 MB")), "{shown}");
    assert_eq!(client.pull(URI).len(), 1);
    assert_eq!(client.leave().code(), Some(0));
}
