//! Finds the project, round, organisation or process model that a word on the command line names.

use super::name_lookup::plain;
use crate::{
    model::{Organisation, Portfolio, Process, Project, Round, Text, lifecycle},
    similar_name::{beginning, closest},
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
        if let Some(round) = year(word).and_then(|year| portfolio.round(year)) {
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

fn year(word: &str) -> Option<i16> {
    word.parse().ok().filter(|_| word.len() == 4)
}

/// Lists the projects whose folder or title is the word, now or formerly, without regard to case.
fn projects_called<'p>(portfolio: &'p Portfolio, word: &str) -> impl Iterator<Item = &'p Project> {
    let wanted = plain(word);
    portfolio.projects.iter().filter(move |project| {
        let former = project.former_ids.iter().filter_map(|id| id.value.rsplit('/').next());
        titles(project).any(|title| plain(title) == wanted)
            || former.chain([project.slug()]).any(|folder| folder == wanted || plain(folder) == wanted)
    })
}

fn titles(project: &Project) -> impl Iterator<Item = &str> {
    project.title.iter().map(|title| &title.value).chain(&project.former_titles).flat_map(Text::wordings)
}

fn is_called(process: &Process, word: &str) -> bool {
    process.name.iter().flat_map(Text::wordings).any(|name| plain(name) == plain(word))
}

/// Returns the name or id that a word was probably meant to be.
fn suggestion(portfolio: &Portfolio, word: &str) -> Option<String> {
    let projects = &portfolio.projects;
    let register = &portfolio.organisations;
    let models = &portfolio.processes;
    let names: [Vec<&str>; 6] = [
        projects.iter().map(Project::slug).collect(),
        projects.iter().map(|project| &*project.id).collect(),
        projects.iter().flat_map(titles).collect(),
        register.iter().map(|one| &*one.id.value).chain(models.iter().map(|process| &*process.id)).collect(),
        register.iter().flat_map(Organisation::names).collect(),
        models.iter().filter_map(|process| process.name.as_ref()).flat_map(Text::wordings).collect(),
    ];
    let similar = || closest(word, names[..3].iter().flatten().copied());
    let similar = similar().or_else(|| closest(word, names[3..].iter().flatten().copied()));
    similar.or_else(|| names.iter().find_map(|names| beginning(word, names))).map(str::to_owned)
}
