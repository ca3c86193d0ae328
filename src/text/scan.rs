//! Looking for bytes eight at a time, as one number: what is looked for stands close by, so that anything larger does
//! not pay.

const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte.
pub const HIGHEST: u64 = 0x80 * EACH;

/// Where the first byte is for which `marks` sets the highest bit, or the length of `bytes`. Marks behind the first
/// one need not be right.
#[inline]
pub fn first_marked(bytes: &[u8], marks: impl Fn(u64) -> u64) -> usize {
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk::<8>() {
        let found = marks(u64::from_le_bytes(*eight)) & HIGHEST;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes[at..].iter().position(|&byte| marks(byte.into()) & 0x80 != 0);
    rest.map_or(bytes.len(), |found| at + found)
}

/// Marks the first byte that is `wanted`.
#[inline]
pub fn mark_byte(eight: u64, wanted: u8) -> u64 {
    let zero = eight ^ (u64::from(wanted) * EACH);
    zero.wrapping_sub(EACH) & !zero
}

/// Marks the first byte that is below `least`, at most 128, or above ASCII.
#[inline]
pub fn mark_below_or_above_ascii(eight: u64, least: u8) -> u64 {
    eight.wrapping_sub(u64::from(least) * EACH) | eight
}

/// Marks each byte that lies from `first` to `last`, both ASCII.
#[inline]
pub fn mark_between(eight: u64, first: u8, last: u8) -> u64 {
    let low = eight & !HIGHEST;
    let from_first = low + u64::from(0x80 - first) * EACH;
    let behind_last = low + u64::from(0x7f - last) * EACH;
    from_first & !behind_last & !eight
}

/// The same bytes with these bits set in each.
#[inline]
pub fn with_bits(eight: u64, bits: u8) -> u64 {
    eight | (u64::from(bits) * EACH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_in_each_place() {
        for byte in 0..=255_u8 {
            for place in 0..20 {
                let mut bytes = [b'a'; 20];
                bytes[place] = byte;
                let found = |marks: fn(u64) -> u64, is: bool| {
                    let expected = if is { place } else { bytes.len() };
                    assert_eq!(first_marked(&bytes, marks), expected, "{byte} at {place}");
                };
                found(|eight| mark_byte(eight, b'"'), byte == b'"');
                found(|eight| mark_below_or_above_ascii(eight, b' '), !(b' '..0x80).contains(&byte));
                found(|eight| mark_between(eight, b'{', b'}'), (b'{'..=b'}').contains(&byte));
                found(|eight| mark_between(with_bits(eight, 0x20), b'{', b'}'), b"[\\]{|}".contains(&byte));
            }
        }
    }
}
