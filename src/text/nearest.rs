use strsim::damerau_levenshtein;

/// The candidate that is most likely meant by a mistyped `name`: at most a third of its letters away.
/// Of equally near ones the first in alphabetical order, so that messages do not change by chance.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let length = name.chars().count();
    let most = (length / 3).max(1);
    let letters = letters(name);
    candidates
        .into_iter()
        .filter(|candidate| {
            *candidate != name
                && (letters ^ self::letters(candidate)).count_ones() as usize <= 2 * most
                && candidate.chars().count().abs_diff(length) <= most
        })
        .map(|candidate| (damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= most && *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

/// Which bytes a word has, as a set. A slip in a letter of ASCII changes at most two of them: nearly
/// all of a hundred thousand candidates are passed over by that. Other letters are not counted.
fn letters(word: &str) -> u64 {
    let ascii = word.bytes().filter(u8::is_ascii);
    ascii.fold(0, |set, byte| set | 1 << (byte & 63))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_enough_to_be_a_slip() {
        let ids = ["duarte", "duran", "ellery"];
        assert_eq!(nearest("duatre", ids), Some("duarte"));
        assert_eq!(nearest("elery", ids), Some("ellery"));
        assert_eq!(nearest("okoro", ids), None);
        assert_eq!(nearest("a", ["b"]), None);
        assert_eq!(nearest("習近平", ["習近苹"]), Some("習近苹"));
    }
}
