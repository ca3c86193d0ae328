//! Proposals: what is found, that it is right, and that it breaks nothing.

mod constructions;
mod gold;
mod polnear;
mod safety;
mod seed;

use std::env;
use std::path::{Path, PathBuf};

use newsmark::annotate::{Annotated, Knowledge, Options, annotate};
use newsmark::article::Vocabulary;

fn annotated(source: &str, knowledge: &Knowledge, options: &Options) -> Annotated {
    annotate(source, &Vocabulary::default(), knowledge, options)
}

/// What stands beside the project: `NAME` in the environment, else `../shared/folder`.
fn shared(name: &str, folder: &str) -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder);
    env::var_os(name).map_or(beside, PathBuf::from)
}
