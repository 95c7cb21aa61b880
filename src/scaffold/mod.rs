//! The files of a new project and of a new portfolio.

mod register_entry;
mod write;

use serde::Serialize;

use crate::{
    language::Language,
    model::Portfolio,
    report::{RenderError, fill_template},
    schema::{self, SchemaKind},
    texts::Texts,
};

pub use register_entry::{RegisterEntry, with_entries, yaml_text};
pub use write::{ChangedFile, WriteError, write_new, write_new_and_change};

/// Holds a new file: its path in the portfolio and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// The path, with forward slashes.
    pub path: String,
    /// The text.
    pub text: String,
}

/// Holds the data of a new project.
#[derive(Debug, Clone, Serialize)]
pub struct NewProject {
    /// The year of the call.
    pub year: i16,
    /// The name of its folder.
    pub slug: String,
    /// Its title, if it has been decided.
    pub title: Option<String>,
    /// The ids of its owners.
    pub owners: Vec<String>,
    /// The ids of its vendors.
    pub vendors: Vec<String>,
    /// The id of the phase it is in.
    pub phase: String,
    /// When that phase began, such as `2026-11`.
    pub on: String,
    /// The language of its texts.
    #[serde(serialize_with = "code")]
    pub language: Language,
}

fn code<S: serde::Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(language.code())
}

/// Returns the files of a new project, and the file of the round if the year is new.
///
/// # Errors
/// Fails if a template has an error.
pub fn project(portfolio: &Portfolio, new: &NewProject) -> Result<Vec<NewFile>, RenderError> {
    #[derive(Serialize)]
    struct ProjectTemplate<'a> {
        #[serde(flatten)]
        new: &'a NewProject,
        criteria: Vec<&'a str>,
    }
    let folder = format!("{}/{}", new.year, new.slug);
    let criteria = portfolio.settings.criteria.iter().map(|(id, _)| &*id.value).collect();
    let mut files = vec![file(
        format!("{folder}/project.yaml"),
        "new/project.yaml.j2",
        &ProjectTemplate { new, criteria },
        new.language,
    )?];
    for topic in ["challenge", "purpose", "assessment"] {
        files.push(prose(format!("{folder}/{topic}.md"), topic, new.language)?);
    }
    if !portfolio.round(new.year).is_some_and(|round| round.has_file) {
        files.push(file(format!("{}/round.yaml", new.year), "new/round.yaml.j2", &(), portfolio.language())?);
    }
    Ok(files)
}

/// Returns the files of a new portfolio.
///
/// # Errors
/// Fails if a template has an error.
pub fn portfolio(name: &str, language: Language) -> Result<Vec<NewFile>, RenderError> {
    #[derive(Serialize)]
    struct PortfolioTemplate<'a> {
        name: &'a str,
        language: &'a str,
    }
    let mut files = vec![
        file(
            "stimulab.yaml".into(),
            "new/stimulab.yaml.j2",
            &PortfolioTemplate { name, language: language.code() },
            language,
        )?,
        file("organisations.yaml".into(), "new/organisations.yaml.j2", &(), language)?,
        prose("about.md".into(), "about", language)?,
    ];
    files.extend(schemas(schema::ALL.iter(), language));
    Ok(files)
}

/// Returns schemas as files of the portfolio; the first lines of other files refer to them.
pub fn schemas<'k>(kinds: impl Iterator<Item = &'k SchemaKind>, language: Language) -> Vec<NewFile> {
    let texts = Texts::of(language);
    kinds.map(|kind| NewFile { path: kind.path(), text: kind.text(&texts) }).collect()
}

fn prose(path: String, topic: &str, language: Language) -> Result<NewFile, RenderError> {
    #[derive(Serialize)]
    struct ProseTemplate<'a> {
        topic: &'a str,
    }
    file(path, "new/prose.md.j2", &ProseTemplate { topic }, language)
}

fn file<V: Serialize>(path: String, template: &str, view: &V, language: Language) -> Result<NewFile, RenderError> {
    Ok(NewFile { path, text: fill_template(template, view, language)? })
}
