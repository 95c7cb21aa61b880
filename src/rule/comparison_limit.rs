//! Limits how many names a rule compares to find suggestions.

/// Counts down the comparisons of unknown words with known ones. Ten thousand words of each kind would take minutes, and
/// the first suggestions are enough for the user.
pub(crate) struct ComparisonLimit {
    left: usize,
}

impl ComparisonLimit {
    pub(crate) fn new() -> Self {
        Self { left: 1_000_000 }
    }

    /// Returns whether one more word may be compared with `known` words.
    pub(crate) fn allow(&mut self, known: usize) -> bool {
        let left = self.left.checked_sub(known);
        self.left = left.unwrap_or_default();
        left.is_some()
    }
}
