//! Draws a process model: its phases in rows, a pointer to the current phase, and below it a list of the phases.

use super::data::{FigurePhase, ProcessFigure, ProjectPlace, Standing};
use crate::{
    date::Date,
    key,
    report::figure::{
        canvas::{Anchor, Canvas, Paint, Stroke, TextStyle, WIDTH, circle, length, open, polygon},
        context::{FigureContext, FigureText},
        letters::LINE,
    },
};

/// The height of a diamond, and of an arrow.
const DIAMOND: f64 = 88.0;
const ARROW: f64 = 48.0;
/// The room on each side of the phases, for projects that have not begun or have ended.
const SIDE: f64 = 14.0;
/// The room above a row of phases, for the pointer to the current phase.
const ABOVE: f64 = 34.0;

impl ProcessFigure {
    /// Draws the phases, and below them a list with the steps and the standing of each.
    pub fn draw(&self, context: &FigureContext<'_>) -> Canvas {
        let plain = [("project", &*self.project.text), ("model", &*self.model.text)];
        let mut canvas =
            Canvas::new(context.texts.fill(key!("figure.process.title"), &plain), self.description(context));
        let high = self.height();
        let most = if self.has_diamonds() { 4 } else { 6 };
        let rows = self.phases.len().div_ceil(most);
        let across = self.phases.len().div_ceil(rows);
        let wide = ((WIDTH - 2.0 * SIDE) / length(across)).min(112.0);
        for row in self.phases.chunks(across) {
            canvas.height += ABOVE;
            let top = canvas.height;
            let left = (WIDTH - wide * length(row.len())) / 2.0;
            let middle = top + high / 2.0;
            let right = WIDTH - left;
            canvas.shape(open(&[(left - SIDE, middle), (right + SIDE, middle)]), None, Some(EDGE));
            for (at, phase) in row.iter().enumerate() {
                phase.draw(&mut canvas, (left + wide * length(at), top), (wide, high));
            }
            self.point(&mut canvas, row, (left, wide), context);
            canvas.height += high;
        }
        canvas.height += 10.0;
        for phase in &self.phases {
            phase.list_entry(&mut canvas, context);
        }
        canvas
    }

    /// Points at the current phase if it is in this row, or at the end of the row if the project has not begun or has ended.
    fn point(&self, canvas: &mut Canvas, row: &[FigurePhase], (left, wide): (f64, f64), context: &FigureContext<'_>) {
        let right = left + wide * length(row.len());
        let (first, last) = (row.first().map(|phase| phase.number), row.last().map(|phase| phase.number));
        let inside = |number: usize| row.iter().position(|phase| phase.number == number).map(length);
        let state = || self.state.as_ref().map(|state| state.text.clone()).unwrap_or_default();
        let here = || context.texts.get(key!("figure.process.here")).to_owned();
        let (x, anchor, words) = match (self.place, self.number) {
            (ProjectPlace::Before, _) | (ProjectPlace::Stopped, None) if first == Some(1) => {
                (left - SIDE, Anchor::Start, state())
            }
            (ProjectPlace::After, _) if last == Some(self.count) => (right + SIDE, Anchor::End, state()),
            (ProjectPlace::At, Some(number)) if let Some(at) = inside(number) => {
                (left + wide * (at + 0.5), Anchor::Middle, here())
            }
            (ProjectPlace::Stopped, Some(number)) if let Some(at) = inside(number) => {
                (left + wide * (at + 0.5), Anchor::Middle, state())
            }
            _ => return,
        };
        let foot = canvas.height - 4.0;
        // The tip of the pointer stays inside the drawing.
        let tip = x.clamp(7.0, WIDTH - 7.0);
        let x = if anchor == Anchor::Middle { x } else { x.clamp(0.0, WIDTH) };
        canvas.text((x, foot - 14.0), &words, TextStyle::BOLD.at(anchor));
        if anchor == Anchor::Middle {
            let corners = [(tip - 7.0, foot - 9.0), (tip + 7.0, foot - 9.0), (tip, foot)];
            canvas.shape(polygon(&corners), Some(Paint::Text), None);
        } else {
            // A line down to a dot at the end of the row.
            let y = canvas.height + if canvas.height > 0.0 { self.height() / 2.0 } else { 0.0 };
            canvas.shape(open(&[(tip, foot - 9.0), (tip, y)]), None, Some(Stroke(Paint::Text, 1.5, false)));
            canvas.shape(circle((tip, y), 6.0), Some(Paint::Accent), Some(Stroke(Paint::Page, 1.5, false)));
        }
    }

    fn has_diamonds(&self) -> bool {
        self.phases.iter().any(|phase| !phase.opens.is_empty())
    }

    /// Returns the height of a row of phases.
    fn height(&self) -> f64 {
        if self.has_diamonds() { DIAMOND } else { ARROW }
    }
}

const EDGE: Stroke = Stroke(Paint::Edge, 1.5, false);

