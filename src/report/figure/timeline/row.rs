//! Draws a project's row of the timeline: its name, and a bar for each phase.

use super::{
    axis::Axis,
    data::{TimelineBar, TimelineRow},
    days::range,
    legend::end_sign,
};
use crate::{
    date::Date,
    key,
    report::figure::{
        canvas::{Canvas, Paint, Stroke, TextStyle, WIDTH, open},
        context::{FigureContext, FigureText},
        letters::{LINE, width},
    },
};

/// The height of a bar.
const BAR: f64 = 20.0;

impl TimelineRow {
    /// Draws the row.
    pub(super) fn draw(&self, canvas: &mut Canvas, axis: &Axis, today: Option<Date>, context: &FigureContext<'_>) {
        let foot = canvas.block((0.0, canvas.height), &self.heading, WIDTH, 1, TextStyle::PLAIN);
        let top = foot.max(canvas.height + LINE);
        // The lines between the years lie behind the bars alone, so that no line crosses a name.
        for x in axis.years().map(|(x, _)| x).filter(|x| *x > 1.0 && *x < WIDTH - 1.0) {
            canvas.shape(open(&[(x, top), (x, top + BAR)]), None, Some(Stroke(Paint::Edge, 0.5, false)));
        }
        let right = self.bars(canvas, axis, (top, today), context);
        if self.stretches.is_empty() {
            canvas.dashed((1.0, top), (WIDTH - 2.0, BAR), true);
            let unknown = FigureText::plain(context.texts.get(key!("figure.timeline.unknown")));
            canvas.block((6.0, top + 1.0), &unknown, WIDTH, 1, TextStyle::PLAIN);
        }
        self.end_point(canvas, (right, top));
        canvas.height = top + BAR + 10.0;
    }

    /// Draws the bars; returns the x where the last of them ends.
    fn bars(
        &self,
        canvas: &mut Canvas,
        axis: &Axis,
        (top, today): (f64, Option<Date>),
        context: &FigureContext<'_>,
    ) -> f64 {
        let open_end = today.map_or(WIDTH, |today| axis.x(range(today).0));
        let mut right: f64 = 0.0;
        for (at, bar) in self.stretches.iter().enumerate() {
            let is_last = at + 1 == self.stretches.len();
            let (first, after) = bar.days(self.year, is_last);
            let from = axis.x(first).min(WIDTH - 12.0);
            let until = after.map_or(open_end, |day| axis.x(day)).max(from + 4.0).min(WIDTH);
            bar.draw(canvas, (from, top), until - from, after.is_none());
            bar.label(canvas, (from, top), until - from - 10.0, context);
            right = right.max(until);
        }
        right
    }

    /// Draws the sign for the end of the project, and its name if there is room.
    fn end_point(&self, canvas: &mut Canvas, (right, top): (f64, f64)) {
        let Some(end) = self.end.as_ref().filter(|end| end.on.is_some()) else { return };
        let x = right.clamp(7.0, WIDTH - 7.0);
        end_sign(canvas, (x, top + BAR / 2.0), end.stopped);
        if x + 12.0 + width(&end.phase.text, false) <= WIDTH {
            canvas.block((x + 10.0, top + 1.0), &end.phase, WIDTH, 1, TextStyle::QUIET);
        }
    }

    /// Says in words what the row shows.
    pub(super) fn text_alternative(&self, context: &FigureContext<'_>) -> String {
        let dated = |(name, on): (&FigureText, Option<Date>)| match on {
            Some(on) => format!("{} {}", name.text, context.formats.date(on)),
            None => format!("{} {}", name.text, context.texts.get(key!("figure.timeline.undated"))),
        };
        let phases = self.stretches.iter().map(|bar| (&bar.phase, bar.from));
        let end = self.end.iter().map(|end| (&end.phase, end.on));
        let listed: Vec<String> = phases.chain(end).map(dated).collect();
        let listed = if listed.is_empty() {
            context.texts.get(key!("figure.timeline.unknown")).to_owned()
        } else {
            listed.join(", ")
        };
        format!("{}: {listed}.", self.heading.text)
    }
}

impl TimelineBar {
    /// Returns its first day, and the day after its last if that is known.
    fn days(&self, year: i16, is_last: bool) -> (i32, Option<i32>) {
        let after = self.until.map(range).map(|(first, last)| if is_last { last + 1 } else { first });
        // Without a known start, it began in the year of the call, or at least before it ended.
        let call = range(Date::of_year(year)).0;
        (self.from.map_or(after.map_or(call, |day| day.min(call)), |from| range(from).0), after)
    }

    fn draw(&self, canvas: &mut Canvas, at: (f64, f64), wide: f64, is_open: bool) {
        if self.known {
            let (fill, edge) = if self.work { (Paint::Accent, Paint::Page) } else { (Paint::Panel, Paint::Edge) };
            return canvas.bar(at, (wide, BAR), fill, edge);
        }
        canvas.dashed(at, (wide, BAR), is_open);
        if self.from.is_some_and(|from| from.month().is_some()) {
            let x = at.0 + 1.0;
            canvas.shape(open(&[(x, at.1), (x, at.1 + BAR)]), None, Some(Stroke(Paint::Accent, 3.0, false)));
        }
    }

    /// Writes the longest label that fits into the bar.
    fn label(&self, canvas: &mut Canvas, (x, y): (f64, f64), room: f64, context: &FigureContext<'_>) {
        let Some(text) = self.labels(context).into_iter().find(|label| width(label, false) <= room) else { return };
        let paint = if self.known && self.work { Paint::Page } else { Paint::Text };
        let lang = self.phase.lang.clone().filter(|_| self.then.is_none());
        let style = TextStyle { paint, ..TextStyle::PLAIN };
        canvas.block((x + 6.0, y + 1.0), &FigureText { text, lang }, room + 2.0, 1, style);
    }

    /// Lists the possible labels, the longest first: words, then the number of the phase.
    fn labels(&self, context: &FigureContext<'_>) -> Vec<String> {
        let first = self.phase.text.clone();
        let then = self.then.as_ref().map(|then| {
            context.texts.fill(key!("figure.timeline.then"), &[("first", &first), ("last", &uncapital(&then.text))])
        });
        then.into_iter().chain([first.clone()]).chain(self.number.map(|number| number.to_string())).collect()
    }
}

/// Writes the first letter of a name small, unless the name is in capitals.
fn uncapital(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(next)) if next.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}
