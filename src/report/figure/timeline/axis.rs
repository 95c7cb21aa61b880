//! The axis of the timeline: years, quarters or months.

use super::days::{DateRange, Unit, first_of};
use crate::{
    key,
    report::figure::{
        canvas::{Canvas, Paint, Stroke, TextStyle, WIDTH, open},
        context::FigureContext,
        letters::width,
    },
};

/// Converts days to positions in the drawing.
pub struct Axis {
    pub span: DateRange,
}

impl Axis {
    /// Returns the x of a day.
    pub fn x(&self, day: i32) -> f64 {
        let (first, last) = self.span.days();
        let share = f64::from(day - first) / f64::from((last - first).max(1));
        (share * WIDTH).clamp(0.0, WIDTH)
    }

    /// Draws the years and their parts; returns the y where the rows begin.
    pub fn draw(&self, canvas: &mut Canvas, context: &FigureContext<'_>) -> f64 {
        let top = if self.span.unit == Unit::Years { 20.0 } else { 38.0 };
        self.year_labels(canvas);
        let months: Vec<&str> = context.texts.get(key!("figure.timeline.months")).split(' ').collect();
        for month in self.span.marks() {
            let x = self.x(first_of(month)).clamp(0.5, WIDTH - 0.5);
            self.part_label(canvas, x, month, &months, context);
            let height = if self.span.unit == Unit::Months && month % 3 == 0 { 12.0 } else { 4.0 };
            let from = if month % 12 == 0 { 2.0 } else { top - height };
            canvas.shape(open(&[(x, from), (x, top)]), None, Some(Stroke(Paint::Edge, 1.0, false)));
        }
        canvas.shape(open(&[(0.0, top), (WIDTH, top)]), None, Some(Stroke(Paint::Edge, 1.0, false)));
        canvas.height = top + 6.0;
        top
    }

    /// Labels the years; a label that would touch the one before is left out.
    fn year_labels(&self, canvas: &mut Canvas) {
        let mut years: Vec<(f64, i32)> = self.years().collect();
        if years.first().is_none_or(|(x, _)| *x > 60.0) {
            years.insert(0, (0.0, self.span.from.div_euclid(12)));
        }
        let style = if self.span.unit == Unit::Years { TextStyle::PLAIN } else { TextStyle::BOLD };
        let wide = width("0000", style.is_bold) + 4.0;
        let mut free = 0.0;
        for (x, year) in years {
            if x >= free && x + wide <= WIDTH {
                canvas.text((x + 3.0, 14.0), &year.to_string(), style);
                free = x + wide;
            }
        }
    }

    /// Labels the month or the quarter that begins at a mark, if there is room.
    fn part_label(&self, canvas: &mut Canvas, x: f64, month: i32, months: &[&str], context: &FigureContext<'_>) {
        let unit = self.span.unit;
        if unit == Unit::Months && month % 3 == 0 && x + 40.0 < WIDTH {
            let name = months.get(usize::try_from(month.rem_euclid(12)).unwrap_or_default());
            canvas.text((x + 3.0, 32.0), name.copied().unwrap_or_default(), TextStyle::QUIET);
        }
        let room = self.x(first_of(month + 3)) - x;
        if unit == Unit::Quarters && room > 34.0 && x + room <= WIDTH + 0.5 {
            let quarter = (month.rem_euclid(12) / 3 + 1).to_string();
            let words = context.texts.fill(key!("figure.timeline.quarter"), &[("number", quarter)]);
            canvas.text((x + 3.0, 32.0), &words, TextStyle::QUIET);
        }
    }

    /// Lists where the years begin.
    pub fn years(&self) -> impl Iterator<Item = (f64, i32)> {
        let january = self.span.marks().filter(|month| month % 12 == 0);
        january.map(|month| (self.x(first_of(month)), month.div_euclid(12)))
    }

    /// Names the years of the axis in words.
    pub fn description(&self, context: &FigureContext<'_>) -> String {
        let year = |month: i32| month.div_euclid(12).to_string();
        let ends = [("from", year(self.span.from)), ("until", year(self.span.until - 1))];
        let key = if ends[0].1 == ends[1].1 { key!("figure.timeline.desc-year") } else { key!("figure.timeline.desc") };
        context.texts.fill(key, &ends)
    }
}
