//! The order of findings, and how many of them are kept.

use crate::{document::SharedStr, finding::Finding, rule::MOST};
use std::collections::HashMap;

/// Sorts findings by their places, and the worst of those in the same place first.
///
/// Most of them are in order already. What is sorted is their order and not themselves: a sort that makes use of that needs as
/// much room again.
pub fn sort(findings: &mut [Finding]) {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&findings[*a], &findings[*b]);
        a.by_place(b).then(b.severity.cmp(&a.severity))
    });
    // Each round of findings that stand in each other's places is moved on by one, until the first is back.
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

/// Keeps of each rule in each file no more findings than memory is made for; they come in order of file.
pub fn keep_most(findings: &mut Vec<Finding>) {
    if findings.chunk_by(|a, b| a.file == b.file).all(|of_file| of_file.len() <= MOST) {
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
        *count <= MOST
    });
}
