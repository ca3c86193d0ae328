//! The pages of the rules: their examples, of which the first fails by its rule and the later ones pass, and the
//! files in `docs/` that are made of them.

use std::env;
use std::fs;
use std::path::Path;

use newsmark::article::Article;
use newsmark::rules::{self, Context, Finding, RULES, Rule, check};
use newsmark::syntax::{bare_text, parse};
use newsmark::text::apply_edits;
use newsmark::workspace::{Level, Registry, Workspace};

fn findings(source: &str) -> Vec<Finding> {
    findings_in(&Workspace::default(), source)
}

fn findings_in(workspace: &Workspace, source: &str) -> Vec<Finding> {
    let tree = parse(source);
    let article = Article::new(source, &tree, &workspace.vocabulary);
    check(&Context::new(&article, None, workspace))
}

/// The examples on a page, and the workspace that they stand in: an example headed `entities.nmk` is its registry.
/// Those headed `escapes` write characters that nobody can see as Rust does.
fn page(rule: &Rule) -> (Workspace, Vec<String>) {
    let mut workspace = Workspace::default();
    let mut examples = Vec::new();
    for part in rule.docs.split("```newsmark").skip(1) {
        let (about, rest) = part.split_once('\n').expect("a line ends");
        let text = rest.split_once("```").expect("the example ends").0;
        match about.trim() {
            "entities.nmk" => {
                workspace.registry = Registry::from_sources([("/entities.nmk".into(), text.to_string())]);
            }
            "escapes" => examples
                .push(text.replace("\\r", "\r").replace("\\u{b}", "\u{b}").replace("\\u{fffd}", "\u{fffd}")),
            "" => examples.push(text.to_string()),
            about => panic!("{}: an example headed {about}", rule.name),
        }
    }
    if rule.is_off() {
        workspace.config.command_line.levels.insert(rule.name.to_string(), Level::Warning);
    }
    (workspace, examples)
}

#[test]
fn every_page_has_its_headings() {
    for rule in RULES {
        let headings: Vec<_> = rule.docs.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let mut expected = vec!["What it does", "Why it matters", "Example", "Instead"];
        if !rule.options.is_empty() {
            expected.push("Options");
        }
        assert_eq!(headings, expected, "{}", rule.name);
        let options = rule.docs.split_once("## Options\n").map_or("", |(_, options)| options);
        let told: Vec<&str> = options.lines().filter(|line| line.starts_with("- ")).collect();
        let expected: Vec<String> =
            rule.options.iter().map(|option| format!("- `{}`: {}", option.name, option.about)).collect();
        assert_eq!(told, expected, "{}", rule.name);
    }
}

