//! The order of findings, and how many of them are kept.

use crate::{document::SharedStr, finding::Finding, rule::MOST};
use std::collections::HashMap;

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
