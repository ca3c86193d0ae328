//! The same words by different speakers, in articles that are checked together or lie in one project.

use crate::{folder, run, run_with};

const ANA: &str =
    "{“We will not pay for the walls of other towns,” @ana} [Ana Duarte @ana :person] [said :cue].\n";
const BO: &str =
    "{“We will not pay for the walls of the other towns,” @bo} [Bo Brandt @bo :person] [said :cue].\n";

#[test]
fn both_articles_are_told() {
    let place = folder(&[("newsmark.toml", ""), ("a.nmk", ANA), ("b/c.nmk", BO), ("d.nmk", "No news.\n")]);
    let expected = "\
a.nmk:1:1: warning[conflicting-speakers] `@ana` says here what `@bo` says in c.nmk
b/c.nmk:1:1: warning[conflicting-speakers] `@bo` says here what `@ana` says in a.nmk
";
    for jobs in ["1", "2"] {
        let checked = run(place.path(), &["check", "--format", "concise", "--jobs", jobs]);
        assert_eq!(checked.out, expected);
    }
    let full = run(place.path(), &["check"]).out;
    assert!(full.contains("b/c.nmk:1:1"), "{full}");
}

/// Whoever checks one article of a project wants to know it, too.
#[test]
fn an_article_is_compared_with_those_beside_it() {
    let place = folder(&[("newsmark.toml", ""), ("a.nmk", ANA), ("b.nmk", BO)]);
    let one = run(place.path(), &["check", "--format", "concise", "a.nmk"]);
    assert_eq!(
        one.out,
        "a.nmk:1:1: warning[conflicting-speakers] `@ana` says here what `@bo` says in b.nmk\n"
    );
    let input = run_with(place.path(), &["check", "--format", "concise", "-"], ANA);
    assert!(input.out.contains("`@ana` says here what `@bo` says in b.nmk"), "{}", input.out);
}

#[test]
fn one_person_under_two_ids_is_no_conflict() {
    let same = ANA.replace("@ana", "@duarte");
    let place = folder(&[("newsmark.toml", ""), ("a.nmk", ANA), ("b.nmk", &same)]);
    assert_eq!(run(place.path(), &["check", "--format", "concise"]).out, "");
}

#[test]
fn it_can_be_allowed_and_an_allowance_for_nothing_is_told() {
    let allowed = format!("// newsmark: allow conflicting-speakers -- both signed the letter\n{ANA}");
    let place = folder(&[("newsmark.toml", ""), ("a.nmk", &allowed), ("b.nmk", BO)]);
    let checked = run(place.path(), &["check", "--format", "concise"]).out;
    assert_eq!(
        checked,
        "b.nmk:1:1: warning[conflicting-speakers] `@bo` says here what `@ana` says in a.nmk\n"
    );
    let place = folder(&[("newsmark.toml", ""), ("a.nmk", &allowed)]);
    assert!(run(place.path(), &["check", "--format", "concise"]).out.contains("unused-allow"));
}
