//! `newsmark check`

mod args;
mod baseline;
mod cache;
mod changed;
mod compare;
mod mend;
mod reports;
mod selection;
mod watch;

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use self::baseline::{Baseline, Entry};
use self::cache::{Cache, Seen};
use self::compare::Quotations;
use self::mend::Mended;
use self::reports::Reports;
use super::input::{Input, Wanted, find_wanted, is_stdin};
use super::output::{self, Output};
use super::progress::Progress;
use super::report::{Checked, Colors, Summary};
use super::{Exit, Failure, tell};
use crate::article::Article;
use crate::rules::{self, Context, OtherQuotes, Severity};
use crate::syntax::parse;
use crate::workspace::{Error, QuoteFact, Reason};

pub use args::{Args, RuleArgs};
pub use selection::command_line;

/// How many files are mended before the differences are written: enough to keep all cores busy, few enough that
/// these take little memory.
const BATCH: usize = 512;

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let colors = args.report.color.decide();
    refuse(args)?;
    if args.run.watch { watch::run(args, colors) } else { once(args, colors).map(|(exit, _)| exit) }
}

/// Says no to what can't be meant.
fn refuse(args: &Args) -> Result<(), Failure> {
    if args.mend.unsafe_fixes && !args.mend.fix && !args.mend.diff {
        return Err("--unsafe-fixes needs --fix or --diff".into());
    }
    if args.mend.diff && !args.report.output_file.is_empty() {
        return Err("--diff shows changes, not findings; leave out --output-file".into());
    }
    let is_stdin_wanted = paths(args).iter().any(|path| is_stdin(path));
    if args.files.stdin_filename.is_some() && !is_stdin_wanted {
        return Err("--stdin-filename needs `-` among the paths".into());
    }
    if args.run.watch && is_stdin_wanted {
        return Err("standard input can't be watched".into());
    }
    // Before anything is read, and once, even if it is watched.
    selection::command_line(&args.rules)?;
    Ok(())
}

/// The paths; whoever names the text on standard input means it.
fn paths(args: &Args) -> Vec<PathBuf> {
    if args.paths.is_empty() && args.files.stdin_filename.is_some() {
        vec!["-".into()]
    } else {
        args.paths.clone()
    }
}

/// The same; without any, the current folder.
fn paths_or_here(args: &Args) -> Vec<PathBuf> {
    let paths = paths(args);
    if paths.is_empty() { vec![".".into()] } else { paths }
}

/// Checks all articles once. Returns them, too, so that they can be watched.
fn once(args: &Args, colors: Colors) -> Result<(Exit, Vec<Input>), Failure> {
    let paths = paths(args);
    let mends_stdin = args.mend.fix && paths.iter().any(|path| is_stdin(path));
    let reports = Reports::new(&args.report, colors, mends_stdin)?;
    let wanted = Wanted {
        paths: &paths,
        stdin_name: args.files.stdin_filename.as_deref(),
        force_exclude: args.files.force_exclude,
        command_line: selection::command_line(&args.rules)?,
    };
    let (mut inputs, troubles) = find_wanted(wanted);
    if args.files.changed {
        changed::only_changed(&mut inputs, args.files.since.as_deref())?;
    }
    let path = args.baseline.baseline.as_deref();
    let baseline = path.map(|path| Baseline::read(path, args.baseline.write_baseline)).transpose()?;
    let mut summary = Summary { troubles, ..Summary::default() };
    let changes = if args.mend.diff {
        show_changes(args, &inputs, &mut summary)?
    } else {
        check_all(args, &reports, &inputs, baseline, &mut summary)?;
        0
    };
    let fails = changes > 0 || summary.at_least(args.end.deny.least()) > 0;
    let exit = match summary.troubles {
        1.. => Exit::Trouble,
        0 if fails && !args.end.exit_zero && !args.baseline.write_baseline => Exit::Findings,
        0 => Exit::Clean,
    };
    Ok((exit, inputs))
}

