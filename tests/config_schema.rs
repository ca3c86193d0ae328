//! The JSON Schema of `newsmark.toml`: as the program reads the file, and committed as it is made here.

use std::fs;
use std::path::{Path, PathBuf};

use newsmark::rules::RULES;
use newsmark::workspace::{CONFIG_KEYS, Level, OptionKind, RuleOption};
use serde_json::{Map, Value, json};

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn made() -> Value {
    let about =
        |name: &str| CONFIG_KEYS.iter().find(|key| key.name == name).expect("the key is explained").about;
    let texts =
        |name: &str| json!({ "description": about(name), "type": "array", "items": { "type": "string" } });
    let levels = |description: &str| {
        let names: Map<String, Value> = RULES
            .iter()
            .map(|rule| {
                (rule.name.to_string(), json!({ "$ref": "#/$defs/severity", "description": rule.summary }))
            })
            .collect();
        json!({ "description": description, "type": "object", "properties": names, "additionalProperties": false })
    };
    let name = json!({ "pattern": "^[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]*$" });
    let keys = json!({
        "registries": texts("registries"),
        "include": texts("include"),
        "exclude": texts("exclude"),
        "types": {
            "description": about("types"),
            "type": "object",
            "propertyNames": name,
            "additionalProperties": {
                "oneOf": [
                    { "description": "What the type means.", "type": "string" },
                    {
                        "type": "object",
                        "properties": {
                            "about": { "description": "What the type means.", "type": "string" },
                            "speaks": {
                                "description": "Whether an entity of this type may say something.",
                                "type": "boolean",
                            },
                        },
                        "additionalProperties": false,
                    },
                ],
            },
        },
        "labels": {
            "description": about("labels"),
            "type": "object",
            "propertyNames": name,
            "additionalProperties": { "description": "What the label means.", "type": "string" },
        },
        "rules": {
            "description": about("rules"),
            "type": "object",
            "properties": RULES.iter().map(|rule| (rule.name.to_string(), rule_schema(rule.summary, rule.options)))
                .collect::<Map<_, _>>(),
            "additionalProperties": false,
        },
        "overrides": {
            "description": about("overrides"),
            "type": "array",
            "items": {
                "type": "object",
                "required": ["files"],
                "properties": {
                    "files": {
                        "description": "Which files, in the patterns of .gitignore.",
                        "type": "array",
                        "items": { "type": "string" },
                    },
                    "rules": levels("How much findings matter there."),
                },
                "additionalProperties": false,
            },
        },
        "verbs": {
            "description": about("verbs"),
            "type": "object",
            "additionalProperties": {
                "oneOf": [
                    { "description": "How the verb is used.", "type": "string" },
                    {
                        "type": "object",
                        "required": ["uses"],
                        "properties": {
                            "uses": { "description": "How the verb is used.", "type": "string" },
                            "forms": {
                                "description": "Third person, past, participle and -ing, if the verb is irregular.",
                                "type": "array",
                                "items": { "type": "string" },
                                "minItems": 4,
                                "maxItems": 4,
                            },
                            "language": { "description": "The language, such as en or de.", "type": "string" },
                        },
                        "additionalProperties": false,
                    },
                ],
            },
        },
    });
    for key in CONFIG_KEYS {
        assert!(keys.get(key.name).is_some(), "`{}` is not in the schema", key.name);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "newsmark.toml",
        "description": "What a project decides for its Newsmark articles.",
        "type": "object",
        "properties": keys,
        "additionalProperties": false,
        "$defs": { "severity": { "enum": Level::ALL.map(Level::as_str) } },
    })
}

fn rule_schema(summary: &str, options: &[RuleOption]) -> Value {
    let mut keys = Map::new();
    keys.insert("severity".into(), json!({ "$ref": "#/$defs/severity" }));
    keys.insert(
        "guideline".into(),
        json!({ "description": "The page of your guidelines that messages name.", "type": "string", "pattern": "^https?://" }),
    );
    for option in options {
        let mut schema = match option.kind {
            OptionKind::Flag { default } => json!({ "type": "boolean", "default": default }),
            OptionKind::Number { default, least, most } => {
                json!({ "type": "integer", "default": default, "minimum": least, "maximum": most })
            }
            OptionKind::Choice { default, choices } => json!({ "enum": choices, "default": default }),
            OptionKind::Texts { default } => {
                json!({ "type": "array", "items": { "type": "string" }, "default": default })
            }
        };
        schema["description"] = option.about.into();
        assert!(keys.insert(option.name.into(), schema).is_none(), "`{}` means two things", option.name);
    }
    let table = json!({ "type": "object", "properties": keys, "additionalProperties": false });
    json!({ "description": summary, "oneOf": [{ "$ref": "#/$defs/severity" }, table] })
}

#[test]
fn the_schema_is_as_the_program() {
    let path = at("docs/newsmark-toml.schema.json");
    let made = serde_json::to_string_pretty(&made()).expect("is JSON") + "\n";
    if std::env::var_os("NEWSMARK_UPDATE").is_some() {
        fs::write(&path, &made).expect("the schema is written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == made, "stale; run `NEWSMARK_UPDATE=1 cargo test --test config_schema`");
}

/// What the schema says of a file.
fn mistakes(text: &str) -> Vec<String> {
    let value: Value = toml::from_str(text).expect("is TOML");
    let validator = jsonschema::validator_for(&made()).expect("is a schema");
    validator.iter_errors(&value).map(|error| error.to_string()).collect()
}

#[test]
fn what_is_right_passes() {
    let example = fs::read_to_string(at("examples/newsmark.toml")).expect("is there");
    let template = fs::read_to_string(at("src/cli/init.toml")).expect("is there");
    let set: Vec<&str> = template
        .lines()
        .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
        .collect();
    for text in [example.as_str(), &template, &set.join("\n")] {
        assert_eq!(mistakes(text), [""; 0], "{text}");
    }
}

#[test]
fn what_the_program_refuses_the_schema_refuses() {
    for text in [
        "registry = []",
        "registries = \"a\"",
        "[types]\n\":ship\" = \"\"",
        "[types]\nship = { speaks = \"no\" }",
        "[rules]\nunclosed-brackt = \"off\"",
        "[rules]\nunclosed-bracket = \"fatal\"",
        "[rules.unclosed-bracket]\nguideline = \"page 3\"",
        "[[overrides]]\nrules = {}",
    ] {
        assert_ne!(mistakes(text), [""; 0], "{text}");
    }
}
