//! The template engine: templates, the functions and filters that they use, and what is wrong with them.

mod document;
mod fault;
mod figure_functions;
mod fill;
mod filters;
mod memory_guard;
mod request;
mod shown_texts;
mod templates;

pub use document::{Document, Origin, document, documents, names};
pub use fault::{Defect, TemplateFault};
pub use fill::{Drawing, Passages, RenderError, draw, escape_markdown, fill, fill_template, tidy};
pub use request::{Format, Rendered, Request};
pub use shown_texts::{ShownText, Slots};
pub use templates::Templates;
