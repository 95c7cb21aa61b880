//! Fills templates with views.

use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::{
    context::{FillContext, LanguageMarkup},
    environment::environment,
    error::RenderError,
    fault::{TemplateFault, collect_names},
    figure_functions::{self, FigureInputs},
    filters::NAMES,
    templates::Templates,
    tidy::tidy,
};
use crate::language::Language;

/// Fills a template of the program, named by its path below `templates/`, with a view.
///
/// # Errors
/// Fails if there is no such template, or if it is broken or uses a name that the view does not have.
pub fn fill_template<V: Serialize>(name: &str, view: &V, language: Language) -> Result<String, RenderError> {
    fill(&Templates::default(), name, view, language, LanguageMarkup::Plain)
}

/// Fills a template of the portfolio or the program.
pub fn fill<V: Serialize>(
    templates: &Templates,
    name: &str,
    view: &V,
    language: Language,
    language_markup: LanguageMarkup,
) -> Result<String, RenderError> {
    fill_with_figures(&FillContext::without_figures(templates, language, language_markup), name, view)
}

/// Fills a template of the portfolio or the program, and keeps its figures in the figure store of the context.
pub fn fill_with_figures<V: Serialize>(context: &FillContext<'_>, name: &str, view: &V) -> Result<String, RenderError> {
    let templates = context.templates;
    if let Some(fault) = TemplateFault::of_blocks(name, templates) {
        return Err(Box::new(fault).into());
    }
    let (mut environment, words) = environment(context);
    let view_value = Value::from(Serde(view));
    figure_functions::add(&mut environment, FigureInputs::of(context, view_value.clone(), words));
    let filled = environment.get_template(name).and_then(|template| template.render(view_value));
    let is_markdown = name.strip_suffix(".md.j2").is_some();
    filled.map(|text| if is_markdown { tidy(&text) } else { text }).map_err(|error| {
        let mut names = NAMES.iter().map(|name| (*name).to_owned()).collect();
        collect_names(&serde_json::to_value(view).unwrap_or_default(), &mut names);
        Box::new(TemplateFault::of(&error, templates, &names)).into()
    })
}
