//! `unused-allow`: a comment that silences nothing.

use crate::{
    finding::{Fix, Message},
    rule::{AllowEffect, AllowOutcome, Check, Sink, rule},
};

rule! {
    /// Finds a comment that is to silence a finding where there is none.
    ///
    /// # Why
    ///
    /// `# stimulab: allow(rule-name) reason` silences the findings of a rule where it stands: behind a value those of its line, on
    /// a line of its own those of the entry or paragraph that follows. Once the defect is gone, the comment would only hide
    /// the next one. A comment that names a rule that does not exist, or that cannot be read, silences nothing either.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken  # stimulab: allow(unknown-key) the old form had other keys
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// ```
    "unused-allow", "SL701", Warning, Check::Allow(check)
}

fn check(claim: &AllowOutcome<'_>, sink: &mut Sink<'_>) {
    let message = match claim.effect {
        AllowEffect::Nothing => Message::new(text!("message")),
        AllowEffect::NoRule(None) => Message::new(text!("no-rule")),
        AllowEffect::NoRule(Some(near)) => Message::new(text!("no-rule-suggest")).with("suggestion", near),
        AllowEffect::Never => Message::new(text!("never")),
        AllowEffect::Unclear => Message::new(text!("unclear")),
        AllowEffect::Silenced | AllowEffect::Unknown | AllowEffect::NoReason => return,
    };
    let finding = sink.add(claim.file, claim.span, message.with("value", claim.name));
    // No fix for a comment with several rules, or for one without an end, which may contain other text.
    if claim.effect == AllowEffect::Nothing && claim.allow.rules.len() == 1 && claim.allow.is_closed {
        finding.fix = Some(Fix::new(claim.allow.span, ""));
    }
}
