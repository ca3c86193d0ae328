//! Cross-file findings wait for the index; local ones do not.

use serde_json::json;

use crate::newsroom::{Newsroom, capabilities};

#[test]
fn local_findings_come_first() {
    // So many that they take longer to read than a document to open.
    let text = "[Ana @ana] said: {we go @ana}.\n\n".repeat(60);
    let many: String = (0..1500).map(|number| format!("==> {number}.nmk\n{text}")).collect();
    let files = format!(
        "==> entities.nmk\n---\n@ana :person Ana\n==> story.nmk\n[Ana @ana] left [Bo @bo] [open.\n{many}"
    );
    let mut room = Newsroom::with(&files, capabilities());
    room.open("story.nmk");
    let first = room.findings("story.nmk");
    assert_eq!(first, "1:26 [ [unclosed-bracket] ?\n");
    room.refreshed();
    let mut later = room.findings("story.nmk");
    later.retain(|character| character != '`');
    assert_eq!(later, "?");
    let _ = json!(null);
}
