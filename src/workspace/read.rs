use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::error::{Error, Reason};
use super::not_utf8::NotUtf8;
use crate::syntax::MAX_SOURCE;

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
    String::from_utf8(bytes).map_err(|wrong| {
        let valid = wrong.utf8_error().valid_up_to();
        error(Reason::NotUtf8(Box::new(NotUtf8::new(wrong.into_bytes(), valid))))
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> String {
        decode(Path::new("a.nmk"), bytes.to_vec()).expect_err("not UTF-8").to_string()
    }

    #[test]
    fn the_first_wrong_byte_is_named() {
        assert_eq!(
            message(b"Ana:\ncaf\xE9 au lait"),
            "a.nmk:2:4: is not UTF-8: byte 0xE9 at offset 8; it is probably Windows-1252 or Latin-1; \
             convert it with `iconv -f WINDOWS-1252 -t UTF-8`"
        );
        assert_eq!(
            message(b"\xFF\xFEa\0"),
            "a.nmk:1:1: is UTF-16; convert it with `iconv -f UTF-16 -t UTF-8`"
        );
    }
}
