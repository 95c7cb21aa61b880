//! The faults and findings collected while files are read.

use crate::{
    document::{Allow, Fault},
    finding::Finding,
};

/// Collects the faults and findings of the files that are read.
#[derive(Debug, Clone, Default)]
pub struct Observations {
    /// Faults with the path of their file.
    pub faults: Vec<(String, Fault)>,
    /// Findings of the inspection.
    pub findings: Vec<Finding>,
    /// Comments that allow findings, with the path of their file.
    pub allows: Vec<(String, Allow)>,
    /// How many files and folders that the format does not have were inspected.
    pub(super) extra_files: usize,
}

impl Observations {
    pub(super) fn append(&mut self, mut other: Self) {
        self.faults.append(&mut other.faults);
        self.findings.append(&mut other.findings);
        self.allows.append(&mut other.allows);
    }

    pub(super) fn fault(&mut self, path: impl Into<String>, kind: crate::document::FaultKind) {
        self.faults.push((path.into(), Fault { kind, span: None }));
    }
}
