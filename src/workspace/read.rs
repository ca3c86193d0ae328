use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::error::{Error, Reason};
use crate::syntax::MAX_SOURCE;
use crate::text::Positions;

/// Reads a file as text.
///
/// # Errors
/// If it can't be read, is not UTF-8, or is too large to be parsed.
pub fn read(path: &Path) -> Result<String, Error> {
    let bytes = bytes(path).map_err(|error| Error::io(path, error))?;
    match bytes {
        Bytes::All(bytes) => decode(path, bytes),
        Bytes::TooMany(len) => Err(Error { path: path.into(), reason: Reason::TooLarge(len) }),
    }
}

/// Takes bytes that came from `path` for text.
///
/// # Errors
/// If they are not UTF-8, or too many to be parsed.
pub fn decode(path: &Path, bytes: Vec<u8>) -> Result<String, Error> {
    let error = |reason| Error { path: path.into(), reason };
    if bytes.len() > MAX_SOURCE {
        return Err(error(Reason::TooLarge(bytes.len() as u64)));
    }
    String::from_utf8(bytes).map_err(|wrong| error(not_utf8(wrong.as_bytes())))
}

enum Bytes {
    All(Vec<u8>),
    TooMany(u64),
}

/// The length is looked at first: a file of many GiB shall not fill the memory before it is refused.
fn bytes(path: &Path) -> io::Result<Bytes> {
    let file = File::open(path)?;
    let len = file.metadata()?.len();
    if len > MAX_SOURCE as u64 {
        return Ok(Bytes::TooMany(len));
    }
    let mut bytes = Vec::with_capacity(len as usize + 1);
    file.take(MAX_SOURCE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Bytes::All(bytes))
}

fn not_utf8(bytes: &[u8]) -> Reason {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Reason::Utf16;
    }
    let good = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let at = Positions::new(good).position(good, good.len());
    Reason::NotUtf8 { at, byte: bytes[good.len()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> String {
        decode(Path::new("a.nmk"), bytes.to_vec()).expect_err("not UTF-8").to_string()
    }

    #[test]
    fn the_first_wrong_byte_is_named() {
        assert_eq!(
            message(b"Caf\xC3\xA9\ncaf\xE9 au lait"),
            "a.nmk: is not UTF-8: byte 0xE9 at line 2, column 4; convert the file to UTF-8"
        );
        assert_eq!(message(b"\xFF\xFEa\0"), "a.nmk: is UTF-16; convert the file to UTF-8");
    }
}
