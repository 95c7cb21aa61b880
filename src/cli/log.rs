//! `stimulab log`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    date::Date,
    history::{self, Event, FollowedProject},
    key,
    load::{LARGEST, Loaded, Nothing, load, project_of, year_of},
    model::{Portfolio, Project},
    number_format::Formats,
    output::{self, DifferenceText, Form, LogReport},
    query::{Column, DisplayNames, NotFound, Subject},
    similar_name::closest,
    source::{Excluding, Source},
    texts::Texts,
};

use super::{
    arguments::date,
    context::Context,
    failure::Failure,
    portfolio_files::{self, PortfolioFiles},
    subject,
    terminal_progress::Work,
};

/// Holds the arguments of `stimulab log`.
#[derive(Args)]
pub struct LogCommand {
    id: Option<String>,
    #[arg(long, value_name = "KEY")]
    field: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<Date>,
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<Date>,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: LogFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LogFormat {
    Human,
    Md,
    Json,
    Csv,
}

impl LogCommand {
    /// Reads the commits, selects events, and prints them.
    pub fn run(mut self, context: &Context) -> Result<ExitCode> {
        self.find_field()?;
        let log = self.load(context)?;
        self.print(context, &log)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Replaces the title of a field by its key, and fails if there is no such field.
    fn find_field(&mut self) -> Result<()> {
        let Some(field) = &self.field else { return Ok(()) };
        let known = history::fields();
        if known.contains(field) {
            return Ok(());
        }
        let named = Column::find(field).map(|column| [column.name, column.key()]);
        if let Some(key) = named.into_iter().flatten().find(|key| known.iter().any(|known| known == key)) {
            self.field = Some(key.to_owned());
            return Ok(());
        }
        let suggestion = closest(field, known.iter().map(String::as_str));
        Err(Failure::new(key!("failure.no-field")).with("field", field).suggesting(suggestion).into())
    }

    /// Reads the portfolio and its events.
    fn load(&self, context: &Context) -> Result<Log> {
        let (repository, folders) = portfolio_files::repository(context)?;
        let revision = context.at().unwrap_or("HEAD");
        let tip = repository.resolve(revision).map_err(Failure::from)?;
        let source = context.files_at(revision)?;
        let folder = source.folder_in_repository().unwrap_or_else(|| folders.concat());
        let by_folder = self.id.as_deref().and_then(|word| project_at(&source, word));
        let portfolio = self.load_portfolio(&source, by_folder.is_some())?;
        context.use_language_of(&portfolio);
        let (project, suggestion) = match (&by_folder, &self.id) {
            (Some(project), _) => (Some(named(project)), None),
            (None, Some(word)) => named_by(&portfolio, word).map(|(named, suggestion)| (Some(named), suggestion))?,
            (None, None) => (None, None),
        };
        let progress = context.progress(Work::History);
        let events = history::log(&repository, tip, &folder, project.as_ref(), self.since, &progress);
        drop(progress);
        let events = events.map_err(Failure::from)?;
        if let (Some(word), true) = (&self.id, events.is_empty()) {
            return Err(Failure::new(key!("failure.no-subject"))
                .with("word", word)
                .suggesting(suggestion.as_deref())
                .into());
        }
        Ok(Log { source, portfolio, project, events })
    }

    /// Loads the portfolio; without its projects where only its other files are needed.
    ///
    /// The titles of projects are in their events, and a project that is named by its folder need not be searched for.
    fn load_portfolio(&self, source: &PortfolioFiles, is_found: bool) -> Result<Portfolio> {
        let Loaded { portfolio, .. } = if self.id.is_some() && !is_found {
            load(source, &Nothing)?
        } else {
            load(&Excluding::new(source, |name| year_of(name).is_some()), &Nothing)?
        };
        source.fail_on_git_error()?;
        Ok(portfolio)
    }

    fn print(&self, context: &Context, log: &Log) -> Result<()> {
        let all: Vec<&Event> = log.events.iter().collect();
        let id = log.project_id();
        let current = project_at(&log.source, &id).filter(|project| !project.is_broken);
        let last = current.as_ref().or_else(|| all.last().and_then(|event| event.project.as_deref()));
        let last = last.filter(|_| log.project.is_some());
        let phases = last.map(|project| history::phase_history(project, &all)).unwrap_or_default();
        let language = context.output_language(self.format == LogFormat::Human, &log.portfolio);
        let texts = Texts::of(language);
        let names = DisplayNames { portfolio: &log.portfolio, texts: &texts, today: context.given_today() };
        let (formats, shapes) = (Formats::of(language), output::shapes());
        let events: Vec<&Event> = all.iter().copied().filter(|event| self.is_wanted(event)).collect();
        let report = LogReport {
            events: &events,
            subject: log.project.is_some().then_some((id.as_str(), last, phases.as_slice())),
            shows_all_values: self.field.is_some(),
            facts: DifferenceText { before: names, after: names, formats: &formats, shapes: &shapes },
        };
        match self.format {
            LogFormat::Human => context.print_for_reading(&report.markdown()),
            LogFormat::Md => context.print_as(Form::Markdown, &report.markdown()),
            LogFormat::Json => context.print_as(Form::Json, &report.json()),
            LogFormat::Csv => context.print_as(Form::Text, &String::from_utf8_lossy(&report.csv())),
        }
    }

    fn is_wanted(&self, event: &Event) -> bool {
        let is_late = self.since.is_none_or(|since| event.date.is_some_and(|date| !date.is_before(since)));
        let is_early = self.until.is_none_or(|until| event.date.is_some_and(|date| !until.is_before(date)));
        let is_about = self.field.as_deref().is_none_or(|field| history::is_about(event, field));
        is_late && is_early && is_about
    }
}

/// Holds what the log is about.
struct Log {
    source: PortfolioFiles,
    portfolio: Portfolio,
    /// The project that was asked for.
    project: Option<FollowedProject>,
    events: Vec<Event>,
}

impl Log {
    /// Returns the id of the project that was asked for: the one it has now, otherwise the one of its last event.
    fn project_id(&self) -> String {
        match &self.project {
            // The last event may be from a branch in which the project had another id.
            Some(named) if named.exists => named.id.clone(),
            _ => self.events.last().map(|event| event.id.clone()).unwrap_or_default(),
        }
    }
}

/// Returns the project that a word names, in the portfolio or in its history, and a suggestion if there may be none.
fn named_by(portfolio: &Portfolio, word: &str) -> Result<(FollowedProject, Option<String>)> {
    if let Err(NotFound::Nothing(suggestion)) = Subject::find(portfolio, word) {
        // The project may have been removed.
        let id = word.trim_end_matches('/').to_owned();
        return Ok((FollowedProject { id, exists: false, former_ids: Vec::new() }, suggestion));
    }
    Ok((named(subject::project(portfolio, word)?), None))
}

/// Reads the project in a folder, if it is one.
fn project_at(source: &dyn Source, folder: &str) -> Option<Project> {
    let folder = folder.trim_end_matches('/');
    year_of(folder.split_once('/')?.0)?;
    let bytes = source.read(&format!("{folder}/project.yaml"), LARGEST).ok()?;
    Some(Project { id: folder.into(), ..project_of(&bytes) })
}

fn named(project: &Project) -> FollowedProject {
    let former_ids = project.former_ids.iter().map(|former| former.value.to_string()).collect();
    FollowedProject { id: project.id.to_string(), exists: true, former_ids }
}
