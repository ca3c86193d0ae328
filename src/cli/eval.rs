use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clap::ValueEnum;
use serde::Serialize;

use super::input::{self, Input};
use super::output::Output;
use super::{Exit, Failure, tell};
use crate::annotate::{Knowledge, USUAL_CONFIDENCE, findings};
use crate::article::{Article, Vocabulary};
use crate::eval::polnear::{self, Attribution, Scores, View};
use crate::eval::{Comparison, Score, Side, compare};
use crate::syntax::parse;
use crate::text::Positions;

/// Measure annotations against others that count as right
///
/// Two files, or two folders whose articles have the same names. Mentions count as found if they have the same
/// words; quotes if the words they share are half of what both have together. Entities may have other ids: they are
/// paired by their mentions.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// What is right
    #[arg(value_name = "GOLD", required_unless_present = "polnear")]
    gold: Option<PathBuf>,

    /// What is to be measured
    #[arg(value_name = "PREDICTED", required_unless_present = "polnear")]
    predicted: Option<PathBuf>,

    /// How the result is shown
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// Leave out the list of disagreements
    #[arg(long)]
    brief: bool,

    /// Measure the proposals for quotes on a split of the PolNeAR corpus
    #[arg(long, value_name = "FOLDER", hide = true, conflicts_with_all = ["gold", "predicted"])]
    polnear: Option<PathBuf>,

    /// The least likelihood of proposals
    #[arg(long, value_name = "NUMBER", hide = true, default_value_t = USUAL_CONFIDENCE)]
    min_confidence: f32,
}

/// How scores are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table, and a line for each disagreement
    Table,
    /// One JSON object
    Json,
}

const AFTER_HELP: &str = "\
Examples:
  newsmark eval gold.nmk mine.nmk
  newsmark eval --brief gold-folder my-folder

Exit codes:
  0  everything was compared
  2  wrong usage, something could not be read, or the texts are not the same";

pub fn run(args: &Args) -> Result<Exit, Failure> {
    if let Some(folder) = &args.polnear {
        return on_polnear(folder, args.min_confidence);
    }
    let (Some(gold), Some(predicted)) = (&args.gold, &args.predicted) else { return Ok(Exit::Trouble) };
    let mut troubles = 0;
    let mut report = Report::default();
    for (gold, predicted) in pairs(gold, predicted, &mut troubles)? {
        match one(&gold, &predicted) {
            Ok((comparison, lines)) => report.add(&comparison, lines),
            Err(error) => {
                tell(error);
                troubles += 1;
            }
        }
    }
    let mut output = Output::open(None)?;
    output.write(&match args.format {
        Format::Table => report.table(args.brief),
        Format::Json => report.json(args.brief)?,
    })?;
    output.finish()?;
    Ok(if troubles == 0 { Exit::Clean } else { Exit::Trouble })
}

/// The articles that belong together: two files, or those with the same path in two folders.
fn pairs(gold: &Path, predicted: &Path, troubles: &mut usize) -> Result<Vec<(Input, Input)>, Failure> {
    if gold.is_dir() != predicted.is_dir() {
        return Err("give two files or two folders".into());
    }
    let (golds, unread) = input::find(&[gold.to_path_buf()]);
    let (mut found, unread_too) = input::find(&[predicted.to_path_buf()]);
    *troubles += unread + unread_too;
    if !gold.is_dir() {
        return Ok(golds.into_iter().zip(found).collect());
    }
    let mut pairs = Vec::new();
    for input in golds {
        let name = input.path.strip_prefix(gold).unwrap_or(&input.path).to_path_buf();
        match found.iter().position(|other| other.path.strip_prefix(predicted).is_ok_and(|path| path == name))
        {
            Some(at) => pairs.push((input, found.swap_remove(at))),
            None => {
                tell(format_args!("{}: has no counterpart in {}", input.path.display(), predicted.display()));
                *troubles += 1;
            }
        }
    }
    Ok(pairs)
}

fn one(gold: &Input, predicted: &Input) -> Result<(Comparison, Vec<String>), Failure> {
    let (ours, theirs) = (gold.read()?, predicted.read()?);
    let (our_tree, their_tree) = (parse(&ours), parse(&theirs));
    let article = Article::new(&ours, &our_tree, &gold.workspace.vocabulary);
    let other = Article::new(&theirs, &their_tree, &predicted.workspace.vocabulary);
    let side = Side { article: &article, registry: &gold.workspace.registry };
    let comparison = compare(side, Side { article: &other, registry: &predicted.workspace.registry });
    let path = predicted.path.display();
    let comparison = comparison.map_err(|_| {
        format!("{path}: its text is not that of {}; only annotations may differ", gold.path.display())
    })?;
    let bare = &other.bare().text;
    let positions = Positions::new(bare);
    let line = |disagreement: &crate::eval::Disagreement| {
        let place = positions.position(bare, disagreement.span.start as usize);
        format!("{path}:{}: {}", place.line, disagreement.what)
    };
    let lines = comparison.disagreements.iter().map(line).collect();
    Ok((comparison, lines))
}