#[test]
fn the_first_example_fails_by_its_rule_and_by_no_other() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let (workspace, examples) = page(rule);
        let found = findings_in(&workspace, &examples[0]);
        if found.is_empty() {
            wrong.push(format!("{} finds nothing in its example", rule.name));
        }
        for finding in found.iter().filter(|finding| finding.rule != rule.name || finding.help.is_none()) {
            wrong.push(format!("{}: {finding:#?}", rule.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_later_examples_pass() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let (workspace, examples) = page(rule);
        assert!(examples.len() > 1, "{} shows no way out", rule.name);
        for example in &examples[1..] {
            wrong.extend(
                findings_in(&workspace, example).iter().map(|found| format!("{}: {found:#?}", rule.name)),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What each fix makes of an article, with the rule that offers it.
fn mended(source: &str) -> Vec<(&'static str, String, String)> {
    let found = findings(source).into_iter();
    let fixes = found.flat_map(|finding| finding.fixes.into_iter().map(move |fix| (finding.rule, fix)));
    fixes.map(|(rule, fix)| (rule, fix.title, apply_edits(source, &fix.edits))).collect()
}

/// Articles, what a fix says that it does, and what it makes of them.
const CASES: &[(&str, &str, &str)] = &[
    ("[Ana spoke.\n", "Make it a plain bracket: `\\[`", "\\[Ana spoke.\n"),
    ("{We go.\n", "Make it a plain bracket: `\\{`", "\\{We go.\n"),
    ("Ana @?] spoke.\n", "Make it a plain bracket: `\\]`", "Ana @?\\] spoke.\n"),
    ("[Ana :person @?] spoke.\n", "Move `:person` into the tail", "[Ana @? :person] spoke.\n"),
    (
        "{We go @? #q1} [said :cue #q1] [he #q1 @?].\n",
        "Move `#q1` into the tail",
        "{We go @? #q1} [said :cue #q1] [he @? #q1].\n",
    ),
    ("[Ana@ana] spoke.\n", "Put a space before `@ana`", "[Ana @ana] spoke.\n"),
    ("[Ana @ana.] spoke.\n", "Put the `.` behind the bracket", "[Ana @ana]. spoke.\n"),
    ("{We go ?}\n", "Write `@? ?`", "{We go @? ?}\n"),
    (
        "---\r\ndate: 2024\r\n\r\nThe port is closed.\r\n",
        "Close the records before the first line that is none",
        "---\r\ndate: 2024\r\n\r\n---\r\n\r\nThe port is closed.\r\n",
    ),
    ("---\n  date: 2024\n", "Make it metadata of the article", "---\ndate: 2024\n"),
    (
        "[Ana @anna] left [Bo @ana :person].\n",
        "Change `@anna` to `@ana`",
        "[Ana @ana] left [Bo @ana :person].\n",
    ),
    (
        "{We go @? #quay} [said :cue #quai].\n",
        "Change `#quai` to `#quay`",
        "{We go @? #quay} [said :cue #quay].\n",
    ),
    ("{We go, @? #q1+} he said.\n", "Write `#q1`", "{We go, @? #q1} he said.\n"),
    (
        "{We go, #q1} [one official :source #q1] said.\n",
        "Say that nobody knows who said it: `@?`",
        "{We go, @? #q1} [one official :source #q1] said.\n",
    ),
    ("[Monday @20240304]\n", "Write `2024-03-04`", "[Monday @2024-03-04]\n"),
    ("---\ndate: 2024/3/4\n", "Write `2024-03-04`", "---\ndate: 2024-03-04\n"),
    ("[then @2024/2023]\n", "Turn it around: `2023/2024`", "[then @2023/2024]\n"),
    ("[Ana @ana :persom] spoke.\n", "Change `:persom` to `:person`", "[Ana @ana :person] spoke.\n"),
    ("She left. [“ @ana :person]\n", "Take the brackets away", "She left. “\n"),
    ("Signed by [@duarte].\n", "Say that it is text: `\\@duarte`", "Signed by [\\@duarte].\n"),
    ("---\n@ana, Ana\n", "Write `@ana`", "---\n@ana Ana\n"),
    ("---\ndate:2024\n---\n", "Write `date:`", "---\ndate: 2024\n---\n"),
    ("---\n@ana :person Ana\n  Mayor\n", "Make it a note: `// …`", "---\n@ana :person Ana\n//   Mayor\n"),
    ("---\ndate: 2024\ndate: 2025\n---\n", "Take this line out and keep the first", "---\ndate: 2024\n---\n"),
    (
        "[Ana @ana] left.\n\n---\n@ana :person Ana Duarte\n@ana :person Anabela\n  role: Mayor\n",
        "Let this record only add to the other: `@ana | Anabela`",
        "[Ana @ana] left.\n\n---\n@ana :person Ana Duarte\n@ana | Anabela\n  role: Mayor\n",
    ),
    (
        "[Ana @ana] left.\n\n---\n@ana :person Ana\n@ana Ana\n// note\n",
        "Take this record of `@ana` out",
        "[Ana @ana] left.\n\n---\n@ana :person Ana\n// note\n",
    ),
    (
        "[Bo @bo :org] left. [It @bo :place] was there.\n",
        "Change `:place` to `:org`",
        "[Bo @bo :org] left. [It @bo :org] was there.\n",
    ),
    (
        "[A @a] met [B @b].\n\n---\n@a :person A | Duarte\n@b :person B | Duarte | C\n",
        "Take the alias “Duarte” out",
        "[A @a] met [B @b].\n\n---\n@a :person A | Duarte\n@b :person B | C\n",
    ),
    (
        "[Brandt @a :person] left, and [Brandt @b] came.\n\n---\n@a :person Tomas\n@b :person Thomas\n",
        "Change `@b` to `@a`",
        "[Brandt @a :person] left, and [Brandt @a] came.\n\n---\n@a :person Tomas\n@b :person Thomas\n",
    ),
    (
        "{We stay, @summit} the host said at [the summit @summit :event].\n",
        "Say that nobody knows who said it: `@?`",
        "{We stay, @?} the host said at [the summit @summit :event].\n",
    ),
    (
        "{We go, @? #q1} [officials @? #q1] said [Tuesday :cue #q1].\n",
        "Take the brackets away",
        "{We go, @? #q1} [officials @? #q1] said Tuesday.\n",
    ),
    (
        "---\ndate: 2021-01-05\n---\n\nIt ended on [December 28 @2012-12-28].\n",
        "Write `@2020-12-28`",
        "---\ndate: 2021-01-05\n---\n\nIt ended on [December 28 @2020-12-28].\n",
    ),
];

#[test]
fn fixes_mend_what_was_found() {
    for (source, title, expected) in CASES.iter().copied() {
        let mended = mended(source);
        let is_meant = |(_, given, text): &&(&str, String, String)| given == title && text == expected;
        let Some((rule, ..)) = mended.iter().find(is_meant) else { panic!("{source:?}: {mended:?}") };
        assert!(findings(expected).iter().all(|finding| finding.rule != *rule), "{expected:?}");
    }
}

#[test]
fn what_shadows_the_registry_gives_way() {
    let registry = "---\n@ana :person Ana Duarte\n".to_string();
    let registry = Registry::from_sources([("/entities.nmk".into(), registry)]);
    let workspace = Workspace { registry, ..Workspace::default() };
    let cases = [
        ("[Ana @ana :person #a] spoke.\n", "[Ana @ana #a] spoke.\n"),
        (
            "[Ana @ana] spoke.\n\n---\n@ana :person Annie | A.D.\n",
            "[Ana @ana] spoke.\n\n---\n@ana | Annie | A.D.\n",
        ),
        ("[Ana @ana] spoke.\n\n---\n@ana Ana Duarte\n", "[Ana @ana] spoke.\n\n---\n"),
    ];
    for (source, expected) in cases {
        let found = findings_in(&workspace, source);
        let shadow = found.iter().find(|finding| finding.rule == "shadowed-entity").expect("it is found");
        let [fix] = &shadow.fixes[..] else { panic!("{source:?}: {shadow:?}") };
        assert_eq!((fix.safe, apply_edits(source, &fix.edits)), (false, expected.to_string()));
    }
    let another = findings_in(&workspace, "[Ana @ana] burns.\n\n---\n@ana :place Santana\n");
    assert!(another.iter().all(|finding| finding.fixes.is_empty()), "somebody else is meant: {another:?}");
}

#[test]
fn a_safe_fix_keeps_the_text() {
    for rule in RULES {
        let (workspace, examples) = page(rule);
        for source in &examples {
            let safe = findings_in(&workspace, source)
                .into_iter()
                .flat_map(|finding| finding.fixes)
                .filter(|fix| fix.safe);
            for fix in safe {
                let mended = apply_edits(source, &fix.edits);
                assert_eq!(bare_text(&parse(&mended), &mended), bare_text(&parse(source), source));
            }
        }
    }
}

#[test]
fn what_has_no_right_answer_has_no_fix() {
    for source in [
        "[a day @2024-02-30]\n",
        "[text \\ :person @?]\n",
        "[Ana @nobody] spoke.\n",
        "[Ana @ana] left.\n\n---\n@ana Ana\n@ana :person Ana\n",
    ] {
        let found = findings(source);
        assert!(!found.is_empty(), "{source:?}");
        assert!(found.iter().all(|finding| finding.fixes.is_empty()), "{found:?}");
    }
}

/// What fixes a rule offers for the first example on its page, or for an article here.
fn fixes(rule: &Rule) -> String {
    let (workspace, examples) = page(rule);
    let here = CASES.iter().flat_map(|(source, ..)| findings(source));
    let found = findings_in(&workspace, &examples[0]).into_iter().chain(here);
    let found = found.filter(|finding| finding.rule == rule.name);
    let fixes: Vec<bool> = found.flat_map(|finding| finding.fixes).map(|fix| fix.safe).collect();
    match (fixes.contains(&true), fixes.contains(&false)) {
        (true, _) => "safe".to_string(),
        (false, true) => "to choose".to_string(),
        (false, false) => String::new(),
    }
}

/// `NEWSMARK_WRITE_DOCS=1 cargo test --test rules` writes the files anew.
#[test]
fn the_documentation_is_made_of_the_pages() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let mut files: Vec<_> =
        RULES.iter().map(|rule| (docs.join(format!("rules/{}.md", rule.name)), rules::page(rule))).collect();
    files.push((docs.join("rules.md"), rules::table(fixes)));
    if env::var_os("NEWSMARK_WRITE_DOCS").is_some() {
        fs::create_dir_all(docs.join("rules")).expect("the folder can be made");
        files.iter().for_each(|(path, text)| fs::write(path, text).expect("the page can be written"));
    }
    for (path, text) in &files {
        let written = fs::read_to_string(path).unwrap_or_default();
        assert!(
            written == *text,
            "{} is not what the rule says now: NEWSMARK_WRITE_DOCS=1 cargo test --test rules",
            path.display()
        );
    }
    let known = fs::read_dir(docs.join("rules")).expect("the folder is there").count();
    assert_eq!(known, RULES.len(), "docs/rules holds pages of rules that are gone");
}
