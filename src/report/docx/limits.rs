//! The limit for nested blocks.

/// The deepest nesting of lists, quotes and emphasis; anything deeper is written as plain words.
pub const DEEPEST_NESTING: usize = 40;
