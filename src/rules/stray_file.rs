//! `stray-file`: a file or folder that the format has no place for.

use crate::{
    document::{FaultKind, Stray},
    finding::Message,
    rule::{Check, rule},
};

rule! {
    /// Finds a file or folder that the format has no place for, so that the program passes over it.
    ///
    /// # Why
    ///
    /// Most stray files are misspelt: `chalenge.md` is never read, and what stands in it never reaches a page. A folder in a
    /// year without a `project.yaml` is no project. Artefacts belong in a project's `documents/`, notes in a file that ends
    /// in `.internal.md`.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/chalenge.md -->
    /// Much that is worth keeping is lost.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Much that is worth keeping is lost.
    /// ```
    "stray-file", "SL111", Warning, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    let FaultKind::Stray { name, suggestion, why } = fault else { return None };
    let message = match (suggestion, why) {
        (_, Stray::NoProject) => Message::new(text!("no-project")),
        (_, Stray::Language) => Message::new(text!("language")),
        (Some(suggestion), _) => Message::new(text!("suggest")).with("suggestion", suggestion.as_str()),
        (None, Stray::Folder) => Message::new(text!("folder")),
        (None, Stray::File) => Message::new(text!("message")),
    };
    Some(message.with("value", name.as_str()))
}
