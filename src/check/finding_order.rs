//! Sorts findings, and limits how many there are.

use std::collections::HashMap;

use crate::{document::SharedStr, finding::Finding, rule::MAX_FINDINGS};

/// Sorts findings by their places. In the same place, the most severe finding comes first.
///
/// Sorts indexes instead of findings: a stable sort of the findings themselves would need twice the memory.
pub fn sort(findings: &mut [Finding]) {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&findings[*a], &findings[*b]);
        a.by_place(b).then(b.severity.cmp(&a.severity))
    });
    // Follows each cycle of the permutation and swaps the findings along it.
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start {
                break;
            }
            findings.swap(at, from);
            at = from;
        }
    }
}

/// Limits the findings of each rule in each file, to limit memory. The findings must be in order of file.
pub fn limit(findings: &mut Vec<Finding>) {
    if findings.chunk_by(|a, b| a.file == b.file).all(|of_file| of_file.len() <= MAX_FINDINGS) {
        return;
    }
    let (mut file, mut counts) = (SharedStr::default(), HashMap::new());
    findings.retain(|finding| {
        if finding.file != file {
            file.clone_from(&finding.file);
            counts.clear();
        }
        let count = counts.entry(finding.rule).or_insert(0);
        *count += 1;
        *count <= MAX_FINDINGS
    });
}
