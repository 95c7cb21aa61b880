//! Bars that show how many projects have something in common, for more projects than anyone reads one by one.

use super::{
    canvas::{Anchor, Canvas, Paint, TextStyle, WIDTH, length},
    context::{FigureContext, FigureText},
    letters::width,
};

/// The most projects that a figure shows one by one.
pub const MANY: usize = 100;

/// The height of a bar.
pub const BAR: f64 = 20.0;

/// Says how a part of a bar is filled, light or dark: neighbours in a bar differ in that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareStyle {
    Full,
    Dark,
    Light,
    Empty,
    Dashed,
}

/// Holds a part of the bars: its style, and what it stands for.
pub type ShareKind = (ShareStyle, String);

impl ShareStyle {
    fn draw(self, canvas: &mut Canvas, at: (f64, f64), size: (f64, f64)) {
        let (fill, edge) = match self {
            Self::Full => (Paint::Accent, Paint::Page),
            Self::Dark => (Paint::Text, Paint::Page),
            Self::Light => (Paint::Panel, Paint::Edge),
            Self::Empty => (Paint::Page, Paint::Text),
            Self::Dashed => return canvas.dashed(at, size, false),
        };
        canvas.bar(at, size, fill, edge);
    }

    fn ink(self) -> Paint {
        if matches!(self, Self::Full | Self::Dark) { Paint::Page } else { Paint::Text }
    }
}

/// Draws a bar to the right end of the figure, divided by the counts; each part has its count inside if there is room.
pub fn bar(
    canvas: &mut Canvas,
    (left, top): (f64, f64),
    shares: impl Iterator<Item = (ShareStyle, usize)> + Clone,
    context: &FigureContext<'_>,
) {
    let total = shares.clone().map(|(_, count)| count).sum::<usize>().max(1);
    let mut before = 0;
    for (style, count) in shares.filter(|(_, count)| *count > 0) {
        let x = |count: usize| left + (WIDTH - left) * length(count) / length(total);
        let (from, until) = (x(before), x(before + count));
        before += count;
        style.draw(canvas, (from, top), (until - from, BAR));
        let label = context.formats.number(count as u64);
        if width(&label, false) + 4.0 <= until - from {
            let ink = TextStyle { paint: style.ink(), ..TextStyle::PLAIN };
            canvas.text((f64::midpoint(from, until), top + 15.0), &label, ink.at(Anchor::Middle));
        }
    }
}

/// Explains the parts of the bars, and says below them why no project is shown by itself.
pub fn legend<'k>(canvas: &mut Canvas, kinds: impl Iterator<Item = &'k ShareKind>, note: String) {
    for (style, name) in kinds {
        style.draw(canvas, (0.0, canvas.height + 3.0), (26.0, 12.0));
        words(canvas, 34.0, name.clone(), TextStyle::QUIET);
    }
    canvas.height += 4.0;
    words(canvas, 0.0, note, TextStyle::PLAIN);
}

fn words(canvas: &mut Canvas, left: f64, words: String, style: TextStyle) {
    let at = (left, canvas.height);
    canvas.height = canvas.block(at, &FigureText::plain(words), WIDTH - left, 4, style) + 4.0;
}
