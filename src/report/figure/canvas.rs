//! A drawing as shapes and words in places, before it is written for a page or as a file.

use super::{
    FigureText,
    letters::{LINE, lines, width},
};

/// The width of every figure: narrow, so that its words can still be read on a small screen and in a column of text.
pub const WIDTH: f64 = 360.0;

/// Names what a colour is for; which it is depends on where the drawing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// What lies behind everything.
    Page,
    /// What stands out a little from it.
    Panel,
    /// Words.
    Text,
    /// Words that matter less.
    Quiet,
    /// Edges of shapes.
    Edge,
    /// What matters most.
    Accent,
}

/// Holds how a line is drawn: its colour, its width, and whether it is broken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke(pub Paint, pub f64, pub bool);

/// Says at which end of words their place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// They begin there.
    Start,
    /// They stand around it.
    Middle,
    /// They end there.
    End,
}

/// Holds a shape or a line of words.
#[derive(Debug, Clone, PartialEq)]
pub enum CanvasItem {
    /// A shape as SVG writes its outline.
    Shape { outline: String, fill: Option<Paint>, line: Option<Stroke> },
    /// Words, and their language where it is not the document's.
    Text { at: (f64, f64), text: String, style: TextStyle, lang: Option<String> },
}

/// Holds how words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    pub paint: Paint,
    pub is_bold: bool,
    pub anchor: Anchor,
}

impl TextStyle {
    /// Plain words that begin at their place.
    pub const PLAIN: Self = Self { paint: Paint::Text, is_bold: false, anchor: Anchor::Start };
    /// Words that matter less.
    pub const QUIET: Self = Self { paint: Paint::Quiet, ..Self::PLAIN };
    /// Words that matter more.
    pub const BOLD: Self = Self { is_bold: true, ..Self::PLAIN };

    /// Returns the same look at another end.
    pub fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// Holds a drawing, and what it says to those who cannot see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Canvas {
    pub title: String,
    pub description: String,
    /// What else it says, for those who want to know all of it.
    pub details: String,
    pub height: f64,
    pub items: Vec<CanvasItem>,
}

impl Canvas {
    /// Starts an empty drawing.
    pub fn new(title: String, description: String) -> Self {
        Self { title, description, details: String::new(), height: 0.0, items: Vec::new() }
    }

    /// Adds a shape.
    pub fn shape(&mut self, outline: String, fill: Option<Paint>, line: Option<Stroke>) {
        self.items.push(CanvasItem::Shape { outline, fill, line });
    }

    /// Adds a line of words.
    pub fn text(&mut self, at: (f64, f64), text: &str, style: TextStyle) {
        self.words(at, text, None, style);
    }

    fn words(&mut self, at: (f64, f64), text: &str, lang: Option<&str>, style: TextStyle) {
        self.items.push(CanvasItem::Text { at, text: text.to_owned(), style, lang: lang.map(str::to_owned) });
    }

    /// Adds words from the top of a place downwards, in at most `most` lines of a width; returns where they end.
    pub fn block(&mut self, at: (f64, f64), words: &FigureText, room: f64, most: usize, style: TextStyle) -> f64 {
        let mut y = at.1;
        for line in lines(&words.text, room, style.is_bold, most) {
            y += LINE;
            // The foot of the letters stands a little above the foot of their line.
            self.words((at.0, y - 5.0), &line, words.lang.as_deref(), style);
        }
        y
    }

    /// Adds a box with its edge.
    pub fn bar(&mut self, corner: (f64, f64), size: (f64, f64), fill: Paint, edge: Paint) {
        // The middle of the edge lies on the outline.
        let inner = rectangle((corner.0 + 0.5, corner.1 + 0.5), ((size.0 - 1.0).max(1.0), size.1 - 1.0));
        self.shape(inner, Some(fill), Some(Stroke(edge, 1.0, false)));
    }

    /// Adds the broken edge of what is not known for certain, open to the right where it has no end.
    pub fn dashed(&mut self, (x, y): (f64, f64), (wide, high): (f64, f64), is_open: bool) {
        let (left, right, top, foot) = (x + 0.5, x + wide - 0.5, y + 0.5, y + high - 0.5);
        let corners = [(right, top), (left, top), (left, foot), (right, foot)];
        let outline = if is_open { open(&corners) } else { polygon(&corners) };
        self.shape(rectangle((x, y), (wide, high)), Some(Paint::Page), None);
        self.shape(outline, None, Some(Stroke(Paint::Edge, 1.0, true)));
    }

    /// Adds a box for what nobody knows: a broken edge, and slanting lines inside.
    pub fn unknown(&mut self, (x, y): (f64, f64), (wide, high): (f64, f64)) {
        let mut lines = String::new();
        let mut start = x - high + 6.0;
        while start < x + wide {
            // A line rises to the right from (start, foot) and is cut at the sides of the box.
            let (from, to) = (start.max(x), (start + high).min(x + wide));
            if to - from > 1.0 {
                lines += &format!(
                    "M{} {}L{} {}",
                    number(from),
                    number(y + high - (from - start)),
                    number(to),
                    number(y + high - (to - start))
                );
            }
            start += 8.0;
        }
        self.shape(rectangle((x, y), (wide, high)), Some(Paint::Page), None);
        if !lines.is_empty() {
            self.shape(lines, None, Some(Stroke(Paint::Edge, 1.0, false)));
        }
        let inner = rectangle((x + 0.5, y + 0.5), ((wide - 1.0).max(1.0), high - 1.0));
        self.shape(inner, None, Some(Stroke(Paint::Edge, 1.0, true)));
    }
}

/// Returns how wide the widest of some words is.
pub fn widest<'w>(words: impl IntoIterator<Item = &'w str>, is_bold: bool) -> f64 {
    words.into_iter().map(|words| width(words, is_bold)).fold(0.0, f64::max)
}

/// Writes a number as drawings have it: to a tenth.
pub fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Outlines a box.
pub fn rectangle((x, y): (f64, f64), (wide, high): (f64, f64)) -> String {
    format!("M{} {}h{}v{}h-{}z", number(x), number(y), number(wide), number(high), number(wide))
}

/// Outlines a circle.
pub fn circle((x, y): (f64, f64), radius: f64) -> String {
    let (r, across) = (number(radius), number(radius * 2.0));
    format!("M{} {}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z", number(x - radius), number(y))
}

/// Outlines a shape with straight sides.
pub fn polygon(corners: &[(f64, f64)]) -> String {
    open(corners) + "z"
}

/// Draws a line through some places.
pub fn open(places: &[(f64, f64)]) -> String {
    let step = |(at, (x, y)): (usize, &(f64, f64))| {
        format!("{}{} {}", if at == 0 { "M" } else { "L" }, number(*x), number(*y))
    };
    places.iter().enumerate().map(step).collect()
}
