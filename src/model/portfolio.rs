//! The whole portfolio, with lookups.

use std::collections::HashMap;

use super::{Organisation, Process, Programme, Project, Round, Settings, slug};
use crate::{date::Date, document::SharedStr, language::Language, unicode_form::composed};

/// The process model if the settings name none.
const DEFAULT_PROCESS: &str = "triple-diamond";

/// Holds the data of a portfolio. The text of prose files is not included.
#[derive(Debug, Default)]
pub struct Portfolio {
    /// The programme and its settings.
    pub settings: Settings,
    /// The register of organisations, in the order of the file.
    pub organisations: Vec<Organisation>,
    /// The process models: the built-in ones, and those of the portfolio. A model of the portfolio replaces a built-in one.
    pub processes: Vec<Process>,
    /// The rounds, oldest first.
    pub rounds: Vec<Round>,
    /// The projects, in order of id.
    pub projects: Vec<Project>,
    /// The languages of the texts about the programme (`about.md`). None stands for the portfolio's language.
    pub about: Vec<Option<Language>>,
    /// Unreadable files. Their content is unknown.
    pub unread: Vec<SharedStr>,
    /// Whether every file was read completely.
    pub is_whole: bool,
    organisation_index: HashMap<SharedStr, usize>,
}

impl Portfolio {
    /// Removes the projects that are not public, and the relations to them.
    pub fn keep_public(&mut self) {
        let (mut public, removed): (Vec<Project>, Vec<Project>) =
            std::mem::take(&mut self.projects).into_iter().partition(Project::is_public);
        let is_of = |id: &str, project: &Project| {
            *project.id == *id || project.former_ids.iter().any(|former| *former.value == *id)
        };
        let is_removed = |id: &str| removed.iter().any(|project| is_of(id, project));
        for project in public.iter_mut().filter(|project| !project.related.is_empty()) {
            project.related.retain(|relation| !relation.project.as_ref().is_some_and(|id| is_removed(id)));
        }
        self.projects = public;
    }

    /// Builds the index of organisations. Must be called after all are added.
    pub fn index(&mut self) {
        self.organisation_index =
            self.organisations.iter().enumerate().map(|(at, found)| (found.id.value.clone(), at)).collect();
    }

    /// Returns whether the content of a file is known: it was read, or it does not exist.
    #[must_use]
    pub fn knows(&self, file: &str) -> bool {
        !self.unread.iter().any(|unread| &**unread == file)
    }

    /// Returns the language of documents.
    #[must_use]
    pub fn language(&self) -> Language {
        self.settings.language.map_or(Language::BOKMAAL, |language| language.value)
    }

    /// Finds an organisation by its id.
    #[must_use]
    pub fn organisation(&self, id: &str) -> Option<&Organisation> {
        self.organisation_index.get(id).map(|at| &self.organisations[*at])
    }

    /// Finds organisations by id, name, alias or former name, without regard to case.
    pub fn organisations_named<'a>(&'a self, word: &str) -> impl Iterator<Item = &'a Organisation> {
        let plain = |name: &str| composed(name.trim()).to_lowercase();
        let word = plain(word);
        self.organisations.iter().filter(move |found| {
            // An id is often made from a former name.
            let is_name = |name: &str| plain(name) == word || slug(name).as_deref() == Some(word.as_str());
            found.id.value.to_lowercase() == word || found.names().any(is_name)
        })
    }

    /// Lists every reference to an organisation.
    pub fn organisation_references(&self) -> impl Iterator<Item = &str> {
        let by_projects = self.projects.iter().flat_map(Project::organisations);
        let by_rounds = self.rounds.iter().flat_map(|round| round.selected_by.iter());
        let by_register = self.organisations.iter().flat_map(Organisation::references);
        let by_programme = self.settings.programme.iter().flat_map(Programme::organisations);
        by_projects.chain(by_rounds).chain(by_register).chain(by_programme).map(|id| &*id.value)
    }

    /// Finds a project by its current id.
    #[must_use]
    pub fn project_now(&self, id: &str) -> Option<&Project> {
        let at = self.projects.binary_search_by(|project| (*project.id).cmp(id)).ok()?;
        self.projects.get(at)
    }

    /// Finds a project by its current id or a former one.
    #[must_use]
    pub fn project(&self, id: &str) -> Option<&Project> {
        let had = |project: &&Project| project.former_ids.iter().any(|former| &*former.value == id);
        self.project_now(id).or_else(|| self.projects.iter().find(had))
    }

    /// Finds the round of a year, or an earlier round that covers the year.
    #[must_use]
    pub fn round(&self, year: i16) -> Option<&Round> {
        let own = self.rounds.iter().find(|round| round.year == year);
        own.or_else(|| self.rounds.iter().find(|round| round.covers(year)))
    }

    /// Returns the time for the names of a project's parties: when its round was announced, else its year.
    #[must_use]
    pub fn time_of(&self, project: &Project) -> Option<Date> {
        let announced = self.round(project.year()).and_then(|round| round.announced).map(|date| date.value);
        announced.or_else(|| (project.year() > 0).then(|| Date::of_year(project.year())))
    }

    /// Lists the projects of a year in order of id.
    pub fn projects_of(&self, year: i16) -> impl Iterator<Item = &Project> {
        self.projects.iter().filter(move |project| project.year() == year)
    }

    /// Finds a process model by its id.
    #[must_use]
    pub fn process(&self, id: &str) -> Option<&Process> {
        self.processes.iter().find(|process| &*process.id == id)
    }

    /// Returns the id of the process model a project follows.
    #[must_use]
    pub fn process_id_of<'a>(&'a self, project: &'a Project) -> &'a str {
        project.process.as_ref().or(self.settings.process.as_ref()).map_or(DEFAULT_PROCESS, |id| &id.value)
    }

    /// Returns the process model a project follows, if it is known.
    #[must_use]
    pub fn process_of<'a>(&'a self, project: &'a Project) -> Option<&'a Process> {
        self.process(self.process_id_of(project))
    }

    /// Returns the process model a project follows, if its file was read and it has phases.
    #[must_use]
    pub fn known_process_of<'a>(&'a self, project: &'a Project) -> Option<&'a Process> {
        let is_known = |process: &&Process| {
            let is_read = self.unread.is_empty() || self.knows(&format!("processes/{}.yaml", process.id));
            is_read && !process.phases.is_empty()
        };
        self.process_of(project).filter(is_known)
    }

    /// Lists the projects of a round, which may cover several years.
    pub fn projects_in(&self, round: &Round) -> impl Iterator<Item = &Project> {
        let year = round.year;
        self.projects.iter().filter(move |project| self.round(project.year()).is_some_and(|round| round.year == year))
    }

    /// Returns the language of a project's prose.
    #[must_use]
    pub fn language_of(&self, project: &Project) -> Language {
        project.language.map_or(self.language(), |language| language.value)
    }
}
