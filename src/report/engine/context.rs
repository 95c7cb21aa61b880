//! What a template is filled for: the language, the format, and where its figures and texts go.

use crate::{
    date::Date,
    language::Language,
    report::{
        Request,
        engine::{shown_texts::ShownTexts, templates::Templates},
        figure::FigureStore,
    },
};

/// Says whether Markdown tells which passages are in another language than the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LanguageMarkup {
    /// They stand as they are: people read the Markdown.
    Plain,
    /// They stand in `<div lang>` and `<span lang>`, for what is made of the Markdown.
    Marked,
}

/// Holds what a template is filled for: the language, what becomes of the text, and where its figures go.
pub struct FillContext<'a> {
    pub templates: &'a Templates,
    pub language: Language,
    pub language_markup: LanguageMarkup,
    pub figures: Option<&'a str>,
    pub today: Option<Date>,
    pub figure_store: FigureStore,
    /// The texts that the document shows.
    pub shown_texts: ShownTexts,
}

impl<'a> FillContext<'a> {
    /// Prepares for a document.
    pub fn of(request: &Request<'a>, language_markup: LanguageMarkup) -> Self {
        let Request { templates, language, figures, today, .. } = *request;
        Self {
            templates,
            language,
            language_markup,
            figures,
            today,
            figure_store: FigureStore::default(),
            shown_texts: ShownTexts::default(),
        }
    }
}
