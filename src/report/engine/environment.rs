//! The environment of the template engine: where templates come from, their limits, and the functions and filters.

use std::sync::Arc;

use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

use super::{
    context::{FillContext, LanguageMarkup},
    escape::{MARKED, PLAIN},
    fault::TooLong,
    filters::{SharedTexts, add_filters, add_texts},
    format_value::format_value,
    memory_guard::{KEPT, SHARED, guarded, kept, shared},
    syntax::syntax,
    templates::Templates,
};
use crate::{document::expression_length::too_long, number_format::Formats, texts::Texts};

/// The limit for a template when the portfolio has templates of its own: enough for any real document.
///
/// A step of the engine and 64 bytes of text cost one each, so no template makes more than a few hundred megabytes.
const FUEL: u64 = 2_000_000;
/// The limit if the program's own templates are the only ones: their work grows with the portfolio alone.
const FUEL_OF_OURS: u64 = 400_000_000;

/// Returns the environment in which a template is filled, and the texts that its functions use.
pub fn environment(context: &FillContext<'_>) -> (Environment<'static>, SharedTexts) {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let is_ours = context.templates.own().next().is_none();
    environment.set_fuel(Some(if is_ours { FUEL_OF_OURS } else { FUEL }));
    // With this, an error has the expression that caused it.
    environment.set_debug(true);
    environment.set_syntax(syntax());
    let templates = context.templates.clone();
    environment.set_loader(move |name| load(&templates, name));
    let markdown = if context.language_markup == LanguageMarkup::Marked { MARKED } else { PLAIN };
    environment.set_auto_escape_callback(move |name| match name {
        name if name.ends_with(".html.j2") => AutoEscape::Html,
        name if name.ends_with(".md.j2") => AutoEscape::Custom(markdown.into()),
        _ => AutoEscape::None,
    });
    environment.set_formatter(format_value);
    let words = Arc::new((Texts::of(context.language), Formats::of(context.language)));
    add_texts(&mut environment, &words);
    add_filters(&mut environment, &words, &context.shown_texts);
    environment.add_filter(KEPT, kept);
    environment.add_filter(SHARED, shared);
    (environment, words)
}

/// Returns the text of a template; the portfolio's own get memory guards.
fn load(templates: &Templates, name: &str) -> Result<Option<String>, Error> {
    let Some(text) = templates.find(name) else { return Ok(None) };
    match too_long(text) {
        _ if !templates.is_own(name) => Ok(Some(text.to_owned())),
        None => Ok(Some(guarded(text))),
        Some(_) => Err(Error::new(ErrorKind::SyntaxError, "too long").with_source(TooLong(name.to_owned()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{embedded, language::Language};

    #[test]
    fn every_template_is_read() {
        let templates = Templates::default();
        let context = FillContext::without_figures(&templates, Language::BOKMAAL, LanguageMarkup::Plain);
        let (environment, _) = environment(&context);
        for name in embedded::templates().filter(|name| name.strip_suffix(".j2").is_some()) {
            environment.get_template(name).unwrap();
        }
    }
}
