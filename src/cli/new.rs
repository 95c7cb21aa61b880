//! `stimulab new`.

use std::{fmt, process::ExitCode};

use anyhow::{Context as _, Result};
use clap::Args;
use dialoguer::{Input, theme::Theme};
use stimulab::{
    document::Choice,
    key,
    language::Language,
    load::Nothing,
    model::{OrganisationKind, Portfolio, STOPPED, is_slug, lifecycle::course, slug},
    scaffold::{self, NewFile, NewProject, WriteError, write_new},
    schema,
    similar_name::closest,
    texts::{Key, Texts},
};

use super::{
    context::Context,
    created_files,
    error_report::print,
    failure::{self, Failure},
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
        let portfolio = &loaded.portfolio;
        let new = self.complete(context, portfolio)?;
        let files = new_files(&source, portfolio, &new)?;
        let folder = format!("{}/{}", new.year, new.slug);
        let shown = |path: &str| context.display_path(source.root(), path);
        write_new(&source.beneath(), Some(&folder), &files).map_err(|error| match error {
            WriteError::Exists(_) => Failure::new(key!("failure.exists")).with("path", shown(&folder)),
            WriteError::Refused(path, why) => failure::refused(&shown(&path), &why),
        })?;
        let paths: Vec<String> = files.iter().map(|file| shown(&file.path)).collect();
        context.print(&created_files::message(&context.texts(), &paths, &format!("stimulab check {folder}")))?;
        Ok(ExitCode::SUCCESS)
    }

    /// Returns the project with everything that its phase requires; asks for what is missing.
    fn complete(self, context: &Context, portfolio: &Portfolio) -> Result<NewProject> {
        let texts = context.texts();
        let missing = self.missing_options(portfolio)?;
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
        let owners = parties(portfolio, &self.owner, missing.contains(&"--owner"), &texts, key!("new.ask.owner"))?;
        let vendors = parties(portfolio, &self.vendor, missing.contains(&"--vendor"), &texts, key!("new.ask.vendor"))?;
        let slug = folder_name(self.slug, title.as_deref().or(owners.first().map(String::as_str)))?;
        // A call may be open in the year before, but a milestone cannot be in the future.
        let this_year = context.today().map_or(year, stimulab::date::Date::year);
        let on = self.on.unwrap_or_else(|| year.min(this_year).to_string());
        let language = self.language.unwrap_or(portfolio.language());
        Ok(NewProject { year, slug, title, owners, vendors, phase: self.phase, on, language })
    }

    /// Returns the missing options that the phase requires.
    fn missing_options(&self, portfolio: &Portfolio) -> Result<Vec<&'static str>> {
        let process = portfolio.process(portfolio.settings.process.as_ref().map_or("triple-diamond", |id| &id.value));
        let phases: Vec<_> = process.map(|process| course(process).collect()).unwrap_or_default();
        let ids: Vec<&str> =
            phases.iter().filter_map(|phase| phase.id.as_ref()).map(|id| &*id.value).chain([STOPPED]).collect();
        let Some(reached) = ids.iter().position(|id| *id == self.phase) else {
            return Err(Failure::new(key!("failure.no-phase"))
                .with("phase", &self.phase)
                .with("known", ids.join(", "))
                .into());
        };
        let passed = if self.phase == STOPPED { 0 } else { reached };
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
        Ok(options.into_iter().filter(|(_, is_missing)| *is_missing).map(|(option, _)| option).collect())
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

/// Returns the name of the folder: the given one, otherwise one made from a text.
fn folder_name(given: Option<String>, text: Option<&str>) -> Result<String> {
    let name = given.or_else(|| text.and_then(slug)).unwrap_or_else(|| DEFAULT_SLUG.into());
    if is_slug(&name) {
        return Ok(name);
    }
    let suggestion = slug(&name).unwrap_or_else(|| DEFAULT_SLUG.into());
    Err(Failure::new(key!("failure.bad-slug")).with("slug", name).with("suggestion", suggestion).into())
}

/// The name of the folder where there is no text to make one from.
const DEFAULT_SLUG: &str = "prosjekt";

/// Shows a question without the colon that the library would add.
struct Question;

impl Theme for Question {
    fn format_input_prompt(&self, out: &mut dyn fmt::Write, prompt: &str, _: Option<&str>) -> fmt::Result {
        write!(out, "{prompt} ")
    }

    fn format_input_prompt_selection(&self, out: &mut dyn fmt::Write, prompt: &str, answer: &str) -> fmt::Result {
        write!(out, "{prompt} {answer}")
    }
}

fn ask(texts: &Texts, key: Key, may_be_empty: bool) -> Result<String> {
    Input::with_theme(&Question)
        .with_prompt(texts.get(key))
        .allow_empty(may_be_empty)
        .interact_text()
        .context("the answer cannot be read")
}

fn ask_year(texts: &Texts) -> Result<i16> {
    let again = texts.get(key!("new.ask.again")).to_owned();
    let is_year = move |text: &String| {
        if text.len() == 4 && text.parse::<i16>().is_ok_and(|year| year >= 1900) { Ok(()) } else { Err(again.clone()) }
    };
    let year: String = Input::with_theme(&Question)
        .with_prompt(texts.get(key!("new.ask.year")))
        .validate_with(is_year)
        .interact_text()
        .context("the answer cannot be read")?;
    year.parse().context("the year cannot be read")
}

/// Returns the ids of the named organisations; asks for one if `must_ask`.
fn parties(
    portfolio: &Portfolio,
    named: &[String],
    must_ask: bool,
    texts: &Texts,
    question: Key,
) -> Result<Vec<String>> {
    if !must_ask {
        return named.iter().map(|name| organisation(portfolio, name)).collect();
    }
    loop {
        match organisation(portfolio, &ask(texts, question, false)?) {
            Ok(id) => return Ok(vec![id]),
            Err(error) => print(&error, texts),
        }
    }
}

fn organisation(portfolio: &Portfolio, name: &str) -> Result<String> {
    if let Some(found) = portfolio.organisations_named(name).next() {
        return Ok(found.id.value.to_string());
    }
    let ids = portfolio.organisations.iter().map(|found| &*found.id.value);
    let kinds = OrganisationKind::ALL.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" | ");
    let failure = Failure::new(key!("failure.no-organisation"))
        .with("name", name)
        .with("id", slug(name).unwrap_or_default())
        .with("kinds", kinds);
    Err(failure.suggesting(closest(name, ids)).into())
}
