//! A source read into a portfolio and its faults; goes on past broken files and reports all of them.

mod file;
mod free;
mod irregular;
mod kept_out;
mod misplaced;
mod named;
mod near;
mod project;
mod report;
mod role;
mod root;
mod shared;
mod template;
mod visibility;
mod year;

use rayon::prelude::*;

use crate::{
    document::{Allow, Fault, Faults, FromYaml, decode, take_out_blanks, yaml, yaml::Node},
    finding::Finding,
    language::Language,
    model::{Portfolio, Project, Prose, Results, Round, Settings, lifecycle},
    source::{Inside, Remembering, Source, Unreadable},
};

pub use kept_out::{is_file_kept_out, is_internal, is_kept_out, leads_to_kept_out};
pub use report::prompts;
pub(crate) use role::is_marked_internal;
pub use role::{NOTE, Role, is_note};
pub use root::SETTINGS;
pub use shared::Shared;

/// The largest document that is read, in bytes; a real one has some ten thousand.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// The largest text in Markdown that rules look at, in bytes; parsing takes two hundred times as much memory.
pub const LARGEST_TEXT: usize = 1024 * 1024;

/// The largest text that is looked at for a person's number alone, in bytes.
pub const LARGEST_DATA: usize = 16 * 1024 * 1024;

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

/// Holds a document while it is in memory.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    /// Its path in the portfolio.
    pub path: &'a str,
    /// All of its text as it stands in the file.
    pub text: &'a str,
    /// Its content.
    pub body: Body<'a>,
    /// What it is for.
    pub role: Role,
    /// The project it belongs to, as far as it is read.
    pub project: Option<&'a Project>,
    /// The portfolio's settings; nothing as long as they are not read.
    pub settings: &'a Settings,
    /// The files around it.
    pub source: &'a dyn Source,
}

impl Document<'_> {
    /// Returns whether it is known which written form a text should be in; not where the file that says so cannot be read.
    #[must_use]
    pub fn knows_language(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let is_in_name = Prose::language_in(name).is_some();
        let can_say = |project: &Project| !project.is_broken && !project.unread.iter().any(|key| &**key == "language");
        is_in_name || self.project.is_none_or(can_say)
    }

    /// Returns the written form of a Markdown text: the one in the file's name, else the project's, else the portfolio's.
    #[must_use]
    pub fn language(&self) -> Language {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let in_name = Prose::language_in(name);
        let of_project = || self.project.and_then(|project| project.language.as_ref());
        let of_all = || self.settings.language.as_ref();
        in_name.or_else(|| of_project().or_else(of_all).map(|language| language.value)).unwrap_or(Language::BOKMAAL)
    }
}

/// Holds the content of a document.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    /// A YAML tree.
    Yaml(&'a Node<'a>),
    /// A Markdown text.
    Markdown(&'a str),
    /// YAML that says nothing or could not be read; the text is there all the same.
    Unread,
}

/// Holds what looks at documents, and what it may want to know of the portfolio.
#[derive(Clone, Copy)]
struct Look<'a> {
    inspect: &'a dyn Inspect,
    settings: &'a Settings,
}

impl Look<'_> {
    fn at(
        &self,
        source: &dyn Source,
        path: &str,
        text: &str,
        body: Body<'_>,
        project: Option<&Project>,
        observations: &mut Observations,
    ) {
        let role = Role::of(path);
        let document = Document { path, text, body, role, project, settings: self.settings, source };
        self.inspect.inspect(document, observations);
    }

    /// Looks at a text that the format has no place for, in which little matters.
    fn in_passing(&self, source: &dyn Source, path: &str, text: &str, observations: &mut Observations) {
        let is_prose = path.to_lowercase().ends_with(".md") && text.len() <= LARGEST_TEXT;
        let body = if is_prose { Body::Markdown(text) } else { Body::Unread };
        let settings = self.settings;
        let document = Document { path, text, body, role: Role::Other, project: None, settings, source };
        self.inspect.inspect(document, observations);
    }
}

