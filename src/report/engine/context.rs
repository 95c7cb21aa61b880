//! The context in which a template is filled: the language, the format, and where its figures and texts go.

use crate::{
    date::Date,
    language::Language,
    report::{
        Request,
        engine::{shown_texts::ShownTexts, templates::Templates},
        figure::FigureStore,
    },
};

/// Says whether Markdown marks the passages that are in another language than the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LanguageMarkup {
    /// No marks, for Markdown that people read.
    Plain,
    /// `<div lang>` and `<span lang>`, for Markdown from which a page or a Word document is made.
    Marked,
}

/// Holds the context in which a template is filled.
pub struct FillContext<'a> {
    pub templates: &'a Templates,
    pub language: Language,
    pub language_markup: LanguageMarkup,
    /// The address of the folder for figures; `None` if a document in Markdown has no figures.
    pub figures: Option<&'a str>,
    pub today: Option<Date>,
    pub figure_store: FigureStore,
    /// The texts that the document shows.
    pub shown_texts: ShownTexts,
}

impl<'a> FillContext<'a> {
    /// Makes the context of a request.
    pub fn of(request: &Request<'a>, language_markup: LanguageMarkup) -> Self {
        let Request { templates, language, figures, today, .. } = *request;
        Self { figures, today, ..Self::without_figures(templates, language, language_markup) }
    }

    /// Makes the context of a template that shows no figures.
    pub fn without_figures(templates: &'a Templates, language: Language, language_markup: LanguageMarkup) -> Self {
        let (figure_store, shown_texts) = (FigureStore::default(), ShownTexts::default());
        Self { templates, language, language_markup, figures: None, today: None, figure_store, shown_texts }
    }
}
