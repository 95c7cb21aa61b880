//! What templates see: names instead of ids, texts in the document's language, nothing where nothing is known.

mod builder;
mod course;
mod document;
mod figure_data;
mod learning;
mod overview;
mod parties;
mod project;
mod values;

pub use builder::{Target, encoded, make_view};
pub use course::{Standing, Step, course_of};
pub use document::{Frame, Links, ProseView, View};
pub use parties::Names;
