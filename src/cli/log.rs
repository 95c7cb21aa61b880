//! `stimulab log`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    date::Date,
    history::{self, Event, FollowedProject},
    load::{LARGEST, Loaded, Nothing, load, project_of, year_of},
    model::{Portfolio, Project},
    number_format::Formats,
    output::{self, DifferenceText, Form, LogReport},
    query::{DisplayNames, NotFound, Subject},
    similar_name::closest,
    source::{Excluding, Source},
    texts::Texts,
};

use super::{context::Context, failure::Failure, portfolio_files};

/// Tell what happened to a project, or to all, commit by commit
#[derive(Args)]
#[command(
    after_help = "Events come oldest first. A folder that got another name is followed, and so are former_ids. A merge tells \
    only what neither side had done; in the log of one project a branch that a merge threw away does not count."
)]
pub struct Log {
    /// The project's id, folder or title [default: all projects]
    id: Option<String>,
    /// Only what happened to this field, such as phase, grant, vendor or challenge
    #[arg(long, value_name = "KEY")]
    field: Option<String>,
    /// Only from this day, month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<Date>,
    /// Only to the end of this day, month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<Date>,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person in a terminal
    Human,
    /// Markdown
    Md,
    /// One JSON document
    Json,
    /// For Norwegian Excel: semicolons, UTF-8 with a byte-order mark
    Csv,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "expected a date such as 2020, 2020-06 or 2020-06-01".into())
}

impl Log {
    /// Walks the commits, keeps what is asked for, and prints it.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        if let Some(field) = &self.field {
            let known = history::fields();
            if !known.contains(field) {
                let near = closest(field, known.iter().map(String::as_str));
                return Err(Failure::new("no-field").with("field", field).suggesting(near).into());
            }
        }
        let (repository, folders) = portfolio_files::place(context)?;
        let revision = context.at().unwrap_or("HEAD");
        let tip = repository.resolve(revision).map_err(Failure::from)?;
        let source = context.files_at(revision)?;
        let folder = source.folder_in_repository().unwrap_or_else(|| folders.concat());
        // Of the portfolio itself only the registers are read: every project's title is in its history. Who names a project by
        // its folder need not have all others read to find it.
        let by_folder = self.id.as_deref().and_then(|word| project_at(&source, word));
        let Loaded { portfolio, .. } = match (&self.id, &by_folder) {
            (Some(_), None) => load(&source, &Nothing)?,
            _ => load(&Excluding::new(&source, |name| year_of(name).is_some()), &Nothing)?,
        };
        source.demand_sound()?;
        context.speak(&portfolio);
        let only = match &by_folder {
            Some(project) => Some((named(project), None)),
            None => self.id.as_deref().map(|word| named_by(&portfolio, word)).transpose()?,
        };
        let one = only.as_ref().map(|(named, _)| named);
        let events = history::log(&repository, tip, &folder, one, self.since).map_err(Failure::from)?;
        if let (Some(word), Some((_, suggestion)), true) = (&self.id, &only, events.is_empty()) {
            let failure = Failure::new("no-subject").with("word", word);
            return Err(failure.suggesting(suggestion.as_deref()).into());
        }
        let own: Vec<&Event> = events.iter().collect();
        // The last event may be from a branch that knew another name.
        let id = match one {
            Some(named) if named.exists => named.id.clone(),
            _ => own.last().map(|event| event.id.clone()).unwrap_or_default(),
        };
        let now = project_at(&source, &id).filter(|project| one.is_some() && !project.is_broken);
        let last = now.as_ref().or_else(|| own.last().and_then(|event| event.project.as_deref()));
        let phases =
            last.filter(|_| one.is_some()).map(|project| history::phase_history(project, &own)).unwrap_or_default();
        let texts = match self.format {
            Format::Human => context.texts(),
            _ => Texts::of(context.document_language(&portfolio)),
        };
        let names = DisplayNames { portfolio: &portfolio, texts: &texts, today: context.given_today() };
        let (formats, shapes) = (Formats::of(texts.language()), output::shapes());
        let kept: Vec<&Event> = own.iter().copied().filter(|event| self.is_wanted(event)).collect();
        let chronicle = LogReport {
            events: &kept,
            subject: only.is_some().then_some((id.as_str(), last, phases.as_slice())),
            is_whole: self.field.is_some(),
            facts: DifferenceText { before: names, after: names, formats: &formats, shapes: &shapes },
        };
        match self.format {
            Format::Human => {
                context.read_out(&chronicle.markdown())?;
            }
            Format::Md => context.print_as(Form::Markdown, &chronicle.markdown())?,
            Format::Json => context.print_as(Form::Json, &chronicle.json())?,
            Format::Csv => context.print_as(Form::Text, &String::from_utf8_lossy(&chronicle.csv()))?,
        }
        Ok(ExitCode::SUCCESS)
    }

    fn is_wanted(&self, event: &Event) -> bool {
        let is_late = self.since.is_none_or(|since| event.date.is_some_and(|date| !date.is_before(since)));
        let is_early = self.until.is_none_or(|until| event.date.is_some_and(|date| !until.is_before(date)));
        let is_about = self.field.as_deref().is_none_or(|field| history::is_about(event, field));
        is_late && is_early && is_about
    }
}

/// Returns the project that a word means, in the portfolio or in its history, and what else was probably meant.
fn named_by(portfolio: &Portfolio, word: &str) -> Result<(FollowedProject, Option<String>)> {
    match Subject::find(portfolio, word) {
        Ok(Subject::Project(project)) => Ok((named(project), None)),
        Ok(_) => Err(Failure::new("no-project").with("word", word).into()),
        Err(NotFound::Several(ids)) => {
            Err(Failure::new("several").with("word", word).with("ids", ids.join(", ")).into())
        }
        // It may be gone.
        Err(NotFound::Nothing(suggestion)) => {
            let id = word.trim_end_matches('/').to_owned();
            Ok((FollowedProject { id, exists: false, former_ids: Vec::new() }, suggestion))
        }
    }
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
