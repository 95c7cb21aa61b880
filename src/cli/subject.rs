//! The project, year, organisation or process model that a word on the command line names.

use anyhow::Result;
use stimulab::{
    key,
    model::{Portfolio, Project},
    query::{NotFound, Subject},
};

use super::failure::Failure;

/// Finds the project that a word names; the error suggests other names, or says what else the word names.
pub fn project<'p>(portfolio: &'p Portfolio, word: &str) -> Result<&'p Project> {
    let projects: Vec<&str> = match find(portfolio, word)? {
        Subject::Project(project) => return Ok(project),
        Subject::Round(round) => portfolio.projects_in(round).map(|project| &*project.id).collect(),
        Subject::Organisation(organisation) => {
            let id = &organisation.id.value;
            let owns = |project: &&Project| {
                project.owner.iter().any(|party| party.organisation.as_ref().is_some_and(|own| own.value == *id))
            };
            portfolio.projects.iter().filter(owns).map(|project| &*project.id).collect()
        }
        Subject::Process(_) => Vec::new(),
    };
    Err(if projects.is_empty() {
        Failure::new(key!("failure.no-project")).with("word", word)
    } else {
        Failure::new(key!("failure.other-than-project")).with("word", word).with("ids", projects.join(", "))
    }
    .into())
}

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
