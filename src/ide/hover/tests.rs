//! Each feature of the cards, in workspaces that carry their cursor.

use super::*;
use crate::ide::fixture::{Fixture, underlined};

/// The card as plain text.
#[track_caller]
fn shows(text: &str, expected: &str) {
    let mut fixture = Fixture::new(text);
    let found = hover(&fixture.snapshot(), fixture.position());
    let shown = found.map_or(String::new(), |found| found.card.plain());
    assert_eq!(shown, expected.trim_matches('\n'), "\n{shown}");
}

/// The card as Markdown, in which links to places show the name of the file and the byte.
#[track_caller]
fn shows_markdown(text: &str, expected: &str) {
    let mut fixture = Fixture::new(text);
    let found = hover(&fixture.snapshot(), fixture.position()).expect("there is something");
    let address = |place: &crate::ide::Place| format!("{}#{}", fixture.name(&place.path), place.span.start);
    let shown = found.card.markdown(|place| Some(address(place)));
    assert_eq!(shown, expected.trim(), "\n{shown}");
}

#[track_caller]
fn highlights(text: &str, expected: &str) {
    let mut fixture = Fixture::new(text);
    let snapshot = fixture.snapshot();
    let found = hover(&snapshot, fixture.position()).expect("there is something");
    let text = snapshot.document(&fixture.path).expect("it is open").document.text();
    assert_eq!(underlined(&text, found.span).trim_end(), expected);
}

const WORKSPACE: &str = "\
==> story.nmk
---
date: 2024-03-05
source: Coastal Wire
---

# [Harbour cities @cities] sign pact

