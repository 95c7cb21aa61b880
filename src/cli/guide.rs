//! `stimulab guide`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    load::Nothing,
    output::{Form, GuideError, guide},
    query::Subject,
};

use super::{context::Context, failure::Failure, open::Opened, show::find};

/// Guide through the phase a project is in: what to do, what to ask, what the gate wants
#[derive(Args)]
pub struct Guide {
    /// The project's id, folder or title
    id: String,
    /// Another phase of the project's course than the one it is in
    #[arg(long, value_name = "PHASE")]
    phase: Option<String>,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person in a terminal
    Human,
    /// For programs
    Json,
    /// Markdown
    Md,
}

impl Guide {
    /// Loads without looking at prose, finds the phase, and prints what the process model says of it.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let Opened { source, loaded } = context.open(&Nothing)?;
        context.warn_of_faults(&loaded);
        let portfolio = &loaded.portfolio;
        let Subject::Project(project) = find(portfolio, &self.id)? else {
            return Err(Failure::new("no-project").with("word", &self.id).into());
        };
        // A person reads it in the language of messages; what is kept or handed on is in the portfolio's.
        let language = match self.format {
            Format::Human => context.texts().language(),
            Format::Json | Format::Md => context.document_language(portfolio),
        };
        let guide =
            guide(portfolio, &source, project, self.phase.as_deref(), language).map_err(|error| match error {
                GuideError::NoOwnPhase { known } => Failure::new("no-own-phase").with("known", known.join(", ")),
                GuideError::NoPhase { phase, known } => {
                    Failure::new("no-phase").with("phase", phase).with("known", known.join(", "))
                }
            })?;
        match self.format {
            Format::Human => context.read_out(&guide.markdown)?,
            Format::Md => context.print_as(Form::Markdown, &guide.markdown)?,
            Format::Json => context.print_as(Form::Json, &(serde_json::to_string_pretty(&guide)? + "\n"))?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
