//! Findings that need the whole article or other articles come after a pause in the typing, and stay in their places
//! meanwhile.

use crate::newsroom::Newsroom;

const BO: &str =
    "{“We will not pay for the walls of the other towns,” @bo} [Bo Brandt @bo :person] [said :cue].\n";

/// Too long to be checked as a whole with each keystroke.
fn long() -> String {
    let filler = "The rain went on for another day, and nobody came to the quay.\n\n".repeat(200);
    format!(
        "First.\n\n{filler}[Ana Duarte @ana :person] met [Ana Duarte @ana]. Ana Duarte left.\n\n{filler}[Bo @ana] left.\n"
    )
}

#[test]
fn a_long_article_is_checked_as_a_whole_after_a_pause() {
    let mut room = Newsroom::new("==> newsmark.toml\n");
    room.open_as("long.nmk", &long());
    let unmarked = "[unmarked-name] “Ana Duarte” is not marked here; `@ana` is called so, and marked 2 times";
    room.until(|room| room.findings("long.nmk").contains(unmarked));
    let line = |room: &mut Newsroom| -> usize {
        let found = room.findings("long.nmk");
        let line = found.lines().find(|line| line.contains("unmarked-name")).expect("it stays");
        line.split(':').next().and_then(|line| line.parse().ok()).expect("a line")
    };
    let before = line(&mut room);
    room.replace("long.nmk", "First.", "First.\n\nSecond.");
    assert_eq!(line(&mut room), before + 2, "it moves with the text at once");
    room.replace("long.nmk", ". Ana Duarte left.", ". [Ana Duarte @ana] left.");
    room.until(|room| !room.findings("long.nmk").contains("unmarked-name"));
}

#[test]
fn quotations_are_compared_with_those_of_other_articles() {
    let files = format!(
        "==> newsmark.toml\n==> a.nmk\n{}==> b.nmk\n{BO}",
        BO.replace("bo", "ana").replace("Bo Brandt", "Ana Duarte")
    );
    let mut room = Newsroom::new(&files);
    room.open("a.nmk");
    let conflict = "`@ana` says here what `@bo` says in b.nmk";
    room.until(|room| room.findings("a.nmk").contains(conflict));
    room.open("b.nmk");
    // What is typed in one article changes what is found in the other.
    room.replace("b.nmk", "We will not pay for the walls", "Nobody asked us whether we want any walls");
    room.until(|room| !room.findings("a.nmk").contains("conflicting-speakers"));
    room.replace("b.nmk", "Nobody asked us whether we want any walls", "We will not pay for the walls");
    room.until(|room| room.findings("a.nmk").contains(conflict));
    // It is closed without being saved: what is on the disk counts again.
    room.close("b.nmk");
    room.until(|room| room.findings("a.nmk").contains(conflict));
}

/// An article is compared with itself, too, and then as it is now, not as one of those in the index.
#[test]
fn the_same_words_by_two_speakers_in_one_open_article() {
    let ana = BO.replace("bo", "ana").replace("Bo Brandt", "Ana Duarte");
    let mut room = Newsroom::new(&format!("==> newsmark.toml\n==> a.nmk\n{ana}\n{BO}==> b.nmk\nNothing.\n"));
    room.open("a.nmk");
    let conflict = "`@ana` says here what `@bo` says in this article";
    room.until(|room| room.findings("a.nmk").contains(conflict));
    let all = room.client.request("workspace/diagnostic", serde_json::json!({ "previousResultIds": [] }));
    assert!(all.to_string().contains("says in this article"), "{all}");
}
