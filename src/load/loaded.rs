//! The result of loading a portfolio, and its error type.

use crate::{load::observations::Observations, model::Portfolio, source::Unreadable};

/// Says why a portfolio cannot be loaded at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder cannot be listed.
    #[error("the folder cannot be read: {0}")]
    Folder(#[from] Unreadable),
    /// There is no `stimulab.yaml`.
    #[error("there is no stimulab.yaml here")]
    NoSettings,
}

/// Holds a portfolio and the observations made while it was loaded.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The portfolio, as far as it could be read.
    pub portfolio: Portfolio,
    /// The faults and findings.
    pub observations: Observations,
}
