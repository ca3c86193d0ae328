//! The findings of an open document, kept in step with its edits.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustc_hash::FxHashSet;

use super::allow::{self, Allowance};
use super::whole::InDocument;
use super::{
    Context, Finding, OtherQuotes, Scope, check_scopes, needs_registry, rule, severity, undefined_entity,
    unused_allow,
};
use crate::article::{Article, Directive};
use crate::document::{Change, Document, Key, KeyKind, PORTION, Part};
use crate::syntax::BlockRef;
use crate::text::Span;
use crate::workspace::{QuoteFact, Workspace};

/// How long a text may be (bytes) whose rules for whole articles run with each keystroke. They take a few
/// hundred microseconds then.
pub const SHORT: usize = 8 * 1024;

/// All findings of an open document. A clone is cheap.
#[derive(Clone, Debug, Default)]
pub struct LiveFindings {
    /// Of rules with [`Scope::Local`], in order of place: always those of the text as it is.
    local: Arc<Vec<Finding>>,
    /// Of rules with [`Scope::Article`]: of the text as it was when these ran last, moved with the edits since.
    article: Arc<Vec<Finding>>,
    /// Of rules with [`Scope::Workspace`], likewise.
    workspace: Arc<Vec<Finding>>,
    is_article_stale: bool,
    is_workspace_stale: bool,
    /// What comments allow, in order of place.
    allowances: Arc<Vec<Allowance>>,
    /// What was found and is not allowed, in order of place; nothing if nothing is allowed.
    shown: Option<Arc<Vec<Finding>>>,
    /// The quotations, as other articles are compared with them: of the text when the rules for articles ran last.
    quotes: Arc<[QuoteFact]>,
}

/// What the rules find that look at more than an edit touches. Made beside the editing, from a copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WideFindings {
    article: Vec<Finding>,
    workspace: Vec<Finding>,
    quotes: Vec<QuoteFact>,
}

/// What new findings change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// There are other findings than were known.
    pub findings: bool,
    /// The quotations are others than were known, so that other articles have to be compared again.
    pub quotes: bool,
}

impl WideFindings {
    /// Runs the rules for whole articles and workspaces. Nothing if `cancelled` was set meanwhile.
    pub fn new(
        document: &Document,
        path: Option<&Path>,
        workspace: &Workspace,
        others: Option<&dyn OtherQuotes>,
        cancelled: &AtomicBool,
    ) -> Option<Self> {
        let text = document.text();
        let article = Article::new(&text, document.tree(), document.vocabulary());
        let mut context = Context::new(&article, path, workspace);
        (context.others, context.cancelled) = (others, Some(cancelled));
        let found = Self {
            article: check_scopes(&context, &[Scope::Article]),
            workspace: check_scopes(&context, &[Scope::Workspace]),
            quotes: QuoteFact::of_article(&article),
        };
        (!context.is_cancelled()).then_some(found)
    }
}

impl LiveFindings {
    /// Checks a document, except against other ones. `path` (absolute) says where it comes from, if it is a file.
    pub fn new(document: &Document, path: Option<&Path>, workspace: &Workspace) -> Self {
        let is_long = document.len() > PORTION;
        let in_parts = is_long.then(|| Self::in_parts(document, path, workspace, PORTION)).flatten();
        in_parts.unwrap_or_else(|| Self::at_once(document, path, workspace))
    }

    fn at_once(document: &Document, path: Option<&Path>, workspace: &Workspace) -> Self {
        let text = document.text();
        let article = Article::new(&text, document.tree(), document.vocabulary());
        let context = Context::new(&article, path, workspace);
        let (local, quotes) = (check_scopes(&context, &[Scope::Local]), QuoteFact::of_article(&article));
        let mut live = Self::unsettled(document, local, quotes);
        if document.len() <= SHORT {
            live.set_article(check_scopes(&context, &[Scope::Article]));
        }
        live.apply_allowances(document, path, workspace);
        live
    }

