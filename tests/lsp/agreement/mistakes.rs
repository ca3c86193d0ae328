//! Twenty mistakes that people make, put into any annotated article by the shape of its markup.

type Mistake = (&'static str, fn(&str) -> String);

pub const MISTAKES: [Mistake; 20] = [
    ("an entity that nobody defines", |text| put(text, " @", " @no-such-")),
    ("a misspelt entity in a record", |text| put(text, "  of: @", "  of: @x")),
    ("a misspelt role of a quotation", |text| put(text, " :cue #q1]", " :cuee #q1]")),
    ("a misspelt type", |text| put(text, " :person ", " :persn ")),
    ("a bracket that is not closed", |text| put(text, " :role] ", " :role ")),
    ("a brace that is not closed", |text| put(text, " #q2},", " #q2,")),
    ("a bracket that is not opened", |text| put(text, "] [", "] ")),
    ("a brace that is not opened", |text| put(text, "\n\n{", "\n\n")),
    ("an id before the entity", |text| swap(text, " #q3]")),
    ("a label behind the id", |text| put(text, " :cue #q5]", " #q5 :cue]")),
    ("an id of nothing", |text| put(text, " :cue #q6]", " :cue #q66]")),
    ("a date that is not in the calendar", |text| put(text, " @20", " @2099-02-30] [20 @20")),
    ("a date of the article that is none", |text| put(text, "\ndate: ", "\ndate: soon ")),
    ("a definition twice", twice),
    ("a field without a record", |text| put(text, "\n---\n@", "\n---\n  role: nothing\n@")),
    ("a record that is none", |text| put(text, "\n---\n@", "\n---\n@ broken\n@")),
    ("a fence that is not closed", |text| put(text, "\n---\n\n", "\n\n")),
    ("a quotation without a speaker", |text| put(text, "{", "{nobody says this #q99} {")),
    ("a piece that does not go on", |text| put(text, " #q7}", " #q7+}")),
    ("a tail with a slip in it", |text| put(text, "] ", ".] ")),
];

/// Replaces the first occurrence of `old`.
fn put(text: &str, old: &str, new: &str) -> String {
    text.replacen(old, new, 1)
}

/// Writes the first record of an entity again below it.
fn twice(text: &str) -> String {
    let Some(start) = text.find("\n---\n@").map(|at| at + 5) else { return text.to_string() };
    let end = text[start..].find('\n').map_or(text.len(), |len| start + len + 1);
    [&text[..end], &text[start..]].concat()
}

/// Puts the id of a tail before what stands before it.
fn swap(text: &str, id: &str) -> String {
    let Some(end) = text.find(id) else { return text.to_string() };
    let Some(start) = text[..end].rfind(' ') else { return text.to_string() };
    let name = id.trim_end_matches(']');
    [&text[..start], name, &text[start..end], "]", &text[end + id.len()..]].concat()
}
