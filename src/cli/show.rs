//! `stimulab show`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    load::{Nothing, is_note},
    output::{Form, programme_page, subject_page, subject_values},
    query::Subject,
    source::{Entry, Source, Unreadable},
};

use super::{context::Context, failure::Failure, open::Opened, subject};

/// Show everything about a project, a year, an organisation or a process model
#[derive(Args)]
pub struct ShowCommand {
    /// A project's id, folder or title, a year, an organisation or a process model [default: the programme]
    id: Option<String>,
    /// Also show long texts and results in full
    #[arg(short, long)]
    all: bool,
    /// Leave out what is internal, or may be internal
    #[arg(long)]
    public: bool,
    /// The format of the output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: ShowFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ShowFormat {
    /// For a person in a terminal
    Human,
    /// Everything, as JSON
    Json,
    /// Everything, as YAML
    Yaml,
    /// Markdown
    Md,
}

impl ShowCommand {
    /// Loads without looking at prose, finds what is meant, and prints it.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let Opened { source, mut loaded } = context.open(&Nothing)?;
        context.warn_of_faults(&loaded);
        if self.public {
            let hidden = self.id.as_deref().and_then(|id| Subject::find(&loaded.portfolio, id).ok());
            if let Some(Subject::Project(project)) = hidden
                && !project.is_public()
            {
                return Err(Failure::new("not-public").with("id", &*project.id).into());
            }
            loaded.portfolio.keep_public();
        }
        let public = PublicFiles { source: &source };
        let source: &dyn Source = if self.public { &public } else { &source };
        let portfolio = &loaded.portfolio;
        let language = context.output_language(self.format == ShowFormat::Human, portfolio);
        let subject = self.id.as_deref().map(|id| subject::find(portfolio, id)).transpose()?;
        match self.format {
            ShowFormat::Human | ShowFormat::Md => {
                let markdown = match subject {
                    Some(subject) => {
                        subject_page(portfolio, source, subject, language, self.all, context.given_today())
                    }
                    None => programme_page(portfolio, source, language, context.given_today()),
                };
                if self.format == ShowFormat::Md {
                    context.print_as(Form::Markdown, &markdown)?;
                } else {
                    context.print_for_reading(&markdown)?;
                }
            }
            ShowFormat::Json | ShowFormat::Yaml => {
                let whole = subject_values(portfolio, source, subject, language);
                match self.format {
                    ShowFormat::Yaml => context.print_yaml(&whole)?,
                    _ => context.print_json(&whole)?,
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Shows the files of a source but those that are never published.
struct PublicFiles<'s> {
    source: &'s dyn Source,
}

impl Source for PublicFiles<'_> {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        let mut entries = self.source.entries(folder)?;
        entries.retain(|entry| !is_note(&entry.name));
        Ok(entries)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        self.source.read(path, limit)
    }
}
