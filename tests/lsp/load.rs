//! Order, cancellation and many things at once.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::URI;
use crate::client::{Client, items};

/// Each answer shows as many mistakes as there were when it was asked for.
#[test]
fn edits_and_requests_keep_their_order() {
    const ROUNDS: usize = 1000;
    let mut client = Client::pulling();
    client.open(URI, "");
    let mut asked = Vec::new();
    for round in 0..ROUNDS {
        // Up to 20 open brackets, then none, and so on.
        let (version, line) = (round as i64 + 2, (round % 20 * 2) as u64);
        if round % 20 == 0 {
            client.change_raw(URI, version, &json!([{ "text": "[x\n\n" }]));
        } else {
            client.change(URI, version, [line, 0], [line, 0], "[x\n\n");
        }
        asked.push(client.send_pull(URI));
    }
    for (round, id) in asked.into_iter().enumerate() {
        assert_eq!(items(&client.answer(id)).len(), round % 20 + 1, "round {round}");
    }
    assert_eq!(client.leave().code(), Some(0));
}

/// Requests of the server that are never answered keep nothing waiting.
#[test]
fn a_client_that_never_answers() {
    let mut client = Client::with(json!({
        "workspace": { "diagnostics": { "refreshSupport": true } },
        "textDocument": { "diagnostic": {} },
    }));
    client.open(URI, "[a\n");
    for _ in 0..500 {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": {} }));
        client.send_pull(URI);
    }
    assert_eq!(client.pull(URI).len(), 1);
    assert_eq!(client.leave().code(), Some(0));
}

/// Of many slow requests, those that wait are gone when they are cancelled.
#[test]
fn cancelled_requests_are_answered_at_once() {
    let mut client = Client::pulling();
    client.open(URI, &"[open ".repeat(5_000));
    let asked: Vec<i64> = (0..200).map(|_| client.send_pull(URI)).collect();
    for id in &asked {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    client.notify("$/cancelRequest", json!({ "id": "unknown" }));
    let begun = Instant::now();
    let cancelled = asked.iter().filter(|&&id| client.answer(id)["error"]["code"] == -32800).count();
    assert!(cancelled > 150, "{cancelled} of 200");
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    client.change_raw(URI, 2, &json!([{ "text": "[open\n" }]));
    assert_eq!(client.pull(URI).len(), 1);
}