/// Looks at documents while they are in memory, so that no text has to be kept or read twice.
pub trait Inspect: Sync {
    /// Returns whether Markdown is looked at; else it is not read at all.
    fn reads_markdown(&self) -> bool;

    /// Returns whether it is asked what the reports of projects lack.
    fn reads_reports(&self) -> bool {
        self.reads_markdown()
    }

    /// Adds what is wrong with the text of a document, and what is allowed in it.
    fn inspect(&self, document: Document<'_>, observations: &mut Observations);

    /// Adds what is wrong with texts beside what only the whole portfolio tells, once all of it is read.
    fn inspect_whole(&self, _source: &dyn Source, _portfolio: &Portfolio, _observations: &mut Observations) {}
}

/// Looks at nothing.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

impl Inspect for Nothing {
    fn reads_markdown(&self) -> bool {
        false
    }

    fn inspect(&self, _: Document<'_>, _: &mut Observations) {}
}

/// Collects what was found while reading files: structural faults, and what the inspection found.
#[derive(Debug, Clone, Default)]
pub struct Observations {
    /// Faults with the path of their file.
    pub faults: Vec<(String, Fault)>,
    /// Findings of the inspection.
    pub findings: Vec<Finding>,
    /// Comments that silence findings, with the path of their file.
    pub allows: Vec<(String, Allow)>,
    /// How many files and folders were looked at that the format has no place for.
    looked: usize,
}

impl Observations {
    fn append(&mut self, mut other: Self) {
        self.faults.append(&mut other.faults);
        self.findings.append(&mut other.findings);
        self.allows.append(&mut other.allows);
    }

