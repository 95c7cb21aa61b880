//! What is wrong with a template: where, and which name was probably meant.

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
    /// What stands in that line.
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
    /// A name that the document has not.
    UnknownName {
        /// The name.
        name: String,
        /// What was probably meant.
        suggestion: Option<String>,
    },
    /// A block that the template it extends has not.
    StrayBlock {
        /// The name.
        name: String,
        /// What was probably meant.
        suggestion: Option<String>,
    },
    /// A template that is not there.
    NoTemplate(String),
    /// A figure that cannot be drawn.
    Figure(FigureFault),
    /// It has an expression or a row of branches that is longer than anybody writes.
    TooLong,
    /// It runs on and on, or makes more than a document can hold.
    OutOfFuel,
    /// Anything else, in the engine's words.
    Other(String),
}

/// Says, inside an error of the engine, that a template is not read since it is too long.
#[derive(Debug, thiserror::Error)]
#[error("{0} is too long")]
pub struct TooLong(pub String);

impl TemplateFault {
    /// Makes a fault of a whole template.
    pub fn whole(name: &str, is_own: bool, defect: Defect) -> Self {
        Self { file: path(name, is_own), line: None, source_line: None, defect }
    }

    /// Finds a block, in a template or in one that it extends, that would be left out in silence.
    pub fn of_blocks(name: &str, templates: &Templates) -> Option<Self> {
        let find = |name: &str| templates.find(name).map(str::to_owned);
        let mut name = name.to_owned();
        // More templates on top of each other than anybody writes go in circles.
        for _ in 0..16 {
            if !templates.is_own(&name) {
                break;
            }
            let text = templates.find(&name)?;
            if let Some(StrayBlock { name: block, span, suggestion }) = stray_block(text, &find) {
                let line = text[..span.start as usize].matches('\n').count() + 1;
                let source_line = text.lines().nth(line - 1).map(|line| line.trim().to_owned());
                let defect = Defect::StrayBlock { name: block, suggestion };
                return Some(Self { file: path(&name, true), line: Some(line), source_line, defect });
            }
            let next = parent(text).filter(|next| *next != name)?;
            name = next.to_owned();
        }
        None
    }

    /// Makes a fault of an error of the engine; `names` are those that a template can use.
    pub fn of(error: &Error, templates: &Templates, names: &[String]) -> Self {
        if let Some(long) = causes(error).find_map(|cause| cause.downcast_ref::<TooLong>()) {
            let text = templates.find(&long.0).unwrap_or_default();
            let line = too_long(text).map(|span| text[..span.start as usize].matches('\n').count() + 1);
            let file = path(&long.0, templates.is_own(&long.0));
            return Self { file, line, source_line: None, defect: Defect::TooLong };
        }
        // The innermost error stands where the cause is; those around it only say how it was reached.
        let mut inner = error;
        while let Some(cause) = std::error::Error::source(inner).and_then(|cause| cause.downcast_ref::<Error>()) {
            if cause.name().is_none() {
                break;
            }
            inner = cause;
        }
        let name = inner.name().unwrap_or_default();
        let text = templates.find(name).unwrap_or_default();
        let line = inner.line();
        let source_line = line.and_then(|line| text.lines().nth(line - 1)).map(|line| line.trim().to_owned());
        // The engine has read the text with its guards in it.
        let read = if templates.is_own(name) { guarded(text) } else { text.to_owned() };
        let expression = inner.range().and_then(|range| read.get(range)).unwrap_or_default();
        let detail = inner.detail().unwrap_or_default();
        let figure = std::error::Error::source(inner).and_then(|cause| cause.downcast_ref::<FigureFault>());
        let defect = match inner.kind() {
            _ if let Some(fault) = figure => Defect::Figure(fault.clone()),
            ErrorKind::UndefinedError => {
                undefined(expression, text, names).unwrap_or_else(|| Defect::Other(inner.to_string()))
            }
            ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => {
                let name = detail.split_whitespace().find(|word| !["filter", "test", "function"].contains(word));
                match name.map(|name| name.trim_end_matches("()").to_owned()) {
                    Some(name) => Defect::UnknownName { suggestion: near(&name, names), name },
                    None => Defect::Other(inner.kind().to_string()),
                }
            }
            ErrorKind::TemplateNotFound => Defect::NoTemplate(quoted(detail).to_owned()),
            ErrorKind::OutOfFuel => Defect::OutOfFuel,
            _ if detail.is_empty() => Defect::Other(inner.kind().to_string()),
            _ => Defect::Other(detail.to_owned()),
        };
        Self { file: path(name, templates.is_own(name)), line, source_line, defect }
    }
}

/// Lists the causes of an error, from the nearest to the first.
fn causes(error: &Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(std::error::Error::source(error), |cause| cause.source())
}

fn path(name: &str, is_own: bool) -> String {
    if is_own { format!("{FOLDER}/{name}") } else { name.to_owned() }
}

/// Finds the first name of an expression that neither the document nor the template has.
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
    let suggestion = near(name, names).filter(|near| near != name);
    Some(Defect::UnknownName { name: (*name).to_owned(), suggestion })
}

fn near(name: &str, names: &[String]) -> Option<String> {
    closest(name, names.iter().map(String::as_str)).map(str::to_owned)
}

/// Returns what stands in quotes, else everything.
fn quoted(text: &str) -> &str {
    text.split_once(['"', '\'', '`'])
        .and_then(|(_, rest)| rest.split_once(['"', '\'', '`']))
        .map_or(text, |(name, _)| name)
}

/// Lists every name in a view.
pub fn names_in(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                if !names.contains(key) {
                    names.push(key.clone());
                }
                names_in(value, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names_in(item, names)),
        _ => {}
    }
}
