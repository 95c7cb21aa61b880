//! The figures that a document shows, and where each is found when the document is made.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use super::{
    KINDS,
    canvas::Canvas,
    svg::{SvgTarget, is_drawn_here, svg},
};
use crate::language::Language;

/// Stands before the name of a figure in Markdown that something else is made of.
pub const SCHEME: &str = "figure:";

/// Holds a figure as a file to be laid beside a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureFile {
    /// The name of the file.
    pub name: String,
    /// The drawing.
    pub svg: Vec<u8>,
}

impl FigureFile {
    /// Says whether a file is a figure that this program drew: by its name, and by how its first element is written.
    #[must_use]
    pub fn is_own(name: &str, svg: &[u8]) -> bool {
        let stem = name.strip_suffix(".svg").unwrap_or_default();
        let kind =
            stem.rsplit_once('-').filter(|(_, number)| number.parse::<u16>().is_ok()).map_or(stem, |(kind, _)| kind);
        KINDS.contains(&kind) && is_drawn_here(svg)
    }
}

/// Holds the figures of a document in the order in which they are shown.
#[derive(Debug, Clone, Default)]
pub struct FigureStore(Arc<Mutex<Vec<(String, Canvas)>>>, Arc<AtomicUsize>);

impl FigureStore {
    fn figures(&self) -> MutexGuard<'_, Vec<(String, Canvas)>> {
        // What was drawn before a panic is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a figure and returns its name: that of its kind, with a number from the second on.
    pub fn add(&self, kind: &str, canvas: Canvas) -> String {
        let mut figures = self.figures();
        if let Some((name, _)) = figures.iter().find(|(_, known)| *known == canvas) {
            return name.clone();
        }
        let is_taken = |name: &str| figures.iter().any(|(known, _)| known == name);
        let numbered = |at: usize| if at == 1 { kind.to_owned() } else { format!("{kind}-{at}") };
        let name = (1..=figures.len() + 1).map(numbered).find(|name| !is_taken(name)).unwrap_or_default();
        figures.push((name.clone(), canvas));
        name
    }

    /// Returns the figure of an address as a part of a page; each time, its ids are those of no other.
    pub fn inline(&self, address: &str) -> Option<String> {
        let name = address.strip_prefix(SCHEME)?;
        let figures = self.figures();
        let (_, canvas) = figures.iter().find(|(known, _)| known == name)?;
        let count = self.1.fetch_add(1, Ordering::Relaxed) + 1;
        // No heading has an id with a full stop in it.
        Some(svg(canvas, SvgTarget::Page(&format!("figure.{count}"))))
    }

    /// Returns the figure of an address as a drawing that stands alone.
    pub fn alone(&self, address: &str, language: Language) -> Option<Vec<u8>> {
        let name = address.strip_prefix(SCHEME)?;
        let figures = self.figures();
        let (_, canvas) = figures.iter().find(|(known, _)| known == name)?;
        Some(svg(canvas, SvgTarget::Alone(language)).into_bytes())
    }

    /// Returns the figures whose file is shown in a text, as files.
    pub fn files(&self, language: Language, text: &str) -> Vec<FigureFile> {
        let file = |(name, canvas): &(String, Canvas)| {
            let svg = svg(canvas, SvgTarget::Alone(language)).into_bytes();
            FigureFile { name: file_name(name), svg }
        };
        let is_shown = |(name, _): &&(String, Canvas)| text.contains(&format!("/{})", file_name(name)));
        self.figures().iter().filter(is_shown).map(file).collect()
    }
}

/// Returns the name of a figure's file.
pub fn file_name(name: &str) -> String {
    format!("{name}.svg")
}
