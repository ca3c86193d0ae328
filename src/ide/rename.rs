//! Giving an entity or `#id` another name: `textDocument/prepareRename` and `textDocument/rename`
//! (LSP 3.17).

use super::everywhere::everywhere;
use super::file_edits::FileEdits;
use super::occurrence::{Name, name_span};
use super::place::FilePosition;
use super::snapshot::{Cancelled, OpenDocument, Snapshot};
use super::target::{Target, TargetKind, target_at};
use crate::article::Article;
use crate::document::{Key, KeyKind};
use crate::syntax::{Shape, Token, TokenKind, is_name};
use crate::text::Span;

/// What can be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// The name without its sigil (bytes of the file).
    pub span: Span,
    /// The name that is there now.
    pub name: Name,
}

/// Why nothing was renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameError {
    /// It can't be, for a reason that the person at the editor should read.
    Refused(String),
    /// Nobody waits for the answer any more.
    Cancelled,
}

impl From<Cancelled> for RenameError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

fn refused<T>(reason: impl Into<String>) -> Result<T, RenameError> {
    Err(RenameError::Refused(reason.into()))
}

/// What would be renamed at the cursor: the entity or `#id` under it, or the one entity for which the
/// words of a mention stand.
///
/// # Errors
/// Says why nothing there can be renamed.
pub fn prepare_rename(snapshot: &Snapshot, at: FilePosition<'_>) -> Result<Renamable, RenameError> {
    let nothing = || refused("nothing to rename here; put the cursor on an `@entity` or an `#id`");
    let Some(open) = snapshot.document(at.path) else { return nothing() };
    let part = open.document.part_around(at.offset as usize..at.offset as usize);
    let article = part.article(open.document.vocabulary());
    let target = part.from_document(at.offset).and_then(|at| target_at(&article, at));
    let Some(target) = target else { return nothing() };
    let token = renamable(&article, target)?;
    match Name::of(&token) {
        Some(name) => Ok(Renamable { span: part.span_in_document(name_span(&token)), name }),
        None => nothing(),
    }
}

fn renamable<'s>(article: &Article<'s>, target: Target<'s>) -> Result<Token<'s>, RenameError> {
    let names = target.names(article);
    match target.kind {
        TargetKind::Content(at) if article.annotations[at as usize].shape == Shape::Brace => {
            refused("a quote has no name; put the cursor on its `@speaker` or `#id`")
        }
        TargetKind::Content(_) => match names[..] {
            [one] => Ok(one),
            [] => refused("this stands for no entity; put the cursor on an `@entity` or an `#id`"),
            _ => refused(format!("this stands for {}; put the cursor on one of them", listed(&names))),
        },
        TargetKind::Token(token) => match token.kind {
            TokenKind::Date => refused("a date is no name; change it where it stands"),
            TokenKind::Unknown => refused("`@?` is somebody unknown; write an `@id` to name them"),
            TokenKind::Label => refused(format!(
                "`:{}` is a label, and labels mean the same everywhere; change it where it stands",
                token.name
            )),
            TokenKind::Tentative => refused("`?` marks a suggestion; it is no name"),
            _ => Ok(token),
        },
        TargetKind::MetadataKey(_) | TargetKind::FieldKey(_) => {
            refused("keys mean the same everywhere; change this one where it stands")
        }
    }
}

fn listed(names: &[Token<'_>]) -> String {
    let sigil = |token: &Token| if token.kind == TokenKind::Entity { '@' } else { '#' };
    let names: Vec<String> = names.iter().map(|token| format!("`{}{}`", sigil(token), token.name)).collect();
    match &names[..] {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.join(""),
    }
}

/// The edits that give what is at the cursor another name: an entity in all articles and registries of
/// the root, open or not, an `#id` in its article. Files come in the order of their paths. The new name
/// may be written with its sigil.
///
/// # Errors
/// If the name is none or is taken, nothing can be renamed there, or nobody waits any more.
pub fn rename(
    snapshot: &Snapshot,
    at: FilePosition<'_>,
    new_name: &str,
) -> Result<Vec<FileEdits>, RenameError> {
    let name = prepare_rename(snapshot, at)?.name;
    let Some(open) = snapshot.document(at.path) else { return Ok(Vec::new()) };
    let new_name = new_name.trim();
    let new_name = new_name.strip_prefix(name.sigil()).unwrap_or(new_name);
    if new_name == name.text() {
        return Ok(Vec::new());
    }
    check_name(&name, new_name)?;
    match name {
        Name::Entity(_) => check_entity(snapshot, open, new_name)?,
        Name::Id(_) => check_id(open, new_name)?,
    }
    let files = everywhere(snapshot, open, &name)?.into_iter().map(|file| {
        let edits = file.found.iter().map(|found| (found.span, new_name.to_string())).collect();
        FileEdits { path: file.path, version: file.version, text: file.text, edits }
    });
    Ok(files.collect())
}

fn check_name(name: &Name, new_name: &str) -> Result<(), RenameError> {
    if is_name(new_name) {
        return Ok(());
    }
    let rule = "an id is a letter, then letters, digits, `-` or `_`";
    if new_name.is_empty() {
        return refused(format!("the new name is empty; {rule}"));
    }
    let proposal = match proposal(new_name) {
        Some(proposal) => format!("; `{}{proposal}` would do", name.sigil()),
        None => String::new(),
    };
    refused(format!("`{new_name}` can't be an id: {rule}{proposal}"))
}

/// The name that somebody most likely meant who typed something else: what can't be in a name becomes
/// a hyphen.
fn proposal(typed: &str) -> Option<String> {
    let continues = |c: char| is_name(&format!("a{c}"));
    let words = typed.split(|c| !continues(c)).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-");
    is_name(&name).then_some(name)
}

fn check_entity(snapshot: &Snapshot, open: &OpenDocument, new_name: &str) -> Result<(), RenameError> {
    let root = snapshot.root_of(open);
    if root.index.is_none() {
        return refused("the articles of this folder are still being read; try again in a moment");
    }
    let used = everywhere(snapshot, open, &Name::Entity(new_name.to_string()))?;
    let Some(first) = used.first() else { return Ok(()) };
    let seen = |path: &std::path::Path| path.strip_prefix(&open.root).unwrap_or(path).display().to_string();
    let place = match used.iter().find(|file| file.found.iter().any(|found| found.is_definition)) {
        Some(file) => format!("defined in {}", seen(&file.path)),
        None => format!("used in {}", seen(&first.path)),
    };
    refused(format!("`@{new_name}` is another entity already, {place}; choose another id"))
}

fn check_id(open: &OpenDocument, new_name: &str) -> Result<(), RenameError> {
    let symbol = open.document.symbols().find(new_name);
    let block = symbol.and_then(|name| open.document.first_block_with(Key::new(KeyKind::Id, name)));
    match block {
        Some(_) => {
            refused(format!("`#{new_name}` ties something else in this article already; choose another id"))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

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
        prepared(
            "---\nda$0te: 2024-03-05\n",
            "keys mean the same everywhere; change this one where it stands",
        );
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
        let snapshot = fixture.snapshot();
        snapshot.cancel_flag().store(true, Ordering::Relaxed);
        let stopped = rename(&snapshot, fixture.position(), "ana").expect_err("it stops");
        assert_eq!(stopped, RenameError::Cancelled);
    }
}
