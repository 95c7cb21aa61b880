//! `spent-exceeds-budget`: more spent than there was.

use crate::{
    document::Span,
    finding::{Message, Severity},
    key,
    model::{Kroner, Portfolio, Project},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a project that spent more than its grant and its own funding.
    ///
    /// # Why
    ///
    /// What is spent comes from the grant or from the owner. More than both together cannot be right. Where the own funding is
    /// not given, more than the grant is only a warning: the owner may have paid the rest. Where the grant is unknown, or
    /// `unknown: [own_funding]` says that the sources do not publish the rest, nothing is compared.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// budget: {grant: 2500000, own_funding: 300000, spent: 28000000}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// budget: {grant: 2500000, own_funding: 300000, spent: 2800000}
    /// ```
    "spent-exceeds-budget", "SL503", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in &portfolio.projects {
        if let Some((spent, severity, message)) = excess(project) {
            let grant = project.budget.as_ref().and_then(|budget| budget.grant).map(|grant| grant.span);
            sink.add_as(severity, project.file(), spent, message).relate(project.file(), grant, key!("related.grant"));
        }
    }
}

fn excess(project: &Project) -> Option<(Span, Severity, Message)> {
    let budget = project.budget.as_ref()?;
    let (grant, spent) = (budget.plausible_grant()?, budget.spent?);
    let own = budget.own_funding.map_or(0, |own| own.value.0);
    if spent.value.0 <= grant.0 + own {
        return None;
    }
    match budget.own_funding {
        Some(_) => {
            let message =
                Message::new(text!("message")).with("spent", spent.value).with("budget", Kroner(grant.0 + own));
            Some((spent.span, Severity::Error, message))
        }
        None if project.is_unpublished("budget.own_funding") => None,
        None => {
            let message = Message::new(text!("grant")).with("spent", spent.value).with("grant", grant);
            Some((spent.span, Severity::Warning, message))
        }
    }
}
