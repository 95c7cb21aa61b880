//! `stimulab new`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use stimulab::{
    key,
    language::Language,
    load::Nothing,
    model::{self, Portfolio, STOPPED, is_folder_name, lifecycle::course},
    query::phase_of,
    scaffold::{self, ChangedFile, NewFile, NewProject, RegisterEntry, WriteError, write_new_and_change},
    schema,
    similar_name::probable,
};

use super::{
    context::Context,
    created_files,
    error_report::print,
    failure::{self, Failure},
    new_parties::NewParties,
    new_questions::{ask, ask_year},
    open::Opened,
    portfolio_files::PortfolioFiles,
    terminal,
};

/// Holds the arguments of `stimulab new`.
#[derive(Args)]
pub struct NewCommand {
    #[arg(long, value_name = "YEAR", value_parser = super::arguments::year)]
    year: Option<i16>,
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    #[arg(long, value_name = "ID")]
    owner: Vec<String>,
    #[arg(long, value_name = "ID")]
    vendor: Vec<String>,
    #[arg(long, value_name = "PHASE", default_value = "applied")]
    phase: String,
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<String>,
    #[arg(long, value_name = "LANG", value_parser = super::arguments::language)]
    language: Option<Language>,
    #[arg(long, value_name = "NAME")]
    slug: Option<String>,
}

fn date(text: &str) -> Result<String, Failure> {
    super::arguments::date(text).map(|date| date.to_string())
}

impl NewCommand {
    /// Loads, asks for missing information, creates the files, and prints them and the next command.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let Opened { source, loaded } = context.open(&Nothing)?;
        let mut parties = NewParties::new(context, loaded.portfolio);
        let new = self.complete(context, &source, &mut parties)?;
        let mut files = new_files(&source, parties.portfolio(), &new)?;
        let folder = format!("{}/{}", new.year, new.slug);
        let shown = |path: &str| context.display_path(source.root(), path);
        let change = changed_register(&source, &parties.added, &mut files)?;
        write_new_and_change(&source.beneath(), Some(&folder), &files, change.as_ref()).map_err(
            |error| match error {
                WriteError::Exists(_) => Failure::new(key!("failure.exists")).with("path", shown(&folder)),
                WriteError::Refused(path, why) => failure::refused(&shown(&path), &why),
                WriteError::Unchanged(path, why) => failure::unwritten(&shown(&path), &why),
            },
        )?;
        let paths: Vec<String> = files.iter().map(|file| shown(&file.path)).collect();
        if change.is_some() {
            let names: Vec<&str> = parties.added.iter().map(|entry| &*entry.name).collect();
            context.say(key!("note.registered"), &[("path", shown(REGISTER)), ("names", names.join(", "))]);
        }
        context.print(&created_files::message(&context.texts(), &paths, &format!("stimulab check {folder}")))?;
        Ok(ExitCode::SUCCESS)
    }

    /// Returns the project with everything that its phase requires; asks for what is missing.
    fn complete(self, context: &Context, source: &PortfolioFiles, parties: &mut NewParties<'_>) -> Result<NewProject> {
        let texts = context.texts();
        let phase = phase(parties.portfolio(), &self.phase)?;
        let missing = self.missing_options(parties.portfolio(), &phase);
        if !missing.is_empty() && !terminal::can_ask() {
            return Err(Failure::new(key!("failure.needed")).with("options", missing.join(", ")).into());
        }
        let year = self.year.map_or_else(|| ask_year(&texts), Ok)?;
        let title = match self.title {
            None if missing.contains(&"--title") => Some(ask(&texts, key!("new.ask.title-needed"), false)?),
            // A user who answers other questions can give the title as well.
            None if !missing.is_empty() => Some(ask(&texts, key!("new.ask.title"), true)?),
            title => title,
        };
        let title = title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
        let owners = parties.ids(&self.owner, missing.contains(&"--owner"), key!("new.ask.owner"))?;
        let vendors = parties.ids(&self.vendor, missing.contains(&"--vendor"), key!("new.ask.vendor"))?;
        let slug =
            free_folder(context, source, year, self.slug, title.as_deref().or(owners.first().map(String::as_str)))?;
        // A call may be open in the year before, but a milestone cannot be in the future.
        let this_year = context.today().map_or(year, stimulab::date::Date::year);
        let on = self.on.unwrap_or_else(|| year.min(this_year).to_string());
        let language = self.language.unwrap_or(parties.portfolio().language());
        Ok(NewProject { year, slug, title, owners, vendors, phase, on, language })
    }

    /// Returns the missing options that the phase requires.
    fn missing_options(&self, portfolio: &Portfolio, phase: &str) -> Vec<&'static str> {
        let process = portfolio.process(portfolio.settings.process.as_ref().map_or("triple-diamond", |id| &id.value));
        let phases: Vec<_> = process.map(|process| course(process).collect()).unwrap_or_default();
        let reached = phases.iter().position(|step| step.id.as_ref().is_some_and(|id| *id.value == *phase));
        let passed = reached.unwrap_or(0);
        let needs = |key: &str| {
            phases
                .iter()
                .take(passed)
                .filter_map(|phase| phase.gate.as_ref())
                .any(|gate| gate.requires.iter().any(|needed| &*needed.value == key))
        };
        let options = [
            ("--year", self.year.is_none()),
            ("--owner", self.owner.is_empty()),
            ("--title", self.title.is_none() && needs("title")),
            ("--vendor", self.vendor.is_empty() && needs("vendor")),
        ];
        options.into_iter().filter(|(_, is_missing)| *is_missing).map(|(option, _)| option).collect()
    }
}

