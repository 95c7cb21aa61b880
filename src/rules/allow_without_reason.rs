//! `allow-without-reason`: a comment that silences a finding and does not say why.

use crate::{
    finding::Message,
    rule::{AllowEffect, AllowOutcome, Check, Sink, rule},
};

rule! {
    /// Finds a comment that should silence a finding but gives no reason.
    ///
    /// # Why
    ///
    /// The next reader of the file must see whether the reason is still valid. Therefore a comment without a reason silences
    /// nothing. Write the reason after the bracket, in a few words: `# stimulab: allow(rule-name) reason`.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// title: Arkivfloken
    /// kallenavn: floken  # stimulab: allow(unknown-key)
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// title: Arkivfloken
    /// kallenavn: floken  # stimulab: allow(unknown-key) read by the old web page until the summer
    /// ```
    "allow-without-reason", "SL702", Warning, Check::Allow(check)
}

fn check(claim: &AllowOutcome<'_>, sink: &mut Sink<'_>) {
    if claim.effect == AllowEffect::NoReason {
        sink.add(claim.file, claim.allow.span, Message::new(text!("message")).with("value", claim.name));
    }
}
