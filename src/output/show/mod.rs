//! The page of a project, year, organisation, process model or the programme, as Markdown.

mod course;
mod demands;
mod guide;
mod json;
mod localise;
mod organisation;
mod outline;
mod process;
mod programme;
mod project;
mod round;

pub use json::subject_values;

use serde::Serialize;
use serde_json::Value;

pub use demands::{Demand, State};
pub use guide::{Guide, GuideError, guide};

use crate::{
    date::Date,
    document::{At, FromYaml},
    key,
    language::Language,
    model::{Party, Portfolio, Project, Text},
    number_format::Formats,
    query::Subject,
    report::{
        body::compose_markdown,
        engine::{ShownTexts, escape_markdown, tidy},
        view::PartyNames,
    },
    source::Source,
    texts::{Key, Texts},
};
use localise::localise;
use outline::Outline;

/// Writes pages in one language.
pub struct ShowPage<'a> {
    pub portfolio: &'a Portfolio,
    pub source: &'a dyn Source,
    pub texts: Texts,
    pub formats: Formats,
    /// Whether long texts and results are shown in full.
    pub is_whole: bool,
    /// Today's date, if the user gave it.
    pub today: Option<Date>,
    /// The texts that people wrote, which are inserted last.
    pub slots: ShownTexts,
}

/// Returns the page of a project, a year, an organisation or a process model; `is_whole` adds texts and results in full.
///
/// With today's date, names that change later are not used yet.
#[must_use]
pub fn subject_page(
    portfolio: &Portfolio,
    source: &dyn Source,
    subject: Subject<'_>,
    language: Language,
    is_whole: bool,
    today: Option<Date>,
) -> String {
    let page = ShowPage { today, ..ShowPage::new(portfolio, source, language, is_whole) };
    let text = tidy(&match subject {
        Subject::Project(project) => page.project(project),
        Subject::Round(round) => page.round(round),
        Subject::Organisation(organisation) => page.organisation(organisation),
        Subject::Process(process) => page.process(process),
    });
    compose_markdown(&text, &page.slots, false)
}

/// Returns the page of the programme: the organisations behind it, its settings and its years.
#[must_use]
pub fn programme_page(portfolio: &Portfolio, source: &dyn Source, language: Language, today: Option<Date>) -> String {
    let page = ShowPage { today, ..ShowPage::new(portfolio, source, language, true) };
    compose_markdown(&tidy(&page.programme()), &page.slots, false)
}

impl<'a> ShowPage<'a> {
    fn new(portfolio: &'a Portfolio, source: &'a dyn Source, language: Language, is_whole: bool) -> Self {
        let (texts, formats) = (Texts::of(language), Formats::of(language));
        Self { portfolio, source, texts, formats, is_whole, today: None, slots: ShownTexts::default() }
    }

    fn t(&self, key: Key) -> String {
        self.texts.get(key).to_owned()
    }

    fn named(&self, name: &str) -> String {
        self.texts.named(name).to_owned()
    }

    fn names(&self, time: Option<Date>) -> PartyNames<'_> {
        PartyNames { portfolio: self.portfolio, texts: &self.texts, formats: &self.formats, time, today: self.today }
    }

    /// Adds "internal" to the name of a project that is not clearly public.
    fn marked(&self, shown: String, project: &Project) -> String {
        if project.is_public() { shown } else { format!("{shown}, {}", self.t(key!("show.internal"))) }
    }

    /// Joins the names of parties, escaped for Markdown.
    fn party_line(&self, parties: &[At<Party>], time: Option<Date>) -> String {
        escape_markdown(&self.names(time).line(parties))
    }

    fn words(&self, text: &Text) -> String {
        escape_markdown(&self.plain_words(text))
    }

    /// Returns words as they are written.
    fn plain_words(&self, text: &Text) -> String {
        text.in_language(self.texts.language()).text.to_owned()
    }

    /// Writes the keys of a record except those in `skip`.
    fn outline<T: FromYaml + Serialize>(&self, record: &T, time: Option<Date>, level: usize, skip: &[&str]) -> String {
        let outline = Outline::of::<T>(self.names(time));
        match self.values(record) {
            Value::Object(map) => outline.record(&type_name::<T>(), &map, level, skip),
            _ => String::new(),
        }
    }

    /// Writes one key of a record.
    fn part<T: FromYaml + Serialize>(&self, record: &T, key: &str, time: Option<Date>, level: usize) -> String {
        let outline = Outline::of::<T>(self.names(time));
        match self.values(record) {
            Value::Object(map) => outline.part(&type_name::<T>(), key, &map, level),
            _ => String::new(),
        }
    }

    fn values<T: Serialize>(&self, record: &T) -> Value {
        // Records of texts, numbers and lists can always be JSON.
        localise(serde_json::to_value(record).unwrap_or_default(), self.texts.language())
    }
}

/// Returns the name of a record's type in its shape.
fn type_name<T: FromYaml>() -> String {
    let mut shapes = crate::document::Shapes::default();
    match T::shape(&mut shapes) {
        crate::document::Shape::Record(name) => name.to_owned(),
        _ => String::new(),
    }
}

/// Adds a section with a heading, unless the body is empty.
fn section(out: &mut String, level: usize, heading: &str, body: &str) {
    if !body.trim().is_empty() {
        *out += &format!("\n{} {heading}\n\n{}\n", "#".repeat(level), body.trim_matches('\n'));
    }
}

/// Returns a table; an empty text without rows.
fn table(header: &[String], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let line = |cells: &[String]| {
        format!(
            "| {} |\n",
            cells.iter().map(|cell| with_pipes_escaped(cell).replace('\n', " ")).collect::<Vec<_>>().join(" | ")
        )
    };
    line(header)
        + &format!("|{}\n", " --- |".repeat(header.len()))
        + &rows.iter().map(|row| line(row)).collect::<String>()
}

/// Escapes the pipes in a cell that are not escaped yet, such as those in code.
fn with_pipes_escaped(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for (at, c) in cell.char_indices() {
        let slashes = cell[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        if c == '|' && slashes % 2 == 0 {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
