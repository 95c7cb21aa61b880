//! The name of a commit.

use std::fmt;

/// Names a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CommitId(pub(super) gix::ObjectId);

impl CommitId {
    /// Returns the first digits, as people write it.
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
