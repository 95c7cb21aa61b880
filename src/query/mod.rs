//! Filters, sorts and counts projects, and selects their columns.

mod column;
mod compare;
mod condition;
mod display_names;
mod evaluate;
mod expression_names;
mod filter;
mod name_lookup;
mod sort;
pub mod stats;
mod subject;
mod text_search;
mod view;

pub use column::{Cell, Column};
pub use condition::{Condition, ConditionError};
pub use display_names::DisplayNames;
pub(crate) use display_names::ids;
pub use filter::{Filter, NoYears, YearRange};
pub use name_lookup::UnknownWord;
pub use sort::{SortKey, sort};
pub use subject::{NotFound, Subject};
pub use view::{NAMES, ProjectView};
