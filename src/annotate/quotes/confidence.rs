//! How often a construction is what it looks like, measured on American news and rounded.

use super::Construction;

/// What is known of a cue besides its construction.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances {
    /// It tells what is thought rather than said.
    pub mind: bool,
    /// It stands in what somebody else said.
    pub nested: bool,
}

/// The confidence in an attribution: 0 to 1.
pub fn of(construction: Construction, circumstances: Circumstances) -> f32 {
    use Construction::*;
    let alone = match construction {
        QuoteThenSubject | QuoteThenVerb | QuoteAround | Quote => 0.95,
        Colon => 0.9,
        That => 0.88,
        Clause | ClauseThenSubject | ClauseThenVerb | According | As => 0.83,
        Object => 0.73,
        Question => 0.7,
        Infinitive => 0.67,
        ClauseAround => 0.65,
        Words => 0.6,
    };
    let nested = match construction {
        That | Quote | Colon => 0.85,
        _ => 0.5,
    };
    let mind = if circumstances.mind { 0.65 } else { 1.0 };
    alone * mind * if circumstances.nested { nested } else { 1.0 }
}
