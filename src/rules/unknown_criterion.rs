//! `unknown-criterion`: an assessment by a criterion that the settings do not list.

use crate::{
    document::written,
    finding::{Arg, Fix, Message},
    model::{Portfolio, Project, id_named},
    plural,
    rule::{Check, MAX_SEPARATE, Sink, rule},
    similar_name::closest,
};

rule! {
    /// Finds an assessment by a criterion that `criteria` in `stimulab.yaml` does not list.
    ///
    /// # Why
    ///
    /// Projects are compared criterion by criterion, and each criterion has a name in every language. One that is not listed
    /// has no name and stands alone.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// assessment: {anchorage: strong}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// assessment: {anchoring: strong}
    /// ```
    "unknown-criterion", "SL207", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    let criteria = &portfolio.settings.criteria;
    if !portfolio.knows("stimulab.yaml") {
        return;
    }
    let has_any = |project: &&Project| project.assessment.iter().next().is_some();
    let uses = portfolio.projects.iter().filter(has_any).count();
    // If the settings have no criteria, one finding is enough.
    if criteria.iter().next().is_none() && uses > MAX_SEPARATE {
        sink.add(
            "stimulab.yaml",
            None,
            Message::new(text!("none")).with("count", Arg::Counted(plural!("counted.projects"), uses)),
        );
        return;
    }
    for project in &portfolio.projects {
        for (criterion, _) in project.assessment.iter().filter(|(criterion, _)| criteria.get(criterion).is_none()) {
            let named = id_named(criterion, criteria.iter().map(|(id, name)| (&*id.value, name)));
            let message = match named.or_else(|| closest(criterion, criteria.iter().map(|(id, _)| &*id.value))) {
                Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion),
                None => Message::new(text!("message")),
            };
            let finding = sink.add(project.file(), criterion.span, message.with("value", &*criterion.value));
            // Under its id, the criterion may be assessed already.
            let is_free = |id: &&str| project.assessment.get(id).is_none();
            finding.fix = named.filter(is_free).map(|id| Fix::new(criterion.span, written(id)));
        }
    }
}
