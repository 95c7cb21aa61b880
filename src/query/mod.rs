//! Which projects, in what order, and what is shown of them.

mod column;
mod compare;
mod condition;
mod evaluate;
mod filter;
mod meaning;
mod names;
mod paths;
mod sort;
pub mod stats;
mod subject;
mod view;
mod words;

pub use column::{Cell, Column};
pub use condition::{Condition, ConditionError};
pub use filter::{Filter, Years};
pub use meaning::UnknownWord;
pub use names::Names;
pub(crate) use names::ids;
pub use sort::{SortKey, sort};
pub use subject::{NotFound, Subject};
pub use view::{NAMES, ProjectView};
