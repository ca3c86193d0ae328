//! `annotate`, and the commands that list and measure what is annotated.

use std::fs;

use crate::{folder, run, run_with};

const STORY: &str = "The tide wall held, Ana Duarte said.\n\n“We build now,” she said.\n";

const RECORDS: &str = "---\n@duarte :person Ana Duarte | Duarte\n";

#[test]
fn a_plain_story_gets_proposals() {
    let folder = folder(&[("story.txt", STORY), ("entities.nmk", RECORDS)]);
    let proposed = "{The tide wall held @duarte #q1 ?}, [Ana Duarte @duarte #q1 ?] [said :cue #q1 ?].\n\n\
                    {“We build now,” @duarte #q2 ?} [she @duarte #q2 ?] [said :cue #q2 ?].\n";
    let out = run(folder.path(), &["annotate", "story.txt"]);
    assert_eq!((out.code, out.out.as_str()), (0, proposed));
    let confirmed = run(folder.path(), &["annotate", "--confirm", "story.txt"]);
    assert_eq!(confirmed.out, proposed.replace(" ?", ""));
}

#[test]
fn in_place_once_and_never_again() {
    let folder = folder(&[("story.txt", STORY), ("entities.nmk", RECORDS)]);
    let first = run(folder.path(), &["annotate", "--in-place", "story.txt"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert_eq!(fs::read_to_string(folder.path().join("story.txt")).expect("is there"), STORY);
    let once = fs::read_to_string(folder.path().join("story.nmk")).expect("was written");
    let again = run(folder.path(), &["annotate", "--in-place", "."]);
    assert!(again.err.ends_with("in 2 articles\n"), "{}", again.err);
    assert_eq!(fs::read_to_string(folder.path().join("story.nmk")).expect("is there"), once);
    assert_eq!(run(folder.path(), &["check"]).code, 0);
    let twice = run(folder.path(), &["annotate", "--in-place", "story.txt"]);
    assert_eq!(twice.code, 2);
    assert!(twice.err.contains("exists already"), "{}", twice.err);
}

#[test]
fn a_diff_changes_nothing() {
    let folder = folder(&[("story.nmk", STORY), ("entities.nmk", RECORDS)]);
    let diff = run(folder.path(), &["annotate", "--diff", "--only", "mentions", "story.nmk"]);
    let expected = "--- story.nmk\n+++ story.nmk\n@@ -1,3 +1,3 @@\n-The tide wall held, Ana Duarte said.\n\
                    +The tide wall held, [Ana Duarte @duarte ?] said.\n \n “We build now,” she said.\n";
    assert_eq!(diff.out, expected);
    assert_eq!(fs::read_to_string(folder.path().join("story.nmk")).expect("is there"), STORY);
}

#[test]
fn what_is_rejected_is_not_proposed() {
    let note = "// newsmark: reject “We build now,” -- a slogan\n// newsmark: reject Ana Duarte\n";
    let folder = folder(&[("story.nmk", &format!("{note}{STORY}"))]);
    let out = run(folder.path(), &["annotate", "story.nmk"]);
    assert!(out.out.starts_with(note) && out.out.ends_with("\n\n“We build now,” she said.\n"), "{}", out.out);
    assert!(!out.out.contains("@duarte"), "{}", out.out);
    let folder = crate::folder(&[("story.nmk", &format!("// newsmark: reject all\n{STORY}"))]);
    let out = run(folder.path(), &["annotate", "story.nmk"]);
    assert_eq!(out.out, format!("// newsmark: reject all\n{STORY}"));
    assert_eq!(run(folder.path(), &["check"]).code, 0);
}

#[test]
fn an_ambiguous_name_is_told() {
    let registry = "---\n@ana :person Ana Duarte | Duarte\n@bo :person Bo Duarte | Duarte\n";
    let folder =
        folder(&[("story.nmk", "A note.\n\nDuarte left. Duarte came back.\n"), ("entities.nmk", registry)]);
    let out = run(folder.path(), &["annotate", "story.nmk"]);
    assert_eq!(out.out, "A note.\n\nDuarte left. Duarte came back.\n");
    let told = "story.nmk:3: “Duarte” may be @ana (Ana Duarte) or @bo (Bo Duarte); nobody is proposed";
    assert_eq!(out.err.matches(told).count(), 1, "{}", out.err);
}

#[test]
fn a_project_has_verbs_of_its_own() {
    let story = "“We build now,” Ana Duarte harrumphed.\n";
    let folder = folder(&[("story.nmk", story), ("newsmark.toml", "")]);
    assert_eq!(run(folder.path(), &["annotate", "--only", "quotes", "story.nmk"]).out, story);
    fs::write(folder.path().join("newsmark.toml"), "[verbs]\nharrumph = \"quote post\"\n")
        .expect("can be written");
    let out = run(folder.path(), &["annotate", "--only", "quotes", "story.nmk"]);
    assert!(out.out.contains("[harrumphed :cue #q1 ?]"), "{}", out.out);
    fs::write(folder.path().join("newsmark.toml"), "[verbs]\nharrumph = \"quot post\"\n")
        .expect("can be written");
    let wrong = run(folder.path(), &["check"]);
    assert!(wrong.err.contains("newsmark.toml:2:12: a verb can't be used as `quot`"), "{}", wrong.err);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = folder(&[("a.nmk", STORY), ("b.nmk", STORY)]);
    let several = run(folder.path(), &["annotate", "."]);
    assert_eq!(several.code, 2);
    assert!(several.err.contains("--in-place or --diff"), "{}", several.err);
    assert_eq!(run_with(folder.path(), &["annotate", "--in-place", "-"], STORY).code, 2);
    assert_eq!(run(folder.path(), &["annotate", "--min-confidence", "2", "a.nmk"]).code, 2);
    assert_eq!(run_with(folder.path(), &["annotate", "-"], STORY).code, 0);
}

const ARTICLE: &str = "---\ndate: 2024-03-05\n---\n\n\
    {“We build now,” @duarte #q1} [Ana Duarte @duarte :person #q1] [said :cue #q1].\n\n\
    {Nobody came @? #q2}, [somebody :source #q2] [said :cue #q2].\n";

#[test]
fn who_said_what() {
    let folder = folder(&[("a.nmk", ARTICLE)]);
    let csv = run(folder.path(), &["quotes", "--to", "csv"]);
    let rows = "date,speaker,id,cue,type,words,place\r\n\
                2024-03-05,Ana Duarte,@duarte,said,direct,\"“We build now,”\",a.nmk:5\r\n\
                2024-03-05,,,said,indirect,Nobody came,a.nmk:7\r\n";
    assert_eq!(csv.out, rows);
    let hers = run(folder.path(), &["quotes", "--to", "csv", "--speaker", "@duarte"]);
    assert_eq!(hers.out.lines().count(), 2);
    let later = run(folder.path(), &["quotes", "--to", "csv", "--since", "2024-03-06"]);
    assert_eq!(later.out.lines().count(), 1);
    assert_eq!(run(folder.path(), &["quotes", "--since", "March"]).code, 2);
}

#[test]
fn who_is_mentioned() {
    let folder =
        folder(&[("a.nmk", ARTICLE), ("b.nmk", "---\ndate: 2024-03-07\n---\n\n[She @duarte] left.\n")]);
    let entities = run(folder.path(), &["entities", "--to", "csv"]);
    assert_eq!(entities.out.lines().nth(1), Some("@duarte,Ana Duarte,person,2,1,2,2024-03-05,2024-03-07,"));
    let mentions = run(folder.path(), &["mentions", "--to", "csv", "--entity", "duarte"]);
    let places: Vec<&str> = mentions.out.lines().skip(1).filter_map(|line| line.rsplit(',').next()).collect();
    assert_eq!(places, ["a.nmk:5", "b.nmk:5"]);
}

#[test]
fn measuring_against_gold() {
    let other = ARTICLE.replace("@duarte #q1}", "@bell #q1}");
    let folder = folder(&[("gold/a.nmk", ARTICLE), ("mine/a.nmk", &other), ("else.nmk", "Other words.\n")]);
    let same = run(folder.path(), &["eval", "gold", "gold"]);
    assert!(same.out.starts_with("1 article(s)"), "{}", same.out);
    let differs = run(folder.path(), &["eval", "gold/a.nmk", "mine/a.nmk"]);
    assert!(differs.out.contains("is by @bell instead of @duarte"), "{}", differs.out);
    let wrong = run(folder.path(), &["eval", "gold/a.nmk", "else.nmk"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("only annotations may differ"), "{}", wrong.err);
}
