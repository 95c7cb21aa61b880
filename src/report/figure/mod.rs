//! Figures drawn from what a template sees, each with a title and a description for those who cannot see it.

mod canvas;
mod criteria;
mod fault;
mod figure_store;
mod grants;
mod letters;
mod process;
mod svg;
mod timeline;

use minijinja::value::Value;
use serde::{Deserialize, Serialize};

pub use fault::FigureFault;
pub use {
    canvas::Canvas,
    criteria::CriteriaMatrix,
    figure_store::{FigureFile, FigureStore, SCHEME, file_name},
    grants::Grants,
    process::ProcessFigure,
    timeline::Timeline,
};

use crate::{date::Date, number_format::Formats, texts::Texts};

/// The names of the figures.
pub const KINDS: [&str; 4] = ["process", "timeline", "grants", "criteria"];

/// Holds words, and their language where it is not the document's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureText {
    pub text: String,
    #[serde(default)]
    pub lang: Option<String>,
}

/// Holds what figures are labelled with.
pub struct FigureContext<'a> {
    pub texts: &'a Texts,
    pub formats: &'a Formats,
    /// Today's date, where the program was told it.
    pub today: Option<Date>,
}

/// Lists the projects that a document shows, in its order.
fn projects_of(view: &Value) -> Vec<Value> {
    match view.get_attr("project") {
        Ok(project) if !project.is_undefined() => vec![project],
        _ => list(view, "projects"),
    }
}

/// Finds a project that a document shows by its id; with all that is said of it, where the document has that.
pub fn project_of(view: &Value, id: &str) -> Option<Value> {
    let has_id = |project: &Value| project.get_attr("id").is_ok_and(|known| known.as_str() == Some(id));
    let whole = list(view, "rounds").into_iter().flat_map(|round| list(&round, "projects")).find(has_id);
    whole.or_else(|| projects_of(view).into_iter().find(has_id))
}

fn list(value: &Value, key: &str) -> Vec<Value> {
    let found = value.get_attr(key).unwrap_or_default();
    found.try_iter().map(Iterator::collect).unwrap_or_default()
}

#[cfg(test)]
mod tests;
