//! `stimulab list`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    load::Nothing,
    model::{Portfolio, Project},
    number_format::Formats,
    output::{Form, table},
    query::{Cell, Column, DisplayNames, ProjectView, SortKey, sort},
    similar_name::closest,
    texts::Texts,
    wording::{control_characters::visible_line, identity_number::masked_path},
};

use super::{context::Context, failure::Failure, open::Opened, selection::Select, terminal};

/// List projects, all or selected ones
#[derive(Args)]
#[command(after_help = format!("Columns, also to sort by: {}", names()))]
pub struct List {
    /// Words that must all stand in the id, the titles, the summary, the themes or the names of the parties
    #[arg(value_name = "TEXT")]
    words: Vec<String>,
    #[command(flatten)]
    select: Select,
    /// What to sort by, with a minus in front for the largest first: -grant,title
    #[arg(long, value_name = "KEY", value_delimiter = ',', allow_hyphen_values = true)]
    sort: Vec<String>,
    /// What to show of each project, such as id,title,grant
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    columns: Vec<String>,
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How to show the projects
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Aligned columns
    Table,
    /// For Norwegian Excel: semicolons, UTF-8 with a byte-order mark
    Csv,
    /// Values between tabs
    Tsv,
    /// A JSON list
    Json,
    /// One JSON document a line
    Jsonl,
    /// A YAML list
    Yaml,
    /// A table for GitHub, with links relative to the portfolio
    Md,
    /// One id a line
    Ids,
}

