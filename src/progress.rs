//! How long work says that it goes on; the library never looks at a terminal.

/// Takes notice of work, from any thread.
pub trait Progress: Sync {
    /// One more file was read.
    fn advance(&self);
}

/// Takes no notice.
#[derive(Debug, Clone, Copy)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn advance(&self) {}
}
