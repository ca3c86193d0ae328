//! `textDocument/foldingRange`

use crate::newsroom::{Newsroom, shows};

#[test]
fn blocks_records_and_long_quotations() {
    let mut room = Newsroom::new("==> story.nmk\n");
    room.open_as(
        "story.nmk",
        "---\ndate: 2024-03-05\nsource: Wire\n---\n\n// one\n// two\n\n# Head\n\n{We\ngo\nnow @ana}.\n\n## Next\n\nText.\n\n---\n@ana :person Ana\n  role: Mayor\n",
    );
    let found = room.ask_file("textDocument/foldingRange", "story.nmk");
    let text = room.text("story.nmk");
    let lines: Vec<&str> = text.lines().collect();
    let one = |fold: &serde_json::Value| {
        let line = |name: &str| fold[name].as_u64().expect("a line") as usize;
        let (start, end) = (line("startLine"), line("endLine"));
        format!(
            "{}-{} {} … {} ({})\n",
            start + 1,
            end + 1,
            lines[start],
            lines[end],
            fold["kind"].as_str().unwrap_or("")
        )
    };
    let shown: String = found.as_array().expect("folds").iter().map(one).collect();
    shows(
        &shown,
        "
1-4 --- … --- (region)
6-7 // one … // two (comment)
9-17 # Head … Text. (region)
11-13 {We … now @ana}. (region)
15-17 ## Next … Text. (region)
19-21 --- …   role: Mayor (region)
20-21 @ana :person Ana …   role: Mayor (region)
",
    );
}
