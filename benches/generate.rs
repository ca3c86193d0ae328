//! Writes generated articles and their registry into a folder.

mod corpus;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};

use corpus::Corpus;

/// Write invented articles and the registry they share, to measure and try things on
///
/// The same arguments give the same files, byte for byte.
#[derive(Debug, Parser)]
#[command(name = "generate", max_term_width = 100, after_help = EXAMPLES)]
struct Args {
    /// The folder to write to; it is made if it does not exist
    folder: PathBuf,

    /// How many articles
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    articles: u64,

    /// How large each is: bytes, or with k or M thousands or millions of bytes
    #[arg(long, value_name = "SIZE", default_value = "4k", value_parser = size)]
    size: usize,

    /// How many entities the registry has, from 10 to 100000
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = entities)]
    entities: usize,

    /// In which form; several may be given, and all hold the same text
    #[arg(long, value_enum, value_name = "FORM", default_value = "nmk")]
    form: Vec<Form>,

    /// Another seed gives other articles
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

const EXAMPLES: &str = "\
Examples (with `cargo run --release --example generate --` before the arguments):
  generate corpus                                 10,000 articles of 4 kB
  generate big --articles 1 --size 10M            one of 10 MB
  generate many --articles 100 --entities 100000  a large registry
  generate both --form nmk --form md              the same articles as Markdown, too

Articles come in folders of a hundred, `articles/00/0000.nmk`; beside these lie the registry, `entities.nmk`, \
and an empty `newsmark.toml`, which makes the folder a workspace of its own.";

/// The forms in which articles can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Newsmark
    Nmk,
    /// The text without markup
    Txt,
    /// Markdown, with links for mentions
    Md,
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Self::Nmk => "nmk",
            Self::Txt => "txt",
            Self::Md => "md",
        }
    }
}

fn size(text: &str) -> Result<usize, String> {
    let (number, unit) = match text.strip_suffix(['k', 'M']) {
        Some(number) if text.ends_with('k') => (number, 1_000),
        Some(number) => (number, 1_000_000),
        None => (text, 1),
    };
    let bytes = number.parse().ok().and_then(|number: usize| number.checked_mul(unit));
    bytes.ok_or_else(|| "not a size; write for example 4000, 4k or 10M".to_string())
}

fn entities(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| (10..=corpus::MOST_ENTITIES).contains(count));
    count.ok_or_else(|| format!("not a number from 10 to {}", corpus::MOST_ENTITIES))
}

fn main() -> Result<(), String> {
    let args = Args::parse();
    write(&args).map_err(|(path, error)| format!("{}: {error}", path.display()))
}

fn write(args: &Args) -> Result<(), (PathBuf, io::Error)> {
    let corpus = Corpus::with_entities(args.seed, args.entities);
    let named = |path: &Path, text: &str| fs::write(path, text).map_err(|error| (path.to_path_buf(), error));
    fs::create_dir_all(&args.folder).map_err(|error| (args.folder.clone(), error))?;
    named(&args.folder.join("newsmark.toml"), "")?;
    named(&args.folder.join("entities.nmk"), &corpus.registry(args.entities))?;
    for number in 0..args.articles {
        let folder = args.folder.join(format!("articles/{:02}", number / 100));
        fs::create_dir_all(&folder).map_err(|error| (folder.clone(), error))?;
        let article = corpus.article(number, args.size);
        for form in &args.form {
            let text = match form {
                Form::Nmk => &article.markup,
                Form::Txt => &article.text,
                Form::Md => &article.markdown,
            };
            named(&folder.join(format!("{number:04}.{}", form.ending())), text)?;
        }
    }
    Ok(())
}
