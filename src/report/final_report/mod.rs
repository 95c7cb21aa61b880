//! The final report: generated parts around the user's text.

mod chapters;
mod deliverable;
mod draft;
mod stale;
mod without_blanks;

pub use deliverable::deliverable;
pub use draft::{Draft, FINAL_REPORT, ReportError, ReportStatus, draft, report_path, report_status};
pub use stale::note_stale;
