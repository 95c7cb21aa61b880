//! Which projects, and what is shown of them.

mod filter;
mod view;

pub use filter::{Filter, Years};
pub use view::{COLUMNS, ProjectView, cell};
