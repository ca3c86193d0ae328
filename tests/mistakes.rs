//! Mistakes that people make, put one by one into annotated articles: each is found by the rule that is meant for it, in
//! its place, and nothing else is found.
//!
//! The articles are those of `examples/`, and a real one if it is there (`NEWSMARK_SEED`, or `../shared/seed`).

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use newsmark::article::Article;
use newsmark::rules::{Context, Finding, check, known_rules};
use newsmark::syntax::parse;
use newsmark::workspace::Workspace;

/// What is wrong; the text and what takes its place, once; the rule, and the places where it finds something.
type Mistake = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

/// In the real article.
const SEED: &[Mistake] = &[
    (
        "another day",
        "July 28, 2021 @2021-07-28",
        "July 28, 2021 @2021-07-27",
        "date-mismatch",
        &["@2021-07-27"],
    ),
    (
        "another weekday",
        "Wednesday @2021-07-28",
        "Wednesday @2021-07-27",
        "weekday-mismatch",
        &["@2021-07-27"],
    ),
    ("the wrong week", "Wednesday @2021-07-28", "Wednesday @2021-06-30", "relative-date", &["@2021-06-30"]),
    ("another year", "[July 28 @2021-07-28", "[July 28 @2012-07-28", "distant-date", &["@2012-07-28"]),
    ("no such day", "[June @2021-06]", "[June @2021-06-31]", "invalid-date", &["@2021-06-31"]),
    (
        "a date twice",
        "date: 2021-07-29\n",
        "date: 2021-07-29\ndate: 2021-07-30\n",
        "duplicate-metadata",
        &["date"],
    ),
    ("no date", "date: 2021-07-29\n", "", "article-without-date", &["source"]),
    ("a misspelt id of a part", " :cue #q5]", " :cue #q55]", "undefined-id", &["#q55"]),
    ("the wrong country", "{[China @china]-", "{[China @russia]-", "name-of-another", &["@russia"]),
    ("the same item twice", "wikidata: Q159", "wikidata: Q148", "duplicate-wikidata", &["Q148"]),
    ("an item in small letters", "wikidata: Q148", "wikidata: q148", "malformed-wikidata", &["q148"]),
    (
        "a forgotten mention",
        "[Central Asia @central-asia], and attaches",
        "Central Asia, and attaches",
        "unmarked-name",
        &["Central Asia"],
    ),
    ("a misspelt relation", "in: @tajikistan", "in: @tadjikistan", "undefined-relation", &["@tadjikistan"]),
    ("a misspelt label", "[said :cue #q1]", "[said :cu #q1]", "unknown-label", &[":cu"]),
    ("a cue that says nothing", "[said :cue #q2]", "[Monday :cue #q2]", "odd-cue", &["[Monday :cue #q2]"]),
    ("a piece that does not go on", " #q9}", " #q9+}", "broken-continuation", &["#q9+"]),
    ("a character that nobody sees", "today's", "today\u{b}'s", "control-character", &["\u{b}"]),
    ("a wrong encoding", "pandemic", "pandÃ©mic", "mojibake", &["Ã©"]),
    ("another line end", "\n", "\r\n", "mixed-line-ends", &["\r\n"]),
    ("a misspelt key", "role: Minister", "rolle: Minister", "unknown-key", &["rolle"]),
    (
        "a record too many",
        "@tajikistan :place",
        "@almaty :place Almaty\n@tajikistan :place",
        "unused-definition",
        &["@almaty"],
    ),
    ("an alias of another", "| SCO", "| Xinhua", "shared-alias", &["Xinhua"]),
    ("a label against the marks", " #q1}", " :direct #q1}", "wrong-quote-type", &[":direct"]),
    ("a comma in the brackets", "[noted :cue #q3]", "[noted, :cue #q3]", "untidy-span", &[","]),
    (
        "a mention twice",
        "[its @russia]",
        "[[its @russia] @russia]",
        "duplicate-mention",
        &["[[its @russia] @russia]"],
    ),
    ("a bracket left open", " [said :cue #q4]", " [ said", "unclosed-bracket", &["["]),
    ("a label behind the id", " :cue #q6]", " #q6 :cue]", "tail-order", &["#q6"]),
    ("a closer too many", "[said :cue #q7]", "said :cue #q7]", "stray-closer", &["]"]),
];

