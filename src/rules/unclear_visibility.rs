//! `unclear-visibility`: a project of which it is not clear whether it may be published.

use std::collections::HashSet;

use crate::{
    finding::Message,
    model::{Portfolio, UnclearReason},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds projects of which it is not clear whether they may be published; they are in no document until it is.
    ///
    /// # Why
    ///
    /// What is published cannot be taken back. So a project is left out of every document as long as anything may mean that it
    /// is internal: another word for `visibility`, or in another place; a value that is neither `public` nor `internal`; the key
    /// twice; a file with a merge conflict, or with so many faults that not all of it was read. The same holds for all
    /// projects of a year that do not say `visibility: public` themselves, where `round.yaml` speaks of it, and for all there
    /// are where `stimulab.yaml` does.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// visibility:
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// visibility: internal
    /// ```
    "unclear-visibility", "SL608", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    let mut reported = HashSet::new();
    for project in &portfolio.projects {
        let Some(unclear) = &project.unclear else { continue };
        let message = match unclear.why {
            UnclearReason::Value => Message::new(text!("value")),
            UnclearReason::Key => Message::new(text!("key")),
            UnclearReason::Twice => Message::new(text!("twice")),
            UnclearReason::Conflict => Message::new(text!("conflict")),
            UnclearReason::Faults => Message::new(text!("faults")),
            UnclearReason::Folder => Message::new(text!("folder")),
            UnclearReason::Elsewhere => Message::new(text!("elsewhere")),
        };
        match &unclear.file {
            None => drop(sink.add(project.file(), unclear.span.unwrap_or(project.head), message)),
            // Reported once, although it applies to several projects.
            Some(file) if reported.insert(file) => drop(sink.add(file.clone(), unclear.span, message)),
            Some(_) => {}
        }
    }
}
