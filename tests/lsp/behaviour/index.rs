//! Cross-file findings wait for the index; local ones do not.

use crate::newsroom::{Newsroom, capabilities, shows};

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
    shows(&room.findings("story.nmk"), "1:26 [ [unclosed-bracket] this `[` is never closed");
    room.refreshed();
    shows(
        &room.findings("story.nmk"),
        "
1:21 @bo [undefined-entity] nothing defines `@bo`
1:26 [ [unclosed-bracket] this `[` is never closed
",
    );
}