/// Sums over all articles.
#[derive(Default)]
struct Report {
    rows: [Score; 7],
    articles: usize,
    disagreements: Vec<String>,
}

const ROWS: [&str; 7] = [
    "mentions: span",
    "mentions: span and type",
    "mentions: span and entity",
    "quotes: content by half",
    "quotes: content exact",
    "quotes: content and source",
    "quotes: content and speaker",
];

#[derive(Serialize)]
struct Row {
    what: &'static str,
    precision: f64,
    recall: f64,
    f1: f64,
    right: usize,
    predicted: usize,
    gold: usize,
}

impl Report {
    fn add(&mut self, comparison: &Comparison, lines: Vec<String>) {
        let scores = [
            comparison.spans,
            comparison.types,
            comparison.entities,
            comparison.quotes,
            comparison.quotes_exact,
            comparison.sources,
            comparison.speakers,
        ];
        self.rows.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
        self.articles += 1;
        self.disagreements.extend(lines);
    }

    fn table(&self, brief: bool) -> String {
        let mut table = String::new();
        if !brief {
            self.disagreements.iter().for_each(|line| table += &format!("{line}\n"));
            if !self.disagreements.is_empty() {
                table.push('\n');
            }
        }
        table +=
            &format!("{:<28} precision  recall      F1    right\n", format!("{} article(s)", self.articles));
        for (what, score) in ROWS.into_iter().zip(self.rows) {
            let [precision, recall, f1] =
                [score.precision(), score.recall(), score.f1()].map(|part| 100.0 * part);
            let counts = format!("{} of {}", score.right, score.gold);
            table += &format!("{what:<28} {precision:>9.1} {recall:>7.1} {f1:>7.1}    {counts}\n");
        }
        table
    }

    fn json(&self, brief: bool) -> Result<String, Failure> {
        let row = |(what, score): (&'static str, Score)| Row {
            what,
            precision: score.precision(),
            recall: score.recall(),
            f1: score.f1(),
            right: score.right,
            predicted: score.predicted,
            gold: score.gold,
        };
        let rows: Vec<Row> = ROWS.into_iter().zip(self.rows).map(row).collect();
        let disagreements: &[String] = if brief { &[] } else { &self.disagreements };
        let report =
            serde_json::json!({ "articles": self.articles, "scores": rows, "disagreements": disagreements });
        Ok(serde_json::to_string_pretty(&report)? + "\n")
    }
}

/// Measures the proposals for quotes as the corpus is evaluated.
fn on_polnear(folder: &Path, min_confidence: f32) -> Result<Exit, Failure> {
    let documents = polnear::read(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let (vocabulary, none) = (Vocabulary::default(), Knowledge::default());
    let mut scores = [Scores::default(); 5];
    for document in &documents {
        let tree = parse(&document.text);
        let article = Article::new(&document.text, &tree, &vocabulary);
        let found = findings(&article, &none, min_confidence, &AtomicBool::new(false));
        let found = found.map_or_else(Vec::new, |found| found.quotes);
        let attribution = |quote: &crate::annotate::quotes::Found| Attribution {
            source: quote.source.into_iter().collect(),
            cue: vec![quote.cue],
            content: quote.content.to_vec(),
        };
        let predicted: Vec<Attribution> = found.iter().map(attribution).collect();
        polnear::score(document, &predicted, &mut scores);
    }
    let mut table = format!("{} articles\n{:<10}{:>6}{:>6}", documents.len(), "", "gold", "found");
    table += &format!("{:>22}{:>22}{:>22}\n", "content P/R/F", "content .9", "content and source");
    let triple = |score: Score| {
        let [precision, recall, f1] =
            [score.precision(), score.recall(), score.f1()].map(|part| 100.0 * part);
        format!("{:>22}", format!("{precision:.1} {recall:.1} {f1:.1}"))
    };
    for ((name, _), scores) in View::ALL.iter().zip(&scores) {
        let Score { predicted, gold, .. } = scores.content;
        table += &format!("{name:<10}{gold:>6}{predicted:>6}");
        table += &(triple(scores.content) + &triple(scores.tight) + &triple(scores.attribution) + "\n");
    }
    let mut output = Output::open(None)?;
    output.write(&table)?;
    output.finish()?;
    Ok(Exit::Clean)
}
