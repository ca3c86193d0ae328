//! Coming and going: `exit`, `shutdown`, panics, clients that die or don't read.

use std::io::{BufRead, BufReader};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::URI;
use crate::client::{Client, server};

#[test]
fn exit_ends_it_though_the_input_is_open() {
    assert_eq!(Client::pulling().leave().code(), Some(0));

    let mut impolite = Client::pulling();
    impolite.notify("exit", Value::Null);
    assert_eq!(impolite.status().code(), Some(1));

    let mut stranger = Client::start(&[]);
    stranger.notify("exit", Value::Null);
    assert_eq!(stranger.status().code(), Some(1));
}

#[test]
fn what_was_asked_before_exit_is_answered() {
    let mut client = Client::pulling();
    client.open(URI, "# Story\n\n[open\n");
    let pull = client.send_pull(URI);
    let shutdown = client.send_request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert!(client.answer(pull).get("result").is_some());
    assert_eq!(client.answer(shutdown)["result"], Value::Null);
    assert_eq!(client.status().code(), Some(0));
}

#[test]
fn shutdown_takes_any_parameters() {
    for message in [
        r#"{"jsonrpc":"2.0","id":"bye","method":"shutdown","params":null}"#,
        r#"{"jsonrpc":"2.0","id":"bye","method":"shutdown","params":{}}"#,
        r#"{"jsonrpc":"2.0","id":"bye","method":"shutdown"}"#,
    ] {
        let mut client = Client::pulling();
        client.send_frame(message);
        let answer = client.wait("an answer", |answer| answer["id"] == "bye");
        assert_eq!(answer.get("result"), Some(&Value::Null), "{answer}");
        assert_eq!(client.refused("textDocument/hover", json!({})), -32600);
    }
}

#[test]
fn the_end_of_the_input_ends_it_when_all_is_answered() {
    let mut client = Client::pulling();
    client.open(URI, "[open\n");
    let pull = client.send_pull(URI);
    client.close_input();
    assert!(client.answer(pull).get("result").is_some());
    assert_eq!(client.status().code(), Some(1));
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_is_an_answer() {
    let mut client = Client::start(&[("NEWSMARK_TEST_PANIC", "textDocument/diagnostic")]);
    client.initialize(json!({ "capabilities": { "textDocument": { "diagnostic": {} } } }));
    client.open(URI, "text\n");
    let pull = json!({ "textDocument": { "uri": URI } });
    for _ in 0..3 {
        assert_eq!(client.refused("textDocument/diagnostic", pull.clone()), -32603);
    }
    let shown = client.hear("window/showMessage");
    assert!(shown["params"]["message"].as_str().is_some_and(|text| text.contains("textDocument/diagnostic")));
    assert!(client.heard("window/showMessage").is_empty(), "once is enough");
    assert_eq!(client.leave().code(), Some(0));
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_in_a_notification_is_survived() {
    let mut client = Client::start(&[("NEWSMARK_TEST_PANIC", "textDocument/didSave")]);
    client.initialize(json!({ "capabilities": { "textDocument": { "diagnostic": {} } } }));
    client.open(URI, "[open\n");
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": URI } }));
    client.hear("window/showMessage");
    assert_eq!(client.pull(URI).len(), 1);
}

/// Some 20 MB of answers fill the pipe and wait in memory, and still the server reads.
#[test]
fn a_client_that_does_not_read_can_write() {
    let mut client = Client::without_reader(server());
    client.send_request("initialize", json!({ "capabilities": { "textDocument": { "diagnostic": {} } } }));
    client.notify("initialized", json!({}));
    client.open(URI, &"[open\n\n".repeat(300));
    for _ in 0..300 {
        client.send_pull(URI);
    }
    client.send_request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.status().code(), Some(0));
}

#[test]
fn a_client_that_is_gone_takes_the_server_with_it() {
    // Here the output closes, and the input stays open.
    let mut client = Client::without_reader(server());
    client.send_request("initialize", json!({ "capabilities": {} }));
    client.close_output();
    client.notify("initialized", json!({}));
    client.open(URI, "[open\n");
    assert_eq!(client.status().code(), Some(1));
}

/// The process that is named in `initialize` dies; its input stays open in our hands.
#[test]
#[cfg(unix)]
fn the_death_of_the_client_is_noticed() {
    let mut editor = Command::new("sleep").arg("60").spawn().expect("starts");
    let mut client = Client::start(&[]);
    client.initialize(json!({ "processId": editor.id(), "capabilities": {} }));
    assert!(client.is_running());
    editor.kill().expect("can be killed");
    let killed = Instant::now();
    assert_eq!(client.status().code(), Some(1));
    assert!(killed.elapsed() < Duration::from_secs(5));
    editor.wait().expect("has ended");
}

#[test]
fn clients_elsewhere_are_not_watched() {
    let mut client = Client::start(&[]);
    client.initialize(json!({ "processId": 999_999_999, "capabilities": {} }));
    thread::sleep(Duration::from_millis(50));
    assert_eq!(client.leave().code(), Some(0));
}

/// Standard error is a pipe as well, and nobody has to read it.
#[test]
fn a_log_that_nobody_reads_stops_nothing() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
    command.args(["lsp", "--log-level", "trace"]);
    let mut client = Client::of(command);
    client.initialize(json!({ "capabilities": { "textDocument": { "diagnostic": {} } } }));
    client.open(URI, &"[open\n\n".repeat(50));
    for _ in 0..500 {
        client.notify("$/unknown", json!({ "text": "x".repeat(500) }));
        client.notify("textDocument/didSave", json!({ "textDocument": { "uri": URI } }));
    }
    assert_eq!(client.pull(URI).len(), 50);
    assert_eq!(client.leave().code(), Some(0));
}

#[test]
fn the_log_goes_to_a_file() {
    let folder = tempfile::tempdir().expect("can be made");
    let file = folder.path().join("newsmark.log");
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
    command.args(["lsp", "--stdio", "--log-level", "info", "--log"]).arg(&file);
    let mut client = Client::of(command);
    client.initialize(json!({ "capabilities": {} }));
    let errors = client.take_errors();
    assert_eq!(client.leave().code(), Some(0));
    assert_eq!(BufReader::new(errors).lines().count(), 0);
    let log = std::fs::read_to_string(&file).expect("is there");
    assert!(log.contains("ending: Exit"), "{log}");
}