/// In the examples, by the end of the file's name.
const EXAMPLES: &[(&str, Mistake)] = &[
    (
        "tide-wall",
        (
            "a mark outside of the braces",
            "{\"[We @cities] build now,\" @duarte #q2}",
            "{\"[We @cities] build now @duarte #q2},\"",
            "unbalanced-marks",
            &["\""],
        ),
    ),
    (
        "tide-wall",
        (
            "a forgotten quotation",
            "{\"Nobody signs a blank cheque here,\" @okafor #q5} [she @okafor #q5] [said :cue #q5].",
            "\"Nobody signs a blank cheque here,\" [she @okafor] said.",
            "unmarked-quote",
            &["\"Nobody signs a blank cheque here,\""],
        ),
    ),
    (
        "tide-wall",
        ("an id alone", "[The league @league] meets", "[The league @league #m1] meets", "lone-id", &["#m1"]),
    ),
    (
        "tide-wall",
        (
            "a tail without text",
            "[reporters :addressee #q2]",
            "[reporters :addressee #q2] [@duarte]",
            "empty-annotation",
            &["@duarte"],
        ),
    ),
    (
        "tide-wall",
        (
            "a type that the registry gives",
            "[Ana Duarte @duarte #q1]",
            "[Ana Duarte @duarte :person #q1]",
            "shadowed-entity",
            &["@duarte"],
        ),
    ),
    (
        "tide-wall",
        (
            "a quotation out of nowhere",
            "\n\nWork at [Gull Point",
            "\n\nThe rain stopped. {\"That was all,\" @okafor} they heard.\n\nWork at [Gull Point",
            "quote-without-source",
            &["{\"That was all,\" @okafor}"],
        ),
    ),
    (
        "tide-wall",
        (
            "a misremembered id",
            "[Piet Halloran @halloran]",
            "[Piet Halloran @piet]",
            "undefined-entity",
            &["@piet"],
        ),
    ),
    (
        "tide-wall",
        ("another speaker than the source", "@okafor #q4}", "@brandt #q4}", "speaker-mismatch", &["@brandt"]),
    ),
    (
        "tide-wall",
        ("a character that was lost", "Customs House", "Customs \u{fffd}ouse", "not-utf8", &["\u{fffd}"]),
    ),
    (
        "tide-wall",
        (
            "a guess left in",
            "[Fishermen @fishermen :group]",
            "[Fishermen @fishermen :group ?]",
            "unconfirmed-suggestion",
            &["[Fishermen @fishermen :group ?]"],
        ),
    ),
    (
        "tide-wall",
        (
            "nobody speaks",
            "{[Port Ellery @ellery] lost 14 days of port traffic to flooding between [December and February @2023-12/2024-02] @authority #q6}, [according to :cue #q6] the [[Port Ellery @ellery] Harbour Authority @authority :org #q6]",
            "{[Port Ellery @ellery] lost 14 days of port traffic to flooding between [December and February @2023-12/2024-02] #q6}, [according to :cue #q6] the [[Port Ellery @ellery] Harbour Authority @authority :org]",
            "quote-without-speaker",
            &[
                "{[Port Ellery @ellery] lost 14 days of port traffic to flooding between [December and February @2023-12/2024-02] #q6}",
            ],
        ),
    ),
    (
        "tide-wall",
        (
            "a field in the margin of nothing",
            "\n---\n// Most",
            "\n---\n  note: none\n// Most",
            "field-without-record",
            &["note: none"],
        ),
    ),
    (
        "ferry-inquiry",
        (
            "a speaker that is a thing",
            "[Tern Lines @tern-lines :org]",
            "[Tern Lines @tern-lines :product]",
            "mute-speaker",
            &["@tern-lines"],
        ),
    ),
    (
        "ferry-inquiry",
        (
            "one text for two",
            "[Mira Solheim @solheim] reported",
            "[Old Pier @crew] [Old Pier @inquiry] [Mira Solheim @solheim] reported",
            "ambiguous-mention",
            &["@inquiry"],
        ),
    ),
    (
        "strait-talks",
        (
            "the words of another",
            "@moss #q2}, [Moss @moss #q2]",
            "@karran #q2}, [Karran @karran #q2]",
            "conflicting-speakers",
            &["{[Marenia @marenia]-", "{Through a year of drought"],
        ),
    ),
    (
        "strait-talks",
        (
            "two records for one",
            "@coast-guards :group",
            "@strait :place The strait\n@coast-guards :group",
            "duplicate-definition",
            &["@strait"],
        ),
    ),
    (
        "strait-talks",
        (
            "a record that is none",
            "\n@coast-guards :group",
            "\n@coast, guards\n@coast-guards :group",
            "malformed-record",
            &["@coast, guards"],
        ),
    ),
    (
        "strait-talks",
        (
            "a slip in a tail",
            "[Gull Point @gull-point]",
            "[Gull Point@gull-point]",
            "malformed-tail",
            &["Point@gull-point"],
        ),
    ),
];

