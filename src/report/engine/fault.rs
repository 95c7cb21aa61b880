//! What is wrong with a template, at which line, and which name was probably meant.

use minijinja::{Error, ErrorKind};
use serde_json::Value;

use super::{memory_guard::guarded, templates::Templates};
use crate::{
    document::{
        expression_length::too_long,
        template_blocks::{StrayBlock, parent, stray_block},
    },
    model::template::FOLDER,
    report::figure::FigureFault,
    similar_name::closest,
};

/// Says what is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {defect:?}", .line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct TemplateFault {
    /// The template's path in the portfolio, or its name in the program.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The text of that line.
    pub source_line: Option<String>,
    /// What is wrong.
    pub defect: Defect,
}

/// Names what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Defect {
    /// It does not say what its document is about.
    NoHeader,
    /// What it says about its document cannot be read.
    BadHeader,
    /// A name that the document does not have.
    UnknownName {
        /// The name.
        name: String,
        /// What was probably meant.
        suggestion: Option<String>,
    },
    /// A block that the extended template does not have.
    StrayBlock {
        /// The name.
        name: String,
        /// What was probably meant.
        suggestion: Option<String>,
    },
    /// A missing template.
    NoTemplate(String),
    /// A figure that cannot be drawn.
    Figure(FigureFault),
    /// It has an expression or a sequence of branches that is too long.
    TooLong,
    /// It runs too long, or makes too much text.
    OutOfFuel,
    /// Anything else, with the message of the engine.
    Other(String),
}

/// The source of an error of the engine: the name of a template with a part that is too long.
#[derive(Debug, thiserror::Error)]
#[error("{0} is too long")]
pub struct TooLong(pub String);

impl TemplateFault {
    /// Makes the fault of a whole template.
    #[must_use]
    pub fn whole(name: &str, is_own: bool, defect: Defect) -> Self {
        Self { file: path(name, is_own), line: None, source_line: None, defect }
    }

    /// Finds a block that the engine would silently leave out, in a template or in one that it extends.
    #[must_use]
    pub fn of_blocks(name: &str, templates: &Templates) -> Option<Self> {
        let find = |name: &str| templates.find(name).map(str::to_owned);
        let mut name = name.to_owned();
        // A longer chain of templates is a circle.
        for _ in 0..16 {
            if !templates.is_own(&name) {
                break;
            }
            let text = templates.find(&name)?;
            if let Some(StrayBlock { name: block, span, suggestion }) = stray_block(text, &find) {
                let line = line_at(text, span.start as usize);
                let source_line = source_line(text, line);
                let defect = Defect::StrayBlock { name: block, suggestion };
                return Some(Self { file: path(&name, true), line: Some(line), source_line, defect });
            }
            let next = parent(text).filter(|next| *next != name)?;
            name = next;
        }
        None
    }

    /// Makes the fault of an error of the engine; `names` are those that a template can use.
    #[must_use]
    pub fn of(error: &Error, templates: &Templates, names: &[String]) -> Self {
        if let Some(TooLong(name)) = causes(error).find_map(|cause| cause.downcast_ref::<TooLong>()) {
            let text = templates.find(name).unwrap_or_default();
            let line = too_long(text).map(|span| line_at(text, span.start as usize));
            let file = path(name, templates.is_own(name));
            return Self { file, line, source_line: None, defect: Defect::TooLong };
        }
        let inner = innermost(error);
        let name = inner.name().unwrap_or_default();
        let text = templates.find(name).unwrap_or_default();
        let line = inner.line();
        let source_line = line.and_then(|line| source_line(text, line));
        let is_own = templates.is_own(name);
        Self { file: path(name, is_own), line, source_line, defect: defect(inner, text, is_own, names) }
    }
}

/// Returns the innermost error with a position, which is where the cause is; the others only say how it was reached.
fn innermost(error: &Error) -> &Error {
    let mut inner = error;
    while let Some(cause) = std::error::Error::source(inner).and_then(|cause| cause.downcast_ref::<Error>()) {
        if cause.name().is_none() {
            break;
        }
        inner = cause;
    }
    inner
}

/// Names the defect behind an error.
fn defect(error: &Error, text: &str, is_own: bool, names: &[String]) -> Defect {
    let detail = error.detail().unwrap_or_default();
    let figure = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<FigureFault>());
    match error.kind() {
        _ if let Some(fault) = figure => Defect::Figure(fault.clone()),
        ErrorKind::UndefinedError => {
            // The range of the error counts the guards that the engine has read.
            let read = if is_own { guarded(text) } else { text.to_owned() };
            let expression = error.range().and_then(|range| read.get(range)).unwrap_or_default();
            undefined(expression, text, names).unwrap_or_else(|| Defect::Other(error.to_string()))
        }
        ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => {
            let name = detail.split_whitespace().find(|word| !["filter", "test", "function"].contains(word));
            match name.map(|name| name.trim_end_matches("()").to_owned()) {
                Some(name) => Defect::UnknownName { suggestion: suggestion(&name, names), name },
                None => Defect::Other(error.kind().to_string()),
            }
        }
        ErrorKind::TemplateNotFound => Defect::NoTemplate(quoted(detail).to_owned()),
        ErrorKind::OutOfFuel => Defect::OutOfFuel,
        _ if detail.is_empty() => Defect::Other(error.kind().to_string()),
        _ => Defect::Other(detail.to_owned()),
    }
}

/// Returns the number of the line at a byte, from 1.
fn line_at(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Returns a line by its number, without the spaces around it.
fn source_line(text: &str, line: usize) -> Option<String> {
    text.lines().nth(line - 1).map(|line| line.trim().to_owned())
}

/// Lists the causes of an error, from the nearest to the first.
fn causes(error: &Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(std::error::Error::source(error), |cause| cause.source())
}

fn path(name: &str, is_own: bool) -> String {
    if is_own { format!("{FOLDER}/{name}") } else { name.to_owned() }
}

/// Finds the first name of an expression that neither the view nor the template defines.
fn undefined(expression: &str, text: &str, names: &[String]) -> Option<Defect> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let words = expression.split(|c| !is_name(c)).filter(|word| word.starts_with(|c: char| c.is_alphabetic()));
    let is_set = |word: &str| {
        let assigned = ["set ", "for ", "macro ", ", ", "("].iter().any(|before| {
            text.match_indices(&format!("{before}{word}")).any(|(at, found)| {
                !text[at + found.len()..].starts_with(is_name) && text[..at].rfind("{%") > text[..at].rfind("%}")
            })
        });
        assigned || word == "loop"
    };
    let words: Vec<&str> = words.collect();
    let unknown = words.iter().find(|word| !names.iter().any(|name| name == *word) && !is_set(word));
    let name = unknown.or(words.last())?;
    let suggestion = suggestion(name, names).filter(|near| near != name);
    Some(Defect::UnknownName { name: (*name).to_owned(), suggestion })
}

fn suggestion(name: &str, names: &[String]) -> Option<String> {
    closest(name, names.iter().map(String::as_str)).map(str::to_owned)
}

/// Returns the quoted part of a text, or all of it if nothing is quoted.
fn quoted(text: &str) -> &str {
    text.split_once(['"', '\'', '`'])
        .and_then(|(_, rest)| rest.split_once(['"', '\'', '`']))
        .map_or(text, |(name, _)| name)
}

/// Adds every name of a view.
pub fn collect_names(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                if !names.contains(key) {
                    names.push(key.clone());
                }
                collect_names(value, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_names(item, names)),
        _ => {}
    }
}
