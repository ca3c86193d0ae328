use super::{Context, Family, Finding, OptionKind, Rule, RuleOption, Scope, Severity};
use crate::article::{FIELD_KEYS, KnownKey, METADATA_KEYS};
use crate::text::{TextEdit, nearest};

/// a key that nobody has declared
pub static RULE: Rule = Rule {
    name: "unknown-key",
    family: Family::References,
    scope: Scope::Local,
    severity: Severity::Hint,
    summary: "a key that nobody has declared",
    docs: r##"## What it does
Finds a key of metadata, or of a field below a record, that has no meaning of its own and is not declared under `keys`.

## Why it matters
Any key is kept. But `natonality:` is read by no program that looks for `nationality:`.

## Example
```newsmark
[Ana Duarte @duarte] spoke.

---
@duarte :person Ana Duarte
  natonality: Marenian
```

## Instead
```newsmark
[Ana Duarte @duarte] spoke.

---
@duarte :person Ana Duarte
  nationality: Marenian
```

## Options
- `keys`: keys of your own that mean something in your project
"##,
    options: &[KEYS],
    check,
};

const KEYS: RuleOption = RuleOption {
    name: "keys",
    kind: OptionKind::Texts { default: &[] },
    about: "keys of your own that mean something in your project",
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let own = context.texts(&RULE, &KEYS);
    let records = article.entities.iter().flat_map(|entity| &entity.records).chain(&article.id_records);
    let fields = records.flat_map(|record| record.entry.fields()).map(|field| (field, FIELD_KEYS));
    let metadata = article.metadata.iter().map(|field| (*field, METADATA_KEYS));
    for (field, known) in fields.chain(metadata) {
        if KnownKey::find(known, field.key).is_some() || own.contains(&field.key) {
            continue;
        }
        let finding =
            Finding::new(&RULE, field.key_span, format!("nobody has declared the key `{}`", field.key));
        let names = known.iter().map(|key| key.name).chain(own.iter().copied());
        findings.push(match nearest(field.key, names) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")).fix(
                format!("Change `{}` to `{meant}`", field.key),
                [TextEdit::replace(field.key_span, meant)],
            ),
            None => finding.help(format!(
                "declare it in newsmark.toml: `[rules.unknown-key]`, keys = [\"{}\"]",
                field.key
            )),
        });
    }
}
