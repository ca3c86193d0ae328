use super::*;
use crate::ide::fixture::Fixture;

/// What is offered: label, detail, and the line after the item was taken.
fn offered(text: &str) -> String {
    let mut fixture = Fixture::new(text);
    let snapshot = fixture.snapshot();
    let found = completion(&snapshot, fixture.position()).expect("the file is open");
    let content = snapshot.document(&fixture.path).expect("it is open").document.text();
    let shown = found.items.iter().map(|item| {
        let insert = item.insert.snippet.as_deref().unwrap_or(&item.insert.text);
        let replaced = item.replaced.range();
        let before = content[..replaced.start].rfind('\n').map_or(0, |at| at + 1);
        let behind = content[replaced.end..].find('\n').map_or(content.len(), |len| replaced.end + len);
        let line = format!("{}{insert}{}", &content[before..replaced.start], &content[replaced.end..behind]);
        format!("{} ({}) -> {line}", item.label, item.detail.as_deref().unwrap_or(""))
    });
    let mut lines: Vec<String> = shown.collect();
    if found.is_incomplete {
        lines.push("…".to_string());
    }
    lines.join("\n")
}

#[track_caller]
fn offers(text: &str, expected: &str) {
    let shown = offered(text);
    assert_eq!(shown.trim(), expected.trim(), "\n{shown}");
}

/// The labels only.
fn labels(text: &str) -> Vec<String> {
    let mut fixture = Fixture::new(text);
    let snapshot = fixture.snapshot();
    let found = completion(&snapshot, fixture.position()).expect("the file is open");
    found.items.into_iter().map(|item| item.label).collect()
}

const REGISTRY: &str = "
==> entities.nmk
---
@cities :group Harbour Cities League | the league
@duarte :person Ana Duarte | Mayor Duarte
  role: Mayor
  of: @ellery
@ellery :place Port Ellery
  wikidata: Q99999901
@okoro :person Samuel Okoro
  role: Harbour master
";

fn story(text: &str) -> String {
    format!("==> story.nmk\n{text}{REGISTRY}")
}

#[test]
fn entities_of_the_article_come_before_those_of_the_registry() {
    offers(
        &story("[Bo @bo] and [Port Ellery @ellery] met. [Bo @bo] left.\n\n[He @$0] came."),
        "
@bo (mentioned here: 2) -> [He @bo] came.
@ellery (Port Ellery · place · mentioned here: 1) -> [He @ellery] came.
@cities (Harbour Cities League · group) -> [He @cities] came.
@duarte (Ana Duarte · person) -> [He @duarte] came.
@okoro (Samuel Okoro · person) -> [He @okoro] came.",
    );
}

#[test]
fn entities_are_found_by_id_name_and_alias_whatever_the_case() {
    let found = |typed: &str| labels(&story(&format!("[She @{typed}$0 left")));
    assert_eq!(found("du"), ["@duarte"]);
    assert_eq!(found("ana"), ["@duarte"]);
    assert_eq!(found("MAY"), ["@duarte"]);
    assert_eq!(found("lea"), ["@cities"]);
    assert_eq!(found("e"), ["@ellery"]);
    assert_eq!(found("o"), ["@okoro"]);
    assert_eq!(found("zz"), [] as [&str; 0]);
}

#[test]
fn an_entity_that_is_called_like_the_text_comes_first() {
    assert_eq!(labels(&story("[Bo @bo] met [Ana Duarte @$0]."))[..2], ["@duarte", "@bo"]);
    assert_eq!(labels(&story("[Bo @bo] met [Okoro @$0]."))[..2], ["@okoro", "@bo"]);
}

#[test]
fn the_whole_token_under_the_cursor_is_replaced() {
    offers(&story("[She @du$0art :role] left"), "@duarte (Ana Duarte · person) -> [She @duarte :role] left");
}

#[test]
fn what_is_typed_is_no_entity_yet() {
    assert_eq!(labels("[Ana @ana] left. [She @an$0]."), ["@ana"]);
    assert_eq!(labels("[She @a$0]."), [] as [&str; 0]);
}

#[test]
fn in_relations_and_metadata() {
    offers(&story("---\nsource: @el$0\n---\n"), "@ellery (Port Ellery · place) -> source: @ellery");
    offers(
        &story("---\n@bo :person Bo\n  of: @ell$0\n---\n"),
        "@ellery (Port Ellery · place) -> of: @ellery".replace("of:", "  of:").as_str(),
    );
}

