//! What templates see: names instead of ids, texts in the document's language, `null` for what is unknown.

mod builder;
mod course;
mod document;
mod figure_data;
mod frame;
mod incoming;
mod learning;
mod links;
mod make;
mod overview;
mod parties;
mod project;
mod project_parts;
mod prose;
mod record_values;
mod round;
mod target;
mod words;

pub use course::{CourseStep, PhaseStanding, course_of};
pub use document::DocumentView;
pub use frame::Frame;
pub use links::{Links, encoded};
pub use make::make_view;
pub use parties::PartyNames;
pub use target::Target;
pub use words::ProseView;
