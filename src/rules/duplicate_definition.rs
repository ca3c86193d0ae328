use std::path::Path;

use super::{Context, Family, Finding, Rule, Scope, Severity, addition};
use crate::article::Entity;
use crate::syntax::TokenKind;
use crate::text::TextEdit;

/// an entity that is defined twice
pub static RULE: Rule = Rule {
    name: "duplicate-definition",
    family: Family::References,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "an entity that is defined twice",
    docs: r##"## What it does
Finds two records that define the same entity in one article, or in the registry; and two mentions that give
one entity different types. (A record may complete a mention: `@duarte | Duarte` adds an alias. An article may
define anew what the registry defines.)

## Why it matters
Two people under one id, or one person described twice in different words.

## Example
```newsmark
---
@duarte :person Ana Duarte
@duarte :person Anabela Duarte
```

## Instead
```newsmark
---
@duarte :person Ana Duarte | Anabela Duarte
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let path = context.path.filter(|path| context.workspace.registry.holds(path));
    for entity in &context.article.entities {
        two_records(context, entity, findings);
        two_types(context, entity, findings);
        if let Some(path) = path {
            two_registry_files(context, path, entity, findings);
        }
    }
}

fn two_records(context: &Context<'_, '_>, entity: &Entity<'_>, findings: &mut Vec<Finding>) {
    let mut records = entity.records.iter().filter(|record| record.defines());
    let Some(first) = records.next() else { return };
    for second in records {
        let message = format!("`@{}` is defined twice", entity.id);
        let finding = Finding::new(&RULE, second.id.span, message)
            .related(first.id.span, "first defined here")
            .help("keep one record, or give one of them another id");
        findings.push(addition::offer(finding, context.article.source, second, first));
    }
}

fn two_types(context: &Context<'_, '_>, entity: &Entity<'_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let token = |mention: u32| {
        let mut tokens = article.tails(&article.mentions[mention as usize].pieces);
        tokens.find(|token| token.kind == TokenKind::Entity).map(|token| token.span)
    };
    let Some(in_place) = &entity.in_place else { return };
    let Some(first) = token(in_place.mention) else { return };
    for (mention, second) in entity.retyped.iter().filter_map(|&mention| Some((mention, token(mention)?))) {
        let message = format!("`@{}` is introduced with two different types", entity.id);
        let finding = Finding::new(&RULE, second, message)
            .related(first, "first introduced here")
            .help("keep the type of one mention, or give one of them another id");
        let types = article.tails(&article.mentions[mention as usize].pieces).filter(|token| {
            token.kind == TokenKind::Label && context.workspace.vocabulary.defines(token.name)
        });
        findings.push(match (&in_place.types[..], &types.collect::<Vec<_>>()[..]) {
            ([meant], [given]) => finding.fix(
                format!("Change `:{}` to `:{meant}`", given.name),
                [TextEdit::replace(given.span, given.renamed(meant))],
            ),
            _ => finding,
        });
    }
}

/// Reported in the later of the registry's files, so that it is said once.
fn two_registry_files(
    context: &Context<'_, '_>,
    path: &Path,
    entity: &Entity<'_>,
    findings: &mut Vec<Finding>,
) {
    let Some(record) = entity.defining_record() else { return };
    if let Some((other, span)) = context.workspace.registry.definition_before(entity.id, path) {
        let message = format!("`@{}` is defined twice in the registry", entity.id);
        let finding = Finding::new(&RULE, record.id.span, message)
            .related_in(other.to_path_buf(), span, "first defined here")
            .help("keep one record, or give one of them another id");
        findings.push(finding);
    }
}