    fn fault(&mut self, path: impl Into<String>, kind: crate::document::FaultKind) {
        self.faults.push((path.into(), Fault { kind, span: None }));
    }
}

/// Holds a portfolio and what was found while reading it.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The portfolio, as far as it could be read.
    pub portfolio: Portfolio,
    /// What was found on the way.
    pub observations: Observations,
}

/// Reads a whole portfolio, its projects on every core, in an order that depends on their names alone.
///
/// # Errors
/// Fails only when the folder cannot be listed or holds no `stimulab.yaml`; everything else is a fault.
pub fn load(source: &dyn Source, inspect: &dyn Inspect) -> Result<Loaded, LoadError> {
    load_with(source, inspect, None)
}

/// Reads a whole portfolio as [`load`] does, and shares with another revision what is the same in both: the first that is
/// read with `shared` leaves it there, the second takes it. Both must be read with the same inspection.
///
/// # Errors
/// Fails as [`load`] does.
pub fn load_sharing(source: &dyn Source, inspect: &dyn Inspect, shared: &Shared) -> Result<Loaded, LoadError> {
    load_with(source, inspect, Some(shared))
}

fn load_with(source: &dyn Source, inspect: &dyn Inspect, shared: Option<&Shared>) -> Result<Loaded, LoadError> {
    let mut loaded = Loaded::default();
    let source = &Remembering::new(source);
    let years = root::read(source, inspect, &mut loaded)?;
    let settings = std::mem::take(&mut loaded.portfolio.settings);
    let look = Look { inspect, settings: &settings };
    let mut folders = Vec::new();
    for year in years {
        let (round, slugs) = year::read(source, look, year, &mut loaded.observations);
        folders.extend(slugs.into_iter().map(|slug| format!("{}/{slug}", round.year)));
        loaded.portfolio.rounds.push(round);
    }
    let shared = shared.filter(|shared| shared.holds_for(source));
    let read = |id: String| {
        if let Some(read) = shared.and_then(|shared| shared.take(source, &id)) {
            return read;
        }
        let inside = Inside::new(source, &id);
        let mut read = project::read(&inside, look, id.clone());
        // Room for four is made for the first; ten thousand projects with one finding each would hold much that is empty.
        read.1.findings.shrink_to_fit();
        if let Some(shared) = shared.filter(|_| !inside.has_left()) {
            shared.keep(source, &id, &read);
        }
        read
    };
    let portfolio = &loaded.portfolio;
    let (read, _): (Vec<_>, _) = rayon::join(
        || folders.into_par_iter().map(read).collect(),
        // They are needed afterwards.
        || lifecycle::models(|id| portfolio.process(id).is_some()),
    );
    // Collecting out of the list reuses its memory, so that all projects are never held twice.
    let observations = &mut loaded.observations;
    observations.findings.reserve_exact(read.iter().map(|(_, more)| more.findings.len()).sum());
    let kept = read.into_iter().filter_map(|(project, more)| {
        observations.append(more);
        project
    });
    loaded.portfolio.projects = kept.collect();
    kept_out::doubt_what_is_said_for_all(source, &mut loaded.portfolio);
    loaded.portfolio.settings = settings;
    loaded.portfolio.projects.sort_by(|a, b| a.id.cmp(&b.id));
    add_built_in_processes(&mut loaded.portfolio);
    loaded.portfolio.index();
    inspect.inspect_whole(source, &loaded.portfolio, &mut loaded.observations);
    let faults = loaded.observations.faults.iter();
    loaded.portfolio.is_whole = !faults.clone().any(|(_, fault)| fault.kind.loses_something());
    loaded.portfolio.unread =
        faults.filter(|(_, fault)| fault.kind.hides_the_file()).map(|(path, _)| path.as_str().into()).collect();
    Ok(loaded)
}

/// Returns what there is where nobody has begun: no projects, and the process models of the program.
#[must_use]
pub fn nothing() -> Loaded {
    let mut loaded = Loaded::default();
    add_built_in_processes(&mut loaded.portfolio);
    loaded.portfolio.index();
    loaded
}

/// Reads the settings alone, as far as they can be read.
#[must_use]
pub fn settings(source: &dyn Source) -> Settings {
    let look = Look { inspect: &Nothing, settings: &Settings::default() };
    file::yaml(source, look, SETTINGS, None, &mut Observations::default(), |_, _, _| {})
}

/// Adds the process models of the program that the portfolio does not replace.
fn add_built_in_processes(portfolio: &mut Portfolio) {
    let missing = lifecycle::models(|id| portfolio.process(id).is_some());
    portfolio.processes.extend(missing.into_iter().cloned());
    portfolio.processes.sort_by(|a, b| a.id.cmp(&b.id));
}

/// Reads the text of a `project.yaml` by itself, without its id and whatever lies beside it.
#[must_use]
pub fn project_of(bytes: &[u8]) -> Project {
    record_of(bytes).unwrap_or_else(|| Project { is_broken: true, ..Project::default() })
}

/// Reads the text of a `results.yaml` by itself; none where it cannot be read.
#[must_use]
pub fn results_of(bytes: &[u8]) -> Option<Results> {
    record_of(bytes)
}

fn record_of<T: FromYaml>(bytes: &[u8]) -> Option<T> {
    let mut faults = Faults::default();
    let read = decode(bytes).ok().and_then(|text| {
        let mut root = yaml::parse(text, &mut faults)?;
        take_out_blanks(&mut root, &mut faults);
        T::from_yaml(&root, &mut faults)
    });
    let is_hidden = faults.into_list().iter().any(|fault| fault.kind.hides_the_file());
    read.filter(|_| !is_hidden)
}

/// Returns the year a folder's name stands for.
#[must_use]
pub fn year_of(name: &str) -> Option<i16> {
    let digits = name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| name.parse().ok()).flatten()
}

/// Makes the round of a year of which only the folder is known.
fn round_of(year: i16) -> Round {
    Round { year, ..Round::default() }
}
