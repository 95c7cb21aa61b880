//! `stimulab show`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    key,
    load::{Nothing, is_note},
    model::Portfolio,
    output::{Form, programme_page, subject_page, subject_values},
    query::Subject,
    source::{Entry, Source, Unreadable},
};

use super::{context::Context, failure::Failure, open::Opened, subject};

/// Holds the arguments of `stimulab show`.
#[derive(Args)]
pub struct ShowCommand {
    id: Option<String>,
    #[arg(short, long)]
    all: bool,
    #[arg(long)]
    public: bool,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: ShowFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ShowFormat {
    Human,
    Json,
    Yaml,
    Md,
}

impl ShowCommand {
    /// Loads, finds the subject, and prints it.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let Opened { source, mut loaded } = context.open(&Nothing)?;
        context.warn_of_faults(&loaded);
        if self.public {
            self.refuse_internal(&loaded.portfolio)?;
            loaded.portfolio.keep_public();
        }
        let public = PublicFiles { source: &source };
        let source: &dyn Source = if self.public { &public } else { &source };
        let subject = self.id.as_deref().map(|id| subject::find(&loaded.portfolio, id)).transpose()?;
        self.print(context, source, &loaded.portfolio, subject)?;
        Ok(ExitCode::SUCCESS)
    }

    fn refuse_internal(&self, portfolio: &Portfolio) -> Result<()> {
        match self.id.as_deref().map(|id| Subject::find(portfolio, id)) {
            Some(Ok(Subject::Project(project))) if !project.is_public() => {
                Err(Failure::new(key!("failure.not-public")).with("id", &*project.id).into())
            }
            _ => Ok(()),
        }
    }

    fn print(
        &self,
        context: &Context,
        source: &dyn Source,
        portfolio: &Portfolio,
        subject: Option<Subject<'_>>,
    ) -> Result<()> {
        let language = context.output_language(self.format == ShowFormat::Human, portfolio);
        let today = context.given_today();
        let values = || subject_values(portfolio, source, subject, language);
        let page = || match subject {
            Some(subject) => subject_page(portfolio, source, subject, language, self.all, today),
            None => programme_page(portfolio, source, language, today),
        };
        match self.format {
            ShowFormat::Human => context.print_for_reading(&page()),
            ShowFormat::Md => context.print_as(Form::Markdown, &page()),
            ShowFormat::Json => context.print_json(&values()),
            ShowFormat::Yaml => context.print_yaml(&values()),
        }
    }
}

/// Leaves out the files of a source that are never published.
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
