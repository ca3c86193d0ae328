use crate::rules::Finding;
use crate::syntax::Tree;

/// What a finding is recognised by when other parts of the article have changed: its rule, the text it is about,
/// and the block around it. Stable from one version of the program to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    /// Of the rule and the text.
    pub text: u64,
    /// Of the block's text.
    pub block: u64,
}

impl Fingerprint {
    /// The fingerprints of the findings in an article, which are in order of place.
    pub fn all(source: &str, tree: &Tree, findings: &[Finding]) -> Vec<Self> {
        let mut last = None;
        let of_finding = |finding: &Finding| {
            let start = finding.span.start;
            let block = match last {
                Some((span, hash)) if start < span => hash,
                _ => {
                    let found = tree.block_at(start as usize);
                    let hash = found.map_or(0, |block| fnv([block.content().of(source).trim()]));
                    last = found.map(|block| (block.span().end, hash));
                    hash
                }
            };
            Self { text: fnv([finding.rule, finding.span.of(source).trim()]), block }
        };
        findings.iter().map(of_finding).collect()
    }

    /// As text, for formats that hold one for each finding. `path` and `number` (how many findings with the same
    /// fingerprint come before) make it unique.
    pub fn unique(self, path: &str, number: usize) -> String {
        let parts = [self.text, self.block, number as u64].map(|part| format!("{part:016x}"));
        format!("{:016x}", fnv([path, &parts[0], &parts[1], &parts[2]]))
    }

    /// How many findings with the same fingerprint come before each, in an article.
    pub fn numbers(all: &[Self]) -> Vec<usize> {
        let mut seen = std::collections::HashMap::<Self, usize>::new();
        let number = |print: &Self| {
            let count = seen.entry(*print).or_default();
            *count += 1;
            *count - 1
        };
        all.iter().map(number).collect()
    }
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo), with a byte between the parts that no text holds.
fn fnv<'p>(parts: impl IntoIterator<Item = &'p str>) -> u64 {
    let bytes = parts.into_iter().flat_map(|part| part.bytes().chain([0xFF]));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_stay_the_same() {
        assert_eq!(fnv(["a"]), fnv(["a"]));
        assert_ne!(fnv(["a", "b"]), fnv(["ab"]));
        // FNV-1a of "foobar", from the authors' test vectors, before the byte behind the part.
        let foobar = 0x8594_4171_F739_67E8_u64;
        assert_eq!(fnv(["foobar"]), (foobar ^ 0xFF).wrapping_mul(0x0000_0100_0000_01B3));
    }
}