/// Checks, mends and reports all articles.
fn check_all(
    args: &Args,
    reports: &Reports,
    inputs: &[Input],
    mut baseline: Option<Baseline>,
    summary: &mut Summary,
) -> Result<(), Failure> {
    let mut outputs = reports.open(inputs)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.run.jobs.min(inputs.len())).build()?;
    let progress = Progress::new("Checking", inputs.len());
    let known = baseline.as_ref().filter(|_| !args.baseline.write_baseline);
    let mut entries: Vec<(PathBuf, Vec<Entry>)> = Vec::new();
    // With a baseline or fixes, each article has to be read.
    let remembers = !args.run.no_cache && baseline.is_none() && !args.mend.fix;
    let cache = if remembers { Cache::open(inputs) } else { Cache::none() };
    let one = |input: &Input| {
        let (seen, clean) = cache.look(input).unzip();
        let outcome = match clean.flatten() {
            Some(quotes) => {
                let reports = reports.clean_article(&input.path);
                Ok(Outcome { reports, quotes: quotes.to_vec(), ..Outcome::default() })
            }
            None => check(args, input, known, reports, None),
        };
        progress.step();
        outcome.map(|outcome| Outcome { seen, ..outcome })
    };
    let mut outcomes: Vec<Result<Outcome, Error>> = pool.install(|| inputs.par_iter().map(one).collect());
    drop(progress);
    cache.write(inputs.iter().zip(&outcomes).filter_map(|(input, outcome)| {
        let outcome = outcome.as_ref().ok()?;
        Some((input, outcome.seen.as_ref()?, outcome.severities.is_empty().then_some(&*outcome.quotes)))
    }));
    pool.install(|| compare(args, inputs, known, reports, &mut outcomes));
    for (input, outcome) in inputs.iter().zip(outcomes) {
        let mended = match outcome {
            Ok(outcome) => {
                summary.articles += 1;
                outcome.severities.iter().for_each(|severity| summary.add(*severity));
                summary.fixable += outcome.fixable;
                summary.known += outcome.known.0;
                summary.gone += outcome.known.1;
                outputs.write(&outcome.reports)?;
                if args.baseline.write_baseline {
                    entries.push((input.path.clone(), outcome.entries));
                }
                outcome.mended.map_or(Ok(()), |(before, mended)| finish(input, &before, &mended, summary))
            }
            Err(error) => {
                if let Reason::NotUtf8(wrong) = &error.reason {
                    outputs.write(&reports.unreadable(input, wrong))?;
                }
                Err(error.into())
            }
        };
        if let Err(error) = mended {
            tell(error);
            summary.troubles += 1;
        }
    }
    outputs.finish(summary)?;
    if let (Some(mut baseline), Some(path), true) =
        (baseline.take(), args.baseline.baseline.as_deref(), args.baseline.write_baseline)
    {
        entries.into_iter().for_each(|(path, entries)| baseline.set(&path, entries));
        let count = baseline.write(path)?;
        eprintln!(
            "{} in {} will not be shown any more.",
            super::report::count(count, "finding"),
            path.display()
        );
    }
    Ok(())
}

/// Checks those articles again of which it turned out that others may say the same.
fn compare(
    args: &Args,
    inputs: &[Input],
    baseline: Option<&Baseline>,
    reports: &Reports,
    outcomes: &mut [Result<Outcome, Error>],
) {
    let checked = inputs.iter().zip(&*outcomes);
    let checked = checked.filter_map(|(input, outcome)| Some((input, outcome.as_ref().ok()?.quotes.clone())));
    let quotations = Quotations::new(checked, &paths_or_here(args));
    let contested = inputs.par_iter().zip(outcomes).filter_map(|(input, outcome)| {
        let others = quotations.of(input)?;
        Some((input, outcome, others))
    });
    let contested: Vec<_> = contested.collect();
    let progress = Progress::new("Comparing", contested.len());
    contested.into_par_iter().for_each(|(input, outcome, others)| {
        // Standard input has no path, by which it could be read again.
        let path = input.absolute_path().map(Arc::from);
        let quotes = outcome.as_ref().map_or(&[][..], |outcome| &outcome.quotes);
        if path.is_none_or(|path| rules::conflicts_elsewhere(quotes, &path, others, &input.workspace)) {
            *outcome = check(args, input, baseline, reports, Some(others));
        }
        progress.step();
    });
}

