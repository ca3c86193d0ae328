//! The JSON Schema of the export, made from the types that are exported.

use std::path::Path;
use std::{env, fs};

use schemars::generate::SchemaSettings;

use super::model::Document;

const FILE: &str = "docs/newsmark.schema.json";

/// `NEWSMARK_UPDATE=1 cargo test schema` writes the file anew.
#[test]
fn the_committed_schema_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let schema = generator.into_root_schema_for::<Document>();
    let schema = serde_json::to_string_pretty(&schema).expect("schemas are JSON") + "\n";
    if env::var_os("NEWSMARK_UPDATE").is_some() {
        fs::write(&path, &schema).expect("the schema can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == schema, "{FILE} is out of date: run `NEWSMARK_UPDATE=1 cargo test schema`");
}
