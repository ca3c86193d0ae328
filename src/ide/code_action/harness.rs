//! What the tests of actions share: the menu as lines, and what an action makes of the files.

use crate::ide::fixture::Fixture;
use crate::ide::{CodeAction, WorkspaceEdit, code_actions, resolve_code_action};
use crate::syntax::{bare_text, parse};
use crate::text::apply_edits;

fn actions(fixture: &mut Fixture) -> Vec<CodeAction> {
    let (path, selection) = (fixture.path.clone(), fixture.selection);
    code_actions(&fixture.snapshot(), &path, selection)
}

/// The titles of all that is offered, a line each.
pub fn offered(text: &str) -> String {
    let lines = actions(&mut Fixture::new(text)).into_iter().map(|action| action.title + "\n");
    lines.collect()
}

/// The files that the action with this title changes, as they are afterwards.
#[track_caller]
pub fn resolved(text: &str, title: &str) -> String {
    let mut fixture = Fixture::new(text);
    let actions = actions(&mut fixture);
    let Some(action) = actions.iter().find(|action| action.title == title) else {
        panic!("`{title}` is not offered, but\n{}", offered(text));
    };
    let edit = resolve_code_action(&fixture.snapshot(), &action.chosen).expect("nobody cancels");
    show(&fixture, &edit.expect("it can be done"))
}

fn show(fixture: &Fixture, edit: &WorkspaceEdit) -> String {
    let mut shown = String::new();
    for file in &edit.files {
        let before = file.text.to_text();
        let after = apply_edits(&before, &file.edits);
        let bare = |text: &str| bare_text(&parse(text), text);
        assert_eq!(bare(&after), bare(&before), "the text stays as it is");
        let new = if edit.new_files.contains(&file.path) { " (new)" } else { "" };
        shown.push_str(&format!("==> {}{new}\n{after}", fixture.name(&file.path)));
    }
    shown
}
