//! `unknown-process`: a process model that is neither built in nor in the portfolio.

use crate::{
    document::{At, SharedStr},
    finding::{Arg, Message},
    model::Portfolio,
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
            sink.add(file(), id.span, message(portfolio, id));
        }
    };
    portfolio.settings.process.iter().for_each(|id| look(&|| "stimulab.yaml".into(), id));
    for project in &portfolio.projects {
        project.process.iter().for_each(|id| look(&|| project.file(), id));
        let made = project.results.iter().flat_map(|results| &results.models);
        made.for_each(|id| look(&|| format!("{}/results.yaml", project.id), id));
    }
}

fn message(portfolio: &Portfolio, id: &str) -> Message {
    let known = || portfolio.processes.iter().map(|process| &*process.id);
    match closest(id, known()) {
        Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion),
        None => Message::new(text!("message")),
    }
    .with("value", id)
    .with("known", Arg::AllOf(known().map(str::to_owned).collect()))
}
