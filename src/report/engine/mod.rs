//! The template engine: templates, the functions and filters that they use, and their faults.

mod context;
mod document;
mod environment;
mod error;
mod escape;
mod fault;
mod figure_functions;
mod fill;
mod filters;
mod format_value;
mod memory_guard;
mod request;
mod shown_texts;
mod syntax;
mod templates;
mod tidy;

pub use context::{FillContext, LanguageMarkup};
pub use document::{Document, Origin, document, documents, names};
pub use error::RenderError;
pub use escape::escape_markdown;
pub use fault::{Defect, TemplateFault};
pub use fill::{fill, fill_template, fill_with_figures};
pub use request::{Format, Rendered, Request};
pub use shown_texts::{ShownText, ShownTexts};
pub use templates::Templates;
pub use tidy::tidy;
