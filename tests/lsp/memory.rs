//! What the server occupies.

use std::thread;
use std::time::{Duration, Instant};

use crate::URI;
use crate::client::Client;

const PARAGRAPH: &str = "[Ana Duarte @ana] met the ministers of the harbour cities in the old customs house, \
    and spoke for an hour of walls, of dykes, and of what they will cost. [Bo @bo] had nothing to say to that.\n\n";

/// The rules for whole articles take many times the text for a moment; it goes back to the system.
#[test]
fn memory_that_was_taken_for_a_moment_is_given_back() {
    let text = PARAGRAPH.repeat(20_000) + "---\n@ana :person Ana Duarte\n@bo :place Bo\n@zoe :person Zoe\n";
    let mut client = Client::pulling();
    client.open(URI, &text);
    let begun = Instant::now();
    while client.pull(URI).iter().all(|found| found["code"] != "unused-definition") {
        assert!(begun.elapsed() < Duration::from_secs(120), "the rules for whole articles run after a pause");
        thread::sleep(Duration::from_millis(100));
    }
    let Some(occupied) = client.occupied() else { return };
    let most = 5 * text.len() as u64;
    assert!(occupied < most, "{occupied} bytes, for {} of text", text.len());
}
