//! `stimulab render`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    load::Nothing,
    model::Portfolio,
    output::file,
    report::{self, RenderError, documents, render_round},
};

use super::{
    context::{Context, Opened, way},
    failure::Failure,
    terminal,
};

/// Render a document, such as the announcement page of a year
#[derive(Args)]
#[command(after_help = "Documents:\n  announcement YEAR   the page of the projects started in a year")]
pub struct Render {
    /// Which document
    document: String,
    /// What it is about
    year: String,
    /// The format of the document
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Where to write it [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown that reads well on GitHub
    Md,
    /// One self-contained page
    Html,
    /// A Word document
    Docx,
}

impl Render {
    /// Loads, renders, and writes the document.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        if !documents().contains(&self.document.as_str()) {
            return Err(Failure::new("no-document")
                .with("document", &self.document)
                .with("known", documents().join(", "))
                .into());
        }
        let format = self.format()?;
        if format == report::Format::Docx && self.output.is_none() && terminal::is_shown() {
            return Err(Failure::new("terminal").with("name", &self.document).into());
        }
        let Opened { source, loaded } = context.open(&Nothing)?;
        context.warn_of_faults(&loaded);
        let portfolio = &loaded.portfolio;
        let unknown_year = || Failure::new("no-year").with("year", &self.year).with("known", years(portfolio));
        let year = self.year.parse().map_err(|_| unknown_year())?;
        let base = self.way_to(context, source.root());
        let made =
            render_round(portfolio, &source, &self.document, year, format, context.document_language(portfolio), &base)
                .map_err(|error| match error {
                    RenderError::UnknownYear(_) => unknown_year(),
                    error => Failure::new("render").with("detail", error.to_string()),
                })?;
        match &self.output {
            None => context.print_raw(&made)?,
            Some(path) => {
                let shown = path.display().to_string().replace('\\', "/");
                let failed = |error: std::io::Error| {
                    Failure::new("unwritable").with("path", &shown).with("detail", error.to_string())
                };
                file::write(&context.folder().join(path), &made).map_err(failed)?;
                context.say("note.written", &[("path", shown.clone())]);
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Returns the format asked for, else the one that the output's name tells, else Markdown.
    fn format(&self) -> Result<report::Format> {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
        match (self.format, ending) {
            (Some(Format::Html), _) | (None, Some("html" | "htm")) => Ok(report::Format::Html),
            (Some(Format::Docx), _) | (None, Some("docx")) => Ok(report::Format::Docx),
            (Some(Format::Md), _) | (None, None | Some("md" | "markdown" | "txt")) => Ok(report::Format::Markdown),
            (None, Some(ending)) => Err(Failure::new("no-format").with("ending", ending).into()),
        }
    }

    /// Returns the way from the folder of the output to the portfolio, for links; none on standard output.
    fn way_to(&self, context: &Context, root: &Path) -> String {
        let Some(path) = &self.output else { return String::new() };
        let path = context.folder().join(path);
        let folder = path.parent().unwrap_or(context.folder());
        let way = way(folder, root);
        if way.is_empty() { way } else { way + "/" }
    }
}

fn years(portfolio: &Portfolio) -> String {
    portfolio.rounds.iter().map(|round| round.year.to_string()).collect::<Vec<_>>().join(", ")
}
