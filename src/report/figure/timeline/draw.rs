//! The line of phases drawn: an axis of years, quarters or months, and below it a row for each project.

use super::{
    Timeline, TimelineBar, TimelineRow,
    days::{Span, Unit, first_of, range},
    legend::{legend, mark},
};
use crate::{
    date::Date,
    report::figure::{
        FigureContext, FigureText,
        canvas::{Canvas, Paint, Stroke, TextStyle, WIDTH, open},
        letters::{LINE, width},
    },
};

/// The height of a bar.
const BAR: f64 = 20.0;
/// The height of a project's row: its name, its bar, and the room below.
const ROW: f64 = LINE + BAR + 10.0;
/// The height of a year's heading.
const HEADING: f64 = 28.0;
/// The most that stands in one figure, so that it fits on a page.
const TALLEST: f64 = 640.0;

/// The days of a year.
const YEAR: i32 = 366;

/// Places days on the line.
struct Axis {
    span: Span,
}

impl Axis {
    fn x(&self, day: i32) -> f64 {
        let (first, last) = self.span.days();
        let share = f64::from(day - first) / f64::from((last - first).max(1));
        (share * WIDTH).clamp(0.0, WIDTH)
    }
}

impl Timeline {
    /// Draws the projects; those that find no room in one figure come in the next.
    pub fn draw(&self, context: &FigureContext<'_>) -> Vec<Canvas> {
        let dates: Vec<Date> = self.projects.iter().flat_map(TimelineRow::dates).collect();
        let Some((first, last)) = dates.iter().min().zip(dates.iter().max_by_key(|date| range(**date).1)) else {
            return Vec::new();
        };
        // A day before all that happened, or long after it, would only take the room.
        let (begin, end) = (range(*first).0, range(*last).1);
        let latest = end + (end - begin).max(YEAR);
        let today = context.today.filter(|today| (begin..=latest).contains(&range(*today).0));
        let last = today.filter(|today| range(*today).1 > range(*last).1).unwrap_or(*last);
        let is_open = |stretch: &&TimelineBar| stretch.until.is_none();
        let lasting = self.projects.iter().filter_map(|row| row.stretches.last()).filter(is_open);
        let start = lasting.filter_map(|stretch| stretch.from).max().filter(|_| today.is_none());
        let span = Span::of(*first, last);
        let axis = Axis { span: start.map_or(span, |start| span.with_room(start)) };
        let parts = self.parts();
        let count = parts.len();
        let has_years = self.projects.iter().any(|row| row.year != self.projects[0].year);
        let draw = |(at, rows): (usize, &[TimelineRow])| {
            let key = if count > 1 { "figure.timeline.title-part" } else { "figure.timeline.title" };
            let numbers = [("part", (at + 1).to_string()), ("parts", count.to_string())];
            let mut canvas = Canvas::new(context.texts.fill(key, &numbers), description(&axis, context));
            canvas.details = rows.iter().map(|row| row.text_alternative(context)).collect::<Vec<_>>().join(" ");
            let top = axis.draw(&mut canvas, context);
            let mut year = None;
            for row in rows {
                if has_years && year.replace(row.year) != Some(row.year) {
                    canvas.text((0.0, canvas.height + 20.0), &row.year.to_string(), TextStyle::BOLD);
                    canvas.height += HEADING;
                }
                row.draw(&mut canvas, &axis, today, context);
            }
            let foot = canvas.height - 4.0;
            if let Some(today) = today {
                let x = axis.x(range(today).0).clamp(1.0, WIDTH - 1.0);
                canvas.shape(open(&[(x, top), (x, foot)]), None, Some(Stroke(Paint::Text, 2.0, false)));
            }
            legend(&mut canvas, rows, today, context);
            canvas
        };
        parts.into_iter().enumerate().map(draw).collect()
    }

