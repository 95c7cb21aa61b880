//! One of the two revisions that are compared.

use crate::{model::Portfolio, source::Source};

/// Holds a portfolio and where its files are.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The portfolio.
    pub portfolio: &'a Portfolio,
    /// Its files.
    pub source: &'a dyn Source,
}
