//! One sentence for each way in which news says who said what.

use std::sync::atomic::AtomicBool;

use newsmark::annotate::{Knowledge, USUAL_CONFIDENCE, findings};
use newsmark::article::{Article, Vocabulary};
use newsmark::syntax::parse;
use newsmark::text::Span;

/// `source | cue | content / content` for each quotation.
fn quotes_in(text: &str) -> Vec<String> {
    let tree = parse(text);
    let article = Article::new(text, &tree, &Vocabulary::default());
    let bare = &article.bare().text;
    let found = findings(&article, &Knowledge::default(), USUAL_CONFIDENCE, &AtomicBool::new(false))
        .expect("nobody stops it");
    let words = |span: &Span| span.of(bare).to_string();
    let line = |quote: &newsmark::annotate::quotes::Found| {
        let source = quote.source.as_ref().map_or("?".to_string(), words);
        let content: Vec<String> = quote.content.iter().map(words).collect();
        format!("{source} | {} | {}", words(&quote.cue), content.join(" / "))
    };
    found.quotes.iter().map(line).collect()
}

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(quotes_in(text), *expected, "{text}");
    }
}

#[test]
fn direct() {
    check(&[
        ("\"We build now,\" Ana Duarte said.", &["Ana Duarte | said | \"We build now,\""]),
        ("“We build now,” she said on Tuesday.", &["she | said | “We build now,”"]),
        ("''We build now,'' Ms. Duarte said.", &["Ms. Duarte | said | ''We build now,''"]),
        ("“Do we build?” Duarte asked.", &["Duarte | asked | “Do we build?”"]),
        (
            "“We build now,” said Ana Duarte, the mayor of Port Ellery.",
            &["Ana Duarte, the mayor of Port Ellery | said | “We build now,”"],
        ),
        ("Duarte said, “We build now.”", &["Duarte | said | “We build now.”"]),
        ("Duarte told reporters: “We build now.”", &["Duarte | told | “We build now.”"]),
        ("“We build now,” Duarte said, “or we move.”", &["Duarte | said | “We build now,” / “or we move.”"]),
        (
            "“We build now,” Duarte said. “The tide does not wait.”",
            &["Duarte | said | “We build now,” / “The tide does not wait.”"],
        ),
    ]);
}

#[test]
fn indirect() {
    check(&[
        ("Duarte said that the port was closed.", &["Duarte | said | the port was closed"]),
        ("Duarte said the port was closed.", &["Duarte | said | the port was closed"]),
        ("The port was closed, Duarte said.", &["Duarte | said | The port was closed"]),
        ("The port, she said, was closed.", &["she | said | The port / was closed"]),
        (
            "According to the harbour office, the port was closed.",
            &["the harbour office | According to | the port was closed"],
        ),
        ("The port was closed, according to Duarte.", &["Duarte | according to | The port was closed"]),
        ("Duarte told the Coastal Wire that she would go.", &["Duarte | told | she would go"]),
        ("Duarte asked whether the port was closed.", &["Duarte | asked | whether the port was closed"]),
        ("Duarte vowed to rebuild the wall.", &["Duarte | vowed | to rebuild the wall"]),
        ("For her part, Duarte stressed that the wall held.", &["Duarte | stressed | the wall held"]),
        (
            "Duarte, who had opposed the wall, said it would hold.",
            &["Duarte, who had opposed the wall | said | it would hold"],
        ),
    ]);
}

#[test]
fn occasions_and_conditions() {
    check(&[
        (
            "The company said in a statement it was studying the report.",
            &["The company | said | it was studying the report"],
        ),
        (
            "The company said at a hearing the alarm had failed.",
            &["The company | said | the alarm had failed"],
        ),
        (
            "As winter comes closer, the two sides should share data, he added.",
            &["he | added | As winter comes closer, the two sides should share data"],
        ),
        ("When the bus arrived, he said.", &[]),
        (
            "An official, who asked not to be named because the talks were private, said the cabinet knew.",
            &[
                "An official, who asked not to be named because the talks were private | said | the cabinet knew",
            ],
        ),
    ]);
}

#[test]
fn mixed() {
    check(&[
        (
            "Duarte said the cities “have run out of time.”",
            &["Duarte | said | the cities “have run out of time.”"],
        ),
        ("Bell called the plan “a gift to lawyers.”", &["Bell | called | the plan “a gift to lawyers.”"]),
    ]);
}

#[test]
fn several_in_one_sentence() {
    check(&[
        (
            "Duarte said the wall would hold, and Bell said it would not.",
            &["Duarte | said | the wall would hold", "Bell | said | it would not"],
        ),
        (
            "Duarte said the wall held and added that it was cheap.",
            &["Duarte | said | the wall held", "Duarte | added | it was cheap"],
        ),
        (
            "“We build now,” Duarte said, adding that the wall was cheap.",
            &["Duarte | said | “We build now,”", "Duarte | adding | the wall was cheap"],
        ),
    ]);
}

#[test]
fn what_is_no_quotation() {
    check(&[
        ("The state report was long.", &[]),
        ("Duarte went to the port.", &[]),
        ("The talk show was called off.", &[]),
        ("The Harbour League’s claim was old.", &[]),
    ]);
}

#[test]
fn german_by_data_alone() {
    let german = |text: &str| quotes_in(&format!("---\nlanguage: de\n---\n\n{text}"));
    assert_eq!(german("„Wir bauen jetzt“, sagte Ana Duarte."), ["Ana Duarte | sagte | „Wir bauen jetzt“"]);
    assert_eq!(
        german("Duarte sagte, dass der Hafen geschlossen sei."),
        ["Duarte | sagte | der Hafen geschlossen sei"]
    );
    assert_eq!(
        german("Duarte sagte, der Hafen sei geschlossen."),
        ["Duarte | sagte | der Hafen sei geschlossen"]
    );
}
