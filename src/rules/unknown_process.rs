//! `unknown-process`: a process model that is neither built in nor in the portfolio.

use crate::{
    document::{At, SharedStr, written},
    finding::{Arg, Fix, Message},
    model::{Portfolio, Text, id_named},
    rule::{Check, Sink, rule},
    similar_name::closest,
};

rule! {
    /// Finds a process model that is neither built into the program nor a file in `processes/`.
    ///
    /// # Why
    ///
    /// The process model says which phases a project goes through and what each gate asks for. Without it nothing can be said
    /// about where the project is. A model among the results (`models` in `results.yaml`) that does not exist is missing in the
    /// final report, too.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// process: tripple-diamond
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// process: triple-diamond
    /// ```
    "unknown-process", "SL204", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    let mut look = |file: &dyn Fn() -> String, id: &At<SharedStr>| {
        if portfolio.process(id).is_none() {
            let named = id_named(id, names(portfolio));
            let finding = sink.add(file(), id.span, message(portfolio, id, named));
            finding.fix = named.map(|meant| Fix::new(id.span, written(meant)));
        }
    };
    portfolio.settings.process.iter().for_each(|id| look(&|| "stimulab.yaml".into(), id));
    for project in &portfolio.projects {
        project.process.iter().for_each(|id| look(&|| project.file(), id));
        let made = project.results.iter().flat_map(|results| &results.models);
        made.for_each(|id| look(&|| format!("{}/results.yaml", project.id), id));
    }
}

fn names(portfolio: &Portfolio) -> impl Iterator<Item = (&str, &Text)> {
    portfolio.processes.iter().filter_map(|process| Some((&*process.id, process.name.as_ref()?)))
}

fn message(portfolio: &Portfolio, id: &str, named: Option<&str>) -> Message {
    let known = || portfolio.processes.iter().map(|process| &*process.id);
    let near_name = || {
        let all: Vec<_> = names(portfolio).flat_map(|(id, name)| name.wordings().map(move |name| (name, id))).collect();
        let near = closest(id, all.iter().map(|(name, _)| *name))?;
        all.iter().find(|(name, _)| *name == near).map(|(_, id)| *id)
    };
    match named.or_else(|| closest(id, known())).or_else(near_name) {
        Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion),
        None => Message::new(text!("message")),
    }
    .with("value", id)
    .with("known", Arg::AllOf(known().map(str::to_owned).collect()))
}
