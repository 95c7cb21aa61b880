//! Compares two revisions of a portfolio, and lists what commits did to its projects.

mod attachments;
mod change_kind;
mod commit_effect;
mod compare;
mod difference;
mod event;
mod file_changes;
mod finding_changes;
mod folder_contents;
mod item_pairs;
mod log;
mod money_totals;
mod phase_history;
mod project_changes;
mod project_pairs;
mod project_trace;
mod prose_changes;
mod record_comparison;
mod renames;
mod side;

pub use change_kind::ChangeKind;
pub use compare::{Changes, EntityChange, compare, project_differences, results_differences, round_differences};
pub use difference::{FieldDifference, PathStep};
pub use event::{Event, EventKind};
pub use file_changes::FileChange;
pub use finding_changes::{new_and_gone, renamed_ids};
pub(crate) use item_pairs::pair_items;
pub use log::log;
pub use money_totals::Totals;
pub use phase_history::{PhaseHistory, approval, fields, is_about, phase_history};
pub use project_changes::MANY;
pub use project_pairs::{Pair, pair_projects};
pub use project_trace::FollowedProject;
pub use prose_changes::{ProseChange, WordChange, word_changes};
pub use record_comparison::{differences, expand_short_form, item_name};
pub use side::Side;