    /// Checks a document in parts of about `size` bytes, which takes little room, however long it is. Nothing if
    /// records that never end swallow prose, or if what keeps others apart would be read again and again.
    pub fn in_parts(
        document: &Document,
        path: Option<&Path>,
        workspace: &Workspace,
        size: usize,
    ) -> Option<Self> {
        if document.tree().unclosed_fence().is_some() {
            return None;
        }
        let (mut local, mut quotes, mut read) = (Vec::new(), Vec::new(), 0);
        for part in document.parts(size) {
            read += part.source.len();
            if read > 2 * document.len() {
                return None;
            }
            let article = part.article(document.vocabulary());
            local.extend(check_part(document, &part, &article, path, workspace));
            for mut quote in QuoteFact::of_article(&article) {
                if part.is_complete_at(quote.at) {
                    quote.at = part.to_document(quote.at);
                    quotes.push(quote);
                }
            }
        }
        local.sort_by_key(|finding| (finding.span, finding.rule));
        quotes.sort_unstable_by_key(|quote| quote.at);
        let mut live = Self::unsettled(document, local, quotes);
        live.apply_allowances(document, path, workspace);
        Some(live)
    }

    /// What is known before the rules ran that look at more.
    fn unsettled(document: &Document, local: Vec<Finding>, quotes: Vec<QuoteFact>) -> Self {
        Self {
            local: local.into(),
            is_article_stale: true,
            is_workspace_stale: true,
            allowances: allowances_in(document, document.tree().blocks()).into(),
            quotes: quotes.into(),
            ..Self::default()
        }
    }

    fn set_article(&mut self, found: Vec<Finding>) {
        self.article = found.into();
        self.is_article_stale = false;
    }

    /// The quotations, as other articles are compared with them.
    pub fn quotes(&self) -> &[QuoteFact] {
        &self.quotes
    }

    /// Takes in what was found in the text as it is now. Tells what that changes.
    pub fn settle(
        &mut self,
        found: WideFindings,
        document: &Document,
        path: Option<&Path>,
        workspace: &Workspace,
    ) -> Settled {
        let settled = Settled {
            findings: !self.allowances.is_empty()
                || *self.article != found.article
                || *self.workspace != found.workspace,
            quotes: *self.quotes != found.quotes[..],
        };
        self.workspace = found.workspace.into();
        self.is_workspace_stale = false;
        self.quotes = found.quotes.into();
        self.set_article(found.article);
        self.apply_allowances(document, path, workspace);
        settled
    }

    /// Takes over what an older state of the same document knew beyond the blocks that were touched.
    pub fn keep_wide(
        &mut self,
        older: &Self,
        document: &Document,
        path: Option<&Path>,
        workspace: &Workspace,
    ) {
        self.workspace = older.workspace.clone();
        if self.is_article_stale {
            self.article = older.article.clone();
        }
        self.apply_allowances(document, path, workspace);
    }

    /// The findings that nothing allows, in order of place.
    pub fn list(&self) -> Vec<&Finding> {
        match &self.shown {
            Some(shown) => shown.iter().collect(),
            None => self.found(),
        }
    }

    /// Whatever is allowed.
    fn found(&self) -> Vec<&Finding> {
        let mut all: Vec<&Finding> =
            self.local.iter().chain(&*self.article).chain(&*self.workspace).collect();
        if self.article.len() + self.workspace.len() > 0 {
            all.sort_by_key(|finding| (finding.span, finding.rule));
        }
        all
    }

    /// Checks again what an edit may have changed.
    pub fn update(
        &mut self,
        document: &Document,
        change: &Change,
        path: Option<&Path>,
        workspace: &Workspace,
    ) {
        for wide in [&mut self.article, &mut self.workspace] {
            if !wide.is_empty() {
                let findings = Arc::make_mut(wide);
                // A fix or another place that the edit touched would point to something else.
                let touched = |span: Span| {
                    (span.start as usize) < change.old.end && change.old.start < span.end as usize
                };
                findings.retain(|finding| !finding.places().any(touched));
                carry(findings, change);
            }
        }
        if change.fence || may_cross_guessing(document, change) {
            let before = std::mem::replace(self, Self::new(document, path, workspace));
            self.keep_wide(&before, document, path, workspace);
            return;
        }
        self.update_local(document, change, path, workspace);
        self.reread_allowances(document, change);
        self.is_article_stale = true;
        self.is_workspace_stale = true;
        if document.len() <= SHORT {
            let text = document.text();
            let article = Article::new(&text, document.tree(), document.vocabulary());
            self.set_article(check_scopes(&Context::new(&article, path, workspace), &[Scope::Article]));
        }
        self.apply_allowances(document, path, workspace);
    }

