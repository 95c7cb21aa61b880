//! Why a document could not be rendered.

use super::fault::TemplateFault;

/// Says why a document could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The portfolio has no such year.
    #[error("the portfolio has no year {0}")]
    UnknownYear(i16),
    /// The project may not be published.
    #[error("{0} may not be published")]
    Internal(String),
    /// A template is missing or broken.
    #[error(transparent)]
    Template(#[from] Box<TemplateFault>),
    /// The Word document could not be made.
    #[error(transparent)]
    Word(#[from] crate::report::docx::DocxError),
}
