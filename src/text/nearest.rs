use strsim::damerau_levenshtein;

/// The candidate that is most likely meant by a mistyped `name`: at most a third of its letters away.
/// Of equally near ones the first in alphabetical order, so that messages do not change by chance.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let length = name.chars().count();
    let most = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name && candidate.chars().count().abs_diff(length) <= most)
        .map(|candidate| (damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= most && *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
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
    }
}
