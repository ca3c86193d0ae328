use std::io::{self, BufRead, Read};

/// The largest message that is read, in bytes.
pub const MAX_FRAME: u64 = 64 << 20;

/// More than this is no length of a message but a broken header.
const MAX_LENGTH: u64 = 4 << 30;

/// The longest line of a header that is read at once, in bytes.
const MAX_LINE: u64 = 8 << 10;

const LENGTH: &[u8] = b"content-length:";

/// One message of the base protocol (LSP 3.17 §Base Protocol), as far as its frame goes.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    /// The content.
    Content(Vec<u8>),
    /// A message of so many bytes, more than [`MAX_FRAME`], was skipped.
    TooLarge(u64),
    /// What stood there has no length and was skipped, up to the next message that has one.
    Broken(String),
}

/// Reads the next frame; `None` at the end of the input.
///
/// Takes any headers in any order and case, and no notice of any but `Content-Length`. Lost, it goes on
/// at the next `Content-Length`, even in the middle of a line: contents don't end with one.
///
/// # Errors
/// If the input can't be read.
pub fn next(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if let Some(value) = length_in(&line) {
            length = Some(value);
        } else if line.trim_ascii().is_empty() {
            break;
        }
    }
    match length {
        Some(Ok(length)) if length <= MAX_FRAME => content(input, length),
        Some(Ok(length)) => {
            io::copy(&mut input.take(length), &mut io::sink())?;
            Ok(Some(Frame::TooLarge(length)))
        }
        Some(Err(value)) => Ok(Some(Frame::Broken(format!("`{value}` is no length of a message")))),
        None => Ok(Some(Frame::Broken("a message without Content-Length".into()))),
    }
}

/// A content cut off by the end of the input is nobody's.
fn content(input: &mut impl BufRead, length: u64) -> io::Result<Option<Frame>> {
    // Where the system gives memory only as it is written to, a length that is too large costs nothing.
    let mut content = Vec::with_capacity(length as usize);
    input.take(length).read_to_end(&mut content)?;
    Ok((content.len() as u64 == length).then_some(Frame::Content(content)))
}

/// What the last `Content-Length` in a line says.
fn length_in(line: &[u8]) -> Option<Result<u64, String>> {
    let at = line.windows(LENGTH.len()).rposition(|window| window.eq_ignore_ascii_case(LENGTH))?;
    let value = line[at + LENGTH.len()..].trim_ascii();
    let length = std::str::from_utf8(value).ok().and_then(|value| value.parse().ok());
    Some(
        length
            .filter(|&length| length <= MAX_LENGTH)
            .ok_or_else(|| String::from_utf8_lossy(value).into_owned()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &str) -> Vec<Frame> {
        let mut input = input.as_bytes();
        std::iter::from_fn(|| next(&mut input).expect("memory can be read")).collect()
    }

    fn contents(input: &str) -> Vec<String> {
        let content = |frame| match frame {
            Frame::Content(content) => Some(String::from_utf8(content).expect("is UTF-8")),
            _ => None,
        };
        all(input).into_iter().filter_map(content).collect()
    }

    #[test]
    fn any_headers() {
        let input = "content-type: application/vscode-jsonrpc\r\nCONTENT-LENGTH:2\r\nX-A: 1\r\nX-B: 2\r\n\r\n{}\
                     Content-Length: 3\n\n[1]";
        assert_eq!(contents(input), ["{}", "[1]"]);
    }

    #[test]
    fn goes_on_behind_what_is_broken() {
        for broken in [
            "Content-Length: many\r\n\r\n{}",
            "Content-Length: -1\r\n\r\n{}",
            "Content-Length: 99999999999999\r\n\r\n{}",
            "Content-Type: x\r\n\r\n{}",
            "{\"no\":\"frame\"}",
            "\r\n\r\n",
            "Content-Length: 2\r\n\r\n{\"longer\": true}",
        ] {
            let input = format!("{broken}Content-Length: 4\r\n\r\nnull");
            assert_eq!(contents(&input).last().map(String::as_str), Some("null"), "{broken}");
        }
    }

    #[test]
    fn what_is_too_large_is_skipped() {
        let length = MAX_FRAME + 1;
        let mut input = io::Cursor::new(format!("Content-Length: {length}\r\n\r\n"))
            .chain(io::repeat(b' ').take(length))
            .chain(io::Cursor::new("Content-Length: 4\r\n\r\nnull"));
        let mut input = io::BufReader::new(&mut input);
        assert_eq!(next(&mut input).expect("can be read"), Some(Frame::TooLarge(length)));
        assert_eq!(next(&mut input).expect("can be read"), Some(Frame::Content(b"null".into())));
    }

    #[test]
    fn the_end_of_the_input_ends_it() {
        for input in ["", "Content-Length: 9", "Content-Length: 9\r\n\r\n{}"] {
            assert_eq!(all(input), []);
        }
    }
}
