//! `empty-file`: a file with nothing in it.

use crate::{
    document::{FaultKind, is_blank},
    finding::{Message, Severity},
    load::{DocumentBody, InspectedDocument},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a YAML or Markdown file with nothing in it.
    ///
    /// # Why
    ///
    /// An empty file says nothing, yet looks as if somebody had taken care of it. Most often what stood in it was lost, or
    /// nobody came to write it. What is optional needs no file at all. An empty Markdown file is a warning, an empty YAML file
    /// an error; a file that holds comments is not empty, and `stimulab.yaml` may be.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    ///
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Much that is worth keeping is lost, because filing it is slow and hard.
    /// ```
    "empty-file", "SL114", Error, Check::Fault(of_yaml), Check::Text(of_markdown)
}

fn of_yaml(fault: &FaultKind) -> Option<Message> {
    let FaultKind::EmptyFile { name } = fault else { return None };
    Some(message(name))
}

fn of_markdown(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    if let DocumentBody::Markdown(text) = document.body
        && (text.trim().is_empty() || is_blank(text, true))
    {
        let name = document.path.rsplit('/').next().unwrap_or(document.path);
        sink.add_as(Severity::Warning, document.path, None, message(name));
    }
}

fn message(name: &str) -> Message {
    // These two files are required. Other empty files can be deleted.
    let is_needed = ["project.yaml", "organisations.yaml"].contains(&name);
    if is_needed { Message::new(text!("needed")) } else { Message::new(text!("message")) }.with("value", name)
}
