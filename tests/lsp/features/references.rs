//! `textDocument/references`, `textDocument/documentHighlight`

use super::NEWS;
use crate::newsroom::{Newsroom, shows};

fn references(room: &mut Newsroom, name: &str, marked: &str, definition: bool) -> String {
    let mut params = room.place(name, marked);
    params["context"] = serde_json::json!({ "includeDeclaration": definition });
    let found = room.client.request("textDocument/references", params);
    room.locations(&found)
}

fn highlights(room: &mut Newsroom, marked: &str) -> String {
    let found = room.ask("textDocument/documentHighlight", "story.nmk", marked);
    let kinds = ["", "inferred", "use", "definition"];
    let one = |place: &serde_json::Value| {
        let kind = kinds[place["kind"].as_u64().expect("a kind") as usize];
        format!("{} ({kind})\n", room.stretch("story.nmk", &place["range"]))
    };
    found.as_array().expect("highlights").iter().map(one).collect()
}

#[test]
fn of_an_entity_in_all_files_open_and_closed() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    shows(
        &references(&mut room, "story.nmk", "[Port Ellery @el|lery", true),
        "
entities.nmk:2:2 ellery
entities.nmk:5:12 ellery
other.nmk:1:32 ellery
story.nmk:8:25 ellery
story.nmk:16:8 ellery
",
    );
    shows(
        &references(&mut room, "story.nmk", "[Port Ellery @el|lery", false),
        "
entities.nmk:5:12 ellery
other.nmk:1:32 ellery
story.nmk:8:25 ellery
story.nmk:16:8 ellery
",
    );
}

#[test]
fn from_a_registry() {
    let mut room = Newsroom::new(NEWS);
    room.open("entities.nmk");
    shows(
        &references(&mut room, "entities.nmk", "@cit|ies :group", true),
        "
entities.nmk:4:2 cities
other.nmk:3:14 cities
story.nmk:6:20 cities
",
    );
}

#[test]
fn of_an_id_in_its_article_only() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    shows(
        &references(&mut room, "story.nmk", "she @duarte #q|2", true),
        "
story.nmk:11:27 q2
story.nmk:11:45 q2
story.nmk:11:62 q2
",
    );
}

#[test]
fn an_entity_and_a_quotation_light_up() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    shows(
        &highlights(&mut room, "she @du|arte"),
        "
8:41 Ana Duarte (definition)
8:53 duarte (definition)
11:19 duarte (use)
11:32 she (use)
11:37 duarte (use)
14:2 duarte (definition)
",
    );
    shows(
        &highlights(&mut room, "We bu|ild now"),
        r#"
11:2 "We build now," (definition)
11:27 q2 (use)
11:32 she (use)
11:45 q2 (use)
11:50 added (use)
11:62 q2 (use)
"#,
    );
}
