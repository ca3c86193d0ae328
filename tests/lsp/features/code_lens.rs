//! `textDocument/codeLens`, `codeLens/resolve`

use super::NEWS;
use crate::newsroom::{Newsroom, shows};

fn lenses(room: &mut Newsroom, name: &str) -> String {
    let found = room.ask_file("textDocument/codeLens", name);
    let mut shown = String::new();
    for lens in found.as_array().expect("lenses") {
        assert_eq!(lens.get("command"), None, "it is counted when it is shown");
        let resolved = room.client.request("codeLens/resolve", lens.clone());
        let title = resolved["command"]["title"].as_str().expect("a title");
        shown += &format!("{} | {title}\n", room.stretch(name, &resolved["range"]));
    }
    shown
}

#[test]
fn definitions_and_headlines_count() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    room.open("entities.nmk");
    shows(
        &lenses(&mut room, "story.nmk"),
        "
6:3 [Harbour cities @cities] sign pact | 2 quotes, 1 speaker
14:1 @duarte | 2 mentions, 2 quotes
",
    );
    shows(
        &lenses(&mut room, "entities.nmk"),
        "
2:1 @ellery | 2 mentions, 0 quotes in 2 other files
4:1 @cities | 2 mentions, 0 quotes in 2 other files
",
    );
}
