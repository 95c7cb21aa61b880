//! `stimulab list`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::{Map, Value};
use stimulab::{
    key,
    load::Nothing,
    model::{Portfolio, Project},
    number_format::Formats,
    output::{Form, table},
    plural,
    query::{Cell, Column, DisplayNames, ProjectView, SortKey, sort},
    texts::Texts,
    wording::{control_characters::visible_line, identity_number::masked_path},
};

use super::{context::Context, failure::Failure, open::Opened, selection::Select, terminal};

/// Holds the arguments of `stimulab list`.
#[derive(Args)]
pub struct ListCommand {
    #[arg(value_name = "TEXT")]
    words: Vec<String>,
    #[command(flatten)]
    select: Select,
    #[arg(long, value_name = "KEY", value_delimiter = ',', allow_hyphen_values = true)]
    sort: Vec<String>,
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    columns: Vec<String>,
    #[arg(long, value_name = "N", value_parser = super::arguments::number, allow_negative_numbers = true)]
    limit: Option<usize>,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ListFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    Table,
    Csv,
    Tsv,
    Json,
    Jsonl,
    Yaml,
    Md,
    Ids,
}

impl ListCommand {
    /// Loads, selects and sorts the projects, and prints them.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let keys = self.sort.iter().map(|key| sort_key(key)).collect::<Result<Vec<_>>>()?;
        let columns = self.columns()?;
        let Opened { mut loaded, .. } = context.open(&Nothing)?;
        context.warn_of_faults(&loaded);
        let internal = loaded.portfolio.projects.iter().filter(|project| !project.is_public()).count();
        self.select.limit(&mut loaded.portfolio);
        let portfolio = &loaded.portfolio;
        let language = context.output_language(self.format == ListFormat::Table, portfolio);
        let texts = Texts::of(language);
        let names = DisplayNames { portfolio, texts: &texts, today: context.given_today() };
        let mut projects = self.select.projects(context, portfolio, &self.words, language)?;
        sort(&mut projects, &keys, names);
        let found = projects.len();
        projects.truncate(self.limit.unwrap_or(usize::MAX));
        let left_out = LeftOut { internal, beyond_limit: found - projects.len(), found };
        let columns = with_visibility(columns, &projects);
        if found == 0 && self.format == ListFormat::Table {
            context.say(key!("note.no-projects"), &[]);
        }
        self.print(context, &Rows { projects: &projects, columns: &columns, names, formats: Formats::of(language) })?;
        self.say_left_out(context, portfolio, &left_out);
        Ok(ExitCode::SUCCESS)
    }

    /// Prints which projects the limit left out, and where words were not searched for.
    fn say_left_out(&self, context: &Context, portfolio: &Portfolio, left_out: &LeftOut) {
        let texts = context.texts();
        if left_out.beyond_limit > 0 {
            let args = [("count", left_out.beyond_limit.to_string()), ("found", left_out.found.to_string())];
            context.note(&texts.fill_plural(plural!("note.limited"), left_out.beyond_limit, &args));
        }
        if self.words.is_empty() {
            return;
        }
        let unread = portfolio.unread.len();
        let internal = if self.select.is_public() { left_out.internal } else { 0 };
        let counted =
            [(plural!("note.not-searched.unread"), unread), (plural!("note.not-searched.internal"), internal)];
        let counted = counted.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| texts.count(key, count));
        let parts: Vec<String> =
            std::iter::once(texts.get(key!("note.not-searched.texts")).to_owned()).chain(counted).collect();
        let parts = Formats::of(texts.language()).or(&parts);
        context.say(key!("note.not-searched"), &[("parts", parts)]);
    }

    fn print(&self, context: &Context, rows: &Rows<'_>) -> Result<()> {
        match self.format {
            ListFormat::Table if rows.projects.is_empty() => Ok(()),
            ListFormat::Table => context.print_as(Form::Text, &rows.table()),
            ListFormat::Csv => context.print_as(Form::Text, &String::from_utf8_lossy(&rows.csv())),
            ListFormat::Tsv => context.print_as(Form::Text, &rows.tsv()),
            ListFormat::Md => context.print_as(Form::Markdown, &rows.markdown()),
            ListFormat::Ids => {
                context.print_as(Form::Text, &rows.ids())?;
                context.say_internal(rows.projects);
                Ok(())
            }
            ListFormat::Json | ListFormat::Jsonl | ListFormat::Yaml => {
                self.print_values(context, &rows.values(&rows.columns[..self.columns.len()])?)
            }
        }
    }

    fn columns(&self) -> Result<Vec<Column>> {
        let usual = Column::DEFAULT.iter().map(|name| (*name).to_owned()).collect();
        let names: Vec<String> = if self.columns.is_empty() { usual } else { self.columns.clone() };
        names.iter().map(|name| Column::find(name).ok_or_else(|| no_column(name).into())).collect()
    }

    fn print_values(&self, context: &Context, values: &[Value]) -> Result<()> {
        match self.format {
            ListFormat::Jsonl => {
                let lines = values.iter().map(|value| serde_json::to_string(value).map(|line| line + "\n"));
                context.print_as(Form::Json, &lines.collect::<Result<String, _>>()?)
            }
            ListFormat::Yaml => context.print_yaml(&values),
            _ => context.print_json(values),
        }
    }
}

