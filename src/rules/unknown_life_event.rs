//! `unknown-life-event`: a life event that the settings do not list.

use crate::{
    document::written,
    finding::{Arg, Fix, Message},
    model::{Portfolio, id_named},
    plural,
    rule::{Check, MAX_SEPARATE, Sink, rule},
    similar_name::closest,
};

rule! {
    /// Finds a life event that `life_events` in `stimulab.yaml` does not list.
    ///
    /// # Why
    ///
    /// Projects are gathered by life event, and each has a name in every language. One that is not listed has no name and
    /// gathers nothing.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// life_event: sykt-barn
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// life_event: alvorlig-sykt-barn
    /// ```
    "unknown-life-event", "SL206", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    let known = &portfolio.settings.life_events;
    if !portfolio.knows("stimulab.yaml") {
        return;
    }
    let uses = portfolio.projects.iter().filter(|project| project.life_event.is_some()).count();
    // If the settings have no life events, one finding is enough.
    if known.iter().next().is_none() && uses > MAX_SEPARATE {
        sink.add(
            "stimulab.yaml",
            None,
            Message::new(text!("none")).with("count", Arg::Counted(plural!("counted.projects"), uses)),
        );
        return;
    }
    for project in &portfolio.projects {
        let Some(event) = project.life_event.as_ref().filter(|event| known.get(event).is_none()) else { continue };
        let named = id_named(event, known.iter().map(|(id, name)| (&*id.value, name)));
        let message = match named.or_else(|| closest(event, known.iter().map(|(id, _)| &*id.value))) {
            Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion),
            None => Message::new(text!("message")),
        };
        let finding = sink.add(project.file(), event.span, message.with("value", &*event.value));
        finding.fix = named.map(|id| Fix::new(event.span, written(id)));
    }
}
