//! `invalid-date`: a date that is not written as year, month and day.

use crate::{
    document::FaultKind,
    finding::Message,
    rule::{Check, rule},
};

rule! {
    /// Finds a date that does not exist or is not written as `2020`, `2020-02` or `2020-02-11`.
    ///
    /// # Why
    ///
    /// Dates are compared and sorted. Written from the largest part to the smallest they read the same to everyone, and a
    /// date of which only the year or the month is known can say just that.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// milestones:
    ///   - {phase: applied, on: 11.02.2020}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// milestones:
    ///   - {phase: applied, on: 2020-02-11}
    /// ```
    "invalid-date", "SL107", Error, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    match fault {
        FaultKind::InvalidDate { value, suggestion: Some(suggestion) } => {
            Some(Message::new(text!("suggest")).with("value", value.as_str()).with("suggestion", suggestion.as_str()))
        }
        FaultKind::InvalidDate { value, suggestion: None } => {
            Some(Message::new(text!("message")).with("value", value.as_str()))
        }
        _ => None,
    }
}
