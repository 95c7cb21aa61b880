//! The whole portfolio, and how its parts are found.

use std::collections::HashMap;

use super::{Organisation, Process, Programme, Project, Round, Settings, slug};
use crate::{date::Date, document::SharedStr, language::Language, unicode_form::composed};

/// The process model of a portfolio that does not name one.
const DEFAULT_PROCESS: &str = "triple-diamond";

/// Holds everything a portfolio says, except the bodies of its prose.
#[derive(Debug, Default)]
pub struct Portfolio {
    /// The programme and its settings.
    pub settings: Settings,
    /// The register of organisations, in the order of the file.
    pub organisations: Vec<Organisation>,
    /// The process models: those of the program, and those of the portfolio in their place or besides.
    pub processes: Vec<Process>,
    /// The years' calls, oldest first.
    pub rounds: Vec<Round>,
    /// The projects, in order of id.
    pub projects: Vec<Project>,
    /// The languages of the texts about the programme (`about.md`); none stands for the portfolio's language.
    pub about: Vec<Option<Language>>,
    /// Files that could not be read at all, so that nothing can be said of what they should hold.
    pub unread: Vec<SharedStr>,
    /// Whether everything that is written in its files could be read.
    pub is_whole: bool,
    organisation_index: HashMap<SharedStr, usize>,
}

impl Portfolio {
    /// Leaves out what is not public: the projects, and what the others say of their relations to them.
    pub fn keep_public(&mut self) {
        let (mut kept, left_out): (Vec<Project>, Vec<Project>) =
            std::mem::take(&mut self.projects).into_iter().partition(Project::is_public);
        let is_of = |id: &str, project: &Project| {
            *project.id == *id || project.former_ids.iter().any(|former| *former.value == *id)
        };
        let is_left_out = |id: &str| left_out.iter().any(|project| is_of(id, project));
        for project in kept.iter_mut().filter(|project| !project.related.is_empty()) {
            project.related.retain(|relation| !relation.project.as_ref().is_some_and(|id| is_left_out(id)));
        }
        self.projects = kept;
    }

    /// Makes the index over the organisations; to be called when they are all there.
    pub fn index(&mut self) {
        self.organisation_index =
            self.organisations.iter().enumerate().map(|(at, found)| (found.id.value.clone(), at)).collect();
    }

    /// Returns whether a file was read, or is not there; what it does not hold is then really missing.
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
            // An id is often made of a name that the organisation had before.
            let is_name = |name: &str| plain(name) == word || slug(name).as_deref() == Some(word.as_str());
            found.id.value.to_lowercase() == word || found.names().any(is_name)
        })
    }

    /// Lists every id by which something points at an organisation.
    pub fn organisation_references(&self) -> impl Iterator<Item = &str> {
        let by_projects = self.projects.iter().flat_map(Project::organisations);
        let by_rounds = self.rounds.iter().flat_map(|round| round.selected_by.iter());
        let by_register = self.organisations.iter().flat_map(Organisation::references);
        let by_programme = self.settings.programme.iter().flat_map(Programme::organisations);
        by_projects.chain(by_rounds).chain(by_register).chain(by_programme).map(|id| &*id.value)
    }

    /// Finds a project by the id it has today.
    #[must_use]
    pub fn project_now(&self, id: &str) -> Option<&Project> {
        let at = self.projects.binary_search_by(|project| (*project.id).cmp(id)).ok()?;
        self.projects.get(at)
    }

    /// Finds a project by its id or by an id it had before.
    #[must_use]
    pub fn project(&self, id: &str) -> Option<&Project> {
        let had = |project: &&Project| project.former_ids.iter().any(|former| &*former.value == id);
        self.project_now(id).or_else(|| self.projects.iter().find(had))
    }

    /// Finds the round of a year: its own, else an earlier one that covers it.
    #[must_use]
    pub fn round(&self, year: i16) -> Option<&Round> {
        let own = self.rounds.iter().find(|round| round.year == year);
        own.or_else(|| self.rounds.iter().find(|round| round.covers(year)))
    }

    /// Returns the time at which a project's parties are named: when its round was announced, else its year.
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

    /// Returns the process model a project follows, if all of it is known.
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

    /// Returns the written form of a project's prose.
    #[must_use]
    pub fn language_of(&self, project: &Project) -> Language {
        project.language.map_or(self.language(), |language| language.value)
    }
}