impl Standing {
    /// Reopens how a phase is filled, its edge, and how what stands in it is drawn.
    fn paints(self) -> (Paint, Stroke, Paint) {
        match self {
            Self::Passed => (Paint::Accent, Stroke(Paint::Accent, 1.5, false), Paint::Page),
            Self::Here => (Paint::Page, Stroke(Paint::Accent, 4.0, false), Paint::Accent),
            Self::Ahead | Self::Unknown => (Paint::Page, EDGE, Paint::Quiet),
        }
    }
}

impl FigurePhase {
    /// Draws the phase inside a box.
    fn draw(&self, canvas: &mut Canvas, (x, y): (f64, f64), (wide, high): (f64, f64)) {
        let (fill, line, ink) = self.standing.paints();
        canvas.shape(self.outline((x + 2.0, y), (wide - 4.0, high)), Some(fill), Some(line));
        let centre = (x + wide / 2.0, y + high / 2.0);
        let is_passed = self.standing == Standing::Passed;
        let foot = centre.1 + if is_passed { -1.0 } else { 5.0 };
        let style = TextStyle { paint: ink, is_bold: true, anchor: Anchor::Middle };
        canvas.text((centre.0, foot), &self.number.to_string(), style);
        if is_passed {
            let (x, y) = (centre.0, centre.1 + 10.0);
            let check = [(x - 6.0, y - 1.0), (x - 2.0, y + 4.0), (x + 6.0, y - 5.0)];
            canvas.shape(open(&check), None, Some(Stroke(ink, 2.0, false)));
        }
    }

    /// Returns the outline of the phase: wider to the right where a step opens, narrower where it closes; an arrow if the
    /// model does not say so.
    pub(super) fn outline(&self, (x, y): (f64, f64), (wide, high): (f64, f64)) -> String {
        let middle = y + high / 2.0;
        if self.opens.is_empty() {
            let (top, foot, tip) = (middle - ARROW / 2.0, middle + ARROW / 2.0, 10.0);
            let (right, back) = (x + wide + tip / 2.0, x - tip / 2.0);
            let corners = [
                (back, top),
                (right - tip, top),
                (right, middle),
                (right - tip, foot),
                (back, foot),
                (back + tip, middle),
            ];
            return polygon(&corners);
        }
        let step = wide / length(self.opens.len());
        let starts_open = self.opens.first() == Some(&false);
        let levels = std::iter::once(starts_open).chain(self.opens.iter().copied());
        let edge: Vec<(f64, f64)> = levels
            .enumerate()
            .map(|(at, is_open)| (x + step * length(at), if is_open { high / 2.0 } else { 0.0 }))
            .collect();
        let upper = edge.iter().map(|(x, half)| (*x, middle - half));
        let lower = edge.iter().rev().filter(|(_, half)| *half > 0.0).map(|(x, half)| (*x, middle + half));
        polygon(&upper.chain(lower).collect::<Vec<_>>())
    }

    /// Describes the phase below the drawing: its name, its steps, and whether the project has passed it.
    fn list_entry(&self, canvas: &mut Canvas, context: &FigureContext<'_>) {
        let (x, room, top) = (26.0, WIDTH - 26.0, canvas.height + 8.0);
        let centre = (9.0, top + 10.0);
        let (fill, line, ink) = self.standing.paints();
        let line = if self.standing == Standing::Here { Stroke(Paint::Accent, 3.0, false) } else { line };
        canvas.shape(circle(centre, 7.0), Some(fill), Some(line));
        match self.standing {
            Standing::Passed => {
                let (x, y) = centre;
                let check = [(x - 3.5, y), (x - 1.0, y + 3.0), (x + 3.5, y - 3.0)];
                canvas.shape(open(&check), None, Some(Stroke(ink, 1.5, false)));
            }
            Standing::Here => canvas.shape(circle(centre, 2.5), Some(ink), None),
            Standing::Ahead | Standing::Unknown => {}
        }
        let name = FigureText { text: format!("{}. {}", self.number, self.name.text), lang: self.name.lang.clone() };
        canvas.height = canvas.block((x, top), &name, room, 2, TextStyle::BOLD);
        if !self.steps.is_empty() {
            let steps: Vec<&str> = self.steps.iter().map(|step| &*step.text).collect();
            let steps = FigureText { text: steps.join(" · "), lang: self.steps[0].lang.clone() };
            canvas.height = canvas.block((x, canvas.height), &steps, room, 3, TextStyle::PLAIN);
        }
        let standing = context.texts.get(self.standing.key());
        let date = self.on.as_deref().and_then(Date::parse).map(|date| context.formats.date(date));
        let text = match date {
            Some(date) => context.texts.fill(key!("figure.process.since"), &[("standing", standing), ("date", &*date)]),
            None => standing.to_owned(),
        };
        canvas.height = canvas.block((x, canvas.height), &FigureText { text, lang: None }, room, 2, TextStyle::QUIET);
        canvas.height = canvas.height.max(top + LINE) + 2.0;
    }
}
