//! Two revisions of a portfolio compared, in the programme's own terms.

mod beside;
mod compare;
mod difference;
mod files;
mod fresh;
mod life;
mod lineage;
mod log;
mod moves;
mod pairs;
mod personal;
mod prose;
mod renames;
mod told;
mod totals;

pub use compare::{Change, ChangeKind, Changes, Side, compare, facts, result_facts, round_facts};
pub(crate) use difference::paired;
pub use difference::{Difference, Step, differences, long, name_of};
pub use files::FileChange;
pub use fresh::{fresh, renamed};
pub use life::{PhaseLife, approval, fields, is_about, phases};
pub use lineage::Named;
pub use log::{Event, EventKind, log};
pub use moves::MANY;
pub use pairs::{Pair, projects};
pub use personal::{Counts, personal_data};
pub use prose::{ProseChange, Stretch, stretches};
pub use totals::Totals;
