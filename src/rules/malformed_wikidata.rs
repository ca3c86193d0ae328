use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::text::TextEdit;

/// a `wikidata:` field that is no item
pub static RULE: Rule = Rule {
    name: "malformed-wikidata",
    family: Family::References,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "a `wikidata:` field that is no item",
    docs: r##"## What it does
Finds a `wikidata:` field whose value is not a `Q` with a number behind it.

## Why it matters
No program that links entities to Wikidata finds the item.

## Example
```newsmark
[Port Ellery @ellery] is a harbour.

---
@ellery :place Port Ellery
  wikidata: https://www.wikidata.org/wiki/Q99999901
```

## Instead
```newsmark
[Port Ellery @ellery] is a harbour.

---
@ellery :place Port Ellery
  wikidata: Q99999901
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let records = context.article.entities.iter().flat_map(|entity| &entity.records);
    let fields = records.flat_map(|record| record.entry.fields()).filter(|field| field.key == "wikidata");
    for field in fields.filter(|field| !is_item(field.value.raw)) {
        let raw = field.value.raw;
        let span = if raw.is_empty() { field.key_span } else { field.value.span };
        let finding = Finding::new(&RULE, span, format!("`{raw}` is no item of Wikidata"));
        let finding = finding.help("write `Q` and the number of the item, as in `Q42`");
        findings.push(match item_in(raw) {
            Some(item) => {
                let edit = TextEdit::replace(field.value.span, &*item);
                finding.safe_fix(format!("Write `{item}`"), [edit])
            }
            None => finding,
        });
    }
}

fn is_item(text: &str) -> bool {
    let number = text.strip_prefix('Q').unwrap_or_default();
    number.starts_with(|first: char| matches!(first, '1'..='9'))
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The item in `q42`, `wd:Q42`, or the address of its page.
fn item_in(text: &str) -> Option<String> {
    let last = text.trim_end_matches('/').rsplit([':', '/', '#']).next()?;
    let item = last.to_uppercase();
    is_item(&item).then_some(item)
}
