//! The criteria matrix: what the assessment of each project says about each criterion, as signs of different shapes.

use std::collections::{HashMap, HashSet};

use crate::key;
use minijinja::{Error, value::Value};
use serde::{Deserialize, Serialize};

use super::{
    canvas::{Anchor, Canvas, Paint, Stroke, TextStyle, WIDTH, circle, length, number, open},
    context::{FigureContext, FigureText},
    letters::LINE,
    shares::MANY,
    view_projects::{list, projects_of},
};

/// The most projects in one figure: more columns would leave no room for the names of the criteria.
const MOST: usize = 8;
/// The width of a project's column.
const COLUMN: f64 = 22.0;
/// The radius of a sign.
const RADIUS: f64 = 6.5;
/// Where the words begin to the right of a sign or a number.
const INDENT: f64 = 34.0;

/// Holds the assessed projects and the criteria of their assessments.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriteriaMatrix {
    pub(super) criteria: Vec<MatrixCriterion>,
    pub(super) projects: Vec<AssessedProject>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct MatrixCriterion {
    id: String,
    pub(super) name: FigureText,
}

/// Holds a project's strengths in the order of the criteria; `None` if its assessment does not cover a criterion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct AssessedProject {
    number: usize,
    id: String,
    heading: FigureText,
    year: i16,
    pub(super) strengths: Vec<Option<MatrixStrength>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum MatrixStrength {
    Strong,
    Conditional,
    Weak,
}

/// Holds what the figure reads from the view of a project.
#[derive(Deserialize)]
struct CriteriaInput {
    id: String,
    heading: FigureText,
    year: i16,
    criteria: Vec<StrengthInput>,
}

#[derive(Deserialize)]
struct StrengthInput {
    id: String,
    name: FigureText,
    strength: MatrixStrength,
}

impl CriteriaMatrix {
    /// Reads the assessed projects of a view.
    pub fn read(view: &Value) -> Result<Self, Error> {
        let projects = projects_of(view).into_iter().map(|project| CriteriaInput::deserialize(&project));
        let mut projects: Vec<CriteriaInput> = projects.collect::<Result<_, Error>>()?;
        projects.retain(|project| !project.criteria.is_empty());
        let criteria = criteria_in_use(view, &projects)?;
        let projects = (1..).zip(projects).map(|(number, input)| input.assessed(number, &criteria)).collect();
        Ok(Self { criteria, projects })
    }

    /// Draws the matrix; projects that do not fit into one figure come in the next. Where they are very many, it draws how
    /// many are strong and weak instead.
    pub fn draw(&self, context: &FigureContext<'_>) -> Vec<Canvas> {
        if self.projects.len() > MANY {
            return self.summary(context);
        }
        let parts = self.projects.chunk_by(|one, next| one.year == next.year).flat_map(|year| year.chunks(MOST));
        let parts: Vec<&[AssessedProject]> = parts.collect();
        let draw = |(at, projects): (usize, &&[AssessedProject])| {
            let mut canvas = self.start((at + 1, parts.len()), projects, context);
            self.matrix(&mut canvas, projects);
            legend(&mut canvas, projects, context);
            list_projects(&mut canvas, projects);
            canvas
        };
        parts.iter().enumerate().map(draw).collect()
    }

    /// Starts a drawing with its title and its description.
    fn start(&self, part: (usize, usize), projects: &[AssessedProject], context: &FigureContext<'_>) -> Canvas {
        let key = if part.1 > 1 { key!("figure.criteria.title-part") } else { key!("figure.criteria.title") };
        let title = context.texts.fill(key, &[("part", part.0.to_string()), ("parts", part.1.to_string())]);
        let counts = [
            ("projects", context.formats.number(projects.len() as u64)),
            ("criteria", context.formats.number(self.rows(projects).count() as u64)),
        ];
        let mut canvas = Canvas::new(title, context.texts.fill(key!("figure.criteria.desc"), &counts));
        canvas.details = projects.iter().map(|project| project.text_alternative(context)).collect::<Vec<_>>().join(" ");
        canvas
    }

    /// Lists the criteria that are assessed for at least one of some projects, each with its index.
    fn rows(&self, projects: &[AssessedProject]) -> impl Iterator<Item = (usize, &MatrixCriterion)> {
        let is_assessed = |row: usize| projects.iter().any(|project| project.strength(row).is_some());
        self.criteria.iter().enumerate().filter(move |(row, _)| is_assessed(*row))
    }

