//! What earlier runs found clean is not read again, and nobody notices.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use crate::{CLEAN, FAULTY, Run, folder, run, write};

const ANA: &str = "{“We will not pay for the walls of other towns,” @ana} [Ana @ana] [said :cue].\n";
const BO: &str = "{“Nobody has asked us what the walls have cost so far,” @bo} [Bo @bo] [said :cue].\n";
const REGISTRY: &str = "---\n@ana :person Ana\n@bo :person Bo\n---\n";

fn check(place: &Path) -> Run {
    run(place, &["check", "--format", "concise"])
}

#[test]
fn what_was_clean_is_remembered_until_something_changes() {
    let place = folder(&[("entities.nmk", REGISTRY), ("ana.nmk", ANA), ("bo.nmk", BO)]);
    let place = place.path();
    (0..500).for_each(|number| write(place, &format!("{:02}/{number}.nmk", number / 50), CLEAN));
    // A file that has just been written may change again without its time telling.
    sleep(Duration::from_millis(2_100));
    assert_eq!((check(place).code, &*check(place).out), (0, ""));
    let cache = place.join(".newsmark_cache");
    assert!(cache.join("check").exists() && cache.join(".gitignore").exists());

    write(place, "03/170.nmk", FAULTY);
    let found = check(place);
    assert!(found.code == 1 && found.out.lines().all(|line| line.starts_with("03/170.nmk")), "{found:?}");
    write(place, "03/170.nmk", CLEAN);
    assert_eq!(check(place).out, "");

    // Who changes is not the only one who is contradicted.
    write(place, "bo.nmk", ANA.replace("@ana", "@bo"));
    let found = check(place).out;
    assert!(
        found.contains("ana.nmk:1:1: warning[conflicting-speakers] `@ana` says here what `@bo` says"),
        "{found}"
    );
    assert!(found.contains("bo.nmk:1:1: warning[conflicting-speakers]"), "{found}");
    write(place, "bo.nmk", BO);
    assert_eq!(check(place).out, "");

    write(place, "entities.nmk", REGISTRY.replace("@ana :person Ana\n", ""));
    assert!(check(place).out.contains("ana.nmk:1:50: error[undefined-entity]"), "{}", check(place).out);
    write(place, "entities.nmk", REGISTRY);
    assert_eq!(check(place).out, "");

    write(place, "newsmark.toml", "[rules.article-without-date]\nalways = true\n");
    assert_eq!(check(place).out.lines().count(), 502);
    let ignored = run(place, &["check", "--format", "concise", "--ignore", "article-without-date"]);
    assert_eq!((ignored.code, &*ignored.out, check(place).out.lines().count()), (0, "", 502));
    write(place, "newsmark.toml", "");
    assert_eq!(check(place).out, "");

    // A part of the articles says nothing of the others, and what can't be read is made anew.
    assert_eq!(run(place, &["check", "00", "01"]).code, 0);
    fs::write(cache.join("check"), "no cache").expect("it can be written");
    assert_eq!((check(place).code, check(place).out), (0, String::new()));
    assert_eq!(run(place, &["check", "--format", "concise", "--no-cache"]).out, "");
    fs::remove_file(place.join("03/170.nmk")).expect("it is there");
    assert_eq!(check(place).code, 0);
}

#[test]
fn few_articles_leave_nothing_behind() {
    let place = folder(&[("a.nmk", CLEAN)]);
    assert_eq!(check(place.path()).code, 0);
    assert!(!place.path().join(".newsmark_cache").exists());
}
