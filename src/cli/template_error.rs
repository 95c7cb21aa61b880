//! The errors of templates, with their place.

use stimulab::{
    key,
    number_format::Formats,
    report::{Defect, FigureFault, KINDS, RenderError, TemplateFault},
};

use super::{cause::Cause, context::Context, failure::Failure};

/// Returns the error for a document that could not be rendered.
pub fn refusal(context: &Context, error: &RenderError) -> Failure {
    match error {
        RenderError::Template(fault) => failure(context, fault),
        RenderError::Internal(id) => Failure::new(key!("failure.internal")).with("id", id),
        error => Failure::new(key!("failure.render")).because(Cause::foreign(&error.to_string())),
    }
}

/// Returns the error for a template: the place, the source line, and a suggestion.
pub fn failure(context: &Context, fault: &TemplateFault) -> Failure {
    let failure = match &fault.defect {
        Defect::NoHeader => Failure::new(key!("failure.template-about")),
        Defect::BadHeader => Failure::new(key!("failure.template-header")),
        Defect::UnknownName { name, suggestion } => {
            Failure::new(key!("failure.template-name")).with("name", name).suggesting(suggestion.as_deref())
        }
        Defect::Figure(FigureFault::UnknownKind(name)) => {
            let known = KINDS.map(str::to_owned);
            Failure::new(key!("failure.template-figure"))
                .with("name", name)
                .with("known", Formats::of(context.texts().language()).and(&known))
        }
        Defect::Figure(FigureFault::UnknownProject(id)) => {
            Failure::new(key!("failure.template-figure-project")).with("name", id)
        }
        Defect::Figure(FigureFault::NoProcess) => Failure::new(key!("failure.template-no-process")),
        Defect::StrayBlock { name, suggestion } => {
            Failure::new(key!("failure.template-block")).with("name", name).suggesting(suggestion.as_deref())
        }
        Defect::NoTemplate(name) => Failure::new(key!("failure.template-missing")).with("name", name),
        Defect::TooLong => Failure::new(key!("failure.template-long")),
        Defect::OutOfFuel => Failure::new(key!("failure.template-runs")),
        Defect::Other(detail) => Failure::new(key!("failure.template")).because(Cause::of_engine(detail)),
    };
    let texts = context.texts();
    let mut place = fault.file.clone();
    if let Some(line) = fault.line {
        place = format!("{place}:{line}");
    }
    if let Some(source) = &fault.source_line {
        place = texts
            .fill(key!("template.place"), &[("place", place), ("line", stimulab::texts::shown(source).into_owned())]);
    }
    failure.with("place", place)
}
