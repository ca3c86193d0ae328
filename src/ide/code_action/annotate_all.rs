//! Marks all unmarked occurrences of an entity's names, in the article or in the workspace. In other articles they are
//! suggestions: nobody has looked at them.

use std::path::Path;
use std::sync::Arc;

use super::scope::{self, ARTICLE, WORKSPACE};
use super::{Action, CodeActionKind, Offer, Site, move_definition, tails};
use crate::article::NameSet;
use crate::ide::definition::defining_part;
use crate::ide::edit::WorkspaceEdit;
use crate::ide::snapshot::Cancelled;
use crate::syntax::{Shape, unescape};
use crate::workspace::{Profile, Registry};

pub static ACTION: Action = Action { name: "annotate-all", offers, edits };

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let Some(id) = site.entity() else { return Vec::new() };
    let names = names(site, id);
    let Some(name) = names.first() else { return Vec::new() };
    let more = if names.len() > 1 { " and its other names" } else { "" };
    let what = format!("Mark every unmarked “{name}”{more} in ");
    let offer = |scope, place| Offer::new(CodeActionKind::RefactorExtract, what.clone() + place, [scope, id]);
    let mut offers = Vec::new();
    if is_long(site) || matches!(edits(site, &[ARTICLE.to_string(), id.to_string()]), Ok(Some(_))) {
        offers.push(offer(ARTICLE, "this article"));
    }
    let root = site.snapshot.root_of(site.open);
    // Elsewhere the id means something only if the registry says what.
    if root.index.is_some() && root.workspace.registry.contains(id) {
        offers.push(offer(WORKSPACE, "all articles, each with a `?`"));
    } else if let Some((name, _)) = move_definition::to_registry(site, id)
        && root.index.as_ref().is_some_and(|index| index.articles().nth(1).is_some())
    {
        let title = format!("Share `@{id}` through {name}, and suggest it in all articles");
        offers.push(Offer::new(CodeActionKind::RefactorExtract, title, [SHARED, id]));
    }
    offers
}

/// The choice that moves the definition into the registry first.
const SHARED: &str = "shared";

/// True for an article that takes too long to look through before anybody asked for it.
fn is_long(site: &Site<'_, '_>) -> bool {
    site.open.document.len() > 16 * 1024
}

fn edits(site: &Site<'_, '_>, choice: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let [scope, id] = choice else { return Ok(None) };
    let wanted = names(site, id);
    let others = longer_names(&site.workspace().registry, &wanted, id);
    let names = NameSet::new(wanted.iter().chain(&others).map(String::as_str));
    let tail = if scope == ARTICLE { format!(" @{id}") } else { format!(" @{id} ?") };
    let mark = |paths: &[Arc<Path>]| {
        scope::change(site, paths, |_, article| {
            let found = names.unmarked(article).into_iter();
            let spans = found.filter(|(_, name)| (*name as usize) < wanted.len()).map(|(span, _)| span);
            spans.flat_map(|span| tails::wrap(article.source, span, '[', &tail)).collect()
        })
    };
    if scope != SHARED {
        return Ok(scope::as_edit(mark(&paths(site, scope))?));
    }
    let Some((_, choice)) = move_definition::to_registry(site, id) else { return Ok(None) };
    let Some(mut edit) = (move_definition::ACTION.edits)(site, &choice)? else { return Ok(None) };
    let mut others = paths(site, WORKSPACE);
    others.retain(|path| edit.files.iter().all(|file| file.path != *path));
    edit.files.extend(mark(&others)?);
    edit.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Some(edit))
}

/// The open article, or all articles of its root and what else is open there.
fn paths(site: &Site<'_, '_>, scope: &str) -> Vec<Arc<Path>> {
    let index = site.snapshot.root_of(site.open).index.as_ref().filter(|_| scope != ARTICLE);
    let Some(index) = index else { return vec![site.open.path.clone()] };
    let open = site.snapshot.documents().into_iter().filter(|open| open.root == site.open.root);
    let open = open.map(|open| open.path.clone());
    let mut paths: Vec<Arc<Path>> = index.articles().map(|(path, _)| path.clone()).chain(open).collect();
    paths.sort();
    paths.dedup();
    paths
}