    /// Checks again the blocks that an edit touched, those they are tied to, and the places where findings
    /// about names stand whose definitions or uses came or went.
    fn update_local(
        &mut self,
        document: &Document,
        change: &Change,
        path: Option<&Path>,
        workspace: &Workspace,
    ) {
        let further = self.further(document, change, workspace);
        let wider;
        let part = if further.is_empty() {
            &change.part
        } else {
            wider = document.part(further.into_iter().chain(change.part.complete_blocks()), &[]);
            &wider
        };
        let article = part.article(document.vocabulary());
        let fresh = check_part(document, part, &article, path, workspace);
        let findings = Arc::make_mut(&mut self.local);
        carry(findings, change);
        findings.retain(|finding| !part.holds(finding.span.start));
        findings.extend(fresh);
        findings.sort_by_key(|finding| (finding.span, finding.rule));
    }

    fn reread_allowances(&mut self, document: &Document, change: &Change) {
        let mut fresh = allowances_in(document, document.tree().blocks_touching(change.new.clone()));
        fresh.retain(|allowance| change.new.contains(&(allowance.at.start as usize)));
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
        self.shown = None;
        if self.allowances.is_empty() {
            return;
        }
        let levels = workspace.levels(path);
        let text = |span: Span| document.slice(span.range());
        let found = self.found().into_iter().cloned().collect();
        let mut shown =
            allow::apply(found, &self.allowances, document.tree(), text, |rule| severity(&levels, rule));
        // What a rule would find that has not run on this text is not known to be unused.
        let not_known = |allowance: &&Allowance| {
            rule(allowance.rule).is_some_and(|rule| match rule.scope {
                Scope::Local => false,
                Scope::Article => self.is_article_stale,
                Scope::Workspace => self.is_workspace_stale,
            })
        };
        let open: FxHashSet<Span> =
            self.allowances.iter().filter(not_known).map(|allowance| allowance.at).collect();
        shown.retain(|finding| finding.rule != unused_allow::RULE.name || !open.contains(&finding.span));
        self.shown = Some(shown.into());
    }

    /// Blocks besides the touched ones and those tied to them whose findings may differ.
    fn further(&self, document: &Document, change: &Change, workspace: &Workspace) -> BTreeSet<u32> {
        let mut further = BTreeSet::new();
        let outside = |start: &u32| !change.new.contains(&(*start as usize));
        let mut first_outside = |kind, name| {
            let keys = [Key::new(kind, name)];
            further.extend(document.blocks_with(&keys).find(outside));
        };
        let mut redefined = change.definitions;
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
            let undefined = self.local.iter().filter(|finding| needs_registry(finding.rule));
            let standing = undefined.filter(|finding| !change.old.contains(&(finding.span.start as usize)));
            let blocks = standing
                .filter_map(|finding| document.tree().block_at(change.moved(finding.span.start) as usize));
            further.extend(blocks.map(|block| block.start));
        }
        further
    }
}

/// Moves findings with an edit; those in blocks that it replaced go.
fn carry(findings: &mut Vec<Finding>, change: &Change) {
    let moved = |span: Span| Span { start: change.moved(span.start), end: change.moved(span.end) };
    findings.retain_mut(|finding| {
        let gone = change.old.contains(&(finding.span.start as usize));
        if !gone {
            finding.move_places(moved);
        }
        !gone
    });
}

/// True if with an edit the article may speak of too many entities for "did you mean", or no longer.
fn may_cross_guessing(document: &Document, change: &Change) -> bool {
    let limits = [undefined_entity::MOST_FOR_GUESSES, undefined_entity::MOST_FOR_NAMES];
    let mut away = limits.iter().map(|limit| document.totals().len().abs_diff(*limit));
    !change.totals.is_empty() && away.any(|away| away <= change.totals.len())
}

/// What comments in some blocks allow, in order of place.
fn allowances_in<'d>(document: &'d Document, blocks: impl Iterator<Item = BlockRef<'d>>) -> Vec<Allowance> {
    let lines = blocks.flat_map(BlockRef::comments);
    let allowed = |line: Span| {
        let text = document.slice(line.range());
        Directive::read(&text, line.start as usize).map_or_else(Vec::new, |read| Allowance::all_in(&read))
    };
    lines.flat_map(allowed).collect()
}

/// The findings in the complete blocks of a part, with places in the document.
fn check_part(
    document: &Document,
    part: &Part,
    article: &Article<'_>,
    path: Option<&Path>,
    workspace: &Workspace,
) -> Vec<Finding> {
    let whole = InDocument { document, part };
    let mut findings = check_scopes(&Context::of_part(article, &whole, path, workspace), &[Scope::Local]);
    findings.retain(|finding| part.is_complete_at(finding.span.start));
    for finding in &mut findings {
        finding.move_places(|span| part.span_in_document(span));
    }
    findings
}