#[test]
fn a_name_in_a_bracket_offers_its_entity_with_the_tail() {
    offers(&story("[Ana Dua$0 left"), "Ana Duarte @duarte (Ana Duarte · person) -> [Ana Duarte @duarte left");
    // What stands in the text stays as it is where it is a whole word.
    offers(&story("[Duarte$0] left"), "Duarte @duarte (Ana Duarte · person) -> [Duarte @duarte] left");
    offers(
        &story("[Ana$0 left"),
        "
Ana @duarte (Ana Duarte · person) -> [Ana @duarte left
Ana Duarte @duarte (Ana Duarte · person) -> [Ana Duarte @duarte left",
    );
    // Nothing is written twice.
    offers(
        &story("[Port$0 Ellery left"),
        "
Port @ellery (Port Ellery · place) -> [Port @ellery Ellery left
Port Ellery @ellery (Port Ellery · place) -> [Port Ellery @ellery left",
    );
    offers(&story("[Ana Dua$0 @duarte] left"), "");
    offers(&story("Ana Dua$0 left"), "");
    offers(&story("{Ana Dua$0 left"), "");
}

#[test]
fn behind_the_text_come_those_spoken_of_last() {
    let found = labels(&story("[Samuel Okoro @okoro] met [Ana Duarte @duarte].\n\n[she $0]"));
    assert_eq!(found[..3], ["@duarte", "@okoro", "@cities"]);
    let found = labels(&story("[Samuel Okoro @okoro] met [Ana Duarte @duarte].\n\n[Okoro $0]"));
    assert_eq!(found[..2], ["@okoro", "@duarte"]);
}

#[test]
fn dates_are_reckoned_from_the_article() {
    offers(
        "---\ndate: 2024-03-05T18:30:00+01:00\n---\n\non [Monday @$0]",
        "
@2024-03-04 (Monday, 1 day before the article) -> on [Monday @2024-03-04]
@2024-03-11 (Monday, 6 days after the article) -> on [Monday @2024-03-11]",
    );
    offers(
        "---\ndate: 2024-03-05\n---\n\non [July 28 @2023$0]",
        "@2023-07-28 (Friday, 221 days before the article) -> on [July 28 @2023-07-28]",
    );
    let near = labels("---\ndate: 2024-03-05\n---\n\n[then @2$0]");
    assert_eq!(near[..3], ["@2024-03-05", "@2024-03-04", "@2024-03-06"]);
    assert_eq!(near[near.len() - 2..], ["@2024-03", "@2024"]);
}

#[test]
fn labels_fit_the_bracket() {
    assert_eq!(labels("{We go :$0}"), [":direct", ":indirect", ":mixed", ":reported", ":free-indirect"],);
    let near_quote = labels("{We go @ana #q1}, she [said :$0 #q1].");
    assert_eq!(near_quote[..3], [":cue", ":source", ":addressee"]);
    let plain = labels("[Ana @ana :$0] left.");
    assert!(
        plain[0] == ":person" && !plain.contains(&":cue".to_string()) && plain.contains(&":role".to_string())
    );
    // Whose type is known, is rather given a role.
    let known = labels("[Ana @ana :person]. [Ana @ana :$0] left.");
    assert!(known[0] == ":role" && known.contains(&":person".to_string()), "{known:?}");
    assert!(!labels("[Ana @ana :person :$0]").contains(&":person".to_string()));
}

#[test]
fn labels_of_the_project() {
    offers(
        "==> story.nmk\n{We go :sh$0}\n==> newsmark.toml\n[labels]\nshouted = \"very loud\"\n",
        "
:direct (a quotation word for word) -> {We go :direct}
:indirect (a quotation in the words of the article) -> {We go :indirect}
:mixed (a quotation partly word for word) -> {We go :mixed}
:reported (a quotation told as an act) -> {We go :reported}
:free-indirect (a quotation in the speaker's voice without saying so) -> {We go :free-indirect}
:shouted (very loud) -> {We go :shouted}",
    );
}

#[test]
fn ids_that_wait_come_first() {
    offers(
        "{We go #q1} [she @ana #q1] [said :cue #q1]. {You stay #q2}, [he @bo #$0] added.",
        "
#q2 (quotation: You stay) -> {We go #q1} [she @ana #q1] [said :cue #q1]. {You stay #q2}, [he @bo #q2] added.
#q1 (quotation: We go) -> {We go #q1} [she @ana #q1] [said :cue #q1]. {You stay #q2}, [he @bo #q1] added.
#q3 (the next free id) -> {We go #q1} [she @ana #q1] [said :cue #q1]. {You stay #q2}, [he @bo #q3] added.",
    );
    // A new quotation gets a new id.
    offers(
        "{We go #q1}, {or not #$0}.\n\n{Later #q2} {#q3 and more #q3}",
        "
#q4 (the next free id) -> {We go #q1}, {or not #q4}.
#q1 (quotation: We go) -> {We go #q1}, {or not #q1}.",
    );
    assert_eq!(labels("[he @bo #q7] said {no @bo #$0}"), ["#q7", "#q8"]);
    assert_eq!(labels("{no @bo #m$0}"), ["#m1"]);
}

#[test]
fn a_record_is_begun_for_what_is_not_defined() {
    offers(
        &story("[Ines Marlow @marlow] met [her @marlow] and [Ana @duarte].\n\n---\n@$0\n---\n"),
        "
@marlow (not defined yet, used 2 ×) -> @marlow :${1:person} ${2:Ines Marlow}$0
@id :type Name (a new record) -> @${1:id} :${2|person,org,place,date,event,facility,group,law,other,product,quantity,treaty,work|} ${3:Name}$0
@duarte (Ana Duarte · person) -> @duarte",
    );
}

#[test]
fn names_and_types_of_a_record() {
    let text = "[Ines Marlow @marlow] left. [Marlow @marlow] came.\n\n---\n@marlow ";
    assert_eq!(labels(&format!("{text}:pe$0")).len(), 13);
    assert_eq!(labels(&format!("{text}:person $0")), ["Ines Marlow", "Marlow"]);
    offers(
        &format!("{text}:person Ines Marlow | M$0"),
        "Marlow (as the text has it) -> @marlow :person Ines Marlow | Marlow",
    );
}

#[test]
fn field_keys_that_records_of_the_type_have_come_first() {
    let found = labels(&story("x\n\n---\n@marlow :person Ines Marlow\n  $0\n---\n"));
    assert_eq!(found[..3], ["role", "of", "member"]);
    let found = labels(&story("x\n\n---\n@bay :place The Bay\n  note: x\n  w$0\n---\n"));
    assert_eq!(found[0], "wikidata");
    assert!(!found.contains(&"note".to_string()));
    offers(
        &story("x\n\n---\n@bay :place The Bay\n  role: x\n  of: x\n  $0")
            .replace("==> entities", "==> x/other"),
        offered(
            &story("x\n\n---\n@bay :place The Bay\n  role: x\n  of: x\n  $0")
                .replace("==> entities", "==> x/other"),
        )
        .as_str(),
    );
}

#[test]
fn metadata_keys_that_are_missing() {
    let found = labels("---\ndate: 2024-03-05\n$0\n---\n\nText");
    assert_eq!(found[..2], ["source", "byline"]);
    assert!(!found.contains(&"date".to_string()) && found.contains(&"@id :type Name".to_string()));
    let while_typing = labels("---\ndate: 2024-03-05\nsou$0\n---\n\nText");
    assert_eq!(while_typing[0], "source");
}

#[test]
fn nothing_in_plain_text_and_notes() {
    for text in
        ["Write to me@$0", "// [note @$0", "She left: $0", "---\n// @$0\n---\n", "[Ana\n\n$0\n\nx @", "$0"]
    {
        assert_eq!(labels(&story(text)), [] as [&str; 0], "{text}");
    }
}

#[test]
fn long_lists_are_cut_and_say_so() {
    let records: String = (0..300).map(|at| format!("@bo{at:03} :person Bo Number{at}\n")).collect();
    let text = format!("==> story.nmk\n[He @bo$0]\n==> entities.nmk\n---\n{records}");
    let mut fixture = Fixture::new(&text);
    let snapshot = fixture.snapshot();
    let found = completion(&snapshot, fixture.position()).expect("the file is open");
    assert!(found.items.len() == 100 && found.is_incomplete);
    assert_eq!((found.items[0].label.as_str(), found.items[99].label.as_str()), ("@bo000", "@bo099"));
    assert!(found.items.iter().enumerate().all(|(rank, item)| item.rank == rank as u32));
}

#[test]
fn clients_compare_with_what_was_found() {
    let mut fixture = Fixture::new(&story("[She @may$0]"));
    let found = completion(&fixture.snapshot(), fixture.position()).expect("the file is open");
    assert_eq!(found.items[0].filter_text, "@Mayor Duarte Ana Duarte duarte");
}

#[test]
fn items_are_explained() {
    let mut fixture = Fixture::new(&story("[She @duarte] left. [$0x @duarte]"));
    let snapshot = fixture.snapshot();
    let page = |kind, name| resolve_completion(&snapshot, &fixture.path, kind, name);
    assert_eq!(
        page(CompletionKind::Entity, "duarte").as_deref(),
        Some(
            "**Ana Duarte** (person)\n\nalso Mayor Duarte\n- role: Mayor\n- of: @ellery\n\n2 mentions and 0 quotes here; 2 mentions in 2 files"
        )
    );
    assert_eq!(page(CompletionKind::Type, "person").as_deref(), Some("`:person` a human being"));
    assert_eq!(page(CompletionKind::Date, "2024"), None);
}

#[test]
fn every_place_has_an_answer() {
    let text = "\u{feff}---\r\ndate: 2024-03-05\r\n@é👩 :x\r\n@ana :person Ana \\| D | 王毅\r\n  of: @b #q1\r\n#q1\r\n---\r\n\r\n# [王毅 @wang] said\r\n\r\n// [n @\r\n{We [İstanbul @i :place] \\[go\n// x\nthen @ana #q1+} [sa👩id :cue #q1] [Tues. @2]\r\n\r\n[a @b ?} x]\r\n---\n@";
    let registry = "\n==> entities.nmk\n---\n@wang :person 王毅 | İ. Wáng\n";
    let places: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
    let mut fixture = Fixture::new(&format!("==> story.nmk\n{text}$0{registry}"));
    for at in places {
        // As it is, and as if nothing had been written behind the cursor yet.
        for text in [text, &text[..at]] {
            fixture.host.open(fixture.path.clone(), 1, text);
            let snapshot = fixture.snapshot();
            let position = FilePosition { path: &fixture.path, offset: at as u32 };
            let found = completion(&snapshot, position).expect("it is open");
            for item in found.items {
                let replaced = item.replaced.range();
                assert!(replaced.start <= at && at <= replaced.end, "{at} {item:?}");
                assert!(!text[replaced].contains(['\n', '\r']), "{at} {item:?}");
            }
            crate::ide::selection_ranges(&snapshot, &fixture.path, &[at as u32]);
            crate::ide::linked_editing_ranges(&snapshot, position);
            let options = crate::ide::InlayHintOptions::default();
            crate::ide::inlay_hints(&snapshot, &fixture.path, at..at, options);
            crate::ide::semantic_tokens_in(&snapshot, &fixture.path, at..text.len());
            crate::ide::folding_ranges(&snapshot, &fixture.path);
            crate::ide::document_symbols(&snapshot, &fixture.path);
            crate::ide::code_lenses(&snapshot, &fixture.path);
            crate::ide::document_links(&snapshot, &fixture.path);
            crate::ide::quote_table(&snapshot, &fixture.path);
        }
    }
}

#[test]
fn what_comments_say_to_the_program() {
    offers(
        "Text.\n\n// newsmark: al$0\n",
        "allow (silences rules for the next block) -> // newsmark: allow\n\
         allow-file (silences rules for the whole article) -> // newsmark: allow-file\n\
         reject (keeps words of the article, an entity, or `all` from being proposed) -> // newsmark: reject",
    );
    let rules = labels("// newsmark: allow undefined-id, unde$0 -- why\nText.\n");
    assert!(rules.contains(&"undefined-entity".to_string()) && !rules.contains(&"undefined-id".to_string()));
    assert_eq!(labels("// newsmark: allow undefined-id -- wh$0\n"), [""; 0]);
    assert_eq!(labels("// a note about al$0\n"), [""; 0]);
}
