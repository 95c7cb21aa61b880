//! A portfolio that was read, or why there is none.

use crate::{load::observations::Observations, model::Portfolio, source::Unreadable};

/// Says why a portfolio cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder cannot be listed.
    #[error("the folder cannot be read: {0}")]
    Folder(#[from] Unreadable),
    /// There is no `stimulab.yaml`.
    #[error("there is no stimulab.yaml here")]
    NoSettings,
}

/// Holds a portfolio and what was found while reading it.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The portfolio, as far as it could be read.
    pub portfolio: Portfolio,
    /// What was found on the way.
    pub observations: Observations,
}
