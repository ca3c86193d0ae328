//! The PolNeAR corpus of attributions in US news (Newell, Margolin and Ruths 2018), read in place: a folder
//! `text/` with articles and a folder `attributions/` with brat stand-off.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use rustc_hash::FxHashMap;

use super::characters::{Characters, characters, shared, trimmed};
use super::matching::best_pairs;
use super::score::Score;
use crate::text::Span;

/// An article and its attributions.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name of its file, without ending.
    pub name: String,
    /// The text.
    pub text: String,
    /// The attributions of the first annotator.
    pub attributions: Vec<Attribution>,
}

/// An attribution: source, cue and content, each in pieces (bytes of the text).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// Who says it.
    pub source: Vec<Span>,
    /// What says that it is said.
    pub cue: Vec<Span>,
    /// What is said.
    pub content: Vec<Span>,
}

/// Reads a split of the corpus; of articles with several annotators, the first.
///
/// # Errors
/// If the folder or a file in it can't be read.
pub fn read(folder: &Path) -> io::Result<Vec<Document>> {
    let mut files: Vec<_> = fs::read_dir(folder.join("attributions"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ann"));
    files.sort();
    let mut documents: BTreeMap<String, Document> = BTreeMap::new();
    for file in files {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = stem.rsplit_once('_').map_or(stem.as_str(), |(name, _)| name).to_string();
        let path = folder.join("text").join(format!("{name}.txt"));
        if documents.contains_key(&name) || !path.exists() {
            continue;
        }
        let text = fs::read_to_string(path)?;
        let attributions = attributions(&fs::read_to_string(&file)?, &text);
        documents.insert(name.clone(), Document { name, text, attributions });
    }
    Ok(documents.into_values().collect())
}

/// The attributions of a stand-off file; its offsets count code points.
fn attributions(standoff: &str, text: &str) -> Vec<Attribution> {
    let mut bytes: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
    bytes.push(text.len() as u32);
    let place = |point: &str| {
        let point: usize = point.parse().ok()?;
        Some(bytes[point.min(bytes.len() - 1)])
    };
    let mut spans: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
    for line in standoff.lines().filter(|line| line.starts_with('T')) {
        let mut columns = line.split('\t');
        let (Some(id), Some(value)) = (columns.next(), columns.next()) else { continue };
        let Some((_, places)) = value.split_once(' ') else { continue };
        let piece = |piece: &str| {
            let (start, end) = piece.split_once(' ')?;
            Some(Span { start: place(start)?, end: place(end)? })
        };
        if let Some(pieces) = places.split(';').map(piece).collect() {
            spans.insert(id, pieces);
        }
    }
    let event = |line: &str| {
        let mut attribution = Attribution::default();
        for part in line.split('\t').nth(1).unwrap_or_default().split_whitespace() {
            let Some((role, id)) = part.split_once(':') else { continue };
            let pieces = spans.get(id).cloned().unwrap_or_default();
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => attribution.source.extend(pieces),
                "Cue" => attribution.cue.extend(pieces),
                "Content" => attribution.content.extend(pieces),
                _ => {}
            }
        }
        attribution
    };
    standoff.lines().filter(|line| line.starts_with('E')).map(event).collect()
}

/// Which attributions are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// All: what is said, believed, planned.
    All,
    /// Those whose cue holds a verb of saying or "according to".
    Speech,
    /// All of the content in quotation marks.
    Direct,
    /// Some of it.
    Mixed,
    /// None of it.
    Indirect,
}

impl View {
    /// All views with their names.
    pub const ALL: [(&'static str, Self); 5] = [
        ("all", Self::All),
        ("speech", Self::Speech),
        ("direct", Self::Direct),
        ("mixed", Self::Mixed),
        ("indirect", Self::Indirect),
    ];
}

/// The scores of one view.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    /// The content overlaps by half.
    pub content: Score,
    /// The content overlaps by .9.
    pub tight: Score,
    /// The content overlaps by half, and the source overlaps.
    pub attribution: Score,
}

/// An attribution as it is compared.
struct Compared {
    content: Characters,
    source: Characters,
    kind: View,
    speech: bool,
}

impl Compared {
    fn new(text: &str, attribution: &Attribution) -> Self {
        Self {
            content: characters(text, &trimmed(text, &attribution.content)),
            source: characters(text, &attribution.source),
            kind: kind(text, &attribution.content),
            speech: is_speech(&joined(text, &attribution.cue)),
        }
    }

    fn is_in(&self, view: View) -> bool {
        view == View::All || view == View::Speech && self.speech || view == self.kind
    }
}

