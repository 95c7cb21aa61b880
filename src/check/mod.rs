//! Runs the rules: which rules, on what, and which findings are silenced.

mod allows;
mod fault_fixes;
mod finding_order;
mod finding_positions;
mod internal_names;
mod personal_data;
mod rules_for_role;
mod run;
mod selection;

pub use personal_data::{PersonalData, personal_data};
pub use run::{check, check_since};
pub use selection::Selection;
