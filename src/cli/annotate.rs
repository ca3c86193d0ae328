use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::input::{self, Input, is_stdin};
use super::output::{self, Output, is_same_file};
use super::progress::Progress;
use super::{Exit, Failure, line_diff, tell};
use crate::annotate::{
    Ambiguity, Annotated, Kind, Knowledge, Options, USUAL_CONFIDENCE, annotate, places_in_source,
};
use crate::article::Article;
use crate::formats::{ImportOptions, importer_for};
use crate::syntax::parse;
use crate::text::{LineIndex, Span};
use crate::workspace::{Error, Workspace};

/// Propose annotations: who is mentioned, what is quoted, who said it, and when
///
/// Proposals carry a `?` until somebody confirms them. What is annotated already is never changed, and neither is
/// the text; running it again proposes nothing new. A plain article (`.txt`) is imported first. Known entities
/// come from the article's records and the registries; others are introduced by the names they have in the text.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["in_place", "diff"])]
    output: Option<PathBuf>,

    /// Write the proposals into the files; those for `story.txt` go into `story.nmk`
    #[arg(short, long)]
    in_place: bool,

    /// Show what would change, and change nothing
    #[arg(long, conflicts_with = "in_place")]
    diff: bool,

    /// What to propose; by default everything
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    only: Vec<Only>,

    /// Propose only what is at least this likely, from 0 to 1
    #[arg(long, value_name = "NUMBER", default_value_t = USUAL_CONFIDENCE, value_parser = likelihood)]
    min_confidence: f32,

    /// Write the proposals as if somebody had confirmed them, without `?`
    #[arg(long)]
    confirm: bool,
}

/// What can be proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Only {
    /// Names of people, organisations, places and the like
    Mentions,
    /// Quotes with cue, source and speaker
    Quotes,
    /// Dates
    Dates,
    /// Headline, dateline and captions
    Structure,
}

const AFTER_HELP: &str = "\
Examples:
  newsmark annotate story.txt -o story.nmk        import a plain article and propose annotations
  newsmark annotate --diff story.nmk              what would be proposed
  newsmark annotate --in-place articles           all articles below a folder
  newsmark annotate --only quotes story.nmk       quotes, and what their speakers need

Exit codes:
  0  all articles were read and written
  2  wrong usage, or something could not be read or written";

fn likelihood(text: &str) -> Result<f32, String> {
    let number: f32 = text.parse().map_err(|_| "it is not a number".to_string())?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("it is not between 0 and 1".to_string()) }
}

/// How many articles are held in memory at once.
const BATCH: usize = 256;

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let (inputs, mut troubles) = input::find(&args.paths);
    refuse(args, &inputs)?;
    let options = options(args);
    let knowledge = knowledge(&inputs);
    let progress = Progress::new("Annotating", inputs.len());
    let mut output = Output::open(args.output.as_deref())?;
    let mut summary = Summary::default();
    for batch in inputs.chunks(BATCH) {
        let read = |input: &Input| {
            let done = one(input, &knowledge[&input.workspace.root], &options);
            progress.step();
            done
        };
        let done: Vec<Result<Done, Error>> = batch.par_iter().map(read).collect();
        progress.clear();
        for (input, done) in batch.iter().zip(done) {
            let written = done.map_err(Failure::from).and_then(|done| {
                summary.add(input, &done);
                write(args, input, &done, &mut output)?;
                for name in &done.ambiguous {
                    let _ = writeln!(std::io::stderr().lock(), "note: {}:{name}", input.path.display());
                }
                Ok(())
            });
            if let Err(error) = written {
                tell(error);
                troubles += 1;
            }
        }
    }
    output.finish()?;
    if args.in_place || args.diff {
        summary.show();
    }
    Ok(if troubles == 0 { Exit::Clean } else { Exit::Trouble })
}

/// Says no before anything is read, where the result would have no place to go.
fn refuse(args: &Args, inputs: &[Input]) -> Result<(), Failure> {
    if inputs.len() > 1 && !args.in_place && !args.diff {
        return Err("for several articles say --in-place or --diff".into());
    }
    if args.in_place && args.paths.iter().any(|path| is_stdin(path)) {
        return Err("standard input can't be changed in place; leave out --in-place".into());
    }
    if let Some(output) = &args.output
        && inputs.iter().any(|input| is_same_file(&input.path, output))
    {
        return Err(format!("{}: use --in-place to change the article itself", output.display()).into());
    }
    Ok(())
}

fn options(args: &Args) -> Options {
    let wanted = |only: Only| args.only.is_empty() || args.only.contains(&only);
    Options {
        mentions: wanted(Only::Mentions),
        quotes: wanted(Only::Quotes),
        dates: wanted(Only::Dates),
        structure: wanted(Only::Structure),
        min_confidence: args.min_confidence,
        confirm: args.confirm,
    }
}

