//! Renaming in workspaces that carry their cursor.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::*;
use crate::ide::SourceText;
use crate::ide::fixture::{Fixture, underlined};

/// The files that change, as they are afterwards; or why none does.
fn renamed(fixture: &mut Fixture, new_name: &str) -> String {
    match rename(&fixture.snapshot(), fixture.position(), new_name) {
        Ok(files) => {
            let shown = files.iter().map(|file| {
                let version = file.version.map_or(String::new(), |version| format!(" v{version}"));
                format!("==> {}{version}\n{}", fixture.name(&file.path), file.result())
            });
            shown.collect()
        }
        Err(RenameError::Refused(reason)) => reason,
        Err(RenameError::Cancelled) => "cancelled".to_string(),
    }
}

#[track_caller]
fn becomes(text: &str, new_name: &str, expected: &str) {
    let shown = renamed(&mut Fixture::new(text), new_name);
    assert_eq!(shown, expected, "\n{shown}");
}

#[track_caller]
fn prepared(text: &str, expected: &str) {
    let mut fixture = Fixture::new(text);
    let snapshot = fixture.snapshot();
    let shown = match prepare_rename(&snapshot, fixture.position()) {
        Ok(found) => {
            let text = snapshot.document(&fixture.path).expect("it is open").document.text();
            assert_eq!(found.span.of(&text), found.name.text());
            underlined(&text, found.span)
        }
        Err(RenameError::Refused(reason)) => reason,
        Err(RenameError::Cancelled) => "cancelled".to_string(),
    };
    assert_eq!(shown.trim_end(), expected.trim_end(), "\n{shown}");
}

