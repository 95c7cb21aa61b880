//! The project, year, organisation or process model that a word on the command line names.

use anyhow::Result;
use stimulab::{
    key,
    model::Portfolio,
    query::{NotFound, Subject},
};

use super::failure::Failure;

/// Finds what a word names; the error suggests other names.
pub fn find<'p>(portfolio: &'p Portfolio, word: &str) -> Result<Subject<'p>> {
    Subject::find(portfolio, word).map_err(|error| match error {
        NotFound::Nothing(suggestion) => {
            Failure::new(key!("failure.no-subject")).with("word", word).suggesting(suggestion.as_deref()).into()
        }
        NotFound::Several(ids) => {
            Failure::new(key!("failure.several")).with("word", word).with("ids", ids.join(", ")).into()
        }
    })
}
