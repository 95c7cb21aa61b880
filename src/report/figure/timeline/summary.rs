//! Draws how far the projects of each year have come, where they are too many for a row each.

use super::data::{ProjectStanding, Timeline, TimelineRow};
use crate::{
    key,
    report::figure::{
        canvas::{Canvas, TextStyle},
        context::FigureContext,
        letters::width,
        shares::{ShareKind, ShareStyle, bar, legend},
    },
};

/// The height of a year's row.
const ROW: f64 = 30.0;
/// The most years in one figure, so that it fits on a page.
const MOST: usize = 18;

impl Timeline {
    /// Draws a row for each year; years that do not fit into one figure come in the next.
    pub(super) fn summary(&self, context: &FigureContext<'_>) -> Vec<Canvas> {
        let kinds = kinds(context);
        let years: Vec<&[TimelineRow]> = self.projects.chunk_by(|one, next| one.year == next.year).collect();
        let parts = years.len().div_ceil(MOST);
        let part = |(at, years): (usize, &[&[TimelineRow]])| {
            let mut canvas = self.start_summary((at + 1, parts), years, context);
            let left = years.iter().map(|rows| width(&year(rows), true)).fold(0.0, f64::max) + 8.0;
            for rows in years {
                canvas.text((0.0, canvas.height + 15.0), &year(rows), TextStyle::BOLD);
                let shares = kinds.iter().map(|(standing, (style, _))| (*style, count(rows, *standing)));
                let at = (left, canvas.height);
                bar(&mut canvas, at, shares, context);
                canvas.height += ROW;
            }
            let is_shown =
                |(standing, _): &&(ProjectStanding, ShareKind)| years.iter().any(|rows| count(rows, *standing) > 0);
            let note = context.texts.fill(key!("figure.timeline.many-note"), &[("projects", self.number(context))]);
            legend(&mut canvas, kinds.iter().filter(is_shown).map(|(_, kind)| kind), note);
            canvas
        };
        years.chunks(MOST).enumerate().map(part).collect()
    }

    fn number(&self, context: &FigureContext<'_>) -> String {
        context.formats.number(self.projects.len() as u64)
    }

    /// Starts a drawing with its title and its description, which has all numbers.
    fn start_summary(&self, part: (usize, usize), years: &[&[TimelineRow]], context: &FigureContext<'_>) -> Canvas {
        let key = if part.1 > 1 { key!("figure.timeline.many-title-part") } else { key!("figure.timeline.many-title") };
        let title = context.texts.fill(key, &[("part", part.0.to_string()), ("parts", part.1.to_string())]);
        let about = context.texts.fill(key!("figure.timeline.many-desc"), &[("projects", self.number(context))]);
        let mut canvas = Canvas::new(title, about);
        let told = |rows: &&[TimelineRow]| {
            let numbers = kinds(context).into_iter().map(|(standing, (_, name))| (name, count(rows, standing)));
            let numbers = numbers.filter(|(_, count)| *count > 0);
            let numbers = numbers.map(|(name, count)| format!("{name}: {}", context.formats.number(count as u64)));
            format!("{} – {}.", year(rows), numbers.collect::<Vec<_>>().join(", "))
        };
        canvas.details = years.iter().map(told).collect::<Vec<_>>().join(" ");
        canvas
    }
}

/// Lists what the parts of the bars stand for, in the order of a project's course.
fn kinds(context: &FigureContext<'_>) -> [(ProjectStanding, ShareKind); 5] {
    let text = |key| context.texts.get(key).to_owned();
    [
        (ProjectStanding::Before, (ShareStyle::Empty, text(key!("figure.timeline.many-before")))),
        (ProjectStanding::Working, (ShareStyle::Full, text(key!("figure.timeline.many-working")))),
        (ProjectStanding::Completed, (ShareStyle::Light, text(key!("figure.timeline.many-completed")))),
        (ProjectStanding::Stopped, (ShareStyle::Dark, text(key!("figure.timeline.many-stopped")))),
        (ProjectStanding::Unknown, (ShareStyle::Dashed, text(key!("figure.timeline.many-unknown")))),
    ]
}

fn year(rows: &[TimelineRow]) -> String {
    rows.first().map(|row| row.year.to_string()).unwrap_or_default()
}

fn count(rows: &[TimelineRow], standing: ProjectStanding) -> usize {
    rows.iter().filter(|row| row.standing == standing).count()
}
