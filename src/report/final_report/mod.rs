//! The final report: what the portfolio knows, around what people wrote.

mod chapters;
mod draft;
mod stale;

pub use draft::{Draft, FINAL_REPORT, ReportError, ReportStatus, draft, handed_over, report_path, standing};
pub use stale::note_stale;
