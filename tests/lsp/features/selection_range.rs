//! `textDocument/selectionRange`

use serde_json::{Value, json};

use super::NEWS;
use crate::newsroom::{Newsroom, shows};

#[test]
fn from_the_word_outwards() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let positions = [room.cursor("story.nmk", "Port El|lery"), room.cursor("story.nmk", "she @du|arte")];
    let params = json!({ "textDocument": { "uri": room.uri("story.nmk") }, "positions": positions });
    let found = room.client.request("textDocument/selectionRange", params);
    let mut shown = String::new();
    for chain in found.as_array().expect("one for each position") {
        let mut here: Option<&Value> = Some(chain);
        while let Some(selection) = here {
            shown += &format!("{}\n", room.stretch("story.nmk", &selection["range"]));
            here = selection.get("parent");
        }
        shown.push('\n');
    }
    shows(
        &shown,
        r#"
8:17 Ellery
8:12 Port Ellery
8:11 [Port Ellery @ellery]
8:2 Mayor of [Port Ellery @ellery]
8:1 [Mayor of [Port Ellery @ellery] :role]
8:1 [Mayor of [Port Ellery @ellery] :role] [Ana Duarte @duarte :person #q1] [said :cue #q1] on⏎[Tuesday @2024-03-05] {the cities "have run out of time" #q1}.
1:1 ---⏎date: 2024-03-05⏎source: Coastal Wire⏎---⏎⏎# [Harbour cities @cities] sign pact⏎⏎[Mayor of [Port Ellery @ellery] :role] [Ana Duarte @duarte :person #q1] [said :cue #q1] on⏎[Tuesday @2024-03-05] {the cities "have run out of time" #q1}.⏎⏎{"We build now," @duarte #q2} [she @duarte #q2] [added :cue #q2].⏎⏎---⏎@duarte | Duarte⏎  role: Mayor of Port Ellery⏎  of: @ellery⏎

11:37 duarte
11:36 @duarte
11:36 @duarte #q2
11:31 [she @duarte #q2]
11:1 {"We build now," @duarte #q2} [she @duarte #q2] [added :cue #q2].
1:1 ---⏎date: 2024-03-05⏎source: Coastal Wire⏎---⏎⏎# [Harbour cities @cities] sign pact⏎⏎[Mayor of [Port Ellery @ellery] :role] [Ana Duarte @duarte :person #q1] [said :cue #q1] on⏎[Tuesday @2024-03-05] {the cities "have run out of time" #q1}.⏎⏎{"We build now," @duarte #q2} [she @duarte #q2] [added :cue #q2].⏎⏎---⏎@duarte | Duarte⏎  role: Mayor of Port Ellery⏎  of: @ellery⏎
"#,
    );
}