    /// Divides the projects so that each part finds room, between two years where that can be.
    fn parts(&self) -> Vec<&[TimelineRow]> {
        let rows = &self.projects;
        let (mut starts, mut height) = (vec![0], 0.0);
        for (at, row) in rows.iter().enumerate() {
            let is_first = at == 0 || rows[at - 1].year != row.year;
            let of_year = rows[at..].iter().take_while(|other| other.year == row.year).count();
            let year = HEADING + ROW * as_length(of_year);
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

impl Axis {
    /// Draws the years and what they are divided into; returns where the rows begin.
    fn draw(&self, canvas: &mut Canvas, context: &FigureContext<'_>) -> f64 {
        let unit = self.span.unit;
        let months: Vec<&str> = context.texts.get("figure.timeline.months").split(' ').collect();
        let mut years: Vec<(f64, i32)> = self.years().collect();
        if years.first().is_none_or(|(x, _)| *x > 60.0) {
            years.insert(0, (0.0, self.span.from.div_euclid(12)));
        }
        // A year whose words would touch those of the next is not named.
        let style = if unit == Unit::Years { TextStyle::PLAIN } else { TextStyle::BOLD };
        let wide = width("0000", style.is_bold) + 4.0;
        let mut free = 0.0;
        for (x, year) in years {
            if x >= free && x + wide <= WIDTH {
                canvas.text((x + 3.0, 14.0), &year.to_string(), style);
                free = x + wide;
            }
        }
        let top = if unit == Unit::Years { 20.0 } else { 38.0 };
        for month in self.span.marks() {
            let x = self.x(first_of(month)).clamp(0.5, WIDTH - 0.5);
            let starts_year = month % 12 == 0;
            if unit == Unit::Months && month % 3 == 0 && x + 40.0 < WIDTH {
                let name = months.get(usize::try_from(month.rem_euclid(12)).unwrap_or_default());
                canvas.text((x + 3.0, 32.0), name.copied().unwrap_or_default(), TextStyle::QUIET);
            }
            let room = self.x(first_of(month + 3)) - x;
            if unit == Unit::Quarters && room > 34.0 && x + room <= WIDTH + 0.5 {
                let quarter = (month.rem_euclid(12) / 3 + 1).to_string();
                let words = context.texts.fill("figure.timeline.quarter", &[("number", quarter)]);
                canvas.text((x + 3.0, 32.0), &words, TextStyle::QUIET);
            }
            let from =
                if starts_year { 2.0 } else { top - if unit == Unit::Months && month % 3 == 0 { 12.0 } else { 4.0 } };
            canvas.shape(open(&[(x, from), (x, top)]), None, Some(Stroke(Paint::Edge, 1.0, false)));
        }
        canvas.shape(open(&[(0.0, top), (WIDTH, top)]), None, Some(Stroke(Paint::Edge, 1.0, false)));
        canvas.height = top + 6.0;
        top
    }

    /// Lists where the years begin.
    fn years(&self) -> impl Iterator<Item = (f64, i32)> {
        let january = self.span.marks().filter(|month| month % 12 == 0);
        january.map(|month| (self.x(first_of(month)), month.div_euclid(12)))
    }
}

impl TimelineRow {
    fn draw(&self, canvas: &mut Canvas, axis: &Axis, today: Option<Date>, context: &FigureContext<'_>) {
        let foot =
            canvas.block((0.0, canvas.height), &self.heading, WIDTH, 1, TextStyle::PLAIN).max(canvas.height + LINE);
        // Years are told apart behind the bars alone, so that no line crosses a name.
        for x in axis.years().map(|(x, _)| x).filter(|x| *x > 1.0 && *x < WIDTH - 1.0) {
            canvas.shape(open(&[(x, foot), (x, foot + BAR)]), None, Some(Stroke(Paint::Edge, 0.5, false)));
        }
        let open_end = today.map_or(WIDTH, |today| axis.x(range(today).0));
        let mut right: f64 = 0.0;
        for (at, stretch) in self.stretches.iter().enumerate() {
            let is_last = at + 1 == self.stretches.len();
            let (first, behind) = stretch.days(self.year, is_last);
            let from = axis.x(first).min(WIDTH - 12.0);
            let until = behind.map_or(open_end, |day| axis.x(day)).max(from + 4.0).min(WIDTH);
            stretch.draw(canvas, (from, foot), until - from, behind.is_none());
            let room = until - from - 10.0;
            let style = if stretch.known && stretch.work {
                TextStyle { paint: Paint::Page, ..TextStyle::PLAIN }
            } else {
                TextStyle::PLAIN
            };
            let label = stretch.labels(context).into_iter().find(|label| width(label, false) <= room);
            if let Some(label) = label {
                let lang = if stretch.then.is_none() { stretch.phase.lang.clone() } else { None };
                canvas.block((from + 6.0, foot + 1.0), &FigureText { text: label, lang }, room + 2.0, 1, style);
            }
            right = right.max(until);
        }
        if self.stretches.is_empty() {
            let words = FigureText { text: context.texts.get("figure.timeline.unknown").to_owned(), lang: None };
            canvas.dashed((1.0, foot), (WIDTH - 2.0, BAR), true);
            canvas.block((6.0, foot + 1.0), &words, WIDTH, 1, TextStyle::PLAIN);
        }
        if let Some(end) = self.end.as_ref().filter(|end| end.on.is_some()) {
            let x = right.clamp(7.0, WIDTH - 7.0);
            mark(canvas, (x, foot + BAR / 2.0), end.stopped);
            if x + 12.0 + width(&end.phase.text, false) <= WIDTH {
                canvas.block((x + 10.0, foot + 1.0), &end.phase, WIDTH, 1, TextStyle::QUIET);
            }
        }
        canvas.height = foot + BAR + 10.0;
    }

    /// Says in words what the row shows.
    fn text_alternative(&self, context: &FigureContext<'_>) -> String {
        let dated = |(name, on): (&FigureText, Option<Date>)| match on {
            Some(on) => format!("{} {}", name.text, context.formats.date(on)),
            None => format!("{} {}", name.text, context.texts.get("figure.timeline.undated")),
        };
        let phases = self.stretches.iter().map(|stretch| (&stretch.phase, stretch.from));
        let end = self.end.iter().map(|end| (&end.phase, end.on));
        let said: Vec<String> = phases.chain(end).map(dated).collect();
        let said =
            if said.is_empty() { context.texts.get("figure.timeline.unknown").to_owned() } else { said.join(", ") };
        format!("{}: {said}.", self.heading.text)
    }
}

impl TimelineBar {
    /// Returns its first day, and the day behind its last where that is known.
    fn days(&self, year: i16, is_last: bool) -> (i32, Option<i32>) {
        let behind = self.until.map(range).map(|(first, last)| if is_last { last + 1 } else { first });
        // What nobody knows the start of began in the year of the call, or at least before it ended.
        let call = range(Date::of_year(year)).0;
        (self.from.map_or(behind.map_or(call, |day| day.min(call)), |from| range(from).0), behind)
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

    /// Lists what may stand in it, the longest first: words, else the number of the phase.
    fn labels(&self, context: &FigureContext<'_>) -> Vec<String> {
        let first = self.phase.text.clone();
        let then = self.then.as_ref().map(|then| {
            context.texts.fill("figure.timeline.then", &[("first", &first), ("last", &uncapital(&then.text))])
        });
        then.into_iter().chain([first.clone()]).chain(self.number.map(|number| number.to_string())).collect()
    }
}

/// Makes a name fit for the middle of a line; one in capitals stays.
fn uncapital(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(next)) if next.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

fn description(axis: &Axis, context: &FigureContext<'_>) -> String {
    let year = |month: i32| month.div_euclid(12).to_string();
    let ends = [("from", year(axis.span.from)), ("until", year(axis.span.until - 1))];
    let key = if ends[0].1 == ends[1].1 { "figure.timeline.desc-year" } else { "figure.timeline.desc" };
    context.texts.fill(key, &ends)
}

#[expect(clippy::cast_precision_loss, reason = "nobody has so many projects")]
fn as_length(count: usize) -> f64 {
    count as f64
}
