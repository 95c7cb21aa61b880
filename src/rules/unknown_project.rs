//! `unknown-project`: a relation to a project that the portfolio does not hold.

use crate::{
    document::written,
    finding::{Fix, Message},
    model::{Portfolio, id_named},
    rule::{Check, ComparisonLimit, Sink, rule},
    similar_name::closest,
};

rule! {
    /// Finds a relation to a project that the portfolio does not hold.
    ///
    /// # Why
    ///
    /// A project's id is its year and folder, such as `2018/gjeldsfloka`. Pages link the two projects both ways, and a link to
    /// a project that is not there leads nowhere. Something outside the portfolio is named by its `title` instead.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// related: [{kind: draws-on, project: 2019/arkivfloke}]
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// related: [{kind: draws-on, title: DigiBygg}]
    /// ```
    "unknown-project", "SL202", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    let mut comparisons = ComparisonLimit::new();
    for project in &portfolio.projects {
        for id in project.related.iter().filter_map(|relation| relation.project.as_ref()) {
            if portfolio.project(id).is_some() {
                continue;
            }
            let slug = id.rsplit('/').next().unwrap_or_default();
            let elsewhere = || portfolio.projects.iter().find(|other| other.slug() == slug).map(|other| &*other.id);
            let near = || closest(id, portfolio.projects.iter().map(|other| &*other.id)).or_else(elsewhere);
            let is_compared = comparisons.allow(portfolio.projects.len());
            let titles =
                || portfolio.projects.iter().filter_map(|other| Some((&*other.id, &other.title.as_ref()?.value)));
            let named = is_compared.then(|| id_named(id, titles())).flatten();
            let message = match named.or_else(|| is_compared.then(near).flatten()) {
                Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion),
                None => Message::new(text!("message")),
            };
            let finding = sink.add(project.file(), id.span, message.with("value", &*id.value));
            finding.fix = named.map(|meant| Fix::new(id.span, written(meant)));
        }
    }
}