/// Adds the scores of `predicted` on one document, one for each view. What matches an attribution outside
/// of a view does not count against it.
pub fn score(document: &Document, predicted: &[Attribution], scores: &mut [Scores; 5]) {
    let text = &document.text;
    let compared = |attributions: &[Attribution]| -> Vec<Compared> {
        let with_content = attributions.iter().filter(|attribution| !attribution.content.is_empty());
        with_content.map(|attribution| Compared::new(text, attribution)).collect()
    };
    let (gold, predicted) = (compared(&document.attributions), compared(predicted));
    let contents = |all: &[Compared]| all.iter().map(|one| one.content.clone()).collect::<Vec<_>>();
    let pairs = best_pairs(&contents(&gold), &contents(&predicted), 0.5);
    for ((_, view), scores) in View::ALL.into_iter().zip(scores) {
        let inside: Vec<_> = pairs.iter().filter(|pair| gold[pair.gold].is_in(view)).collect();
        let outside = pairs.len() - inside.len();
        let counted = match view {
            View::All => predicted.len(),
            View::Speech => predicted.len() - outside,
            _ => {
                let matched = |at: usize| inside.iter().any(|pair| pair.predicted == at);
                (0..predicted.len()).filter(|&at| predicted[at].kind == view || matched(at)).count()
            }
        };
        let attributed = |pair: &&&super::Pair| {
            let source = &gold[pair.gold].source;
            source.is_empty() || shared(source, &predicted[pair.predicted].source) > 0
        };
        let expected = gold.iter().filter(|one| one.is_in(view)).count();
        let of = |right| Score { right, predicted: counted, gold: expected };
        scores.content += of(inside.len());
        scores.tight += of(inside.iter().filter(|pair| pair.overlap >= 0.9).count());
        scores.attribution += of(inside.iter().filter(attributed).count());
    }
}

fn joined(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ")
}

/// The kind of a content, by the quotation marks in it.
fn kind(text: &str, content: &[Span]) -> View {
    let text = joined(text, content).trim().replace("''", "\"").replace("``", "\"");
    let is_mark = |c: char| matches!(c, '"' | '“' | '”');
    if !text.contains(is_mark) {
        return View::Indirect;
    }
    let inner = text.trim_matches([' ', ',', '.']);
    let opens = inner.starts_with(['"', '“']);
    let closes = inner.ends_with(['"', '”']);
    let between: String = {
        let mut letters = inner.chars();
        letters.next();
        letters.next_back();
        letters.collect()
    };
    if opens && !between.contains(is_mark) {
        return View::Direct;
    }
    if opens && closes && share_inside(inner) > 0.9 {
        return View::Direct;
    }
    View::Mixed
}

/// The part of the characters that stands between marks.
fn share_inside(text: &str) -> f64 {
    let (mut inside, mut within, mut all) = (false, 0, 0);
    for c in text.chars() {
        match c {
            '“' => inside = true,
            '”' => inside = false,
            '"' => inside = !inside,
            _ => {
                all += 1;
                within += usize::from(inside);
            }
        }
    }
    if all == 0 { 0.0 } else { f64::from(within as u32) / f64::from(all as u32) }
}

/// The verbs that make an attribution one of speech, in the evaluation of the corpus.
const SPEECH: &str = "say tell add announce note state claim insist argue warn explain declare report reply \
    respond write tweet ask suggest confirm acknowledge admit assert stress maintain remark comment recall quip \
    complain concede contend deny testify reiterate emphasize continue conclude predict promise vow pledge urge \
    call observe point repeat joke mention describe";

const IRREGULAR: &[&str] = &[
    "said",
    "says",
    "saying",
    "told",
    "wrote",
    "written",
    "denied",
    "denies",
    "denying",
    "replied",
    "replies",
    "testified",
    "testifies",
    "reiterated",
    "quipped",
    "admitted",
    "admitting",
];

fn is_speech(cue: &str) -> bool {
    let cue = cue.to_lowercase();
    cue.contains("according to") || cue.split(|c: char| !c.is_ascii_lowercase()).any(is_speech_verb)
}

fn is_speech_verb(word: &str) -> bool {
    let listed = |word: &str| SPEECH.split_whitespace().any(|verb| verb == word);
    if IRREGULAR.contains(&word) || listed(word) {
        return true;
    }
    let stems = ["ing", "ed", "es", "s", "d"].into_iter().filter_map(|ending| word.strip_suffix(ending));
    stems.into_iter().any(|stem| listed(stem) || listed(&format!("{stem}e")))
}
