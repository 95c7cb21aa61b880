//! The id of a commit.

use std::fmt;

/// Identifies a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CommitId(pub(super) gix::ObjectId);

impl CommitId {
    /// Returns the first eight digits, the short form that people use.
    #[must_use]
    pub fn short(&self) -> String {
        self.0.to_hex_with_len(8).to_string()
    }
}

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
