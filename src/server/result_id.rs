use std::hash::{DefaultHasher, Hasher};
use std::io;

use tower_lsp::lsp_types::Diagnostic;

/// A name for some diagnostics, the same for the same ones while the server runs. It is kept where these would take
/// much more room.
pub fn result_id(diagnostics: &[Diagnostic]) -> String {
    let mut hashed = Hashed(DefaultHasher::new());
    // Diagnostics can always be written as JSON.
    let _ = serde_json::to_writer(&mut hashed, diagnostics);
    format!("{:016x}", hashed.0.finish())
}

/// Takes what is written into a hash, and keeps nothing of it.
struct Hashed(DefaultHasher);

impl io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
