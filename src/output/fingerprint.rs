//! Identifies findings in a way that does not change when lines move.

use std::collections::HashMap;

use super::location::Placed;

/// Returns a fingerprint of each finding: a hash of its rule, file and line of text, with a number for repetitions.
///
/// A line may move, or change its indentation, without changing the fingerprint.
#[must_use]
pub fn fingerprints(findings: &[Placed<'_>]) -> Vec<String> {
    let mut counts: HashMap<u64, u64> = HashMap::new();
    let fingerprint = |placed: &Placed<'_>| {
        let line = placed.line.as_ref().map_or("", |(line, _)| line.trim());
        let key = placed.finding.message.key.last();
        let hash = hash([placed.finding.rule, key, &placed.finding.file, line]);
        let times = counts.entry(hash).or_default();
        *times += 1;
        format!("{hash:016x}:{times}")
    };
    findings.iter().map(fingerprint).collect()
}

/// Returns the FNV-1a hash of texts, which is the same on every machine and in every version.
fn hash<'t>(texts: impl IntoIterator<Item = &'t str>) -> u64 {
    let bytes = texts.into_iter().flat_map(|text| text.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        // The byte 0xff ends each text; the value of the algorithm for that byte alone.
        assert_eq!(hash([""]), (0xcbf2_9ce4_8422_2325_u64 ^ 0xff).wrapping_mul(0x0100_0000_01b3));
        assert_ne!(hash(["ab", "c"]), hash(["a", "bc"]));
    }
}