It rained. [Mayor of [Port Ellery @ellery] :role] [Ana Duarte @duarte :person #q1] [said :cue #q1] on
[Tuesday @2024-03-05] {the cities \"have [run] out of time\" #q1}. She left.

{\"We build now,\" @duarte #q2} [s$0he @duarte #q2 ?] [added :cue #q2], {\"or we move.\" #q2}

---
@duarte | Duarte | Mayor *Duarte*
  role: Mayor of Port Ellery
  of: @ellery @nobody
  wikidata: Q99999901
  url: https://duarte.example/about
==> entities.nmk
---
@ellery :place :port Port Ellery
@cities :group Harbour Cities League | the league
  member: @ellery
==> other.nmk
[Ana Duarte @duarte] of [Port Ellery @ellery]: {no @duarte}
";

#[test]
fn an_entity_with_everything() {
    shows_markdown(
        WORKSPACE,
        r"
**Ana Duarte** `@duarte` person

also Duarte, Mayor \*Duarte\*

- role: Mayor of Port Ellery
- of: [Port Ellery](<entities.nmk#4>), @nobody
- wikidata: [Q99999901](<https://www.wikidata.org/wiki/Q99999901>)
- url: [https://duarte.example/about](<https://duarte.example/about>)

Introduced in [story.nmk:8](<story.nmk#147>)

> Mayor of Port Ellery **Ana Duarte** said on Tuesday the cities \x22have \[run\] out of time\x22.

two mentions and two quotes here; three mentions and three quotes in the workspace, named in two files

`?` marks a suggestion that nobody has confirmed yet."
            .replace(r"\x22", "\"")
            .as_str(),
    );
}

#[test]
fn an_entity_as_plain_text() {
    shows(
        &WORKSPACE.replace("$0", "").replace("@cities] sign", "@cit$0ies] sign"),
        "
Harbour Cities League @cities group

also the league

- member: Port Ellery

Defined in entities.nmk:3

  Harbour cities sign pact

one mention here, none elsewhere",
    );
}

#[test]
fn from_the_record_and_from_relations() {
    let expected = "
Port Ellery @ellery place, port

Defined in entities.nmk:2

  Mayor of Port Ellery Ana Duarte said on Tuesday the cities \"have [run] out of time\".

one mention here; two mentions in the workspace, named in three files";
    let text = WORKSPACE.replace("$0", "");
    shows(&text.replace("of: @ellery", "of: @ell$0ery"), expected);
    shows(
        &text.replace("@ellery :place", "@$0ellery :place"),
        "
Port Ellery @ellery place, port

Defined in entities.nmk:2

no mentions here; two mentions in the workspace, named in three files",
    );
}

#[test]
fn the_article_s_own_definition_hides_the_registry_s() {
    shows(
        "==> a.nmk\n---\n@a$0na :person Ana\n  note: one\n==> entities.nmk\n---\n@ana :org Ana Inc.\n",
        "
Ana @ana person

- note: one

Defined in a.nmk:2

no mentions here, none elsewhere",
    );
}

#[test]
fn an_entity_that_nothing_defines() {
    shows(
        "[She @an$0a] left.",
        "
@ana

Nothing defines it yet.

  She left.

one mention here, none elsewhere",
    );
}

#[test]
fn long_relations_and_values_are_cut() {
    let members: Vec<String> = (0..1500).map(|number| format!("@m{number}")).collect();
    let text =
        format!("---\n@g$0 :group G\n  member: {}\n  note: {}\n", members.join(" "), "word ".repeat(100));
    let mut fixture = Fixture::new(&text);
    let found = hover(&fixture.snapshot(), fixture.position()).expect("there is something").card.plain();
    assert!(found.contains("@m8, @m9 and 1,490 more\n"), "{found}");
    assert!(found.contains("word …\n"), "{found}");
}

#[test]
fn the_words_of_two_entities() {
    shows(
        "[Th$0ey @ana @bo] left.\n\n---\n@ana Ana\n@bo Bo\n",
        "
Ana @ana

Defined in story.nmk:4

  They left.

one mention here, none elsewhere

--------

Bo @bo

Defined in story.nmk:5

  They left.

one mention here, none elsewhere",
    );
}

#[test]
fn before_the_registries_are_read_nothing_is_said_to_be_missing() {
    let mut host = crate::ide::Host::default();
    let path: std::sync::Arc<std::path::Path> = std::path::Path::new("/nowhere/a.nmk").into();
    host.open(path.clone(), 1, "[Ana @ana] left.");
    let found = hover(&host.snapshot(), FilePosition { path: &path, offset: 6 });
    assert_eq!(
        found.map(|found| found.card.plain()).as_deref(),
        Some("@ana\n\n  Ana left.\n\none mention here")
    );
}

#[test]
fn a_quote_in_pieces() {
    let expected = "
Quote #q2 by Ana Duarte

- type: direct (by its quotation marks)
- source: “she”
- cue: “added”

six words in two pieces";
    let text = WORKSPACE.replace("$0", "");
    for (from, to) in [
        ("We build", "We bu$0ild"),
        ("added :cue #q2", "added :cue #q$02"),
        ("added", "ad$0ded"),
        ("or we", "or$0 we"),
    ] {
        shows(&text.replacen(from, to, 1), expected);
    }
}

#[test]
fn a_quote_whose_source_and_cue_are_inferred() {
    shows_markdown(
        "[Ana Duarte @duarte :person] [said :cue] {they \"have to\" g$0o @duarte :mixed ?}.",
        "
**Quote** by [Ana Duarte](<story.nmk#12>)

- type: mixed
- source: “Ana Duarte” (inferred: the nearest)
- cue: “said” (inferred: the nearest)

four words

`?` marks a suggestion that nobody has confirmed yet.",
    );
}

#[test]
fn quotes_of_nobody_and_of_somebody_unknown() {
    shows(
        "{We g$0o :indirect}.",
        "Quote without a speaker\n\n- type: indirect\n- source: none\n- cue: none\n\ntwo words",
    );
    shows(
        "{We g$0o @?}.",
        "Quote by somebody unknown\n\n- type: indirect (by its quotation marks)\n- source: none\n- cue: none\n\ntwo words",
    );
}

#[test]
fn a_quote_with_addressee_labels_and_fields() {
    shows(
        "[told :cue #q1] [Bo @bo :addressee #q1] {we go @ana :leak #q1$0+}\n\n{at once #q1}\n\n---\n#q1\n  note: heard twice\n",
        "
Quote #q1 by @ana

- type: indirect (by its quotation marks)
- source: none
- cue: “told”
- addressee: “Bo”
- labels: :leak
- note: heard twice

four words in two pieces

+ says that the next piece follows without a gap.",
    );
}

#[test]
fn a_mention_in_pieces() {
    shows(
        "[The Port @port #m1] and [Harbour #$0m1].\n\n---\n@port :org Port Authority\n",
        "Mention #m1 of Port Authority\n\n“The Port … Harbour”\n\nthree words in two pieces",
    );
    shows("---\n#q$09\n", "#q9 ties nothing: no quote or mention has this id");
}

#[test]
fn somebody_unknown() {
    shows("{We go @$0?}", "somebody unknown @?\n\nThe article does not say who said this.");
    shows("[an offici$0al @?] left", "somebody unknown @?\n\nThe article does not say who this is.");
}

#[test]
fn dates() {
    let dated = |text: &str, date: &str| format!("---\ndate: {date}\n---\n\n{text}");
    let expected = "Saturday, 2 March 2024\n\nthree days before the article";
    shows(&dated("[Sat$0urday @2024-03-02]", "2024-03-05"), expected);
    shows(&dated("[Saturday @2024-03$0-02]", "2024-03-05T10:00:00+08:00"), expected);
    shows(&dated("[Saturday @2024-03$0-02]", "last week"), "Saturday, 2 March 2024");
    shows("[Saturday @2024-03$0-02]", "Saturday, 2 March 2024");
}

#[test]
fn labels() {
    shows("[Ana @ana :per$0son]", ":person entity type\n\na human being");
    shows("[sa$0id :cue]", ":cue label\n\nthe words that say that something was said");
    shows(
        "==> a.nmk\n[Ana @ana :shi$0p]\n==> newsmark.toml\n[types]\nship = \"a vessel\"\n",
        ":ship entity type\n\na vessel",
    );
    shows(
        "---\n@ana :shi$0p Ana\n",
        ":ship unknown label, taken for an entity type\n\nA project adds its own under [types] or [labels] in newsmark.toml.",
    );
    shows("[Ana @ana ?$0]", "? marks a suggestion that nobody has confirmed yet.");
}

#[test]
fn keys() {
    shows("---\nby$0line: Bo\n", "byline\n\nwho wrote the article, as it is printed\n\nIPTC byline");
    shows(
        "---\n@bo Bo\n  ro$0le: Mayor\n",
        "role\n\nthe office, title or function that somebody has\n\nschema.org jobTitle",
    );
    shows("---\nshelf$0: 3\n", "shelf\n\na key of your own; it is kept as it is, and exported");
}

#[test]
fn what_is_under_the_cursor_is_highlighted() {
    highlights("[Ana @an$0a :person] left.", "1\n[Ana @ana :person] left.\n     ^^^^");
    highlights("x [A$0na @ana :person] left.", "1\nx [Ana @ana :person] left.\n  ^^^^^^^^^^^^^^^^^^");
    highlights("---\nda$0te: 2024\n", "2\ndate: 2024\n^^^^");
}

#[test]
fn nothing_on_plain_text() {
    shows("Nobody le$0ft [at all].", "");
}
