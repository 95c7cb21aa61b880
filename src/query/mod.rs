//! Which projects, and what is shown of them.

mod filter;
mod subject;
mod view;

pub use filter::{Filter, Years};
pub use subject::{NotFound, Subject};
pub use view::{COLUMNS, ProjectView, cell};
