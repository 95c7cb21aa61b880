//! The texts of the portfolio that a template shows, to be inserted after it is filled.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::report::{placeholder::Placeholder, view::ProseView};

/// Holds a text that a template shows, and the level of its highest headings.
#[derive(Debug, Clone)]
pub struct ShownText {
    /// The text.
    pub text: ProseView,
    /// The level of its highest headings.
    pub level: u8,
}

/// Holds the texts that a template shows, in the order of their placeholders.
#[derive(Debug, Clone, Default)]
pub struct ShownTexts(Arc<Mutex<Vec<ShownText>>>);

impl ShownTexts {
    fn texts(&self) -> MutexGuard<'_, Vec<ShownText>> {
        // A text is only added whole, so the list is valid after a panic, too.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a text, and returns its placeholder.
    pub fn add(&self, text: ProseView, level: u8) -> String {
        let mut texts = self.texts();
        texts.push(ShownText { text, level: level.clamp(1, 6) });
        Placeholder::Text(texts.len() - 1).to_text()
    }

    /// Returns the texts.
    pub fn all(&self) -> Vec<ShownText> {
        self.texts().clone()
    }
}
