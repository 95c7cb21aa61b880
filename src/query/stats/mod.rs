//! Counts projects and adds up their money, by a key. Unknown values are counted, never guessed.

mod by;
mod count;
mod criteria;
mod group;
mod groups;
mod languages;
mod overview;
mod years;

pub use by::By;
pub use count::{Stats, stats};
pub use criteria::{CriteriaStats, CriterionCounts};
pub use group::{Group, Sum};
pub use groups::Groups;
pub use languages::{Languages, Requirement, Shares, WrittenForm, words};
pub use overview::{OverviewStats, ProjectCount};
pub use years::{Year, Years};
