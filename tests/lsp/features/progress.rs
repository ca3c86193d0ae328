//! `$/progress`: indexing shows counts

use serde_json::{Value, json};

use crate::newsroom::{Newsroom, capabilities};

#[test]
fn indexing_shows_counts() {
    // Many, so that there may be several reports.
    let articles = if cfg!(debug_assertions) { 300 } else { 6000 };
    let text = "[Ana @ana] said: {we go @ana}.\n\n".repeat(60);
    let files: String = (0..articles).map(|number| format!("==> {number}.nmk\n{text}")).collect();
    let mut can = capabilities();
    can["window"]["workDoneProgress"] = json!(true);
    let mut room = Newsroom::with(&files, can);
    let create = room.client.hear("window/workDoneProgress/create");
    room.client.send(&json!({ "jsonrpc": "2.0", "id": create["id"], "result": null }));
    let token = create["params"]["token"].clone();
    let mut counts = Vec::new();
    loop {
        let step = room.client.hear("$/progress")["params"].clone();
        assert_eq!(step["token"], token);
        match step["value"]["kind"].as_str() {
            Some("begin") => assert!(step["value"]["title"].is_string()),
            Some("report") => counts.push(step["value"].clone()),
            _ => break,
        }
    }
    assert!(!counts.is_empty(), "there are counts");
    let numbers = |step: &Value| -> (u64, u64, u64) {
        let (done, total) = step["message"].as_str().and_then(|text| text.split_once('/')).expect("a count");
        let number = |text: &str| text.parse().expect("a number");
        (number(done), number(total), step["percentage"].as_u64().expect("a percentage"))
    };
    let counts: Vec<_> = counts.iter().map(numbers).collect();
    assert!(counts.is_sorted(), "{counts:?}");
    assert!(counts.iter().all(|&(done, total, percentage)| done <= total && percentage <= 100), "{counts:?}");
    assert_eq!(counts[counts.len() - 1].1, articles);
}
