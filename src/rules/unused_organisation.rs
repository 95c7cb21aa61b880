//! `unused-organisation`: an organisation that nothing points at.

use std::collections::HashSet;

use crate::{
    finding::Message,
    model::Portfolio,
    rule::{Check, ComparisonLimit, Sink, rule},
    similar_name::closest,
};

rule! {
    /// Finds an organisation of the register that nothing points at.
    ///
    /// # Why
    ///
    /// An organisation is used when a project, a round or the programme names it, or when another organisation is a part of it
    /// or was succeeded by it. One that nothing names is often left over from a project that was removed, or its id is
    /// misspelt where it should stand. It may also wait for its first project: this is no more than a hint. While a file
    /// cannot be read or there are no projects, nothing is said.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # organisations.yaml
    /// doga: {name: DOGA, kind: association}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # organisations.yaml
    /// doga: {name: DOGA, kind: association}
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// partners: [doga]
    /// phase: applied
    /// ```
    "unused-organisation", "SL212", Hint, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    if !portfolio.is_whole || portfolio.projects.is_empty() {
        return;
    }
    let ids = || portfolio.organisations.iter().map(|organisation| &*organisation.id.value);
    let mut used: HashSet<&str> = HashSet::new();
    let mut unresolved: HashSet<&str> = HashSet::new();
    for id in portfolio.organisation_references() {
        let set = if portfolio.organisation(id).is_some() { &mut used } else { &mut unresolved };
        set.insert(id);
    }
    // An organisation that a misspelt id probably means is not unused.
    let mut comparisons = ComparisonLimit::new();
    for word in unresolved {
        if !comparisons.allow(portfolio.organisations.len()) {
            // With so many unknown ids, it is not known which organisations are unused.
            return;
        }
        used.extend(portfolio.organisations_named(word).map(|found| &*found.id.value));
        used.extend(closest(word, ids()));
    }
    for organisation in &portfolio.organisations {
        if !used.contains(&*organisation.id.value) {
            let message = Message::new(text!("message")).with("value", &*organisation.id.value);
            sink.add("organisations.yaml", organisation.id.span, message);
        }
    }
}
