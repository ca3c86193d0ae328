//! Columns in UTF-8, UTF-16 and UTF-32, in requests and in answers

use serde_json::{Value, json};

use crate::newsroom::{Newsroom, capabilities, shows};

/// Emoji, combining marks, Chinese, and both line ends in front of what is asked for.
const LINE: &str = "😀 e\u{301} 習近平 [Ana 👩\u{200d}🚀 @ana :person] and [she @ana].";

/// How a client counts.
type Count = fn(&str) -> usize;

const ENCODINGS: [(&str, Count); 3] = [
    ("utf-8", |text| text.len()),
    ("utf-16", |text| text.encode_utf16().count()),
    ("utf-32", |text| text.chars().count()),
];

/// The stretch of the line that a range means.
fn meant(range: &Value, count: Count) -> String {
    let byte = |place: &Value| {
        let column = place["character"].as_u64().expect("a column") as usize;
        let mut bytes = LINE.char_indices().map(|(at, _)| at).chain([LINE.len()]);
        bytes.find(|&at| count(&LINE[..at]) == column).expect("between characters")
    };
    let (start, end) = (byte(&range["start"]), byte(&range["end"]));
    format!("{}:{start} {}", range["start"]["line"], &LINE[start..end])
}

#[test]
fn requests_and_answers_count_alike() {
    for (encoding, count) in ENCODINGS {
        let mut can = capabilities();
        can["general"]["positionEncodings"] = json!([encoding]);
        can["textDocument"]["definition"] = json!({});
        let mut room = Newsroom::with("==> story.nmk\n", can);
        assert_eq!(room.reply["capabilities"]["positionEncoding"], encoding);
        room.open_as("story.nmk", &format!("one\r\ntwo\n\n{LINE}\r\n"));
        let column = count(&LINE[..LINE.find("she @ana").expect("is there") + 6]);
        let place = json!({ "textDocument": { "uri": room.uri("story.nmk") }, "position": { "line": 3, "character": column } });

        let hover = room.client.request("textDocument/hover", place.clone());
        shows(&meant(&hover["range"], count), "3:59 @ana");
        let found = room.client.request("textDocument/definition", place.clone());
        shows(&meant(&found[0]["range"], count), "3:36 @ana");
        let found = room.client.request("textDocument/documentHighlight", place);
        let places = found.as_array().expect("highlights").iter().map(|one| meant(&one["range"], count));
        shows(
            &places.collect::<Vec<_>>().join("\n"),
            "
3:20 Ana 👩‍🚀
3:37 ana
3:55 she
3:60 ana
",
        );

        let tokens = room.ask_file("textDocument/semanticTokens/full", "story.nmk");
        let data: Vec<u64> = serde_json::from_value(tokens["data"].clone()).expect("numbers");
        let mut column = 0;
        let words = data.chunks_exact(5).map(|token| {
            column += token[1];
            let place = |character| json!({ "line": 3, "character": character });
            meant(&json!({ "start": place(column), "end": place(column + token[2]) }), count)
        });
        shows(
            &words.collect::<Vec<_>>().join("\n"),
            "
3:19 [
3:20 Ana 👩‍🚀
3:36 @ana
3:41 :person
3:48 ]
3:54 [
3:55 she
3:59 @ana
3:63 ]
",
        );
    }
}
