//! `stimulab guide`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    key,
    load::Nothing,
    output::{Form, GuideError, guide},
};

use super::{context::Context, failure::Failure, open::Opened, subject};

/// Holds the arguments of `stimulab guide`.
#[derive(Args)]
pub struct GuideCommand {
    id: String,
    #[arg(long, value_name = "PHASE")]
    phase: Option<String>,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: GuideFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GuideFormat {
    Human,
    Json,
    Md,
}

impl GuideCommand {
    /// Loads, finds the phase, and prints what the process model says about it.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let Opened { source, loaded } = context.open(&Nothing)?;
        context.warn_of_faults(&loaded);
        let portfolio = &loaded.portfolio;
        let project = subject::project(portfolio, &self.id)?;
        let language = context.output_language(self.format == GuideFormat::Human, portfolio);
        let guide =
            guide(portfolio, &source, project, self.phase.as_deref(), language).map_err(|error| match error {
                GuideError::NoOwnPhase { known } => {
                    Failure::new(key!("failure.no-own-phase")).with("known", known.join(", "))
                }
                GuideError::NoPhase { phase, known } => {
                    Failure::new(key!("failure.no-phase")).with("phase", phase).with("known", known.join(", "))
                }
            })?;
        match self.format {
            GuideFormat::Human => context.print_for_reading(&guide.markdown)?,
            GuideFormat::Md => context.print_as(Form::Markdown, &guide.markdown)?,
            GuideFormat::Json => context.print_json(&guide)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
