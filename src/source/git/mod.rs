//! Git read in its own object database: no checkout, no program, no index; nothing else of the program knows how.

mod commit;
mod day;
mod error;
mod past;
mod repository;
mod tree;
mod walk;

pub use commit::Commit;
pub use error::GitError;
pub use past::{Past, PastFile};
pub use repository::{CommitId, Repository};
pub use walk::{BlobId, Files, FolderChange, Step};
