use super::{LineIndex, Position};

/// Lines and columns of a text, each found at about the same cost, however long the lines are.
#[derive(Clone, Debug)]
pub struct Positions {
    lines: LineIndex,
    /// How many code points begin before every `STEP`th byte.
    marks: Vec<u32>,
}

const STEP: usize = 128;

impl Positions {
    /// Measures `source`.
    pub fn new(source: &str) -> Self {
        let mut count = 0;
        let mut marks = Vec::with_capacity(source.len() / STEP + 1);
        for step in source.as_bytes().chunks(STEP) {
            marks.push(count);
            count += beginnings(step) as u32;
        }
        marks.push(count);
        Self { lines: LineIndex::new(source), marks }
    }

    /// Where the lines begin.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// How many code points stand before byte `offset`, a character boundary of `source`.
    pub fn code_points(&self, source: &str, offset: usize) -> usize {
        let step = offset / STEP;
        self.marks[step] as usize + beginnings(&source.as_bytes()[step * STEP..offset])
    }

    /// The 1-based line and column of byte `offset`, a character boundary of `source`.
    pub fn position(&self, source: &str, offset: usize) -> Position {
        let line = self.lines.line_of(offset);
        let start = self.lines.start_of(line, source);
        let column = self.code_points(source, offset) - self.code_points(source, start) + 1;
        Position { line: line + 1, column }
    }
}

/// How many characters begin in a stretch of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| (byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting() {
        let source = "aé習👩\r\nb\rc ".repeat(700);
        let positions = Positions::new(&source);
        let lines = LineIndex::new(&source);
        for (at, _) in source.char_indices() {
            assert_eq!(positions.position(&source, at), lines.position(&source, at));
        }
        assert_eq!(positions.code_points(&source, source.len()), source.chars().count());
    }

    #[test]
    fn measures_texts_as_long_as_a_step() {
        for len in [0, STEP - 1, STEP, STEP + 1, 2 * STEP] {
            let source = "x".repeat(len);
            assert_eq!(Positions::new(&source).position(&source, len).column, len + 1);
        }
    }
}