/// What each workspace knows, put together once.
fn knowledge(inputs: &[Input]) -> FxHashMap<PathBuf, Knowledge> {
    let mut workspaces: FxHashMap<&Path, &Arc<Workspace>> = FxHashMap::default();
    for input in inputs {
        workspaces.entry(&input.workspace.root).or_insert(&input.workspace);
    }
    workspaces
        .into_iter()
        .map(|(root, workspace)| {
            (root.to_path_buf(), Knowledge::new(&workspace.registry, &workspace.config.verbs))
        })
        .collect()
}

/// An article before and after.
struct Done {
    before: String,
    after: Annotated,
    /// A line for each name that several may be called by, the line of its first place in front.
    ambiguous: Vec<String>,
}

fn one(input: &Input, knowledge: &Knowledge, options: &Options) -> Result<Done, Error> {
    let text = input.read()?;
    let importer = input.shown_path().and_then(importer_for);
    let before =
        importer.map_or_else(|| text.clone(), |importer| (importer.import)(&text, &ImportOptions::default()));
    let after = annotate(&before, &input.workspace.vocabulary, knowledge, options);
    let ambiguous = ambiguous(&before, &input.workspace, &after.proposed.ambiguous);
    Ok(Done { before, after, ambiguous })
}

fn ambiguous(source: &str, workspace: &Workspace, names: &[Ambiguity]) -> Vec<String> {
    if names.is_empty() {
        return Vec::new();
    }
    let tree = parse(source);
    let article = Article::new(source, &tree, &workspace.vocabulary);
    let lines = LineIndex::new(source);
    let spans: Vec<Span> = names.iter().map(|name| name.span).collect();
    let places = places_in_source(&article, &spans);
    let mut told: FxHashSet<&str> = FxHashSet::default();
    let mut found = Vec::new();
    for (name, place) in names.iter().zip(places) {
        let words = name.span.of(&article.bare().text);
        if told.insert(words) {
            let line = lines.position(source, place.start as usize).line;
            let candidates: Vec<String> =
                name.candidates.iter().map(|one| format!("@{} ({})", one.id, one.name)).collect();
            found.push(format!("{line}: “{words}” may be {}; nobody is proposed", candidates.join(" or ")));
        }
    }
    found
}

fn write(args: &Args, input: &Input, done: &Done, output: &mut Output) -> Result<(), Failure> {
    if args.diff {
        return output.write(&line_diff::unified(
            &input.path.display().to_string(),
            &done.before,
            &done.after.source,
        ));
    }
    if !args.in_place {
        return output.write(&done.after.source);
    }
    let imported = importer_for(&input.path).is_some();
    let target = if imported { input.path.with_extension("nmk") } else { input.path.clone() };
    if imported && target.exists() {
        return Err(format!(
            "{}: exists already, so {} is not imported",
            target.display(),
            input.path.display()
        )
        .into());
    }
    if imported || done.before != done.after.source {
        output::write(Some(&target), &done.after.source)?;
    }
    Ok(())
}

/// What was proposed, by article.
#[derive(Default)]
struct Summary {
    rows: Vec<(String, [usize; 4])>,
}

const KINDS: [Kind; 4] = [Kind::Mention, Kind::Quote, Kind::Date, Kind::Structure];

impl Summary {
    fn add(&mut self, input: &Input, done: &Done) {
        let count = |kind: Kind| {
            let of_kind = done.after.proposed.proposals.iter().filter(|proposal| proposal.kind == kind);
            match kind {
                Kind::Quote => of_kind
                    .flat_map(|proposal| proposal.tail.labels.iter())
                    .filter(|label| *label == "cue")
                    .count(),
                _ => of_kind.count(),
            }
        };
        self.rows.push((input.path.display().to_string(), KINDS.map(count)));
    }

    /// Rows for articles with proposals, and their sum.
    fn show(&self) {
        let mut table = String::new();
        let mut sum = [0; 4];
        for (path, counts) in &self.rows {
            (0..4).for_each(|at| sum[at] += counts[at]);
            if counts.iter().any(|&count| count > 0) {
                table += &row(counts, path);
            }
        }
        let articles = self.rows.len();
        let last = row(&sum, &format!("in {articles} article{}", if articles == 1 { "" } else { "s" }));
        let head = format!("{:>8} {:>8} {:>8} {:>8}\n", "mentions", "quotes", "dates", "parts");
        let _ = write!(std::io::stderr().lock(), "{head}{table}{last}");
    }
}

fn row(counts: &[usize; 4], name: &str) -> String {
    let [mentions, quotes, dates, parts] = counts;
    format!("{mentions:>8} {quotes:>8} {dates:>8} {parts:>8}  {name}\n")
}
