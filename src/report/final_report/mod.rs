//! The final report: what the portfolio knows, around what people wrote.

mod chapters;
mod draft;
mod stale;

pub use draft::{Draft, FINAL_REPORT, ReportError, ReportStatus, deliverable, draft, report_path, report_status};
pub use stale::note_stale;