    fn matrix(&self, canvas: &mut Canvas, projects: &[AssessedProject]) {
        let column = if projects.len() < 4 { COLUMN * 1.5 } else { COLUMN };
        let left = WIDTH - column * length(projects.len());
        let centre = |at: usize| left + column * (length(at) + 0.5);
        for (at, project) in projects.iter().enumerate() {
            canvas.text((centre(at), 14.0), &project.number.to_string(), TextStyle::BOLD.at(Anchor::Middle));
        }
        canvas.height = 22.0;
        for (row, criterion) in self.rows(projects) {
            let top = canvas.height;
            rule(canvas);
            let foot = canvas.block((0.0, top + 3.0), &criterion.name, left - 8.0, 2, TextStyle::PLAIN);
            canvas.height = foot.max(top + 3.0 + LINE) + 4.0;
            for (at, project) in projects.iter().enumerate() {
                sign(canvas, project.strength(row), (centre(at), f64::midpoint(top, canvas.height)));
            }
        }
        rule(canvas);
        canvas.height += 8.0;
    }
}

/// Lists the criteria of the view that are assessed for any of the projects, then other criteria of the projects.
fn criteria_in_use(view: &Value, projects: &[CriteriaInput]) -> Result<Vec<MatrixCriterion>, Error> {
    let known = list(view, "criteria").into_iter().map(|criterion| MatrixCriterion::deserialize(&criterion));
    let mut criteria: Vec<MatrixCriterion> = known.collect::<Result<_, Error>>()?;
    let assessed = projects.iter().flat_map(|project| &project.criteria);
    let mut known: HashSet<String> = criteria.iter().map(|criterion| criterion.id.clone()).collect();
    for StrengthInput { id, name, .. } in assessed.clone() {
        if known.insert(id.clone()) {
            criteria.push(MatrixCriterion { id: id.clone(), name: name.clone() });
        }
    }
    let used: HashSet<&str> = assessed.map(|strength| &*strength.id).collect();
    criteria.retain(|criterion| used.contains(&*criterion.id));
    Ok(criteria)
}

impl CriteriaInput {
    fn assessed(self, number: usize, criteria: &[MatrixCriterion]) -> AssessedProject {
        // Of two for one criterion, the first one counts.
        let known: HashMap<&str, MatrixStrength> =
            self.criteria.iter().rev().map(|found| (&*found.id, found.strength)).collect();
        let strengths = criteria.iter().map(|criterion| known.get(&*criterion.id).copied()).collect();
        AssessedProject { number, id: self.id, heading: self.heading, year: self.year, strengths }
    }
}

impl AssessedProject {
    /// Returns the strength in a row of the matrix.
    fn strength(&self, row: usize) -> Option<MatrixStrength> {
        self.strengths.get(row).copied().flatten()
    }

    /// Says in words how many signs of each kind the project has.
    fn text_alternative(&self, context: &FigureContext<'_>) -> String {
        let count =
            |wanted: MatrixStrength| self.strengths.iter().filter(|strength| **strength == Some(wanted)).count();
        let numbers = [
            ("project", self.heading.text.clone()),
            ("strong", count(MatrixStrength::Strong).to_string()),
            ("conditional", count(MatrixStrength::Conditional).to_string()),
            ("weak", count(MatrixStrength::Weak).to_string()),
        ];
        context.texts.fill(key!("figure.criteria.told"), &numbers)
    }
}

/// Draws a line across the figure, at its current height.
fn rule(canvas: &mut Canvas) {
    let y = canvas.height;
    canvas.shape(open(&[(0.0, y), (WIDTH, y)]), None, Some(Stroke(Paint::Edge, 0.5, false)));
}

/// Draws a strength: a full disc, a half disc, or an empty disc with a bar; a dot if the criterion is not assessed.
fn sign(canvas: &mut Canvas, strength: Option<MatrixStrength>, (x, y): (f64, f64)) {
    let edge = Some(Stroke(Paint::Accent, 1.5, false));
    match strength {
        Some(MatrixStrength::Strong) => canvas.shape(circle((x, y), RADIUS), Some(Paint::Accent), edge),
        Some(MatrixStrength::Conditional) => {
            canvas.shape(circle((x, y), RADIUS), Some(Paint::Page), edge);
            let (top, foot) = (number(y - RADIUS), number(2.0 * RADIUS));
            let (x, radius) = (number(x), number(RADIUS));
            canvas.shape(format!("M{x} {top}a{radius} {radius} 0 0 0 0 {foot}z"), Some(Paint::Accent), None);
        }
        Some(MatrixStrength::Weak) => {
            canvas.shape(circle((x, y), RADIUS), Some(Paint::Page), edge);
            canvas.shape(open(&[(x - 3.5, y), (x + 3.5, y)]), None, Some(Stroke(Paint::Accent, 2.0, false)));
        }
        None => canvas.shape(circle((x, y), 1.5), Some(Paint::Edge), None),
    }
}

