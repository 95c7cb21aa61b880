//! Finds the project, round, organisation or process model that a word on the command line names.

use crate::{
    model::{Organisation, Portfolio, Process, Project, Round, lifecycle},
    similar_name::closest,
};

/// Holds one entity of the portfolio.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'p> {
    /// A project.
    Project(&'p Project),
    /// A round.
    Round(&'p Round),
    /// An organisation of the register.
    Organisation(&'p Organisation),
    /// A process model.
    Process(&'p Process),
}

/// Says why a word names nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// Nothing has this name. Holds a similar name, if any.
    Nothing(Option<String>),
    /// Several entities have this name. Holds their ids.
    Several(Vec<String>),
}

impl<'p> Subject<'p> {
    /// Finds an entity by its id, else by a project's folder or title or by a name.
    ///
    /// # Errors
    /// Fails if the word names nothing, or several entities.
    pub fn find(portfolio: &'p Portfolio, word: &str) -> Result<Self, NotFound> {
        let word = word.trim().trim_end_matches('/');
        if let Some(project) = portfolio.project(word) {
            return Ok(Self::Project(project));
        }
        if let Some(round) = word.parse().ok().and_then(|year| portfolio.round(year)) {
            return Ok(Self::Round(round));
        }
        if let Some(organisation) = portfolio.organisation(word) {
            return Ok(Self::Organisation(organisation));
        }
        if let Some(process) =
            portfolio.process(word).or(Some(lifecycle::lifecycle()).filter(|model| *model.id == *word))
        {
            return Ok(Self::Process(process));
        }
        let projects = projects_called(portfolio, word).map(Self::Project);
        let processes = portfolio.processes.iter().filter(|process| is_called(process, word)).map(Self::Process);
        let organisations = portfolio.organisations_named(word).map(Self::Organisation);
        let found: Vec<Self> = projects.chain(processes).chain(organisations).collect();
        match found[..] {
            [one] => Ok(one),
            [] => Err(NotFound::Nothing(suggestion(portfolio, word))),
            _ => Err(NotFound::Several(found.iter().map(Self::id).collect())),
        }
    }

    /// Returns its unique id.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Project(project) => project.id.to_string(),
            Self::Round(round) => round.year.to_string(),
            Self::Organisation(organisation) => organisation.id.value.to_string(),
            Self::Process(process) => process.id.to_string(),
        }
    }
}

/// Lists the projects whose folder, title or former title is the word, without regard to case.
fn projects_called<'p>(portfolio: &'p Portfolio, word: &str) -> impl Iterator<Item = &'p Project> {
    let wanted = word.to_lowercase();
    portfolio.projects.iter().filter(move |project| {
        let titles = project.title.iter().map(|title| &title.value).chain(&project.former_titles);
        project.slug() == wanted
            || titles.flat_map(crate::model::Text::wordings).any(|title| title.to_lowercase() == wanted)
    })
}

fn is_called(process: &Process, word: &str) -> bool {
    process.name.iter().flat_map(crate::model::Text::wordings).any(|name| name.to_lowercase() == word.to_lowercase())
}

fn suggestion(portfolio: &Portfolio, word: &str) -> Option<String> {
    let ids = portfolio.projects.iter().map(|project| &*project.id);
    let slugs = portfolio.projects.iter().map(Project::slug);
    let organisations = portfolio.organisations.iter().map(|organisation| &*organisation.id.value);
    let processes = portfolio.processes.iter().map(|process| &*process.id);
    closest(word, ids.chain(slugs).chain(organisations).chain(processes)).map(str::to_owned)
}