/// Counts the projects that a list leaves out.
struct LeftOut {
    /// The internal projects of the portfolio.
    internal: usize,
    beyond_limit: usize,
    /// The projects that were found.
    found: usize,
}

/// Holds the projects and columns of a list.
struct Rows<'a> {
    projects: &'a [&'a Project],
    columns: &'a [Column],
    names: DisplayNames<'a>,
    formats: Formats,
}

impl Rows<'_> {
    /// Returns aligned columns, with numbers at the right.
    fn table(&self) -> String {
        let fit = |column: &Column| if column.is_number() { table::Fit::Numbers } else { table::Fit::Words };
        let fits: Vec<_> = self.columns.iter().map(fit).collect();
        let rows = self.cells(&|_, _, cell| self.formatted(cell));
        table::aligned(&self.titles(), &rows, &fits, terminal::width())
    }

    fn csv(&self) -> Vec<u8> {
        table::csv(&self.titles(), &self.cells(&|_, _, cell| unformatted(cell)))
    }

    /// Returns values separated by tabs; the columns have the same names in all languages.
    fn tsv(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| column.name.to_owned()).collect();
        table::tsv(&names, &self.cells(&|_, _, cell| unformatted(cell)))
    }

    fn markdown(&self) -> String {
        let numbers: Vec<bool> = self.columns.iter().map(|column| column.is_number()).collect();
        let rows = self.cells(&|project, column, cell| with_link(project, column, &self.formatted(cell)));
        table::markdown(&self.titles(), &rows, &numbers)
    }

    fn ids(&self) -> String {
        self.projects.iter().map(|project| format!("{}\n", visible_line(&masked_path(&project.id)))).collect()
    }

    /// Returns the projects as values for programs: the chosen columns, or everything if none is chosen.
    fn values(&self, chosen: &[Column]) -> Result<Vec<Value>> {
        let value = |project: &&Project| {
            let view = serde_json::to_value(ProjectView::new(self.names.portfolio, project, self.names.language()))?;
            Ok(if chosen.is_empty() { view } else { chosen_values(&view, chosen) })
        };
        self.projects.iter().map(value).collect()
    }

    fn titles(&self) -> Vec<String> {
        let title = |column: &Column| self.names.texts.named(&format!("column.{}", column.name)).to_owned();
        self.columns.iter().map(title).collect()
    }

    fn cells(&self, text: &dyn Fn(&Project, Column, Cell) -> String) -> Vec<Vec<String>> {
        let row = |project: &&Project| {
            let cell = |column: &Column| text(project, *column, column.cell(self.names, project));
            self.columns.iter().map(cell).collect()
        };
        self.projects.iter().map(row).collect()
    }

    /// Returns a cell as a reader of the language expects it.
    fn formatted(&self, cell: Cell) -> String {
        match cell {
            Cell::Nothing => String::new(),
            Cell::Text(text) => text,
            Cell::Number(number) => self.formats.number(number),
        }
    }
}

/// Returns some values of a project; it always includes that the project is internal.
fn chosen_values(view: &Value, chosen: &[Column]) -> Value {
    let value = |column: &Column| column.path().iter().fold(view, |whole, name| &whole[*name]).clone();
    let mut map: Map<_, _> = chosen.iter().map(|column| (column.name.to_owned(), value(column))).collect();
    if view[VISIBILITY] == "internal" {
        map.entry(VISIBILITY).or_insert_with(|| view[VISIBILITY].clone());
    }
    map.into()
}

/// The column that says who may see a project.
const VISIBILITY: &str = "visibility";

/// Adds the column of visibility if one of the projects is not public and the column is missing.
fn with_visibility(mut columns: Vec<Column>, projects: &[&Project]) -> Vec<Column> {
    let is_said = columns.iter().any(|column| column.name == VISIBILITY);
    if !is_said && projects.iter().any(|project| !project.is_public()) {
        columns.extend(Column::find(VISIBILITY));
    }
    columns
}

/// Returns a cell for programs.
fn unformatted(cell: Cell) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Text(text) => text,
        Cell::Number(number) => number.to_string(),
    }
}

/// Returns a cell of a Markdown table; the title is a link to the project's folder, or the id if there is no title.
fn with_link(project: &Project, column: Column, text: &str) -> String {
    let cell = table::markdown_cell(text);
    let is_linked = match column.name {
        "title" => project.title.is_some(),
        "id" => project.title.is_none(),
        _ => false,
    };
    if is_linked { format!("[{cell}]({}/)", address(&project.id)) } else { cell }
}

/// Encodes a path as an address, since the name of a folder may have any characters.
fn address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn sort_key(text: &str) -> Result<SortKey> {
    text.parse().map_err(|name: String| no_column(&name).into())
}

/// Returns the names of all columns.
fn names() -> String {
    Column::all().map(|column| column.name).collect::<Vec<_>>().join(", ")
}

fn no_column(name: &str) -> Failure {
    Failure::new(key!("failure.no-column"))
        .with("column", name)
        .with("known", names())
        .suggesting(Column::near(name).map(|column| column.name))
}
