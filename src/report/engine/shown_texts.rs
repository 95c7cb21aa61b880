//! What a template shows besides its own words: texts that people wrote, and subjects that have a heading in the document.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::report::{placeholder::Placeholder, view::ProseView};

/// Holds a text that a template shows, and where its highest headings stand.
#[derive(Debug, Clone)]
pub struct ShownText {
    /// The text.
    pub text: ProseView,
    /// The level of its highest headings.
    pub level: u8,
}

/// Holds the texts that a template shows, in the order in which they are asked for.
#[derive(Debug, Clone, Default)]
pub struct ShownTexts(Arc<Mutex<Vec<ShownText>>>);

impl ShownTexts {
    fn texts(&self) -> MutexGuard<'_, Vec<ShownText>> {
        // What was added before a panic is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a text, and returns what stands for it in the template's Markdown.
    pub fn add(&self, text: ProseView, level: u8) -> String {
        let mut texts = self.texts();
        texts.push(ShownText { text, level: level.clamp(1, 6) });
        Placeholder::Text(texts.len() - 1).written()
    }

    /// Returns the texts.
    pub fn all(&self) -> Vec<ShownText> {
        self.texts().clone()
    }
}
