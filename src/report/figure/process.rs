//! A process model with a project's place in it: diamonds that open and close as the steps do, else a line of arrows.

use minijinja::{Error, value::Value};
use serde::{Deserialize, Serialize};

use super::{
    FigureFault, Pen, Words,
    canvas::{Anchor, Canvas, Line, Look, Paint, WIDTH, circle, open, polygon},
    letters::LINE,
};

/// The height of a diamond, and of an arrow.
const DIAMOND: f64 = 88.0;
const ARROW: f64 = 48.0;
/// The room beside the first and the last phase, for projects that have not begun or have ended.
const SIDE: f64 = 14.0;
/// The room above a row of phases for the sign that says where the project is.
const ABOVE: f64 = 34.0;

/// Holds a process model and a project's way through it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Process {
    /// What the model is called.
    pub model: Words,
    /// The project.
    project: Words,
    phases: Vec<Phase>,
    /// Where the project is.
    place: Place,
    /// The number of the phase that it has come to, from 1.
    number: Option<usize>,
    count: usize,
    /// The state of a project before or after the phases.
    state: Option<Words>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Phase {
    number: usize,
    name: Words,
    steps: Vec<Words>,
    standing: Standing,
    on: Option<String>,
    /// Whether each step opens or closes, as far as that is said.
    #[serde(skip)]
    turns: Vec<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Standing {
    Passed,
    Here,
    Ahead,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Place {
    Before,
    At,
    After,
    Stopped,
    Unknown,
}

/// Holds what a view says of a project.
#[derive(Deserialize)]
struct Seen {
    heading: Words,
    course: Vec<SeenStanding>,
    process_model: Option<SeenModel>,
}

#[derive(Deserialize)]
struct SeenStanding {
    phase: String,
    name: Words,
    standing: Standing,
    on: Option<String>,
}

#[derive(Deserialize)]
struct SeenModel {
    name: Option<Words>,
    phases: Vec<SeenPhase>,
}

#[derive(Deserialize)]
struct SeenPhase {
    id: Option<String>,
    name: Option<Words>,
    steps: Vec<SeenStep>,
}

#[derive(Deserialize)]
struct SeenStep {
    name: Option<Words>,
    opens: Option<bool>,
}

impl Process {
    /// Reads what a view says of a project.
    pub fn read(project: &Value, pen: &Pen<'_>) -> Result<Self, Error> {
        let Seen { heading, course, process_model } = Seen::deserialize(project)?;
        let model = process_model.filter(|model| !model.phases.is_empty());
        let SeenModel { name, phases } = model.ok_or_else(|| FigureFault::NoProcess.error())?;
        let phase = |(at, phase): (usize, SeenPhase)| {
            let id = phase.id.unwrap_or_default();
            let found = course.iter().find(|step| !id.is_empty() && step.phase == id);
            Phase {
                number: at + 1,
                name: phase.name.unwrap_or(Words { text: id, lang: None }),
                turns: phase.steps.iter().filter_map(|step| step.opens).collect(),
                steps: phase.steps.into_iter().filter_map(|step| step.name).collect(),
                standing: found.map_or(Standing::Ahead, |step| step.standing),
                on: found.and_then(|step| step.on.clone()),
            }
        };
        let phases: Vec<Phase> = phases.into_iter().enumerate().map(phase).collect();
        let here = course.iter().find(|step| step.standing == Standing::Here);
        let passed = phases.iter().rposition(|phase| phase.standing == Standing::Passed).map(|at| at + 1);
        let at = phases.iter().position(|phase| phase.standing == Standing::Here).map(|at| at + 1);
        let place = match here {
            _ if at.is_some() => Place::At,
            Some(step) if step.phase == crate::model::lifecycle::STOPPED => Place::Stopped,
            Some(_) if passed == Some(phases.len()) => Place::After,
            Some(_) => Place::Before,
            None => Place::Unknown,
        };
        let name = name.unwrap_or_else(|| Words { text: pen.texts.get("figure.process.model").into(), lang: None });
        Ok(Self {
            model: name,
            project: heading,
            place,
            number: at.or(passed),
            count: phases.len(),
            phases,
            state: here.filter(|_| place != Place::At).map(|step| step.name.clone()),
        })
    }

    /// Says in a sentence where the project is; `show` writes the words of the portfolio.
    pub fn sentence(&self, pen: &Pen<'_>, show: &mut dyn FnMut(&Words) -> String) -> String {
        let key = match (self.place, self.number) {
            (Place::Before, _) => "figure.process.before",
            (Place::At, _) => "figure.process.at",
            (Place::After, _) => "figure.process.after",
            (Place::Stopped, Some(_)) => "figure.process.stopped",
            (Place::Stopped, None) => "figure.process.stopped-before",
            (Place::Unknown, _) => "figure.process.unknown",
        };
        let phase = self.number.and_then(|number| self.phases.get(number - 1));
        let number = |number: usize| pen.formats.number(number as u64);
        pen.texts.fill(
            key,
            &[
                ("model", show(&self.model)),
                ("number", number(self.number.unwrap_or_default())),
                ("count", number(self.count)),
                ("phase", phase.map(|phase| show(&phase.name)).unwrap_or_default()),
                ("state", self.state.as_ref().map(show).unwrap_or_default()),
            ],
        )
    }

    /// Draws the phases, and below them what each is and whether the project has passed it.
    pub fn draw(&self, pen: &Pen<'_>) -> Canvas {
        let plain = [("project", &*self.project.text), ("model", &*self.model.text)];
        let mut canvas = Canvas::new(pen.texts.fill("figure.process.title", &plain), self.description(pen));
        let is_diamonds = self.phases.iter().any(|phase| !phase.turns.is_empty());
        let (most, high) = if is_diamonds { (4, DIAMOND) } else { (6, ARROW) };
        let rows = self.phases.len().div_ceil(most);
        let across = self.phases.len().div_ceil(rows);
        let wide = ((WIDTH - 2.0 * SIDE) / as_length(across)).min(112.0);
        for row in self.phases.chunks(across) {
            canvas.height += ABOVE;
            let top = canvas.height;
            let left = (WIDTH - wide * as_length(row.len())) / 2.0;
            let middle = top + high / 2.0;
            let right = WIDTH - left;
            canvas.shape(open(&[(left - SIDE, middle), (right + SIDE, middle)]), None, Some(EDGE));
            for (at, phase) in row.iter().enumerate() {
                phase.draw(&mut canvas, (left + wide * as_length(at), top), (wide, high));
            }
            self.point(&mut canvas, row, (left, wide), pen);
            canvas.height += high;
        }
        canvas.height += 10.0;
        for phase in &self.phases {
            phase.tell(&mut canvas, pen);
        }
        canvas
    }

    /// Points at the project's place, where it is in this row or at its ends.
    fn point(&self, canvas: &mut Canvas, row: &[Phase], (left, wide): (f64, f64), pen: &Pen<'_>) {
        let right = left + wide * as_length(row.len());
        let (first, last) = (row.first().map(|phase| phase.number), row.last().map(|phase| phase.number));
        let inside = |number: usize| row.iter().position(|phase| phase.number == number).map(as_length);
        let state = || self.state.as_ref().map(|state| state.text.clone()).unwrap_or_default();
        let here = || pen.texts.get("figure.process.here").to_owned();
        let (x, anchor, words) = match (self.place, self.number) {
            (Place::Before, _) | (Place::Stopped, None) if first == Some(1) => (left - SIDE, Anchor::Start, state()),
            (Place::After, _) if last == Some(self.count) => (right + SIDE, Anchor::End, state()),
            (Place::At, Some(number)) if let Some(at) = inside(number) => {
                (left + wide * (at + 0.5), Anchor::Middle, here())
            }
            (Place::Stopped, Some(number)) if let Some(at) = inside(number) => {
                (left + wide * (at + 0.5), Anchor::Middle, state())
            }
            _ => return,
        };
        let foot = canvas.height - 4.0;
        // The tip of the sign stays in the drawing.
        let tip = x.clamp(7.0, WIDTH - 7.0);
        let x = if anchor == Anchor::Middle { x } else { x.clamp(0.0, WIDTH) };
        canvas.text((x, foot - 14.0), &words, Look::BOLD.at(anchor));
        if anchor == Anchor::Middle {
            let corners = [(tip - 7.0, foot - 9.0), (tip + 7.0, foot - 9.0), (tip, foot)];
            canvas.shape(polygon(&corners), Some(Paint::Text), None);
        } else {
            // From above down to the dot at the end of the line.
            let y = canvas.height + if canvas.height > 0.0 { self.height() / 2.0 } else { 0.0 };
            canvas.shape(open(&[(tip, foot - 9.0), (tip, y)]), None, Some(Line(Paint::Text, 1.5, false)));
            canvas.shape(circle((tip, y), 6.0), Some(Paint::Accent), Some(Line(Paint::Page, 1.5, false)));
        }
    }

    fn height(&self) -> f64 {
        if self.phases.iter().any(|phase| !phase.turns.is_empty()) { DIAMOND } else { ARROW }
    }

    fn description(&self, pen: &Pen<'_>) -> String {
        let mut plain = |words: &Words| words.text.clone();
        let phase = |phase: &Phase| {
            let standing = pen.texts.get(phase.standing.key()).to_lowercase();
            format!("{} {} ({standing})", phase.number, phase.name.text)
        };
        let phases: Vec<String> = self.phases.iter().map(phase).collect();
        let listed = pen.texts.fill("figure.process.phases", &[("phases", pen.formats.and(&phases))]);
        format!("{} {listed}", self.sentence(pen, &mut plain))
    }
}

const EDGE: Line = Line(Paint::Edge, 1.5, false);

impl Standing {
    fn key(self) -> &'static str {
        match self {
            Self::Passed => "figure.process.passed",
            Self::Here => "figure.process.is-here",
            Self::Ahead => "figure.process.ahead",
        }
    }

    /// Returns how a phase is filled, its edge, and how what stands in it is drawn.
    fn paints(self) -> (Paint, Line, Paint) {
        match self {
            Self::Passed => (Paint::Accent, Line(Paint::Accent, 1.5, false), Paint::Page),
            Self::Here => (Paint::Page, Line(Paint::Accent, 4.0, false), Paint::Accent),
            Self::Ahead => (Paint::Page, EDGE, Paint::Quiet),
        }
    }
}

impl Phase {
    /// Draws the phase in a box.
    fn draw(&self, canvas: &mut Canvas, (x, y): (f64, f64), (wide, high): (f64, f64)) {
        let (fill, line, ink) = self.standing.paints();
        canvas.shape(self.outline((x + 2.0, y), (wide - 4.0, high)), Some(fill), Some(line));
        let centre = (x + wide / 2.0, y + high / 2.0);
        let is_passed = self.standing == Standing::Passed;
        let foot = centre.1 + if is_passed { -1.0 } else { 5.0 };
        let look = Look { paint: ink, is_bold: true, anchor: Anchor::Middle };
        canvas.text((centre.0, foot), &self.number.to_string(), look);
        if is_passed {
            let (x, y) = (centre.0, centre.1 + 10.0);
            let check = [(x - 6.0, y - 1.0), (x - 2.0, y + 4.0), (x + 6.0, y - 5.0)];
            canvas.shape(open(&check), None, Some(Line(ink, 2.0, false)));
        }
    }

    /// Outlines the phase: what opens grows wider to the right, what closes narrower; else it is an arrow.
    fn outline(&self, (x, y): (f64, f64), (wide, high): (f64, f64)) -> String {
        let middle = y + high / 2.0;
        if self.turns.is_empty() {
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
        let step = wide / as_length(self.turns.len());
        let starts_open = self.turns.first() == Some(&false);
        let levels = std::iter::once(starts_open).chain(self.turns.iter().copied());
        let edge: Vec<(f64, f64)> = levels
            .enumerate()
            .map(|(at, is_open)| (x + step * as_length(at), if is_open { high / 2.0 } else { 0.0 }))
            .collect();
        let upper = edge.iter().map(|(x, half)| (*x, middle - half));
        let lower = edge.iter().rev().filter(|(_, half)| *half > 0.0).map(|(x, half)| (*x, middle + half));
        polygon(&upper.chain(lower).collect::<Vec<_>>())
    }

    /// Says below the drawing what the phase is, and whether the project has passed it.
    fn tell(&self, canvas: &mut Canvas, pen: &Pen<'_>) {
        let (x, room, top) = (26.0, WIDTH - 26.0, canvas.height + 8.0);
        let centre = (9.0, top + 10.0);
        let (fill, line, ink) = self.standing.paints();
        let line = if self.standing == Standing::Here { Line(Paint::Accent, 3.0, false) } else { line };
        canvas.shape(circle(centre, 7.0), Some(fill), Some(line));
        match self.standing {
            Standing::Passed => {
                let (x, y) = centre;
                let check = [(x - 3.5, y), (x - 1.0, y + 3.0), (x + 3.5, y - 3.0)];
                canvas.shape(open(&check), None, Some(Line(ink, 1.5, false)));
            }
            Standing::Here => canvas.shape(circle(centre, 2.5), Some(ink), None),
            Standing::Ahead => {}
        }
        let name = Words { text: format!("{}. {}", self.number, self.name.text), lang: self.name.lang.clone() };
        canvas.height = canvas.block((x, top), &name, room, 2, Look::BOLD);
        if !self.steps.is_empty() {
            let steps: Vec<&str> = self.steps.iter().map(|step| &*step.text).collect();
            let steps = Words { text: steps.join(" · "), lang: self.steps[0].lang.clone() };
            canvas.height = canvas.block((x, canvas.height), &steps, room, 3, Look::PLAIN);
        }
        let standing = pen.texts.get(self.standing.key());
        let date = self.on.as_deref().and_then(crate::model::Date::parse).map(|date| pen.formats.date(date));
        let text = match date {
            Some(date) => pen.texts.fill("figure.process.since", &[("standing", standing), ("date", &*date)]),
            None => standing.to_owned(),
        };
        canvas.height = canvas.block((x, canvas.height), &Words { text, lang: None }, room, 2, Look::QUIET);
        canvas.height = canvas.height.max(top + LINE) + 2.0;
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody follows so many phases")]
fn as_length(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests;
