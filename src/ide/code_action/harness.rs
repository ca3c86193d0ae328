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
    titles(&mut Fixture::new(text))
}

/// The same with proposals shown.
pub fn offered_with_proposals(text: &str) -> String {
    titles(&mut proposing(text))
}

fn titles(fixture: &mut Fixture) -> String {
    actions(fixture).into_iter().map(|action| action.title + "\n").collect()
}

/// The files that the action with this title changes, as they are afterwards.
#[track_caller]
pub fn resolved(text: &str, title: &str) -> String {
    result(Fixture::new(text), title)
}

/// The same with proposals shown.
#[track_caller]
pub fn resolved_with_proposals(text: &str, title: &str) -> String {
    result(proposing(text), title)
}

/// A workspace whose open file shows its proposals.
fn proposing(text: &str) -> Fixture {
    let mut fixture = Fixture::new(text);
    let path = fixture.path.clone();
    fixture.host.show_proposals(&path, true);
    let snapshot = fixture.snapshot();
    let open = snapshot.document(&path).expect("it is open");
    snapshot.proposals(open).expect("nobody cancels");
    fixture
}

#[track_caller]
fn result(mut fixture: Fixture, title: &str) -> String {
    let actions = actions(&mut fixture);
    let Some(action) = actions.iter().find(|action| action.title == title) else {
        panic!("`{title}` is not offered, but\n{}", titles(&mut fixture));
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
