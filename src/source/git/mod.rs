//! Reads git's object database directly, without a checkout, the git program or the index; no other module uses git.

mod all_revisions;
mod commit;
mod commit_id;
mod commit_walk;
mod contents;
mod conversions;
mod date;
mod error;
mod messages;
mod reachable;
mod repository;
mod revision;
mod tips;
mod tree;
mod tree_diff;
mod uncommitted;
mod verified;
mod work_tree;

pub use all_revisions::{AllRevisions, RevisionFile};
pub use commit::Commit;
pub use commit_id::CommitId;
pub use commit_walk::{CommitStep, Commits, FolderChange};
pub use contents::{BlobId, FolderId, GitFolder};
pub use error::GitError;
pub use messages::RevisionMessage;
pub use repository::{Repository, work_folder};
pub use uncommitted::Uncommitted;
pub use work_tree::WorkTree;
