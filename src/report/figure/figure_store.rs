//! The figures of a document, kept until the document is made.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use super::{
    canvas::Canvas,
    context::KINDS,
    svg::{SvgTarget, is_own_drawing, svg},
};
use crate::language::Language;

/// The scheme of figure addresses in Markdown from which a page or a Word document is made.
pub const SCHEME: &str = "figure:";

/// Holds a figure as a file next to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureFile {
    /// The name of the file.
    pub name: String,
    /// The drawing.
    pub svg: Vec<u8>,
}

impl FigureFile {
    /// Returns whether this program drew a file, judged by its name and by its first element.
    #[must_use]
    pub fn is_own(name: &str, svg: &[u8]) -> bool {
        let stem = name.strip_suffix(".svg").unwrap_or_default();
        let kind =
            stem.rsplit_once('-').filter(|(_, number)| number.parse::<u16>().is_ok()).map_or(stem, |(kind, _)| kind);
        KINDS.contains(&kind) && is_own_drawing(svg)
    }
}

/// Holds the figures of a document in the order in which they appear, and how many are inside the page so far.
#[derive(Debug, Clone, Default)]
pub struct FigureStore(Arc<Mutex<Vec<(String, Canvas)>>>, Arc<AtomicUsize>);

impl FigureStore {
    fn figures(&self) -> MutexGuard<'_, Vec<(String, Canvas)>> {
        // A figure is only added whole, so the list is valid after a panic, too.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a figure and returns its name: its kind, with a number from the second of a kind on.
    pub fn add(&self, kind: &str, canvas: Canvas) -> String {
        let mut figures = self.figures();
        if let Some((name, _)) = figures.iter().find(|(_, known)| *known == canvas) {
            return name.clone();
        }
        // Kinds have no hyphen, so no figure of another kind has such a name.
        let of_kind = figures.iter().filter(|(known, _)| known.split('-').next() == Some(kind)).count();
        let name = if of_kind == 0 { kind.to_owned() } else { format!("{kind}-{}", of_kind + 1) };
        figures.push((name.clone(), canvas));
        name
    }

    /// Returns the figure of an address as a part of a page; its ids are unique each time.
    pub fn inline(&self, address: &str) -> Option<String> {
        let name = address.strip_prefix(SCHEME)?;
        let figures = self.figures();
        let (_, canvas) = figures.iter().find(|(known, _)| known == name)?;
        let count = self.1.fetch_add(1, Ordering::Relaxed) + 1;
        // The id of a heading never contains a full stop.
        Some(svg(canvas, SvgTarget::Page(&format!("figure.{count}"))))
    }

    /// Returns the figure of an address as a file of its own.
    pub fn alone(&self, address: &str, language: Language) -> Option<Vec<u8>> {
        let name = address.strip_prefix(SCHEME)?;
        let figures = self.figures();
        let (_, canvas) = figures.iter().find(|(known, _)| known == name)?;
        Some(svg(canvas, SvgTarget::Alone(language)).into_bytes())
    }

    /// Returns the files of the figures that a text refers to.
    pub fn files(&self, language: Language, text: &str) -> Vec<FigureFile> {
        let file = |(name, canvas): &(String, Canvas)| {
            let svg = svg(canvas, SvgTarget::Alone(language)).into_bytes();
            FigureFile { name: file_name(name), svg }
        };
        let is_shown = |(name, _): &&(String, Canvas)| text.contains(&format!("/{})", file_name(name)));
        self.figures().iter().filter(is_shown).map(file).collect()
    }
}

/// Returns the file name of a figure.
pub fn file_name(name: &str) -> String {
    format!("{name}.svg")
}