impl List {
    /// Loads without looking at prose, selects, and prints the rows.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let keys = self.sort.iter().map(|key| sort_key(key)).collect::<Result<Vec<_>>>()?;
        let columns = self.columns()?;
        let Opened { mut loaded, .. } = context.open(&Nothing)?;
        context.warn_of_faults(&loaded);
        self.select.limit(&mut loaded.portfolio);
        let portfolio = &loaded.portfolio;
        // A person reads it in the language of messages; what is kept or handed on is in the portfolio's.
        let language = match self.format {
            Format::Table => context.texts().language(),
            _ => context.document_language(portfolio),
        };
        let texts = Texts::of(language);
        let names = DisplayNames { portfolio, texts: &texts, today: context.given_today() };
        let mut projects = self.select.projects(context, portfolio, &self.words, language)?;
        sort(&mut projects, &keys, names);
        projects.truncate(self.limit.unwrap_or(usize::MAX));
        let columns = marked(columns, &projects);
        let header: Vec<String> =
            columns.iter().map(|column| texts.get(&format!("column.{}", column.name)).to_owned()).collect();
        let numbers: Vec<bool> = columns.iter().map(|column| column.is_number()).collect();
        let cells = |show: &dyn Fn(&Project, Column, Cell) -> String| -> Vec<Vec<String>> {
            let row = |project: &&Project| {
                columns.iter().map(|column| show(project, *column, column.cell(names, project))).collect()
            };
            projects.iter().map(row).collect()
        };
        let formats = Formats::of(language);
        let written = |cell: Cell| match cell {
            Cell::Nothing => String::new(),
            Cell::Text(text) => text,
            Cell::Number(number) => formats.number(number),
        };
        match self.format {
            Format::Table if projects.is_empty() => context.say("note.no-projects", &[]),
            Format::Table => {
                let rows = cells(&|_, _, cell| written(cell));
                let fits: Vec<_> = numbers
                    .iter()
                    .map(|number| if *number { table::Fit::Numbers } else { table::Fit::Words })
                    .collect();
                context.print_as(Form::Text, &table::aligned(&header, &rows, &fits, terminal::width()))?;
            }
            Format::Csv => {
                let rows = table::csv(&header, &cells(&|_, _, cell| plain(cell)));
                context.print_as(Form::Text, &String::from_utf8_lossy(&rows))?;
            }
            Format::Tsv => {
                // Programs know columns by their names, whatever the language.
                let names: Vec<String> = columns.iter().map(|column| column.name.to_owned()).collect();
                context.print_as(Form::Text, &table::tsv(&names, &cells(&|_, _, cell| plain(cell))))?;
            }
            Format::Md => {
                let rows = cells(&|project, column, cell| linked(project, column, &written(cell)));
                context.print_as(Form::Markdown, &table::markdown(&header, &rows, &numbers))?;
            }
            Format::Ids => {
                let ids: String =
                    projects.iter().map(|project| format!("{}\n", visible_line(&masked_path(&project.id)))).collect();
                context.print_as(Form::Text, &ids)?;
                context.say_internal(&projects);
            }
            Format::Json | Format::Jsonl | Format::Yaml => {
                let chosen: &[Column] = if self.columns.is_empty() { &[] } else { &columns[..self.columns.len()] };
                self.print_values(context, portfolio, &projects, chosen, names)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    fn columns(&self) -> Result<Vec<Column>> {
        let usual = Column::DEFAULT.iter().map(|name| (*name).to_owned()).collect();
        let names: Vec<String> = if self.columns.is_empty() { usual } else { self.columns.clone() };
        names.iter().map(|name| Column::find(name).ok_or_else(|| no_column(name).into())).collect()
    }

    /// Prints the projects for programs: the whole view, or the parts that were chosen.
    fn print_values(
        &self,
        context: &Context,
        portfolio: &Portfolio,
        projects: &[&Project],
        chosen: &[Column],
        names: DisplayNames<'_>,
    ) -> Result<()> {
        let views = projects.iter().map(|project| ProjectView::new(portfolio, project, names.language()));
        if chosen.is_empty() {
            return self.print(context, &views.collect::<Vec<_>>());
        }
        let mut parts = Vec::with_capacity(projects.len());
        for view in views {
            let view = serde_json::to_value(view)?;
            let part = |column: &Column| column.path().iter().fold(&view, |whole, name| &whole[*name]).clone();
            let mut map: serde_json::Map<_, _> =
                chosen.iter().map(|column| (column.name.to_owned(), part(column))).collect();
            // What is internal is marked, whatever is asked for.
            if view[VISIBILITY] == "internal" {
                map.entry(VISIBILITY).or_insert_with(|| view[VISIBILITY].clone());
            }
            parts.push(map);
        }
        self.print(context, &parts)
    }

    fn print<V: serde::Serialize>(&self, context: &Context, values: &[V]) -> Result<()> {
        match self.format {
            Format::Jsonl => {
                let lines = values.iter().map(|value| serde_json::to_string(value).map(|line| line + "\n"));
                context.print_as(Form::Json, &lines.collect::<Result<String, _>>()?)
            }
            Format::Yaml => context.print_yaml(&values),
            _ => context.print_as(Form::Json, &(serde_json::to_string_pretty(values)? + "\n")),
        }
    }
}

/// The column that says who may read about a project.
const VISIBILITY: &str = "visibility";

/// Adds the column that says who may read about a project, where one of them is not public and no column says it.
fn marked(mut columns: Vec<Column>, projects: &[&Project]) -> Vec<Column> {
    let is_said = columns.iter().any(|column| column.name == VISIBILITY);
    if !is_said && projects.iter().any(|project| !project.is_public()) {
        columns.extend(Column::find(VISIBILITY));
    }
    columns
}

fn plain(cell: Cell) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Text(text) => text,
        Cell::Number(number) => number.to_string(),
    }
}

/// Makes a cell of a Markdown table; the title leads to the project's folder, the id where there is no title.
fn linked(project: &Project, column: Column, text: &str) -> String {
    let cell = table::markdown_cell(text);
    let leads = match column.name {
        "title" => project.title.is_some(),
        "id" => project.title.is_none(),
        _ => false,
    };
    if leads { format!("[{cell}]({}/)", address(&project.id)) } else { cell }
}

/// Writes a path as an address: folders may have any name before `check` has complained.
fn address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn sort_key(text: &str) -> Result<SortKey> {
    text.parse().map_err(|name: String| no_column(&name).into())
}

/// Lists the names of all columns.
fn names() -> String {
    Column::all().map(|column| column.name).collect::<Vec<_>>().join(", ")
}

fn no_column(name: &str) -> Failure {
    Failure::new("no-column")
        .with("column", name)
        .with("known", names())
        .suggesting(closest(name, Column::all().map(|column| column.name)))
}
