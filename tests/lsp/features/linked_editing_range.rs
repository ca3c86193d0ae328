//! `textDocument/linkedEditingRange`

use super::NEWS;
use crate::newsroom::{Newsroom, shows};

#[test]
fn the_names_of_an_article_change_together() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let mut linked = |marked: &str| -> String {
        let found = room.ask("textDocument/linkedEditingRange", "story.nmk", marked);
        let ranges = found["ranges"].as_array().map_or(&[][..], Vec::as_slice);
        ranges.iter().map(|range| format!("{}\n", room.stretch("story.nmk", range))).collect()
    };
    shows(
        &linked("she @duarte #q|2"),
        "
11:27 q2
11:45 q2
11:62 q2
",
    );
    shows(
        &linked("she @du|arte"),
        "
8:53 duarte
11:19 duarte
11:37 duarte
14:2 duarte
",
    );
    shows(&linked("sign p|act"), "");
}
