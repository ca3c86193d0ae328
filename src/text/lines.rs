use memchr::memchr2_iter;

/// A place in a text as people count: line and column from 1, the column in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line number, from 1.
    pub line: usize,
    /// Column in Unicode code points, from 1.
    pub column: usize,
}

/// Where the lines of a text begin. Line ends are LF, CRLF and a lone CR, as in LSP 3.17 §Position.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds all lines of `source`.
    pub fn new(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            let first_half = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !first_half {
                starts.push(at as u32 + 1);
            }
        }
        Self { starts }
    }

    /// The 0-based line on which byte `offset` stands.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset) - 1
    }

    /// The byte at which the 0-based `line` begins; the text's end for lines after the last.
    pub fn start_of(&self, line: usize, source: &str) -> usize {
        self.starts.get(line).map_or(source.len(), |&start| start as usize)
    }

    /// The 1-based line and column of byte `offset`, which must be a character boundary of `source`.
    pub fn position(&self, source: &str, offset: usize) -> Position {
        let line = self.line_of(offset);
        let start = self.start_of(line, source);
        Position { line: line + 1, column: source[start..offset].chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_line_ends_count_once() {
        let source = "a\nb\r\nc\rd";
        let index = LineIndex::new(source);
        let lines: Vec<usize> = [0, 2, 5, 7].map(|at| index.line_of(at)).to_vec();
        assert_eq!(lines, [0, 1, 2, 3]);
    }

    #[test]
    fn columns_count_code_points() {
        let source = "é👩x";
        let at = source.find('x').expect("x is there");
        let place = LineIndex::new(source).position(source, at);
        assert_eq!(place, Position { line: 1, column: 3 });
    }
}
