//! Sorts findings, and limits how many there are.

use std::collections::HashMap;

use crate::{document::SharedStr, finding::Finding, rule::MAX_FINDINGS};

/// Sorts findings by their places. In the same place, the most severe finding comes first.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| a.by_place(b).then(b.severity.cmp(&a.severity)));
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
