//! The yardstick: a bare byte loop that finds and pairs brackets and does nothing else.
//!
//! It knows no paragraphs, tails or problems, checks nothing and allocates nothing once its buffers
//! have grown: less than any parser of the markup could do.

/// An opening and the closing bracket of its shape.
pub type Pair = (u32, u32);

/// Buffers that are used again and again.
#[derive(Debug, Default)]
pub struct Brackets {
    pub pairs: Vec<Pair>,
    open: Vec<(u8, u32)>,
}

/// True for `[`, `]`, `{`, `}` and `\`.
static SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let special = b"[]{}\\";
    let mut at = 0;
    while at < special.len() {
        table[special[at] as usize] = true;
        at += 1;
    }
    table
};

impl Brackets {
    /// One byte at a time through a table.
    pub fn pair(&mut self, source: &[u8]) {
        self.pairs.clear();
        self.open.clear();
        let mut at = 0;
        while at < source.len() {
            let byte = source[at];
            if SPECIAL[byte as usize] {
                match byte {
                    b'[' | b'{' => self.open.push((byte, at as u32)),
                    b']' => self.close(b'[', at),
                    b'}' => self.close(b'{', at),
                    _ => at += 1,
                }
            }
            at += 1;
        }
    }

    #[inline(always)]
    fn close(&mut self, shape: u8, at: usize) {
        if let Some(&(innermost, open)) = self.open.last()
            && innermost == shape
        {
            self.open.pop();
            self.pairs.push((open, at as u32));
        }
    }
}
