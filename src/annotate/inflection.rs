//! The regular forms of English verbs, for languages files that list bare forms.

/// The forms that differ from the bare one.
pub struct Forms {
    /// says
    pub third: String,
    /// past tense and participle
    pub past: String,
    /// -ing
    pub gerund: String,
}

/// Regular forms: carry, carries, carried, carrying; hope, hopes, hoped, hoping; stop, stopped.
pub fn regular(base: &str) -> Forms {
    let forms = |stem: &str, third: &str, past: &str, gerund: &str| Forms {
        third: format!("{base}{third}"),
        past: format!("{stem}{past}"),
        gerund: format!("{stem}{gerund}"),
    };
    if let Some(stem) = base.strip_suffix('y').filter(|stem| ends_in_consonant(stem)) {
        return Forms { third: format!("{stem}ies"), past: format!("{stem}ied"), gerund: format!("{base}ing") };
    }
    if base.ends_with("ee") || base.ends_with("oe") {
        return forms(base, "s", "d", "ing");
    }
    if let Some(stem) = base.strip_suffix("ie") {
        return Forms { third: format!("{base}s"), past: format!("{base}d"), gerund: format!("{stem}ying") };
    }
    if let Some(stem) = base.strip_suffix('e') {
        return forms(stem, "s", "ed", "ing");
    }
    let third = if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end)) { "es" } else { "s" };
    if doubles(base) {
        let last = &base[base.len() - 1..];
        return forms(&format!("{base}{last}"), third, "ed", "ing");
    }
    forms(base, third, "ed", "ing")
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn ends_in_consonant(stem: &str) -> bool {
    stem.bytes().last().is_some_and(|letter| !is_vowel(letter))
}

/// True for short words that end in one vowel and one consonant: stop, plan, beg.
fn doubles(base: &str) -> bool {
    let [.., before, vowel, last] = base.as_bytes() else { return false };
    let short = base.bytes().filter(|&letter| is_vowel(letter)).count() == 1;
    short && !is_vowel(*before) && is_vowel(*vowel) && !is_vowel(*last) && !matches!(last, b'w' | b'x' | b'y')
}
