//! How deep blocks may be nested.

/// What stands deeper inside lists, quotes and emphasis is written as words alone; nobody writes that by hand.
pub const DEEPEST_NESTING: usize = 40;