/// Writes a mended article.
fn finish(input: &Input, before: &str, mended: &Mended, summary: &mut Summary) -> Result<(), Failure> {
    match input.shown_path() {
        None => output::write(None, &mended.text)?,
        Some(path) if mended.fixes > 0 => output::replace(path, before, &mended.text)?,
        Some(_) => {}
    }
    summary.fixed += mended.fixes;
    Ok(())
}

/// What came of checking an article.
#[derive(Default)]
struct Outcome {
    severities: Vec<Severity>,
    reports: Vec<String>,
    /// How many findings have a safe fix.
    fixable: usize,
    /// How many findings the baseline holds, and how many of those it holds are gone.
    known: (usize, usize),
    /// What a new baseline shall hold.
    entries: Vec<Entry>,
    /// Its quotations, as those of others are compared with them.
    quotes: Vec<QuoteFact>,
    /// The text before and after fixes, if they were asked for.
    mended: Option<(String, Mended)>,
    /// What tells whether the article has changed since, where that is remembered.
    seen: Option<Seen>,
}

fn check(
    args: &Args,
    input: &Input,
    baseline: Option<&Baseline>,
    reports: &Reports,
    others: Option<&compare::Root>,
) -> Result<Outcome, Error> {
    let mut source = input.read()?;
    let workspace = &*input.workspace;
    let path = input.absolute_path();
    let mut outcome = Outcome::default();
    if args.mend.fix {
        let mended = mend::mended(&source, path.as_deref(), workspace, args.mend.unsafe_fixes);
        let before = std::mem::replace(&mut source, mended.text.clone());
        outcome.mended = Some((before, mended));
    }
    let tree = parse(&source);
    let article = Article::new(&source, &tree, &workspace.vocabulary);
    let mut context = Context::new(&article, path.as_deref(), workspace);
    context.others = others.map(|others| others as &dyn OtherQuotes);
    let findings = rules::check(&context);
    if rules::is_compared(workspace) {
        outcome.quotes = context.quotes().to_vec();
    }
    if findings.is_empty() && baseline.is_none() {
        outcome.reports = reports.clean_article(&input.path);
        return Ok(outcome);
    }
    let mut checked = Checked::new(&input.path, &source, &tree, workspace, findings);
    if let Some(baseline) = baseline {
        outcome.known = baseline.take_known(&input.path, &mut checked);
    }
    outcome.severities = checked.findings.iter().map(|finding| finding.severity).collect();
    outcome.fixable =
        checked.findings.iter().filter(|finding| finding.fixes.iter().any(|fix| fix.safe)).count();
    if args.baseline.write_baseline {
        outcome.entries = baseline::entries(&checked);
    }
    outcome.reports = reports.article(&checked);
    Ok(outcome)
}

/// Shows what fixes would change. Returns in how many articles.
fn show_changes(args: &Args, inputs: &[Input], summary: &mut Summary) -> Result<usize, Failure> {
    let mut output = Output::open(None)?;
    let mut changed = 0;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.run.jobs.min(inputs.len())).build()?;
    for batch in inputs.chunks(BATCH) {
        let one = |input: &Input| -> Result<String, Error> {
            let before = input.read()?;
            let path = input.absolute_path();
            let mended = mend::mended(&before, path.as_deref(), &input.workspace, args.mend.unsafe_fixes);
            Ok(if mended.fixes > 0 {
                output::diff(&input.path, &before, &mended.text)
            } else {
                String::new()
            })
        };
        let diffs: Vec<_> = pool.install(|| batch.par_iter().map(one).collect());
        for diff in diffs {
            match diff {
                Ok(diff) => {
                    changed += usize::from(!diff.is_empty());
                    output.write(&diff)?;
                }
                Err(error) => {
                    tell(error);
                    summary.troubles += 1;
                }
            }
        }
    }
    output.finish()?;
    Ok(changed)
}
