//! `stimulab stats`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    document::Choice,
    key,
    load::Nothing,
    number_format::Formats,
    output::{Form, TableWriter, tables},
    plural,
    query::{
        DisplayNames,
        stats::{By, Stats, stats},
    },
    texts::Texts,
};

use super::{context::Context, failure::Failure, open::Opened, selection::Select, terminal};

/// The longest bar, in characters.
const LONGEST_BAR: usize = 20;

/// Holds the arguments of `stimulab stats`.
#[derive(Args)]
pub struct StatsCommand {
    #[arg(long, value_name = "KEY", value_parser = by)]
    by: Option<By>,
    #[command(flatten)]
    select: Select,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: StatsFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StatsFormat {
    Table,
    Csv,
    Json,
    Md,
}

fn by(word: &str) -> Result<By, Failure> {
    let known = || By::ALL.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    By::named(word).ok_or_else(|| Failure::new(key!("usage.by")).with("known", known()))
}

impl StatsCommand {
    /// Loads, selects projects, counts, and prints the figures.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let Opened { source, mut loaded } = context.open(&Nothing)?;
        context.warn_of_faults(&loaded);
        self.select.limit(&mut loaded.portfolio);
        let portfolio = &loaded.portfolio;
        let language = context.output_language(self.format == StatsFormat::Table, portfolio);
        let (texts, formats) = (Texts::of(language), Formats::of(language));
        let names = DisplayNames { portfolio, texts: &texts, today: context.given_today() };
        let projects = self.select.projects(context, portfolio, &[], language)?;
        let counted = stats(self.by, names, &source, &projects);
        let internal = projects.iter().filter(|project| !project.is_public()).count();
        self.print(context, &counted, internal, TableWriter { texts: &texts, formats: &formats })?;
        Ok(ExitCode::SUCCESS)
    }

    /// Prints the figures, and how many of the projects are internal.
    fn print(&self, context: &Context, counted: &Stats, internal: usize, writer: TableWriter<'_>) -> Result<()> {
        let mut tables = tables(counted, writer);
        if let Some(last) = tables.last_mut().filter(|_| internal > 0) {
            last.notes.push(writer.texts.count(plural!("stats.internal"), internal));
        }
        match self.format {
            StatsFormat::Json => {
                let mut value = serde_json::to_value(counted)?;
                value["internal"] = internal.into();
                context.print_json(&value)
            }
            StatsFormat::Csv => {
                context.print_as(Form::Text, &String::from_utf8_lossy(&writer.csv(&tables)))?;
                // In a row of its own, the number would be counted as a group.
                if internal > 0 && !context.is_quiet() {
                    terminal::say(&context.texts().count(plural!("stats.internal"), internal));
                }
                Ok(())
            }
            StatsFormat::Md => context.print_as(Form::Markdown, &writer.markdown(&tables)),
            StatsFormat::Table => {
                let bar = LONGEST_BAR.min(terminal::width_or_default() / 5);
                context.print_as(Form::Text, &writer.table(&tables, terminal::width(), bar))
            }
        }
    }
}
