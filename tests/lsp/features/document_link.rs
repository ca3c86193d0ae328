//! `textDocument/documentLink`

use crate::newsroom::{Newsroom, shows};

#[test]
fn addresses_wikidata_ids_and_files() {
    let mut room = Newsroom::new(
        "==> photo.jpg\n==> story.nmk\n---\nurl: https://news.example/pact\nimage: photo.jpg\n---\n\nSee https://port.example/ for more.\n\n---\n@ana :person Ana\n  wikidata: Q99999901\n",
    );
    room.open("story.nmk");
    let found = room.ask_file("textDocument/documentLink", "story.nmk");
    let one = |link: &serde_json::Value| {
        format!("{} -> {}\n", room.stretch("story.nmk", &link["range"]), room.name(&link["target"]))
    };
    let shown: String = found.as_array().expect("links").iter().map(one).collect();
    shows(
        &shown,
        "
2:6 https://news.example/pact -> https://news.example/pact
3:8 photo.jpg -> photo.jpg
10:13 Q99999901 -> https://www.wikidata.org/wiki/Q99999901
",
    );
}
