//! `invalid-amount`: an amount that is not written as whole kroner.

use crate::{
    document::FaultKind,
    finding::Message,
    rule::{Check, rule},
};

rule! {
    /// Finds an amount that is not written as whole kroner in digits.
    ///
    /// # Why
    ///
    /// `2,5 mill.`, `2 500 000` and `"2500000"` are clear to people and mean three things, or nothing, to a program. Amounts
    /// are added up and compared, so each is one number: kroner, digits only, never negative, without øre.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// budget: {grant: 2.5 mill.}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// budget: {grant: 2500000}
    /// ```
    "invalid-amount", "SL108", Error, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    match fault {
        // Correct except for the quotes.
        FaultKind::InvalidAmount { value, suggestion: Some(suggestion) } if value == suggestion => {
            Some(Message::new(text!("quoted")).with("value", value.as_str()))
        }
        FaultKind::InvalidAmount { value, suggestion: Some(suggestion) } => {
            Some(Message::new(text!("suggest")).with("value", value.as_str()).with("suggestion", suggestion.as_str()))
        }
        FaultKind::InvalidAmount { value, suggestion: None } => {
            Some(Message::new(text!("message")).with("value", value.as_str()))
        }
        _ => None,
    }
}
