//! The regular forms of English verbs. Language files list bare forms, and what is irregular.

/// Third person, past, participle and -ing: carry, carries, carried, carried, carrying; hope, hopes,
/// hoped, hoped, hoping; stop, stops, stopped, stopped, stopping.
pub fn regular(base: &str) -> [String; 4] {
    let (third, stem) = match base.strip_suffix('y').filter(|stem| ends_in_consonant(stem)) {
        Some(stem) => (format!("{stem}ies"), format!("{stem}i")),
        None => (format!("{base}{}", third_ending(base)), stem(base)),
    };
    let past = format!("{stem}ed");
    let gerund = if let Some(stem) = base.strip_suffix("ie") {
        format!("{stem}ying")
    } else if base.ends_with('y') || base.ends_with("ee") || base.ends_with("oe") {
        format!("{base}ing")
    } else {
        format!("{stem}ing")
    };
    [third, past.clone(), past, gerund]
}

fn third_ending(base: &str) -> &'static str {
    if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end)) { "es" } else { "s" }
}

/// What -ed and -ing are added to.
fn stem(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) => stem.to_string(),
        None if doubles(base) => format!("{base}{}", &base[base.len() - 1..]),
        None => base.to_string(),
    }
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

#[cfg(test)]
mod tests {
    use super::regular;

    #[test]
    fn regular_verbs() {
        for (base, third, past, gerund) in [
            ("claim", "claims", "claimed", "claiming"),
            ("hope", "hopes", "hoped", "hoping"),
            ("reply", "replies", "replied", "replying"),
            ("stay", "stays", "stayed", "staying"),
            ("stop", "stops", "stopped", "stopping"),
            ("stress", "stresses", "stressed", "stressing"),
            ("agree", "agrees", "agreed", "agreeing"),
            ("tie", "ties", "tied", "tying"),
            ("vow", "vows", "vowed", "vowing"),
        ] {
            assert_eq!(regular(base), [third, past, past, gerund].map(str::to_string));
        }
    }
}
