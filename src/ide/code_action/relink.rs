//! Links a mention, or all of them, to another entity.

use super::scope::{self, ARTICLE, WORKSPACE};
use super::{Action, CodeActionKind, Offer, Site, candidates, tails};
use crate::ide::edit::WorkspaceEdit;
use crate::ide::snapshot::Cancelled;
use crate::syntax::TokenKind;

pub static ACTION: Action = Action { name: "relink", offers, edits };

/// How many entities are offered for one mention, and for all.
const MOST: [usize; 2] = [3, 1];

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let (Some(from), Some(at)) = (site.entity(), site.annotation()) else { return Vec::new() };
    let is_here =
        site.article.tail(at).iter().any(|token| token.kind == TokenKind::Entity && token.name == from);
    let others = candidates::others(site, from, MOST[0]);
    let mut offers = Vec::new();
    let mut offer = |title: String, scope: &str, to: &str| {
        offers.push(Offer::new(CodeActionKind::RefactorRewrite, title, [scope, from, to]));
    };
    for to in others.iter().filter(|_| is_here) {
        offer(format!("Link this to `@{to}` instead"), "this", to);
    }
    for to in others.iter().take(MOST[1]) {
        offer(format!("Link all of `@{from}` in this article to `@{to}`"), ARTICLE, to);
        if site.workspace().registry.contains(to) && scope::is_elsewhere(site, from) {
            offer(format!("Link all of `@{from}` in all articles to `@{to}`"), WORKSPACE, to);
        }
    }
    offers
}

fn edits(site: &Site<'_, '_>, choice: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let [scope, from, to] = choice else { return Ok(None) };
    if scope == "this" {
        let at = site.annotation();
        return Ok(at.and_then(|at| site.local(tails::rename(site.article, at, from, to))));
    }
    let files = scope::change(site, &scope::files(site, scope, from), |_, article| {
        let annotations = 0..article.annotations.len() as u32;
        annotations.flat_map(|at| tails::rename(article, at, from, to)).collect()
    });
    Ok(scope::as_edit(files?))
}

#[cfg(test)]
mod tests {
    use crate::ide::code_action::harness::{offered, resolved};

    const STORY: &str = "==> story.nmk\n[Ana @ana-d] met [B$0o @ana-x] and [Cy @cy]; [both @ana-x @ana-d] {left @ana-x}.\n\
                         ==> other.nmk\n[Ana @ana-x]\n==> entities.nmk\n---\n@ana-d :person Ana\n";

    #[test]
    fn the_menu() {
        let menu = offered(STORY);
        let links: Vec<&str> = menu.lines().filter(|line| line.starts_with("Link")).collect();
        assert_eq!(
            links,
            [
                "Link this to `@ana-d` instead",
                "Link this to `@cy` instead",
                "Link all of `@ana-x` in this article to `@ana-d`",
                "Link all of `@ana-x` in all articles to `@ana-d`",
            ]
        );
    }

    #[test]
    fn one_and_all() {
        assert_eq!(
            resolved(STORY, "Link this to `@cy` instead"),
            "==> story.nmk\n[Ana @ana-d] met [Bo @cy] and [Cy @cy]; [both @ana-x @ana-d] {left @ana-x}.\n"
        );
        assert_eq!(
            resolved(STORY, "Link all of `@ana-x` in all articles to `@ana-d`"),
            "==> other.nmk\n[Ana @ana-d]\n\
             ==> story.nmk\n[Ana @ana-d] met [Bo @ana-d] and [Cy @cy]; [both @ana-d] {left @ana-d}.\n"
        );
    }
}
