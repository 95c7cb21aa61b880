//! Draws the timeline: an axis, and below it a row for each project.

use super::{
    axis::Axis,
    data::{Timeline, TimelineBar, TimelineRow},
    days::{DateRange, range},
    legend::legend,
};
use crate::{
    date::Date,
    key,
    report::figure::{
        canvas::{Canvas, Paint, Stroke, TextStyle, WIDTH, length, open},
        context::FigureContext,
        letters::LINE,
        shares::MANY,
    },
};

/// The height of a project's row: its name, its bar, and the room below.
const ROW: f64 = LINE + 30.0;
/// The height of a year's heading.
const HEADING: f64 = 28.0;
/// The greatest height of the rows in one figure, so that it fits on a page.
const TALLEST: f64 = 640.0;
/// The number of days of a year.
const YEAR: i32 = 366;

impl Timeline {
    /// Draws the projects; those that do not fit into one figure come in the next. Where they are very many, it draws how
    /// far those of each year have come instead.
    pub fn draw(&self, context: &FigureContext<'_>) -> Vec<Canvas> {
        if self.projects.len() > MANY {
            return self.summary(context);
        }
        let Some((axis, today)) = self.axis(context.today) else { return Vec::new() };
        let parts = self.parts();
        let count = parts.len();
        let draw = |(at, rows): (usize, &[TimelineRow])| {
            let mut canvas = start((at + 1, count), rows, &axis, context);
            let top = axis.draw(&mut canvas, context);
            self.rows(&mut canvas, rows, (&axis, today), context);
            if let Some(today) = today {
                today_line(&mut canvas, axis.x(range(today).0), top);
            }
            legend(&mut canvas, rows, today, context);
            canvas
        };
        parts.into_iter().enumerate().map(draw).collect()
    }

    /// Returns the axis from the first date to the last, and today's date if it lies near; `None` if no date is known.
    fn axis(&self, today: Option<Date>) -> Option<(Axis, Option<Date>)> {
        let dates: Vec<Date> = self.projects.iter().flat_map(TimelineRow::dates).collect();
        let (first, last) = dates.iter().min().zip(dates.iter().max_by_key(|date| range(**date).1))?;
        // Today takes too much room if it is before all dates or long after them.
        let (begin, end) = (range(*first).0, range(*last).1);
        let latest = end + (end - begin).max(YEAR);
        let today = today.filter(|today| (begin..=latest).contains(&range(*today).0));
        let last = today.filter(|today| range(*today).1 > range(*last).1).unwrap_or(*last);
        let is_open = |bar: &&TimelineBar| bar.until.is_none();
        let open_bars = self.projects.iter().filter_map(|row| row.stretches.last()).filter(is_open);
        let start = open_bars.filter_map(|bar| bar.from).max().filter(|_| today.is_none());
        let span = DateRange::of(*first, last);
        Some((Axis { span: start.map_or(span, |start| span.with_room(start)) }, today))
    }

    /// Draws some rows, with a heading for each year if there are several.
    fn rows(
        &self,
        canvas: &mut Canvas,
        rows: &[TimelineRow],
        (axis, today): (&Axis, Option<Date>),
        context: &FigureContext<'_>,
    ) {
        let has_years = self.projects.iter().any(|row| row.year != self.projects[0].year);
        let mut year = None;
        for row in rows {
            if has_years && year.replace(row.year) != Some(row.year) {
                canvas.text((0.0, canvas.height + 20.0), &row.year.to_string(), TextStyle::BOLD);
                canvas.height += HEADING;
            }
            row.draw(canvas, axis, today, context);
        }
    }

    /// Divides the projects into parts that each fit into one figure, between two years if possible.
    fn parts(&self) -> Vec<&[TimelineRow]> {
        let rows = &self.projects;
        let (mut starts, mut height) = (vec![0], 0.0);
        for (at, row) in rows.iter().enumerate() {
            let is_first = at == 0 || rows[at - 1].year != row.year;
            let of_year = rows[at..].iter().take_while(|other| other.year == row.year).count();
            let year = HEADING + ROW * length(of_year);
            let own = if is_first { HEADING + ROW } else { ROW };
            let wanted = if is_first && year <= TALLEST { year } else { own };
            if height > 0.0 && height + wanted > TALLEST {
                starts.push(at);
                height = HEADING;
            }
            height += own;
        }
        let ends = starts.iter().skip(1).copied().chain([rows.len()]);
        starts.iter().zip(ends).map(|(start, end)| &rows[*start..end]).collect()
    }
}

/// Starts a drawing with its title and its description.
fn start(part: (usize, usize), rows: &[TimelineRow], axis: &Axis, context: &FigureContext<'_>) -> Canvas {
    let key = if part.1 > 1 { key!("figure.timeline.title-part") } else { key!("figure.timeline.title") };
    let title = context.texts.fill(key, &[("part", part.0.to_string()), ("parts", part.1.to_string())]);
    let mut canvas = Canvas::new(title, axis.description(context));
    canvas.details = rows.iter().map(|row| row.text_alternative(context)).collect::<Vec<_>>().join(" ");
    canvas
}

/// Draws the line for today through all rows.
fn today_line(canvas: &mut Canvas, x: f64, top: f64) {
    let (x, foot) = (x.clamp(1.0, WIDTH - 1.0), canvas.height - 4.0);
    canvas.shape(open(&[(x, top), (x, foot)]), None, Some(Stroke(Paint::Text, 2.0, false)));
}