/// What the entity is called: where it is defined, and by the mention under the cursor. The text of a
/// mention counts only if it looks like a name, not like a pronoun.
pub fn names(site: &Site<'_, '_>, id: &str) -> Vec<String> {
    let part = defining_part(site.open, id);
    let article = part.article(site.open.document.vocabulary());
    let registry = &site.workspace().registry;
    let mut names: Vec<String> = Vec::new();
    match article.entity(id) {
        Some(entity) => {
            let profile = Profile::new(&article, entity, registry);
            names.extend(profile.names.into_iter().map(String::from));
        }
        None => names.extend(registry_names(registry, id)),
    }
    if let Some(at) = site.annotation()
        && site.article.annotations[at as usize].shape == Shape::Square
        && site.only_entity(at) == Some(id)
    {
        let text = site.article.bare().of(site.article.content(at)).trim();
        if looks_like_a_name(text) && !names.iter().any(|name| name == text) {
            names.push(text.to_string());
        }
    }
    names
}

fn registry_names(registry: &Registry, id: &str) -> Vec<String> {
    let mut names = Vec::new();
    for record in registry.records(id) {
        names
            .extend(record.main_name().into_iter().chain(record.aliases()).map(|name| unescape(name).into()));
    }
    names
}

/// True for what begins with a capital, or with a letter of a script that has none.
pub fn looks_like_a_name(text: &str) -> bool {
    let first = text.chars().find(|character| character.is_alphanumeric());
    first.is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
}

/// Names of other entities of the registry that hold one of these and more.
fn longer_names(registry: &Registry, names: &[String], id: &str) -> Vec<String> {
    let holds_one =
        |longer: &str| names.iter().any(|name| longer.len() > name.len() && longer.contains(&**name));
    let others = registry.ids().filter(|other| *other != id);
    others.flat_map(|other| registry_names(registry, other)).filter(|name| holds_one(name)).collect()
}

#[cfg(test)]
mod tests {
    use crate::ide::code_action::harness::{offered, resolved};

    #[test]
    fn in_the_article_by_all_its_names() {
        let text = "[Ana Duarte @duarte$0 :person] spoke. Duarte left. Ana Duarte-led talks, [Duarte @duarte].\n\n\
                    ---\n@duarte | Duarte\n";
        assert!(
            offered(text).contains("Mark every unmarked “Ana Duarte” and its other names in this article")
        );
        assert!(!offered(text).contains("all articles"));
        assert_eq!(
            resolved(text, "Mark every unmarked “Ana Duarte” and its other names in this article"),
            "==> story.nmk\n[Ana Duarte @duarte :person] spoke. [Duarte @duarte] left. [Ana Duarte @duarte]-led talks, \
             [Duarte @duarte].\n\n---\n@duarte | Duarte\n"
        );
    }

    #[test]
    fn in_all_articles_if_the_registry_knows_it() {
        let text = "==> story.nmk\n[El$0lery @ellery]\n==> other.nmk\nEllery, and Ellery Bay.\n\
                    ==> entities.nmk\n---\n@ellery :place Ellery\n@bay :place Ellery Bay\n";
        assert_eq!(
            resolved(text, "Mark every unmarked “Ellery” in all articles, each with a `?`"),
            "==> other.nmk\n[Ellery @ellery ?], and Ellery Bay.\n"
        );
    }

    #[test]
    fn what_is_confirmed_once_is_suggested_everywhere() {
        let text = "==> story.nmk\n[Ana Du$0arte @duarte :person] spoke.\n==> other.nmk\nAna Duarte left.\n";
        assert_eq!(
            resolved(
                text,
                "Share `@duarte` through the registry (entities.nmk), and suggest it in all articles"
            ),
            "==> entities.nmk (new)\n---\n@duarte :person Ana Duarte\n\
             ==> other.nmk\n[Ana Duarte @duarte ?] left.\n\
             ==> story.nmk\n[Ana Duarte @duarte] spoke.\n"
        );
        assert!(!offered("==> entities.nmk\n---\n@du$0arte :person Ana Duarte\n").contains("suggest it"));
    }

    #[test]
    fn pronouns_are_no_names() {
        assert!(!offered("[s$0he @duarte] left. she stayed.").contains("Mark every"));
    }

    #[test]
    fn nothing_is_offered_where_nothing_is_unmarked() {
        assert!(!offered("[Ana @a$0na :person] left. [Ana @ana] came back.").contains("Mark every"));
    }
}
