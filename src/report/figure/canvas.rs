//! A drawing as shapes and words with positions, before it is written as SVG.

use super::{
    context::FigureText,
    letters::{LINE, lines, width},
};

/// The width of every figure: narrow enough for a small screen and for a column of text.
pub const WIDTH: f64 = 360.0;

/// Names what a colour is for; the colour itself depends on where the drawing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// The background.
    Page,
    /// A shape that differs a little from the background.
    Panel,
    /// Text.
    Text,
    /// Less important text.
    Quiet,
    /// Edges of shapes.
    Edge,
    /// The most important shapes.
    Accent,
}

/// Holds how a line is drawn: its colour, its width, and whether it is dashed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke(pub Paint, pub f64, pub bool);

/// Says which point of a line of words lies at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The beginning.
    Start,
    /// The middle.
    Middle,
    /// The end.
    End,
}

/// Holds a shape or a line of text.
#[derive(Debug, Clone, PartialEq)]
pub enum CanvasItem {
    /// A shape, with its outline as an SVG path.
    Shape { outline: String, fill: Option<Paint>, line: Option<Stroke> },
    /// A line of text, and its language if it is not the document's.
    Text { at: (f64, f64), text: String, style: TextStyle, lang: Option<String> },
}

/// Holds the style of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    pub paint: Paint,
    pub is_bold: bool,
    pub anchor: Anchor,
}

impl TextStyle {
    /// Plain text that begins at its position.
    pub const PLAIN: Self = Self { paint: Paint::Text, is_bold: false, anchor: Anchor::Start };
    /// Less important text.
    pub const QUIET: Self = Self { paint: Paint::Quiet, ..Self::PLAIN };
    /// More important text.
    pub const BOLD: Self = Self { is_bold: true, ..Self::PLAIN };

    /// Returns the same style with another anchor.
    pub fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// Holds a drawing, and its description for people who cannot see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Canvas {
    pub title: String,
    pub description: String,
    /// The full content in words, after the description.
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

    /// Adds a line of text.
    pub fn text(&mut self, at: (f64, f64), text: &str, style: TextStyle) {
        self.words(at, text, None, style);
    }

    fn words(&mut self, at: (f64, f64), text: &str, lang: Option<&str>, style: TextStyle) {
        self.items.push(CanvasItem::Text { at, text: text.to_owned(), style, lang: lang.map(str::to_owned) });
    }

    /// Adds words below a position, in at most `most` lines of a width; returns the y where they end.
    pub fn block(&mut self, at: (f64, f64), words: &FigureText, room: f64, most: usize, style: TextStyle) -> f64 {
        let mut y = at.1;
        for line in lines(&words.text, room, style.is_bold, most) {
            y += LINE;
            // The baseline is a little above the foot of the line.
            self.words((at.0, y - 5.0), &line, words.lang.as_deref(), style);
        }
        y
    }

    /// Adds a box with an edge.
    pub fn bar(&mut self, corner: (f64, f64), size: (f64, f64), fill: Paint, edge: Paint) {
        // SVG draws half of the edge outside the outline.
        let inner = rectangle((corner.0 + 0.5, corner.1 + 0.5), ((size.0 - 1.0).max(1.0), size.1 - 1.0));
        self.shape(inner, Some(fill), Some(Stroke(edge, 1.0, false)));
    }

    /// Adds a box with a dashed edge, for what is uncertain; open to the right if it has no end.
    pub fn dashed(&mut self, (x, y): (f64, f64), (wide, high): (f64, f64), is_open: bool) {
        let (left, right, top, foot) = (x + 0.5, x + wide - 0.5, y + 0.5, y + high - 0.5);
        let corners = [(right, top), (left, top), (left, foot), (right, foot)];
        let outline = if is_open { open(&corners) } else { polygon(&corners) };
        self.shape(rectangle((x, y), (wide, high)), Some(Paint::Page), None);
        self.shape(outline, None, Some(Stroke(Paint::Edge, 1.0, true)));
    }

    /// Adds a box for an unknown amount: a dashed edge, and slanting lines inside.
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

/// Returns the width of the widest of some texts.
pub fn widest<'w>(words: impl IntoIterator<Item = &'w str>, is_bold: bool) -> f64 {
    words.into_iter().map(|words| width(words, is_bold)).fold(0.0, f64::max)
}

/// Writes a number with at most one decimal.
pub fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Returns the outline of a box.
pub fn rectangle((x, y): (f64, f64), (wide, high): (f64, f64)) -> String {
    format!("M{} {}h{}v{}h-{}z", number(x), number(y), number(wide), number(high), number(wide))
}

/// Returns the outline of a circle.
pub fn circle((x, y): (f64, f64), radius: f64) -> String {
    let (r, across) = (number(radius), number(radius * 2.0));
    format!("M{} {}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z", number(x - radius), number(y))
}

/// Returns the outline of a polygon.
pub fn polygon(corners: &[(f64, f64)]) -> String {
    open(corners) + "z"
}

/// Returns a line through some points.
pub fn open(places: &[(f64, f64)]) -> String {
    let step = |(at, (x, y)): (usize, &(f64, f64))| {
        format!("{}{} {}", if at == 0 { "M" } else { "L" }, number(*x), number(*y))
    };
    places.iter().enumerate().map(step).collect()
}

/// Returns a count as a length.
#[expect(clippy::cast_precision_loss, reason = "a figure has few rows and columns")]
pub fn length(count: usize) -> f64 {
    count as f64
}
