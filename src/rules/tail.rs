use crate::text::Span;

/// A token of a tail with the white space before it: what goes if the token is taken out.
pub fn with_space_before(source: &str, token: Span) -> Span {
    let before = source[..token.start as usize].trim_end_matches([' ', '\t', '\n', '\r']);
    Span { start: before.len() as u32, ..token }
}
