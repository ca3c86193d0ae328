//! What README, its picture and the examples promise.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The files of `examples/`; whoever tries things out there may have more.
const STORIES: [&str; 3] =
    ["2024-03-05-tide-wall.nmk", "2024-09-17-strait-talks.nmk", "2025-01-21-ferry-inquiry.nmk"];
const OTHERS: [&str; 3] = ["entities.nmk", "harbour-strike.txt", "newsmark.toml"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn newsmark(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
    command.current_dir(folder).args(args).output().expect("the program runs")
}

fn printed(output: &Output) -> String {
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("is UTF-8")
}

/// A copy of the examples, in a folder as README sees it.
fn copy_of_examples() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder is made");
    fs::create_dir(folder.path().join("examples")).expect("is made");
    for name in STORIES.iter().chain(&OTHERS).map(|name| format!("examples/{name}")) {
        fs::write(folder.path().join(&name), read(&name)).expect("is written");
    }
    folder
}

#[test]
fn the_examples_are_clean_and_come_back_byte_for_byte() {
    let folder = copy_of_examples();
    let checked = newsmark(folder.path(), &["check", "--format", "concise"]);
    assert_eq!((checked.status.code(), printed(&checked).as_str()), (Some(0), ""));
    for name in STORIES.map(|name| format!("examples/{name}")) {
        let markup = printed(&newsmark(folder.path(), &["export", "--to", "markup", &name]));
        assert_eq!(markup, read(&name), "{name}");
    }
}

/// Sources and cues of the examples are what an annotator wrote, not what was inferred.
#[test]
fn the_examples_name_their_speakers() {
    let folder = copy_of_examples();
    let exported = printed(&newsmark(folder.path(), &["export", "--to", "jsonl", "examples"]));
    let articles: Vec<serde_json::Value> =
        exported.lines().map(|line| serde_json::from_str(line).expect("is JSON")).collect();
    assert_eq!(articles.len(), STORIES.len());
    let quotes = articles.iter().flat_map(|article| article["quotes"].as_array().expect("is a list"));
    let mut unknown = 0;
    for quote in quotes.filter(|quote| quote["id"].is_string()) {
        assert_eq!(quote["sources"].as_array().map(Vec::len), Some(1), "{quote}");
        assert_eq!(quote["sources"][0]["inferred"], false, "{quote}");
        unknown += usize::from(quote["unknown_speaker"] == true);
        assert_ne!(quote["speakers"].as_array().map(Vec::is_empty), Some(quote["unknown_speaker"].is_null()));
    }
    assert_eq!(unknown, 2);
    let defined = articles.iter().flat_map(|article| article["entities"].as_array().expect("is a list"));
    assert!(defined.clone().all(|entity| entity["defined"] != "nowhere"));
    for kind in ["record", "mention", "registry"] {
        assert!(defined.clone().any(|entity| entity["defined"] == kind), "{kind}");
    }
}

#[test]
fn the_plain_story_can_be_imported() {
    let folder = copy_of_examples();
    let path = "examples/2024-11-14-harbour-strike.nmk";
    assert!(read("README.md").contains(&format!("newsmark import examples/harbour-strike.txt -o {path}")));
    printed(&newsmark(folder.path(), &["import", "examples/harbour-strike.txt", "-o", path]));
    let imported = fs::read_to_string(folder.path().join(path)).expect("is written");
    assert!(imported.starts_with("---\ndate: 2024-11-14\n---\n\n# Port Ellery dockers"), "{imported}");
    assert_eq!(newsmark(folder.path(), &["check"]).status.code(), Some(0));
}

#[test]
fn the_plain_story_can_be_annotated() {
    let folder = copy_of_examples();
    let path = "examples/2024-11-14-harbour-strike.nmk";
    assert!(read("README.md").contains(&format!("newsmark annotate examples/harbour-strike.txt -o {path}")));
    printed(&newsmark(folder.path(), &["annotate", "examples/harbour-strike.txt", "-o", path]));
    let annotated = fs::read_to_string(folder.path().join(path)).expect("is written");
    assert!(annotated.contains("[Keller @keller #q"), "{annotated}");
    assert_eq!(newsmark(folder.path(), &["check"]).status.code(), Some(0));
}

#[test]
fn readme_shows_what_check_says() {
    let folder = copy_of_examples();
    let name = "examples/2024-03-05-tide-wall.nmk";
    let quote = "{\"[We @cities] build now,\" @duarte #q2";
    let article = read(name);
    let broken = article.replacen(&format!("{quote}}}"), quote, 1);
    assert_ne!(broken, article);
    fs::write(folder.path().join(name), broken).expect("is written");

    let said = printed(&newsmark(folder.path(), &["check", name]));
    let readme = read("README.md");
    assert!(readme.contains(&format!("```text\n{said}```\n")), "README shows something else than\n{said}");
    assert!(readme.contains(&format!("delete the `}}` behind `{quote}`")));
}

#[test]
fn the_files_that_readme_links_to_exist() {
    let readme = read("README.md");
    let targets: Vec<&str> = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    let files = targets.iter().filter(|target| !target.starts_with("https://"));
    assert!(targets.len() > 5);
    for file in files {
        assert!(root().join(file).exists(), "README links to {file}");
    }
}

/// The picture is drawn by hand; its words are those of the program.
#[test]
fn the_picture_is_real() {
    let drawn = drawn_lines(&read("docs/picture.svg"));
    let prompt = drawn.iter().position(|line| line == "$newsmarkcheckstory.nmk").expect("shows a command");
    let (_, said) = drawn.split_at(prompt + 1);

    let story = "\
[PORT ELLERY @ellery :place], [March 5 @2024-03-05] - [Mayor :role]
[Ana Duarte @duarte :person] [said :cue] {the cities \"have run out of time\"
and could not wait for [the government @cabinet :org] any longer @duarte}.
{\"We build now,\" @duart #q2} [she @duarte] [added :cue], {\"or we move.\" #q2}
";
    assert_eq!(drawn[..prompt], without_spaces(story));
    let folder = tempfile::tempdir().expect("a folder is made");
    fs::write(folder.path().join("newsmark.toml"), "").expect("is written");
    fs::write(folder.path().join("story.nmk"), story).expect("is written");
    let checked = newsmark(folder.path(), &["check", "story.nmk"]);
    assert_eq!(checked.status.code(), Some(1));
    assert_eq!(said, without_spaces(&printed(&checked)));
}

/// The text elements of a picture, without white space.
fn drawn_lines(picture: &str) -> Vec<String> {
    let texts = picture.split("<text y=").skip(1).filter_map(|text| text.split("</text>").next());
    let plain = |text: &str| {
        let words = text.split('>').skip(1).filter_map(|rest| rest.split('<').next());
        words.collect::<String>().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    };
    texts.flat_map(|text| without_spaces(&plain(text))).collect()
}

/// The lines that hold something.
fn without_spaces(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<String>());
    lines.filter(|line| !line.is_empty()).collect()
}
