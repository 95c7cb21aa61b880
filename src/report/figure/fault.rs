//! Why a template gets no figure.

/// Says why there is no figure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FigureFault {
    /// No figure has that name.
    #[error("there is no figure '{0}'")]
    UnknownKind(String),
    /// The document has no such project.
    #[error("the document shows no project '{0}'")]
    UnknownProject(String),
    /// The project follows no process model, or one without phases.
    #[error("the project has no process model with phases")]
    NoProcess,
}

impl FigureFault {
    /// Returns the fault as an error of the template engine, which adds the position.
    #[must_use]
    pub fn error(self) -> minijinja::Error {
        minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, self.to_string()).with_source(self)
    }
}
