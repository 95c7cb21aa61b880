//! Git read in its own object database: no checkout, no program, no index; nothing else of the program knows how.

mod commit;
mod contents;
mod day;
mod error;
mod messages;
mod past;
mod repository;
mod sound;
mod stamped;
mod tree;
mod unlike;
mod walk;

pub use commit::Commit;
pub use contents::{BlobId, Files, FolderId};
pub use error::GitError;
pub use messages::PastMessage;
pub use past::{Past, PastFile};
pub use repository::{CommitId, Repository};
pub use stamped::Stamped;
pub use walk::{FolderChange, Step};
