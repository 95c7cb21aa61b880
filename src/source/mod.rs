//! Where a portfolio's files come from: no other module reads them.

mod cached;
mod confined;
mod counted;
mod entry;
mod excluding;
mod folder;
pub mod git;
mod overlay;
mod portfolio_source;
mod subfolder;
mod unreadable;
mod watched;

pub use cached::Cached;
pub use confined::{ConfinedFolder, Refused};
pub use counted::Counted;
pub use entry::{Entry, FileKind, Lookup, join_path};
pub use excluding::{Empty, Excluding};
pub use folder::Folder;
pub use overlay::Overlay;
pub use portfolio_source::Source;
pub use subfolder::Subfolder;
pub use unreadable::Unreadable;
pub use watched::Watched;
