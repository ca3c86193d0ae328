//! The findings of an open document, kept in step with its edits.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::allow::{self, Allowance};
use super::whole::InDocument;
use super::{Context, Finding, check_rules, severity, undefined_entity};
use crate::article::{Article, Directive};
use crate::document::{Change, Document, Key, KeyKind, Part};
use crate::text::Span;
use crate::workspace::Workspace;

/// All findings of an open document, in order of place. A clone is cheap.
#[derive(Clone, Debug, Default)]
pub struct LiveFindings {
    /// Whatever is allowed.
    found: Arc<Vec<Finding>>,
    /// What comments allow, in order of place.
    allowances: Arc<Vec<Allowance>>,
    /// What was found and is not allowed.
    shown: Arc<Vec<Finding>>,
}

impl LiveFindings {
    /// Checks a whole document. `path` (absolute) says where it comes from, if it is a file.
    pub fn new(document: &Document, path: Option<&Path>, workspace: &Workspace) -> Self {
        let text = document.text();
        let article = Article::new(&text, document.tree(), document.vocabulary());
        let found = check_rules(&Context::new(&article, path, workspace)).into();
        let allowances: Vec<Allowance> =
            article.directives().flat_map(|directive| Allowance::all_in(&directive)).collect();
        let mut fresh = Self { found, allowances: allowances.into(), shown: Arc::default() };
        fresh.apply_allowances(document, path, workspace);
        fresh
    }

    /// The findings, in order of place.
    pub fn list(&self) -> &[Finding] {
        &self.shown
    }

    /// Checks again what an edit may have changed: the blocks it touched, those they are tied to, and
    /// the places where findings about names stand whose definitions or uses came or went.
    pub fn update(
        &mut self,
        document: &Document,
        change: &Change,
        path: Option<&Path>,
        workspace: &Workspace,
    ) {
        if change.fence || may_cross_guessing(document, change) {
            *self = Self::new(document, path, workspace);
            return;
        }
        let further = self.further(document, change, workspace);
        let wider;
        let part = if further.is_empty() {
            &change.part
        } else {
            wider = document.part(further.into_iter().chain(change.part.complete_blocks()), &[]);
            &wider
        };
        let fresh = check_part(document, part, path, workspace);
        let moved = |span: Span| Span { start: change.moved(span.start), end: change.moved(span.end) };
        // It may be the same list, which would have to be copied.
        self.shown = Arc::default();
        let findings = Arc::make_mut(&mut self.found);
        findings.retain_mut(|finding| {
            let gone = change.old.contains(&(finding.span.start as usize));
            if !gone {
                finding.move_places(moved);
            }
            !gone && !part.holds(finding.span.start)
        });
        findings.extend(fresh);
        findings.sort_by_key(|finding| (finding.span, finding.rule));
        self.reread_allowances(document, change);
        self.apply_allowances(document, path, workspace);
    }

    fn reread_allowances(&mut self, document: &Document, change: &Change) {
        let blocks = document.tree().blocks_touching(change.new.clone());
        let lines = blocks.flat_map(|block| block.comments());
        let fresh: Vec<Allowance> = lines
            .flat_map(|line| {
                let text = document.slice(line.range());
                Directive::read(&text, line.start as usize)
                    .map_or_else(Vec::new, |read| Allowance::all_in(&read))
            })
            .filter(|allowance| change.new.contains(&(allowance.at.start as usize)))
            .collect();
        if fresh.is_empty() && self.allowances.is_empty() {
            return;
        }
        let moved = |span: Span| Span { start: change.moved(span.start), end: change.moved(span.end) };
        let allowances = Arc::make_mut(&mut self.allowances);
        allowances.retain(|allowance| !change.old.contains(&(allowance.at.start as usize)));
        allowances.iter_mut().for_each(|allowance| allowance.move_places(moved));
        allowances.extend(fresh);
        allowances.sort_by_key(|allowance| allowance.at);
    }

    fn apply_allowances(&mut self, document: &Document, path: Option<&Path>, workspace: &Workspace) {
        if self.allowances.is_empty() {
            self.shown = self.found.clone();
            return;
        }
        let levels = workspace.levels(path);
        let text = |span: Span| document.slice(span.range());
        let found = self.found.to_vec();
        let shown =
            allow::apply(found, &self.allowances, document.tree(), text, |rule| severity(&levels, rule));
        self.shown = shown.into();
    }

    /// Blocks besides the touched ones and those tied to them whose findings may differ.
    fn further(&self, document: &Document, change: &Change, workspace: &Workspace) -> BTreeSet<u32> {
        let mut further = BTreeSet::new();
        let outside = |start: &u32| !change.new.contains(&(*start as usize));
        let mut first_outside = |kind, name| {
            let keys = [Key::new(kind, name)];
            further.extend(document.blocks_with(&keys).find(outside));
        };
        let mut redefined = false;
        for &(name, before) in &change.totals {
            let id = document.symbols().name(name);
            let is_defined = document.total(&id).is_defined();
            redefined |= before.is_defined() != is_defined;
            let is_and_was = before.is_defined() && is_defined;
            if !is_and_was && !workspace.registry.contains(&id) {
                first_outside(KeyKind::Use, name);
            }
        }
        change.unknown_labels.iter().for_each(|&name| first_outside(KeyKind::UnknownLabel, name));
        if redefined {
            // "Did you mean" looks at all that the article defines.
            let undefined = self.found.iter().filter(|finding| finding.rule == undefined_entity::RULE.name);
            let standing = undefined.filter(|finding| !change.old.contains(&(finding.span.start as usize)));
            let blocks = standing
                .filter_map(|finding| document.tree().block_at(change.moved(finding.span.start) as usize));
            further.extend(blocks.map(|block| block.start));
        }
        further
    }
}

/// True if with an edit the article may speak of too many entities for "did you mean", or no longer.
fn may_cross_guessing(document: &Document, change: &Change) -> bool {
    let away = document.totals().len().abs_diff(undefined_entity::MOST_FOR_GUESSES);
    !change.totals.is_empty() && away <= change.totals.len()
}

/// The findings in the complete blocks of a part, with places in the document.
fn check_part(document: &Document, part: &Part, path: Option<&Path>, workspace: &Workspace) -> Vec<Finding> {
    let article = part.article(document.vocabulary());
    let whole = InDocument { document, part };
    let mut findings = check_rules(&Context::of_part(&article, &whole, path, workspace));
    findings.retain(|finding| part.is_complete_at(finding.span.start));
    for finding in &mut findings {
        finding.move_places(|span| part.span_in_document(span));
    }
    findings
}
