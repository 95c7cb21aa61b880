//! What a template is filled for: the language, the format, and where its figures and texts go.

use crate::{
    date::Date,
    language::Language,
    report::{
        Request,
        engine::{shown_texts::Slots, templates::Templates},
        figure::Shelf,
    },
};

/// Says whether Markdown tells which passages are in another language than the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passages {
    /// They stand as they are: people read the Markdown.
    Plain,
    /// They stand in `<div lang>` and `<span lang>`, for what is made of the Markdown.
    Marked,
}

/// Holds what a template is filled for: the language, what becomes of the text, and where its figures go.
pub struct FillContext<'a> {
    pub templates: &'a Templates,
    pub language: Language,
    pub passages: Passages,
    pub figures: Option<&'a str>,
    pub today: Option<Date>,
    pub shelf: Shelf,
    /// The texts that the document shows.
    pub slots: Slots,
}

impl<'a> FillContext<'a> {
    /// Prepares for a document.
    pub fn of(request: &Request<'a>, passages: Passages) -> Self {
        let Request { templates, language, figures, today, .. } = *request;
        Self { templates, language, passages, figures, today, shelf: Shelf::default(), slots: Slots::default() }
    }
}
