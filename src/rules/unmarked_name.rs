use rustc_hash::{FxHashMap, FxHashSet};

use super::cast::{Named, looks_like_a_name};
use super::{Context, Family, Finding, OptionKind, Rule, RuleOption, Scope, Severity};
use crate::article::{NameSet, Role};
use crate::text::{Span, TextEdit};

/// a name of a marked entity that is left unmarked elsewhere
pub static RULE: Rule = Rule {
    name: "unmarked-name",
    family: Family::Mentions,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "a name of a marked entity that is left unmarked elsewhere",
    docs: r##"## What it does
Finds places where a name or alias of an entity stands unmarked, although the article marks that name elsewhere, and
there at least as often as it leaves it out. A name that is marked only as the source of quotations does not count: then
quotations are annotated, and mentions are not. Names that begin with a small letter ("the league"), names that several
entities share, and what stands inside of another marked name are left alone.

## Why it matters
Counts of mentions come out too low, and whoever trusts the annotation misses the place.

## Example
```newsmark
[Ana Duarte @duarte :person] spoke. [Ana Duarte @duarte] left. Later Ana Duarte came back.
```

## Instead
```newsmark
[Ana Duarte @duarte :person] spoke. [Ana Duarte @duarte] left. Later [Ana Duarte @duarte] came back.
```

## Options
- `sparse`: also where a name is more often left unmarked than marked
"##,
    options: &[SPARSE],
    check,
};

const SPARSE: RuleOption = RuleOption {
    name: "sparse",
    kind: OptionKind::Flag { default: false },
    about: "also where a name is more often left unmarked than marked",
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    // Most articles leave none of these out, and then nothing else needs to be known.
    let mut plain: Vec<&Named<'_, '_>> =
        context.named().iter().filter(|named| is_plain(&named.text)).collect();
    plain.sort_unstable_by_key(|named| named.hash);
    plain.dedup_by_key(|named| named.hash);
    let texts = plain.iter().map(|named| &*named.text);
    if NameSet::new(texts).unmarked(article).is_empty() {
        return;
    }
    let marked = marked_texts(context);
    let cast = context.cast();
    let of_entity = |id| {
        cast.profile(id).into_iter().flat_map(move |known| known.names.iter().map(move |name| (&**name, id)))
    };
    let names: Vec<(&str, &str)> = article.entities.iter().flat_map(|entity| of_entity(entity.id)).collect();
    let found = NameSet::new(names.iter().map(|(name, _)| *name)).unmarked(article);
    let mut left_out: FxHashMap<u32, u32> = FxHashMap::default();
    found.iter().for_each(|(_, name)| *left_out.entry(*name).or_default() += 1);
    let sparse = context.flag(&RULE, &SPARSE);
    for (span, number) in found {
        let (name, id) = names[number as usize];
        let times = marked.get(&(id, name)).copied().unwrap_or(0);
        let is_own = cast.called(name).all(|other| other == id);
        if times == 0 || !is_plain(name) || !is_own || (!sparse && left_out[&number] > times) {
            continue;
        }
        let often = if times == 1 { "once".to_string() } else { format!("{times} times") };
        let message = format!("“{name}” is not marked here; `@{id}` is called so, and marked {often}");
        let help = format!("mark it, `[{name} @{id}]`, or leave it if somebody else is meant");
        let edits = [TextEdit::insert(span.start, "["), TextEdit::insert(span.end, format!(" @{id}]"))];
        let finding = Finding::new(&RULE, span, message).help(help);
        findings.push(finding.fix(format!("Mark it as `@{id}`"), edits));
    }
}

/// True for a name that nothing else is likely to be called.
fn is_plain(name: &str) -> bool {
    looks_like_a_name(name) && (name.len() > 2 || !name.is_ascii())
}

/// How often which text is marked as which entity, of those that are marked as a mention at least once.
fn marked_texts<'m>(context: &'m Context<'_, '_>) -> FxHashMap<(&'m str, &'m str), u32> {
    let article = context.article;
    let sources = article.quotations.iter().flat_map(|quotation| quotation.parts_of(Role::Source));
    let sources: FxHashSet<Span> = sources
        .flat_map(|part| &part.pieces)
        .map(|&piece| article.annotations[piece as usize].span)
        .collect();
    let mut marked: FxHashMap<(&str, &str), (u32, bool)> = FxHashMap::default();
    for named in context.named() {
        let known = marked.entry((named.entity.name, &*named.text)).or_default();
        known.0 += 1;
        known.1 |= !sources.contains(&article.annotations[named.at as usize].span);
    }
    marked.retain(|_, (_, is_mention)| *is_mention);
    marked.into_iter().map(|(text, (times, _))| (text, times)).collect()
}
