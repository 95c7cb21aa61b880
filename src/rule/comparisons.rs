//! How many comparisons of names a rule may make in search of the one that was meant.

/// Says how often unknown words are still compared with all known ones: ten thousand of each take minutes, and whoever has so
/// many unknown words is helped by the first suggestions as well as by the last.
pub(crate) struct Comparisons {
    left: usize,
}

impl Comparisons {
    pub(crate) fn new() -> Self {
        Self { left: 1_000_000 }
    }

    /// Returns whether one more word may be compared with so many known ones.
    pub(crate) fn allow(&mut self, known: usize) -> bool {
        let left = self.left.checked_sub(known);
        self.left = left.unwrap_or_default();
        left.is_some()
    }
}