/// Explains the signs that the projects have.
fn legend(canvas: &mut Canvas, projects: &[AssessedProject], context: &FigureContext<'_>) {
    let signs = [
        (Some(MatrixStrength::Strong), key!("figure.criteria.strong")),
        (Some(MatrixStrength::Conditional), key!("figure.criteria.conditional")),
        (Some(MatrixStrength::Weak), key!("figure.criteria.weak")),
        (None, key!("figure.criteria.none")),
    ];
    for (strength, key) in signs {
        if projects.iter().any(|project| project.strengths.contains(&strength)) {
            sign(canvas, strength, (13.0, canvas.height + 9.0));
            indented(canvas, &FigureText::plain(context.texts.get(key)), TextStyle::QUIET);
        }
    }
    canvas.height += 8.0;
}

/// Lists the projects by number.
fn list_projects(canvas: &mut Canvas, projects: &[AssessedProject]) {
    for project in projects {
        canvas.text((18.0, canvas.height + 13.0), &project.number.to_string(), TextStyle::BOLD.at(Anchor::End));
        indented(canvas, &project.heading, TextStyle::PLAIN);
    }
}

fn indented(canvas: &mut Canvas, words: &FigureText, style: TextStyle) {
    canvas.height = canvas.block((INDENT, canvas.height), words, WIDTH - INDENT, 2, style) + 2.0;
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::report::figure::tests::{drawn, view};

    fn project(year: i16, strengths: &[(&str, &str)]) -> Json {
        let words = |text: &str| json!({"text": text, "lang": null});
        let strengths =
            strengths.iter().map(|(id, strength)| json!({"id": id, "name": words(id), "strength": strength}));
        json!({
            "id": "2019/a", "year": year, "heading": {"text": "Eit prosjekt på nynorsk", "lang": "nn"},
            "criteria": strengths.collect::<Vec<_>>(),
        })
    }

    fn criteria() -> Json {
        let name = |text: &str| json!({"text": text, "lang": null});
        json!([
            {"id": "maturity", "name": name("Modenhet")},
            {"id": "nowhere", "name": name("Ingen er vurdert etter dette")},
            {"id": "method", "name": name("Metodebeskrivelse og dokumentasjon av det hele")},
        ])
    }

    #[test]
    fn each_strength_has_a_shape_of_its_own() {
        let projects = [
            project(2019, &[("method", "strong"), ("maturity", "weak")]),
            project(2019, &[]),
            project(2019, &[("own", "conditional")]),
        ];
        let view = view(json!({"criteria": criteria(), "projects": projects}));
        insta::assert_snapshot!(drawn("nb", |context| CriteriaMatrix::read(&view).unwrap().draw(context)));
    }

    #[test]
    fn many_projects_stand_in_several_figures_with_one_row_of_numbers() {
        let projects: Vec<Json> = (0..11).map(|at| project(2018 + at / 10, &[("maturity", "strong")])).collect();
        let view = view(json!({"criteria": criteria(), "projects": projects}));
        let drawing = drawn("en", |context| CriteriaMatrix::read(&view).unwrap().draw(context));
        assert_eq!(drawing.matches("<svg").count(), 3);
        assert!(drawing.contains("part 2 of 3") && drawing.contains(">11<"), "{drawing}");
    }

    #[test]
    fn very_many_projects_are_counted_by_criterion() {
        let strengths = ["strong", "conditional", "weak"];
        let of = |count: usize| {
            let projects: Vec<Json> =
                (0..count).map(|at| project(2019, &[(["method", "maturity"][at % 2], strengths[at % 3])])).collect();
            let view = view(json!({"criteria": criteria(), "projects": projects}));
            drawn("nb", |context| CriteriaMatrix::read(&view).unwrap().draw(context))
        };
        assert!(of(100).contains("Eit prosjekt") && !of(100).contains("for mange"));
        insta::assert_snapshot!(of(101));
    }

    #[test]
    fn nothing_is_drawn_where_nothing_is_assessed() {
        let view = view(json!({"criteria": criteria(), "projects": [project(2019, &[])]}));
        assert_eq!(drawn("nb", |context| CriteriaMatrix::read(&view).unwrap().draw(context)), "");
    }
}
