//! Exports against the committed JSON Schema.

use std::fs;
use std::path::Path;

use newsmark::article::Article;
use newsmark::formats::json::{Offsets, document};
use newsmark::syntax::parse;
use newsmark::workspace::{Registry, Workspace};
use serde_json::Value;

/// Holds something of everything that the export can say.
const EVERYTHING: &str = "---
date: 2024-03-05
byline: @ana
about: @ana #q1
keywords: harbour
keywords: walls
empty:
---

# [Harbour cities @cities] sign

// a note
[PORT ELLERY, March 5 :dateline] -- [Ana Duarte @ana :person #q1] [told :cue #q1] [reporters :addressee #q1]
{“We build now,” @ana :direct #q1} [she @ana #q1] said, {“or we move.” #q1 ?}

{Nobody knows, @? #q2+}

{or nobody says. #q2} [one #q2]

## Later

[the deal @pact #m1] of [Tuesday @2024-03-05 @2024-03] [for good #m1], 👩 [somebody @?]

---
#q1
  checked: yes
#m1
  of: @ana
@ana | Duarte
  role: Mayor
  knows: @cities #q1
";

fn export(source: &str, offsets: Offsets) -> Value {
    let records = "---\n@cities :group :org Harbour Cities | the league\n  member: @ana\n";
    let registry = Registry::from_sources([("entities.nmk".into(), records.to_string())]);
    let workspace = Workspace { registry, ..Workspace::default() };
    let tree = parse(source);
    let article = Article::new(source, &tree, &workspace.vocabulary);
    let path = Some("articles/a.nmk".to_string());
    let document = document(&article, path, &workspace.registry, offsets);
    serde_json::to_value(document).expect("the export is JSON")
}

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/newsmark.schema.json");
    let text = fs::read_to_string(path).expect("the schema is in the repository");
    serde_json::from_str(&text).expect("the schema is JSON")
}

#[test]
fn exports_are_valid() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is a schema");
    for offsets in [Offsets::Codepoint, Offsets::Byte, Offsets::Utf16] {
        for source in [EVERYTHING, "", "Only text.\n"] {
            let errors: Vec<String> =
                validator.iter_errors(&export(source, offsets)).map(|e| e.to_string()).collect();
            assert!(errors.is_empty(), "{errors:#?}");
        }
    }
}

#[test]
fn the_schema_refuses_what_is_none() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is a schema");
    let mut wrong = export(EVERYTHING, Offsets::Byte);
    wrong["quotes"][0]["type"] = "shouted".into();
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn spans_count_in_the_unit_that_the_export_names() {
    let slice = |offsets| {
        let export = export(EVERYTHING, offsets);
        let span =
            &export["mentions"].as_array().expect("a list").last().expect("the last mention")["spans"][0];
        let at = |end: usize| span[end].as_u64().expect("a number") as usize;
        let text = export["text"].as_str().expect("a text").to_string();
        (text, at(0), at(1))
    };
    let (text, start, end) = slice(Offsets::Byte);
    assert_eq!(&text[start..end], "somebody");
    let (text, start, end) = slice(Offsets::Codepoint);
    assert_eq!(text.chars().skip(start).take(end - start).collect::<String>(), "somebody");
    let (text, start, end) = slice(Offsets::Utf16);
    let units: Vec<u16> = text.encode_utf16().collect();
    assert_eq!(String::from_utf16_lossy(&units[start..end]), "somebody");
}