/// Returns the id of a phase that the user names by id or name.
fn phase(portfolio: &Portfolio, word: &str) -> Result<String> {
    let process = portfolio.process(portfolio.settings.process.as_ref().map_or("triple-diamond", |id| &id.value));
    let phases: Vec<_> = process.map(|process| course(process).collect()).unwrap_or_default();
    let ids = phases.iter().filter_map(|phase| phase.id.as_ref()).map(|id| &*id.value);
    let ids: Vec<&str> = ids.chain([STOPPED]).collect();
    let named = process.and_then(|process| phase_of(portfolio, process, word));
    let known =
        named.filter(|named| ids.contains(&named.as_str())).or_else(|| ids.contains(&word).then(|| word.into()));
    let unknown = || {
        let suggestion = probable(word, &ids);
        let failure = Failure::new(key!("failure.no-phase")).with("phase", word).with("known", ids.join(", "));
        failure.suggesting(suggestion)
    };
    Ok(known.ok_or_else(unknown)?)
}

/// The register of organisations.
const REGISTER: &str = "organisations.yaml";

/// Returns the change that adds entries to the register; a register that is missing is a new file.
fn changed_register(
    source: &PortfolioFiles,
    entries: &[RegisterEntry],
    files: &mut Vec<NewFile>,
) -> Result<Option<ChangedFile>> {
    if entries.is_empty() {
        return Ok(None);
    }
    let beneath = source.beneath();
    let lines = || entries.iter().map(RegisterEntry::lines).collect::<String>();
    if matches!(beneath.kind(REGISTER), Ok(None)) {
        files.push(NewFile { path: REGISTER.into(), text: lines() });
        return Ok(None);
    }
    let old = beneath.read(REGISTER).map_err(|error| failure::refused(REGISTER, &error))?;
    let new = str::from_utf8(&old).ok().and_then(|register| scaffold::with_entries(register, entries));
    match new {
        Some(new) => Ok(Some(ChangedFile { path: REGISTER.into(), old, new: new.into_bytes() })),
        None => Err(Failure::new(key!("failure.register")).with_lines(lines()).into()),
    }
}

/// Returns the files of a new project, with the schemas that are missing in the portfolio.
fn new_files(source: &PortfolioFiles, portfolio: &Portfolio, new: &NewProject) -> Result<Vec<NewFile>> {
    let mut files = scaffold::project(portfolio, new)?;
    let paths: Vec<_> = files.iter().map(|file| file.path.clone()).collect();
    let beneath = source.beneath();
    let missing = schema::for_new_files(paths.iter().map(String::as_str))
        .filter(|kind| !matches!(beneath.kind(&kind.path()), Ok(Some(_))));
    files.extend(scaffold::schemas(missing, portfolio.language()));
    Ok(files)
}

/// Returns the name of the folder: the given one, otherwise one made from a text. In a terminal, asks for another if it
/// cannot be used.
fn free_folder(
    context: &Context,
    source: &PortfolioFiles,
    year: i16,
    given: Option<String>,
    text: Option<&str>,
) -> Result<String> {
    let mut name = given.or_else(|| text.and_then(model::folder_name)).unwrap_or_else(|| DEFAULT_SLUG.into());
    loop {
        let folder = format!("{year}/{name}");
        let failure = if !is_folder_name(&name) {
            let suggestion = model::folder_name(&name).unwrap_or_else(|| DEFAULT_SLUG.into());
            Failure::new(key!("failure.bad-slug")).with("slug", &name).with("suggestion", suggestion)
        } else if matches!(source.beneath().kind(&folder), Ok(Some(_))) {
            Failure::new(key!("failure.exists")).with("path", context.display_path(source.root(), &folder))
        } else {
            return Ok(name);
        };
        if !terminal::can_ask() {
            return Err(failure.into());
        }
        print(&failure.into(), &context.texts());
        name = ask(&context.texts(), key!("new.ask.folder"), false)?;
    }
}

/// The name of the folder where there is no text to make one from.
const DEFAULT_SLUG: &str = "prosjekt";
