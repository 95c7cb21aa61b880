//! `invalid-value`: a word that is not among those a key takes.

use crate::{
    document::FaultKind,
    finding::{Arg, Message},
    model::{Level, Portfolio},
    rule::{Check, NEVER_SILENT, Sink, rule},
};

rule! {
    /// Finds a word that is not among those a key takes.
    ///
    /// # Why
    ///
    /// Some keys take one of a few words: `visibility` is `public` or `internal`, a criterion is met in a `strong`,
    /// `conditional` or `weak` way. A word that is not one of them means nothing to the program, so what you meant would be
    /// lost.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// visibility: intern
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
    "invalid-value", "SL106", Error, Check::Fault(message), Check::Portfolio(check)
}

fn message(fault: &FaultKind) -> Option<Message> {
    match fault {
        FaultKind::InvalidValue { value, suggestion, allowed, .. } => Some(
            match suggestion {
                Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion.as_str()),
                None => Message::new(text!("message")),
            }
            .with("value", value.as_str())
            .with("allowed", Arg::AnyOf(allowed.clone())),
        ),
        _ => None,
    }
}

/// Checks values of the right type that are not allowed.
fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for (name, level) in portfolio.settings.rules.iter() {
        if NEVER_SILENT.contains(&&*name.value) && *level == Level::Off {
            sink.add("stimulab.yaml", name.span, Message::new(text!("never-off")).with("value", &*name.value));
        }
    }
    for round in &portfolio.rounds {
        let share = round.requires.as_ref().and_then(|requires| requires.max_dissemination_share);
        if let Some(share) = share.filter(|share| !(0.0..=1.0).contains(&share.value)) {
            let message = Message::new(text!("share")).with("value", share.value.to_string());
            sink.add(round.file(), share.span, message.with("suggestion", (share.value / 100.0).to_string()));
        }
    }
}
