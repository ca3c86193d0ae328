//! Order under load: an answer is about the version that it was asked at.

use serde_json::{Value, json};

use crate::URI;
use crate::client::Client;
use crate::newsroom::Newsroom;

/// Each hover shows the name that the article gave at that moment.
#[test]
fn edits_and_hovers_keep_their_order() {
    const ROUNDS: u64 = 1000;
    let mut client = Client::pulling();
    client.open(URI, "[She @ana] left.\n\n---\n@ana :person Name\n");
    let place = |line: u64, character: u64| json!({ "line": line, "character": character });
    let mut asked = Vec::new();
    let mut old = "Name".to_string();
    for round in 0..ROUNDS {
        // Ever longer and shorter names, so that a lost or doubled edit is not mended by the next.
        let new = format!("Name-{round}{}", "x".repeat((round % 7) as usize));
        let end = 13 + old.len() as u64;
        let change = json!({ "range": { "start": place(3, 13), "end": place(3, end) }, "text": new });
        client.change_raw(URI, round as i64 + 2, &json!([change]));
        let params = json!({ "textDocument": { "uri": URI }, "position": place(0, 7) });
        asked.push((client.send_request("textDocument/hover", params), new.clone()));
        old = new;
    }
    for (id, name) in asked {
        let answer = client.answer(id);
        let card = answer["result"]["contents"]["value"].as_str().unwrap_or_default();
        assert_eq!(card.split(' ').next(), Some(&*name), "{answer}");
    }
    assert_eq!(client.leave().code(), Some(0));
}

/// Requests that work on the pool see the version that they were asked at, too.
#[test]
fn edits_and_slower_requests_keep_their_order() {
    let mut room = Newsroom::new("==> story.nmk\n[Ana @ana :person].\n");
    room.open("story.nmk");
    let (uri, client) = (room.uri("story.nmk"), &mut room.client);
    let mut asked = Vec::new();
    for round in 0..50 {
        client.change(&uri, round + 2, [0, 0], [0, 0], "[She @ana] ");
        let place = json!({ "line": 0, "character": 7 });
        let params = json!({ "textDocument": { "uri": uri }, "position": place, "newName": "bea", "context": { "includeDeclaration": true } });
        let methods = ["textDocument/references", "textDocument/rename", "textDocument/documentHighlight"];
        asked.push(methods.map(|method| client.send_request(method, params.clone())));
    }
    for (round, [references, rename, highlights]) in asked.into_iter().enumerate() {
        let count = |found: &Value| found.as_array().map(Vec::len);
        assert_eq!(count(&client.answer(references)["result"]), Some(round + 2));
        assert_eq!(count(&client.answer(highlights)["result"]), Some(2 * (round + 2)), "texts and names");
        let edit = client.answer(rename);
        assert_eq!(count(&edit["result"]["documentChanges"][0]["edits"]), Some(round + 2), "{edit}");
    }
}
