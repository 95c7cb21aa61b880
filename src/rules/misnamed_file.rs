//! `misnamed-file`: a name that keeps a part of the portfolio from being read.

use crate::{
    document::{FaultKind, Misnamed},
    finding::Message,
    rule::{Check, rule},
};

rule! {
    /// Finds a file or folder whose name keeps a project, a round or a register from being read.
    ///
    /// # Why
    ///
    /// A project is a folder of a year that holds a `project.yaml`. Where that file is called `Project.yaml`, `prosjekt.yaml`
    /// or `project.yaml.txt`, or is gone, the project is in no list, no sum and no document, and nobody is told. The same
    /// goes for `round.yaml`, `results.yaml` and `organisations.yaml`, for a project in a folder too deep, and for the folder
    /// of a year that is called something else than the year.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/gjeldsfloka/prosjekt.yaml
    /// owner: arkivverket
    /// phase: applied
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/gjeldsfloka/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// ```
    "misnamed-file", "SL120", Error, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    let FaultKind::Misnamed(misnamed) = fault else { return None };
    Some(match misnamed {
        Misnamed::Project { near: Some(near) } => Message::new(text!("near")).with("value", near.as_str()),
        Misnamed::Project { near: None } => Message::new(text!("no-project")),
        Misnamed::Deep { name } => Message::new(text!("deep")).with("value", name.as_str()),
        Misnamed::Outside { name } => Message::new(text!("outside")).with("value", name.as_str()),
        Misnamed::Elsewhere { name } => Message::new(text!("elsewhere")).with("value", name.as_str()),
        Misnamed::Hidden { name } => Message::new(text!("hidden")).with("value", name.as_str()),
        Misnamed::Folder => Message::new(text!("folder")),
        Misnamed::Year { name, suggestion: Some(year) } => {
            Message::new(text!("year")).with("value", name.as_str()).with("suggestion", year.as_str())
        }
        Misnamed::Year { name, suggestion: None } => Message::new(text!("no-year")).with("value", name.as_str()),
        Misnamed::File { name, suggestion } => {
            Message::new(text!("file")).with("value", name.as_str()).with("suggestion", suggestion.as_str())
        }
    })
}
