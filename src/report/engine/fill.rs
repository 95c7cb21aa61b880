//! The template engine: the templates of the program, and the words and filters that templates can use.

use std::{
    fmt::{self, Write},
    sync::Arc,
};

use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter,
    value::{Serde, Value, ValueKind},
};
use serde::Serialize;

use super::{
    fault::{TemplateFault, TooLong, names_in},
    figure_functions::{self, FigureInputs},
    filters::{NAMES, SharedTexts, add_filters, add_texts, marked},
    memory_guard::{KEPT, SHARED, guarded, kept, shared},
    shown_texts::ShownTexts,
    syntax::syntax,
    templates::Templates,
};
use crate::{
    document::expression_length::too_long,
    language::Language,
    number_format::Formats,
    report::{
        engine::{
            context::{FillContext, LanguageMarkup},
            error::RenderError,
            escape::{MARKED, PLAIN, escape_markdown},
            tidy::tidy,
        },
        figure::FigureStore,
        placeholder::without_placeholders,
    },
    texts::Texts,
};

/// Enough for any real document; a template that runs away is stopped. A step pays for 64 bytes as well, so that no template
/// of the portfolio makes more than a few hundred megabytes.
const FUEL: u64 = 2_000_000;
/// What a template of the program may do, which grows with the portfolio and with nothing else.
const FUEL_OF_OURS: u64 = 400_000_000;

/// Fills a template of the program, named by its path below `templates/`, with a view, in a language.
///
/// # Errors
/// Fails when there is no such template, or when it breaks or uses a name the view does not have.
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
    let (figures, today, figure_store, shown_texts) = (None, None, FigureStore::default(), ShownTexts::default());
    fill_with_figures(
        &FillContext { templates, language, language_markup, figures, today, figure_store, shown_texts },
        name,
        view,
    )
}

/// Fills a template of the portfolio or the program, and keeps the figures it shows.
pub fn fill_with_figures<V: Serialize>(context: &FillContext<'_>, name: &str, view: &V) -> Result<String, RenderError> {
    let FillContext { templates, language, language_markup, .. } = *context;
    if let Some(fault) = TemplateFault::of_blocks(name, templates) {
        return Err(Box::new(fault).into());
    }
    let (mut environment, words) = environment(templates, language, language_markup, &context.shown_texts);
    let view_value = Value::from(Serde(view));
    let figure_inputs = FigureInputs {
        view: view_value.clone(),
        words,
        today: context.today,
        figure_store: context.figure_store.clone(),
        folder: context.figures.map(str::to_owned),
        is_named: language_markup == LanguageMarkup::Marked,
    };
    figure_functions::add(&mut environment, figure_inputs);
    let filled = environment.get_template(name).and_then(|template| template.render(view_value));
    let is_markdown = name.strip_suffix(".md.j2").is_some();
    filled.map(|text| if is_markdown { tidy(&text) } else { text }).map_err(|error| {
        let mut names = NAMES.iter().map(|name| (*name).to_owned()).collect();
        names_in(&serde_json::to_value(view).unwrap_or_default(), &mut names);
        Box::new(TemplateFault::of(&error, templates, &names)).into()
    })
}

fn environment(
    templates: &Templates,
    language: Language,
    language_markup: LanguageMarkup,
    shown_texts: &ShownTexts,
) -> (Environment<'static>, SharedTexts) {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let is_ours = templates.own().next().is_none();
    environment.set_fuel(Some(if is_ours { FUEL_OF_OURS } else { FUEL }));
    // Errors know the expression they are about.
    environment.set_debug(true);
    environment.set_syntax(syntax());
    let templates = templates.clone();
    environment.set_loader(move |name| {
        let Some(text) = templates.find(name) else { return Ok(None) };
        match too_long(text) {
            _ if !templates.is_own(name) => Ok(Some(text.to_owned())),
            None => Ok(Some(guarded(text))),
            Some(_) => Err(Error::new(ErrorKind::SyntaxError, "too long").with_source(TooLong(name.to_owned()))),
        }
    });
    let markdown = if language_markup == LanguageMarkup::Marked { MARKED } else { PLAIN };
    environment.set_auto_escape_callback(move |name| match name {
        name if name.ends_with(".html.j2") => AutoEscape::Html,
        name if name.ends_with(".md.j2") => AutoEscape::Custom(markdown.into()),
        _ => AutoEscape::None,
    });
    environment.set_formatter(format_value);
    let words = Arc::new((Texts::of(language), Formats::of(language)));
    add_texts(&mut environment, &words);
    add_filters(&mut environment, &words, shown_texts);
    environment.add_filter(KEPT, kept);
    environment.add_filter(SHARED, shared);
    (environment, words)
}

/// Escapes values for the format of the template. Words in a language are marked with it, where the format can say so.
fn format_value(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.kind() == ValueKind::Map && matches!(value.len(), Some(2 | 3)) && is_words(value)? {
        let marked = marked(state, value)?;
        return out.write_str(marked.as_str().unwrap_or_default()).map_err(Error::from);
    }
    match (state.auto_escape(), value.as_str()) {
        (AutoEscape::Custom(_), Some(text)) if !value.is_safe() => {
            out.write_str(&escape_markdown(text)).map_err(Error::from)
        }
        (AutoEscape::Html, Some(text)) if !value.is_safe() => {
            escape_formatter(out, state, &Value::from(without_placeholders(text)))
        }
        (AutoEscape::Custom(_), _) if value.as_object().is_none() => write!(out, "{value}").map_err(Error::from),
        (_, None) if value.as_object().is_some() => {
            // A list that holds itself many times over is shown as long as people could read it.
            let mut shown = LimitedText { text: String::new() };
            write!(shown, "{value}").map_err(|_| Error::from(ErrorKind::OutOfFuel))?;
            match state.auto_escape() {
                AutoEscape::Custom(_) => out.write_str(&shown.text).map_err(Error::from),
                _ => escape_formatter(out, state, &Value::from(shown.text)),
            }
        }
        _ => escape_formatter(out, state, value),
    }
}

/// Returns whether a value is words in a language.
fn is_words(value: &Value) -> Result<bool, Error> {
    Ok(!value.get_attr("lang")?.is_undefined() && !value.get_attr("text")?.is_undefined())
}

/// A text that no document makes longer by showing a list as it is.
struct LimitedText {
    text: String,
}

impl Write for LimitedText {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        const LONGEST: usize = 1024 * 1024;
        self.text.push_str(part);
        if self.text.len() > LONGEST { Err(fmt::Error) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded;

    #[test]
    fn every_template_is_read() {
        let (environment, _) =
            environment(&Templates::default(), Language::BOKMAAL, LanguageMarkup::Plain, &ShownTexts::default());
        for name in embedded::templates().filter(|name| name.strip_suffix(".j2").is_some()) {
            environment.get_template(name).unwrap();
        }
    }

    #[test]
    fn markdown_in_values_is_escaped() {
        assert_eq!(escape_markdown("St. Olavs *hospital* [HF] <b>\nx"), "St. Olavs \\*hospital\\* \\[HF\\] \\<b> x");
    }
}
