//! Filters, sorts and counts projects, and selects their columns.

mod column;
mod compare;
mod condition;
mod display_names;
mod evaluate;
mod evaluation_error;
mod expression_names;
mod filter;
mod meant_names;
mod name_lookup;
mod sort;
pub mod stats;
mod subject;
mod text_search;
mod unknown_word;
mod value_names;
mod view;

pub use column::{Cell, Column};
pub use condition::{Condition, ConditionError, ConditionResult};
pub use display_names::DisplayNames;
pub(crate) use display_names::ids;
pub use filter::{Filter, NoYears, YearRange};
pub use name_lookup::phase_of;
pub use sort::{SortKey, sort};
pub use subject::{NotFound, Subject};
pub use unknown_word::{AmbiguousWord, UnknownWord};
pub use view::{NAMES, ProjectView};
