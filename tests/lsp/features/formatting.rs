//! `textDocument/formatting`, `…/rangeFormatting`, `…/onTypeFormatting`

use serde_json::json;

use crate::newsroom::{Newsroom, edited, shows};

const UNTIDY: &str = "[Ana  Duarte  @ana   :person] and  [Bo :person @bo].\r\n\r\n{We  go  @ana  }.\r\n\r\n---\r\n@ana | A. Duarte\r\n  role: Mayor\r\n      url: https://ana.example\r\n";

fn untidy() -> Newsroom {
    let mut room = Newsroom::new("==> story.nmk\n");
    room.open_as("story.nmk", UNTIDY);
    room
}

/// The bare text of the article.
fn bare(markup: &str) -> String {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut export = Command::new(env!("CARGO_BIN_EXE_newsmark"));
    export.args(["export", "--to", "text", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = export.spawn().expect("it runs");
    child.stdin.take().expect("is piped").write_all(markup.as_bytes()).expect("it reads");
    String::from_utf8(child.wait_with_output().expect("it ends").stdout).expect("UTF-8")
}

#[test]
fn all_of_it() {
    let mut room = untidy();
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let params = json!({ "textDocument": { "uri": room.uri("story.nmk") }, "options": options });
    let edits = room.client.request("textDocument/formatting", params.clone());
    let tidy = edited(UNTIDY, &edits);
    shows(
        &tidy.replace('\r', "␍"),
        "
[Ana  Duarte @ana :person] and  [Bo :person @bo].␍
␍
{We  go @ana}.␍
␍
---␍
@ana | A. Duarte␍
  role: Mayor␍
  url:  https://ana.example␍
",
    );
    assert_eq!(bare(&tidy), bare(UNTIDY));
    room.take("story.nmk", &edits);
    assert_eq!(room.client.request("textDocument/formatting", params), json!([]), "it is tidy now");
}

#[test]
fn a_selection() {
    let mut room = untidy();
    let range = room.range("story.nmk", "{We  go");
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let params =
        json!({ "textDocument": { "uri": room.uri("story.nmk") }, "range": range, "options": options });
    let edits = room.client.request("textDocument/rangeFormatting", params);
    shows(edited(UNTIDY, &edits).lines().nth(2).unwrap_or_default(), "{We  go @ana}.");
    assert_eq!(edited(UNTIDY, &edits).lines().next(), UNTIDY.lines().next());
}

#[test]
fn while_typing() {
    let mut room = untidy();
    let mut typed = |marked: &str, ch: &str| {
        let mut params = room.place("story.nmk", marked);
        params["ch"] = json!(ch);
        params["options"] = json!({ "tabSize": 2, "insertSpaces": true });
        let edits = room.client.request("textDocument/onTypeFormatting", params);
        edited(UNTIDY, &edits).lines().next().unwrap_or_default().to_string()
    };
    shows(&typed("[Ana  Duarte  @ana   :person]|", "]"), "[Ana  Duarte @ana :person] and  [Bo :person @bo].");
    shows(&typed("{We  go  @ana  }|", "}"), UNTIDY.lines().next().unwrap_or_default());
}
