//! `unknown-organisation`: an organisation that the register does not list.

use crate::{
    document::{At, SharedStr, written},
    finding::{Arg, Fix, Message},
    model::Portfolio,
    plural,
    rule::{Check, ComparisonLimit, MAX_SEPARATE, Sink, rule},
    similar_name::closest,
};

rule! {
    /// Finds an organisation that `organisations.yaml` does not list.
    ///
    /// # Why
    ///
    /// Each organisation stands once in the register, with its names through time. Everything else points at it by id, so
    /// that one question finds all its projects however its name was written.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverkt
    /// phase: applied
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// ```
    "unknown-organisation", "SL201", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    if !portfolio.knows("organisations.yaml") {
        return;
    }
    if portfolio.organisations.is_empty() {
        let mut uses = 0;
        for_each_reference(portfolio, |_, _| uses += 1);
        if uses > MAX_SEPARATE {
            sink.add(
                "organisations.yaml",
                None,
                Message::new(text!("none")).with("count", Arg::Counted(plural!("counted.places"), uses)),
            );
            return;
        }
    }
    let mut comparisons = ComparisonLimit::new();
    for_each_reference(portfolio, |file, id| {
        if portfolio.organisation(id).is_some() {
            return;
        }
        let file = file();
        if sink.is_full(&file) {
            return;
        }
        if !comparisons.allow(portfolio.organisations.len()) {
            sink.add(file, id.span, Message::new(text!("message")).with("value", &*id.value));
            return;
        }
        let finding = sink.add(file, id.span, message(portfolio, id));
        // A unique name instead of the id can be replaced.
        let mut named = portfolio.organisations_named(id);
        if let (Some(meant), None) = (named.next(), named.next()) {
            finding.fix = Some(Fix::new(id.span, written(&meant.id)));
        }
    });
}

/// Calls `look` with every reference to an organisation, and a function that returns its file.
fn for_each_reference(portfolio: &Portfolio, mut look: impl FnMut(&dyn Fn() -> String, &At<SharedStr>)) {
    for project in &portfolio.projects {
        project.organisations().for_each(|id| look(&|| project.file(), id));
    }
    for round in &portfolio.rounds {
        round.selected_by.iter().for_each(|id| look(&|| round.file(), id));
    }
    for organisation in &portfolio.organisations {
        organisation.references().for_each(|id| look(&|| "organisations.yaml".into(), id));
    }
    if let Some(programme) = &portfolio.settings.programme {
        programme.organisations().for_each(|id| look(&|| "stimulab.yaml".into(), id));
    }
}

fn message(portfolio: &Portfolio, id: &str) -> Message {
    let named = portfolio.organisations_named(id).next().map(|found| &*found.id.value);
    let near = || closest(id, portfolio.organisations.iter().map(|found| &*found.id.value));
    match named.or_else(near) {
        Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion),
        None => Message::new(text!("message")),
    }
    .with("value", id)
}
