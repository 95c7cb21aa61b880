//! Two revisions of a portfolio compared, in the programme's own terms.

mod attachments;
mod change_kind;
mod commit_events;
mod compare;
mod difference;
mod event;
mod file_changes;
mod folder_changes;
mod follow_project;
mod known_findings;
mod log;
mod money_totals;
mod pairing;
mod phase_history;
mod prose_changes;
mod renames;
mod side;

pub use change_kind::ChangeKind;
pub use compare::{Change, Changes, compare, facts, result_facts, round_facts};
pub(crate) use difference::paired;
pub use difference::{Difference, PathStep, differences, long, name_of};
pub use event::{Event, EventKind};
pub use file_changes::FileChange;
pub use folder_changes::MANY;
pub use follow_project::Named;
pub use known_findings::{fresh, renamed};
pub use log::log;
pub use money_totals::Totals;
pub use pairing::{Pair, projects};
pub use phase_history::{PhaseLife, approval, fields, is_about, phases};
pub use prose_changes::{ProseChange, Stretch, stretches};
pub use side::Side;
