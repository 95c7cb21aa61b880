//! The errors of templates, with their place.

use stimulab::{
    number_format::Formats,
    report::{Defect, FigureFault, KINDS, RenderError, TemplateFault},
};

use super::{context::Context, failure::Failure};

/// Returns the error for a document that could not be rendered.
pub fn refusal(context: &Context, error: &RenderError) -> Failure {
    match error {
        RenderError::Template(fault) => failure(context, fault),
        RenderError::Internal(id) => Failure::new("internal").with("id", id),
        error => Failure::new("render").with("detail", error.to_string()),
    }
}

/// Returns the error for a template: the place, the source line, and a suggestion.
pub fn failure(context: &Context, fault: &TemplateFault) -> Failure {
    let failure = match &fault.defect {
        Defect::NoHeader => Failure::new("template-about"),
        Defect::BadHeader => Failure::new("template-header"),
        Defect::UnknownName { name, suggestion } => {
            Failure::new("template-name").with("name", name).suggesting(suggestion.as_deref())
        }
        Defect::Figure(FigureFault::UnknownKind(name)) => {
            let known = KINDS.map(str::to_owned);
            Failure::new("template-figure")
                .with("name", name)
                .with("known", Formats::of(context.texts().language()).and(&known))
        }
        Defect::Figure(FigureFault::UnknownProject(id)) => Failure::new("template-figure-project").with("name", id),
        Defect::Figure(FigureFault::NoProcess) => Failure::new("template-no-process"),
        Defect::StrayBlock { name, suggestion } => {
            Failure::new("template-block").with("name", name).suggesting(suggestion.as_deref())
        }
        Defect::NoTemplate(name) => Failure::new("template-missing").with("name", name),
        Defect::TooLong => Failure::new("template-long"),
        Defect::OutOfFuel => Failure::new("template-runs"),
        Defect::Other(detail) => Failure::new("template").with("detail", detail),
    };
    let texts = context.texts();
    let mut place = fault.file.clone();
    if let Some(line) = fault.line {
        place = format!("{place}:{line}");
    }
    if let Some(source) = &fault.source_line {
        place =
            texts.fill("template.place", &[("place", place), ("line", stimulab::texts::shown(source).into_owned())]);
    }
    failure.with("place", place)
}
