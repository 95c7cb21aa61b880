//! Why an expression cannot be evaluated.

use minijinja::ErrorKind;

use super::compare::Mismatch;
use crate::document::YamlKind;

/// Says why an expression cannot be evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EvaluationError {
    /// The kinds of two values do not match.
    Types(Box<[(String, YamlKind); 2]>),
    /// The values need too much memory.
    TooLarge,
    /// Another error, with the message of the engine.
    Failed(String),
}

impl EvaluationError {
    pub(super) fn types(Mismatch(values): Mismatch) -> Self {
        Self::Types(Box::new(values))
    }
}

/// Returns the error for one of the engine.
pub(super) fn failed(error: &minijinja::Error) -> EvaluationError {
    if error.kind() == ErrorKind::OutOfFuel {
        return EvaluationError::TooLarge;
    }
    EvaluationError::Failed(error.detail().map_or_else(|| error.to_string(), str::to_owned))
}

/// Returns the error for one of the engine in a filter.
pub(super) fn named(error: &minijinja::Error, name: &str) -> EvaluationError {
    if error.kind() == ErrorKind::OutOfFuel {
        return EvaluationError::TooLarge;
    }
    EvaluationError::Failed(format!(
        "{name}: {}",
        error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)
    ))
}
