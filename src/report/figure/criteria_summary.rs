//! Draws how many projects are strong and weak by each criterion, where they are too many for a column each.

use super::{
    canvas::{Canvas, TextStyle, WIDTH},
    context::FigureContext,
    criteria::{CriteriaMatrix, MatrixCriterion, MatrixStrength},
    shares::{BAR, ShareKind, ShareStyle, bar, legend},
};
use crate::key;

/// The most criteria in one figure, so that it fits on a page.
const MOST: usize = 10;

/// How many projects each part of a bar stands for, in the order of [`kinds`].
type Counts = [usize; 4];

impl CriteriaMatrix {
    /// Draws a row for each criterion; criteria that do not fit into one figure come in the next.
    pub(super) fn summary(&self, context: &FigureContext<'_>) -> Vec<Canvas> {
        let kinds = kinds(context);
        let rows: Vec<(&MatrixCriterion, Counts)> = self.criteria.iter().zip(self.counts()).collect();
        let parts = rows.len().div_ceil(MOST);
        let part = |(at, rows): (usize, &[(&MatrixCriterion, Counts)])| {
            let mut canvas = self.start_summary((at + 1, parts), rows, context);
            for (criterion, counts) in rows {
                let top = canvas.block((0.0, canvas.height), &criterion.name, WIDTH, 2, TextStyle::PLAIN) + 2.0;
                bar(&mut canvas, (0.0, top), kinds.iter().map(|(style, _)| *style).zip(*counts), context);
                canvas.height = top + BAR + 8.0;
            }
            let is_shown = |at: usize| rows.iter().any(|(_, counts)| counts[at] > 0);
            let shown = kinds.iter().enumerate().filter(|(at, _)| is_shown(*at)).map(|(_, kind)| kind);
            let note = context.texts.fill(key!("figure.criteria.many-note"), &[("projects", self.number(context))]);
            legend(&mut canvas, shown, note);
            canvas
        };
        rows.chunks(MOST).enumerate().map(part).collect()
    }

    /// Counts the projects of each criterion.
    fn counts(&self) -> Vec<Counts> {
        let mut counts = vec![Counts::default(); self.criteria.len()];
        for project in &self.projects {
            for (of_criterion, strength) in counts.iter_mut().zip(&project.strengths) {
                of_criterion[match strength {
                    Some(MatrixStrength::Strong) => 0,
                    Some(MatrixStrength::Conditional) => 1,
                    Some(MatrixStrength::Weak) => 2,
                    None => 3,
                }] += 1;
            }
        }
        counts
    }

    fn number(&self, context: &FigureContext<'_>) -> String {
        context.formats.number(self.projects.len() as u64)
    }

    /// Starts a drawing with its title and its description, which has all numbers.
    fn start_summary(
        &self,
        part: (usize, usize),
        rows: &[(&MatrixCriterion, Counts)],
        context: &FigureContext<'_>,
    ) -> Canvas {
        let key = if part.1 > 1 { key!("figure.criteria.title-part") } else { key!("figure.criteria.title") };
        let title = context.texts.fill(key, &[("part", part.0.to_string()), ("parts", part.1.to_string())]);
        let about = context.texts.fill(key!("figure.criteria.many-desc"), &[("projects", self.number(context))]);
        let mut canvas = Canvas::new(title, about);
        let told = |(criterion, counts): &(&MatrixCriterion, Counts)| {
            let [strong, conditional, weak, none] = counts.map(|count| context.formats.number(count as u64));
            let numbers = [
                ("criterion", criterion.name.text.clone()),
                ("strong", strong),
                ("conditional", conditional),
                ("weak", weak),
                ("none", none),
            ];
            context.texts.fill(key!("figure.criteria.many-told"), &numbers)
        };
        canvas.details = rows.iter().map(told).collect::<Vec<_>>().join(" ");
        canvas
    }
}

/// Lists what the parts of the bars stand for.
fn kinds(context: &FigureContext<'_>) -> [ShareKind; 4] {
    let text = |key| context.texts.get(key).to_owned();
    [
        (ShareStyle::Full, text(key!("figure.criteria.strong"))),
        (ShareStyle::Light, text(key!("figure.criteria.conditional"))),
        (ShareStyle::Dark, text(key!("figure.criteria.weak"))),
        (ShareStyle::Dashed, text(key!("figure.criteria.none"))),
    ]
}