const WORKSPACE: &str = "\
==> a.nmk
---
byline: @du
---
[She @du$0 ?] said so: {We go @du #du}. [Ana @duarte] [du :du #du]
==> b.nmk
[Ana @du @bo :person], [du @bo]
==> entities.nmk
---
// @du stays
@du :person du
  of: @ellery @du
@ellery :place du
==> c.nmk
du
";

#[test]
fn an_entity_in_all_files() {
    becomes(
        WORKSPACE,
        "ana",
        "\
==> a.nmk v1
---
byline: @ana
---
[She @ana ?] said so: {We go @ana #du}. [Ana @duarte] [du :du #du]
==> b.nmk
[Ana @ana @bo :person], [du @bo]
==> entities.nmk
---
// @du stays
@ana :person du
  of: @ellery @ana
@ellery :place du
",
    );
}

#[test]
fn an_id_in_its_article() {
    becomes(
        "==> a.nmk\n{A @q #q #q+} [he #q], {b #q$0}\n\n---\n#q\n  see: #q @q\n==> b.nmk\n{x #q}\n",
        "q1",
        "==> a.nmk v1\n{A @q #q1 #q1+} [he #q1], {b #q1}\n\n---\n#q1\n  see: #q1 @q\n",
    );
}

#[test]
fn in_any_script_and_with_the_sigil() {
    becomes("[习 @x$0i] 👩 [习 @xi]", " @習近平 ", "==> story.nmk v1\n[习 @習近平] 👩 [习 @習近平]");
}

#[test]
fn to_itself_changes_nothing() {
    becomes("[Ana @ana$0]", "ana", "");
    becomes("[Ana @ana$0]", "@ana", "");
}

#[test]
fn an_id_that_is_taken_is_refused() {
    let taken = |by: &str| format!("`@{by}` is another entity already, ");
    becomes(WORKSPACE, "ellery", &(taken("ellery") + "defined in entities.nmk; choose another id"));
    becomes(WORKSPACE, "bo", &(taken("bo") + "used in b.nmk; choose another id"));
    becomes(
        "{a #q1$0} {b #q2}",
        "q2",
        "`#q2` ties something else in this article already; choose another id",
    );
    // An entity and an `#id` may have one name.
    becomes("[Ana @ana$0] {b #q2}", "q2", "==> story.nmk v1\n[Ana @q2] {b #q2}");
}

#[test]
fn what_was_only_typed_a_moment_ago_is_taken_too() {
    let mut fixture = Fixture::new("[Ana @ana$0] ");
    let path = fixture.path.clone();
    fixture.host.edit(&path, 2, 11..11, "[Bo @bo]");
    assert!(renamed(&mut fixture, "bo").contains("used in story.nmk"));
    fixture.host.edit(&path, 3, 11..19, "");
    assert_eq!(renamed(&mut fixture, "bo"), "==> story.nmk v3\n[Ana @bo] ");
}

#[test]
fn what_is_no_name_is_refused() {
    let rule = "an id is a letter, then letters, digits, `-` or `_`";
    becomes("[Ana @ana$0]", " ", &format!("the new name is empty; {rule}"));
    becomes("[Ana @ana$0]", "@", &format!("the new name is empty; {rule}"));
    becomes(
        "[Ana @ana$0]",
        "Ana Duarte",
        &format!("`Ana Duarte` can't be an id: {rule}; `@Ana-Duarte` would do"),
    );
    becomes("[Ana @ana$0]", "2024", &format!("`2024` can't be an id: {rule}"));
    becomes("{x #q1$0}", "q1+", &format!("`q1+` can't be an id: {rule}; `#q1` would do"));
}

#[test]
fn the_place_to_rename() {
    prepared("{x @ana #q1$0+}", "1\n{x @ana #q1+}\n         ^^");
    prepared("[A$0na @ana :person]", "1\n[Ana @ana :person]\n      ^^^");
    prepared("[sa$0id :cue #q1] {x #q1}", "1\n[said :cue #q1] {x #q1}\n            ^^");
    prepared("---\n@a$0na Ana\n", "2\n@ana Ana\n ^^^");
    prepared("---\nsource: @bo @ana$0\n", "2\nsource: @bo @ana\n             ^^^");
}

#[test]
fn places_where_nothing_can_be_renamed() {
    prepared("Nobody le$0ft.", "nothing to rename here; put the cursor on an `@entity` or an `#id`");
    prepared("[Mon$0day :date]", "this stands for no entity; put the cursor on an `@entity` or an `#id`");
    prepared("[Monday @2024-03$0-04]", "a date is no name; change it where it stands");
    prepared("{We go @?$0}", "`@?` is somebody unknown; write an `@id` to name them");
    prepared("{We g$0o @ana}", "a quote has no name; put the cursor on its `@speaker` or `#id`");
    prepared(
        "[Ana @ana :pers$0on]",
        "`:person` is a label, and labels mean the same everywhere; change it where it stands",
    );
    prepared("[Ana @ana ?$0]", "`?` marks a suggestion; it is no name");
    prepared("[Th$0ey @a @b @c]", "this stands for `@a`, `@b` and `@c`; put the cursor on one of them");
    prepared("---\nda$0te: 2024-03-05\n", "keys mean the same everywhere; change this one where it stands");
}

#[test]
fn closed_files_come_with_their_text() {
    let mut fixture = Fixture::new(WORKSPACE);
    let files = rename(&fixture.snapshot(), fixture.position(), "ana").expect("it can be");
    let kinds: Vec<bool> = files.iter().map(|file| matches!(file.text, SourceText::Open(_))).collect();
    assert_eq!(kinds, [true, false, false]);
}

#[test]
fn waits_for_the_index_and_stops_when_nobody_waits() {
    let mut host = crate::ide::Host::default();
    let path: std::sync::Arc<std::path::Path> = std::path::Path::new("/nowhere/a.nmk").into();
    host.open(path.clone(), 1, "[Ana @ana] {x #q}");
    let at = |offset| FilePosition { path: &path, offset };
    let reason = "the articles of this folder are still being read; try again in a moment";
    let waits = rename(&host.snapshot(), at(7), "bo").expect_err("not yet");
    assert_eq!(waits, RenameError::Refused(reason.to_string()));
    assert_eq!(rename(&host.snapshot(), at(15), "bo").map(|files| files.len()), Ok(1));

    let mut fixture = Fixture::new(WORKSPACE);
    let snapshot = fixture.snapshot().stopped_by(Arc::new(AtomicBool::new(true)));
    let stopped = rename(&snapshot, fixture.position(), "ana").expect_err("it stops");
    assert_eq!(stopped, RenameError::Cancelled);
}
