//! `stimulab list`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    load::Nothing,
    output::rows,
    query::{COLUMNS, Filter, ProjectView, Years, cell},
};

use super::{
    context::{Context, Opened},
    terminal,
};

/// List projects, all or selected ones
#[derive(Args)]
pub struct List {
    /// Projects of a year's call, or of several: 2019 or 2019..2021
    #[arg(long, value_name = "YEAR")]
    year: Option<Years>,
    /// Projects in this phase
    #[arg(long, value_name = "PHASE")]
    phase: Option<String>,
    /// Projects of this owner, by id, name, alias or former name
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    /// Projects with this vendor, by id, name, alias or former name
    #[arg(long, value_name = "ID")]
    vendor: Option<String>,
    /// How to show the projects
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Aligned columns
    Table,
    /// A JSON list
    Json,
    /// For Norwegian Excel: semicolons, UTF-8 with a byte-order mark
    Csv,
    /// One id a line
    Ids,
}

impl List {
    /// Loads without looking at prose, selects, and prints the rows.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let Opened { loaded, .. } = context.open(&Nothing)?;
        context.warn_of_faults(&loaded);
        let portfolio = &loaded.portfolio;
        let filter = Filter { years: self.year, phase: self.phase, owner: self.owner, vendor: self.vendor };
        let projects = filter.select(portfolio);
        let language = context.document_language(portfolio);
        let texts = stimulab::texts::Texts::of(language);
        let header = COLUMNS.map(|column| texts.get(&format!("column.{column}")).to_owned());
        let lines = || {
            let row = |project: &&_| COLUMNS.map(|column| cell(portfolio, project, column, language)).to_vec();
            projects.iter().map(row).collect::<Vec<_>>()
        };
        let ids = projects.iter().fold(String::new(), |ids, project| ids + &project.id + "\n");
        match self.format {
            Format::Ids => context.print_raw(ids.as_bytes())?,
            Format::Json => {
                let views: Vec<_> =
                    projects.iter().map(|project| ProjectView::new(portfolio, project, language)).collect();
                context.print_raw((serde_json::to_string_pretty(&views)? + "\n").as_bytes())?;
            }
            Format::Csv => context.print_raw(&rows::csv(&header, &lines()))?,
            Format::Table if projects.is_empty() => context.say("note.no-projects", &[]),
            Format::Table => context.print_raw(rows::table(&header, &lines(), terminal::width()).as_bytes())?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
