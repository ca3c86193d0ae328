//! Which brackets of a paragraph without annotations would be reported as unclosed.
//!
//! Without tails a closing bracket makes a pair with the opening bracket right before it, if that
//! has its shape, and is ignored otherwise. An opener that stays alone has to be escaped; then
//! the closers that it stood in the way of may still find another.

use crate::syntax::is_escapable;
use crate::text::Span;

/// A bracket that found no other.
#[derive(Clone, Copy)]
struct Single {
    at: usize,
    shape: u8,
    opens: bool,
}

/// Adds the openers of `block` that must be escaped so that none is unclosed.
pub fn unclosed(text: &str, block: Span, places: &mut Vec<usize>) {
    let mut closers = Vec::new();
    let mut waiting = [0_usize; 2];
    for single in singles(text, block).into_iter().rev() {
        let shape = usize::from(single.shape == b'{');
        if !single.opens {
            closers.push(single.shape);
            waiting[shape] += 1;
        } else if waiting[shape] == 0 {
            places.push(single.at);
        } else {
            // It takes the nearest closer of its shape, and hides those before it.
            while let Some(closer) = closers.pop() {
                waiting[usize::from(closer == b'{')] -= 1;
                if closer == single.shape {
                    break;
                }
            }
        }
    }
}

/// What is left when all pairs are taken out, with what stands between them.
fn singles(text: &str, block: Span) -> Vec<Single> {
    let mut singles: Vec<Single> = Vec::new();
    let mut openers: Vec<usize> = Vec::new();
    for (at, byte) in brackets(text.as_bytes(), block) {
        let opens = matches!(byte, b'[' | b'{');
        let shape = if matches!(byte, b'[' | b']') { b'[' } else { b'{' };
        if opens {
            openers.push(singles.len());
        } else if let Some(&opener) = openers.last()
            && singles[opener].shape == shape
        {
            openers.pop();
            singles.truncate(opener);
            continue;
        }
        singles.push(Single { at, shape, opens });
    }
    singles
}

/// The brackets that are not escaped.
fn brackets(bytes: &[u8], block: Span) -> impl Iterator<Item = (usize, u8)> {
    let mut escaped = usize::MAX;
    let start = block.start as usize;
    let block = &bytes[block.range()];
    block.iter().enumerate().filter_map(move |(at, &byte)| match byte {
        _ if at == escaped => None,
        b'\\' if block.get(at + 1).is_some_and(|&next| is_escapable(next)) => {
            escaped = at + 1;
            None
        }
        b'[' | b']' | b'{' | b'}' => Some((start + at, byte)),
        _ => None,
    })
}