fn findings(source: &str, path: Option<&Path>, workspace: &Workspace) -> Vec<Finding> {
    let tree = parse(source);
    let article = Article::new(source, &tree, &workspace.vocabulary);
    check(&Context::new(&article, path, workspace))
}

/// What is not as it should be, if anything.
fn wrong(text: &str, path: Option<&Path>, workspace: &Workspace, mistake: &Mistake) -> Option<String> {
    let (name, old, new, rule, places) = mistake;
    if !text.contains(old) {
        return Some(format!("{name}: `{old}` is not there"));
    }
    let with_mistake = text.replacen(old, new, 1);
    let found = findings(&with_mistake, path, workspace);
    let shown: Vec<String> = found
        .iter()
        .map(|finding| format!("{} `{}`", finding.rule, finding.span.of(&with_mistake)))
        .collect();
    let fits = found.len() == places.len()
        && found.iter().zip(*places).all(|(finding, place)| {
            finding.rule == *rule && finding.span.of(&with_mistake).starts_with(place)
        });
    if fits {
        let line = with_mistake[..found[0].span.start as usize].matches('\n').count() + 1;
        println!("{name} | {rule} | line {line}: {}", places[0].escape_debug());
        return None;
    }
    Some(format!("{name}: {rule} {places:?}, but found {shown:#?}"))
}

#[test]
fn in_the_examples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let workspace = Workspace::load(folder.clone(), &known_rules());
    let mut articles: Vec<PathBuf> =
        fs::read_dir(&folder).expect("is there").map(|entry| entry.expect("can be read").path()).collect();
    articles.retain(|path| path.extension().is_some_and(|ending| ending == "nmk"));
    for path in &articles {
        let text = fs::read_to_string(path).expect("can be read");
        assert_eq!(findings(&text, Some(path), &workspace), [], "{}", path.display());
    }
    let wrong = EXAMPLES.iter().filter_map(|(file, mistake)| {
        let path = articles.iter().find(|path| path.to_string_lossy().contains(file)).expect("is an example");
        let text = fs::read_to_string(path).expect("can be read");
        wrong(&text, Some(path), &workspace, mistake)
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn in_a_real_article() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    let folder = env::var_os("NEWSMARK_SEED").map_or(beside, PathBuf::from);
    let Ok(gold) = fs::read_to_string(folder.join("article.gold.nmk")) else {
        println!("SKIPPED: article.gold.nmk is not in {}", folder.display());
        return;
    };
    let workspace = Workspace::default();
    assert_eq!(findings(&gold, None, &workspace), []);
    let wrong: Vec<String> =
        SEED.iter().filter_map(|mistake| wrong(&gold, None, &workspace, mistake)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
