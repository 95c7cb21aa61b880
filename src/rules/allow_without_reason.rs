//! `allow-without-reason`: a comment that silences a finding and does not say why.

use crate::{
    finding::Message,
    rule::{AllowEffect, AllowOutcome},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a comment that is to silence a finding, but does not say why.
    ///
    /// # Why
    ///
    /// Whoever reads the file next must see whether the reason still holds. So a comment without one silences nothing. The
    /// reason stands behind the bracket, in a few words: `# stimulab: allow(rule-name) reason`.
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
        sink.add(claim.file, claim.allow.span, Message::new("message").with("value", claim.name));
    }
}
