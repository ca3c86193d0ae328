//! Whatever stands in an article and wherever the cursor is: what is offered can be done, and no action changes
//! the text, except a rule's fix that takes for markup what was read as text.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsmark::ide::FilePosition;
use newsmark::ide::{
    CodeActionKind, FileEdit, Host, Loaded, code_actions, formatting, on_type_formatting, resolve_code_action,
};
use newsmark::syntax::{bare_text, parse};
use newsmark::text::{Span, apply_edits};
use newsmark::workspace::{Index, Registry, Workspace};
use proptest::prelude::*;

const FRAGMENTS: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    " @ana",
    " @bo",
    " @?",
    " @cy",
    ".",
    " @2024-3-5",
    " :person",
    " :persom",
    " :cue",
    " :role",
    " #q1",
    " #q1+",
    " #q9",
    " ?",
    "\\",
    "\\[",
    "\\ ",
    "[Ana Duarte @ana :person]",
    "[she @ana #q1]",
    "{We go @ana #q1}",
    "{We go now}",
    "{We go #q1+}",
    "{\"Stay\" she said \"here\" @bo}",
    "[said :cue]",
    "[said :cue #q1]",
    "[Bo @bo]",
    "[Bo @bo ?]",
    "{Go @bo ?}",
    "[it @cy #m1]",
    "[@x @y]",
    "[x :l [@ana @bo] @cy]",
    "Ana Duarte",
    "Ana",
    " Bo ",
    "she ",
    "// note\n",
    "# ",
    "#\t",
    "---\n",
    "\n---\n",
    "@ana :person Ana | A\n",
    "@cy :place Cy\n",
    "@ana | Annie\n",
    "  role: Mayor\n",
    "  of: @bo\n",
    "#q1\n",
    "date: 2024-3-5\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{feff}",
    " ",
    "\t",
    "word ",
    "習近平",
    "\u{a0}",
];

const ARTICLE: &str = "# Harbour cities sign\n\n[Ana Duarte @ana :person #q1] [said :cue #q1] {we go #q1}. Ana left.\n\n\
    {We stay, she said, and work @bo ?} [she @bo]. [Cy @cy] met [Bo @bo].\n\n---\n@ana | Duarte\n  of: @bo\n@cy :place Cy\n---\n";

fn text() -> impl Strategy<Value = String> {
    let fragments =
        prop::collection::vec(prop::sample::select(FRAGMENTS), 0..24).prop_map(|parts| parts.concat());
    let edited = (fragments.clone(), any::<u16>()).prop_map(|(inserted, at)| {
        let mut text = ARTICLE.to_string();
        text.insert_str(floor(ARTICLE, at as usize % (ARTICLE.len() + 1)), &inserted);
        text
    });
    prop_oneof![fragments, edited]
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn bare(text: &str) -> String {
    bare_text(&parse(text), text)
}

const REGISTRY: &str = "---\n@bo :org Bo | Bo Ltd\n@dee :person Dee\n  of: @bo\n";

/// A workspace that is nowhere on the disk, with an article and a registry open.
fn host(text: &str) -> (Host, PathBuf) {
    let root = PathBuf::from("/nowhere-on-this-disk");
    let (story, entities) = (root.join("story.nmk"), root.join("entities.nmk"));
    let registry = Registry::from_sources([(entities.clone(), REGISTRY.to_string())]);
    let workspace = Workspace { root: root.clone(), registry, ..Workspace::default() };
    let mut host = Host::default();
    host.set_folders(vec![root.clone()]);
    host.install(&Arc::from(root), Loaded { workspace, index: Index::default() });
    host.open(Arc::from(entities), 1, REGISTRY);
    host.open(Arc::from(story.clone()), 1, text);
    host.show_proposals(&story, true);
    (host, story)
}

fn check(path: &Path, text: &str, selection: Span, host: &mut Host) -> Result<(), TestCaseError> {
    let snapshot = host.snapshot();
    let open = snapshot.document(path).expect("it is open");
    snapshot.proposals(open).expect("nobody cancels");
    let safe = |edits: &FileEdit, keeps_text: bool, title: &str| {
        let before = edits.text.to_text().into_owned();
        for pair in edits.edits.windows(2) {
            prop_assert!(
                pair[0].span.end <= pair[1].span.start,
                "{}: {:?} in {:?}",
                title,
                edits.edits,
                text
            );
        }
        for edit in &edits.edits {
            prop_assert!(before.get(edit.span.range()).is_some(), "{}: {:?}", title, edit);
        }
        let after = apply_edits(&before, &edits.edits);
        prop_assert!(after != before, "{}: changes nothing in {:?} at {:?}", title, text, selection);
        if keeps_text {
            prop_assert_eq!(
                bare(&after),
                bare(&before),
                "{}: {:?} at {:?} became {:?}",
                title,
                text,
                selection,
                after
            );
        }
        Ok(())
    };
    for action in code_actions(&snapshot, path, selection) {
        let Ok(Some(edit)) = resolve_code_action(&snapshot, &action.chosen) else { continue };
        let may_change = action.kind == CodeActionKind::QuickFix && action.chosen.action == "fix";
        for file in &edit.files {
            safe(file, !may_change, &action.title)?;
        }
    }
    let at = FilePosition { path, offset: selection.end };
    let laid_out = [
        formatting(&snapshot, path),
        on_type_formatting(&snapshot, at, ']'),
        on_type_formatting(&snapshot, at, '\n'),
    ];
    for edits in laid_out.into_iter().filter(|edits| !edits.is_empty()) {
        let text = snapshot.text(path).expect("it is open");
        safe(&FileEdit::new(Arc::from(path), Some(1), text, edits), true, "layout")?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn actions_keep_the_text(text in text(), places in prop::collection::vec((any::<u16>(), 0..30_usize), 6)) {
        let (mut host, path) = host(&text);
        for (at, len) in places {
            let start = floor(&text, at as usize % (text.len() + 1));
            let end = floor(&text, (start + len).min(text.len()));
            check(&path, &text, Span::new(start, start), &mut host)?;
            check(&path, &text, Span::new(start, end), &mut host)?;
        }
    }
}
