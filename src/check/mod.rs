//! The running of the rules: which are looked for, on what, and what is silenced.

mod allows;
mod internal_names;
mod order;
mod personal_data;
mod reach;
mod remedy;
mod run;
mod selection;
mod starts;

pub use personal_data::{PersonalData, personal_data};
pub use run::{check, check_since};
pub use selection::Selection;
